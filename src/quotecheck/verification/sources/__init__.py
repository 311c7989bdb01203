"""Source documents of every kind as readings: what is said in them, by whom, and where it stands in the text as given."""

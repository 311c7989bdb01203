"""Who said it: the people, bodies and documents of an article, and which of them each source means."""

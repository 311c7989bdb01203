"""The encoder: one pass of a small transformer over an article, from which the attributions, names and pointers are read."""

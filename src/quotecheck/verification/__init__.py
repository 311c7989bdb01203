"""Checking quotes against documents: sources, an index of their words, alignment, and a verdict on the differences."""

"""Statements of the encoder and of the rules joined, held to what the text settles, and judged."""

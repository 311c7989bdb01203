"""Quotes: quotation marks, attributions, speakers, and the records built of them."""

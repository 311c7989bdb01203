"""Spans that several kinds of record use: furniture, people, places, dates, quantities."""

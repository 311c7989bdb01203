"""Extractions out of the house: JSON lines, tables. Sees records only."""

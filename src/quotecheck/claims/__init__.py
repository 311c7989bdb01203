"""Numeric claims: how much or how many of what, when, where, on whose word."""

"""Cited reports: documents that the article names as its source."""

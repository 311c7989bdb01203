"""Cited reports: documents and outlets that the article names as its source.

In the order in which a doc goes through them (`find` is the pipe, `build` makes the records):

- `nouns`: which words can be a document, and of which kind; `runs`: where their noun phrases begin and what a source is about,
  by tags alone.
- `citations`: the attributions by token; `evidence`: the rules by which a noun is a cited report, not merely a mentioned one.
- `documents`: every noun phrase for a document (`mention`), with its `extent`, `details` (number, title, date) and `publishers`;
  `outlets`: news organisations.
- `join`: which mentions are of one report.
"""

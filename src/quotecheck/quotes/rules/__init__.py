"""Statements by rules: what marks, grammar and the order of words say of who said what."""

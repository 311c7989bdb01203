"""Syntax as this library needs it, whatever the label scheme of the parser."""

"""Pure functions on strings: no spaCy, no pydantic, no state."""

"""The tag sets of the two heads; the same lists are written beside the weights for the run time."""

ROLES = ("content", "cue", "source")
NAMES = ("PERSON", "ORG", "LOC", "MISC")
ROLE_TAGS = ["O", *(f"{prefix}-{role}" for role in ROLES for prefix in "BI")]
NAME_TAGS = ["O", *(f"{prefix}-{name}" for name in NAMES for prefix in "BI")]

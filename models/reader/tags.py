"""The tag sets of the heads that read spans; the same lists are written beside the weights for the run time."""

ROLES = ("content", "cue", "source")
NAMES = ("PERSON", "ORG", "LOC", "MISC")


def bio(labels: tuple[str, ...]) -> list[str]:
    """The tags of these labels: outside, then first and further word of each.

    >>> bio(("cue",))
    ['O', 'B-cue', 'I-cue']
    """
    return ["O", *(f"{prefix}-{label}" for label in labels for prefix in "BI")]


TAGS = {
    "roles": bio(ROLES),
    "inner": bio(ROLES),
    "names": bio(NAMES),
    "documents": bio(("document",)),
    "details": bio(("role", "affiliation")),
}
POINTERS = ("content_cue", "cue_source", "antecedent", "speaker")

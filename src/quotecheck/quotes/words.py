"""Pronouns by what they can mean."""

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def sort_of(word: str) -> str | None:
    """The sort of pronoun: "he" (for she too), "it", "they", or `None`.

    >>> sort_of("her"), sort_of("its"), sort_of("we")
    ('he', 'it', None)
    """
    word = word.lower()
    return "he" if word in HE or word in SHE else "it" if word in IT else "they" if word in THEY else None


def gender_of(word: str) -> str | None:
    """What the pronoun tells of gender.

    >>> gender_of("himself"), gender_of("Her"), gender_of("they")
    ('m', 'f', None)
    """
    word = word.lower()
    return "m" if word in HE else "f" if word in SHE else None

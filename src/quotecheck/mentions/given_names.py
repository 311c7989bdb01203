"""What a given name tells of gender: the lexicon's, and for a name that it doesn't hold, how names with its ending go."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from quotecheck.lexicon import load
from quotecheck.text.names import Gender

GENDERS: dict[str, Gender] = {"f": "f", "m": "m"}
LONGEST = 4
ENOUGH = 5
"""So many names of the lexicon must have an ending for it to tell anything."""
CLEAR = 3
"""So many times as many of one gender as of the other; with each name of the lexicon left out in turn right in .89, silent in .30."""


@cache
def given_names() -> Mapping[str, Gender]:
    """The lexicon: given names in small letters."""
    return {name: GENDERS[gender] for gender, listed in load("given_names", dict[str, list[str]]).items() for name in listed}


def gender_by_ending(name: str) -> Gender | None:
    """The gender that most names of the longest known ending have, where that is clear.

    >>> gender_by_ending("zorinka"), gender_by_ending("aldomir"), gender_by_ending("x")
    ('f', 'm', None)
    """
    for ending in _endings(name):
        women, men = _counts().get(ending, (0, 0))
        if women + men >= ENOUGH:
            return "f" if women + 1 >= CLEAR * (men + 1) else "m" if men + 1 >= CLEAR * (women + 1) else None
    return None


@cache
def _counts() -> dict[str, tuple[int, int]]:
    """Women's and men's names by ending."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, gender in given_names().items():
        for ending in _endings(name):
            found[ending][gender == "m"] += 1
    return {ending: (women, men) for ending, (women, men) in found.items()}


def _endings(name: str) -> Iterator[str]:
    yield from (name[-length:] for length in range(min(LONGEST, len(name) - 1), 0, -1))

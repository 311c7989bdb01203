"""Where numbers may stand in a text: its figures, and the words that have to do with numbers, found in one pass.

The patterns of numerals, ranks and dates are long; they are tried at these places alone.

>>> marks = landmarks("On May 4 the Second of two boats sank.")
>>> marks.figures, [word for _, word in marks.words]
([7], ['may', 'second', 'two'])
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.text.numeral_words import MULTIPLES, ORDINALS, PARTS, PLURALS, SCALES, SMALL, TENS

MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov"
    " dec".split()
)
DECADES = {word.replace("y", "ies"): int(value) for word, value in TENS.items()} | {"teens": 13}
"""Decades of life, with the age at which each begins."""
NUMERAL_STARTS = frozenset(
    [*SMALL, *TENS, *SCALES, *PLURALS, *PARTS, *MULTIPLES, "few", "several", "many", "couple", "tens", "scores"]
    + [f"{scale}s" for scale in SCALES]
    + [f"{word}fold" for word in (*SMALL, *TENS, "hundred")]
)
"""The words with which a numeral begins, but for "a" and "an"."""

_WANTED = NUMERAL_STARTS | MONTHS | frozenset(ORDINALS) | frozenset(DECADES)
_LETTERS = re.compile(r"[a-z]+")
_FIGURES = re.compile(r"[0-9]+")


@dataclass(frozen=True, eq=False, slots=True)
class Landmarks:
    """The text in lower case, character for character; where its runs of figures begin; and its words of number, each with its start."""

    folded: str
    figures: list[int]
    words: list[tuple[int, str]]


@lru_cache(maxsize=4)
def landmarks(text: str) -> Landmarks:
    """The landmarks of a text, kept for the readers that ask one after the other."""
    folded = lowered(text)
    words = [(match.start(), match[0]) for match in _LETTERS.finditer(folded) if match[0] in _WANTED]
    return Landmarks(folded, [match.start() for match in _FIGURES.finditer(folded)], words)


def lowered(text: str) -> str:
    """The text in lower case, character for character: what has no lower case of one character stays as it is.

    >>> lowered("ÉTÉ İ"), len("İ".lower())
    ('été İ', 2)
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)

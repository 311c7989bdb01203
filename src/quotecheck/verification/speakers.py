"""Whether the label of a transcript's turn and the speaker of a quote are one person."""

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from quotecheck.lexicon import load
from quotecheck.text import names

ALIKE = 86
"""Similarity in percent from which two surnames are one that a transcriber misheard (RapidFuzz's `ratio`)."""

_BEHIND = re.compile(r"\s*[(\[,].*$")
_WORD = re.compile(r"[^\W\d_][\w’'.-]*")


@lru_cache(maxsize=4096)
def same_speaker(label: str | None, name: str | None) -> bool | None:
    """Whether a turn's label and a name mean one person; `None` where either does not tell.

    >>> same_speaker("MAYOR CALLOWAY", "Ruth Calloway"), same_speaker("Ben Adu (chair)", "Ruth Calloway")
    (True, False)
    >>> same_speaker("THE MAYOR", "Ruth Calloway"), same_speaker("Q", "Ruth Calloway"), same_speaker("Callaway", "Ruth Calloway")
    (None, None, True)
    """
    if not label or not name:
        return None
    printed, meant = _name(label), _name(name)
    if not printed or not meant:
        return None
    if set(printed) <= set(meant) or set(meant) <= set(printed):
        return True
    if len(printed) > 1 and len(meant) > 1:
        one, other = " ".join(printed), " ".join(meant)
        if names.fits(one, other) or names.fits(other, one) or names.is_variant(one, other):
            return True
        return printed[-1] == meant[-1] and printed[0][0] == meant[0][0]
    return fuzz.ratio(printed[-1], meant[-1]) >= ALIKE


@lru_cache(maxsize=4096)
def is_asker(label: str) -> bool:
    """Whether a label names nobody but one of those who ask and interrupt: not who makes the speech.

    >>> is_asker("AUDIENCE MEMBER"), is_asker("Q"), is_asker("THE MAYOR")
    (True, True, False)
    """
    words = [word.casefold() for word in _WORD.findall(_BEHIND.sub("", label))]
    return bool(words) and all(word in _askers() for word in words)


@cache
def _askers() -> frozenset[str]:
    return frozenset(load("speaker_labels", dict[str, list[str]])["askers"])


def _name(label: str) -> list[str]:
    """The words of a label that name somebody: no titles, roles or numbers."""
    words = (word.strip(".").casefold() for word in _WORD.findall(_BEHIND.sub("", names.bare(label))))
    return [word for word in words if len(word) > 1 and word not in _roles() and word not in names.HONORIFICS]


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("speaker_labels", dict[str, list[str]])["roles"])

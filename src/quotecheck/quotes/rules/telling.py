"""Small words around clauses of saying: the lexicon `telling.toml` as sets."""

from dataclasses import dataclass
from functools import cache

from quotecheck import lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of `telling.toml`; the file says what each is for."""

    times: frozenset[str]
    settings: frozenset[str]
    new_cues: frozenset[str]
    other_tellers: frozenset[str]
    circumstances: frozenset[str]
    openers: frozenset[str]
    elsewhere: frozenset[str]
    completing: frozenset[str]
    addressed: frozenset[str]
    headline_forms: frozenset[str]
    connectives: frozenset[str]
    withholding: frozenset[str]
    never_told: frozenset[str]
    withheld: frozenset[str]
    refused: frozenset[str]
    accusing: frozenset[str]
    wanting: frozenset[str]
    askers: frozenset[str]


@cache
def lists() -> Words:
    """The lists, read at the first call.

    >>> "monday" in lists().times
    True
    """
    return lexicon.load("telling", Words)

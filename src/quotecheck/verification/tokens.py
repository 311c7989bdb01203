"""Tokens of a text as arrays of offsets, found for the whole text at once.

A token is a run of letters and figures with what holds it together: an apostrophe between letters, a comma or point between figures,
a currency sign before them, a percent sign behind. Hyphens part.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Offsets = NDArray[np.int64]

UNKNOWN, OTHER, LETTER, FIGURE, APOSTROPHE, POINT, CURRENCY, PERCENT, INVISIBLE = range(9)
CHUNK = 1 << 18
"""Characters that are looked at together: more would need more memory at a time, not less time."""


def token_offsets(text: str) -> tuple[Offsets, Offsets]:
    """Starts and ends of the tokens of a text.

    >>> text = "Don’t pay $1,200.50: well-known 5% [sic]."
    >>> [text[start:end] for start, end in zip(*token_offsets(text))]
    ['Don’t', 'pay', '$1,200.50', 'well', 'known', '5%', 'sic']
    """
    if len(text) <= CHUNK:
        return _offsets(text)
    found = [(starts + base, ends + base) for base, starts, ends in _chunks(text)]
    return np.concatenate([starts for starts, _ in found]), np.concatenate([ends for _, ends in found])


def _chunks(text: str) -> Iterator[tuple[int, Offsets, Offsets]]:
    begin = 0
    while begin < len(text):
        end = min(begin + CHUNK, len(text))
        while end < len(text) and not text[end - 1].isspace():
            end += 1
        yield begin, *_offsets(text[begin:end])
        begin = end


def _offsets(text: str) -> tuple[Offsets, Offsets]:
    kinds = _kinds(text)
    letter, figure = kinds == LETTER, kinds == FIGURE
    word = np.zeros(len(text) + 2, dtype=np.bool_)
    word[1:-1] = letter | figure
    body = word[1:-1]
    _join(body, kinds == APOSTROPHE, letter, letter)
    _join(body, kinds == POINT, figure, figure)
    _join(body, kinds == INVISIBLE, letter, letter)
    body[:-1] |= (kinds == CURRENCY)[:-1] & figure[1:]
    body[1:] |= (kinds == PERCENT)[1:] & figure[:-1]
    edges = np.flatnonzero(word[1:] != word[:-1])
    return edges[::2], edges[1::2]


def _join(word: Bools, joiner: Bools, before: Bools, after: Bools) -> None:
    word[1:-1] |= joiner[1:-1] & before[:-2] & after[2:]


def _kinds(text: str) -> NDArray[np.uint8]:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _table()
    kinds = table[codes]
    unknown = codes[kinds == UNKNOWN]
    if len(unknown):
        for code in np.unique(unknown).tolist():
            table[code] = _kind(chr(code))
        kinds = table[codes]
    return kinds


@cache
def _table() -> NDArray[np.uint8]:
    """The kind of every character met so far."""
    return np.full(0x110000, UNKNOWN, dtype=np.uint8)


def _kind(char: str) -> int:
    if char in "'’‘ʼ＇‛":
        return APOSTROPHE
    if char in ".,٫٬":
        return POINT
    if char in "%٪‰":
        return PERCENT
    category = unicodedata.category(char)
    if category == "Sc":
        return CURRENCY
    if category == "Cf":
        return INVISIBLE
    if category == "Nd":
        return FIGURE
    return LETTER if category[0] in "LMN" else OTHER

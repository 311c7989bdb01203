"""A quote as it is printed, read for its words: brackets, ellipses, [sic] and the reporter's interruptions are seen as marks.

Offsets are into the text that holds the quote: the quote alone, or the article.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from quotecheck.verification.index import UNKNOWN, SourceIndex, Tokens
from quotecheck.verification.reading import Piece, Reading

Mark = Literal["ellipsis", "interruption", "sic"]

_MARK = re.compile(
    r"(?P<sic>[\[(]\s*sic\.?\s*[\])])"
    r"|(?P<ellipsis>[\[(]\s*(?:…|\.(?:\s?\.){2,})\s*[\])]|…+\.?|\.(?:[\s]?\.){2,})"
    r"|(?P<within>\[(?P<letters>\w{1,12})\](?=\w)|(?<=\w)\[(?P<ending>\w{1,12})\])"
    r"|(?P<open>[\[(])|(?P<close>[\])])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Quoted:
    """A quote's words, the pieces of text that it was printed in, and its marks by the place in the view where each stands."""

    reading: Reading
    spans: Sequence[tuple[int, int]]
    marks: Sequence[tuple[int, Mark]]
    brackets: Sequence[tuple[int, int]]

    def words(self, index: SourceIndex) -> "QuotedWords":
        """The quote's words as the index knows them, each mark before the word that follows it."""
        tokens = index.tokens_of(self.reading.view)
        starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
        marks: dict[int, Mark] = {}
        for place, mark in self.marks:
            marks.setdefault(bisect_left(starts, place), mark)
        insides = [list(_inside(bracket, starts, ends)) for bracket in self.brackets]
        bracketed = {i: (inside[0], inside[-1] + 1) for inside in insides for i in inside}
        if self.brackets and 0 < len(square := self._square(starts, ends)) < len(tokens):
            tokens.ids[list(square)] = UNKNOWN
        joints = {bisect_left(starts, place) for place, mark in self.marks if mark == "interruption"}
        return QuotedWords(tokens, marks, bracketed, frozenset(joints - {0, len(tokens)}))

    def _square(self, starts: Sequence[int], ends: Sequence[int]) -> list[int]:
        """The words in square brackets, which are the reporter's: they are looked for nowhere."""
        given = self.reading.given(np.array([begin for begin, _ in self.brackets], dtype=np.int64))
        square = [bracket for bracket, place in zip(self.brackets, given, strict=True) if self.reading.text[place] == "["]
        return [i for bracket in square for i in _inside(bracket, starts, ends)]


def _inside(bracket: tuple[int, int], starts: Sequence[int], ends: Sequence[int]) -> Iterator[int]:
    """The words that stand wholly in a bracket."""
    return (i for i in range(bisect_left(starts, bracket[0]), bisect_left(starts, bracket[1])) if ends[i] <= bracket[1])


@dataclass(frozen=True)
class QuotedWords:
    """Tokens with the marks before them, the brackets in which some stand, and those that begin another piece of the quote."""

    tokens: Tokens
    marks: Mapping[int, Mark]
    bracketed: Mapping[int, tuple[int, int]]
    joints: frozenset[int]

    @property
    def breaks(self) -> frozenset[int]:
        """The words before which the quote itself says that something may be left out."""
        return frozenset(place for place, mark in self.marks.items() if mark != "sic")


def quoted(text: str, spans: Sequence[tuple[int, int]] | None = None) -> Quoted:
    """The quote printed in those pieces of the text, or in all of it.

    >>> found = quoted("[T]hey lost [their] homes … all [sic] of them")
    >>> found.reading.view, found.marks
    ('They lost  their  homes   all   of them', ((24, 'ellipsis'), (30, 'sic')))
    """
    spans = [(0, len(text))] if spans is None else list(spans)
    pieces: list[Piece] = []
    marks: list[tuple[int, Mark]] = []
    brackets: list[tuple[int, int]] = []
    length = 0
    for number, (start, end) in enumerate(spans):
        if number:
            pieces.append(Piece(spans[number - 1][1], start, read=" "))
            marks.append((length, "interruption"))
            length += 1
        length = _read(text, (start, end), pieces=pieces, found=_Found(marks, brackets, length))
    return Quoted(Reading(text, pieces), tuple(spans), tuple(marks), tuple(brackets))


@dataclass
class _Found:
    marks: list[tuple[int, Mark]]
    brackets: list[tuple[int, int]]
    length: int


def _read(text: str, span: tuple[int, int], *, pieces: list[Piece], found: _Found) -> int:
    """Add the pieces and marks of one span; the length of the view so far."""
    at, end = span
    length = found.length
    opened: int | None = None
    for match in _MARK.finditer(text, at, end):
        if match.start() > at:
            pieces.append(Piece(at, match.start()))
            length += match.start() - at
        read = match["letters"] or match["ending"] or " "
        if match["sic"] or match["ellipsis"]:
            found.marks.append((length, "sic" if match["sic"] else "ellipsis"))
        elif match["open"]:
            opened = length
        elif match["close"] and opened is not None:
            found.brackets.append((opened, length))
            opened = None
        pieces.append(Piece(match.start(), match.end(), read=read))
        length += len(read)
        at = match.end()
    if at < end:
        pieces.append(Piece(at, end))
        length += end - at
    return length

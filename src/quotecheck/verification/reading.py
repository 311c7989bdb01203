"""What is said in a text and where it stands there: words without markup, each still at home in the text as given.

A parser cuts a text into pieces; what lies between them (tags, timestamps, speaker labels, stage directions) is not read. The
engine reads the pieces as one text, the view, and comes back to the given text by `Reading.given`.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Offsets = NDArray[np.int64]
Places = NDArray[np.int64] | NDArray[np.int32]


class Piece(NamedTuple):
    """A stretch of the text that is read as it stands, or as `read` where it stands for something else ("&amp;" for "&").

    `turn` numbers the turns from 0, `speaker` is the label printed for it, `seconds` the time at which a caption shows it.
    """

    start: int
    end: int
    turn: int = 0
    speaker: str | None = None
    seconds: float | None = None
    read: str | None = None


class Reading:
    """A text with its pieces, in text order; the pieces that are read as they stand have the length that they are read with.

    >>> reading = Reading("<b>Fish</b> &amp; chips", [Piece(3, 7), Piece(11, 12), Piece(12, 17, read="&"), Piece(17, 23)])
    >>> reading.view, reading.given(np.array([5, 7])), reading.text[12:23]
    ('Fish & chips', [12, 18], '&amp; chips')
    """

    def __init__(self, text: str, pieces: Sequence[Piece]) -> None:
        self.text = text
        self.pieces = pieces
        whole = len(pieces) == 1 and pieces[0].read is None and pieces[0][:2] == (0, len(text))
        self.view = text if whole else "".join(text[p.start : p.end] if p.read is None else p.read for p in pieces)
        self._is_whole = whole

    @cached_property
    def _starts(self) -> Offsets:
        """Where each piece begins in the view."""
        lengths = [piece.end - piece.start if piece.read is None else len(piece.read) for piece in self.pieces]
        return np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))[:-1]]) if lengths else np.zeros(0, dtype=np.int64)

    @cached_property
    def _table(self) -> Offsets:
        rows = [(piece.start, piece.end, piece.read is not None) for piece in self.pieces]
        return np.array(rows, dtype=np.int64).reshape(-1, 3)

    def given(self, view_starts: Places) -> list[int]:
        """Offsets into the given text of characters of the view; those of a piece that is read otherwise are its start."""
        if self._is_whole or not len(self.pieces):
            return _plain_list(view_starts)
        piece = np.searchsorted(self._starts, view_starts, side="right") - 1
        within = np.where(self._table[piece, 2] == 1, 0, view_starts - self._starts[piece])
        return _plain_list(self._table[piece, 0] + within)

    def given_ends(self, view_ends: Places) -> list[int]:
        """Offsets into the given text of the ends of stretches of the view; that of a piece read otherwise is its end."""
        if self._is_whole or not len(self.pieces):
            return _plain_list(view_ends)
        last = view_ends - 1
        piece = np.searchsorted(self._starts, last, side="right") - 1
        whole = self._table[piece, 1]
        return _plain_list(np.where(self._table[piece, 2] == 1, whole, self._table[piece, 0] + last - self._starts[piece] + 1))

    def cut(self, pieces: Sequence[Piece]) -> "Reading":
        """The same text, read by pieces of this reading's view.

        >>> Reading("<b>ADA:</b> Yes", [Piece(3, 7), Piece(11, 15)]).cut([Piece(0, 4, speaker="ADA", read=" "), Piece(4, 8)]).view
        '  Yes'
        """
        if self._is_whole:
            return Reading(self.text, pieces)
        return Reading(self.text, [own for piece in pieces for own in self._within(piece)])

    def _within(self, piece: Piece) -> Iterator[Piece]:
        """A piece of the view as pieces of the text."""
        if piece.start >= piece.end:
            return
        first = int(np.searchsorted(self._starts, piece.start, side="right")) - 1
        if piece.read is not None:
            bounds = np.array([piece.start]), np.array([piece.end])
            yield piece._replace(start=self.given(bounds[0])[0], end=self.given_ends(bounds[1])[0])
            return
        for own, begin in zip(self.pieces[first:], self._starts[first:].tolist(), strict=True):
            length = len(own.read) if own.read is not None else own.end - own.start
            a, b = max(piece.start, begin), min(piece.end, begin + length)
            if begin >= piece.end:
                break
            if a < b:
                start, end = (own.start, own.end) if own.read is not None else (own.start + a - begin, own.start + b - begin)
                read = own.read if own.read is None else own.read[a - begin : b - begin]
                yield Piece(start, end, piece.turn, piece.speaker, piece.seconds, read)

    def pieces_at(self, view_starts: Places) -> list[Piece]:
        """The pieces that hold any of those characters of the view, each once."""
        return [self.pieces[place] for place in np.unique(np.searchsorted(self._starts, view_starts, side="right") - 1).tolist()]

    @cached_property
    def speakers(self) -> frozenset[str]:
        """The labels of all who speak."""
        return frozenset(piece.speaker for piece in self.pieces if piece.speaker)

    def piece_at(self, view_start: int) -> Piece:
        """The piece that holds that character of the view."""
        return self.pieces[int(np.searchsorted(self._starts, view_start, side="right")) - 1]


def _plain_list(places: Places) -> list[int]:
    result: list[int] = places.tolist()
    return result


def plain(text: str) -> Reading:
    """The text read whole, as it stands.

    >>> plain("It rained.").view
    'It rained.'
    """
    return Reading(text, [Piece(0, len(text))])

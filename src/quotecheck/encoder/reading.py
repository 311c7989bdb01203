"""What the encoder is shown of a text: its words with their shape, the quotation that they stand in, and their paragraph.

Everything here is a function of the words and the text alone, so that a model reads at run time what it read in training.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotecheck.text.quotation import pair_marks, paragraphs

SHAPES = 9
"""Word shapes, 0 for no word: with a digit, signs only, small letters, capitals, one capital, Capitalised, miXed, contraction."""
PLACES = 6
"""Places in a quotation, 0 for no word: outside, opening mark, inside, closing mark, inside a quotation in a quotation."""
TURNS = 5
"""Places in a paragraph, 0 for no word: within, first word, last word, only word."""

START, END = 101, 102
"""The numbers of the pieces [CLS] and [SEP], which stand around each window."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text that are no blanks: their place among the tokens, and three features of each."""

    words: list[str]
    tokens: list[int]
    shapes: Numbers
    places: Numbers
    turns: Numbers


def read(text: str, tokens: Sequence[tuple[int, str]]) -> Reading:
    """The reading of a text cut into tokens, each given as its offset and its characters.

    >>> reading = read("“No,” I said.", [(0, "“"), (1, "No"), (3, ","), (4, "”"), (6, "I"), (8, "said"), (12, ".")])
    >>> reading.words[1], reading.shapes.tolist(), reading.places.tolist()
    ('No', [2, 6, 2, 2, 5, 3, 2], [2, 3, 3, 4, 1, 1, 1])
    """
    kept = [(index, start, word) for index, (start, word) in enumerate(tokens) if not word.isspace() and word]
    words = [word for _, _, word in kept]
    starts = [start for _, start, _ in kept]
    return Reading(
        words=words,
        tokens=[index for index, _, _ in kept],
        shapes=np.array([shape(word) for word in words], dtype=np.int64),
        places=_places(text, starts),
        turns=_turns(text, starts),
    )


@lru_cache(maxsize=100_000)
def shape(word: str) -> int:
    """Which of the shapes a word has.

    >>> [shape(word) for word in ["G20", "—", "said", "UN", "I", "Ghani", "McKay", "n't"]]
    [1, 2, 3, 4, 5, 6, 7, 8]
    """
    if any(char.isdigit() for char in word):
        return 1
    if not any(char.isalpha() for char in word):
        return 2
    if "'" in word or "’" in word:
        return 8
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[0].isupper() and word[1:].islower() else 7


def _places(text: str, starts: Sequence[int]) -> Numbers:
    """Where each word stands to the quotations of the text."""
    places = np.ones(len(starts), dtype=np.int64)
    at = np.array(starts, dtype=np.int64)
    for run in pair_marks(text):
        left, right = np.searchsorted(at, [run.outer_start, run.outer_end])
        first, last = np.searchsorted(at, [run.start, run.end])
        if run.depth:
            places[left:right] = np.where(places[left:right] == 3, 5, places[left:right])
            continue
        places[left:right] = 3
        places[left:first] = 2
        places[last:right] = 4
    return places


def _turns(text: str, starts: Sequence[int]) -> Numbers:
    """First and last words of paragraphs."""
    heads = [start for start, _ in paragraphs(text)]
    of = [bisect_right(heads, start) for start in starts]
    turns = np.ones(len(of), dtype=np.int64)
    for index, own in enumerate(of):
        begins = index == 0 or of[index - 1] != own
        ends = index + 1 == len(of) or of[index + 1] != own
        turns[index] = 4 if begins and ends else 2 if begins else 3 if ends else 1
    return turns


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words that is read at once: `core` is what is read off, the rest of `start` to `end` is context."""

    start: int
    end: int
    core_start: int
    core_end: int


CORE, BEFORE, AFTER = 288, 24, 8
"""Word pieces of a window: at most so many that are read off, and so many of context before and after them."""


def windows(sizes: Sequence[int], turns: Sequence[int], *, core: int = CORE, before: int = BEFORE, after: int = AFTER) -> list[Window]:
    """Windows over a text, whose cores cover each word once; they depend on nothing but the text.

    `sizes` counts the pieces of each word. A core is as many whole paragraphs as there is room for; a paragraph with too
    many pieces is cut. Context is the words next to the core, whatever their paragraph.

    >>> [(w.core_start, w.core_end) for w in windows([1] * 10, [2, 1, 1, 3, 2, 1, 3, 2, 1, 3], core=7)]
    [(0, 7), (7, 10)]
    """
    ends = np.concatenate([[0], np.cumsum(sizes)]) if len(sizes) else np.zeros(1, dtype=np.int64)
    heads = [index for index, turn in enumerate(turns) if turn in (2, 4)]
    out = []
    start = 0
    while start < len(sizes):
        stop = max(start + 1, int(np.searchsorted(ends, ends[start] + core, side="right")) - 1)
        if stop < len(sizes):
            fitting = heads[bisect_right(heads, start) : bisect_right(heads, stop)]
            stop = fitting[-1] if fitting else stop
        first = int(np.searchsorted(ends, ends[start] - before))
        last = min(len(sizes), max(stop, int(np.searchsorted(ends, ends[stop] + after, side="right")) - 1))
        out.append(Window(first, last, start, stop))
        start = stop
    return out


def inputs(reading: Reading, pieces: Sequence[Sequence[int]], window: Window) -> dict[str, Numbers]:
    """What the network is fed of a window, in training and at run time alike; `pieces` are the numbers of each word's pieces.

    `ids`, `shapes`, `places` and `turns` have a number a piece, those of its word, and 0 or a mark at both ends; `firsts` says
    where each word's first piece stands.

    >>> reading = read("No rain.", [(0, "No"), (3, "rain"), (7, ".")])
    >>> fed = inputs(reading, [[7], [8, 9], [5]], Window(0, 3, 0, 3))
    >>> fed["ids"].tolist(), fed["turns"].tolist(), fed["firsts"].tolist()
    ([101, 7, 8, 9, 5, 102], [0, 2, 1, 1, 3, 0], [1, 2, 4])
    """
    span = slice(window.start, window.end)
    sizes = np.array([len(numbers) for numbers in pieces[span]], dtype=np.int64)

    def on_pieces(features: Numbers) -> Numbers:
        return np.pad(np.repeat(features[span], sizes), 1)

    return {
        "ids": np.array([START, *(number for numbers in pieces[span] for number in numbers), END], dtype=np.int64),
        "shapes": on_pieces(reading.shapes),
        "places": on_pieces(reading.places),
        "turns": on_pieces(reading.turns),
        "firsts": 1 + np.cumsum(sizes) - sizes,
    }

"""The words of source documents, indexed once so that any quote finds its places fast.

Words become numbers; the places of all words are sorted by the three words that stand there. One sorted array so answers where any one,
two or three words stand in a row. No Python object is kept for a token: 1 million words take some 30 MB.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.verification.reading import Reading, plain
from quotecheck.verification.tokens import token_offsets
from quotecheck.verification.words import canonical, fillers

Ids = NDArray[np.int32]

FILLER, UNKNOWN, WALL = -2, -1, 0
"""Ids of a sound that is no word, of a word that no document has, and of the wall between two documents."""

NOWHERE = np.zeros(0, dtype=np.int64)
MOST = np.iinfo(np.int64).max

FULL_WEIGHT_BITS, LEAST_WEIGHT = 10.0, 0.2
"""A word as rare as one in a thousand has the full weight 1; commoner ones have less, in proportion to their bits."""

MOST_ASKED = 16
"""Answers that the index keeps: one quote asks for the same runs several times."""

BITS = 21
"""Bits a word in a key of three; the rare words beyond two million share keys, and are told apart when places are aligned."""


@dataclass(frozen=True)
class Source:
    """A document that may hold a quote: its name, and what is read in it."""

    name: str
    reading: Reading

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of a text in a row: their ids, and where each stands in the text's view."""

    ids: Ids
    starts: Ids
    ends: Ids

    def __len__(self) -> int:
        return len(self.ids)


class _Vocabulary(dict[str, int]):
    """From a word as printed to the id of its canonical form; asking for a new word gives it one."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}

    def __missing__(self, printed: str) -> int:
        form = canonical(printed)
        id = FILLER if form in fillers() else self.words.setdefault(form, len(self.words) + 1)
        self[printed] = id
        return id


class SourceIndex:
    """Source documents, ready to be searched for quotes; made once, asked many times.

    >>> index = SourceIndex.of("We lost twelve hundred homes.", "They lost heart.")
    >>> len(index), index.sources[1].name
    (8, 'source 2')
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.sources: Sequence[Source] = tuple(sources)
        vocabulary = _Vocabulary()
        documents = [_tokens(source.reading.view, vocabulary) for source in self.sources]
        self.words = vocabulary.words
        self.firsts = np.cumsum([0, *(len(document) + 1 for document in documents)], dtype=np.int64)
        self.tokens = _walled(documents)
        self.order, self.keys, self.begins = _sorted_places(self.tokens.ids)
        self.weights = _weights(np.bincount(self.tokens.ids, minlength=len(self.words) + 1), len(self))
        self.hidden: int | None = None
        self._asked: dict[tuple[int, bytes], tuple[NDArray[np.int64], NDArray[np.int64]]] = {}

    @classmethod
    def of(cls, *texts: str) -> "SourceIndex":
        """The index of plain texts, named by their order."""
        return cls(Source(f"source {number}", plain(text)) for number, text in enumerate(texts, start=1))

    def without(self, document: int) -> "SourceIndex":
        """The same index, shared, in which nothing is found in that document.

        >>> index = SourceIndex.of("It rained all day.", "It rained all night.")
        >>> index.without(0).hidden, index.hidden
        (0, None)
        """
        other = copy(self)
        other.hidden = document
        return other

    def __len__(self) -> int:
        """The number of words in all documents."""
        return len(self.tokens) - len(self.sources)

    def document_of(self, place: int) -> int:
        """The number of the document in which the word at that place stands."""
        return int(np.searchsorted(self.firsts, place, side="right")) - 1

    def tokens_of(self, view: str) -> Tokens:
        """The words of another text by the ids that they have here; `UNKNOWN` where no document has the word."""
        starts, ends = token_offsets(view)
        sounds, words = fillers(), self.words
        forms = [canonical(view[start:end]) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        ids = np.array([FILLER if form in sounds else words.get(form, UNKNOWN) for form in forms], dtype=np.int32)
        kept = ids != FILLER
        return Tokens(ids[kept], starts[kept].astype(np.int32), ends[kept].astype(np.int32))

    def ranges(self, ids: Ids, length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """For each run of `length` words (1 to 3) in `ids`: where in `order` its places begin and end."""
        asked = length, ids.tobytes()
        known = self._asked.get(asked)
        if known is None:
            if len(self._asked) >= MOST_ASKED:
                self._asked.clear()
            known = self._asked[asked] = self._ranges(ids.astype(np.int64), length)
        return known

    def _ranges(self, ids: NDArray[np.int64], length: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        runs = len(ids) - length + 1
        if runs < 1:
            return NOWHERE, NOWHERE
        parts = ids & ((1 << BITS) - 1)
        key = parts[:runs]
        for offset in range(1, length):
            key = (key << BITS) | parts[offset : offset + runs]
        rest = BITS * (3 - length)
        low = self.keys.searchsorted(key << rest)
        high = self.keys.searchsorted((key + 1) << rest) if rest else low + (self.keys[low] == key)
        if ids.min() <= 0:
            known = np.minimum.reduce([ids[offset : offset + runs] for offset in range(length)]) > 0
            high = np.where(known, high, low)
        return self.begins[low], self.begins[high]

    def nbytes(self) -> int:
        """Bytes of the arrays; the texts and the list of words come on top."""
        tokens = self.tokens
        return sum(array.nbytes for array in (tokens.ids, tokens.starts, tokens.ends, self.order, self.keys, self.begins))


def _tokens(view: str, vocabulary: _Vocabulary) -> Tokens:
    starts, ends = token_offsets(view)
    ids = np.empty(len(starts), dtype=np.int32)
    step = 1 << 15
    for begin in range(0, len(starts), step):
        pairs = zip(starts[begin : begin + step].tolist(), ends[begin : begin + step].tolist(), strict=True)
        ids[begin : begin + step] = [vocabulary[view[start:end]] for start, end in pairs]
    kept = ids != FILLER
    return Tokens(ids[kept], starts[kept].astype(np.int32), ends[kept].astype(np.int32))


def _walled(documents: Sequence[Tokens]) -> Tokens:
    """All documents' words in a row, with a wall behind each."""
    wall = np.zeros(1, dtype=np.int32)

    def column(arrays: Iterable[Ids]) -> Ids:
        walled = [part for array in arrays for part in (array, wall)]
        return np.concatenate(walled) if walled else wall[:0]

    return Tokens(column(d.ids for d in documents), column(d.starts for d in documents), column(d.ends for d in documents))


def _sorted_places(ids: Ids) -> tuple[Ids, NDArray[np.int64], NDArray[np.int64]]:
    """Every place by the three words that stand there, each three words once as a sortable number, and where its places begin.

    Behind the last three words stands a number that is greater than any, so that every search ends at a place.
    """
    padded = np.concatenate([ids, np.zeros(2, dtype=np.int32)]).astype(np.int64) & ((1 << BITS) - 1)
    keys = (padded[: len(ids)] << (2 * BITS)) | (padded[1 : len(ids) + 1] << BITS) | padded[2:]
    order = np.argsort(keys)
    keys = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else NOWHERE
    return order.astype(np.int32), np.append(keys[begins], MOST), np.append(begins, len(order))


def _weights(counts: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """How much each word counts in an alignment, by how rare it is; that of the wall is the weight of a word that no document has."""
    bits = np.log2(size + 2) - np.log2(np.maximum(counts, 1))
    weights: NDArray[np.float64] = np.clip(bits / min(np.log2(size + 2), FULL_WEIGHT_BITS), LEAST_WEIGHT, 1.0)
    weights[WALL] = 1.0
    return weights

"""Where a quote may stand: runs of its words found in the index, gathered into windows of the source.

A run of three words at place `q` of the quote and `s` of the source lies on the diagonal `s - q`; runs of one passage lie on diagonals
near each other, however much of the quote is altered between them (Altschul et al. 1990, seeds; Abouelhoda and Ohlebusch 2005, chains).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quotecheck.verification.index import SourceIndex, Tokens

Block = tuple[int, int, int]
"""A run of equal words: where it begins in the quote, where in the source, how many words."""

Places = NDArray[np.int64]

MOST_HITS = 2000
"""Places that are looked at for one quote, those of its rarest runs first; a longer quote may have as many as `HITS_A_WORD` a word."""

HITS_A_WORD = 2
SLIP = 20
"""Words that may lie unquoted between two runs of one window: more than a silent cut, less than another passage."""


@dataclass(frozen=True, slots=True)
class Window:
    """Runs of the quote's words that stand near each other in the source; `weight` is how rare they are together, in bits."""

    blocks: list[Block]
    weight: float


def windows(index: SourceIndex, quote: Tokens, *, length: int, most: int) -> list[Window]:
    """The windows of the source that hold most of the quote's runs of `length` words, best first.

    >>> index = SourceIndex.of("It rained on the day of the fair. It rained on the day of the race.")
    >>> [window.blocks for window in windows(index, index.tokens_of("on the day of the race"), length=3, most=2)]
    [[(0, 2, 5), (0, 10, 6)]]
    """
    if len(quote) < length:
        return []
    q, s, bits = _hits(index, quote, length)
    document = np.searchsorted(index.firsts, s, side="right")
    if index.hidden is not None:
        shown = document != index.hidden + 1
        q, s, bits, document = q[shown], s[shown], bits[shown], document[shown]
    if not len(q):
        return []
    apart = s - q + document * (len(quote) + SLIP + 1)
    order = np.argsort(apart * len(quote) + q)
    q, diagonal, bits = q[order], (s - q)[order], bits[order]
    group = np.concatenate([[0], np.cumsum(np.diff(apart[order]) > SLIP)])
    first = np.unique(group * len(quote) + q, return_index=True)[1]
    weights = np.bincount(group[first], weights=bits[first])
    best = np.argsort(-weights, kind="stable")[:most]
    low, high = np.searchsorted(group, best), np.searchsorted(group, best, side="right")
    return [
        Window(_merged(q[a:b].tolist(), diagonal[a:b].tolist(), length), float(weights[number]))
        for number, a, b in zip(best.tolist(), low.tolist(), high.tolist(), strict=True)
    ]


def _hits(index: SourceIndex, quote: Tokens, length: int) -> tuple[Places, Places, NDArray[np.float64]]:
    """Places of the runs in quote and source, and how rare each run is, in bits."""
    low, high = index.ranges(quote.ids.astype(np.int64), length)
    most = max(MOST_HITS, HITS_A_WORD * len(quote))
    counts = np.minimum(high - low, most)
    runs = np.flatnonzero(counts)
    runs = runs[np.argsort(counts[runs], kind="stable")]
    taken = runs[: max(1, int(np.searchsorted(np.cumsum(counts[runs]), most, side="right")))]
    counts = counts[taken]
    q = np.repeat(taken, counts)
    rank = np.arange(len(q)) - np.repeat(np.cumsum(counts) - counts, counts)
    s = index.order[np.repeat(low[taken], counts) + rank].astype(np.int64)
    return q, s, np.repeat(np.log2((len(index) + 2) / counts), counts)


def _merged(quote_places: list[int], diagonals: list[int], length: int) -> list[Block]:
    """Runs that overlap on one diagonal as one block each."""
    blocks: list[Block] = []
    last, begin, end = None, 0, 0
    for q, diagonal in zip(quote_places, diagonals, strict=True):
        if diagonal == last and q <= end:
            end = q + length
            continue
        if last is not None:
            blocks.append((begin, begin + last, end - begin))
        last, begin, end = diagonal, q, q + length
    if last is not None:
        blocks.append((begin, begin + last, end - begin))
    return blocks

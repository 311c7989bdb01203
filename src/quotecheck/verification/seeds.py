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
Weights = NDArray[np.float64]

MOST_HITS, FEW_HITS = 2000, 96
"""Places that are looked at for one quote, those of its rarest runs first, at length and at a glance; a longer quote may have as many as
`HITS_A_WORD` a word."""

HITS_A_WORD = 2
SLIP = 20
"""Words that may lie unquoted between two runs of one window: more than a silent cut, less than another passage."""

SHORT, NEAR = 14, 10
"""Quotes of so many words have runs that stand in more windows than can be aligned; words beside a place that are looked at then."""

LIKELY, MOST_LIKELY = 0.5, 1024
"""Windows for which that is worth the time: their weight as a share of the heaviest one's, and how many."""

MOST_EXACT = 4096
"""Places of the rarest run of a quote that are asked whether all of it stands there."""


@dataclass(frozen=True, slots=True)
class Look:
    """How closely to look: by runs of how many words, at how many of their places, for how many windows."""

    length: int
    windows: int
    hits: int = MOST_HITS


@dataclass(frozen=True, slots=True)
class Window:
    """Runs of the quote's words that stand near each other in the source; `weight` is how rare they are together, in bits."""

    blocks: list[Block]
    weight: float


def windows(index: SourceIndex, quote: Tokens, *, looked: Look) -> list[Window]:
    """The windows of the source that hold most of the quote's runs of words, best first.

    >>> index = SourceIndex.of("It rained on the day of the fair. It rained on the day of the race.")
    >>> [window.blocks for window in windows(index, index.tokens_of("on the day of the race"), looked=Look(3, windows=2))]
    [[(0, 2, 5), (0, 10, 6)]]
    """
    length, most = looked.length, looked.windows
    if len(quote) < length:
        return []
    q, s, bits = _hits(index, quote, looked)
    apart = s - q
    if len(index.sources) > 1:
        document = index.firsts.searchsorted(s, side="right")
        apart = apart + document * (len(quote) + SLIP + 1)
        if index.hidden is not None:
            shown = document != index.hidden + 1
            q, s, bits, apart = q[shown], s[shown], bits[shown], apart[shown]
    elif index.hidden is not None:
        return []
    if not len(q):
        return []
    order = (apart * len(quote) + q).argsort()
    q, diagonal, bits, apart = q[order], (s - q)[order], bits[order], apart[order]
    edges = np.flatnonzero(apart[1:] - apart[:-1] > SLIP) + 1
    low, high = np.concatenate([[0], edges]), np.append(edges, len(q))
    weights = _weights(q, bits, low=low, high=high)
    if len(quote) <= SHORT and most < len(low):
        likely = np.flatnonzero(weights >= LIKELY * weights.max())[:MOST_LIKELY]
        if len(likely) > most:
            weights[likely] += _around(index, quote, diagonal[low[likely]])
    best = (-weights).argsort(kind="stable")[:most]
    return [
        Window(_merged(q[a:b].tolist(), diagonal[a:b].tolist(), length), weight)
        for weight, a, b in zip(weights[best].tolist(), low[best].tolist(), high[best].tolist(), strict=True)
    ]


def _around(index: SourceIndex, quote: Tokens, places: Places) -> Weights:
    """What the quote's words weigh that stand anywhere near each place: it tells apart windows that share the same few runs."""
    words = np.unique(quote.ids[quote.ids > 0])
    number = np.zeros(len(index.weights), dtype=np.int32)
    number[words] = 1 << np.arange(len(words))
    near = places[:, None] + np.arange(-NEAR, len(quote) + NEAR)
    present = np.bitwise_or.reduce(number[index.tokens.ids[near.clip(0, len(index.tokens) - 1)]], axis=1)
    weights: Weights = ((present[:, None] >> np.arange(len(words))) & 1) @ index.weights[words]
    return weights


def exact_places(index: SourceIndex, quote: Tokens) -> list[int]:
    """Where in the source all words of the quote stand in a row, in order.

    >>> index = SourceIndex.of("It rained on the day of the fair. It rained on the day of the race.")
    >>> exact_places(index, index.tokens_of("rained on the day of the")), exact_places(index, index.tokens_of("rained on the race"))
    ([1, 9], [])
    """
    length = len(quote)
    if not length or quote.ids.min() <= 0:
        return []
    low, high = index.ranges(quote.ids, min(length, 3))
    counts = high - low
    rarest = int(counts.argmin())
    places = index.order[low[rarest] : min(high[rarest], low[rarest] + MOST_EXACT)].astype(np.int64) - rarest
    places = places[(places >= 0) & (places <= len(index.tokens) - length)]
    ids = index.tokens.ids
    for offset in range(0, length, 3):
        if len(places) < 16:
            break
        places = places[ids[places + offset] == quote.ids[offset]]
    places = places[(ids[places[:, None] + np.arange(length)] == quote.ids).all(axis=1)]
    if index.hidden is not None:
        places = places[index.firsts.searchsorted(places, side="right") != index.hidden + 1]
    return np.sort(places).tolist()  # type: ignore[no-any-return]


def _hits(index: SourceIndex, quote: Tokens, looked: Look) -> tuple[Places, Places, Weights]:
    """Places of the runs in quote and source, and how rare each run is, in bits."""
    low, high = index.ranges(quote.ids, looked.length)
    most = max(looked.hits, HITS_A_WORD * len(quote))
    counts = np.minimum(high - low, most)
    runs = np.flatnonzero(counts)
    runs = runs[counts[runs].argsort(kind="stable")]
    ends = counts[runs].cumsum()
    taken = runs[: max(1, int(ends.searchsorted(most, side="right")))]
    counts = counts[taken]
    q = taken.repeat(counts)
    rank = np.arange(len(q)) + (low[taken] - ends[: len(taken)] + counts).repeat(counts)
    return q, index.order[rank].astype(np.int64), np.log2((len(index) + 2) / counts).repeat(counts)


def _weights(q: Places, bits: Weights, *, low: Places, high: Places) -> Weights:
    """What the hits of each group weigh together, every run of the quote counted once."""
    if len(low) == len(q):
        return bits
    group = np.arange(len(low)).repeat(high - low)
    run = group * (int(q.max()) + 1) + q
    if (run[1:] > run[:-1]).all():
        return np.add.reduceat(bits, low)
    first = np.unique(run, return_index=True)[1]
    return np.bincount(group[first], weights=bits[first]).astype(np.float64)


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

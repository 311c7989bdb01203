"""Finding a quote: the places where its words stand, and which of them together make it up.

One place that holds all but a few words is preferred to any two; only else is the quote put together from several places, word by word,
at a price for each change of place (Viterbi 1967).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from quotecheck.verification.chains import MISSED, REACH, Scale, aligned
from quotecheck.verification.index import SourceIndex, Tokens
from quotecheck.verification.seeds import SLIP, Block, windows

NEAR, NEAR_WHOLE = 0.35, 0.6
"""How much worse a window may be than a better one and still be aligned: before the whole quote was found, and after."""

LONG, MOST_OPEN = 150, 4
"""Quotes of so many words are looked for by runs of three words alone, once in each window; open parts that are looked for."""

MOST_CHAINS = 3
"""Alignments in one window: a speaker may say a thing twice in a row, or the quote may turn its halves round."""

LITTLE = 0.7
"""The share of a quote, by weight, below which runs of two words are looked up as well."""

MOST_MISSED = 3
"""Words of a quote that one place must lack before others are looked for."""

LEAST_OPEN, SOLID = 4, 3
"""Words in a row that are looked for elsewhere, and words in a row that are no coincidence."""

MOST_WINDOWS, MOST_WINDOWS_SHORT, MOST_WINDOWS_LONG = 4, 10, 2
SHORT = 14
"""Quotes of fewer words look at more windows: their runs are few and stand in many places."""

WHOLE = 0.9
"""The share of a quote, by weight, above which no other window is aligned unless it may hold as much."""

SWITCH, SWITCH_AT_BREAK = 2.0, 0.6
"""What it costs to go to another place within a quote, in words of full weight: anywhere, and where an ellipsis says so."""

FULL_WEIGHT_BITS = 10.0
"""A word as rare as one in a thousand has the full weight 1; commoner ones have less, in proportion to their bits."""


@dataclass(frozen=True)
class Match:
    """Runs of the quote's words at one place of the source, in order in both.

    `begin` and `end` are the part of the quote it stands for, `weight` is that of its words, `cost` that of the breaks between the runs.
    """

    blocks: tuple[Block, ...]
    weight: float
    begin: int
    end: int
    cost: float = 0.0

    @property
    def score(self) -> float:
        """What the match is worth beside another."""
        return round(self.weight - self.cost, 6)

    @cached_property
    def source(self) -> tuple[int, int]:
        """The words of the source from the first equal one to the last."""
        return self.blocks[0][1], self.blocks[-1][1] + self.blocks[-1][2]

    @cached_property
    def count(self) -> int:
        """The number of equal words."""
        return sum(block[2] for block in self.blocks)

    def within(self, begin: int, end: int, scale: Scale) -> "Match | None":
        """What of the match lies in that part of the quote."""
        cut = [(max(q, begin), s + max(0, begin - q), min(q + n, end) - max(q, begin)) for q, s, n in self.blocks]
        blocks = tuple(block for block in cut if block[2] > 0)
        return Match(blocks, sum(map(scale.of, blocks)), begin, end) if blocks else None


@dataclass(frozen=True, slots=True)
class Found:
    """What the index holds of a quote: the matches that make it up, in its order, and the next best single places."""

    parts: tuple[Match, ...]
    others: tuple[Match, ...]
    scale: Scale


def find(index: SourceIndex, quote: Tokens, breaks: frozenset[int] = frozenset()) -> Found:
    """The places of a quote; `breaks` are the words before which something may be left out with a mark.

    >>> index = SourceIndex.of("The bridge will stay open. Nobody asked us about it. The road will close for a week.")
    >>> found = find(index, index.tokens_of("the road will close the bridge will stay open"))
    >>> [(part.begin, part.end, part.source) for part in found.parts]
    [(0, 4, (10, 14)), (4, 9, (0, 5))]
    """
    scale = Scale(_weights(index, quote), breaks)
    matches = _matches(index, quote, scale, length=3)
    if not matches or len(quote) - matches[0].count >= MOST_MISSED:
        more = _second_look(index, quote, scale, matches[0] if matches else None)
        matches = _ranked([*matches, *more]) if more else matches
    if not matches:
        return Found((), (), scale)
    best = matches[0]
    is_enough = len(matches) == 1 or len(quote) - best.count < MOST_MISSED
    parts = (best,) if is_enough else _put_together(matches, scale)
    taken = {part.source for part in parts} | {best.source} if len(parts) == 1 else {part.source for part in parts}
    return Found(parts, tuple(match for match in matches if not _overlaps(match, taken))[:MOST_WINDOWS], scale)


def _weights(index: SourceIndex, quote: Tokens) -> list[float]:
    counts = index.counts[np.maximum(quote.ids, 0)]
    counts = np.where(quote.ids > 0, counts, 1)
    size = np.log2(len(index) + 2)
    bits = size - np.log2(counts)
    return np.asarray(np.clip(bits / min(size, FULL_WEIGHT_BITS), 0.2, 1.0)).tolist()  # type: ignore[no-any-return]


def _matches(index: SourceIndex, quote: Tokens, scale: Scale, *, length: int) -> list[Match]:
    ids = quote.ids.tolist()
    whole = WHOLE * sum(scale.weights)
    matches: list[Match] = []
    least = 0.0
    for window in windows(index, quote, length=length, most=_most_windows(len(ids))):
        if window.weight < least:
            break
        matches += _aligned(index, ids, blocks=window.blocks, scale=scale)
        is_whole = any(match.weight >= whole for match in matches)
        least = max(least, (NEAR_WHOLE if is_whole else NEAR) * window.weight)
    return _ranked(matches)


def _most_windows(words: int) -> int:
    return MOST_WINDOWS_SHORT if words <= SHORT else MOST_WINDOWS if words < LONG else MOST_WINDOWS_LONG


def _aligned(index: SourceIndex, ids: list[int], *, blocks: list[Block], scale: Scale) -> list[Match]:
    """The best alignment in a window, and the best of the runs that it leaves out (the other half of a quote whose order was changed)."""
    low = min(s - q for q, s, _ in blocks) - REACH - SLIP
    high = max(s - q for q, s, _ in blocks) + len(ids) + REACH + SLIP
    document = index.document_of(blocks[0][1])
    low, high = max(low, int(index.firsts[document])), min(high, int(index.firsts[document + 1]) - 1)
    source = index.tokens.ids[low:high].tolist()
    near = [(q, s - low, n) for q, s, n in blocks]
    matches: list[Match] = []
    for _ in range(MOST_CHAINS if len(ids) < LONG else 1):
        chain = aligned(ids, source, blocks=near, scale=scale)
        if not chain:
            break
        weight = sum(map(scale.of, chain))
        cost = sum(scale.cost(one, other) for one, other in pairwise(chain))
        matches.append(Match(tuple((q, s + low, n) for q, s, n in chain), weight, 0, len(ids), cost))
        used = {s - q for q, s, _ in chain}
        near = [block for block in near if block[1] - block[0] not in used]
        left = sum(block[2] for block in near)
        if left < LEAST_OPEN or (weight >= WHOLE * sum(scale.weights) and left < LITTLE * len(ids)):
            break
    return matches


def _second_look(index: SourceIndex, quote: Tokens, scale: Scale, best: Match | None) -> list[Match]:
    """Matches by runs of two words where runs of three found little, and matches of what the best place leaves open."""
    found: list[Match] = []
    if best is None or best.weight < LITTLE * sum(scale.weights):
        found = _matches(index, quote, scale, length=2) if len(quote) < LONG else []
        if not found and len(quote) < 3:
            found = _matches(index, quote, scale, length=1)
        best = max([*found, *([best] if best else [])], key=lambda match: match.score, default=None)
    for begin, end in _open(best, len(quote)) if best else ():
        part = Tokens(quote.ids[begin:end], quote.starts[begin:end], quote.ends[begin:end])
        inner = Scale(scale.weights[begin:end], {place - begin for place in scale.breaks})
        for match in _matches(index, part, inner, length=3):
            found.append(Match(tuple((q + begin, s, n) for q, s, n in match.blocks), match.weight, 0, len(quote), match.cost))
    return found


def _open(match: Match, length: int) -> list[tuple[int, int]]:
    """The parts of the quote, `LEAST_OPEN` words or more, that a match leaves open but for a word here and there."""
    solid = [(q, q + n) for q, _, n in match.blocks if n >= SOLID]
    edges = [0, *(edge for block in solid for edge in block), length]
    found = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= LEAST_OPEN]
    return sorted(sorted(found, key=lambda part: part[0] - part[1])[:MOST_OPEN])


def _ranked(matches: Sequence[Match]) -> list[Match]:
    """The matches by score, the shorter passage first among equals, each place once."""
    kept: list[Match] = []
    for match in sorted(matches, key=lambda match: (-match.score, match.source[1] - match.source[0], match.source)):
        if all(match.blocks != other.blocks for other in kept):
            kept.append(match)
    return kept


def _overlaps(match: Match, places: set[tuple[int, int]]) -> bool:
    return any(match.source[0] < end and begin < match.source[1] for begin, end in places)


def _put_together(matches: Sequence[Match], scale: Scale) -> tuple[Match, ...]:
    """The parts of the quote, each with the match that fits it best, so that weight less changes of place is greatest."""
    length = len(scale.weights)
    gains = [[0.0] * length for _ in matches]
    for row, match in zip(gains, matches, strict=True):
        for q, _, n in match.blocks:
            row[q : q + n] = [weight + MISSED for weight in scale.weights[q : q + n]]
    costs = [_joining(match, scale) for match in matches]
    scores = [row[0] for row in gains] if length else []
    origins: list[list[int]] = []
    for place in range(1, length):
        best = max(range(len(matches)), key=scores.__getitem__)
        cost = SWITCH_AT_BREAK if place in scale.breaks else SWITCH
        stay = [score - own.get(place, 0.0) for score, own in zip(scores, costs, strict=True)]
        origin = [best if scores[best] - cost > stay[k] else k for k in range(len(matches))]
        scores = [(stay[k] if o == k else scores[o] - cost) + gains[k][place] for k, o in enumerate(origin)]
        origins.append(origin)
    return tuple(_segments(matches, origins, max(range(len(matches)), key=scores.__getitem__), scale))


def _joining(match: Match, scale: Scale) -> dict[int, float]:
    """What the match pays for each break in its run, by the word of the quote behind which the break is."""
    return {one[0] + one[2]: scale.cost(one, other) for one, other in pairwise(match.blocks)}


def _segments(matches: Sequence[Match], origins: Sequence[Sequence[int]], last: int, scale: Scale) -> list[Match]:
    path = [last]
    for origin in reversed(origins):
        path.append(origin[path[-1]])
    path.reverse()
    parts: list[Match] = []
    begin = 0
    for place in range(1, len(path) + 1):
        if place == len(path) or path[place] != path[begin]:
            part = matches[path[begin]].within(begin, place, scale)
            if part is not None:
                parts.append(part)
            begin = place
    return parts

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
from quotecheck.verification.index import Ids, SourceIndex, Tokens
from quotecheck.verification.seeds import FEW_HITS, MOST_EXACT, SHORT, SLIP, Block, Look, exact_places, windows

NEAR, NEAR_WHOLE = 0.5, 0.75
"""How much worse a window may be than a better one and still be aligned: before the whole quote was found, and after."""

LONG, MOST_OPEN = 150, 4
"""Quotes of so many words are looked for by runs of three words alone, once in each window; open parts that are looked for."""

MOST_PLACES = 64
"""Places that hold a quote word for word and are told from each other."""

MOST_CHAINS = 3
"""Alignments in one window: a speaker may say a thing twice in a row, or the quote may turn its halves round."""

LITTLE = 0.7
"""The share of a quote, by weight, below which runs of two words are looked up as well."""

MOST_MISSED = 3
"""Words of a quote that one place must lack before others are looked for."""

BRIEF = 8
"""Quotes of so many words are looked up by runs of two words as well where one place lacks any word: a run of three is half of them."""

GLANCED = 8
"""Quotes of more words are looked up at a glance first: one of their rare runs tells the place."""

LEAST_HALF = 5
"""Words of each half of a quote put together from two places word for word."""

LEAST_OPEN, SOLID = 4, 3
"""Words in a row that are looked for elsewhere, and words in a row that are no coincidence."""

MOST_WINDOWS, MOST_WINDOWS_SHORT, MOST_WINDOWS_LONG = 4, 6, 2
"""Windows that are aligned, best first."""

WHOLE = 0.9
"""The share of a quote, by weight, above which no other window is aligned unless it may hold as much."""

SWITCH, SWITCH_AT_BREAK, SWITCH_WHOLE = 2.0, 0.6, 2.6
"""What it costs to go to another place within a quote, in words of full weight: anywhere, where an ellipsis says so, and where two places
have all of it word for word: more than a word that stands for another."""


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
        return round(self.weight + MISSED * self.count - self.cost, 6)

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
    scale = Scale(index.weights[np.maximum(quote.ids, 0)].tolist(), breaks)
    allowed = 0 if len(quote) <= BRIEF else MOST_MISSED - 1
    matches = _matches(index, quote, scale, looked=Look(3, MOST_WINDOWS, FEW_HITS)) if len(quote) > GLANCED else []
    if not matches or len(quote) - matches[0].count > allowed:
        matches = _matches(index, quote, scale, looked=Look(3, _most_windows(len(quote))))
    if not matches or len(quote) - matches[0].count > allowed:
        more = _second_look(index, quote, scale, matches[0] if matches else None)
        matches = _ranked([*matches, *more]) if more else matches
    if not matches:
        return Found((), (), scale)
    best = matches[0]
    parts = _parts(index, quote, scale, matches)
    taken = {part.source for part in parts} | {best.source} if len(parts) == 1 else {part.source for part in parts}
    return Found(parts, tuple(match for match in matches if not _overlaps(match, taken))[:MOST_WINDOWS], scale)


def _parts(index: SourceIndex, quote: Tokens, scale: Scale, matches: Sequence[Match]) -> tuple[Match, ...]:
    """The best match alone, or several where these explain the quote at a lesser price."""
    best = matches[0]
    whole = scale.gain((0, 0, len(quote)))
    halves = _halves(index, quote, scale) if whole - SWITCH_WHOLE > best.score else ()
    if halves or len(matches) == 1 or len(quote) - best.count < MOST_MISSED:
        return halves or (best,)
    return _put_together(matches, scale)


def find_exact(index: SourceIndex, quote: Tokens) -> tuple[Match, ...]:
    """The places where all words of the quote stand in a row, in the order of the documents.

    >>> index = SourceIndex.of("It rained on the day of the fair. It rained on the day of the race.")
    >>> [match.source for match in find_exact(index, index.tokens_of("rained on the day of the"))]
    [(1, 7), (9, 15)]
    """
    length = len(quote)
    return tuple(Match(((0, place, length),), float(length), 0, length) for place in exact_places(index, quote)[:MOST_PLACES])


def _halves(index: SourceIndex, quote: Tokens, scale: Scale) -> tuple[Match, ...]:
    """Two places that hold the quote's beginning and its end word for word and leave nothing open between them, if there are two."""
    length = len(quote)
    if length < 2 * LEAST_HALF or length > LONG:
        return ()
    ids = quote.ids
    head, first = _longest(index, ids, step=1)
    tail, last = _longest(index, ids, step=-1)
    low, high = max(length - tail, LEAST_HALF), min(head, length - LEAST_HALF)
    if low > high:
        return ()
    at = min(max(length // 2, low), high)
    at = next((place for place in sorted(scale.breaks) if low <= place <= high), at)
    blocks = (0, first, at), (at, last + at, length - at)
    return tuple(Match((block,), scale.of(block), block[0], block[0] + block[2]) for block in blocks)


def _longest(index: SourceIndex, ids: Ids, *, step: int) -> tuple[int, int]:
    """The longest run of the quote's first (step 1) or last (step -1) words that stands in the source.

    How many words, and where in the source the quote would begin were it all there.
    """
    length = len(ids)
    begin = 0 if step > 0 else length - 3
    low, high = index.ranges(ids[begin : begin + 3], 3)
    places = index.order[low[0] : min(high[0], low[0] + MOST_EXACT)].astype(np.int64) - begin
    if index.hidden is not None:
        places = places[index.firsts.searchsorted(places + begin, side="right") != index.hidden + 1]
    if not len(places):
        return 0, 0
    count, said = 3, index.tokens.ids
    while count < length:
        at = count if step > 0 else length - count - 1
        wanted = places + at
        kept = places[(wanted >= 0) & (wanted < len(said)) & (said[np.clip(wanted, 0, len(said) - 1)] == ids[at]) & (ids[at] > 0)]
        if not len(kept):
            break
        places, count = kept, count + 1
    return count, int(places[0])


def _matches(index: SourceIndex, quote: Tokens, scale: Scale, *, looked: Look) -> list[Match]:
    ids = quote.ids.tolist()
    whole = WHOLE * sum(scale.weights)
    matches: list[Match] = []
    least = 0.0
    for window in windows(index, quote, looked=looked):
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
    most = _most_windows(len(quote))
    if best is None or len(quote) <= BRIEF or best.weight < LITTLE * sum(scale.weights):
        found = _matches(index, quote, scale, looked=Look(2, most)) if len(quote) < LONG else []
        if not found and len(quote) < 3:
            found = _matches(index, quote, scale, looked=Look(1, most))
        best = max([*found, *([best] if best else [])], key=lambda match: match.score, default=None)
    for begin, end in _open(best, len(quote)) if best else ():
        part = Tokens(quote.ids[begin:end], quote.starts[begin:end], quote.ends[begin:end])
        inner = Scale(scale.weights[begin:end], {place - begin for place in scale.breaks})
        for match in _matches(index, part, inner, looked=Look(3, _most_windows(len(part)))):
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

"""Aligning a quote with a window of the source: equal words in the same order, joined at the least cost for what lies between.

The alignment is semi-global (the source's ends are free) with affine gaps: leaving out ten words at one place costs little more than
leaving out four, but less than leaving out one word at each of two places. It works on runs of equal words, not on single cells.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotecheck.verification.seeds import Block

LOOK_BACK, MANY, LOOK_BACK_MANY, MOST_BLOCKS = 48, 64, 16, 400
"""Blocks before a block that it may be joined to, fewer where there are many, and blocks that are looked at, the longest of them: passages
of thousands of words stay linear."""

LEAST_PIECE = 3
"""Words of a run on one side of an ellipsis; fewer may as well stand on the other side of what is left out."""

REACH = 16
"""Words beyond the quote's own length in which its first and last words are looked for: the longest silent cut is among them."""

BESIDE = 50
"""Words beside a run in which single equal words are looked for: farther off, only runs count."""

MARKED, OPEN, EACH, SLIPPED = 0.15, 0.55, 0.04, 0.1
"""Costs of a break in a run where the quote has a mark, of one where it has none, of each word that is replaced, left out or added there,
and of each by which words differ in number from those that they replace; a rare word gains 1."""

MISSED = 0.45
"""What it costs to leave a word of the quote without an equal; a word that has one gains as much."""

LONGEST_CUT = 20
"""Words that may be missing at one place without a mark before what stands around them counts as two passages."""

NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Scale:
    """What counts in an alignment: the weight of each word of the quote, and before which words an ellipsis or an interruption stands."""

    weights: Sequence[float]
    breaks: Collection[int] = ()

    def of(self, block: Block) -> float:
        """The weight of the words of a block."""
        return sum(self.weights[block[0] : block[0] + block[2]])

    def gain(self, block: Block) -> float:
        """What an alignment gains by the words of a block."""
        return sum(self.weights[block[0] : block[0] + block[2]]) + MISSED * block[2]

    def cost(self, before: Block, after: Block) -> float:
        """What it costs to join two blocks, the second wholly behind the first.

        >>> Scale([1] * 9).cost((0, 0, 3), (3, 7, 2)) > Scale([1] * 9, {3}).cost((0, 0, 3), (3, 7, 2))
        True
        """
        added, left_out = after[0] - before[0] - before[2], after[1] - before[1] - before[2]
        if not added and not left_out:
            return 0.0
        if self.breaks and any(place in self.breaks for place in range(before[0] + before[2], after[0] + 1)):
            return MARKED
        slip = abs(left_out - added)
        if slip > LONGEST_CUT:
            return NEVER
        return OPEN + EACH * max(added, left_out) + (SLIPPED * slip if added and left_out else 0.0)


def best_chain(blocks: Sequence[Block], scale: Scale) -> list[Block]:
    """The blocks that follow each other in quote and source alike with the greatest weight less the cost of joining them.

    Blocks that overlap are trimmed.

    >>> best_chain([(0, 10, 4), (3, 17, 5), (0, 40, 1)], Scale([1] * 8))
    [(0, 10, 4), (4, 18, 4)]
    """
    if len(blocks) > MOST_BLOCKS:
        blocks = sorted(blocks, key=lambda block: -block[2])[:MOST_BLOCKS]
    blocks = sorted(blocks)
    look_back = LOOK_BACK if len(blocks) <= MANY else LOOK_BACK_MANY
    scores: list[float] = []
    before: list[int] = []
    starts: list[Block] = []
    for i, block in enumerate(blocks):
        gain = scale.gain(block)
        best, origin, kept = gain, -1, block
        for j in range(max(0, i - look_back), i):
            if scores[j] + gain <= best:
                continue
            trimmed = _behind(block, blocks[j])
            if trimmed is not None and (score := scores[j] + scale.gain(trimmed) - scale.cost(blocks[j], trimmed)) > best:
                best, origin, kept = score, j, trimmed
        scores.append(best)
        before.append(origin)
        starts.append(kept)
    chain: list[Block] = []
    at = max(range(len(blocks)), key=scores.__getitem__, default=-1)
    while at >= 0:
        chain.append(starts[at])
        at = before[at]
    return chain[::-1]


def aligned(quote: Sequence[int], source: Sequence[int], *, blocks: Sequence[Block], scale: Scale) -> list[Block]:
    """The whole alignment of a quote with the source around some blocks: single words between and beside them are joined as well.

    >>> words = {word: i for i, word in enumerate("we all lost some of our homes and hope that day".split(), start=1)}
    >>> quote = [words[word] for word in "we lost homes and hope".split()]
    >>> aligned(quote, list(words.values()), blocks=[(2, 6, 3)], scale=Scale([1] * 5))
    [(0, 0, 1), (1, 2, 1), (2, 6, 3)]
    """
    chain = best_chain([_grown(quote, source, part, scale.breaks) for block in blocks for part in _parted(block, scale.breaks)], scale)
    if not chain:
        return []
    if len(chain) == 1 and chain[0][2] == len(quote):
        return chain
    return best_chain([*chain, *_between(quote, source, chain)], scale)


def _behind(block: Block, earlier: Block) -> Block | None:
    """The block without what overlaps an earlier one, if anything is left."""
    overlap = max(earlier[0] + earlier[2] - block[0], earlier[1] + earlier[2] - block[1], 0)
    return (block[0] + overlap, block[1] + overlap, block[2] - overlap) if overlap < block[2] else None


def _parted(block: Block, breaks: Collection[int]) -> list[Block]:
    """The block in pieces, each up to a break: what stands behind an ellipsis may stand elsewhere."""
    q, s, count = block
    places = [q, *sorted(place for place in breaks if q < place < q + count), q + count]
    return [(a, a + s - q, b - a) for a, b in pairwise(places) if b - a >= min(count, LEAST_PIECE)]


def _grown(quote: Sequence[int], source: Sequence[int], block: Block, breaks: Collection[int]) -> Block:
    """The block with the equal words beside it, up to a break."""
    q, s, count = block
    while q > 0 and s > 0 and quote[q - 1] == source[s - 1] > 0 and q not in breaks:
        q, s, count = q - 1, s - 1, count + 1
    while q + count < len(quote) and s + count < len(source) and quote[q + count] == source[s + count] > 0 and q + count not in breaks:
        count += 1
    return q, s, count


def _between(quote: Sequence[int], source: Sequence[int], chain: Sequence[Block]) -> list[Block]:
    """Runs of equal words, single ones too, in what the chain leaves open before, between and behind its blocks."""
    found: list[Block] = []
    ends = [(0, max(0, chain[0][1] - chain[0][0] - REACH)), *((q + n, s + n) for q, s, n in chain)]
    last = chain[-1][1] + chain[-1][2]
    starts = [(q, s) for q, s, _ in chain] + [(len(quote), min(len(source), last + len(quote) - chain[-1][0] - chain[-1][2] + REACH))]
    for (q0, s0), (q1, s1) in zip(ends, starts, strict=True):
        if q0 < q1 and s0 < s1 and q1 - q0 <= 2 * BESIDE:
            found.extend(_equal(quote, source, (q0, q1), (s0, s1)))
        elif q0 < q1 and s0 < s1:
            found.extend(_equal(quote, source, (q0, q0 + BESIDE), (s0, min(s1, s0 + BESIDE + REACH))))
            found.extend(_equal(quote, source, (q1 - BESIDE, q1), (max(s0, s1 - BESIDE - REACH), s1)))
    return found


def _equal(quote: Sequence[int], source: Sequence[int], quoted: tuple[int, int], said: tuple[int, int]) -> list[Block]:
    """Runs of equal words in a rectangle, with at most `REACH` words more of the source than of the quote at either end of it."""
    width = quoted[1] - quoted[0] + REACH
    places = range(*said) if said[1] - said[0] <= 2 * width else [*range(said[0], said[0] + width), *range(said[1] - width, said[1])]
    by_word: dict[int, list[int]] = {}
    for place in places:
        by_word.setdefault(source[place], []).append(place)
    runs: list[Block] = []
    open_runs: dict[int, int] = {}
    for q in range(*quoted):
        still: dict[int, int] = {}
        for s in by_word.get(quote[q], ()) if quote[q] > 0 else ():
            begin = open_runs.pop(s - q, q)
            still[s - q] = begin
        runs.extend((begin, begin + diagonal, q - begin) for diagonal, begin in open_runs.items())
        open_runs = still
    runs.extend((begin, begin + diagonal, quoted[1] - begin) for diagonal, begin in open_runs.items())
    return runs

"""What the words that quote and passage share are worth as evidence: whether other texts would have as much of the quote by chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quotecheck.verification.index import SourceIndex, Tokens
from quotecheck.verification.seeds import Block

STOCK, STOCK_RATE, LEAST_RARE, LEAST_RARE_SHORT, LONG_RUN = 2, 5e-5, 0.4, 0.2, 6
"""Places of three words, and places a word of the documents, up to which they are rare, and the share of a run's that are: of a long run
and of one of at most so many words. Where two stock phrases meet, one or two are rare, too."""


@dataclass(frozen=True)
class Evidence:
    """Runs of a quote's words that stand near each other in the documents."""

    index: SourceIndex
    quote: Tokens
    blocks: Sequence[Block]

    @cached_property
    def chance(self) -> float:
        """How many places would have the runs by chance."""
        return chance(self.index, self.quote, self.blocks)

    @cached_property
    def is_stock(self) -> bool:
        """Whether most three words in a row of the longest run stand in several places: it may be made of phrases that everybody uses.

        >>> index = SourceIndex.of("At the end of the day it rained. At the end of the day it snowed. At the end of the day we left.")
        >>> quote = index.tokens_of("at the end of the day we left")
        >>> Evidence(index, quote, [(0, 0, 6)]).is_stock, Evidence(index, quote, [(4, 20, 4)]).is_stock
        (True, False)
        """
        q, _, count = max(self.blocks, key=lambda block: block[2])
        low, high = self.index.ranges(self.quote.ids[q : q + count], min(3, count))
        rare = high - low <= max(STOCK, STOCK_RATE * len(self.index))
        return float(rare.mean()) < (LEAST_RARE if count > LONG_RUN else LEAST_RARE_SHORT)


def chance(index: SourceIndex, quote: Tokens, blocks: Sequence[Block]) -> float:
    """How many places in documents like these would have those runs of the quote's words, so near each other, by chance.

    A run is expected as often as its words follow each other by threes (a Markov chain of second order); a second run near the first
    is a coincidence as rare as it is. Words in a row that stand once, or nowhere else, count as one place.

    >>> index = SourceIndex.of("At the end of the day it rained. At the end of the day it snowed. At the end of the week we left.")
    >>> quote = index.tokens_of("at the end of the day we laughed")
    >>> chance(index, quote, [(0, 0, 6)]), chance(index, quote, [(1, 17, 3)])
    (2.0, 3.0)
    """
    ids = quote.ids
    counts = [(high - low).tolist() for low, high in (index.ranges(ids, length) for length in (1, 2, 3))]
    found = sorted((_expected(counts, q, n), number) for number, (q, _, n) in enumerate(blocks))
    least, rarest = found[0]
    for number, expected in ((number, expected) for expected, number in found[1:]):
        one, other = blocks[min(number, rarest)], blocks[max(number, rarest)]
        slip = abs((other[1] - other[0]) - (one[1] - one[0]))
        slack = (1 + 2 * slip) * (1 + (other[0] - one[0] - one[2] if slip else 0))
        least *= min(1.0, expected * slack / len(index))
    return least


def _expected(counts: Sequence[Sequence[int]], q: int, length: int) -> float:
    """How often a run of the quote's words is expected, from the counts of its words one by one, by twos and by threes."""
    if length < 3:
        return float(counts[length - 1][q])
    expected = float(counts[2][q])
    for place in range(q + 1, q + length - 2):
        expected *= counts[2][place] / max(1, counts[1][place])
    return max(expected, 1.0)

"""The verdict on a quote: whether what was found is enough, and the gravest of its differences.

A short quote needs a greater share of its words, because a few common words stand somewhere in any long text. Thresholds were
chosen on some seeds of the test generator and measured on another (`tests/eval/verify_benchmark.py`).
"""

from collections.abc import Sequence
from itertools import pairwise

from quotecheck.verdicts import GRADES, Grade, Verdict
from quotecheck.verification.evidence import Evidence
from quotecheck.verification.quoted import QuotedWords
from quotecheck.verification.search import Match
from quotecheck.verification.seeds import Block
from quotecheck.verification.stretches import Stretch

TOO_SHORT = 3
"""Quotes of fewer words are found anywhere: nothing is said of them."""

LEAST_SHARE = 0.4
"""The share of a quote's words that must be equal before it is asked which others are the same in another form."""

LEAST_PART, PART_SHARE = 5, 0.8
"""Words that each passage of a quote put together from several must hold, and the share of its part that more than these are."""

WORDS_A_CHANGE, WORDS_A_CHANGE_RARE = 5, 3
"""Words of a quote for each place in which it may be altered; at one place it always may, and at more where chance explains nothing."""


LEAST_RUN, RUN_SHARE = 7, 0.4
"""Words in a row that make a part of a quote worth reporting, and the share of its words that they are at least."""

STOCK_WORDS = 20
"""The length of a quote from which it is more than stock phrases."""

BY_CHANCE, BY_CHANCE_ADDED, BY_CHANCE_OFTEN = 2.0, 60.0, 0.05
"""Places that would say as much of a quote by chance, from which one of them is no evidence; more where the quote but adds one word, fewer
where it is altered at many places."""


def share_needed(words: int) -> float:
    """The share of a quote's words that one passage must hold for the quote to count as found.

    >>> [round(share_needed(words), 2) for words in (3, 5, 6, 12, 60)]
    [1.0, 0.8, 0.8, 0.68, 0.55]
    """
    if words < 5:
        return 1.0
    return min(0.8, 0.52 + 1.9 / words)


def gravest(stretches: Sequence[Stretch]) -> Grade:
    """The gravest grade of any of the differences.

    >>> gravest([])
    'exact'
    """
    return max((stretch.grade for stretch in stretches), key=GRADES.index, default="exact")


def gravity(stretches: Sequence[Stretch]) -> int:
    """The gravest grade as a number, 0 for exact.

    >>> gravity([])
    0
    """
    return GRADES.index(gravest(stretches))


def covered(stretches: Sequence[Stretch]) -> int:
    """How many words of the quote the source has, in whatever form; brackets count as had."""
    return sum(stretch.count for stretch in stretches if stretch.grade != "altered" or stretch.kind == "same")


def single(words: int, stretches: Sequence[Stretch], evidence: Evidence) -> Verdict | None:
    """The verdict on a quote that one passage holds, or `None` where it does not hold enough of it.

    Where many places would have as much of it by chance, what was found are stock phrases beside something else; so is one stock phrase
    with other words before or behind it.
    """
    had = covered(stretches)
    if had < share_needed(words) * words:
        return None
    places = sum(stretch.grade == "altered" for stretch in stretches)
    if places > max(1, words // WORDS_A_CHANGE) and (places > words // WORDS_A_CHANGE_RARE or evidence.chance > BY_CHANCE_OFTEN):
        return None
    if TOO_SHORT + 3 <= words < STOCK_WORDS and had < words:
        if evidence.chance > (BY_CHANCE_ADDED if _is_one_added(stretches) else BY_CHANCE):
            return None
        if evidence.is_stock and any(map(_is_lost, (stretches[0], stretches[-1]))):
            return None
    lost = max((stretch.count for stretch in stretches if stretch.kind == "added" and stretch.grade == "altered"), default=0)
    if lost > max(5, 0.3 * words):
        return "partial"
    return gravest(stretches)


def _is_one_added(stretches: Sequence[Stretch]) -> bool:
    """Whether all of the quote stands there in a row, but for one word within it."""
    altered = [stretch for stretch in stretches[1:-1] if stretch.grade == "altered"]
    ends = stretches[0].grade != "altered" and stretches[-1].grade != "altered"
    return ends and [(stretch.kind, stretch.count) for stretch in altered] == [("added", 1)]


def _is_lost(stretch: Stretch) -> bool:
    return stretch.grade == "altered" and stretch.count > 0


def several(parts: Sequence[Match], stretches: Sequence[Sequence[Stretch]], words: QuotedWords) -> Verdict | None:
    """The verdict on a quote that several passages hold together, or `None` where they do not hold it well enough.

    Passages in their order with a mark between each two are no splice; nor are those in quotation marks of their own, in any order.
    """
    for part, own in zip(parts, stretches, strict=True):
        length = part.end - part.begin
        if part.count < LEAST_PART or covered(own) <= PART_SHARE * length:
            return None
    if all(_is_marked(one, other, words) for one, other in pairwise(parts)):
        return max((gravest(own) for own in (*stretches, ())), key=lambda grade: max(GRADES.index(grade), GRADES.index("marked")))
    return "spliced"


def _is_marked(part: Match, following: Match, words: QuotedWords) -> bool:
    """Whether the quote says that it goes on from elsewhere."""
    return following.begin in words.joints or (following.begin in words.breaks and part.source[1] <= following.source[0])


def partial(words: int, block: Block, evidence: Evidence) -> bool:
    """Whether one passage holds so many words of a quote in a row that it can not be chance, though the rest stands nowhere.

    A stock phrase is no part of any quote.
    """
    return block[2] >= max(LEAST_RUN, RUN_SHARE * words) and not evidence.is_stock and evidence.chance <= BY_CHANCE

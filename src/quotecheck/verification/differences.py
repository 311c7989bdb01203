"""How grave a difference is: named rules, asked in order, the first that answers decides.

A rule sees what the quote has in one place and what was said there, and returns a grade or nothing. Similarity never decides: a
quote and its negation have all words but one in common.
"""

from collections.abc import Callable
from dataclasses import replace

from quotecheck.verdicts import GRADES, Grade
from quotecheck.verification.difference import Difference, Outcome
from quotecheck.verification.forms import abbreviation, contraction, number_form, readings, spacing
from quotecheck.verification.left_out import (
    currency,
    disfluency,
    ellipsis,
    interjection,
    interruption,
    may_be_parted,
    stutter,
    without_phrases,
)

LONGEST_PARTED = 12
"""Words left out that may be several things in a row, each without a loss."""


def classify(difference: Difference) -> Outcome:
    """The grade of one difference in words.

    >>> classify(Difference("21", "twenty-one", ("21",), ("twenty", "one")))
    Outcome(grade='cosmetic', rule='number_form')
    >>> classify(Difference("do not", "don't", ("do", "not"), ("don't",)))
    Outcome(grade='cleaned', rule='contraction')
    >>> classify(Difference("", "we", (), ("we",), before=("and",), after=("we", "will")))
    Outcome(grade='cleaned', rule='stutter')
    >>> classify(Difference("won", "lost", ("won",), ("lost",)))
    Outcome(grade='altered', rule='replaced')
    """
    for rule in RULES:
        grade = rule(difference)
        if grade is not None:
            return Outcome(grade, rule.__name__)
    if not difference.quoted_words:
        return _parted(difference) or Outcome("altered", "removed")
    return Outcome("altered", "replaced" if difference.said_words else "added")


def equivalent(difference: Difference) -> Outcome | None:
    """The grade of two ways to print the same words, or `None` where the words are not the same.

    >>> equivalent(Difference("5%", "five per cent", ("5%",), ("five", "per", "cent")))
    Outcome(grade='cosmetic', rule='number_form')
    """
    for rule in EQUIVALENCES:
        grade = rule(difference)
        if grade is not None:
            return Outcome(grade, rule.__name__)
    return None


def bracket(difference: Difference) -> Grade | None:
    """All that the quote has here stands in brackets."""
    return "marked" if difference.is_bracketed and difference.quoted_words else None


def tidied(difference: Difference) -> Grade | None:
    """The same words but for disfluencies that are left out among them."""
    if not difference.quoted_words:
        return None
    kept = without_phrases(difference.said_words, difference)
    if len(kept) == len(difference.said_words):
        return None
    return "cleaned" if kept == difference.quoted_words or readings(kept) & readings(difference.quoted_words) else None


EQUIVALENCES: tuple[Callable[[Difference], Grade | None], ...] = (spacing, abbreviation, number_form, contraction)
LEFT_OUT = (stutter, disfluency, currency)
RULES: tuple[Callable[[Difference], Grade | None], ...] = (ellipsis, interruption, interjection, bracket, *LEFT_OUT, *EQUIVALENCES, tidied)


def _parted(difference: Difference) -> Outcome | None:
    """The graver grade of two parts of what is left out, where each alone is without a loss."""
    said = difference.said_words
    if not 1 < len(said) <= LONGEST_PARTED or not may_be_parted(difference):
        return None
    for at in range(1, len(said)):
        first = _left_out(replace(difference, said=" ".join(said[:at]), said_words=said[:at], after=(*said[at:], *difference.after)))
        second = first and _left_out(replace(difference, said=" ".join(said[at:]), said_words=said[at:]))
        if first and second:
            return max(first, second, key=lambda outcome: GRADES.index(outcome.grade))
    return None


def _left_out(difference: Difference) -> Outcome | None:
    for rule in LEFT_OUT:
        grade = rule(difference)
        if grade is not None:
            return Outcome(grade, rule.__name__)
    return None

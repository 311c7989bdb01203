"""Which days a date covers where the words around it open or close it: "since May", "by Friday", "between 2014 and 2020"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from quotecheck.text.timex.find import Found

Days = tuple[date | None, date | None]

_LOOK = 32
"""In characters: how far before a date the word may begin that opens or closes it."""

_ARTICLE = r"(?:(?:at\s+least|at|in|on|the)\s+){0,2}"
_OPENED = re.compile(rf"(?i:\b(?:since|(?:starting|beginning|effective)(?:\s+from)?)\s+{_ARTICLE})$")
_CLOSED = re.compile(rf"(?i:\b(?:until|till|by|up\s+to|through|ending|no\s+later\s+than)\s+{_ARTICLE})$")
_BEFORE = re.compile(r"(?i:\b(?:before|prior\s+to|ahead\s+of)\s+(?:the\s+)?)$")
_AFTER = re.compile(r"(?i:\bafter\s+(?:the\s+)?)$")
_NOUN = re.compile(
    r"\s+(?!(?:and|or|but|in|on|at|for|to|with|when|while|as|because|if|that|which|who"
    r"|it|they|he|she|we|will|would|was|were|is|are|has|had)\b)[a-z]"
)
_RANGED = re.compile(r"\s?(?:to|until|till|through|-|–|—)\s?(?:the\s)?")
_PAIRED = re.compile(r"\sand\s(?:the\s)?")
_BETWEEN = re.compile(r"(?i:\bbetween\s+(?:the\s+|about\s+|around\s+)?)$")


@dataclass(frozen=True, slots=True)
class Covered:
    """A date in the text and the days that its value covers by itself, `None` for what is no date."""

    found: Found
    days: tuple[date, date] | None


def opened_or_closed(text: str, date_read: Covered) -> Days:
    """The days covered, open where the word before leaves them so.

    "Since" and "starting" leave the end open; "until", "by" and "through" the beginning; "before" ends on the day before, "after"
    begins on the day after. A date that stands before a noun ("by Friday’s deadline", "after the 2016 strike") is told by the
    noun, and covers its own days.

    >>> on = (date(2024, 6, 1), date(2024, 6, 30))
    >>> begin, end = opened_or_closed("closed before June", Covered(Found(14, 18, "month"), on))
    >>> begin, end.isoformat()
    (None, '2024-05-31')
    """
    if date_read.days is None:
        return None, None
    (first, last), found = date_read.days, date_read.found
    before = text[max(0, found.start - _LOOK) : found.start]
    if _OPENED.search(before):
        return first, None
    if re.match(r"['’]s?\b", text[found.end : found.end + 3]):
        return first, last
    if _CLOSED.search(before):
        return None, last
    named = _NOUN.match(text, found.end)
    if not named and _BEFORE.search(before) and first > date.min:
        return None, first - timedelta(days=1)
    if not named and _AFTER.search(before) and last < date.max:
        return last + timedelta(days=1), None
    return first, last


def ranges(text: str, dates: Sequence[Covered]) -> dict[int, tuple[date, date]]:
    """By the index of a date that begins or ends a range, the days of the whole range.

    >>> text = "It rained between 2014 and 2016."
    >>> year = lambda number: (date(number, 1, 1), date(number, 12, 31))
    >>> dates = [Covered(Found(18, 22, "year"), year(2014)), Covered(Found(27, 31, "year"), year(2016))]
    >>> {index: (str(first), str(last)) for index, (first, last) in ranges(text, dates).items()}
    {0: ('2014-01-01', '2016-12-31'), 1: ('2014-01-01', '2016-12-31')}
    """
    found: dict[int, tuple[date, date]] = {}
    for index, (one, two) in enumerate(pairwise(dates)):
        if one.days and two.days and one.days[0] <= two.days[1] and _is_range(text, one.found, two.found):
            found[index] = found[index + 1] = one.days[0], two.days[1]
    return found


def _is_range(text: str, one: Found, two: Found) -> bool:
    apart = text[one.end : min(two.start, one.end + _LOOK)]
    if _RANGED.fullmatch(apart):
        return True
    return bool(_PAIRED.fullmatch(apart) and _BETWEEN.search(text[max(0, one.start - _LOOK) : one.start]))

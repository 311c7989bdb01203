"""What a time expression means: TIMEX3 type and value, and the days that it covers.

A value rests on the publication date, on the tense of the clause, and on the dates that the text has named before ("that
same day", "a year later"); what none of them tells stays X.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from quotecheck.text.timex.amounts import SPAN_READERS
from quotecheck.text.timex.bounds import Covered, opened_or_closed, ranges
from quotecheck.text.timex.calendar import Now, Tense, days, shift, unit_of
from quotecheck.text.timex.context import Context, Pair, Type
from quotecheck.text.timex.dates import DATE_READERS, read_range_end
from quotecheck.text.timex.find import Found
from quotecheck.text.timex.relative import RELATIVE_READERS
from quotecheck.text.timex.rules import pattern

READERS = MappingProxyType({**DATE_READERS, **RELATIVE_READERS, **SPAN_READERS})
"""What reads the match of a rule, by the rule's name."""

_AHEAD = re.compile(
    r"(?i:\b(?:(?P<soon>as\s+(?:early|soon|late)\s+as)|(?P<limit>until|till|by|through)|starting|beginning|effective|(?P<before>before))"
    r"\s+(?:(?:in|on|from|the)\s+){0,2})$"
)
"""Words before a date that look ahead to it."""
_SINCE = re.compile(r"(?i:\bsince\s+(?:at\s+least\s+)?(?:the\s+)?)$")


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and value of an expression; `begin` and `end` are the first and last day that it covers, either open."""

    type: Type
    value: str
    begin: date | None = None
    end: date | None = None


class Reader:
    """Reads the expressions of one text in order, remembering the dates that it has read."""

    def __init__(self, text: str, now: Now) -> None:
        self.text = text
        self.context = Context(text, now)

    def read(self, found: Found, tense: Tense | None = None) -> Reading:
        """The meaning of an expression that stands after all that were read before."""
        self.context.tense, self.context.at = self._outlook(found, tense), found.start
        kind, value = self._pair(found)
        if kind in ("DATE", "TIME") and not (self.context.history and found.rule in _SPOKEN):
            self.context.remember(found.end, value.removeprefix("FY"))
        if found.rule in ("quarter", "quarter_code", "year_quarter") and kind == "DATE" and unit_of(value) == "Q":
            self.context.quarters.append((found.end, value))
            self.context.of_year = False
        elif found.rule in _OF_YEAR or _MONTHS_OF_YEAR.search(self.text, found.start, found.end):
            self.context.of_year = True
        begin, end = self._covered(found, kind, value)
        return Reading(kind, value, begin, end)

    def _outlook(self, found: Found, tense: Tense | None) -> Tense | None:
        """Where the clause and the word before the date look: a limit may lie ahead even of what is past ("was lent out until May")."""
        before = self.text[max(0, found.start - 24) : found.start]
        if _SINCE.search(before):
            return "past"
        ahead = _AHEAD.search(before)
        if ahead is None:
            return tense
        if ahead["before"]:
            return "future" if tense == "present" else tense
        if tense != "past" or ahead["soon"]:
            return "future"
        return None if ahead["limit"] and found.rule != "weekday" else tense

    def _pair(self, found: Found) -> Pair:
        words = self.text[found.start : found.end]
        if found.rule == "range_end":
            return read_range_end(self.context, words)
        if found.rule == "year_end_of_range":
            return "DATE", self.context.named[-1][1][:2] + words if self.context.named else f"XX{words}"
        if found.rule == "year":
            return "DATE", words[-4:]
        match = _covering(found, self.text) if found.rule in READERS else None
        return READERS[found.rule](self.context, match) if match else ("DATE", "XXXX")

    def _covered(self, found: Found, kind: Type, value: str) -> tuple[date | None, date | None]:
        covered = days(value) if kind in ("DATE", "TIME") else None
        if value == "PRESENT_REF" and self.context.now.day:
            covered = self.context.now.day, self.context.now.day
        if kind == "DURATION":
            return self._window(found, value)
        return opened_or_closed(self.text, Covered(found, covered))

    def _window(self, found: Found, value: str) -> tuple[date | None, date | None]:
        """The days of "the past three months": a span of time tied to now."""
        amount = re.fullmatch(r"P(\d+)(D|W|M|Q|Y|DE|CE)", value)
        if not (amount and self.context.now.day and found.rule in ("last_units", "which_unit")):
            return None, None
        words = self.text[found.start : found.end].casefold()
        count, unit = min(int(amount[1]), 9999), amount[2]
        if re.search(r"\b(?:last|past|previous|preceding|latest)\b", words):
            return shift(self.context.now.day, -count, unit), self.context.now.day  # type: ignore[arg-type]
        if re.search(r"\b(?:next|coming)\b", words) and self.context.tense != "past":
            return self.context.now.day, shift(self.context.now.day, count, unit)  # type: ignore[arg-type]
        return None, None


def read_all(text: str, marks: Sequence[tuple[Found, Tense | None]], now: Now) -> list[Reading]:
    """The readings of the expressions of a text, given in text order with the tense of their clauses.

    >>> from quotecheck.text.timex.find import find
    >>> text = "It came out on January 29. That same day, at war since August 2021, they spoke for three days."
    >>> marks = [(found, None) for found in find(text)]
    >>> [(r.value, r.begin and r.begin.isoformat()) for r in read_all(text, marks, Now(date(2024, 1, 31)))]
    [('2024-01-29', '2024-01-29'), ('2024-01-29', '2024-01-29'), ('2021-08', '2021-08-01'), ('P3D', None)]
    """
    reader, readings = Reader(text, now), []
    reader.context.history = is_history(text, [found for found, _ in marks], now)
    for index, (found, tense) in enumerate(marks):
        if found.rule == "clock" and index + 1 < len(marks):
            _hear_ahead(reader, marks[index + 1][0], found)
        readings.append(reader.read(found, tense))
    return _with_ranges(text, [found for found, _ in marks], readings)


_OF_YEAR = frozenset(["first_months", "fiscal_year", "half", "year_ended", "whole_unit"])
_MONTHS_OF_YEAR = re.compile(r"(?i:\b(?:six|nine|6|9)[\s-]months?\b)")
_SPOKEN = frozenset(["weekday", "day_deictic", "ago"])


def is_history(text: str, founds: Sequence[Found], now: Now) -> bool:
    """Whether a text tells of times long gone: many dates with their years, nearly all years ago, and hardly a "Tuesday" or "today".

    >>> from quotecheck.text.timex.find import find
    >>> text = "Works began in May 1931. " * 8
    >>> is_history(text, find(text), Now(date(2024, 1, 31))), is_history(text, find(text), Now(date(1931, 7, 1)))
    (True, False)
    """
    year = now.day.year if now.day else now.year
    spoken = sum(found.rule in _SPOKEN for found in founds)
    if year is None or len(founds) < LONG + 5 * spoken:
        return False
    printed = [int(match[0]) for found in founds if (match := _YEAR.search(text, found.start, found.end))]
    past = sum(each < year - 1 for each in printed)
    return past >= max(LONG, 4 * spoken, 3 * (len(printed) - past))


LONG = 8
"""Dates: with fewer a text is no history."""
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")


def _with_ranges(text: str, founds: Sequence[Found], readings: Sequence[Reading]) -> list[Reading]:
    covered = [days(reading.value) if reading.type == "DATE" else None for reading in readings]
    dates = [Covered(found, own) for found, own in zip(founds, covered, strict=True)]
    whole = ranges(text, dates)
    return [replace(reading, begin=whole[at][0], end=whole[at][1]) if at in whole else reading for at, reading in enumerate(readings)]


def _hear_ahead(reader: Reader, following: Found, clock: Found) -> None:
    """ "At 10 am on 3 May": the day of a clock time may stand right after it."""
    between = reader.text[clock.end : following.start]
    if following.rule != "clock" and re.fullmatch(r",?\s+(?:on\s+)?(?:the\s+)?", between):
        reader.read(following)


def _covering(found: Found, text: str) -> re.Match[str] | None:
    """The rule's match again; it begins before the span where the rule needs the words before ("throughout the year")."""
    for start in range(found.start, max(-1, found.start - 14), -1):
        match = pattern(found.rule).match(text, start)
        if match and found.start >= match.start() and (found.end <= match.end() or found.rule == "part_of_day"):
            return match
    return None

"""Where a text speaks of dates, times, durations and recurring times: spans and rules, no values.

A rule is a named pattern. Of rules that overlap the longest wins; `quotecheck.text.timex.read` reads the same pattern
again at the same place, so that a span and its rule are all that a layer has to keep. Spans leave out a governing
preposition ("since", "in", "until") and keep "early", "the end of", "earlier", "about", as TimeML does
(Pustejovsky et al. 2003, TIMEX3).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotecheck.text.timex.guards import GUARDS
from quotecheck.text.timex.rules import CALENDAR, DAY_RULES, RANGE_AFTER, pattern
from quotecheck.text.timex.triggers import windows

_URL = re.compile(r"(?:https?://|www\.)\S+|[@#]\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression where it stands, half-open, with the name of the rule that found it."""

    start: int
    end: int
    rule: str


def find(text: str, rules: Sequence[str] = CALENDAR) -> list[Found]:
    """The time expressions of a text that these rules find, in order, without overlap; of those as long the first rule has it.

    >>> text = "On the night of May 3 the river, dry since 2019, rose for three days."
    >>> [(text[f.start:f.end], f.rule) for f in find(text)]
    [('the night of May 3', 'part_of_day'), ('2019', 'year'), ('three days', 'duration')]
    """
    candidates = sorted(_candidates(text, rules), key=lambda found: (found.start, -found.end))
    return list(_outside(_longest(candidates), [match.span() for match in _URL.finditer(text)]))


def _longest(candidates: Iterable[Found]) -> Iterator[Found]:
    held: Found | None = None
    for found in candidates:
        if held is None or found.start >= held.end:
            if held:
                yield held
            held = found
        elif found.end - found.start > held.end - held.start:
            held = found
    if held:
        yield held


def _outside(found: Iterable[Found], closed: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Those that do not touch an address, a handle or a tag; both in text order."""
    at = 0
    for item in found:
        while at < len(closed) and closed[at][1] <= item.start:
            at += 1
        if at == len(closed) or closed[at][0] >= item.end:
            yield item


def _candidates(text: str, rules: Sequence[str]) -> Iterator[Found]:
    """All matches, each rule only around its triggers."""
    around = windows(text)
    for rule in rules:
        for window in around.get(rule, ()):
            yield from _matches(text, rule, window)


def _matches(text: str, rule: str, window: tuple[int, int]) -> Iterator[Found]:
    guard = GUARDS.get(rule)
    for match in pattern(rule).finditer(text, *window):
        if guard is None or guard(text, match):
            yield from _spans(text, rule, match)


def _spans(text: str, rule: str, match: re.Match[str]) -> Iterator[Found]:
    if "span" in match.groupdict() and match["span"]:
        yield Found(match.start("span"), match.end("span"), rule)
    elif rule == "year_range" and len(match["to"]) == 4:
        yield Found(match.start("year"), match.end("year"), "year")
        yield Found(match.start("to"), match.end("to"), "year")
    elif rule == "year_range" and int(match["to"]) != (int(match["year"]) + 1) % 100:
        yield Found(match.start("year"), match.end("year"), "year")
        yield Found(match.start("to"), match.end("to"), "year_end_of_range")
    elif rule == "part_of_day":
        yield from (Found(match.start(), end, rule) for end in [_date_end(text, match.end())] if end)
    else:
        if rule in ("month_day", "day_month") and match["year"] is None and (more := RANGE_AFTER.match(text, match.end())):
            yield Found(more.start("day"), more.end(), "range_end")
        yield Found(match.start(), match.end(), rule)


def _date_end(text: str, start: int) -> int | None:
    """Where the date ends that begins here, or `None`: the longest of the rules for a day."""
    found = [match.end() for rule in DAY_RULES if (match := pattern(rule).match(text, start))]
    return max(found, default=None)

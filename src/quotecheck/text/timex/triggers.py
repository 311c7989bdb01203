"""Words without which a rule can not match: a rule is tried around them and nowhere else, since most of a text holds none.

A trigger is a word as printed ("May", not "may"), a word in small letters that stands for every case, or a kind of figures ("#year").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from types import MappingProxyType

Window = tuple[int, int]

_FULL_MONTHS = "January February March April May June July August September October November December".split()
_SHORT_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_FULL_MONTH = frozenset([*_FULL_MONTHS, *map(str.upper, _FULL_MONTHS)])
_MONTH = _FULL_MONTH | frozenset(_SHORT_MONTHS)
_WEEKDAY = frozenset([*_DAYS, *map(str.upper, _DAYS)])
_WEEKDAYS = frozenset(f"{day}{s}" for day in _WEEKDAY for s in "sS")
_PARTS = frozenset("morning afternoon evening night dawn".split())
_SEASONS = frozenset("spring summer autumn fall winter".split())
_UNIT = frozenset("hour day week fortnight month quarter year decade century".split())
_UNITS = frozenset("hours days weeks fortnights months quarters years decades centuries".split())
_DEICTIC = frozenset("yesterday today tomorrow tonight".split())
_YEAR = frozenset(["#year"])
_HALVES = frozenset("am pm m AM PM M".split())
"""What ends a time of day: "10 pm", "10 p.m."."""

TRIGGERS: MappingProxyType[str, frozenset[str]] = MappingProxyType(
    dict.fromkeys(("day_month", "month_day", "range_start", "month_year"), _MONTH)
    | dict.fromkeys(("month_of_year", "which_month", "part_of_month", "month"), _FULL_MONTH)
    | dict.fromkeys(("iso_date", "figures_date"), frozenset(["#figures"]))
    | dict.fromkeys(("split_year", "year_range", "part_of_year", "year"), _YEAR)
    | dict.fromkeys(("season", "which_season", "the_season"), _SEASONS)
    | dict.fromkeys(("weekend", "weekends"), frozenset(["weekend", "weekends"]))
    | dict.fromkeys(("last_units",), _UNITS)
    | dict.fromkeys(("vague_units", "bare_units"), _UNITS - {"hours", "fortnights"})
    | {
        "quarter": frozenset(["quarter"]),
        "quarter_code": frozenset(["Q1", "Q2", "Q3", "Q4", "#quarter"]),
        "quarter_before": frozenset(["year"]),
        "year_quarter": _YEAR,
        "short_duration": frozenset("hour hours minute minutes second seconds".split()),
        "year_in_words": frozenset("fifteen sixteen seventeen eighteen nineteen twenty thousand".split()),
        "bc": frozenset(["BC", "BCE", "B", "#bc"]),
        "the_quarter": frozenset(["quarter", "period"]),
        "year_end": frozenset(["year"]),
        "year_ended": frozenset(["year"]),
        "half": frozenset(["half"]),
        "first_months": frozenset("months weeks days quarters".split()),
        "which_unit": _UNIT - {"hour", "fortnight"} | {"weekend"},
        "part_of_unit": _UNIT - {"hour", "fortnight", "day"} | {"weekend"},
        "later_in_unit": _UNIT - {"hour", "fortnight", "century", "quarter"},
        "unit_before": frozenset("before after earlier".split()),
        "whole_unit": _UNIT - {"hour", "fortnight", "quarter", "day"},
        "day_deictic": _DEICTIC,
        "this_part": _PARTS,
        "part_of_day": _PARTS | {"hours"},
        "weekday": _WEEKDAY,
        "weekdays": _WEEKDAYS | {"nights", "mornings", "evenings", "afternoons"},
        "ago": frozenset(["ago"]),
        "from_now": frozenset("now today time".split()),
        "earlier_later": frozenset("earlier later previously beforehand afterward afterwards".split()),
        "units_ahead": frozenset("ahead come".split()),
        "per_unit": _UNIT,
        "duration": _UNIT | _UNITS,
        "every": frozenset("every each".split()),
        "adverb": frozenset("hourly daily nightly weekly fortnightly monthly quarterly yearly annually biennially".split()),
        "decade": frozenset(["#decade"]),
        "decade_word": frozenset("twenties thirties forties fifties sixties seventies eighties nineties".split()),
        "century": frozenset(["century"]),
        "fiscal_year": frozenset(["fiscal", "financial", "FY", "#fiscal"]),
        "clock": frozenset("#clock clock noon midday midnight morning afternoon evening".split()) | _HALVES,
        "holiday": frozenset("christmas halloween day eve easter thanksgiving".split()) | {"Friday", "Wednesday", "Thursday", "Sunday"},
        "now": frozenset("now currently present presently nowadays moment days day".split()),
        "current": frozenset("current present modern".split()),
        "future": frozenset("future term".split()),
        "daytime": frozenset("morning afternoon evening overnight".split()),
        "nth_weekday": _WEEKDAY,
        "week_of": frozenset(["week"]),
        "long": frozenset(["long"]),
        "mid_part": frozenset("mid midmorning midafternoon Mid Midmorning Midafternoon".split()),
        "recently": frozenset("recently lately".split()),
        "near_future": frozenset(["future"]),
    }
)
"""By rule, the words around which it is tried."""

BEFORE, AFTER = 100, 100
"""In characters: how far before and after a trigger a match may reach."""

_WORD = re.compile(r"[A-Za-z0-9]+")
_PASSAGE_END = re.compile(r"\n[^\S\n]*\n")


@cache
def _by_trigger() -> dict[str, tuple[str, ...]]:
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for rule, words in TRIGGERS.items():
        for word in words:
            rules[word].append(rule)
    return {word: tuple(names) for word, names in rules.items()}


def windows(text: str) -> dict[str, list[Window]]:
    """By rule, the stretches of the text in which it may match, in order and apart, none across a blank line.

    >>> windows("It rose in May.")["month"], "year" in windows("It rose in May.")
    ([(0, 15)], False)
    """
    found: defaultdict[str, list[Window]] = defaultdict(list)
    passages = _passages(text)
    first, last = next(passages)
    for start, end, rules in _triggers(text):
        while start >= last:
            first, last = next(passages)
        low, high = max(first, start - BEFORE), min(last, end + AFTER)
        for rule in rules:
            stretches = found[rule]
            if stretches and low <= stretches[-1][1]:
                stretches[-1] = stretches[-1][0], high
            else:
                stretches.append((low, high))
    return found


def _passages(text: str) -> Iterator[Window]:
    start = 0
    for gap in _PASSAGE_END.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _triggers(text: str) -> Iterator[tuple[int, int, Iterable[str]]]:
    by_trigger = _by_trigger()
    for match in _WORD.finditer(text):
        word = match[0]
        rules = by_trigger.get(word)
        if rules is None:
            if word[0] > "Z":
                continue
            if word[0] < "A":
                rules = tuple(rule for kind in _figures(word, text[match.end() : match.end() + 1]) for rule in by_trigger[kind])
            else:
                rules = by_trigger["#fiscal"] if word[:2] == "FY" else by_trigger.get(word.lower(), ())
        elif word in _HALVES and not any(map(str.isdigit, text[max(0, match.start() - 4) : match.start()])):
            continue
        if rules:
            yield match.start(), match.end(), rules


def _figures(word: str, after: str) -> Iterator[str]:
    """What a word that begins with a figure may be: a year, a decade, part of a date or of a time of day."""
    if not word.isdigit():
        yield from ("#decade", "#clock") if word[-1] in "sS" else ("#quarter",) if "Q" in word else ("#bc",) if "B" in word else ("#clock",)
        return
    if len(word) == 4 and "1000" <= word < "2100":
        yield "#year"
    if after in ("'", "’"):
        yield "#decade"
    elif after in ("-", "/", ".") and len(word) in (1, 2, 4):
        yield "#figures"
    if after in (":", "."):
        yield "#clock"

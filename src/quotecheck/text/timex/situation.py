"""On which day an article speaks: its publication date, else the date that its address or dateline prints, else its year."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from quotecheck.text.timex.calendar import Now, days, made
from quotecheck.text.timex.find import Found
from quotecheck.text.timex.read import Reader

Origin = Literal["given", "url", "dateline", "year"]

_IN_URL = re.compile(
    r"(?<=[/=_-])(?P<year>(?:19|20)\d\d)(?:(?P<sep>[/-])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>[12]\d|3[01]|0?[1-9])"
    r"|(?P<month2>0[1-9]|1[0-2])(?P<day2>0[1-9]|[12]\d|3[01]))(?=[/_.?&-]|$)"
)
_URL = re.compile(r"https?://\S+")
_HEAD = 400


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the day is known on which an article speaks, with the offsets at which its text prints it."""

    origin: Origin
    printed: tuple[int, int] | None = None


def situation(text: str, found: Sequence[Found], *, published: date | None = None, url: str | None = None) -> tuple[Now, Evidence | None]:
    """The day or year to resolve against: the date given, else one in the address, else one in the dateline, else the year.

    `url` is the address kept beside the text; one at the head of the text serves as well. A dateline counts where it prints
    day, month and year so that they can be read in one way only.

    >>> situation("https://example.org/2024/01/31/river\\n\\nThe river rose on Friday.", [])
    (Now(day=datetime.date(2024, 1, 31), year=None), Evidence(origin='url', printed=(20, 30)))
    """
    if published:
        return Now(published), Evidence("given")
    if url and (dated := _in_url(url)):
        return Now(dated[0]), Evidence("url")
    start = len(text) - len(text.lstrip())
    address = _URL.match(text[: start + 600], start)
    if address and (dated := _in_url(address[0])):
        return Now(dated[0]), Evidence("url", (start + dated[1], start + dated[2]))
    if line := _dateline(text, found):
        return Now(line[0]), Evidence("dateline", line[1:])
    year = year_of(text, found)
    return Now(year=year), Evidence("year") if year else None


def _in_url(url: str) -> tuple[date, int, int] | None:
    match = _IN_URL.search(url)
    day = made(int(match["year"]), int(match["month"] or match["month2"]), int(match["day"] or match["day2"])) if match else None
    return (day, match.start(), match.end()) if match and day else None


def date_in_url(url: str) -> date | None:
    """The date in a web address, or `None`.

    >>> date_in_url("https://example.org/news/2022/7/1/river"), date_in_url("https://example.org/a-2022-story-12")
    (datetime.date(2022, 7, 1), None)
    """
    dated = _in_url(url)
    return dated[0] if dated else None


def _dateline(text: str, found: Sequence[Found]) -> tuple[date, int, int] | None:
    """A full date at the head of the text, alone on its line, behind "Published" or "today", or before the dash or colon of a dateline."""
    for item in found:
        if item.start > _HEAD:
            return None
        if item.rule not in ("day_month", "month_day", "iso_date", "figures_date") or _two_ways(text[item.start : item.end], item.rule):
            continue
        line = text[text.rfind("\n", 0, item.start) + 1 : item.start]
        after = text[item.end : item.end + 12]
        alone = not line.strip(" |,-–—") and re.match(r"\s*(?:\n|$|[|,]?\s*\d{1,2}[:.]\d\d)", after)
        labelled = re.search(r"(?i:\b(?:published|updated|posted|date)\b[^\n]{0,20})$", line)
        dashed = len(line) < 60 and re.match(r"\s*(?:\([^)\n]{1,20}\)\s*)?[-–—:]", after) and not re.search(r"[.!?]\s", line)
        apposed = re.search(r"(?i:\btoday,?\s+\(?(?:on\s+)?)$", line)
        if alone or labelled or dashed or apposed:
            value = Reader(text, Now()).read(item).value
            if covered := days(value):
                return covered[0], item.start, item.end
    return None


def _two_ways(words: str, rule: str) -> bool:
    """Whether figures may be day and month or month and day: "03/04/2024"."""
    first, second, *_ = [int(figures) for figures in re.findall(r"\d+", words)] + [0, 0]
    return rule == "figures_date" and first != second and max(first, second) <= 12


def year_of(text: str, found: Sequence[Found]) -> int | None:
    """The year in which an article without a date speaks: the latest that it names, where enough speaks for that one.

    Each mention counts one, a full date one more (three with its weekday), a quarter, half or fiscal year two more;
    less than three is too little, since articles look back at years long gone, and so are bare years alone ("the 2030 plan"), which
    speak against a date of an earlier year.

    >>> from quotecheck.text.timex.find import find
    >>> text = "On Friday, May 6, 2022 the river rose as in 2019; by 2030 there will be a dam."
    >>> year_of(text, find(text))
    2022
    """
    weights: Counter[int] = Counter()
    dated: set[int] = set()
    for item in found:
        words = text[item.start : item.end]
        year = re.search(r"(?<!\d)20[0-4]\d(?!\d)", words)
        ahead = re.search(r"(?i:\b(?:by|until|till|through|before|to)\s+)$", text[max(0, item.start - 10) : item.start])
        if year and not ahead and item.rule != "decade":
            if item.rule not in _BARE:
                dated.add(int(year[0]))
            weights[int(year[0])] += 1 + _WEIGHTS.get(item.rule, 0) + 2 * (item.rule in _DAYS and "day" in words)
    latest = max((year for year in weights if year in dated), default=None)
    return latest if latest and weights[latest] >= ENOUGH and latest == max(weights) else None


ENOUGH = 3
_BARE = frozenset(["year", "year_range", "part_of_year", "year_end_of_range", "holiday"])
_DAYS = ("day_month", "month_day")
_WEIGHTS = MappingProxyType(
    dict.fromkeys(_DAYS, 1) | dict.fromkeys(("quarter", "quarter_code", "half", "split_year", "fiscal_year", "first_months", "season"), 2)
)

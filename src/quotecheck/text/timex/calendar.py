"""Calendar arithmetic on TIMEX3 values: one day seen as its week, month or quarter, shifts, and the days that a value covers.

Values follow TIMEX3 (ISO 8601 with X for what is unknown): 2024-01-29, 2021-08, 2019-W12, 2020-Q3, 2020-H1, 2022-SU, 199 (the
nineties), 19 (the twentieth century), 2024-01-29T10:00, 2024-01-29TMO.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

Unit = Literal["D", "W", "M", "Q", "Y", "DE", "CE"]
Tense = Literal["past", "present", "future"]

FINENESS: MappingProxyType[str, int] = MappingProxyType({"CE": 0, "DE": 1, "Y": 2, "Q": 3, "M": 4, "W": 5, "D": 6})
_UNKNOWN: MappingProxyType[str, str] = MappingProxyType(
    {"D": "{}-XX-XX", "W": "{}-WXX", "M": "{}-XX", "Q": "{}-QX", "Y": "{}", "DE": "XXX", "CE": "XX"}
)
_SEASON_MONTHS = MappingProxyType({"SP": 3, "SU": 6, "FA": 9, "WI": 12})
_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<we>WE))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?"
)


def value_at(day: date, unit: Unit) -> str:
    """The TIMEX3 value of the unit in which a day lies.

    >>> day = date(2024, 1, 29)
    >>> [value_at(day, unit) for unit in ("D", "W", "M", "Q", "Y", "DE", "CE")]
    ['2024-01-29', '2024-W05', '2024-01', '2024-Q1', '2024', '202', '20']
    """
    year, week, _ = day.isocalendar()
    forms: dict[Unit, str] = {
        "D": day.isoformat(),
        "W": f"{year:04d}-W{week:02d}",
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }
    return forms[unit]


def shift(day: date, count: int, unit: Unit) -> date:
    """The day so many units on, or back where `count` is negative; the last of the month where the month is too short.

    >>> shift(date(2024, 3, 31), -1, "M"), shift(date(2024, 1, 29), 2, "W")
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 12))
    """
    try:
        if unit in ("D", "W"):
            return day + timedelta(days=count * (7 if unit == "W" else 1))
        months = count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, _last_of(year, month + 1)))
    except (ValueError, OverflowError):
        return date.min if count < 0 else date.max


def days(value: str) -> tuple[date, date] | None:
    """First and last day that a calendar value covers, or `None` for a duration, a set, a reference or unknown fields.

    >>> days("2021-08"), days("199")
    ((datetime.date(2021, 8, 1), datetime.date(2021, 8, 31)), (datetime.date(1990, 1, 1), datetime.date(1999, 12, 31)))
    >>> days("XXXX-WXX-5"), days("P3D")
    (None, None)
    """
    if re.fullmatch(r"\d\d\d?", value):
        span = 10 if len(value) == 3 else 100
        first = int(value) * span
        return (date(first, 1, 1), date(first + span - 1, 12, 31)) if first else None
    match = _VALUE.fullmatch(value)
    try:
        return _days(match) if match else None
    except ValueError:
        return None


def _days(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return (monday + timedelta(days=5 if match["we"] else 0), monday + timedelta(days=6))
    if match["day"]:
        day = date(year, int(match["month"]), int(match["day"]))
        return day, day
    first, months = 1, 12
    if match["month"]:
        first, months = int(match["month"]), 1
    elif match["quarter"]:
        first, months = 3 * int(match["quarter"]) - 2, 3
    elif match["half"]:
        first, months = 6 * int(match["half"]) - 5, 6
    elif match["season"]:
        first, months = _SEASON_MONTHS[match["season"]], 3
    begin = date(year, first, 1)
    return begin, shift(begin, months, "M") - timedelta(days=1)


def unit_of(value: str) -> Unit | None:
    """How fine a calendar value is, or `None` where it is not one.

    >>> unit_of("2019-07-18TMO"), unit_of("2019-Q3"), unit_of("P3D")
    ('D', 'Q', None)
    """
    match = _VALUE.fullmatch(value)
    if not match:
        return "DE" if re.fullmatch(r"\d{3}", value) else "CE" if re.fullmatch(r"\d\d", value) else None
    if match["day"]:
        return "D"
    if match["week"]:
        return "W"
    if match["month"]:
        return "M"
    return "Q" if match["quarter"] or match["half"] or match["season"] else "Y"


def _last_of(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


@dataclass(frozen=True, slots=True)
class Now:
    """The day on which an article speaks: its publication date, or only the year of it, or neither."""

    day: date | None = None
    year: int | None = None

    def at(self, unit: Unit, count: int = 0) -> str:
        """The value of the unit so many units from now, with X for what is unknown.

        >>> Now(date(2024, 1, 31)).at("M", -1), Now(year=2024).at("M", -1), Now(year=2024).at("Y", -1), Now().at("W")
        ('2023-12', '2024-XX', '2023', 'XXXX-WXX')
        """
        if self.day:
            return value_at(shift(self.day, count, unit), unit)
        if self.year and FINENESS[unit] <= FINENESS["Y"]:
            return value_at(shift(date(self.year, 7, 1), count, unit), unit)
        return _UNKNOWN[unit].format(self.year or "XXXX")

    def weekday(self, number: int, tense: Tense | None = None) -> str:
        """The day of that name (1 is Monday) nearest to now: on or before it, or on or after it in the future tense.

        >>> Now(date(2024, 1, 31)).weekday(2), Now(date(2024, 1, 31)).weekday(2, "future"), Now().weekday(5)
        ('2024-01-30', '2024-02-06', 'XXXX-WXX-5')
        """
        if not self.day:
            return f"{self.year or 'XXXX'}-WXX-{number}"
        back = (self.day.isoweekday() - number) % 7
        return shift(self.day, (7 - back) % 7 if tense == "future" else -back, "D").isoformat()

    def month(self, number: int, tense: Tense | None = None) -> str:
        """The month of that number nearest to now: this or the last one in the past tense, this or the next one in the future.

        >>> now = Now(date(2022, 7, 1))
        >>> now.month(9), now.month(9, "past"), now.month(3, "future"), Now().month(9)
        ('2022-09', '2021-09', '2023-03', 'XXXX-09')
        """
        if not self.day:
            return f"{self.year or 'XXXX'}-{number:02d}"
        ahead = number - self.day.month
        if tense == "past":
            years = -1 if ahead > 0 else 0
        elif tense == "future":
            years = 1 if ahead < 0 else 0
        else:
            years = -1 if ahead >= 6 else 1 if ahead < -6 else 0
        return f"{self.day.year + years:04d}-{number:02d}"

    def day_of_month(self, month: int, day: int, tense: Tense | None = None) -> str:
        """The day nearest to now among those so named; the tense decides where it is months away.

        >>> Now(date(2024, 1, 31)).day_of_month(1, 29), Now(date(2024, 1, 31)).day_of_month(12, 30)
        ('2024-01-29', '2023-12-30')
        >>> Now().day_of_month(1, 29)
        'XXXX-01-29'
        """
        if not self.day:
            return f"{self.year or 'XXXX'}-{month:02d}-{day:02d}"
        found = [d for year in (self.day.year - 1, self.day.year, self.day.year + 1) if (d := made(year, month, day))]
        nearest = self.nearest(found, tense)
        return nearest.isoformat() if nearest else f"{self.day.year}-{month:02d}-{day:02d}"

    def nearest(self, found: Sequence[date], tense: Tense | None = None) -> date | None:
        """Of some days the one nearest to now; one a month and more on the wrong side of it, by the tense, only where there is no other.

        >>> Now(date(2024, 1, 31)).nearest([date(2023, 5, 3), date(2024, 5, 3)], "past")
        datetime.date(2023, 5, 3)
        """
        now = self.day
        if now is None:
            return None
        wrong = {"past": lambda d: d > now, "future": lambda d: d < now}.get(tense or "")
        far = 60 if tense == "past" else 30
        fitting = [d for d in found if not (wrong and wrong(d) and abs((d - now).days) > far)] or found
        return min(fitting, key=lambda d: abs((d - now).days), default=None)


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    leaps, moon = century // 4, (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - moon + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + weekday - 7 * ((golden + 11 * epact + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, number: int, nth: int) -> date | None:
    """The nth day of that name (1 is Monday) in a month, the last one where `nth` is -1; `None` where there is none.

    >>> nth_weekday(2024, 11, 4, 4), nth_weekday(2024, 5, 1, -1), nth_weekday(2024, 2, 1, 5)
    (datetime.date(2024, 11, 28), datetime.date(2024, 5, 27), None)
    """
    if nth < 0:
        last = _last_of(year, month)
        return made(year, month, last - (date(year, month, last).isoweekday() - number) % 7)
    first = 1 + (number - date(year, month, 1).isoweekday()) % 7
    return made(year, month, first + 7 * (nth - 1))


def made(year: int, month: int, day: int) -> date | None:
    """The date, or `None` where the calendar has none.

    >>> made(2023, 2, 29)
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None

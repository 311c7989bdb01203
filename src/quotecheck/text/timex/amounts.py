"""How long and how often: durations, recurring times, and the amounts of units in them."""

import re
from collections.abc import Callable
from types import MappingProxyType

from quotecheck.text.numerals import value_of
from quotecheck.text.timex.context import Context, Pair
from quotecheck.text.timex.words import ADVERBS, DAYPARTS, MONTHS, SEASONS, UNITS, WEEKDAYS

Rule = Callable[[Context, re.Match[str]], Pair]


def month_number(word: str) -> int:
    """The number of a month by its name or abbreviation.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[word[:3].lower()]


def weekday_number(word: str) -> int:
    """The number of a weekday by its name or abbreviation, Monday the first.

    >>> weekday_number("Sun.")
    7
    """
    return WEEKDAYS[word[:3].lower()]


def unit_letters(word: str) -> str:
    """The TIMEX3 letters of a unit, singular or plural.

    >>> unit_letters("years"), unit_letters("centuries"), unit_letters("Decade")
    ('Y', 'CE', 'DE')
    """
    folded = word.casefold()
    return UNITS[folded] if folded in UNITS else UNITS[folded.removesuffix("s")]


def amount(words: str) -> float | None:
    """How many units a quantity names; `None` for a vague one ("several").

    >>> amount("a couple of"), amount("half a"), amount("a quarter of a"), amount("two and a half")
    (2.0, 0.5, 0.25, 2.5)
    >>> amount("1,000"), amount("two to three"), amount("a few")
    (1000.0, 2.0, None)
    """
    bare = " ".join(words.casefold().split())
    if "couple" in bare:
        return 2.0
    if re.fullmatch(r"half an?|an? half", bare):
        return 0.5
    if "quarter" in bare:
        return 0.25
    if bare in ("a", "an"):
        return 1.0
    if bare == "a dozen":
        return 12.0
    half = bare.endswith("and a half")
    first = re.split(r"\s*–\s*|\s+(?:to|or|and)\s+|(?<=\d)-(?=\d)", bare)[0]
    value = value_of(first)
    if value is None and "-" in first:
        value = value_of(first.split("-")[0])
    if value is None or value > 10**9:
        return None
    return float(value) + (0.5 if half else 0)


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 duration of so many units, `None` for how many nobody says.

    >>> duration(3, "D"), duration(0.5, "Y"), duration(2.5, "Y"), duration(None, "W"), duration(24, "H"), duration(2, "DE")
    ('P3D', 'P6M', 'P2Y6M', 'PXW', 'PT24H', 'P2DE')
    """
    prefix = "PT" if unit == "H" else "P"
    if count is None:
        return f"{prefix}X{unit}"
    if count == int(count):
        return f"{prefix}{int(count)}{unit}"
    whole = int(count)
    if count - whole == 0.5 and unit in ("Y", "DE", "CE", "H"):
        smaller = {"Y": "6M", "DE": "5Y", "CE": "50Y", "H": "30M"}[unit]
        return f"{prefix}{whole}{unit}{smaller}" if whole else f"{prefix}{smaller}"
    if count == 0.25 and unit in ("Y", "CE"):
        return {"Y": "P3M", "CE": "P25Y"}[unit]
    return f"{prefix}{count:g}{unit}"


def _whole_unit(context: Context, m: re.Match[str]) -> Pair:
    """ "Throughout the year" tells how long, "for the year" of which one."""
    unit = unit_letters(m["unit"])
    if m["over"].casefold() == "for" and unit not in ("DE", "CE"):
        return "DATE", context.now.at(unit)  # type: ignore[arg-type]
    return "DURATION", duration(1, unit)


def _year_ended(context: Context, m: re.Match[str]) -> Pair:
    return "DURATION", "P1Y"


def _long(context: Context, m: re.Match[str]) -> Pair:
    """ "A month-long strike", "a years-long war"."""
    return "DURATION", duration(None if m["many"] or m["centuries"] else 1, unit_letters(m["unit"] or "century"))


def _last_units(context: Context, m: re.Match[str]) -> Pair:
    return "DURATION", duration(amount(m["number"]), unit_letters(m["unit"]))


def _vague_units(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", "PAST_REF" if (m["which"] or m["which2"]).casefold() in ("recent", "past", "last") else "FUTURE_REF"


def _units(context: Context, m: re.Match[str]) -> Pair:
    return "DURATION", duration(None, unit_letters(m["unit"]))


def _duration(context: Context, m: re.Match[str]) -> Pair:
    unit, count = unit_letters(m["unit"]), amount(m["number"])
    if "fortnight" in m["unit"].casefold() and count:
        count *= 2
    if m["half"] and count is not None:
        count += 0.5
    return "DURATION", duration(count, unit)


def _short_duration(context: Context, m: re.Match[str]) -> Pair:
    count, unit = amount(m["number"]), m["unit"][0].upper()
    if m["half"] and count is not None:
        count += 0.5
    if count is None or count == int(count):
        return "DURATION", f"PT{'X' if count is None else int(count)}{unit}"
    finer = {"H": "M", "M": "S"}.get(unit)
    if finer is None:
        return "DURATION", f"PT{count:g}{unit}"
    whole, part = int(count), round(60 * (count - int(count)))
    return "DURATION", f"PT{whole}{unit}{part}{finer}" if whole else f"PT{part}{finer}"


def _every(context: Context, m: re.Match[str]) -> Pair:
    if m["weekday"]:
        part = f"T{DAYPARTS[m['nightof'].casefold()]}" if m["nightof"] else ""
        return "SET", f"XXXX-WXX-{weekday_number(m['weekday'])}{part}"
    if m["month"]:
        return "SET", f"XXXX-{month_number(m['month']):02d}"
    if m["season"]:
        return "SET", f"XXXX-{SEASONS[m['season'].casefold()]}"
    if m["part"]:
        return "SET", f"XXXX-XX-XXT{DAYPARTS[m['part'].casefold()]}"
    words = (m["number"] or "one").casefold()
    count = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0}.get(words) or (None if words == "few" else amount(words))
    return "SET", duration(count, unit_letters(m["unit"]))


def _weekends(context: Context, m: re.Match[str]) -> Pair:
    return "SET", "XXXX-WXX-WE"


def _weekdays(context: Context, m: re.Match[str]) -> Pair:
    part = DAYPARTS[m["part"].casefold()] if m["part"] and m["part"].casefold() in DAYPARTS else ("AF" if m["part"] else "")
    return "SET", f"XXXX-WXX-{weekday_number(m['weekday'] or m['weekday2'])}" + (f"T{part}" if part else "")


def _per_unit(context: Context, m: re.Match[str]) -> Pair:
    return "SET", duration(1, unit_letters(m["unit"]))


def _adverb(context: Context, m: re.Match[str]) -> Pair:
    return "SET", ADVERBS[m["adverb"].casefold()]


SPAN_READERS: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "whole_unit": _whole_unit,
        "year_ended": _year_ended,
        "long": _long,
        "last_units": _last_units,
        "vague_units": _vague_units,
        "units_ahead": _units,
        "bare_units": _units,
        "duration": _duration,
        "short_duration": _short_duration,
        "every": _every,
        "weekdays": _weekdays,
        "weekends": _weekends,
        "per_unit": _per_unit,
        "adverb": _adverb,
    }
)
"""The readers of durations and recurring times, by rule."""

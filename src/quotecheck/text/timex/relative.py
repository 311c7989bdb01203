"""Dates and times told from another: "last week", "yesterday", "Tuesday", "two years ago", "the same evening", "10 am"."""

import re
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

from quotecheck.text.timex.amounts import Rule, amount, duration, month_number, unit_letters, weekday_number
from quotecheck.text.timex.calendar import Now, Unit, days, shift, value_at
from quotecheck.text.timex.context import Context, Pair
from quotecheck.text.timex.dates import read_day_and_month
from quotecheck.text.timex.rules import DAY_RULES, pattern
from quotecheck.text.timex.words import DAYPARTS

BACK = ("last", "this past", "past", "the past", "the last")


ON = ("next", "this coming", "coming", "the coming", "the next")


SAME = ("that", "that same", "that very", "the same")


def _which_unit(context: Context, m: re.Match[str]) -> Pair:
    which, word = " ".join(m["which"].casefold().split()), m["unit"].casefold()
    if word == "weekend":
        return _weekend(context, m)
    unit: Unit = unit_letters(word.split()[-1])  # type: ignore[assignment]
    if unit == "D" and which == "this":
        return "DATE", "PRESENT_REF"
    if which in SAME:
        return "DATE", context.from_anchor(unit, 0)
    if which in ("the following", "the previous", "the preceding", "the prior") or (which == "the next" and unit == "D"):
        return "DATE", context.from_anchor(unit, 1 if which in ("the following", "the next") else -1)
    if which == "the next" and (context.history or not _DURING.search(context.text[max(0, m.start() - 12) : m.start()])):
        return "DATE", context.from_anchor(unit, 1) if context.tense == "past" or context.history else context.now.at(unit, 1)
    if which in ("the past", "the last", "the next", "past"):
        return "DURATION", duration(1, unit)
    return "DATE", context.told(unit, -1 if which in BACK else 1 if which in ON else 0)


_DURING = re.compile(r"(?i:\b(?:over|within|during|for|in|throughout|of)\s+)$")


def _this_unit(context: Context, m: re.Match[str]) -> Pair:
    if m["unit"].casefold() == "weekend":
        return _weekend(context, m)
    return "DATE", context.told(unit_letters(m["unit"]))  # type: ignore[arg-type]


def _later_in_unit(context: Context, m: re.Match[str]) -> Pair:
    """ "Later in the day": the day of which the text just spoke, else today."""
    unit: Unit = unit_letters(m["unit"])  # type: ignore[assignment]
    return "DATE", context.from_anchor(unit, 0) if context.is_anchored(unit) else context.now.at(unit)


def _weekend(context: Context, m: re.Match[str]) -> Pair:
    words, now = m[0].casefold(), context.now.day
    if now is None:
        return "DATE", f"{context.now.year or 'XXXX'}-WXX-WE"
    monday = now - timedelta(days=now.isoweekday() - 1)
    in_it = now.isoweekday() >= 6
    if re.search(r"\bnext\b", words):
        monday += timedelta(days=7)
    elif re.search(r"\b(?:last|past)\b", words) or not (in_it or context.tense == "future" or re.search(r"\b(?:this|coming)\b", words)):
        monday -= timedelta(days=7)
    return "DATE", value_at(monday, "W") + "-WE"


def _unit_before(context: Context, m: re.Match[str]) -> Pair:
    unit: Unit = unit_letters(m["unit"])  # type: ignore[assignment]
    apposed = context.named and re.fullmatch(r",\s", context.text[context.named[-1][0] : m.start()])
    if apposed and re.match(r"\s+\w", context.text[m.end() :][:3]):
        return "DATE", context.from_anchor(unit, 0)
    return "DATE", context.from_anchor(unit, 1 if m["direction"].casefold() == "after" else -1)


def _day_deictic(context: Context, m: re.Match[str]) -> Pair:
    word = " ".join(m["deictic"].casefold().split())
    count = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    if word == "today" and context.now.day is None and not m["part"]:
        return "DATE", "PRESENT_REF"
    day = context.now.at("D", count)
    if word == "tonight" or m["part"]:
        return "TIME", f"{day}T{DAYPARTS[m['part'].casefold()] if m['part'] else 'NI'}"
    return "DATE", day


def _this_part(context: Context, m: re.Match[str]) -> Pair:
    which, part = " ".join(m["which"].casefold().split()), DAYPARTS[m["part"].casefold()]
    if which in SAME:
        day = context.from_anchor("D", 0)
    elif which in ("this", "last"):
        day = context.now.at("D", -1 if which == "last" else 0)
    else:
        day = context.from_anchor("D", -1 if which == "the previous" else 1)
    return "TIME", f"{day}T{part}"


def _mid_part(context: Context, m: re.Match[str]) -> Pair:
    return "TIME", f"{_day_beside(context, m)}T{DAYPARTS[m['part'].casefold()]}"


def _daytime(context: Context, m: re.Match[str]) -> Pair:
    """ "In the morning": of the day that the text told of, or of any day in what is not past ("they wake up in the morning")."""
    day = (context.anchor("D") or context.now.at("D"))[:10] if m["night"] or context.tense == "past" else "XXXX-XX-XX"
    return "TIME", f"{day}T{DAYPARTS[m['part'].casefold()] if m['part'] else 'NI'}"


def _day_beside(context: Context, m: re.Match[str]) -> str:
    """The day of a time: "yesterday" or "Tuesday" beside it, else the last one named, else today."""
    if m["deictic"]:
        return context.now.at("D", {"yesterday": -1, "tomorrow": 1}.get(m["deictic"].casefold(), 0))
    if m["weekday"]:
        return context.now.weekday(weekday_number(m["weekday"]), context.tense)
    return (context.anchor("D") or context.now.at("D"))[:10]


def _part_of_day(context: Context, m: re.Match[str]) -> Pair:
    inner = max((found for rule in DAY_RULES if (found := pattern(rule).match(context.text, m.end()))), key=re.Match.end, default=None)
    if inner is None:
        return "TIME", f"XXXX-XX-XXT{DAYPARTS[m['part'].casefold()]}"
    day = read_day_and_month(context, inner) if "month" in inner.groupdict() else _weekday_alone(context, inner)
    return "TIME", f"{day[1][:10]}T{DAYPARTS[m['part'].casefold()]}"


def _weekday_alone(context: Context, m: re.Match[str]) -> Pair:
    day = _day_named(context, weekday_number(m["weekday"]), m)
    return ("TIME", f"{day}T{DAYPARTS[m['part'].casefold()]}") if m["part"] else ("DATE", day)


def _day_named(context: Context, number: int, m: re.Match[str]) -> str:
    now, which = context.now, " ".join((m["which"] or "").casefold().split())
    if m["week"]:
        weeks = {"last": -1, "next": 1}.get(m["week"].casefold().split()[0], 0)
        return shift(now.day, 7 * weeks + number - now.day.isoweekday(), "D").isoformat() if now.day else now.weekday(number)
    anchor = context.anchor("D") if which in ("that", "the same", "that same", "the following", "the previous", "the preceding") else None
    span = days(anchor) if anchor else None
    if span:
        forward = which == "the following"
        start = Now(span[0] + timedelta(days=1 if forward else -1 if which == "the previous" else 0))
        return start.weekday(number, "future" if forward else None)
    if now.day is None:
        return _same_name(context, number) or now.weekday(number)
    if which in ("last", "this past"):
        return Now(now.day - timedelta(days=1)).weekday(number)
    if which in ("next", "the coming", "this coming"):
        return Now(now.day + timedelta(days=1)).weekday(number, "future")
    if which == "this":
        return now.weekday(number, "past" if context.tense == "past" else "future")
    return now.weekday(number, context.tense)


def _same_name(context: Context, number: int) -> str | None:
    """Without a publication date: the day that the text itself prints with that weekday's name and a year."""
    if context.printed is None:
        matches = (match for rule in ("month_day", "day_month") for match in pattern(rule).finditer(context.text))
        context.printed = {
            weekday_number(match["weekday"]): read_day_and_month(context, match)[1]
            for match in matches
            if match["weekday"] and match["year"]
        }
    return context.printed.get(number)


def _ago(context: Context, m: re.Match[str]) -> Pair:
    count = amount(m["number"]) if m["number"] else None
    if count is None:
        return "DATE", "PAST_REF"
    return "DATE", _away(context, -count, unit_letters(m["unit"]))


def _from_now(context: Context, m: re.Match[str]) -> Pair:
    count = amount(m["number"])
    return ("DATE", "FUTURE_REF") if count is None else ("DATE", _away(context, count, unit_letters(m["unit"])))


def _away(context: Context, count: float, unit: str) -> str:
    if unit == "H":
        return context.now.at("D", int(count / 24))
    if count != int(count):
        smaller: dict[str, tuple[Unit, int]] = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7)}
        finer, factor = smaller.get(unit, ("D", 30))
        return context.now.at(finer, round(count * factor))
    quarter = context.quarter_near() if unit == "Y" else None
    if quarter:
        return value_at(shift(quarter, int(count), "Y"), "Q")
    if unit in ("DE", "CE"):
        return context.now.at("Y", int(count) * (10 if unit == "DE" else 100))
    return context.now.at(unit, int(count))  # type: ignore[arg-type]


def _earlier_later(context: Context, m: re.Match[str]) -> Pair:
    count, unit = amount(m["number"]), unit_letters(m["unit"])
    back = m["direction"].casefold() in ("earlier", "previously", "beforehand")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    signed = -count if back else count
    if unit == "Y" and (quarter := context.quarter_near()):
        return "DATE", value_at(shift(quarter, int(signed), "Y"), "Q")
    if count != int(count):
        unit, signed = "M", signed * 12 if unit == "Y" else signed
    if unit in ("DE", "CE"):
        unit, signed = "Y", signed * (10 if unit == "DE" else 100)
    told = context.from_anchor if back or context.history or context.tense == "future" else context.later_than_named
    return "DATE", told(unit, round(signed))  # type: ignore[arg-type]


def _clock(context: Context, m: re.Match[str]) -> Pair:
    hour, minute = _hour(m), m["minute"] or m["minute24"] or "00"
    if m["month"] or m["month2"]:
        month, number, year = month_number(m["month"] or m["month2"]), int(m["day"] or m["day2"]), m["year"] or m["year2"]
        year = year or context.month_in_history(month)
        day = f"{year}-{month:02d}-{number:02d}" if year else context.now.day_of_month(month, number, context.tense)
    else:
        day = _day_beside(context, m)
    return "TIME", f"{day}T{hour:02d}:{minute}"


def _hour(m: re.Match[str]) -> int:
    if m["named"]:
        return 24 if m["named"].casefold() == "midnight" else 12
    if m["hour24"]:
        return int(m["hour24"])
    if m["hourword"] or m["hourof"]:
        hour = int(amount(m["hourword"] or m["hourof"]) or 12) % 24
        later = m["clocknight"] or (m["clockpart"] or m["hourpart"] or "").casefold() in ("afternoon", "evening")
        return hour + 12 if later and hour < 12 else hour
    hour = int(m["hour"]) % 12
    return hour + 12 if m["half"].casefold().startswith("p") else hour


def _reference(value: str) -> Callable[[Context, re.Match[str]], Pair]:
    def read(context: Context, m: re.Match[str]) -> Pair:
        return "DATE", value

    return read


RELATIVE_READERS: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "which_unit": _which_unit,
        "part_of_unit": _this_unit,
        "later_in_unit": _later_in_unit,
        "weekend": _weekend,
        "unit_before": _unit_before,
        "day_deictic": _day_deictic,
        "this_part": _this_part,
        "part_of_day": _part_of_day,
        "weekday": _weekday_alone,
        "ago": _ago,
        "from_now": _from_now,
        "earlier_later": _earlier_later,
        "clock": _clock,
        "now": _reference("PRESENT_REF"),
        "recently": _reference("PAST_REF"),
        "current": _reference("PRESENT_REF"),
        "future": _reference("FUTURE_REF"),
        "mid_part": _mid_part,
        "daytime": _daytime,
        "near_future": _reference("FUTURE_REF"),
    }
)
"""The readers of what is told from another date, by rule."""

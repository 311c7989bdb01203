"""Dates that name their place in the calendar: days, months, quarters, seasons, years, decades, centuries."""

import re
from datetime import date, timedelta
from types import MappingProxyType

from quotecheck.text.timex.amounts import Rule, amount, duration, month_number, unit_letters, weekday_number
from quotecheck.text.timex.calendar import days, easter, made, nth_weekday, shift, value_at
from quotecheck.text.timex.context import Context, Pair
from quotecheck.text.timex.rules import RANGE_AFTER, pattern
from quotecheck.text.timex.words import FROM_EASTER, HOLIDAYS, MONTH, SEASONS


def day_number(word: str) -> int:
    """The number of an ordinal in figures or words.

    >>> day_number("29th"), day_number("thirty-first")
    (29, 31)
    """
    figures = re.match(r"\d+", word)
    if figures:
        return int(figures[0])
    return _ORDINALS.get(word.casefold(), 1)


_ORDINALS = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            (
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
                " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth"
                " twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
            ).split(),
            start=1,
        )
    }
)


def _iso_date(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", f"{m['year']}-{m['mm']}-{m['dd']}"


def _figures_date(context: Context, m: re.Match[str]) -> Pair:
    first, second = int(m["dd"]), int(m["mm"])
    day, month = (second, first) if second > 12 else (first, second)
    year = int(m["year"]) if len(m["year"]) == 4 else 2000 + int(m["year"]) - (100 if int(m["year"]) > 50 else 0)
    return "DATE", f"{year:04d}-{month:02d}-{day:02d}"


def read_day_and_month(context: Context, m: re.Match[str]) -> Pair:
    """A day with its month: of the year printed, else of the one that its weekday fits, else the nearest."""
    groups = m.groupdict()
    month, day = month_number(m["month"]), day_number(m["day"])
    year = m["year"] or _year_after(context, m)
    if year:
        return "DATE", f"{year}-{month:02d}-{day:02d}"
    if groups.get("whichyear"):
        return "DATE", f"{context.year_named(m['whichyear'])}-{month:02d}-{day:02d}"
    told = _year_told(context, m) or context.month_in_history(month)
    if told:
        return "DATE", f"{told}-{month:02d}-{day:02d}"
    if groups.get("weekday") and context.now.day:
        for back in (0, -1, 1):
            found = made(context.now.day.year + back, month, day)
            if found and found.isoweekday() == weekday_number(m["weekday"]):
                return "DATE", found.isoformat()
    return "DATE", context.now.day_of_month(month, day, context.tense)


_JOINED = re.compile(r"\s?(?:and|or|to|through|until|till|-|–|—|/)\s?")


def _year_after(context: Context, m: re.Match[str]) -> str | None:
    """The year of "May 3-5, 2024" and "May to July 2024", which stands behind the second date."""
    more = RANGE_AFTER.match(context.text, m.end()) if "day" in m.groupdict() else None
    if more:
        return more["year"]
    joined = _JOINED.match(context.text, m.end())
    following = [pattern(rule).match(context.text, joined.end()) for rule in DATED_RULES] if joined else []
    for second in following:
        if second and second["year"]:
            return f"{int(second['year']) - (month_number(m['month']) > month_number(second['month'])):04d}"
    return None


DATED_RULES = ("month_day", "day_month", "month_year")
"""The rules for dates that may print a year."""


def _month_year(context: Context, m: re.Match[str]) -> Pair:
    groups = m.groupdict()
    year = groups.get("year") or context.year_named(groups.get("whichyear"))
    return "DATE", f"{year}-{month_number(m['month']):02d}"


def _which_month(context: Context, m: re.Match[str]) -> Pair:
    number, which = month_number(m["month"]), " ".join(m["which"].casefold().split())
    if which in ("that", "the same", "that same", "the following", "the previous", "the preceding"):
        year = int(context.from_anchor("Y", 0)) if context.from_anchor("Y", 0).isdigit() else None
        return "DATE", f"{year or 'XXXX'}-{number:02d}"
    now = context.now
    if now.day and which in ("last", "this past"):
        return "DATE", f"{now.day.year - (number >= now.day.month):04d}-{number:02d}"
    if now.day and which in ("next", "this coming", "the coming"):
        return "DATE", f"{now.day.year + (number <= now.day.month):04d}-{number:02d}"
    return "DATE", f"{now.at('Y')}-{number:02d}"


def _month_alone(context: Context, m: re.Match[str]) -> Pair:
    year = _year_after(context, m)
    if year:
        return "DATE", f"{year}-{month_number(m['month']):02d}"
    number = month_number(m["month"])
    told = _year_told(context, m)
    if told:
        return "DATE", f"{told}-{number:02d}"
    after, past = _month_after(context, number), context.month_in_history(number)
    return "DATE", after or (f"{past}-{number:02d}" if past else context.now.month(number, context.tense))


_IN_YEAR_AFTER = re.compile(
    r"(?:\s(?!than|and|as|or|but|to|up|down|from|against|when)[a-z]+){1,2}\s(?:in|of)\s(?P<year>20[0-4]\d|19\d\d)(?!\d)"
)
_IN_YEAR_BEFORE = re.compile(r"(?:^|[.!?”\n]\s*)In\s(?:the\syear\s)?(?P<year>20[0-4]\d|19\d\d),?\s[^.!?\n]*$")
_SENTENCE = 160
"""In characters: how far back the year may stand that opens the sentence."""


def _year_told(context: Context, m: re.Match[str]) -> str | None:
    """The year that the words around a date give it: "in 2020, by May, it had" and "the July floods in 2021"."""
    told = _IN_YEAR_AFTER.match(context.text, m.end()) or _IN_YEAR_BEFORE.search(context.text[max(0, context.at - _SENTENCE) : context.at])
    return told["year"] if told else None


_RANGE = re.compile(r"\s?(?:to|through|until|till|and|-|–|—)\s?(?:the\s)?")


def _month_after(context: Context, number: int) -> str | None:
    """The second month of "from November to March", which comes after the first."""
    end, first = context.named[-1] if context.named else (0, "")
    apart = context.text[end : context.at]
    ranged = "and" not in apart or re.search(r"\b[Bb]etween\s[^.;\n]*$", context.text[max(0, end - 40) : end])
    if context.at - end > len(" through the ") or not (re.fullmatch(r"\d{4}-\d\d", first) and _RANGE.fullmatch(apart) and ranged):
        return None
    year, month = int(first[:4]), int(first[5:])
    return f"{year + (number < month):04d}-{number:02d}"


QUARTERS = MappingProxyType(
    {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
)


def _quarter(context: Context, m: re.Match[str]) -> Pair:
    number = QUARTERS[m["quarter"].casefold()]
    year = m["firstyear"] or m["year"] or m["lastyear"]
    if not year and (m["whichyear"] or m["whose"]):
        year = context.year_named(m["whichyear"] or m["whose"])
    if m["yearago"] and (named := context.quarter_told()):
        year = str(named.year - 1)
    if not year and context.now.day:
        begun = context.now.day.month > 3 * number - 3 if context.tense != "future" else True
        year = str(context.now.day.year - (not begun))
    return "DATE", f"{year or context.now.at('Y')}-Q{number}"


def _quarter_code(context: Context, m: re.Match[str]) -> Pair:
    year = m["year"] or m["year2"] or context.now.at("Y")
    return "DATE", f"{year}-Q{m['q'] or m['q2']}"


def _quarter_before(context: Context, m: re.Match[str]) -> Pair:
    quarter = context.quarter_told()
    return "DATE", value_at(shift(quarter, -1, "Y"), "Q") if quarter else context.now.at("Y", -1)


def _year_quarter(context: Context, m: re.Match[str]) -> Pair:
    quarter = context.quarter_told()
    return "DATE", f"{m['year']}-Q{(quarter.month + 2) // 3}" if quarter else m["year"]


def _the_quarter(context: Context, m: re.Match[str]) -> Pair:
    quarter = context.quarter_near()
    return "DATE", value_at(quarter, "Q") if quarter else context.now.at("Q", -1)


def _year_end(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", context.now.at("Y")


def _half(context: Context, m: re.Match[str]) -> Pair:
    number = 1 if m["half"][0] in "fF1" else 2
    return "DATE", f"{m['year'] or context.year_named(m['whichyear'])}-H{number}"


def _first_months(context: Context, m: re.Match[str]) -> Pair:
    year = m["year"] or context.year_named(m["whichyear"])
    count = amount(m["number"]) if m["number"] else None
    first, unit = m["which"].casefold() == "first", m["unit"].casefold()
    if unit == "months" and count == 3:
        return "DATE", f"{year}-Q{1 if first else 4}"
    if (unit == "months" and count == 6) or (unit == "quarters" and count == 2):
        return "DATE", f"{year}-H{1 if first else 2}"
    if count is not None:
        return "DURATION", duration(count, unit_letters(unit))
    return "DATE", year


_SEASON_BEGINS = MappingProxyType({"SP": 3, "SU": 6, "FA": 9, "WI": 12})


def _season(context: Context, m: re.Match[str]) -> Pair:
    groups, code = m.groupdict(), SEASONS[m["season"].casefold()]
    if groups.get("year") or groups.get("whichyear"):
        return "DATE", f"{groups['year'] or context.year_named(groups['whichyear'])}-{code}"
    which = (groups.get("which") or "the").casefold()
    if past := context.month_in_history(_SEASON_BEGINS[code]):
        return "DATE", f"{past}-{code}"
    if not context.now.day:
        return "DATE", f"{'XXXX' if which in ('last', 'next') or not context.now.year else context.now.year}-{code}"
    year = _season_year(context.now.day, which, code)
    if which == "this" and context.tense == "past" and (begun := days(f"{year}-{code}")) and begun[0] > context.now.day:
        year -= 1
    over = days(f"{year}-{code}")
    to_come = which == "the" and context.tense == "future" and over and over[1] < context.now.day
    return "DATE", f"{year + bool(to_come)}-{code}"


def _season_year(now: date, which: str, code: str) -> int:
    """The year of the last such season that is over, the next that begins, or the one that goes on or comes."""
    spans = [(year, span) for year in range(now.year - 2, now.year + 2) if (span := days(f"{year}-{code}"))]
    over = [year for year, span in spans if span[1] < now]
    begun = [year for year, span in spans if span[0] <= now]
    if not over or not begun:
        return now.year
    if which in ("last", "this past", "the previous"):
        return over[-1]
    if which in ("next", "the coming", "this coming"):
        return begun[-1] + 1
    return begun[-1] if which == "the" else over[-1] + 1


def _decade(context: Context, m: re.Match[str]) -> Pair:
    second = m["to"] or m["and"] or m["dash"]
    figures = re.sub(r"\D", "", m["decade"] or m["short"] or second)
    if len(figures) == 2:
        first = context.named[-1][1] if second and context.named else "200" if figures == "10" else "19"
        figures = first[:2] + figures
    return "DATE", figures[:3]


def _decade_word(context: Context, m: re.Match[str]) -> Pair:
    names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    return "DATE", f"19{names.index(m['decade'].casefold()) + 2}"


def _century(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", f"{'BC' if m['bc'] else ''}{day_number(m['ordinal']) - 1:02d}"


def _fiscal_year(context: Context, m: re.Match[str]) -> Pair:
    year = m["year"] if len(m["year"]) == 4 else f"20{m['year']}"
    return "DATE", f"FY{year}"


def _year(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", m["year"]


def _year_in_words(context: Context, m: re.Match[str]) -> Pair:
    """ "Nineteen ninety-six", "two thousand and four"."""
    if m["even"]:
        return "DATE", "2000"
    hundreds = 20 if "thousand" in m["hundreds"].casefold() else int(amount(m["hundreds"]) or 0)
    rest = re.sub(r"(?i)^oh[\s-]", "", m["rest"])
    return "DATE", f"{hundreds:02d}{int(amount(rest) or 0):02d}"


def _before_christ(context: Context, m: re.Match[str]) -> Pair:
    return "DATE", f"BC{int(m['year']):04d}"


def _holiday(context: Context, m: re.Match[str]) -> Pair:
    name = m["holiday"].casefold().replace("’", "'")
    if name not in HOLIDAYS:
        return "DATE", _movable(context, name, m["year"])
    month, day = HOLIDAYS[name]
    told = m["year"] or _year_told(context, m) or context.month_in_history(month)
    return "DATE", f"{told}-{month:02d}-{day:02d}" if told else context.now.day_of_month(month, day, context.tense)


def _movable(context: Context, name: str, printed: str | None) -> str:
    """A feast that falls on another day each year, as near to now as the tense allows."""
    now = context.now
    year = int(printed) if printed else now.day.year if now.day else now.year
    if year is None:
        return "XXXX-XX-XX"
    if printed or now.day is None:
        return _feast(name, year).isoformat()
    found = [_feast(name, each) for each in (year - 1, year, year + 1) if date.min.year <= each < date.max.year]
    nearest = now.nearest(found, context.tense)
    return nearest.isoformat() if nearest else f"{year:04d}-XX-XX"


def _feast(name: str, year: int) -> date:
    if name in FROM_EASTER:
        return easter(year) + timedelta(days=FROM_EASTER[name])
    return nth_weekday(year, 11, 4, 4) or date(year, 11, 28)


def _nth_weekday(context: Context, m: re.Match[str]) -> Pair:
    """ "The first Monday of May"; of the month, of each month: every one."""
    number, nth = weekday_number(m["weekday"]), _NTH[m["nth"].casefold()]
    if m["each"]:
        return "SET", f"XXXX-WXX-{number}"
    month = month_number(m["month"])
    year = m["year"] or context.now.month(month, context.tense)[:4]
    day = nth_weekday(int(year), month, number, nth) if year.isdigit() else None
    return "DATE", day.isoformat() if day else f"{year}-{month:02d}-XX"


_NTH = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1})


def _week_of(context: Context, m: re.Match[str]) -> Pair:
    month, day, year = month_number(m["month"] or m["month2"]), int(m["day"] or m["day2"]), m["year"] or m["year2"]
    value = f"{year}-{month:02d}-{day:02d}" if year else context.now.day_of_month(month, day, context.tense)
    span = days(value)
    return "DATE", value_at(span[0], "W") if span else "XXXX-WXX"


def read_range_end(context: Context, words: str) -> Pair:
    """The second day of "May 3 to 5", whose month is that of the first."""
    day, year = re.match(r"\d+", words), re.search(r"\d{4}$", words)
    end, value = context.named[-1] if context.named else (0, "")
    first = re.match(r"\d{4}-\d\d", value) if context.at - end < len(" until ") + 2 else None
    if first:
        head = first[0]
    else:
        before = re.findall(MONTH, context.text[max(0, context.at - 30) : context.at])
        head = f"{context.now.year or 'XXXX'}-{month_number(before[-1]):02d}" if before else "XXXX-XX"
    return "DATE", f"{year[0] if year else head[:4]}{head[4:]}-{int(day[0]) if day else 0:02d}"


DATE_READERS: MappingProxyType[str, Rule] = MappingProxyType(
    {
        "iso_date": _iso_date,
        "figures_date": _figures_date,
        "day_month": read_day_and_month,
        "month_day": read_day_and_month,
        "range_start": read_day_and_month,
        "month_year": _month_year,
        "month_of_year": _month_year,
        "which_month": _which_month,
        "part_of_month": _month_alone,
        "month": _month_alone,
        "quarter": _quarter,
        "quarter_code": _quarter_code,
        "quarter_before": _quarter_before,
        "the_quarter": _the_quarter,
        "year_quarter": _year_quarter,
        "year_in_words": _year_in_words,
        "bc": _before_christ,
        "year_end": _year_end,
        "half": _half,
        "first_months": _first_months,
        "season": _season,
        "which_season": _season,
        "the_season": _season,
        "decade": _decade,
        "decade_word": _decade_word,
        "century": _century,
        "fiscal_year": _fiscal_year,
        "split_year": _fiscal_year,
        "year_range": _fiscal_year,
        "part_of_year": _year,
        "holiday": _holiday,
        "nth_weekday": _nth_weekday,
        "week_of": _week_of,
    }
)
"""The readers of dates that name their place in the calendar, by rule."""

"""What a time expression means: TIMEX3 type and value, and the days that it covers.

A value rests on the publication date, on the tense of the clause, and on the dates that the text has named before ("that
same day", "a year later"); what none of them tells stays X.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from quotecheck.text.calendar import FINENESS, Now, Tense, Unit, days, made, shift, unit_of, value_at
from quotecheck.text.numerals import value_of
from quotecheck.text.timex_find import Found, pattern
from quotecheck.text.timex_words import ADVERBS, DAYPARTS, HOLIDAYS, MONTH, MONTHS, SEASONS, UNITS, WEEKDAYS

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Pair = tuple[Type, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """Type and value of an expression; `begin` and `end` are the first and last day that it covers, either open."""

    type: Type
    value: str
    begin: date | None = None
    end: date | None = None


@dataclass(slots=True)
class Reader:
    """Reads the expressions of one text in order, remembering the dates that it has read."""

    text: str
    now: Now
    named: list[tuple[int, str]] = field(default_factory=list)
    tense: Tense | None = None
    at: int = 0

    def read(self, found: Found, tense: Tense | None = None) -> Reading:
        """The meaning of an expression that stands after all that were read before."""
        self.tense, self.at = tense, found.start
        if tense is None and re.search(r"(?i:\b(?:by|until|till|through)\s+(?:the\s+)?)$", self.text[max(0, found.start - 16) : found.start]):
            self.tense = "future"
        kind, value = self._pair(found)
        if kind in ("DATE", "TIME") and days(value):
            self.named.append((found.end, value))
        begin, end = self._covered(found, kind, value)
        return Reading(kind, value, begin, end)

    def _pair(self, found: Found) -> Pair:
        words = self.text[found.start : found.end]
        if found.rule == "range_end":
            return self._range_end(found)
        if found.rule == "year":
            return "DATE", words[-4:]
        match = _covering(found, self.text) if found.rule in READERS else None
        return READERS[found.rule](self, match) if match else ("DATE", "XXXX")

    def _covered(self, found: Found, kind: Type, value: str) -> tuple[date | None, date | None]:
        covered = days(value) if kind in ("DATE", "TIME") else None
        if value == "PRESENT_REF" and self.now.day:
            covered = self.now.day, self.now.day
        if kind == "DURATION":
            return self._window(found, value)
        if not covered:
            return None, None
        before = self.text[max(0, found.start - 24) : found.start]
        if re.search(r"(?i:\bsince\s+(?:at least\s+|the\s+)?)$", before):
            return covered[0], None
        if re.search(r"(?i:\b(?:until|till|by|up\s+to|through)\s+(?:the\s+)?)$", before):
            return None, covered[1]
        return covered

    def _window(self, found: Found, value: str) -> tuple[date | None, date | None]:
        """The days of "the past three months": a span of time tied to now."""
        amount = re.fullmatch(r"P(\d+)(D|W|M|Q|Y|DE|CE)", value)
        if not (amount and self.now.day and found.rule in ("last_units", "which_unit")):
            return None, None
        words = self.text[found.start : found.end].casefold()
        count, unit = min(int(amount[1]), 9999), amount[2]
        if re.search(r"\b(?:last|past|previous|preceding|latest)\b", words):
            return shift(self.now.day, -count, unit), self.now.day  # type: ignore[arg-type]
        if re.search(r"\b(?:next|coming)\b", words):
            return self.now.day, shift(self.now.day, count, unit)  # type: ignore[arg-type]
        return None, None

    # --- what the text has named before ---

    def anchor(self, unit: Unit) -> str | None:
        """The last value named that is at least as fine as the unit."""
        for _, value in reversed(self.named):
            fineness = unit_of(value)
            if fineness and FINENESS[fineness] >= FINENESS[unit]:
                return value
        return None

    def from_anchor(self, unit: Unit, count: int) -> str:
        """The unit so many units from the last date named, or from now where none was."""
        anchor = self.anchor(unit)
        span = days(anchor) if anchor else None
        return value_at(shift(span[0], count, unit), unit) if span else self.now.at(unit, count)

    def year_named(self, words: str | None, fallback: str | None = None) -> str:
        """The year of "of 2022", "last year", "that year"; this year where nothing is said."""
        if words is None:
            return fallback or self.now.at("Y")
        if words.isdigit():
            return words
        which = words.casefold().rsplit(" ", 1)[0]
        if which in ("that", "the same"):
            return self.from_anchor("Y", 0)
        if which in ("the following", "the previous"):
            return self.from_anchor("Y", 1 if "following" in which else -1)
        return self.now.at("Y", {"last": -1, "next": 1}.get(which, 0))

    def _range_end(self, found: Found) -> Pair:
        day = re.match(r"\d+", self.text[found.start : found.end])
        year = re.search(r"\d{4}$", self.text[found.start : found.end])
        last = self.named[-1][1] if self.named and found.start - self.named[-1][0] < 12 else None
        month = re.match(r"(?:\d{4}|XXXX)-\d\d", last) if last else None
        if day is None:
            return "DATE", "XXXX"
        if month is None:
            word = re.findall(MONTH, self.text[max(0, found.start - 30) : found.start])
            head = f"{self.now.year or 'XXXX'}-{_month(word[-1]):02d}" if word else "XXXX-XX"
        else:
            head = month[0]
        return "DATE", f"{year[0] if year else head[:4]}{head[4:]}-{int(day[0]):02d}"


def read_all(text: str, marks: Sequence[tuple[Found, Tense | None]], now: Now) -> list[Reading]:
    """The readings of the expressions of a text, given in text order with the tense of their clauses.

    >>> from quotecheck.text.timex_find import find
    >>> text = "The report came out on January 29. That same day, since August 2021 at war, they spoke for three days."
    >>> [(r.value, str(r.begin), str(r.end)) for r in read_all(text, [(f, None) for f in find(text)], Now(date(2024, 1, 31)))]
    [('2024-01-29', '2024-01-29', '2024-01-29'), ('2024-01-29', '2024-01-29', '2024-01-29'), ('2021-08', '2021-08-01', 'None'), ('P3D', 'None', 'None')]
    """
    reader = Reader(text, now)
    readings = []
    for index, (found, tense) in enumerate(marks):
        if found.rule == "clock" and index + 1 < len(marks):
            _hear_ahead(reader, marks[index + 1][0], found)
        readings.append(reader.read(found, tense))
    return readings


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


def _month(word: str) -> int:
    return MONTHS[word[:3].lower()]


def _weekday(word: str) -> int:
    return WEEKDAYS[word[:3].lower()]


def _unit(word: str) -> str:
    return UNITS[word.casefold().removesuffix("s")] if word.casefold() not in UNITS else UNITS[word.casefold()]


def _day_number(word: str) -> int:
    figures = re.match(r"\d+", word)
    if figures:
        return int(figures[0])
    return _ORDINALS.get(word.casefold(), 1)


_ORDINALS = MappingProxyType(
    {
        word: number
        for number, word in enumerate(
            (
                "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"
                " eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh"
                " twenty-eighth twenty-ninth thirtieth thirty-first"
            ).split(),
            start=1,
        )
    }
)


def amount(words: str) -> float | None:
    """How many units a quantity names; `None` for a vague one ("several").

    >>> amount("a couple of"), amount("half a"), amount("1,000"), amount("two to three"), amount("a few"), amount("two and a half")
    (2.0, 0.5, 1000.0, 2.0, None, 2.5)
    """
    bare = " ".join(words.casefold().split())
    if "couple" in bare:
        return 2.0
    if re.fullmatch(r"half an?|an? half", bare):
        return 0.5
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
    return f"{prefix}{count:g}{unit}"


# --- one reader a rule ---


def _iso_date(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", f"{m['year']}-{m['mm']}-{m['dd']}"


def _figures_date(reader: Reader, m: re.Match[str]) -> Pair:
    first, second = int(m["dd"]), int(m["mm"])
    day, month = (second, first) if second > 12 else (first, second)
    year = int(m["year"]) if len(m["year"]) == 4 else 2000 + int(m["year"]) - (100 if int(m["year"]) > 50 else 0)
    return "DATE", f"{year:04d}-{month:02d}-{day:02d}"


def _day_and_month(reader: Reader, m: re.Match[str]) -> Pair:
    groups = m.groupdict()
    month, day = _month(m["month"]), _day_number(m["day"])
    if m["year"]:
        return "DATE", f"{m['year']}-{month:02d}-{day:02d}"
    if groups.get("whichyear"):
        return "DATE", f"{reader.year_named(m['whichyear'])}-{month:02d}-{day:02d}"
    if m["weekday"] and reader.now.day:
        for back in (0, -1, 1):
            found = made(reader.now.day.year + back, month, day)
            if found and found.isoweekday() == _weekday(m["weekday"]):
                return "DATE", found.isoformat()
    return "DATE", reader.now.day_of_month(month, day, reader.tense)


def _month_year(reader: Reader, m: re.Match[str]) -> Pair:
    groups = m.groupdict()
    year = groups.get("year") or reader.year_named(groups.get("whichyear"))
    return "DATE", f"{year}-{_month(m['month']):02d}"


def _which_month(reader: Reader, m: re.Match[str]) -> Pair:
    number, which = _month(m["month"]), " ".join(m["which"].casefold().split())
    if which in ("that", "the same", "that same", "the following", "the previous", "the preceding"):
        year = int(reader.from_anchor("Y", 0)) if reader.from_anchor("Y", 0).isdigit() else None
        return "DATE", f"{year or 'XXXX'}-{number:02d}"
    now = reader.now
    if now.day and which in ("last", "this past"):
        return "DATE", f"{now.day.year - (number >= now.day.month):04d}-{number:02d}"
    if now.day and which in ("next", "this coming", "the coming"):
        return "DATE", f"{now.day.year + (number <= now.day.month):04d}-{number:02d}"
    return "DATE", f"{now.at('Y')}-{number:02d}"


def _month_alone(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", reader.now.month(_month(m["month"]), reader.tense)


NEAR = 400
"""In characters: how far back the quarter may stand of which "a year earlier" speaks."""

QUARTERS = MappingProxyType({"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4})


def _quarter(reader: Reader, m: re.Match[str]) -> Pair:
    number = QUARTERS[m["quarter"].casefold()]
    year = m["firstyear"] or m["year"] or m["lastyear"]
    if not year and m["whichyear"]:
        year = reader.year_named(m["whichyear"])
    if not year and reader.now.day:
        begun = reader.now.day.month > 3 * number - 3 if reader.tense != "future" else True
        year = str(reader.now.day.year - (not begun))
    return "DATE", f"{year or reader.now.at('Y')}-Q{number}"


def _quarter_code(reader: Reader, m: re.Match[str]) -> Pair:
    year = m["year"] or m["year2"] or reader.now.at("Y")
    return "DATE", f"{year}-Q{m['q'] or m['q2']}"


def _quarter_before(reader: Reader, m: re.Match[str]) -> Pair:
    quarter = _quarter_near(reader)
    return "DATE", value_at(shift(quarter, -1, "Y"), "Q") if quarter else reader.now.at("Y", -1)


def _the_quarter(reader: Reader, m: re.Match[str]) -> Pair:
    quarter = _quarter_near(reader)
    return "DATE", value_at(quarter, "Q") if quarter else reader.now.at("Q", -1)


def _year_end(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", reader.now.at("Y")


def _half(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", f"{m['year'] or reader.year_named(m['whichyear'])}-H{1 if m['half'].casefold() == 'first' else 2}"


def _first_months(reader: Reader, m: re.Match[str]) -> Pair:
    year = m["year"] or reader.year_named(m["whichyear"])
    count = amount(m["number"]) if m["number"] else None
    first, unit = m["which"].casefold() == "first", m["unit"].casefold()
    if unit == "months" and count == 3:
        return "DATE", f"{year}-Q{1 if first else 4}"
    if unit == "months" and count == 6:
        return "DATE", f"{year}-H{1 if first else 2}"
    if count is not None:
        return "DURATION", duration(count, _unit(unit))
    return "DATE", year


def _season(reader: Reader, m: re.Match[str]) -> Pair:
    groups, code = m.groupdict(), SEASONS[m["season"].casefold()]
    if groups.get("year") or groups.get("whichyear"):
        return "DATE", f"{groups['year'] or reader.year_named(groups['whichyear'])}-{code}"
    which = (groups.get("which") or "the").casefold()
    if not reader.now.day:
        return "DATE", f"{'XXXX' if which in ('last', 'next') or not reader.now.year else reader.now.year}-{code}"
    year = reader.now.day.year
    span = days(f"{year}-{code}")
    if span and which in ("last", "this past", "the previous"):
        year -= span[1] >= reader.now.day
    elif span and (which in ("next", "the coming", "this coming") or reader.tense == "future"):
        year += span[0] <= reader.now.day and which != "the"
    elif span and which == "the":
        year -= span[0] > reader.now.day
    return "DATE", f"{year}-{code}"


BACK = ("last", "this past", "past", "the past", "the last")
ON = ("next", "this coming", "coming", "the coming", "the next")
SAME = ("that", "that same", "that very", "the same")


def _which_unit(reader: Reader, m: re.Match[str]) -> Pair:
    which, word = " ".join(m["which"].casefold().split()), m["unit"].casefold()
    if word == "weekend":
        return _weekend(reader, m)
    unit: Unit = _unit(word.split()[-1])  # type: ignore[assignment]
    if unit == "D" and which == "this":
        return "DATE", "PRESENT_REF"
    if which in SAME:
        return "DATE", reader.from_anchor(unit, 0)
    if which in ("the following", "the previous", "the preceding", "the prior") or (which == "the next" and unit == "D"):
        return "DATE", reader.from_anchor(unit, 1 if which in ("the following", "the next") else -1)
    if which in ("the past", "the last", "the next", "past") or (unit in ("DE", "CE") and which in ("last", "next") and False):
        return "DURATION", duration(1, unit)
    return "DATE", reader.now.at(unit, -1 if which in BACK else 1 if which in ON else 0)


def _this_unit(reader: Reader, m: re.Match[str]) -> Pair:
    if m["unit"].casefold() == "weekend":
        return _weekend(reader, m)
    return "DATE", reader.now.at(_unit(m["unit"]))  # type: ignore[arg-type]


def _weekend(reader: Reader, m: re.Match[str]) -> Pair:
    words, now = m[0].casefold(), reader.now.day
    if now is None:
        return "DATE", f"{reader.now.year or 'XXXX'}-WXX-WE"
    monday = now - timedelta(days=now.isoweekday() - 1)
    in_it = now.isoweekday() >= 6
    if re.search(r"\bnext\b", words):
        monday += timedelta(days=7)
    elif re.search(r"\blast\b|\bpast\b", words) or (not re.search(r"\bthis\b|\bcoming\b", words) and reader.tense != "future" and not in_it):
        monday -= timedelta(days=7)
    return "DATE", value_at(monday, "W") + "-WE"


def _unit_before(reader: Reader, m: re.Match[str]) -> Pair:
    unit: Unit = _unit(m["unit"])  # type: ignore[assignment]
    apposed = reader.named and re.fullmatch(r",\s", reader.text[reader.named[-1][0] : m.start()])
    if apposed and re.match(r"\s+\w", reader.text[m.end() :][:3]):
        return "DATE", reader.from_anchor(unit, 0)
    return "DATE", reader.from_anchor(unit, 1 if m["direction"].casefold() == "after" else -1)


def _whole_unit(reader: Reader, m: re.Match[str]) -> Pair:
    return "DURATION", duration(1, _unit(m["unit"]))


def _day_deictic(reader: Reader, m: re.Match[str]) -> Pair:
    word = " ".join(m["deictic"].casefold().split())
    count = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    if word == "today" and reader.now.day is None and not m["part"]:
        return "DATE", "PRESENT_REF"
    day = reader.now.at("D", count)
    if word == "tonight" or m["part"]:
        return "TIME", f"{day}T{DAYPARTS[m['part'].casefold()] if m['part'] else 'NI'}"
    return "DATE", day


def _this_part(reader: Reader, m: re.Match[str]) -> Pair:
    which, part = " ".join(m["which"].casefold().split()), DAYPARTS[m["part"].casefold()]
    if which in SAME:
        day = reader.from_anchor("D", 0)
    elif which in ("this", "last"):
        day = reader.now.at("D", -1 if which == "last" else 0)
    else:
        day = reader.from_anchor("D", -1 if which == "the previous" else 1)
    return "TIME", f"{day}T{part}"


def _part_of_day(reader: Reader, m: re.Match[str]) -> Pair:
    for rule in ("month_day", "day_month", "weekday"):
        if inner := pattern(rule).match(reader.text, m.end()):
            return "TIME", f"{READERS[rule](reader, inner)[1][:10]}T{DAYPARTS[m['part'].casefold()]}"
    return "TIME", f"XXXX-XX-XXT{DAYPARTS[m['part'].casefold()]}"


def _weekday_alone(reader: Reader, m: re.Match[str]) -> Pair:
    day = _day_named(reader, _weekday(m["weekday"]), m)
    return ("TIME", f"{day}T{DAYPARTS[m['part'].casefold()]}") if m["part"] else ("DATE", day)


def _day_named(reader: Reader, number: int, m: re.Match[str]) -> str:
    now, which = reader.now, " ".join((m["which"] or "").casefold().split())
    if m["week"]:
        weeks = {"last": -1, "next": 1}.get(m["week"].casefold().split()[0], 0)
        return shift(now.day, 7 * weeks + number - now.day.isoweekday(), "D").isoformat() if now.day else now.weekday(number)
    anchor = reader.anchor("D") if which in ("that", "the same", "that same", "the following", "the previous", "the preceding") else None
    span = days(anchor) if anchor else None
    if span:
        forward = which == "the following"
        start = Now(span[0] + timedelta(days=1 if forward else -1 if which == "the previous" else 0))
        return start.weekday(number, "future" if forward else None)
    if now.day is None:
        return _same_name(reader, number) or now.weekday(number)
    if which in ("last", "this past"):
        return Now(now.day - timedelta(days=1)).weekday(number)
    if which in ("next", "the coming", "this coming"):
        return Now(now.day + timedelta(days=1)).weekday(number, "future")
    if which == "this":
        return now.weekday(number, "past" if reader.tense == "past" else "future")
    return now.weekday(number, reader.tense)


def _same_name(reader: Reader, number: int) -> str | None:
    """Without a publication date: the day that the text itself prints with that weekday's name and a year."""
    for rule in ("month_day", "day_month"):
        for match in pattern(rule).finditer(reader.text):
            if match["weekday"] and match["year"] and _weekday(match["weekday"]) == number:
                return _day_and_month(reader, match)[1]
    return None


def _weekdays(reader: Reader, m: re.Match[str]) -> Pair:
    part = DAYPARTS[m["part"].casefold()] if m["part"] and m["part"].casefold() in DAYPARTS else ("AF" if m["part"] else "")
    return "SET", f"XXXX-WXX-{_weekday(m['weekday'] or m['weekday2'])}" + (f"T{part}" if part else "")


def _ago(reader: Reader, m: re.Match[str]) -> Pair:
    count = amount(m["number"]) if m["number"] else None
    if count is None:
        return "DATE", "PAST_REF"
    return "DATE", _away(reader, -count, _unit(m["unit"]))


def _from_now(reader: Reader, m: re.Match[str]) -> Pair:
    count = amount(m["number"])
    return ("DATE", "FUTURE_REF") if count is None else ("DATE", _away(reader, count, _unit(m["unit"])))


def _away(reader: Reader, count: float, unit: str) -> str:
    if unit == "H":
        return reader.now.at("D", int(count / 24))
    if count != int(count):
        smaller: dict[str, tuple[Unit, int]] = {"Y": ("M", 12), "DE": ("Y", 10), "CE": ("Y", 100), "W": ("D", 7)}
        finer, factor = smaller.get(unit, ("D", 30))
        return reader.now.at(finer, round(count * factor))
    quarter = _quarter_near(reader) if unit == "Y" else None
    if quarter:
        return value_at(shift(quarter, int(count), "Y"), "Q")
    if unit in ("DE", "CE"):
        return reader.now.at("Y", int(count) * (10 if unit == "DE" else 100))
    return reader.now.at(unit, int(count))  # type: ignore[arg-type]


def _quarter_near(reader: Reader) -> date | None:
    """Sales "in the third quarter ... a year earlier" are those of the third quarter of the year before."""
    for end, value in reversed(reader.named[-3:]):
        if re.fullmatch(r"\d{4}-Q\d", value) and reader.at - end < NEAR:
            span = days(value)
            return span[0] if span else None
    return None


def _earlier_later(reader: Reader, m: re.Match[str]) -> Pair:
    count, unit = amount(m["number"]), _unit(m["unit"])
    back = m["direction"].casefold() in ("earlier", "previously", "beforehand")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    signed = -count if back else count
    if unit == "Y" and (quarter := _quarter_near(reader)):
        return "DATE", value_at(shift(quarter, int(signed), "Y"), "Q")
    if count != int(count):
        unit, signed = "M", signed * 12 if unit == "Y" else signed
    if unit in ("DE", "CE"):
        unit, signed = "Y", signed * (10 if unit == "DE" else 100)
    return "DATE", reader.from_anchor(unit, round(signed))  # type: ignore[arg-type]


def _last_units(reader: Reader, m: re.Match[str]) -> Pair:
    return "DURATION", duration(amount(m["number"]), _unit(m["unit"]))


def _vague_units(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", "PAST_REF" if m["which"].casefold() in ("recent", "past") else "FUTURE_REF"


def _units(reader: Reader, m: re.Match[str]) -> Pair:
    return "DURATION", duration(None, _unit(m["unit"]))


def _duration(reader: Reader, m: re.Match[str]) -> Pair:
    unit, count = _unit(m["unit"]), amount(m["number"])
    if "fortnight" in m["unit"].casefold() and count:
        count *= 2
    if m["half"] and count is not None:
        count += 0.5
    return "DURATION", duration(count, unit)


def _every(reader: Reader, m: re.Match[str]) -> Pair:
    if m["weekday"]:
        part = f"T{DAYPARTS[m['nightof'].casefold()]}" if m["nightof"] else ""
        return "SET", f"XXXX-WXX-{_weekday(m['weekday'])}{part}"
    if m["month"]:
        return "SET", f"XXXX-{_month(m['month']):02d}"
    if m["season"]:
        return "SET", f"XXXX-{SEASONS[m['season'].casefold()]}"
    if m["part"]:
        return "SET", f"XXXX-XX-XXT{DAYPARTS[m['part'].casefold()]}"
    words = (m["number"] or "one").casefold()
    count = {"other": 2.0, "second": 2.0, "third": 3.0, "fourth": 4.0}.get(words) or (None if words == "few" else amount(words))
    return "SET", duration(count, _unit(m["unit"]))


def _per_unit(reader: Reader, m: re.Match[str]) -> Pair:
    return "SET", duration(1, _unit(m["unit"]))


def _adverb(reader: Reader, m: re.Match[str]) -> Pair:
    return "SET", ADVERBS[m["adverb"].casefold()]


def _decade(reader: Reader, m: re.Match[str]) -> Pair:
    figures = re.sub(r"\D", "", m["decade"] or m["short"])
    if len(figures) == 2:
        figures = ("20" if figures == "10" else "19") + figures
    return "DATE", figures[:3]


def _decade_word(reader: Reader, m: re.Match[str]) -> Pair:
    names = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
    return "DATE", f"19{names.index(m['decade'].casefold()) + 2}"


def _century(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", f"{_day_number(m['ordinal']) - 1:02d}"


def _fiscal_year(reader: Reader, m: re.Match[str]) -> Pair:
    year = m["year"] if len(m["year"]) == 4 else f"20{m['year']}"
    return "DATE", f"FY{year}"


def _year(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", m["year"]


def _clock(reader: Reader, m: re.Match[str]) -> Pair:
    hour, minute = _hour(m), m["minute"] or m["minute24"] or "00"
    if m["deictic"]:
        day = reader.now.at("D", {"yesterday": -1, "tomorrow": 1}.get(m["deictic"].casefold(), 0))
    elif m["weekday"]:
        day = reader.now.weekday(_weekday(m["weekday"]), reader.tense)
    else:
        day = (reader.anchor("D") or reader.now.at("D"))[:10]
    return "TIME", f"{day}T{hour:02d}:{minute}"


def _hour(m: re.Match[str]) -> int:
    if m["named"]:
        return 24 if m["named"].casefold() == "midnight" else 12
    if m["hour24"]:
        return int(m["hour24"])
    if m["hourword"]:
        hour, later = int(amount(m["hourword"]) or 12) % 24, (m["clockpart"] or "").casefold() in ("afternoon", "evening") or m["clocknight"]
        return hour + 12 if later and hour < 12 else hour
    hour = int(m["hour"]) % 12
    return hour + 12 if m["half"].casefold().startswith("p") else hour


def _holiday(reader: Reader, m: re.Match[str]) -> Pair:
    return "DATE", reader.now.day_of_month(*HOLIDAYS[m["holiday"].casefold().replace("’", "'")], reader.tense)


def _reference(value: str) -> Callable[[Reader, re.Match[str]], Pair]:
    def read(reader: Reader, m: re.Match[str]) -> Pair:
        return "DATE", value

    return read


READERS: MappingProxyType[str, Callable[[Reader, re.Match[str]], Pair]] = MappingProxyType(
    {
        "iso_date": _iso_date,
        "figures_date": _figures_date,
        "day_month": _day_and_month,
        "month_day": _day_and_month,
        "month_year": _month_year,
        "month_of_year": _month_year,
        "which_month": _which_month,
        "part_of_month": _month_alone,
        "month": _month_alone,
        "quarter": _quarter,
        "quarter_code": _quarter_code,
        "quarter_before": _quarter_before,
        "the_quarter": _the_quarter,
        "year_end": _year_end,
        "half": _half,
        "first_months": _first_months,
        "season": _season,
        "which_season": _season,
        "the_season": _season,
        "which_unit": _which_unit,
        "part_of_unit": _this_unit,
        "later_in_unit": _this_unit,
        "weekend": _weekend,
        "unit_before": _unit_before,
        "whole_unit": _whole_unit,
        "day_deictic": _day_deictic,
        "this_part": _this_part,
        "part_of_day": _part_of_day,
        "weekday": _weekday_alone,
        "weekdays": _weekdays,
        "ago": _ago,
        "from_now": _from_now,
        "earlier_later": _earlier_later,
        "last_units": _last_units,
        "vague_units": _vague_units,
        "units_ahead": _units,
        "per_unit": _per_unit,
        "duration": _duration,
        "bare_units": _units,
        "every": _every,
        "adverb": _adverb,
        "decade": _decade,
        "decade_word": _decade_word,
        "century": _century,
        "fiscal_year": _fiscal_year,
        "split_year": _fiscal_year,
        "year_range": _fiscal_year,
        "part_of_year": _year,
        "clock": _clock,
        "holiday": _holiday,
        "now": _reference("PRESENT_REF"),
        "recently": _reference("PAST_REF"),
        "near_future": _reference("FUTURE_REF"),
    }
)

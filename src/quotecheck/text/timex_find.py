"""Where a text speaks of dates, times, durations and recurring times: spans and rules, no values.

A rule is a named pattern. Of rules that overlap the longest wins; `quotecheck.text.timex_read` reads the same pattern
again at the same place, so that a span and its rule are all that a layer has to keep. Spans leave out a governing
preposition ("since", "in", "until") and keep "early", "the end of", "earlier", "about", as TimeML does
(Pustejovsky et al. 2003, TIMEX3).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from quotecheck.text.timex_words import (
    ADVERBS,
    ANY_UNIT,
    APPROXIMATE,
    BETWEEN,
    DAY,
    DAY_OF_MONTH,
    DAYPART,
    FULL_MONTH,
    HOLIDAYS,
    LONG_UNIT,
    MONTH,
    NUMBER,
    PART_OF,
    QUANTITY,
    QUARTER,
    SEASON,
    VAGUE,
    WEEKDAY,
    WEEKDAY_OR_SHORT,
    YEAR,
    ZONE,
)

_RELATIVE = r"(?i:last|this|next|the\s+past|the\s+last|the\s+next|the\s+coming|this\s+coming|this\s+past|past|coming|the\s+current|the\s+previous|the\s+following|the\s+same|that|that\s+same|that\s+very|the\s+preceding|the\s+prior)"
_WHICH = r"(?i:last|this|next|the\s+following|the\s+previous|that|the\s+same|that\s+same|this\s+coming|this\s+past|the\s+coming|the\s+current|the\s+preceding)"
_EARLIER = r"(?:(?i:earlier|later|early|late|earlier\s+in|later\s+in|early\s+in|late\s+in|sometime|at\s+some\s+point|mid)[\s-]+)?"
_OF_YEAR = rf"(?:(?:\s+of)?\s+(?:(?P<year>{YEAR})|(?P<whichyear>(?i:last|this|next|the|that|the\s+same|the\s+following|the\s+previous)\s+year)))"
_ON_DAY = rf"(?P<deictic>(?i:yesterday|today|tomorrow))|(?P<weekday>{WEEKDAY})"
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.m\.|[ap]\.?m\b|[AP]\.M\.|[AP]M\b)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:h](?P<minute24>[0-5]\d)(?:\s?(?:hrs|hours))?(?![\d:])"
    rf"|(?P<hourword>{NUMBER})\s?o['’]?\s?clock(?:\s+(?i:in\s+the\s+(?P<clockpart>morning|afternoon|evening)|at\s+(?P<clocknight>night)))?"
    r"|(?P<named>(?i:noon|midday|midnight)))"
)

RULES = MappingProxyType(
    {
        "iso_date": r"(?<![\d/.-])(?P<year>\d{4})-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])(?![\d-])",
        "figures_date": r"(?<![\d/.-])(?P<dd>\d{1,2})(?P<sep>[/.])(?P<mm>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
        "day_month": rf"(?:(?P<weekday>{WEEKDAY_OR_SHORT}),?\s+)?(?:(?i:the)\s+)?(?<!\d)(?<!\d[.:,/-])(?P<day>{DAY_OF_MONTH})(?:\s+of)?[\s-]+(?P<month>{MONTH})(?![a-z])(?:(?:,?\s+(?:of\s+)?|-)(?P<year>{YEAR}))?(?![\d%])",
        "month_day": rf"(?:(?P<weekday>{WEEKDAY_OR_SHORT}),?\s+)?(?P<month>{MONTH})\s+(?:the\s+)?(?P<day>{DAY_OF_MONTH})(?![\d%]|[.,:]\d|\s?(?:percent|per\scent|a\.?m\b|p\.?m\b))(?:(?:,\s*|\s+)(?P<year>{YEAR}))?(?:(?:\s+of)?,?\s+(?P<whichyear>(?:last|this|next|that)\s+year))?",
        "month_year": rf"(?:{PART_OF}[\s-]+(?:(?i:of|in)\s+)?)?(?<![\w-])(?P<month>{MONTH})(?:,?\s+(?:of\s+)?|-)(?P<year>{YEAR})(?!-?\d)",
        "month_of_year": rf"(?:{PART_OF}[\s-]+(?:of\s+)?)?(?P<month>{FULL_MONTH}){_OF_YEAR}",
        "which_month": rf"(?:{PART_OF}[\s-]+(?:of\s+)?)?(?P<which>{_WHICH})\s+(?P<month>{FULL_MONTH})\b",
        "part_of_month": rf"{PART_OF}(?:[\s-]+of\s+|[\s-]+(?:in\s+)?)(?P<month>{FULL_MONTH})\b",
        "month": rf"(?P<month>{FULL_MONTH})\b",
        "quarter": rf"(?:(?i:the)\s+)?(?:(?P<firstyear>{YEAR})\s+)?(?P<quarter>{QUARTER})[\s-](?i:quarter)\b(?:{_OF_YEAR}|,?\s+(?P<lastyear>{YEAR}))?",
        "quarter_code": rf"\b(?:Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<year>{YEAR}|FY\d\d))?|(?P<year2>{YEAR})\s?Q(?P<q2>[1-4]))\b",
        "quarter_before": r"(?:(?i:the)\s+)?(?i:year)-(?P<direction>(?i:earlier|ago))(?:\s+(?i:quarter|period))?\b",
        "the_quarter": r"(?i:the)\s+(?:latest\s+|most\s+recent\s+)?(?i:quarter)\b(?!\s+(?:of|century|final|back)|-)",
        "year_end": r"(?:(?i:the)\s+)?(?i:year)(?:-|['’]s\s+|\s+)(?i:end)\b",
        "half": rf"(?i:the\s+)?(?P<half>(?i:first|second))\s+(?i:half){_OF_YEAR}",
        "first_months": rf"(?i:the\s+)(?P<which>(?i:first|last|final))\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>(?i:months|weeks|days|quarters)){_OF_YEAR}",
        "season": rf"(?:{PART_OF}[\s-]+(?:of\s+)?)?(?:(?P<which>{_WHICH}|the)\s+)?(?P<season>{SEASON}){_OF_YEAR}",
        "which_season": rf"{_EARLIER}(?P<which>{_WHICH})\s+(?P<season>{SEASON})\b",
        "the_season": rf"(?i:the)\s+(?P<season>{SEASON})(?=\s*(?:[.,;:?!)—–-]|and\b|or\b|when\b|months?\b|$))",
        "which_unit": rf"(?:{PART_OF}\s+(?:(?i:of|in)\s+)?)?{_EARLIER}(?P<which>{_RELATIVE})\s+(?P<unit>(?i:day|week|weekend|month|quarter|year|decade|century|fiscal\s+year|financial\s+year))\b(?![-])",
        "part_of_unit": rf"{PART_OF}\s+(?:of\s+|in\s+)?(?i:the)\s+(?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b(?!-)",
        "later_in_unit": r"(?i:earlier|later|early|late)\s+in\s+the\s+(?P<unit>(?i:day|week|month|year|decade))\b(?!-|\s+before)",
        "weekend": r"(?i:the|this|last|next)\s+weekend\b",
        "unit_before": r"(?i:the)\s+(?P<unit>(?i:day|week|month|year))\s+(?P<direction>(?i:before|after|earlier))(?!\s+(?:yesterday|tomorrow|last|next)\b)",
        "whole_unit": r"(?i:throughout|during|over|for|across)\s+(?P<span>(?i:the(?:\s+(?:whole|entire|full))?)\s+(?P<unit>(?i:week|month|year|decade|century))\b)(?!-)",
        "day_deictic": rf"{_EARLIER}(?P<deictic>(?i:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight))(?:\s+(?P<part>{DAYPART}))?\b(?!-)",
        "this_part": rf"{_EARLIER}(?P<which>(?i:this|last|that|that\s+same|the\s+same|the\s+next|the\s+following|the\s+previous))\s+(?P<part>{DAYPART})\b",
        "part_of_day": rf"(?:(?i:the|the\s+early|the\s+late|early|late)\s+)?(?P<part>{DAYPART})(?:\s+hours)?\s+of\s+(?=(?:{WEEKDAY}|{MONTH}\s+\d|{DAY_OF_MONTH}\s+(?:of\s+)?{MONTH}))",
        "weekday": rf"{_EARLIER}(?:(?P<which>{_WHICH})\s+)?(?P<weekday>{WEEKDAY})\b(?:\s+(?P<part>{DAYPART})\b)?(?:(?:\s+of)?\s+(?P<week>(?i:last|this|next)\s+week)\b)?",
        "weekdays": rf"(?P<weekday>{WEEKDAY})(?:s|S)\b|(?P<weekday2>{WEEKDAY})\s+(?P<part>(?i:nights|mornings|evenings|afternoons))\b",
        "ago": rf"{APPROXIMATE}?(?:(?P<number>{QUANTITY}){BETWEEN}\s+)?(?P<unit>{ANY_UNIT})s?\s+(?:or\s+so\s+)?(?P<direction>(?i:ago))\b",
        "from_now": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{ANY_UNIT})(?:s?\s+from\s+(?:now|today)\b|s?['’]s?\s+time\b)",
        "earlier_later": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{LONG_UNIT})s?\s+(?:or\s+so\s+)?(?P<direction>(?i:earlier|later|previously|beforehand|afterwards?))\b",
        "last_units": rf"(?:(?i:the)\s+)?(?P<which>(?i:last|past|previous|preceding|next|coming|following|first|final|latest))\s+(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{ANY_UNIT})s\b",
        "vague_units": r"(?:(?i:the)\s+)?(?P<which>(?i:recent|coming|future|past))\s+(?P<unit>(?i:days|weeks|months|years|decades|quarters))\b",
        "units_ahead": r"(?:(?i:the)\s+)?(?P<unit>(?i:days|weeks|months|years|decades))\s+(?i:ahead|to\s+come)\b",
        "per_unit": rf"(?i:per|a|an)\s+(?P<unit>{ANY_UNIT})\b",
        "duration": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}(?:\s+|-)(?P<unit>{ANY_UNIT})s?\b(?:\s+(?P<half>and\s+a\s+half))?",
        "bare_units": r"(?P<unit>(?i:days|weeks|months|years|decades|centuries))\b",
        "every": rf"(?i:every|each)\s+(?:(?P<number>other|second|third|fourth|few|{NUMBER})\s+)?(?:(?P<unit>{ANY_UNIT})s?|(?P<weekday>{WEEKDAY})|(?P<month>{FULL_MONTH})|(?P<season>{SEASON})|(?P<part>{DAYPART}))\b(?:\s+(?P<nightof>{DAYPART})\b)?",
        "adverb": rf"(?P<adverb>(?i:{'|'.join(ADVERBS)}))\b",
        "decade": r"(?:(?i:the)\s+)?(?:(?:early|late|mid|middle)[\s-]+(?:to[\s-]late[\s-]+)?)?(?:(?<![\w.,])(?P<decade>(?:1[5-9]|20)\d0|['’‘][1-9]0)|(?<=the\s)(?P<short>[2-9]0))['’]?s\b",
        "decade_word": r"(?i:the)\s+(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        "century": r"(?:(?i:the)\s+)?(?:(?:early|late|mid|turn\s+of\s+the)[\s-]+)?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))[\s-](?i:century)\b",
        "fiscal_year": rf"(?:(?i:fiscal|financial)(?:\s+year)?\s+|FY\s?)(?P<year>{YEAR}|\d\d)(?:\s?[/–-]\s?(?P<to>\d\d(?:\d\d)?))?(?!\d)",
        "split_year": r"(?<![\d./-])(?P<year>(?:19|20)\d\d)[/](?P<to>(?:(?:19|20)\d\d|\d\d))(?![\d/-])",
        "year_range": r"(?<![\d./–-])(?P<year>(?:1[5-9]|20)\d\d)\s?[–-]\s?(?P<to>(?:1[5-9]|20)\d\d|\d\d)(?![\d/–-]|\.\d)",
        "part_of_year": rf"(?:{PART_OF}[\s-]+(?:(?i:of|in)\s+)?)(?P<year>{YEAR})(?![\d-])",
        "year": rf"(?<![\w.,/$£€¥₹#+:–-])(?:(?i:the\s+year)\s+)?(?P<year>{YEAR})(?![\w%]|[.,:/]\d)",
        "clock": rf"{APPROXIMATE}?(?<![\d:.,/$£€-])\b{_CLOCK}{ZONE}?(?:\s+(?:{_ON_DAY}))?",
        "holiday": rf"(?:(?i:last|this|next)\s+)?(?P<holiday>(?i:{'|'.join(sorted(HOLIDAYS, key=len, reverse=True)).replace(chr(39), '[' + chr(39) + '’]')}))\b",
        "now": r"(?i:right\s+now|just\s+now|now|currently|at\s+present|presently|nowadays|at\s+the\s+moment|at\s+this\s+moment|these\s+days|to\s+(?P<span>this\s+(?:very\s+)?day))\b(?!-|\s+that\b)",
        "recently": r"(?:(?i:most|more|very)\s+)?(?P<past>(?i:recently|lately))\b",
        "near_future": r"(?i:the\s+(?:near|foreseeable|not(?:-|\s)too(?:-|\s)distant|immediate)\s+future)\b",
    }
)
"""Every rule by name; of two that find the same span the first one has it."""

_PATTERNS: dict[str, re.Pattern[str]] = {}
_URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|[@#]\w+")
_PREPOSITION = re.compile(
    r"(?i:\b(?:in|since|by|until|till|of|from|to|between|last|next|this|early|late|mid|and|or|during|through|throughout|before|after|for|around|the|on|as|at|a|per|every|each|that|than|until|into|over|circa|dated|was|is|ending|ended|our|its|their|his|her|my|your))[\s-]+$"
)
_MONTH_PREPOSITION = re.compile(r"(?i:\b(?:in|since|by|until|till|of|from|to|between|last|next|this|early|late|mid|during|through|throughout|before|after|for|the|and|or|around))[\s-]+$")
_COUNTED = re.compile(
    r"\s+(?:people|persons|men|women|children|residents|workers|students|soldiers|troops|homes|houses|families|members|votes|voters|jobs|cases|deaths"
    r"|kilomet|met(?:re|er)|miles?\b|km|kg|kilo|tons?\b|tonnes|litres?|acres|hectares|percent|per\s+cent|dollars|euros|pounds|rand|rupees|yen|won|points"
    r"|MW|kW|barrels|square|cubic|hours|minutes|seconds|days|weeks|months|years|more\b|other\b|police|units|million|billion|of\s+(?:them|the|these|those)\b)"
)
_BEFORE_COUNT = re.compile(r"(?i:\b(?:about|some|nearly|almost|over|than|least|most|roughly|approximately|to\s+about|another|other|all|no\.|number|nos?|page|section|act|article|flight|room|highway|route|resolution|up\s+to|only|exactly|these|those)\s+)$|\bAct,?\s+$")
_AGE_AFTER = re.compile(r"[\s-]+old\b|s?[\s-]+(?:of\s+age|old)\b|-on-|-over-|\s+on\s+year|\s+over\s+year|-to-date|-round", re.I)
_NAMED_DAY = re.compile(r"(?:Black|Good|Ash|Super|Bloody|Cyber|Palm|Easter|Sheffield|Fat|Shrove|Maundy|Holy|Ruby|Whit|Giving|Casual|Freaky|Mail\son)\s+$")
_PAPER = re.compile(r"\s+(?:Times|Telegraph|Mirror|Mail|Express|World|Star|Standard|Tribune|Herald|People|Post|Independent|Night\s+(?:Football|Live|Lights)|Club|School|Observer|Night\sat)\b")
_TAKES = re.compile(r"(?i:\b(?:for|after|in|within|about|take|takes|took|taken|lasts?|lasted|than|is|was|be|been|nearly|almost|over|only|just|once|of|to|with|has|had|have|spent|such|what|half|quite|not|as|and|but|that|until|into|from|at|by)\s+)$")
_RATED = re.compile(r"(?:(?:[$£€¥₹R₦]|US\$|Sh|Rs\.?|N\$|C\$|A\$)?\s?\d[\d,.]*(?:\s?%)?|(?i:once|twice|thrice|times|percent|per\scent|%|(?:dozens|scores|hundreds|thousands|millions|billions)(?:\s+of)?|hundred|thousand|million|billion|trillion|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|few)\s+\w+))(?:\s+[\w$-]+){0,3}\s+$")
_THERESA = re.compile(r"\b(?:Theresa|Mrs?\.?|Ms\.?|Minister|Brian|James|Elaine)\s+May\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression where it stands, half-open, with the name of the rule that found it."""

    start: int
    end: int
    rule: str


def pattern(rule: str) -> re.Pattern[str]:
    """The compiled pattern of a rule, compiled when it is first asked for."""
    if rule not in _PATTERNS:
        _PATTERNS[rule] = re.compile(r"(?<![\w])(?:" + RULES[rule] + ")")
    return _PATTERNS[rule]


def find(text: str) -> list[Found]:
    """The time expressions of a text in order, without overlap.

    >>> text = "On the night of May 3 the river, dry since 2019, rose for three days."
    >>> [(text[f.start:f.end], f.rule) for f in find(text)]
    [('the night of May 3', 'part_of_day'), ('2019', 'year'), ('three days', 'duration')]
    """
    closed = [match.span() for match in _URL.finditer(text)]
    candidates = sorted(_candidates(text), key=lambda found: (found.start, -found.end))
    kept: list[Found] = []
    for found in _longest(candidates):
        if not _inside(found, closed):
            kept.append(found)
    return kept


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


def _inside(found: Found, closed: list[tuple[int, int]]) -> bool:
    return any(start < found.end and found.start < end for start, end in closed)


def _candidates(text: str) -> Iterator[Found]:
    for rule in RULES:
        guard = GUARDS.get(rule)
        for match in pattern(rule).finditer(text):
            if guard is None or guard(text, match):
                yield from _spans(text, rule, match)


def _spans(text: str, rule: str, match: re.Match[str]) -> Iterator[Found]:
    if "span" in match.groupdict() and match["span"]:
        yield Found(match.start("span"), match.end("span"), rule)
    elif rule == "year_range" and len(match["to"]) == 4:
        yield Found(match.start("year"), match.end("year"), "year")
        yield Found(match.start("to"), match.end("to"), "year")
    elif rule == "part_of_day":
        tail = min((f for f in _dates_at(text, match.end())), key=lambda f: -f.end, default=None)
        if tail:
            yield Found(match.start(), tail.end, rule)
    else:
        end = match.end()
        if rule in ("month_day", "day_month") and (more := _RANGE_AFTER.match(text, end)) and match.group("year") is None:
            yield Found(more.start("day"), more.end(), "range_end")
        yield Found(match.start(), end, rule)


_RANGE_AFTER = re.compile(rf"\s?(?:-|–|—|to|and|until|till)\s?(?P<day>{DAY}(?:st|nd|rd|th)?)(?!\s?(?:percent|per\scent|%|am|pm|a\.m|p\.m|years?|people)|[\d:,.]\d|\s+(?:of\s+)?{MONTH}|\s+[a-z]+s\b)(?:,?\s+(?P<year>{YEAR}))?")


def _dates_at(text: str, start: int) -> Iterator[Found]:
    for rule in ("day_month", "month_day", "weekday"):
        if match := pattern(rule).match(text, start):
            yield Found(match.start(), match.end(), rule)


def _before(text: str, match: re.Match[str], size: int = 40) -> str:
    return text[max(0, match.start() - size) : match.start()]


def _year_is_date(text: str, match: re.Match[str]) -> bool:
    year, before = int(match["year"]), _before(text, match)
    if match[0] != match["year"]:
        return True
    if _COUNTED.match(text, match.end()) or _BEFORE_COUNT.search(before) or text[match.end() : match.end() + 2] in ("-o", "m ", "km"):
        return False
    if 1900 <= year <= 2050 and not (year % 100 == 0 and year != 2000 and not _PREPOSITION.search(before)):
        return True
    return bool(re.search(r"(?i:\b(?:in|since|by|until|from|between|around|circa|late|early|year|of|dated|to|and)\s+|[(–-])$", before)) and (
        1400 <= year < 1900 or year > 2050
    )


def _month_is_date(text: str, match: re.Match[str]) -> bool:
    word, before, after = match["month"], _before(text, match), text[match.end() : match.end() + 30]
    if re.match(r"-\w", after) and not re.match(r"-(?:to|end|" + FULL_MONTH + ")", after):
        return False
    governed = bool(_MONTH_PREPOSITION.search(before))
    joined = bool(re.match(rf"(?:\s+(?:and|or|to|through|until)\s+|\s?[-–,/]\s?){FULL_MONTH}\b", after)) or bool(
        re.search(rf"{FULL_MONTH}\s?(?:,|and|or|to|through|until|-|–|/)\s?$", before)
    )
    if word.casefold() == "may":
        person = _THERESA.search(text) is not None
        allowed = r"(?i:\b(?:in|since|last|this|next|early|late|mid|during))[\s-]+$" if person else _MONTH_PREPOSITION.pattern
        return (joined or bool(re.search(allowed, before))) and not re.match(r"\s+(?:be|have|not|also|well|God)\b", after)
    if word.casefold() == "march":
        event = re.match(r"\s+(?:for|on|of|to|against|with|in)\b", after) and re.search(r"\b[Tt]he\s+$|[A-Z]\w+\s+$", before)
        return (governed or joined) and not event
    named = re.match(r"\s+[A-Z][a-z]+", after) and not re.match(rf"\s+(?:{WEEKDAY}|{MONTH})", after)
    capital_before = re.search(r"[A-Z]\w+\s+$", before) and not re.search(r"(?:^|[.!?]\s+)\w+\s+$", before)
    return joined or governed or not (named or capital_before)


def _weekday_is_date(text: str, match: re.Match[str]) -> bool:
    before = _before(text, match, 14)
    if match["which"] is None and _NAMED_DAY.search(before):
        return False
    return not (match["part"] is None and _PAPER.match(text, match.end()))


def _duration_is_date(text: str, match: re.Match[str]) -> bool:
    number, unit, before = match["number"].casefold(), match["unit"].casefold(), _before(text, match)
    if _AGE_AFTER.match(text, match.end()) or re.search(r"(?i:\baged\s+(?:between\s+)?)$", before):
        return False
    if unit == "hour" and not (re.fullmatch(r"(?:24|36|48|72|96)|twenty[- ]four|forty[- ]eight|seventy[- ]two", number)):
        return False
    if unit == "quarter" and number in ("a", "an", "three", "one"):
        return False
    if re.search(r"\b(?:19|20)\d\d$", number) and not match[0].casefold().endswith("s"):
        return False
    single = number in ("a", "an", "one")
    if number in ("a", "an") and match[0][match.end("number") - match.start()] == "-":
        return False
    if number == "one" and unit == "day" and not re.search(r"(?i:\b(?:for|in|within|than|least|after|over)\s+)$", before):
        return match[0].count("-") > 0
    if number == "some" and not text[: match.end()].endswith("s"):
        return False
    return not (single and unit == "day" and not re.search(r"(?i:\b(?:for|in|within|than|least|after|over|only|just)\s+)$", before) and "-" not in match[0])


def _per_unit_is_rate(text: str, match: re.Match[str]) -> bool:
    before = _before(text, match, 60)
    if match[0].lower().startswith("per"):
        return not match[0].lower().endswith("hour")
    if re.match(r"-|\s+(?:ago|earlier|later|before|after|old|long|from\s+now)\b|['’]s\b", text[match.end() :][:12]):
        return False
    if match["unit"].casefold() == "hour" or _TAKES.search(before):
        return False
    return bool(_RATED.search(before))


def _bare_units_is_date(text: str, match: re.Match[str]) -> bool:
    before, after = _before(text, match), text[match.end() : match.end() + 14]
    if re.match(r"-|['’]|\s+old\b|\s+of\s+age\b|\s+(?:ago|later|earlier)\b", after):
        return False
    return bool(re.search(r"(?i:(?:^|\b(?:for|in|after|over|took|takes?|last(?:ed)?|spent|within|of|stalled|through|by|been|since|rumoured for|following|despite|early|with)\s+)$|[.!?]\s+$|\n$)", before))


def _today_is_date(text: str, match: re.Match[str]) -> bool:
    word, before = match["deictic"], _before(text, match, 20)
    if word[0].isupper() and re.search(r"[A-Z][\w.]*\s+$", before) and not re.search(r"[.!?:]\s+$", before):
        return False
    return not re.match(r"['’]s\s+(?:Zaman)\b", text[match.end() :][:10])


def _clock_is_time(text: str, match: re.Match[str]) -> bool:
    if match["hour"] and not 1 <= int(match["hour"]) <= 12:
        return False
    if match["hour24"] and not re.search(r"(?i:\b(?:at|from|until|till|by|to|between|and|around|about|since|before|after|is|on|of|time)\s+|\n|,\s)$", _before(text, match)) and not match["weekday"]:
        return bool(re.search(ZONE, match[0]) or re.search(r"hrs|hours", match[0]))
    return not (match["named"] and match["named"][0].isupper() and re.match(r"\s+[A-Z]", text[match.end() :][:3]) and not match["weekday"])


def _now_is_now(text: str, match: re.Match[str]) -> bool:
    return not (match[0] == "Now" and re.search(r"[A-Z]\w+\s$", _before(text, match, 12)))


def _adverb_is_set(text: str, match: re.Match[str]) -> bool:
    return match["adverb"].islower() or not re.match(r"\s+[A-Z]", text[match.end() :][:3])


def _unit_named(text: str, match: re.Match[str]) -> bool:
    return not re.match(r"-old|-long|-on-|\s+old\b|['’]s\s+(?:Eve|Day)\b", text[match.end() :][:10])


def _which_unit_is_date(text: str, match: re.Match[str]) -> bool:
    return _unit_named(text, match) and not (match["which"].casefold() == "past" and not re.search(r"(?i:\bthe\s+|\bin\s+|\bthis\s+)$", _before(text, match)))


def _every_is_set(text: str, match: re.Match[str]) -> bool:
    return match["unit"] is None or match["unit"].casefold() != "hour" or match["number"] is not None


def _day_month_is_date(text: str, match: re.Match[str]) -> bool:
    word, day = match["month"], match["day"]
    if word in ("Mar", "May", "March", "Sun", "Sat", "Dec", "Jan") and not day[0].isdigit() and " of " not in match[0]:
        return False
    return not (day.casefold() == "second" and " of " not in match[0] and not match["year"])


def _month_day_is_date(text: str, match: re.Match[str]) -> bool:
    month, day = match["month"], match["day"]
    if not day[0].isdigit():
        return month.casefold() not in ("may", "march") and day.casefold() not in ("first", "second", "third", "fourth", "fifth") or match["weekday"] is not None
    return not re.match(r"\s+(?:people|percent|per\scent|million|billion|thousand|(?:of|out\s+of)\s+\d)|-\d{3}", text[match.end() :][:14])


GUARDS = MappingProxyType(
    {
        "year": _year_is_date,
        "month": _month_is_date,
        "weekday": _weekday_is_date,
        "duration": _duration_is_date,
        "per_unit": _per_unit_is_rate,
        "bare_units": _bare_units_is_date,
        "day_deictic": _today_is_date,
        "clock": _clock_is_time,
        "now": _now_is_now,
        "adverb": _adverb_is_set,
        "which_unit": _which_unit_is_date,
        "every": _every_is_set,
        "day_month": _day_month_is_date,
        "month_day": _month_day_is_date,
    }
)

"""The rules that find time expressions: each a name and a pattern of whole words.

A pattern's groups are what `quotecheck.text.timex.read` reads; a group `span` marks the expression where the pattern
needs words before it.
"""
# ruff: noqa: E501 - a rule stands on one line

import re
from functools import cache
from types import MappingProxyType

from quotecheck.text.timex.words import (
    ADVERBS,
    ANY_UNIT,
    APPROXIMATE,
    BETWEEN,
    CARDINAL,
    DAY,
    DAY_OF_MONTH,
    DAYPART,
    FEASTS,
    FULL_MONTH,
    LONG_UNIT,
    MONTH,
    NUMBER,
    PART_OF,
    QUANTITY,
    QUARTER,
    SEASON,
    WEEKDAY,
    WEEKDAY_OR_SHORT,
    WEEKS_OF,
    YEAR,
    ZONE,
)

_RELATIVE = r"(?i:last|this|next|the\s+past|the\s+last|the\s+next|the\s+coming|this\s+coming|this\s+past|past|coming|the\s+current|the\s+previous|the\s+following|the\s+same|that|that\s+same|that\s+very|the\s+preceding|the\s+prior)"
_WHICH = r"(?i:last|this|next|the\s+following|the\s+previous|that|the\s+same|that\s+same|this\s+coming|this\s+past|the\s+coming|the\s+current|the\s+preceding)"
_EARLIER = r"(?:(?i:earlier|later|early|late|earlier\s+in|later\s+in|early\s+in|late\s+in|sometime|at\s+some\s+point|mid)[\s-]+)?"
_OF_YEAR = (
    rf"(?:(?:\s+of)?\s+(?:(?P<year>{YEAR})|(?P<whichyear>(?i:last|this|next|the|that|the\s+same|the\s+following|the\s+previous)\s+year)))"
)
_ON_DAY = rf"(?P<deictic>(?i:yesterday|today|tomorrow))|(?P<weekday>{WEEKDAY})"
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap]\.m\.|[ap]\.?m\b|[AP]\.M\.|[AP]M\b)"
    r"|(?P<hour24>[01]?\d|2[0-3])[:h](?P<minute24>[0-5]\d)(?:\s?(?:hrs|hours))?(?![\d:]|\.\d)"
    rf"|(?P<hourword>{NUMBER})\s?o['’]?\s?clock(?:\s+(?i:in\s+the\s+(?P<clockpart>morning|afternoon|evening)|at\s+(?P<clocknight>night)))?"
    rf"|(?<=\bat\s)(?P<hourof>{NUMBER})\s+(?i:in\s+the\s+(?P<hourpart>morning|afternoon|evening))"
    r"|(?P<named>(?i:noon|midday|midnight)))"
)

RULES = MappingProxyType(
    {
        "iso_date": r"(?<![\d/.-])(?P<year>\d{4})-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])(?![\d-])",
        "figures_date": r"(?<![\d/.-])(?P<dd>\d{1,2})(?P<sep>[/.-])(?P<mm>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-]|\.\d)",
        "day_month": rf"(?:(?:(?i:last|next|this|this\s+past|this\s+coming)\s+)?(?P<weekday>{WEEKDAY_OR_SHORT}),?\s+)?(?:(?i:the)\s+)?(?<!\d)(?<!\d[.:,/])(?P<day>{DAY_OF_MONTH})(?:\s+of)?[\s-]+(?P<month>{MONTH})(?![a-z])(?:(?:,?\s+(?:of\s+)?|-)(?P<year>{YEAR}))?(?![\d%])(?:(?:\s+of)?,?\s+(?P<whichyear>(?:last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year)\b)?",
        "range_start": rf"(?<![\d.:,/$£€-])(?P<day>{DAY}(?:st|nd|rd|th)?)(?=\s?(?:-|–|—|to|and|until|till|through)\s?{DAY}(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})(?![a-z])(?:,?\s+(?P<year>{YEAR}))?)",
        "month_day": rf"(?:(?:(?i:last|next|this|this\s+past|this\s+coming)\s+)?(?P<weekday>{WEEKDAY_OR_SHORT}),?\s+)?(?P<month>{MONTH})(?:\s+|(?<=\.))(?:the\s+)?(?P<day>{DAY_OF_MONTH})(?![\d%]|[.,:]\d|\s?(?:percent|per\scent|a\.?m\b|p\.?m\b))(?:(?:,\s*|\s+(?:of\s+)?)(?P<year>{YEAR}))?(?:(?:\s+of)?,?\s+(?P<whichyear>(?:last|this|next|that|the\s+same|the\s+following|the\s+previous)\s+year))?",
        "month_year": rf"(?:(?:{PART_OF}|{WEEKS_OF}(?=\s+of\b))[\s-]+(?:(?i:of|in)\s+)?)?(?<![\w-])(?P<month>{MONTH})(?:,?\s+(?:of\s+)?|-)(?P<year>{YEAR})(?!-?\d)",
        "month_of_year": rf"(?:(?:{PART_OF}|{WEEKS_OF}(?=\s+of\b))[\s-]+(?:of\s+)?)?(?P<month>{FULL_MONTH}){_OF_YEAR}",
        "which_month": rf"(?:{PART_OF}[\s-]+(?:of\s+)?)?(?P<which>{_WHICH})\s+(?P<month>{FULL_MONTH})\b",
        "part_of_month": rf"(?:{PART_OF}(?:[\s-]+of\s+|[\s-]+(?:in\s+)?)|{WEEKS_OF}\s+of\s+)(?P<month>{FULL_MONTH})\b",
        "month": rf"(?P<month>{FULL_MONTH})\b",
        "quarter": rf"(?:(?i:the)\s+)?(?:(?P<firstyear>{YEAR})\s+|(?P<yearago>(?i:year-(?:earlier|ago)))\s+|(?P<whose>(?i:last|this|next)\s+year)['’]s\s+)?(?:(?i:fiscal)[\s-]+)?(?P<quarter>{QUARTER})[\s-](?i:quarter)\b(?:{_OF_YEAR}|,?\s+(?P<lastyear>{YEAR}))?",
        "quarter_code": rf"\b(?:Q(?P<q>[1-4])(?:\s+(?:of\s+)?(?P<year>{YEAR}|FY\d\d))?|(?P<year2>{YEAR})\s?Q(?P<q2>[1-4]))\b",
        "quarter_before": r"(?:(?i:the)\s+)?(?i:year)-(?P<direction>(?i:earlier|ago))(?:\s+(?i:quarter|period))?\b",
        "year_quarter": rf"(?:(?i:the)\s+)?(?P<year>{YEAR})\s+(?i:quarter|period)\b",
        "the_quarter": r"(?i:the)\s+(?:(?i:quarter)|(?i:latest|most\s+recent)\s+(?i:quarter|period))\b(?!\s+(?:of|century|final|back)|-)",
        "year_end": r"(?:(?i:the)\s+)?(?i:year)(?:-|['’]s\s+|\s+)(?i:end)\b",
        "half": rf"(?i:the\s+)?(?P<half>(?i:first|second|last|latter|1st|2nd))\s+(?i:half){_OF_YEAR}",
        "first_months": rf"{APPROXIMATE}?(?:(?i:the)\s+)?(?P<which>(?i:first|last|final))\s+(?:(?P<number>{NUMBER})\s+)?(?P<unit>(?i:months|weeks|days|quarters)){_OF_YEAR}",
        "season": rf"(?:{PART_OF}[\s-]+(?:of\s+)?)?(?:(?P<which>{_WHICH}|the)\s+)?(?P<season>{SEASON}){_OF_YEAR}",
        "which_season": rf"{_EARLIER}(?P<which>{_WHICH})\s+(?P<season>{SEASON})\b",
        "the_season": rf"(?i:the)\s+(?:(?i:early|late|mid|whole|entire|past|coming)[\s-]+)?(?P<season>{SEASON})(?=\s*(?:[.,;:?!)—–-]|and\b|or\b|when\b|months?\b|$))",
        "which_unit": rf"(?:{PART_OF}\s+(?:(?i:of|in)\s+)?)?{_EARLIER}(?P<which>{_RELATIVE})\s+(?P<unit>(?i:day|week|weekend|month|quarter|year|decade|century|fiscal\s+year|financial\s+year))\b(?![-])(?:\s+or\s+so\b)?",
        "part_of_unit": rf"(?:{PART_OF}|{WEEKS_OF}(?=\s+of\b))\s+(?:of\s+|in\s+)?(?i:the)\s+(?P<unit>(?i:week|weekend|month|quarter|year|decade|century))\b(?!-)",
        "later_in_unit": r"(?i:earlier|later|early|late)\s+in\s+the\s+(?P<unit>(?i:day|week|month|year|decade))\b(?!-|\s+before)",
        "weekend": r"(?i:the|this|last|next)\s+weekend\b",
        "weekends": r"(?:(?i:every|each)\s+weekend|(?<=\son\s)weekends|(?<=\sat\s)weekends|weekends(?=\s+and\b))\b",
        "unit_before": r"(?i:the)\s+(?P<unit>(?i:day|week|month|year))\s+(?P<direction>(?i:before|after|earlier))(?!\s+(?:yesterday|tomorrow|last|next)\b)",
        "year_ended": r"(?i:the)\s+(?:(?i:fiscal|financial)\s+)?(?P<unit>(?i:year))(?=\s+(?i:ended|ending|to|through)\b)",
        "whole_unit": r"(?P<over>(?i:throughout|during|over|for|across))\s+(?P<span>(?i:the(?:\s+(?:whole|entire|full|fiscal|financial|current|calendar))?)\s+(?P<unit>(?i:week|month|year|decade|century))\b)(?!-|\s+of\s(?!\s?[$£€¥\d]))",
        "day_deictic": rf"{_EARLIER}(?P<deictic>(?i:the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|yesterday|today|tomorrow|tonight))(?:\s+(?P<part>{DAYPART}))?\b(?!-)",
        "this_part": rf"{_EARLIER}(?P<which>(?i:this|last|that|that\s+same|the\s+same|the\s+next|the\s+following|the\s+previous))\s+(?P<part>{DAYPART})\b",
        "mid_part": rf"(?i:mid)[\s-]?(?P<part>(?i:morning|afternoon))\b(?:\s+(?:{_ON_DAY})\b)?",
        "daytime": rf"(?<=\b[Ii]n\s)(?i:the\s+(?:(?:early|late|small)\s+(?:hours\s+of\s+the\s+)?)?(?P<part>morning|afternoon|evening))\b(?!\s+of\b)|(?P<night>(?i:overnight))(?=\s+(?:(?:on|from|into|to|between)\s+)?(?:{WEEKDAY}|{MONTH}))",
        "nth_weekday": rf"(?:(?i:the)\s+)?(?P<nth>(?i:first|second|third|fourth|last))\s+(?P<weekday>{WEEKDAY})\s+(?:of|in)\s+(?:(?P<month>{MONTH})(?:\s+(?P<year>{YEAR}))?|(?P<each>(?i:the|each|every))\s+month)\b",
        "week_of": rf"(?i:the\s+week)\s+(?:(?i:of|beginning|starting|commencing|ending)(?:\s+on)?)\s+(?:(?i:Sunday|Monday|Friday),?\s+)?(?:the\s+)?(?:(?P<month>{MONTH})\s+(?P<day>{DAY})(?:,?\s+(?P<year>{YEAR}))?|(?P<day2>{DAY})(?:st|nd|rd|th)?\s+(?P<month2>{MONTH})(?:\s+(?P<year2>{YEAR}))?)",
        "long": r"(?P<unit>(?i:day|week|month|year|decade|century))(?P<many>s)?-long\b|(?P<centuries>(?i:centuries))-long\b",
        "part_of_day": rf"(?:(?i:the|the\s+early|the\s+late|early|late)\s+)?(?P<part>{DAYPART})(?:\s+hours)?\s+of\s+(?=(?:{WEEKDAY}|{MONTH}\s+\d|{DAY_OF_MONTH}\s+(?:of\s+)?{MONTH}))",
        "weekday": rf"{_EARLIER}(?:(?P<which>{_WHICH})\s+)?(?P<weekday>{WEEKDAY})\b(?:\s+(?P<part>{DAYPART})\b)?(?:(?:\s+of)?\s+(?P<week>(?i:last|this|next)\s+week)\b)?",
        "weekdays": rf"(?P<weekday>{WEEKDAY})(?:s|S)\b|(?P<weekday2>{WEEKDAY})\s+(?P<part>(?i:nights|mornings|evenings|afternoons))\b",
        "ago": rf"{APPROXIMATE}?(?:(?P<number>{QUANTITY}){BETWEEN}\s+)?(?P<unit>{ANY_UNIT})s?\s+(?:or\s+so\s+)?(?P<direction>(?i:ago))\b",
        "from_now": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{ANY_UNIT})(?:s?\s+from\s+(?:now|today)\b|s?['’]s?\s+time\b)",
        "earlier_later": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{LONG_UNIT})s?\s+(?:or\s+so\s+)?(?P<direction>(?i:earlier|later|previously|beforehand|afterwards?))\b",
        "last_units": rf"{APPROXIMATE}?(?:(?i:the)\s+)?(?P<which>(?i:last|past|previous|preceding|next|coming|following|first|final|latest))\s+(?P<number>{QUANTITY}){BETWEEN}\s+(?P<unit>{ANY_UNIT})s\b(?:\s+or\s+so\b)?",
        "vague_units": r"(?:(?:(?i:the)\s+)?(?P<which>(?i:recent|coming|future|past))|(?i:the)\s+(?P<which2>(?i:last|next)))\s+(?P<unit>(?i:days|weeks|months|years|decades|quarters))\b(?:\s+(?:and|or)\s+(?:weeks|months|years|decades)\b)?(?!\s+of\b)",
        "units_ahead": r"(?:(?i:the)\s+)?(?P<unit>(?i:days|weeks|months|years|decades))\s+(?i:ahead|to\s+come)\b(?!\s+of\b)",
        "per_unit": rf"(?i:per|a|an)\s+(?P<unit>{ANY_UNIT})\b",
        "duration": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}(?:\s+|-)(?P<unit>{ANY_UNIT})s?\b(?:\s+(?P<half>and\s+a\s+half)|\s+or\s+(?:so|two|more|longer)\b)?",
        "short_duration": rf"{APPROXIMATE}?(?P<number>{QUANTITY}){BETWEEN}(?:\s+|-)(?P<unit>(?i:hour|minute|second))s?\b(?:\s+(?P<half>and\s+a\s+half)|\s+or\s+(?:so|two|more|longer)\b)?",
        "bare_units": r"(?P<unit>(?i:days|weeks|months|years|decades|centuries))\b(?:\s+or\s+(?:(?:even|more\s+likely)\s+)?(?:weeks|months|years|decades|longer)\b)?",
        "every": rf"(?i:every|each)\s+(?:(?P<number>other|second|third|fourth|few|{NUMBER})\s+)?(?:(?P<unit>{ANY_UNIT})s?|(?P<weekday>{WEEKDAY})|(?P<month>{FULL_MONTH})|(?P<season>{SEASON})|(?P<part>{DAYPART}))\b(?:\s+(?P<nightof>{DAYPART})\b)?",
        "adverb": rf"(?P<adverb>(?i:{'|'.join(ADVERBS)}))\b",
        "decade": r"(?:(?i:the)\s+)?(?:(?:early|late|mid|middle)[\s-]+(?:to[\s-]late[\s-]+)?)?(?:(?<![\w.,])(?P<decade>(?:1[5-9]|20)\d0|['’‘][1-9]0)|(?<=the\s)(?P<short>[2-9]0)|(?<=0s\s(?:to|or)\s)(?P<to>[2-9]0)|(?<=0s\sand\s)(?P<and>[2-9]0)|(?<=0s[-–])(?P<dash>[2-9]0))['’]?s\b",
        "decade_word": r"(?i:the)\s+(?:(?:early|late|mid)[\s-]+)?(?P<decade>(?i:twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))\b",
        "century": r"(?:(?i:the)\s+)?(?:(?:early|late|mid|turn\s+of\s+the)[\s-]+)?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first))[\s-](?i:century)\b(?:,?\s+(?P<bc>B\.\s?C\.(?:\s?E\.)?|BCE?\b)|\s+A\.?D\.?(?!\w))?",
        "fiscal_year": rf"(?:(?i:fiscal|financial)(?:\s+year)?\s+|FY\s?)(?P<year>{YEAR}|\d\d)(?:\s?[/–-]\s?(?P<to>\d\d(?:\d\d)?))?(?!\d)",
        "split_year": r"(?<![\d./-])(?P<year>(?:19|20)\d\d)[/](?P<to>(?:(?:19|20)\d\d|\d\d))(?![\d/-])",
        "year_range": r"(?<![\d./–-])(?P<year>(?:1[5-9]|20)\d\d)\s?[–-]\s?(?P<to>(?:1[5-9]|20)\d\d|\d\d)(?![\d/–-]|\.\d)",
        "part_of_year": rf"(?:(?:{PART_OF}|{WEEKS_OF}(?=\s+of\b))[\s-]+(?:(?i:of|in)\s+)?)(?P<year>{YEAR})(?![\d-])",
        "bc": r"(?<![\w.,/$£€¥₹#+:–-])(?:(?i:c\.|ca\.|circa)\s?)?(?P<year>\d{1,4})\s?(?:BCE?\b|B\.C\.(?:E\.)?)",
        "year": rf"(?<![\w.,/$£€¥₹#+:–-])(?:(?i:the\s+year)\s+)?(?P<year>{YEAR})(?![\w%]|[.,:/]\d)",
        "clock": rf"{APPROXIMATE}?(?<![\d:.,/$£€-])\b{_CLOCK}{ZONE}?(?:,?\s+(?:{_ON_DAY}|(?P<month>{MONTH})\s+(?P<day>{DAY})(?:,\s+(?P<year>{YEAR}))?|(?P<day2>{DAY})\s+(?P<month2>{MONTH})(?:\s+(?P<year2>{YEAR}))?))?",
        "holiday": rf"(?:(?i:last|this|next)\s+)?(?P<holiday>(?i:{'|'.join(sorted(FEASTS, key=len, reverse=True)).replace(chr(39), '[' + chr(39) + '’]')}))\b(?:,?\s+(?:of\s+)?(?P<year>{YEAR}))?",
        "now": r"(?i:right\s+now|just\s+now|now|currently|at\s+present|presently|nowadays|at\s+the\s+moment|at\s+this\s+moment|these\s+days|to\s+(?P<span>this\s+(?:very\s+)?day))\b(?!-|\s+that\b)",
        "current": r"(?i:current|present-day|modern-day)(?=\s+[a-z$\d])",
        "future": r"(?i:the\s+future|the\s+near\s+term)\b(?!\s+of)",
        "recently": r"(?:(?i:most|more|very)\s+)?(?P<past>(?i:recently|lately))\b",
        "near_future": r"(?i:the\s+(?:near|foreseeable|not(?:-|\s)too(?:-|\s)distant|immediate)\s+future|(?<=\bin\s)the\s+future)\b",
        "year_in_words": rf"(?:the\s+year\s+)?(?P<hundreds>(?i:fifteen|sixteen|seventeen|eighteen|nineteen|twenty|two\s+thousand(?:\s+and)?))[\s-]+(?P<rest>(?i:oh[\s-](?:one|two|three|four|five|six|seven|eight|nine)|{CARDINAL}))\b|the\s+year\s+(?P<even>(?i:two\s+thousand))\b",
    }
)
"""Every rule by name; of two that find the same span the first one has it."""

DAY_RULES = ("day_month", "month_day", "weekday")
"""The rules for a named day: what "the night of" may stand before."""

CERTAIN_TYPES = MappingProxyType(
    dict.fromkeys(("duration", "short_duration", "long", "year_ended", "bare_units", "units_ahead", "last_units"), "DURATION")
    | dict.fromkeys(("every", "per_unit", "adverb", "weekdays", "weekends"), "SET")
    | dict.fromkeys(("clock", "this_part", "mid_part", "daytime", "part_of_day"), "TIME")
    | dict.fromkeys(("first_months", "which_unit", "whole_unit", "weekday", "nth_weekday", "day_deictic"))
)
"""The TIMEX3 type where the rule is not one of dates: `None` where it hangs on the words."""


def certain_type(rule: str) -> str | None:
    """The TIMEX3 type of whatever a rule finds, or `None` where only a reading tells.

    >>> certain_type("duration"), certain_type("year"), certain_type("weekday")
    ('DURATION', 'DATE', None)
    """
    return CERTAIN_TYPES.get(rule, "DATE")


WIDER = frozenset(["short_duration", "current", "future"])
"""Rules beyond the calendar, of what TimeML annotates as well: spans of hours and minutes, "current", "the future"."""

CALENDAR = tuple(rule for rule in RULES if rule not in WIDER)
"""The rules for what is tied to the calendar."""

RANGE_AFTER = re.compile(
    rf"\s?(?:-|–|—|to|and|until|till)\s?(?P<day>{DAY}(?:st|nd|rd|th)?)"
    rf"(?!\s?(?:percent|per\scent|%|am|pm|a\.m|p\.m|years?|people)|[\d:,.]\d|\s+(?:of\s+)?{MONTH}|\s+[a-z]+s\b)(?:,?\s+(?P<year>{YEAR}))?"
)
"""The second day of "May 3 to 5", behind the first."""


@cache
def pattern(rule: str) -> re.Pattern[str]:
    """The compiled pattern of a rule, compiled when it is first asked for.

    >>> pattern("iso_date").findall("on 2024-01-29")
    [('2024', '01', '29')]
    """
    return re.compile(r"(?<![\w])(?:" + RULES[rule] + ")")

"""The words of the calendar and the pieces of pattern made of them, shared by the finder and the reader of dates."""
# ruff: noqa: E501 - a piece of pattern stands on one line

from types import MappingProxyType

MONTHS = MappingProxyType(
    {
        name[:3].lower(): number
        for number, name in enumerate(
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
            start=1,
        )
    }
)
WEEKDAYS = MappingProxyType(
    {name[:3].lower(): number for number, name in enumerate(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"], start=1)}
)
SEASONS = MappingProxyType({"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"})
DAYPARTS = MappingProxyType(
    {"morning": "MO", "dawn": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI", "mornings": "MO", "evenings": "EV"}
)
UNITS = MappingProxyType(
    {
        "hour": "H",
        "day": "D",
        "week": "W",
        "fortnight": "W",
        "month": "M",
        "quarter": "Q",
        "year": "Y",
        "decade": "DE",
        "century": "CE",
        "centurie": "CE",
    }
)
"""TIMEX3 letters; a plural is looked up without its s, so "centuries" as "centurie"."""

ADVERBS = MappingProxyType(
    {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M"}
    | {"quarterly": "P1Q", "yearly": "P1Y", "annually": "P1Y", "biennially": "P2Y"}
)
HOLIDAYS = MappingProxyType(
    {
        "new year's day": (1, 1),
        "new year's eve": (12, 31),
        "valentine's day": (2, 14),
        "christmas eve": (12, 24),
        "christmas day": (12, 25),
        "christmas": (12, 25),
        "boxing day": (12, 26),
        "halloween": (10, 31),
    }
)
"""Feasts on the same day everywhere each year, as (month, day)."""

FROM_EASTER = MappingProxyType(
    {"ash wednesday": -46, "palm sunday": -7, "maundy thursday": -3, "good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1}
)
"""Feasts by the days from Easter Sunday (of the western churches) to them."""

FEASTS = frozenset(HOLIDAYS) | frozenset(FROM_EASTER) | frozenset(["thanksgiving day", "thanksgiving"])

_FULL_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_FULL_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"

FULL_MONTH = rf"(?:{_FULL_MONTHS}|{_FULL_MONTHS.upper()})"
MONTH = rf"(?:{_FULL_MONTHS}|{_FULL_MONTHS.upper()}|(?:{_SHORT_MONTHS})\b\.?)"
WEEKDAY = rf"(?:{_FULL_DAYS}|{_FULL_DAYS.upper()})"
WEEKDAY_OR_SHORT = rf"(?:{_FULL_DAYS}|{_FULL_DAYS.upper()}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
YEAR = r"(?:1[0-9]|20)\d\d(?!\d)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_ORDINAL_WORD = (
    "(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth"
    "|seventeenth|eighteenth|nineteenth|twentieth|twenty-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty-first)"
)
DAY_OF_MONTH = rf"(?:{DAY}(?:st|nd|rd|th)?|{_ORDINAL_WORD})"
CARDINAL = (
    r"(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|hundred|thousand|million|dozen)(?:[- ](?:hundred|thousand|million|dozen))?)"
)
FIGURE = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,9}(?:\.\d{1,3})?(?:\s?[½¼¾])?(?:\s\d/\d)?"
NUMBER = rf"(?:(?:{FIGURE})(?:\s(?:hundred|thousand|million|billion))?|{CARDINAL})"
APPROXIMATE = (
    r"(?i:(?:about|around|roughly|nearly|almost|some|over(?!\s+(?:an?\s|many|several|few|the))|more than|less than|fewer than|at least|at most|up to|no more than|no less than"
    r"|approximately|just|only|barely|just over|just under|just about|a little over|well over|under|close to|as (?:many|few|little|long) as)\s+)"
)
VAGUE = r"(?i:(?:a\s+)?few|several|many|various|numerous|countless|a\s+number\s+of|some|dozens\s+of|hundreds\s+of|thousands\s+of|tens\s+of\s+thousands\s+of)"
QUANTITY = rf"(?:(?!(?:19|20)\d\d\s+(?:to|or)\s){NUMBER}(?:\s*(?:-|–|to|or)\s*{NUMBER})?(?:\s+and\s+a\s+half)?|(?i:half\s+an?|(?:an?\s+)?quarter(?:\s+of\s+an?|(?=\s+century))|an?\s+half|an?\s+couple(?:\s+of)?|couple\s+of|a\s+dozen|a\s+hundred|a\s+thousand|a\s+million|an?)|{VAGUE})"
BETWEEN = r"(?:[\s-]+(?i:straight|consecutive|full|more|long|whole|calendar|additional|extra|successive|other|working|business|solid|short|turbulent|difficult))?"
LONG_UNIT = r"(?i:day|week|fortnight|month|quarter|year|decade|century|centurie)"
ANY_UNIT = r"(?i:hour|day|week|fortnight|month|quarter|year|decade|century|centurie)"
DAYPART = r"(?i:morning|afternoon|evening|night|dawn)"
SEASON = r"(?i:spring|summer|autumn|fall|winter)"
PART_OF = r"(?i:(?:the\s+)?(?:very\s+)?(?:early|late|mid|middle|beginning|start|end|close|turn|first\s+half|second\s+half|rest|remainder))"
WEEKS_OF = r"(?i:(?:the\s+)?(?:first|second|third|fourth|last|final|opening|closing)\s+(?:(?:few|two|three|several)\s+)?(?:days|weeks?|weekend|fortnight))"
QUARTER = r"(?i:first|second|third|fourth|last|final|1st|2nd|3rd|4th)"
ZONE = r"(?:\s?\(?(?:GMT|UTC|BST|CET|CEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|AEST|AEDT|IST|JST|KST|HKT|SGT|EAT|WAT|SAST|NZST|NZDT|local\stime)\b\)?(?:[+-]\d{1,2}(?::?\d\d)?)?)"

"""Where figures stand that state no amount: addresses, phone numbers, dates, clock times, list numbers, codes.

>>> text = "1. On June 17, 2018, at 10:30 a.m., they called 555-123-4567."
>>> [text[start:end] for start, end in regions(text)]
['1.', 'June 17, 2018', '10:30 a.m.', '555-123-4567']

Regions are half-open character ranges, sorted, without overlap. Spans of time ("three days") are amounts and stay out,
but for those that say when something was: "three years ago", "the last two weeks" (see `anchored`).
"""

import re
from collections.abc import Collection

from quotecheck.text.landmarks import MONTHS, landmarks

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC|(?:JANU|FEBRU)ARY|MARCH|APRIL|AUGUST|(?:SEPTEM|OCTO|NOVEM|DECEM)BER)"
)
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DASH = r"\s?[-–—/]\s?"
_BY_DIGIT = (
    rf"(?:{_DAY}(?:{_DASH}|\s+(?:to|and|or)\s+|,\s)){{0,4}}{_DAY}(?:\s+of)?[\s-]+{_MONTH}\b(?:,?[\s-]+{_YEAR}\b|-\d\d\b)?",
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\S{0,20}|\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b",
    rf"{_YEAR}{_DASH}(?:{_YEAR}|\d\d)\b(?!\.\d|%|,\d)|(?:1[0-9]|20)\d\d-\d\d\b|(?<![$£€])(?:1[0-9]|20)\d0s\b",
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?\b\.?|hrs|hours|GMT|UTC|[ECMP][SD]?T\b)|\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b",
    r"\d{1,2}(?:\s?[-–]\s?\d{1,2}|\s+to\s+\d{1,2})?\s?(?:[ap]\.\s?m\.?|[ap]m\b|[AP]M\b|o['’]clock)",
    r"\d{4}\s?(?:hrs|GMT|UTC|hours (?:local|GMT|UTC))\b|\d{1,2}h\d\d\b",
    r"\d{3,}(?:-\d{3,}){2,}|(?:1-)?\d{3}[-.]\d{3}[-.]\d{4}\b|\d{3}-\d{4}\b|1-8\d\d-[\dA-Z-]{4,20}",
    r"0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|0800 \d[\d ]{3,12}",
    r"(?:9/11|7/7|24/7|50/50|50-50|20/20|20-20)\b|(?!\d{1,3}(?:\.\d{3}){2,}(?!\.?\d))\d+\.\d+\.\d+(?:\.\d+)*\b|\d{9,}\b|\d+(?:st|nd|rd|th)s?\b|\d+[xX]\d+\b",
    r"(?<![.,])\d{1,5}[A-Z]?,?\s+(?:[A-Z][\w’'.]{0,30}\s+){1,3}(?:Street|Road|Avenue|Lane|Drive|Boulevard|Square|Crescent|Terrace|St|Rd|Ave|Blvd)\b"
    r"(?!\s+[a-z]+s\b)",
    r"\d{1,2}\s+de\s+[A-Z]\w+",
    r"(?<![.,])(?<!\d[ \u00a0\u2009\u202f])(?<!\d, )0\d+\b(?![.,]\d)",
    r"(?<![/.,])(?!(?:1/2|1/3|2/3|[13]/4|[1-4]/5|[1357]/8|1/10)\b)\d+/\d+\b(?:/\d+)?",
)
_BY_MONTH = (
    rf"{_MONTH}\s+{_DAY}(?!\d|,\d{{3}}|\.\d|%)"
    rf"(?:(?:{_DASH}|\s+(?:to|and|or|until)\s+)(?:{_MONTH}\s+)?{_DAY}(?![\d,.]\d|\d|%| \d)){{0,4}}(?:,?\s+{_YEAR}\b)?",
    rf"{_MONTH},?[\s-]+(?:of\s+)?{_YEAR}\b(?:{_DASH}{_YEAR}\b)?",
)
_BY_LOWER_MONTH = rf"(?:jan|feb|apr|aug|sept?|oct|nov|dec)\.\s{_DAY}(?!\d|%|[.,]\d)(?:,?\s+{_YEAR}\b)?"
"""In texts without capitals: "on nov. 6"."""
_AT_SIGN = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.)[^\s<>“”]+",
        r"[@#](?:(?<=\w@)[\w.-]+|(?<!\w[@#])\w+)",
        r"\.(?:com|org|net|gov|edu|int|html?|php|jpe?g|png|pdf)\b[^\s]*",
        r"\+(?<![\w.,]\+)\d{1,3}[\s().-]?(?:\(?\d{1,6}\)?[\s.-]?){2,6}\d",
        r"\(\d{2,4}\)\s?\d{3,4}[\s-]?\d{3,4}",
        r"['’](?<!\w['’])\d0?\ds?\b",
        rf"[FQH](?<!\w[FQH])(?:(?<=F)Y|(?<=Q)[1-4]|(?<=H)[12])[\s-]?{_YEAR}\b",
    )
)
"""Addresses, phone numbers, short years, quarters; each begins with a sign or letter of few, so that a text is passed over fast."""
_AT_DIGIT = re.compile("|".join(_BY_DIGIT))
_AT_MONTH = re.compile("|".join((*_BY_MONTH, _BY_LOWER_MONTH)))
_LIST_NUMBER = re.compile(r"^[ \t“\"‘'(\[]{0,8}\d{1,2}[.)](?=\s|$)", re.MULTILINE)
_OCLOCK = re.compile(r"\b[a-z]{3,6}\s+o['’]clock", re.IGNORECASE)
_LABEL_BEFORE = re.compile(r"(?<![^\W\d])([^\W\d_]+|[#№]|n[°º])\.?(?:[\s-]?|\s?(?P<bracket>\())\Z")
_LABEL_GOES_ON = re.compile(r"\s?[-–,/(]\s?|\s+(?:and|to|or|&)\s+")
_LABEL_STOPS = re.compile(r"\s?%|\s(?:per\s?cent|percent|million|billion|trillion|thousand)\b")
_NUMBER_WORDS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero"])
_AGO = re.compile(
    r"(?:\s+|-)(?:\w+\s+)?(?:ago|earlier|prior|later|from\s+now|before\s+(?:that|then)|hence|after(?:wards?)?\b(?!\s+\w+ing)|back\b)|['’]s?\s+time\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = frozenset(
    "in since by until till during from before after year early late mid of to the its his her their and this fiscal"
    " winter summer spring autumn fall".split()
)
_DATED_BEFORE = frozenset({"in", "since", "until", "year", "circa", "after", "before"})
_COUNT_BEFORE = frozenset("some about around than nearly almost over least roughly approximately another most to with killed".split())
_FROM_NUMBER = re.compile(r"\bfrom\s(?:\w+\s)?(\d[\d,.]*)\sto\s\Z", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:last|past|previous|next|coming|recent|preceding|final|following|opening|first|latest|every)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)


def regions(text: str) -> list[tuple[int, int]]:
    """The character ranges in which no number is an amount, in order."""
    found = [match.span() for match in _LIST_NUMBER.finditer(text)]
    found += _dates_and_numbers(text)
    found += [match.span() for pattern in _AT_SIGN for match in pattern.finditer(text)]
    if "clock" in text:
        found += [match.span() for match in _OCLOCK.finditer(text)]
    return merged(found)


def _dates_and_numbers(text: str) -> list[tuple[int, int]]:
    """What begins with a figure or the name of a month, in order."""
    marks, found, end = landmarks(text), [], 0
    months = [start for start, word in marks.words if word in MONTHS]
    for start in sorted([*marks.figures, *months]):
        if start < end or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue
        match = (_AT_DIGIT if text[start].isdigit() else _AT_MONTH).match(text, start)
        if match:
            end = match.end()
            found.append(match.span())
    return found


def is_labelled(text: str, start: int, end: int, *, labels: Collection[str], capitalised: Collection[str]) -> bool:
    """Whether the numeral at [start, end) is the name of the noun before it: "page 97", "phase two", "No. 5".

    `labels` are such nouns in lower case; those of `capitalised` count only with a capital, and not before a bracket,
    where the number may be an age: "Section (12)", but not "Anne Ward (39)".

    >>> is_labelled("on page 97", 8, 10, labels={"page"}, capitalised=set())
    True
    """
    match = _LABEL_BEFORE.search(text[max(0, start - 24) : start])
    if not match or _LABEL_STOPS.match(text, end):
        return False
    folded = match[1].casefold()
    if folded not in labels or (folded in capitalised and (match["bracket"] or not match[1][0].isupper())):
        return False
    numeral = text[start:end].casefold()
    return numeral[0].isdigit() or (numeral in _NUMBER_WORDS and folded != "no")


def goes_on(text: str, end: int, start: int) -> bool:
    """Whether a labelled number at [..., end) and the number at [start, ...) share the label: "stages 4 and 5"."""
    return bool(_LABEL_GOES_ON.fullmatch(text, end, start)) and text[start].isdigit()


def merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap as one.

    >>> merged([(5, 9), (0, 3), (8, 12)])
    [(0, 3), (5, 12)]
    """
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return [(start, end) for start, end in out]


def anchored(text: str, start: int, end: int) -> bool:
    """Whether a span of time at [start, end) says when, not how long: "two years ago", "the last three months".

    >>> anchored("It closed two years ago.", 10, 19), anchored("It took two years.", 8, 17)
    (True, False)
    """
    return bool(_AGO.match(text, end)) or bool(_LAST.search(text[max(0, start - 30) : start]))


def is_year(text: str, start: int, end: int) -> bool:
    """Whether a bare number of four figures is rather a year: "in 2019", "the 2022 vote", but not "some 2000 people".

    >>> is_year("in 2019 they won", 3, 7), is_year("some 2000 people", 5, 9)
    (True, False)
    """
    digits = text[start:end]
    if not re.fullmatch(r"1[0-9]\d\d|20\d\d|21\d\d", digits):
        return False
    before = re.search(r"([^\W\d_]+)[\s(]*\Z", text[max(0, start - 20) : start])
    word = before[1].casefold() if before else ""
    if word == "to" and (first := _FROM_NUMBER.search(text, max(0, start - 24), start)) and not "1800" <= first[1] < "2100":
        return False
    if word in _YEAR_BEFORE and (digits >= "1800" or word in _DATED_BEFORE):
        return True
    counted = re.match(r"\s(?:\w+\s)?(?:people|men|women|children|troops|\w+s)\b", text[end : end + 40])
    if not "1800" <= digits < "2100":
        return False
    return not (counted and word in _COUNT_BEFORE)

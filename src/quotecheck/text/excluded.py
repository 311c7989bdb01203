"""Where figures stand that state no amount: addresses, phone numbers, dates, clock times, list numbers, numbered names.

>>> text = "1. On July 18, 2019, at 10:30 a.m., stage 6 began; 70 workers called 555-123-4567."
>>> [text[start:end] for start, end in regions(text, labels=frozenset({"stage"}), capitalised=frozenset())]
['1.', 'July 18, 2019', '10:30 a.m.', 'stage 6', '555-123-4567']

Regions are half-open character ranges, sorted, without overlap. Spans of time ("three days") are amounts and stay out,
but for those that say when something was: "three years ago", "the last two weeks" (see `anchored`).
"""

import re
from collections.abc import Collection

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Jun\.|Jul\.|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC|(?:JANU|FEBRU)ARY|MARCH|APRIL|AUGUST|(?:SEPTEM|OCTO|NOVEM|DECEM)BER)"
)
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)\d\d"
_DASH = r"\s?[-–—/]\s?"
_DATES = (
    rf"\b{_MONTH}\s+{_DAY}(?!\d|,\d{{3}}|\.\d|%)"
    rf"(?:(?:{_DASH}|\s+(?:to|and|or|until)\s+)(?:{_MONTH}\s+)?{_DAY}(?![\d,.]\d|\d|%| \d)){{0,4}}(?:,?\s+{_YEAR}\b)?",
    rf"\b(?:{_DAY}(?:{_DASH}|\s+(?:to|and|or)\s+|,\s)){{0,4}}{_DAY}(?:\s+of)?[\s-]+{_MONTH}\b(?:,?[\s-]+{_YEAR}\b|-\d\d\b)?",
    rf"\b{_MONTH},?[\s-]+(?:of\s+)?{_YEAR}\b(?:{_DASH}{_YEAR}\b)?",
    r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\S{0,20}|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d\d)\b",
    rf"\b{_YEAR}{_DASH}(?:{_YEAR}|\d\d)\b(?!\.\d|%|,\d)|\b(?:1[0-9]|20)\d\d-\d\d\b",
    rf"(?<![\w$£€])['’]?(?:1[0-9]|20)\d0s\b|['’]\d\d\b|\b(?:FY|Q[1-4]|H[12])[\s-]?{_YEAR}\b",
)
_CLOCK = (
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?\b\.?|hrs|hours|GMT|UTC|[ECMP][SD]?T\b)|\b\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?\b",
    r"\b\d{1,2}(?:\s?[-–]\s?\d{1,2}|\s+to\s+\d{1,2})?\s?(?:[ap]\.\s?m\.?|[ap]m\b|[AP]M\b|o['’]clock)|\b[a-z]{3,6}\s+o['’]clock",
    r"\b\d{4}\s?(?:hrs|GMT|UTC|hours (?:local|GMT|UTC))\b|\b\d{1,2}h\d\d\b",
)
_CODES = (
    r"(?:https?://|www\.)[^\s<>“”]+|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<!\w)[@#]\w+",
    r"\b[\w-]{1,63}\.(?:com|org|net|gov|edu|int|html?|php|jpe?g|png|pdf)\b[^\s]*",
    r"^[ \t“\"‘'(\[]{0,8}\d{1,2}[.)](?=\s|$)",
    r"(?<![\w.,])\+\d{1,3}[\s().-]?(?:\(?\d{1,6}\)?[\s.-]?){2,6}\d|\(\d{2,4}\)\s?\d{3,4}[\s-]?\d{3,4}|\b(?:1-)?\d{3}[-.]\d{3}[-.]\d{4}\b",
    r"\b\d{3}-\d{4}\b|\b1-8\d\d-[\dA-Z-]{4,20}|\b0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}\b|\b0800 \d[\d ]{3,12}",
    r"\b(?:9/11|7/7|24/7|50/50|50-50|20/20|20-20)\b|\b\d+\.\d+\.\d+(?:\.\d+)*\b|\b\d{9,}\b|\b\d+(?:st|nd|rd|th)s?\b|\b\d+[xX]\d+\b",
    r"(?<![\d.,])(?<!\d[ \u00a0\u2009\u202f])0\d+\b(?![.,]\d)",
    r"(?<![\w/.,])(?!(?:1/2|1/3|2/3|[13]/4|[1-4]/5|[1357]/8|1/10)\b)\d+/\d+\b(?:/\d+)?",
)
_IDIOMS = (
    r"\bone\s+(?:another|day|by\s+one|thing|side|hand|time|final|last)\b|\bone[-\s]on[-\s]one\b|\bone['’]s(?:elf)?\b|\boneself\b",
    r"\b(?:no|some|any|every|each|this|that|which|the|only|another|last|next|good|new|old|whoever|not)\s+one\b",
    r"\bone\s+of\s+(?:the|those|these|its|his|her|their|our|my|your|them|us|many|several|\w{1,30}['’]s)\b",
    r"\bone\s+(?:or\s+(?:another|the\s+other)|way\s+or)\b|\bat\s+(?:one\s+(?:point|stage|time|end|moment)|sixes\s+and\s+sevens)\b",
    r"\b(?:day|square|number)\s+one\b|\bcloud\s+nine\b|\bsecond\s+to\s+none\b|\b(?:in\s+)?twos\s+and\s+threes\b",
    r"\ba\s+(?:thousand|million)\s+(?:times\s+)?(?:words|thanks)\b",
    r"\b(?:first|last|past|previous|next|coming|recent|preceding|final|following|opening|closing|early|late)\s+(?:few\s+)?"
    r"(?:\w{1,20}(?:-\w{1,20})?\s+){1,2}(?:seconds|minutes|hours|days|weeks|months|years|decades|quarters|centuries)\b",
)
_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in (*_CODES, *_DATES, *_CLOCK)), re.MULTILINE)
_IDIOM = re.compile("|".join(f"(?:{pattern})" for pattern in _IDIOMS), re.IGNORECASE)
_LABEL = re.compile(
    r"(?<![^\W\d])([^\W\d_]+|[#№]|n[°º])\.?[\s-]?(\d+(?:\.\d+)?[A-Za-z]?(?:\(\w+\))*|(?:one|two|three|four|five|six|seven|eight|nine|ten|zero)\b)"
    r"(?:(?:\s?[-–,/]\s?|\s+(?:and|to|or|&)\s+)(?:\d{1,3}[A-Za-z]?\b(?!\s?%|[.,]\d))){0,6}(?![\d%])(?!\s(?:per\s?cent|percent|million|billion|trillion|thousand)\b)",
)
_AGO = re.compile(
    r"(?:\s+|-)(?:\w+\s+)?(?:ago|earlier|prior|later|from\s+now|before\s+(?:that|then)|hence|after(?:wards?)?\b(?!\s+\w+ing)|back\b|old\b(?!\b))|['’]s?\s+time\b",
    re.IGNORECASE,
)
_LAST = re.compile(
    r"\b(?:last|past|previous|next|coming|recent|preceding|final|following|opening|first|latest|every)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)


def regions(text: str, *, labels: Collection[str], capitalised: Collection[str]) -> list[tuple[int, int]]:
    """The character ranges in which no number is an amount, in order.

    `labels` are nouns before a number that is their name ("page 97"), those of `capitalised` only with a capital.
    """
    found = [match.span() for match in _ANY.finditer(text)]
    found += [match.span() for match in _IDIOM.finditer(text)]
    for match in _LABEL.finditer(text):
        word = match[1]
        folded = word.casefold()
        if folded in labels and (folded not in capitalised or word[0].isupper()) and not (folded in ("no", "may") and match[2].isalpha()):
            found.append(_trimmed(text, *match.span()))
    return merged(found)


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
    if word in _YEAR_BEFORE and (digits >= "1800" or word in ("in", "since", "until", "year", "circa", "after", "before")):
        return True
    counted = re.match(r"\s(?:\w+\s)?(?:people|men|women|children|troops|\w+s)\b", text[end : end + 40])
    if not "1800" <= digits < "2100":
        return False
    return not (counted and word in _COUNT_BEFORE)


_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "during",
        "from",
        "before",
        "after",
        "year",
        "early",
        "late",
        "mid",
        "of",
        "to",
        "the",
        "its",
        "his",
        "her",
        "their",
        "and",
        "this",
        "fiscal",
        "winter",
        "summer",
        "spring",
        "autumn",
        "fall",
    ]
)
_COUNT_BEFORE = frozenset(
    [
        "some",
        "about",
        "around",
        "than",
        "nearly",
        "almost",
        "over",
        "least",
        "roughly",
        "approximately",
        "another",
        "most",
        "to",
        "with",
        "killed",
    ]
)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ",. ":
        end -= 1
    return start, end

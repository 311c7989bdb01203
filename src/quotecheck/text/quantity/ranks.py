"""Expressions of number with a grammar of their own: ranks, decades of life, scores.

>>> text = "The third-largest town won 2-1; its mayor is in his 70s."
>>> [(text[q.start:q.end], q.rule, q.value, q.low) for q in special(text, [])]
[('third-largest', 'rank', 3.0, None), ('2-1', 'score', None, None), ('in his 70s', 'decade', None, 70.0)]
"""

import re
from collections.abc import Iterator

from quotecheck.text.numerals import ordinal_value
from quotecheck.text.quantity.parsed import ParsedQuantity

_RANK = re.compile(
    r"\b(?=[\dstfen])(?P<first>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))(?:"
    r"[\s-](?:most\b|best\b|worst\b|least\b|(?!(?:"
    r"arrest|conquest|contest|digest|forest|guest|harvest|inquest|interest|invest|manifest|modest|protest|quest|request|tempest"
    r")\b)[a-z]{3,}est\b)|(?:[\s-](?:straight|consecutive|successive)\b)"
    r"|(?=\s(?:\w+\s){1,2}(?:in\s+a\s+row|running)\b))",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|finish(?:es|ed|ing)?|came|comes|coming)\s+(?:joint\s+|in\s+|an?\s+|at\s+)?(?P<first>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:in\s+)?(?:his|her|their|my|our|your)\s+(?:early[\s-]|mid[\s-]?|late[\s-])?(?P<decade>[2-9]0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.I,
)
_DECADES = {
    "teens": 13,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_SCORE = re.compile(r"(?<![\w.,/$£€-])(?:(?:\d{1,2}[-–]\d{1,2})(?:,\s|\s(?:and\s)?|(?=\W|\Z)))+")
_SCORE_CONTEXT = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|los[et]s?|losing|loss|beat(?:en|s|ing)?|dr[ae]w(?:n|s)?|defeat(?:s|ed|ing)?|victory|lead(?:s|ing)?|led|trail(?:s|ed|ing)?|thrash(?:ed|ing)?|score(?:line)?|aggregate|tie|tied|down|up|record|vot(?:e|es|ed|ing)|"
    r"match|triumph|rout|decision|ruling|ruled|goals?|stalemate|finish(?:ed)?|hammer(?:ed|ing)|crush(?:ed|ing)|edg(?:ed|ing)|past|against)\b",
    re.I,
)


def special(text: str, regions: list[tuple[int, int]]) -> list[ParsedQuantity]:
    """The ranks, decades of life and scores of a text, in order, but for those inside the excluded `regions` (sorted)."""
    found: list[ParsedQuantity] = []
    for pattern in (_RANK, _PLACED):
        for match in pattern.finditer(text):
            start = match.start("first")
            found.append(
                ParsedQuantity(start, max(match.end(), match.end("first")), float(ordinal_value(match["first"]) or 0), rule="rank")
            )
    for match in _DECADE.finditer(text):
        low = _DECADES.get(match["decade"].casefold()) or int(match["decade"][:2])
        found.append(ParsedQuantity(*match.span(), low=float(low), high=float(low + (6 if low == 13 else 9)), unit="year", rule="decade"))
    for match in _SCORE.finditer(text):
        found.extend(_score(text, match.start(), match.end()))
    free: list[ParsedQuantity] = []
    at = 0
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        while at < len(regions) and regions[at][1] <= quantity.start:
            at += 1
        if (free and quantity.start < free[-1].end) or (at < len(regions) and regions[at][0] < quantity.end and quantity.rule != "rank"):
            continue
        if at < len(regions) and regions[at][0] <= quantity.start and quantity.end < regions[at][1]:
            continue
        free.append(quantity)
    return free


def _score(text: str, start: int, end: int) -> Iterator[ParsedQuantity]:
    """A score or the two sides of a vote ("2-1", "6-3, 6-4"); it states several numbers, so it has no value of its own."""
    pairs = re.findall(r"(\d+)[-–](\d+)", text[start:end])
    while end > start and text[end - 1] in ", and":
        end -= 1
    context = text[max(0, start - 40) : start] + " " + text[end : end + 25]
    if not (all(int(left) >= int(right) for left, right in pairs) or _SCORE_CONTEXT.search(context)):
        return
    if not _UNIT_AFTER.match(text, end):
        yield ParsedQuantity(start, end, rule="score")


_UNIT_AFTER = re.compile(r"\s?(?:%|per\s?cent|percent|(?:\w{1,12}\s)?years?\b|million|billion)|-[a-z]")

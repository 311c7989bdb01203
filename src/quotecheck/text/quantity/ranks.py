"""Expressions of number with a grammar of their own: ranks, decades of life, scores.

>>> text = "The third-largest town won 2-1; its mayor is in his 70s."
>>> [(text[q.start:q.end], q.rule, q.value, q.low) for q in special(text, [])]
[('third-largest', 'rank', 3.0, None), ('2-1', 'score', None, None), ('in his 70s', 'decade', None, 70.0)]
"""

import re
from collections.abc import Iterator

from quotecheck.text.landmarks import DECADES, landmarks
from quotecheck.text.numeral_words import ORDINALS
from quotecheck.text.numerals import ordinal_value
from quotecheck.text.quantity.parsed import ParsedQuantity

_ORDINAL = r"(?P<first>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))"
_RANK = re.compile(
    rf"{_ORDINAL}(?:[\s-](?:most\b|best\b|worst\b|least\b|(?!(?:"
    r"arrest|conquest|contest|digest|forest|guest|harvest|inquest|interest|invest|manifest|modest|protest|quest|request|tempest"
    r")\b)[a-z]{3,}est\b)|(?:[\s-](?:straight|consecutive|successive)\b)"
    r"|(?=\s(?:\w+\s){1,2}(?:in\s+a\s+row|running)\b))"
)
_PLACED_BEFORE = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|finish(?:es|ed|ing)?|came|comes|coming)\s+(?:joint\s+|in\s+|an?\s+|at\s+)?\Z"
)
_OF_LIFE_BEFORE = re.compile(r"\b(?:in\s+)?(?:his|her|their|my|our|your)\s+(?:early[\s-]|mid[\s-]?|late[\s-])?\Z")
_AT_FIGURES = re.compile(r"(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)|(?P<decade>[2-9]0s\b)|(?P<score>\d{1,2}[-–]\d{1,2}(?=\W|\Z))")
_SCORE = re.compile(r"(?<![\w.,/$£€-])(?:(?:\d{1,2}[-–]\d{1,2})(?:,\s|\s(?:and\s)?|(?=\W|\Z)))+")
_SCORE_CONTEXT = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|los[et]s?|losing|loss|beat(?:en|s|ing)?|dr[ae]w(?:n|s)?|defeat(?:s|ed|ing)?|victory|lead(?:s|ing)?|led|trail(?:s|ed|ing)?|thrash(?:ed|ing)?|score(?:line)?|aggregate|tie|tied|down|up|record|vot(?:e|es|ed|ing)|"
    r"match|triumph|rout|decision|ruling|ruled|goals?|stalemate|finish(?:ed)?|hammer(?:ed|ing)|crush(?:ed|ing)|edg(?:ed|ing)|past|against)\b",
    re.I,
)


def special(text: str, regions: list[tuple[int, int]]) -> list[ParsedQuantity]:
    """The ranks, decades of life and scores of a text, in order, but for those inside the excluded `regions` (sorted)."""
    marks = landmarks(text)
    found: list[ParsedQuantity] = []
    for start, word in marks.words:
        if word in ORDINALS:
            found.extend(_rank(marks.folded, start, start + len(word)))
        elif word in DECADES:
            found.extend(_decade(marks.folded, start, start + len(word)))
    done = 0
    for at in marks.figures:
        match = _AT_FIGURES.match(marks.folded, at)
        if match and match["ordinal"]:
            found.extend(_rank(marks.folded, *match.span()))
        elif match and match["decade"]:
            found.extend(_decade(marks.folded, *match.span()))
        elif match and at >= done and (score := _SCORE.match(text, at)):
            done = score.end()
            found.extend(_score(text, *score.span()))
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


def _rank(folded: str, start: int, end: int) -> Iterator[ParsedQuantity]:
    """ "third-largest", "fourth month in a row", "finished second": the rank of the ordinal at [start, end)."""
    if folded[start - 1 : start].isalnum():
        return
    match = _RANK.match(folded, start)
    if match or _PLACED_BEFORE.search(folded, max(0, start - 24), start):
        value = float(ordinal_value(folded[start:end]) or 0)
        yield ParsedQuantity(start, max(match.end(), match.end("first")) if match else end, value, rule="rank")


def _decade(folded: str, start: int, end: int) -> Iterator[ParsedQuantity]:
    """ "in his 70s", "her late twenties": a decade of life."""
    if match := _OF_LIFE_BEFORE.search(folded, max(0, start - 20), start):
        low = DECADES.get(folded[start:end]) or int(folded[start : start + 2])
        yield ParsedQuantity(match.start(), end, low=float(low), high=float(low + (6 if low == 13 else 9)), unit="year", rule="decade")


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

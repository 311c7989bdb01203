"""What stands around a number and says more of it: comparators, ages, and what a rate is per."""

import re
from dataclasses import replace

from quotecheck.text.numerals import FIGURES
from quotecheck.text.quantity.parsed import ParsedQuantity
from quotecheck.text.quantity.vocabulary import Context

_WORD_AFTER = re.compile(r"\s+\w")
_OLD = re.compile(r"(?:[\s-]| - )olds?\b|\s+of\s+age\b", re.IGNORECASE)
_IS_AGED = re.compile(r"\b(?:he|she|who)(?:['’]s|\s+(?:is|was))\s+(?:only\s+|just\s+|now\s+|then\s+)?\Z")
_AFTER_AGE = re.compile(r"\s*(?:[.,;:)”\"]|\Z)(?!\d)|\s+(?:when|at\s+the\s+time|years?\s+old)\b")
_YO = re.compile(r"\s?(?:yo|y/o)\b")
_AGED = re.compile(r"\b(?:aged|ages|age|turn(?:s|ed|ing)?)\s+(?:of\s+|between\s+|about\s+|around\s+|only\s+|just\s+){0,3}\Z")
_PLUS_SCALE = re.compile(r"\d(?:-plus|\+)\s")
_BETWEEN_AGES = re.compile(r"between\s+(?:the\s+)?ages?\s", re.IGNORECASE)
_OVER_A = re.compile(r"(?:over|under|around|within|about|near|above|below)\s+an?\s+", re.IGNORECASE)
_NOUN_OR = re.compile(r"\s[a-z]+(?=\sor\s)")
_PER = re.compile(
    r"(?:\s(?:(?P<per>per)|an?|each|every|for\s+every|for\s+each)\s|(?P<slash>\s?/\s?)|[\s-]an?-| - an? - )(?=\w)", re.IGNORECASE
)
_LOWER_WORD = re.compile(r"[a-z]+")
_BASE = re.compile(
    rf"\s(?:per|for\s+(?:every|each))\s(?P<base>{FIGURES}(?:\s(?:thousand|lakh|million))?|(?:an?\s|one\s)?(?:hundred|thousand|lakh|million))\b",
    re.IGNORECASE,
)
_BASE_NOUN = re.compile(
    r"\s(?!(?:in|of|for|from|to|at|on|by|and|or|as|is|are|was|were|last|this|compared|over|between|during|since|with|than|but|per|a|an|the|i|you"
    r"|we|they|he|she|it|that|which|who|have|has|had|will|would)\b)[a-z]+"
)
_NOUN_PER = re.compile(
    r"\s(?:(?!(?:of|in|and|or|to|for|at|on|by|from|with|the|that|who|is|was|were|are|an?)\b)[a-z-]+\s){1,3}(?:per|each|every|an?)\s(?=[a-z])"
)
_OF_NOUN_PER = re.compile(r"\sof(?:\s[a-z-]+){1,3}?\s(?:per|each|every|an?)\s(?=[a-z])")
EACH_NOUNS = frozenset(
    "share head person piece ticket pop household student pupil bottle copy night dozen unit seat vote word page visit".split()
)
"""Nouns after "a" that make a rate of money: "$70 a share"."""
_NOUN_PER_NUMBER = re.compile(r"(?:\s(?!(?:and|or|but|that|who|is|was|were|are)\b)[a-z-]+){1,3}?(?=\s(?:per|for\s+(?:every|each))\s)")
_WHEN_AFTER = re.compile(r"\s(?:ago|after|before|later|earlier|old|from|and|or|in\s+(?:jail|prison))\b|-")
_ADVERB = re.compile(
    r"(?:\s(?!(?:of|in|and|or|to|for|at|on|by|from|with|the|that|who|is|was|were|are|an?)\b)[a-z]+){0,3}\s"
    r"(?P<word>hourly|daily|weekly|monthly|quarterly|yearly|annually)(?=\s*(?:[.,;:)–—-]|\Z)|\s(?:in|on|at|by|from|to|and|for|as|since|but)\b)"
)
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}


def aged(context: Context, quantity: ParsedQuantity) -> ParsedQuantity:
    """The quantity as an age where the words around it say so: "27-year-old", "aged 35", "40 years old"."""
    text = context.text
    if quantity.unit in ("year", "month", "week", "day") and (match := _OLD.match(text, quantity.end)):
        return replace(quantity, end=match.end(), rule="age")
    if quantity.unit is None and quantity.rule in ("count", "range"):
        if _is_age_of_pronoun(context, quantity) or _BETWEEN_AGES.match(text, quantity.start):
            return replace(quantity, unit="year", rule="age")
        if match := _AGED.search(context.before(quantity.start, 24)):
            is_age = match[0].startswith("age") or not _WORD_AFTER.match(text, quantity.end)
            return replace(quantity, unit="year", rule="age") if is_age else quantity
        if match := _YO.match(text, quantity.end):
            return replace(quantity, end=match.end(), unit="year", rule="age")
    return quantity


def _is_age_of_pronoun(context: Context, quantity: ParsedQuantity) -> bool:
    """ "She was 85.", "a son who is 12, ..."."""
    if quantity.value is None or not 0 < quantity.value < 115 or quantity.value % 1:
        return False
    return bool(_IS_AGED.search(context.before(quantity.start, 24)) and _AFTER_AGE.match(context.text, quantity.end))


def bounded(context: Context, quantity: ParsedQuantity) -> ParsedQuantity:
    """The quantity with the comparator before or after it."""
    text, comparators = context.text, context.vocabulary.comparators
    if context.before(quantity.start, 4) == "sub-":
        return replace(quantity, start=quantity.start - 4, comparator="<")
    if found := comparators.before(text, quantity.start):
        comparator, start = found
        is_within = comparator == "<=" and text[start : start + 6].casefold() == "within"
        is_place = text[quantity.end : quantity.end + 1] == "-" and _OVER_A.fullmatch(text, start, quantity.start)
        if is_place:  # "over a five-game span"
            return quantity
        if not is_within or quantity.rule in ("time", "measure", "range"):
            after = comparators.after(text, quantity.end) if comparator == "~" else None
            if after and after[0] != "~":  # "about 500 or more"
                return replace(quantity, start=start, end=after[1], comparator=after[0])
            return replace(quantity, start=start, comparator=comparator)
    if found := comparators.after(text, quantity.end):
        return replace(quantity, end=found[1], comparator=found[0])
    if _PLUS_SCALE.search(text, quantity.start, quantity.end):
        return replace(quantity, comparator=">=")
    noun = _NOUN_OR.match(text, quantity.end) if quantity.unit is None else None
    if noun and (found := comparators.after(text, noun.end())):
        return replace(quantity, comparator=found[0])
    return quantity


def rate(context: Context, quantity: ParsedQuantity) -> tuple[str, int] | None:
    """What the quantity is per, with where that ends: "$20 a month", "3 deaths per 100,000 people", "two calls every hour".

    A unit has its own name ("month"); a number keeps its noun as printed ("100,000 people").
    """
    if quantity.rule in ("age", "rank", "score", "decade"):
        return None
    text, end = context.text, quantity.end
    if match := _PER.match(text, end):
        found = _unit_per(context, match.end())
        if found and (match["per"] or not _WHEN_AFTER.match(text, found[1])):
            return found
        word = _LOWER_WORD.match(text, match.end())
        if word and (match["per"] or match["slash"] or word[0] in EACH_NOUNS):
            return context.vocabulary.units.of_symbol(word[0]) or word[0], word.end()
    if found := _per_number(context, end):
        return found
    is_count = quantity.rule in ("count", "range", "vague", "fraction")
    match = (_NOUN_PER if is_count else _OF_NOUN_PER).match(text, end, end + 60)
    if match and (found := _unit_per(context, match.end())):
        return found if context.vocabulary.units.is_time(found[0]) and not _WHEN_AFTER.match(text, found[1]) else None
    adverb = _ADVERB.match(text, end, end + 60)
    return (_ADVERBS[adverb["word"]], adverb.end()) if adverb else None


def _unit_per(context: Context, position: int) -> tuple[str, int] | None:
    found = context.vocabulary.units.after(context.text, position)
    if found and found[0].kind in ("time", "measure"):
        return found[0].name, found[1]
    return ("year", position + 5) if context.text.startswith("annum", position) else None


def _per_number(context: Context, end: int) -> tuple[str, int] | None:
    """ "per 100,000 people", "for every 1,000 live births", the count's own noun before it passed over."""
    text = context.text
    match = _BASE.match(text, end) or ((noun := _NOUN_PER_NUMBER.match(text, end, end + 40)) and _BASE.match(text, noun.end())) or None
    if not match:
        return None
    stop = match.end()
    for _ in range(2):
        if noun := _BASE_NOUN.match(text, stop):
            stop = noun.end()
    return text[match.start("base") : stop], stop

"""Whether a numeral, in the words around it, states an amount: not a year, a code, a pronoun or half of an idiom.

>>> [is_amount(text, start, end, idioms=frozenset({"way"})) for text, start, end in
...  [("in 2019", 3, 7), ("7 dead", 0, 1), ("an A320 jet", 4, 7), ("a two-way street", 2, 5), ("a two-room flat", 2, 5)]]
[False, True, False, False, True]
"""

import re
from collections.abc import Collection

from quotecheck.text.quantity import excluded

_LETTERS_AFTER = re.compile(r"[^\W\d]|['’]s\b|-[A-Z]{2}")
_HYPHENED = re.compile(r"[-‑]([^\W\d]+)")
_AFTER_ONE = re.compile(
    r"[,.;:!?”\"’)]|\Z|\s+(?:who|which|that|is|was|has|had|can|could|may|might|must|should|would|will|does|needs|never|else"
    r"|after|on|with|where|when|to|in\s+order|and\s+only)\b"
)
_IDIOM_AFTER = re.compile(
    r"\s+(?:another|such|better|day|by\s+one|thing|side|hand|time|final|last|way\s+or|or\s+(?:another|the\s+other))\b|[-\s]on[-\s]one\b|['’]s(?:elf)?\b"
    r"|\s+of\s+(?!(?:(?:every|each|all|about|some)\s+)?(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b))\w",
    re.IGNORECASE,
)
_IDIOM_BEFORE = re.compile(
    r"\b(?:no|some|any|every|each|this|that|which|the|only|another|last|next|good|new|old|whoever|not|day|square|number)\s+\Z"
    r"|\bat\s+\Z",
    re.IGNORECASE,
)
_ADJECTIVE_BEFORE = re.compile(r"\b(?:an?|the|this|that|these)\s+(?:[\w-]+\s+){1,2}\Z", re.IGNORECASE)
_BIG_BEFORE = re.compile(r"\bbig\s+\Z", re.IGNORECASE)
"""Before a few that have a name together: "the big five"."""
_THOSE_BEFORE = re.compile(r"\b(?:the|these|those|all|us|them|you|between)\s+\Z", re.IGNORECASE)
_AFTER_THOSE = re.compile(
    r"[,.;:!?”\"’)]|\Z|\s+(?:is|are|was|were|has|have|had|will|would|said|started|met|also|then|did|do|and|in|on|at|to|who|which"
    r"|that|from|for)\b"
)
_TO_NUMBER = re.compile(
    r"\s+(?:to|and|or)\s+(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty)\b)", re.IGNORECASE
)
_MULTIPLE_AFTER = re.compile(r"\s+(?:as|the|that|what|its|their|his|her|last)\b", re.IGNORECASE)
_NOT_MULTIPLE_AFTER = re.compile(r"\s+(?:up|down|back|over|as\s+(?:an?|the|its|his|her|their))\b", re.IGNORECASE)
_MULTIPLE_BEFORE = re.compile(
    r"\b(?:to|will|would|could|can|may|might|should|nearly|almost|than|about|must|roughly|over)\s+\Z", re.IGNORECASE
)


def is_amount(text: str, start: int, end: int, *, idioms: Collection[str]) -> bool:
    """Whether the bare numeral (with no unit) at [start, end) states an amount.

    `idioms` are second halves of fixed expressions: "two-way", "one-off".
    """
    is_figures = text[start].isdigit() or text[start] in ".-−"
    if not stands_free(text, start, end):
        return False
    if text[start : start + 6].casefold() in ("minus ", "negati"):
        return True
    if is_figures and excluded.is_year(text, start, end):
        return False
    if hyphened := _HYPHENED.match(text, end):
        return hyphened[1].casefold() not in idioms and not (is_figures and hyphened[1].isupper())
    if text[start:end].casefold() == "one":
        return not _ADJECTIVE_BEFORE.search(text[max(0, start - 30) : start]) and not _AFTER_ONE.match(text, end)
    if not is_figures and _BIG_BEFORE.search(text, max(0, start - 5), start):
        return False
    if not is_figures and _THOSE_BEFORE.search(text[max(0, start - 9) : start]):
        return bool(_TO_NUMBER.match(text, end)) or not _AFTER_THOSE.match(text, end)
    return True


def is_pronoun_one(text: str, start: int, end: int) -> bool:
    """Whether "one" at [start, end) is a pronoun or part of an idiom: "one of the men", "one day", "no one".

    >>> is_pronoun_one("one of the men", 0, 3), is_pronoun_one("one member state", 0, 3)
    (True, False)
    """
    if text[start:end].casefold() != "one":
        return False
    return bool(_IDIOM_AFTER.match(text, end) or _IDIOM_BEFORE.search(text[max(0, start - 30) : start]))


def stands_free(text: str, start: int, end: int) -> bool:
    """Whether no letters are joined to a numeral: "A320", "Covid-19" and "2A" are codes; "sub-100" and "mid-ten" are not.

    >>> stands_free("Covid-19", 6, 8), stands_free("2A", 0, 1), stands_free("10-year", 0, 2)
    (False, False, True)
    """
    is_figures = text[start].isdigit() or text[start] == "."
    before, joint = text[max(0, start - 2) : max(0, start - 1)], text[max(0, start - 1) : start]
    if joint.isalpha() or before + joint == "\\'":  # the remains of an apostrophe: "didn\\'92t"
        return False
    if (
        joint
        and joint in "-_/#@.'’"
        and before.isalpha()
        and not text[max(0, start - 3) : max(0, start - 2)].isdigit()
        and text[max(0, start - 4) : start].lower() != "sub-"
        and (is_figures or joint != "-")
    ):
        return False
    return not (is_figures and _LETTERS_AFTER.match(text, end))


def is_multiple(text: str, start: int, end: int) -> bool:
    """Whether "double", "twice" and the like multiply: "double the rate", "to double", "doubled", not "a double room".

    >>> is_multiple("It doubled.", 3, 10), is_multiple("a double room", 2, 8), is_multiple("twice as much", 0, 5)
    (True, False, True)
    """
    word = text[start:end].casefold()
    if _NOT_MULTIPLE_AFTER.match(text, end):
        return False
    if word.endswith(("ed", "ing", "fold")) or _MULTIPLE_AFTER.match(text, end):
        return True
    return word not in ("twice", "doubles", "triples", "thrice") and bool(_MULTIPLE_BEFORE.search(text[max(0, start - 14) : start]))

"""What kind of words an unmarked change touches: a negation, a number, a name, a tense.

>>> flags_of(Difference("will", "won't", ("will",), ("won't",)))
('negation_changed',)
>>> flags_of(Difference("1,200", "12,000", ("1200",), ("12000",)))
('number_changed',)
"""

import re
from functools import cache

from quotecheck.lexicon import load
from quotecheck.text import numerals
from quotecheck.verdicts import Flag
from quotecheck.verification.difference import Difference
from quotecheck.verification.forms import is_numeric

CLAUSE = 4
"""Words of a cut that may hold a negation of what is left; a longer one takes its own clause with it."""

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s*$")
_NEGATIVE_PREFIX = re.compile(r"(?:un|in|im|il|ir|dis|non)(?=\w{4})")


def flags_of(difference: Difference) -> tuple[Flag, ...]:
    """The flags of one altered place, in the order in which the records list them."""
    found: list[Flag] = []
    if negation_changed(difference):
        found.append("negation_changed")
    if number_changed(difference):
        found.append("number_changed")
    if name_changed(difference):
        found.append("name_changed")
    if tense_changed(difference):
        found.append("tense_changed")
    return tuple(found)


def negation_changed(difference: Difference) -> bool:
    """Whether one side denies what the other asserts: a negation more, or "legal" for "illegal".

    >>> negation_changed(Difference("", "not", (), ("not",))), negation_changed(Difference("legal", "illegal", ("legal",), ("illegal",)))
    (True, True)
    >>> negation_changed(Difference("never", "not", ("never",), ("not",)))
    False
    """
    quoted, said = difference.quoted_words, difference.said_words
    if max(len(quoted), len(said)) > CLAUSE and not (quoted and said):
        return False
    if sum(map(is_negation, quoted)) % 2 != sum(map(is_negation, said)) % 2:
        return True
    return any(_denies(one, other) or _denies(other, one) for one in quoted for other in said)


def is_negation(word: str) -> bool:
    """Whether a word in canonical form negates.

    >>> [is_negation(word) for word in ["not", "can't", "cannot", "never", "note"]]
    [True, True, True, True, False]
    """
    return word in _negations() or word.endswith("n't")


def number_changed(difference: Difference) -> bool:
    """Whether a number stands where the other side has another, or where a numeral is cut short ("two hundred", "two").

    >>> number_changed(Difference("fifty", "fifteen homes", ("fifty",), ("fifteen", "homes")))
    True
    >>> number_changed(Difference("", "hundred", (), ("hundred",), before=("two",), after=("homes",)))
    True
    >>> number_changed(Difference("a", "one", ("a",), ("one",)))
    False
    """
    if not any(map(is_numeric, (*difference.quoted_words, *difference.said_words))):
        return False
    quoted, said = _numbers(difference.quoted), _numbers(difference.said)
    if difference.quoted_words and difference.said_words:
        return quoted != said and bool(quoted or said) and not (quoted | said) <= {"1"}
    words = difference.quoted_words or difference.said_words
    return all(map(is_numeric, words)) and any(map(is_numeric, (*difference.before[-1:], *difference.after[:1])))


def name_changed(difference: Difference) -> bool:
    """Whether a capitalised word stands where the other side has another word.

    >>> name_changed(Difference("Ada Poe", "Ida Poe", ("ada", "poe"), ("ida", "poe")))
    True
    >>> name_changed(Difference("big", "great", ("big",), ("great",)))
    False
    """
    if not difference.quoted_words or not difference.said_words:
        return False
    return _names(difference.quoted) != _names(difference.said)


def tense_changed(difference: Difference) -> bool:
    """Whether a verb stands in another form, or an auxiliary is added or missing.

    >>> pairs = ("go", "went"), ("support", "supported"), ("house", "home")
    >>> [tense_changed(Difference(one, other, (one,), (other,))) for one, other in pairs]
    [True, True, False]
    >>> tense_changed(Difference("will", "", ("will",), ()))
    True
    """
    quoted, said = set(difference.quoted_words) - set(difference.said_words), set(difference.said_words) - set(difference.quoted_words)
    if len(quoted) > CLAUSE or len(said) > CLAUSE:
        return False
    if not quoted or not said:
        return bool(quoted | said) and (quoted | said) <= set(_verbs()["auxiliaries"])
    return any(_stem(one) == _stem(other) for one in quoted for other in said)


@cache
def _negations() -> frozenset[str]:
    return frozenset(load("negations", dict[str, list[str]])["words"])


@cache
def _verbs() -> dict[str, list[str]]:
    return load("verb_forms", dict[str, list[str]])


@cache
def _irregular() -> dict[str, str]:
    return {form: forms.split()[0] for forms in _verbs()["verbs"] for form in forms.split()}


def _stem(word: str) -> str:
    """The base under which a verb's forms meet; good enough to tell forms of one verb from two words."""
    if word in _irregular():
        return _irregular()[word]
    for ending in ("ying", "ies", "ied", "ing", "ed", "es", "s", "d", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + ("y" if ending in ("ies", "ied", "ying") else "")
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "sl" else stem
    return word


def _denies(word: str, other: str) -> bool:
    match = _NEGATIVE_PREFIX.match(word)
    return match is not None and word[match.end() :] == other


def _numbers(text: str) -> set[str]:
    found = {str(numeral.value) if numeral.value is not None else text[numeral.start : numeral.end] for numeral in numerals.scan(text)}
    ranks = (numerals.ordinal_value(word) for word in text.split() if len(word) < 15)
    return found | {f"{rank}th" for rank in ranks if rank is not None}


def _names(text: str) -> set[str]:
    words = re.findall(r"\w[\w’'.-]*", text)
    return {word.casefold() for word in words if word[0].isupper() and word not in ("I", "I’m", "I'm", "I’ve", "I've")}

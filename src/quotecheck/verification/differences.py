"""How grave a difference is: named rules, asked in order, the first that answers decides.

A rule sees what the quote has in one place and what was said there, and returns a grade or nothing. Similarity never decides: a
quote and its negation have all words but one in common.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, islice, product
from typing import NamedTuple

from quotecheck.lexicon import load
from quotecheck.text import numerals
from quotecheck.verdicts import Grade
from quotecheck.verification.quoted import Mark

MOST_READINGS = 64
LONGEST_DIRECTION = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """What the quote has and what was said in its place, as texts and as words in canonical form; either may be empty.

    `before` and `after` are the words said around it; `mark` stands in the quote at this place; `is_set_off` says that a comma or dash
    parts what was said from its surroundings.
    """

    quoted: str = ""
    said: str = ""
    quoted_words: tuple[str, ...] = ()
    said_words: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    mark: Mark | None = None
    is_bracketed: bool = False
    is_set_off: bool = False


class Outcome(NamedTuple):
    """A grade and the name of the rule that gave it."""

    grade: Grade
    rule: str


def classify(difference: Difference) -> Outcome:
    """The grade of one difference in words.

    >>> classify(Difference("21", "twenty-one", ("21",), ("twenty", "one")))
    Outcome(grade='cosmetic', rule='number_form')
    >>> classify(Difference("do not", "don't", ("do", "not"), ("don't",)))
    Outcome(grade='cleaned', rule='contraction')
    >>> classify(Difference("", "we", (), ("we",), before=("and",), after=("we", "will")))
    Outcome(grade='cleaned', rule='stutter')
    >>> classify(Difference("won", "lost", ("won",), ("lost",)))
    Outcome(grade='altered', rule='replaced')
    """
    for rule in RULES:
        grade = rule(difference)
        if grade is not None:
            return Outcome(grade, rule.__name__)
    if not difference.quoted_words:
        return Outcome("altered", "removed")
    return Outcome("altered", "replaced" if difference.said_words else "added")


def equivalent(difference: Difference) -> Outcome | None:
    """The grade of two ways to print the same words, or `None` where the words are not the same.

    >>> equivalent(Difference("5%", "five per cent", ("5%",), ("five", "per", "cent")))
    Outcome(grade='cosmetic', rule='number_form')
    """
    for rule in EQUIVALENCES:
        grade = rule(difference)
        if grade is not None:
            return Outcome(grade, rule.__name__)
    return None


def may_be_equivalent(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether it is worth asking `equivalent`: a figure, a short form or a part of a longer word is among the words.

    >>> may_be_equivalent(("homes",), ("houses", "there")), may_be_equivalent(("21",), ("twenty", "one"))
    (False, True)
    """
    if any(map(_is_special, words)) or any(map(_is_special, others)):
        return True
    one, other = (words[0], others[0]) if words and others else ("", "")
    return one.startswith(other) or other.startswith(one) or words[-1].endswith(others[-1]) or others[-1].endswith(words[-1])


def ellipsis(difference: Difference) -> Grade | None:
    """Words are left out where the quote has an ellipsis."""
    return "marked" if difference.mark == "ellipsis" and not difference.quoted_words else None


def interruption(difference: Difference) -> Grade | None:
    """Words are left out where the reporter interrupts the quote to say who speaks."""
    return "marked" if difference.mark == "interruption" and not difference.quoted_words else None


def bracket(difference: Difference) -> Grade | None:
    """All that the quote has here stands in brackets."""
    return "marked" if difference.is_bracketed and difference.quoted_words else None


def stutter(difference: Difference) -> Grade | None:
    """Left out are words that the speaker repeats at once, or the beginning of the next word."""
    said, count = difference.said_words, len(difference.said_words)
    if difference.quoted_words or not said:
        return None
    if _is_repeated(said, difference):
        return "cleaned"
    is_start = count == 1 and len(said[0]) < 4 and difference.after[:1] != said and bool(difference.after)
    return "cleaned" if is_start and difference.is_set_off and difference.after[0].startswith(said[0]) else None


def disfluency(difference: Difference) -> Grade | None:
    """Left out are phrases that carry nothing ("you know"), or a stage direction."""
    if difference.quoted_words or not difference.said_words:
        return None
    if _is_direction(difference):
        return "cleaned"
    kept = _without_phrases(difference.said_words, difference)
    return "cleaned" if len(kept) < len(difference.said_words) and (not kept or _is_repeated(kept, difference)) else None


def spacing(difference: Difference) -> Grade | None:
    """The same letters, parted in another way ("any more", "anymore"; "US", "U.S.")."""
    quoted, said = "".join(difference.quoted_words), "".join(difference.said_words)
    return "cosmetic" if quoted == said and quoted else None


def abbreviation(difference: Difference) -> Grade | None:
    """The same words, one way or the other abbreviated ("Dr", "per cent", "%")."""
    return "cosmetic" if difference.quoted_words and _written_out(difference.quoted) == _written_out(difference.said) else None


def number_form(difference: Difference) -> Grade | None:
    """The same number in words and in figures; "a million" is one million."""
    if (
        {difference.quoted_words, difference.said_words} == {("a",), ("one",)}
        and difference.after[:1]
        and difference.after[0] in numerals.SCALES
    ):
        return "cosmetic"
    if not difference.quoted_words or not difference.said_words:
        return None
    if (
        {difference.quoted_words, difference.said_words} == {("a",), ("one",)}
        and difference.after[:1]
        and difference.after[0] in numerals.SCALES
    ):
        return "cosmetic"
    quoted, said = _with_values(difference.quoted), _with_values(difference.said)
    if "#" not in quoted or "#" not in said:
        return None
    if not (_CURRENCY.search(quoted) and _CURRENCY.search(said)):
        quoted, said = _CURRENCY.sub("", quoted), _CURRENCY.sub("", said)
    return "cosmetic" if _written_out(quoted) == _written_out(said) else None


def contraction(difference: Difference) -> Grade | None:
    """The same words, one way or the other contracted ("don't", "gonna")."""
    if not difference.quoted_words or not difference.said_words:
        return None
    return "cleaned" if _readings(difference.quoted_words) & _readings(difference.said_words) else None


def tidied(difference: Difference) -> Grade | None:
    """The same words but for disfluencies that are left out among them."""
    if not difference.quoted_words:
        return None
    kept = _without_phrases(difference.said_words, difference)
    if len(kept) == len(difference.said_words):
        return None
    return "cleaned" if kept == difference.quoted_words or _readings(kept) & _readings(difference.quoted_words) else None


EQUIVALENCES: tuple[Callable[[Difference], Grade | None], ...] = (spacing, abbreviation, number_form, contraction)
RULES = (ellipsis, interruption, bracket, stutter, disfluency, *EQUIVALENCES, tidied)

_SIGNS = re.compile(r"[^\w#$£€]+")
_CURRENCY = re.compile(r"[$£€¥₹]")


def _is_repeated(said: tuple[str, ...], difference: Difference) -> bool:
    """Whether the words are said again at once, before or behind, all together or one by one ("can, can see, see")."""
    if said in (difference.after[: len(said)], difference.before[-len(said) :]):
        return True
    before, after = difference.before[-1:], difference.after[:1]
    return _once((*before, *said, *after)) == _once((*before, *after))


def _once(words: tuple[str, ...]) -> list[str]:
    return [word for word, _ in groupby(words)]


def _is_special(word: str) -> bool:
    table = _contractions()
    return not word.isalpha() or word in table["words"] or word in table["abbreviations"] or word in _NUMERIC


def is_numeric(word: str) -> bool:
    """Whether a word in canonical form is a number or part of one.

    >>> [is_numeric(word) for word in ["$12", "twelve", "million", "third", "homes"]]
    [True, True, True, True, False]
    """
    return word in _NUMERIC or word[:1].isdigit() or word[1:2].isdigit()


_NUMERIC = frozenset([*numerals.SMALL, *numerals.TENS, *numerals.SCALES, *numerals.ORDINALS])


def _is_direction(difference: Difference) -> bool:
    return len(difference.said_words) <= LONGEST_DIRECTION and any(word in directions() for word in difference.said_words)


@cache
def directions() -> frozenset[str]:
    """Words of the stage directions that a transcript prints among what was said."""
    return frozenset(load("disfluencies", dict[str, list[str]])["directions"])


def _without_phrases(words: tuple[str, ...], difference: Difference) -> tuple[str, ...]:
    """The words less the phrases that carry nothing; a single word counts as one only where a comma or dash sets it off."""
    phrases = _phrases()
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (n for n in (3, 2, 1) if words[at : at + n] in phrases and (n > 1 or difference.is_set_off) and at + n <= len(words)), 0
        )
        if not length:
            kept.append(words[at])
        at += length or 1
    return tuple(kept)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in load("disfluencies", dict[str, list[str]])["phrases"])


@cache
def _contractions() -> dict[str, dict[str, list[str]]]:
    return load("contractions", dict[str, dict[str, list[str]]])


@lru_cache(maxsize=4096)
def _readings(words: tuple[str, ...]) -> frozenset[str]:
    """Every way to write the words out in full, as texts."""
    choices: Iterator[Sequence[str]] = (_written_words(word) for word in words)
    return frozenset(" ".join(" ".join(choice).split()) for choice in islice(product(*choices), MOST_READINGS))


def _written_words(word: str) -> list[str]:
    table = _contractions()
    if word in table["words"]:
        return table["words"][word]
    for ending, full in table["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return [f"{word[: -len(ending)]} {each}" for each in full]
    return [word]


@lru_cache(maxsize=4096)
def _written_out(text: str) -> str:
    short = _contractions()["abbreviations"]
    words = _SIGNS.sub(" ", text.casefold().replace("%", " percent ").replace("&", " and ").replace("per cent", "percent")).split()
    return " ".join(short[word][0] if word in short else word for word in words)


@lru_cache(maxsize=4096)
def _with_values(text: str) -> str:
    """The text with each number in it as its value after a "#"."""
    parts: list[str] = []
    at = 0
    for numeral in numerals.scan(text):
        if numeral.value is not None:
            parts += [text[at : numeral.start], f"#{numeral.value.normalize():f} "]
            at = numeral.end
    if not at and (rank := numerals.ordinal_value(text)) is not None:
        return f"#{rank}th"
    return "".join([*parts, text[at:]]).casefold()

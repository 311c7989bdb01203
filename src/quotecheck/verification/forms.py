"""Rules for the same words in another form: parted otherwise, abbreviated, in figures, contracted."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from itertools import islice, product

from quotecheck.lexicon import load
from quotecheck.text import numerals
from quotecheck.text.numeral_words import ORDINALS, SCALES, SMALL, TENS
from quotecheck.verdicts import Grade
from quotecheck.verification.difference import Difference

MOST_READINGS = 64

CURRENCIES = frozenset("dollar dollars pound pounds euro euros yen rupee rupees buck bucks quid".split())

_NUMERIC = frozenset([*SMALL, *TENS, *SCALES, *ORDINALS])
_SIGNS = re.compile(r"[^\w#$£€]+")
_CURRENCY = re.compile(r"[$£€¥₹]")
_CURRENCY_WORD = re.compile(rf"\b(?:{'|'.join(sorted(CURRENCIES))})\b", re.IGNORECASE)


def may_be_equivalent(words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether it is worth asking `equivalent`: a figure, a short form or a part of a longer word is among the words.

    >>> may_be_equivalent(("homes",), ("houses", "there")), may_be_equivalent(("21",), ("twenty", "one"))
    (False, True)
    """
    if any(map(_is_special, words)) or any(map(_is_special, others)):
        return True
    one, other = (words[0], others[0]) if words and others else ("", "")
    return one.startswith(other) or other.startswith(one) or words[-1].endswith(others[-1]) or others[-1].endswith(words[-1])


def spacing(difference: Difference) -> Grade | None:
    """The same letters, parted in another way ("any more", "anymore"; "US", "U.S.")."""
    quoted, said = "".join(difference.quoted_words), "".join(difference.said_words)
    return "cosmetic" if quoted == said and quoted else None


def abbreviation(difference: Difference) -> Grade | None:
    """The same words, one way or the other abbreviated ("Dr", "per cent", "%")."""
    return "cosmetic" if difference.quoted_words and _written_out(difference.quoted) == _written_out(difference.said) else None


def number_form(difference: Difference) -> Grade | None:
    """The same number in words and in figures; "a million" is one million, and "three" of "three to four million" three million."""
    if not difference.quoted_words or not difference.said_words:
        return None
    is_one = {difference.quoted_words, difference.said_words} == {("a",), ("one",)}
    if is_one and difference.after[:1] and difference.after[0] in SCALES:
        return "cosmetic"
    quoted, said = _with_values(difference.quoted), _with_values(difference.said)
    if "#" not in quoted or "#" not in said:
        return None
    if not all(_CURRENCY.search(text) or _CURRENCY_WORD.search(text) for text in (quoted, said)):
        quoted, said = (_CURRENCY_WORD.sub("", _CURRENCY.sub("", text)) for text in (quoted, said))
    if _written_out(quoted) == _written_out(said):
        return "cosmetic"
    return "cosmetic" if _scaled(difference, said) == _CURRENCY.sub("", quoted).strip() else None


def _scaled(difference: Difference, said: str) -> str | None:
    """The value of a number that shares the scale of the next one ("three" of "three to four hundred million"), after a "#"."""
    if difference.after[:1] not in (("and",), ("to",), ("or",)) or len(difference.said_words) > 2:
        return None
    behind = [word for word in difference.after[1:] if word in _NUMERIC][:4]
    scales = [word for word in behind if word in SCALES]
    value = re.fullmatch(r"#(\d+(?:\.\d+)?)", said.strip())
    if not scales or not value or any(word in SCALES for word in difference.said_words):
        return None
    scaled = Decimal(value[1])
    for word in scales:
        scaled *= SCALES[word]
    return f"#{scaled.normalize():f}"


def contraction(difference: Difference) -> Grade | None:
    """The same words, one way or the other contracted ("don't", "gonna")."""
    if not difference.quoted_words or not difference.said_words:
        return None
    return "cleaned" if readings(difference.quoted_words) & readings(difference.said_words) else None


def _is_special(word: str) -> bool:
    table = _contractions()
    return not word.isalpha() or word in table["words"] or word in table["abbreviations"] or word in _NUMERIC


def is_numeric(word: str) -> bool:
    """Whether a word in canonical form is a number or part of one.

    >>> [is_numeric(word) for word in ["$12", "twelve", "million", "third", "homes"]]
    [True, True, True, True, False]
    """
    return word in _NUMERIC or word[:1].isdigit() or word[1:2].isdigit()


@cache
def _contractions() -> dict[str, dict[str, list[str]]]:
    return load("contractions", dict[str, dict[str, list[str]]])


@lru_cache(maxsize=4096)
def readings(words: tuple[str, ...]) -> frozenset[str]:
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

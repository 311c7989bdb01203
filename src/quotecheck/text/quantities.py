"""Quantity expressions: comparator, number, unit, range and ratio, found in a string and understood.

The word lists come in as a `Vocabulary`, read once from the lexicons: `Vocabulary.read(quotecheck.lexicon.load)`.

>>> from quotecheck.lexicon import load
>>> vocabulary = Vocabulary.read(load)
>>> text = "More than $3.2 million was lost in nine out of 31 towns, up to 8 km inland; 4 to 7 per cent stayed."
>>> for found in scan(text, vocabulary):
...     print(text[found.start:found.end], "|", found.comparator, found.value, found.of, found.low, found.high, found.unit)
More than $3.2 million | > 3200000.0 None None None USD
nine out of 31 | = 9.0 31.0 None None None
up to 8 km | <= 8.0 None None None kilometre
4 to 7 per cent | = None None 4.0 7.0 percent
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from quotecheck.text import excluded
from quotecheck.text.amounts import is_amount, is_multiple, is_pronoun_one, stands_free
from quotecheck.text.comparators import ComparatorTable, ComparatorTables
from quotecheck.text.numerals import SCALES, SHORT_SCALES, Numeral
from quotecheck.text.numerals import scan as scan_numerals
from quotecheck.text.quantity import ParsedQuantity
from quotecheck.text.ranks import special
from quotecheck.text.units import CurrencyTables, Unit, UnitEntry, UnitTable


@dataclass(frozen=True)
class Numbered:
    """The whole of `numbered.toml`."""

    labels: frozenset[str]
    capitalised: frozenset[str]
    idioms: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """The word lists that the scanner needs, read once."""

    units: UnitTable
    comparators: ComparatorTable
    numbered: Numbered

    @classmethod
    def read(cls, load: Callable[[str, Any], Any]) -> "Vocabulary":
        """From the lexicons, by a function that loads one by name and shape."""
        units = UnitTable(load("units", dict[str, UnitEntry]), load("currencies", CurrencyTables))
        return cls(units, ComparatorTable(load("comparators", ComparatorTables)), load("numbered", Numbered))


@dataclass(frozen=True, slots=True)
class _Atom:
    """One number with its own unit, before ranges and ratios are put together."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal | None
    scaled: bool
    unit: Unit | None

    @property
    def is_plain(self) -> bool:
        return self.numeral.form in ("figures", "words") and self.value is not None


def scan(text: str, vocabulary: Vocabulary, *, country: str | None = None) -> list[ParsedQuantity]:
    """Every quantity expression of a text, in order and without overlap; years, dates and numbered names are none.

    `country` is the ISO 3166-1 alpha-2 code by which a plain "$" or a bare "pounds" is understood.
    """
    apart, numerals = _numbers(text)
    atoms = _with_shared_units(text, list(_atoms(text, numerals, vocabulary, country)))
    found = list(_combined(text, atoms, vocabulary, country))
    return sorted([*apart, *found], key=lambda quantity: quantity.start)


@lru_cache(maxsize=32)
def _numbers(text: str) -> tuple[tuple[ParsedQuantity, ...], tuple[Numeral, ...]]:
    """What needs no word list: ranks, scores and the like, and the other numerals outside all regions.

    Kept for a batch of articles: the finder of quantities asks first, and the builder of claims, which knows the country, again.
    """
    regions = excluded.regions(text)
    apart = special(text, regions)
    taken = excluded.merged(regions + [(quantity.start, quantity.end) for quantity in apart])
    return tuple(apart), tuple(_outside(scan_numerals(text), taken))


def _outside(numerals: Iterable[Numeral], taken: list[tuple[int, int]]) -> Iterator[Numeral]:
    """The numerals that touch none of the ranges; both in text order."""
    at = 0
    for numeral in numerals:
        while at < len(taken) and taken[at][1] <= numeral.start:
            at += 1
        if at == len(taken) or taken[at][0] >= numeral.end:
            yield numeral


def parse(text: str, vocabulary: Vocabulary, *, country: str | None = None) -> ParsedQuantity | None:
    """The quantity that a string expresses: the longest that `scan` finds in it, or `None`.

    >>> from quotecheck.lexicon import load
    >>> parse("up to eight", Vocabulary.read(load))
    ParsedQuantity(start=0, end=11, value=8.0, low=None, high=None, of=None, comparator='<=', unit=None, per=None, rule='count')
    """
    found = scan(text, vocabulary, country=country)
    if not found:
        found = scan("some " + text, vocabulary, country=country)
        found = [replace(q, start=max(0, q.start - 5), end=q.end - 5, comparator="=") for q in found]
    return max(found, key=lambda quantity: quantity.end - quantity.start, default=None)


def _atoms(text: str, numerals: Iterable[Numeral], vocabulary: Vocabulary, country: str | None) -> Iterator[_Atom]:
    labelled = -1
    for numeral in numerals:
        if (labelled >= 0 and excluded.goes_on(text, labelled, numeral.start)) or _is_labelled(text, numeral, vocabulary):
            labelled = numeral.end
            continue
        atom = _atom(text, numeral, vocabulary, country)
        if atom:
            yield atom


def _is_labelled(text: str, numeral: Numeral, vocabulary: Vocabulary) -> bool:
    numbered = vocabulary.numbered
    return excluded.is_labelled(text, numeral.start, numeral.end, labels=numbered.labels, capitalised=numbered.capitalised)


def _atom(text: str, numeral: Numeral, vocabulary: Vocabulary, country: str | None) -> _Atom | None:
    money = vocabulary.units.before(text, numeral.start) if numeral.form in ("figures", "words", "vague") else None
    start = money[1] if money else numeral.start
    value, end, scaled = numeral.value, numeral.end, numeral.form != "figures" or text[numeral.end - 1].isalpha()
    if numeral.form == "figures" and not scaled:
        value, end, scaled = _short_scale(text, numeral, bool(money))
    unit = money[0] if money else None
    after = vocabulary.units.after(text, end) or (_unit_of_part(text, end, vocabulary) if numeral.form in ("fraction", "vague") else None)
    if after and _fits(text, after, value, vocabulary.units.is_home(after[0], country)):
        found = after[0]
        if found.families and found.kind != "money":  # "pounds": money where a country or the size says so
            is_money = vocabulary.units.is_home(found, country) or (value is not None and value >= 10_000)
            found = Unit(found.families[0], "money", found.families) if is_money else Unit(found.name, found.kind)
        if unit is None or found.kind == "money":
            unit, end = (unit if unit and not unit.families else found), after[1]
    if unit and unit.factor != 1 and value is not None:
        value = value * unit.factor
    atom = _Atom(start, end, numeral, value, scaled, unit)
    return atom if _states_amount(text, atom, vocabulary) else None


def _unit_of_part(text: str, end: int, vocabulary: Vocabulary) -> tuple[Unit, int] | None:
    """The unit of "half a year", "a quarter of an hour", "hundreds of years"."""
    match = _PART_OF.match(text, end)
    found = vocabulary.units.after(text, match.end()) if match else None
    return found if found and (found[0].kind in ("time", "measure") or text[found[1] - 1] == "s") else None


def _short_scale(text: str, numeral: Numeral, is_money: bool) -> tuple[Decimal | None, int, bool]:
    """The number with "m", "bn", "k" and the like after it; "m" alone is a metre, but for money and counted things."""
    match = _SHORT_SCALE.match(text, numeral.end)
    if not match or numeral.value is None:
        return numeral.value, numeral.end, False
    folded = match[1].casefold()
    if folded in ("m", "b", "k", "cr") and not is_money:
        counted = _COUNTED_AFTER.match(text, match.end(), match.end() + 40)
        if match[1] == "m" and (text[match.start()] == " " or not counted):
            return numeral.value, numeral.end, False
        if match[0][0] == " ":
            return numeral.value, numeral.end, False
    return numeral.value * SHORT_SCALES[folded], match.end(), True


def _fits(text: str, after: tuple[Unit, int], value: Decimal | None, is_home: bool) -> bool:
    """Whether the word after a number is its unit and not the next word of the sentence by chance."""
    unit, end = after
    if unit.is_cautious and not is_home:
        return value is None or (value >= 1000 and not 1800 <= value < 2100)  # "2022 marks a change"
    if unit.kind == "time" and _NO_UNIT_BEFORE.match(text, end):
        return False
    return not (unit.name == "stone" and (value is None or value < 6 or value > 40))


def _states_amount(text: str, atom: _Atom, vocabulary: Vocabulary) -> bool:
    """Whether a number with its unit states an amount: not a year, a code, an idiom, or when something was."""
    if is_pronoun_one(text, atom.numeral.start, atom.numeral.end):
        return False
    if atom.numeral.form == "multiple":
        return is_multiple(text, atom.start, atom.end)
    if atom.unit is None:
        return is_amount(text, atom.start, atom.end, idioms=vocabulary.numbered.idioms)
    if not stands_free(text, atom.start, atom.end) and text[atom.start - 1 : atom.start] != "/":
        return False
    return atom.unit.kind != "time" or not excluded.anchored(text, atom.start, atom.end)


_NO_UNIT_BEFORE = re.compile(r"\s+(?:anniversary|record)\b")
_WORD_AFTER = re.compile(r"\s+\w")
_PART_OF = re.compile(r"\s+(?:of|(?:of\s+)?an?)(?=\s)", re.IGNORECASE)
_SHORT_SCALE = re.compile(r"(?:(?<=\d)| )(k|mn|mln|mio|m|bln|bn|b|trn|tn|cr)\b(?![-/²³.]\w)", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:people|[a-z]{3,}(?<!s)s)\b")
_OLD = re.compile(r"[\s-]olds?\b|\s+of\s+age\b", re.IGNORECASE)
_IS_AGED = re.compile(r"\b(?:he|she|who)(?:['’]s|\s+(?:is|was))\s+(?:only\s+|just\s+|now\s+|then\s+)?\Z", re.IGNORECASE)
_AFTER_AGE = re.compile(r"\s*(?:[.,;:)”\"]|\Z)(?!\d)|\s+(?:when|at\s+the\s+time|years?\s+old)\b")
_YO = re.compile(r"\s?(?:yo|y/o)\b")
_AGED = re.compile(r"\b(?:aged|ages|age|turn(?:s|ed|ing)?)\s+(?:of\s+|between\s+|about\s+|around\s+|only\s+|just\s+){0,3}\Z", re.IGNORECASE)
_PER = re.compile(r"(?:\s(?:per|an?|each|every|for\s+every|for\s+each)\s|\s?/\s?|-an?-)(?=\w)", re.IGNORECASE)
_PLUS_SCALE = re.compile(r"\d(?:-plus|\+)\s")
_MINUS = re.compile(r"(?<!\d )(?<!or )\b(?P<word>minus)[ -]\Z", re.IGNORECASE)
_LOWER_WORD = re.compile(r"[a-z]+")
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+|the\s+ages?\s+of\s+)?\Z", re.IGNORECASE)
_BETWEEN_AGES = re.compile(r"between\s+(?:the\s+)?ages?\s", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"[\s-]+(?!(?:in|on|by|at|as|for|from|per|and|or|but|over|since|after|before|during|this|last|when|while|with|an?|the|between)\b)"
    r"[a-z]+"
)
_NOUN_OR = re.compile(r"\s[a-z]+(?=\sor\s)")
_JOINT = re.compile(
    r"\s?[-–—~]\s?|\s(?:to|and|or)\s(?:(?:as\s+(?:many|much|high)\s+as|about|around|nearly|over|even|perhaps|maybe|up\s+to)\s+)?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"[\s-]+(?P<word>out[\s-]of|of|in)[\s-]+(?:(?:(?:every|each|all|the|its|their|his|her|our|those|these|a\s+total(?:\s+of)?|about|some|nearly"
    r"|more\s+than|over)\s+)+(?:[a-z]+\s+)?)?",
    re.IGNORECASE,
)


def _combined(text: str, atoms: list[_Atom], vocabulary: Vocabulary, country: str | None) -> Iterator[ParsedQuantity]:
    """The atoms with ranges, ratios and comparators put together."""
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        parsed = following and (_range(text, atom, following, vocabulary, country) or _ratio(text, atom, following, vocabulary, country))
        if parsed:
            at += 1
        else:
            parsed = _single(text, atom, vocabulary, country)
        yield _bounded(text, _aged(text, parsed), vocabulary)
        at += 1


def _with_shared_units(text: str, atoms: list[_Atom]) -> list[_Atom]:
    """The atoms, each of "from 4.8 to 4.7 per cent" or "from 208 pounds to 193" with the unit that is printed once."""
    out = list(atoms)
    for at, (a, b) in enumerate(pairwise(atoms)):
        if not (a.is_plain and b.is_plain and text[a.end : b.start] == " to " and _FROM.search(text[max(0, a.start - 24) : a.start])):
            continue
        if b.unit and a.unit in (None, b.unit) and a.value and b.value:
            factor = _scale_of(text, b) if b.scaled and not a.scaled else Decimal(1)
            factor = factor if factor > 1 and 0.1 < b.value / (a.value * factor) < 10 else Decimal(1)
            out[at] = replace(a, unit=b.unit, value=a.value * factor * (b.unit.factor if a.unit is None else 1))
        elif a.unit and not b.unit and a.unit.kind != "time" and not _NOUN_AFTER.match(text, b.end):
            out[at + 1] = replace(b, unit=a.unit, value=b.value and b.value * a.unit.factor)
    return out


def _single(text: str, atom: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity:
    code = vocabulary.units.code(atom.unit, country=country) if atom.unit else None
    value = float(atom.value) if atom.value is not None else None
    rule = {"vague": "vague", "multiple": "multiple", "fraction": "fraction"}.get(atom.numeral.form, "count")
    comparator = "~" if rule == "vague" else "="
    rule = atom.unit.kind if atom.unit else rule
    start = atom.start
    if value is not None and (minus := _MINUS.search(text, max(0, start - 12), start)):
        start, value = minus.start("word"), -value
    return ParsedQuantity(start, atom.end, value, comparator=comparator, unit=code, per=_per(text, atom.end, vocabulary), rule=rule)


def _range(text: str, a: _Atom, b: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity | None:
    """ "2 to 3 per cent", "between 5 and 10", "$1-2 billion", "two or three": `None` where the two are not one range."""
    gap = _JOINT.fullmatch(text, a.end, b.start)
    if not gap or not (a.is_plain and b.is_plain) or a.value is None or b.value is None:
        return None
    word = gap[0].split()[0].casefold() if gap[0].strip()[:1].isalpha() else "-"
    before = text[max(0, a.start - 24) : a.start].casefold()
    is_between = bool(_BETWEEN.search(before))
    if (word == "and" and not is_between) or (
        word == "to" and _FROM.search(before) and not re.search(r"rang|anywhere|anything|var", before)
    ):
        return None
    if a.unit and b.unit and vocabulary.units.code(a.unit, country=country) != vocabulary.units.code(b.unit, country=country):
        return None
    if a.unit and not b.unit and a.unit.kind not in ("money",) and word != "-":
        return None
    unit, low, high = b.unit or a.unit, a.value, b.value
    if b.scaled and not a.scaled and low < 1000 <= high and (a.unit is None or a.unit.kind == "money"):
        low = low * _scale_of(text, b)
    if b.unit and b.unit.factor != 1 and not a.unit:
        low = low * b.unit.factor
    if is_between and low > high:
        low, high = high, low
    if low >= high or (word == "or" and not _is_close(low, high)):
        return None
    start = a.start
    if is_between:
        start = a.start - (len(before) - before.rindex("between"))
    code = vocabulary.units.code(unit, country=country) if unit else None
    return ParsedQuantity(start, b.end, low=float(low), high=float(high), unit=code, per=_per(text, b.end, vocabulary), rule="range")


def _scale_of(text: str, atom: _Atom) -> Decimal:
    """By how much the scale words of the range's second number multiply it: they hold for the first one too."""
    figures = re.match(r"[\d.,]+", text[atom.numeral.start : atom.end])
    if figures and atom.value:
        bare = Decimal(figures[0].replace(",", "").rstrip(".") or 0)
        return atom.value / bare if bare else Decimal(1)
    words = re.findall(r"hundred|thousand|million|billion|trillion|lakh|crore|dozen", text[atom.numeral.start : atom.end], re.IGNORECASE)
    product = Decimal(1)
    for word in words:
        product *= SCALES[word.casefold()]
    return product


def _is_close(low: Decimal, high: Decimal) -> bool:
    return high <= low * 2 or high - low <= 2


def _ratio(text: str, a: _Atom, b: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity | None:
    """ "nine out of 31", "three of the 12", "one in five": `None` where the second number is not the whole."""
    gap = _RATIO.fullmatch(text, a.end, b.start)
    if not gap or not (a.is_plain and b.is_plain) or a.value is None or b.value is None or a.value > b.value:
        return None
    word = gap["word"].casefold()
    if word == "in" and (
        a.unit or b.unit or a.value >= b.value or a.value < 1 or (b.value not in _WHOLES and "every" not in gap[0].casefold())
    ):
        return None
    if word == "of" and (a.unit or b.unit):
        return None
    if b.unit and (not a.unit or b.unit.kind != a.unit.kind):
        return None
    unit = vocabulary.units.code(a.unit, country=country) if a.unit else None
    return ParsedQuantity(a.start, b.end, float(a.value), of=float(b.value), unit=unit, rule="ratio")


_WHOLES = frozenset(map(Decimal, [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000]))


def _aged(text: str, quantity: ParsedQuantity) -> ParsedQuantity:
    """The quantity as an age where the words around it say so: "27-year-old", "aged 35", "40 years old"."""
    if quantity.unit in ("year", "month", "week", "day") and (match := _OLD.match(text, quantity.end)):
        return replace(quantity, end=match.end(), rule="age")
    if quantity.unit is None and quantity.rule in ("count", "range"):
        if _is_age_of_pronoun(text, quantity) or _BETWEEN_AGES.match(text, quantity.start):
            return replace(quantity, unit="year", rule="age")
        if match := _AGED.search(text[max(0, quantity.start - 24) : quantity.start]):
            is_age = match[0].casefold().startswith("age") or not _WORD_AFTER.match(text, quantity.end)
            return replace(quantity, unit="year", rule="age") if is_age else quantity
        if match := _YO.match(text, quantity.end):
            return replace(quantity, end=match.end(), unit="year", rule="age")
    return quantity


def _is_age_of_pronoun(text: str, quantity: ParsedQuantity) -> bool:
    """ "She was 85.", "a son who is 12, ..."."""
    if quantity.value is None or not 0 < quantity.value < 115 or quantity.value % 1:
        return False
    before = text[max(0, quantity.start - 24) : quantity.start]
    return bool(_IS_AGED.search(before) and _AFTER_AGE.match(text, quantity.end))


def _bounded(text: str, quantity: ParsedQuantity, vocabulary: Vocabulary) -> ParsedQuantity:
    """The quantity with the comparator before or after it."""
    if text[max(0, quantity.start - 4) : quantity.start].casefold() == "sub-":
        return replace(quantity, start=quantity.start - 4, comparator="<")
    if found := vocabulary.comparators.before(text, quantity.start):
        comparator, start = found
        if not (
            comparator == "<=" and text[start : start + 6].casefold() == "within" and quantity.rule not in ("time", "measure", "range")
        ):
            return replace(quantity, start=start, comparator=comparator)
    if found := vocabulary.comparators.after(text, quantity.end):
        return replace(quantity, end=found[1], comparator=found[0])
    if _PLUS_SCALE.search(text, quantity.start, quantity.end):
        return replace(quantity, comparator=">=")
    noun = _NOUN_OR.match(text, quantity.end) if quantity.unit is None else None
    if noun and (found := vocabulary.comparators.after(text, noun.end())):
        return replace(quantity, comparator=found[0])
    return quantity


def _per(text: str, end: int, vocabulary: Vocabulary) -> str | None:
    """The unit that follows "per", "a" or "each": "$20 a month" is per month, "3 per cent a year" per year."""
    match = _PER.match(text, end)
    if not match:
        return None
    found = vocabulary.units.after(text, match.end())
    if found and found[0].kind in ("time", "measure"):
        return found[0].name
    if text.startswith("annum", match.end()):
        return "year"
    word = _LOWER_WORD.match(text, match.end()) if "per" in match[0].casefold() or "/" in match[0] else None
    return word[0] if word else None

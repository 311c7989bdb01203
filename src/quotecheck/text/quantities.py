"""Quantity expressions: comparator, number, unit, range and ratio, found in a string and understood.

The word lists come in as a `Vocabulary`, read once from the lexicons: `Vocabulary.read(quotecheck.lexicon.load)`.

>>> from quotecheck.lexicon import load
>>> vocabulary = Vocabulary.read(load)
>>> text = "More than $3.2 million was lost in ten out of 34 towns, up to 8 km inland; 2 to 3 per cent stayed."
>>> for found in scan(text, vocabulary):
...     print(text[found.start:found.end], "|", found.comparator, found.value, found.of, found.low, found.high, found.unit)
More than $3.2 million | > 3200000.0 None None None USD
ten out of 34 | = 10.0 34.0 None None None
up to 8 km | <= 8.0 None None None kilometre
2 to 3 per cent | = None None 2.0 3.0 percent
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from quotecheck.text import excluded
from quotecheck.text.comparators import ComparatorTable, ComparatorTables
from quotecheck.text.numerals import SHORT_SCALES, Numeral
from quotecheck.text.numerals import scan as scan_numerals
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
class ParsedQuantity:
    """A quantity expression at [start, end) of the string in which it was found, and what it says.

    `value` is with its scale applied; a range has `low` and `high` instead, a ratio `of` beside it, a vague number
    ("dozens") none of them. `per` is the unit after "per" ("$20 a month"), which stands outside the range. `rule` names
    the pattern: count, percent, money, measure, time, age, fraction, vague, multiple, rank, score, decade, ratio, range.
    """

    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: float | None = None
    comparator: str = "="
    unit: str | None = None
    per: str | None = None
    rule: str = "count"


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
    regions = excluded.regions(text, labels=vocabulary.numbered.labels, capitalised=vocabulary.numbered.capitalised)
    special = _specials(text, regions)
    taken = excluded.merged(regions + [(quantity.start, quantity.end) for quantity in special])
    atoms = list(_atoms(text, taken, vocabulary, country))
    found = list(_combined(text, atoms, vocabulary, country))
    return sorted(special + found, key=lambda quantity: quantity.start)


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


_RANK = re.compile(
    r"\b(?P<first>second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))(?:"
    r"[\s-](?:most\b|best\b|worst\b|least\b|[a-z]{3,}(?<!for)(?<!inter)(?<!mod)(?<!har)(?<!prot)(?<!requ)(?<!qu)est\b)|(?:[\s-](?:straight|consecutive|successive)\b)"
    r"|(?=\s(?:\w+\s){1,2}(?:in\s+a\s+row|running)\b))",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:es|ed)|finish(?:es|ed|ing)?|came|comes|coming)\s+(?:joint\s+|in\s+|an?\s+|at\s+)?(?P<first>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,3}(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_DECADE = re.compile(
    r"\b(?:in\s+)?(?:his|her|their|my|our|your)\s+(?:early[\s-]|mid[\s-]?|late[\s-])?(?P<decade>[2-9]0s|teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b", re.I
)
_DECADES = {"teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_SCORE = re.compile(r"(?<![\w.,/-])(?:(?:\d{1,2}[-–]\d{1,2})(?:,\s|\s(?:and\s)?|(?=\W|\Z)))+")
_SCORE_CONTEXT = re.compile(
    r"\b(?:w[io]n(?:s|ning)?|los[et]s?|losing|loss|beat(?:en|s|ing)?|dr[ae]w(?:n|s)?|defeat(?:s|ed|ing)?|victory|lead(?:s|ing)?|led|trail(?:s|ed|ing)?|thrash(?:ed|ing)?|score(?:line)?|aggregate|tie|tied|down|up|record|vot(?:e|es|ed|ing)|"
    r"match|triumph|rout|decision|ruling|ruled|goals?|stalemate|finish(?:ed)?|hammer(?:ed|ing)|crush(?:ed|ing)|edg(?:ed|ing)|past|against)\b",
    re.I,
)


def _specials(text: str, regions: list[tuple[int, int]]) -> list[ParsedQuantity]:
    """Ranks, ages by decade and scores: expressions with a grammar of their own."""
    from quotecheck.text.numerals import ordinal_value

    found: list[ParsedQuantity] = []
    for pattern in (_RANK, _PLACED):
        for match in pattern.finditer(text):
            start = match.start("first")
            found.append(ParsedQuantity(start, max(match.end(), match.end("first")), float(ordinal_value(match["first"]) or 0), rule="rank"))
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
    """A score or the two sides of a vote ("2-1", "6-3, 6-4"): the first number is the value where only two stand there."""
    pairs = re.findall(r"(\d+)[-–](\d+)", text[start:end])
    falls = [int(a) >= int(b) for a, b in pairs]
    context = text[max(0, start - 40) : start] + text[end : end + 25]
    while end > start and text[end - 1] in ", and":
        end -= 1
    if (all(falls) or _SCORE_CONTEXT.search(context)) and not re.match(r"\s?(?:%|per\s?cent|percent|\w*\s?year|million|billion)", text[end:]):
        yield ParsedQuantity(start, end, rule="score")


def _atoms(text: str, taken: list[tuple[int, int]], vocabulary: Vocabulary, country: str | None) -> Iterator[_Atom]:
    at = 0
    for numeral in scan_numerals(text):
        while at < len(taken) and taken[at][1] <= numeral.start:
            at += 1
        if at < len(taken) and taken[at][0] < numeral.end:
            continue
        atom = _atom(text, numeral, vocabulary, country)
        if atom:
            yield atom


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
    return atom if _is_amount(text, atom, vocabulary) else None


def _unit_of_part(text: str, end: int, vocabulary: Vocabulary) -> tuple[Unit, int] | None:
    """The unit of "half a year", "a quarter of an hour", "hundreds of years"."""
    match = re.compile(r"\s+(?:of|(?:of\s+)?an?)(?=\s)", re.IGNORECASE).match(text, end)
    found = vocabulary.units.after(text, match.end()) if match else None
    return found if found and (found[0].kind in ("time", "measure") or text[found[1] - 1] == "s") else None


def _short_scale(text: str, numeral: Numeral, is_money: bool) -> tuple[Decimal | None, int, bool]:
    """The number with "m", "bn", "k" and the like after it; "m" alone is a metre, but for money and counted things."""
    match = re.compile(r"(?:(?<=\d)| )(k|mn|mln|mio|m|bln|bn|b|trn|tn|cr)\b(?![-/²³.]\w)", re.IGNORECASE).match(text, numeral.end)
    if not match or numeral.value is None:
        return numeral.value, numeral.end, False
    folded = match[1].casefold()
    if folded in ("m", "b", "k", "cr") and not is_money:
        counted = re.match(r"\s(?:[a-z]+\s){0,2}?(?:people|[a-z]{3,}(?<!s)s)\b", text[match.end() : match.end() + 40])
        if folded == "m" and (text[match.start()] == " " or not counted):
            return numeral.value, numeral.end, False
        if match[0][0] == " ":
            return numeral.value, numeral.end, False
    return numeral.value * SHORT_SCALES[folded], match.end(), True


def _fits(text: str, after: tuple[Unit, int], value: Decimal | None, is_home: bool) -> bool:
    """Whether the word after a number is its unit and not the next word of the sentence by chance."""
    unit, end = after
    if unit.is_cautious and not is_home:
        return value is None or value >= 1000
    if unit.kind == "time" and re.match(r"\s+(?:anniversary|record)\b", text[end:]):
        return False
    return not (unit.name == "stone" and (value is None or value < 6 or value > 40))


def _is_amount(text: str, atom: _Atom, vocabulary: Vocabulary) -> bool:
    """Whether a number with what is joined to it states an amount: not a year, a code, an idiom or a date's part."""
    start, end, numeral = atom.start, atom.end, atom.numeral
    before, after = text[max(0, start - 2) : start], text[end : end + 24]
    if numeral.form == "multiple":
        return _is_multiple(text, numeral)
    if before and (before[-1].isalpha() or (before[-1] in "-_/#@.'’" and before[:-1].isalpha() and not text[max(0, start - 4) : start].lower() == "sub-")):
        if not (before[-1] in "-" and numeral.form in ("words", "fraction")):
            return before[-1] == "/" and atom.unit is not None
    if numeral.form in ("figures",) and re.match(r"[^\W\d]|['’]s\b|-[A-Z]{2}", after) and not re.match(r"['’]\s", after):
        return False
    if atom.unit is None:
        if numeral.form == "figures" and excluded.is_year(text, start, end):
            return False
        if hyphen := re.match(r"[-‑]([^\W\d]+)", after):
            return hyphen[1].casefold() not in vocabulary.numbered.idioms and not (numeral.form == "figures" and hyphen[1].isupper())
        if text[start:end].casefold() == "one":
            if re.search(r"\b(?:an?|the|this|that|these)\s+(?:[\w-]+\s+){1,2}\Z", text[max(0, start - 30) : start], re.I):
                return False
            return not re.match(r"(?:[,.;:!?”\"’)]|\s+(?:who|which|that|is|was|has|had|can|could|may|might|must|should|would|will|does|needs|never|else|after|on|with|where|when|to|and\s+only)\b|\Z)", after)
        if numeral.form == "words" and re.search(r"\b(?:the|these|those|all|us|them|you|between)\s+\Z", text[max(0, start - 9) : start], re.I):
            return not re.match(r"(?:[,.;:!?”\"’)]|\s+(?:is|are|was|were|has|have|had|will|would|said|started|met|also|then|did|do|and|in|on|at|to|who|which|that|from|for)\b|\Z)", after)
    elif atom.unit.kind == "time":
        return not excluded.anchored(text, start, end)
    return True


def _is_multiple(text: str, numeral: Numeral) -> bool:
    word = text[numeral.start : numeral.end].casefold()
    if word.endswith(("ed", "ing", "fold")):
        return True
    before = text[max(0, numeral.start - 14) : numeral.start]
    if re.match(r"\s+(?:as|the|that|what|its|their|his|her|last)\b", text[numeral.end :]):
        return True
    return word not in ("twice", "doubles", "triples", "thrice") and bool(
        re.search(r"\b(?:to|will|would|could|can|may|might|should|nearly|almost|than|about|must|roughly|over)\s+\Z", before, re.IGNORECASE)
    )


_JOINT = re.compile(r"\s?[-–—~]\s?|\s(?:to|and|or)\s(?:(?:as\s+(?:many|much|high)\s+as|about|around|nearly|over|even|perhaps|maybe|up\s+to)\s+)?", re.IGNORECASE)
_RATIO = re.compile(
    r"[\s-]+(?P<word>out[\s-]of|of|in)[\s-]+(?:(?:every|each|all|the|its|their|his|her|our|those|these|a\s+total(?:\s+of)?|about|some|nearly|more\s+than|over)\s+)*(?:infamous\s+|total\s+|original\s+|\w+ed\s+)?",
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


def _single(text: str, atom: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity:
    code = vocabulary.units.code(atom.unit, country=country) if atom.unit else None
    value = float(atom.value) if atom.value is not None else None
    rule = {"vague": "vague", "multiple": "multiple", "fraction": "fraction"}.get(atom.numeral.form, "count")
    comparator = "~" if rule == "vague" else "="
    rule = atom.unit.kind if atom.unit else rule
    return ParsedQuantity(atom.start, atom.end, value, comparator=comparator, unit=code, per=_per(text, atom.end, vocabulary), rule=rule)


def _range(text: str, a: _Atom, b: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity | None:
    """"2 to 3 per cent", "between 5 and 10", "$1-2 billion", "two or three": `None` where the two are not one range."""
    gap = _JOINT.fullmatch(text, a.end, b.start)
    if not gap or not (a.is_plain and b.is_plain) or a.value is None or b.value is None:
        return None
    word = gap[0].split()[0].casefold() if gap[0].strip()[:1].isalpha() else "-"
    before = text[max(0, a.start - 24) : a.start].casefold()
    is_between = bool(re.search(r"\bbetween\s+(?:\w+\s+)?\Z", before))
    if (word == "and" and not is_between) or (word == "to" and re.search(r"\bfrom\s+(?:\w+\s+)?\Z", before) and not re.search(r"rang|anywhere|anything|var", before)):
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
        from quotecheck.text.numerals import SCALES

        product *= SCALES[word.casefold()]
    return product


def _is_close(low: Decimal, high: Decimal) -> bool:
    return high <= low * 2 or high - low <= 2


def _ratio(text: str, a: _Atom, b: _Atom, vocabulary: Vocabulary, country: str | None) -> ParsedQuantity | None:
    """"ten out of 34", "three of the 12", "one in five": `None` where the second number is not the whole."""
    gap = _RATIO.fullmatch(text, a.end, b.start)
    if not gap or not (a.is_plain and b.is_plain) or a.value is None or b.value is None or a.value > b.value:
        return None
    word = gap["word"].casefold()
    if word == "in" and (a.unit or b.unit or a.value >= b.value or a.value < 1 or (b.value not in _WHOLES and "every" not in gap[0].casefold())):
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
    if quantity.unit in ("year", "month", "week", "day") and (match := re.compile(r"[\s-]olds?\b|\s+of\s+age\b", re.I).match(text, quantity.end)):
        return replace(quantity, end=match.end(), rule="age")
    if quantity.unit is None and quantity.rule in ("count", "range"):
        if match := re.search(r"\b(?:aged|ages|age|turn(?:s|ed|ing)?)\s+(?:of\s+|between\s+|about\s+|around\s+)?\Z", text[max(0, quantity.start - 16) : quantity.start], re.I):
            is_age = match[0].casefold().startswith("age") or not re.match(r"\s+\w", text[quantity.end :])
            return replace(quantity, unit="year", rule="age") if is_age else quantity
        if match := re.compile(r"\s?(?:yo|y/o)\b").match(text, quantity.end):
            return replace(quantity, end=match.end(), unit="year", rule="age")
    return quantity


def _bounded(text: str, quantity: ParsedQuantity, vocabulary: Vocabulary) -> ParsedQuantity:
    """The quantity with the comparator before or after it."""
    if text[max(0, quantity.start - 4) : quantity.start].casefold() == "sub-":
        return replace(quantity, start=quantity.start - 4, comparator="<")
    if found := vocabulary.comparators.before(text, quantity.start):
        comparator, start = found
        if not (comparator == "<=" and text[start:].casefold().startswith("within") and quantity.rule not in ("time", "measure", "range")):
            return replace(quantity, start=start, comparator=comparator)
    if found := vocabulary.comparators.after(text, quantity.end):
        return replace(quantity, end=found[1], comparator=found[0])
    if quantity.unit is None and (match := re.compile(r"\s[a-z]+(?=\sor\s)").match(text, quantity.end)):
        if found := vocabulary.comparators.after(text, match.end()):
            return replace(quantity, comparator=found[0])
    return quantity


def _per(text: str, end: int, vocabulary: Vocabulary) -> str | None:
    """The unit that follows "per", "a" or "each": "$20 a month" is per month, "3 per cent a year" per year."""
    match = re.compile(r"(?:\s(?:per|an?|each|every|for\s+every|for\s+each)\s|\s?/\s?|-an?-)(?=\w)", re.IGNORECASE).match(text, end)
    if not match:
        return None
    found = vocabulary.units.after(text, match.end())
    if found and found[0].kind in ("time", "measure"):
        return found[0].name
    word = re.compile(r"[a-z]+").match(text, match.end()) if "per" in match[0].casefold() or "/" in match[0] else None
    return word[0] if word else None

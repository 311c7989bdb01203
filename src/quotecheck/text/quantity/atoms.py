"""One number with its own unit: "$3.2 million", "5 km", "nine"; and whether it states an amount at all."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from quotecheck.text.numeral_words import SCALES, SHORT_SCALES
from quotecheck.text.numerals import Numeral
from quotecheck.text.quantity import excluded
from quotecheck.text.quantity.amounts import is_amount, is_multiple, is_pronoun_one, stands_free
from quotecheck.text.quantity.units import Unit
from quotecheck.text.quantity.vocabulary import Context

HOTTEST = 10_000
"""From here on a single "C" or "F" after a number is no temperature: "PA 23456 F Street"."""
_INCHES = re.compile(r" in\b(?= ?(?:[.,;)]|\Z| (?:more|tall|long|high|wide|deep)\b))")
_NO_UNIT_BEFORE = re.compile(r"\s+(?:anniversary|record)\b")
_PART_OF = re.compile(r"\s+(?:of|(?:of\s+)?an?)(?=\s)", re.IGNORECASE)
_SHORT_SCALE = re.compile(r"(?:(?<=\d)| )(k|mm|mn|mln|mil|mio|m|bln|bn|b|trn|tln|tn|cr)\b(?!-[a-z]|[/²³.]\w)", re.IGNORECASE)
_MINUS = re.compile(
    r"(?<!\d )(?<!or )\b(?P<word>minus)[ -]\Z|(?:\b(?:of|to|at|by|between|is|was|and|than)\s+|\A)(?P<other>negative)[ -]\Z", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:[.,;)](?!\d)|\Z)")
_LATE_SCALE = re.compile(r"\s(million|billion|trillion|crore|lakh)\b", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"\s(?:[a-z]+\s){0,2}?(?:people|[a-z]{3,}(?<!s)s)\b")


@dataclass(frozen=True, slots=True)
class Atom:
    """One number with its own unit, before ranges and ratios are put together."""

    start: int
    end: int
    numeral: Numeral
    value: Decimal | None
    scaled: bool
    unit: Unit | None

    @property
    def is_plain(self) -> bool:
        """Whether it may be one end of a range or one side of a ratio: neither vague nor a fraction nor a multiple."""
        return self.numeral.form in ("figures", "words") and self.value is not None


def read_atoms(context: Context, numerals: Iterable[Numeral]) -> Iterator[Atom]:
    """The numbers that state amounts, each with its unit, in order; those that only label a noun ("stages 4 and 5") are left out."""
    text, labelled, end, last = context.text, -1, 0, None
    for numeral in numerals:
        if (labelled >= 0 and excluded.goes_on(text, labelled, numeral.start)) or _is_labelled(context, numeral):
            labelled = numeral.end
            continue
        atom = _read_atom(context, numeral, end)
        if atom:
            if last and last.unit and last.unit.name == "foot" and (inches := _INCHES.match(text, atom.end)) and atom.start == end + 1:
                atom = replace(atom, end=inches.end(), unit=Unit("inch", "measure"))
            end, last = atom.end, atom
            yield atom


def _is_labelled(context: Context, numeral: Numeral) -> bool:
    numbered = context.vocabulary.numbered
    return excluded.is_labelled(context.text, numeral.start, numeral.end, labels=numbered.labels, capitalised=numbered.capitalised)


def _read_atom(context: Context, numeral: Numeral, since: int) -> Atom | None:
    """The numeral with its unit; a sign before the position `since` belongs to another number."""
    text, units = context.text, context.vocabulary.units
    money = units.before(text, numeral.start) if numeral.form in ("figures", "words", "vague") else None
    money = money if money and money[1] >= since else None
    start = money[1] if money else numeral.start
    if money is None and (minus := _MINUS.search(text, max(0, start - 18), start)):
        start, numeral = minus.start(minus.lastgroup or 0), replace(numeral, value=numeral.value and -numeral.value)
    value, end, scaled = numeral.value, numeral.end, numeral.form != "figures" or text[numeral.end - 1].isalpha()
    if numeral.form == "figures" and not scaled:
        value, end, scaled = _short_scale(text, numeral, bool(money))
    unit = money[0] if money else None
    after = units.after(text, end) or (_unit_of_part(context, end) if numeral.form in ("fraction", "vague") else None)
    if after and _fits(text, after, value, units.is_home(after[0], context.country)):
        found = after[0]
        if found.families and found.kind != "money":  # "pounds": money where a country or the size says so
            is_money = units.is_home(found, context.country) or (value is not None and value >= 10_000)
            found = Unit(found.families[0], "money", found.families) if is_money else Unit(found.name, found.kind)
        if unit is None or (found.kind == "money" and text[after[1] - 1].isalpha() and (found.families or found.name == unit.name)):
            unit, end = (unit if unit and not unit.families else found), after[1]
    if unit and unit.kind == "money" and not scaled and (late := _LATE_SCALE.match(text, end)) and value is not None:
        value, end, scaled = value * SCALES[late[1].lower()], late.end(), True
    if unit and unit.factor != 1 and value is not None:
        value = value * unit.factor
    atom = Atom(start, end, numeral, value, scaled, unit)
    return atom if _states_amount(context, atom) else None


def _unit_of_part(context: Context, end: int) -> tuple[Unit, int] | None:
    """The unit of "half a year", "a quarter of an hour", "hundreds of years"."""
    match = _PART_OF.match(context.text, end)
    found = context.vocabulary.units.after(context.text, match.end()) if match else None
    return found if found and (found[0].kind in ("time", "measure") or context.text[found[1] - 1] == "s") else None


def _short_scale(text: str, numeral: Numeral, is_money: bool) -> tuple[Decimal | None, int, bool]:
    """The number with "m", "bn", "k" and the like after it; "m" alone is a metre, but for money and counted things."""
    match = _SHORT_SCALE.match(text, numeral.end)
    if not match or numeral.value is None:
        return numeral.value, numeral.end, False
    folded = match[1].casefold()
    if folded in ("m", "mm", "mil", "b", "k", "cr") and not is_money:
        counted = _COUNTED_AFTER.match(text, match.end(), match.end() + 40)
        if match[1] == "mm" or (folded == "m" and match[1] == "m" and (text[match.start()] == " " or not counted)):
            return numeral.value, numeral.end, False
        if match[0][0] == " " and (folded not in ("k", "m") or not _ENDS.match(text, match.end())):
            return numeral.value, numeral.end, False
    return numeral.value * SHORT_SCALES[folded], match.end(), True


def _fits(text: str, after: tuple[Unit, int], value: Decimal | None, is_home: bool) -> bool:
    """Whether the word after a number is its unit and not the next word of the sentence by chance."""
    unit, end = after
    if unit.is_cautious and not is_home:
        return value is None or (value >= 1000 and not 1800 <= value < 2100)  # "2022 marks a change"
    if unit.kind == "time" and _NO_UNIT_BEFORE.match(text, end):
        return False
    is_letter = text[end - 1] in "CF" and not text[end - 2].isalpha() and text[end - 2] not in "°º˚"
    if unit.name.startswith("degree ") and is_letter and value is not None and abs(value) >= HOTTEST:
        return False
    return not (unit.name == "stone" and (value is None or value < 6 or value > 40))


def _states_amount(context: Context, atom: Atom) -> bool:
    """Whether a number with its unit states an amount: not a year, a code, an idiom, or when something was."""
    text = context.text
    is_measured = atom.unit is not None and atom.unit.kind != "time"
    if not is_measured and is_pronoun_one(text, atom.numeral.start, atom.numeral.end):
        return False
    if atom.numeral.form == "multiple":
        return is_multiple(text, atom.start, atom.end)
    if atom.unit is None:
        return is_amount(text, atom.start, atom.end, idioms=context.vocabulary.numbered.idioms)
    if not stands_free(text, atom.start, atom.end) and text[atom.start - 1 : atom.start] != "/":
        return False
    return atom.unit.kind != "time" or not excluded.anchored(text, atom.start, atom.end)

"""Numbers that belong together: ranges, ratios, the two ends of a change, two bounds of one amount."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from quotecheck.text.numeral_words import PLURALS, SCALES
from quotecheck.text.quantity.atoms import Atom
from quotecheck.text.quantity.parsed import ParsedQuantity
from quotecheck.text.quantity.vocabulary import Context

_FROM = re.compile(r"\bfrom\s+(?:\w+\s+)?\Z")
_BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s+|the\s+ages?\s+of\s+)?\Z")
_CLAUSE_END = re.compile(r"[.;:!?]\s|\n")
_WORD = re.compile(r"[a-z]+")
_RANGING = re.compile(r"\b(?:rang(?:e|es|ed|ing)|anywhere|anything|var(?:y|ies|ied|ying)|everything)\b")
_NOUN_AFTER = re.compile(
    r"[\s-]+(?!(?:in|on|by|at|as|for|from|per|and|or|but|over|since|after|before|during|this|last|when|while|with|an?|the|between)\b)"
    r"[a-z]+"
)
_JOINT = re.compile(
    r"\s?[-–—~]\s?|\s(?:to|and|or|through)\s(?:(?:as\s+(?:many|much|high)\s+as|about|around|nearly|over|even|perhaps|maybe|up\s+to)\s+)?",
    re.IGNORECASE,
)
_RATIO = re.compile(
    r"[\s-]+(?P<word>out[\s-]of|of|in)[\s-]+(?:(?:(?:every|each|all|the|its|their|his|her|our|those|these|a\s+total(?:\s+of)?|about|some|nearly"
    r"|more\s+than|over)\s+)+(?:[a-z]+\s+)?)?",
    re.IGNORECASE,
)
_WHOLES = frozenset(map(Decimal, [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 500, 1000, 10_000, 100_000, 1_000_000]))
_BOTH_BOUNDS = re.compile(r"\s*,?\s*(?:and|but)?\s*", re.IGNORECASE)
_AND = re.compile(r"\s(?:and\s)?", re.IGNORECASE)
_ENDS = re.compile(r"[.,;:!?)](?!\d)|\s*\Z")
_REACH = 90
"""How far before "from 3 to 5" a word may stand that says that something rose or fell."""


def with_shared_units(context: Context, atoms: list[Atom]) -> list[Atom]:
    """The atoms, each of "from 4.8 to 4.7 per cent" or "from 208 pounds to 193" with the unit that is printed once."""
    out = list(atoms)
    for at, (a, b) in enumerate(pairwise(atoms)):
        if not (a.is_plain and b.is_plain and context.text[a.end : b.start] == " to " and _FROM.search(context.before(a.start, 24))):
            continue
        if b.unit and a.unit in (None, b.unit) and a.value and b.value:
            factor = _scale_of(context, b) if b.scaled and not a.scaled else Decimal(1)
            factor = factor if factor > 1 and 0.1 < b.value / (a.value * factor) < 10 else Decimal(1)
            out[at] = replace(a, unit=b.unit, value=a.value * factor * (b.unit.factor if a.unit is None else 1))
        elif a.unit and not b.unit and a.unit.kind != "time" and not _NOUN_AFTER.match(context.text, b.end):
            out[at + 1] = replace(b, unit=a.unit, value=b.value and b.value * a.unit.factor)
    return out


def as_range(context: Context, a: Atom, b: Atom) -> ParsedQuantity | None:
    """ "2 to 3 per cent", "between 5 and 10", "from $1 to $2", "two or three": `None` where the two are not one range."""
    gap = _JOINT.fullmatch(context.text, a.end, b.start)
    if not gap or not (a.is_plain and b.is_plain) or a.value is None or b.value is None:
        return None
    word = gap[0].split()[0].casefold() if gap[0].strip()[:1].isalpha() else "-"
    before = context.before(a.start, 24)
    is_between, opened = bool(_BETWEEN.search(before)), _FROM.search(before) if word in ("to", "through") else None
    if word == "to" and before.endswith(" by ") and tells_change(context, a.start - 3):
        return None  # "fell by 12 to 40"
    if (word == "and" and not is_between) or (opened and tells_change(context, a.start - len(before) + opened.start())):
        return None
    if (a.unit and b.unit and context.code(a.unit) != context.code(b.unit)) or (b.unit and b.unit.kind == "money" and _is_other(a, b)):
        return None
    if a.unit and not b.unit and a.unit.kind not in ("money",) and word != "-" and (not opened or _NOUN_AFTER.match(context.text, b.end)):
        return None
    low, high = _bounds(context, a, b)
    if is_between and low > high:
        low, high = high, low
    if low >= high or (word == "or" and not _is_close(low, high)):
        return None
    start = a.start
    if is_between:
        start -= len(before) - before.rindex("between")
    elif opened:
        start -= len(before) - opened.start()
    return ParsedQuantity(start, b.end, low=float(low), high=float(high), unit=context.code(b.unit or a.unit), rule="range")


def _is_other(a: Atom, b: Atom) -> bool:
    """Whether only the second number has a sign of money before it, so that the first counts something else: "2 or $3"."""
    return a.unit is None and b.start < b.numeral.start


def tells_change(context: Context, position: int) -> bool:
    """Whether a word of change before "from 3 to 5" in its clause makes these its two ends, and no range."""
    before = _CLAUSE_END.split(context.before(position, _REACH))[-1]
    if _RANGING.search(before):
        return False
    words = _WORD.findall(before)
    return not context.vocabulary.changing.isdisjoint(words) or words[-1:] in (["up"], ["down"])


def _bounds(context: Context, a: Atom, b: Atom) -> tuple[Decimal, Decimal]:
    """Both values, the first with the scale and the hundredths that are printed after the second."""
    low, high = a.value or Decimal(0), b.value or Decimal(0)
    if b.scaled and not a.scaled and low < 1000 <= high and (a.unit is None or a.unit.kind == "money"):
        low *= _scale_of(context, b)
    if b.unit and b.unit.factor != 1 and not a.unit:
        low *= b.unit.factor
    return low, high


def _scale_of(context: Context, atom: Atom) -> Decimal:
    """By how much the scale words of the range's second number multiply it: they hold for the first one too."""
    printed = context.text[atom.numeral.start : atom.end].casefold()
    figures = re.match(r"[\d.,]+", printed)
    if figures and atom.value:
        bare = Decimal(figures[0].replace(",", "").rstrip(".") or 0)
        return atom.value / bare if bare else Decimal(1)
    product = Decimal(1)
    for word in _WORD.findall(printed):
        product *= SCALES.get(PLURALS.get(word, word), Decimal(1))
    return product


def _is_close(low: Decimal, high: Decimal) -> bool:
    return high <= low * 2 or high - low <= 2


def as_ratio(context: Context, a: Atom, b: Atom) -> ParsedQuantity | None:
    """ "nine out of 31", "three of the 12", "one in five": `None` where the second number is not the whole."""
    gap = _RATIO.fullmatch(context.text, a.end, b.start)
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
    return ParsedQuantity(a.start, b.end, float(a.value), of=float(b.value), unit=context.code(a.unit), rule="ratio")


def within_both(context: Context, one: ParsedQuantity, other: ParsedQuantity) -> ParsedQuantity | None:
    """The range that a lower and an upper bound give together: "more than ten but fewer than 20"; `None` where they are two amounts."""
    lower, upper = (one, other) if one.comparator[0] == ">" else (other, one)
    if lower.comparator[0] != ">" or upper.comparator[0] != "<" or lower.value is None or upper.value is None:
        return None
    if lower.value >= upper.value or one.unit not in (None, other.unit) or not _BOTH_BOUNDS.fullmatch(context.text, one.end, other.start):
        return None
    return replace(other, start=one.start, value=None, low=lower.value, high=upper.value, comparator="=", rule="range")


def with_hundredths(context: Context, atoms: list[Atom]) -> list[Atom]:
    """The atoms, money with its hundredths after it as one: "3 dollars 50 cents", "17 euros and 25"."""
    out = atoms[:1]
    for b in atoms[1:]:
        a = out[-1]
        if (
            _is_whole_money(context, a)
            and a.value is not None
            and b.value is not None
            and (share := _hundredths(context, a, b)) is not None
        ):
            out[-1] = replace(a, end=b.end, value=a.value + share)
        else:
            out.append(b)
    return out


def _is_whole_money(context: Context, atom: Atom) -> bool:
    """Whether it is a whole number of dollars and the like, with the name after it."""
    is_money = atom.unit is not None and atom.unit.kind == "money" and atom.unit.factor == 1
    return is_money and atom.value is not None and atom.value < 10_000 and not atom.value % 1 and context.text[atom.end - 1].isalpha()


def _hundredths(context: Context, a: Atom, b: Atom) -> Decimal | None:
    """What the second number adds in the unit of the first, or `None`."""
    if b.value is None or not b.is_plain or not _AND.fullmatch(context.text, a.end, b.start):
        return None
    if b.unit is not None:
        is_part = b.unit.kind == "money" and b.unit.factor < 1 and b.value < 1 and a.unit is not None
        return b.value if is_part and a.unit and (not a.unit.families or set(a.unit.families) & set(b.unit.families)) else None
    return b.value / 100 if 10 <= b.value < 100 and not b.value % 1 and _ENDS.match(context.text, b.end) else None

"""The words of English numerals: small numbers, tens, scales, parts, multiples, ordinals.

>>> PARTS["quarter"], SCALES["lakh"], PLURALS["crores"], ORDINALS["ninth"]
(Decimal('4'), Decimal('100000'), 'crore', 9)
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

_DIGITS = "zero one two three four five six seven eight nine ten".split()
_TEENS = "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINAL_DIGITS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL_TEENS = "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split()

SMALL: Mapping[str, Decimal] = MappingProxyType(
    {word: Decimal(value) for value, word in enumerate([*_DIGITS, *_TEENS])} | dict.fromkeys(("nought", "naught"), Decimal(0))
)
TENS: Mapping[str, Decimal] = MappingProxyType({word: Decimal(10 * value) for value, word in enumerate(_TENS, start=2)})
SCALES: Mapping[str, Decimal] = MappingProxyType(
    {"hundred": Decimal(100), "thousand": Decimal(1000), "lakh": Decimal(10) ** 5, "million": Decimal(10) ** 6}
    | {"crore": Decimal(10) ** 7, "billion": Decimal(10) ** 9, "trillion": Decimal(10) ** 12, "quadrillion": Decimal(10) ** 15}
    | {"dozen": Decimal(12)}
)
PLURALS: Mapping[str, str] = MappingProxyType({"lakhs": "lakh", "crores": "crore", "lac": "lakh", "lacs": "lakh", "dozens": "dozen"})
"""Plural scale words that follow an exact number; other plural scales are vague ("millions of people")."""

SHORT_SCALES: Mapping[str, Decimal] = MappingProxyType(
    dict.fromkeys(("k",), Decimal(1000))
    | dict.fromkeys(("m", "mm", "mn", "mln", "mil", "mio"), Decimal(10) ** 6)
    | dict.fromkeys(("cr",), Decimal(10) ** 7)
    | dict.fromkeys(("b", "bn", "bln"), Decimal(10) ** 9)
    | dict.fromkeys(("tn", "trn", "tln"), Decimal(10) ** 12)
)
"""Abbreviations right after figures, in lower case."""

ORDINALS: Mapping[str, int] = MappingProxyType(
    {word: value for value, word in enumerate([*_ORDINAL_DIGITS, *_ORDINAL_TEENS], start=1)}
    | {word: 10 * value for value, word in enumerate(_ORDINAL_TENS, start=2)}
)
PARTS: Mapping[str, Decimal] = MappingProxyType(
    {"half": Decimal(2), "quarter": Decimal(4)}
    | {word: Decimal(value) for word, value in ORDINALS.items() if value > 2}
    | {f"{scale}th": SCALES[scale] for scale in ("hundred", "thousand", "million", "billion", "trillion")}
)
"""What a fraction divides by: "three quarters", "a tenth"."""

MULTIPLES: Mapping[str, Decimal] = MappingProxyType(
    dict.fromkeys(("double", "doubled", "doubles", "doubling", "twice"), Decimal(2))
    | dict.fromkeys(("triple", "tripled", "triples", "tripling", "treble", "trebled", "trebles", "trebling", "thrice"), Decimal(3))
    | dict.fromkeys(("quadruple", "quadrupled", "quadruples", "quadrupling"), Decimal(4))
    | dict.fromkeys(("quintuple", "quintupled", "quintupling"), Decimal(5))
    | dict.fromkeys(("halve", "halved", "halves", "halving"), Decimal("0.5"))
)
VULGAR: Mapping[str, Decimal] = MappingProxyType(
    {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": 1 / Decimal(3), "⅔": 2 / Decimal(3), "⅕": Decimal("0.2")}
    | {"⅖": Decimal("0.4"), "⅗": Decimal("0.6"), "⅘": Decimal("0.8"), "⅙": 1 / Decimal(6), "⅚": 5 / Decimal(6), "⅛": Decimal("0.125")}
    | {"⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875")}
)

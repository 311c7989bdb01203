"""Numerals as English prints them: in figures, in words, mixed, as fractions, as vague plurals and as multiples.

>>> [float(numeral.value) for numeral in scan("R75 000, 3.2 million, two and a half, two-thirds, 1,25,000, half a dozen")]
[75000.0, 3200000.0, 2.5, 0.6666666666666666, 125000.0, 6.0]

Offsets are character offsets into the string given, half-open. Values are exact decimals, scale words applied. This
module does not know what a numeral counts, nor whether it is a date or part of a name: `quotecheck.text.quantities` does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

Form = Literal["figures", "words", "fraction", "vague", "multiple"]

SMALL = MappingProxyType(
    {
        word: Decimal(value)
        for value, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
    }
    | {
        word: Decimal(value)
        for value, word in enumerate(
            ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"], start=11
        )
    }
)
TENS = MappingProxyType(
    {
        word: Decimal(10 * value)
        for value, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
    }
)
SCALES = MappingProxyType(
    {
        "hundred": Decimal(100),
        "thousand": Decimal(1000),
        "lakh": Decimal(10) ** 5,
        "million": Decimal(10) ** 6,
        "crore": Decimal(10) ** 7,
        "billion": Decimal(10) ** 9,
        "trillion": Decimal(10) ** 12,
        "quadrillion": Decimal(10) ** 15,
        "dozen": Decimal(12),
    }
)
PLURALS = MappingProxyType({"lakhs": "lakh", "crores": "crore", "lac": "lakh", "lacs": "lakh"})
"""Plural scale words that follow an exact number; other plural scales are vague ("millions of people")."""

SHORT_SCALES = MappingProxyType(
    {
        "k": Decimal(1000),
        "m": Decimal(10) ** 6,
        "mn": Decimal(10) ** 6,
        "mln": Decimal(10) ** 6,
        "mio": Decimal(10) ** 6,
        "b": Decimal(10) ** 9,
        "bn": Decimal(10) ** 9,
        "bln": Decimal(10) ** 9,
        "tn": Decimal(10) ** 12,
        "trn": Decimal(10) ** 12,
        "cr": Decimal(10) ** 7,
    }
)
PARTS = MappingProxyType(
    {"half": Decimal(2), "third": Decimal(3), "quarter": Decimal(4), "fourth": Decimal(4)}
    | {w: Decimal(v) for v, w in enumerate(["fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"], start=5)}
    | {"twentieth": Decimal(20), "hundredth": Decimal(100), "thousandth": Decimal(1000), "millionth": Decimal(10) ** 6}
)
MULTIPLES = MappingProxyType(
    {word: Decimal(2) for word in ("double", "doubled", "doubles", "doubling", "twice")}
    | {word: Decimal(3) for word in ("triple", "tripled", "triples", "tripling", "treble", "trebled", "trebling", "thrice")}
    | {word: Decimal(4) for word in ("quadruple", "quadrupled", "quadruples", "quadrupling")}
    | {word: Decimal(5) for word in ("quintupled", "quintupling")}
    | {word: Decimal("0.5") for word in ("halved", "halves", "halving")}
)
VULGAR = MappingProxyType(
    {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": 1 / Decimal(3), "⅔": 2 / Decimal(3)}
    | {"⅕": Decimal("0.2"), "⅖": Decimal("0.4"), "⅗": Decimal("0.6"), "⅘": Decimal("0.8"), "⅛": Decimal("0.125"), "⅜": Decimal("0.375")}
)
ORDINALS = MappingProxyType(
    {
        word: value
        for value, word in enumerate(
            ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"], start=1
        )
    }
    | {w: v for v, w in enumerate(["eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"], start=11)}
    | {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
)

LONGEST_FIGURES = 30
"""Digits of a number that are read: more state no amount, and would not fit a float."""

LONGEST_SCALE = 2
_SLIPPED = r"\d{1,2}(?:,\d{2})+, \d{3}(?!\d|,\d)|\d{1,3}(?:,\d{3})+\. \d{3}(?=\s[a-z])"
"""Grouped figures with a blank after the last mark: "7,17, 686", "1,562. 967 cases"."""
_DOTTED = r"\d{1,3}(?:\.\d{3}){2,}(?![\d.]*\d)"
_GROUPED = (
    rf"{_SLIPPED}|{_DOTTED}|"
    r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|[1-9]\d{0,2}(?: \d{3})+(?![\d,.]*\d|[-–/:]\d)|\d{1,2}(?:,\d{2})+,\d{3}"
)
_POINTS_GROUP = re.compile(rf"[-−]?(?:{_SLIPPED}|{_DOTTED})")
FIGURES = rf"(?:(?:{_GROUPED}|\d+)(?:\.\d+)?|\.\d+)"
_VULGAR = "".join(VULGAR)
_WORD = "|".join(sorted([*SMALL, *TENS, *SCALES, *PLURALS], key=len, reverse=True))
_SCALE = "|".join(sorted([*SCALES, *PLURALS], key=len, reverse=True))
_PART = "|".join(sorted(PARTS, key=len, reverse=True))
_DIGIT_WORDS = "|".join(word for word, value in SMALL.items() if 0 < value < 10)
_START = re.compile(
    rf"(?P<vague>\b(?:(?:tens|dozens|hundreds|scores|thousands|hundred|lakhs)\s+of\s+)?(?:(?:hundred|thousand)s?\s+of\s+)?"
    rf"(?:dozens|hundreds|thousands|millions|billions|trillions|lakhs|crores)\b|\bscores(?=\s+of\b)"
    rf"|\b(?:(?:a\s+)?few|several|many|(?:a\s+)?couple(?:\s+of)?)\s+(?:dozen|(?:hundred|thousand)(?:\s+(?:thousand|million|billion))?|million|billion|lakhs?|crores?)\b)"
    rf"|(?P<fold>\b(?:{_DIGIT_WORDS}|ten|twenty|hundred|\d+)-?fold\b)"
    rf"|(?P<multiple>\b(?:{'|'.join(sorted(MULTIPLES, key=len, reverse=True))})\b)"
    rf"|(?P<part>\b(?:(?P<count>{_DIGIT_WORDS}|an?|\d)[\s-]+)?(?P<size>{_PART})(?P<many>s?)\b"
    rf"(?:\s+of)?(?:(?<=\bof)\s+|\s+)?(?P<whole>(?:an?\s+)?(?:{_SCALE})\b)?)"
    rf"|(?P<slash>(?<![\d/.,])\d{{1,2}}/\d{{1,2}}(?![\d/]))"
    rf"|(?P<vulgar>(?<![\w.,])(?P<before>\d+)?\s?(?P<sign>[{_VULGAR}]))"
    rf"|(?P<figures>(?<![\d.])(?:(?<=\s)[-−]|(?<=[(£$€])[-−]|\A[-−]|−)?{FIGURES})"
    rf"|(?P<words>\b(?:(?:a|an)\s+)?(?:{_WORD})(?:(?:\s+and\s+|-and-|[\s-]+)(?:{_WORD}))*\b)",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(rf"[A-Za-z]+|(?:(?<=[\s(£$€])[-−]|\A[-−]|−)?\.?\d|[{_VULGAR}]")
_STARTERS = frozenset(
    [*SMALL, *TENS, *SCALES, *PLURALS, *PARTS, *MULTIPLES, "a", "an", "few", "several", "many", "couple", "tens", "scores"]
)
_STARTERS = _STARTERS | {f"{scale}s" for scale in SCALES} | {f"{word}fold" for word in (*SMALL, *TENS, "hundred")}
_AND_A_PART = re.compile(rf"[\s-]+and[\s-]+(?:an?|one|three)[\s-]+(?:{_PART})s?\b", re.IGNORECASE)
_MIXED = re.compile(r"\s(\d{1,2})/(\d{1,2})(?![\d/])")
_SCALE_AFTER = re.compile(rf"(?:-plus|\+)?[\s-]?\s?({_SCALE})\b", re.IGNORECASE)
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:\s+and\s+|-and-|[\s-]+)", re.IGNORECASE)
_BEFORE_PART = re.compile(
    r"(?:\b(?:by|than|nearly|almost|about|around|roughly|over|under|least|only|just|to|some|approximately|from|up|down|fell|rose|cut)\s+)\Z",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of\b")
_AFTER_SHARE = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|would|said|say|in|since|by|from|to|after|over|during|between|compared|and)\b"
)
_OF_YEAR = re.compile(r"\s+of\s+(?:\d{4}|this|last|the (?:year|fiscal))\b")
_AFTER_HALF = re.compile(
    r"(?:s?\s+(?:of|the|a|an|all|its|their|his|her|our|your|my|those|these|that|hour|mile)\b|-(?:hour|mile|day|century|year|dozen|million))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral where it stands; `value` is `None` for a vague one ("dozens", "tens of thousands")."""

    start: int
    end: int
    value: Decimal | None
    form: Form


def scan(text: str) -> Iterator[Numeral]:
    """Every numeral in the text, in order and without overlap, linear in its length.

    >>> [text[n.start:n.end] for text in ["Tens of thousands fled, 21 died, one in two hundred and five."] for n in scan(text)]
    ['Tens of thousands', '21', 'one', 'two hundred and five']
    """
    position = 0
    for candidate in _CANDIDATE.finditer(text):
        if candidate.start() < position or (candidate[0][0].isalpha() and candidate[0].lower() not in _STARTERS):
            continue
        match = _START.match(text, candidate.start())
        found = _read(text, match) if match else []
        yield from found
        position = found[-1].end if found else match.end("words") if match and match["words"] else candidate.start() + 1


def value_of(text: str) -> Decimal | None:
    """The value of a string that is one numeral and nothing else, or `None`.

    >>> value_of("twenty-one thousand four hundred"), value_of("12 crore"), value_of("twelve monkeys")
    (Decimal('21400'), Decimal('120000000'), None)
    """
    bare = text.strip()
    numerals = list(scan(bare))
    if len(numerals) == 1 and numerals[0].start == 0 and numerals[0].end == len(bare):
        return numerals[0].value
    return None


def ordinal_value(text: str) -> int | None:
    """The rank that an ordinal names, in figures or in words to twentieth, or `None`.

    >>> ordinal_value("third"), ordinal_value("21st"), ordinal_value("3nd street")
    (3, 21, None)
    """
    folded = text.strip().casefold()
    if match := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", folded):
        return int(match[1])
    return ORDINALS.get(folded)


def _read(text: str, match: re.Match[str]) -> list[Numeral]:
    kind = match.lastgroup if match.lastgroup in ("vague", "fold", "multiple", "slash", "words", "figures") else None
    if kind == "vague":
        return [Numeral(match.start(), match.end(), None, "vague")]
    if kind == "fold":
        head = re.sub(r"-?fold$", "", match[0], flags=re.IGNORECASE).casefold()
        value = SMALL.get(head) or TENS.get(head) or (Decimal(100) if head == "hundred" else Decimal(head))
        return [Numeral(match.start(), match.end(), value, "multiple")]
    if kind == "multiple":
        return [Numeral(match.start(), match.end(), MULTIPLES[match[0].casefold()], "multiple")]
    if kind == "slash":
        return _slash(match)
    if match["part"] is not None:
        return _part(text, match)
    if match["vulgar"] is not None:
        value = Decimal(match["before"] or 0) + VULGAR[match["sign"]]
        return [_scaled(text, Numeral(match.start(), match.end(), value, "figures"))]
    if kind == "figures":
        return [_figures(text, match)]
    return _words(text, match)


def _slash(match: re.Match[str]) -> list[Numeral]:
    over, under = (int(number) for number in match[0].split("/"))
    if over < under and under in (2, 3, 4, 5, 8, 10, 16):
        return [Numeral(match.start(), match.end(), Decimal(over) / under, "fraction")]
    return []


def _figures(text: str, match: re.Match[str]) -> Numeral:
    grouped = _POINTS_GROUP.match(text, match.start())
    strange = r"\D" if grouped and grouped.end() == match.end() else r"[^\d.]"
    value = Decimal(re.sub(strange, "", match[0])[:LONGEST_FIGURES])
    end = match.end()
    if match[0][0] in "-−":
        value = -value
    if end < len(text) and text[end] in VULGAR:
        value, end = value + VULGAR[text[end]], end + 1
    elif (mixed := _MIXED.match(text, end)) and int(mixed[1]) < int(mixed[2]):
        value, end = value + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
    return _scaled(text, Numeral(match.start(), end, value, "figures"))


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """The numeral with "and a half" and the scale words that follow it: "two and a half", "3.2 million"."""
    value, end = numeral.value or Decimal(0), numeral.end
    if match := _AND_A_PART.match(text, end):
        value, end = value + _share(match[0]), match.end()
    for _ in range(LONGEST_SCALE):
        if match := _SCALE_AFTER.match(text, end):
            value, end = value * _scale(match[1]), match.end()
    return Numeral(numeral.start, end, value, numeral.form)


def _with_part(text: str, numeral: Numeral) -> Numeral:
    """A numeral in words with what may follow it: "two and a half million", "a million and a half"."""
    scale = SCALES.get(re.split(r"[\s-]", text[numeral.start : numeral.end].casefold())[-1], Decimal(1))
    match = _AND_A_PART.match(text, numeral.end)
    if match and scale > 1:
        return Numeral(numeral.start, match.end(), (numeral.value or 0) + _share(match[0]) * scale, "words")
    return _scaled(text, numeral)


def _share(text: str) -> Decimal:
    words = re.findall(r"[a-z]+", text.casefold())
    count = SMALL.get(words[-2], Decimal(1))
    return count / PARTS[words[-1] if words[-1] in PARTS else words[-1].rstrip("s")]


def _scale(word: str) -> Decimal:
    folded = word.casefold()
    return SCALES[PLURALS.get(folded, folded)]


def _part(text: str, match: re.Match[str]) -> list[Numeral]:
    """A fraction in words, where it is one: "a third of", "two-thirds", "half the", but no "third party", "first half"."""
    count, size, many = match["count"], match["size"].casefold(), bool(match["many"])
    folded = (count or "").casefold()
    if not count and size != "half":
        return []
    number = Decimal(1) if folded in ("", "a", "an") else SMALL[folded] if folded in SMALL else Decimal(folded)
    if many != (number > 1):
        return []
    end = match.end("many") if many else match.end("size")
    value = number / PARTS[size]
    if match["whole"]:
        scale = match["whole"].split()[-1]
        return [Numeral(match.start(), match.end("whole"), value * _scale(scale), "words")]
    is_bare = not count or folded in ("a", "an")
    if is_bare and not _is_share(text, match.start(), end, size):
        return []
    return [Numeral(match.start(), end, value, "fraction")]


def _is_share(text: str, start: int, end: int, size: str) -> bool:
    if size == "half" and _AFTER_HALF.match(text, end):
        return not re.search(
            r"\b(?:first|second|other|lower|upper|latter|back|top|bottom|this|that)\s+\Z", text[max(0, start - 10) : start], re.I
        )
    if _OF.match(text, end):
        return not (size == "quarter" and _OF_YEAR.match(text, end))
    if not _BEFORE_PART.search(text[max(0, start - 16) : start]):
        return False
    return bool(_AFTER_SHARE.match(text, end)) or not re.match(r"[\s-]+[a-z]", text[end : end + 3])


def _words(text: str, match: re.Match[str]) -> list[Numeral]:
    """The numerals in a run of number words: usually one, but "one two three" is three of them."""
    found: list[Numeral] = []
    position = match.start()
    while position < match.end():
        numeral = _one(text, position, match.end())
        if numeral is None:
            word = _LETTERS.search(text, position, match.end())
            position = word.end() + 1 if word else match.end()
            continue
        if numeral.end == match.end():
            numeral = _with_part(text, numeral)
        found.append(numeral)
        following = _BETWEEN.match(text, numeral.end, match.end())
        if not following:
            break
        position = following.end()
    return found


def _one(text: str, start: int, end: int) -> Numeral | None:
    """The longest well-formed numeral in words that begins at `start`."""
    total, group, last, ceiling, stop = Decimal(0), Decimal(0), "", Decimal("Infinity"), start
    for piece in _LETTERS.finditer(text, start, end):
        word = piece[0].casefold()
        word = PLURALS.get(word, word)
        if word in ("a", "an") and not last:
            last, group = "article", Decimal(1)
        elif word == "and" and last in ("hundred", "scale"):
            continue
        elif word in SMALL and _fits(last, SMALL[word]):
            group, last, stop = group + SMALL[word], "small", piece.end()
        elif word in TENS and last in ("", "hundred", "scale"):
            group, last, stop = group + TENS[word], "tens", piece.end()
        elif word == "hundred" and last in ("article", "small") and group < 100:
            group, last, stop = group * 100, "hundred", piece.end()
        elif word in SCALES and word != "hundred" and group and SCALES[word] < ceiling:
            ceiling = SCALES[word]
            total, group, last, stop = total + group * ceiling, Decimal(0), "scale", piece.end()
        else:
            break
    return Numeral(start, stop, total + group, "words") if stop > start else None


def _fits(last: str, value: Decimal) -> bool:
    """Whether a small number may follow: "twenty one", "hundred (and) twelve", but not "one two" or "twenty twelve"."""
    return last in ("", "hundred", "scale") or (last == "tens" and 0 < value < 10)

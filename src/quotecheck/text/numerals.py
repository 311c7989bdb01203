"""Numerals as English prints them: in figures, in words, mixed, as fractions, as vague plurals and as multiples.

>>> [float(numeral.value) for numeral in scan("R75 000, 3.2 million, two and a half, two-thirds, 1,25,000, half a dozen")]
[75000.0, 3200000.0, 2.5, 0.6666666666666666, 125000.0, 6.0]

Offsets are character offsets into the string given, half-open. Values are exact decimals, scale words applied. This
module does not know what a numeral counts, nor whether it is a date or part of a name: `quotecheck.text.quantity` does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from quotecheck.text.landmarks import NUMERAL_STARTS, Landmarks, landmarks
from quotecheck.text.numeral_words import MULTIPLES, ORDINALS, PARTS, PLURALS, SCALES, SMALL, TENS, VULGAR

Form = Literal["figures", "words", "fraction", "vague", "multiple"]

LONGEST_FIGURES = 30
"""Digits of a number that are read: more state no amount, and would not fit a float."""

HIGHEST_POWER = 30
LONGEST_SCALE = 2

_SLIPPED = r"\d{1,3}(?:, 000)+(?!\d|,\d)|\d{1,2}(?:,\d{2})+, \d{3}(?!\d|,\d)|\d{1,3}(?:,\d{3})+\. \d{3}(?=\s[a-z])"
"""Grouped figures with a blank after the last mark: "7,17, 686", "80, 000", "1,562. 967 cases"."""
_DOTTED = r"\d{1,3}(?:\.\d{3}){2,}(?![\d.]*\d)"
_CONTINENTAL = r"\d{1,3}(?:\.\d{3})+,\d{1,2}(?![\d.,]*\d)"
"""A comma before the decimals, which only a point before it tells: "1.250,50"."""
_DECIMAL_COMMA = r"\d{1,3},\d{1,2}(?=\s?(?:%|per\s?cent|percent|million|billion|euros?\b|€|kg|km|tonnes|hectares|degrees))"
"""Where the word after it says that it is no thousand: "2,5 per cent"."""
_GROUPED = (
    rf"{_SLIPPED}|{_DOTTED}|"
    r"\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|[1-9]\d{0,2}(?: \d{3})+(?![\d,.]*\d|[-–/:]\d)|\d{1,2}(?:,\d{2})+,\d{3}"
)
_POINTS_GROUP = re.compile(rf"[-−]?(?:{_SLIPPED}|{_DOTTED})")
FIGURES = rf"(?:{_CONTINENTAL}|{_DECIMAL_COMMA}|(?:{_GROUPED}|\d+)(?:\.\d+)?|\.\d+)"


def _any(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]  # any collection of strings


_VULGAR = "".join(VULGAR)
_WORD = _any([*SMALL, *TENS, *SCALES, *PLURALS])
_SCALE = _any([*SCALES, *PLURALS])
_DIGIT = _any([word for word, value in SMALL.items() if 0 < value < 10])
_COUNT = rf"(?:{_any(TENS)})[\s-]+(?:{_DIGIT})|{_any(TENS)}|{_any([word for word, value in SMALL.items() if value])}|an?|\d{{1,2}}"
_SIZE = rf"(?:(?:{_any(TENS)})[\s-](?:first(?=s)|{_any(PARTS)})|{_any(PARTS)})"
_MINUS = r"(?:(?<=\s)[-−]|(?<=[(£$€<>=])[-−]|\A[-−]|−)?"
_START = re.compile(
    rf"(?P<vague>\b(?:(?:tens|dozens|hundreds|scores|thousands|hundred|lakhs)\s+of\s+)?(?:(?:hundred|thousand)s?\s+of\s+)?"
    rf"(?:dozens|hundreds|thousands|millions|billions|trillions|lakhs|crores)\b|\bscores(?=\s+of\b)"
    rf"|\b(?:(?:a\s+)?few|several|many|(?:a\s+)?couple(?:\s+of)?)\s+(?:dozens?|(?:hundred|thousand)(?:\s+(?:thousand|million|billion))?"
    rf"|million|billion|lakhs?|crores?)\b)"
    rf"|(?P<fold>\b(?P<times>{_DIGIT}|ten|twenty|hundred|\d+)-?fold\b)"
    rf"|(?P<multiple>\b(?:{_any(MULTIPLES)})\b)"
    rf"|(?P<part>(?<![\w.,])(?:(?P<count>{_COUNT})\s?[\s-]\s?)?(?P<size>{_SIZE})(?P<many>s?)\b"
    rf"(?:\s+of)?(?:(?<=\bof)\s+|\s+)?(?P<whole>(?:an?\s+)?(?:{_SCALE})\b)?)"
    rf"|(?P<slash>(?<![\d/.,]){_MINUS}\d{{1,2}}/\d{{1,2}}(?![\d/]))"
    rf"|(?P<vulgar>(?<![\w.,])(?P<before>\d+)?\s?(?P<sign>[{_VULGAR}]))"
    rf"|(?P<figures>(?<![\d.]){_MINUS}{FIGURES})"
    rf"|(?P<words>\b(?:(?:a|an)\s+)?(?:{_WORD})(?:(?:\s+and\s+|-and-|\s?[\s-]\s?)(?:{_WORD}))*\b)"
)
_LETTERS = re.compile(r"[a-z]+")
_VULGAR_SIGN = re.compile(rf"[{_VULGAR}]")
_ARTICLE = re.compile(r"(?<!\w)an?[\s-]+\Z")
_AFTER_ARTICLE = frozenset([*SCALES, *PARTS, "few", "couple"])
_AND_A_PART = re.compile(rf"[\s-]+and[\s-]+(?P<count>{_COUNT})[\s-]+(?P<size>{_SIZE})(?P<many>s?)\b")
_PARTS_AFTER = re.compile(rf"[\s-](?P<size>{_SIZE})(?P<many>s?)\b")
_ORDINAL_AFTER = re.compile(rf"-(?:{_any(ORDINALS)})\b|\s(?:hundred|thousand|million)th\b")
_POINT = re.compile(
    rf"\s+point(?:\s+(?P<compound>(?:{_any(TENS)})(?:[\s-](?:{_DIGIT}))?|ten|eleven|twelve|\w+teen)\b|(?P<digits>(?:\s+(?:{_DIGIT}|zero|n[oa]ught|oh))+)\b)"
)
_MIXED = re.compile(r"\s+(\d{1,2})/(\d{1,2})(?![\d/])")
_EXPONENT = re.compile(r"e([+-]?\d{1,2})\b|\s?[x×]\s?10(?:\^|(?=[-−–]))([+-−–]?\d{1,2})\b|\^((?:--|[+-])?\d{1,2})\b")
_SCALE_AFTER = re.compile(rf"(?:-plus|\+)?[\s-]?\s?({_SCALE})\b")
_LESSER = re.compile(rf"\s(?:and\s)?(\d+(?:\.\d+)?)\s({_any([*SCALES, *PLURALS])})\b")
_LAST_WORDS = rf"(?:{_any(TENS)})(?:[\s-](?:{_DIGIT}))?|{_any([word for word, value in SMALL.items() if value])}"
_REST = re.compile(rf"\sand\s([1-9]\d?|{_LAST_WORDS})\b(?![.,]?\d|%|[\s-](?:{_SCALE})\b)")
_OVER = re.compile(rf"\sover\s(?=\d|(?:{_WORD})\b)")
_BETWEEN = re.compile(r"(?:\s+and\s+|-and-|\s?[\s-]\s?)")
_BEFORE_PART = re.compile(
    r"(?:\b(?:by|than|above|below|nearly|almost|about|around|roughly|over|under|least|only|just|to|some|approximately|from|up|down|fell|rose|cut)\s+)\Z"
)
_SPANS_BEFORE = re.compile(
    r"\b(?:last|past|previous|next|first|final|following|recent|consecutive|straight|successive|these|those|all)\s+\Z"
)
_NO_HALF_BEFORE = re.compile(r"\b(?:first|second|other|lower|upper|latter|back|top|bottom|this|that)\s+\Z")
_NOT_A_PART = re.compile(
    r"[\s-](?:party|parties|grade|grader|graders|place|placed|round|time|inning|innings|floor|year|base|person|world|estate|half|century"
    r"|generation|division|class|degree|street|avenue|amendment|anniversary|birthday|day|month|week)\b"
)
_OF = re.compile(r"\s+of\b")
_AFTER_SHARE = re.compile(
    r"\s+(?:is|are|was|were|has|have|had|will|would|said|say|in|since|by|from|to|after|over|during|between|compared|and)\b"
)
_OF_YEAR = re.compile(r"\s+of\s+(?:\d{4}|this|last|the (?:year|fiscal))\b")
_AFTER_HALF = re.compile(
    r"(?:s?\s+(?:of|the|a|an|all|its|their|his|her|our|your|my|those|these|that|hour|mile)\b|-(?:hour|mile|day|century|year|dozen|million))"
)
_AFTER_MOST = re.compile(r"\s(?:people|[a-z]{4,}(?<!s)s)\b")
_NEXT_WORD = re.compile(r"[\s-]+[a-z]")


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
    marks = landmarks(text)
    folded, position = marks.folded, 0
    for start in _candidates(marks):
        if start < position:
            continue
        match = _START.match(folded, start)
        found = _over(folded, _read(folded, match)) if match else []
        yield from found
        position = found[-1].end if found else match.end("words") if match and match["words"] else start + 1


def _candidates(marks: Landmarks) -> list[int]:
    """Where a numeral may begin, in order: at a figure, its sign or point, or at one of its words, its article included."""
    folded = marks.folded
    starts = list(marks.figures)
    for start in marks.figures:
        before = start - 1 if start and folded[start - 1] == "." else start
        if before != start:
            starts.append(before)
        if before and folded[before - 1] in "-−":
            starts.append(before - 1)
    starts += [match.start() for match in _VULGAR_SIGN.finditer(folded)] if not folded.isascii() else []
    for start, word in marks.words:
        if word in NUMERAL_STARTS:
            is_noun = word in _AFTER_ARTICLE or word[:-1] in _AFTER_ARTICLE
            article = _ARTICLE.search(folded, max(0, start - 6), start) if is_noun else None
            if article:
                starts.append(article.start())
            starts.append(start)
    return sorted(starts)


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
    """The rank that an ordinal names, in figures or in words to ninety-ninth, or `None`.

    >>> ordinal_value("third"), ordinal_value("21st"), ordinal_value("twenty-first"), ordinal_value("3nd street")
    (3, 21, 21, None)
    """
    folded = text.strip().casefold()
    if match := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)", folded):
        return int(match[1])
    tens, _, last = folded.partition("-")
    return int(TENS[tens]) + ORDINALS[last] if tens in TENS and ORDINALS.get(last, 10) < 10 else ORDINALS.get(folded)


def _read(text: str, match: re.Match[str]) -> list[Numeral]:
    start, end = match.span()
    if match["vague"] is not None:
        return [Numeral(start, end, None, "vague")]
    if match["fold"] is not None:
        times = match["times"]
        value = Decimal(times[:LONGEST_FIGURES]) if times.isdecimal() else (SMALL.get(times) or TENS.get(times) or SCALES[times])
        return [Numeral(start, end, value, "multiple")]
    if match["multiple"] is not None:
        return [Numeral(start, end, MULTIPLES[match[0]], "multiple")]
    if match["slash"] is not None:
        return _slash(match)
    if match["part"] is not None:
        return _part(text, match)
    if match["vulgar"] is not None:
        value = Decimal((match["before"] or "0")[:LONGEST_FIGURES]) + VULGAR[match["sign"]]
        return [_scaled(text, Numeral(start, end, value, "figures"))]
    if match["figures"] is not None:
        return [_figures(text, match)]
    return _words(text, start, end)


def _over(text: str, found: list[Numeral]) -> list[Numeral]:
    """One part of several as mathematics says it, "one over twenty", where nothing is counted after it."""
    over = _OVER.match(text, found[0].end) if len(found) == 1 and found[0].value == 1 else None
    match = _START.match(text, over.end()) if over else None
    parts = _read(text, match) if match else []
    if len(parts) != 1 or not parts[0].value or parts[0].value < 2 or _NEXT_WORD.match(text, parts[0].end):
        return found
    return [Numeral(found[0].start, parts[0].end, 1 / parts[0].value, "fraction")]


def _slash(match: re.Match[str]) -> list[Numeral]:
    over, under = (int(number) for number in match[0].strip("-−").split("/"))
    if over < under and under in (2, 3, 4, 5, 8, 10, 16):
        share = Decimal(over) / under
        return [Numeral(match.start(), match.end(), -share if match[0][0] in "-−" else share, "fraction")]
    return []


def _figures(text: str, match: re.Match[str]) -> Numeral:
    printed, end = match[0], match.end()
    if "," in printed and re.fullmatch(r"[-−]?\d{1,3}(?:\.\d{3})*,\d{1,2}", printed):
        printed = printed.replace(".", "").replace(",", ".")
    grouped = _POINTS_GROUP.match(text, match.start())
    strange = r"\D" if grouped and grouped.end() == end else r"[^\d.]"
    value = Decimal(re.sub(strange, "", printed)[:LONGEST_FIGURES])
    if printed[0] in "-−":
        value = -value
    if end < len(text) and text[end] in VULGAR:
        value, end = value + VULGAR[text[end]], end + 1
    elif (mixed := _MIXED.match(text, end)) and 0 < int(mixed[1]) < int(mixed[2]):
        value, end = value + Decimal(mixed[1]) / Decimal(mixed[2]), mixed.end()
    elif exponent := _EXPONENT.match(text, end):
        value, end = _raised(value, exponent), exponent.end()
    return _scaled(text, Numeral(match.start(), end, value, "figures"))


def _raised(value: Decimal, exponent: re.Match[str]) -> Decimal:
    """The figures with their exponent ("1e6", "1.3 x 10^6") or to a power ("1.1^23"); a power too high is left out."""
    printed = (exponent[1] or exponent[2] or exponent[3]).replace("--", "").replace("−", "-").replace("–", "-")
    power = int(printed)
    if abs(power) > HIGHEST_POWER:
        return value
    if exponent[3] is None:
        return value.scaleb(power)
    raised = abs(value) ** power if value else value
    return (-raised if value < 0 else raised) if raised < Decimal(10) ** HIGHEST_POWER else value


def _scaled(text: str, numeral: Numeral) -> Numeral:
    """The numeral with "and a half" and the scale words that follow it: "two and a half", "3.2 million", "2 lakh 40 thousand"."""
    value, end = numeral.value or Decimal(0), numeral.end
    if (match := _AND_A_PART.match(text, end)) and (share := _share(match)):
        value, end = value + share, match.end()
    scale = Decimal(1)
    for _ in range(LONGEST_SCALE):
        if match := _SCALE_AFTER.match(text, end):
            scale, end = scale * _scale(match[1]), match.end()
    value *= scale
    while scale > 1 and (match := _LESSER.match(text, end)) and Decimal(match[1]) * _scale(match[2]) < scale:
        value, end, scale = value + Decimal(match[1]) * _scale(match[2]), match.end(), _scale(match[2])
    if scale > 1 and (match := _AND_A_PART.match(text, end)):
        value, end = _with_share_of(text, (value, scale), match)
    elif scale in (100, 1000) and numeral.form == "figures" and (match := _REST.match(text, end)):
        value, end = value + _small(match[1]), match.end()
    return Numeral(numeral.start, end, value, numeral.form)


def _with_share_of(text: str, number: tuple[Decimal, Decimal], match: re.Match[str]) -> tuple[Decimal, int]:
    """The value and end of a number and its scale with a share of it: "a million and a half", "one billion and a half million"."""
    value, scale = number
    share = _share(match)
    if not share:
        return value, match.start()
    if (own := _SCALE_AFTER.match(text, match.end())) and _scale(own[1]) < scale:
        return value + share * _scale(own[1]), own.end()
    return value + share * scale, match.end()


def _share(match: re.Match[str]) -> Decimal | None:
    """The fraction "and a half" or "and three fifths", or `None` where number and noun do not agree."""
    count = _small(match["count"])
    return count / _size(match["size"]) if (count > 1) == bool(match["many"]) else None


def _small(words: str) -> Decimal:
    """The value of a count below a hundred, "a" and figures among them."""
    if words in ("a", "an"):
        return Decimal(1)
    if words[0].isdigit():
        return Decimal(words)
    return sum((SMALL.get(word) or TENS[word] for word in re.split(r"[\s-]+", words)), Decimal(0))


def _size(words: str) -> Decimal:
    """What the name of a part divides by: "fifth", "twenty-fifth"."""
    *tens, last = re.split(r"[\s-]", words)
    return TENS[tens[0]] + (PARTS.get(last) or ORDINALS[last]) if tens else PARTS[last]


def _scale(word: str) -> Decimal:
    return SCALES[PLURALS.get(word, word)]


def _part(text: str, match: re.Match[str]) -> list[Numeral]:
    """A fraction in words, where it is one: "a third of", "two-thirds", "half the", but no "third party", "first half"."""
    count, size, many = match["count"], match["size"], bool(match["many"])
    if not count and size != "half" and not (size == "quarter" and match["whole"]):
        return []
    number = _small(count) if count else Decimal(1)
    end = match.end("many") if many else match.end("size")
    is_bare = count in (None, "a", "an")
    if many != (number > 1) or (number == 1 and not match["whole"] and _NOT_A_PART.match(text, end)):
        return [] if is_bare else _counted(text, match)
    if size == "quarter" and many and (number != 3 or _SPANS_BEFORE.search(text, max(0, match.start() - 14), match.start())):
        return _counted(text, match)
    value = number / _size(size)
    if match["whole"]:
        scale = match["whole"].split()[-1]
        return [Numeral(match.start(), match.end("whole"), value * _scale(scale), "words")]
    if is_bare and not _is_share(text, match.start(), end, size):
        return []
    return [Numeral(match.start(), end, value, "fraction")]


def _counted(text: str, match: re.Match[str]) -> list[Numeral]:
    """The count alone, of what is no fraction: "two quarters"; none of an ordinal ("twenty-third")."""
    if not match["many"] or match["count"][0].isdigit():
        return []
    return [Numeral(*match.span("count"), _small(match["count"]), "words")]


def _is_share(text: str, start: int, end: int, size: str) -> bool:
    if size == "half" and _AFTER_HALF.match(text, end):
        return not _NO_HALF_BEFORE.search(text, max(0, start - 10), start)
    if _OF.match(text, end):
        return not (size == "quarter" and _OF_YEAR.match(text, end))
    if not _BEFORE_PART.search(text, max(0, start - 16), start) and (start, end) != (0, len(text)):
        return False
    if size == "half" and _AFTER_MOST.match(text, end):
        return True
    return bool(_AFTER_SHARE.match(text, end)) or not _NEXT_WORD.match(text, end, end + 3)


def _words(text: str, start: int, end: int) -> list[Numeral]:
    """The numerals in a run of number words: usually one, but "one two three" is three of them."""
    found: list[Numeral] = []
    position = start
    while position < end:
        numeral = _one(text, position, end)
        if numeral is None:
            word = _LETTERS.search(text, position, end)
            position = word.end() + 1 if word else end
            continue
        if numeral.end == end or _AND_A_PART.match(text, numeral.end):
            numeral = _with_part(text, numeral)
        found.append(numeral)
        following = _BETWEEN.match(text, numeral.end, end)
        if not following:
            break
        position = following.end()
    return found


def _with_part(text: str, numeral: Numeral) -> Numeral:
    """A numeral in words with what may follow it: "two and a half million", "a million and a half", "five point two"."""
    value = numeral.value or Decimal(0)
    last = re.split(r"[\s-]", text[numeral.start : numeral.end])[-1]
    scale = _scale(last) if last in SCALES or last in PLURALS else Decimal(1)
    if (point := _POINT.match(text, numeral.end)) and value < 1000:
        return _scaled(text, Numeral(numeral.start, point.end(), value + _decimals(point), "words"))
    if (parts := _PARTS_AFTER.match(text, numeral.end)) and (share := _divided(text[numeral.start : numeral.end], value, parts)):
        return Numeral(numeral.start, parts.end(), share, "fraction")
    match = _AND_A_PART.match(text, numeral.end) if scale > 1 else None
    if match:
        value, end = _with_share_of(text, (value, scale), match)
        return Numeral(numeral.start, end, value, "words")
    return _scaled(text, numeral)


def _divided(words: str, value: Decimal, parts: re.Match[str]) -> Decimal | None:
    """The number before a fraction's denominator: "thirty-two fifths", "a hundred and three quarters", "two million and one half"."""
    *before, last = re.split(r"[\s-]", words)
    if last in TENS and "and" not in before and value > 100 and parts["many"]:  # "one hundred thirty-fifths"
        return (value - TENS[last]) / (TENS[last] + _size(parts["size"]))
    whole, _, rest = words.rpartition(" and ")
    tail, size = value_of(rest) or Decimal(0), _size(parts["size"])
    if (not parts["many"] and tail != 1) or (not whole and not parts["many"]):
        return None
    if not whole or tail >= size:
        return value / size if parts["many"] else None
    scale = _scale(whole.split()[-1]) if whole.split()[-1] in SCALES else Decimal(1)
    return value - tail + tail / size * (scale if scale >= 10**6 else 1)


def _decimals(point: re.Match[str]) -> Decimal:
    """What "point" and the words after it add: "point two five", "point seventy-one"."""
    if point["compound"]:
        return _small(point["compound"]) / 100
    digits = "".join("0" if word == "oh" else str(SMALL[word]) for word in point["digits"].split())
    return Decimal(f"0.{digits}"[:LONGEST_FIGURES])


def _one(text: str, start: int, end: int) -> Numeral | None:
    """The longest well-formed numeral in words that begins at `start`."""
    total, group, last, ceiling, stop = Decimal(0), Decimal(0), "", Decimal("Infinity"), start
    for piece in _LETTERS.finditer(text, start, end):
        word = PLURALS.get(piece[0], piece[0])
        if word in ("a", "an") and not last:
            last, group = "article", Decimal(1)
        elif word == "hundred" and not last:
            last, group = "hundred", Decimal(100)  # "hundred thousand", but no "hundred" alone
        elif word == "and" and last in ("hundred", "scale"):
            continue
        elif word in SMALL and _fits(last, SMALL[word]):
            group, last, stop = group + SMALL[word], "small", piece.end()
        elif word in TENS and last in ("", "hundred", "scale"):
            group, last, stop = group + TENS[word], "tens", piece.end()
        elif word == "hundred" and last in ("article", "small", "tens") and group < 100:
            group, last, stop = group * 100, "hundred", piece.end()
        elif word == "crore" and total and not group and ceiling == SCALES["lakh"]:
            ceiling, total, stop = SCALES[word], total * SCALES[word], piece.end()  # "three lakh crore"
        elif word in SCALES and word != "hundred" and group and SCALES[word] < ceiling:
            ceiling = SCALES[word]
            total, group, last, stop = total + group * ceiling, Decimal(0), "scale", piece.end()
        else:
            break
    return Numeral(start, stop, total + group, "words") if stop > start and not _ORDINAL_AFTER.match(text, stop) else None


def _fits(last: str, value: Decimal) -> bool:
    """Whether a small number may follow: "twenty one", "hundred (and) twelve", but not "one two" or "twenty twelve"."""
    return last in ("", "hundred", "scale") or (last == "tens" and 0 < value < 10)

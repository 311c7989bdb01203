"""Quotes with known answers: cut out of a transcript of our own prose and changed in a known way.

Every case knows the characters of the transcript that its quote stands for, the verdict that fits, and the flags that must be raised.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verify_prose import ABSENT, ADJECTIVES, FAMILY, GIVEN, NOUNS, SMALL, Writer

from quotecheck.verdicts import Flag, Verdict

WORD = re.compile(r"\S+")
CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
SHORTEST, LONGEST = 5, 60
SOUNDS = ("uh,", "um,", "you know,", "I mean,")
FOUND_AS_IS = ("exact", "cosmetic")


@dataclass(frozen=True)
class Case:
    """One quote, where it stands, and what should be said of it; `changed` is the number that stands for another."""

    kind: str
    quote: str
    spans: tuple[tuple[int, int], ...]
    verdicts: tuple[Verdict, ...]
    flags: tuple[Flag, ...] = ()
    speaker: str | None = None
    words: int = 0
    changed: str | None = None


@dataclass(frozen=True)
class Transcript:
    """A text in turns, the words of each turn, and the words that are disfluencies."""

    text: str
    turns: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    disfluent: frozenset[int]


def transcript(words: int, seed: int) -> Transcript:
    """A transcript of some length: turns of up to 250 words by four speakers, a few disfluencies in each."""
    writer, draw = Writer(seed), random.Random(seed + 1)
    speakers = [f"{given} {family}".upper() for given, family in zip(draw.sample(GIVEN, 4), draw.sample(FAMILY, 4), strict=True)]
    parts: list[str] = []
    turns: list[tuple[str, tuple[tuple[int, int], ...]]] = []
    disfluent: set[int] = set()
    length = count = 0
    while count < words:
        speaker = draw.choice(speakers)
        label = f"{speaker}: "
        said, unsaid = _disfluent(writer.text(draw.randrange(90, 250)).replace("\n\n", " ").strip(), draw)
        begin = length + len(label)
        places = tuple((begin + match.start(), begin + match.end()) for match in WORD.finditer(said))
        disfluent.update(places[i][0] for i in unsaid)
        turns.append((speaker, places))
        parts += [label, said, "\n\n"]
        length = begin + len(said) + 2
        count += len(places)
    return Transcript("".join(parts), tuple(turns), frozenset(disfluent))


def _disfluent(text: str, draw: random.Random) -> tuple[str, set[int]]:
    """The text with a disfluency before one word in forty, and the numbers of the words that are none of the text's own."""
    words: list[str] = []
    unsaid: set[int] = set()
    for word in text.split():
        extra: list[str] = []
        if draw.random() < 0.025 and word.isalpha():
            extra = draw.choice([[draw.choice(SOUNDS)], [draw.choice(SOUNDS)], [f"{word},"]])
            extra = " ".join(extra).split()
        unsaid.update(range(len(words), len(words) + len(extra)))
        words += [*extra, word]
    return " ".join(words), unsaid


class Maker:
    """Cases of every kind out of one transcript; every choice follows from the seed."""

    def __init__(self, source: Transcript, seed: int) -> None:
        self.source, self.random = source, random.Random(seed)
        self.folded = " ".join(re.findall(r"\w+", source.text.casefold()))
        self.absent_prose = Writer(seed + 7, ABSENT).sentences()

    def cases(self, kind: str, count: int) -> Iterator[Case]:
        """That many cases of a kind; a try that does not fit the kind is made again."""
        make: Callable[[], Case | None] = getattr(self, kind)
        while count:
            case = make()
            if case is not None:
                count -= 1
                yield case

    def length(self, least: int = SHORTEST) -> int:
        """Lengths from 5 to 60 words, short ones as often as long ones."""
        return int(least * (LONGEST / least) ** self.random.random() + 0.5)

    def run(self, words: int) -> tuple[str, list[tuple[int, int]]]:
        """Words in a row of one turn, with who speaks."""
        while True:
            speaker, places = self.random.choice(self.source.turns)
            if len(places) > words:
                begin = self.random.randrange(len(places) - words)
                return speaker, list(places[begin : begin + words])

    def texts(self, places: list[tuple[int, int]]) -> list[str]:
        """The words as printed."""
        return [self.source.text[a:b] for a, b in places]

    def span(self, places: list[tuple[int, int]]) -> tuple[int, int]:
        """From the first letter of the words to the last."""
        start, end = places[0][0], places[-1][1]
        core = CORE.search(self.source.text, start, end)
        return core.span() if core else (start, end)

    def is_clean(self, places: list[tuple[int, int]]) -> bool:
        """Whether no disfluency is among the words, nor touches them."""
        return all(place[0] not in self.source.disfluent for place in places)

    def made(self, kind: str, words: list[str], places: list[tuple[int, int]], *verdicts: Verdict, **more: object) -> Case | None:
        """The case, unless the changed quote stands in the transcript word for word."""
        quote = " ".join(words).strip(" ,.;?!")
        plain = " ".join(re.findall(r"\w+", quote.casefold()))
        if kind not in ("exact", "other_speaker") and f" {plain} " in f" {self.folded} ":
            return None
        return Case(kind, quote, (self.span(places),), verdicts, words=len(words), **more)  # type: ignore[arg-type]

    def exact(self) -> Case | None:
        _, places = self.run(self.length())
        return self.made("exact", self.texts(places), places, *FOUND_AS_IS[:1])

    def other_speaker(self) -> Case | None:
        speaker, places = self.run(self.length(8))
        others = [name for name, _ in self.source.turns if name != speaker]
        return self.made(
            "other_speaker", self.texts(places), places, "exact", flags=("other_speaker",), speaker=self.random.choice(others).title()
        )

    def substituted(self) -> Case | None:
        _, places = self.run(self.length())
        words = self.texts(places)
        for _ in range(self.random.randint(1, max(1, min(3, len(words) // 6)))):
            at = self.random.randrange(len(words))
            words[at] = CORE.sub(self.random.choice(NOUNS + ADJECTIVES), words[at], count=1)
        return self.made("substituted", words, places, "altered") if self.is_clean(places) else None

    def inserted(self) -> Case | None:
        _, places = self.run(self.length())
        words = self.texts(places)
        for _ in range(self.random.randint(1, max(1, min(3, len(words) // 6)))):
            words.insert(self.random.randrange(1, len(words)), self.random.choice(ADJECTIVES + NOUNS))
        return self.made("inserted", words, places, "altered") if self.is_clean(places) else None

    def _cut(self, least: int = SHORTEST) -> tuple[list[str], list[str], list[tuple[int, int]]] | None:
        length, gone = self.length(least), self.random.randint(2, 10)
        _, places = self.run(length + gone)
        words, at = self.texts(places), self.random.randint(2, length - 2)
        left = words[:at], words[at + gone :]
        return (*left, places) if self.is_clean(places) and left[0][-1] != words[at + gone - 1] and left[1][0] != words[at] else None

    def silent_cut(self) -> Case | None:
        cut = self._cut()
        return self.made("silent_cut", cut[0] + cut[1], cut[2], "altered") if cut else None

    def silent_cut_12(self) -> Case | None:
        self_length, self.length = self.length, lambda least=SHORTEST: 12  # type: ignore[method-assign]
        cut = self._cut()
        self.length = self_length  # type: ignore[method-assign]
        return self.made("silent_cut_12", cut[0] + cut[1], cut[2], "altered") if cut else None

    def marked_cut(self) -> Case | None:
        cut = self._cut()
        if cut is None:
            return None
        return self.made("marked_cut", [*cut[0], self.random.choice(["…", "...", "[…]", ". . ."]), *cut[1]], cut[2], "marked")

    def bracketed(self) -> Case | None:
        _, places = self.run(self.length())
        words = self.texts(places)
        at = self.random.randrange(1, len(words))
        words[at : at + self.random.randint(0, 1)] = [f"[the {self.random.choice(NOUNS)}]"]
        return self.made("bracketed", words, places, "marked") if self.is_clean(places) else None

    def spliced(self) -> Case | None:
        length = self.length(10)
        first = self.random.randint(max(5, length // 4), length - max(5, length // 4))
        (_, one), (_, other) = self.run(first), self.run(length - first)
        if abs(one[0][0] - other[0][0]) < 2000 or not self.is_clean(one + other):
            return None
        case = self.made("spliced", self.texts(one) + self.texts(other), one, "spliced")
        return case and Case("spliced", case.quote, (self.span(one), self.span(other)), ("spliced",), words=length)

    def swapped(self) -> Case | None:
        length = self.length(10)
        _, places = self.run(length)
        at = self.random.randint(max(5, length // 4), length - max(5, length // 4))
        words = self.texts(places)
        case = self.made("swapped", words[at:] + words[:at], places, "spliced") if self.is_clean(places) else None
        return case and Case("swapped", case.quote, (self.span(places[at:]), self.span(places[:at])), ("spliced",), words=length)

    def negated(self) -> Case | None:
        _, places = self.run(self.length())
        words = self.texts(places)
        at = self.random.randrange(1, len(words))
        words.insert(at, self.random.choice(["not", "never"]))
        return self.made("negated", words, places, "altered", flags=("negation_changed",)) if self.is_clean(places) else None

    def number(self) -> Case | None:
        _, places = self.run(self.length())
        words = self.texts(places)
        at = next((i for i, word in enumerate(words) if word.isdigit() or word in SMALL), None)
        if at is None or not self.is_clean(places):
            return None
        words[at] = (
            self.random.choice([word for word in SMALL if word != words[at]]) if words[at] in SMALL else str(int(words[at]) * 10 + 3)
        )
        return self.made("number", words, places, "altered", flags=("number_changed",), changed=words[at])

    def cleaned(self) -> Case | None:
        _, places = self.run(self.length(6))
        words = [text for text, place in zip(self.texts(places), places, strict=True) if place[0] not in self.source.disfluent]
        ends = [place[0] in self.source.disfluent for place in (*places[:1], *places[-2:])]
        return self.made("cleaned", words, places, "cleaned") if len(words) < len(places) and len(words) > 4 and not any(ends) else None

    def absent(self) -> Case | None:
        words = next(self.absent_prose).split()
        length = min(self.length(6), len(words))
        begin = self.random.randrange(len(words) - length + 1)
        case = self.made("absent", words[begin : begin + length], [(0, 1)], "not_found") if length > 5 else None
        return case and Case("absent", case.quote, (), ("not_found",), words=length)


KINDS = """
exact other_speaker substituted inserted silent_cut silent_cut_12 marked_cut bracketed spliced swapped negated number cleaned absent
""".split()

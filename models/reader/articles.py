"""Annotated articles of PolNeAR and newsquotes in one form: statements, cited documents, and what is told of the speakers."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kept import is_kept

Span = tuple[int, int]
SHORT = 3
"""A surname of fewer letters is not looked for alone."""
NEAR = 200
"""In characters: so far from a speaker's mention a role or an affiliation may stand."""
THOUGHT_SHARE, OFTEN, CUE_SHARE = 0.7, 5, 0.15
"""A cue that PolNeAR has so often, to this share not as an act of speech, and that is a cue so often when printed, is one of thinking."""


@dataclass(frozen=True)
class Statement:
    """Spans of characters; `names` is who speaks, the fullest name first, empty where nobody is named."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    names: tuple[str, ...] = ()

    def spans(self) -> Iterator[Span]:
        """All of them."""
        yield from (*self.content, *self.cue, *self.source)

    def moved(self, by: int) -> "Statement":
        """The same statement so many characters on."""

        def shifted(spans: tuple[Span, ...]) -> tuple[Span, ...]:
            return tuple((start + by, end + by) for start, end in spans)

        return replace(self, content=shifted(self.content), cue=shifted(self.cue), source=shifted(self.source))


@dataclass(frozen=True)
class Annotated:
    """An article with what is annotated in it; `is_news` is false for PolNeAR, which annotates thoughts too and nothing but statements."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    documents: tuple[Span, ...] = ()
    details: tuple[tuple[int, int, str], ...] = ()
    is_news: bool = False


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


def polnear(corpora: Path) -> Iterator[Annotated]:
    """The training articles of PolNeAR that the network may see, with the speakers that newsquotes tells of."""
    told = {
        (row["id"], mark["attribution"]): tuple(mark["names"])
        for row in lines(corpora / "newsquotes" / "speakers.jsonl")
        for mark in row["marks"]
        if mark["kind"] == "named"
    }
    for row in lines(corpora / "polnear" / "train.jsonl"):
        if not is_kept("polnear", row["id"]):
            yield Annotated(
                row["id"],
                row["text"],
                tuple(
                    Statement(*(_spans(each[role]) for role in ("content", "cue", "source")), told.get((row["id"], each["id"]), ()))
                    for each in row["attributions"]
                ),
            )


def newsquotes(corpora: Path, name: str) -> Iterator[Annotated]:
    """The articles of `train` or `webtrain` that the network may see."""
    for row in lines(corpora / "newsquotes" / f"{name}.jsonl"):
        if not is_kept("newsquotes", row["id"]):
            speakers = {each["id"]: each for each in row["speakers"]}
            statements = tuple(
                Statement(_spans(q["content"]), _spans([q["cue"]]), _spans([q["source"]]), _names(speakers.get(q["speaker"])))
                for q in row["quotes"]
            )
            yield Annotated(
                row["id"],
                row["text"],
                statements,
                tuple(span for report in row["reports"] for span in _spans(report["mentions"])),
                tuple(detail for each in row["speakers"] for detail in details(row["text"], each)),
                is_news=True,
            )


def _spans(spans: list[list[int] | None]) -> tuple[Span, ...]:
    return tuple((span[0], span[1]) for span in spans if span)


def _names(speaker: dict[str, Any] | None) -> tuple[str, ...]:
    return (speaker["name"],) if speaker and speaker["kind"] in ("person", "organization") else ()


def mentions(text: str, name: str) -> list[Span]:
    """Where the name stands in the text, in full or by its last word.

    >>> mentions("Ada Marsh came. Marsh spoke, not Marshall.", "Ada Marsh")
    [(0, 9), (16, 21)]
    """
    words = name.split()
    last = words[-1] if words else ""
    forms = [re.escape(name)] + ([re.escape(last)] if len(words) > 1 and len(last) >= SHORT and last[0].isupper() else [])
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", text)] if words else []


def details(text: str, speaker: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Role and affiliation of a speaker, which are annotated as strings, on the words nearest to a mention of him."""
    places = mentions(text, speaker["name"])
    for label in ("role", "affiliation"):
        if speaker[label] and places:
            found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(speaker[label])}(?!\w)", text)]
            gaps = [(min(max(a - end, start - b, 0) for a, b in places), start, end) for start, end in found]
            gap, start, end = min(gaps, default=(NEAR + 1, 0, 0))
            if gap <= NEAR:
                yield start, end, label


def thought_cues(corpora: Path) -> frozenset[str]:
    """Words that PolNeAR has as cues of what is thought, wanted or planned rather than uttered."""
    all_cues: Counter[str] = Counter()
    thoughts: Counter[str] = Counter()
    printed: Counter[str] = Counter()
    for row in lines(corpora / "polnear" / "train.jsonl"):
        printed.update(re.findall(r"\w+", row["text"].lower()))
        for each in row["attributions"]:
            for start, end in each["cue"][:1]:
                cue = row["text"][start:end].lower()
                all_cues[cue] += 1
                thoughts[cue] += each["cue_class"] == "other"
    return frozenset(
        cue for cue, count in all_cues.items() if count >= max(OFTEN, CUE_SHARE * printed[cue]) and thoughts[cue] >= THOUGHT_SHARE * count
    )

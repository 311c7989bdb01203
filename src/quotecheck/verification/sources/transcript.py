"""Transcripts: turns that begin with `SPEAKER NAME:`, stage directions and timestamps that nobody said.

Works on any reading, so a transcript may come as plain text, as a web page or out of a PDF.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from quotecheck.lexicon import load
from quotecheck.verification.differences import directions
from quotecheck.verification.reading import Piece, Reading

_STAMP = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?"
_LABEL = re.compile(
    rf"^[ \t>*-]*(?:{_STAMP}[ \t]*[-–]?[ \t]*)?(?P<label>[^\W\d_][^:\n?!]{{0,60}}?)[ \t]*"
    rf"(?:[\[(][^\])\n]{{0,40}}[\])])?[ \t]*(?:{_STAMP})?:(?=[ \t\n*]|$)\**",
    re.MULTILINE,
)
_QUESTION = re.compile(r"^[ \t]*(?P<label>[QA])[.:][ \t]+", re.MULTILINE)
_UNSAID = re.compile(rf"[\[(]\s*[^\])\n]{{0,60}}\s*[\])]|(?:^|(?<=\s)){_STAMP}(?=\s|$)", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]+")


def spoken(reading: Reading) -> Reading:
    """The reading by turns, without labels, directions and timestamps, where it is a transcript; else the reading as it is.

    >>> text = "MS. POE: It is over. (LAUGHTER)\\nBEN ADU: Is it?\\nMS. POE: Yes."
    >>> reading = spoken(Reading(text, [Piece(0, len(text))]))
    >>> reading.view.split(), [piece.speaker for piece in reading.pieces if piece.read][::2]
    (['It', 'is', 'over.', 'Is', 'it?', 'Yes.'], ['MS. POE', 'BEN ADU'])
    """
    view = reading.view
    labels = _labels(view)
    if not labels:
        return reading
    pieces: list[Piece] = []
    begins = [(0, 0, None), *((start, end, label) for start, end, label in labels)]
    ends = [start for start, _, _ in labels] + [len(view)]
    turn = -1 if not view[: labels[0][0]].strip() else 0
    for (start, begin, label), end in zip(begins, ends, strict=True):
        if label is not None:
            turn += 1
            pieces.append(Piece(start, begin, turn, label, read=" "))
        pieces.extend(_said(view, (begin, end), turn=max(turn, 0), speaker=label))
    return reading.cut(pieces)


def _labels(view: str) -> list[tuple[int, int, str | None]]:
    """The labels of a transcript with their offsets; none where the text is no transcript."""
    alone = {(match.start(), match.end(), match["label"]) for match in _QUESTION.finditer(view)}
    found = [
        (match.start(), match.end(), " ".join(match["label"].split())) for match in _LABEL.finditer(view) if _may_be_label(match["label"])
    ]
    found += sorted(alone - set(found)) if len(alone) > 1 else []
    counts = Counter(label for _, _, label in found)
    kept = [(a, b, label) for a, b, label in sorted(found) if label.isupper() or counts[label] > 1 or _has_role(label)]
    places = [kept[i] for i in range(len(kept)) if not i or kept[i][0] >= kept[i - 1][1]]
    if len(places) < 2 or (len({label for _, _, label in places}) == len(places) and len(places) < 3):
        return []
    return list(places)


def _may_be_label(label: str) -> bool:
    """Whether it looks like a name: few words, each in capitals or with one in front, or a name's small word."""
    words = _WORD.findall(label)
    return 0 < len(words) <= 8 and all(word[0].isupper() or word.casefold() in _roles() or len(word) < 4 for word in words)


def _has_role(label: str) -> bool:
    return any(word.casefold() in _roles() for word in _WORD.findall(label) if len(word) > 3)


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("speaker_labels", dict[str, list[str]])["roles"])


def _said(view: str, span: tuple[int, int], *, turn: int, speaker: str | None) -> Iterator[Piece]:
    at = span[0]
    for match in _UNSAID.finditer(view, *span):
        if not _is_unsaid(match[0]):
            continue
        if match.start() > at:
            yield Piece(at, match.start(), turn, speaker)
        yield Piece(match.start(), match.end(), turn, speaker, read=" ")
        at = match.end()
    if at < span[1]:
        yield Piece(at, span[1], turn, speaker)


def _is_unsaid(text: str) -> bool:
    """Whether it is a timestamp or a direction, not words in brackets."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return not words or any(word in directions() for word in words) or text[1:-1].isupper()

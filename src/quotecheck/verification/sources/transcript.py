"""Transcripts: turns by their labels (`quotecheck.text.labels`), without the stage directions, times and page numbers that nobody said.

Works on any reading, so a transcript may come as plain text, as a web page or out of a PDF.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache

from quotecheck.lexicon import load
from quotecheck.text.labels import Form, Label, labels, may_be_name
from quotecheck.verification.left_out import directions
from quotecheck.verification.reading import Piece, Reading

FEWEST = 2
"""Labels that make a transcript, if one of them comes again; else one more."""

FEWEST_LINES = 3
"""Names alone on their lines that make a transcript: a document has headings, too."""

_STAMP = r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}(?:[.,]\d+)?[\])]?"
_PAGE = r"^[^\S\n]*(?:-[^\S\n]*\d{1,4}[^\S\n]*-|(?:page[^\S\n]+)?\d{1,4}(?:[^\S\n]+of[^\S\n]+\d{1,4})?)[^\S\n]*$"
_UNSAID = re.compile(rf"[\[(]\s*[^\])\n]{{0,60}}\s*[\])]|(?:^|(?<=\s)){_STAMP}(?=\s|$)|(?P<page>{_PAGE})", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


def spoken(reading: Reading) -> Reading:
    """The reading by turns, without labels, directions and times, where it is a transcript; else the reading as it is.

    >>> text = "MS. POE: It is over. (LAUGHTER)\\nBEN ADU: Is it?\\nMS. POE: Yes."
    >>> reading = spoken(Reading(text, [Piece(0, len(text))]))
    >>> reading.view.split(), [piece.speaker for piece in reading.pieces if piece.read][::2]
    (['It', 'is', 'over.', 'Is', 'it?', 'Yes.'], ['MS. POE', 'BEN ADU'])
    """
    view = reading.view
    found = turns(view)
    if not found:
        return reading
    pieces = list(_said(view, (0, found[0].start), turn=0, speaker=None))
    turn = 0 if view[: found[0].start].strip() else -1
    ends = [label.start for label in found[1:]] + [len(view)]
    for label, end in zip(found, ends, strict=True):
        turn += 1
        speaker = label.name or None
        pieces.append(Piece(label.start, label.end, turn, speaker, read=" "))
        pieces.extend(_said(view, (label.end, end), turn=turn, speaker=speaker))
    return reading.cut(pieces)


def turns(view: str) -> list[Label]:
    """The labels of a transcript in text order; none where the text is no transcript.

    A label in capitals, of a role, or one that comes again is one; those of the same form are, then, too.

    >>> [label.name for label in turns("Ada: Yes.\\nBen: No.\\nAda: Yes!\\nOne thing: no.")]
    ['Ada', 'Ben', 'Ada']
    >>> turns("One thing: it rained.\\nAnother thing: it snowed.")
    []
    """
    shaped = [label for label in labels(view) if not label.name or may_be_name(label.name, _roles())]
    counts = Counter(label.name for label in shaped)
    lines = {label for label in shaped if label.form == "line" and (counts[label.name] > 1 or _has_affiliation(view, label))}
    shaped = [label for label in shaped if label.form != "line" or (label in lines and len(lines) >= FEWEST_LINES)]
    sure = {label for label in shaped if _is_sure(label, counts)}
    forms = {label.form for label in sure if label.form not in ("line", "letter")}
    kept = [label for label in shaped if label in sure or (sure and (label.form == "letter" or _is_alike(label, forms)))]
    names = Counter(label.name for label in kept)
    fewest = FEWEST if max(names.values(), default=0) > 1 else FEWEST + 1
    return kept if len(kept) >= fewest else []


def _is_sure(label: Label, counts: Counter[str]) -> bool:
    """Whether the label alone tells a turn."""
    if label.form in ("letter", "change"):
        return counts[label.name] > 1
    return label.form in ("dash", "line") or label.name.isupper() or counts[label.name] > 1 or _has_role(label.name)


def _is_alike(label: Label, forms: Collection[Form]) -> bool:
    """Whether a label that comes once looks like those that are sure: in bold or timed as they are, or a bare name."""
    if label.form not in forms:
        return False
    return label.form != "colon" or (1 <= len(label.name.split()) <= 3 and all(word[0].isupper() for word in label.name.split()))


def _has_role(name: str) -> bool:
    return any(word.casefold() in _roles() for word in _WORD.findall(name) if len(word) > 3)


def _has_affiliation(view: str, label: Label) -> bool:
    """Whether brackets follow a name: a constituency and a party."""
    return view.count("(", label.name_end, label.end) > 1


@cache
def _roles() -> frozenset[str]:
    return frozenset(load("speaker_labels", dict[str, list[str]])["roles"])


def _said(view: str, span: tuple[int, int], *, turn: int, speaker: str | None) -> Iterator[Piece]:
    at = span[0]
    for match in _UNSAID.finditer(view, *span):
        if not match["page"] and not _is_unsaid(match[0]):
            continue
        if match.start() > at:
            yield Piece(at, match.start(), turn, speaker)
        yield Piece(match.start(), match.end(), turn, speaker, read=" ")
        at = match.end()
    if at < span[1]:
        yield Piece(at, span[1], turn, speaker)


def _is_unsaid(text: str) -> bool:
    """Whether it is a time or a direction, not words in brackets."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return not words or any(word in directions() for word in words) or text[1:-1].isupper()

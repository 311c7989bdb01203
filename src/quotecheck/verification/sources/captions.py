"""Captions of videos: WebVTT and SubRip, read as speech.

A cue's tags, entities and line breaks are no words; a line that rolls on from the cue before is said once. Speakers come from voice tags
(`<v Ada Poe>`), from labels, and from the `>>` of live captions and the dash of dialogues, which mark a change of speaker and name none.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quotecheck.verification.reading import Piece, Reading

_TIMING = re.compile(r"^[ \t]*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]*-->[ \t]*(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3}[^\n]*$", re.MULTILINE)
_UNSAID = re.compile(
    r"<v(?:\.[^\s>]*)?[ \t]+(?P<voice>[^>]*)>|<[^>\n]*>|\{\\[^}\n]*\}|(?P<entity>&(?:\w+|#\d+|#x[\da-fA-F]+);)|♪+|[\[(][^\])\n]{0,40}[\])]"
)
_LINE = re.compile(r"[^\r\n]+")
_LABEL = re.compile(r"(?P<change>(?:>>|&gt;&gt;)[>\s]*|-\s)?(?P<label>[A-Z][A-Z0-9 .'’#-]{1,40}:(?=\s))?")


@dataclass
class _Reader:
    """What is known while reading from cue to cue."""

    text: str
    pieces: list[Piece] = field(default_factory=list)
    turn: int = 0
    speaker: str | None = None
    seconds: float | None = None
    recent: tuple[str, ...] = ()

    def add(self, start: int, end: int, read: str | None = None) -> None:
        """Read that stretch of the text."""
        self.pieces.append(Piece(start, end, self.turn, self.speaker, self.seconds, read))

    def change(self, speaker: str | None) -> None:
        """Somebody else speaks, if it is somebody else."""
        if self.pieces and (speaker is None or speaker != self.speaker):
            self.turn += 1
        self.speaker = speaker


def captions(text: str) -> Reading:
    """The words of WebVTT or SubRip captions, with the second at which each cue begins.

    >>> one, other = "00:01.000 --> 00:03.000\\n<v Ada Poe>It is &amp; was", "00:03.500 --> 00:05.000\\na <i>bad</i> day."
    >>> reading = captions(f"WEBVTT\\n\\n{one}\\n\\n{other}")
    >>> reading.view.split(), reading.pieces[-1].speaker, reading.pieces[-1].seconds
    (['It', 'is', '&', 'was', 'a', 'bad', 'day.'], 'Ada Poe', 3.5)
    """
    reader = _Reader(text)
    timings = list(_TIMING.finditer(text))
    for number, timing in enumerate(timings):
        end = timings[number + 1].start() if number + 1 < len(timings) else len(text)
        reader.seconds = _seconds(timing[1])
        lines = list(_payload(text, timing.end(), end))
        shown = tuple(_UNSAID.sub("", text[a:b]).strip() for a, b in lines)
        for (a, b), words in zip(lines, shown, strict=True):
            if words and words not in reader.recent:
                _read_line(reader, a, b)
        reader.recent = shown or reader.recent
    return Reading(text, reader.pieces)


def _payload(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of one cue: up to an empty line."""
    stop = re.compile(r"\n[ \t]*\r?\n").search(text, start, end)
    for match in _LINE.finditer(text, start, stop.start() if stop else end):
        yield match.span()


def _read_line(reader: _Reader, start: int, end: int) -> None:
    text = reader.text
    if reader.pieces:
        reader.add(reader.pieces[-1].end, start, " ")
    match = _LABEL.match(text, start, end)
    if match and match.end() > start:
        reader.change(match["label"][:-1].strip() if match["label"] else None)
        reader.add(start, match.end(), " ")
        start = match.end()
    for found in _UNSAID.finditer(text, start, end):
        if found.start() > start:
            reader.add(start, found.start())
        if found["voice"]:
            reader.change(html.unescape(found["voice"]).strip())
        entity = html.unescape(found["entity"]) if found["entity"] else ""
        reader.add(found.start(), found.end(), entity or ("" if found[0][0] == "<" else " "))
        start = found.end()
    if start < end:
        reader.add(start, end)


def _seconds(stamp: str) -> float:
    """
    >>> _seconds("01:02:03.500"), _seconds("00:04,250")
    (3723.5, 4.25)
    """
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total

"""The attributions of a doc as the finder of reports asks for them: by token, by sentence."""

from bisect import bisect_right
from collections.abc import Iterable

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from quotecheck.layers import Frame
from quotecheck.reports.runs import heads_of, run_start

SENTENCE_START = 1
ACCORDING = get_string_id("according")


class Citations:
    """Attributions by the nouns that their sources are about (`sources`) and by the tokens of their cues (`cues`).

    `spans` are the sources by the same nouns; `according` are the tokens of every "according", whether or not somebody saw what follows.
    """

    def __init__(self, doc: Doc, frames: Iterable[Frame]) -> None:
        self.doc = doc
        self.sources: dict[int, Frame] = {}
        self.spans: dict[int, Span] = {}
        self.cues: dict[int, Frame] = {}
        self.according = [i for i, code in enumerate(doc.to_array("LOWER").tolist()) if code == ACCORDING]
        self._runs: dict[int, int] = {}
        self._contents: list[tuple[int, int]] = []
        for frame in frames:
            for span in frame.all("source"):
                heads = heads_of(span) or [span.root]
                for head in heads:
                    self.sources.setdefault(head.i, frame)
                    self.spans.setdefault(head.i, span if len(heads) == 1 else _part(head, span))
            for span in frame.all("cue"):
                self.cues.update(dict.fromkeys(range(span.start, span.end), frame))
            self._contents.extend((span.start, span.end) for span in frame.all("content"))
        self._contents = _merged(self._contents)
        self._starts = [0, *(i for i, code in enumerate(doc.to_array("SENT_START").tolist()) if code == SENTENCE_START and i)]

    def start_of(self, head: Token) -> int:
        """Where the run of words begins that ends in the noun (`run_start`), counted once a noun."""
        if head.i not in self._runs:
            self._runs[head.i] = run_start(head)
        return self._runs[head.i]

    def sentence(self, at: int) -> tuple[int, int]:
        """First token and end of the sentence in which a token stands."""
        index = bisect_right(self._starts, at)
        return self._starts[index - 1], self._starts[index] if index < len(self._starts) else len(self.doc)

    def is_told(self, at: int) -> bool:
        """Whether a token is part of what somebody is reported to say."""
        index = bisect_right(self._contents, (at, len(self.doc))) - 1
        return index >= 0 and at < self._contents[index][1]


def _part(head: Token, span: Span) -> Span:
    """Of a source that is about several things, the part about one: "[a report] and [a letter from the mayor]"."""
    doc, end = span.doc, head.i + 1
    while end < span.end and doc[end].pos_ != "CCONJ" and doc[end].text != ",":
        end += 1
    return doc[max(span.start, run_start(head)) : end]


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that meet made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged

"""An article as the rules of attribution see it: which token stands in which quotation, sentence and paragraph."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import QUOTATIONS, Findings, text_of
from quotecheck.text.quotation import paragraphs

MARKS = frozenset({"“", "”", "„", "‟", '"', "＂", "``", "''", "‘‘", "’’", "«", "»", "‘", "’", "‚", "‛", "'", "`", "‹", "›", "〝", "〞"})


LONGEST_SENTENCE = 400
"""In tokens; a longer one is cut, so that no rule looks over a whole text without full stops again and again."""


@dataclass(slots=True)
class Run:
    """A quotation in tokens: `start` to `end` its content, `outer_start` to `outer_end` with the marks; ends exclusive."""

    index: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    closed: bool
    continues: int | None


class Scene:
    """The doc's tokens with what is around them; every question is answered in constant time.

    `run_of[i]` is the index of the outermost quotation that token `i` stands in (marks included) or -1, `inner_of[i]` of the innermost.
    """

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.doc: Doc = findings.doc
        self.runs = list(self._runs())
        size = len(self.doc)
        self.run_of, self.inner_of = [-1] * size, [-1] * size
        for run in self.runs:
            for i in range(run.outer_start, run.outer_end):
                self.inner_of[i] = run.index
                if run.depth == 0:
                    self.run_of[i] = run.index
        self.paragraph_of = self._paragraphs()
        self.paragraph_spans = self._paragraph_spans()
        self.sentence_start, self.sentence_end = self._sentences()

    def span(self, start: int, end: int) -> Span:
        """Tokens `start` to `end` as a span."""
        return self.doc[start:end]

    def is_quoted(self, token: Token) -> bool:
        """Whether the token stands in a quotation (its marks included)."""
        return self.run_of[token.i] >= 0

    def outer_runs(self) -> Iterator[Run]:
        """The quotations that stand in no other, in text order."""
        return (run for run in self.runs if run.depth == 0)

    def limits(self, index: int) -> tuple[int, int]:
        """The stretch of tokens that a statement told at this token can reach: its paragraph, or the quotation it stands in."""
        inner = self.inner_of[index]
        if inner >= 0:
            return self.runs[inner].start, self.runs[inner].end
        return self.paragraph_spans[self.paragraph_of[index]]

    def _runs(self) -> Iterator[Run]:
        index_of: dict[str, int] = {}
        for index, frame in enumerate(self.findings.frames(QUOTATIONS)):
            span = frame.one("content")
            if span is None:
                continue
            index_of[frame.id] = index
            start = span.start - 1 if span.start and self.doc[span.start - 1].text in MARKS else span.start
            closed = frame.facts.get("closed") is True
            end = span.end
            while closed and end < len(self.doc) and self.doc[end].is_space:
                end += 1
            end = end + 1 if closed and end < len(self.doc) and self.doc[end].text in MARKS else span.end
            earlier = frame.text("continues")
            depth = frame.facts.get("depth")
            yield Run(index, span.start, span.end, start, end, depth if isinstance(depth, int) else 0, closed, index_of.get(earlier or ""))

    def _paragraphs(self) -> list[int]:
        ends = [start for start, _ in paragraphs(text_of(self.doc))][1:]
        number, numbers = 0, []
        for token in self.doc:
            while number < len(ends) and ends[number] <= token.idx:
                number += 1
            numbers.append(number)
        return numbers

    def _paragraph_spans(self) -> list[tuple[int, int]]:
        count = self.paragraph_of[-1] + 1 if self.paragraph_of else 0
        return [(bisect_left(self.paragraph_of, n), bisect_right(self.paragraph_of, n)) for n in range(count)]

    def _sentences(self) -> tuple[list[int], list[int]]:
        """The first token of each token's sentence and the one after its last; a sentence never runs over a paragraph's end."""
        doc = self.doc
        has_sentences = doc.has_annotation("SENT_START")
        starts: list[int] = []
        for i, token in enumerate(doc):
            is_new = not i or self.paragraph_of[i] != self.paragraph_of[i - 1]
            is_new = is_new or (has_sentences and bool(token.is_sent_start)) or i - starts[-1] >= LONGEST_SENTENCE
            starts.append(i if is_new else starts[-1])
        ends = [len(doc)] * len(doc)
        for i in range(len(doc) - 2, -1, -1):
            ends[i] = i + 1 if starts[i + 1] == i + 1 else ends[i + 1]
        return starts, ends

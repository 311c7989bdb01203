"""Where each token stands: its sentence, its paragraph, its quotation, and whether that paragraph is a sentence of the text at all.

One table a doc, made once and asked by all: it holds numbers alone, so that it lives as long as its doc and keeps nothing alive.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from spacy.tokens import Doc

from quotecheck.layers import QUOTATIONS, Findings, Frame, text_of, words_of
from quotecheck.syntax.boundaries import FULL_STOPS, dateline_end
from quotecheck.text.quotation import paragraphs

MARKS = frozenset({"“", "”", "„", "‟", '"', "＂", "``", "''", "‘‘", "’’", "«", "»", "‘", "’", "‚", "‛", "'", "`", "‹", "›", "〝", "〞"})
STOPS = FULL_STOPS | {"…"}
GOING_ON = frozenset({":", ",", ";", "-", "–", "—", "--"})
BRACKETS = frozenset(")]}")
LONGEST_SENTENCE = 400
"""In tokens; a longer one is cut, so that no rule looks over a whole text without full stops again and again."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Layout:
    """The table; every question is answered in constant time.

    `run_of[i]` is the index of the outermost quotation that token `i` stands in (marks included) or -1, `inner_of[i]` of the innermost;
    `paragraph_of[i]` the number of its paragraph, `sentence_start[i]` the first token of its sentence, `sentence_end[i]` the one after
    its last; a sentence never runs over a paragraph's end. `paragraph_spans` holds the first token of each paragraph and the one after
    its last, `is_line` whether it is a line of the page and no sentence (headline, byline, caption, subhead: it ends without a stop),
    `body_starts` the first token after a dateline.
    """

    runs: list[Run]
    run_of: list[int]
    inner_of: list[int]
    paragraph_of: list[int]
    paragraph_spans: list[tuple[int, int]]
    sentence_start: list[int]
    sentence_end: list[int]
    is_line: list[bool]
    body_starts: list[int]

    def is_on_line(self, token: int) -> bool:
        """Whether the token stands on a line of the page that is no sentence."""
        return self.is_line[self.paragraph_of[token]]

    def is_in_dateline(self, token: int) -> bool:
        """Whether the token is a part of the dateline with which its paragraph begins."""
        return token < self.body_starts[self.paragraph_of[token]]


_LAYOUTS: WeakKeyDictionary[Doc, tuple[object, Layout]] = WeakKeyDictionary()


def layout_of(findings: Findings) -> Layout:
    """The table of the doc with the quotations found in it, made at the first asking."""
    doc, spans = findings.doc, findings.doc.spans
    key = (len(doc), tuple((s.start, s.end) for s in spans[QUOTATIONS.name]) if QUOTATIONS.name in spans else None)
    known = _LAYOUTS.get(doc)
    if known is None or known[0] != key:
        known = _LAYOUTS[doc] = (key, layout(doc, findings.frames(QUOTATIONS)))
    return known[1]


def layout(doc: Doc, quotations: Sequence[Frame]) -> Layout:
    """The table of a doc with these quotations."""
    runs = list(_runs(doc, quotations))
    size = len(doc)
    run_of, inner_of = [-1] * size, [-1] * size
    for run in runs:
        for i in range(run.outer_start, run.outer_end):
            inner_of[i] = run.index
            if run.depth == 0:
                run_of[i] = run.index
    numbers = paragraph_numbers(doc)
    count = numbers[-1] + 1 if numbers else 0
    spans = [(bisect_left(numbers, n), bisect_right(numbers, n)) for n in range(count)]
    starts, ends = _sentences(doc, numbers)
    words = words_of(doc)

    def open_at(token: int) -> bool:
        return run_of[token] >= 0 and not runs[run_of[token]].closed

    lines = [_is_line(words, span, open_at) for span in spans]
    return Layout(runs, run_of, inner_of, numbers, spans, starts, ends, lines, [_body_start(doc, words, span) for span in spans])


def paragraph_numbers(doc: Doc) -> list[int]:
    """The number of each token's paragraph, counted from 0."""
    ends = [start for start, _ in paragraphs(text_of(doc))][1:]
    number, numbers = 0, []
    for start in doc.to_array("IDX").tolist():
        while number < len(ends) and ends[number] <= start:
            number += 1
        numbers.append(number)
    return numbers


def _runs(doc: Doc, quotations: Sequence[Frame]) -> Iterator[Run]:
    index_of: dict[str, int] = {}
    for index, frame in enumerate(quotations):
        span = frame.one("content")
        if span is None:
            continue
        index_of[frame.id] = index
        start = span.start - 1 if span.start and doc[span.start - 1].text in MARKS else span.start
        closed = frame.facts.get("closed") is True
        end = span.end
        while closed and end < len(doc) and doc[end].is_space:
            end += 1
        end = end + 1 if closed and end < len(doc) and doc[end].text in MARKS else span.end
        depth = frame.facts.get("depth")
        earlier = index_of.get(frame.text("continues") or "")
        yield Run(index, span.start, span.end, start, end, depth if isinstance(depth, int) else 0, closed, earlier)


def _sentences(doc: Doc, paragraph_of: Sequence[int]) -> tuple[list[int], list[int]]:
    has_sentences = doc.has_annotation("SENT_START")
    starts: list[int] = []
    for i, token in enumerate(doc):
        is_new = not i or paragraph_of[i] != paragraph_of[i - 1]
        is_new = is_new or (has_sentences and bool(token.is_sent_start)) or i - starts[-1] >= LONGEST_SENTENCE
        starts.append(i if is_new else starts[-1])
    ends = [len(doc)] * len(doc)
    for i in range(len(doc) - 2, -1, -1):
        ends[i] = i + 1 if starts[i + 1] == i + 1 else ends[i + 1]
    return starts, ends


def _is_line(words: Sequence[str], span: tuple[int, int], open_at: Callable[[int], bool]) -> bool:
    """Whether the paragraph ends without a stop, closing marks and brackets left out, and with no quotation open."""
    start, end = span
    while end > start and words[end - 1].isspace():
        end -= 1
    if end == start or open_at(end - 1):
        return False
    while end > start and (words[end - 1].isspace() or words[end - 1] in MARKS or words[end - 1] in BRACKETS):
        end -= 1
    return end > start and words[end - 1] not in GOING_ON and words[end - 1][-1] not in STOPS


def _body_start(doc: Doc, words: Sequence[str], span: tuple[int, int]) -> int:
    start, end = span
    while start < end and words[start].isspace():
        start += 1
    after = dateline_end(doc, start) if start < end else None
    return after if after is not None and after < end else span[0]

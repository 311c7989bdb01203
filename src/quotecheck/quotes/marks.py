"""What stands between quotation marks, whoever said it: the pipe `quotecheck_quotations`, and the form that marks give a content."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import QUOTATIONS, Findings, Frame, text_of
from quotecheck.records import QuoteForm
from quotecheck.syntax.labels import SUBJECTS, dep
from quotecheck.text.quotation import Run, pair_marks

SINGLE = frozenset("'‘’‚‹›`")
DOUBLED = frozenset({"''", "``", "‘‘", "’’"})
STATEMENT_WORDS = 5
LONG_STATEMENT = 14
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "VB", "VBN", "JJ", "NN"})


class Quotations:
    """Writes the layer `QUOTATIONS`: one frame a quotation and paragraph, its content without the outer marks.

    Facts: `closed` (a closing mark stands at its end), `depth` (0 for the outermost), `continues` (id of the frame in an
    earlier paragraph that it goes on from, or `None`).
    """

    def find(self, doc: Doc) -> list[Frame]:
        """The quotations of the doc in text order, an outer one before those inside it."""
        findings = Findings(doc, "quotecheck_quotations")
        starts = [token.idx for token in doc]
        frames: list[Frame] = []
        ids: dict[int, str] = {}
        for index, run in enumerate(pair_marks(text_of(doc))):
            span = content_span(doc, starts, run)
            if span is None or findings.is_masked(span):
                continue
            ids[index] = f"u{len(frames) + 1}"
            earlier = None if run.continues is None else ids.get(run.continues)
            frames.append(Frame(ids[index], {"content": [span]}, {"closed": run.closed, "depth": run.depth, "continues": earlier}))
        return frames

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` found."""
        return QUOTATIONS.write(doc, self.find(doc))


def content_span(doc: Doc, starts: list[int], run: Run) -> Span | None:
    """The tokens between the marks; `starts` holds the character offset of each token of the doc.

    A token that straddles a mark (`said:"We` unsplit) is taken in if more of its letters stand inside than outside.
    `None` when no token is left.
    """
    if run.start >= run.end:
        return None
    first, last = bisect_right(starts, run.start) - 1, bisect_right(starts, run.end - 1) - 1
    if first < 0:
        first = 0
    if not _mostly_inside(doc, first, run):
        first += 1
    if first <= last and not _mostly_inside(doc, last, run):
        last -= 1
    while first <= last and doc[first].is_space:
        first += 1
    while first <= last and doc[last].is_space:
        last -= 1
    return doc[first : last + 1] if first <= last else None


def _mostly_inside(doc: Doc, index: int, run: Run) -> bool:
    token = doc[index]
    start, end = max(token.idx, run.start), min(token.idx + len(token), run.end)
    if end - start == len(token):
        return True
    inside = sum(c.isalnum() for c in token.text[start - token.idx : end - token.idx])
    return inside * 2 > sum(c.isalnum() for c in token.text)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted run; `is_single` where single marks stand around it in a text whose quotations stand in double ones."""

    span: Span
    depth: int
    is_single: bool


class Marks:
    """All quoted runs of a doc in text order, outer ones first, and which of them a token stands in."""

    def __init__(self, frames: Iterable[Frame], text: str) -> None:
        spans = [(span, frame.facts.get("depth")) for frame in frames for span in frame.all("content")]
        outer = [span for span, depth in spans if not depth]
        rare = sum(_is_single(span, text) for span in outer) * 2 < len(outer)
        self.runs: list[Quotation] = []
        for span, depth in sorted(spans, key=lambda run: (run[0].start_char, -run[0].end_char)):
            self.runs.append(Quotation(span, depth if isinstance(depth, int) else 0, rare and not depth and _is_single(span, text)))
        self.at: dict[int, list[Quotation]] = {}
        for run in self.runs:
            for i in range(run.span.start, run.span.end):
                self.at.setdefault(i, []).append(run)


def form_of(quote: Frame, marks: Marks, terms: Collection[Quotation]) -> QuoteForm:
    """All of the content's words inside quotation marks, some, or none.

    A term makes nothing quoted; nor do marks that hold the cue or the source too: they are those of the
    statement in which this one is told.
    """
    others = {id(run) for span in (*quote.all("cue"), *quote.all("source")) for run in marks.at.get(span.start, ())}
    others.update(map(id, terms))
    words = [token.i for span in quote.all("content") for token in span if token.text[:1].isalnum()]
    inside = sum(any(id(run) not in others for run in marks.at.get(i, ())) for i in words)
    if inside and inside == len(words):
        return "direct"
    return "mixed" if inside else "indirect"


def unattributed(marks: Marks, contents: Iterable[Sequence[Span]], terms: Collection[Quotation]) -> list[Span]:
    """The quoted runs that are somebody's sentence though nobody is said to have uttered it: no content holds half of one."""
    covered = {token.i for content in contents for span in content for token in span}
    found = []
    for run in marks.runs:
        words = [token.i for token in run.span if token.text[:1].isalnum()]
        if run not in terms and sum(i in covered for i in words) * 2 < len(words) and is_statement(run):
            found.append(run.span)
    return found


def is_statement(run: Quotation) -> bool:
    """Whether a quoted run can be somebody's sentence: five words or more with a clause, or very long, and not written as a title."""
    words = [token for token in run.span if token.text[:1].isalnum()]
    if run.depth or len(words) < STATEMENT_WORDS or sum(token.text[:1].isupper() for token in words) * 2 > len(words):
        return False
    return len(words) >= LONG_STATEMENT or any(token.tag_ in FINITE and any(dep(c) in SUBJECTS for c in token.children) for token in words)


def _is_single(span: Span, text: str) -> bool:
    """Whether a single mark stands before the run, and not one half of a doubled one."""
    start = span.start_char
    return text[start - 1 : start] in SINGLE and text[max(0, start - 2) : start] not in DOUBLED


@Language.factory("quotecheck_quotations")
def make_quotations(nlp: Language, name: str) -> Quotations:
    """The pipe for `nlp.add_pipe("quotecheck_quotations")`; it needs no model, only `quotecheck_furniture` before it."""
    return Quotations()

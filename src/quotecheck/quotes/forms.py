"""Direct, mixed or indirect: what the quotation marks of the text itself say of a content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from quotecheck.layers import Frame
from quotecheck.records import QuoteForm
from quotecheck.syntax.labels import SUBJECTS, dep

SINGLE = frozenset("'‘’‚‹›`")
TERM_WORDS = 4
STATEMENT_WORDS = 5
LONG_STATEMENT = 14
FINITE = frozenset({"VBD", "VBP", "VBZ", "MD", "VB", "VBN", "JJ", "NN"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted run and whether it can be a mere term: single marks in a text whose quotations stand in double ones."""

    span: Span
    depth: int
    is_term: bool


def quotations(frames: Iterable[Frame]) -> list[Quotation]:
    """The quotation layer in text order, with terms told apart."""
    runs = [(span, depth) for frame in frames for span in frame.all("content") for depth in [frame.facts.get("depth")]]
    outer = [span for span, depth in runs if not depth]
    single = sum(_is_single(span) for span in outer)
    rare = single * 2 < len(outer)
    found = []
    for span, depth in sorted(runs, key=lambda run: (run[0].start_char, -run[0].end_char)):
        is_term = rare and not depth and _is_single(span) and len(span.text.split()) <= TERM_WORDS
        found.append(Quotation(span, depth if isinstance(depth, int) else 0, is_term))
    return found


def form_of(quote: Frame, quoted: Iterable[Quotation]) -> QuoteForm:
    """All of the content's words inside quotation marks, some, or none.

    A term in single marks makes nothing quoted; nor do marks that hold the cue or the source too: they are those of the
    statement in which this one is told.
    """
    content = quote.all("content")
    outer = [span.start for span in (*quote.all("cue"), *quote.all("source"))]
    own = [run.span for run in quoted if not run.is_term and not any(run.span.start <= at < run.span.end for at in outer)]
    marked = {i for span in own for i in range(span.start, span.end)}
    words = [token.i for span in content for token in span if token.text[:1].isalnum()]
    inside = sum(i in marked for i in words)
    if inside and inside == len(words):
        return "direct"
    return "mixed" if inside else "indirect"


def scare_quotes(quoted: Sequence[Quotation], contents: Iterable[Sequence[Span]]) -> list[Span]:
    """The quoted runs that are nobody's statement: covered by no content, or nested in one without being one themselves."""
    covered: set[int] = set()
    whole: set[tuple[int, int]] = set()
    for content in contents:
        covered.update(token.i for span in content for token in span)
        whole.update(_word_edges(span) for span in content)
    found = []
    for run in quoted:
        words = [token.i for token in run.span if token.text[:1].isalnum()]
        if not words:
            continue
        inside = sum(i in covered for i in words)
        if inside * 2 < len(words) or ((run.depth or run.is_term) and _word_edges(run.span) not in whole):
            found.append(run.span)
    return found


def is_statement(span: Span, quoted: Iterable[Quotation]) -> bool:
    """Whether a quoted run is somebody's sentence rather than a term or a title: five words or more with a clause, or very long."""
    run = next((run for run in quoted if run.span.start == span.start and run.span.end == span.end), None)
    words = [token for token in span if token.text[:1].isalnum()]
    if run is None or run.depth or run.is_term or len(words) < STATEMENT_WORDS:
        return False
    if sum(token.text[:1].isupper() for token in words) * 2 > len(words):
        return False
    return len(words) >= LONG_STATEMENT or any(token.tag_ in FINITE and any(dep(c) in SUBJECTS for c in token.children) for token in words)


def _word_edges(span: Span) -> tuple[int, int]:
    words = [token.i for token in span if token.text[:1].isalnum()]
    return (words[0], words[-1]) if words else (span.start, span.end)


def _is_single(span: Span) -> bool:
    before = span.doc.text[: span.start_char][-1:] if span.start_char < 2 else span.doc.text[span.start_char - 1]
    return before in SINGLE and span.doc.text[max(0, span.start_char - 2) : span.start_char] not in ("''", "``", "‘‘", "’’")

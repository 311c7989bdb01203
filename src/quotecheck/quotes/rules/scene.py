"""An article as the rules of attribution see it: the doc, its layout, and what is masked in it."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import Findings
from quotecheck.syntax.layout import Run, layout_of


class Scene:
    """The doc's tokens with what is around them, as `syntax.layout` knows it."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.doc: Doc = findings.doc
        self.layout = layout_of(findings)
        self.runs = self.layout.runs
        self.run_of, self.inner_of = self.layout.run_of, self.layout.inner_of
        self.paragraph_of, self.paragraph_spans = self.layout.paragraph_of, self.layout.paragraph_spans
        self.sentence_start, self.sentence_end = self.layout.sentence_start, self.layout.sentence_end

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

"""The pipe `quotecheck_quotations`: what stands between quotation marks, whoever said it and whether anybody did."""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import QUOTATIONS, Findings, Frame, text_of
from quotecheck.text.quotation import Run, pair_marks


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


@Language.factory("quotecheck_quotations")
def make_quotations(nlp: Language, name: str) -> Quotations:
    """The pipe for `nlp.add_pipe("quotecheck_quotations")`; it needs no model, only `quotecheck_furniture` before it."""
    return Quotations()

"""Page furniture on the `Doc`: the lines of a page that are no part of its article, masked from every other pipe."""

from spacy.language import Language
from spacy.tokens import Doc

from quotecheck.layers import FURNITURE, Findings, Frame, numbered, text_of
from quotecheck.lexicon import load
from quotecheck.records import Article, TextSpan
from quotecheck.spans import text_span
from quotecheck.text import furniture


class Furniture:
    """Finds whole lines such as "Leave a Comment" or "Read more: ...", which stay in the text and are masked.

    The rule that found a line is in the frame's fact `rule`; the rules are those of `quotecheck.text.furniture`.
    """

    def __init__(self) -> None:
        self.phrases = furniture.phrases(load("furniture", dict[str, list[str]]))

    def __call__(self, doc: Doc) -> Doc:
        """Find and write: `doc.spans["quotecheck_furniture"]`."""
        return FURNITURE.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The doc's lines of furniture, each one frame; the token spans hold every character of the line."""
        ids, frames, end = numbered("f"), [], 0
        for first, last, rule in furniture.find(text_of(doc), self.phrases):
            span = doc.char_span(first, last, alignment_mode="expand")
            if span is not None and span.start >= end:
                frames.append(Frame(next(ids), {"span": [span]}, {"rule": rule}))
                end = span.end
        return frames


def build_furniture(findings: Findings, article: Article) -> tuple[TextSpan, ...]:
    """The masked lines as text spans, in text order."""
    return tuple(text_span(span) for frame in findings.frames(FURNITURE) for span in frame.all("span"))


@Language.factory("quotecheck_furniture")
def make_furniture(nlp: Language, name: str) -> Furniture:
    """The pipe `quotecheck_furniture`; it needs nothing before it."""
    return Furniture()

"""The one bridge from spaCy spans to text spans."""

from spacy.tokens import Span

from quotecheck.records import TextSpan


def text_span(span: Span) -> TextSpan:
    """The span as character offsets into the text of its doc, which is the article's text unaltered."""
    return TextSpan(start=span.start_char, end=span.end_char, text=span.text)


def optional_text_span(span: Span | None) -> TextSpan | None:
    """`text_span`, or `None` for `None`: most roles may be empty."""
    return None if span is None else text_span(span)

"""Transcripts: paragraphs that begin with the speaker's name and a colon, with or without quotation marks."""

from collections import Counter
from collections.abc import Iterator, Mapping

from spacy.tokens import Span

from quotecheck.layers import text_of
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.layout import MARKS
from quotecheck.text.labels import Label, labels

LONGEST_NAME = 5
"""In tokens."""
FEWEST = 3
"""So many turns make a transcript; fewer labels may be headings."""


def turns(scene: Scene) -> Iterator[Statement]:
    """`SMITH: We did.` and `Q: Did you?`, each turn a statement, where the text has several and a label comes again, but for its number."""
    printed = {
        label.name_start: label for label in labels(text_of(scene.doc)) if label.name.isupper() and label.form in ("colon", "letter")
    }
    labelled = [label for span in scene.paragraph_spans if printed and (label := _label(scene, *span, printed)) is not None]
    names = Counter(name.text.rstrip("0123456789 ") for name, _, _ in labelled)
    if len(labelled) < FEWEST or max(names.values(), default=0) < 2:
        return
    for name, colon, end in labelled:
        content = _content(scene, colon + 1, end)
        if content is not None:
            runs = {scene.run_of[colon]} - {-1}
            yield Statement(colon, "turn", [content], scene.span(colon, colon + 1), name, runs=runs)


def _label(scene: Scene, start: int, end: int, printed: Mapping[int, Label]) -> tuple[Span, int, int] | None:
    """The name at the head of a paragraph, where its colon is and where the paragraph ends."""
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in MARKS):
        start += 1
    label = printed.get(doc[start].idx) if start < end else None
    if label is None:
        return None
    stop = start
    while stop < end and doc[stop].idx < label.name_end:
        stop += 1
    colon = next((i for i in range(stop, end) if doc[i].text == ":" and doc[i].idx < label.end), None)
    return (doc[start:stop], colon, end) if colon is not None and stop - start <= LONGEST_NAME else None


def _content(scene: Scene, start: int, end: int) -> Span | None:
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in MARKS):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].text in MARKS and scene.run_of[end - 1] < 0)):
        end -= 1
    if start < end and doc[end - 1].text in MARKS and scene.inner_of[end - 1] == scene.inner_of[start]:
        end -= 1
    return doc[start:end] if start < end else None

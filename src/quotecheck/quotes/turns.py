"""Transcripts: paragraphs that begin with the speaker's name and a colon, with or without quotation marks."""

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Span

from quotecheck.quotes.scene import MARKS, Scene
from quotecheck.quotes.statement import Statement

LONGEST_NAME = 5
"""In tokens."""
LETTERS = frozenset({"Q", "A"})
FEWEST = 3
"""So many turns make a transcript; fewer labels may be headings."""


def turns(scene: Scene) -> Iterator[Statement]:
    """`SMITH: We did.` and `Q: Did you?`, each turn a statement, where the text has several and a label comes again."""
    labelled = [label for span in scene.paragraph_spans if (label := _label(scene, *span)) is not None]
    names = Counter(name.text for name, _, _ in labelled)
    if len(labelled) < FEWEST or max(names.values(), default=0) < 2:
        return
    for name, colon, end in labelled:
        content = _content(scene, colon + 1, end)
        if content is not None:
            runs = {scene.run_of[colon]} - {-1}
            yield Statement(colon, "turn", [content], scene.span(colon, colon + 1), name, runs=runs)


def _label(scene: Scene, start: int, end: int) -> tuple[Span, int, int] | None:
    """The name at the head of a paragraph, where its colon is and where the paragraph ends."""
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in MARKS):
        start += 1
    stop = start
    while stop < min(end, start + LONGEST_NAME) and (doc[stop].text.isupper() or doc[stop].text in (".", "-", "'", "’")):
        stop += 1
    name = doc[start:stop]
    is_name = len(name) > 0 and (name.text in LETTERS or any(t.is_alpha and len(t) > 1 for t in name))
    if not is_name or stop >= end or doc[stop].text != ":":
        return None
    return name, stop, end


def _content(scene: Scene, start: int, end: int) -> Span | None:
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in MARKS):
        start += 1
    while end > start and (doc[end - 1].is_space or (doc[end - 1].text in MARKS and scene.run_of[end - 1] < 0)):
        end -= 1
    if start < end and doc[end - 1].text in MARKS and scene.inner_of[end - 1] == scene.inner_of[start]:
        end -= 1
    return doc[start:end] if start < end else None

"""One utterance in many articles: which outlets quote the same words, and how the wording drifts from one to the next.

The engine that finds a quote in a transcript finds it in other articles' quotes, too: each quote is a document, and each is looked for in
all others. A headline's quote is one more quote of its article.
"""

from collections.abc import Iterator, Sequence

from quotecheck.records import Extraction, Id, Record, TextSpan
from quotecheck.text.quotation import pair_marks
from quotecheck.verdicts import Verification
from quotecheck.verification.index import Source, SourceIndex
from quotecheck.verification.quoted import quoted
from quotecheck.verification.reading import Piece, Reading
from quotecheck.verification.verify import checked, verbatim

HEADLINE = "headline"
"""The quote id of a quotation in an article's title; its span is one of the title."""

LEAST_WORDS = 4
SAME = frozenset({"exact", "cosmetic", "marked", "cleaned", "altered", "partial"})


class Wording(Record):
    """One article's version of an utterance, and how it differs from the group's first.

    `article` is the extraction's id, `quote` the quote's, `content` its words. `drift` is `None` for the first.
    """

    article: str
    quote: Id
    content: tuple[TextSpan, ...]
    speaker: str | None = None
    drift: Verification | None = None


class Utterance(Record):
    """Quotes of one utterance, the fullest wording first, then in the order of the articles."""

    wordings: tuple[Wording, ...]


def compare(extractions: Sequence[Extraction]) -> tuple[Utterance, ...]:
    """The utterances that are quoted more than once, in the order in which they first appear.

    Works between outlets, between versions of one article, and between a headline and the body below it.
    """
    wordings = [wording for extraction in extractions for wording in _wordings(extraction)]
    texts = [_text(wording, extraction) for extraction in extractions for wording in _wordings(extraction)]
    index = SourceIndex(
        Source(str(number), _reading(text, wording)) for number, (text, wording) in enumerate(zip(texts, wordings, strict=True))
    )
    groups = _Groups(len(wordings))
    for number, (text, wording) in enumerate(zip(texts, wordings, strict=True)):
        for other in _others(number, text, wording, index):
            groups.join(number, other)
    return tuple(_utterance(members, wordings, texts) for members in groups.all() if len(members) > 1)


def _wordings(extraction: Extraction) -> Iterator[Wording]:
    names = {speaker.id: speaker.name for speaker in extraction.speakers}
    title = extraction.article.title or ""
    for run in pair_marks(title):
        if run.depth == 0 and len(run.text(title).split()) >= LEAST_WORDS:
            span = TextSpan(start=run.start, end=run.end, text=run.text(title))
            yield Wording(article=extraction.id, quote=HEADLINE, content=(span,))
    text = extraction.article.text
    for quote in extraction.quotes:
        spans = verbatim(quote, text)
        if sum(len(text[a:b].split()) for a, b in spans) >= LEAST_WORDS:
            content = tuple(TextSpan(start=a, end=b, text=text[a:b]) for a, b in spans)
            yield Wording(article=extraction.id, quote=quote.id, content=content, speaker=names.get(quote.speaker or ""))


def _text(wording: Wording, extraction: Extraction) -> str:
    return (extraction.article.title or "") if wording.quote == HEADLINE else extraction.article.text


def _spans(wording: Wording) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in wording.content]


def _reading(text: str, wording: Wording) -> Reading:
    pieces: list[Piece] = []
    for start, end in _spans(wording):
        pieces += [Piece(pieces[-1].end, start, read=" "), Piece(start, end)] if pieces else [Piece(start, end)]
    return Reading(text, pieces)


def _others(number: int, text: str, wording: Wording, index: SourceIndex) -> set[int]:
    """The other quotes that hold this one's words."""
    found = checked(quoted(text, _spans(wording)), index.without(number))
    everywhere = [*found.passages, *found.runners_up] if found.verdict in SAME else []
    return {int(passage.span.document) for passage in everywhere}


class _Groups:
    """Numbers that belong together (union-find)."""

    def __init__(self, size: int) -> None:
        self.parents = list(range(size))

    def join(self, one: int, other: int) -> None:
        """Both and all that belong to either belong together."""
        a, b = sorted((self._root(one), self._root(other)))
        self.parents[b] = a

    def all(self) -> list[list[int]]:
        """The groups, each in order."""
        groups: dict[int, list[int]] = {}
        for number in range(len(self.parents)):
            groups.setdefault(self._root(number), []).append(number)
        return list(groups.values())

    def _root(self, number: int) -> int:
        while self.parents[number] != number:
            self.parents[number] = self.parents[self.parents[number]]
            number = self.parents[number]
        return number


def _utterance(members: Sequence[int], wordings: Sequence[Wording], texts: Sequence[str]) -> Utterance:
    def words(number: int) -> int:
        return sum(len(span.text.split()) for span in wordings[number].content)

    first = max(members, key=lambda number: (words(number), -number))
    index = SourceIndex([Source(f"{wordings[first].article}/{wordings[first].quote}", _reading(texts[first], wordings[first]))])
    drifts = {n: checked(quoted(texts[n], _spans(wordings[n])), index) for n in members if n != first}
    order = [first, *(number for number in members if number != first)]
    return Utterance(wordings=tuple(wordings[n].model_copy(update={"drift": drifts.get(n)}) for n in order))

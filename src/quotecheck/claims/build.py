"""Numeric claims as records: values, units and comparators read from the words, dates, places and sources joined by id."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import cast

from spacy.tokens import Span

from quotecheck.claims.changes import Direction
from quotecheck.claims.sentences import sentence_at, sentence_starts
from quotecheck.layers import CLAIMS, PLACES, QUOTES, TIMEXES, Findings, Frame
from quotecheck.lexicon import load
from quotecheck.records import Article, Comparator, NumericClaim, Quantity, TextSpan
from quotecheck.spans import optional_text_span
from quotecheck.syntax.tense import Tense
from quotecheck.text.quantity.find import Vocabulary, parse, scan
from quotecheck.text.quantity.parsed import ParsedQuantity

EMPTY = ParsedQuantity(0, 0)


def build_claims(findings: Findings, article: Article) -> tuple[NumericClaim, ...]:
    """The records of the layer, in text order; a plain "$" is the currency of the frames' country."""
    frames = [(frame, span) for frame in findings.frames(CLAIMS) if (span := frame.one("quantity")) is not None]
    vocabulary = Vocabulary.read(load)
    country = next((frame.text("country") for frame, _ in frames), None)
    scanned = {quantity.start: quantity for quantity in scan(article.text, vocabulary, country=country)} if frames else {}
    context = _Context(findings, article.text)
    for frame, span in frames:
        start, end = _offsets(frame, span)
        context.values[frame.id] = scanned.get(start) or parse(article.text[start:end], vocabulary, country=country) or EMPTY
    for frame, span in frames:
        context.quantities[frame.id] = _quantity(frame, span, context)
    return tuple(_claim(frame, span, context) for frame, span in frames)


class _Context:
    """What stands around a claim, looked up by token, so that building is linear in the article."""

    def __init__(self, findings: Findings, text: str) -> None:
        self.text = text
        self.values: dict[str, ParsedQuantity] = {}
        self.quantities: dict[str, Quantity] = {}
        self._dates = list(_placed(findings.frames(TIMEXES), "span"))
        self._places = list(_placed(findings.frames(PLACES), "mention"))
        self._doc = findings.doc
        self._starts = sentence_starts(findings.doc)
        self._joined: dict[int, tuple[TextSpan, tuple[str, ...], tuple[str, ...]]] = {}
        holders = [(span, frame) for frame in findings.frames(QUOTES) for span in frame.all("content")]
        holders.sort(key=lambda holder: holder[0].start - holder[0].end)
        self._quotes = {i: (span, frame) for span, frame in holders for i in range(span.start, span.end)}

    def quote(self, span: Span) -> Frame | None:
        """The innermost quote whose content holds the span whole."""
        holder, frame = self._quotes.get(span.start, (None, None))
        return frame if holder is not None and span.end <= holder.end else None

    def sentence(self, span: Span) -> tuple[TextSpan, tuple[str, ...], tuple[str, ...]]:
        """The sentence in which the span begins, with the ids of the dates and of the places in it."""
        sentence = sentence_at(self._doc, self._starts, span.start)
        if sentence.start not in self._joined:
            start, end = sentence.start_char, sentence.end_char
            text = TextSpan(start=start, end=end, text=self.text[start:end])
            self._joined[sentence.start] = (text, _within(self._dates, sentence), _within(self._places, sentence))
        return self._joined[sentence.start]


def _placed(frames: Iterable[Frame], role: str) -> Iterable[tuple[int, str]]:
    """The first token of every span in that role with the frame's id, in text order."""
    return sorted((span.start, frame.id) for frame in frames for span in frame.all(role))


def _within(placed: list[tuple[int, str]], sentence: Span) -> tuple[str, ...]:
    first = bisect_left(placed, (sentence.start, ""))
    last = bisect_left(placed, (sentence.end, ""))
    return tuple(dict.fromkeys(frame_id for _, frame_id in placed[first:last]))


def _offsets(frame: Frame, span: Span) -> tuple[int, int]:
    start, end = frame.facts.get("start"), frame.facts.get("end")
    if isinstance(start, int) and isinstance(end, int):
        return start, end
    return span.start_char, span.end_char


def _quantity(frame: Frame, span: Span, context: _Context) -> Quantity:
    parsed = context.values[frame.id]
    start, end = _offsets(frame, span)
    whole = context.values.get(frame.text("part_of") or "")
    is_share = whole is not None and frame.facts.get("is_share") and parsed.of is None and _is_part(parsed, whole)
    return Quantity(
        span=TextSpan(start=start, end=end, text=context.text[start:end]),
        value=parsed.value,
        low=parsed.low,
        high=parsed.high,
        of=whole.value if whole and is_share else parsed.of,
        comparator=cast(Comparator, parsed.comparator),
        unit=frame.text("unit") or parsed.unit,
        per=parsed.per,
    )


def _claim(frame: Frame, span: Span, context: _Context) -> NumericClaim:
    sentence, dates, places = context.sentence(span)
    quote = context.quote(span)
    before, after = (context.quantities.get(frame.text(name) or "") for name in ("before", "after"))
    change = _decided(frame.text("change"), before, after)
    return NumericClaim(
        id=frame.id,
        quantity=context.quantities[frame.id],
        item=optional_text_span(frame.one("item")),
        change=change,
        before=before if change else None,
        after=after if change else None,
        tense=cast(Tense | None, frame.text("tense")),
        sentence=sentence,
        dates=dates,
        places=places,
        part_of=frame.text("part_of"),
        quote=quote.id if quote else None,
        report=quote.text("report") if quote else None,
        rule=frame.text("rule") or "",
    )


def _decided(change: str | None, before: Quantity | None, after: Quantity | None) -> Direction | None:
    """The direction that the words tell, or the two numbers where the words leave it open ("went from 3 to 5")."""
    if change in ("up", "down"):
        return cast(Direction, change)
    if before is None or after is None or change != "either":
        return None
    first, last = (quantity.value if quantity.low is None else quantity.low for quantity in (before, after))
    return None if first is None or last is None or first == last else "up" if last > first else "down"


def _is_part(part: ParsedQuantity, whole: ParsedQuantity) -> bool:
    return part.value is not None and whole.value is not None and part.unit is None and part.value <= whole.value

"""Numeric claims as records: values, units and comparators read from the words, dates, places and sources joined by id."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import Literal, cast

from spacy.tokens import Span

from quotecheck.claims.sentences import sentence_at, sentence_starts
from quotecheck.layers import CLAIMS, PLACES, QUOTES, TIMEXES, Findings, Frame
from quotecheck.lexicon import load
from quotecheck.records import Article, Comparator, NumericClaim, Quantity, TextSpan
from quotecheck.spans import optional_text_span, text_span
from quotecheck.text.quantities import Vocabulary, parse, scan
from quotecheck.text.quantity import ParsedQuantity

EMPTY = ParsedQuantity(0, 0)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary.read(load)


def build_claims(findings: Findings, article: Article) -> tuple[NumericClaim, ...]:
    """The records of the layer, in text order; a plain "$" is the currency of the frames' country."""
    country = next((frame.text("country") for frame in findings.frames(CLAIMS)), None)
    scanned = {quantity.start: quantity for quantity in scan(article.text, _vocabulary(), country=country)}
    context = _Context(findings, article.text)
    values: dict[str, ParsedQuantity] = {}
    claims = []
    for frame in findings.frames(CLAIMS):
        span = frame.one("quantity")
        if span is None:
            continue
        start, end = _offsets(frame, span)
        values[frame.id] = scanned.get(start) or parse(article.text[start:end], _vocabulary(), country=country) or EMPTY
        claims.append(_claim(frame, span, context, values))
    return tuple(claims)


class _Context:
    """What stands around a claim, looked up by token, so that building is linear in the article."""

    def __init__(self, findings: Findings, text: str) -> None:
        self.text = text
        self._dates = list(_placed(findings.frames(TIMEXES), "span"))
        self._places = list(_placed(findings.frames(PLACES), "mention"))
        self._doc = findings.doc
        self._starts = sentence_starts(findings.doc)
        self._joined: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        holders = [(span, frame) for frame in findings.frames(QUOTES) for span in frame.all("content")]
        holders.sort(key=lambda holder: holder[0].start - holder[0].end)
        self._quotes = {i: (span, frame) for span, frame in holders for i in range(span.start, span.end)}

    def quote(self, span: Span) -> Frame | None:
        """The innermost quote whose content holds the span whole."""
        holder, frame = self._quotes.get(span.start, (None, None))
        return frame if holder is not None and span.end <= holder.end else None

    def sentence(self, span: Span) -> Span:
        """The sentence in which the span begins."""
        return sentence_at(self._doc, self._starts, span.start)

    def joined(self, sentence: Span) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the dates and of the places in a sentence."""
        if sentence.start not in self._joined:
            self._joined[sentence.start] = (_within(self._dates, sentence), _within(self._places, sentence))
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


def _claim(frame: Frame, span: Span, context: _Context, values: dict[str, ParsedQuantity]) -> NumericClaim:
    parsed = values[frame.id]
    start, end = _offsets(frame, span)
    whole = values.get(frame.text("part_of") or "")
    of = whole.value if whole and frame.facts.get("is_share") and parsed.of is None and _is_part(parsed, whole) else parsed.of
    sentence = context.sentence(span)
    quote = context.quote(span)
    dates, places = context.joined(sentence)
    change = frame.text("change")
    return NumericClaim(
        id=frame.id,
        quantity=Quantity(
            span=TextSpan(start=start, end=end, text=context.text[start:end]),
            value=parsed.value,
            low=parsed.low,
            high=parsed.high,
            of=of,
            comparator=cast(Comparator, parsed.comparator),
            unit=frame.text("unit") or parsed.unit,
        ),
        item=optional_text_span(frame.one("item")),
        change=cast(Literal["up", "down"], change) if change in ("up", "down") else None,
        sentence=text_span(sentence),
        dates=dates,
        places=places,
        part_of=frame.text("part_of"),
        quote=quote.id if quote else None,
        report=quote.text("report") if quote else None,
        rule=frame.text("rule") or "",
    )


def _is_part(part: ParsedQuantity, whole: ParsedQuantity) -> bool:
    return part.value is not None and whole.value is not None and part.unit is None and part.value <= whole.value

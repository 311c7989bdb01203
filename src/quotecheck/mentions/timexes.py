"""Time expressions: where they stand (the pipe) and what they mean (the builder)."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import TIMEXES, Fact, Findings, Frame, numbered, text_of
from quotecheck.records import Article, ReferenceDate, TextSpan, Timex
from quotecheck.syntax.tense import Tense, clause_tense
from quotecheck.text.timex.find import Found, find
from quotecheck.text.timex.read import read_all
from quotecheck.text.timex.rules import CALENDAR, RULES, certain_type
from quotecheck.text.timex.situation import situation

Scope = Literal["calendar", "timeml"]
SCOPES: MappingProxyType[Scope, Sequence[str]] = MappingProxyType({"calendar": CALENDAR, "timeml": tuple(RULES)})


class Timexes:
    """Finds dates, times of day, durations and recurring times; page furniture is left out.

    `scope` says what counts: "calendar", what is tied to the calendar, or "timeml", which adds spans of hours and minutes.
    Facts of a frame: `rule`; `type` (DATE, TIME, DURATION, SET) where the rule makes it certain; `tense` of the clause
    (past, present, future or none); `start` and `end`, the expression's character offsets, which are finer than tokens
    where one token holds two dates ("2009–2018").
    """

    def __init__(self, scope: Scope = "calendar") -> None:
        self.rules = SCOPES[scope]

    def __call__(self, doc: Doc) -> Doc:
        """Find and write: `doc.spans["quotecheck_timexes"]`."""
        return TIMEXES.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The doc's time expressions, each one frame, in text order."""
        findings, ids, frames = Findings(doc, "quotecheck_timexes"), numbered("d"), []
        for found in find(text_of(doc), self.rules):
            span = doc.char_span(found.start, found.end, alignment_mode="expand")
            if span is None or findings.is_masked(span):
                continue
            facts: dict[str, Fact] = {"rule": found.rule, "type": certain_type(found.rule), "tense": _tense(span)}
            facts |= {"start": found.start, "end": found.end}
            frames.append(Frame(next(ids), {"span": [span]}, facts))
        return frames


def _tense(span: Span) -> Tense | None:
    root = span.root
    return clause_tense(root) if root.dep else None


def build_dates(findings: Findings, article: Article) -> tuple[Timex, ...]:
    """The time expressions with their TIMEX3 values, told from the day on which the article speaks (`build_reference_date`).

    What nothing tells stays X ("XXXX-WXX-5").
    """
    frames = _frames(findings)
    founds = [_found(frame) for frame in frames]
    now, _ = situation(article.text, founds, published=article.published, url=article.url)
    readings = read_all(article.text, [(found, _tense_in(frame)) for found, frame in zip(founds, frames, strict=True)], now)
    return tuple(
        Timex(
            id=frame.id,
            span=_text_span(article, found.start, found.end),
            type=reading.type,
            value=reading.value,
            begin=reading.begin.isoformat() if reading.begin else None,
            end=reading.end.isoformat() if reading.end else None,
            rule=found.rule,
        )
        for frame, found, reading in zip(frames, founds, readings, strict=True)
    )


def build_reference_date(findings: Findings, article: Article) -> ReferenceDate | None:
    """The day from which relative dates are told: as given, else of the article's address or dateline, else the year that it speaks in."""
    founds = [_found(frame) for frame in _frames(findings)]
    now, known = situation(article.text, founds, published=article.published, url=article.url)
    if known is None:
        return None
    day = now.day.isoformat() if now.day else f"{now.year:04d}"
    return ReferenceDate(date=day, origin=known.origin, span=_text_span(article, *known.printed) if known.printed else None)


def _frames(findings: Findings) -> list[Frame]:
    return [frame for frame in findings.frames(TIMEXES) if frame.one("span") is not None]


def _text_span(article: Article, start: int, end: int) -> TextSpan:
    return TextSpan(start=start, end=end, text=article.text[start:end])


def _found(frame: Frame) -> Found:
    start, end, span = frame.facts.get("start"), frame.facts.get("end"), frame.all("span")[0]
    if isinstance(start, int) and isinstance(end, int):
        return Found(start, end, frame.text("rule") or "")
    return Found(span.start_char, span.end_char, frame.text("rule") or "")


def _tense_in(frame: Frame) -> Tense | None:
    tenses: dict[str | None, Tense] = {"past": "past", "present": "present", "future": "future"}
    return tenses.get(frame.text("tense"))


@Language.factory("quotecheck_timexes", default_config={"scope": "calendar"})
def make_timexes(nlp: Language, name: str, scope: Scope) -> Timexes:
    """The pipe `quotecheck_timexes`; it needs `quotecheck_furniture` before it, and a parser for tense."""
    return Timexes(scope)

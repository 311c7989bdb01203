"""Time expressions: where they stand (the pipe) and what they mean (the builder)."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import TIMEXES, Fact, Findings, Frame, numbered
from quotecheck.records import Article, TextSpan, Timex
from quotecheck.syntax.tense import Tense, clause_tense
from quotecheck.text.timex.find import Found, find
from quotecheck.text.timex.read import read_all
from quotecheck.text.timex.rules import certain_type
from quotecheck.text.timex.situation import situation


class Timexes:
    """Finds dates, times of day, durations and recurring times; page furniture is left out.

    Facts of a frame: `rule`; `type` (DATE, TIME, DURATION, SET) where the rule makes it certain; `tense` of the clause
    (past, present, future or none); `start` and `end`, the expression's character offsets, which are finer than tokens
    where one token holds two dates ("2009–2018").
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find and write: `doc.spans["quotecheck_timexes"]`."""
        return TIMEXES.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The doc's time expressions, each one frame, in text order."""
        findings, ids, frames = Findings(doc, "quotecheck_timexes"), numbered("d"), []
        for found in find(doc.text):
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
    """The time expressions with their TIMEX3 values, resolved against the day on which the article was published.

    Without `article.published` the date in the article's address or dateline serves, else the year that it speaks in;
    the record's rule then ends in "@url", "@dateline" or "@year". What nothing tells stays X ("XXXX-WXX-5").
    """
    frames = [frame for frame in findings.frames(TIMEXES) if frame.one("span") is not None]
    founds = [_found(frame) for frame in frames]
    now, source = situation(article.text, founds, published=article.published, url=article.url)
    readings = read_all(article.text, [(found, _tense_in(frame)) for found, frame in zip(founds, frames, strict=True)], now)
    suffix = f"@{source}" if source else ""
    return tuple(
        Timex(
            id=frame.id,
            span=TextSpan(start=found.start, end=found.end, text=article.text[found.start : found.end]),
            type=reading.type,
            value=reading.value,
            begin=reading.begin.isoformat() if reading.begin else None,
            end=reading.end.isoformat() if reading.end else None,
            rule=found.rule + suffix,
        )
        for frame, found, reading in zip(frames, founds, readings, strict=True)
    )


def _found(frame: Frame) -> Found:
    start, end, span = frame.facts.get("start"), frame.facts.get("end"), frame.all("span")[0]
    if isinstance(start, int) and isinstance(end, int):
        return Found(start, end, frame.text("rule") or "")
    return Found(span.start_char, span.end_char, frame.text("rule") or "")


def _tense_in(frame: Frame) -> Tense | None:
    tenses: dict[str | None, Tense] = {"past": "past", "present": "present", "future": "future"}
    return tenses.get(frame.text("tense"))


@Language.factory("quotecheck_timexes")
def make_timexes(nlp: Language, name: str) -> Timexes:
    """The pipe `quotecheck_timexes`; it needs `quotecheck_furniture` before it, and a parser for tense."""
    return Timexes()

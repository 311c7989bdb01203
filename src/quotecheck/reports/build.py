"""Records of cited reports from their frames."""

import re
from typing import cast, get_args

from quotecheck.layers import CLAIMS, QUOTES, REPORTS, TIMEXES, Findings, Frame, innermost
from quotecheck.records import Article, CitedReport, ReportKind
from quotecheck.spans import text_span
from quotecheck.syntax.tense import Tense
from quotecheck.text.names import bare
from quotecheck.text.numerals import ordinal_value
from quotecheck.text.timex.find import Found
from quotecheck.text.timex.read import read_all
from quotecheck.text.timex.situation import situation

CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|$)")
YEAR_OF_LAW = re.compile(r"\b(?:Act|Bill|Code|Law|Order|Ordinance|Regulations?|Resolution)\b[^\d]{0,5}((?:1[6-9]|20)\d\d)\b")
DIGITS = re.compile(r"\d+")


def build_reports(findings: Findings, article: Article) -> tuple[CitedReport, ...]:
    """One record a report, with the ids of the quotes and claims that stand on its word."""
    reports = findings.frames(REPORTS)
    if not reports:
        return ()
    dates = _dates(findings, article)
    quotes = _quotes(findings)
    claims: dict[str, list[str]] = {}
    for claim in findings.frames(CLAIMS):
        quantity = claim.one("quantity")
        holder = innermost(findings.frames(QUOTES), "content", quantity) if quantity is not None else None
        if holder is not None:
            claims.setdefault(holder.id, []).append(claim.id)
    return tuple(_report(frame, quotes.get(frame.id, []), claims, dates) for frame in reports)


def _quotes(findings: Findings) -> dict[str, list[Frame]]:
    """Quotes by report: those that it speaks itself, and those that somebody speaks in it ("she said in a letter")."""
    said_in: dict[str, str] = {}
    for frame in findings.frames(REPORTS):
        said_in.update((cue, frame.id) for cue in frame.names("cues"))
    found: dict[str, list[Frame]] = {}
    for quote in findings.frames(QUOTES):
        cue = quote.one("cue")
        report = quote.text("report") or (said_in.get(str(cue.start)) if cue is not None else None)
        if report is not None:
            found.setdefault(report, []).append(quote)
    return found


def _report(frame: Frame, quotes: list[Frame], claims: dict[str, list[str]], dates: dict[int, str]) -> CitedReport:
    number, published = frame.one("number"), frame.one("published")
    kind = frame.text("kind")
    return CitedReport(
        id=frame.id,
        kind=cast(ReportKind, kind) if kind in get_args(ReportKind) else "other",
        mentions=tuple(text_span(span) for span in frame.all("mention")),
        publisher=_publisher(frame),
        title=_words(frame, "title"),
        number=_number(number.text) if number is not None else None,
        published=dates.get(published.start) if published is not None else _year_of_law(frame),
        quotes=tuple(quote.id for quote in quotes),
        claims=tuple(claim for quote in quotes for claim in claims.get(quote.id, [])),
        rule=frame.text("rule") or "mention",
    )


def _number(written: str) -> str | None:
    """The number in figures, as a word or as both: "33rd", "fourth", "12"."""
    digits = DIGITS.search(written)
    value = None if digits else ordinal_value(written)
    return digits[0] if digits else None if value is None else str(value)


def _year_of_law(frame: Frame) -> str | None:
    """The year that stands in the name of a law: "the Ports Act 2016"."""
    if frame.text("kind") != "law":
        return None
    found = next((match for span in frame.all("mention") if (match := YEAR_OF_LAW.search(span.text))), None)
    return found[1] if found else None


def _publisher(frame: Frame) -> str | None:
    """The publisher as printed, without article or title, its short form in brackets kept: "Harbour Board (HB)"."""
    written = _words(frame, "publisher")
    if not written:
        return None
    name, bracket, short = written.partition(" (")
    return (bare(name) or name) + bracket + short


def _words(frame: Frame, role: str) -> str | None:
    span = frame.one(role)
    return " ".join(span.text.split()) if span is not None else None


def _dates(findings: Findings, article: Article) -> dict[int, str]:
    """Year, month or day by the first token of each time expression that resolves to one, past where the clause is not of the future.

    What an article cites has mostly been published: "the report of March 12", read in January, is last year's.
    """
    frames = [frame for frame in findings.frames(TIMEXES) if frame.one("span") is not None]
    founds = [_found(frame) for frame in frames]
    now, _ = situation(article.text, founds, published=article.published, url=article.url)
    tenses: list[Tense] = ["future" if frame.text("tense") == "future" else "past" for frame in frames]
    readings = read_all(article.text, list(zip(founds, tenses, strict=True)), now)
    values = ((frame.all("span")[0].start, CALENDAR.match(reading.value)) for frame, reading in zip(frames, readings, strict=True))
    return {start: value[0] for start, value in values if value is not None}


def _found(frame: Frame) -> Found:
    start, end, span = frame.facts.get("start"), frame.facts.get("end"), frame.all("span")[0]
    if isinstance(start, int) and isinstance(end, int):
        return Found(start, end, frame.text("rule") or "")
    return Found(span.start_char, span.end_char, frame.text("rule") or "")

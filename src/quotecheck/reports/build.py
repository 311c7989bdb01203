"""Records of cited reports from their frames."""

import re
from typing import cast, get_args

from quotecheck.layers import CLAIMS, QUOTES, REPORTS, SPEAKERS, TIMEXES, Findings, Frame, innermost
from quotecheck.records import Article, CitedReport, ReportKind
from quotecheck.spans import text_span
from quotecheck.syntax.tense import Tense
from quotecheck.text.names import bare, words
from quotecheck.text.numerals import ordinal_value
from quotecheck.text.timex.find import Found
from quotecheck.text.timex.read import Reader
from quotecheck.text.timex.situation import situation

CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?=T|$)")
YEAR_OF_LAW = re.compile(r"\b(?:Act|Bill|Code|Law|Order|Ordinance|Regulations?|Resolution)\b[^\d]{0,5}((?:1[6-9]|20)\d\d)\b")
OWNER = re.compile(r"^(?:its|their|his|her)\s", re.IGNORECASE)
DIGITS = re.compile(r"\d+")


def build_reports(findings: Findings, article: Article) -> tuple[CitedReport, ...]:
    """One record a report, with the ids of the quotes and claims that stand on its word."""
    reports = findings.frames(REPORTS)
    if not reports:
        return ()
    dates = _dates(findings, article)
    quotes = _quotes(findings)
    speakers = {frame.id: frame for frame in findings.frames(SPEAKERS)}
    claims: dict[str, list[str]] = {}
    for claim in findings.frames(CLAIMS):
        quantity = claim.one("quantity")
        holder = innermost(findings.frames(QUOTES), "content", quantity) if quantity is not None else None
        if holder is not None:
            claims.setdefault(holder.id, []).append(claim.id)
    return tuple(
        CitedReport(
            id=frame.id,
            kind=_kind(frame),
            mentions=tuple(text_span(span) for span in frame.all("mention")),
            publisher=_publisher(frame, quotes.get(frame.id, []), speakers),
            title=_words(frame, "title"),
            number=_number(frame),
            published=_published(frame, dates),
            quotes=tuple(quote.id for quote in quotes.get(frame.id, [])),
            claims=tuple(claim for quote in quotes.get(frame.id, []) for claim in claims.get(quote.id, [])),
            rule=frame.text("rule") or "mention",
        )
        for frame in reports
    )


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


def _kind(frame: Frame) -> ReportKind:
    kind = frame.text("kind")
    return cast(ReportKind, kind) if kind in get_args(ReportKind) else "other"


def _number(frame: Frame) -> str | None:
    """The number in figures, as a word or as both: "33rd", "fourth", "12"."""
    span = frame.one("number")
    if span is None:
        return None
    digits = DIGITS.search(span.text)
    value = None if digits else ordinal_value(span.text)
    return digits[0] if digits else None if value is None else str(value)


def _published(frame: Frame, dates: dict[int, str]) -> str | None:
    span = frame.one("published")
    return (dates.get(span.start) if span is not None else None) or _year_of_law(frame)


def _year_of_law(frame: Frame) -> str | None:
    """The year that stands in the name of a law: "the Ports Act 2016"."""
    if frame.text("kind") != "law":
        return None
    found = next((match for span in frame.all("mention") if (match := YEAR_OF_LAW.search(span.text))), None)
    return found[1] if found else None


def _publisher(frame: Frame, quotes: list[Frame], speakers: dict[str, Frame]) -> str | None:
    """The publisher as printed, without article or title, its short form in brackets kept: "Harbour Board (HB)".

    Where it is only who speaks in the report, the speaker of the quote is, or the body that a spokesperson speaks for.
    """
    written = _words(frame, "publisher") or ""
    if frame.facts.get("spoken") or not written:
        spoken = next((name for quote in quotes if (name := _speaker(quote, frame, speakers))), "")
        written = written if set(words(spoken)) <= set(words(written)) else spoken
    if not written:
        return None
    name, bracket, short = OWNER.sub("", written).partition(" (")
    return (bare(name) or name) + bracket + short


def _speaker(quote: Frame, report: Frame, speakers: dict[str, Frame]) -> str | None:
    """Who speaks in the report by that quote, which is not the report's own."""
    cue, speaker = quote.one("cue"), speakers.get(quote.text("speaker") or "")
    if cue is None or str(cue.start) not in report.names("cues"):
        return None
    if speaker is None or speaker.text("kind") not in ("person", "organization"):
        return None
    role = speaker.one("role")
    spoken_for = role is not None and "spokes" in role.text.lower() and speaker.one("affiliation") is not None
    return _words(speaker, "affiliation" if spoken_for else "name")


def _words(frame: Frame, role: str) -> str | None:
    span = frame.one(role)
    return " ".join(span.text.split()) if span is not None else None


def _dates(findings: Findings, article: Article) -> dict[int, str]:
    """Year, month or day of each time expression by which a report is dated, past where the clause is not of the future.

    What an article cites has mostly been published: "the report of March 12", read in January, is last year's.
    """
    wanted = {span.start for frame in findings.frames(REPORTS) for span in frame.all("published")}
    if not wanted:
        return {}
    frames = [frame for frame in findings.frames(TIMEXES) if frame.one("span") is not None]
    now, _ = situation(article.text, [_found(frame) for frame in frames], published=article.published, url=article.url)
    reader = Reader(article.text, now)
    values: dict[int, str] = {}
    for frame in frames:
        start = frame.all("span")[0].start
        if start in wanted:
            tense: Tense = "future" if frame.text("tense") == "future" else "past"
            value = CALENDAR.match(reader.read(_found(frame), tense).value)
            if value is not None:
                values.setdefault(start, value[0])
    return values


def _found(frame: Frame) -> Found:
    start, end, span = frame.facts.get("start"), frame.facts.get("end"), frame.all("span")[0]
    if isinstance(start, int) and isinstance(end, int):
        return Found(start, end, frame.text("rule") or "")
    return Found(span.start_char, span.end_char, frame.text("rule") or "")

"""Extractions as tables for a terminal (rich): one section a record kind, in text order."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from quotecheck.records import (
    CitedReport,
    Extraction,
    Failure,
    NumericClaim,
    Place,
    Quantity,
    Quote,
    ReferenceDate,
    Speaker,
    TextSpan,
    Timex,
)

Row = tuple[str, ...]
QUOTE = ("form", "speaker", "speaker confidence", "cue", "content", "confidence")


def render(result: Extraction | Failure) -> RenderableType:
    """Everything found in one article, as something that a rich `Console` prints; empty kinds are left out."""
    if isinstance(result, Failure):
        return Text(f"{result.id}: {result.error}", style="red")
    speakers = {speaker.id: speaker for speaker in result.speakers}
    sections: list[tuple[str, Sequence[str], Sequence[Any], Callable[[Any], Row]]] = [
        ("Speakers", ("name", "kind", "role", "affiliation"), result.speakers, lambda speaker: _speaker(speaker, speakers)),
        ("Quotes", QUOTE, result.quotes, lambda quote: _quote(quote, speakers)),
        ("Thoughts", QUOTE, result.thoughts, lambda quote: _quote(quote, speakers)),
        ("Scare quotes", ("text",), result.scare_quotes, lambda span: (span.text,)),
        ("Cited reports", ("kind", "first mention", "publisher", "number", "published"), result.reports, _report),
        ("Numeric claims", ("as printed", "value", "unit", "of what", "change"), result.claims, _claim),
        ("Dates", ("as printed", "type", "value", "begin", "end"), result.dates, _timex),
        ("Places", ("name", "kind", "country", "latitude, longitude", "GeoNames", "mentions"), result.places, _place),
    ]
    tables = (_table(title, columns, map(row, records)) for title, columns, records, row in sections if records)
    return Group(Rule(Text(result.id or "article")), *_told_from(result.reference_date), *tables)


def _told_from(reference: ReferenceDate | None) -> Iterator[Text]:
    """The day from which relative dates are told, and how it is known."""
    if reference:
        known = {
            "given": "as given",
            "url": "from the address",
            "dateline": "from the dateline",
            "year": "the year that the text speaks of",
        }
        yield Text(f"Dates are told from {reference.date}, {known[reference.origin]}.")


def _table(title: str, columns: Sequence[str], rows: Iterator[Row]) -> Table:
    table = Table(*columns, title=title, title_justify="left", title_style="bold", expand=True)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _speaker(speaker: Speaker, speakers: dict[str, Speaker]) -> Row:
    members = ", ".join(speakers[member].name for member in speaker.members)
    return speaker.name, f"{speaker.kind} of {members}" if members else speaker.kind, speaker.role or "", speaker.affiliation or ""


def _quote(quote: Quote, speakers: dict[str, Speaker]) -> Row:
    content = " … ".join(_one_line(span) for span in quote.content)
    cue = _one_line(quote.cue) if quote.cue else ""
    return quote.form, _who(quote, speakers), f"{quote.speaker_confidence:.2f}", cue, content, f"{quote.confidence:.2f}"


def _who(quote: Quote, speakers: dict[str, Speaker]) -> str:
    """The speaker's name, or that it is not known and who is the likeliest."""
    if quote.speaker:
        return speakers[quote.speaker].name
    return f"not known ({speakers[quote.candidates[0]].name}?)" if quote.candidates else "not known"


def _report(report: CitedReport) -> Row:
    return report.kind, _one_line(report.mentions[0]), report.publisher or "", report.number or "", report.published or ""


def _claim(claim: NumericClaim) -> Row:
    quantity = claim.quantity
    item = _one_line(claim.item) if claim.item else ""
    unit = f"{quantity.unit or ''} per {quantity.per}".strip() if quantity.per else quantity.unit or ""
    return _one_line(quantity.span), _value(quantity), unit, item, _change(claim)


def _change(claim: NumericClaim) -> str:
    """The direction of a change with its two ends: "up from 3 to 5"."""
    ends = [f"{word} {_one_line(end.span)}" for word, end in (("from", claim.before), ("to", claim.after)) if end is not None]
    return " ".join([claim.change or "", *(ends if claim.change else [])])


def _value(quantity: Quantity) -> str:
    if quantity.low is not None or quantity.high is not None:
        return f"{_number(quantity.low)} to {_number(quantity.high)}"
    sign = "" if quantity.comparator == "=" else quantity.comparator + " "
    whole = f" of {_number(quantity.of)}" if quantity.of is not None else ""
    return f"{sign}{_number(quantity.value)}{whole}"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.10g}"


def _timex(timex: Timex) -> Row:
    return _one_line(timex.span), timex.type, timex.value, timex.begin or "", timex.end or ""


def _place(place: Place) -> Row:
    at = "" if place.latitude is None or place.longitude is None else f"{place.latitude:.2f}, {place.longitude:.2f}"
    return place.name, place.kind, place.country or "", at, str(place.geonames_id or ""), str(len(place.mentions))


def _one_line(span: TextSpan) -> str:
    return " ".join(span.text.split())

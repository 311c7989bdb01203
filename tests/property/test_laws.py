"""Laws that hold for any text whatever."""

from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from quotecheck import Article, Extraction, TextSpan
from quotecheck.export import jsonl

MARKS = ["“", "”", '"', "'", "’", "‘", "''", "``", "«", "»", "„", "\n", "\n\n", " ", ", ", ". ", "—", ": ", "\u00a0", "\u200b", "\r\n"]
WORDS = [
    *(
        "she said",
        "Mary Ode",
        "Mr. Ode",
        "told the Harbour Times",
        "according to",
        "the report",
        "its 4th report",
        "He",
        "they",
        "the minister",
    ),
    *(
        "up to eight",
        "10 out of 34",
        "$3.2m",
        "5-7 per cent",
        "fell by 12",
        "since May 2021",
        "last Tuesday",
        "yesterday",
        "Lisbon",
        "in Portugal",
    ),
]
PIECES = st.sampled_from(MARKS + WORDS)
NEWSLIKE = st.lists(PIECES, max_size=40).map(" ".join) | st.lists(PIECES, max_size=40).map("".join)
TEXTS = NEWSLIKE | st.text(max_size=200) | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
LAWFUL = settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def parts(value: Any) -> Iterator[BaseModel]:
    """Every record in a record, itself first."""
    if isinstance(value, BaseModel):
        yield value
        for name in type(value).model_fields:
            yield from parts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def check(result: Extraction, text: str) -> None:
    assert result.article.text == text
    for part in parts(result):
        if isinstance(part, TextSpan):
            assert 0 <= part.start < part.end <= len(text)
            assert text[part.start : part.end] == part.text
    groups = {
        name: {record.id: record for record in getattr(result, name)}
        for name in ("speakers", "quotes", "thoughts", "reports", "claims", "dates", "places")
    }
    assert all(len(groups[name]) == len(getattr(result, name)) for name in groups), "ids are unique"
    for speaker in result.speakers:
        assert set(speaker.members) <= set(groups["speakers"]) - {speaker.id}
    for quote in (*result.quotes, *result.thoughts):
        assert quote.content
        assert {quote.speaker, None} <= {*groups["speakers"], None}
        assert set(quote.candidates) <= set(groups["speakers"])
        assert {quote.within, quote.continues, None} <= {*groups["quotes"], None}
    for report in result.reports:
        assert report.mentions
        assert set(report.quotes) <= set(groups["quotes"])
        assert set(report.claims) <= set(groups["claims"])
    for claim in result.claims:
        assert set(claim.dates) <= set(groups["dates"])
        assert set(claim.places) <= set(groups["places"])
        assert {claim.part_of, None} <= {*groups["claims"], None}
        assert {claim.quote, None} <= {*groups["quotes"], None}
        assert {claim.report, None} <= {*groups["reports"], None}


@given(TEXTS)
@LAWFUL
def test_every_span_is_the_text_that_it_names_and_every_id_leads_somewhere(extractor, text):
    check(extractor(text), text)


@given(TEXTS)
@LAWFUL
def test_what_is_written_is_read_back(extractor, text):
    result = extractor(Article(text=text, id="x", published="2024-02-29"))
    [line] = jsonl.lines([result])
    assert "\n" not in line
    assert jsonl.read(line) == result


def test_the_example_obeys_too(extractor, example_text):
    check(extractor(example_text), example_text)

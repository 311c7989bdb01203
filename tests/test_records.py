"""The shape of what comes out is a promise: a change of it is a change of `schema.json` beside this file, in the open."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from quotecheck import Article, CitedReport, Extraction, Failure, MadeBy, NumericClaim, Quantity, Quote, TextSpan

SCHEMA = Path(__file__).with_name("schema.json")


def test_the_json_schema_is_the_golden_one():
    found = {model.__name__: model.model_json_schema(mode="serialization") for model in (Extraction, Failure)}
    assert found == json.loads(SCHEMA.read_text(encoding="utf-8")), "the schema changed: if meant, raise SCHEMA_VERSION and write it anew"


def test_records_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Article(text="a").text = "b"


def test_an_unknown_field_is_an_error():
    with pytest.raises(ValidationError, match="speeker"):
        Quote.model_validate(
            {"id": "q1", "form": "direct", "content": [], "rule": "r", "confidence": 1, "speaker_confidence": 1, "speeker": "s1"}
        )


@pytest.mark.parametrize("number", [-0.1, 1.1])
@pytest.mark.parametrize("name", ["confidence", "speaker_confidence"])
def test_confidences_are_probabilities(name, number):
    with pytest.raises(ValidationError, match=name):
        Quote.model_validate(quote(1, 0.5).model_dump() | {name: number})


def test_half_a_character_is_refused_with_its_place_and_the_remedy():
    with pytest.raises(ValidationError, match="character 2 is a lone surrogate; decode the bytes"):
        Article(text="ab\ud800")


def quote(number, confidence, **fields):
    content = (TextSpan(start=0, end=1, text="a"),)
    return Quote(id=f"q{number}", form="direct", content=content, rule="r", confidence=confidence, speaker_confidence=1, **fields)


def made(**fields):
    return Extraction(id="x", article=Article(text="a"), made_by=MadeBy(quotecheck="0", model="m", sha256=""), **fields)


def test_quotes_below_the_minimum_go_and_nothing_names_them_any_more():
    span = TextSpan(start=0, end=1, text="a")
    claim = NumericClaim(id="c1", quantity=Quantity(span=span), sentence=span, quote="q1", rule="r")
    report = CitedReport(id="r1", kind="report", mentions=(span,), quotes=("q1", "q2"), rule="r")
    quotes = (quote(1, 0.4), quote(2, 0.6, within="q1"), quote(3, 0.9, continues="q2"))
    result = made(quotes=quotes, claims=(claim,), reports=(report,)).with_min_confidence(0.6)
    assert [(q.id, q.within, q.continues) for q in result.quotes] == [("q2", None, None), ("q3", None, "q2")]
    assert (result.claims[0].quote, result.reports[0].quotes) == (None, ("q2",))


def test_a_minimum_of_zero_changes_nothing():
    result = made(quotes=(quote(1, 0.0),), thoughts=(quote(2, 0.0),))
    assert result.with_min_confidence(0.0) == result


@pytest.mark.parametrize("minimum", [-0.1, 1.01, float("nan")])
def test_a_minimum_that_is_no_probability_is_refused(minimum):
    with pytest.raises(ValueError, match="from 0 to 1"):
        made().with_min_confidence(minimum)

"""The shape of what comes out is a promise: a change of it is a change of `schema.json` beside this file, in the open."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from quotecheck import Article, Extraction, Failure, Quote, TextSpan

SCHEMA = Path(__file__).with_name("schema.json")


def test_the_json_schema_is_the_golden_one():
    found = {model.__name__: model.model_json_schema(mode="serialization") for model in (Extraction, Failure)}
    assert found == json.loads(SCHEMA.read_text(encoding="utf-8")), "the schema changed: if meant, raise SCHEMA_VERSION and write it anew"


def test_records_are_frozen():
    with pytest.raises(ValidationError, match="frozen"):
        Article(text="a").text = "b"


def test_an_unknown_field_is_an_error():
    with pytest.raises(ValidationError, match="speeker"):
        Quote.model_validate({"id": "q1", "form": "direct", "content": [], "rule": "r", "confidence": 1, "speeker": "s1"})


@pytest.mark.parametrize("confidence", [-0.1, 1.1])
def test_confidence_is_a_probability(confidence):
    with pytest.raises(ValidationError, match="confidence"):
        Quote(id="q1", form="direct", content=(TextSpan(start=0, end=1, text="a"),), rule="r", confidence=confidence)


def test_half_a_character_is_refused_with_its_place_and_the_remedy():
    with pytest.raises(ValidationError, match="character 2 is a lone surrogate; decode the bytes"):
        Article(text="ab\ud800")

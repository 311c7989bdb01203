"""Claims as records: values, wholes, and what stands in the same sentence."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotecheck.claims.build import build_claims
from quotecheck.claims.find import Claims
from quotecheck.layers import CLAIMS, FURNITURE, PLACES, QUOTES, TIMEXES, Findings, Frame
from quotecheck.mentions.quantities import Quantities
from quotecheck.records import Article, NumericClaim

TEXT = "In Arlen on Monday 70 hens slept. Of those, 36 woke. He said $5 was lost at noon, but 12 were well."


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def built(blank: Language, text: str, country: str | None = None) -> tuple[NumericClaim, ...]:
    doc = blank(text)

    def write(layer: object, name: str, role: str, words: str, facts: dict[str, str]) -> None:
        start = text.find(words)
        spans = {role: [doc.char_span(start, start + len(words))]} if start >= 0 else {}
        layer.write(doc, [Frame(name, spans, facts)])  # type: ignore[attr-defined]

    FURNITURE.write(doc, ())
    write(PLACES, "p1", "mention", "Arlen", {"country": country} if country else {})
    write(TIMEXES, "d1", "span", "Monday", {"rule": "weekday"})
    write(QUOTES, "q1", "content", "$5 was lost at noon", {"report": "r1"})
    Claims()(Quantities()(doc))
    return build_claims(Findings(doc, "test"), Article(text=text))


def test_values_are_read_from_the_words(blank: Language) -> None:
    assert [(claim.id, claim.quantity.value, claim.quantity.unit) for claim in built(blank, TEXT)] == [
        ("c1", 70, None),
        ("c2", 36, None),
        ("c3", 5, "USD"),
        ("c4", 12, None),
    ]


def test_every_span_is_the_text_that_it_names(blank: Language) -> None:
    for claim in built(blank, TEXT):
        for span in (claim.quantity.span, claim.sentence, *([claim.item] if claim.item else [])):
            assert TEXT[span.start : span.end] == span.text


def test_a_share_knows_its_whole(blank: Language) -> None:
    claim = built(blank, TEXT)[1]
    assert (claim.part_of, claim.quantity.of) == ("c1", 70)


def test_dates_and_places_are_those_of_the_sentence(blank: Language) -> None:
    first, second, *_ = built(blank, TEXT)
    assert (first.dates, first.places, second.dates, second.places) == (("d1",), ("p1",), (), ())


def test_quote_and_report_are_those_whose_words_hold_the_number(blank: Language) -> None:
    *_, inside, outside = built(blank, TEXT)
    assert (inside.quote, inside.report, outside.quote, outside.report) == ("q1", "r1", None, None)


@pytest.mark.parametrize(("country", "unit"), [("AU", "AUD"), ("FR", "USD"), (None, "USD")])
def test_a_plain_dollar_is_the_country_s_own(blank: Language, country: str | None, unit: str) -> None:
    assert built(blank, TEXT, country)[2].quantity.unit == unit


def test_a_doc_without_claims_builds_none() -> None:
    doc: Doc = spacy.blank("en")("Nothing here.")
    for layer in (CLAIMS, PLACES, TIMEXES, QUOTES):
        layer.write(doc, ())
    assert build_claims(Findings(doc, "test"), Article(text=doc.text)) == ()


def test_without_boundaries_the_sentence_is_told_by_lines_and_full_stops() -> None:
    text = "Arlen News\nOn Monday 70 hens slept. “It cost $5!” Then 12 woke up.\nmore below"
    claims = built(spacy.blank("en"), text)
    assert [claim.sentence.text for claim in claims] == ["On Monday 70 hens slept.", "“It cost $5!”", "Then 12 woke up."]
    assert [claim.dates for claim in claims] == [("d1",), (), ()]

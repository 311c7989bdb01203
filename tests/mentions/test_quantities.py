"""The pipe `quotecheck_quantities`: which numbers are kept, when names, ages, dates and furniture stand around them."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from brackets import parse, render
from quotecheck.layers import FURNITURE, PLACES, QUANTITIES, TIMEXES, Findings, Frame
from quotecheck.mentions.quantities import Quantities, article_country


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def read(blank: Language, marked: str) -> tuple[Doc, str]:
    """The doc with `[ENT_X ...]`, `[DATE ...]` and `[MASK ...]` set as entities, time expressions and furniture; and what is expected."""
    text, marks = parse(marked)
    doc = blank(text)
    for token in doc:
        token.pos_ = "PROPN" if token.text[:1].isupper() and token.i else "NOUN" if token.is_alpha else "X"
    doc.ents = [doc.char_span(start, end, label=role[4:]) for role, start, end in marks if role.startswith("ENT_")]
    for layer, role in ((TIMEXES, "DATE"), (FURNITURE, "MASK")):
        spans = [doc.char_span(start, end) for name, start, end in marks if name == role]
        layer.write(doc, [Frame(f"{role}{i}", {"span": [span]}, {"rule": "year"}) for i, span in enumerate(spans)])
    return doc, render(text, [mark for mark in marks if mark[0] == "Q"])


SENTENCES = [
    "They bought [Q 12] goats.",
    "The [ENT_MISC Falcon 9] flew.",
    "She took a [ENT_MISC Norda 737] home.",
    "It runs on Windward 10.",
    "The [ENT_LOC Seven Hills] burned.",
    "[ENT_PERSON Mara Venn], [Q 47], said so.",
    "we met [Q 62] [ENT_ORG First Farms].",
    "[MASK Read 5 more stories]. It cost [Q $5].",
    "In [DATE May 12] they lost [Q 12] boats.",
    "There were [Q 18ha] of reeds.",
    "it burned during the Ten Years' War and again.",
    "they met at the Five Winds inn.",
    "Fire Strands Cattle in [Q Two] Villages",
    "The nurses were Mara Venn; [Q 38]; and others.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_keeps_the_numbers_that_state_a_fact(blank: Language, sentence: str) -> None:
    doc, expected = read(blank, sentence)
    found = [("Q", int(str(frame.facts["start"])), int(str(frame.facts["end"]))) for frame in Quantities().find(doc)]
    assert render(doc.text, found) == expected


def test_an_age_between_commas_has_the_unit_year(blank: Language) -> None:
    doc, _ = read(blank, "[ENT_PERSON Mara Venn], 47, said so.")
    (frame,) = Quantities().find(doc)
    assert (frame.facts["rule"], frame.facts["unit"]) == ("age", "year")


def test_the_country_is_that_of_most_places_nationalities_and_addresses(blank: Language) -> None:
    doc = blank("Kenyan farmers met near Kisumu and in Oslo.")
    spans = {"KE": doc[4:5], "NO": doc[7:8]}
    PLACES.write(doc, [Frame(code, {"mention": [span]}, {"country": code}) for code, span in spans.items()])
    assert article_country(Findings(doc, "test"), doc.text) == "KE"


def test_level_countries_give_none(blank: Language) -> None:
    doc = blank("From Kisumu to Oslo.")
    spans: dict[str, Span] = {"KE": doc[1:2], "NO": doc[3:4]}
    PLACES.write(doc, [Frame(code, {"mention": [span]}, {"country": code}) for code, span in spans.items()])
    assert article_country(Findings(doc, "test"), doc.text) is None


def test_it_works_on_a_doc_with_nothing_set(blank: Language) -> None:
    doc = blank("Two dogs, 5 cats and $3 million.")
    FURNITURE.write(doc, ())
    assert [span.text for frame in QUANTITIES.read(Quantities()(doc)) for span in frame.all("span")] == ["Two", "5", "$3 million"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "5", "“", "½", "1 1 1"])
def test_short_texts_are_no_error(blank: Language, text: str) -> None:
    doc = blank(text)
    FURNITURE.write(doc, ())
    Quantities()(doc)

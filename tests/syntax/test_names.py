import pytest
import spacy
from spacy.tokens import Doc, Span

from quotecheck.syntax.names import Named, Names, find


def found(text: str, *ents: Named) -> list[tuple[str, str]]:
    words = text.split()
    return [(" ".join(words[start:end]), label) for start, end, label in find(words, ents)]


@pytest.mark.parametrize("title", ["Mr", "Mrs.", "Dr"])
def test_what_follows_a_title_is_a_person(title: str) -> None:
    assert found(f"{title} Lagos left", (1, 2, "LOC")) == [("Lagos", "PERSON")]


def test_title_finds_a_name_that_was_missed() -> None:
    assert found("Yesterday Mr Kato Bell of Kampala left") == [("Kato Bell", "PERSON")]


def test_title_is_no_part_of_the_name() -> None:
    assert found("Mr Kato left", (0, 2, "PERSON")) == [("Kato", "PERSON")]


def test_lower_case_word_is_no_title() -> None:
    assert found("a lord Lagos", (2, 3, "LOC")) == [("Lagos", "LOC")]


def test_surname_is_the_person_named_in_full() -> None:
    assert found("Ann London spoke . London left", (0, 2, "PERSON"), (4, 5, "LOC")) == [("Ann London", "PERSON"), ("London", "PERSON")]


def test_surname_inside_a_longer_name_stays() -> None:
    assert found("Ann Lee spoke in Lee County", (0, 2, "PERSON")) == [("Ann Lee", "PERSON")]


def test_majority_decides() -> None:
    ents = [(0, 1, "ORG"), (2, 3, "ORG"), (4, 5, "LOC")]
    assert found("Shell and Shell and Shell", *ents) == [("Shell", "ORG")] * 3


def test_tie_decides_nothing() -> None:
    assert found("Shell and Shell", (0, 1, "ORG"), (2, 3, "LOC")) == [("Shell", "ORG"), ("Shell", "LOC")]


def test_pipe_rewrites_the_ents() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Mr", "Lagos", "left"])
    doc.ents = [Span(doc, 1, 2, label="LOC")]
    assert [(e.text, e.label_) for e in Names()(doc).ents] == [("Lagos", "PERSON")]


def test_factory_is_known_to_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotecheck_names")
    assert [e.label_ for e in nlp("Mr Kato left.").ents] == ["PERSON"]

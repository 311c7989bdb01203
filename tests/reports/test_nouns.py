"""Head nouns of reports, and names of news organisations, on docs built by hand: no model can break these."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from quotecheck.reports.nouns import candidates, kind_of, noun_of, words
from quotecheck.reports.outlets import is_outlet, is_own

VOCAB = spacy.blank("en").vocab


def doc_of(text: str, head: str) -> Doc:
    tokens = text.split()
    return Doc(VOCAB, words=tokens, pos=["NOUN" if token == head else "PROPN" if token[0].isupper() else "ADJ" for token in tokens])


@pytest.mark.parametrize(
    ("phrase", "head", "kind"),
    [
        ("the harbour report", "report", "report"),
        ("two reports", "reports", "report"),
        ("a new study", "study", "study"),
        ("new studies", "studies", "study"),
        ("an opinion poll", "poll", "survey"),
        ("a statement", "statement", "statement"),
        ("an open letter", "letter", "letter"),
        ("the decree", "decree", "law"),
        ("the ruling", "ruling", "court"),
        ("court documents", "documents", "court"),
        ("official figures", "figures", "data"),
        ("a press release", "release", "press"),
        ("a news release", "release", "press"),
        ("local media reports", "reports", "media"),
        ("the speech", "speech", "speech"),
        ("a video", "video", "other"),
        ("the harbour", "harbour", None),
        ("he commented", "commented", None),
    ],
)
def test_the_kind_comes_from_the_head_and_the_words_before_it(phrase: str, head: str, kind: str | None) -> None:
    doc = doc_of(phrase, head)
    assert kind_of(doc[phrase.split().index(head)]) == kind


def test_a_name_of_a_person_is_no_report() -> None:
    doc = doc_of("President Bill Orla", "Bill")
    doc.ents = [Span(doc, 0, 3, label="PERSON")]
    assert kind_of(doc[1]) is None


def test_plurals_without_a_lemmatizer() -> None:
    doc = doc_of("studies of harbours , reports : Analyses and surveyed boats", "studies")
    assert [noun_of(token) for token in candidates(doc)] == ["study", "report", "analysis"]


def test_every_kind_is_one_of_the_records() -> None:
    assert set(words().kind_of.values()) <= {
        "report", "study", "survey", "statement", "letter", "law", "court", "data", "press", "speech", "media", "other",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("said Reuters today", 1, 2, True),
        ("The Orla Herald said", 0, 3, True),
        ("the Orla News Agency said", 1, 4, True),
        ("state broadcaster OTX said", 2, 3, True),
        ("Lena Orla said", 0, 2, False),
        ("Orla Board said", 0, 2, False),
    ],
)
def test_outlets_by_name_ending_or_noun(text: str, start: int, end: int, expected: bool) -> None:
    assert is_outlet(doc_of(text, "")[start:end]) is expected


@pytest.mark.parametrize(
    ("name", "host", "role", "expected"),
    [
        ("The Orla Herald", "orlaheraldcom", "source", True),
        ("Orla Morning Post", "ompcom", "source", True),
        ("Orla News", "orlacomnews", "addressee", True),
        ("Orla News", "orlacouk", "source", True),
        ("Orla News Agency", "orlatimescom", "source", False),
        ("Reuters", "orlaheraldcom", "addressee", False),
        ("The Orla Herald", None, "addressee", True),
        ("The Orla Herald", None, "source", False),
        ("Reuters", None, "addressee", False),
    ],
)
def test_an_article_does_not_cite_its_own_outlet(name: str, host: str | None, role: str, expected: bool) -> None:
    assert is_own(doc_of(name, "")[:], [host] if host else [], role) is expected

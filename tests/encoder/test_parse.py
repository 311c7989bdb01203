"""Scores into a parsed doc: what the network is sure of is set, what is certain before it is kept, blanks hang on words."""

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from handmade import parsed
from quotecheck import models
from quotecheck.encoder import parse as parsing
from quotecheck.encoder.parse import certain_starts, parse, sentence_starts, set_parse
from quotecheck.encoder.pipe import Encoder
from quotecheck.encoder.reading import read
from quotecheck.layers import TAGGED, text_of, words_of
from quotecheck.syntax.lemmas import Lemmas

LEMMAS = Lemmas({"VBD": {"said": "say"}}, {"VBD": {"ed": (2, "")}, "NNS": {"s": (1, "")}})
ROWS = [
    (1, "nsubj", "PROPN", "NNP"),  # Ada
    (1, "root", "VERB", "VBD"),  # said
    (4, "nsubj", "PRON", "PRP"),  # they
    (4, "advmod", "ADV", "RB"),  # never
    (1, "ccomp", "VERB", "VBD"),  # rested
    (1, "punct", "PUNCT", "."),  # .
    (6, "root", "NOUN", "NNS"),  # Barns
    (6, "punct", "PUNCT", "."),  # .
]
TEXT = "Ada said they  never rested.\n\nBarns."


def doc_of(text):
    return spacy.blank("en")(text)


def reading_of(doc):
    return read(text_of(doc), list(zip(doc.to_array("IDX").tolist(), words_of(doc), strict=True)))


def parsed_doc(doc, rows=ROWS, starts=(0, 6)):
    reading = reading_of(doc)
    return set_parse(doc, reading, parse(parsed(rows, starts), certain_starts(doc, reading)), LEMMAS)


@pytest.fixture
def doc():
    return parsed_doc(doc_of(TEXT))


def test_every_attribute_is_set(doc):
    assert [(t.text, t.head.text, t.dep_, t.pos_, t.tag_, t.lemma_) for t in doc if not t.is_space] == [
        ("Ada", "said", "nsubj", "PROPN", "NNP", "Ada"),
        ("said", "said", "ROOT", "VERB", "VBD", "say"),
        ("they", "rested", "nsubj", "PRON", "PRP", "they"),
        ("never", "rested", "advmod", "ADV", "RB", "never"),
        ("rested", "said", "ccomp", "VERB", "VBD", "rest"),
        (".", "said", "punct", "PUNCT", ".", "."),
        ("Barns", "Barns", "ROOT", "NOUN", "NNS", "barn"),
        (".", "Barns", "punct", "PUNCT", ".", "."),
    ]
    assert [str(t.morph) for t in doc if t.pos_ in ("PRON", "NOUN")] == ["Number=Plur", "Number=Plur"]


def test_blanks_hang_on_the_word_before_them_and_start_no_sentence(doc):
    blanks = [token for token in doc if token.is_space]
    assert [(t.head.text, t.dep_, t.pos_, t.tag_, t.lemma_) for t in blanks] == [
        ("they", "dep", "SPACE", "_SP", " "),
        (".", "dep", "SPACE", "_SP", "\n\n"),
    ]
    assert [sent.text for sent in doc.sents] == ["Ada said they  never rested.\n\n", "Barns."]


def test_a_blank_at_the_start_hangs_on_the_first_word():
    doc = parsed_doc(doc_of(" \n" + TEXT))
    assert doc[0].head.text == "Ada"
    assert [sent.start for sent in doc.sents] == [0, 9]


def test_the_tree_can_be_walked_and_survives_bytes(doc):
    assert [child.text for child in doc[1].children] == ["Ada", "rested", "."]
    assert doc[5].left_edge.text == "they"
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(t.head.i, t.dep_, t.lemma_, str(t.morph)) for t in back] == [(t.head.i, t.dep_, t.lemma_, str(t.morph)) for t in doc]
    assert [sent.start for sent in back.sents] == [sent.start for sent in doc.sents]


def test_heads_lie_within_the_sentence_whatever_the_scores_say():
    rows = [(7, *row[1:]) if number == 2 else row for number, row in enumerate(ROWS)]
    doc = parsed_doc(doc_of(TEXT), rows)
    assert all(token.sent == token.head.sent for token in doc)


def test_an_empty_line_starts_a_sentence_where_the_network_sees_none():
    rows = [(1, *row[1:]) if number == 6 else row for number, row in enumerate(ROWS)]
    assert [sent.start for sent in parsed_doc(doc_of(TEXT), rows, starts=(0,)).sents] == [0, 8]


def test_what_a_pipeline_has_set_already_is_kept():
    doc = doc_of("Barns burn.")
    for token, tag in zip(doc, ("X", "Y", "Z"), strict=True):
        token.tag_ = tag
        token.is_sent_start = token.i == 1
    found = parsed_doc(doc, [(0, "root", "NOUN", "NNS"), (1, "root", "VERB", "VBP"), (1, "punct", "PUNCT", ".")], starts=(0,))
    assert [token.tag_ for token in found] == ["X", "Y", "Z"]
    assert [sent.start for sent in found.sents] == [0, 1]


@given(st.lists(st.tuples(st.floats(-5, 5), st.sampled_from([-1, 0, 0, 0, 1])), min_size=1, max_size=80))
def test_certain_starts_hold_and_no_sentence_is_too_long(words):
    logits, certain = np.array([w[0] for w in words], dtype=np.float32), np.array([w[1] for w in words])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "LONGEST", 12)
        starts = sentence_starts(logits, certain)
    assert starts[0]
    assert starts[certain > 0].all()
    assert np.diff(np.append(np.flatnonzero(starts), len(words))).max() <= 12


def test_the_second_root_of_a_sentence_is_made_a_dependent():
    rows = [(0, "root", "NOUN", "NN"), (1, "root", "NOUN", "NN"), (0, "punct", "PUNCT", ".")]
    doc = parsed_doc(doc_of("Barns burn."), rows, starts=(0,))
    assert [token.dep_ for token in doc].count("ROOT") == 1


class Handmade:
    """A network that has one thing to say."""

    folder = models.path("reader")

    def __init__(self, encoding):
        self.encoding, self.layout = encoding, encoding.layout

    def __call__(self, reading):
        return self.encoding if reading.words else None


def test_the_pipe_parses_and_names_what_no_other_pipe_has():
    encoding = parsed(ROWS, starts=(0, 6))
    encoding["names"][0] = np.eye(1, 9, 1, dtype=np.float32)[0]
    doc = Encoder(Handmade(encoding))(doc_of(TEXT))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Ada", "PERSON")]
    assert [sent.text for sent in doc.sents] == ["Ada said they  never rested.\n\n", "Barns."]


def test_the_pipe_leaves_alone_what_another_has_set():
    doc = doc_of(TEXT)
    theirs = Doc(
        doc.vocab,
        words=words_of(doc),
        heads=[0] * len(doc),
        deps=["ROOT"] + ["dep"] * (len(doc) - 1),
        ents=["B-ORG"] + ["O"] * (len(doc) - 1),
    )
    found = Encoder(Handmade(parsed(ROWS, starts=(0, 6))))(theirs)
    assert [(ent.text, ent.label_) for ent in found.ents] == [("Ada", "ORG")]
    assert {token.head.i for token in found} == {0}
    assert found[1].tag_ == "VBD"


@pytest.mark.parametrize("text", ["", " ", "\n\n \n"])
def test_a_text_without_words_is_read(text):
    doc = Encoder(Handmade(parsed(ROWS, starts=(0, 6))))(doc_of(text))
    assert list(doc.ents) == []
    assert TAGGED.read(doc) == ()

"""One sentence parsed in both label schemes by hand: the questions that rules ask have one answer."""

import pytest
import spacy
from spacy.tokens import Doc

from quotecheck.syntax.labels import attachment, dep, dependents, is_negated, is_passive, prepositions, subject
from quotecheck.syntax.phrases import base_phrase, noun_phrase, noun_phrases, trim

VOCAB = spacy.blank("en").vocab

WORDS = "The new plan was not praised by the head of the council , Ada Marsh .".split(" ")
POS = "DET ADJ NOUN AUX PART VERB ADP DET NOUN ADP DET NOUN PUNCT PROPN PROPN PUNCT".split(" ")
UD = Doc(
    VOCAB,
    words=WORDS,
    pos=POS,
    heads=[2, 2, 5, 5, 5, 5, 8, 8, 5, 11, 11, 8, 13, 8, 13, 5],
    deps="det amod nsubj:pass aux:pass advmod ROOT case det obl:agent case det nmod punct appos flat punct".split(" "),
)
CLEARNLP = Doc(
    VOCAB,
    words=WORDS,
    pos=POS,
    heads=[2, 2, 5, 5, 5, 5, 5, 8, 6, 8, 11, 9, 8, 14, 8, 5],
    deps="det amod nsubjpass auxpass neg ROOT agent det pobj prep det pobj punct compound appos punct".split(" "),
)
both = pytest.mark.parametrize("doc", [UD, CLEARNLP], ids=["ud", "clearnlp"])


@both
def test_the_subject_of_a_passive(doc):
    verb = doc[5]
    assert subject(verb).text == "plan"
    assert dep(subject(verb)) == "nsubj:pass"
    assert is_passive(verb)
    assert is_negated(verb)
    assert not is_passive(doc[2])
    assert not is_negated(doc[2])


@both
def test_a_noun_behind_a_preposition(doc):
    agent = doc[8]
    assert attachment(agent).text == "praised"
    assert [word.text for word in prepositions(agent)] == ["by"]
    assert agent in list(dependents(doc[5]))
    assert attachment(doc[11]).text == "head"
    assert [word.text for word in prepositions(doc[11])] == ["of"]


@both
def test_noun_phrases_long_and_short(doc):
    assert base_phrase(doc[2]).text == "The new plan"
    assert base_phrase(doc[8]).text == "the head"
    assert noun_phrase(doc[8]).text == "the head of the council , Ada Marsh"
    assert [span.text for span in noun_phrases(doc)] == ["The new plan", "the head", "the council", "Ada Marsh"]


def test_a_coordinated_verb_shares_its_subject_and_a_control_verb_its_head_s():
    words = ["Ada", "vowed", "to", "go", "and", "added", "more"]
    doc = Doc(
        VOCAB,
        words=words,
        pos=["PROPN", "VERB", "PART", "VERB", "CCONJ", "VERB", "NOUN"],
        heads=[1, 1, 3, 1, 5, 1, 5],
        deps=["nsubj", "ROOT", "mark", "xcomp", "cc", "conj", "obj"],
    )
    assert subject(doc[3]) == subject(doc[5]) == doc[0]
    assert subject(doc[6]) is None


def test_trim_takes_commas_and_blanks_and_leaves_marks_of_quotation():
    doc = Doc(VOCAB, words=[",", "“", "No", "”", ",", "\n\n"])
    assert trim(doc[:]).text == "“ No ”"


def test_a_doc_without_a_parse_has_phrases_and_no_subjects():
    doc = spacy.blank("en")("Nothing was parsed here.")
    assert list(noun_phrases(doc)) == []
    assert subject(doc[1]) is None
    assert noun_phrase(doc[0]).text == "Nothing"

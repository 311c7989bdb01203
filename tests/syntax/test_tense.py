"""Tense of the clause around a date, on trees built by hand: (word, tag, part of speech, head, relation)."""

import pytest
import spacy
from spacy.tokens import Doc

from quotecheck.syntax.tense import clause_tense

VOCAB = spacy.blank("en").vocab


def tree(rows):
    words, tags, pos, heads, deps = zip(*rows, strict=True)
    return Doc(VOCAB, words=words, tags=tags, pos=pos, heads=heads, deps=deps)


ON_FRIDAY = [("on", "IN", "ADP", 5, "case"), ("Friday", "NNP", "PROPN", 3, "obl")]


def clause(*verbs):
    """Subject, two auxiliaries (or blanks of an adverb), verb, "on Friday"."""
    rows = [("It", "PRP", "PRON", 3, "nsubj"), *verbs, *ON_FRIDAY]
    return tree(rows)[5]


NOT = ("then", "RB", "ADV", 3, "advmod")

CLAUSES = [
    ([NOT, NOT, ("rained", "VBD", "VERB", 3, "ROOT")], "past"),
    ([NOT, ("has", "VBZ", "AUX", 3, "aux"), ("rained", "VBN", "VERB", 3, "ROOT")], "past"),
    ([NOT, NOT, ("rains", "VBZ", "VERB", 3, "ROOT")], "present"),
    ([NOT, ("will", "MD", "AUX", 3, "aux"), ("rain", "VB", "VERB", 3, "ROOT")], "future"),
    ([NOT, ("would", "MD", "AUX", 3, "aux"), ("rain", "VB", "VERB", 3, "ROOT")], "future"),
    ([NOT, ("is", "VBZ", "AUX", 3, "aux:pass"), ("expected", "VBN", "VERB", 3, "ROOT")], "future"),
    ([NOT, ("was", "VBD", "AUX", 3, "auxpass"), ("scheduled", "VBN", "VERB", 3, "ROOT")], "future"),
    ([("had", "VBD", "AUX", 3, "aux"), NOT, ("planned", "VBN", "VERB", 3, "ROOT")], "past"),
    ([NOT, ("must", "MD", "AUX", 3, "aux"), ("leave", "VB", "VERB", 3, "ROOT")], "future"),
    ([("may", "MD", "AUX", 3, "aux"), ("have", "VB", "AUX", 3, "aux"), ("left", "VBN", "VERB", 3, "ROOT")], "past"),
    ([("will", "MD", "AUX", 3, "aux"), ("have", "VB", "AUX", 3, "aux"), ("left", "VBN", "VERB", 3, "ROOT")], "future"),
    ([("could", "MD", "AUX", 3, "aux"), ("not", "RB", "PART", 3, "advmod"), ("come", "VB", "VERB", 3, "ROOT")], "past"),
    ([NOT, NOT, ("opens", "VBZ", "VERB", 3, "ROOT")], "future"),
    ([("if", "IN", "SCONJ", 3, "mark"), NOT, ("rains", "VBZ", "VERB", 3, "ROOT")], "future"),
    ([("if", "IN", "SCONJ", 3, "mark"), NOT, ("rained", "VBD", "VERB", 3, "ROOT")], "past"),
]


@pytest.mark.parametrize(("verbs", "tense"), CLAUSES)
def test_tense_of_the_clause(verbs, tense):
    assert clause_tense(clause(*verbs)) == tense


def test_a_date_that_opens_the_clause_is_that_of_the_planning():
    doc = tree(
        [
            ("On", "IN", "ADP", 1, "case"),
            ("Friday", "NNP", "PROPN", 3, "obl"),
            ("they", "PRP", "PRON", 3, "nsubj"),
            ("planned", "VBD", "VERB", 3, "ROOT"),
            ("it", "PRP", "PRON", 3, "obj"),
        ]
    )
    assert clause_tense(doc[1]) == "past"


ACTS = [("vowed", "on", "past"), ("postponed", "until", "future"), ("planned", "on", "future")]


@pytest.mark.parametrize(("act", "preposition", "tense"), ACTS)
def test_a_vow_is_made_on_the_day_that_stands_by_it(act, preposition, tense):
    doc = tree(
        [
            ("They", "PRP", "PRON", 1, "nsubj"),
            (act, "VBD", "VERB", 1, "ROOT"),
            ("it", "PRP", "PRON", 1, "obj"),
            (preposition, "IN", "ADP", 4, "case"),
            ("Friday", "NNP", "PROPN", 1, "obl"),
        ]
    )
    assert clause_tense(doc[4]) == tense


def test_to_set_up_is_no_plan():
    assert clause_tense(clause(NOT, NOT, ("set", "VBD", "VERB", 3, "ROOT"))) == "past"
    assert clause_tense(clause(NOT, ("is", "VBZ", "AUX", 3, "aux:pass"), ("set", "VBN", "VERB", 3, "ROOT"))) == "future"


@pytest.mark.parametrize(("word", "tag", "tense"), [("agreed", "VBD", None), ("agree", "VBP", "present")])
def test_an_infinitive_under_the_past_is_open(word, tag, tense):
    doc = tree(
        [
            ("They", "PRP", "PRON", 1, "nsubj"),
            (word, tag, "VERB", 1, "ROOT"),
            ("to", "TO", "PART", 3, "mark"),
            ("buy", "VB", "VERB", 1, "xcomp"),
            ("in", "IN", "ADP", 5, "case"),
            ("May", "NNP", "PROPN", 3, "obl"),
        ]
    )
    assert clause_tense(doc[5]) == tense


def test_nor_has_what_is_of_a_day():
    doc = tree(
        [
            ("Letters", "NNS", "NOUN", 4, "nsubj"),
            ("of", "IN", "ADP", 2, "case"),
            ("Friday", "NNP", "PROPN", 0, "nmod"),
            ("will", "MD", "AUX", 4, "aux"),
            ("help", "VB", "VERB", 4, "ROOT"),
        ]
    )
    assert clause_tense(doc[2]) is None


def test_a_genitive_has_none():
    doc = tree(
        [
            ("Friday", "NNP", "PROPN", 2, "nmod:poss"),
            ("’s", "POS", "PART", 0, "case"),
            ("ruling", "NN", "NOUN", 4, "nsubj"),
            ("will", "MD", "AUX", 4, "aux"),
            ("stand", "VB", "VERB", 4, "ROOT"),
        ]
    )
    assert clause_tense(doc[0]) is None


def test_without_a_parse():
    doc = Doc(VOCAB, words=["on", "Friday"])
    assert clause_tense(doc[1]) is None


@pytest.mark.parametrize(("to_open", "tense"), [("opens", "future"), ("shut", "past")])
def test_a_date_behind_what_is_said_has_the_tense_of_that(to_open, tense):
    tag = "VBZ" if tense == "future" else "VBD"
    rows = [
        ("She", "PRP", "PRON", 1, "nsubj"),
        ("said", "VBD", "VERB", 1, "ROOT"),
        ("it", "PRP", "PRON", 3, "nsubj"),
        (to_open, tag, "VERB", 1, "ccomp"),
        ("on", "IN", "ADP", 5, "case"),
        ("Friday", "NNP", "PROPN", 1, "obl"),
    ]
    assert clause_tense(tree(rows)[5]) == tense


def test_what_had_been_planned_is_past():
    rows = [
        ("It", "PRP", "PRON", 3, "nsubj"),
        ("had", "VBD", "AUX", 3, "aux"),
        ("been", "VBN", "AUX", 3, "aux"),
        ("scheduled", "VBN", "VERB", 3, "ROOT"),
        ("to", "TO", "PART", 5, "mark"),
        ("open", "VB", "VERB", 3, "xcomp"),
        ("on", "IN", "ADP", 7, "case"),
        ("Friday", "NNP", "PROPN", 5, "obl"),
    ]
    assert clause_tense(tree(rows)[7]) != "future"

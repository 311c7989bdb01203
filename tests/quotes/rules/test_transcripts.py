"""Transcripts: who has the turn, with and without quotation marks."""

import pytest

from quotecheck import from_doc

TRANSCRIPT = "WALSH: Let us begin. Will she come?\n\nPRICE: She will not.\n\n(CROSSTALK)\n\nWALSH: Thank you."
MARKED = '"WALSH: Let us begin. Will she come?\n\n"PRICE: She will not.\n\n"WALSH: Thank you."'
QUESTIONS = "Q: Why did you leave?\n\nA: I was tired.\n\nQ: Of what?\n\nA: Of waiting."


def turns(nlp, text):
    quotes = [quote for quote in from_doc(nlp(text)).quotes if quote.rule == "turn"]
    return [(quote.source.text, quote.content[0].text) for quote in quotes]


@pytest.mark.parametrize("text", [TRANSCRIPT, MARKED])
def test_each_turn_is_its_speakers(nlp, text):
    assert turns(nlp, text) == [("WALSH", "Let us begin. Will she come?"), ("PRICE", "She will not."), ("WALSH", "Thank you.")]


def test_question_and_answer(nlp):
    assert [source for source, _ in turns(nlp, QUESTIONS)] == ["Q", "A", "Q", "A"]


def test_headings_are_no_turns(nlp):
    assert turns(nlp, "WEATHER: Rain.\n\nSPORT: A draw.\n\nMONEY: Shares fell.") == []
    assert turns(nlp, "NOTE: The office is closed.\n\nThe mayor said it would open on Monday.") == []


def test_numbered_questions(nlp):
    text = "Q1: Do you like it?\n\nA1: I do.\n\nQ2: And the sea?\n\nA2: It is cold."
    assert turns(nlp, text) == [("Q1", "Do you like it?"), ("A1", "I do."), ("Q2", "And the sea?"), ("A2", "It is cold.")]

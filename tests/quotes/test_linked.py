"""Statements that the encoder finds, joined and judged, through the default pipeline."""

import pytest

from brackets import parse
from quotecheck.quotes.linker import Logistic, act_features, log_odds

STATEMENTS = [
    "[SOURCE Maria Lopez], the mayor of Delford, [CUE said] that [CONTENT the harbour would be closed until spring].",
    "[SOURCE The council] [CUE said] that [CONTENT rebuilding the harbour would take years].",
    "[CONTENT The bridge is unsafe], [CUE according to] [SOURCE a report by the council].",
    "“[CONTENT We lost everything,]” [SOURCE Ben Okoro] [CUE told] the Delford Echo. “[CONTENT We will start again.]”",
    "[SOURCE The ministry] [CUE warned] that “[CONTENT thousands” of homes could flood].",
]
THOUGHTS = ["The council believes that the plan will fail.", "Ms. Lopez hopes to reopen the harbour in May."]


@pytest.mark.parametrize("marked", STATEMENTS)
def test_statements_with_cue_and_source(extractor, marked):
    text, marks = parse(marked)
    [quote] = extractor(text).quotes
    assert [span.text for span in quote.content] == [text[start:end] for role, start, end in marks if role == "CONTENT"]
    [cue], [source] = ([(start, end) for role, start, end in marks if role == name] for name in ("CUE", "SOURCE"))
    assert (quote.cue.start, quote.cue.end) == cue
    assert quote.source.start == source[0]


@pytest.mark.parametrize("text", THOUGHTS)
def test_what_nobody_is_said_to_have_uttered_is_a_thought(extractor, text):
    result = extractor(text)
    assert result.quotes == ()
    [thought] = result.thoughts
    assert (thought.id, thought.source.text) == ("t1", text.split(" believes")[0].split(" hopes")[0])
    assert thought.speaker in {None, *(speaker.id for speaker in result.speakers)}


def test_missing_features_count_as_nothing():
    assert Logistic(0.0, {"a": 3.0})({}) == 0.5


def test_log_odds_are_bounded():
    assert -7.0 == log_odds(0.0) < log_odds(0.4) < 0.0 < log_odds(0.6) < log_odds(1.0) == 7.0


def test_a_cue_without_letters_has_a_word_all_the_same():
    assert act_features("—", "direct") == {":": 1.0, "(direct)": 1.0}

"""Statements that the encoder finds, joined and judged, through the default pipeline."""

import pytest

from brackets import parse
from quotecheck.quotes.linking.model import act_features
from quotecheck.quotes.linking.pipe import Candidate, without_rivals
from quotecheck.quotes.logistic import Logistic, log_odds
from quotecheck.quotes.statement import Statement

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


BUGS_CAUGHT = [
    "[CONTENT The ferry was held in two other ports, hence it cannot sail], [SOURCE Deputy Governor Ann Moor] [CUE told] The Delford Echo.",
    "[CONTENT The island’s economy shrank 5.7% last year], [SOURCE the Osteria Fund] [CUE estimated].",
    "[CONTENT Cases rose in Upper Delford (+54%) and fell 2% in the south, while they were stable on the coast], [SOURCE it] [CUE added].",
]


@pytest.mark.parametrize("marked", BUGS_CAUGHT)
def test_what_is_told_before_its_cue(extractor, marked):
    test_statements_with_cue_and_source(extractor, marked)


def test_what_a_participle_adds_is_a_statement_of_its_own(extractor):
    text = "The harbour board said that Moor had sold the boat in May, adding some of the money was kept by a cousin."
    result = extractor(text)
    first, second = result.quotes
    assert [span.text for span in first.content] == ["Moor had sold the boat in May"]
    assert [span.text for span in second.content] == ["some of the money was kept by a cousin"]
    assert (second.cue.text, second.within, likeliest(result, second)) == ("adding", None, likeliest(result, first))


def test_a_heading_is_no_part_of_the_quotation_below_it(extractor):
    text = "Low demand for boat rides\n\n“Even in May the demand dropped, but it will rise because more guests are coming,” said Ben Okoro."
    [quote] = extractor(text).quotes
    assert [span.text for span in quote.content] == ["Even in May the demand dropped, but it will rise because more guests are coming,"]


def test_of_two_readings_of_a_cue_the_likelier_is_kept():
    first, second, other = (Candidate(Statement(n, "tagged", []), {}) for n in (3, 3, 9))
    second.rival = first
    for candidate, confidence in ((first, 0.4), (second, 0.6), (other, 0.1)):
        candidate.statement.confidence = confidence
    assert without_rivals([first, second, other]) == [second, other]
    first.statement.confidence = 0.7
    assert without_rivals([first, second, other]) == [first, other]


DESCRIBED = [
    ("Ann Brink, 31, moved to Delford in May. The 31-year-old said that she liked it.", "Ann Brink"),
    ("“By then the towns had few nurses,” one historian notes.", "one historian"),
    ("Channel 2 news reported in 2009 that the mine would close.", "Channel 2"),
    ("Asked about the ferry, only 9 per cent say that it is cheap enough.", "only 9 per cent"),
    ("Delford MP Dan Orlo opened the bridge on Friday. The lawmaker said it was late.", "Dan Orlo"),
    (
        "Osteria director general of police (DGP) LR Bishkoi said Marak was held in Delford. Chief minister Conrad Sandma agreed.",
        "LR Bishkoi",
    ),
    ("A miner surnamed Brandt said the shaft was flooded again.", "Brandt"),
    ("“We are testing it,” said the Minister of Tourism, Morena Valdek.\n\n“It will open in May,” said the official.", "Morena Valdek"),
    ("The job is left to the women, who say they feel alone.", "women"),
]


def likeliest(result, quote):
    """The name of the speaker, or of the first who it may be."""
    return {speaker.id: speaker.name for speaker in result.speakers}[quote.speaker or quote.candidates[0]]


@pytest.mark.parametrize(("text", "name"), DESCRIBED)
def test_speakers_that_are_described(extractor, text, name):
    result = extractor(text)
    assert likeliest(result, result.quotes[-1]) == name


def test_an_outlet_is_one_speaker(extractor):
    result = extractor("The Delford Daily wrote in an editorial that it was bad. “It is a trend,” it said.")
    assert {likeliest(result, quote) for quote in result.quotes} == {"Delford Daily"}


def test_what_stands_between_a_quotation_and_its_cue_is_the_source(extractor):
    text = "“The harbour is safe and will open in May,” the head of research for a trust there, the Coast Front, Ann Moor, tells the Echo."
    [quote] = extractor(text).quotes
    assert [span.text for span in quote.content] == ["The harbour is safe and will open in May,"]
    assert quote.source.text == "the head of research for a trust there, the Coast Front, Ann Moor"


@pytest.mark.parametrize("office", ["The Prosecutor's Office", "The Harbour Board", "The Ministry of Health"])
@pytest.mark.parametrize("name", ["Maria Lopez", "Tom Ardel"])
def test_whoever_is_accused_does_not_speak(extractor, office, name):
    result = extractor(f"{office} accused {name} of laundering money.")
    assert result.quotes
    speakers = {each.id: each.name for each in result.speakers}
    assert name not in {speakers[found] for quote in result.quotes for found in (quote.speaker, *quote.candidates[:1]) if found}

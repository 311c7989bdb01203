"""Frames of quotes and speakers as records: what a pipe did not say has a default that claims nothing."""

import pytest
import spacy

from quotecheck import Article
from quotecheck.layers import QUOTES, SPEAKERS, Findings, Frame
from quotecheck.quotes.build import build_quotes, build_speakers

TEXT = "Ann Reed and Bo Ortiz said the barn burned."
DOC = spacy.blank("en").make_doc(TEXT)


def built(layer, build, facts, roles):
    layer.write(DOC, [Frame("x1", roles, facts)])
    [record] = build(Findings(DOC, "test"), Article(text=TEXT))
    return record


@pytest.mark.parametrize(
    ("facts", "confidence"),
    [
        ({"speaker": "s1", "speaker_confidence": 0.8}, 0.8),
        ({"speaker": None, "candidates": ["s2"], "speaker_confidence": 0.4}, 0.4),
        ({"speaker": "s1"}, 1.0),
        ({"speaker": None}, 0.0),
        ({"speaker": "s1", "speaker_confidence": 1.0000001}, 1.0),
    ],
)
def test_how_sure_the_speaker_is(facts, confidence):
    quote = built(QUOTES, build_quotes, facts, {"content": [DOC[6:9]]})
    assert (quote.speaker, quote.speaker_confidence) == (facts["speaker"], confidence)


def test_several_who_speak_together_name_their_members():
    group = built(SPEAKERS, build_speakers, {"kind": "group", "members": ["s1", "s2"]}, {"name": [DOC[0:5]]})
    assert (group.name, group.kind, group.members) == ("Ann Reed and Bo Ortiz", "group", ("s1", "s2"))

"""The encoder in a pipeline: what it writes is lawful, survives bytes, and depends on nothing but the article."""

import pytest
from spacy.tokens import Doc

from quotecheck.layers import ANTECEDENTS, TAGGED, Findings

TEXTS = [
    "“We lost the barn,” Maria Lopez, the mayor of Delford, told reporters. She said that it would be rebuilt.",
    "The council believes the plan will fail.\n\n“Not so,” Ben Okoro wrote.",
    "",
    " \n ",
    "Nothing here.",
]


@pytest.fixture(scope="module")
def encoded(extractor):
    return [extractor.nlp(text) for text in TEXTS]


def test_the_names_are_found(encoded):
    assert {(ent.text, ent.label_) for ent in encoded[0].ents} >= {("Maria Lopez", "PERSON"), ("Delford", "LOC")}


def test_contents_cues_and_sources_are_tagged_and_point_to_each_other(encoded):
    frames = {frame.id: frame for frame in Findings(encoded[0], "test").frames(TAGGED)}
    texts = {role: [span.text for frame in frames.values() for span in frame.all(role)] for role in TAGGED.roles}
    assert "told" in texts["cue"]
    assert any("Maria Lopez" in text for text in texts["source"])
    assert any("We lost the barn" in text for text in texts["content"])
    for frame in frames.values():
        assert 0.0 <= frame.facts["probability"] <= frame.facts["share"] + 1e-3 <= 1.001
        pointed = frame.facts.get("cues", frame.facts.get("sources"))
        if pointed is not None:
            assert set(pointed) <= set(frames)
            assert len(frame.facts["scores"]) == len(pointed) + 1
            assert sum(frame.facts["scores"]) == pytest.approx(1.0, abs=0.01)


def test_a_pronoun_has_its_likeliest_words_before_it(encoded):
    [she] = [f for f in Findings(encoded[0], "test").frames(ANTECEDENTS) if f.one("pronoun").text == "She"]
    scores = dict(zip([span.text for span in she.all("antecedent")], she.facts["scores"], strict=True))
    assert scores["Maria"] + scores["Lopez"] > 0.5
    assert all(span.end <= she.one("pronoun").start for span in she.all("antecedent"))


def test_a_result_does_not_depend_on_its_neighbours(extractor, encoded):
    together = list(extractor.nlp.pipe([*TEXTS, *reversed(TEXTS)], batch_size=3))
    for doc, alone in zip(together, [*encoded, *reversed(encoded)], strict=True):
        assert doc.ents == () or [e.text for e in doc.ents] == [e.text for e in alone.ents]
        assert [(f.id, dict(f.facts)) for f in TAGGED.read(doc)] == [(f.id, dict(f.facts)) for f in TAGGED.read(alone)]


def test_both_layers_survive_bytes(encoded):
    back = Doc(encoded[0].vocab).from_bytes(encoded[0].to_bytes())
    for layer in (TAGGED, ANTECEDENTS):
        assert [dict(f.facts) for f in layer.read(back)] == [dict(f.facts) for f in layer.read(encoded[0])]


def test_a_long_paragraph_is_read_in_windows(extractor):
    sentence = "Ada Marsh said that the river had risen by two metres in the night. "
    doc = extractor.nlp(sentence * 60)
    cues = [frame for frame in Findings(doc, "test").frames(TAGGED) if frame.all("cue")]
    assert len(cues) == 60

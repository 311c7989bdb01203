import pytest
import spacy
from spacy.tokens import Doc, DocBin

from quotecheck.errors import MissingLayer
from quotecheck.layers import CLAIMS, FURNITURE, QUOTATIONS, QUOTES, Findings, Frame, innermost, text_of

WORDS = ["“", "We", "lost", ",", "”", "she", "said", "."]


@pytest.fixture
def doc() -> Doc:
    return Doc(spacy.blank("en").vocab, words=WORDS)


def plain(frames: tuple[Frame, ...]) -> list[object]:
    return [(f.id, {role: [s.text for s in spans] for role, spans in f.roles.items()}, dict(f.facts)) for f in frames]


def sample(doc: Doc) -> list[Frame]:
    return [
        Frame("q2", {"content": [doc[1:3]], "cue": [doc[6:7]]}, {"rule": "after", "confidence": 0.5}),
        Frame("q1", {}, {"speaker": None}),
    ]


def test_what_is_written_is_read_in_the_same_order(doc):
    QUOTES.write(doc, sample(doc))
    assert plain(QUOTES.read(doc)) == plain(tuple(sample(doc)))


def test_a_layer_survives_bytes_and_docbin(doc):
    QUOTES.write(doc, sample(doc))
    from_bytes = Doc(spacy.blank("en").vocab).from_bytes(doc.to_bytes())
    [from_bin] = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(spacy.blank("en").vocab)
    assert plain(QUOTES.read(from_bytes)) == plain(QUOTES.read(from_bin)) == plain(tuple(sample(doc)))


def test_writing_again_replaces(doc):
    QUOTES.write(doc, sample(doc))
    QUOTES.write(doc, [])
    assert QUOTES.read(doc) == ()


def test_two_frames_of_one_id_are_refused(doc):
    with pytest.raises(ValueError, match="'q1'"):
        QUOTES.write(doc, [Frame("q1", {}), Frame("q1", {})])


def test_a_role_that_the_layer_does_not_have_is_refused(doc):
    with pytest.raises(ValueError, match="its roles are"):
        CLAIMS.write(doc, [Frame("c1", {"cue": [doc[0:1]]})])


def test_a_missing_layer_names_the_pipe_to_add(doc):
    with pytest.raises(MissingLayer, match="'quotecheck_claims' needs 'quotecheck_quotations'; add it before"):
        Findings(doc, "quotecheck_claims").frames(QUOTATIONS)


def test_a_layer_is_read_once(doc):
    QUOTES.write(doc, sample(doc))
    findings = Findings(doc, "test")
    assert findings.frames(QUOTES) is findings.frames(QUOTES)


def test_masked_is_whatever_touches_furniture(doc):
    FURNITURE.write(doc, [Frame("f1", {"span": [doc[5:8]]})])
    findings = Findings(doc, "test")
    assert findings.is_masked(doc[4:6])
    assert not findings.is_masked(doc[0:5])


def test_innermost_is_the_shortest_holder(doc):
    outer, inner = Frame("q1", {"content": [doc[0:8]]}), Frame("q2", {"content": [doc[1:4]]})
    assert innermost([outer, inner], "content", doc[2:3]) is inner
    assert innermost([outer, inner], "content", doc[5:6]) is outer
    assert innermost([inner], "content", doc[3:6]) is None


def test_the_text_is_kept_and_is_that_of_the_doc_as_it_stands():
    doc, empty = spacy.blank("en")("It rained."), Doc(spacy.blank("en").vocab)
    assert (text_of(doc), text_of(doc), text_of(empty)) == ("It rained.", "It rained.", "")
    assert text_of(empty.from_bytes(doc.to_bytes())) == "It rained."

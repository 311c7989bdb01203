import spacy
from spacy.tokens import DocBin

from quotecheck.layers import FURNITURE, Findings
from quotecheck.mentions.furniture import Furniture, build_furniture
from quotecheck.records import Article

TEXT = "Nine people died on May 3.\n\n  Read more: River floods town\n\nThe river fell again.\n\nLeave a Comment\n\nScroll to Top"


def test_lines_become_frames_and_text_spans():
    doc = Furniture()(spacy.blank("en")(TEXT))
    frames = FURNITURE.read(doc)
    assert [(f.id, f.facts["rule"]) for f in frames] == [("f1", "prompt"), ("f2", "whole_line"), ("f3", "whole_line")]
    spans = build_furniture(Findings(doc, "test"), Article(text=TEXT))
    assert [span.text for span in spans] == ["Read more: River floods town", "Leave a Comment", "Scroll to Top"]
    assert all(TEXT[span.start : span.end] == span.text for span in spans)


def test_masks_the_lines_and_nothing_else():
    doc = Furniture()(spacy.blank("en")(TEXT))
    findings = Findings(doc, "test")
    masked = [token.text for token in doc if findings.is_masked(doc[token.i : token.i + 1]) and not token.is_space]
    assert masked == ["Read", "more", ":", "River", "floods", "town", "Leave", "a", "Comment", "Scroll", "to", "Top"]


def test_texts_without_anything():
    nlp = spacy.blank("en")
    for text in ("", " \n ", "x"):
        assert FURNITURE.read(Furniture()(nlp(text))) == ()


def test_survives_a_doc_bin():
    nlp = spacy.blank("en")
    doc = Furniture()(nlp(TEXT))
    again = next(iter(DocBin(docs=[doc]).get_docs(nlp.vocab)))
    assert [f.facts for f in FURNITURE.read(again)] == [f.facts for f in FURNITURE.read(doc)]

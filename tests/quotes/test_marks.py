"""The layer of quotations: token spans inside the marks."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

import brackets
from quotecheck.layers import FURNITURE, QUOTATIONS, Findings, Frame
from quotecheck.quotes.marks import Quotations

BLANK = spacy.blank("en")


def quotations(text: str) -> tuple[Frame, ...]:
    doc = FURNITURE.write(BLANK.make_doc(text), [])
    return Findings(Quotations()(doc), "test").frames(QUOTATIONS)


def marks(frames: tuple[Frame, ...]) -> list[tuple[str, int, int]]:
    return [("Q", span.start_char, span.end_char) for frame in frames for span in frame.all("content")]


@pytest.mark.parametrize(
    "marked",
    [
        '“[Q We lost it,]” said Ann Moor, a ‘[Q farmer]’. "[Q We start again.]"',
        "“[Q He said ‘[Q no]’ to us.]\n\n“[Q So we left.]”",
        "‘[Q Don’t,]’ she said. ‘[Q It’s ours.]’",
        "She said “ [Q no] ” and “”.",
    ],
)
def test_content(marked: str) -> None:
    text, _ = brackets.parse(marked)
    assert brackets.render(text, marks(quotations(text))) == marked


def test_facts() -> None:
    facts = [dict(frame.facts) for frame in quotations("“He said ‘no’ to us.\n\n“So we left.”")]
    assert facts == [
        {"closed": False, "depth": 0, "continues": None},
        {"closed": True, "depth": 1, "continues": None},
        {"closed": True, "depth": 0, "continues": "u1"},
    ]


def test_a_token_that_straddles_a_mark_goes_where_most_of_it_is() -> None:
    doc = Doc(BLANK.vocab, words=["She", 'said:"Never', "again", 'ever"', "!"], spaces=[True, True, True, False, False])
    frames = Quotations().find(FURNITURE.write(doc, []))
    assert [span.text for frame in frames for span in frame.all("content")] == ['said:"Never again ever"']


def test_furniture_is_left_out() -> None:
    doc = BLANK.make_doc("“One.”\n\n“Leave a reply”")
    FURNITURE.write(doc, [Frame("f1", {"span": [doc[6:10]]})])
    assert [frame.one("content").text for frame in Quotations().find(doc)] == ["One."]  # type: ignore[union-attr]


@given(st.text(st.one_of(st.sampled_from([*"ab S.,\n“”‘’'\"«»"]), st.characters(exclude_categories=("Cs",)))))
def test_any_text(text: str) -> None:
    for frame in quotations(text):
        span = frame.one("content")
        assert span is not None
        assert text[span.start_char : span.end_char] == span.text

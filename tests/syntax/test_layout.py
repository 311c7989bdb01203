"""Where each token stands."""

import pytest
import spacy

from quotecheck.layers import FURNITURE, Findings
from quotecheck.quotes.marks import Quotations
from quotecheck.syntax.layout import Layout, layout_of

NLP = spacy.blank("en")


def made(text: str) -> Layout:
    doc = Quotations()(FURNITURE.write(NLP.make_doc(text), []))
    return layout_of(Findings(doc, "test"))


def test_the_same_table_for_all_who_ask():
    doc = Quotations()(FURNITURE.write(NLP.make_doc("“Yes,” she said."), []))
    assert layout_of(Findings(doc, "one")) is layout_of(Findings(doc, "another"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Mayor says the dam is safe\n\nBy Jo Hale\n\nThe dam is old.", [True, True, False]),
        ("The mill burns (Picture: Jo Hale)\n\n“We saw it,” she said.", [True, False]),
        ("She said:\n\n“It burns.\n\n“It is gone.”", [False, False, False]),
        ("“It burns\n\n“and it is gone.”", [False, False]),
    ],
)
def test_a_line_without_a_stop_is_no_sentence(text, lines):
    assert made(text).is_line == lines


def test_a_dateline_stands_before_the_body():
    table = made("A headline\n\nPORT ELMSBY, Osteria (Agency) — “It burns,” she said.")
    words = [i for i in range(len(table.run_of)) if table.is_in_dateline(i)]
    assert len(words) == 8
    assert not table.is_in_dateline(words[-1] + 1)


def test_quotations_with_their_marks_and_those_inside():
    table = made("“She called it ‘a gift’,” he said.")
    assert (table.run_of[0], table.inner_of[0]) == (0, 0)
    assert (table.run_of[6], table.inner_of[6]) == (0, 1)
    assert table.run_of[-1] == -1


def test_an_empty_doc():
    assert made("").paragraph_spans == []

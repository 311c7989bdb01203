"""Laws of verification, for any text: it answers, its spans are true, its edits tile the quote, and a part of a source is found in it."""

import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quotecheck import SourceIndex, verify
from quotecheck.verdicts import VERDICTS

WORDS = (
    "the a of we they lost found homes harbour dam 1,200 twelve not never Ada Marsh don't you know uh um well-known U.S. 5% café".split()
)
SOUNDS = frozenset({"uh", "um"})
prose = st.lists(st.sampled_from(WORDS), min_size=6, max_size=60).map(" ".join)
anything = st.text(max_size=300)
marked = st.lists(st.sampled_from([*WORDS, "…", "...", "[sic]", "[the", "dam]", "“", "”", "—", "\n", "(x)"]), max_size=40).map(" ".join)


def check_record(quote, sources, found):
    assert found.verdict in VERDICTS
    at = 0
    for edit in found.edits:
        assert edit.quote.start == at
        assert quote[edit.quote.start : edit.quote.end] == edit.quote.text
        at = edit.quote.end
    assert at == len(quote)
    spans = [edit.source for edit in found.edits if edit.source] + [each.span for each in (*found.passages, *found.runners_up)]
    for span in spans:
        assert 0 <= span.start <= span.end
        assert sources[span.document][span.start : span.end] == span.text


@given(anything | marked, anything | prose)
@settings(max_examples=60, deadline=None)
def test_any_quote_and_any_source_give_a_true_record(quote, source):
    check_record(quote, {"source 1": source}, verify(quote, source))


@given(marked, prose, prose)
@settings(max_examples=40, deadline=None)
def test_spans_name_the_document_that_they_are_of(quote, one, other):
    check_record(quote, {"source 1": one, "source 2": other}, verify(quote, [one, other]))


@given(prose, st.data())
@settings(max_examples=60, deadline=None)
def test_six_words_or_more_of_a_source_are_exact_where_they_stand(source, data):
    words = [match.span() for match in re.finditer(r"\S+", source)]
    first = data.draw(st.integers(0, len(words) - 6))
    last = data.draw(st.integers(first + 5, len(words) - 1))
    quote = source[words[first][0] : words[last][1]]
    assume(sum(word not in SOUNDS for word in quote.split()) >= 6)  # sounds are passed over, and five words are too short
    found = verify(quote, SourceIndex.of(source))
    assert found.verdict == "exact"
    [passage] = found.passages
    said = source[passage.span.start : passage.span.end]
    assert said.strip(".,%") in quote
    assert len(said) >= len(quote) - 12  # a sound ("uh") at either end is no word


@given(prose, marked)
@settings(max_examples=40, deadline=None)
def test_marks_and_blanks_do_not_change_the_verdict(source, quote):
    index = SourceIndex.of(source)
    other = quote.replace("“", '"').replace("”", '"').replace("'", "’").replace(" ", "\n ")
    assert verify(quote, index).verdict == verify(other, index).verdict

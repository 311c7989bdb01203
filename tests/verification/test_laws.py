"""Laws of verification, for any text: it answers, its spans are true, its edits tile the quote, and a part of a source is found in it."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quotecheck import SourceIndex, TextSpan, parse_source, verify
from quotecheck.records import Article, Extraction, MadeBy, Quote
from quotecheck.verdicts import VERDICTS
from quotecheck.verification.sources.files import KINDS
from quotecheck.verification.verify import verify_all

WORDS = (
    "the a of we they lost found homes harbour dam 1,200 twelve not never Ada Marsh don't you know uh um well-known U.S. 5% café".split()
)
SOUNDS = frozenset({"uh", "um"})
prose = st.lists(st.sampled_from(WORDS), min_size=6, max_size=60).map(" ".join)
anything = st.text(max_size=300)
marked = st.lists(st.sampled_from([*WORDS, "…", "...", "[sic]", "[the", "dam]", "“", "”", "—", "\n", "(x)"]), max_size=40).map(" ".join)
said = st.lists(
    st.sampled_from(
        [*WORDS, "\nADA:", "\nBEN DRAY (Dem):", "(LAUGHTER)", "\n\nQ   ", "[00:12]", ">>", "\r\n", "\x00", "<b>", "&amp;", "\u202e"]
    ),
    max_size=60,
).map(" ".join)
STRANGE = [
    "",
    " ",
    "\x00",
    "“",
    "”",
    "'",
    "…",
    "[",
    "[]",
    "[sic]",
    "((((",
    "\ud800 lone surrogate here it is",
    "a" * 20_000,
    "word " * 3_000,
    "мы потеряли все наши дома этой ночью",
    "私たちは家をすべて失いました",
    "فقدنا كل بيوتنا في هذه الليلة",
    "हमने अपने सारे घर खो दिए",
    "line one\r\nline two\r\nline three of it\r\n",
    "1,200 " * 50,
    "👍🏽 👩‍👩‍👧 we lost it all in one night",
]


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


@given(anything | marked, anything | prose | said)
@settings(max_examples=80)
def test_any_quote_and_any_source_give_a_true_record(quote, source):
    check_record(quote, {"source 1": source}, verify(quote, source, speaker="Ada Marsh"))


@pytest.mark.parametrize("quote", STRANGE)
def test_strange_quotes_and_sources_give_a_true_record(quote):
    for source in (*STRANGE, "we lost all our homes that night and more"):
        check_record(quote, {"source 1": source}, verify(quote, source))


@given(said, st.sampled_from(KINDS))
@settings(max_examples=60)
def test_any_text_can_be_read_as_any_kind_of_source(source, kind):
    pytest.importorskip("trafilatura", exc_type=ImportError)
    reading = parse_source(source, kind=kind).reading
    for piece in reading.pieces:
        assert 0 <= piece.start <= piece.end <= len(source)
        assert piece.read is not None or source[piece.start : piece.end] in reading.view


@given(marked, prose, prose)
@settings(max_examples=40)
def test_spans_name_the_document_that_they_are_of(quote, one, other):
    check_record(quote, {"source 1": one, "source 2": other}, verify(quote, [one, other]))


@given(prose | said, st.data())
@settings(max_examples=100)
def test_six_words_or_more_of_a_source_are_exact_where_they_stand(source, data):
    words = [match.span() for match in re.finditer(r"\S+", source)]
    assume(len(words) >= 6)
    first = data.draw(st.integers(0, len(words) - 6))
    last = data.draw(st.integers(first + 5, len(words) - 1))
    quote = source[words[first][0] : words[last][1]]
    assume(sum(word not in SOUNDS and word[0].isalnum() for word in quote.split()) >= 6)  # sounds, marks and labels are no words
    found = verify(quote, SourceIndex.of(source))
    assert found.verdict in ("exact", "marked") if "[" in quote or "(" in quote else found.verdict == "exact"
    [passage] = found.passages
    spoken = source[passage.span.start : passage.span.end]
    assert spoken.strip(".,%") in quote
    assert len(spoken) >= len(quote) - 24  # a sound ("uh") or a mark at either end is no word


@given(prose, marked)
@settings(max_examples=60)
def test_marks_and_blanks_do_not_change_the_verdict(source, quote):
    index = SourceIndex.of(source)
    other = quote.replace("“", '"').replace("”", '"').replace("'", "’").replace(" ", "\n ")
    assert verify(quote, index).verdict == verify(other, index).verdict


@given(prose, st.data())
@settings(max_examples=40)
def test_the_edits_of_a_quote_in_pieces_tile_its_pieces(source, data):
    text = data.draw(marked)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    spans = [span for span in ((cuts[0], cuts[1]), (cuts[2], cuts[3])) if span[0] < span[1]]
    assume(len(spans) == 2 and cuts[1] < cuts[2])
    content = tuple(TextSpan(start=a, end=b, text=text[a:b]) for a, b in spans)
    quote = Quote(id="q1", form="direct", content=content, rule="test", confidence=1, speaker_confidence=1)
    made_by = MadeBy(quotecheck="0", model="none", sha256="0")
    [found] = verify_all(Extraction(id="a", article=Article(text=text), quotes=(quote,), made_by=made_by), source)
    covered = [place for edit in found.edits for place in range(edit.quote.start, edit.quote.end)]
    assert covered == [place for a, b in spans for place in range(a, b)]

"""Verdicts on quotes: one table a verdict, each row a quote, what was said, and what must be found."""

import pytest

from quotecheck import SourceIndex, TextSpan, verify, verify_all
from quotecheck.records import Article, Extraction, MadeBy, Quote, Speaker

SPEECH = (
    "Good evening. We, uh, we lost twelve hundred homes in that storm, and we did not ask for any of this. You know, nobody did. "
    "The harbour at Greyford will be rebuilt by the end of the year, and I'm going to be there when it opens. "
    "My colleague Ada Marsh has colour photographs of every house, every wall, and every lamp post in the district. "
    "Some say that the dam was unsafe. I say that the dam was neglected for forty years by people who knew better. "
    "We can't do it alone; we'll need carpenters, masons and drivers from as far away as Thornbury. Thank you all for coming tonight."
)
INDEX = SourceIndex.of(SPEECH)

VERDICTS = [
    ("exact", "The harbour at Greyford will be rebuilt by the end of the year"),
    ("exact", "I'm going to be there when it opens."),
    ("exact", "“I’m going to be\nthere when it opens.”"),
    ("exact", "We, uh, we lost twelve hundred homes"),
    ("cosmetic", "the harbor at Greyford will be rebuilt by the end of the year"),
    ("cosmetic", "We lost 1,200 homes in that storm"),
    ("cosmetic", "every house every wall and every lamppost in the district"),
    ("marked", "The harbour at Greyford will be rebuilt … and I'm going to be there when it opens"),
    ("marked", "[She] has colour photographs of every house, every wall"),
    ("marked", "[M]y colleague Ada Marsh has colour photographs"),
    ("marked", "The harbour at Greyford [sic] will be rebuilt by the end"),
    ("marked", "the dam was unsafe ... the dam was neglected for forty years"),
    ("cleaned", "We cannot do it alone; we will need carpenters, masons and drivers"),
    ("cleaned", "any of this. Nobody did. The harbour at Greyford will be rebuilt"),
    ("cleaned", "Good evening. We lost twelve hundred homes in that storm"),
    ("altered", "the dam was neglected for many years by people who knew better"),
    ("altered", "We'll need carpenters and drivers from as far away as Thornbury"),
    ("altered", "The harbour will be rebuilt by the end of the year"),
    ("spliced", "we'll need carpenters, masons and drivers in that storm, and we did not ask for any of this"),
    ("spliced", "Thank you all for coming tonight. The harbour at Greyford will be rebuilt by the end of the year"),
    ("partial", "The harbour at Greyford will be rebuilt by the end of the year with money that falls from heaven like rain on roses"),
    ("not_found", "Nobody has ever promised me a railway station made of glass"),
    ("too_short", "the dam"),
    ("too_short", "Zanzibar"),
    ("too_short", ""),
    ("too_short", " … “”"),
]
FLAGS = [
    (("negation_changed",), "and we did ask for any of this"),
    (("negation_changed",), "We can do it alone; we'll need carpenters"),
    (("negation_changed",), "Some say that the dam was safe"),
    (("number_changed",), "we lost thirteen hundred homes in that storm"),
    (("number_changed",), "the dam was neglected for 14 years by people"),
    (("name_changed",), "My colleague Ada Marsden has colour photographs"),
    (("name_changed",), "The harbour at Stonebridge will be rebuilt by the end of the year"),
    (("tense_changed",), "The harbour at Greyford was rebuilt by the end of the year"),
    (("tense_changed",), "My colleague Ada Marsh had colour photographs"),
    ((), "My colleague Ada Marsh has great photographs of every house"),
]
BUGS_CAUGHT = [
    ("marked", "Some say that the dam [the old one] was unsafe. I say that the dam was neglected"),
    ("cleaned", "we lost twelve hundred homes in that storm, and we didn't ask for any of this"),
    ("cosmetic", "neglected for 40 years by people who knew better"),
]


def test_a_word_changed_in_brackets_that_the_source_has_too_is_altered():
    said = "The works will take some time (around six months at the least) and cost a lot."
    assert verify("some time (around two months at the least) and cost a lot", said).flags == ("number_changed",)
    assert verify("some time (around six months at the least) and cost a lot", said).verdict == "exact"


@pytest.mark.parametrize(("verdict", "quote"), VERDICTS + BUGS_CAUGHT)
def test_the_verdict_on_a_quote(verdict, quote):
    found = verify(quote, INDEX)
    assert found.verdict == verdict, [(edit.rule, edit.quote.text, edit.source) for edit in found.edits]
    assert found.is_found == (verdict not in ("not_found", "too_short"))


@pytest.mark.parametrize(("flags", "quote"), FLAGS)
def test_an_unmarked_change_is_flagged_by_what_it_touches(flags, quote):
    found = verify(quote, INDEX)
    assert (found.verdict, found.flags) == ("altered", flags)


def test_a_passage_stands_where_it_says():
    [passage] = verify("neglected for many years by people", INDEX).passages
    assert SPEECH[passage.span.start : passage.span.end] == passage.span.text == "neglected for forty years by people"
    assert passage.before.endswith("I say that the dam was ")
    assert passage.after.startswith(" who knew better.")
    assert passage.span.document == "source 1"


def test_a_splice_names_each_place_in_the_order_of_the_quote():
    found = verify("Thank you all for coming tonight. The harbour at Greyford will be rebuilt by the end of the year", INDEX)
    assert [passage.words for passage in found.passages] == [
        "Thank you all for coming tonight",
        "The harbour at Greyford will be rebuilt by the end of the year",
    ]


def test_what_was_said_several_times_has_runners_up():
    found = verify("we will never surrender the bridge", "We will never surrender the bridge. Ever. We will never surrender the bridge!")
    assert found.verdict == "exact" or found.verdict == "cosmetic"
    assert len(found.runners_up) == 1


def test_words_from_two_documents_are_spliced():
    found = verify(
        "the orchard was sold in spring and the mill burned down in autumn",
        ["So the orchard was sold in spring.", "And the mill burned down in autumn."],
    )
    assert found.verdict == "spliced"
    assert [passage.span.document for passage in found.passages] == ["source 1", "source 2"]


DEBATE = """MS. MARSH: The bridge is safe for everyone.
MR. DRAY: The bridge is not safe at all.
MS. MARSH: It is. The bridge is safe for everyone."""


@pytest.mark.parametrize(
    ("speaker", "same", "flags"),
    [("Ada Marsh", True, ()), ("Ben Dray", False, ("other_speaker",)), (None, None, ()), ("the mayor", None, ())],
)
def test_a_quote_that_somebody_else_said_is_a_finding(speaker, same, flags):
    found = verify("The bridge is safe for everyone", DEBATE, speaker=speaker)
    assert (found.same_speaker, found.flags) == (same, flags)
    assert found.passages[0].speaker == "MS. MARSH"


def test_of_equal_places_that_of_the_speaker_is_taken():
    text = "ADA MARSH: We need a new school here.\nBEN DRAY: We need a new school here.\nADA MARSH: Good."
    found = verify("We need a new school here", text, speaker="Ben Dray")
    assert (found.passages[0].speaker, found.same_speaker) == ("BEN DRAY", True)


def extraction(text, *quotes):
    records = []
    for number, (form, *pieces) in enumerate(quotes, start=1):
        starts = [text.index(piece) for piece in pieces]
        content = tuple(TextSpan(start=start, end=start + len(piece), text=piece) for start, piece in zip(starts, pieces, strict=True))
        records.append(Quote(id=f"q{number}", form=form, content=content, speaker="s1", rule="test", confidence=1, speaker_confidence=1))
    made_by = MadeBy(quotecheck="0", model="none", sha256="0")
    speakers = (Speaker(id="s1", name="Ada Marsh", kind="person"),)
    return Extraction(id="a", article=Article(text=text), quotes=tuple(records), speakers=speakers, made_by=made_by)


def test_all_quotes_of_an_article_by_their_offsets_in_it():
    text = (
        "“The harbour at Greyford will be rebuilt,” she said, “by the end of the year.” The dam, she added, was "
        "“neglected for forty years by people” in office. She hopes for help."
    )
    article = extraction(
        text,
        ("direct", "The harbour at Greyford will be rebuilt,", "by the end of the year."),
        ("mixed", "was “neglected for forty years by people” in office"),
        ("indirect", "hopes for help"),
    )
    first, second = verify_all(article, INDEX)
    assert [(found.id, found.verdict, found.speaker) for found in (first, second)] == [
        ("q1", "exact", "Ada Marsh"),
        ("q2", "exact", "Ada Marsh"),
    ]
    for found in (first, second):
        assert all(text[edit.quote.start : edit.quote.end] == edit.quote.text for edit in found.edits)
    assert [span.text for span in second.content] == ["neglected for forty years by people"]


def test_a_cut_behind_an_interruption_is_marked():
    text = "“The harbour at Greyford will be rebuilt,” she said. “I'm going to be there when it opens.”"
    [found] = verify_all(
        extraction(text, ("direct", "The harbour at Greyford will be rebuilt,", "I'm going to be there when it opens.")), INDEX
    )
    assert found.verdict == "marked"
    assert [edit.rule for edit in found.edits if edit.grade == "marked"] == ["interruption"]


def test_an_index_of_nothing_finds_nothing():
    assert verify("The harbour at Greyford will be rebuilt", SourceIndex([])).verdict == "not_found"
    assert verify("The harbour at Greyford will be rebuilt", "").verdict == "not_found"


PARTS_OF_WORDS = [
    ("exact", "e harbour at Greyford will be rebuilt by the end of the ye"),
    ("altered", "The harbour at Greyford will be rebuilt by the end of the years"),
    ("altered", "My colleague Ada Marsh has colour photograph"),
    ("altered", "safe. I say that the dam was neglected"),
]


@pytest.mark.parametrize(("verdict", "quote"), PARTS_OF_WORDS)
def test_a_quote_may_begin_within_a_word_that_is_no_other_word(verdict, quote):
    assert verify(quote, INDEX).verdict == verdict

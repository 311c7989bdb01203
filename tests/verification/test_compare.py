"""One utterance in several articles, in versions of one, and in a headline."""

from quotecheck import Article, Extraction, Quote, TextSpan, compare
from quotecheck.records import MadeBy


def article(id, text, *quotes, title=None):
    def record(number, words):
        start = text.index(words)
        span = TextSpan(start=start, end=start + len(words), text=words)
        return Quote(id=f"q{number}", form="direct", content=(span,), rule="test", confidence=1, speaker_confidence=1)

    made_by = MadeBy(quotecheck="0", model="none", sha256="0")
    return Extraction(
        id=id, article=Article(text=text, title=title), quotes=tuple(record(i, q) for i, q in enumerate(quotes, start=1)), made_by=made_by
    )


FULL = "We will rebuild every house in Greyford before the winter comes"
SHORT = "We'll rebuild every house in Greyford before winter comes"
OTHER = "Nobody has asked the fishermen what they think about the new pier"


def test_quotes_of_one_utterance_are_one_group_the_fullest_first():
    found = compare(
        [article("a", f"“{SHORT}.”", SHORT), article("b", f"She said: “{FULL}.” “{OTHER}.”", FULL, OTHER), article("c", "None.")]
    )
    [group] = found
    assert [(wording.article, wording.quote) for wording in group.wordings] == [("b", "q1"), ("a", "q1")]
    assert group.wordings[0].drift is None
    drift = group.wordings[1].drift
    assert drift.verdict == "altered"
    assert [edit.rule for edit in drift.edits if edit.kind != "same"] == ["contraction", "removed"]
    assert drift.passages[0].span.document == "b/q1"


def test_a_headline_is_held_against_the_body():
    title = "Mayor: “We will rebuild every house before the winter comes”"
    [group] = compare([article("a", f"“{FULL},” she said.", FULL, title=title)])
    assert [wording.quote for wording in group.wordings] == ["q1", "headline"]
    assert group.wordings[1].drift.verdict == "altered"
    assert group.wordings[1].content[0].text in title


def test_quotes_that_share_nothing_are_no_group():
    assert compare([article("a", f"“{FULL}.”", FULL), article("b", f"“{OTHER}.”", OTHER)]) == ()

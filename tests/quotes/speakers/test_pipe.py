"""Who said it: names, titles, descriptions and pronouns resolved, and what stays unresolved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span

from quotecheck.layers import ATTRIBUTIONS, QUOTES, SCARE_QUOTES, SPEAKERS, Findings, Frame
from quotecheck.mentions.people import People
from quotecheck.quotes.build import build_quotes, build_scare_quotes, build_speakers
from quotecheck.quotes.speakers.pipe import Quotes
from quotecheck.records import Article
from stories import BY_HAND, SURE, doc_of, resolved

ANN = "[PERSON Ann Lee] left. [SOURCE:a [PERSON Lee]] [CUE:a said] [CONTENT:a boats sank]. "


def who(findings: Findings) -> list[str | None]:
    """The speaker's name of each quote in text order, unnamed ones in brackets with their kind."""
    article = Article(text=findings.doc.text)
    speakers = {speaker.id: speaker for speaker in build_speakers(findings, article)}
    found: list[str | None] = []
    for quote in build_quotes(findings, article):
        speaker = None if quote.speaker is None else speakers[quote.speaker]
        found.append(
            None if speaker is None else speaker.name if speaker.kind in ("person", "organization") else f"{speaker.kind}: {speaker.name}"
        )
    return found


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PERSON Ann Lee] left. “[CONTENT:a No],” [SOURCE:a Mrs. [PERSON Lee]] [CUE:a said].", ["Ann Lee"]),
        ("“[CONTENT:a No],” [CUE:a said] [SOURCE:a the head of trade for a group, the [ORG Sea League], [PERSON Ann Lee]].", ["Ann Lee"]),
        ("“[CONTENT:a No],” [CUE:a said] [SOURCE:a [PERSON Tom Poe]’s lawyer, [PERSON Ann Lee]].", ["Ann Lee"]),
        ("“[CONTENT:a No],” [CUE:a said] [SOURCE:a a friend of the singer [PERSON Ann Lee]].", ["unnamed: a friend of the singer Ann Lee"]),
        ("[SOURCE:a Harbour expert] [PERSON Ann Lee] [CUE:a said] [CONTENT:a boats sank].", ["Ann Lee"]),
        ("Mayor [PERSON Ann Lee] left. [SOURCE:a The mayor] [CUE:a said] [CONTENT:a boats sank].", ["Ann Lee"]),
        (ANN + "“[CONTENT:b No],” [SOURCE:b the former captain] [CUE:b said].", ["Ann Lee", "Ann Lee"]),
        ("Mayor [PERSON Ann Lee] met Captain [PERSON Tom Poe]. [SOURCE:a The captain] [CUE:a said] [CONTENT:a boats sank].", ["Tom Poe"]),
        (
            "[SOURCE:a A police spokesman] [CUE:a said] [CONTENT:a no]. [SOURCE:b Another officer] [CUE:b said] [CONTENT:b yes].",
            ["unnamed: A police spokesman", "unnamed: Another officer"],
        ),
        (
            "[SOURCE:a A police spokesman] [CUE:a said] [CONTENT:a no]. [SOURCE:b The spokesman] [CUE:b said] [CONTENT:b yes].",
            ["unnamed: A police spokesman"] * 2,
        ),
        (
            "[SOURCE:a local sources] [CUE:a said] [CONTENT:a no]. [SOURCE:b Local sources] [CUE:b said] [CONTENT:b yes].",
            ["group: local sources"] * 2,
        ),
        ("the [ORG Lakeside Council] left. [SOURCE:a The council] [CUE:a said] [CONTENT:a no].", ["Lakeside Council"]),
        ("The harbour firm [ORG Sealove] left. [SOURCE:a The company] [CUE:a said] [CONTENT:a no].", ["Sealove"]),
        ("The [ORG Sea League] (SL) left. [SOURCE:a The SL movement] [CUE:a said] [CONTENT:a no].", ["Sea League"]),
        ("[SOURCE:a [LOC Osteria]] [CUE:a said] [CONTENT:a no].", ["Osteria"]),
        (
            "[REPORT Its 3rd report on boats] came. [SOURCE:a Its 3rd report on boats] [CUE:a said] [CONTENT:a no].",
            ["document: 3rd report on boats"],
        ),
        (
            "[SOURCE:a A statement] [CUE:a said] [CONTENT:a no]. [SOURCE:b The statement] [CUE:b said] [CONTENT:b yes].",
            ["document: statement"] * 2,
        ),
        ("[SOURCE:a Last week] [CUE:a said] [CONTENT:a no].", [None]),
    ],
)
def test_names_and_descriptions(marked: str, expected: list[str | None]) -> None:
    assert who(resolved(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (ANN + "“[CONTENT:b No],” [SOURCE:b she] [CUE:b said].", ["Ann Lee", "Ann Lee"]),
        ("[PERSON Tom Poe] left. Mrs. [PERSON Lee] came. “[CONTENT:b No],” [SOURCE:b he] [CUE:b said].", ["Tom Poe"]),
        ("[PERSON Tom Poe] met [PERSON Rob Brink]. “[CONTENT:b No],” [SOURCE:b he] [CUE:b said].", [None]),
        (ANN + "“[CONTENT:b No].” “[CONTENT:c Yes].”", ["Ann Lee", "Ann Lee", "Ann Lee"]),
        ("[SOURCE:a [PERSON Ann Lee]] [CUE:a said] “[CONTENT:a [SOURCE:b I] [CUE:b said] [CONTENT:b no]].”", ["Ann Lee", "Ann Lee"]),
        ("[SOURCE:a I] [CUE:a said] [CONTENT:a no].", [None]),
        ("[PERSON Ann Lee], [SOURCE:a who] [CUE:a said] [CONTENT:a no], left.", ["Ann Lee"]),
        ("the [ORG NRF] of [LOC Osteria], [SOURCE:a which] [CUE:a said] [CONTENT:a no], left.", ["NRF"]),
        ("the [ORG NRF], [SOURCE:a who] [CUE:a said] [CONTENT:a no], left.", [None]),
        ("The [ORG Sea League] left. [SOURCE:a It] [CUE:a said] [CONTENT:a boats sank].", [None]),
        (
            "[SOURCE:a The [ORG Sea League]] [CUE:a said] [CONTENT:a no]. [SOURCE:b It] [CUE:b said] [CONTENT:b boats sank].",
            ["Sea League"] * 2,
        ),
        ("[SOURCE:a She] [CUE:a said] [CONTENT:a no].", [None]),
        ("[SOURCE:a [PERSON Rob Brink]] [CUE:a said] [CONTENT:a [SOURCE:b he] [CUE:b claimed] [CONTENT:b boats]].", ["Rob Brink"] * 2),
    ],
)
def test_pronouns(marked: str, expected: list[str | None]) -> None:
    assert who(resolved(marked)) == expected


@pytest.mark.parametrize(
    ("marked", "forms"),
    [
        ("“[CONTENT:a No],” [SOURCE:a she] [CUE:a said], “[CONTENT:a never].”", ["direct"]),
        ("[SOURCE:a She] [CUE:a said] [CONTENT:a that boats “sank at once”].", ["mixed"]),
        ("[SOURCE:a She] [CUE:a said] [CONTENT:a no].", ["indirect"]),
        ("“[CONTENT:a [SOURCE:b They] [CUE:b said] [CONTENT:b no]],” [SOURCE:a she] [CUE:a said].", ["direct", "indirect"]),
        (
            "“[CONTENT:a No],” [SOURCE:a she] [CUE:a said], “[CONTENT:a yes].” [SOURCE:b She] [CUE:b said] [CONTENT:b it was a ‘boat’].",
            ["direct", "indirect"],
        ),
    ],
)
def test_form(marked: str, forms: list[str]) -> None:
    assert [frame.facts["form"] for frame in resolved(marked).frames(QUOTES)] == forms


@pytest.mark.parametrize(
    ("marked", "scare"),
    [
        ("She saw “free trade” there.", ["free trade"]),
        ("“[CONTENT:a No ‘free trade’ there],” [SOURCE:a she] [CUE:a said].", ["free trade"]),
        ("“[CONTENT:a He said ‘[CONTENT:b no]’],” [SOURCE:a she] [CUE:a said].", []),
        ("“[CONTENT:a No],” [SOURCE:a she] [CUE:a said].", []),
    ],
)
def test_scare_quotes(marked: str, scare: list[str]) -> None:
    findings = resolved(marked)
    assert [span.text for span in build_scare_quotes(findings, Article(text=findings.doc.text))] == scare
    assert len(findings.frames(SCARE_QUOTES)) == len(scare)


def test_a_long_quoted_sentence_without_a_speaker_is_a_quote() -> None:
    findings = resolved("“The boats of the town sank in the cold water of the old harbour there today.”")
    (quote,) = build_quotes(findings, Article(text=findings.doc.text))
    assert (quote.rule, quote.speaker, quote.form) == ("unattributed", None, "direct")


def test_the_record_holds_ids_and_spans() -> None:
    findings = resolved(ANN + "“[CONTENT:b No],” [SOURCE:b she] [CUE:b said].")
    article = Article(text=findings.doc.text)
    first, second = build_quotes(findings, article)
    (speaker,) = build_speakers(findings, article)
    assert (first.id, second.id, speaker.id) == ("q1", "q2", "s1")
    assert first.speaker == second.speaker == "s1"
    assert [span.text for span in speaker.mentions] == ["Ann Lee", "Lee"]
    assert 0 < first.confidence <= 1
    assert 0 < second.confidence <= 1
    for span in (*first.content, *second.content, *speaker.mentions):
        assert article.text[span.start : span.end] == span.text


def test_who_it_may_be_is_listed_where_nobody_is_safe() -> None:
    findings = resolved("[PERSON Tom Poe] met [PERSON Rob Brink]. “[CONTENT:b No],” [SOURCE:b he] [CUE:b said].")
    article = Article(text=findings.doc.text)
    speakers = {speaker.id: speaker.name for speaker in build_speakers(findings, article)}
    (quote,) = build_quotes(findings, article)
    assert quote.speaker is None
    assert sorted(speakers[id] for id in quote.candidates) == ["Rob Brink", "Tom Poe"]


def test_several_who_speak_together_are_a_group_of_them() -> None:
    findings = resolved("[SOURCE:a [PERSON Tom Poe] and [PERSON Rob Brink]] [CUE:a said] [CONTENT:a no].")
    article = Article(text=findings.doc.text)
    *members, group = build_speakers(findings, article)
    (quote,) = build_quotes(findings, article)
    assert [(member.name, member.kind) for member in members] == [("Tom Poe", "person"), ("Rob Brink", "person")]
    assert (group.name, group.kind, quote.speaker) == ("Tom Poe and Rob Brink", "group", group.id)
    assert group.members == tuple(member.id for member in members)


def test_how_sure_the_speaker_is_stands_beside_the_words() -> None:
    findings = resolved(ANN + "“[CONTENT:b No],” [SOURCE:b she] [CUE:b said].")
    first, second = build_quotes(findings, Article(text=findings.doc.text))
    assert first.speaker_confidence > second.speaker_confidence > 0.6


def test_an_empty_doc_has_no_speakers() -> None:
    findings = resolved("")
    assert findings.frames(SPEAKERS) == findings.frames(QUOTES) == ()


def test_leaning_in_a_ring_resolves_to_nobody() -> None:
    doc = doc_of("“No.” “Yes.”")
    ATTRIBUTIONS.write(
        doc, [Frame("a", {"content": [doc[1:2]]}, {"continues": "b"}), Frame("b", {"content": [doc[5:6]]}, {"continues": "a"})]
    )
    assert who(Findings(Quotes(BY_HAND, SURE)(People()(doc)), "test")) == [None, None]


WORDS = [
    "Ann",
    "Lee",
    "she",
    "who",
    "they",
    "said",
    "the",
    "minister",
    "company",
    "“",
    "”",
    "‘",
    ",",
    ".",
    "’s",
    "of",
    "reports",
    "Dr.",
    "\n\n",
    "one",
]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=20), st.data())
def test_any_attributions(words: list[str], data: st.DataObject) -> None:
    doc = doc_of(" ".join(words))
    spans = [doc[i:j] for i in range(len(doc)) for j in range(i + 1, min(i + 5, len(doc) + 1))]
    frames = []
    for n in range(data.draw(st.integers(0, 3))):
        roles = {"content": [data.draw(st.sampled_from(spans))], "source": data.draw(st.lists(st.sampled_from(spans), max_size=1))}
        frames.append(Frame(f"a{n}", roles, {"within": data.draw(st.sampled_from([None, "a0", "a1"])), "confidence": 0.5}))
    ATTRIBUTIONS.write(doc, frames)
    doc.set_ents([Span(doc, i, i + 1, label="PERSON") for i, token in enumerate(doc) if token.text in ("Ann", "Lee")])
    article = Article(text=doc.text)
    findings = Findings(Quotes(BY_HAND, SURE)(People()(doc)), "test")
    speakers = build_speakers(findings, article)
    quotes = build_quotes(findings, article)
    assert len(quotes) >= len(frames)
    named = {quote.speaker for quote in quotes} | {id for quote in quotes for id in quote.candidates}
    members = {id for speaker in speakers for id in speaker.members}
    assert (named | members) - {None} == {speaker.id for speaker in speakers}
    for span in (*build_scare_quotes(findings, article), *(span for quote in quotes for span in quote.content)):
        assert article.text[span.start : span.end] == span.text

"""Who said what: one marked sentence or more for each rule, on recorded parses; CONTENT, CUE and SOURCE of each statement."""

from random import Random

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

import brackets
from quotecheck.layers import ATTRIBUTIONS, FURNITURE, QUOTATIONS, Findings, Frame
from quotecheck.quotes.marks import Quotations
from quotecheck.quotes.rules.cues import load_cues
from quotecheck.quotes.rules.pipe import Attributions

QUOTED = [
    # cue after the quotation
    "“[CONTENT We lost it all,]” [CUE said] [SOURCE Ann Moor].",
    "“[CONTENT We lost it all,]” [SOURCE Ann Moor] [CUE said].",
    "“[CONTENT We lost it all,]” [CUE said] [SOURCE Ann Moor, a farmer in the valley].",
    "“[CONTENT We lost it all,]” [SOURCE Ann Moor, who runs the farm], [CUE told] reporters on Monday.",
    "‘[CONTENT We lost it all,]’ [SOURCE she] [CUE added].",
    '"[CONTENT Why did nobody call us?]" [SOURCE Moor] [CUE asked].',
    # cue before it
    "[SOURCE Ann Moor] [CUE said]: “[CONTENT We lost it all.]”",
    "[SOURCE Moor] [CUE replied], “[CONTENT We start again.]”",
    "[SOURCE Ann Moor]: “[CONTENT We lost it all.]”",
    # split, and further sentences of the paragraph
    "“[CONTENT We lost it all,]” [SOURCE she] [CUE said], “[CONTENT and we start again.]”",
    "“[CONTENT We lost it all,]” [SOURCE she] [CUE said]. “[CONTENT We start again tomorrow.]”",
    # signed
    "“[CONTENT We lost it all.]” — [SOURCE Ann Moor]",
    # over paragraphs
    "“[CONTENT We lost it all.]\n\n“[CONTENT Now we start again,]” [SOURCE Moor] [CUE said].",
    # mixed
    "[SOURCE The minister] [CUE said] [CONTENT the plan was “dead on arrival” and would not return].",
    "[CONTENT The river “rose like a wall in minutes,]” [SOURCE one villager] [CUE said].",
    "[SOURCE The group] [CUE describes itself as] “[CONTENT the last line of defence.]”",
]

UNQUOTED = [
    "[SOURCE The minister] [CUE said] [CONTENT the bridge would open in May].",
    "[SOURCE The minister] [CUE said] that [CONTENT the bridge would open in May].",
    "[CONTENT The bridge will open in May], [SOURCE the ministry] [CUE said].",
    "[CONTENT The bridge will open in May], [CUE said] [SOURCE the ministry].",
    "[CONTENT The bridge], [SOURCE the ministry] [CUE said], [CONTENT will open in May].",
    "[CUE According to] [SOURCE the ministry], [CONTENT the bridge will open in May].",
    "[CONTENT The bridge will open in May], [CUE according to] [SOURCE the ministry].",
    "[SOURCE The company] [CUE vowed] [CONTENT not to close the mine].",
    "[SOURCE The mayor] [CUE denied] [CONTENT the allegations].",
    "[SOURCE The survey] [CUE found] that [CONTENT prices had doubled].",
    "[SOURCE She] [CUE told] reporters that [CONTENT the road was closed].",
    "[CUE According to] [SOURCE two farmers], however, [CONTENT the water came back only yesterday].",
    "[SOURCE Ann Moor, a nurse who lives nearby], on Thursday [CUE said] [CONTENT the road was closed].",
]

NOTHING_SAID = [
    "The farmers hope the rain will come.",
    "She thinks the road is closed.",
    "The so-called “smart road” opened in May.",
    "The film “The Long Winter” opened in May.",
    "The company plans to close the mine.",
    "The ministry did not say how many workers had been hurt.",
    "The police have not said whether anybody was arrested.",
    "Ms. Moor refused to comment on the allegations.",
    "Let us recall that the bridge was built in a hurry.",
]


def marks(frames: tuple[Frame, ...]) -> list[tuple[str, int, int]]:
    roles = [role for role in ATTRIBUTIONS.roles if role != "addressee"]
    return [(role.upper(), span.start_char, span.end_char) for frame in frames for role in roles for span in frame.all(role)]


def attributions(nlp: Language, text: str) -> tuple[Frame, ...]:
    return Findings(nlp(text), "test").frames(ATTRIBUTIONS)


@pytest.mark.parametrize("marked", QUOTED)
def test_statements_in_quotation_marks(nlp: Language, marked: str) -> None:
    text, _ = brackets.parse(marked)
    assert brackets.render(text, marks(attributions(nlp, text))) == marked


@pytest.mark.parametrize("marked", UNQUOTED)
def test_statements_without_quotation_marks(nlp: Language, marked: str) -> None:
    text, _ = brackets.parse(marked)
    assert brackets.render(text, marks(attributions(nlp, text))) == marked


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_nothing_is_said(nlp: Language, text: str) -> None:
    assert attributions(nlp, text) == ()


def test_one_record_over_paragraphs_and_halves(nlp: Language) -> None:
    frames = attributions(nlp, "“We lost it all,” she said. “We start again tomorrow.”")
    assert [[span.text for span in frame.all("content")] for frame in frames] == [["We lost it all,", "We start again tomorrow."]]


def test_a_new_paragraph_after_a_closed_quotation_inherits_its_source(nlp: Language) -> None:
    first, second = attributions(nlp, "“We lost it all in one night,” Ann Moor said.\n\n“We will start again tomorrow morning.”")
    assert (second.one("cue"), second.one("source"), second.facts["same_source_as"], second.facts["continues"]) == (
        None,
        None,
        first.id,
        first.id,
    )


def test_statement_within_statement(nlp: Language) -> None:
    frames = attributions(nlp, "The ministry said that the mayor had told reporters that the bridge was safe.")
    assert [(frame.one("cue").text, frame.facts["within"]) for frame in frames] == [("said", None), ("told", frames[0].id)]  # type: ignore[union-attr]


def test_coordinated_cues_share_their_source(nlp: Language) -> None:
    frames = attributions(nlp, "Ann Moor said the river was rising and warned that the bridge was closed.")
    assert [(frame.one("source").text, frame.one("cue").text) for frame in frames] == [("Ann Moor", "said"), ("Ann Moor", "warned")]  # type: ignore[union-attr]


def told(nlp: Language, text: str) -> list[tuple[str, str, str]]:
    spans = [(frame.one("source"), frame.one("cue"), frame.all("content")) for frame in attributions(nlp, text)]
    return [(source.text if source else "", cue.text if cue else "", "".join(c.text for c in content)) for source, cue, content in spans]


def test_a_second_cue_ends_what_the_first_tells(nlp: Language) -> None:
    first = "The mayor of Elmsby, Ann Moor, said on Tuesday that rebuilding the pier would take years"
    text = f"{first} and accused the harbour operator of ignoring the warnings."
    mayor = "The mayor of Elmsby, Ann Moor"
    assert told(nlp, text) == [
        (mayor, "said", "rebuilding the pier would take years"),
        (mayor, "accused", "ignoring the warnings"),
    ]


def test_told_by_another_who_is_named_at_the_end(nlp: Language) -> None:
    text = "The minister promised that the bridge would reopen in May, state media reported."
    assert told(nlp, text) == [
        ("state media", "reported", "The minister promised that the bridge would reopen in May"),
        ("The minister", "promised", "the bridge would reopen in May"),
    ]


def test_facts(nlp: Language) -> None:
    (frame,) = attributions(nlp, "“We lost it all,” said Ann Moor.")
    assert frame.facts["rule"] == "quote_before_cue"
    assert 0 < float(str(frame.facts["confidence"])) <= 1


BLANK = spacy.blank("en")
PIPE = Attributions(load_cues())


def unparsed(text: str) -> Doc:
    return Quotations()(FURNITURE.write(BLANK.make_doc(text), []))


@settings(max_examples=60)
@given(st.text(st.one_of(st.sampled_from([*"ab S.,\n“”‘’'\":—"]), st.characters(exclude_categories=("Cs",)))))
def test_any_text_without_a_parse(text: str) -> None:
    doc = PIPE(unparsed(text))
    for frame in Findings(doc, "test").frames(ATTRIBUTIONS):
        assert frame.all("content")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "said", "“”", "“A”, he said: “", "According to", "said " * 50, "“Yes,” said said said."])
def test_bare_texts(text: str) -> None:
    PIPE(unparsed(text))


WORDS = [
    "“",
    "”",
    "We",
    "lost",
    "it",
    "all",
    ",",
    ".",
    "said",
    "she",
    "told",
    "that",
    "\n\n",
    "according",
    "to",
    "Ann",
    "Moor",
    "the",
    "claim",
]
LABELS = ["nsubj", "ccomp", "obj", "obl", "case", "mark", "punct", "conj", "parataxis", "acl:relcl", "compound"]
TAGS = ["VERB", "NOUN", "PROPN", "PRON", "ADP", "PUNCT", "DET"]


@settings(max_examples=100)
@given(st.lists(st.sampled_from(WORDS)), st.randoms(use_true_random=False))
def test_any_words_with_any_parse(words: list[str], chance: Random) -> None:
    heads = [chance.randrange(at or 1) for at in range(len(words))]
    labels = ["ROOT" if at == head else chance.choice(LABELS) for at, head in enumerate(heads)]
    doc = Doc(BLANK.vocab, words, heads=heads, deps=labels, pos=[chance.choice(TAGS) for _ in words])
    doc = PIPE(Quotations()(FURNITURE.write(doc, [])))
    ids = [frame.id for frame in Findings(doc, "test").frames(ATTRIBUTIONS)]
    for frame in Findings(doc, "test").frames(ATTRIBUTIONS):
        assert frame.all("content")
        assert frame.facts["within"] in {None, *ids} - {frame.id}
        assert frame.facts["same_source_as"] in {None, *ids} - {frame.id}


def test_a_quotation_is_in_one_statement_only(nlp: Language) -> None:
    doc = nlp("“We lost it,” she said. “We start again tomorrow.” He agreed.\n\n“Nobody called us that night,” Moor said.")
    covered = [span.text for frame in Findings(doc, "test").frames(ATTRIBUTIONS) for span in frame.all("content")]
    quoted = [span.text for frame in Findings(doc, "test").frames(QUOTATIONS) for span in frame.all("content")]
    assert sorted(covered) == sorted(quoted)

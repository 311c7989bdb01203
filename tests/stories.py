"""Marked stories as docs: names, attributions and parts of speech set by hand, so that no model can break a rule's test.

`[PERSON Ann Lee]`, `[ORG ...]`, `[LOC ...]` are entities; `[SOURCE:a ...] [CUE:a said] [CONTENT:a ...]` an attribution with the id `a`.
Parts of speech come from the words themselves: capitals are names, the small lists below the rest, everything else a noun.
"""

import spacy
from spacy.tokens import Doc, Span

import brackets
from quotecheck.layers import ATTRIBUTIONS, FURNITURE, REPORTS, Findings, Frame
from quotecheck.mentions.people import People
from quotecheck.quotes.marks import Quotations
from quotecheck.quotes.speakers.confidence import Confidence
from quotecheck.quotes.speakers.pipe import Quotes
from quotecheck.quotes.speakers.ranker import Ranker
from quotecheck.quotes.terms import Terms

BLANK = spacy.blank("en")
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "him", "her", "them", "us", "me"})
VERBS = frozenset(
    {
        "said",
        "says",
        "told",
        "met",
        "left",
        "saw",
        "lost",
        "won",
        "came",
        "visited",
        "heads",
        "runs",
        "wants",
        "claimed",
        "warned",
        "wrote",
        "asked",
        "announced",
    }
)
AUXILIARIES = frozenset({"is", "was", "are", "were", "has", "had", "will", "would"})
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "another", "its"})
ADPOSITIONS = frozenset({"of", "for", "from", "at", "in", "with", "on", "by", "to", "after", "before"})
ADJECTIVES = frozenset({"former", "deputy", "foreign", "old", "new", "acting", "local", "several", "unnamed", "last"})
TAGS = {"NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "VERB": "VBD", "AUX": "VBD", "NUM": "CD", "DET": "DT", "ADP": "IN"}
NEAR = {"sentences=0": 1.0, "log_sentences": -0.7, "last=subject/same": 1.5, "last=subject/next": 1.5, "in_own_only": -3.0, "nobody": 0.5}
SPOKE = {f"spoke_last/True/{quoted}/{gap}": 2.0 - gap / 2 for quoted in (True, False) for gap in range(3)}
AGREE = {
    f"gender={fits}/{by}": 1.5 if fits == "same" else -3.0 for fits in ("same", "other") for by in ("title", "role", "name", "pronoun")
}
WORDS = {"head=told": 4.0, "head=named": 4.0, "head=fits": 1.0, "head=other": -4.0, "head=none": -1.0, "modifiers_unknown": -2.0}
BY_HAND = Ranker(
    {
        "he": NEAR | SPOKE | AGREE | {"holder/True": -9.0, "holder/False": 4.0},
        "it": NEAR | SPOKE,
        "they": NEAR | SPOKE,
        "role": NEAR | SPOKE | WORDS | AGREE,
        "body": NEAR | WORDS | {"inside": 3.0, "head=fits": 3.0},
        "other": NEAR | WORDS,
        "none": {"leader=True": 5.0, "leader=False": -5.0, "nobody/leader=False": 5.0},
        "cued": {"leader=True": 5.0, "leader=False": -5.0, "nobody/leader=False": 5.0},
    }
)
"""A ranker whose weights no training changes: nearness, agreement, turns of speaking."""
SORTS = ("he", "it", "they", "role", "body", "other", "none", "cued")
NAMING = ("first", "relative", "joint", "person", "title", "document", "body_name", "capitals")
SURE = Confidence({f"odds/{way}": 1.0 for way in (*SORTS, *NAMING, *(f"new/{sort}" for sort in (*SORTS, "plain")))}, 0.6)
"""As sure as the ranker is."""
TERMS = Terms({"term": -5, "single=True": 9, "depth=1": 9, "held=none": 9, "held=all/whole": -30, "words=16+": -9}, 0.5)
"""Terms by hand: what no statement holds, single marks, marks within marks."""
ENTITIES = ("PERSON", "ORG", "LOC", "MISC")


def doc_of(marked: str) -> Doc:
    """The bare text as a doc with entities, parts of speech, sentences, and the layers of furniture, quotations and attributions."""
    text, marks = brackets.parse(marked)
    doc = BLANK.make_doc(text)
    for token in doc:
        token.pos_ = part_of_speech(token.text)
        token.tag_ = (
            "NNS" if token.pos_ == "NOUN" and token.text.endswith("s") and not token.text.endswith("ss") else TAGS.get(token.pos_, "")
        )
        token.is_sent_start = token.i == 0 or (
            doc[token.i - 1].text in (".", "”", "\n\n", "?") and token.text[0].isalpha() and token.text[0].isupper()
        )
    doc.set_ents([span(doc, start, end, role) for role, start, end in marks if role in ENTITIES])
    FURNITURE.write(doc, [])
    Quotations()(doc)
    found: dict[str, dict[str, list[Span]]] = {}
    for role, start, end in marks:
        kind, _, key = role.partition(":")
        if kind in ("SOURCE", "CUE", "CONTENT"):
            found.setdefault(key, {}).setdefault(kind.lower(), []).append(span(doc, start, end))
    for roles in found.values():
        for source in roles.get("source", []):
            source[-1].dep_ = "nsubj"
    frames = [Frame(key, roles, {"rule": "by_hand", "confidence": 1.0, **facts(key, found)}) for key, roles in found.items()]
    ATTRIBUTIONS.write(doc, frames)
    reports = [
        Frame(f"r{n}", {"mention": [span(doc, start, end)]}, {"kind": "report"})
        for n, (role, start, end) in enumerate(marks)
        if role == "REPORT"
    ]
    return REPORTS.write(doc, reports)


def facts(key: str, found: dict[str, dict[str, list[Span]]]) -> dict[str, str]:
    """An attribution without a source leans on the one before it; one inside another's content is within it."""
    keys = list(found)
    here = found[key]
    if "source" not in here and keys.index(key):
        return {"same_source_as": keys[keys.index(key) - 1]}
    for other in keys:
        holds = any(c.start <= s.start and s.end <= c.end for c in found[other].get("content", []) for s in here.get("source", []))
        if other != key and holds:
            return {"within": other}
    return {}


def part_of_speech(word: str) -> str:
    """A rough guess that is right for the words of the tests."""
    folded = word.lower()
    if not word[0].isalnum():
        return "PART" if folded in ("'s", "’s") else "PUNCT"
    for words, pos in (
        (PRONOUNS, "PRON"),
        (VERBS, "VERB"),
        (AUXILIARIES, "AUX"),
        (DETERMINERS, "DET"),
        (ADPOSITIONS, "ADP"),
        (ADJECTIVES, "ADJ"),
    ):
        if folded in words:
            return pos
    if folded in ("and", "or", "but"):
        return "CCONJ"
    return "PROPN" if word[0].isupper() else "NUM" if word.isdigit() else "NOUN"


def span(doc: Doc, start: int, end: int, label: str = "") -> Span:
    """The tokens that the characters touch."""
    found = doc.char_span(start, end, label=label, alignment_mode="expand")
    assert found is not None
    return found


def resolved(marked: str) -> Findings:
    """The story after the pipes of people and quotes."""
    return Findings(Quotes(BY_HAND, SURE, TERMS)(People()(doc_of(marked))), "test")

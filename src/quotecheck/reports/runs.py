"""Runs of words that make up a noun phrase, told by tags alone: they hold where a parser stumbles over names and headlines."""

from spacy.tokens import Span, Token

from quotecheck.reports.nouns import words
from quotecheck.syntax.labels import FINITE, dep

BEFORE_NOUN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "SYM", "X"})
NOUNS = frozenset({"NOUN", "PROPN"})
NAMES = frozenset({"NNP", "NNPS"})
"""Tags of the words of a name: "New" of a newspaper's may be an adjective by its part of speech."""
CLITICS = frozenset({"’s", "'s", "’", "'", "‘s"})
JOINTS = frozenset({"-", "–", "/", "&"}) | CLITICS
OWNERS = frozenset({"its", "their", "his", "her", "our", "my", "your", "this", "that", "these", "those", "it’s", "it's"})
PARTS = frozenset(
    [
        *(
            "number",
            "series",
            "handful",
            "couple",
            "pair",
            "majority",
            "dozen",
            "batch",
            "set",
            "copy",
            "version",
            "string",
            "slew",
            "part",
        ),
        *("one", "some", "most", "many", "several", "two", "three"),
    ]
)
"""What a document may be one or some of: "one of the polls", "a series of reports"."""
SUBORDINATES = frozenset({"that", "which", "whose", "what"})
LONGEST = 14  # tokens of a run


def run_start(head: Token) -> int:
    """Where the run of words begins that ends in the noun: at its determiner or the owner's, or behind what can't belong to it."""
    doc, start = head.doc, head.i
    while start > max(0, head.i - LONGEST) and not doc[start].is_sent_start:
        before = doc[start - 1]
        if before.text == ")" and start > 3 and doc[start - 3].text == "(" and doc[start - 4].pos_ in NOUNS:
            start -= 3
            continue
        if not _may_precede(before, doc[start]):
            break
        start -= 1
        if before.pos_ == "DET" or (before.lower_ in OWNERS):
            break
    while start < head.i and (doc[start].text in JOINTS or doc[start].pos_ == "SYM"):
        start += 1
    return start


def _may_precede(token: Token, after: Token) -> bool:
    """Whether the word may stand before that one within a noun phrase."""
    if token.is_space:
        return "\n" not in token.text
    if after.ent_iob_ == "I" and after.ent_type_ == "ORG" and after.pos_ == "PROPN":
        return True  # within a name: "the Ministry [of] Ports report"
    if token.lower_ in SUBORDINATES:
        return token.lower_ == "that" and token.pos_ == "DET"
    if token.pos_ in BEFORE_NOUN or token.text in JOINTS or token.lower_ in OWNERS:
        return True
    if token.lower_ == "it":
        return after.text in CLITICS  # "it's report"
    if token.pos_ == "VERB":
        return token.tag_ in ("VBN", "VBG") and dep(token) in ("amod", "compound")
    return token.pos_ == "ADV" and after.pos_ in ("ADJ", "NUM", "VERB") and token.text[:1].islower() and dep(token.head) == "amod"


def heads_of(source: Span) -> list[Token]:
    """The nouns that a source is about: the last of its first run, and of the runs joined to it by "and" or "or".

    "One of the latest polls by the board" is about polls, "a report and a letter from the mayor" about both.
    """
    found: list[Token] = []
    head: Token | None = None
    for token in source[: 3 * LONGEST]:
        if token.pos_ in NOUNS or (head is not None and _is_mistaken_noun(token)):
            head = token
        elif token.pos_ == "CCONJ" and head is not None:
            found.append(head)
            head = None
        elif token.lower_ == "of" and not found and (head is None or head.lower_ in PARTS):
            head = None
        elif head is None:
            if token.tag_ in FINITE or (found and token.pos_ in ("ADP", "SCONJ")):
                break
        elif token.text not in JOINTS and not token.is_quote and not (_may_precede(token, token) and _leads_on(token, source)):
            break
    return [*found, head] if head is not None else found


def _is_mistaken_noun(token: Token) -> bool:
    """Whether a word behind a noun is a head noun of reports that the tagger took for something else: "an Orla Mail [poll]"."""
    return token.pos_ in ("ADJ", "VERB") and token.lower_ in words().forms and token.tag_ not in ("VBN", "VBD", "VBG")


def _leads_on(token: Token, source: Span) -> bool:
    """Whether a noun follows to which the word behind a noun may belong: "post-debate [tracking] poll", not "poll [last] week"."""
    if token.pos_ in ("DET", "ADJ", "NUM", "SYM", "X") and token.lower_ in ("last", "this", "earlier", "next", "the", "a", "an"):
        return False
    return token.i + 1 < source.end and token.nbor(1).pos_ in (*NOUNS, "ADJ", "NUM", "VERB")


def name_around(token: Token) -> Span:
    """The name that a word belongs to: its entity, else the capitals around it."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    while start > 0 and doc[start - 1].tag_ in NAMES:
        start -= 1
    while end < len(doc) and doc[end].tag_ in NAMES:
        end += 1
    return doc[start:end]

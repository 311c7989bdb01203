"""Base noun phrases by parts of speech, where the parser's own cut is too long or too short for the item of a number."""

from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck.lexicon import load
from quotecheck.syntax.labels import dep
from quotecheck.syntax.phrases import base_phrase

NOUNS = frozenset({"NOUN", "PROPN"})
HYPHENS = frozenset({"-", "‑", "–"})
PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us", "you", "it", "that", "this"})
RUN = 9
PREDICATION = frozenset(
    {"nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "advmod", "mark", "cc", "punct", "discourse", "advcl", "obl", "expl"}
)


@cache
def words(kind: str) -> frozenset[str]:
    """One of the word lists of `claim_words`, or every verb of change (`changing`)."""
    if kind == "changing":
        return frozenset(word for forms in load("changes", dict[str, dict[str, list[str]]])["verbs"].values() for word in forms)
    return load("claim_words", dict[str, frozenset[str]])[kind]


def noun_run(doc: Doc, start: int) -> int | None:
    """The end of the base noun phrase that begins at `start`, or `None` where none does."""
    end = None
    at = start
    while at < min(len(doc), start + RUN):
        token = doc[at]
        if token.lower_ in words("directions") or token.is_space:
            break
        if token.pos_ in NOUNS or (token.pos_ == "X" and token.is_alpha) or (token.lower_ == "mine" and at > start):
            if end is not None and token.is_title and token.pos_ == "PROPN" and doc[at - 1].pos_ == "NOUN" and not doc[start].is_title:
                break
            end = at + 1
        elif _is_next_phrase(token, end) or not _may_precede(token, at == start, end):
            break
        at += 1
    return end


def _is_next_phrase(token: Token, end: int | None) -> bool:
    """Whether a word after a noun belongs to the next phrase: a determiner, or an adjective after a plural."""
    if end is None:
        return False
    return token.pos_ in ("PRON", "DET", "NUM") or (token.pos_ == "ADJ" and token.nbor(-1).tag_ == "NNS")


def _may_precede(token: Token, is_first: bool, end: int | None) -> bool:
    """Whether a word that is no noun may stand inside a base noun phrase before its head."""
    if token.text in HYPHENS or token.lower_ in ("'s", "’s", "'", "’"):
        return True
    if token.text == "&":
        return end == token.i and token.i + 1 < len(token.doc) and token.nbor().pos_ in NOUNS
    if token.pos_ == "ADJ":
        return end is None or (token.i + 1 < len(token.doc) and token.nbor().pos_ in NOUNS)
    if token.pos_ in ("DET", "PRON") and is_first:
        return token.lower_ not in PRONOUNS or token.lower_ in ("those", "these", "this", "that")
    if token.pos_ == "PRON":
        return dep(token) == "nmod:poss"
    if token.pos_ == "NUM":
        return is_first or token.nbor(-1).pos_ in ("DET", "PRON") or token.nbor(-1).text in HYPHENS
    if token.pos_ == "VERB":
        if token.i and token.nbor(-1).text in HYPHENS and token.i + 1 < len(token.doc):
            return token.nbor().pos_ in (*NOUNS, "ADJ")
        return (
            end is None
            and (dep(token) == "amod" or (token.tag_ in ("VBN", "VBG") and dep(token) != "acl"))
            and token.i + 1 < len(token.doc)
            and token.nbor().pos_ in (*NOUNS, "ADJ")
        )
    if token.pos_ in ("ADP", "ADV") and is_first and token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS:
        return is_first and token.i + 2 < len(token.doc) and token.nbor().text in HYPHENS and not token.whitespace_
    if token.pos_ == "ADV":
        return end is None and token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADJ", "VERB") and token.lower_.endswith("ly")
    if token.text == "," or token.pos_ == "CCONJ":
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        is_modifier = following is not None and (following.pos_ == "ADJ" or (token.text != "," and following.tag_ in ("VBG", "VBN")))
        return end is None and is_modifier and not is_first
    return False


def past_contents(doc: Doc, end: int) -> int:
    """The end of a noun phrase with what a noun of contents holds: "pieces of land", but "members" of "members of the club"."""
    if (
        end + 1 >= len(doc)
        or doc[end - 1].lower_ not in words("contents")
        or doc[end].lower_ != "of"
        or doc[end + 1].pos_ in ("DET", "PRON", "NUM")
    ):
        return end
    longer = noun_run(doc, end + 1)
    return longer if longer is not None and longer - end <= 4 else end


def base(noun: Token) -> Span:
    """The noun's base phrase; where it is a predicate, without subject, copula and adverbs before it."""
    span = base_phrase(noun)
    loose = [child.right_edge.i + 1 for child in noun.lefts if dep(child) in PREDICATION]
    return noun.doc[max([span.start, *loose]) : span.end]


def run_start(noun: Token) -> int:
    """Where the base noun phrase that ends in this noun begins."""
    at = base(noun).start if is_parsed(noun.doc) else noun.i
    if is_parsed(noun.doc):
        while noun.doc[at].pos_ == "PROPN" and at > 0 and noun.doc[at - 1].pos_ == "PROPN" and noun.doc[at - 1].whitespace_:
            at -= 1
        return at
    while at > 0 and noun.nbor(at - noun.i - 1).pos_ in (*NOUNS, "ADJ", "DET") and noun.i - at < RUN:
        at -= 1
    return at


def is_parsed(doc: Doc) -> bool:
    """Whether the doc has relations, told by its first token: asking the doc itself reads every token."""
    return len(doc) > 0 and doc[0].has_dep()

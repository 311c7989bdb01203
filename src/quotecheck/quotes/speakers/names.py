"""Which of the names inside a source is the one that speaks."""

from spacy.tokens import Span, Token

from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.nouns import body_nouns, is_role, time_words
from quotecheck.syntax.labels import CLITICS
from quotecheck.text.names import HONORIFICS

AFTER_NAME = frozenset({",", "(", "-", "–", "—", "who", "of", "from", "at", "in", "for", "with", "which", "that", "and", ";"})


def principal(source: Span, cast: Cast) -> Entity | None:
    """The person or body that the source is about, or `None` where it names nobody but as an attribute.

    "the head of research for a trust, Ann Lee": Ann Lee; "Lakeside Council manager Ann Lee": Ann Lee; "Lee's lawyer": nobody.
    """
    inside = cast.mentions_in(source)
    head = cast.head(source)
    for mention, entity in inside:
        if entity.kind == "person" and mention.start <= head.i < mention.end and not _is_possessor(mention, source):
            return entity
    for mention, entity in inside:
        if entity.kind == "person" and not _is_possessor(mention, source) and _is_apposed(mention, source):
            return entity
    for mention, entity in inside:
        if mention.start <= head.i < mention.end and not _is_possessor(mention, source) and not _is_governed(mention.start - 1, source):
            return entity
    for mention, entity in inside:
        leads = mention.start == source.start or (mention.start == source.start + 1 and source[0].lower_ == "the")
        if leads and _stands_alone(mention, source):
            return entity
    return None


def closing_name(source: Span) -> Span | None:
    """The capitals that end the source after a role, recognized as a name or not: "the chief of the harbour (HC) AB Orlo"."""
    doc, start = source.doc, source.end
    while start > source.start and doc[start - 1].pos_ == "PROPN" and doc[start - 1].text[:1].isupper():
        start -= 1
    if source.end - start < 2 or start == source.start or doc[start - 1].pos_ in ("ADP", "DET", "CCONJ") or _is_governed(start - 1, source):
        return None
    return doc[start : source.end] if any(is_role(token) for token in doc[source.start : start]) else None


def _is_apposed(mention: Span, source: Span) -> bool:
    """Whether the personal name ends a title or an apposition: what follows it is a comma, "who", or the source's end."""
    doc = source.doc
    if mention.end < source.end and doc[mention.end].lower_ not in AFTER_NAME:
        return False
    if mention.start == source.start:
        return True
    at = mention.start - 1
    while at > source.start and doc[at].lower_.rstrip(".") in (*HONORIFICS, ""):
        at -= 1
    before = doc[at]
    if (
        at < source.start
        or before.text in (",", ":", "-", "–", "—")
        or before.lower_ in CLITICS
        or before.lower_ in ("surnamed", "named", "called", "nicknamed")
    ):
        return True
    return (is_role(before) and not _is_governed(at, source)) or before.lower_.rstrip(".") in HONORIFICS


def _is_governed(at: int, source: Span) -> bool:
    """Whether a preposition governs the title that ends at token `at`: the name belongs to another's description."""
    doc = source.doc
    while at > source.start and doc[at].pos_ in ("NOUN", "PROPN", "ADJ", "DET"):
        at -= 1
    return at > source.start and doc[at].pos_ == "ADP" and doc[at].lower_ != "according"


def _stands_alone(mention: Span, source: Span) -> bool:
    """Whether what follows the name within the source only adds to it: a comma, a bracket, "of ...", "party"."""
    doc, at = source.doc, mention.end
    if at < source.end and doc[at].text == "(":
        at = next((i + 1 for i in range(at, source.end) if doc[i].text == ")"), at)
    if at >= source.end:
        return True
    if doc[at].lower_ in CLITICS:
        return False
    return doc[at].lower_ in AFTER_NAME or all(_says_no_more(token) for token in doc[at : source.end])


def _says_no_more(token: Token) -> bool:
    """Whether the word only says what sort of body it is, or when it spoke."""
    return (
        token.lower_ in body_nouns()
        or token.lower_ in time_words()
        or token.lower_ in ("opposition", "ruling", "last", "this", "earlier", "news", "television", "tv", "radio")
    )


def _is_possessor(mention: Span, source: Span) -> bool:
    doc = source.doc
    return mention.end < source.end and doc[mention.end].lower_ in CLITICS

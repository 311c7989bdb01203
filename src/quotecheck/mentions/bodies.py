"""What kind of body a name is of, as the words around it say."""

from spacy.tokens import Doc, Span

from quotecheck.mentions.name_words import is_body_noun
from quotecheck.mentions.roles import NOMINAL, after_comma
from quotecheck.syntax.labels import CLITICS


def describe_body(name: Span) -> Span | None:
    """What kind of body it is: "the opposition party X", "the X (X) party", "X, a charity for sailors"."""
    doc = name.doc
    start = name.start
    while start > 0 and doc[start - 1].text.islower() and doc[start - 1].pos_ in ("NOUN", "ADJ") and not doc[start].is_sent_start:
        start -= 1
    if start < name.start and is_body_noun(doc[name.start - 1]):
        return doc[start : name.start]
    at = name.end
    if at + 2 < len(doc) and doc[at].text == "(" and doc[at + 2].text == ")":
        at += 3
    end = at
    while end < len(doc) and doc[end].text.islower() and doc[end].pos_ in ("NOUN", "ADJ") and not doc[end].is_sent_start:
        end += 1
    while end > at and not is_body_noun(doc[end - 1]):
        end -= 1
    if end > at:
        return doc[at:end]
    after = after_comma(name)
    return None if after is None else _body_apposition(doc, after)


def _body_apposition(doc: Doc, at: int) -> Span | None:
    """The noun phrase from `at` on when its head, before any preposition, is a body noun."""
    at += doc[at].lower_ in ("a", "an", "the")
    end = at
    while (
        end < len(doc)
        and end - at < 10
        and (doc[end].pos_ in NOMINAL or doc[end].text == "-" or doc[end].lower_ in CLITICS)
        and not doc[end].is_sent_start
    ):
        end += 1
    if end > at and is_body_noun(doc[end - 1]) and doc[end - 1].text.islower():
        return doc[at:end]
    return None

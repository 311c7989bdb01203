"""Where the words around a name say who its bearer is: the title before it, the description behind a comma, "X is ...".

Each finder goes from a name to `Phrase`s, runs of words that may hold a role and a body. It looks at words in a row, not at the parse:
titles and appositions keep their order in every newspaper. What in a phrase is the role, and what the body, is
chosen by a trained model (`role_choice`) among its pieces (`role_pieces`); so a finder may be generous.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from quotecheck.mentions.name_words import is_listed, is_role_noun
from quotecheck.syntax.labels import CLITICS, FINITE
from quotecheck.text.names import HONORIFICS

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
PREPOSITIONS = frozenset({"of", "for", "at", "with", "in", "from", "to", "on"})
ARTICLES = frozenset({"a", "an", "the"})
AND = frozenset({"and", "&"})
BEING = frozenset({"is", "was", "became", "remains"})
SERVING = frozenset({"serves", "served", "works", "worked", "continues", "acts", "elected", "re-elected", "appointed", "named", "hired"})
BELONGING = frozenset({"of", "from", "at", "with", "for"})
HEADING = frozenset(
    "heads headed leads led runs ran chairs chaired directs directed represents represented manages founded co-founded".split()
)
AGE = frozenset({"-", "year", "years", "old", "year-old"})
ENDS = frozenset({".", ";", ":", "—", "–", "--", ")", "[", "]", "?", "!", "•", "|"})
RELATIVE = frozenset({"who", "which", "that", "whose", "where", "when", "while", "but"})
MOST_WORDS = 30
REACH = 20
"""So many tokens from a name what the encoder tagged may be of its bearer."""
TITLED = frozenset({"gov", "sen", "rep", "gen", "professor"})
"""Honorifics that tell an office as well."""


@dataclass(frozen=True, slots=True)
class Named:
    """Which tokens are in a personal name, which body's name a token is in, and how that body's name is printed in full.

    `details` are the tokens that the encoder tagged as telling a role or an affiliation, where it has read the doc.
    """

    people: frozenset[int] = frozenset()
    bodies: Mapping[int, Span] = field(default_factory=dict)
    full: Mapping[int, Span] = field(default_factory=dict)
    details: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may tell who bears the name; `kind` says how they stand to it."""

    kind: str
    span: Span
    name: Span


def phrases(name: Span, named: Named) -> list[Phrase]:
    """All phrases about this mention, those nearest to the name first."""
    return [phrase for finder in FINDERS for phrase in finder(name, named) if len(phrase.span)]


def before(name: Span, named: Named) -> Iterator[Phrase]:
    """What stands straight before the name: "Interior Minister X", "Lakeside Council's acting manager X", "Prof X"."""
    doc = name.doc
    end = before_honorifics(name)
    if end < name.start:
        yield Phrase("honorific", doc[end : name.start], name)
    start = nominal_start(doc, end, named)
    if start == end and end and doc[end - 1].lower_ in CLITICS:
        yield Phrase("owner", doc[nominal_start(doc, end - 1, named) : end - 1], name)
    yield Phrase("before", doc[start:end], name)


def before_comma(name: Span, named: Named) -> Iterator[Phrase]:
    """What stands before the name and a comma: "the head of research at the Lakeside Trust, X, ..."."""
    doc = name.doc
    comma = before_honorifics(name) - 1
    if comma < 1 or doc[comma].text != ",":
        return
    start = nominal_start(doc, comma, named)
    if start > 1 and doc[start - 1].text == "," and start - 2 in named.people:
        return
    yield Phrase("before_comma", doc[start:comma], name)


def after(name: Span, named: Named) -> Iterator[Phrase]:
    """What stands behind the name and a comma: "X, 44, a professor at Lakeside University", "X, who heads the Trust"."""
    doc, at = name.doc, after_comma(name)
    if at is None:
        return
    if at + 1 < len(doc) and doc[at].lower_ == "who":
        yield from _told("who", name, at + 1)
    elif doc[at].lower_ in BELONGING:
        yield Phrase("belonging", doc[at + 1 : _phrase_end(doc, at + 1)], name)
    else:
        yield _forward("after", name, at)


def behind(name: Span, named: Named) -> Iterator[Phrase]:
    """What follows the name without a comma: "X is a sail maker", "X of the Lakeside Trust", "X, elected as League chief", "X (Trust)"."""
    doc, at = name.doc, name.end
    if at + 1 >= len(doc) or is_break(doc, at):
        return
    if doc[at].lower_ in BELONGING:
        yield Phrase("belonging", doc[at + 1 : _phrase_end(doc, at + 1)], name)
    elif doc[at].text == "(":
        close = next((i for i in range(at + 1, min(at + MOST_WORDS, len(doc))) if doc[i].text == ")"), at + 1)
        yield Phrase("brackets", doc[at + 1 : close], name)
    elif doc[at].lower_ == "who":
        yield from _told("who", name, at + 1)
    else:
        yield from _told("is", name, at)


def _told(kind: str, name: Span, at: int) -> Iterator[Phrase]:
    """What a verb from token `at` on says of the name: being, serving as, heading."""
    doc = name.doc
    end = min(at + 6, len(doc) - 1)
    while at < end and (doc[at].lower_ in ("has", "been", "also") or doc[at].pos_ == "ADV"):
        at += 1
    if at >= end:
        return
    if doc[at].lower_ in BEING:
        yield from _serving(name, at + 1) if doc[at + 1].lower_ in SERVING else [_forward(kind, name, at + 1)]
    elif doc[at].lower_ in HEADING:
        yield _forward("heads", name, at + 1)
    else:
        yield from _serving(name, at)


def _serving(name: Span, at: int) -> Iterator[Phrase]:
    doc = name.doc
    if at + 1 < len(doc) and doc[at].lower_ in SERVING and doc[at + 1].lower_ == "as":
        yield _forward("as", name, at + 2)
    elif at + 1 < len(doc) and doc[at].lower_ in SERVING and doc[at].tag_ == "VBN":
        yield _forward("as", name, at + 1)


def tagged(name: Span, named: Named) -> Iterator[Phrase]:
    """What the encoder tagged near the name as telling a role ("tagged_role") or an affiliation ("tagged_affiliation")."""
    doc, at, last = name.doc, max(0, name.start - REACH), min(len(name.doc), name.end + REACH)
    while named.details and at < last:
        detail, start = named.details.get(at), at
        while at < last and named.details.get(at) == detail:
            at += 1
        if detail is not None:
            yield Phrase(f"tagged_{detail}", doc[start:at], name)


Finder = Callable[[Span, Named], Iterator[Phrase]]
FINDERS: tuple[Finder, ...] = (before, before_comma, after, behind, tagged)


def before_honorifics(name: Span) -> int:
    """Where the name's honorifics begin ("Dr." and its dot may be two tokens), else where the name begins."""
    doc, at = name.doc, name.start
    while at > 0 and not doc[at - 1].is_space:
        word = doc[at - 1].lower_.rstrip(".")
        if word == "" and at > 1 and doc[at - 2].lower_ in HONORIFICS and at - 1 > 0:
            at -= 2
        elif word in HONORIFICS and word != "the" and word not in TITLED and doc[at - 1].text[0].isupper():
            at -= 1
        else:
            break
    return at


def nominal_start(doc: Doc, end: int, named: Named) -> int:
    """The first token of the noun phrase that ends before `end`, with what it is of and whose it is, without determiner."""
    start = end
    while start > 0 and end - start < MOST_WORDS and not is_break(doc, start):
        before = _step_back(doc, start, end, named)
        if before == start:
            break
        start = before
    while start < end and (doc[start].lower_ in AND | PREPOSITIONS | CLITICS | ARTICLES or not doc[start].text[:1].isalnum()):
        start += 1
    return start


def is_break(doc: Doc, at: int) -> bool:
    """Whether a sentence ends before token `at`, and a mark or blank says so; a name is no start of one."""
    return (
        at < len(doc)
        and doc[at].is_sent_start is True
        and not doc[at - 1].text[-1:].isalnum()
        and doc[at - 1].text[0] not in ",)"
        and len(doc[at - 1]) == 1
    )


def _step_back(doc: Doc, start: int, end: int, named: Named) -> int:
    """Where the phrase begins with what stands before `start`; `start` itself where that is no part of it."""
    token, at = doc[start - 1], start - 1
    if token.is_space or token.is_quote:
        return start
    if at in named.bodies:
        return min(named.bodies[at].start, at)
    if at in named.people:
        owns = start < end and (doc[start].lower_ in CLITICS or (doc[start].text.islower() and doc[start].pos_ in NOMINAL))
        return _owner_start(start, named) if owns else start
    if token.pos_ in NOMINAL or is_role_noun(token) or _is_name_of_owner(doc, start, end):
        return at
    if token.text == ")":
        return next((i for i in range(at, max(0, at - 6), -1) if doc[i].text == "("), start)
    if start == end or at == 0:
        return start
    inner = doc[at - 1].pos_ in NOMINAL or at - 1 in named.bodies or doc[at - 1].text == ")"
    linking = token.lower_ in CLITICS or (token.lower_ in AND | PREPOSITIONS and at - 1 not in named.people)
    article = token.lower_ in ARTICLES and doc[at - 1].lower_ in AND | PREPOSITIONS
    if (inner and linking) or article or _is_hyphenated(doc, at) or is_listed(token, "title_adverbs"):
        return at
    return at if token.tag_ in ("VBN", "VBG", "PRP$") and doc[start].pos_ in NOMINAL else start


def _owner_start(start: int, named: Named) -> int:
    while start - 1 in named.people:
        start -= 1
    return start


def _is_hyphenated(doc: Doc, at: int) -> bool:
    """Whether the token is a hyphen inside a word, or stands on either side of one ("community - based")."""
    if doc[at].text in ("-", "–", "/"):
        return not doc[at].whitespace_ and at > 0 and not doc[at - 1].whitespace_
    return at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_


def _is_name_of_owner(doc: Doc, start: int, end: int) -> bool:
    """Whether capitals run up to a possessive: "Freedom Below Decks's manager" has a name of any parts of speech."""
    token = doc[start - 1]
    if not token.text[:1].isupper() or not token.is_alpha:
        return False
    at = start
    while at < end and doc[at].text[:1].isupper():
        at += 1
    return at < end and doc[at].lower_ in CLITICS


def _forward(kind: str, name: Span, at: int) -> Phrase:
    """The description that begins at token `at`, without what stands before its noun phrase: adverb, article, age."""
    doc = name.doc
    while at < len(doc) and is_listed(doc[at], "predeterminers"):
        at += 1
    if at < len(doc) and (doc[at].pos_ == "DET" or doc[at].lower_ in ARTICLES):
        at += 1
    at = _after_age(doc, at)
    return Phrase(kind, doc[at : _phrase_end(doc, at)], name)


def _phrase_end(doc: Doc, at: int) -> int:
    """Where the phrase from token `at` on ends: before a finite verb, a relative clause, a mark that ends more than a comma does."""
    end = at
    while end < len(doc) and end - at < MOST_WORDS:
        token = doc[end]
        if token.text == "(" and end + 2 < len(doc) and doc[end + 2].text == ")":
            end += 3
            continue
        if (end > at and is_break(doc, end)) or token.is_space or token.is_quote or token.text in ENDS or token.text == "(":
            break
        if token.lower_ in RELATIVE or _is_finite(token):
            break
        end += 1
    while end > at and (doc[end - 1].text == "," or doc[end - 1].lower_ in PREPOSITIONS | AND | ARTICLES):
        end -= 1
    return max(at, end)


def _is_finite(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        return False
    return token.tag_ in FINITE or token.tag_ not in ("VBN", "VBG", "VB")


def after_comma(name: Span) -> int | None:
    """Where an apposition after the name would begin: past a comma, past letters after the name, past an age."""
    doc, at = name.doc, name.end
    if at < len(doc) and doc[at].text == "(":
        close = next((i for i in range(at, min(at + 6, len(doc))) if doc[i].text == ")"), None)
        at = at if close is None else close + 1
    if at + 1 >= len(doc) or doc[at].text not in (",", "–", "—", "-") or (doc[at].text == "-" and not doc[at - 1].whitespace_):
        return None
    at += 1
    if at + 1 < len(doc) and doc[at + 1].text == "," and (doc[at].like_num or (doc[at].text.isupper() and len(doc[at]) <= 3)):
        at += 2
    return at if at < len(doc) else None


def _after_age(doc: Doc, at: int) -> int:
    """Past "44-year-old", however it is cut into tokens."""
    end = at
    while end < len(doc) and end - at < 6 and (doc[end].like_num or doc[end].lower_ in AGE or doc[end].lower_.endswith("-year-old")):
        end += 1
    return end if any("old" in doc[i].lower_ for i in range(at, end)) else at

"""The pieces of a phrase about a name that may be the role or the body of its bearer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from quotecheck.mentions.name_words import is_role_noun
from quotecheck.mentions.offices import around, is_medium, is_told, named_after
from quotecheck.mentions.roles import AND, ARTICLES, NOMINAL, PREPOSITIONS, Named, Phrase
from quotecheck.syntax.labels import CLITICS

NOUNS = frozenset({"NOUN", "PROPN"})
LONGEST = 18
MOST_STARTS = 9
"""So many words before the end of a title, or after the start of a description, may each begin a role."""
NEAREST = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A span that may be the role or the body: the phrase that it stands in, and where its words are printed in full.

    `sort` tells how it was found: "role"; of bodies "named" (a body's name), "entity" (a country, say), "led" (behind a preposition),
    "owner" (before a possessive), "compound" (the first words of a title), "near" (named near by), "noun" (meant by "the union's"),
    "tagged" (by the encoder).
    """

    phrase: Phrase
    span: Span
    sort: str
    full: Span | None = None

    @property
    def printed(self) -> Span:
        """The words by which it is called in full."""
        return self.span if self.full is None else self.full


def role_pieces(phrase: Phrase, named: Named) -> Iterator[Piece]:
    """Every run of words in the phrase that begins and ends as noun phrases do."""
    if phrase.kind in ("belonging", "owner", "tagged_affiliation"):
        return
    span = phrase.span
    if phrase.kind in ("honorific", "tagged_role"):
        yield Piece(phrase, span, "role")
        return
    ends = [end for end in range(span.start + 1, span.end + 1) if _can_end(span, end, named)]
    starts = [start for start in range(span.start, span.end) if _can_start(phrase, start, named)]
    for start in starts:
        for end in ends:
            if 0 < end - start <= LONGEST and _can_be_role(span.doc[start:end]) and not (end in named.people and end < span.end):
                yield Piece(phrase, span.doc[start:end], "role")


def _can_be_role(span: Span) -> bool:
    """Whether a noun is in it, and no half of a pair of brackets."""
    return any(token.pos_ in NOUNS or is_role_noun(token) for token in span) and span.text.count("(") == span.text.count(")")


def _can_start(phrase: Phrase, at: int, named: Named) -> bool:
    doc, span = phrase.span.doc, phrase.span
    token = doc[at]
    if not token.text[:1].isalnum() or token.lower_ in PREPOSITIONS | AND | CLITICS | ARTICLES:
        return False
    if at == span.start:
        return True
    if _is_inside(at, named):
        return False
    before = doc[at - 1]
    led = before.lower_ in PREPOSITIONS or (before.lower_ in ARTICLES and doc[at - 2].lower_ in PREPOSITIONS)
    if led and not phrase.kind.startswith("before"):
        return False
    if before.lower_ in AND | CLITICS | ARTICLES | PREPOSITIONS or before.text == "," or at - 1 in named.bodies:
        return True
    near = span.end - at <= MOST_STARTS if phrase.kind.startswith("before") else at - span.start < MOST_STARTS
    return near and (token.pos_ in NOMINAL or token.tag_ in ("VBN", "VBG")) and before.text != "-"


def _can_end(span: Span, end: int, named: Named) -> bool:
    doc, last = span.doc, span.doc[end - 1]
    if end == span.end:
        return True
    if _is_inside(end, named):
        return False
    following = doc[end]
    if last.text == ")":
        return True
    if last.pos_ not in NOMINAL and end - 1 not in named.bodies:
        return False
    return (
        following.pos_ not in NOMINAL
        or following.text == "("
        or end in named.bodies
        or end - 1 in named.bodies
        or (end in named.people) != (end - 1 in named.people)
    )


def _is_inside(at: int, named: Named) -> bool:
    """Whether the border before token `at` cuts a body's name."""
    body = named.bodies.get(at)
    return body is not None and body.start < at


def body_pieces(phrase: Phrase, named: Named) -> Iterator[Piece]:
    """Names of bodies and countries in the phrase, and noun phrases that stand where a body would."""
    if phrase.kind in ("honorific", "tagged_role"):
        return
    if phrase.kind == "tagged_affiliation":
        yield Piece(phrase, phrase.span, "tagged")
    span, seen = phrase.span, set[tuple[int, int, bool]]()
    for piece in (*_names_in(phrase, named), *_unnamed_in(phrase, named)):
        key = (piece.span.start, piece.span.end, piece.full is None)
        if key not in seen and span.start <= key[0] < key[1] <= span.end:
            seen.add(key)
            yield piece


def _names_in(phrase: Phrase, named: Named) -> Iterator[Piece]:
    doc, span = phrase.span.doc, phrase.span
    for body in {named.bodies[i].start: named.bodies[i] for i in range(span.start, span.end) if i in named.bodies}.values():
        yield Piece(phrase, body, "named")
        yield from _in_full(phrase, body, named)
        if body.end + 2 < span.end and doc[body.end].text == "(" and doc[body.end + 2].text == ")":
            yield Piece(phrase, doc[body.start : body.end + 3], "named")
    start = span.start
    while start < span.end:
        end = start + 1
        if doc[start].ent_type_ and start not in named.people:
            while end < span.end and doc[end].ent_iob_ == "I":
                end += 1
            yield Piece(phrase, doc[start:end], "entity")
        start = end


def _in_full(phrase: Phrase, body: Span, named: Named) -> Iterator[Piece]:
    """The same body by its full name, where that is printed elsewhere."""
    full = named.full.get(body.start)
    if full is not None and full.text != body.text:
        yield Piece(phrase, body, "named", full)


def _unnamed_in(phrase: Phrase, named: Named) -> Iterator[Piece]:
    doc, span = phrase.span.doc, phrase.span
    ends = [end for end in range(span.start + 1, span.end + 1) if _can_end(span, end, named)]
    for at in range(span.start, span.end):
        word = doc[at].lower_
        if word in CLITICS:
            yield from (Piece(phrase, doc[start:at], "owner") for start in _owner_starts(doc, at, span) if start < at)
        led = word in PREPOSITIONS or (at == span.start and phrase.kind in ("belonging", "heads", "brackets"))
        if led:
            start = at + (word in PREPOSITIONS)
            start += start < span.end and doc[start].lower_ in ARTICLES
            following = [end for end in ends if end > start][:4]
            yield from (Piece(phrase, doc[start:end], "led") for end in following)
    if phrase.kind == "owner":
        yield Piece(phrase, span, "owner")
    if phrase.kind in ("before", "before_comma", "after"):
        yield from _compounds(phrase)


def _compounds(phrase: Phrase) -> Iterator[Piece]:
    """The first words of a noun phrase: "junta spokesman", "Lakeside Council manager"."""
    doc, span = phrase.span.doc, phrase.span
    stop = next((i for i in range(span.start, span.end) if doc[i].lower_ in PREPOSITIONS or doc[i].text == ","), span.end)
    for start in range(span.start, stop) if phrase.kind == "before" else (span.start,):
        if start == span.start or doc[start - 1].lower_ in AND | CLITICS | ARTICLES | PREPOSITIONS:
            yield from (Piece(phrase, doc[start:end], "compound") for end in range(start + 1, min(stop, start + 7)))


def _owner_starts(doc: Doc, clitic: int, span: Span) -> Sequence[int]:
    """Where the owner's noun phrase may begin: at the phrase's start, and behind what parts it from the words before."""
    parted = (i for i in range(clitic - 1, span.start, -1) if doc[i - 1].lower_ in PREPOSITIONS | ARTICLES | AND | CLITICS)
    return sorted({span.start, next(parted, span.start)})


def near_pieces(name: Span, role: Span | None, named: Named) -> Iterator[Piece]:
    """Bodies whose office a bare role may be: those named in the sentence and the two before, and the one that its noun means."""
    phrase = Phrase("near", name, name)
    if role is not None and len(role) > 2 and any(token.lower_ in CLITICS for token in role[1:]):
        clitic = next(i for i, token in enumerate(role) if i and token.lower_ in CLITICS)
        body = named_after(role[clitic - 1].lower_, min(name.start, role.start), named)
        if body is not None:
            yield Piece(phrase, body, "noun", named.full.get(body.start, body))
    start = name.start if role is None else min(name.start, role.start)
    for body in [body for body in around(name, start, named) if not is_medium(body) and not is_told(body)][:NEAREST]:
        yield Piece(phrase, body, "near", named.full.get(body.start, body))

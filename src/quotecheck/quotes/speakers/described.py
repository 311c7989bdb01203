"""What the words for a speaker without a name tell of role and body: "a council spokesman" is a spokesman of the council."""

from dataclasses import dataclass

from spacy.tokens import Doc, Span

from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import INDEFINITE, Entity, without_determiner
from quotecheck.quotes.speakers.nouns import body_nouns
from quotecheck.syntax.labels import CLITICS

LEADING = frozenset({"of", "for", "at", "from", "with", "in"})
PLACES = frozenset({"LOC", "GPE", "MISC", "NORP"})


@dataclass(frozen=True, slots=True)
class Told:
    """Role and body, each as printed."""

    role: Span | None = None
    body: Span | None = None


def told_of(entity: Entity, cast: Cast) -> Told:
    """What is known of the speaker, and what the words for him tell beyond."""
    told = Told(entity.role, entity.affiliation)
    if entity.kind == "organization":
        return Told(told.role, told.body or _owner(entity, cast))
    if entity.kind not in ("unnamed", "group"):
        return told
    found = _described(entity.name, cast)
    return Told(told.role or (found.role if entity.kind == "unnamed" else None), found.body or told.body)


def _owner(entity: Entity, cast: Cast) -> Span | None:
    """Whose the body is said to be before its name: "the Lakeside Council's Harbour Office"."""
    doc = cast.doc
    for mention in entity.mentions:
        at = mention.start - 1
        if at > 0 and doc[at].lower_ in CLITICS and (found := _name_at(doc, at - 1, cast)) is not None:
            return found
    return None


def _described(phrase: Span, cast: Cast) -> Told:
    doc, head = cast.doc, cast.head(phrase)
    start = without_determiner(phrase).start
    while start < head.i and doc[start].lower_ in INDEFINITE:
        start += 1
    body = _name_at(doc, start, cast)
    if body is not None and body.end <= head.i:
        start = body.end
    else:
        body = None
        stops = [i for i in range(start + 1, head.i + 1) if doc[i].lower_ in CLITICS or doc[i - 1].lower_ in body_nouns()]
        if stops:
            body, start = doc[start : stops[0]], stops[0]
    while start < head.i and doc[start].lower_ in CLITICS:
        start += 1
    if body is None or body[-1].ent_type_ in ("MISC", "NORP"):
        body = _behind(head.i, phrase, cast)
    return Told(doc[start : head.i + 1], body)


def _behind(head: int, phrase: Span, cast: Cast) -> Span | None:
    """The body behind the noun: "a member of the Lakeside Trust", "a spokesman for the department"."""
    doc, at = cast.doc, head + 1
    if at + 1 >= phrase.end or doc[at].lower_ not in LEADING:
        return None
    names = [mention for mention, _ in cast.mentions_in(doc[at : phrase.end])]
    if names:
        return names[0]
    end = next((i for i in range(at + 2, phrase.end) if doc[i].text == "," or doc[i].pos_ in ("VERB", "AUX", "ADP")), phrase.end)
    rest = doc[at + 1 : end]
    return without_determiner(rest) if rest[-1].lower_ in body_nouns() else None


def _name_at(doc: Doc, at: int, cast: Cast) -> Span | None:
    """The name of a body or place that the token is in."""
    entity = cast.by_token.get(at)
    if entity is not None:
        return cast.mention_at[at] if entity.kind == "organization" else None
    if doc[at].ent_type_ not in PLACES:
        return None
    first, last = at, at + 1
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return doc[first:last]

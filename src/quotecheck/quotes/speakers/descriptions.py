"""Sources without a name: "the minister", "the ministry", "residents", "a police spokesman", "the statement"."""

from collections.abc import Collection, Container, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import INDEFINITE, Entity, head_of, without_determiner, words_of
from quotecheck.quotes.speakers.nouns import (
    DEFINITE,
    body_nouns,
    document_nouns,
    is_aged,
    is_definite,
    is_people,
    is_plural,
    is_role,
    noun_of,
    same_role,
    time_words,
    unique_bodies,
)
from quotecheck.syntax.labels import dep
from quotecheck.syntax.phrases import base_phrase
from quotecheck.text import names


def descriptions(doc: Doc, taken: Container[int]) -> Iterator[Span]:
    """The phrases that describe one person or body without a name, in text order, subjects of "is" and parts of names left out.

    `taken` are the tokens of names and of the titles before them.
    """
    for token in doc:
        if token.i in taken or token.pos_ not in ("NOUN", "PROPN") or not (is_role(token) or token.lower_ in body_nouns()):
            continue
        if is_plural(token) or dep(token) in PARTS_OF_OTHERS or any(dep(child) == "cop" for child in token.children):
            continue
        span = base_phrase(token)
        if span.start and doc[span.start - 1].lower_ == "as":
            continue
        if span[0].lower_ in INDEFINITE | DEFINITE and span[-1] == token and not any(i in taken for i in range(span.start, span.end)):
            yield span


SHARES = frozenset({"%", "percent", "cent", "majority", "half", "third", "quarter"})
PARTS_OF_OTHERS = frozenset({"compound", "flat", "appos", "xcomp", "nmod:desc", "amod"})


def resolve(source: Span, cast: Cast, *, own: Collection[int] = ()) -> tuple[Entity | None, float]:
    """The entity that a source without a name stands for, where no ranker found an earlier one, and how sure that is.

    Nobody calls himself by name: whoever is named in the words told, whose tokens are `own`, doesn't tell them.
    """
    head = cast.head(source)
    if head.lower_ in document_nouns() and not is_role(head):
        return _document(source, head, cast), 0.8
    if is_aged(source):
        return _aged(source, cast)
    if is_role(head):
        return _role(source, head, cast, own)
    if head.lower_ in time_words() or head.lower_.removesuffix("s") in time_words():
        return None, 0.0
    if is_plural(head):
        return group(source, cast)
    if head.lower_ in body_nouns():
        return _body(source, cast)
    return _other(source, head, cast)


def group(source: Span, cast: Cast) -> tuple[Entity | None, float]:
    """The group of people, or the body, that a plural phrase names; nobody where its noun is not one for people."""
    head = cast.head(source)
    if cast.by_token.get(head.i) is not None:
        return cast.by_token[head.i], 0.6
    return (_same_words(source, head, cast, "group"), 0.9) if is_people(head) else (None, 0.0)


def _other(source: Span, head: Token, cast: Cast) -> tuple[Entity | None, float]:
    if head.lower_ in SHARES:
        return _same_words(source, head, cast, "group"), 0.6
    if head.like_num or head.pos_ == "PRON" or not any(token.is_alpha for token in source):
        return None, 0.0
    if head.ent_type_ or head.pos_ == "PROPN":
        return cast.named(_capitals(source, head)), 0.7
    if source[0].lower_ in ("one", "another"):
        return _same_words(source, head, cast, "unnamed"), 0.5
    bodies = {id(e): e for e in cast.candidates() if e.kind == "organization" and head.lower_ in names.words(e.name.text)}
    return (next(iter(bodies.values())), 0.6) if len(bodies) == 1 and is_definite(source) else (None, 0.0)


def _document(source: Span, head: Token, cast: Cast) -> Entity:
    """An earlier document with that head word where the source is definite and short, else a new one."""
    if is_definite(source):
        told = cast.by_head.get(("document", head.lower_))
        reports = [e for e in cast.known if e.kind == "document" and any(head_of(m).lower_ == head.lower_ for m in e.mentions)]
        earlier = [e for e in (*reports, told) if e is not None and e.last_before(source.start) >= 0]
        if earlier:
            return max(earlier, key=lambda e: e.last_before(source.start))
    return cast.add(Entity("document", without_determiner(source), [source], affiliation=_leading_body(source, cast)))


def _role(source: Span, head: Token, cast: Cast, own: Collection[int]) -> tuple[Entity | None, float]:
    """The only person of that role, even if named later; else who spoke last, if nothing speaks against; else somebody unnamed."""
    if source[0].lower_ in INDEFINITE or source[0].like_num:
        return unnamed(source, cast), 0.9
    known = [e for e in cast.candidates() if e.is_single_person and _has_role(e, head) and not any(m.start in own for m in e.mentions)]
    if len(known) == 1:
        return known[0], 0.8
    if known:
        return _clearly_last(known, source)
    speaker = _last_speaker(source, head, cast)
    if speaker is not None and not _has_other_possessor(source, cast):
        speaker.role = speaker.role or without_determiner(source)
        return speaker, 0.6
    return _same_words(source, head, cast, "unnamed"), 0.7


def _aged(source: Span, cast: Cast) -> tuple[Entity | None, float]:
    """Whose age is told elsewhere as that of "the 31-year-old"; else the only person named in this sentence and the one before."""
    if not is_definite(source):
        return unnamed(source, cast), 0.9
    age = next((token.text for token in source if token.text[:1].isdigit()), source.text).split("-")[0]
    doc, discourse = source.doc, cast.discourse
    persons = [e for e in cast.candidates() if e.is_single_person and e.mentions]
    for entity in persons:
        for mention in entity.mentions:
            after = [token.text for token in doc[mention.end : mention.end + 3]]
            if age in after or doc[max(0, mention.start - 8) : mention.start].text.startswith(f"{age}-year-old"):
                return entity, 0.9
    first = discourse.first_token(discourse.sentence[source.start] - 1)
    near = [entity for entity in persons if entity.within(first, source.start)]
    return (near[0], 0.7) if len(near) == 1 else (None, 0.0)


def _clearly_last(known: Sequence[Entity], source: Span) -> tuple[Entity | None, float]:
    """The one mentioned last of those with the role, where its role shares more words or the others were not mentioned."""
    wanted = {token.lower_ for token in source}
    shared = [len(wanted & {token.lower_ for token in e.role or e.name}) for e in known]
    best = [e for e, count in zip(known, shared, strict=True) if count == max(shared)]
    before = [e for e in best if e.last_before(source.start) >= 0]
    if len(best) == 1 or len(before) == 1:
        return (before or best)[0], 0.7
    if before and all(entity.kind == "unnamed" for entity in best):
        return max(before, key=lambda entity: entity.last_before(source.start)), 0.6
    return None, 0.0


def _last_speaker(source: Span, head: Token, cast: Cast) -> Entity | None:
    """The person who spoke last, near by: "the former governor said" tells their role.

    One whose role is known already is meant only where nobody else was named since.
    """
    discourse = cast.discourse
    turn = discourse.turns[-1] if discourse.turns else None
    gender = names.gender_of_noun(head.text)
    if turn is None or turn.speaker.kind != "person" or (gender is not None and turn.speaker.gender not in (None, gender)):
        return None
    gap = discourse.paragraph[source.start] - discourse.paragraph[min(turn.end, len(discourse.doc) - 1)]
    if not 0 <= gap <= 1:
        return None
    others = {id(e) for i in range(turn.start, source.start) if (e := cast.by_token.get(i)) is not None and e.kind == "person"}
    return turn.speaker if turn.speaker.role is None or others <= {id(turn.speaker)} else None


def _has_other_possessor(source: Span, cast: Cast) -> bool:
    return source[0].lower_ in ("his", "her", "their", "its", "my", "our") or bool(cast.mentions_in(source))


def unnamed(span: Span, cast: Cast) -> Entity:
    """A new person known by a description alone."""
    entity = Entity("unnamed", span, [span], gender=names.gender_of_noun(head_of(span).text), gender_by="role")
    return cast.add(entity)


def _has_role(entity: Entity, head: Token) -> bool:
    """Whether the noun is the entity's role, and its gender no other."""
    role = entity.role if entity.role is not None else (entity.name if entity.kind == "unnamed" else None)
    gender = names.gender_of_noun(head.text)
    fits = gender is None or entity.gender in (None, gender)
    if role is None or not fits:
        return False
    return head.lower_ in {token.lower_ for token in role} or noun_of(role).lower_ in same_role(head.lower_)


def _body(source: Span, cast: Cast) -> tuple[Entity | None, float]:
    """The body that goes by that noun alone; else nobody, or its own words where they say enough."""
    head = cast.head(source)
    if not is_definite(source):
        return _same_words(source, head, cast, "unnamed"), 0.6
    wanted = {token.lower_ for token in without_determiner(source) if token.is_alpha}
    bodies = [e for e in cast.candidates() if e.kind == "organization" and e.report is None]
    named = [e for e in bodies if head.lower_ in {word for span in (e.name, e.role) if span is not None for word in names.words(span.text)}]
    if len(named) == 1:
        return named[0], 0.7
    if len(wanted) == 1 and head.lower_ not in unique_bodies():
        return None, 0.0
    return _same_words(source, head, cast, "organization"), 0.5


def _same_words(source: Span, head: Token, cast: Cast, kind: str) -> Entity:
    """The earlier entity of that kind printed in the same words, else a new one; an indefinite single one is always new."""
    fresh = kind == "unnamed" and not is_definite(source)
    if not fresh:
        same = cast.by_words.get((kind, words_of(source)))
        if same is not None:
            same.mentions.append(source)
            return same
        if kind == "unnamed" and (kind, head.lower_) in cast.by_head:
            return cast.by_head[kind, head.lower_]
    span = source if kind == "unnamed" and fresh else without_determiner(source)
    entity = Entity("organization", span, [source])
    entity.kind = "group" if kind == "group" else "unnamed" if kind == "unnamed" else "organization"
    entity.plural = kind == "group"
    entity.affiliation = _leading_body(source, cast)
    return cast.add(entity)


def _leading_body(source: Span, cast: Cast) -> Span | None:
    return next((mention for mention, entity in cast.mentions_in(source) if entity.kind == "organization"), None)


def leading_body(source: Span, cast: Cast) -> Entity | None:
    """ "the NRF movement": a body noun that only says what the name before it is."""
    doc = source.doc
    for mention, entity in cast.mentions_in(source):
        rest = doc[mention.end : source.end]
        if entity.kind == "organization" and mention.start - source.start <= 1 and all(_says_no_more(token) for token in rest):
            return entity
    return None


def _says_no_more(token: Token) -> bool:
    return token.text in ("(", ")") or token.text.isupper() or token.lower_ in body_nouns() or token.pos_ == "ADJ"


def _capitals(source: Span, head: Token) -> Span:
    doc, start, end = source.doc, head.i, head.i + 1
    if head.ent_type_:
        while start > source.start and doc[start].ent_iob_ == "I":
            start -= 1
        while end < source.end and doc[end].ent_iob_ == "I":
            end += 1
    else:
        while start > source.start and doc[start - 1].text[:1].isupper() and doc[start - 1].lower_ not in DEFINITE:
            start -= 1
    return doc[start:end]

"""Sources without a name: "the minister", "the ministry", "residents", "a police spokesman", "the statement"."""

from collections.abc import Container, Iterator

from spacy.tokens import Doc, Span, Token

from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import INDEFINITE, Entity, head_of, without_determiner, words_of
from quotecheck.quotes.speakers.nouns import (
    DEFINITE,
    body_nouns,
    document_nouns,
    is_aged,
    is_definite,
    is_plural,
    is_role,
    time_words,
)
from quotecheck.records import SpeakerKind
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


def resolve(source: Span, cast: Cast) -> Entity | None:
    """Who goes by a source's words, where it has no name and means nobody mentioned before: somebody new, or told of in the same words."""
    head = cast.head(source)
    if head.lower_ in document_nouns() and not is_role(head):
        return _document(source, head, cast)
    if head.lower_ in time_words() or head.lower_.removesuffix("s") in time_words() or not any(token.is_alpha for token in source):
        return None
    if is_role(head) or is_aged(source):
        return _same_words(source, head, cast, "unnamed")
    if is_plural(head) or head.lower_ in SHARES or head.like_num:
        return group(source, cast)
    if head.lower_ in body_nouns():
        return _same_words(source, head, cast, "organization" if is_definite(source) else "unnamed")
    if head.ent_type_ or head.pos_ == "PROPN":
        return cast.named(_capitals(source, head))
    return _same_words(source, head, cast, "unnamed")


def group(source: Span, cast: Cast) -> Entity:
    """The group of people, or the body, that a plural phrase names."""
    head = cast.head(source)
    return cast.by_token.get(head.i) or _same_words(source, head, cast, "group")


def _document(source: Span, head: Token, cast: Cast) -> Entity:
    """An earlier document with that head word where the source is definite and short, else a new one."""
    if is_definite(source):
        told = cast.by_head.get(("document", head.lower_))
        reports = [e for e in cast.known if e.kind == "document" and any(head_of(m).lower_ == head.lower_ for m in e.mentions)]
        earlier = [e for e in (*reports, told) if e is not None and e.last_before(source.start) >= 0]
        if earlier:
            return max(earlier, key=lambda e: e.last_before(source.start))
    return cast.add(Entity("document", without_determiner(source), [source], affiliation=_leading_body(source, cast)))


def unnamed(span: Span, cast: Cast) -> Entity:
    """A new person known by a description alone."""
    entity = Entity("unnamed", span, [span], gender=names.gender_of_noun(head_of(span).text), gender_by="role")
    return cast.add(entity)


def _same_words(source: Span, head: Token, cast: Cast, kind: SpeakerKind) -> Entity:
    """The earlier entity of that kind printed in the same words, else a new one; an indefinite single one is always new."""
    fresh = kind == "unnamed" and not is_definite(source)
    if not fresh:
        same = cast.by_words.get((kind, words_of(source)))
        if same is not None:
            same.mentions.append(source)
            return same
    span = source if kind == "unnamed" and fresh else without_determiner(source)
    entity = Entity(kind, span, [source], plural=kind == "group")
    if kind == "unnamed":
        entity.gender, entity.gender_by = names.gender_of_noun(head.text), "role"
    entity.affiliation = _leading_body(source, cast)
    return cast.add(entity)


def _leading_body(source: Span, cast: Cast) -> Span | None:
    return next((mention for mention, entity in cast.mentions_in(source) if entity.kind == "organization"), None)


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

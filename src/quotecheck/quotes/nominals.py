"""Sources without a name: "the minister", "the ministry", "residents", "a police spokesman", "the statement"."""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Span, Token

from quotecheck.lexicon import load
from quotecheck.quotes.entities import Cast, Entity, head_of, without_determiner, words_of
from quotecheck.quotes.pronouns import Context, is_subject_span
from quotecheck.text import names

INDEFINITE = frozenset({"a", "an", "one", "another", "any", "some", "each", "every"})
DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my"})
PEOPLE = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "women", "eers", "folk")
ENDINGS = ("man", "woman", "person", "ologist", "ician", "ographer", "iatrist")


@cache
def role_nouns() -> frozenset[str]:
    """Nouns for what a person is."""
    return frozenset(word for words in load("role_nouns", dict[str, list[str]]).values() for word in words)


@cache
def body_nouns() -> dict[str, frozenset[str]]:
    """Nouns for bodies, with the sorts of body that each can be."""
    listed = {sort: words for sort, words in load("body_nouns", dict[str, list[str]]).items() if sort != "unique"}
    return {word: frozenset(sort for sort, words in listed.items() if word in words) for words in listed.values() for word in words}


@cache
def unique_bodies() -> frozenset[str]:
    """Body nouns that need no antecedent: there is one government where the news is from, but "the company" is always some company."""
    return frozenset(load("body_nouns", dict[str, list[str]])["unique"])


@cache
def group_nouns() -> frozenset[str]:
    """Nouns for several people that are not plural in form."""
    return frozenset(load("group_nouns", dict[str, list[str]])["words"])


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for things written or said that can be the source of a statement."""
    return frozenset(load("document_nouns", dict[str, list[str]])["words"])


@cache
def time_words() -> frozenset[str]:
    """Days, months and units of time: no sources, though a weak parse offers them."""
    calendar = load("name_context", dict[str, list[str]])["calendar"]
    return frozenset(calendar) | {
        "today",
        "yesterday",
        "tomorrow",
        "day",
        "week",
        "month",
        "year",
        "morning",
        "afternoon",
        "evening",
        "night",
        "hour",
        "time",
    }


def is_plural(token: Token) -> bool:
    """Whether the noun stands in the plural, by tag, features or lexicon."""
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph) or token.lower_ in group_nouns()


def is_role(token: Token) -> bool:
    """Whether the noun names one person by what they are."""
    return not is_plural(token) and (token.lower_ in role_nouns() or (token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith(ENDINGS)))


def resolve(source: Span, cast: Cast, *, context: Context, anchor: int) -> tuple[Entity | None, float]:
    """The entity that a source without a name stands for, an earlier one or a new one, and how sure that is.

    `anchor` is the token at which its statement begins: from there one looks back.
    """
    head = cast.head(source)
    if head.lower_ in document_nouns() and not is_role(head):
        return _document(source, head, cast), 0.8
    if is_role(head):
        return _role(source, head, cast, context)
    if head.lower_ in time_words() or head.lower_.removesuffix("s") in time_words():
        return None, 0.0
    if is_plural(head):
        return group(source, cast)
    if head.lower_ in body_nouns():
        return _body(source, cast, context=context, anchor=anchor)
    return _other(source, head, cast)


def group(source: Span, cast: Cast) -> tuple[Entity | None, float]:
    """The group of people, or the body, that a plural phrase names; nobody where its noun is not one for people."""
    head = cast.head(source)
    if cast.by_token.get(head.i) is not None:
        return cast.by_token[head.i], 0.6
    return (_same_words(source, head, cast, "group"), 0.9) if is_people(head) else (None, 0.0)


def is_people(head: Token) -> bool:
    """Whether a plural noun is one for people or for bodies, by its singular in the lexicons or by its ending ("campaigners")."""
    word = head.lower_
    singular = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y", word.removesuffix("men") + "man"}
    if word in group_nouns() or not singular.isdisjoint(role_nouns()) or not singular.isdisjoint(body_nouns()) or head.ent_type_:
        return True
    return word.endswith(PEOPLE) and word not in (
        "papers",
        "numbers",
        "powers",
        "orders",
        "matters",
        "factors",
        "letters",
        "offers",
        "answers",
    )


def _other(source: Span, head: Token, cast: Cast) -> tuple[Entity | None, float]:
    if head.like_num or head.pos_ == "PRON" or not any(token.is_alpha for token in source):
        return None, 0.0
    if head.ent_type_ or head.pos_ == "PROPN":
        return cast.named(_capitals(source, head)), 0.7
    return (_same_words(source, head, cast, "unnamed"), 0.5) if source[0].lower_ in ("one", "another") else (None, 0.0)


def _document(source: Span, head: Token, cast: Cast) -> Entity:
    """An earlier document with that head word where the source is definite and short, else a new one."""
    if is_definite(source):
        told = cast.by_head.get(("document", head.lower_))
        reports = [e for e in cast.known if e.kind == "document" and any(head_of(m).lower_ == head.lower_ for m in e.mentions)]
        earlier = [e for e in (*reports, told) if e is not None and e.last_before(source.start) >= 0]
        if earlier:
            return max(earlier, key=lambda e: e.last_before(source.start))
    return cast.add(Entity("document", without_determiner(source), [source], affiliation=_leading_body(source, cast)))


def _role(source: Span, head: Token, cast: Cast, context: Context) -> tuple[Entity | None, float]:
    """A person known by that role; else the one who spoke last, if nothing speaks against; else somebody unnamed."""
    if source[0].lower_ in INDEFINITE or source[0].like_num:
        return cast.add(Entity("unnamed", source, [source], gender=names.gender_of_noun(head.text))), 0.9
    wanted = {token.lower_ for token in without_determiner(source) if token.is_alpha}
    known = [(e, _role_match(e, head, wanted)) for e in cast.candidates() if e.is_single_person]
    fitting = sorted(((score, e.last_before(source.start), n) for n, (e, score) in enumerate(known) if score), reverse=True)
    if fitting:
        score, last, n = fitting[0]
        rivals = [f for f in fitting[1:] if f[0] >= score]
        near = last >= 0 and (not rivals or last - rivals[0][1] > 0)
        if near or not rivals:
            return known[n][0], 0.85 if not rivals else 0.65
        return None, 0.0
    last_speaker = _last_speaker(source, head, cast, context)
    if last_speaker is not None and not _has_other_possessor(source, cast):
        last_speaker.role = last_speaker.role or without_determiner(source)
        return last_speaker, 0.6
    return _same_words(source, head, cast, "unnamed"), 0.7


def _last_speaker(source: Span, head: Token, cast: Cast, context: Context) -> Entity | None:
    """The person who spoke last, near by: "the former governor said" tells their role.

    One whose role is known already is meant only where nobody else was named since.
    """
    turn = context.turns[-1] if context.turns else None
    if turn is None or turn.speaker.kind != "person" or not _gender_fits(turn.speaker, head):
        return None
    gap = context.paragraph[source.start] - context.paragraph[min(turn.end, len(context.doc) - 1)]
    if not 0 <= gap <= 1:
        return None
    others = {id(e) for i in range(turn.start, source.start) if (e := cast.by_token.get(i)) is not None and e.kind == "person"}
    return turn.speaker if turn.speaker.role is None or others <= {id(turn.speaker)} else None


def _has_other_possessor(source: Span, cast: Cast) -> bool:
    return source[0].lower_ in ("his", "her", "their", "its", "my", "our") or bool(cast.mentions_in(source))


def _gender_fits(entity: Entity, head: Token) -> bool:
    gender = names.gender_of_noun(head.text)
    return gender is None or entity.gender in (None, gender)


def _role_match(entity: Entity, head: Token, wanted: set[str]) -> float:
    """How well the noun and its modifiers fit the entity's role; 0 where they do not."""
    role = entity.role if entity.role is not None else (entity.name if entity.kind == "unnamed" else None)
    if role is None or not _gender_fits(entity, head):
        return 0.0
    words = {token.lower_ for token in role}
    if head.lower_ not in words:
        return 0.0
    return 1.0 + len(wanted & words) / (1 + len(wanted))


def _body(source: Span, cast: Cast, *, context: Context, anchor: int) -> tuple[Entity | None, float]:
    """A named body that has the noun in its name or role; else the one in focus; else nobody, or its own words where they say enough."""
    head = cast.head(source)
    leading = _leading_body_entity(source, cast)
    if leading is not None:
        return leading, 0.8
    if not is_definite(source):
        return _same_words(source, head, cast, "unnamed"), 0.6
    bodies = [e for e in cast.candidates() if e.kind == "organization" and e.report is None]
    wanted = {token.lower_ for token in without_determiner(source) if token.is_alpha}
    named = [e for e in bodies if head.lower_ in {w for span in (e.name, e.role) if span is not None for w in names.words(span.text)}]
    named = [e for e in named if e.last_before(source.start) >= 0] or named
    if named:
        best = max(named, key=lambda e: (len(wanted & set(names.words(e.name.text))), e.last_before(source.start)))
        return best, 0.85 if len(named) == 1 else 0.7
    focused = _focus(head, bodies, context=context, anchor=min(anchor, source.start))
    if focused is not None:
        return focused, 0.6
    if len(wanted) == 1 and head.lower_ not in unique_bodies():
        return None, 0.0
    return _same_words(source, head, cast, "organization"), 0.5


def _focus(head: Token, bodies: Iterable[Entity], *, context: Context, anchor: int) -> Entity | None:
    """The body of a fitting sort that the text before is about: named often, as subject, and near."""
    sorts = body_nouns()[head.lower_]
    scored = []
    for entity in bodies:
        count = entity.before(anchor)
        if not count or not _sort_fits(entity, sorts):
            continue
        near = context.sentence[anchor] - context.sentence[entity.last_before(anchor)]
        subjects = sum(is_subject_span(span) for _, span in entity.places[max(0, count - 2) : count])
        weight = min(count, 5) * 0.3 + subjects / (1 + near / 3) + 3.0 / (1 + near)
        if any(turn.speaker is entity for turn in context.turns[-2:]):
            weight += 1.0
        if any(body_nouns()[word] & sorts for word in names.words(entity.name.text) if word in body_nouns()):
            weight += 1.0
        if entity.role is not None and body_nouns().get(entity.role[-1].lower_, frozenset()) & sorts:
            weight += 1.5
        scored.append((weight, entity))
    scored.sort(key=lambda pair: -pair[0])
    if not scored or scored[0][0] < 2.0 or (len(scored) > 1 and scored[0][0] - scored[1][0] < 1.0):
        return None
    return scored[0][1]


def _sort_fits(entity: Entity, sorts: frozenset[str]) -> bool:
    """Whether no body noun in the name says that it is of another sort; a body of state alone must have one that says so."""
    found = [body_nouns()[word] for word in names.words(entity.name.text) if word in body_nouns()]
    return all(sort & sorts for sort in found) and (bool(found) or sorts != {"state"})


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


def is_definite(source: Span) -> bool:
    """Whether the phrase points back: an article, demonstrative or possessive at its head, or a bare singular name-like title."""
    first = source[0]
    if first.lower_ in INDEFINITE or first.like_num:
        return False
    if first.lower_ in DEFINITE:
        return True
    return any(token.lower_ in ("'s", "’s") for token in source)


def _leading_body(source: Span, cast: Cast) -> Span | None:
    return next((mention for mention, entity in cast.mentions_in(source) if entity.kind == "organization"), None)


def _leading_body_entity(source: Span, cast: Cast) -> Entity | None:
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

"""Nouns for what persons and bodies are, and what a phrase's form tells of number and definiteness."""

from functools import cache

from spacy.tokens import Span, Token

from quotecheck.lexicon import load
from quotecheck.quotes.speakers.entities import INDEFINITE, STOPS
from quotecheck.text.names import ROLE_ENDINGS

DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my"})
PEOPLE = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "women", "eers", "folk")


@cache
def role_nouns() -> frozenset[str]:
    """Nouns for what a person is."""
    return frozenset(word for words in load("role_nouns", dict[str, list[str]]).values() for word in words)


@cache
def same_role(noun: str) -> frozenset[str]:
    """The noun and those that it may take up: a "legislator" may be the MP named before, an "official" the minister."""
    sets = [words for words in load("role_synonyms", dict[str, list[list[str]]])["words"] if noun in words]
    return frozenset({noun}.union(load("role_kinds", dict[str, list[str]]).get(noun, ()), *sets))


def noun_of(role: Span) -> Token:
    """The noun of a role as titles are built, whatever a parser makes of it: the last word before a preposition or a comma."""
    stop = next((token.i for token in role if token.i > role.start and (token.text == "," or token.lower_ in STOPS)), role.end)
    return role.doc[stop - 1]


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
    return not is_plural(token) and (
        token.lower_ in role_nouns() or (token.pos_ in ("NOUN", "PROPN") and token.lower_.endswith(ROLE_ENDINGS))
    )


def is_aged(span: Span) -> bool:
    """Whether the phrase calls a person by age: "the 31-year-old"."""
    return span.text.lower().endswith(("-year-old", " year old", "-years-old"))


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


def is_definite(source: Span) -> bool:
    """Whether the phrase points back: an article, demonstrative or possessive at its head, or a bare singular name-like title."""
    first = source[0]
    if first.lower_ in INDEFINITE or first.like_num:
        return False
    if first.lower_ in DEFINITE:
        return True
    return any(token.lower_ in ("'s", "’s") for token in source)

"""Words that tell what a name is: nouns for what people are, nouns for bodies, and the lists of `name_context.toml`."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from spacy.tokens import Token

from quotecheck.lexicon import load
from quotecheck.text.names import ROLE_ENDINGS

NO_ROLES = frozenset({"human", "german", "roman", "woman", "man", "person"})


class Lexicon(NamedTuple):
    """The word lists that the rules ask; `context` holds those of `name_context.toml`."""

    roles: frozenset[str]
    bodies: frozenset[str]
    context: Mapping[str, frozenset[str]]


@cache
def lexicon() -> Lexicon:
    """The role nouns and body nouns, read once."""
    shape = dict[str, list[str]]
    roles = frozenset(word for words in load("role_nouns", shape).values() for word in words)
    bodies = frozenset(word for words in load("body_nouns", shape).values() for word in words)
    return Lexicon(roles, bodies, {key: frozenset(listed) for key, listed in load("name_context", shape).items()})


def is_role_noun(token: Token) -> bool:
    """Whether the token, taken for singular, names what a person is."""
    word = token.lower_
    if token.tag_ in ("NNS", "NNPS") or word in NO_ROLES:
        return False
    return word in lexicon().roles or (token.pos_ in ("NOUN", "PROPN") and word.endswith(ROLE_ENDINGS))


def is_body_noun(token: Token) -> bool:
    """Whether the token names a kind of body ("ministry", "company")."""
    return token.lower_ in lexicon().bodies


def is_listed(token: Token, concept: str) -> bool:
    """Whether the token stands in that list of `name_context.toml`."""
    return token.lower_ in lexicon().context[concept]

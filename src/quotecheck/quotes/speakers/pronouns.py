"""Pronouns: what each can mean, and those that grammar alone resolves: relative ones, and "they" after a plural subject."""

from collections.abc import Mapping

from spacy.tokens import Token

from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.mentions import Discourse
from quotecheck.syntax.labels import SUBJECTS, dep

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


def sort_of(word: str) -> str | None:
    """The sort of pronoun: "he" (for she too), "it", "they", or `None`.

    >>> sort_of("her"), sort_of("its"), sort_of("we")
    ('he', 'it', None)
    """
    word = word.lower()
    return "he" if word in HE or word in SHE else "it" if word in IT else "they" if word in THEY else None


def gender_of(word: str) -> str | None:
    """What the pronoun tells of gender.

    >>> gender_of("himself"), gender_of("Her"), gender_of("they")
    ('m', 'f', None)
    """
    word = word.lower()
    return "m" if word in HE else "f" if word in SHE else None


def plural_subject(pronoun: Token, discourse: Discourse) -> Token | None:
    """The plural noun that "they" takes up: the nearest subject in this sentence or the last, on the same side of the quotation marks."""
    sentence = discourse.sentence[pronoun.i]
    for at in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
        token = pronoun.doc[at]
        if sentence - discourse.sentence[at] > 1:
            return None
        if dep(token) in SUBJECTS and token.pos_ in ("NOUN", "PROPN", "PRON"):
            same_side = discourse.is_quoted(at) == discourse.is_quoted(pronoun.i)
            if token.lower_ not in THEY and same_side:
                return token if "Number=Plur" in str(token.morph) or token.tag_ in ("NNS", "NNPS") else None
    return None


def described_by(pronoun: Token) -> Token | None:
    """The common noun that "who" follows: "the women, who say"."""
    at = pronoun.i - 1
    while at > 0 and pronoun.doc[at].text in (",", "—", "–"):
        at -= 1
    return pronoun.doc[at] if pronoun.lower_ == "who" and at >= 0 and pronoun.doc[at].pos_ == "NOUN" else None


def antecedent(pronoun: Token, entities: Mapping[int, Entity]) -> Entity | None:
    """The name that a relative pronoun follows, past a place that belongs to it: "Mary Smith, who", "the NRF of Osteria, which".

    "who" takes up persons alone, "which" and "that" none.
    """
    doc, at = pronoun.doc, pronoun.i - 1
    while at >= 0 and pronoun.i - at < 4 and doc[at].text in (",", ")", "—", "–", '"', "”"):
        at -= 1
    first = at
    while at > 0 and first - at < 4 and at not in entities and (doc[at].pos_ in ("PROPN", "DET") or doc[at].lower_ in ("of", "in", "from")):
        at -= 1
    entity = entities.get(at)
    return entity if entity is not None and (entity.kind == "person") == (pronoun.lower_ in ("who", "whom")) else None

"""What the encoder says of whom a pronoun means, where it has read the doc."""

from collections.abc import Callable

from spacy.tokens import Doc, Token

from quotecheck.layers import ANTECEDENTS
from quotecheck.quotes.speakers.entities import Entity

Score = Callable[[Token, Entity], float]
LONGEST = 12
"""In tokens: how far before a word the mention that holds it may begin."""


def antecedents(doc: Doc) -> Score | None:
    """For a pronoun and an entity the probability that the words it takes up are in the entity's mentions.

    `None` where the encoder has not read the doc; 0 for a pronoun or an entity of which it says nothing.
    """
    if ANTECEDENTS.name not in doc.spans:
        return None
    likely: dict[int, list[tuple[int, float]]] = {}
    for frame in ANTECEDENTS.read(doc):
        words = [span.start for span in frame.all("antecedent")]
        for span in frame.all("pronoun"):
            likely[span.start] = list(zip(words, frame.numbers("scores"), strict=False))

    def score(token: Token, entity: Entity) -> float:
        return sum(share for word, share in likely.get(token.i, ()) if _holds(entity, word))

    return score


def _holds(entity: Entity, word: int) -> bool:
    return any(place.end > word for place in entity.within(word - LONGEST, word + 1))

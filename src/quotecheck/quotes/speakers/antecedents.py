"""What a coreference model says of a pronoun and an entity, where one has read the doc."""

from collections.abc import Callable

from spacy.tokens import Doc, Token

from quotecheck.layers import ANTECEDENTS
from quotecheck.quotes.speakers.entities import Entity

Score = Callable[[Token, Entity], float]
LONGEST = 12
"""In tokens: how far before a word the mention that holds it may begin."""


def antecedents(doc: Doc) -> Score | None:
    """For a pronoun and an entity the summed scores of the words in its mentions that the pronoun may take up.

    `None` where no model has read the doc; zero for a pronoun or an entity of which the model says nothing.
    """
    if ANTECEDENTS.name not in doc.spans:
        return None
    likely: dict[int, list[tuple[int, float]]] = {}
    for frame in ANTECEDENTS.read(doc):
        words = [span.start for span in frame.all("antecedent")]
        for span in frame.all("asker") if frame.text("pointer") == "antecedent" else ():
            likely[span.start] = list(zip(words, frame.numbers("scores"), strict=False))

    def score(token: Token, entity: Entity) -> float:
        return sum(share for word, share in likely.get(token.i, ()) if _holds(entity, word))

    return score


def _holds(entity: Entity, word: int) -> bool:
    return any(place.end > word for place in entity.within(word - LONGEST, word + 1))

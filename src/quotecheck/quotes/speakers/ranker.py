"""Whom an anaphor means, by a trained choice among candidates: a conditional logit (McFadden 1974), weights in plain JSON.

Each candidate's features are summed by their weights, "nobody of these" has a weight of its own, and the exponentials shared out are
the probabilities. The best candidate is taken when it is likelier than nobody; whether that is sure enough to be told,
`quotecheck.quotes.speakers.confidence` says.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import exp, log

from quotecheck.models import path
from quotecheck.quotes.speakers.antecedents import Score
from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.features import Features, View, candidates, describe
from quotecheck.quotes.speakers.mentions import Discourse

Weights = Mapping[str, Mapping[str, float]]
HE = "he"
LEAST = 0.1
"""A candidate of a lower probability is not worth listing."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom an anaphor means, or nobody of those mentioned; and who it may be, the likeliest first, with probabilities.

    `nobody` is how likely it is that none of them is meant.
    """

    entity: Entity | None = None
    probability: float = 0.0
    candidates: Sequence[tuple[Entity, float]] = ()
    nobody: float = 1.0

    @property
    def rivals(self) -> list[Entity]:
        """The candidates that are likely enough to be listed."""
        return [entity for entity, probability in self.candidates if probability >= LEAST][:5]


@dataclass(frozen=True)
class Ranker:
    """The trained weights by sort of anaphor ("he", "it", "they", "role", "body", "other", "none", "cued"), and what the encoder says.

    `score` is asked for each pair of "he" or "she" and candidate, where the encoder has read the doc. Of other sorts it brought nothing.
    """

    weights: Weights
    score: Score | None = field(default=None)

    @property
    def is_advised(self) -> bool:
        """Whether it was trained beside the encoder, whose score it weighs."""
        return any("advised" in weights for weights in self.weights.values())

    def choose(self, view: View, discourse: Discourse) -> Choice:
        """Whom the pronoun means, among those mentioned before it and later in its sentence."""
        if view.sort not in self.weights:
            return Choice()
        found = self.candidates(view, discourse)
        ranked = self.rank(view.sort, found, self.features(view, found, discourse=discourse))
        nobody = 1.0 - sum(probability for _, probability in ranked)
        if not ranked or ranked[0][1] < nobody:
            return Choice(None, 0.0, ranked, nobody)
        return Choice(*ranked[0], ranked, nobody)

    def candidates(self, view: View, discourse: Discourse) -> list[Entity]:
        """Those that the anaphor can mean: not what is said to be its own ("the company's Delford Works")."""
        return [entity for entity in candidates(view, discourse) if not _is_owned(entity, view)]

    def features(self, view: View, entities: Sequence[Entity], *, discourse: Discourse) -> list[Features]:
        """What speaks for each candidate, the encoder's score included; the last row is nobody's."""
        found = describe(view, entities, discourse=discourse)
        if self.score is not None and view.sort == HE:
            shares = [self.score(view.token, entity) for entity in entities]
            for share, features in zip(shares, found, strict=False):
                features["advised"] = log(LEAST / 2 + share)
                features["advised_best"] = float(share == max(shares) and share >= LEAST)
        return found

    def rank(self, sort: str, entities: Sequence[Entity], features: Sequence[Features]) -> list[tuple[Entity, float]]:
        """The candidates with their probabilities, the likeliest first; what is missing to 1 goes to nobody of them."""
        weights = self.weights[sort]
        sums = [sum(weights.get(name, 0.0) * value for name, value in each.items()) for each in features]
        shares = [exp(each - max(sums)) for each in sums]
        whole = sum(shares)
        order = sorted(range(len(entities)), key=lambda n: (-shares[n], n))
        return [(entities[n], shares[n] / whole) for n in order]


def _is_owned(entity: Entity, view: View) -> bool:
    owners = (span.doc[span.start - 2 : span.start] for span in entity.mentions if span.start > 1)
    return any(owner[1].lower_ in ("'s", "’s") and owner[0].lower_ == view.token.lower_ for owner in owners)


@cache
def load() -> Ranker:
    """The shipped ranker, read once."""
    data = json.loads((path("coreference") / "ranker.json").read_text(encoding="utf-8"))
    return Ranker(data["weights"])

"""How sure it is that the speaker is right, given the statement: a logistic model over how the speaker was found, weights in plain JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from spacy.tokens import Span, Token

from quotecheck.layers import Frame
from quotecheck.models import path
from quotecheck.quotes.logistic import Logistic, log_odds
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import INDEFINITE, Entity
from quotecheck.quotes.speakers.features import Features
from quotecheck.quotes.speakers.nouns import DEFINITE, body_nouns, document_nouns, is_people, is_role
from quotecheck.quotes.speakers.resolver import Resolution
from quotecheck.text import names

SUREST = 6.0
"""Log-odds beyond which a probability is not told apart."""


@dataclass(frozen=True)
class Confidence:
    """The trained weights, and the bar below which a statement has no speaker but candidates."""

    weights: Mapping[str, float]
    bar: float

    def __call__(self, features: Features) -> float:
        """The probability that the speaker is right."""
        return Logistic(0.0, self.weights)(features)


def describe(frame: Frame, found: Resolution, cast: Cast) -> Features:
    """What speaks for and against the speaker that was found for an attribution; nothing where none was."""
    return {} if found.entity is None else dict(_features(frame, found, found.entity, cast))


def _features(frame: Frame, found: Resolution, entity: Entity, cast: Cast) -> Iterator[tuple[str, float]]:
    yield "bias", 1.0
    way = found.way
    yield f"way={way}", 1.0
    yield f"way={way}/kind={entity.kind}", 1.0
    yield f"odds/{way}", odds(found.probability)
    yield f"rivals/{way}", float(bool(found.rivals))
    yield f"rule={frame.text('rule')}", 1.0
    yield "said", odds(frame.number("confidence", 0.5))
    yield "mentions", log(1 + len(entity.mentions))
    words = names.words(entity.name.text)
    yield f"kind={entity.kind}/words={min(len(words), 3)}", 1.0
    if not entity.role and entity.kind == "person":
        yield "no_role", 1.0
    yield f"gender={entity.gender_by if entity.gender else None}/{way}", 1.0
    if frame.one("cue") is None:
        yield "no_cue", 1.0
    source = cast.source(frame)
    if source is not None:
        first = source[0].lower_
        yield f"determiner={first if first in DEFINITE | INDEFINITE else 'number' if source[0].like_num else None}/{way}", 1.0
        yield from _of_source(frame, source, entity, cast=cast)


def _of_source(frame: Frame, source: Span, entity: Entity, *, cast: Cast) -> Iterator[tuple[str, float]]:
    head = cast.head(source)
    inside = cast.mentions_in(source)
    yield "source_words", log(len(source))
    yield f"names={min(len(inside), 3)}/{entity.kind}", 1.0
    yield f"head={_sort_of(head, cast)}/{entity.kind}", 1.0
    yield f"head_part={head.pos_}", 1.0
    if any(token.pos_ in ("VERB", "AUX") for token in source):
        yield "verb_inside", 1.0
    content = frame.all("content")
    gap = min((max(0, piece.start - source.end, source.start - piece.end) for piece in content), default=0)
    yield "gap", log(1 + gap)
    if any(piece.start <= source.start < piece.end for piece in content):
        yield "source_in_content", 1.0
    if cast.discourse.paragraph[source.start] == 0:
        yield "in_title", 1.0
    if inside and len(names.words(inside[0][0].text)) == 1:
        yield f"short_name/{'known' if len(names.words(entity.name.text)) > 1 else 'alone'}", 1.0


def _sort_of(token: Token, cast: Cast) -> str:
    if cast.by_token.get(token.i) is not None:
        return "name"
    if is_role(token):
        return "role"
    word = token.lower_
    return "body" if word in body_nouns() else "document" if word in document_nouns() else "people" if is_people(token) else "other"


def odds(probability: float) -> float:
    """The log-odds, cut at `SUREST`."""
    return max(-SUREST, min(SUREST, log_odds(probability)))


@cache
def load() -> Confidence:
    """The shipped model, read once."""
    data = json.loads((path("coreference") / "confidence.json").read_text(encoding="utf-8"))
    return Confidence(data["weights"], data["bar"])

"""Which piece of the words around a name tells its bearer's role, and which the body: a trained choice, weights in plain JSON.

A conditional logit (McFadden 1974), twice: first among all pieces that may be the role, then among those that may be the body, beside the
role that was chosen. "None of these" has weights of its own. Where annotators let a role end and a body begin is what is learnt.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp

from spacy.tokens import Span

from quotecheck.mentions.role_features import body_features, role_features
from quotecheck.mentions.role_pieces import Piece, body_pieces, near_pieces, role_pieces
from quotecheck.mentions.roles import ARTICLES, PREPOSITIONS, Named, Phrase, phrases
from quotecheck.models import path

Rows = list[list[str]]
FAR = 8
"""Of the mentions of one name so many are read, the first ones."""
LIKELY = 24
"""So many pieces are compared with each other, the likeliest ones."""


@dataclass(frozen=True, slots=True)
class Told:
    """The pieces that tell role and body of the bearer of a name."""

    role: Piece | None = None
    body: Piece | None = None

    @property
    def spans(self) -> tuple[Span | None, Span | None]:
        """Role and body as printed, the body by its full name."""
        return None if self.role is None else self.role.span, None if self.body is None else self.body.printed

    @property
    def found_in(self) -> str:
        """The kinds of phrases that told it."""
        return "+".join(dict.fromkeys(piece.phrase.kind for piece in (self.role, self.body) if piece is not None))


@dataclass(frozen=True)
class RoleModel:
    """Weights by feature for "role" and "body", and the probability from which on a piece is taken."""

    weights: Mapping[str, Mapping[str, float]]
    bars: Mapping[str, float]

    def told(self, mentions: Sequence[Span], named: Named) -> Told:
        """Role and body of the bearer of a name, from the words around its mentions."""
        about = about_name(mentions, named)
        role = self.best("role", *role_rows(about, named))
        body = self.best("body", *body_rows(about, role, mentions, named))
        return Told(None if role is None else without_body(role, body), body)

    def best(self, sort: str, pieces: Sequence[Piece], rows: Rows) -> Piece | None:
        """The piece that most probably shares half its words with the right one, if that is probable enough.

        The last row is that of none of them.
        """
        shares = self.shares(sort, rows)
        likely = sorted(range(len(pieces)), key=lambda n: (-shares[n], n))[:LIKELY]
        words = {n: frozenset(pieces[n].printed.text.casefold().split()) for n in likely}
        sure = {n: sum(shares[other] for other in likely if _alike(words[n], words[other])) for n in likely}
        best = max(likely, key=lambda n: (sure[n], shares[n]), default=None)
        return None if best is None or sure[best] < self.bars[sort] else pieces[best]

    def shares(self, sort: str, rows: Rows) -> list[float]:
        """The probability of each row."""
        weights = self.weights[sort]
        sums = [sum(weights.get(name, 0.0) for name in row) for row in rows]
        most = max(sums)
        parts = [exp(each - most) for each in sums]
        whole = sum(parts)
        return [each / whole for each in parts]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return 4 * len(one & other) >= len(one) + len(other)


def without_body(role: Piece, body: Piece | None) -> Piece:
    """The role without the body that it ends in: "head of the Lakeside Trust" is head; "harbour secretary of state" stays whole."""
    if body is None or not role.span.start < body.span.start < role.span.end <= body.span.end:
        return role
    doc, end = role.span.doc, body.span.start
    while end > role.span.start + 1 and (doc[end - 1].lower_ in ARTICLES or doc[end - 1].pos_ in ("ADJ", "VERB")):
        end -= 1
    if doc[end - 1].lower_ not in PREPOSITIONS or end - 1 == role.span.start:
        return role
    return replace(role, span=doc[role.span.start : end - 1])


About = list[tuple[int, Phrase]]


def about_name(mentions: Sequence[Span], named: Named) -> About:
    """The phrases about a name, each with the number of its mention."""
    return [(order, phrase) for order, name in enumerate(mentions[:FAR]) for phrase in phrases(name, named)]


def role_rows(about: About, named: Named) -> tuple[list[Piece], Rows]:
    """All pieces that may be the role with their features; the last row of features is that of none."""
    found = [(order, piece) for order, phrase in about for piece in role_pieces(phrase, named)]
    rows = [role_features(piece, order, named) for order, piece in found]
    return [piece for _, piece in found], [*rows, ["none", *sorted({f"none/{phrase.kind}" for _, phrase in about})]]


def body_rows(about: About, role: Piece | None, mentions: Sequence[Span], named: Named) -> tuple[list[Piece], Rows]:
    """All pieces that may be the body beside that role, with their features; the last row of features is that of none."""
    found = [(order, piece) for order, phrase in about for piece in body_pieces(phrase, named)]
    name = mentions[0] if role is None else role.phrase.name
    found.extend((0, piece) for piece in near_pieces(name, None if role is None else role.span, named))
    rows = [body_features(piece, role, order=order, named=named) for order, piece in found]
    told = "no_role" if role is None else "role"
    return [piece for _, piece in found], [*rows, ["none", f"none/{told}"]]


@cache
def load_roles() -> RoleModel:
    """The shipped model, read once."""
    data = json.loads((path("speakers") / "roles.json").read_text(encoding="utf-8"))
    return RoleModel(data["weights"], data["bars"])

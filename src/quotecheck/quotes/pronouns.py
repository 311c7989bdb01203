"""Whom a pronoun means, where that is safe: salience with a margin.

Each candidate of the right kind gathers weight for what makes people remember someone: having just spoken, being the subject of
the sentence before, being named near by (weights in the manner of Lappin and Leass 1994). The best is taken only when it
beats the next by `MARGIN`; a wrong speaker is worse than none.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from quotecheck.quotes.entities import Entity
from quotecheck.syntax.labels import SUBJECTS, dep

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
THEY = frozenset({"they", "them", "their", "theirs"})
IT = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "me", "my", "we", "us", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
MARGIN = 1.0
QUOTED_MARGIN = 2.0
HELD = 3.0
"""Weight of "X" for the pronoun in "X said that he believes ..."; in a direct quote X would be "I"."""
NOBODY: tuple[Entity | None, float] = (None, 0.0)
REACH = 6


@dataclass(frozen=True, slots=True)
class Turn:
    """One resolved attribution: who spoke, where the record begins and ends (tokens)."""

    speaker: Entity
    start: int
    end: int


@dataclass
class Context:
    """What is known when a source is resolved: layout, quoted tokens, the turns so far."""

    doc: Doc
    sentence: list[int]
    paragraph: list[int]
    quoted: frozenset[int]
    turns: list[Turn] = field(default_factory=list)

    def first_token(self, sentence: int) -> int:
        """The first token of that sentence; 0 for one before the first."""
        return bisect_left(self.sentence, sentence)


@dataclass(frozen=True, slots=True)
class View:
    """Where a source stands: where its statement begins (from there one looks back), its own token, its content's tokens.

    `holder` is who says the statement that holds this one.
    """

    anchor: int
    token: int
    own: frozenset[int] = frozenset()
    holder: Entity | None = None


def view(source: Span, content: Sequence[Span], *, holder: Entity | None = None) -> View:
    """The view from a source with that content."""
    own = frozenset(i for span in content for i in range(span.start, span.end))
    return View(min([source.start, *(span.start for span in content)]), source.start, own, holder)


def layout(doc: Doc, quoted: Iterable[Span]) -> Context:
    """The doc's sentence and paragraph numbers by token."""
    sentence, paragraph = [], []
    s = p = 0
    for token in doc:
        if token.i and token.is_sent_start:
            s += 1
        sentence.append(s)
        paragraph.append(p)
        if "\n" in token.text_with_ws:
            p += 1
    return Context(doc, sentence, paragraph, frozenset(i for span in quoted for i in range(span.start, span.end)))


def resolve(pronoun: Token, entities: Sequence[Entity], *, context: Context, view: View) -> tuple[Entity | None, float]:
    """Whom the pronoun means and how sure that is; `(None, 0.0)` where it is not."""
    word = pronoun.lower_
    gender: str | None = None
    if word in HE | SHE:
        gender = "m" if word in HE else "f"
        candidates = [e for e in entities if e.is_single_person and not e.plural and e.gender in (None, gender)]
    elif word in IT:
        candidates = [e for e in entities if e.kind in ("organization", "document")]
    elif word in THEY:
        candidates = [e for e in entities if e.kind in ("group", "organization")]
    else:
        return NOBODY
    weights = [_weight(e, view, context) + (0.75 if gender and e.gender == gender else 0.0) for e in candidates]
    scored = sorted(((weight, -n) for n, weight in enumerate(weights)), reverse=True)
    if not scored or scored[0][0] < (1.5 if gender else 2.0):
        return NOBODY
    margin = scored[0][0] - (max(0.0, scored[1][0]) if len(scored) > 1 else 0.0)
    if margin < (QUOTED_MARGIN if view.token in context.quoted else MARGIN):
        return NOBODY
    return candidates[-scored[0][1]], min(0.95, 0.6 + 0.1 * margin)


def plural_subject(pronoun: Token, context: Context) -> Token | None:
    """The plural noun that "they" takes up: the nearest subject in this sentence or the last, on the same side of the quotation marks."""
    sentence = context.sentence[pronoun.i]
    for at in range(pronoun.i - 1, max(-1, pronoun.i - 60), -1):
        token = pronoun.doc[at]
        if sentence - context.sentence[at] > 1:
            return None
        if dep(token) in SUBJECTS and token.pos_ in ("NOUN", "PROPN", "PRON"):
            same_side = (at in context.quoted) == (pronoun.i in context.quoted)
            if token.lower_ not in THEY and same_side:
                return token if "Number=Plur" in str(token.morph) or token.tag_ in ("NNS", "NNPS") else None
    return None


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


def _weight(entity: Entity, view: View, context: Context) -> float:
    """Recency, subjecthood and having just spoken, summed; 0 for whoever was not mentioned before."""
    best = 0.0
    sentence, paragraph = context.sentence[view.anchor], context.paragraph[view.anchor]
    for place in entity.within(context.first_token(sentence - REACH), view.token):
        if place.start in view.own:
            continue
        distance = max(0, sentence - context.sentence[place.start])
        value = 2.0 / (1 + distance) if distance else 1.5
        if is_subject_span(place):
            value += 1.5 / distance if distance else 2.0
        if context.paragraph[place.start] != paragraph:
            value *= 0.8
        if place.start in context.quoted:
            value *= 0.4
        if _is_inside_other(place):
            value *= 0.6
        best = max(best, value)
    if not best and not entity.speaks:
        return 0.0
    named = entity.within(min(view.own), max(view.own) + 1) if view.own else []
    if any(place.start in view.own and place.start in context.quoted for place in named):
        best -= 1.5
    if view.holder is entity:
        return 0.0 if view.token in context.quoted else best + HELD
    return best + _turn_weight(entity, view, context)


def _turn_weight(entity: Entity, view: View, context: Context) -> float:
    before = [turn for turn in context.turns[-4:] if turn.start < view.token]
    if not before:
        return 0.0
    last = before[-1]
    if last.speaker is entity:
        gap = context.paragraph[view.anchor] - context.paragraph[min(last.end, len(context.doc) - 1)]
        return 2.0 if gap <= 1 else 1.6 if gap <= 2 else 0.8 if gap <= 4 else 0.0
    return 0.4 if any(turn.speaker is entity for turn in before) else 0.0


def is_subject_span(span: Span) -> bool:
    """Whether the name is the subject of its clause, or part of the phrase that is."""
    root = span.root
    for _ in range(3):
        if dep(root) in SUBJECTS:
            return True
        if dep(root) not in ("appos", "flat", "compound", "nmod", "nmod:desc") or root.head == root:
            return False
        root = root.head
    return False


def _is_inside_other(span: Span) -> bool:
    """Whether the name only says whose something is ("Smith's lawyer")."""
    doc = span.doc
    return dep(span.root) == "nmod:poss" or (span.end < len(doc) and doc[span.end].lower_ in ("'s", "’s"))

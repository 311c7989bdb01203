"""Where everybody stands in the text: sentence, paragraph and quotation of each token, each mention's part in its sentence, who spoke.

What a resolver of pronouns asks of an article, answered in constant time and remembered.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from operator import itemgetter

from spacy.tokens import Doc, Span, Token

from quotecheck.quotes.speakers.entities import INDEFINITE, Entity
from quotecheck.syntax.labels import CLITICS, SUBJECTS, attachment, dep
from quotecheck.syntax.layout import paragraph_numbers

PARTS = {"obj": "object", "iobj": "object", "nmod:poss": "owner", "obl": "oblique", "obl:agent": "oblique", "nmod": "modifier"}
INSIDE = frozenset({"flat", "compound", "nmod:desc", "appos", "goeswith"})


@dataclass(frozen=True, slots=True)
class Turn:
    """One resolved attribution: who spoke, where the record begins and ends (tokens)."""

    speaker: Entity
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One place at which an entity is named or meant.

    `part` is what it is in its clause (subject, object, owner, oblique, modifier, other), `verb` the token that it depends
    on, `form` whether it is a pronoun, an indefinite description, another description, or a name.
    """

    start: int
    end: int
    head: int
    part: str
    verb: int
    form: str


@dataclass
class Discourse:
    """Layout of one doc, and what was resolved so far: turns of speaking, and all mentions of all entities in text order."""

    doc: Doc
    sentence: list[int]
    paragraph: list[int]
    run: list[int]
    turns: list[Turn] = field(default_factory=list)
    order: list[tuple[int, Entity]] = field(default_factory=list)
    _mentions: dict[tuple[int, int], Mention] = field(default_factory=dict)

    def is_quoted(self, token: int) -> bool:
        """Whether the token stands in a quotation."""
        return self.run[token] >= 0

    def first_token(self, sentence: int) -> int:
        """The first token of that sentence; 0 for one before the first."""
        return bisect_left(self.sentence, sentence)

    def end_of_sentence(self, token: int) -> int:
        """The token with which the next sentence begins."""
        return self.first_token(self.sentence[min(token, len(self.sentence) - 1)] + 1)

    def first_of_paragraph(self, paragraph: int) -> int:
        """The first token of that paragraph; 0 for one before the first."""
        return bisect_left(self.paragraph, paragraph)

    def mention(self, span: Span) -> Mention:
        """What that mention is in its sentence."""
        key = (span.start, span.end)
        if key not in self._mentions:
            self._mentions[key] = _mention(span)
        return self._mentions[key]

    def enter(self, entity: Entity) -> None:
        """Put an entity's mentions into the order of the text."""
        for start, _ in entity.places:
            insort(self.order, (start, entity), key=itemgetter(0))

    def see(self, entity: Entity, span: Span) -> None:
        """Remember that this span was found to mean the entity; twice the same is once."""
        if not any(place.end == span.end for place in entity.within(span.start, span.start + 1)):
            entity.see(span)
            insort(self.order, (span.start, entity), key=itemgetter(0))

    def spoke(self, turn: Turn) -> None:
        """Remember who spoke."""
        self.turns.append(turn)
        turn.speaker.speaks = True

    def recent(self, token: int, *, most: int, reach: int) -> list[Entity]:
        """The entities mentioned last before that token, nearest first: `most` of them at most, among `reach` mentions."""
        at = bisect_left(self.order, token, key=itemgetter(0))
        found: dict[int, Entity] = {}
        for _, entity in reversed(self.order[max(0, at - reach) : at]):
            found.setdefault(id(entity), entity)
            if len(found) == most:
                break
        return list(found.values())

    def following(self, token: int) -> list[Entity]:
        """The entities mentioned later in the token's sentence, nearest first."""
        return self.between(token + 1, self.end_of_sentence(token))

    def between(self, start: int, end: int) -> list[Entity]:
        """The entities mentioned from one token up to another, nearest first."""
        low = bisect_left(self.order, start, key=itemgetter(0))
        high = bisect_left(self.order, end, key=itemgetter(0))
        return list({id(entity): entity for _, entity in self.order[low:high]}.values())


def discourse(doc: Doc, quoted: Sequence[Span], entities: Iterable[Entity] = ()) -> Discourse:
    """The layout of a doc with these quotations, and its entities' mentions in order."""
    starts = doc.to_array("SENT_START").tolist()
    sentence = [0, *accumulate(int(start == 1) for start in starts[1:])][: len(doc)]
    run = [-1] * len(doc)
    for number, span in enumerate(quoted):
        for i in range(span.start, span.end):
            run[i] = number if run[i] < 0 else run[i]
    made = Discourse(doc, sentence, paragraph_numbers(doc), run)
    made.order = sorted(((start, entity) for entity in entities for start, _ in entity.places), key=itemgetter(0))
    return made


def _mention(span: Span) -> Mention:
    doc, head = span.doc, _outer(span.root)
    part, verb = _part(head)
    if part != "owner" and span.end < len(doc) and doc[span.end].lower_ in CLITICS and not doc[span.end - 1].whitespace_:
        part = "owner"
    first = span[0]
    if len(span) == 1 and (first.pos_ == "PRON" or first.tag_ in ("PRP", "PRP$")):
        form = "pronoun"
    elif first.lower_ in INDEFINITE or first.like_num:
        form = "indefinite"
    else:
        form = "name" if span.root.pos_ == "PROPN" else "description"
    return Mention(span.start, span.end, head.i, part, verb, form)


def _outer(token: Token) -> Token:
    """The head of the phrase in which the token is an apposition or a part of a name."""
    for _ in range(3):
        if dep(token) not in INSIDE or token.head == token:
            break
        token = token.head
    return token


def _part(head: Token) -> tuple[str, int]:
    """What the phrase's head is in its clause, and the verb or noun that it depends on; a conjunct is what the first is."""
    for _ in range(3):
        if dep(head) != "conj" or head.head == head:
            break
        head = head.head
    label = dep(head)
    if label in SUBJECTS:
        return "subject", head.head.i
    return PARTS.get(label, "other"), attachment(head).i

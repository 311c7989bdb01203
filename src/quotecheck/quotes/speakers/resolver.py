"""Attributions to speakers, in text order: each resolved one is remembered, for who spoke last weighs when "he" follows."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from quotecheck.layers import Frame
from quotecheck.quotes.speakers import descriptions, pronouns
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import Entity, without_determiner
from quotecheck.quotes.speakers.features import View, view
from quotecheck.quotes.speakers.mentions import Turn
from quotecheck.quotes.speakers.names import closing_name, is_joint, principal
from quotecheck.quotes.speakers.nouns import body_nouns, is_role
from quotecheck.quotes.speakers.pronouns import FIRST, RELATIVE, THEY, gender_of, sort_of
from quotecheck.quotes.speakers.ranker import Choice, Ranker
from quotecheck.syntax.phrases import base_phrase


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who the speaker is and how sure that is; where nobody is safe, who it may be."""

    entity: Entity | None = None
    confidence: float = 0.0
    rivals: tuple[Entity, ...] = ()

    def weakened(self, factor: float) -> "Resolution":
        """The same, less sure: taken over from another statement."""
        return Resolution(self.entity, self.confidence * factor, self.rivals)


NOBODY = Resolution()
OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})
NEW = 0.5
"""How likely it must be that a description means nobody mentioned before, for somebody new to be taken to go by it."""


class Resolver:
    """Resolves the sources of one doc, and every "he" and "she" on the way, in text order.

    Pronouns that are no sources count too: whoever "his" and "him" mean stays in mind, and is meant by the next "he".
    """

    def __init__(self, cast: Cast, ranker: Ranker) -> None:
        self.cast = cast
        self.discourse = cast.discourse
        self.ranker = ranker
        self.done: dict[str, Resolution] = {}
        self.by_id: dict[str, Frame] = {}
        self.holder_at: dict[int, str] = {}
        self.strangers: set[int] = set()
        self.waiting = deque(self.anaphors())

    def anaphors(self) -> list[Span]:
        """Everything that may mean somebody named elsewhere: "he" and "she", and descriptions of one person or body."""
        doc = self.cast.doc
        found = [doc[token.i : token.i + 1] for token in doc if gender_of(token.lower_) is not None]
        found.extend(descriptions.descriptions(doc, self.cast.taken()))
        return sorted(found, key=lambda span: span.start)

    def resolve_all(self, said: Sequence[Frame]) -> dict[str, Resolution]:
        """What was found by attribution id; nobody where no speaker is safe."""
        self.by_id = {frame.id: frame for frame in said}
        for frame in sorted(said, key=lambda frame: -sum(map(len, frame.all("content")))):
            self.holder_at.update({i: frame.id for span in frame.all("content") for i in range(span.start, span.end)})
        sources = {self.cast.head(span).i for frame in said for span in frame.all("source")}
        self.waiting = deque(span for span in self.waiting if self.cast.head(span).i not in sources)
        for frame in said:
            self.before(min(span.start for role in ("content", "source") for span in frame.all(role)))
            self._resolve(frame)
        self.before(len(self.discourse.doc))
        return self.done

    def before(self, end: int) -> None:
        """Resolve what stands before that token and is no source."""
        while self.waiting and self.waiting[0].start < end:
            span = self.waiting.popleft()
            holder = self.done.get(self.holder_at.get(span.start, ""))
            seen = view(span, holder=None if holder is None else holder.entity)
            if seen.sort == "he":
                self.pronoun(seen)
            else:
                self.described(seen)

    def _resolve(self, frame: Frame) -> Resolution:
        """One attribution, those that it leans on first; a ring of leaning ones resolves to nobody."""
        if frame.id in self.done:
            return self.done[frame.id]
        self.done[frame.id] = NOBODY
        leader = self.by_id.get(frame.text("same_source_as") or frame.text("continues") or "")
        source = frame.one("source")
        if source is not None:
            holder = self.by_id.get(frame.text("within") or "")
            result = self.source(source, frame.all("content"), holder=None if holder is None else self._resolve(holder))
        elif leader is not None:
            result = self._resolve(leader).weakened(0.95)
        else:
            result = NOBODY
        if result.entity is not None:
            self._remember(result.entity, frame, source)
        elif source is not None and is_role(self.cast.head(source)):
            self._remember(self._stranger(source), frame, source)
        self.done[frame.id] = result
        return result

    def _stranger(self, source: Span) -> Entity:
        """One who spoke and is not known: the next "he" may mean nobody else, and then nobody is safe."""
        stranger = Entity("unnamed", source, [])
        self.strangers.add(id(stranger))
        return stranger

    def source(self, source: Span, content: Sequence[Span], *, holder: Resolution | None) -> Resolution:
        """The entity behind a source: a pronoun, a document, a name, or a description."""
        head = self.cast.head(source)
        word = head.lower_
        if len(source) == 1 and word in FIRST:
            return NOBODY if holder is None else holder.weakened(0.9)
        if len(source) == 1 and word in RELATIVE:
            entity = pronouns.antecedent(head, self.cast.by_token)
            if entity is not None:
                return Resolution(entity, 0.8)
            noun = pronouns.described_by(head)
            return NOBODY if noun is None else self.named(base_phrase(noun), content).weakened(0.8)
        if len(source) == 1 and (head.pos_ == "PRON" or sort_of(word) is not None):
            return self.pronoun(view(source, content, holder=None if holder is None else holder.entity))
        return self.named(source, content)

    def named(self, source: Span, content: Sequence[Span]) -> Resolution:
        """The entity behind a source that is no pronoun: whom it names, or whom it describes."""
        head = self.cast.head(source)
        if is_joint(source, self.cast):
            return NOBODY
        named = principal(source, self.cast)
        if named is not None and named.kind == "person":
            return Resolution(named, 0.97)
        titled = self.cast.titled(source)
        if titled is not None:
            return Resolution(titled, 0.9)
        document = self.cast.documents.get(head.i)
        if document is not None:
            return Resolution(document, 0.9)
        if named is not None:
            return Resolution(named, 0.95)
        name = closing_name(source)
        known = None if name is None else self.cast.by_token.get(name.start)
        if name is not None and (known is None or known.kind == "person"):
            return Resolution(known or self.cast.add(Entity("person", name, [name])), 0.7)
        leading = descriptions.leading_body(source, self.cast) if head.lower_ in body_nouns() else None
        if leading is not None:
            return Resolution(leading, 0.8)
        return self.described(view(source, content))

    def described(self, view: View) -> Resolution:
        """Whom a description means: somebody mentioned before, or somebody new who goes by it from here on."""
        if view.sort in ("role", "body"):
            choice = self.ranker.choose(view, self.discourse)
            if choice.entity is not None:
                self.tell_role(choice.entity, view)
                return self.taken(view, choice)
            if choice.nobody < NEW and not (view.is_source and view.sort == "role"):
                return self._unsafe(choice)
        if view.is_source:
            return Resolution(*descriptions.resolve(view.span, self.cast, own=view.own))
        if is_role(view.token):
            descriptions.unnamed(view.span, self.cast)
        return NOBODY

    def tell_role(self, entity: Entity, view: View) -> None:
        """A source's description tells the role of one of whom none is known: "the party said"."""
        owned = view.span[0].lower_ in OWNERS or bool(self.cast.mentions_in(view.span))
        named = view.token.lower_ in {token.lower_ for token in entity.name}
        if view.is_source and entity.role is None and entity.kind in ("person", "organization") and not owned and not named:
            entity.role = without_determiner(view.span)

    def pronoun(self, view: View) -> Resolution:
        """Whom "he", "she", "it" or "they" means; what the pronoun tells of gender is kept."""
        choice = self.ranker.choose(view, self.discourse)
        if choice.entity is not None:
            return self.taken(view, choice)
        noun = pronouns.plural_subject(view.token, self.discourse) if view.token.lower_ in THEY and view.is_source else None
        if noun is not None:
            return Resolution(*descriptions.group(base_phrase(noun), self.cast))
        return self._unsafe(choice)

    def _unsafe(self, choice: Choice) -> Resolution:
        return Resolution(None, 0.0, tuple(rival for rival in choice.rivals if id(rival) not in self.strangers))

    def taken(self, view: View, choice: Choice) -> Resolution:
        """Remember what a pronoun was found to mean."""
        entity = choice.entity
        if entity is None or id(entity) in self.strangers:
            return self._unsafe(choice)
        self.discourse.see(entity, view.span)
        if entity.gender is None and entity.is_single_person:
            entity.gender, entity.gender_by = gender_of(view.token.lower_), "pronoun"
        return Resolution(entity, choice.probability)

    def _remember(self, entity: Entity, frame: Frame, source: Span | None) -> None:
        spans = [*frame.all("content"), *([source] if source is not None else [])]
        self.discourse.spoke(Turn(entity, min(s.start for s in spans), max(s.end for s in spans)))
        if source is not None:
            self.discourse.see(entity, source)

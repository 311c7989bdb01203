"""Attributions to speakers, in text order: each resolved one is remembered, for who spoke last weighs when "he" follows."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span

from quotecheck.layers import Frame
from quotecheck.quotes.speakers import descriptions, joint, pronouns
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import Entity, without_determiner
from quotecheck.quotes.speakers.features import DESCRIBED, View, view, view_of_words
from quotecheck.quotes.speakers.mentions import Turn
from quotecheck.quotes.speakers.names import closing_name, principal
from quotecheck.quotes.speakers.nouns import body_nouns, is_definite, is_role
from quotecheck.quotes.speakers.pronouns import FIRST, RELATIVE, THEY, gender_of, sort_of
from quotecheck.quotes.speakers.ranker import Choice, Ranker
from quotecheck.syntax.phrases import base_phrase


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who the speaker is likeliest to be, and who else it may be.

    `way` names how that was found: a sort of anaphor, with the `probability` that the ranker gives, or a way of naming
    ("person", "title", "document", "body", "capitals", "new" ...), with 1.
    """

    entity: Entity | None = None
    way: str = "nobody"
    probability: float = 0.0
    rivals: tuple[Entity, ...] = ()


NOBODY = Resolution()
OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})


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
        self.waiting = deque(self.anaphors())

    def anaphors(self) -> list[Span]:
        """Everything that may mean somebody named elsewhere: "he" and "she", and descriptions of one person or body."""
        doc = self.cast.doc
        found = [doc[token.i : token.i + 1] for token in doc if gender_of(token.lower_) is not None]
        found.extend(descriptions.descriptions(doc, self.cast.taken()))
        return sorted(found, key=lambda span: span.start)

    def resolve_all(self, said: Sequence[Frame]) -> dict[str, Resolution]:
        """What was found by attribution id."""
        self.by_id = {frame.id: frame for frame in said}
        for frame in sorted(said, key=lambda frame: -sum(map(len, frame.all("content")))):
            self.holder_at.update({i: frame.id for span in frame.all("content") for i in range(span.start, span.end)})
        sources = {self.cast.head(span).i for frame in said if (span := self.cast.source(frame)) is not None}
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
        holder = self._of(frame.text("within"))
        source, content = self.cast.source(frame), frame.all("content")
        if source is not None:
            result = self.source(source, content, holder=holder)
        else:
            leader = self._of(frame.text("same_source_as") or frame.text("continues"))
            result = self.sourceless(view_of_words(frame, holder=holder.entity, leader=leader.entity))
        if result.entity is not None:
            self._remember(result.entity, frame, source)
        self.done[frame.id] = result
        return result

    def _of(self, frame_id: str | None) -> Resolution:
        """What another attribution resolves to."""
        frame = self.by_id.get(frame_id or "")
        return NOBODY if frame is None else self._resolve(frame)

    def source(self, source: Span, content: Sequence[Span], *, holder: Resolution = NOBODY) -> Resolution:
        """The entity behind a source: a pronoun, a document, a name, or a description."""
        head = self.cast.head(source)
        word = head.lower_
        if len(source) == 1 and word in FIRST:
            return replace(holder, way="first")
        if len(source) == 1 and word in RELATIVE:
            entity = pronouns.antecedent(head, self.cast.by_token)
            if entity is not None:
                return Resolution(entity, "relative", 1.0)
            noun = pronouns.described_by(head)
            return NOBODY if noun is None else self.named(base_phrase(noun), content)
        if len(source) == 1 and (head.pos_ == "PRON" or sort_of(word) is not None):
            return self.pronoun(view(source, content, holder=holder.entity))
        return self.named(source, content)

    def named(self, source: Span, content: Sequence[Span]) -> Resolution:
        """The entity behind a source that is no pronoun: whom it names, or whom it describes."""
        head = self.cast.head(source)
        several = joint.speakers(source, self.cast)
        if several is not None:
            return Resolution(several, "joint", 1.0)
        named = principal(source, self.cast)
        if named is not None and named.kind == "person":
            return Resolution(named, "person", 1.0)
        titled = self.cast.titled(source)
        if titled is not None:
            return Resolution(titled, "title", 1.0)
        document = self.cast.documents.get(head.i)
        if document is not None:
            return Resolution(document, "document", 1.0)
        if named is not None and not self._only_owns(named, source):
            return Resolution(named, "body_name", 1.0)
        name = closing_name(source)
        known = None if name is None else self.cast.by_token.get(name.start)
        if name is not None and (known is None or known.kind == "person"):
            return Resolution(known or self.cast.add(Entity("person", name, [name])), "capitals", 1.0)
        return self.described(view(source, content))

    def _only_owns(self, named: Entity, source: Span) -> bool:
        """Whether the name stands before a common noun for a body that may be another: "the UN agency"."""
        head = self.cast.head(source)
        return is_definite(source) and head.lower_ in body_nouns() and self.cast.by_token.get(head.i) is not named

    def described(self, view: View) -> Resolution:
        """Whom a description means: somebody mentioned before, or somebody new who goes by it from here on."""
        choice = self.chosen(view) if view.sort in DESCRIBED else Choice()
        if choice.entity is not None:
            self.tell_role(choice.entity, view)
            return self.taken(view, choice)
        if view.is_source:
            entity = descriptions.resolve(view.span, self.cast)
            return Resolution(entity, f"new/{view.sort or 'plain'}", choice.nobody, tuple(choice.rivals))
        if is_role(view.token):
            descriptions.unnamed(view.span, self.cast)
        return NOBODY

    def tell_role(self, entity: Entity, view: View) -> None:
        """A source's description tells the role of one of whom none is known: "the party said"."""
        owned = view.span[0].lower_ in OWNERS or bool(self.cast.mentions_in(view.span))
        named = view.token.lower_ in {token.lower_ for token in entity.name}
        if view.is_source and entity.role is None and entity.kind in ("person", "organization") and not owned and not named:
            entity.role = without_determiner(view.span)

    def sourceless(self, view: View) -> Resolution:
        """Whose words those are that stand without a source."""
        choice = self.chosen(view)
        rivals = tuple(each for each in choice.rivals if each is not choice.entity)
        return Resolution(choice.entity, view.sort, choice.probability, rivals)

    def pronoun(self, view: View) -> Resolution:
        """Whom "he", "she", "it" or "they" means; what the pronoun tells of gender is kept."""
        if view.is_source and view.token.lower_ in THEY:
            noun = pronouns.plural_subject(view.token, self.discourse)
            if noun is not None and self.cast.by_token.get(noun.i) is None:
                descriptions.group(base_phrase(noun), self.cast)
        return self.taken(view, self.chosen(view))

    def chosen(self, view: View) -> Choice:
        """Whom the ranker takes the anaphor to mean."""
        return self.ranker.choose(view, self.discourse)

    def taken(self, view: View, choice: Choice) -> Resolution:
        """Remember what an anaphor was found to mean."""
        entity = choice.entity
        rivals = tuple(each for each in choice.rivals if each is not entity)
        if entity is None:
            return Resolution(None, view.sort, 0.0, rivals)
        self.discourse.see(entity, view.span)
        if entity.gender is None and entity.is_single_person and gender_of(view.token.lower_) is not None:
            entity.gender, entity.gender_by = gender_of(view.token.lower_), "pronoun"
        return Resolution(entity, view.sort, choice.probability, rivals)

    def _remember(self, entity: Entity, frame: Frame, source: Span | None) -> None:
        spans = [*frame.all("content"), *([source] if source is not None else [])]
        self.discourse.spoke(Turn(entity, min(s.start for s in spans), max(s.end for s in spans)))
        if source is not None:
            self.discourse.see(entity, source)

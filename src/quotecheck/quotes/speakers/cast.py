"""Who can be a speaker: the persons, bodies and documents of the other layers, and those found only as sources."""

from collections import deque
from collections.abc import Iterable, Sequence

from spacy.tokens import Span, Token

from quotecheck.layers import PEOPLE, REPORTS, Findings, Frame
from quotecheck.quotes.speakers.entities import Entity, head_of, without_determiner, words_of
from quotecheck.quotes.speakers.mentions import discourse
from quotecheck.quotes.speakers.nouns import time_words
from quotecheck.records import SpeakerKind
from quotecheck.text import names

RECENT = 50
MARKS = frozenset({",", ":", ";", "–", "—", '"', "“", "”", "‘"})
KINDS: dict[str, SpeakerKind] = {"person": "person", "organization": "organization"}

LONGEST_TITLE = 12
"""In tokens: so far behind its first word the name that a title belongs to is looked for."""


class Cast:
    """All possible speakers of one doc, found by token; of those found only as sources the last `RECENT` stay in play."""

    def __init__(self, findings: Findings, quoted: Sequence[Span]) -> None:
        self.doc = findings.doc
        self.known: list[Entity] = []
        self.recent: deque[Entity] = deque(maxlen=RECENT)
        self.by_token: dict[int, Entity] = {}
        self.by_words: dict[tuple[str, str], Entity] = {}
        self.by_head: dict[tuple[str, str], Entity] = {}
        self.mention_at: dict[int, Span] = {}
        self.documents: dict[int, Entity] = {}
        self.titles: dict[int, Entity] = {}
        for frame in findings.frames(PEOPLE):
            self._add_person(frame)
        for frame in findings.frames(REPORTS):
            self._add_document(frame)
        self.discourse = discourse(self.doc, quoted, self.known)

    def taken(self) -> set[int]:
        """The tokens of names, of titles and roles, and of documents' mentions."""
        spans = [entity.role for entity in self.known if entity.role is not None]
        spans += [mention for entity in self.known if entity.kind == "document" for mention in entity.mentions]
        return {*self.by_token, *(i for span in spans for i in range(span.start, span.end))}

    def candidates(self) -> list[Entity]:
        """Everybody who may be meant by a description or pronoun."""
        return [*self.known, *self.recent]

    def _add_person(self, frame: Frame) -> None:
        mentions = list(frame.all("mention"))
        kind = KINDS.get(frame.text("kind") or "", "organization")
        name = frame.one("name") or mentions[0]
        entity = Entity(kind, name, mentions, frame.one("role"), frame.one("affiliation"), frame.text("gender"))
        entity.gender_by = frame.text("gender_by") or "role"
        self.known.append(entity)
        self.by_token.update({i: entity for span in mentions for i in range(span.start, span.end)})
        self.mention_at.update({i: span for span in mentions for i in range(span.start, span.end)})
        if kind == "organization":
            self.by_words.setdefault(("organization", " ".join(names.words(name.text))), entity)
        if entity.kind == "person" and entity.role is not None:
            role = entity.role
            if any(0 <= mention.start - role.end <= 3 for mention in mentions):
                self.titles.update(dict.fromkeys(range(role.start, role.end), entity))

    def _add_document(self, frame: Frame) -> None:
        mentions = list(frame.all("mention"))
        if not mentions:
            return
        number = frame.one("number")
        numbered = [span for span in mentions if number is not None and span.start <= number.start < span.end]
        name = max(numbered or mentions, key=lambda span: span.end_char - span.start_char)
        entity = Entity(
            "document", without_determiner(name), mentions, affiliation=self._owner(mentions) or frame.one("publisher"), report=frame.id
        )
        outlet, is_named = frame.text("kind") == "media", True
        for span in mentions:
            head = head_of(span)
            named = self.by_token.get(head.i)
            if named is not None and named.kind == "organization" and outlet:
                named.report = named.report or frame.id
                continue
            if outlet and head.ent_type_ and head.pos_ == "PROPN":
                entity.kind = "organization"
            self.documents[head.i] = entity
            is_named = False
        if not is_named:
            self.known.append(entity)

    def _owner(self, mentions: Iterable[Span]) -> Span | None:
        """The name at the head of a document's mention: "the Lakeside Trust statement", "Smith's letter"."""
        for span in mentions:
            for mention, _ in self.mentions_in(span)[:1]:
                if mention.start - span.start <= 1 and mention.end < span.end:
                    return mention
        return None

    def mentions_in(self, span: Span) -> list[tuple[Span, Entity]]:
        """Named mentions inside the span, in text order."""
        found: dict[int, tuple[Span, Entity]] = {}
        for i in range(span.start, span.end):
            entity = self.by_token.get(i)
            if entity is not None:
                mention = self.mention_at[i]
                found[mention.start] = (mention, entity)
        return [found[start] for start in sorted(found)]

    def source(self, frame: Frame) -> Span | None:
        """An attribution's source, without marks at its ends and without the time that it ends with: "“ the fund today"."""
        source = frame.one("source")
        if source is None:
            return None
        start, end = source.start, source.end
        while start < end - 1 and not self.doc[start].text[0].isalnum():
            start += 1
        while start < end - 1 and self.doc[end - 1].text in MARKS:
            end -= 1
        is_dated = end - start > 1 and self.doc[end - 1].lower_ in time_words() and self.doc[end - 2].pos_ in ("NOUN", "PROPN", "PRON")
        return self.doc[start : end - is_dated]

    def head(self, source: Span) -> Token:
        """The source's head word; a name that goes on in small letters is none: "a Bank of Osteria official" is an official."""
        head = head_of(source)
        for mention, _ in self.mentions_in(source):
            if mention.start <= head.i < mention.end:
                end = mention.end
                while end < source.end and self.doc[end].text.islower() and self.doc[end].pos_ in ("NOUN", "ADJ"):
                    end += 1
                return self.doc[end - 1] if end > mention.end else head
        return head

    def titled(self, source: Span) -> Entity | None:
        """Who bears the title that the source is, where the name follows but was cut off: "analyst" before "Ann Lee"."""
        at = source.end
        while at < len(self.doc) and at - source.end < 3 and self.doc[at].lower_.rstrip(".") in (*names.HONORIFICS, ""):
            at += 1
        follows = self.by_token.get(at) if at < len(self.doc) and not self.doc[at].is_sent_start else None
        if follows is not None and follows.kind == "person" and source[-1].pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
            return follows
        found = self.titles.get(source[-1].i)
        if found is None:
            return None
        # a verb between them ends the title: "The Prosecutor's Office | accused Maria Lopez"
        name = next((span for span in found.within(source.end, source.end + LONGEST_TITLE)), None)
        return None if name is not None and any(t.pos_ == "VERB" for t in self.doc[source.end : name.start]) else found

    def named(self, name: Span) -> Entity:
        """The body that goes by exactly this name; a new one where no layer has it (a country, say)."""
        key = " ".join(names.words(name.text))
        found = self.by_words.get(("organization", key))
        if found is None:
            same = [ent for ent in self.doc.ents if ent.text == name.text]
            found = self.by_words["organization", key] = self.add(Entity("organization", without_determiner(name), same or [name]))
        return found

    def add(self, entity: Entity) -> Entity:
        """A new one, from here on a candidate for the sources that follow."""
        self.recent.append(entity)
        self.discourse.enter(entity)
        self.by_words[entity.kind, words_of(entity.name)] = entity
        self.by_head[entity.kind, head_of(entity.name).lower_] = entity
        return entity

"""Corpora with gold coreference as the resolver sees them: entities with their mentions, pronouns to be found."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from quotecheck.layers import ATTRIBUTIONS, QUOTATIONS, Findings, Frame
from quotecheck.mentions.given_names import gender_by_ending, given_names
from quotecheck.quotes.marks import Marks
from quotecheck.quotes.speakers.antecedents import antecedents
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.descriptions import descriptions
from quotecheck.quotes.speakers.entities import Entity, head_of
from quotecheck.quotes.speakers.features import View, sort_of_phrase
from quotecheck.quotes.speakers.mentions import discourse
from quotecheck.quotes.speakers.nouns import is_role
from quotecheck.quotes.speakers.pronouns import HE, SHE, sort_of
from quotecheck.quotes.speakers.ranker import Choice, Ranker
from quotecheck.quotes.speakers.resolver import NOBODY, Resolution, Resolver
from quotecheck.text import names

OPEN = frozenset({"academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"})
PERSONAL = HE | SHE | {"i", "me", "my", "you", "who"}
PRONOUNS = PERSONAL | {
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
    "we",
    "us",
    "our",
    "your",
    "mine",
    "that",
    "which",
    "whom",
}
KINDS = {"person": "person", "organization": "organization", "place": "organization"}


@dataclass
class Text:
    """A doc with gold entities: `meaning` leads from a pronoun's token to its entity."""

    id: str
    genre: str
    split: str
    doc: Doc
    entities: list[Entity]
    meaning: dict[int, Entity] = field(default_factory=dict)


def texts(nlp: Language, folder: Path, cache: Path) -> Iterator[Text]:
    """GUM and LitBank, parsed once and kept in the cache with their quotations and attributions."""
    for name, files in (("gum", ("gum/train", "gum/dev", "gum/test")), ("litbank", ("litbank/all",))):
        rows = [(file.split("/")[1], json.loads(line)) for file in files for line in (folder / f"{file}.jsonl").open(encoding="utf-8")]
        kept = cache / f"{name}.spacy"
        if not kept.exists():
            with nlp.select_pipes(disable=[pipe for pipe in nlp.pipe_names if pipe.startswith("quotecheck_") and pipe not in NEEDED]):
                DocBin(docs=nlp.pipe(row["text"] for _, row in rows)).to_disk(kept)
        for (split, row), doc in zip(rows, DocBin().from_disk(kept).get_docs(nlp.vocab), strict=True):
            assert doc.text == row["text"], row["id"]
            yield gold(row, split, doc)


NEEDED = (
    "quotecheck_encoder",
    "quotecheck_linked_attributions",
    "quotecheck_boundaries",
    "quotecheck_names",
    "quotecheck_furniture",
    "quotecheck_quotations",
    "quotecheck_attributions",
)


def gold(row: dict[str, Any], split: str, doc: Doc) -> Text:
    """The text with its entities; a chain of which the corpus does not say what it is is a person where a pronoun or title says so."""
    made = Text(row["id"], row["meta"].get("genre", "novel"), split, doc, [])
    chains = [(each["type"], each["mentions"]) for each in row.get("entities") or []] or [(None, each) for each in row["coref"]]
    for sort, mentions in chains:
        spans = [span for start, end in mentions if (span := doc.char_span(start, end, alignment_mode="expand"))]
        full = [span for span in spans if span.text.lower() not in PRONOUNS]
        pronouns = [span for span in spans if len(span) == 1 and sort_of(span.text) is not None]
        kind = KINDS.get(sort, "") if sort is not None else "person" if is_person(spans) else ""
        if kind != "person" and any(span.text.lower() in HE | SHE for span in pronouns):
            kind = "person"
        if not kind or (not full and not pronouns):
            continue
        entity = Entity("organization" if kind == "organization" else "person", (full or spans)[0], full)
        entity.plural = kind == "person" and is_plural(full, pronouns)
        entity.gender, entity.gender_by = gender(full)
        made.entities.append(entity)
        made.meaning.update({span.start: entity for span in pronouns})
    return made


def is_person(spans: Sequence[Span]) -> bool:
    words = {span.text.lower() for span in spans}
    if words & PERSONAL:
        return True
    return any(span.root.ent_type_ == "PERSON" or names.honorific(span.text) for span in spans if span.text.lower() not in PRONOUNS)


def is_plural(full: Sequence[Span], pronouns: Sequence[Span]) -> bool:
    heads = [head_of(span) for span in full]
    many = sum(
        head.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" and t.head == head for t in span)
        for head, span in zip(heads, full, strict=True)
    )
    singular = any(span.text.lower() in HE | SHE for span in pronouns)
    return not singular and (many * 2 > len(full) or any(sort_of(span.text) == "they" for span in pronouns))


def gender(full: Sequence[Span]) -> tuple[str | None, str]:
    for span in full:
        if found := names.gender_of_title(span.text):
            return found, "title"
    votes = {found for span in full if (found := names.gender_of_noun(head_of(span).text))}
    if len(votes) == 1:
        return votes.pop(), "role"
    for span in sorted(full, key=lambda span: -len(span)):
        capitals = [token.lower_ for token in span if token.pos_ == "PROPN"]
        if not capitals or span.root.pos_ != "PROPN":
            continue
        if capitals[0] in given_names():
            return given_names()[capitals[0]], "name"
        if len(capitals) > 1 and (found := gender_by_ending(capitals[0])):
            return found, "ending"
    return None, ""


class GoldCast(Cast):
    """The gold entities in the place of those found."""

    def __init__(self, text: Text, quoted: Sequence[Span]) -> None:
        self.doc = text.doc
        self.known = [copy(entity) for entity in text.entities]
        self.by_head: dict[int, tuple[int, Entity]] = {}
        for entity in self.known:
            for span in entity.mentions:
                head = head_of(span).i
                if len(span) > self.by_head.get(head, (0, entity))[0]:
                    self.by_head[head] = len(span), entity
        self.by_token = {
            i: entity
            for entity, span in sorted(((e, s) for e in self.known for s in e.mentions), key=lambda pair: -len(pair[1]))
            for i in range(span.start, span.end)
        }
        kept = dict(zip(map(id, text.entities), self.known, strict=True))
        self.meaning = {at: kept[id(entity)] for at, entity in text.meaning.items()}
        self.discourse = discourse(self.doc, quoted, self.known)

    def taken(self) -> set[int]:
        spans = [span for entity in self.known for span in entity.mentions if span.root.pos_ == "PROPN"]
        return {i for span in spans for i in range(span.start, span.end)}

    def head(self, source: Span) -> Any:
        return head_of(source)


def copy(entity: Entity) -> Entity:
    made = Entity(entity.kind, entity.name, entity.mentions)
    made.plural, made.gender, made.gender_by = entity.plural, entity.gender, entity.gender_by
    return made


@dataclass
class Decision:
    """One pronoun or description: what it means, and the candidates with their features."""

    sort: str
    meant: Entity
    entities: list[Entity]
    features: list[dict[str, float]]


class GoldResolver(Resolver):
    """Resolves a text with gold entities: every pronoun by gold, the features kept."""

    def __init__(self, text: Text, ranker: Ranker) -> None:
        findings = Findings(text.doc, "train")
        self.said = sorted((f for f in findings.frames(ATTRIBUTIONS) if f.all("content")), key=position)
        super().__init__(
            GoldCast(text, [run.span for run in Marks(findings.frames(QUOTATIONS), text.doc.text).runs]),
            replace(ranker, score=antecedents(text.doc)),
        )
        self.decisions: list[Decision] = []

    def anaphors(self) -> list[Span]:
        """The gold pronouns, and of the descriptions those that are a gold mention."""
        doc = self.cast.doc
        found = [doc[i : i + 1] for i in self.cast.meaning if sort_of(doc[i].text)]
        found.extend(
            span for span in descriptions(doc, self.cast.taken()) if sort_of_phrase(span, span[-1]) and self.meant(span) is not None
        )
        return sorted(found, key=lambda span: span.start)

    def meant(self, span: Span) -> Entity | None:
        if len(span) == 1:
            return self.cast.meaning.get(span.start)
        _, entity = self.cast.by_head.get(span[-1].i, (0, None))
        fits = entity is not None and (entity.kind == "person") == is_role(span[-1]) and not entity.plural
        return entity if fits else None

    def run(self) -> list[Decision]:
        self.resolve_all(self.said)
        return self.decisions

    def named(self, source: Span, content: Sequence[Span]) -> Resolution:
        found = self.cast.by_head.get(head_of(source).i)
        return NOBODY if found is None else Resolution(found[1], "gold", 1.0)

    def sourceless(self, view: View) -> Resolution:
        return Resolution(view.leader, view.sort, 1.0)

    def described(self, view: View) -> Resolution:
        return self.pronoun(view)

    def pronoun(self, view: View) -> Resolution:
        meant = self.meant(view.span)
        if meant is None:
            return NOBODY
        entities = self.ranker.candidates(view, self.discourse)
        features = self.ranker.features(view, entities, discourse=self.discourse)
        self.decisions.append(Decision(view.sort, meant, entities, features))
        return self.taken(view, Choice(meant, 1.0))


def position(frame: Frame) -> int:
    return min(span.start for role in ("content", "source") for span in frame.all(role))

"""News whose speakers are annotated, as the resolver meets it: our own names, statements and quotations, gold only for who spoke."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from quotecheck.evaluate import alike, dice, pair, same_name
from quotecheck.layers import QUOTATIONS, Findings, Frame, text_of
from quotecheck.quotes.marks import Marks, form_of
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.confidence import describe
from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.features import View
from quotecheck.quotes.speakers.pipe import statements
from quotecheck.quotes.speakers.ranker import Choice, Ranker
from quotecheck.quotes.speakers.resolver import Resolution, Resolver
from quotecheck.quotes.terms import load_terms
from quotecheck.text.names import bare

CORPORA = ("train", "webtrain", "speakers")
"""Newsquotes train and webtrain with all their statements, and the marked sources of PolNeAR."""
NAMELESS = ("unnamed", "group", "document")
ENCODER = "quotecheck_encoder"
Bounds = tuple[int, int]


@dataclass(frozen=True)
class Mark:
    """One statement and who is behind it, by the names that would be right; none where no reader can tell."""

    content: Sequence[Bounds]
    source: Sequence[Bounds]
    names: Sequence[str]
    kind: str

    def fits(self, entity: Entity) -> bool:
        """Whether the entity is the speaker, as the scorer compares names."""
        name = bare(entity.name.text) if entity.kind in ("person", "organization") else entity.name.text
        if any(same_name(each, name) for each in self.names):
            return True
        loose = self.kind in NAMELESS and entity.kind in (*NAMELESS, "organization")
        return loose and any(alike(each, name) for each in self.names)


@dataclass
class Article:
    """A parsed article and the marks of its statements."""

    id: str
    corpus: str
    doc: Doc
    marks: list[Mark] = field(default_factory=list)


def articles(nlp: Language, folder: Path, cache: Path) -> Iterator[Article]:
    """All annotated articles; what stands before the encoder and the encoder itself run once, the rest every time."""
    late = nlp.pipe_names[nlp.pipe_names.index(ENCODER) + 1 :]
    for corpus in CORPORA:
        rows = marked(folder, corpus)
        kept = cache / f"{corpus}.raw.spacy"
        if not kept.exists():
            with nlp.select_pipes(disable=late):
                DocBin(docs=nlp.pipe((text for _, text, _ in rows), batch_size=16), store_user_data=True).to_disk(kept)
        for (name, text, marks), doc in zip(rows, DocBin().from_disk(kept).get_docs(nlp.vocab), strict=True):
            assert doc.text == text, name
            for pipe in late:
                if pipe in NEEDED:
                    doc = nlp.get_pipe(pipe)(doc)
            yield Article(name, corpus, doc, marks)


NEEDED = (
    "quotecheck_names",
    "quotecheck_furniture",
    "quotecheck_quotations",
    "quotecheck_people",
    "quotecheck_timexes",
    "quotecheck_linked_attributions",
    "quotecheck_reports",
)


def marked(folder: Path, corpus: str) -> list[tuple[str, str, list[Mark]]]:
    """Id, text and marks of each article of a corpus."""
    lines = [json.loads(line) for line in (folder / f"newsquotes/{corpus}.jsonl").open(encoding="utf-8")]
    if corpus != "speakers":
        return [(row["id"], row["text"], [_of_quote(row, quote) for quote in row["quotes"]]) for row in lines]
    wanted = {row["id"]: [_of_mark(mark) for mark in row["marks"] if mark["kind"] not in ("error", "author")] for row in lines}
    texts = map(json.loads, (folder / "polnear/train.jsonl").open(encoding="utf-8"))
    return [(row["id"], row["text"], wanted[row["id"]]) for row in texts if row["id"] in wanted]


def _of_quote(row: Mapping[str, Any], quote: Mapping[str, Any]) -> Mark:
    speaker = next((each for each in row["speakers"] if each["id"] == quote["speaker"]), None)
    names, kind = ([speaker["name"]], speaker["kind"]) if speaker is not None else ([], "unknown")
    return Mark([tuple(each) for each in quote["content"]], [tuple(quote["source"])] if quote["source"] else [], names, kind)


def _of_mark(mark: Mapping[str, Any]) -> Mark:
    names = [" and ".join(mark["names"])] if mark["kind"] == "joint" else mark["names"]
    kind = "group" if mark["kind"] == "joint" else mark["kind"]
    return Mark([tuple(each) for each in mark["content"]], [tuple(each) for each in mark["source"]], names, kind)


def gold(article: Article, said: Sequence[Frame]) -> dict[str, Mark]:
    """The mark of each statement that is one of the marked, by the statement's id: those of most shared words, or of the same source."""

    def words(spans: Sequence[Bounds]) -> frozenset[int]:
        found = (article.doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
        return frozenset(token.i for span in found if span is not None for token in span if token.text[:1].isalnum())

    def told(frame: Frame) -> frozenset[int]:
        return frozenset(token.i for span in frame.all("content") for token in span if token.text[:1].isalnum())

    def sources(frame: Frame) -> frozenset[int]:
        return frozenset(i for span in frame.all("source") for i in range(span.start, span.end))

    ours = [(frame, told(frame), sources(frame)) for frame in said]
    theirs = [(mark, words(mark.content), words(mark.source)) for mark in article.marks]
    partial = article.corpus == "speakers"

    def likeness(mark: tuple[Mark, frozenset[int], frozenset[int]], frame: tuple[Frame, frozenset[int], frozenset[int]]) -> float:
        if partial and mark[2]:
            return (1.0 + dice(mark[1], frame[1])) * bool(mark[2] & frame[2])
        return dice(mark[1], frame[1]) + 1e-3 * bool(mark[2] & frame[2])

    return {ours[j][0].id: theirs[i][0] for i, j in pair(theirs, ours, likeness, 0.5)}


@dataclass
class Taught:
    """One decision about a marked statement: the sort of anaphor, the candidates' features, and which row is right, the last for nobody."""

    sort: str
    features: list[dict[str, float]]
    right: int


class TaughtResolver(Resolver):
    """Takes the gold speaker of every marked statement, and keeps what there is to be learnt from each decision."""

    def __init__(self, cast: Cast, ranker: Ranker, marks: Mapping[str, Mark]) -> None:
        super().__init__(cast, ranker)
        self.marks = marks
        self.seen: list[Taught] = []
        self.frame: Frame | None = None

    def _resolve(self, frame: Frame) -> Resolution:
        outer, self.frame = self.frame, frame
        found = super()._resolve(frame)
        self.frame = outer
        return found

    def chosen(self, view: View) -> Choice:
        mark = self.marks.get(self.frame.id) if self.frame is not None and view.is_source else None
        if mark is None or not view.sort:
            return super().chosen(view)
        entities = self.ranker.candidates(view, self.discourse)
        right = next((n for n, entity in enumerate(entities) if mark.fits(entity)), len(entities))
        self.seen.append(Taught(view.sort, self.ranker.features(view, entities, discourse=self.discourse), right))
        return Choice(entities[right], 1.0) if right < len(entities) else Choice()


@dataclass(frozen=True)
class Answered:
    """What was answered for a marked statement: how it was found, what the confidence model sees, and whether it is right."""

    article: str
    corpus: str
    form: str
    way: str
    features: dict[str, float]
    right: bool


class Meeting:
    """One article as the resolver meets it, and the marks of its statements."""

    def __init__(self, article: Article) -> None:
        findings = Findings(article.doc, "train")
        self.article = article
        self.marks = Marks(findings.frames(QUOTATIONS), text_of(article.doc))
        self.said, self.terms = statements(findings, self.marks, load_terms())
        self.cast = Cast(findings, [run.span for run in self.marks.runs])
        self.gold = gold(article, self.said)

    def taught(self, ranker: Ranker) -> list[Taught]:
        """Every decision, those before it taken rightly."""
        resolver = TaughtResolver(self.cast, ranker, self.gold)
        resolver.resolve_all(self.said)
        return resolver.seen

    def answered(self, ranker: Ranker) -> list[Answered]:
        """Every answer about a marked statement, made as in use."""
        resolved = Resolver(self.cast, ranker).resolve_all(self.said)
        return [self._answer(frame, self.gold[frame.id], resolved[frame.id]) for frame in self.said if frame.id in self.gold]

    def _answer(self, frame: Frame, mark: Mark, found: Resolution) -> Answered:
        right = found.entity is not None and (mark.fits(found.entity) or self._is_told_at_source(frame, mark, found.entity))
        features = {name: round(value, 3) for name, value in describe(frame, found, self.cast).items()}
        return Answered(self.article.id, self.article.corpus, form_of(frame, self.marks, self.terms), found.way, features, right)

    def _is_told_at_source(self, frame: Frame, mark: Mark, entity: Entity) -> bool:
        """Whether both are nameless and stand in the same source of several words, as the scorer has it."""
        if mark.kind not in NAMELESS or entity.kind not in (*NAMELESS, "organization"):
            return False
        text = text_of(self.article.doc)
        wide = [(start, end) for start, end in mark.source if len(text[start:end].split()) > 1]
        return any(span.start_char < end and start < span.end_char for span in frame.all("source") for start, end in wide)

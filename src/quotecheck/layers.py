"""What is written on a `Doc`: named layers of frames, each frame one finding.

A frame is spans in roles plus plain facts. It lives in `doc.spans[layer.name]`: a span's `label_` is its role, its
`id_` the frame's id, and the facts are in `SpanGroup.attrs`, so a layer survives `Doc.to_bytes`, `DocBin` and
`nlp.pipe(n_process=2)`. Only this module knows that encoding.

A pipe's work is two lines: `LAYER.write(doc, self.find(doc))`, and `find` reads what it needs through `Findings`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.errors import MissingLayer

Fact = str | int | float | bool | None | list[str] | list[float]


@dataclass(frozen=True, slots=True)
class Frame:
    """One finding: spans in roles, in text order within a role, and plain facts about it.

    `id` is unique within its layer and becomes the id of the record that is built from the frame.
    """

    id: str
    roles: Mapping[str, Sequence[Span]]
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def all(self, role: str) -> Sequence[Span]:
        """Every span in that role; empty when there is none."""
        return self.roles.get(role, ())

    def one(self, role: str) -> Span | None:
        """The first span in that role, or `None`."""
        spans = self.all(role)
        return spans[0] if spans else None

    def names(self, name: str) -> list[str]:
        """The fact of that name where it is a list of strings, else an empty list."""
        value = self.facts.get(name)
        return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []

    def numbers(self, name: str) -> list[float]:
        """The fact of that name where it is a list of numbers, else an empty list."""
        value = self.facts.get(name)
        return [float(each) for each in value if isinstance(each, int | float)] if isinstance(value, list) else []

    def number(self, name: str, default: float) -> float:
        """The fact of that name where it is a number, else `default`."""
        value = self.facts.get(name)
        return float(value) if isinstance(value, int | float) else default

    def text(self, name: str) -> str | None:
        """The fact of that name where it is a string, else `None`."""
        value = self.facts.get(name)
        return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Layer:
    """A named kind of frame: its key in `doc.spans`, the roles that it may have, the pipe that writes it."""

    name: str
    roles: tuple[str, ...]
    factory: str

    def write(self, doc: Doc, frames: Iterable[Frame]) -> Doc:
        """Write the frames on the doc, replacing what the layer held; returns the doc."""
        spans: list[Span] = []
        facts: dict[str, dict[str, Fact]] = {}
        for frame in frames:
            if frame.id in facts:
                raise ValueError(f"two frames of layer {self.name!r} have the id {frame.id!r}; give each its own")
            unknown = set(frame.roles) - set(self.roles)
            if unknown:
                raise ValueError(f"layer {self.name!r} has no role {sorted(unknown)}; its roles are {list(self.roles)}")
            facts[frame.id] = dict(frame.facts)
            spans.extend(
                Span(doc, span.start, span.end, label=role, span_id=frame.id) for role, members in frame.roles.items() for span in members
            )
        doc.spans[self.name] = SpanGroup(doc, name=self.name, spans=spans, attrs={"facts": facts})
        return doc

    def read(self, doc: Doc) -> tuple[Frame, ...]:
        """The layer's frames in the order in which they were written; a pipe asks `Findings` instead."""
        group = doc.spans[self.name]
        roles: dict[str, dict[str, list[Span]]] = {frame_id: {} for frame_id in group.attrs["facts"]}
        for span in group:
            roles[span.id_].setdefault(span.label_, []).append(span)
        return tuple(
            Frame(frame_id, {role: tuple(spans) for role, spans in roles[frame_id].items()}, facts)
            for frame_id, facts in group.attrs["facts"].items()
        )


FURNITURE = Layer("quotecheck_furniture", ("span",), "quotecheck_furniture")
QUOTATIONS = Layer("quotecheck_quotations", ("content",), "quotecheck_quotations")
TAGGED = Layer("quotecheck_tagged", ("content", "cue", "source"), "quotecheck_encoder")
INNER = Layer("quotecheck_inner", ("content", "cue", "source"), "quotecheck_encoder")
DETAILS = Layer("quotecheck_details", ("role", "affiliation"), "quotecheck_encoder")
ANTECEDENTS = Layer("quotecheck_antecedents", ("pronoun", "antecedent"), "quotecheck_encoder")
PEOPLE = Layer("quotecheck_people", ("mention", "name", "role", "affiliation"), "quotecheck_people")
PLACES = Layer("quotecheck_places", ("mention",), "quotecheck_places")
TIMEXES = Layer("quotecheck_timexes", ("span",), "quotecheck_timexes")
QUANTITIES = Layer("quotecheck_quantities", ("span",), "quotecheck_quantities")
ATTRIBUTIONS = Layer("quotecheck_attributions", ("content", "cue", "source", "addressee"), "quotecheck_attributions")
REPORTS = Layer("quotecheck_reports", ("mention", "publisher", "title", "number", "published"), "quotecheck_reports")
SPEAKERS = Layer("quotecheck_speakers", ("mention", "name", "role", "affiliation"), "quotecheck_quotes")
SCARE_QUOTES = Layer("quotecheck_scare_quotes", ("content",), "quotecheck_quotes")
QUOTES = Layer("quotecheck_quotes", ("content", "cue", "source", "addressee"), "quotecheck_quotes")
THOUGHTS = Layer("quotecheck_thoughts", ("content", "cue", "source", "addressee"), "quotecheck_quotes")
CLAIMS = Layer("quotecheck_claims", ("quantity", "item"), "quotecheck_claims")


class Findings:
    """All layers of one doc, each read at most once.

    `reader` is the name of the pipe or builder that asks; it goes into the message when a layer is missing.
    """

    def __init__(self, doc: Doc, reader: str) -> None:
        self.doc = doc
        self.reader = reader
        self._frames: dict[str, tuple[Frame, ...]] = {}
        self._masked: frozenset[int] | None = None

    def frames(self, layer: Layer) -> tuple[Frame, ...]:
        """The frames of a layer; `MissingLayer` names the pipe to add when it was never written."""
        if layer.name not in self._frames:
            if layer.name not in self.doc.spans:
                raise MissingLayer(self.reader, layer.factory)
            self._frames[layer.name] = layer.read(self.doc)
        return self._frames[layer.name]

    def is_masked(self, span: Span) -> bool:
        """Whether the span touches page furniture, from which nothing is extracted."""
        if self._masked is None:
            self._masked = frozenset(i for frame in self.frames(FURNITURE) for s in frame.all("span") for i in range(s.start, s.end))
        return any(i in self._masked for i in range(span.start, span.end))


_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """The doc's text, which spaCy joins anew from its tokens at every asking; kept as long as the doc lives."""
    text = _TEXTS.get(doc)
    if not text:  # an empty doc may be filled yet, a full one keeps its text
        text = _TEXTS[doc] = doc.text
    return text


_WORDS: WeakKeyDictionary[Doc, list[str]] = WeakKeyDictionary()


def words_of(doc: Doc) -> list[str]:
    """The texts of the doc's tokens, asked of spaCy once: a rule that reads all words should make no token of each."""
    words = _WORDS.get(doc)
    if words is None or len(words) != len(doc):
        strings = doc.vocab.strings
        words = _WORDS[doc] = [strings[number] for number in doc.to_array("ORTH").tolist()]
    return words


def numbered(prefix: str) -> Iterator[str]:
    """Frame ids in order.

    >>> ids = numbered("q")
    >>> next(ids), next(ids)
    ('q1', 'q2')
    """
    count = 0
    while True:
        count += 1
        yield f"{prefix}{count}"


def innermost(frames: Iterable[Frame], role: str, span: Span) -> Frame | None:
    """The frame with the shortest span in that role that holds `span` whole, or `None`."""
    best: Frame | None = None
    length = float("inf")
    for frame in frames:
        for holder in frame.all(role):
            if holder.start <= span.start and span.end <= holder.end and holder.end - holder.start < length:
                best, length = frame, holder.end - holder.start
    return best

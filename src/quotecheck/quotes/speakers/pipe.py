"""Who said it: each attribution's source resolved to a speaker, each quoted run that is a mere term a scare quote.

Attributions are read in text order, and each resolved one is remembered: who spoke last weighs when "he" follows. Where the
likeliest speaker is not sure enough the quote has none, but candidates; a wrong one is worse than none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import (
    ATTRIBUTIONS,
    QUOTATIONS,
    QUOTES,
    SCARE_QUOTES,
    SPEAKERS,
    THOUGHTS,
    Fact,
    Findings,
    Frame,
    numbered,
    text_of,
)
from quotecheck.quotes.linking.model import load_linker
from quotecheck.quotes.marks import Marks, Quotation, form_of, unattributed
from quotecheck.quotes.speakers.antecedents import antecedents
from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.confidence import Confidence, describe
from quotecheck.quotes.speakers.confidence import load as load_confidence
from quotecheck.quotes.speakers.described import told_of
from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.ranker import Ranker, load
from quotecheck.quotes.speakers.resolver import Resolution, Resolver
from quotecheck.quotes.terms import Terms, load_terms

QUOTE, THOUGHT = "q", "t"
UNATTRIBUTED: dict[str, Fact] = {"rule": "unattributed", "confidence": 0.3}
"""A quoted sentence that nobody is said to have uttered is a quote all the same, without a speaker."""


@Language.factory("quotecheck_quotes")
def make_quotes(nlp: Language, name: str) -> "Quotes":
    """The factory behind `quotecheck_quotes`."""
    return Quotes()


class Quotes:
    """Writes the layers of speakers, quotes, thoughts and scare quotes; needs quotations, people, attributions and reports.

    Where the encoder has read the doc and the ranker was trained with it, what it says of "he" and "she" counts.
    """

    def __init__(self, ranker: Ranker | None = None, confidence: Confidence | None = None, terms: Terms | None = None) -> None:
        self.ranker = ranker or load()
        self.confidence = confidence or load_confidence()
        self.terms = terms or load_terms()
        self.linker = load_linker()

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layers of speakers, quotes and scare quotes written."""
        speakers, quotes, scare = self.find(doc)
        SPEAKERS.write(doc, speakers)
        QUOTES.write(doc, [frame for frame in quotes if frame.id.startswith(QUOTE)])
        THOUGHTS.write(doc, [frame for frame in quotes if frame.id.startswith(THOUGHT)])
        return SCARE_QUOTES.write(doc, scare)

    def find(self, doc: Doc) -> tuple[list[Frame], list[Frame], list[Frame]]:
        """The frames of the three layers, each in text order."""
        findings = Findings(doc, "quotecheck_quotes")
        marks = Marks(findings.frames(QUOTATIONS), text_of(doc))
        said, terms = statements(findings, marks, self.terms)
        cast = Cast(findings, [run.span for run in marks.runs])
        ranker = replace(self.ranker, score=antecedents(doc)) if self.ranker.is_advised else self.ranker
        resolved = Resolver(cast, ranker).resolve_all(said)
        answers = {frame.id: self._answer(frame, resolved[frame.id], cast) for frame in said}
        speakers, speaker_ids = _speaker_frames([answers[frame.id] for frame in said], cast)
        ids = speaker_ids, _numbered_apart(said)
        quotes = []
        for frame in said:
            answer = answers[frame.id]
            quotes.append(_quote_frame(frame, self._facts(frame, form_of(frame, marks, terms), answer), answer, ids))
        scare_ids = numbered("x")
        scare = [Frame(next(scare_ids), {"content": [run.span]}) for run in terms if not findings.is_masked(run.span)]
        return speakers, quotes, scare

    def _answer(self, frame: Frame, found: Resolution, cast: Cast) -> "Answer":
        """The speaker where that is sure enough, else the candidates."""
        sure = 0.0 if found.entity is None else self.confidence(describe(frame, found, cast))
        if found.entity is not None and sure >= self.confidence.bar:
            return Answer(found.entity, (), sure)
        first = () if found.entity is None else (found.entity,)
        return Answer(None, (*first, *found.rivals), sure)

    def _facts(self, frame: Frame, form: str, answer: "Answer") -> dict[str, Fact]:
        """The form, and how sure it is that words and source are right (`told`), that the speaker is, and that all are."""
        told = frame.number("confidence", 1.0)
        whole = self.linker.confidence(told, None if answer.speaker is None else answer.confidence)
        return {
            "form": form,
            "rule": frame.text("rule") or "attribution",
            "told": round(told, 3),
            "speaker_confidence": round(answer.confidence, 3),
            "confidence": round(whole, 3),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """Who speaks, or who it may be, the likeliest first, and the probability that the likeliest is right."""

    speaker: Entity | None
    candidates: tuple[Entity, ...]
    confidence: float

    def entities(self) -> Iterator[Entity]:
        """Everybody who needs a frame, members of a group before it."""
        for entity in self.candidates if self.speaker is None else (self.speaker,):
            yield from entity.members
            yield entity


def statements(findings: Findings, marks: Marks, terms: Terms) -> tuple[list[Frame], list[Quotation]]:
    """What is said, in text order, the quoted sentences that nobody is said to have uttered among it; and the quoted terms."""
    said = [f for f in findings.frames(ATTRIBUTIONS) if f.all("content")]
    found = terms.among(marks, said)
    left = [span for span in unattributed(marks, [f.all("content") for f in said], found) if not findings.is_masked(span)]
    said.extend(Frame(f"unattributed{n}", {"content": [span]}, UNATTRIBUTED) for n, span in enumerate(left))
    return sorted(said, key=_position), found


def _numbered_apart(said: Sequence[Frame]) -> dict[str, str]:
    """The ids of quotes and of mere thoughts, by attribution."""
    quotes, thoughts = numbered(QUOTE), numbered(THOUGHT)
    return {frame.id: next(thoughts if frame.facts.get("uttered") is False else quotes) for frame in said}


def _quote_frame(frame: Frame, facts: dict[str, Fact], answer: Answer, ids: tuple[dict[int, str], dict[str, str]]) -> Frame:
    """The attribution as a quote, ids translated."""
    speaker = answer.speaker
    speakers, quotes = ids
    facts |= {
        "speaker": None if speaker is None else speakers[id(speaker)],
        "candidates": [speakers[id(each)] for each in answer.candidates],
        "report": None if speaker is None else speaker.report,
        "within": _quote_id(quotes.get(frame.text("within") or "")),
        "continues": _quote_id(quotes.get(frame.text("continues") or "")),
    }
    return Frame(quotes[frame.id], {role: frame.all(role) for role in QUOTES.roles if frame.all(role)}, facts)


def _quote_id(found: str | None) -> str | None:
    return found if found is not None and found.startswith(QUOTE) else None


def _speaker_frames(answers: Iterable[Answer], cast: Cast) -> tuple[list[Frame], dict[int, str]]:
    """One frame for each entity that speaks or may speak, in order of its first statement, and the frame ids by entity."""
    ids = numbered("s")
    found: dict[int, str] = {}
    frames = []
    for entity in (entity for answer in answers for entity in answer.entities()):
        if id(entity) in found:
            continue
        found[id(entity)] = next(ids)
        roles: dict[str, Sequence[Span]] = {"mention": _distinct(entity.mentions), "name": [entity.name]}
        told = told_of(entity, cast)
        if told.role is not None:
            roles["role"] = [told.role]
        if told.body is not None:
            roles["affiliation"] = [told.body]
        facts: dict[str, Fact] = {"kind": entity.kind, "name": entity.name.text}
        if entity.members:
            facts["members"] = [found[id(member)] for member in entity.members]
        frames.append(Frame(found[id(entity)], roles, facts))
    return frames, found


def _distinct(spans: Iterable[Span]) -> list[Span]:
    return [span for _, span in sorted({(s.start, s.end): s for s in spans}.items())]


def _position(frame: Frame) -> tuple[int, bool, int]:
    """Text order; of two with the same first word the one that holds the other, or what is told first."""
    spans = [span for role in ("content", "cue", "source") for span in frame.all(role)]
    return min(s.start for s in spans), frame.facts.get("within") is not None, frame.all("content")[0].start

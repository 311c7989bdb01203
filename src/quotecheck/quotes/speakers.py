"""Who said it: each attribution's source resolved to a speaker, each quotation without one a scare quote.

Attributions are read in text order, and each resolved one is remembered: who spoke last weighs when "he" follows. Where
nothing is safe the quote has no speaker; a wrong one is worse than none.
"""

from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotecheck.layers import (
    ATTRIBUTIONS,
    FURNITURE,
    PEOPLE,
    QUOTATIONS,
    QUOTES,
    REPORTS,
    SCARE_QUOTES,
    SPEAKERS,
    THOUGHTS,
    Fact,
    Findings,
    Frame,
    numbered,
)
from quotecheck.quotes import nominals, pronouns
from quotecheck.quotes.entities import Cast, Entity
from quotecheck.quotes.forms import Marks, form_of, is_statement, scare_quotes
from quotecheck.quotes.names_in import is_joint, principal
from quotecheck.quotes.pronouns import Context, Turn
from quotecheck.syntax.phrases import base_phrase

Resolution = tuple[Entity | None, float]
NOBODY: Resolution = (None, 0.0)
QUOTE, THOUGHT = "q", "t"
UNATTRIBUTED: dict[str, Fact] = {"rule": "unattributed", "confidence": 0.3}
"""A quoted sentence that nobody is said to have uttered is a quote all the same, without a speaker."""


@Language.factory("quotecheck_quotes")
def make_quotes(nlp: Language, name: str) -> "Quotes":
    """The factory behind `quotecheck_quotes`."""
    return Quotes()


class Quotes:
    """Writes the layers of speakers, quotes, thoughts and scare quotes; needs quotations, people, attributions and reports."""

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
        findings.frames(FURNITURE)
        marks = Marks(findings.frames(QUOTATIONS), doc.text)
        said = [f for f in findings.frames(ATTRIBUTIONS) if f.all("content")]
        loose = [span for span in scare_quotes(marks, [f.all("content") for f in said]) if not findings.is_masked(span)]
        unattributed = [span for span in loose if is_statement(span, marks)]
        said.extend(Frame(f"unattributed{n}", {"content": [span]}, UNATTRIBUTED) for n, span in enumerate(unattributed))
        said.sort(key=_position)
        cast = Cast(doc, findings.frames(PEOPLE), findings.frames(REPORTS))
        resolved = Resolver(cast, pronouns.layout(doc, [run.span for run in marks.runs])).resolve_all(said)
        speakers, speaker_ids = _speaker_frames(said, resolved)
        quote_ids = _numbered_apart(said)
        quotes = [_quote_frame(frame, form_of(frame, marks), entity=resolved[frame.id], ids=(speaker_ids, quote_ids)) for frame in said]
        scare_ids = numbered("x")
        scare = [Frame(next(scare_ids), {"content": [span]}) for span in loose if span not in unattributed]
        return speakers, quotes, scare


class Resolver:
    """Resolves the sources of one doc in text order."""

    def __init__(self, cast: Cast, context: Context) -> None:
        self.cast = cast
        self.context = context

    def resolve_all(self, said: Sequence[Frame]) -> dict[str, Resolution]:
        """Entity and confidence by attribution id; `(None, 0.0)` where no speaker is safe."""
        by_id = {frame.id: frame for frame in said}
        done: dict[str, Resolution] = {}
        for frame in said:
            self._resolve(frame, by_id, done)
        return done

    def _resolve(self, frame: Frame, by_id: dict[str, Frame], done: dict[str, Resolution]) -> Resolution:
        """One attribution, those that it leans on first; a ring of leaning ones resolves to nobody."""
        if frame.id in done:
            return done[frame.id]
        done[frame.id] = NOBODY
        leader = by_id.get(frame.text("same_source_as") or frame.text("continues") or "")
        source = frame.one("source")
        if source is not None:
            holder = by_id.get(frame.text("within") or "")
            result = self._source(source, frame.all("content"), self._resolve(holder, by_id, done) if holder is not None else None)
        elif leader is not None:
            entity, confidence = self._resolve(leader, by_id, done)
            result = (entity, confidence * 0.95)
        else:
            result = NOBODY
        if result[0] is not None:
            self._remember(result[0], frame, source)
        done[frame.id] = result
        return result

    def _source(self, source: Span, content: Sequence[Span], holder: Resolution | None) -> Resolution:
        """The entity behind a source: a pronoun, a document, a name, or a description."""
        head = self.cast.head(source)
        if len(source) == 1 and head.lower_ in pronouns.FIRST:
            return NOBODY if holder is None or holder[0] is None else (holder[0], holder[1] * 0.9)
        if len(source) == 1 and head.lower_ in pronouns.RELATIVE:
            entity = pronouns.antecedent(head, self.cast.by_token)
            return (entity, 0.8) if entity is not None else NOBODY
        if len(source) == 1 and (head.pos_ == "PRON" or head.lower_ in pronouns.HE | pronouns.SHE | pronouns.THEY | pronouns.IT):
            return self._pronoun(head, pronouns.view(source, content, holder=None if holder is None else holder[0]))
        if is_joint(source, self.cast):
            return NOBODY
        named = principal(source, self.cast)
        if named is not None and named.kind == "person":
            return named, 0.97
        titled = self.cast.titled(source)
        if titled is not None:
            return titled, 0.9
        document = self.cast.documents.get(head.i)
        if document is not None:
            return document, 0.9
        if named is not None:
            return named, 0.95
        return nominals.resolve(source, self.cast, context=self.context, anchor=pronouns.view(source, content).anchor)

    def _pronoun(self, pronoun: Token, view: pronouns.View) -> Resolution:
        """Whom "he", "she", "it" or "they" means; what the pronoun tells of gender is kept."""
        entity, confidence = pronouns.resolve(pronoun, self.cast.candidates(), context=self.context, view=view)
        if entity is None and pronoun.lower_ in pronouns.THEY:
            noun = pronouns.plural_subject(pronoun, self.context)
            return NOBODY if noun is None else nominals.group(base_phrase(noun), self.cast)
        if entity is not None and entity.gender is None and entity.is_single_person:
            entity.gender = "m" if pronoun.lower_ in pronouns.HE else "f" if pronoun.lower_ in pronouns.SHE else None
        return entity, confidence

    def _remember(self, entity: Entity, frame: Frame, source: Span | None) -> None:
        spans = [*frame.all("content"), *([source] if source is not None else [])]
        self.context.turns.append(Turn(entity, min(s.start for s in spans), max(s.end for s in spans)))
        entity.speaks = True
        if source is not None:
            entity.see(source)


def _numbered_apart(said: Sequence[Frame]) -> dict[str, str]:
    """The ids of quotes and of mere thoughts, by attribution."""
    quotes, thoughts = numbered(QUOTE), numbered(THOUGHT)
    return {frame.id: next(thoughts if frame.facts.get("uttered") is False else quotes) for frame in said}


def _quote_frame(frame: Frame, form: str, *, entity: Resolution, ids: tuple[dict[int, str], dict[str, str]]) -> Frame:
    """The attribution as a quote, ids translated; its confidence is that of words and source, a speaker that is not safe is none."""
    speaker, _ = entity
    speakers, quotes = ids
    facts: dict[str, Fact] = {
        "form": form,
        "speaker": None if speaker is None else speakers[id(speaker)],
        "report": None if speaker is None else speaker.report,
        "rule": frame.text("rule") or "attribution",
        "confidence": round(_number(frame.facts.get("confidence")), 3),
        "within": _quote_id(quotes.get(frame.text("within") or "")),
        "continues": _quote_id(quotes.get(frame.text("continues") or "")),
    }
    return Frame(quotes[frame.id], {role: frame.all(role) for role in QUOTES.roles if frame.all(role)}, facts)


def _quote_id(found: str | None) -> str | None:
    return found if found is not None and found.startswith(QUOTE) else None


def _speaker_frames(said: Sequence[Frame], resolved: dict[str, Resolution]) -> tuple[list[Frame], dict[int, str]]:
    """One frame for each entity that speaks, in order of its first statement, and the frame ids by entity."""
    ids = numbered("s")
    found: dict[int, str] = {}
    frames = []
    for attribution in said:
        entity = resolved[attribution.id][0]
        if entity is None or id(entity) in found:
            continue
        found[id(entity)] = next(ids)
        roles: dict[str, Sequence[Span]] = {"mention": _distinct(entity.mentions), "name": [entity.name]}
        if entity.role is not None:
            roles["role"] = [entity.role]
        if entity.affiliation is not None:
            roles["affiliation"] = [entity.affiliation]
        frames.append(Frame(found[id(entity)], roles, {"kind": entity.kind, "name": entity.name.text}))
    return frames, found


def _distinct(spans: Iterable[Span]) -> list[Span]:
    return [span for _, span in sorted({(s.start, s.end): s for s in spans}.items())]


def _position(frame: Frame) -> tuple[int, bool, int]:
    """Text order; of two with the same first word the one that holds the other, or what is told first."""
    spans = [span for role in ("content", "cue", "source") for span in frame.all(role)]
    return min(s.start for s in spans), frame.facts.get("within") is not None, frame.all("content")[0].start


def _number(value: Fact) -> float:
    return float(value) if isinstance(value, int | float) else 1.0

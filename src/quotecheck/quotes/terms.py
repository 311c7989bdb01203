"""Which quoted runs are terms, titles, nicknames, words held at arm's length, rather than part of what somebody says.

A trained choice (a logit, weights in plain JSON) over what the run looks like, what stands around it, and whether a statement holds it.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import Frame
from quotecheck.models import path
from quotecheck.quotes.logistic import Logistic
from quotecheck.quotes.marks import Marks, Quotation
from quotecheck.syntax.labels import FINITE, SUBJECTS, dep

NAMING = frozenset(
    "called titled entitled dubbed named nicknamed known termed styled labelled labeled headlined themed theme title word words".split()
)
NAMING |= frozenset("term phrase expression slogan hashtag song book film album novel play programme program project so-called".split())
FIRST_PERSON = frozenset({"i", "we", "my", "our", "me", "us", "i'm", "we're"})
BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Holder:
    """The smallest statement whose content holds a run: how much of it stands in marks, and where the run stands in it."""

    frame: Frame
    place: str
    form: str


def term_features(run: Quotation, holder: Holder | None, counts: Mapping[str, int]) -> list[str]:
    """What speaks for and against the run being a term; `counts` says how often each run's words are printed in marks."""
    span = run.span
    words = [token for token in span if token.text[:1].isalnum()]
    found = [
        "term",
        f"words={_binned(len(words))}",
        f"depth={min(run.depth, 1)}",
        f"capitals={_capitals(words)}",
        f"first={span[0].pos_}/{span[0].text[:1].isupper()}",
        f"last={span[-1].text if not span[-1].text[:1].isalnum() else span[-1].pos_}",
        f"single={run.is_single}",
        f"clause={_is_clause(words)}",
        f"again={min(counts[folded(span)], 3)}",
        f"before={_before(span)}",
        f"behind={_behind(span)}",
    ]
    if any(token.lower_ in FIRST_PERSON for token in words):
        found.append("first_person")
    if any(token.lower_ in NAMING for token in span.doc[max(0, span.start - 6) : span.start]):
        found.append("naming")
    held = "none" if holder is None else f"{holder.form}/{holder.place}"
    found += [f"held={held}", f"held/words={held}/{_binned(len(words))}", f"held/depth={held}/{min(run.depth, 1)}"]
    found += [f"held/capitals={held}/{_capitals(words)}", f"held/before={held}/{_before(span)}"]
    if holder is not None:
        found += [f"rule={holder.frame.text('rule')}", f"sure={_sure(holder.frame)}", f"cue={_cue_place(span, holder.frame)}"]
        found.append(f"uttered={holder.frame.facts.get('uttered') is not False}")
    return found


def folded(span: Span) -> str:
    """The run's words alone, in small letters."""
    return " ".join(token.lower_ for token in span if token.text[:1].isalnum())


def printed(marks: Marks) -> Counter[str]:
    """How often the words of each run stand in marks."""
    return Counter(folded(run.span) for run in marks.runs)


def _binned(count: int) -> str:
    return str(count) if count < 5 else "5-6" if count < 7 else "7-9" if count < 10 else "10-15" if count < 16 else "16+"


def _capitals(words: Sequence[Token]) -> str:
    """Whether the words are written as a title's are: all capitals, most after the first, the first alone, none."""
    if not words:
        return "none"
    if all(token.text.isupper() for token in words):
        return "letters"
    share = sum(token.text[:1].isupper() for token in words) / len(words)
    return "all" if share == 1 else "most" if share > 0.5 else "first" if words[0].text[:1].isupper() else "none"


def _is_clause(words: Iterable[Token]) -> bool:
    return any(token.tag_ in FINITE and any(dep(child) in SUBJECTS for child in (*token.children, *token.head.children)) for token in words)


def _before(span: Span) -> str:
    """The word before the opening mark, by its sort."""
    doc, at = span.doc, span.start - 1
    while at >= 0 and not doc[at].text[:1].isalnum() and doc[at].text not in (",", ":", "-", "–", "—", "(") and BREAK not in doc[at].text:
        at -= 1
    if at < 0 or BREAK in doc[at].text:
        return "start"
    token = doc[at]
    if not token.text[:1].isalnum():
        return token.text
    return token.lower_ if token.lower_ in ("as", "a", "an", "the", "of", "like", "that", "with", "or", "and", "is", "was") else token.pos_


def _behind(span: Span) -> str:
    """The word behind the closing mark, by its sort."""
    doc, at = span.doc, span.end
    while at < len(doc) and doc[at].is_quote:
        at += 1
    if at >= len(doc) or BREAK in doc[at].text:
        return "end"
    return doc[at].pos_ if doc[at].text[:1].isalnum() else doc[at].text[:1]


def _sure(frame: Frame) -> str:
    return str(round(frame.number("confidence", 1.0) * 4) / 4)


def _cue_place(span: Span, frame: Frame) -> str:
    """Where the statement's cue stands to the run."""
    cue = frame.one("cue")
    if cue is None:
        return "none"
    gap = span.start - cue.end
    return "behind" if gap < 0 else "near" if gap <= 2 else "far"


def holders(marks: Marks, said: Iterable[Frame]) -> list[Holder | None]:
    """For each run the smallest statement whose content holds most of it."""
    at: dict[int, list[Frame]] = {}
    for frame in said:
        for span in frame.all("content"):
            for i in range(span.start, span.end):
                at.setdefault(i, []).append(frame)
    sizes = {id(frame): sum(map(len, frame.all("content"))) for frames in at.values() for frame in frames}
    found: list[Holder | None] = []
    for run in marks.runs:
        words = [token.i for token in run.span if token.text[:1].isalnum()]
        counts: Counter[int] = Counter()
        frames = {id(frame): frame for i in words for frame in at.get(i, ())}
        counts.update(id(frame) for i in words for frame in at.get(i, ()))
        holding = [frames[key] for key, count in counts.items() if count * 2 > len(words)]
        best = min(holding, key=lambda frame: sizes[id(frame)], default=None)
        found.append(None if best is None else Holder(best, _place(run, best), _form(best, marks)))
    return found


def _place(run: Quotation, frame: Frame) -> str:
    """Whether the run is the whole content, a whole piece of it, its end, its start, or amid it."""
    doc = run.span.doc
    first, last = _edges(doc, run.span.start, run.span.end)
    pieces = [_edges(doc, span.start, span.end) for span in frame.all("content")]
    if (first, last) in pieces:
        return "whole" if len(pieces) == 1 else "piece"
    if any(first <= start and end <= last for start, end in pieces):
        return "around"
    return "end" if any(end == last for _, end in pieces) else "start" if any(start == first for start, _ in pieces) else "amid"


def _edges(doc: Doc, start: int, end: int) -> tuple[int, int]:
    words = [i for i in range(start, end) if doc[i].text[:1].isalnum()]
    return (words[0], words[-1]) if words else (start, end)


def _form(frame: Frame, marks: Marks) -> str:
    """How much of the content stands in marks."""
    words = [token.i for span in frame.all("content") for token in span if token.text[:1].isalnum()]
    inside = sum(i in marks.at for i in words) / max(1, len(words))
    return "all" if inside == 1 else "most" if inside > 0.5 else "some" if inside > 0.2 else "few"


@dataclass(frozen=True)
class Terms:
    """The trained choice: weights by feature, and the probability from which on a run is a term."""

    weights: Mapping[str, float]
    bar: float

    def among(self, marks: Marks, said: Sequence[Frame]) -> list[Quotation]:
        """The runs that are terms."""
        counts = printed(marks)
        return [
            run
            for run, holder in zip(marks.runs, holders(marks, said), strict=True)
            if self.probability(term_features(run, holder, counts)) >= self.bar
        ]

    def probability(self, features: Iterable[str]) -> float:
        """How likely it is that a run of these features is a term."""
        return Logistic(0.0, self.weights)(dict.fromkeys(features, 1.0))


@cache
def load_terms() -> Terms:
    """The shipped weights, read once."""
    data = json.loads((path("speakers") / "terms.json").read_text(encoding="utf-8"))
    return Terms(data["weights"], data["bar"])

"""What the encoder says of statements: spans of content, cue and source and how they are linked, and what a source may stand for."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span

from quotecheck.encoder.decode import Chain, Tagged, best_spans, lawful, spans, viterbi
from quotecheck.encoder.network import Encoding, Scores
from quotecheck.encoder.reading import Reading
from quotecheck.layers import Frame, numbered

Probabilities = NDArray[np.float64]
LENIENCE = 1.0
"""So much is taken off the score of "no span": a doubtful span is found too, and those who link it weigh its probability."""
NEAR = 5
"""A span may point to so many spans before it and after it."""
PRONOUNS = frozenset({"he", "him", "his", "she", "her", "hers"})
"""Those whose antecedents are asked for: of others the encoder's word brought nothing."""
REACH = 400
"""A pronoun's antecedent is looked for among so many words before it."""
BEST = 24
"""So many words are kept for each pronoun at most, the most likely ones."""
IDS = {"content": "t", "cue": "k", "source": "o"}
LINKS = (("content", "cue", "content_cue"), ("cue", "source", "cue_source"))
"""Which kind of span points to which, by which pointer."""


def outermost(doc: Doc, reading: Reading, encoding: Encoding) -> list[Frame]:
    """A frame for each span that may be content, cue or source of a statement, linked to those near it."""
    tags = encoding.layout.roles
    moves = lawful(tags, encoding.layout.transitions)
    chain = Chain(encoding["roles"], moves, tags)
    lenient = encoding["roles"].copy()
    lenient[:, tags.index("O")] -= LENIENCE
    found = [Tagged(*each, chain.probability(*each)) for each in spans(viterbi(lenient, moves, tags), tags)]
    return linked(doc, reading, encoding, found=found, shares=_by_label(chain.marginals, tags))


def inner(doc: Doc, reading: Reading, encoding: Encoding) -> list[Frame]:
    """The same of statements that are told within the content of another one; of each word by itself, without a chain."""
    tags = encoding.layout.inner
    if not tags:
        return []
    scores = encoding["inner"].copy()
    scores[:, tags.index("O")] -= LENIENCE
    shares = _by_label(_shares(encoding["inner"]), tags)
    found = [Tagged(start, end, label, float(shares[label][start:end].min())) for start, end, label in best_spans(scores, tags)]
    return linked(doc, reading, encoding, found=found, shares=shares)


def details(doc: Doc, reading: Reading, encoding: Encoding) -> list[Frame]:
    """A frame for each span that tells a role or an affiliation; none where the network has no such head."""
    tags = encoding.layout.details
    ids = numbered("d")
    found = best_spans(encoding["details"], tags) if tags else []
    return [Frame(next(ids), {label: [span_of(doc, reading, start, end)]}) for start, end, label in found]


def _by_label(probabilities: Probabilities, tags: Sequence[str]) -> dict[str, Probabilities]:
    """How likely each word belongs to a span of each label."""
    labels = dict.fromkeys(tag[2:] for tag in tags if tag != "O")
    return {label: probabilities[:, [tags.index(f"B-{label}"), tags.index(f"I-{label}")]].sum(1) for label in labels}


def _shares(scores: Scores) -> Probabilities:
    raised: Probabilities = np.exp((scores - scores.max(1, keepdims=True)).astype(np.float64))
    raised /= raised.sum(1, keepdims=True)
    return raised


def linked(doc: Doc, reading: Reading, encoding: Encoding, *, found: Sequence[Tagged], shares: dict[str, Probabilities]) -> list[Frame]:
    """The frames of the spans found, each content with the cues, each cue with the sources that it may belong to."""
    counts = {role: numbered(prefix) for role, prefix in IDS.items()}
    ids = {(each.start, each.label): next(counts[each.label]) for each in found}
    of = {role: [each for each in found if each.label == role] for role in IDS}
    links = {
        (asker.start, asked): linked
        for asker_role, asked, pointer in LINKS
        for asker, linked in zip(of[asker_role], pointed(of[asker_role], of[asked], encoding, pointer), strict=True)
    }
    frames = []
    for each in found:
        share = float(shares[each.label][each.start : each.end].mean())
        facts: dict[str, object] = {"probability": round(each.probability, 4), "share": round(share, 4)}
        for asker_role, asked, _ in LINKS:
            if each.label == asker_role:
                near, scores = links[each.start, asked]
                facts |= {f"{asked}s": [ids[other.start, asked] for other in near], "scores": scores}
        frames.append(Frame(ids[each.start, each.label], {each.label: [span_of(doc, reading, each.start, each.end)]}, facts))  # type: ignore[arg-type]
    return frames


Pointed = tuple[Sequence[Tagged], list[float]]


def pointed(askers: Sequence[Tagged], others: Sequence[Tagged], encoding: Encoding, pointer: str) -> list[Pointed]:
    """For each asker the nearest other spans, and the probability of each, then of none; a span asks with its first word."""
    nowhere = encoding.layout.nowhere[pointer]
    if not askers or not others:
        return [([], _softmax([nowhere])) for _ in askers]
    starts = np.array([other.start for other in others])
    rows = np.cumsum([0, *(other.end - other.start for other in others)])  # where each span's words lie in `asked`
    asked = encoding.asked(pointer)[np.concatenate([np.arange(other.start, other.end) for other in others])]
    questions = encoding.asking(pointer)
    out: list[Pointed] = []
    for asker in askers:
        at = int(np.searchsorted(starts, asker.start))
        first, last = max(0, at - NEAR), min(len(others), at + NEAR)
        words = asked[rows[first] : rows[last]] @ questions[asker.start]
        scores = np.logaddexp.reduceat(words, rows[first:last] - rows[first])
        out.append((others[first:last], _softmax([*scores.tolist(), nowhere])))
    return out


def antecedents(doc: Doc, reading: Reading, encoding: Encoding) -> list[Frame]:
    """A frame for each pronoun, with the likeliest words before it; what is missing to 1 is nowhere before it."""
    asking, asked = encoding.asking("antecedent"), encoding.asked("antecedent")
    nowhere = encoding.layout.nowhere["antecedent"]
    ids = numbered("n")
    frames = []
    for word, text in enumerate(reading.words):
        if not word or text.lower() not in PRONOUNS:
            continue
        start = max(0, word - REACH)
        scores: Scores = asked[start:word] @ asking[word]
        top = max(scores.max(), nowhere)
        shares = np.exp(scores - top)
        shares /= shares.sum() + np.exp(nowhere - top)
        likeliest = np.sort(np.argsort(-shares, kind="stable")[:BEST])
        rounded = np.round(shares[likeliest].astype(np.float64), 4).tolist()
        kept = [(start + at, share) for at, share in zip(likeliest.tolist(), rounded, strict=True) if share]
        roles = {
            "pronoun": [span_of(doc, reading, word, word + 1)],
            "antecedent": [span_of(doc, reading, other, other + 1) for other, _ in kept],
        }
        frames.append(Frame(next(ids), roles, {"scores": [share for _, share in kept]}))
    return frames


def _softmax(scores: Iterable[float]) -> list[float]:
    values = np.array(list(scores))
    shares = np.exp(values - values.max())
    return [round(float(share), 4) for share in shares / shares.sum()]


def span_of(doc: Doc, reading: Reading, start: int, end: int, label: str = "") -> Span:
    """The words from `start` to `end` (exclusive) of the reading as a span of the doc."""
    return Span(doc, reading.tokens[start], reading.tokens[end - 1] + 1, label=label)

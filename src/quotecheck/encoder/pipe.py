"""The pipe `quotecheck_encoder`: one pass of the encoder, from which parse, names, tagged spans and antecedents are written."""

from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck import models
from quotecheck.encoder.decode import Chain, Tagged, best_spans, lawful, spans, viterbi
from quotecheck.encoder.network import Encoding, Network, Scores
from quotecheck.encoder.parse import certain_starts, parse, set_parse
from quotecheck.encoder.reading import Reading, read
from quotecheck.layers import ANTECEDENTS, TAGGED, Frame, numbered, text_of, words_of
from quotecheck.syntax.lemmas import Lemmas
from quotecheck.syntax.names import find as agreeing

LENIENCE = 1.0
"""So much is taken off the score of "no span": a doubtful span is found too, and those who link it weigh its probability."""
NEAR = 5
"""A span may point to so many spans before it and after it."""
PRONOUNS = frozenset("he him his she her hers they them their theirs it its who whom whose".split())
REACH = 400
"""A pronoun's antecedent is looked for among so many words before it."""
BEST = 24
"""So many words are kept for each pronoun, the most likely ones."""
BODY = "ORG"
IDS = {"content": "t", "cue": "k", "source": "o"}
LINKS = (("content", "cue", "content_cue"), ("cue", "source", "cue_source"))
"""Which kind of span points to which, by which pointer."""


class Encoder:
    """Sets what the doc has not yet: entities (PERSON, ORG, LOC, MISC), sentences, parse, tags and lemmas; writes two layers.

    A frame of `TAGGED` is one span, its role the kind of span. Facts: `probability`, of just this span; `share`, the mean
    probability that a word of it belongs to such a span; a content's `cues` and a cue's `sources`,
    the ids of the spans near it, with `scores`, the probability of each that it belongs there, and last that of none.
    A frame of `ANTECEDENTS` is a pronoun with the words before it that may be of whom it means, and their `scores`.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.lemmas = Lemmas.load(network.folder / "lemmas.json") if network.layout.parses else Lemmas({}, {})

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its annotation and both layers."""
        reading = read(text_of(doc), list(zip(doc.to_array("IDX").tolist(), words_of(doc), strict=True)))
        encoding = self.network(reading)
        if encoding is None:
            return ANTECEDENTS.write(TAGGED.write(doc, []), [])
        if encoding.layout.parses and not all(doc.has_annotation(each) for each in ("DEP", "POS", "TAG", "LEMMA")):
            set_parse(doc, reading, parse(encoding, certain_starts(doc, reading)), self.lemmas)
        if not doc.has_annotation("ENT_IOB"):
            named = [(ent.start, ent.end, ent.label_) for ent in names(doc, reading, encoding)]
            doc.set_ents([Span(doc, *each) for each in agreeing(words_of(doc), named)])
        TAGGED.write(doc, tagged(doc, reading, encoding))
        return ANTECEDENTS.write(doc, antecedents(doc, reading, encoding))


def names(doc: Doc, reading: Reading, encoding: Encoding) -> list[Span]:
    """The named entities."""
    found = joined(best_spans(encoding["names"], encoding.layout.names))
    return [_span(doc, reading, start, end, label=label) for start, end, label in found]


def joined(found: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The names; a person's that touches a body's is the head of the body's name.

    >>> joined([(0, 2, "PERSON"), (2, 4, "ORG"), (4, 5, "LOC")])
    [(0, 4, 'ORG'), (4, 5, 'LOC')]
    """
    out: list[tuple[int, int, str]] = []
    for start, end, label in found:
        first, last, before = out[-1] if out else (0, -1, "")
        if last == start and (before, label) == ("PERSON", BODY):
            out[-1] = (first, end, BODY)
        else:
            out.append((start, end, label))
    return out


def tagged(doc: Doc, reading: Reading, encoding: Encoding) -> list[Frame]:
    """A frame for each span that may be content, cue or source, linked to those near it."""
    tags = encoding.layout.roles
    moves = lawful(tags, encoding.layout.transitions)
    chain = Chain(encoding["roles"], moves, tags)
    lenient = encoding["roles"].copy()
    lenient[:, tags.index("O")] -= LENIENCE
    found = [Tagged(*each, chain.probability(*each)) for each in spans(viterbi(lenient, moves, tags), tags)]
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
        first = tags.index(f"B-{each.label}")
        share = float(chain.marginals[each.start : each.end, first : first + 2].sum(1).mean())
        facts: dict[str, object] = {"probability": round(each.probability, 4), "share": round(share, 4)}
        for asker_role, asked, _ in LINKS:
            if each.label == asker_role:
                near, scores = links[each.start, asked]
                facts |= {f"{asked}s": [ids[other.start, asked] for other in near], "scores": scores}
        frames.append(Frame(ids[each.start, each.label], {each.label: [_span(doc, reading, each.start, each.end)]}, facts))  # type: ignore[arg-type]
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
    """A frame for each pronoun, with the likeliest words before it."""
    asking, asked = encoding.asking("antecedent"), encoding.asked("antecedent")
    ids = numbered("n")
    frames = []
    for word, text in enumerate(reading.words):
        if not word or text.lower() not in PRONOUNS:
            continue
        start = max(0, word - REACH)
        scores: Scores = asked[start:word] @ asking[word]
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        best = sorted(int(i) for i in np.argsort(-shares, kind="stable")[:BEST])
        frames.append(
            Frame(
                next(ids),
                {
                    "pronoun": [_span(doc, reading, word, word + 1)],
                    "antecedent": [_span(doc, reading, start + i, start + i + 1) for i in best],
                },
                {"scores": [round(float(shares[i]), 4) for i in best]},
            )
        )
    return frames


def _softmax(scores: Iterable[float]) -> list[float]:
    values = np.array(list(scores))
    shares = np.exp(values - values.max())
    return [round(float(share), 4) for share in shares / shares.sum()]


def _span(doc: Doc, reading: Reading, start: int, end: int, label: str = "") -> Span:
    return Span(doc, reading.tokens[start], reading.tokens[end - 1] + 1, label=label)


@Language.factory("quotecheck_encoder", default_config={"model": "encoder", "threads": 1})
def make_encoder(nlp: Language, name: str, model: str, threads: int) -> Encoder:
    """The pipe for `nlp.add_pipe("quotecheck_encoder")`: `model` is a shipped encoder's name, `threads` how many it may use."""
    return Encoder(Network(models.path(model), threads=threads))

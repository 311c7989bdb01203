"""The pipe `quotecheck_encoder`: one pass of the encoder, from which names, tagged spans and antecedents are written."""

from collections.abc import Iterable, Sequence

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck import models
from quotecheck.encoder.decode import Chain, Tagged, lawful, spans, viterbi
from quotecheck.encoder.network import Encoding, Network, Scores
from quotecheck.encoder.reading import Reading, read
from quotecheck.layers import ANTECEDENTS, TAGGED, Frame, numbered, text_of, words_of

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


class Encoder:
    """Sets `doc.ents` (PERSON, ORG, LOC, MISC) and writes the layers `TAGGED` and `ANTECEDENTS`.

    A frame of `TAGGED` is one span, its role the kind of span. Facts: `probability`, of just this span; `share`, the mean
    probability that a word of it belongs to such a span; a content's `cues` and a cue's `sources`,
    the ids of the spans near it, with `scores`, the probability of each that it belongs there, and last that of none.
    A frame of `ANTECEDENTS` is a pronoun with the words before it that may be of whom it means, and their `scores`.
    """

    def __init__(self, network: Network) -> None:
        self.network = network

    def __call__(self, doc: Doc) -> Doc:
        """The doc with entities and both layers."""
        reading = read(text_of(doc), list(zip(doc.to_array("IDX").tolist(), words_of(doc), strict=True)))
        encoding = self.network(reading)
        doc.set_ents(names(doc, reading, encoding))
        TAGGED.write(doc, tagged(doc, reading, encoding))
        return ANTECEDENTS.write(doc, antecedents(doc, reading, encoding))


def names(doc: Doc, reading: Reading, encoding: Encoding) -> list[Span]:
    """The named entities."""
    tags = encoding.layout.names
    path = viterbi(encoding.names, lawful(tags), tags)
    found = joined(spans(path, tags))
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
    chain = Chain(encoding.roles, moves, tags)
    lenient = encoding.roles.copy()
    lenient[:, tags.index("O")] -= LENIENCE
    found = [Tagged(*each, chain.probability(*each)) for each in spans(viterbi(lenient, moves, tags), tags)]
    counts = {role: numbered(prefix) for role, prefix in IDS.items()}
    ids = {(each.start, each.label): next(counts[each.label]) for each in found}
    of = {role: [each for each in found if each.label == role] for role in IDS}
    frames = []
    for each in found:
        first = tags.index(f"B-{each.label}")
        share = float(chain.marginals[each.start : each.end, first : first + 2].sum(1).mean())
        facts: dict[str, object] = {"probability": round(each.probability, 4), "share": round(share, 4)}
        if each.label == "content":
            near, scores = pointed(each, of["cue"], encoding, "content_cue")
            facts |= {"cues": [ids[other.start, "cue"] for other in near], "scores": scores}
        elif each.label == "cue":
            near, scores = pointed(each, of["source"], encoding, "cue_source")
            facts |= {"sources": [ids[other.start, "source"] for other in near], "scores": scores}
        frames.append(Frame(ids[each.start, each.label], {each.label: [_span(doc, reading, each.start, each.end)]}, facts))  # type: ignore[arg-type]
    return frames


def pointed(asker: Tagged, others: Sequence[Tagged], encoding: Encoding, pointer: str) -> tuple[list[Tagged], list[float]]:
    """The nearest other spans, and the probability of each, then of none; a span asks with its first word."""
    starts = [other.start for other in others]
    at = int(np.searchsorted(starts, asker.start))
    near = list(others[max(0, at - NEAR) : at + NEAR])
    question = encoding.asking(pointer)[asker.start]
    asked = encoding.asked(pointer)
    scores = [float(np.logaddexp.reduce(asked[other.start : other.end] @ question)) for other in near]
    return near, _softmax([*scores, encoding.layout.nowhere[pointer]])


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


@Language.factory("quotecheck_encoder", assigns=["doc.ents"], default_config={"model": "encoder", "threads": 1})
def make_encoder(nlp: Language, name: str, model: str, threads: int) -> Encoder:
    """The pipe for `nlp.add_pipe("quotecheck_encoder")`: `model` is a shipped encoder's name, `threads` how many it may use."""
    return Encoder(Network(models.path(model), threads=threads))

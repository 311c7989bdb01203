"""From the network's scores to a parsed doc: sentences, heads, labels, tags, lemmas and features."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from quotecheck.encoder.network import Encoding, Layout, Scores
from quotecheck.encoder.reading import Reading
from quotecheck.encoder.trees import best_tree
from quotecheck.syntax import boundaries
from quotecheck.syntax.features import features
from quotecheck.syntax.lemmas import Lemmas

Numbers = NDArray[np.int64]
LONGEST = 200
"""Words: a longer sentence is cut where a start is likeliest, so that the cost stays linear in the text."""
STARTS = -0.5
"""The logit above which a word starts a sentence: the network sees too few starts rather than too many."""
ROOTS = ("ROOT", "root")
SPACE_TAG, SPACE_LABEL = "_SP", "dep"


@dataclass(frozen=True, slots=True)
class Parse:
    """Of each word of a reading: whether it starts a sentence, its head's number among the words, and its label and tags by name."""

    starts: NDArray[np.bool_]
    heads: Numbers
    deprels: list[str]
    upos: list[str]
    tags: list[str]


def parse(encoding: Encoding, certain: Numbers) -> Parse:
    """The parse of a reading.

    `certain` says of each word what is known before: 1 where a sentence starts there, -1 where none does, else 0.
    """
    layout = encoding.layout
    starts = sentence_starts(encoding["starts"][:, 0], certain)
    heads = _heads(encoding["arcs"], starts)
    labels = _labels(encoding["labels"], heads, layout)
    return Parse(
        starts=starts,
        heads=heads,
        deprels=[ROOTS[0] if layout.deprels[label] in ROOTS else layout.deprels[label] for label in labels.tolist()],
        upos=_best(encoding["upos"], layout.upos),
        tags=_best(encoding["tags"], layout.tags),
    )


def sentence_starts(logits: Scores, certain: Numbers) -> NDArray[np.bool_]:
    """Whether a sentence starts at each word: the first does, what is certain counts, the network decides the rest.

    >>> sentence_starts(np.array([-1, 2, 2, -1], dtype=np.float32), np.array([0, -1, 0, 1])).tolist()
    [True, False, True, True]
    """
    starts: NDArray[np.bool_] = (certain > 0) | ((certain == 0) & (logits > STARTS))
    starts[:1] = True
    edges = [*np.flatnonzero(starts).tolist(), len(starts)]
    for start, end in pairwise(edges):
        while end - start > LONGEST:
            inside = np.where(certain[start + 1 : start + LONGEST] < 0, -np.inf, logits[start + 1 : start + LONGEST])
            start += 1 + int(inside.argmax())
            starts[start] = True
    return starts


def _heads(arcs: Scores, starts: NDArray[np.bool_]) -> Numbers:
    """The head of each word, a root's being itself; heads lie within the sentence."""
    width = arcs.shape[1] // 2
    heads = np.arange(len(arcs))
    edges = [*np.flatnonzero(starts).tolist(), len(arcs)]
    for start, end in pairwise(edges):
        if end - start > 1:
            heads[start:end] = start + best_tree(arcs[start:end, :width] @ arcs[start:end, width:].T)
    return heads


def _labels(labels: Scores, heads: Numbers, layout: Layout) -> Numbers:
    """The column of each word's label: the root's for a root, the best of the others for the rest."""
    width = labels.shape[1] // 2
    both = np.maximum(labels[:, :width] + labels[heads, width:], 0.0)
    scores = both @ layout.label_weights + layout.label_bias
    is_root = np.array([name in ROOTS for name in layout.deprels])
    barred = is_root[None, :] != (heads == np.arange(len(heads)))[:, None]
    best: Numbers = np.where(barred, -np.inf, scores).argmax(1)
    return best


def _best(scores: Scores, columns: list[str]) -> list[str]:
    return [columns[number] for number in scores.argmax(1).tolist()]


def certain_starts(doc: Doc, reading: Reading) -> Numbers:
    """What is known of the words' sentence starts: what the doc says already, else what the layout and the marks decide."""
    known = doc.to_array("SENT_START").astype(np.int64)
    if not doc.has_annotation("SENT_START"):
        for at, is_start in boundaries.find(doc).items():
            known[at] = 1 if is_start else -1
    return known[np.array(reading.tokens, dtype=np.int64)]


def set_parse(doc: Doc, reading: Reading, found: Parse, lemmas: Lemmas) -> Doc:
    """Write the parse on the doc, but nothing that it has already; a blank hangs on the word before it."""
    words = np.array(reading.tokens, dtype=np.int64)
    before = np.maximum(np.searchsorted(words, np.arange(len(doc)), side="right") - 1, 0)
    heads = words[before]
    heads[words] = words[found.heads]
    columns: dict[str, Numbers] = {}
    add = doc.vocab.strings.add

    def column(values: Iterable[str], blank: str) -> Numbers:
        numbers = np.full(len(doc), add(blank), dtype=np.uint64)
        numbers[words] = [add(value) for value in values]
        return numbers.view(np.int64)

    if not doc.has_annotation("DEP"):
        columns["HEAD"] = heads - np.arange(len(doc))
        columns["DEP"] = column(found.deprels, SPACE_LABEL)
    if not doc.has_annotation("POS"):
        columns["POS"] = column(found.upos, "SPACE")
    if not doc.has_annotation("TAG"):
        columns["TAG"] = column(found.tags, SPACE_TAG)
    if not doc.has_annotation("LEMMA"):
        columns["LEMMA"] = doc.to_array("ORTH").view(np.int64).copy()
        columns["LEMMA"][words] = column(map(lemmas, reading.words, found.tags), "")[words]
    if not doc.has_annotation("MORPH"):
        columns["MORPH"] = column(map(features, found.tags, reading.words), "")
    return doc.from_array(list(columns), np.stack(list(columns.values()), 1).view(np.uint64)) if columns else doc  # type: ignore[arg-type]

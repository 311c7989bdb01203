"""From scores of words to spans: the best tag sequence, and how sure the network is of a span.

Tags are BIO ("B-cue", "I-cue", "O"); an inside tag never follows another kind. Methods: Viterbi and forward-backward on a
linear chain (Rabiner 1989, "A tutorial on hidden Markov models").
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
FORBIDDEN = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Tagged:
    """A span of words `start` to `end` (exclusive) with its label, and the probability that just this span has it."""

    start: int
    end: int
    label: str
    probability: float


def lawful(tags: Sequence[str], transitions: Scores | None = None) -> Scores:
    """Transition scores in which an inside tag follows only its own kind.

    >>> lawful(["O", "B-cue", "I-cue"])[0].tolist()
    [0.0, 0.0, -10000.0]
    """
    scores = np.zeros((len(tags), len(tags)), dtype=np.float32) if transitions is None else transitions.copy()
    for a, before in enumerate(tags):
        for b, after in enumerate(tags):
            if after.startswith("I-") and before[2:] != after[2:]:
                scores[a, b] = FORBIDDEN
    return scores


def viterbi(emissions: Scores, transitions: Scores, tags: Sequence[str]) -> list[int]:
    """The best tag of each word as numbers.

    >>> tags = ["O", "B-cue", "I-cue"]
    >>> scores = np.array([[0, 1, 3], [0, 0, 1], [2, 0, 0]], dtype=np.float32)
    >>> [tags[n] for n in viterbi(scores, lawful(tags), tags)]
    ['B-cue', 'I-cue', 'O']
    """
    if not len(emissions):
        return []
    best = emissions[0] + _first(tags)
    back = np.zeros(emissions.shape, dtype=np.int64)
    for at in range(1, len(emissions)):
        moved = best[:, None] + transitions
        back[at] = moved.argmax(0)
        best = moved.max(0) + emissions[at]
    path = [int(best.argmax())]
    for at in range(len(emissions) - 1, 0, -1):
        path.append(int(back[at, path[-1]]))
    return path[::-1]


def spans(path: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of a tag sequence.

    >>> spans([0, 1, 2, 1], ["O", "B-cue", "I-cue"])
    [(1, 3, 'cue'), (3, 4, 'cue')]
    """
    found: list[tuple[int, int, str]] = []
    for at, tag in enumerate(path):
        prefix, _, label = tags[tag].partition("-")
        if prefix == "I" and found and found[-1][1:] == (at, label):
            found[-1] = (found[-1][0], at + 1, label)
        elif prefix in ("B", "I"):
            found.append((at, at + 1, label))
    return found


class Chain:
    """The probabilities of a tagged text: of each tag at each word, and of whole spans."""

    def __init__(self, emissions: Scores, transitions: Scores, tags: Sequence[str]) -> None:
        self.tags = list(tags)
        self.step = np.exp(transitions.astype(np.float64))
        top = emissions.max(1, keepdims=True) if len(emissions) else emissions
        self.local = np.exp((emissions - top).astype(np.float64))
        size = len(emissions)
        self.ahead, self.behind = np.ones((size, len(tags))), np.ones((size, len(tags)))
        self.scale = np.ones(size)
        for at in range(size):
            moved = (self.ahead[at - 1] @ self.step if at else np.exp(_first(tags).astype(np.float64))) * self.local[at]
            self.scale[at] = moved.sum()
            self.ahead[at] = moved / self.scale[at]
        for at in range(size - 2, -1, -1):
            self.behind[at] = self.step @ (self.local[at + 1] * self.behind[at + 1]) / self.scale[at + 1]
        self.marginals = self.ahead * self.behind
        """(words, tags): the probability of each tag at each word."""

    def probability(self, start: int, end: int, label: str) -> float:
        """That words `start` to `end` are just one span of that label.

        >>> tags = ["O", "B-cue", "I-cue"]
        >>> chain = Chain(np.zeros((2, 3), dtype=np.float32), lawful(tags), tags)
        >>> round(chain.probability(0, 1, "cue"), 2), round(chain.probability(0, 2, "cue"), 2)
        (0.4, 0.2)
        """
        first, inside = self.tags.index(f"B-{label}"), self.tags.index(f"I-{label}")
        value = float(self.ahead[start, first])
        tag = first
        for at in range(start + 1, end):
            value *= float(self.step[tag, inside] * self.local[at, inside] / self.scale[at])
            tag = inside
        if end < len(self.local):
            onward = self.step[tag] * self.local[end] * self.behind[end] / self.scale[end]
            return value * float(onward.sum() - onward[inside])
        return value * float(self.behind[end - 1, tag])


def _first(tags: Sequence[str]) -> Scores:
    return np.array([FORBIDDEN if tag.startswith("I-") else 0.0 for tag in tags], dtype=np.float32)

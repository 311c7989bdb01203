"""From scores of words to spans: the best tag sequence, and how sure the network is of a span.

Tags are BIO ("B-cue", "I-cue", "O"); an inside tag never follows another kind. Methods: Viterbi and forward-backward on a
linear chain (Rabiner 1989, "A tutorial on hidden Markov models"); both are products of matrices, one a word, which are taken
for many stretches of the text at once (Blelloch 1990, "Prefix sums and their applications").
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Matrices = NDArray[np.float64]
FORBIDDEN = np.float32(-1e4)
TINY = 1e-300
STRETCH = 24
"""In words: what is gone through word by word, all stretches of a text at once."""


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


def best_spans(scores: Scores, tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of the best lawful tag sequence, where no transition is likelier than another.

    >>> best_spans(np.array([[0, 1, 3], [0, 0, 1], [2, 0, 0]], dtype=np.float32), ["O", "B-cue", "I-cue"])
    [(0, 2, 'cue')]
    """
    allowed = lawful(tags)
    path = scores.argmax(1)
    is_lawful = not len(path) or (_first(tags)[path[0]] == 0.0 and bool((allowed[path[:-1], path[1:]] == 0.0).all()))
    return spans(path.tolist() if is_lawful else viterbi(scores, allowed, tags), tags)


def viterbi(emissions: Scores, transitions: Scores, tags: Sequence[str]) -> list[int]:
    """The best tag of each word as numbers.

    >>> tags = ["O", "B-cue", "I-cue"]
    >>> scores = np.array([[0, 1, 3], [0, 0, 1], [2, 0, 0]], dtype=np.float32)
    >>> [tags[n] for n in viterbi(scores, lawful(tags), tags)]
    ['B-cue', 'I-cue', 'O']
    """
    if not len(emissions):
        return []
    steps = transitions.astype(np.float64) + emissions[:, None, :]
    best = _prefixes((emissions[0] + _first(tags)).astype(np.float64), steps[1:], _best_product)
    back = (best[:-1, :, None] + transitions).argmax(1).tolist()
    path = [int(best[-1].argmax())]
    for row in reversed(back):
        path.append(row[path[-1]])
    return path[::-1]


def spans(path: Sequence[int], tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of a tag sequence.

    >>> spans([0, 1, 2, 1], ["O", "B-cue", "I-cue"])
    [(1, 3, 'cue'), (3, 4, 'cue')]
    """
    found: list[tuple[int, int, str]] = []
    parts = [tag.partition("-")[::2] for tag in tags]
    for at, tag in enumerate(path):
        prefix, label = parts[tag]
        if prefix == "O":
            continue
        if prefix == "I" and found and found[-1][1:] == (at, label):
            found[-1] = (found[-1][0], at + 1, label)
        else:
            found.append((at, at + 1, label))
    return found


class Chain:
    """The probabilities of a tagged text: of each tag at each word, and of whole spans."""

    def __init__(self, emissions: Scores, transitions: Scores, tags: Sequence[str]) -> None:
        self.tags = list(tags)
        self.step = np.exp(transitions.astype(np.float64))
        top = emissions.max(1, keepdims=True) if len(emissions) else emissions
        self.local = np.exp((emissions - top).astype(np.float64))
        self.ahead = self.behind = np.ones(emissions.shape)
        self.scale = np.ones(len(emissions))
        if len(emissions):
            self._pass_on()
        self.marginals = self.ahead * self.behind
        """(words, tags): the probability of each tag at each word."""

    def _pass_on(self) -> None:
        first = np.exp(_first(self.tags).astype(np.float64)) * self.local[0]
        steps = self.step * self.local[1:, None, :]
        ahead = _prefixes(first, steps, _sum_product)
        self.ahead = ahead / ahead.sum(1, keepdims=True)
        self.scale = np.concatenate([[first.sum()], ((self.ahead[:-1] @ self.step) * self.local[1:]).sum(1)])
        behind = _prefixes(np.ones(len(self.tags)), steps.transpose(0, 2, 1)[::-1], _sum_product)[::-1]
        self.behind = behind / (self.ahead * behind).sum(1, keepdims=True)

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
        if end > start + 1:
            goes_on = self.local[start + 1 : end, inside] / self.scale[start + 1 : end]
            steps = np.log(self.step[first, inside]) + (end - start - 2) * np.log(self.step[inside, inside])
            value *= float(np.exp(steps + np.log(np.maximum(goes_on, TINY)).sum()))  # in logarithms: a product of thousands runs over
            tag = inside
        if end < len(self.local):
            onward = self.step[tag] * self.local[end] * self.behind[end] / self.scale[end]
            return value * float(onward.sum() - onward[inside])
        return value * float(self.behind[end - 1, tag])


def _prefixes(first: Matrices, steps: Matrices, product: Callable[[Matrices, Matrices], Matrices]) -> Matrices:
    """The row `first`, then its products with the first, the first two, the first three ... of the steps."""
    size, width = len(steps), len(first)
    if not size:
        return first[None]
    stretches = -(-size // STRETCH)
    padded = np.concatenate([steps, np.broadcast_to(steps[-1], (stretches * STRETCH - size, width, width))])
    within = padded.reshape(stretches, STRETCH, width, width)
    within = np.asfortranarray(within) if product is _best_product else within  # fastest for each
    for at in range(1, STRETCH):
        within[:, at] = product(within[:, at - 1], within[:, at])
    starts = np.empty((stretches, 1, 1, width))
    row = first[None]
    for number in range(stretches):
        starts[number, 0] = row
        row = product(row, within[number, -1])
    rows = product(starts, within)[:, :, 0].reshape(-1, width)
    return np.concatenate([first[None], rows[:size]])


def _best_product(left: Matrices, right: Matrices) -> Matrices:
    """The product in which the best way counts."""
    best: Matrices = np.maximum.reduce(left[..., :, :, None] + right[..., None, :, :], -2)
    return best


def _sum_product(left: Matrices, right: Matrices) -> Matrices:
    """The product in which all ways count, set to a size that neither vanishes nor runs over."""
    moved: Matrices = left @ right
    moved /= moved.max((-2, -1), keepdims=True)
    return moved


def _first(tags: Sequence[str]) -> Scores:
    return np.array([FORBIDDEN if tag.startswith("I-") else 0.0 for tag in tags], dtype=np.float32)

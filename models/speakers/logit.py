"""A conditional logit (McFadden 1974) over rows of features that hold or not, with an L2 penalty, by L-BFGS."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

LEAST_COUNT = 3
PENALTY = 0.003
STEPS = 150
Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]


@dataclass(frozen=True, slots=True)
class Example:
    """One choice: a row of features an alternative, and which alternatives are right (equally)."""

    rows: list[list[str]]
    right: list[int]


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Weights by feature; features of fewer than `LEAST_COUNT` choices are left out."""
    counts = Counter(name for each in examples for name in {name for row in each.rows for name in row})
    listed = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    index = {name: n for n, name in enumerate(listed)}
    rows = [[index[name] for name in row if name in index] for each in examples for row in each.rows]
    at = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    of = np.array([name for row in rows for name in row])
    sizes = np.array([len(each.rows) for each in examples])
    starts = np.cumsum(sizes) - sizes
    target = np.zeros(len(rows))
    for start, each in zip(starts, examples, strict=True):
        target[[start + n for n in each.right]] = 1.0 / len(each.right)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        sums = np.bincount(at, weights=w[of], minlength=len(rows))
        sums -= np.repeat(np.maximum.reduceat(sums, starts), sizes)
        whole = np.add.reduceat(np.exp(sums), starts)
        error = np.exp(sums) / np.repeat(whole, sizes) - target
        gradient = np.bincount(of, weights=error[at], minlength=len(listed)) / len(sizes) + penalty * w
        return float((np.log(whole).sum() - (target * sums).sum()) / len(sizes) + penalty / 2 * w @ w), gradient

    return {name: round(float(x), 3) for name, x in zip(listed, minimum(loss, len(listed)), strict=True) if abs(x) >= 0.005}


def minimum(loss: Loss, size: int) -> np.ndarray:
    """Where a convex function is least: L-BFGS (Nocedal 1980) with halved steps."""
    w = np.zeros(size)
    cost, gradient = loss(w)
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(STEPS):
        direction = _direction(gradient, steps)
        length = 1.0
        while length > 1e-6 and (found := loss(w - length * direction))[0] > cost - 1e-4 * length * (gradient @ direction):
            length /= 2
        if length <= 1e-6 or cost - found[0] < 1e-7:
            break
        s, y = -length * direction, found[1] - gradient
        w, cost, gradient = w + s, *found
        if s @ y > 1e-12:
            steps = [*steps, (s, y)][-10:]
    return w


def _direction(gradient: np.ndarray, steps: Sequence[tuple[np.ndarray, np.ndarray]]) -> np.ndarray:
    direction, kept = gradient.copy(), []
    for s, y in reversed(steps):
        a = s @ direction / (s @ y)
        direction -= a * y
        kept.append(a)
    if steps:
        direction *= (steps[-1][0] @ steps[-1][1]) / (steps[-1][1] @ steps[-1][1])
    for (s, y), a in zip(steps, reversed(kept), strict=True):
        direction += s * (a - y @ direction / (s @ y))
    return direction

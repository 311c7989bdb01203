"""Train the ranker of pronouns: train.py CORPORA [CACHE]

Reads GUM and LitBank from the folder CORPORA, parses them once with the shipped pipeline into CACHE, and writes
weights/ranker.json and metrics.json beside this file. The texts on which a figure is measured are never trained on.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from corpus import OPEN, Decision, GoldResolver, Text, texts

from quotecheck import Extractor
from quotecheck.quotes.speakers.ranker import Ranker

HERE = Path(__file__).parent
PIPELINE = "fast"
"""What parses the corpora. With "default" the encoder's opinion of each pronoun becomes a feature too."""
SORTS = ("he", "it", "they", "role", "body")
WEIGHT = {"novel": 0.1, "news": 2.0}
PENALTY = 0.006
STEPS = 60
LEAST_COUNT = 8
FOLDS = 4
NOVELS = 3
"""Every third novel is enough: there are eight times as many pronouns in them as in all else, and they are unlike news."""
BARS = {"he": 0.5, "it": 0.6, "they": 0.6, "role": 0.6, "body": 0.6}
"""Below, nobody is chosen. Half is where a choice is as often wrong as right; what names no gender must be surer."""


@dataclass
class Example:
    """One decision as rows of features; `right` is the row of the entity meant, the last row is nobody."""

    text: str
    weight: float
    rows: list[dict[str, float]]
    right: int


def examples(texts: Iterable[Text]) -> dict[str, list[Example]]:
    """Every pronoun of the texts, each resolved with all before it known."""
    found: dict[str, list[Example]] = {sort: [] for sort in SORTS}
    empty = Ranker({sort: {} for sort in SORTS}, dict.fromkeys(SORTS, 2.0))
    for text in texts:
        for decision in GoldResolver(text, empty, taught=True).run():
            found[decision.sort].append(example(text, decision))
    return found


def example(text: Text, decision: Decision) -> Example:
    right = next((n for n, entity in enumerate(decision.entities) if entity is decision.meant), len(decision.entities))
    return Example(text.id, WEIGHT.get(text.genre, 1.0), decision.features, right)


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of the conditional logit with an L2 penalty."""
    counts = Counter(name for each in examples for name in {name for row in each.rows for name in row})
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    index = {name: n for n, name in enumerate(names)}
    rows = [row for each in examples for row in each.rows]
    known = [[(index[name], value) for name, value in row.items() if name in index] for row in rows]
    at = np.repeat(np.arange(len(rows)), [len(row) for row in known])
    of = np.array([name for row in known for name, _ in row])
    value = np.array([value for row in known for _, value in row])
    sizes = np.array([len(each.rows) for each in examples])
    starts = np.cumsum(sizes) - sizes
    right = starts + [each.right for each in examples]
    weight = np.array([each.weight for each in examples])
    target = np.zeros(len(rows))
    target[right] = 1.0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        sums = np.bincount(at, weights=w[of] * value, minlength=len(rows))
        sums -= np.repeat(np.maximum.reduceat(sums, starts), sizes)
        whole = np.add.reduceat(np.exp(sums), starts)
        share = np.exp(sums) / np.repeat(whole, sizes)
        error = (share - target) * np.repeat(weight, sizes)
        gradient = np.bincount(of, weights=error[at] * value, minlength=len(names)) / weight.sum() + PENALTY * w
        cost = float((weight * (np.log(whole) - sums[right])).sum() / weight.sum() + PENALTY / 2 * w @ w)
        return cost, gradient

    return {name: round(float(x), 4) for name, x in zip(names, minimum(loss, len(names)), strict=True) if abs(x) >= 0.005}


def minimum(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], size: int) -> np.ndarray:
    """Where a convex function is least: L-BFGS (Nocedal 1980) with halved steps."""
    w = np.zeros(size)
    cost, gradient = loss(w)
    steps: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(STEPS):
        direction, kept = gradient.copy(), []
        for s, y in reversed(steps):
            a = s @ direction / (s @ y)
            direction -= a * y
            kept.append(a)
        if steps:
            direction *= (steps[-1][0] @ steps[-1][1]) / (steps[-1][1] @ steps[-1][1])
        for (s, y), a in zip(steps, reversed(kept), strict=True):
            direction += s * (a - y @ direction / (s @ y))
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


def trained(by_sort: dict[str, list[Example]], *, without: Callable[[str], bool] = lambda _: False) -> Ranker:
    """A ranker on all examples but those of some texts, that takes the best always."""
    weights = {sort: fit([each for each in listed if not without(each.text)]) for sort, listed in by_sort.items()}
    return Ranker(weights, dict.fromkeys(SORTS, 0.0))


@dataclass(frozen=True)
class Judged:
    """One decision by a ranker that did not learn from its text: the best candidate's probability, and whether it is meant.

    `counts` says whether there was somebody to be found: the entity is named somewhere, a description's before it.
    """

    genre: str
    sort: str
    probability: float
    right: bool
    counts: bool
    is_source: bool


def judged(ranker: Ranker, texts: Iterable[Text]) -> list[Judged]:
    """What the ranker makes of the texts, its own earlier choices its only history."""
    return [judgement(text, decision) for text in texts for decision in GoldResolver(text, ranker, taught=False).run()]


def judgement(text: Text, decision: Decision) -> Judged:
    best, probability = decision.choice.candidates[0] if decision.choice.candidates else (None, 0.0)
    counts = bool(decision.meant.mentions) and not (decision.sort in ("role", "body") and decision.is_new)
    return Judged(text.genre, decision.sort, probability, best is decision.meant, counts, decision.is_source)


def figures(rows: Iterable[Judged], bar: float) -> dict[str, float]:
    """Right, wrong and left open above that bar; what is left open is not right."""
    counted = [row for row in rows if row.counts]
    taken = [row for row in counted if row.probability >= bar]
    right, total = sum(row.right for row in taken), max(1, len(counted))
    shares = {"right": right / total, "wrong": (len(taken) - right) / total, "open": 1 - len(taken) / total}
    return {"of": len(counted), **{name: round(share, 4) for name, share in shares.items()}}


def reliability(rows: Sequence[Judged]) -> list[dict[str, float]]:
    """Mean probability and share right of the best candidates, by tenths."""
    table = []
    for tenth in range(10):
        inside = [row for row in rows if row.probability > 0 and min(9, int(row.probability * 10)) == tenth]
        if inside:
            mean = sum(row.probability for row in inside) / len(inside)
            right = sum(row.right for row in inside) / len(inside)
            table.append({"from": tenth / 10, "of": len(inside), "probability": round(mean, 3), "right": round(right, 3)})
    return table


def calibration_error(table: Sequence[dict[str, float]]) -> float:
    total = sum(row["of"] for row in table)
    return round(sum(row["of"] * abs(row["probability"] - row["right"]) for row in table) / max(1, total), 4)


def crossed(by_sort: dict[str, list[Example]], measured: Sequence[Text]) -> list[Judged]:
    """Decisions on each text by a ranker that was not trained on it."""
    found: list[Judged] = []
    for fold in range(FOLDS):
        here = measured[fold::FOLDS]
        out = {text.id for text in here}
        found.extend(judged(trained(by_sort, without=out.__contains__), here))
    return found


def platt(rows: Iterable[Judged]) -> tuple[float, float]:
    """Slope and shift of the log-odds by which probabilities become shares of right choices (Platt 1999), by Newton's method."""
    seen = [(row.probability, float(row.right)) for row in rows if row.probability > 0]
    p, right = np.clip(np.array([p for p, _ in seen]), 1e-4, 1 - 1e-4), np.array([ok for _, ok in seen])
    x = np.stack([np.log(p / (1 - p)), np.ones(len(p))], axis=1)
    w = np.array([1.0, 0.0])
    for _ in range(100):
        share = 1 / (1 + np.exp(-x @ w))
        curve = (x * (share * (1 - share))[:, None]).T @ x + np.eye(2)
        w -= np.clip(np.linalg.solve(curve, x.T @ (share - right) + (w - [1.0, 0.0])), -0.3, 0.3)
    return round(float(w[0]), 4), round(float(w[1]), 4)


def main() -> None:
    folder = Path(sys.argv[1])
    cache = Path(sys.argv[2] if len(sys.argv) > 2 else HERE / "cache")
    cache.mkdir(exist_ok=True)
    everything = list(texts(Extractor.load(PIPELINE).nlp, folder, cache))
    learnt = [text for text in everything if text.split == "train" and text.genre in OPEN]
    learnt += [text for text in everything if text.genre == "novel"][::NOVELS]
    by_sort = examples(learnt)
    kept = cache / "left_out.json"
    if not kept.exists():
        rows = crossed(by_sort, [text for text in learnt if text.genre != "novel"])
        kept.write_text(json.dumps([asdict(row) for row in rows]), encoding="utf-8")
    left_out = [Judged(**row) for row in json.loads(kept.read_text(encoding="utf-8"))]
    calibration = {sort: platt(row for row in left_out if row.sort == sort) for sort in SORTS}
    ranker = replace(trained(by_sort), calibration=calibration)
    held = judged(ranker, [text for text in everything if text.split in ("dev", "test") and text.genre in OPEN])
    straight = [replace(row, probability=ranker.calibrated(row.sort, row.probability)) for row in left_out if row.probability > 0]
    straight += [row for row in left_out if row.probability == 0]
    measured = {}
    for sort in SORTS:
        open_held = [row for row in held if row.sort == sort]
        news = [row for row in [*straight, *held] if row.sort == sort and row.genre == "news"]
        table = reliability(open_held)
        measured[sort] = {
            "examples": len(by_sort[sort]),
            "bar": BARS[sort],
            "news, best": figures(news, 0.0),
            "news, above the bar": figures(news, BARS[sort]),
            "news, sources above the bar": figures([row for row in news if row.is_source], BARS[sort]),
            "open genres, dev and test, best": figures(open_held, 0.0),
            "open genres, dev and test, above the bar": figures(open_held, BARS[sort]),
            "calibration error": calibration_error(table),
            "reliability": table,
        }
    print(json.dumps(measured, indent=1))
    weights = {"bars": BARS, "calibration": calibration, "weights": ranker.weights}
    (HERE / "weights").mkdir(exist_ok=True)
    (HERE / "weights" / "ranker.json").write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n")
    (HERE / "metrics.json").write_text(json.dumps(measured, indent=1) + "\n")


if __name__ == "__main__":
    main()

"""Train who stands behind a statement, and how sure that is: train.py CORPORA [CACHE]

Reads news with annotated speakers, and GUM and LitBank, from the folder CORPORA, parses them once with the shipped pipelines into
CACHE, and writes weights/ranker.json, weights/confidence.json and metrics.json beside this file. Nothing is measured on what it
was trained on: the answers on which confidence is fitted are of five folds, each by a ranker of the other four, and so are
the figures of confidence.
"""

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from articles import Answered, Article, Meeting, articles
from corpus import OPEN, GoldResolver, Text, texts

from quotecheck import Extractor
from quotecheck.quotes.speakers.antecedents import antecedents
from quotecheck.quotes.speakers.confidence import Confidence
from quotecheck.quotes.speakers.ranker import Ranker

HERE = Path(__file__).parent
sys.path.append(str(HERE.parent / "reader"))
sys.path.append(str(HERE.parent / "speakers"))
from kept import is_kept  # noqa: E402
from logit import minimum  # noqa: E402

PIPELINE, PLAIN = "default", "fast"
"""What parses the news, and what the corpora of coreference."""
SORTS = ("he", "it", "they", "role", "body", "other", "none", "cued")
GENRES = {"novel": 0.03, "news": 0.6}
"""What an example of the coreference corpora weighs by genre, else `OTHERS`, beside one of the annotated news: by folds over the news."""
OTHERS = 0.3
CORPORA = {"speakers": 0.5}
"""What an answer weighs for confidence: of PolNeAR only sources that are hard are marked."""
PENALTY = 0.004
LIGHT = 0.003
"""Of the confidence's weights."""
LEAST_COUNT = 8
FOLDS = 5
NOVELS = 3
"""Every third novel is enough: there are eight times as many pronouns in them as in all else, and they are unlike news."""
WRONG, ANSWERED = 0.03, 0.85
"""The bar is the lowest that leaves no larger share of answers wrong, as long as so many statements are answered."""
Rows = dict[str, list["Example"]]


def is_unseen(corpus: str, article_id: str) -> bool:
    """Whether the reader has not learnt from the article, so that it shows how sure the reader's work is elsewhere."""
    return is_kept("polnear" if corpus == "speakers" else "newsquotes", article_id)


def advised(ranker: Ranker, article: Article) -> Ranker:
    """The ranker with what the encoder says of the article, unless it learnt from it: there it knows the answers."""
    return replace(ranker, score=antecedents(article.doc)) if is_unseen(article.corpus, article.id) else ranker


@dataclass
class Example:
    """One decision as rows of features; `right` is the row of the entity meant, the last row is nobody."""

    text: str
    weight: float
    rows: list[dict[str, float]]
    right: int


def examples(texts: Iterable[Text]) -> Rows:
    """Every pronoun of the texts, each resolved with all before it known."""
    found: Rows = {sort: [] for sort in SORTS}
    for text in texts:
        for made in GoldResolver(text, Ranker({})).run():
            right = next((n for n, entity in enumerate(made.entities) if entity is made.meant), len(made.entities))
            found[made.sort].append(Example(text.id, GENRES.get(text.genre, OTHERS), made.features, right))
    return found


def news_examples(news: Iterable[Article], ranker: Ranker) -> Rows:
    """Every decision about a marked statement, with the right one taken in all before it."""
    found: Rows = {sort: [] for sort in SORTS}
    for article in news:
        for seen in Meeting(article).taught(advised(ranker, article)):
            found[seen.sort].append(Example(article.id, 1.0, seen.features, seen.right))
    return found


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


def trained(by_sort: Rows, *, without: Callable[[str], bool] = lambda _: False) -> Ranker:
    """A ranker on all examples but those of some texts: each sort's weights are a part that all share and its own (Daumé 2007)."""
    kept = [doubled(each, sort) for sort, listed in by_sort.items() for each in listed if not without(each.text)]
    found: dict[str, dict[str, float]] = {sort: {} for sort in SORTS}
    seen = {sort: {name for each in listed for row in each.rows for name in row} for sort, listed in by_sort.items()}
    weights = fit(kept)
    for sort in SORTS:
        both = {name: weights.get(name, 0.0) + weights.get(f"{sort}:{name}", 0.0) for name in seen[sort]}
        found[sort] = {name: round(value, 4) for name, value in sorted(both.items()) if abs(value) >= 0.005}
    return Ranker(found)


def doubled(example: Example, sort: str) -> Example:
    """The example with every feature once for all sorts and once for its own."""
    rows = [row | {f"{sort}:{name}": value for name, value in row.items()} for row in example.rows]
    return Example(example.text, example.weight, rows, example.right)


def fold_of(article_id: str) -> int:
    """The fold in which an article is left out."""
    return int(hashlib.md5(article_id.encode()).hexdigest(), 16) % FOLDS


def crossed(by_sort: Rows, news: Sequence[Article]) -> list[Answered]:
    """Answers on each article by a ranker that was not trained on it."""
    found: list[Answered] = []
    for fold in range(FOLDS):
        ranker = trained(by_sort, without=lambda text, fold=fold: fold_of(text) == fold)
        found.extend(row for article in news if fold_of(article.id) == fold for row in Meeting(article).answered(advised(ranker, article)))
    return found


def fit_confidence(answers: Sequence[Answered]) -> dict[str, float]:
    """Weights of the logistic model with an L2 penalty."""
    rows = [row for row in answers if row.features]
    counts = Counter(name for row in rows for name in row.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_COUNT)
    x = np.array([[row.features.get(name, 0.0) for name in names] for row in rows])
    right = np.array([float(row.right) for row in rows])
    weight = np.array([CORPORA.get(row.corpus, 1.0) for row in rows])

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        cost = float((weight * (np.logaddexp(0.0, z) - right * z)).sum() / weight.sum() + LIGHT / 2 * w @ w)
        return cost, x.T @ (weight * (1 / (1 + np.exp(-z)) - right)) / weight.sum() + LIGHT * w

    return {name: round(float(value), 4) for name, value in zip(names, minimum(loss, len(names)), strict=True)}


@dataclass(frozen=True)
class Judged:
    """An answer and the probability that it is right, by a model fitted without its article; 0 where nobody is answered."""

    answer: Answered
    probability: float


def judged(answers: Sequence[Answered]) -> list[Judged]:
    """What is thought of the answers on articles that the reader did not see, each by a model fitted on the other folds."""
    found = []
    for fold in range(FOLDS):
        sure = Confidence(straightened([row for row in answers if fold_of(row.article) != fold]), 0.0)
        here = (row for row in answers if fold_of(row.article) == fold and is_unseen(row.corpus, row.article))
        found.extend(Judged(row, sure(row.features) if row.features else 0.0) for row in here)
    return found


def straightened(answers: Sequence[Answered]) -> dict[str, float]:
    """The weights fitted on all answers, then turned and shifted to be true of articles that the reader did not see (Platt 1999).

    What the reader learnt from it links better than it will link others; but three times as many answers tell ways apart better.
    """
    left_out: list[tuple[float, float]] = []
    for fold in range(FOLDS):
        weights = fit_confidence([row for row in answers if part_of(row.article) != fold])
        here = [row for row in answers if part_of(row.article) == fold and is_unseen(row.corpus, row.article) and row.features]
        left_out.extend((sum(weights.get(name, 0.0) * value for name, value in row.features.items()), float(row.right)) for row in here)
    slope, shift = platt(np.array(left_out))
    made = {name: value * slope for name, value in fit_confidence(answers).items()}
    made["bias"] = made.get("bias", 0.0) + shift
    return {name: round(value, 4) for name, value in made.items()}


def part_of(article_id: str) -> int:
    """A second division into folds, within those on which nothing is measured."""
    return int(hashlib.md5(article_id[::-1].encode()).hexdigest(), 16) % FOLDS


def platt(rows: np.ndarray) -> tuple[float, float]:
    """Slope and shift of log-odds (first column) that fit what is right (second), by Newton's method, drawn to no change."""
    x, right = np.stack([rows[:, 0], np.ones(len(rows))], axis=1), rows[:, 1]
    w = np.array([1.0, 0.0])
    for _ in range(100):
        share = 1 / (1 + np.exp(-x @ w))
        curve = (x * (share * (1 - share))[:, None]).T @ x + np.eye(2)
        w -= np.clip(np.linalg.solve(curve, x.T @ (share - right) + (w - [1.0, 0.0])), -0.3, 0.3)
    return float(w[0]), float(w[1])


def bar_for(rows: Sequence[Judged]) -> float:
    """The lowest bar that leaves at most `WRONG` of the answers wrong, or the one at which `ANSWERED` of the statements are answered."""
    ranked = sorted(rows, key=lambda row: -row.probability)
    best, wrong = 0, 0
    for count, row in enumerate(ranked, 1):
        wrong += not row.answer.right
        if wrong <= WRONG * count or count <= ANSWERED * len(ranked):
            best = count
    return round(ranked[best - 1].probability, 3)


def figures(rows: Iterable[Judged], bar: float) -> dict[str, float]:
    """Shares of right and wrong answers and of none, above that bar; and of all answers the calibration error."""
    listed = list(rows)
    taken = [row for row in listed if row.probability > 0 and row.probability >= bar]
    right, total = sum(row.answer.right for row in taken), max(1, len(listed))
    best = sum(row.answer.right for row in listed)
    shares = {
        "best": best / total,
        "right": right / total,
        "wrong": (len(taken) - right) / total,
        "open": 1 - len(taken) / total,
        "wrong of answered": (len(taken) - right) / max(1, len(taken)),
        "calibration error": calibration_error(listed),
    }
    return {"of": len(listed), **{name: round(share, 4) for name, share in shares.items()}}


def calibration_error(rows: Sequence[Judged]) -> float:
    """Mean distance of probability and share right, by tenths."""
    told = sorted((min(9, int(row.probability * 10)), row.probability, row.answer.right) for row in rows if row.probability > 0)
    gaps = [abs(sum(p - ok for _, p, ok in tenth)) for tenth in (list(each) for _, each in groupby(told, key=lambda row: row[0]))]
    return sum(gaps) / max(1, len(told))


def curve(rows: Sequence[Judged]) -> list[dict[str, float]]:
    """Share of answers that are right, by share of statements that are answered."""
    ranked = sorted(rows, key=lambda row: -row.probability)
    points = []
    for tenth in range(5, 21):
        count = len(ranked) * tenth // 20
        right = sum(row.answer.right for row in ranked[:count])
        points.append({"answered": tenth / 20, "right": round(right / max(1, count), 3), "bar": round(ranked[count - 1].probability, 3)})
    return points


def measures(rows: Sequence[Judged], bar: float) -> dict[str, Any]:
    """Figures by corpus, by form, and by way."""
    ours = [row for row in rows if row.answer.corpus != "speakers"]
    by_way = {way: [row for row in rows if row.answer.way == way] for way in sorted({row.answer.way for row in rows})}
    quoted = [row for row in ours if row.answer.form != "indirect"]
    indirect = [row for row in ours if row.answer.form == "indirect"]
    return {
        "bar": bar,
        "by corpus": {name: figures((row for row in rows if row.answer.corpus == name), bar) for name in ("train", "webtrain", "speakers")},
        "by form": {"quoted": figures(quoted, bar), "indirect": figures(indirect, bar), "all": figures(ours, bar)},
        "by way": {way: figures(listed, bar) for way, listed in by_way.items()},
        "curves": {"quoted": curve(quoted), "indirect": curve(indirect), "all": curve(ours)},
    }


def coreference(folder: Path, cache: Path) -> Rows:
    """The examples of GUM and LitBank, which depend on the features and the small base model alone."""
    kept = cache / "coreference.json"
    if not kept.exists():
        everything = list(texts(Extractor.load(PLAIN).nlp, folder, cache))
        learnt = [text for text in everything if text.split == "train" and text.genre in OPEN]
        learnt += [text for text in everything if text.genre == "novel"][::NOVELS]
        found = {sort: [asdict(each) for each in listed] for sort, listed in examples(learnt).items()}
        kept.write_text(json.dumps(found), encoding="utf-8")
    rows = json.loads(kept.read_text(encoding="utf-8"))
    return {sort: [Example(**each) for each in rows.get(sort, ())] for sort in SORTS}


def main() -> None:
    folder = Path(sys.argv[1])
    cache = Path(sys.argv[2] if len(sys.argv) > 2 else HERE / "cache")
    cache.mkdir(exist_ok=True)
    general = coreference(folder, cache)
    news = list(articles(Extractor.load(PIPELINE).nlp, folder, cache))
    learnt = news_examples(news, trained(general))
    by_sort = {sort: [*general[sort], *learnt[sort]] for sort in SORTS}
    answers = crossed(by_sort, news)
    rows = judged(answers)
    bar = bar_for([row for row in rows if row.answer.corpus != "speakers"])
    measured = {"examples": {sort: [len(general[sort]), len(learnt[sort])] for sort in SORTS}, **measures(rows, bar)}
    print(json.dumps(measured, indent=1))
    weights = HERE / "weights"
    weights.mkdir(exist_ok=True)
    written = {
        "ranker.json": {"weights": trained(by_sort).weights},
        "confidence.json": {"bar": bar, "weights": straightened(answers)},
    }
    for name, made in written.items():
        (weights / name).write_text(json.dumps(made, indent=1, sort_keys=True) + "\n")
    (HERE / "metrics.json").write_text(json.dumps(measured, indent=1) + "\n")


if __name__ == "__main__":
    main()

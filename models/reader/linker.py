"""Fit the linker and the judge on the articles kept from the encoder.

Each model is a logistic regression with a ridge, fitted by Newton's method, its weights written with the features' names.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotecheck import models
from quotecheck.encoder.network import Network
from quotecheck.encoder.pipe import Encoder
from quotecheck.kinds import PIPES
from quotecheck.layers import Findings
from quotecheck.quotes.linking.features import Board
from quotecheck.quotes.linking.model import Linker, Logistic, act_features, log_odds
from quotecheck.quotes.linking.pipe import LAYOUT, Candidate, LinkedAttributions, without_rivals
from quotecheck.quotes.rules.cues import load_cues
from quotecheck.quotes.rules.pipe import Attributions
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement

RIDGE = 1.0
SLACK = 0.003
"""How far from its best the F1 may be for a lower threshold to be taken."""
FOLDS = 5
OFTEN = 4
"""A word of a cue counts from so many cues on."""
NONE = Logistic(0.0, {})
Row = tuple[Mapping[str, float], float]


def fit(rows: list[Row], ridge: float = RIDGE) -> Logistic:
    """The logistic model of the rows, each features and target."""
    names = sorted({name for features, _ in rows for name in features})
    x = np.array([[1.0, *(features.get(name, 0.0) for name in names)] for features, _ in rows])
    y = np.array([target for _, target in rows])
    penalty = np.diag([1e-6, *[ridge] * len(names)])
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (p - y) + penalty @ weights
        step = np.linalg.solve((x * (p * (1 - p) + 1e-9)[:, None]).T @ x + penalty, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return Logistic(round(float(weights[0]), 4), {name: round(float(w), 4) for name, w in zip(names, weights[1:], strict=True)})


def pipeline() -> Language:
    """Everything up to the layer that the linker reads."""
    nlp = spacy.load(models.path("base"), exclude=["ner", "quotecheck_names"])
    nlp.max_length = 10**9
    for name in PIPES[:2]:
        nlp.add_pipe(name)
    return nlp


def tokens(doc: Doc, spans: list[list[int]]) -> set[int]:
    """The words that the character spans cover."""
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return {token.i for span in found if span is not None for token in span if token.text[:1].isalnum() or token.text in ":―—–"}


def overlap(a: set[int], b: set[int]) -> float:
    return len(a & b) / len(a | b) if a and b else 0.0


class Gold:
    """The attributions of an article as sets of tokens."""

    def __init__(self, doc: Doc, row: dict[str, Any]) -> None:
        self.all = [{role: tokens(doc, a[role]) for role in ("content", "cue", "source")} for a in row["attributions"]]

    def of_content(self, span: set[int]) -> dict[str, set[int]] | None:
        """The attribution to which most of a content span belongs."""
        best = max(self.all, key=lambda a: len(a["content"] & span), default=None)
        return best if best is not None and len(best["content"] & span) * 2 >= len(span) else None

    def of_cue(self, span: set[int]) -> dict[str, set[int]] | None:
        return next((a for a in self.all if a["cue"] & span), None)

    def right(self, statements: list[Statement]) -> list[bool]:
        """Whether each statement's words and source are right, each attribution matched once, best first."""
        pairs = []
        for n, statement in enumerate(statements):
            content = {t.i for span in statement.content for t in span if t.text[:1].isalnum()}
            source = set() if statement.source is None else {t.i for t in statement.source if t.text[:1].isalnum()}
            for m, attribution in enumerate(self.all):
                shared = overlap(content, attribution["content"])
                if shared >= 0.5 and (bool(source & attribution["source"]) or not (source or attribution["source"])):
                    pairs.append((shared, n, m))
        right, taken = [False] * len(statements), set()
        for _, n, m in sorted(pairs, reverse=True):
            if not right[n] and m not in taken:
                right[n] = True
                taken.add(m)
        return right


def pair_rows(board: Board, gold: Gold) -> Iterator[tuple[str, Row]]:
    """Which tagged content belongs to which cue, which cue to which source."""
    for content in board.contents:
        attribution = gold.of_content({t.i for t in content.all("content")[0] if t.text[:1].isalnum()})
        if attribution is None:
            continue
        for cue, score in board.pointed(content, "cues"):
            target = bool(attribution["cue"] & set(range(cue.all("cue")[0].start, cue.all("cue")[0].end)))
            yield "cue", (board.cue_features(content, cue, score), float(target))
    for cue in (frame for frame in board.frames.values() if frame.all("cue")):
        span = cue.all("cue")[0]
        attribution = gold.of_cue(set(range(span.start, span.end)))
        if attribution is None:
            continue
        for source, score in board.pointed(cue, "sources"):
            target = bool(attribution["source"] & set(range(source.all("source")[0].start, source.all("source")[0].end)))
            yield "source", (board.source_features(cue, source, score), float(target))


def calibrated(model: Logistic, platt: Logistic) -> Logistic:
    """The model with its scores stretched and shifted as fitted out of fold (Platt 1999)."""
    scale = platt.weights["score"]
    weights = {name: round(scale * weight, 4) for name, weight in model.weights.items()}
    return Logistic(round(scale * model.bias + platt.bias, 4), weights)


def judged_by(gold: Gold, candidates: list[Candidate]) -> list[tuple[Candidate, bool]]:
    """The candidates that the judge is to weigh, and whether they are right."""
    weighed = [each for each in candidates if not each.is_nested and each.statement.rule not in LAYOUT]
    return list(zip(weighed, gold.right([each.statement for each in weighed]), strict=True))


def fit_judge(golds: list[Gold], judged: list[list[tuple[Candidate, bool]]]) -> tuple[Logistic, float]:
    """The judge, calibrated on the statements that it keeps of articles that it was not fitted on, and its threshold."""
    rows = [[(each.features, float(is_right)) for each, is_right in article] for article in judged]
    folds = [fit([row for n, article in enumerate(rows) if n % FOLDS != k for row in article]) for k in range(FOLDS)]
    kept: list[tuple[float, bool]] = []
    for n, (gold, article) in enumerate(zip(golds, judged, strict=True)):
        for each, _ in article:
            each.statement.confidence = folds[n % FOLDS](each.features)
        likelier = [each.statement for each in without_rivals([each for each, _ in article])]
        kept += zip((log_odds(statement.confidence or 0.0) for statement in likelier), gold.right(likelier), strict=True)
    platt = fit([({"score": score}, float(is_right)) for score, is_right in kept])
    stretched = [(platt({"score": score}), is_right) for score, is_right in kept]
    threshold = best_threshold(stretched, sum(len(gold.all) for gold in golds))
    return calibrated(fit([row for article in rows for row in article]), platt), threshold


def best_threshold(judged: list[tuple[float, bool]], gold: int) -> float:
    """The lowest probability from which on statements may be kept with an F1 near the best: a reader can raise it, not lower it."""
    right, scored = 0, []
    for count, (probability, is_right) in enumerate(sorted(judged, reverse=True), 1):
        right += is_right
        scored.append((2 * right / (count + gold), probability))
    best = max(scored)
    threshold = min(probability for score, probability in scored if score >= best[0] - SLACK)
    print("F1 on the articles kept back, at its best", round(best[0], 4), "from", round(best[1], 3), "kept from", round(threshold, 3))
    return round(threshold, 3)


def act_rows(rows: list[dict[str, Any]]) -> list[Row]:
    """The cues of the corpus, and whether each is of an act of communication or of what a document shows."""
    found = []
    for row in rows:
        for attribution in row["attributions"]:
            cue = " ".join(row["text"][start:end] for start, end in attribution["cue"])
            is_told = attribution["cue_class"] == "speech" or (attribution["cue_class"] == "evidence" and bool(attribution["source"]))
            found.append((act_features(cue, attribution["type"]), float(is_told)))
    counts = Counter(name for features, _ in found for name in features)
    return [({name: x for name, x in features.items() if counts[name] >= OFTEN}, target) for features, target in found]


def train(corpora: Path, weights: Path, is_kept: Callable[[str], bool]) -> None:
    """Fit all three and write `linker.json`."""
    nlp = pipeline()
    encoder = Encoder(Network(weights))
    lines = (corpora / "polnear" / "train.jsonl").read_text(encoding="utf-8").splitlines()
    everything = [json.loads(line) for line in lines]
    rows = [row for row in everything if is_kept(row["id"])]
    docs = [encoder(doc) for doc in nlp.pipe(row["text"] for row in rows)]
    rules = LinkedAttributions(Linker(NONE, NONE, NONE, NONE, 0.0), Attributions(load_cues()))
    boards = [rules.board(Scene(Findings(doc, "linker"))) for doc in docs]
    golds = [Gold(doc, row) for doc, row in zip(docs, rows, strict=True)]
    pairs = [pair for board, gold in zip(boards, golds, strict=True) for pair in pair_rows(board, gold)]
    cue, source = (fit([row for name, row in pairs if name == wanted]) for wanted in ("cue", "source"))
    finder = LinkedAttributions(Linker(cue, source, NONE, NONE, 0.0), Attributions(load_cues()))
    judged = [judged_by(gold, finder.candidates(board)) for board, gold in zip(boards, golds, strict=True)]
    judge, threshold = fit_judge(golds, judged)
    fitted = {"cue": cue, "source": source, "judge": judge, "uttered": fit(act_rows(everything))}
    data = {name: {"bias": model.bias, "weights": model.weights} for name, model in fitted.items()}
    (weights / "linker.json").write_text(json.dumps({**data, "threshold": threshold}, indent=1) + "\n", encoding="utf-8")

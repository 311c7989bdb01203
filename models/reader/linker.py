"""Fit what stands behind the encoder on the articles kept from it: linker, judge, the worth of rules, the confidence of quotes.

Each model is a logistic regression with a ridge, fitted by Newton's method, its weights written with the features' names. Everything is
cross-fitted in folds by article: what the judge learns from comes from links fitted without the article, and what calibrates it comes
from judges fitted without it.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from articles import lines
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.encoder.network import Network
from quotecheck.evaluate import calibration_error, dice
from quotecheck.kinds import PIPES
from quotecheck.layers import Findings
from quotecheck.quotes.linking.features import Board
from quotecheck.quotes.linking.model import Linker, act_features
from quotecheck.quotes.linking.pipe import LAYOUT, Candidate, LinkedAttributions, by_paragraph, without_rivals
from quotecheck.quotes.logistic import Logistic, log_odds
from quotecheck.quotes.rules.cues import load_cues
from quotecheck.quotes.rules.joining import join_runs
from quotecheck.quotes.rules.pipe import Attributions
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.tokenizer import blank

RIDGE = 1.0
SLACK = 0.001
"""How far from its best the F1 may be for a lower threshold to be taken."""
FOLDS = 5
OFTEN = 4
"""A word of a cue counts from so many cues on, a feature of the judge from so many statements on."""
NEWS = 3
"""So much a cue of newsquotes counts beside one of PolNeAR, which has ten times as many."""
NONE = Logistic(0.0, {})
PRODUCT = Logistic(0.0, {"told": 1.0})
"""What the confidence is until `fit_whole` has measured it: that of words and source."""
Row = tuple[Mapping[str, float], float]
Kept = Callable[[str, str], bool]


def fit(rows: Sequence[Row], ridge: float = RIDGE) -> Logistic:
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


@dataclass(frozen=True, slots=True)
class Article:
    """An article with its statements: spans by role, and whether its corpus annotates statements within statements."""

    id: str
    text: str
    statements: list[dict[str, list[list[int]]]]
    is_nested: bool
    row: dict[str, Any]


def articles(corpora: Path, is_kept: Kept) -> Iterator[Article]:
    """The articles to fit on: all that are kept, of newsquotes and of PolNeAR."""
    for name in ("train", "webtrain"):
        for row in lines(corpora / "newsquotes" / f"{name}.jsonl"):
            if is_kept("newsquotes", row["id"]) and "quotes" in row.get("kinds", ["quotes"]):
                told = [
                    {"content": q["content"], "cue": [q["cue"]] if q["cue"] else [], "source": [q["source"]] if q["source"] else []}
                    for q in row["quotes"]
                ]
                yield Article(row["id"], row["text"], told, True, row)
    for row in lines(corpora / "polnear" / "train.jsonl"):
        if is_kept("polnear", row["id"]):
            yield Article(row["id"], row["text"], row["attributions"], False, row)


def pipeline(weights: Path) -> Language:
    """Everything up to the layer that the linker reads."""
    nlp = blank()
    nlp.max_length = 10**9
    encoder = nlp.add_pipe("quotecheck_encoder")
    encoder.network = Network(weights)  # type: ignore[attr-defined]
    for name in PIPES[:2]:
        nlp.add_pipe(name)
    return nlp


def tokens(doc: Doc, spans: list[list[int]]) -> set[int]:
    """The words that the character spans cover."""
    found = (doc.char_span(start, end, alignment_mode="expand") for start, end in spans)
    return {token.i for span in found if span is not None for token in span if token.text[:1].isalnum() or token.text in ":―—–"}


def words(spans: Iterable[Span]) -> set[int]:
    return {token.i for span in spans for token in span if token.text[:1].isalnum()}


class Gold:
    """The statements of an article as sets of tokens."""

    def __init__(self, doc: Doc, article: Article) -> None:
        self.article = article
        self.all = [{role: tokens(doc, a[role]) for role in ("content", "cue", "source")} for a in article.statements]

    def of_content(self, span: set[int]) -> dict[str, set[int]] | None:
        """The statement to which most of a content span belongs, the one most like it first."""
        best = max(self.all, key=lambda a: dice(a["content"], span), default=None)
        return best if best is not None and len(best["content"] & span) * 2 >= len(span) else None

    def of_cue(self, span: set[int]) -> dict[str, set[int]] | None:
        return next((a for a in self.all if a["cue"] & span), None)

    def right(self, scene: Scene, statements: Sequence[Statement]) -> list[float]:
        """How much of each statement's words is right if its source is (0, or the Dice overlap), each gold one matched once, best first.

        A turn's label is no source to all who annotate: there the words alone count.
        """
        pairs = []
        for n, statement in enumerate(statements):
            content = words(at_home(scene, statement) if self.article.is_nested else statement.content)
            source = set() if statement.source is None else words([statement.source])
            cue = set() if statement.cue is None else set(range(statement.cue.start, statement.cue.end))
            for m, gold in enumerate(self.all):
                shared = dice(content, gold["content"])
                is_same = bool(source & gold["source"]) or not (source or gold["source"]) or statement.rule in LAYOUT
                if shared >= 0.5 and is_same:
                    pairs.append((shared + 1e-3 * bool(cue & gold["cue"]), n, m))
        right, taken = [0.0] * len(statements), set()
        for shared, n, m in sorted(pairs, reverse=True):
            if not right[n] and m not in taken:
                right[n] = min(shared, 1.0)
                taken.add(m)
        return right


def at_home(scene: Scene, statement: Statement) -> list[Span]:
    """The content that stays with the statement where each later paragraph is a record of its own."""
    copy = Statement(statement.anchor, statement.rule, list(statement.content), statement.cue, statement.source)
    return by_paragraph(scene, copy)[0].content


def pair_rows(board: Board, gold: Gold) -> Iterator[tuple[str, Row]]:
    """Which tagged content belongs to which cue, which cue to which source."""
    for content in board.contents:
        statement = gold.of_content(words(content.all("content")))
        if statement is None or not statement["cue"]:
            continue
        for cue, score in board.pointed(content, "cues"):
            target = bool(statement["cue"] & set(range(cue.all("cue")[0].start, cue.all("cue")[0].end)))
            yield "cue", (board.cue_features(content, cue, score), float(target))
    for cue in (frame for frame in board.frames.values() if frame.all("cue")):
        span = cue.all("cue")[0]
        statement = gold.of_cue(set(range(span.start, span.end)))
        if statement is None:
            continue
        for source, score in board.pointed(cue, "sources"):
            target = bool(statement["source"] & set(range(source.all("source")[0].start, source.all("source")[0].end)))
            yield "source", (board.source_features(cue, source, score), float(target))


def calibrated(model: Logistic, platt: Logistic) -> Logistic:
    """The model with its scores stretched and shifted as fitted out of fold (Platt 1999)."""
    scale = platt.weights["score"]
    weights = {name: round(scale * weight, 4) for name, weight in model.weights.items()}
    return Logistic(round(scale * model.bias + platt.bias, 4), weights)


def act_rows(corpora: Path) -> list[Row]:
    """The cues of the corpora, and whether each is of an act of communication or of what a document shows."""
    found = []
    for row in lines(corpora / "polnear" / "train.jsonl"):
        for attribution in row["attributions"]:
            cue = " ".join(row["text"][start:end] for start, end in attribution["cue"])
            is_told = attribution["cue_class"] == "speech" or (attribution["cue_class"] == "evidence" and bool(attribution["source"]))
            found.append((act_features(cue, attribution["type"]), float(is_told)))
    for name in ("train", "webtrain"):
        for row in lines(corpora / "newsquotes" / f"{name}.jsonl"):
            acts = [(act_features(row["text"][slice(*q["cue"])], q["kind"]), 1.0) for q in row["quotes"] if q["cue"]]
            found += NEWS * acts
    return frequent(found)


def frequent(rows: list[Row]) -> list[Row]:
    """The rows without features that are rarely there."""
    counts = Counter(name for features, _ in rows for name in features)
    return [({name: x for name, x in features.items() if counts[name] >= OFTEN}, target) for features, target in rows]


class Fitting:
    """The articles read once, and all that is fitted on them, fold by fold."""

    def __init__(self, docs: Sequence[Doc], given: Sequence[Article], uttered: Logistic, *, without: frozenset[str] = frozenset()) -> None:
        self.golds = [Gold(doc, article) for doc, article in zip(docs, given, strict=True)]
        self.scenes = [Scene(Findings(doc, "linker")) for doc in docs]
        self.rules = Attributions(load_cues())
        self.uttered = uttered
        self.boards = [self._board(scene, without) for scene in self.scenes]
        self.pairs = [list(pair_rows(board, gold)) for board, gold in zip(self.boards, self.golds, strict=True)]

    def _board(self, scene: Scene, without: frozenset[str]) -> Board:
        """What both finders see, the rules less those left out."""
        return Board(scene, [each for each in self.rules.statements(scene) if each.content and each.rule not in without])

    def finder(self, cue: Logistic, source: Logistic) -> LinkedAttributions:
        return LinkedAttributions(Linker(cue, source, NONE, self.uttered, PRODUCT, 0.0, {}), self.rules)

    def links(self, fold: int | None) -> tuple[Logistic, Logistic]:
        """The models of cues and sources, of all articles but those of the fold."""
        rows = [pair for n, article in enumerate(self.pairs) if n % FOLDS != fold for pair in article]
        cue, source = (fit([row for name, row in rows if name == wanted]) for wanted in ("cue", "source"))
        return cue, source

    def judged(self) -> list[list[tuple[Candidate, float]]]:
        """The candidates of each article by links fitted without it, and how right they are."""
        finders = [self.finder(*self.links(fold)) for fold in range(FOLDS)]
        return [self._judged(n, finders[n % FOLDS]) for n in range(len(self.boards))]

    def _judged(self, n: int, finder: LinkedAttributions) -> list[tuple[Candidate, float]]:
        gold, scene = self.golds[n], self.scenes[n]
        candidates = [each for each in finder.candidates(self.boards[n]) if each.statement.rule not in LAYOUT]
        if not gold.article.is_nested:
            candidates = [each for each in candidates if not each.is_nested]
        right = gold.right(scene, [each.statement for each in candidates])
        told = zip(candidates, right, strict=True)
        return [(each, is_right) for each, is_right in told if is_right or not gold.article.is_nested or each.features["told"] >= 0.0]


@dataclass(frozen=True, slots=True)
class Judge:
    """The judge, those fitted without the articles of each fold, from where on statements are kept, and what that is worth there."""

    whole: Logistic
    folds: list[Logistic]
    threshold: float
    figures: dict[str, float]


def fit_judge(fitting: Fitting, judged: list[list[tuple[Candidate, float]]]) -> Judge:
    """The judge, calibrated on the statements that it keeps of articles that it was not fitted on."""
    of = [n for n, article in enumerate(judged) for _ in article]
    rows = frequent([(each.features, share) for article in judged for each, share in article])
    folds = [fit([row for n, row in zip(of, rows, strict=True) if n % FOLDS != fold]) for fold in range(FOLDS)]
    kept: list[tuple[float, bool, bool]] = []
    for n, article in enumerate(judged):
        for each, _ in article:
            each.statement.confidence = folds[n % FOLDS](each.features)
        likelier = [each.statement for each in without_rivals([each for each, _ in article])]
        right = fitting.golds[n].right(fitting.scenes[n], likelier)
        kept += [(log_odds(s.confidence or 0.0), r > 0, fitting.golds[n].article.is_nested) for s, r in zip(likelier, right, strict=True)]
    platt = fit([({"score": score}, float(is_right)) for score, is_right, _ in kept])
    news = [(platt({"score": score}), is_right) for score, is_right, is_news in kept if is_news]
    size = sum(len(gold.all) for gold in fitting.golds if gold.article.is_nested)
    threshold, best = best_threshold(news, size)
    figures = {"f": best, "calibration": round(calibration_error([each for each in news if each[0] >= threshold]), 4)}
    return Judge(calibrated(fit(rows), platt), [calibrated(fold, platt) for fold in folds], threshold, figures)


def best_threshold(judged: list[tuple[float, bool]], gold: int) -> tuple[float, float]:
    """The lowest probability from which on statements may be kept with an F1 near the best, and that best F1."""
    right, scored = 0, []
    for count, (probability, is_right) in enumerate(sorted(judged, reverse=True), 1):
        right += is_right
        scored.append((2 * right / (count + gold), probability))
    best = max(scored)
    return round(min(probability for score, probability in scored if score >= best[0] - SLACK), 3), round(best[0], 4)


def rule_precisions(fitting: Fitting) -> dict[str, float]:
    """How often each rule is right in words and source, alone, as where no encoder is; rare ones are drawn towards one half."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for gold, scene, board in zip(fitting.golds, fitting.scenes, fitting.boards, strict=True):
        statements = join_runs(scene, [replace(each, content=list(each.content)) for each in board.ruled])
        for statement, share in zip(statements, gold.right(scene, statements), strict=True):
            found[statement.rule] += 1
            right[statement.rule] += share > 0
    return {rule: round((right[rule] + 1) / (found[rule] + 2), 3) for rule in sorted(found)}


def read(corpora: Path, weights: Path, is_kept: Kept) -> tuple[list[Doc], list[Article]]:
    """The kept articles, as the encoder sees them."""
    nlp, given = pipeline(weights), list(articles(corpora, is_kept))
    return list(nlp.pipe(article.text for article in given)), given


def train(corpora: Path, weights: Path, is_kept: Kept) -> None:
    """Fit everything and write `linker.json`; `is_kept(corpus, id)` says which articles the encoder has not seen."""
    docs, given = read(corpora, weights, is_kept)
    fit_all(docs, given, corpora, weights)


def fit_all(docs: Sequence[Doc], given: Sequence[Article], corpora: Path, weights: Path) -> dict[str, float]:
    """Fit on docs that the encoder has read, write `linker.json`, and give the cross-fitted figures."""
    fitting = Fitting(docs, given, fit(act_rows(corpora)))
    cue, source = fitting.links(None)
    judge = fit_judge(fitting, fitting.judged())
    fitted = {"cue": cue, "source": source, "judge": judge.whole, "uttered": fitting.uttered, "whole": PRODUCT}
    data: dict[str, Any] = {name: {"bias": model.bias, "weights": model.weights} for name, model in fitted.items()}
    data |= {"threshold": judge.threshold, "rules": rule_precisions(fitting)}
    (weights / "linker.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(judge.figures | {"kept from": judge.threshold})
    return judge.figures


def fold_linkers(fitting: Fitting) -> list[Linker]:
    """For each fold a linker that was fitted without its articles."""
    judge = fit_judge(fitting, fitting.judged())
    precisions = rule_precisions(fitting)
    return [Linker(*fitting.links(fold), judge.folds[fold], fitting.uttered, PRODUCT, judge.threshold, precisions) for fold in range(FOLDS)]

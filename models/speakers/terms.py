"""Fits which quoted runs are terms: `python models/speakers/terms.py NEWSQUOTES_FOLDER [CACHE [kept]]`.

The runs of each annotated article, with the statements that the pipeline finds in it; those that annotators marked as titles, nicknames and
words held at arm's length are right. Articles are fitted in five folds to choose the bar and to measure, then all together.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from articles import FOLDS, articles, fold, task
from logit import Example, fit
from spacy.tokens import Doc

from quotecheck.layers import ATTRIBUTIONS, QUOTATIONS, Findings, text_of
from quotecheck.quotes.marks import Marks
from quotecheck.quotes.terms import Terms, holders, printed, term_features

HERE = Path(__file__).parent
PENALTY = 2e-3
BARS = [n / 20 for n in range(6, 15)]


@dataclass
class Run:
    """One quoted run: its features, and whether it was annotated as a term."""

    article: str
    features: list[str]
    is_term: bool


def main() -> None:
    """Choose the bar in folds, fit, write weights and figures."""
    missed, runs = 0, []
    for row, doc in articles(task()):
        if "scare" in row.get("kinds", ["scare"]):
            found = list(runs_of(row["id"], doc, row["scare"]))
            missed += len(row["scare"]) - sum(run.is_term for run in found)
            runs.extend(found)
    crossed = [
        (run, model.probability(run.features))
        for n in range(FOLDS)
        for model in [fitted([run for run in runs if fold(run.article) != n], 0.5)]
        for run in runs
        if fold(run.article) == n
    ]
    bar = max(BARS, key=lambda bar: figures(crossed, bar, missed)["F"])
    metrics = {"bar": bar, "runs": len(runs), **figures(crossed, bar, missed)}
    print(json.dumps(metrics, indent=1))
    weights = {"bar": bar, "weights": fitted(runs, bar).weights}
    (HERE / "weights" / "terms.json").write_text(json.dumps(weights, indent=1, sort_keys=True) + "\n")
    (HERE / "metrics-terms.json").write_text(json.dumps(metrics, indent=1) + "\n")


def runs_of(article: str, doc: Doc, marked: Sequence[Sequence[int]]) -> Iterator[Run]:
    """The runs of an article; one is a term where half of its words and of an annotated span's are the same."""
    findings = Findings(doc, "train")
    marks = Marks(findings.frames(QUOTATIONS), text_of(doc))
    counts = printed(marks)
    terms = [words(doc, *span) for span in marked]
    for run, holder in zip(marks.runs, holders(marks, [f for f in findings.frames(ATTRIBUTIONS) if f.all("content")]), strict=True):
        own = words(doc, run.span.start_char, run.span.end_char)
        is_term = any(4 * len(own & term) >= len(own) + len(term) for term in terms)
        if own:
            yield Run(article, term_features(run, holder, counts), is_term)


def words(doc: Doc, start: int, end: int) -> set[int]:
    """The words that the characters touch."""
    return {token.i for token in doc.char_span(start, end, alignment_mode="expand") or () if token.text[:1].isalnum()}


def fitted(runs: Sequence[Run], bar: float) -> Terms:
    """The weights: a run against being none."""
    return Terms(fit([Example([run.features, []], [0 if run.is_term else 1]) for run in runs], PENALTY), bar)


def figures(crossed: Sequence[tuple[Run, float]], bar: float, missed: int) -> dict[str, float]:
    """Precision, recall and F of the runs at that bar; `missed` are annotated terms that no marks hold."""
    right = sum(run.is_term for run, probability in crossed if probability >= bar)
    found = sum(probability >= bar for _, probability in crossed)
    there = missed + sum(run.is_term for run, _ in crossed)
    return {"P": round(right / max(1, found), 3), "R": round(right / there, 3), "F": round(2 * right / (found + there), 3)}


if __name__ == "__main__":
    main()

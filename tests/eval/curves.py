"""What to expect at which confidence: precision and coverage along both confidences, and how far each is from what came true.

`python tests/eval/curves.py GOLD.jsonl PREDICTED.jsonl` prints tables of figures, for a model card; a recipe calls `curves`, `tables` and
`shown_from`. Neither ever prints an article.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import runs

from quotecheck.evaluate import FORMS, Evaluation, Judged, binned, calibration_error, evaluate
from quotecheck.export import jsonl
from quotecheck.records import Extraction

GROUPS = ("quoted", "indirect", "all")
STEPS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
Stated = tuple[float, bool]
Row = dict[str, float]


def curves(found: Evaluation) -> dict[str, list[Row]]:
    """Tables by name: `confidence.quoted`, `speaker_confidence.all` and the like, and `calibration.` of both."""
    tables: dict[str, list[Row]] = {}
    for group in GROUPS:
        members = [each for each in found.judged if each.quote.form in FORMS[group]]
        tables[f"confidence.{group}"] = kept_right(confidences(members), found.score(f"quotes.{group}").gold)
        tables[f"speaker_confidence.{group}"] = answered_right(speaker_confidences(members))
    tables["calibration.confidence"] = calibration(confidences(found.judged))
    tables["calibration.speaker_confidence"] = calibration(speaker_confidences(found.judged))
    return tables


def confidences(judged: Iterable[Judged]) -> list[Stated]:
    """How sure each quote is, and whether its words, source and speaker are right."""
    return [(each.quote.confidence, each.is_right) for each in judged]


def speaker_confidences(judged: Iterable[Judged]) -> list[Stated]:
    """How sure the speaker, or the likeliest candidate, of each true statement is, and whether it is right; nobody is no answer."""
    return [
        (each.quote.speaker_confidence, each.fits)
        for each in judged
        if each.is_statement and (each.quote.speaker is not None or each.quote.candidates)
    ]


def kept_right(stated: Sequence[Stated], gold: int) -> list[Row]:
    """At each minimum: how many of the kept quotes are right, what share of gold's statements they are, how many of ours are kept.

    >>> kept_right([(0.9, True), (0.4, False)], 4)[5]
    {'minimum': 0.5, 'precision': 1.0, 'coverage': 0.25, 'kept': 0.5}
    """
    rows = []
    for step in STEPS:
        kept = [is_right for confidence, is_right in stated if confidence >= step]
        if kept:
            rows.append(
                {"minimum": step, "precision": share(kept), "coverage": round(sum(kept) / max(1, gold), 3), "kept": part(kept, stated)}
            )
    return rows


def answered_right(stated: Sequence[Stated]) -> list[Row]:
    """At each bar: the share of wrong speakers among those named, and the share that is named.

    >>> answered_right([(0.9, True), (0.6, False)])[-1]
    {'bar': 0.9, 'wrong': 0.0, 'answered': 0.5}
    """
    rows = []
    for step in STEPS:
        named = [is_right for confidence, is_right in stated if confidence >= step]
        if named:
            rows.append({"bar": step, "wrong": round(1 - share(named), 3), "answered": part(named, stated)})
    return rows


def calibration(stated: Sequence[Stated]) -> list[Row]:
    """In ten equal bins: what was stated on average, and what came true.

    >>> calibration([(0.75, True), (0.65, False), (0.77, True)])
    [{'stated': 0.65, 'right': 0.0, 'count': 1}, {'stated': 0.76, 'right': 1.0, 'count': 2}]
    """
    return [
        {"stated": round(sum(p for p, _ in each) / len(each), 3), "right": share([is_right for _, is_right in each]), "count": len(each)}
        for each in binned(stated)
    ]


def shown_from(stated: Iterable[Stated], precision: float) -> float:
    """The least confidence from which on so many are right, 1 where there is none.

    >>> shown_from([(0.9, True), (0.8, True), (0.7, False), (0.6, True), (0.2, False)], 0.75)
    0.6
    """
    best, right = 1.0, 0
    ranked = sorted(stated, reverse=True)
    for n, (confidence, is_right) in enumerate(ranked, start=1):
        right += is_right
        is_last_of_its_kind = n == len(ranked) or ranked[n][0] < confidence
        if is_last_of_its_kind and right >= precision * n:
            best = confidence
    return best


def share(answers: Sequence[bool]) -> float:
    return round(sum(answers) / len(answers), 3)


def part(some: Sequence[bool], everything: Sequence[Stated]) -> float:
    return round(len(some) / len(everything), 3)


def tables(found: Mapping[str, Sequence[Row]]) -> str:
    """The tables in Markdown, each under its name."""
    return "\n\n".join(f"`{name}`\n\n{table(rows)}" for name, rows in found.items() if rows)


def table(rows: Sequence[Row]) -> str:
    """One table in Markdown.

    >>> print(table([{"bar": 0.5, "wrong": 0.1}]))
    | bar | wrong |
    |---|---|
    | 0.5 | 0.1 |
    """
    lines = [rows[0].keys(), ["---"] * len(rows[0]), *(map(str, row.values()) for row in rows)]
    return "\n".join("|" + "|".join(cells if cells[0] == "---" else [f" {cell} " for cell in cells]) + "|" for cells in map(list, lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    asked = parser.parse_args()
    read = (jsonl.read(line) for line in asked.predicted.read_text(encoding="utf-8").splitlines())
    found = evaluate(runs.rows(asked.gold), [result for result in read if isinstance(result, Extraction)])
    print(tables(curves(found)))
    print(f"\ncalibration error: confidence {calibration_error(confidences(found.judged)):.4f},", end=" ")
    print(f"speaker_confidence {calibration_error(speaker_confidences(found.judged)):.4f}")
    print(f"nine in ten right from {shown_from(confidences(found.judged), 0.9)} on")


if __name__ == "__main__":
    main()

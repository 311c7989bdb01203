"""Who said what, scare quotes, cited reports, numbers, dates and places in articles that nobody read while rules were written.

`python tests/eval/newsquotes.py` prints figures alone. The dev files are for figures: no program prints their articles or errors.
"""

from functools import cache
from pathlib import Path

import runs

from quotecheck.evaluate import Evaluation, evaluate

DATA = Path(__file__).parents[3] / "shared" / "corpora"
FILES = {"newsdev": "newsquotes/dev.jsonl", "webdev": "newsquotes/webdev.jsonl"}
"""The files by the name that stands before their figures: newswire, and pages as a reader copies them."""
ENOUGH = 20
"""A share of fewer records than this says nothing and is left out."""


@cache
def evaluation(path: Path) -> Evaluation:
    """The shipped pipeline's extractions of that file against its annotations."""
    return evaluate(runs.rows(path), runs.extractions(path))


def figures(found: Evaluation) -> dict[str, float]:
    """The figures that stand on enough records."""
    asked = {name: score.gold for name, score in found.scores.items()} | {name: asked for name, (_, asked) in found.shares.items()}
    return {name: value for name, value in found.figures().items() if asked.get(name, ENOUGH) >= ENOUGH}


def measure(data: Path) -> dict[str, float]:
    """Every figure by its name: `newsdev.quotes.all.attributed` and the like."""
    return {f"{name}.{measure}": value for name, file in FILES.items() for measure, value in figures(evaluation(data / file)).items()}


def main() -> None:
    print("\n".join(f"{name:40} {value:.4f}" for name, value in measure(DATA).items()))


if __name__ == "__main__":
    main()

"""The quality gate: measure the shipped extractor on the annotated articles and corpora beside the checkout.

`python tests/eval/gate.py` prints every figure; `--pin` writes `floors.json` anew and the figures into `CHANGELOG.md`,
and refuses to lower a floor unless told `--lower`. The test beside it fails below a floor.
"""

import argparse
import hashlib
import json
import math
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from quotecheck import Article, Extraction, Extractor
from quotecheck.evaluate import Evaluation, evaluate

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared"
GOLD = DATA / "gold" / "dev.jsonl"
CORPORA = DATA / "corpora"
AREAS = ("polnear", "reports", "quantities", "timexes", "places", "parsing")
"""The modules beside this one, each with a `measure` of its own."""
FLOORS = Path(__file__).with_name("floors.json")
CHANGELOG = ROOT / "CHANGELOG.md"
CEILINGS = frozenset({"quotes.wrong_speaker"})
SLACK = 0.01
"""A floor stands this far below the figure measured, so that another machine's arithmetic does not fail the gate."""


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fingerprint(*paths: Path) -> str:
    """SHA-256 over the files: figures are comparable only where the gold is the same."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def on_gold(extractor: Extractor) -> tuple[Evaluation, list[Extraction]]:
    """Every measure on the annotated articles, each given its publication date where the gold has one."""
    gold = read_lines(GOLD)
    articles = [Article(text=each["text"], id=each["id"], published=each["dct"]) for each in gold]
    found = [result for result in extractor.pipe(articles) if isinstance(result, Extraction)]
    return evaluate(gold, found), found


def on_corpora() -> dict[str, float]:
    """Every figure that the modules beside this one measure on the corpora, by the corpora's own scorers."""
    return {name: figure for area in AREAS for name, figure in import_module(area).measure(CORPORA).items()}


def measure() -> dict[str, float]:
    """Every figure by its name, gold and corpus together."""
    extractor = Extractor.load()
    return on_gold(extractor)[0].figures() | on_corpora()


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """One line for each figure that is worse than its floor, or missing."""
    worse = []
    for name, floor in floors.items():
        figure = figures.get(name, -math.inf)
        if (figure > floor) if name in CEILINGS else (figure < floor):
            worse.append(f"{name}: {figure} is {'above' if name in CEILINGS else 'below'} {floor}")
    return worse


def pin(figures: dict[str, float], lower: str | None) -> None:
    """Write the floors anew from what was measured; a floor only falls when a reason is given."""
    floors = {name: round(value + (SLACK if name in CEILINGS else -SLACK), 4) for name, value in figures.items()}
    before = json.loads(FLOORS.read_text())["floors"] if FLOORS.exists() else {}
    kept = {name: floor for name, floor in before.items() if name in floors}
    falling = below({name: floors[name] for name in kept}, kept)
    if falling and lower is None:
        sys.exit("these floors would fall; say why with --lower REASON:\n" + "\n".join(falling))
    data = {"fingerprint": fingerprint(GOLD, CORPORA / "polnear" / "dev.jsonl"), "floors": floors}
    if falling:
        data["lowered"] = str(lower)
    FLOORS.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8")
    table = "".join(f"| {name} | {value:.4f} |\n" for name, value in sorted(figures.items()))
    block = f"<!-- figures: written by tests/eval/gate.py --pin -->\n| measure | figure |\n|---|---|\n{table}<!-- end of figures -->"
    text = CHANGELOG.read_text(encoding="utf-8")
    CHANGELOG.write_text(re.sub(r"<!-- figures.*?end of figures -->", lambda _: block, text, count=1, flags=re.S), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pin", action="store_true", help="write floors.json and the figures in CHANGELOG.md")
    parser.add_argument("--lower", metavar="REASON", help="allow floors to fall, for this reason")
    arguments = parser.parse_args()
    figures = measure()
    print("\n".join(f"{name:44} {value:.4f}" for name, value in figures.items()))
    if arguments.pin:
        pin(figures, arguments.lower)


if __name__ == "__main__":
    main()

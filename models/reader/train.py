"""From the raw corpora to the shipped weights: `python models/reader/train.py CORPORA`.

Each step that has left its result in the work folder is skipped in a rerun, and the long one goes on from its last checkpoint.
"""

import argparse
import json
from pathlib import Path

from card import write_card
from evaluate import measure
from fit import fit
from kept import is_kept
from linker import train as fit_linker

from export import export

HERE = Path(__file__).parent

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    export(fit(options.corpora, options.work, options.seed), HERE / "weights")
    fit_linker(options.corpora, HERE / "weights", is_kept)
    figures = measure(options.corpora, HERE / "weights")
    (HERE / "metrics.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    write_card(figures, HERE / "README.md")

"""From the raw corpora to the shipped weights: `python models/reader/train.py CORPORA`.

Each step that has left its result in the work folder is skipped in a rerun, and the long one goes on from its last checkpoint.
"""

import argparse
from pathlib import Path

from fit import fit

from export import export

HERE = Path(__file__).parent

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="where checkpoints are kept")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    export(fit(options.corpora, options.work, options.seed), HERE / "weights")

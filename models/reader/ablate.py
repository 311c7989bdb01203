"""What each rule of `quotes/rules` brings: the F of words and source with it left out, cross-fitted on the articles kept from the encoder.

`python models/reader/ablate.py CORPORA` prints, for each rule, how many points of F are lost without it where encoder and rules work
together (`default`) and where the rules work alone (`fast`). A rule that brings less than `LEAST` in both goes.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from kept import is_kept
from linker import Article, Fitting, act_rows, fit, fit_judge, read
from spacy.tokens import Doc

from quotecheck.quotes.logistic import Logistic

HERE = Path(__file__).parent
LEAST = 0.2
"""In points of F."""


def both(docs: Sequence[Doc], given: Sequence[Article], uttered: Logistic, *, without: frozenset[str]) -> tuple[float, float]:
    """F without those rules, in points: with the encoder, and of the rules alone."""
    fitting = Fitting(docs, given, uttered, without=without)
    judge = fit_judge(fitting, fitting.judged())
    return 100 * judge.figures["f"], 100 * alone(fitting)


def alone(fitting: Fitting) -> float:
    """F of the rules' statements by themselves, on the articles whose statements within statements are annotated."""
    right = found = gold = 0
    for each, scene, board in zip(fitting.golds, fitting.scenes, fitting.boards, strict=True):
        if each.article.is_nested:
            right += sum(share > 0 for share in each.right(scene, board.ruled))
            found += len(board.ruled)
            gold += len(each.all)
    return 2 * right / (found + gold)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    options = parser.parse_args()
    docs, given = read(options.corpora, HERE / "weights", is_kept)
    uttered = fit(act_rows(options.corpora))
    whole = both(docs, given, uttered, without=frozenset())
    print(f"{'all rules':20} {whole[0]:6.2f} {whole[1]:6.2f}")
    for rule in sorted({s.rule for board in Fitting(docs, given, uttered).boards for s in board.ruled}):
        lost = [full - less for full, less in zip(whole, both(docs, given, uttered, without=frozenset({rule})), strict=True)]
        print(f"{rule:20} {lost[0]:+6.2f} {lost[1]:+6.2f}{'   goes' if max(lost) < LEAST else ''}", flush=True)


if __name__ == "__main__":
    main()

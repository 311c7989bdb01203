"""Fit the confidence of a quote: that words, source and speaker are right, from what the judge and the speakers' step say.

`python models/reader/confidence.py CORPORA`, after the linker, the ranker and the roles are fitted: it writes `whole` and `shown_from` into
`linker.json`. What the judge says of an article comes from a judge fitted without it; "right" is what the scorer calls paired and
attributed: where the text names somebody, a quote without a speaker is not right.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kept import is_kept
from linker import FOLDS, Article, Fitting, Row, act_rows, fit, fold_linkers, read

import quotecheck
from quotecheck.evaluate import evaluate
from quotecheck.layers import QUOTES, Findings
from quotecheck.quotes.linking.model import Linker
from quotecheck.quotes.logistic import log_odds

sys.path.append(str(Path(__file__).parents[2] / "tests" / "eval"))
from curves import shown_from

HERE = Path(__file__).parent
PRECISION = 0.9
"""From the confidence on that gives so many right, the command line shows quotes."""


def rows(given: Sequence[Article], linkers: Sequence[Linker]) -> Iterator[Row]:
    """One row a quote of the articles whose speakers are annotated, as found by a linker that was fitted without the article."""
    nlp = quotecheck.Extractor.load().nlp
    pipe: Any = nlp.get_pipe("quotecheck_linked_attributions")
    for n, article in enumerate(given):
        if not article.is_nested:
            continue
        pipe.linker = linkers[n % FOLDS]
        doc = nlp(article.text)
        found = quotecheck.from_doc(doc, quotecheck.Article(text=article.text, id=article.id))
        judged = evaluate([article.row], [found]).judged
        for frame, each in zip(Findings(doc, "confidence").frames(QUOTES), judged, strict=True):
            speaker = frame.number("speaker_confidence", 0.0)
            known = {"speaker": log_odds(speaker)} if frame.text("speaker") else {"nobody": 1.0}
            yield {"told": log_odds(frame.number("told", 0.5)), **known}, float(each.is_right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    corpora = parser.parse_args().corpora
    docs, given = read(corpora, HERE / "weights", is_kept)
    found = list(rows(given, fold_linkers(Fitting(docs, given, fit(act_rows(corpora))))))
    whole = fit(found)
    file = HERE / "weights" / "linker.json"
    data = json.loads(file.read_text(encoding="utf-8"))
    data["whole"] = {"bias": whole.bias, "weights": whole.weights}
    data["shown_from"] = shown_from([(whole(features), bool(is_right)) for features, is_right in found], PRECISION)
    file.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(data["whole"], "shown from", data["shown_from"])


if __name__ == "__main__":
    main()

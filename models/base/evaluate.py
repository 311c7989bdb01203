"""Measure a pipeline folder: ``python models/base/evaluate.py WEIGHTS /path/to/corpora metrics.json``.

Everything starts from raw text through the pipeline's own tokenizer.  Tags, arcs and sentences are
scored as spaCy scores them (aligned words; LAS without punctuation) and, beside that, as the CoNLL
2018 shared task does (F1 over words, with every tokenization error counted, punctuation included).
Names are compared by character offsets and label.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import spacy
from corpus import Sentence, named_rows, named_to_doc, sentences_to_doc, treebank
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

import quotecheck.syntax.boundaries
import quotecheck.syntax.names  # noqa: F401  (registers the two pipes inside the weights)

ASKED = {"upos": 0.95, "las": 0.81, "sents_f": 0.84, "entities_f": 0.78, "words_per_second": 6000}
ASKED_LABELS = ("PERSON", "ORG", "LOC")
SCORES = {
    "upos": "pos_acc",
    "xpos": "tag_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "uas": "dep_uas",
    "las": "dep_las",
    "sents_p": "sents_p",
    "sents_r": "sents_r",
    "sents_f": "sents_f",
}


def prf(correct: int, guessed: int, gold: int) -> dict[str, float]:
    """Precision, recall, F1 as plain numbers."""
    p, r = correct / max(guessed, 1), correct / max(gold, 1)
    return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / max(p + r, 1e-9), 4), "gold": gold}


def conll_counts(predicted: Doc, gold: Doc) -> Counter[str]:
    """Counts for F1 over words: right tags, heads and labels on words with the right characters."""
    counts: Counter[str] = Counter()
    theirs = {(t.idx, len(t)): t for t in predicted if not t.is_space}
    counts["guessed"] = len(theirs)
    for token in gold:
        if token.is_space:
            continue
        counts["gold"] += 1
        other = theirs.get((token.idx, len(token)))
        if other is None:
            continue
        counts["words"] += 1
        counts["upos"] += other.pos == token.pos
        same_root = (token.head == token) == (other.head == other)
        if same_root and (other.head.idx, len(other.head)) == (token.head.idx, len(token.head)):
            counts["uas"] += 1
            counts["las"] += other.dep == token.dep
    return counts


def parsed(nlp: Language, documents: list[list[Sentence]]) -> list[tuple[Example, Doc]]:
    """What the pipeline makes of each document's raw text beside the gold words, and the gold text itself."""
    texts = [sentences_to_doc(nlp.vocab, document) for document in documents]
    words = [sentences_to_doc(nlp.vocab, document, blanks=False) for document in documents]
    guesses = nlp.pipe(doc.text for doc in texts)
    return [(Example(guess, gold), text) for guess, gold, text in zip(guesses, words, texts, strict=True)]


def syntax(nlp: Language, pairs: list[tuple[Example, Doc]]) -> dict[str, object]:
    """All scores of one set of treebank documents."""
    scores = Scorer(nlp).score([example for example, _ in pairs])
    total: Counter[str] = Counter()
    for example, text in pairs:
        total += conll_counts(example.predicted, text)
    out: dict[str, object] = {name: round(scores[key], 4) for name, key in SCORES.items()}
    out["upos_of_aligned_words"] = round(total["upos"] / total["words"], 4)
    out["words"] = total["gold"]
    out["conll_f"] = {k: prf(total[k], total["guessed"], total["gold"])["f"] for k in ("words", "upos", "uas", "las")}
    return out


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
    sets = {name: parsed(nlp, treebank(corpora, "dev", name)) for name in ("ewt", "gum")}
    sets["together"] = sets["ewt"] + sets["gum"]
    news = (corpora / "news" / "articles.jsonl").read_text(encoding="utf-8").splitlines()[:60]
    metrics: dict[str, object] = {"syntax_dev": {name: syntax(nlp, pairs) for name, pairs in sets.items()}}
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

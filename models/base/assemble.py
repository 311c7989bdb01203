"""Join the two trained streams and our two pipes into the pipeline that is shipped."""

import json
from pathlib import Path

import spacy
import srsly
from spacy.language import Language
from thinc.api import Config

from quotecheck.syntax.tokenizer import blank

META = {
    "name": "quotecheck_base",
    "version": "0.1.0",
    "spacy_version": ">=3.8.4,<3.9.0",
    "description": "English news: tags, morphology, lemmas, dependencies, sentences and names.",
    "author": "quotecheck",
    "license": "see README.md beside the weights",
    "url": "",
    "email": "",
}


def _plain_strings(nlp: Language, path: Path) -> None:
    """Leave out the words that were merely seen in training: only labels, trees and vectors need theirs."""
    wanted = set(nlp.vocab.vectors.key2row)
    for tree in srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())["trees"]:
        wanted.update(tree[side] for side in ("orig", "subst") if side in tree)
    plain = set(spacy.blank("en").vocab.strings)
    plain |= {str(label) for labels in nlp.pipe_labels.values() for label in labels}
    strings = json.loads(path.read_text(encoding="utf-8"))
    kept = [s for s in strings if s in plain or "=" in s or nlp.vocab.strings[s] in wanted]
    path.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")


def assemble(work: Path, weights: Path, checkpoint: str = "model-best", with_pipes: bool = True) -> None:
    """Write the pipeline: syntax, boundaries before the parser, names after the recognizer."""
    nlp = spacy.load(work / "syntax" / checkpoint)
    recognizer = spacy.load(work / "silver" / checkpoint, vocab=nlp.vocab)
    nlp.add_pipe("ner", source=recognizer)
    nlp.tokenizer.from_bytes(blank().tokenizer.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    if with_pipes:
        import quotecheck.syntax.boundaries
        import quotecheck.syntax.names  # noqa: F401

        nlp.add_pipe("quotecheck_boundaries", before="parser")
        nlp.add_pipe("quotecheck_names", after="ner")
    nlp.batch_size = 4  # articles; more of them leave the processor's cache
    nlp.meta.update(META | {"performance": {}, "sources": []})
    nlp.to_disk(weights)
    _plain_strings(nlp, weights / "vocab" / "strings.json")
    _plain_config(weights / "config.cfg")


def _plain_config(path: Path) -> None:
    """Leave only what loading needs: no training section, no paths of the machine that trained."""
    config = Config().from_disk(path, interpolate=False)
    for section in ("paths", "corpora", "training", "pretraining", "initialize", "system"):
        config.pop(section, None)
    nothing = dict.fromkeys(("vectors", "init_tok2vec", "vocab_data", "lookups", "before_init", "after_init"))
    config["initialize"] = nothing | {"tokenizer": {}, "components": {}}  # `nlp.remove_pipe` looks there
    config.to_disk(path)

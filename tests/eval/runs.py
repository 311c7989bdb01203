"""What the shipped pipeline finds in a file of articles: read once a process, whoever asks."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from quotecheck import Article, Extraction, Extractor

Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    """The articles of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@cache
def extractions(path: Path) -> tuple[Extraction, ...]:
    """The extractions of a file's articles, in order, each with its publication date (`dct`) where the file has one."""
    found = []
    articles = (Article(text=row["text"], id=row["id"], published=row.get("dct")) for row in rows(path))
    for result in Extractor.load().pipe(articles):
        assert isinstance(result, Extraction), f"{result.id}: {result.error}"
        found.append(result)
    return tuple(found)

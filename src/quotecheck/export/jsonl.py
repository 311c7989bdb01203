"""Extractions as JSON: one a line for programs, or one indented array for eyes."""

import json
from collections.abc import Iterable, Iterator

from quotecheck.records import Extraction, Failure


def lines(results: Iterable[Extraction | Failure]) -> Iterator[str]:
    r"""One JSON object a result, without the line's end; nothing waits for the last result.

    >>> list(lines([Failure(id="a", error="broken")]))
    ['{"schema_version": "1.1", "id": "a", "error": "broken"}']
    """
    for result in results:
        yield json.dumps(result.model_dump(mode="json"), ensure_ascii=False)


def array(results: Iterable[Extraction | Failure]) -> Iterator[str]:
    """The same objects as one indented JSON array, given line by line."""
    separator = "["
    for result in results:
        yield separator
        body = json.dumps(result.model_dump(mode="json"), ensure_ascii=False, indent=2)
        yield "\n".join("  " + line for line in body.splitlines())
        separator = ","
    yield "]" if separator == "," else "[]"


def read(line: str) -> Extraction | Failure:
    """The result that `lines` wrote: `read(line) == result` for every result."""
    data = json.loads(line)
    return Failure.model_validate(data) if "error" in data else Extraction.model_validate(data)

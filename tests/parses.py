"""Parses that tests of rules stand on, so that a new model breaks no rule's test.

`parses.jsonl` holds a line a text: of each token the number of its head, label, UPOS, tag and lemma, and the entities. Text that is not
there is parsed by the shipped model; `pytest --record` writes what is missing, and whoever adds a test looks at the new lines.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.syntax.tokenizer import blank

PATH = Path(__file__).with_name("parses.jsonl")
COLUMNS = ("DEP", "POS", "TAG", "LEMMA", "MORPH")
Row = dict[str, Any]


class Parses:
    """A pipe that sets what is recorded of a text, or else what `reader` makes of it."""

    def __init__(self, reader: Callable[[], Language]) -> None:
        self._make_reader = reader
        self._reader: Language | None = None
        self.rows: dict[str, Row] = {row["text"]: row for row in map(json.loads, PATH.read_text(encoding="utf-8").splitlines())}
        self.missing: list[Row] = []

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its parse and its entities."""
        row = self.rows.get(doc.text)
        if row is None or len(row["tokens"]) != len(doc):
            self._reader = self._reader or self._make_reader()
            row = self.rows[doc.text] = as_row(self._reader(doc.text))
            self.missing.append(row)
        return as_doc(row, doc)

    def record(self) -> None:
        """Write what was missing too."""
        lines = (json.dumps(row, ensure_ascii=False) for row in sorted(self.rows.values(), key=lambda row: row["text"]))
        PATH.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def pipeline(parses: Parses) -> Language:
    """A pipeline that cuts a text into tokens and sets their recorded parse."""
    Language.component("recorded_parses", func=parses)
    nlp = blank()
    nlp.add_pipe("recorded_parses")
    return nlp


def as_row(doc: Doc) -> Row:
    """What is kept of a doc."""
    tokens = [[token.head.i, token.dep_, token.pos_, token.tag_, token.lemma_, str(token.morph)] for token in doc]
    return {"text": doc.text, "tokens": tokens, "ents": [[ent.start, ent.end, ent.label_] for ent in doc.ents]}


def as_doc(row: Row, doc: Doc) -> Doc:
    """The doc with what was kept."""
    if row["tokens"]:
        heads, *columns = zip(*row["tokens"], strict=True)
        numbers = [np.array(heads, dtype=np.int64) - np.arange(len(doc))]
        numbers += [np.array([doc.vocab.strings.add(value) for value in column], dtype=np.uint64).view(np.int64) for column in columns]
        doc.from_array(["HEAD", *COLUMNS], np.stack(numbers, 1).view(np.uint64))
    doc.set_ents([Span(doc, start, end, label=label) for start, end, label in row["ents"]])
    return doc

"""One mention of a document or outlet, and what its words tell of it."""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

Reference = Literal["new", "definite", "owned", "named"]


@dataclass(slots=True)
class Mention:
    """One mention: its head, the noun phrase, the kind of report, the rule that shows it to be cited, and how it refers.

    `new` introduces ("a report"), `definite` takes up ("the report"), `owned` has a possessor ("its report"), `named` is a
    name or has none of these. `cue` is the first token of the cue of a statement made in it ("said in a letter"); the
    publisher is `spoken` where it is only who makes that statement.
    """

    head: Token
    span: Span
    kind: str
    rule: str | None
    reference: Reference
    cue: int | None = None
    publisher: Span | None = None
    publisher_key: str | None = None
    spoken: bool = False
    number: Span | None = None
    title: Span | None = None
    published: Span | None = None

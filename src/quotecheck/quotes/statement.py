"""A statement as the rules find it, before it becomes a frame."""

from dataclasses import dataclass, field

from spacy.tokens import Span


@dataclass(eq=False, slots=True)
class Statement:
    """Content pieces in text order, with cue, source and addressee where the place has them.

    `anchor` is the index of the token that gave it away (cue, or first token of the content). `heir_of` is the statement
    whose source this one takes over when it has none; `continues` the one whose paragraph it goes on from.
    `confidence` is `None` where nothing but the rule's name tells how sure it is; `is_uttered` is false
    for what somebody only thinks, wants or plans.
    """

    anchor: int
    rule: str
    content: list[Span]
    cue: Span | None = None
    source: Span | None = None
    addressee: Span | None = None
    heir_of: "Statement | None" = None
    continues: "Statement | None" = None
    runs: set[int] = field(default_factory=set)
    confidence: float | None = None
    is_uttered: bool = True

    def tokens(self) -> list[int]:
        """The tokens of the content."""
        return [i for span in self.content for i in range(span.start, span.end)]

    def start(self) -> int:
        """The first token of the content."""
        return self.content[0].start if self.content else self.anchor

"""The records of a check: what became of a quote's words between a source document and the article.

Every span is a half-open range of character offsets into a text as it was given: `Edit.quote` and `Passage.quote` into the
quote's text (the article's, where the quote was extracted from one), a `SourceSpan` into the source document that it names.
"Found" and "not found in these documents" are all that is said; never "true".

>>> SourceSpan(document="speech.txt", start=3, end=6, text="the").document
'speech.txt'
"""

from typing import Literal, get_args

from pydantic import Field

from quotecheck.records import Confidence, Id, Record, TextSpan

Grade = Literal["exact", "cosmetic", "marked", "cleaned", "altered"]
"""How grave one difference is, from none to words changed without a mark."""

Verdict = Literal["exact", "cosmetic", "marked", "cleaned", "altered", "spliced", "partial", "not_found", "too_short"]
Flag = Literal["negation_changed", "number_changed", "name_changed", "tense_changed", "other_speaker"]
EditKind = Literal["same", "replaced", "added", "removed"]

GRADES: tuple[Grade, ...] = get_args(Grade)
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FLAGS: tuple[Flag, ...] = get_args(Flag)


class SourceSpan(Record):
    """A half-open range of character offsets into a source document as given, with the text that stands there."""

    document: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str


class Edit(Record):
    """One stretch of the quote and what stands in its place in the source.

    Edits tile the quote: each begins where the one before it ends. `removed` has an empty `quote` span at the place where the
    words are missing; `added` has an empty `source` span, or none where no passage was found. `rule` names why the grade;
    `said` is what the source has there, read without markup, where it is not the same.
    """

    kind: EditKind
    grade: Grade
    rule: str
    quote: TextSpan
    source: SourceSpan | None = None
    said: str = ""
    flags: tuple[Flag, ...] = ()


class Passage(Record):
    """A place in a source document where the quote, or that part of it, stands.

    `before`, `words` and `after` are what is said there and around it, read without markup. `speaker` is the label that the document
    prints for the turn, `turn` its number from 0, `seconds` when a caption has it begin. `score` is the share of the words that quote
    and passage have in common, 0 to 1.
    """

    span: SourceSpan
    quote: TextSpan
    before: str = ""
    words: str = ""
    after: str = ""
    speaker: str | None = None
    turn: int | None = None
    seconds: float | None = None
    score: Confidence


class Verification(Record):
    """What became of one quote: the verdict, the passages where it stands, and every difference.

    `id` is the quote's id in its extraction, `content` its words. `coverage` is the share of its words found, `score` that of the
    words of quote and passage together. `same_speaker` is `None` where either side does not say who spoke. `runners_up` are other
    places that say nearly the same; for a quote that was not found, the nearest ones.

    >>> Verification(content=(), verdict="too_short", coverage=0, score=0).is_found
    False
    """

    id: Id | None = None
    content: tuple[TextSpan, ...]
    verdict: Verdict
    coverage: Confidence
    score: Confidence
    flags: tuple[Flag, ...] = ()
    speaker: str | None = None
    same_speaker: bool | None = None
    edits: tuple[Edit, ...] = ()
    passages: tuple[Passage, ...] = ()
    runners_up: tuple[Passage, ...] = ()

    @property
    def is_found(self) -> bool:
        """Whether the documents hold the quote, whole or in part, with or without differences."""
        return self.verdict not in ("not_found", "too_short")

"""One place where a quote and its source differ, as a rule sees it."""

from dataclasses import dataclass
from typing import NamedTuple

from quotecheck.verdicts import Grade
from quotecheck.verification.quoted import Mark


@dataclass(frozen=True, slots=True)
class Difference:
    """What the quote has and what was said in its place, as texts and as words in canonical form; either may be empty.

    `before` and `after` are the words said around it; `mark` stands in the quote at this place; `is_set_off` says that a comma or dash
    parts what was said from its surroundings; `is_interjection` that somebody else said it, in between.
    """

    quoted: str = ""
    said: str = ""
    quoted_words: tuple[str, ...] = ()
    said_words: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    mark: Mark | None = None
    is_bracketed: bool = False
    is_set_off: bool = False
    is_interjection: bool = False


class Outcome(NamedTuple):
    """A grade and the name of the rule that gave it."""

    grade: Grade
    rule: str

"""Sentence boundaries that the layout and the quotation marks decide, set before the parser decides the rest.

A statistical parser is weak in just two places of a news text: it glues a headline to the line below it, and it
puts a straight quotation mark on the wrong side of a boundary. A paragraph break settles the first; the parity of
the marks within the paragraph settles the second.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

OPENING = frozenset({"“", "``", "«"})
CLOSING = frozenset({"”", "''", "»"})
STRAIGHT = '"'
LOW = "„"  # opens, and is closed by “
FULL_STOPS = frozenset({".", "!", "?"})
NEVER_FIRST = frozenset({",", ";", ")", "]", "}"})
FORCED, FORBIDDEN, FREE = 1, -1, 0


@Language.factory("quotecheck_boundaries", assigns=["token.is_sent_start"])
def make_boundaries(nlp: Language, name: str) -> "Boundaries":
    """The factory behind `quotecheck_boundaries`."""
    return Boundaries()


class Boundaries:
    """Sets `Token.is_sent_start` where it is certain; put it before the parser."""

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its certain boundaries set; a doc that is parsed already is left alone."""
        if doc.has_annotation("DEP"):
            return doc
        for token, hint in zip(doc, find([t.text for t in doc], [bool(t.whitespace_) for t in doc]), strict=True):
            if hint and token.i:
                token.is_sent_start = hint == FORCED
        return doc


def find(words: Sequence[str], spaces: Sequence[bool]) -> list[int]:
    """For each token 1 where a sentence must start, -1 where none may, 0 where the parser is free.

    `spaces` says whether a space follows the token. Blank tokens belong to the sentence before them.

    >>> find(["Fire", "\\n\\n", "He", "said", ":", '"', "Go", ".", '"'], [False] * 9)
    [0, -1, 1, 0, 0, 0, -1, 0, -1]
    """
    hints = [FORBIDDEN if word in NEVER_FIRST else FREE for word in words]
    roles = mark_roles(words, spaces)
    for at, role in roles.items():
        if role == FORBIDDEN:
            hints[at] = FORBIDDEN
            _after_closing(words, hints, at)
        else:
            if at and words[at - 1] in FULL_STOPS and _spaced(words, spaces, at):
                hints[at] = FORCED
            if at + 1 < len(words) and not words[at + 1].isspace():
                hints[at + 1] = FORBIDDEN
    for at, start in _line_starts(words):
        hints[at] = FORBIDDEN
        if start is not None and roles.get(start) != FORBIDDEN:
            hints[start] = FORCED
    return hints


def mark_roles(words: Sequence[str], spaces: Sequence[bool]) -> dict[int, int]:
    """For each double quotation mark 1 if it opens and -1 if it closes.

    Curly marks say so themselves. A straight one opens if none is open in its paragraph, unless the spaces on its
    two sides say otherwise.

    >>> mark_roles(['"', "No", ",", '"', "he", "said", ".", '"', "Go", '"'], [False, False, False, True] + [False] * 6)
    {0: 1, 3: -1, 7: 1, 9: -1}
    """
    roles: dict[int, int] = {}
    is_open = low = False
    for at, word in enumerate(words):
        if word.isspace() and word.count("\n") > 1:
            is_open = low = False
            continue
        if word == STRAIGHT:
            role = _straight_role(words, spaces, at, is_open)
        elif word == LOW or (word in OPENING and not low):
            role, low = FORCED, word == LOW
        elif word in CLOSING or word in OPENING:
            role, low = FORBIDDEN, False
        else:
            continue
        roles[at] = role
        is_open = role == FORCED
    return roles


def _straight_role(words: Sequence[str], spaces: Sequence[bool], at: int, is_open: bool) -> int:
    before = _spaced(words, spaces, at)
    after = at + 1 == len(words) or spaces[at] or words[at + 1].isspace()
    if before != after:
        return FORCED if before else FORBIDDEN
    return FORBIDDEN if is_open else FORCED


def _spaced(words: Sequence[str], spaces: Sequence[bool], at: int) -> bool:
    return at == 0 or spaces[at - 1] or words[at - 1].isspace()


def _after_closing(words: Sequence[str], hints: list[int], at: int) -> None:
    """A word in lower case after a closing mark ("... Really?" he said) goes on with the sentence."""
    if at + 1 < len(words) and words[at + 1][:1].islower():
        hints[at + 1] = FORBIDDEN


def _line_starts(words: Sequence[str]) -> Iterator[tuple[int, int | None]]:
    """Each blank token with the token at which it makes a sentence start, or with None.

    An empty line always does. A single line break does unless the text is wrapped at a fixed width, which shows in
    lines that go on in lower case.
    """
    breaks = [(at, at + 1 if at + 1 < len(words) else None) for at, word in enumerate(words) if word.isspace()]
    single = [start for at, start in breaks if words[at].count("\n") == 1 and start is not None]
    lower = sum(bool(re.match(r"[a-z]", words[start])) for start in single)
    wrapped = lower * 4 > len(single)
    for at, start in breaks:
        lines = words[at].count("\n")
        goes_on = lines == 1 and (wrapped or (start is not None and words[start][:1].islower()))
        yield at, None if not lines or goes_on else start

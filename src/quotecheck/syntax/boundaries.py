"""Sentence boundaries that the layout and the quotation marks decide, set before the parser decides the rest.

A statistical parser is weak in just three places of a news text: it glues a headline to the line below it, it takes the
dateline for a part of the first sentence, and it puts a straight quotation mark on the wrong side of a boundary. Line
breaks and the dateline's dash settle the first two; which marks belong together (`text.quotation`) settles the third.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from quotecheck.layers import text_of, words_of
from quotecheck.text.quotation import pair_marks

FULL_STOPS = frozenset({".", "!", "?"})
NEVER_FIRST = frozenset({",", ";", ")", "]", "}"})
DASHES = frozenset({"-", "–", "—", "--", "_"})
LONGEST_DATELINE = 16
"""Tokens: a place, its region or country, an agency in brackets, a day and a year."""


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
        for at, is_start in find(doc).items():
            if at:
                doc[at].is_sent_start = is_start
        return doc


def find(doc: Doc) -> dict[int, bool]:
    """For the tokens where it is certain: whether a sentence starts there. Blank tokens belong to the sentence before them."""
    words = words_of(doc)
    hints = {at: False for at, word in enumerate(words) if word in NEVER_FIRST}
    opens, closes = _marks(doc)
    for at in sorted(opens | closes):
        if at in closes:
            hints[at] = False
            if at + 1 < len(words) and words[at + 1][:1].islower():
                hints[at + 1] = False
        else:
            if at and words[at - 1] in FULL_STOPS and _is_spaced(doc[at]):
                hints[at] = True
            if at + 1 < len(words) and not words[at + 1].isspace():
                hints[at + 1] = False
    for blank, start in _line_starts(words):
        hints[blank] = False
        if start is not None and start not in closes:
            hints[start] = True
            if (after := dateline_end(doc, start)) is not None:
                hints[after] = True
    if words and not words[0].isspace() and (after := dateline_end(doc, 0)) is not None:
        hints[after] = True
    return hints


def dateline_end(doc: Doc, start: int) -> int | None:
    """The token after the dash of a dateline that begins at `start`, or `None`: "LISBON, May 4 (Agency) — The mayor ...".

    Before the dash stand only capitalised words, figures, commas and brackets; a word in capitals, a figure or a bracket
    tells it from a name with a dash after it.
    """
    is_telling = False
    for token in doc[start : start + LONGEST_DATELINE]:
        if token.is_space:
            return None
        if token.text in DASHES and token.i > start:
            is_apart = _is_spaced(token) or token.text == "—"
            return token.i + 1 if is_telling and is_apart and token.i + 1 < len(doc) and not doc[token.i + 1].is_space else None
        if token.is_alpha and not token.text[0].isupper():
            return None
        if not token.is_alpha and not token.like_num and token.text not in (",", ".", "(", ")", "/") and not token.text[0].isupper():
            return None
        is_telling |= token.text == "(" or token.text[0].isdigit() or (token.is_upper and len(token) > 3)
    return None


def _marks(doc: Doc) -> tuple[set[int], set[int]]:
    """The tokens that are opening and closing quotation marks."""
    starts = doc.to_array("IDX").tolist()
    at = {start: token for token, start in enumerate(starts)}
    ends = {start + len(word): token for token, (start, word) in enumerate(zip(starts, words_of(doc), strict=True))}
    runs = pair_marks(text_of(doc))
    opens = {at[run.outer_start] for run in runs if run.outer_start in at and run.outer_start < run.start}
    closes = {ends[run.outer_end] for run in runs if run.closed and run.outer_end in ends}
    return opens, closes


def _is_spaced(token: Token) -> bool:
    return token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space


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

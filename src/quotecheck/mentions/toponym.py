"""A place name as the finders pass it on, and the words of a doc as they read them."""

from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import Self

from spacy.tokens import Doc, Span

from quotecheck.layers import text_of, words_of


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name where it stands: its span, the name to look up, its kind where a noun tells it, the rule that found it.

    `part` is true where a direction makes it a part of what bears the name ("Central Kenya").
    """

    span: Span
    name: str
    kind: str | None
    rule: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a doc as plain strings, asked of spaCy once: a token at a time costs ten times as much.

    `starts` holds the offset of each word and, at last, of the end; `capitals` the numbers of the words that begin with a capital, or
    with one behind a prefix of one letter ("eOrlani"); `entities` what the recogniser found, each with its label.
    """

    doc: Doc
    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    capitals: frozenset[int]
    entities: tuple[tuple[str, Span], ...]

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """The words of that doc."""
        words = tuple(words_of(doc))
        capital = {word for word in set(words) if begins_with_capital(word)}
        starts = tuple(accumulate(map(add, map(len, words), doc.to_array("SPACY").tolist()), initial=0))
        capitals = frozenset([i for i, word in enumerate(words) if word in capital])
        return cls(doc, text_of(doc), words, starts, capitals, tuple((entity.label_, entity) for entity in doc.ents))

    def name(self, start: int, end: int) -> str:
        """The text from that word to before that one, without a blank at its end."""
        return self.text[self.starts[start] : self.starts[end - 1] + len(self.words[end - 1])]


def begins_with_capital(word: str) -> bool:
    """Whether a word begins as a name does.

    >>> begins_with_capital("Orla"), begins_with_capital("eOrlani"), begins_with_capital("orla")
    (True, True, False)
    """
    return word[:1].isupper() or (len(word) > 4 and word[1].isupper())

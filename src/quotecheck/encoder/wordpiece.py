"""Words into the pieces that the encoder knows: BERT's uncased WordPiece, on words that the tokenizer has cut already."""

import unicodedata
from collections.abc import Sequence

UNKNOWN = "[UNK]"
LONGEST = 100
"""A word of more characters is one unknown piece, as in BERT."""
MOST = 8
"""So many pieces of a word are read: the rest of an address or a row of signs tells nothing."""


class WordPieces:
    """The pieces of a word by their numbers, longest match first, each word looked up once.

    Method: Devlin et al. 2019, "BERT", with accents and case removed. Each sign of punctuation is a word of its own.

    >>> pieces = WordPieces(["[UNK]", "said", "over", "##state", "##d", "'", "s"])
    >>> pieces("Said"), pieces("overstated"), pieces("’"), pieces("'s")
    ((1,), (2, 3, 4), (0,), (5, 6))
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """The numbers of the word's pieces, at least one and at most `MOST`."""
        found = self._known.get(word)
        if found is None:
            found = tuple(number for part in _parts(word) for number in self._split(part))[:MOST] or (self._unknown,)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _split(self, part: str) -> list[int]:
        if len(part) > LONGEST:
            return [self._unknown]
        numbers = []
        start = 0
        while start < len(part):
            end = len(part)
            while end > start and ("##" if start else "") + part[start:end] not in self._numbers:
                end -= 1
            if end == start:
                return [self._unknown]
            numbers.append(self._numbers[("##" if start else "") + part[start:end]])
            start = end
        return numbers


def _parts(word: str) -> list[str]:
    """The word in small letters without accents, cut at its signs."""
    parts: list[str] = []
    run = ""
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category in ("Mn", "Cf") or (category == "Cc" and not char.isspace()):
            continue
        if _is_alone(char, category):
            parts.extend(part for part in (run, char) if part)
            run = ""
        elif char.isspace():
            parts.extend([run] if run else [])
            run = ""
        else:
            run += char
    return [*parts, run] if run else parts


def _is_alone(char: str, category: str) -> bool:
    """Whether a sign is a word of its own: punctuation, ASCII signs, Chinese characters."""
    return category.startswith("P") or (char.isascii() and not char.isalnum() and not char.isspace()) or "\u4e00" <= char <= "\u9fff"

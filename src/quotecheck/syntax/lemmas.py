"""Lemmas by tables: the word with its tag, or the longest ending of it that the table of the tag knows."""

import json
from pathlib import Path
from typing import Self

Ending = tuple[int, str]
"""How many letters of the word go, and what is put in their place."""
MOST = 200_000
"""So many words are kept once they have been looked up."""


class Lemmas:
    """Base forms of words by their Penn tag; the recipe that learns the two tables is `models/reader/lemmas.py`.

    >>> lemmas = Lemmas({"VBD": {"went": "go"}}, {"VBD": {"ed": (2, ""), "ied": (3, "y")}})
    >>> [lemmas(word, "VBD") for word in ("went", "walked", "Carried", "hit")], lemmas("Ada", "NNP")
    (['go', 'walk', 'carry', 'hit'], 'Ada')
    """

    def __init__(self, words: dict[str, dict[str, str]], endings: dict[str, dict[str, Ending]]) -> None:
        self._words = words
        self._endings = endings
        self._longest = {tag: max(map(len, table), default=0) for tag, table in endings.items()}
        self._known: dict[tuple[str, str], str] = {}

    @classmethod
    def load(cls, path: Path) -> Self:
        """The tables as the recipe wrote them."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["words"], {tag: {end: (cut, put) for end, (cut, put) in table.items()} for tag, table in data["endings"].items()})

    def __call__(self, word: str, tag: str) -> str:
        """The lemma: of a name with its capitals, of all else in small letters where the table says nothing else."""
        found = self._known.get((word, tag))
        if found is None:
            found = self._find(word, tag)
            if len(self._known) < MOST:
                self._known[word, tag] = found
        return found

    def _find(self, word: str, tag: str) -> str:
        lower = word.lower().replace("’", "'")
        if len(lower) != len(word):  # letters that are two in the other case
            return word
        listed = self._words.get(tag, {}).get(lower)
        if listed is not None:
            return listed
        shown = word if tag in ("NNP", "NNPS") else lower
        table = self._endings.get(tag, {})
        for start in range(max(0, len(lower) - self._longest.get(tag, 0)), len(lower) + 1):
            if lower[start:] in table:
                cut, put = table[lower[start:]]
                return (shown[: len(shown) - cut] + put) or shown
        return shown

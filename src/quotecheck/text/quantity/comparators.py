"""Words that bound a number: "up to", "more than", "about" before it, "or more", "at least" after it.

>>> table = ComparatorTable(ComparatorTables(["well"], ["another"], before={">": ["over"], "<=": ["up to"]}, after={">=": ["or more"]}))
>>> table.before("It took well over 20 days.", 18)
('>', 8)
>>> table.before("rose by another 20", 16), table.after("20 or more people", 2)
(None, ('>=', 10))
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_REACH = 56
_ARTICLES = frozenset("a an the her his their its my your our".split())
_SIGNS = frozenset("~<>=≤≥≈∼-–(")
_THAN_AMOUNT = re.compile(r"\s+than\s+[\d$£€]")
_WORD_AFTER = re.compile(r"\s+\w")
_NEXT_AMOUNT = re.compile(r"\s+(?:[\d$£€]|(?:the|an?|his|her|its|their|one|two|three|four|five|six|seven|eight|nine|ten|half)\b)")
"""What follows "and over" where it bounds the number to come: "killed 20 and over 300 hurt"."""


@dataclass(frozen=True)
class ComparatorTables:
    """The whole of `comparators.toml`: phrases by the comparator that they express."""

    intensifiers: list[str]
    fillers: list[str]
    before: dict[str, list[str]]
    after: dict[str, list[str]]


class ComparatorTable:
    """Finds the comparator beside a number, in constant time a number."""

    def __init__(self, tables: ComparatorTables) -> None:
        self._meaning = _by_phrase(tables.before)
        self._meaning_after = _by_phrase(tables.after)
        phrases = _alternatives(self._meaning)
        fillers = _alternatives(tables.fillers)
        intensifiers = _alternatives(tables.intensifiers)
        self._before = re.compile(
            rf"(?:\A|(?<![\w-])|(?<![<>=-])(?=[<>≤≥]))((?:(?:{intensifiers})\s+)?({phrases}))(?:\s*(?<=[~<>=≤≥≈∼-])|\s+)((?:{fillers})\s+)?((?:an?|the|her|his|their|its|my|your|our)\s+(?:\w+\s+)?)?\Z",
            re.IGNORECASE,
        )
        self._last_words = {_folded(phrase).split()[-1] for phrase in (*self._meaning, *tables.fillers)} | _ARTICLES
        self._after = re.compile(rf"(?:\s+|(?=[+-]))({_alternatives(self._meaning_after)})(?![\w%])", re.IGNORECASE)

    def before(self, text: str, position: int) -> tuple[str, int] | None:
        """The comparator that ends where a quantity begins, with where it starts (its intensifier included)."""
        offset = max(0, position - _REACH)
        words = text[max(0, position - 30) : position].casefold().split()[-2:]
        if not words or (words[-1] not in self._last_words and words[0] not in _ARTICLES and words[-1][-1] not in _SIGNS):
            return None
        match = self._before.search(text, offset, position)
        if not match or (match[4] and not _may_stand_between(match[4], match[2])):
            return None
        start = match.start(1)
        outer = self._before.search(text, offset, start)
        if outer and not outer[3] and not outer[4] and self._meaning[_folded(outer[2])] != "~":
            return self._meaning[_folded(outer[2])], outer.start(1)
        return self._meaning[_folded(match[2])], start

    def after(self, text: str, position: int) -> tuple[str, int] | None:
        """The comparator that follows a quantity, with its end; "20-odd" and "500+" too."""
        match = self._after.match(text, position)
        if not match:
            return None
        if (
            _folded(match[1]) in ("plus", "minimum", "maximum", "approximately")
            and _WORD_AFTER.match(text, match.end())
            and match[0][0].isspace()
        ):
            return None
        if _THAN_AMOUNT.match(text, match.end()):
            return None
        if _folded(match[1]).startswith(("and ", "or ")) and _NEXT_AMOUNT.match(text, match.end()):
            return None
        return self._meaning_after[_folded(match[1])], match.end()


def _by_phrase(tables: Mapping[str, list[str]]) -> dict[str, str]:
    return {_folded(phrase): comparator for comparator, phrases in tables.items() for phrase in phrases}


def _folded(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _alternatives(phrases: Mapping[str, str] | list[str]) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(phrases, key=len, reverse=True)) or r"(?!)"


def _may_stand_between(article: str, comparator: str) -> bool:
    """Whether an article, and an adjective with it, may part the two: "up to an initial $5", but not "over the last 5 years"."""
    words = article.split()
    if words[0].casefold() in ("a", "an"):
        return len(words) == 1 or _folded(comparator) not in ("over", "under", "above", "below", "around", "near", "within", "about")
    return len(words) == 1 and _folded(comparator) in ("more than", "less than", "fewer than", "about", "nearly", "almost", "most of")

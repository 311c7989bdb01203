"""The word lists that reading quantities needs, together, read once; and the text that is read with them.

>>> from quotecheck.lexicon import load
>>> "idioms" in Vocabulary.read(load).numbered.__dict__
True
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from quotecheck.text.quantity.comparators import ComparatorTable, ComparatorTables
from quotecheck.text.quantity.units import CurrencyTables, Unit, UnitEntry, UnitTable


@dataclass(frozen=True)
class Numbered:
    """The whole of `numbered.toml`."""

    labels: frozenset[str]
    capitalised: frozenset[str]
    idioms: frozenset[str]


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Units, comparators, labels of numbers, and the words of change ("rose from 3 to 5" is no range)."""

    units: UnitTable
    comparators: ComparatorTable
    numbered: Numbered
    changing: frozenset[str]

    @classmethod
    def read(cls, load: Callable[[str, Any], Any]) -> "Vocabulary":
        """From the lexicons, by a function that loads one by name and shape; the same object for the same function."""
        return _read(load)


@cache
def _read(load: Callable[[str, Any], Any]) -> Vocabulary:
    units = UnitTable(load("units", dict[str, UnitEntry]), load("currencies", CurrencyTables))
    tables = load("changes", dict[str, dict[str, list[str]]])
    changing = {word for table in ("verbs", "nouns") for words in tables[table].values() for word in words}
    changing.update(load("change_verbs", dict[str, frozenset[str]])["moves"])
    return Vocabulary(units, ComparatorTable(load("comparators", ComparatorTables)), load("numbered", Numbered), frozenset(changing))


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """A text with what is needed to understand its numbers.

    `country` is the ISO 3166-1 alpha-2 code by which a plain "$" or a bare "pounds" is understood.
    """

    text: str
    vocabulary: Vocabulary
    country: str | None = None

    def before(self, position: int, reach: int) -> str:
        """The last `reach` characters before a position, in lower case."""
        return self.text[max(0, position - reach) : position].casefold()

    def code(self, unit: Unit | None) -> str | None:
        """The unit's name in a record: an ISO 4217 code for money, else the singular name; `None` for `None`."""
        return None if unit is None else self.vocabulary.units.code(unit, country=self.country)

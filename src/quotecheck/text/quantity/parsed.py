"""The value of one quantity expression: what every reader of quantities hands on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ParsedQuantity:
    """A quantity expression at [start, end) of the string in which it was found, and what it says.

    `value` is with its scale applied; a range has `low` and `high` instead, a ratio `of` beside it, a vague number
    ("dozens") none of them. `per` is the unit after "per" ("$20 a month"), which stands outside the range. `rule` names
    the pattern: count, percent, money, measure, time, age, fraction, vague, multiple, rank, score, decade, ratio, range.
    """

    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    of: float | None = None
    comparator: str = "="
    unit: str | None = None
    per: str | None = None
    rule: str = "count"

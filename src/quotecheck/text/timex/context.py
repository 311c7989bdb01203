"""What a reader of time expressions knows: the text, the day it speaks on, the tense, and the dates named before."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from quotecheck.text.timex.calendar import FINENESS, Now, Tense, Unit, days, shift, unit_of, value_at

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Pair = tuple[Type, str]

LATEST = 8
"""Dates: how many of those named before may be the one from which "ten years later" is told."""

NEAR = 400
"""In characters: how far back the quarter may stand of which "a year earlier" speaks."""


@dataclass(slots=True)
class Context:
    """Where a reader is in a text and what it has read so far.

    `at` is the offset of the expression that is read now, `tense` that of its clause; `printed` are the days that the text prints with a
    weekday and a year, by the weekday's number, once somebody has looked; `quarters` are those that it names outright, with their ends.
    """

    text: str
    now: Now
    tense: Tense | None = None
    at: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)
    printed: dict[int, str] | None = None
    quarters: list[tuple[int, str]] = field(default_factory=list)
    _latest: dict[int, int] = field(default_factory=dict)

    def remember(self, end: int, value: str) -> None:
        """Keep a date that was named, with the offset at which it ends; other values are not kept."""
        fineness = unit_of(value)
        if fineness and days(value):
            self._latest[FINENESS[fineness]] = len(self.named)
            self.named.append((end, value))

    def anchor(self, unit: Unit) -> str | None:
        """The last date named that is at least as fine as the unit."""
        found = max((at for fineness, at in self._latest.items() if fineness >= FINENESS[unit]), default=None)
        return None if found is None else self.named[found][1]

    def later_than_named(self, unit: Unit, count: int) -> str:
        """The unit so many units after the last date from which it is over by now; of several named, that is the one meant."""
        today = self.now.day
        for _, value in reversed(self.named[-LATEST:]):
            span, fineness = days(value), unit_of(value)
            if span and fineness and FINENESS[fineness] >= FINENESS[unit]:
                later = shift(span[0], count, unit)
                if today is None or later <= today:
                    return value_at(later, unit)
        return self.from_anchor(unit, count)

    def from_anchor(self, unit: Unit, count: int) -> str:
        """The unit so many units from the last date named, or from now where none was."""
        anchor = self.anchor(unit)
        span = days(anchor) if anchor else None
        return value_at(shift(span[0], count, unit), unit) if span else self.now.at(unit, count)

    def year_named(self, words: str | None) -> str:
        """The year of "2022", "last year", "that year"; this year where nothing is said."""
        if words is None:
            return self.now.at("Y")
        if words.isdigit():
            return words
        which = " ".join(words.casefold().split()).rsplit(" ", 1)[0]
        if which in ("that", "the same"):
            return self.from_anchor("Y", 0)
        if which in ("the following", "the previous"):
            return self.from_anchor("Y", 1 if "following" in which else -1)
        return self.now.at("Y", {"last": -1, "next": 1}.get(which, 0))

    def quarter_near(self) -> date | None:
        """The first day of a quarter named shortly before: sales "a year earlier" are those of its quarter then."""
        end, value = self.quarters[-1] if self.quarters else (0, "")
        span = days(value) if self.quarters and self.at - end < NEAR else None
        return span[0] if span else None

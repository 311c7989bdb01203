"""What a reader of time expressions knows: the text, the day it speaks on, the tense, and the dates named before."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from quotecheck.text.timex.calendar import FINENESS, Now, Tense, Unit, days, shift, unit_of, value_at

Type = Literal["DATE", "TIME", "DURATION", "SET"]
Pair = tuple[Type, str]

LATEST = 8
"""How many of the dates named before may be the one from which "ten years later" is told, or of the quarters the one reported."""

NEAR = 400
"""In characters: how far back the quarter may stand of which "a year earlier" speaks."""


_FIGURES = r"(?:[$£€¥%]|\b(?:million|billion|percent|per\scent|cents|compared|earnings|sales|profit|revenue|income|net)\b)"
_COMPARED = re.compile(rf"{_FIGURES}[^.;\n]*$")
_COMPARES = re.compile(rf"[^.;\n]*{_FIGURES}")
_SENTENCE = 160
_BACK = 5
"""In months: how far a history may look back within a year."""


@dataclass(slots=True)
class Context:
    """Where a reader is in a text and what it has read so far.

    `at` is the offset of the expression that is read now, `tense` that of its clause; `printed` are the days that the text prints with a
    weekday and a year, by the weekday's number, once somebody has looked; `quarters` are those that it names outright, with their ends.
    `of_year` says that the last period named was a year or part of one that is no quarter: "the first nine months", "fiscal 2023".
    `history` says that the text tells of times long gone, where "in March" is the one after the last date named.
    """

    text: str
    now: Now
    tense: Tense | None = None
    at: int = 0
    named: list[tuple[int, str]] = field(default_factory=list)
    printed: dict[int, str] | None = None
    quarters: list[tuple[int, str]] = field(default_factory=list)
    of_year: bool = False
    history: bool = False
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

    def is_anchored(self, unit: Unit) -> bool:
        """Whether a date at least as fine was named shortly before."""
        found = max((at for fineness, at in self._latest.items() if fineness >= FINENESS[unit]), default=None)
        return self.history or (found is not None and self.at - self.named[found][0] < NEAR)

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

    def month_in_history(self, month: int) -> str | None:
        """The year of a month named without one in a history: that of the last date named, or the next where the months start anew.

        `None` in any other text.
        """
        anchor = self.anchor("Y") if self.history else None
        if anchor is None:
            return None
        year, named = int(anchor[:4]), re.match(r"\d{4}-(\d\d)", anchor)
        return f"{year + (named is not None and int(named[1]) - month >= _BACK):04d}"

    def told(self, unit: Unit, count: int = 0) -> str:
        """The unit so many units from now, or in a history from the last date named: "this year", "the end of the month"."""
        return self.from_anchor(unit, count) if self.history else self.now.at(unit, count)

    def year_named(self, words: str | None) -> str:
        """The year of "2022", "last year", "that year"; this year where nothing is said."""
        if words is None:
            return self.told("Y")
        if words.isdigit():
            return words
        which = " ".join(words.casefold().split()).rsplit(" ", 1)[0]
        if which in ("that", "the same"):
            return self.from_anchor("Y", 0)
        if which in ("the following", "the previous"):
            return self.from_anchor("Y", 1 if "following" in which else -1)
        return self.told("Y", {"last": -1, "next": 1}.get(which, 0))

    def quarter_near(self) -> date | None:
        """The first day of a quarter named shortly before, or of the last one where figures are compared.

        Sales "up from $3 million a year earlier" are those of its quarter then.
        """
        if not self.quarters or self.of_year:
            return None
        near = self.at - self.quarters[-1][0] < NEAR
        before, after = self.text[max(0, self.at - _SENTENCE) : self.at], self.text[self.at : self.at + _SENTENCE // 2]
        return self.quarter_told() if near or _COMPARED.search(before) or _COMPARES.match(after) else None

    def quarter_told(self) -> date | None:
        """The first day of the quarter that is reported: the latest that was named and is over, else the last that was named."""
        spans = [span for _, value in self.quarters[-LATEST:] if (span := days(value))]
        today = self.now.day
        over = [span for span in spans if today is None or span[1] < today]
        return max(over)[0] if over else spans[-1][0] if spans else None

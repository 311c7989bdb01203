"""What a number is of: percent, money, measures and spans of time, by name or by symbol, as they stand in English text.

A `UnitTable` is made from plain tables (the lexicons `units` and `currencies`), so that this module reads no files:

>>> table = UnitTable(
...     {"kilometre": UnitEntry(names=("kilometer",), symbols=("km",)), "year": UnitEntry(kind="time")},
...     CurrencyTables(
...         currency={"USD": CurrencyEntry("dollar", ("US",)), "AUD": CurrencyEntry("dollar", ("AU",), symbols=("A$",))},
...         family={"dollar": FamilyEntry(default="USD", signs=("$",), hundredths=("cent",))},
...     ),
... )
>>> unit, end = table.after("12 kilometers away", 2)
>>> unit.name, end
('kilometre', 13)
>>> unit, start = table.before("a fee of A$20", 11)
>>> table.code(unit), start
('AUD', 9)
>>> table.code(table.before("$20", 1)[0]), table.code(table.before("$20", 1)[0], country="AU")
('USD', 'AUD')
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["measure", "time", "percent", "money"]


@dataclass(frozen=True)
class UnitEntry:
    """One table of `units.toml`; its key is the unit's name."""

    kind: Kind = "measure"
    names: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class CurrencyEntry:
    """One currency of `currencies.toml`; its key is the ISO 4217 code."""

    family: str
    countries: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class FamilyEntry:
    """Currencies that share a bare name or sign; `default` is meant where no country decides."""

    default: str = ""
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    hundredths: tuple[str, ...] = ()
    hundredth_symbols: tuple[str, ...] = ()
    cautious: bool = False


@dataclass(frozen=True)
class CurrencyTables:
    """The whole of `currencies.toml`."""

    currency: dict[str, CurrencyEntry]
    family: dict[str, FamilyEntry]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed: for money, `families` are the currencies' families it may belong to where `name` is no ISO code."""

    name: str
    kind: Kind
    families: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    is_cautious: bool = False


_WORD = re.compile(r"[^\W\d_]+(?:[.’'](?!s\b)[^\W\d_]+)*\.?|%|°")
_GAP = re.compile(r" - |[ \u00a0\u2009\u202f-]?")
_BRACKETED = re.compile(r"\s?[(\[{<]([^\s()\[\]{}<>]{1,6})[)\]}>]")
_SYMBOL = re.compile(r"[^\s\d,;:()\[\]“”\"!?]+[23]?(?:/[A-Za-z]+)?[³²23]?")
_FILLER = re.compile(
    r"(?:straight|previous|consecutive|successive|more|full|additional|extra|further|long|whole|calendar|working|business|solid|short|other"
    r"|entire)[ -]",
    re.IGNORECASE,
)
_LONGEST = 5
_LONGEST_NAME = 40
_NAME_BEFORE = re.compile(r"(?<![\w.])((?:[^\W\d_.]+\.? ){0,2}[^\W\d_]+) \Z")
CONFUSED = frozenset({"COP"})
"""Codes that joined to a small number are something else: the climate conference COP27."""


class UnitTable:
    """Finds the unit before or after a number, longest first, in constant time a number."""

    def __init__(self, units: Mapping[str, UnitEntry], currencies: CurrencyTables) -> None:
        self._names: dict[str, Unit] = {}
        self._symbols: dict[str, Unit] = {}
        self._signs: dict[str, Unit] = {}
        self._homes: dict[tuple[str, str], str] = {}
        self._defaults = {family: entry.default or family for family, entry in currencies.family.items()}
        for name, unit in units.items():
            self._add_unit(name, unit)
        for family, entry in currencies.family.items():
            self._add_family(family, entry)
        for code, currency in currencies.currency.items():
            self._add_currency(code, currency)
        self._first_words = {name.replace("-", " ").split()[0] for name in self._names} | {f"{name.split()[0]}." for name in self._names}
        longest = sorted(self._signs, key=len, reverse=True)
        signs = "|".join(re.escape(sign[:-1]) + r"\s?\$" if len(sign) > 1 and sign[-1] == "$" else re.escape(sign) for sign in longest)
        self._before = re.compile(rf"(?:(?<![^\W\d])(?<![^\W\d]\.))({signs})[ \u00a0\u202f]?\Z") if longest else None

    def _add_unit(self, name: str, entry: UnitEntry) -> None:
        unit = Unit(name, entry.kind)
        for spelling in (name.lower(), *entry.names):
            self._names[spelling] = self._names[_plural(spelling)] = unit
        for plural in entry.plurals:
            self._names[plural.lower()] = unit
        for symbol in entry.symbols:
            self._symbols[symbol] = unit

    def _add_family(self, family: str, entry: FamilyEntry) -> None:
        unit = Unit(family, "money", (family,), is_cautious=entry.cautious)
        for spelling in (family, *entry.names):
            self._add_money(spelling, unit)
        for plural in entry.plurals:
            self._add_money(plural, unit)
        for sign in entry.signs:
            self._signs[sign] = unit
            if len(sign) == 1 and not sign.isalpha():
                self._symbols[sign] = unit
        for name in entry.hundredths:
            known = self._names.get(name)
            families = (*known.families, family) if known else (family,)
            self._names[name] = self._names[_plural(name)] = Unit(name, "money", families, Decimal("0.01"))
        for symbol in entry.hundredth_symbols:
            self._symbols[symbol] = Unit(symbol, "money", (family,), Decimal("0.01"))

    def _add_money(self, spelling: str, unit: Unit) -> None:
        for form in (spelling, _plural(spelling)):
            known = self._names.get(form)
            if known is None or known.kind == "money":
                self._names[form] = unit
            else:
                self._names[form] = Unit(known.name, known.kind, unit.families)

    def _add_currency(self, code: str, entry: CurrencyEntry) -> None:
        unit = Unit(code, "money")
        for spelling in entry.names:
            self._names[spelling] = self._names[_plural(spelling)] = unit
        for symbol in entry.symbols:
            self._signs[symbol] = self._symbols[symbol] = unit
        for country in entry.countries:
            self._homes[entry.family, country] = code

    def before(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The money sign or code that ends where a number begins, with where it starts; "R" and its like only right before it."""
        if self._before is None:
            return None
        offset = max(0, position - 8)
        match = self._before.search(text[offset:position])
        if not match:
            return self._name_before(text, position) if text[max(0, position - 2) : position] == "s " else None
        sign = match[1]
        if len(sign) == 1 and sign.isalpha() and not (match.end(1) == position - offset and _is_long(text, position)):
            return None
        if sign in CONFUSED and match.end(1) == position - offset and not _is_long(text, position):
            return None
        return self._signs.get(sign) or self._signs[re.sub(r"\s", "", sign)], offset + match.start(1)

    def _name_before(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The capitalised plural name of a currency right before figures: "US dollars 6000", "Rupees 500"."""
        offset = max(0, position - _LONGEST_NAME)
        match = _NAME_BEFORE.search(text[offset:position]) if text[position : position + 1].isdigit() else None
        words = match[1].split() if match else []
        for count in range(len(words), 0, -1):
            name = " ".join(words[-count:])
            unit = self._names.get(name.casefold())
            if match and unit and unit.kind == "money" and not unit.is_cautious and name[0].isupper() and name.endswith("s"):
                return unit, offset + match.end(1) - len(name)
        return None

    def after(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The unit that follows a number that ends at `position`, with its own end; a symbol only after figures."""
        symbol, name = self._symbol(text, position), self._name(text, position)
        if symbol and name:
            return max(symbol, name, key=lambda found: found[1])
        return symbol or name or self._bracketed(text, position)

    def _bracketed(self, text: str, position: int) -> tuple[Unit, int] | None:
        """The symbol in brackets of its own: "20 (kg)", "20 [kg]"."""
        match = _BRACKETED.match(text, position)
        unit = self._symbols.get(match[1]) if match else None
        return (unit, match.end()) if match and unit else None

    def _millions(self, symbol: str) -> Unit | None:
        """Millions of a currency by its code: "30 MUSD"."""
        unit = self._symbols.get(symbol[1:]) if len(symbol) == 4 and symbol[0] == "M" else None
        return Unit(unit.name, "money", factor=Decimal(10) ** 6) if unit and unit.kind == "money" and unit.name == symbol[1:] else None

    def _symbol(self, text: str, position: int) -> tuple[Unit, int] | None:
        if not position or not (
            text[position - 1].isdigit()
            or text[max(0, position - 8) : position].lower().endswith(("million", "billion", "thousand", "trillion"))
        ):
            return None
        start = position + 1 if text[position : position + 1] in (" ", "\u00a0", "\u202f", "-") else position
        match = _SYMBOL.match(text, start)
        if not match:
            return None
        for symbol in (
            match[0],
            match[0].rstrip(".’'"),
            match[0].split("-")[0],
            match[0].split("–")[0],
            match[0].split("/")[0],
            match[0][:1] if match[0][:1] in "%€$£°¢" else "",
        ):
            unit = self._symbols.get(symbol) or self._millions(symbol)
            if unit and text[start + len(symbol) : start + len(symbol) + 1].isdigit():
                continue
            if unit and not (
                symbol in ("s", "m", "g", "l", "h", "t", "p", "c", "C", "F", "V", "J", "L", "W")
                and not _is_symbol_here(text, start, position)
            ):
                return unit, start + len(symbol)
        return None

    def _name(self, text: str, position: int) -> tuple[Unit, int] | None:
        gap = _GAP.match(text, position)
        start = gap.end() if gap and gap.end() > position else position
        filler = _FILLER.match(text, start)
        at = filler.end() if filler else start
        first = _WORD.match(text, at)
        if first is None or first[0].lower() not in self._first_words:
            return None
        words: list[str] = []
        ends: list[int] = []
        here = at
        while len(words) < _LONGEST and (match := _WORD.match(text, here)):
            words.append(match[0].lower())
            ends.append(match.end())
            here = match.end()
            if text[here : here + 1] not in (" ", "-", "\u00a0"):
                break
            here += 1
        for count in range(len(words), 0, -1):
            for phrase, cut in ((" ".join(words[:count]), 0), (" ".join(words[:count]).rstrip("."), 1)):
                unit = self._names.get(phrase)
                if unit and (not filler or unit.kind == "time"):
                    end = ends[count - 1] - (cut if text[ends[count - 1] - 1] == "." else 0)
                    return unit, end
        return None

    def code(self, unit: Unit, *, country: str | None = None) -> str:
        """The unit's name in a record: an ISO 4217 code for money, resolved by the article's country where the name is shared."""
        if unit.kind != "money":
            return unit.name
        if not unit.families:
            return unit.name
        for family in unit.families:
            if country and (family, country) in self._homes:
                return self._homes[family, country]
        return self._defaults[unit.families[0]]

    def of_symbol(self, symbol: str) -> str | None:
        """The name of the unit with that symbol: "kilometre" for "km"."""
        unit = self._symbols.get(symbol)
        return unit.name if unit and unit.kind in ("measure", "time") else None

    def is_time(self, name: str) -> bool:
        """Whether that is the name of a unit of time."""
        unit = self._names.get(name)
        return unit is not None and unit.kind == "time"

    def is_home(self, unit: Unit, country: str | None) -> bool:
        """Whether that country's own currency is of the unit's family: "pounds" in the United Kingdom are money."""
        return any((family, country) in self._homes for family in unit.families if country)


def _plural(name: str) -> str:
    head, per, rest = name.partition(" per ") if " per " in name else name.partition(" a ") if " a " in name else name.partition(" an ")
    if " to the " in name:
        head, per, rest = name.partition(" to the ")
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return head[:-1] + "ies" + per + rest
    return head + ("es" if head.endswith(("s", "ch")) else "s") + per + rest


def _is_long(text: str, position: int) -> bool:
    """Whether a number long enough for a one-letter sign begins there: "R750", "N2.5 billion", but not "R2"."""
    return bool(
        re.match(r"\d{3}|\d+[.,]\d|\d+(?: ?(?:m|bn|b|k|million|billion|trillion)\b| \d{3})", text[position : position + 20], re.IGNORECASE)
    )


def _is_symbol_here(text: str, start: int, position: int) -> bool:
    """Whether one letter after a number may be a unit: joined to it ("20m", "2.5 m"), and not the "s" of "20s"."""
    if text[start] == "s":
        return "." in text[max(0, position - 4) : position]
    return start == position or text[start] in "mgLCFVW"

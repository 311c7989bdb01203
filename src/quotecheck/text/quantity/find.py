"""Quantity expressions: comparator, number, unit, range and ratio, found in a string and understood.

The word lists come in as a `Vocabulary`, read once from the lexicons: `Vocabulary.read(quotecheck.lexicon.load)`.

>>> from quotecheck.lexicon import load
>>> vocabulary = Vocabulary.read(load)
>>> text = "More than $3.2 million was lost in nine out of 31 towns, up to 8 km inland; 4 to 7 per cent stayed."
>>> for found in scan(text, vocabulary):
...     print(text[found.start:found.end], "|", found.comparator, found.value, found.of, found.low, found.high, found.unit)
More than $3.2 million | > 3200000.0 None None None USD
nine out of 31 | = 9.0 31.0 None None None
up to 8 km | <= 8.0 None None None kilometre
4 to 7 per cent | = None None 4.0 7.0 percent
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from quotecheck.text.numerals import Numeral
from quotecheck.text.numerals import scan as scan_numerals
from quotecheck.text.quantity import excluded
from quotecheck.text.quantity.around import aged, bounded, rate
from quotecheck.text.quantity.atoms import Atom, read_atoms
from quotecheck.text.quantity.joining import as_range, as_ratio, with_hundredths, with_shared_units, within_both
from quotecheck.text.quantity.parsed import ParsedQuantity
from quotecheck.text.quantity.ranks import special
from quotecheck.text.quantity.vocabulary import Context, Vocabulary

__all__ = ["Vocabulary", "parse", "scan"]


@lru_cache(maxsize=32)
def scan(text: str, vocabulary: Vocabulary, *, country: str | None = None) -> tuple[ParsedQuantity, ...]:
    """Every quantity expression of a text, in order and without overlap; years, dates and numbered names are none.

    `country` is the ISO 3166-1 alpha-2 code by which a plain "$" or a bare "pounds" is understood. What was found is kept for the last
    texts: the pipe asks first, and the builder of claims asks the same again.
    """
    context = Context(text, vocabulary, country)
    regions = excluded.regions(text)
    apart = special(text, regions)
    taken = excluded.merged(regions + [(quantity.start, quantity.end) for quantity in apart])
    atoms = with_shared_units(context, with_hundredths(context, list(read_atoms(context, _outside(scan_numerals(text), taken)))))
    found = _as_bounds(context, list(_combined(context, atoms)))
    return tuple(sorted([*apart, *found], key=lambda quantity: quantity.start))


def _outside(numerals: Iterable[Numeral], taken: list[tuple[int, int]]) -> Iterator[Numeral]:
    """The numerals that touch none of the ranges; both in text order."""
    at = 0
    for numeral in numerals:
        while at < len(taken) and taken[at][1] <= numeral.start:
            at += 1
        if at == len(taken) or taken[at][0] >= numeral.end:
            yield numeral


def parse(text: str, vocabulary: Vocabulary, *, country: str | None = None) -> ParsedQuantity | None:
    """The quantity that a string expresses: the longest that `scan` finds in it, or `None`.

    >>> from quotecheck.lexicon import load
    >>> parse("up to eight", Vocabulary.read(load))
    ParsedQuantity(start=0, end=11, value=8.0, low=None, high=None, of=None, comparator='<=', unit=None, per=None, rule='count')
    """
    found = scan(text, vocabulary, country=country)
    if not found:
        found = scan("some " + text, vocabulary, country=country)
        found = tuple(replace(q, start=max(0, q.start - 5), end=q.end - 5, comparator="=") for q in found)
    return max(found, key=lambda quantity: quantity.end - quantity.start, default=None)


def _combined(context: Context, atoms: list[Atom]) -> Iterator[ParsedQuantity]:
    """The atoms with ranges, ratios, ages, comparators and rates put together; the number of "per 100,000" is no quantity of its own."""
    at = 0
    while at < len(atoms):
        atom = atoms[at]
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        parsed = following and (as_range(context, atom, following) or as_ratio(context, atom, following))
        at += 2 if parsed else 1
        quantity = aged(context, parsed or _single(context, atom))
        per = rate(context, quantity)
        quantity = bounded(context, quantity)
        yield replace(quantity, per=per[0]) if per else quantity
        while per and at < len(atoms) and atoms[at].start < per[1]:
            at += 1


def _as_bounds(context: Context, found: list[ParsedQuantity]) -> list[ParsedQuantity]:
    """The quantities, two bounds of one amount ("more than ten but fewer than 20") as one range."""
    out = found[:1]
    for one, other in pairwise(found):
        if one.comparator != "=" != other.comparator and out[-1] == one and (both := within_both(context, one, other)):
            out[-1] = both
        else:
            out.append(other)
    return out


def _single(context: Context, atom: Atom) -> ParsedQuantity:
    value = float(atom.value) if atom.value is not None else None
    rule = {"vague": "vague", "multiple": "multiple", "fraction": "fraction"}.get(atom.numeral.form, "count")
    comparator = "~" if rule == "vague" else "="
    rule = atom.unit.kind if atom.unit else rule
    return ParsedQuantity(atom.start, atom.end, value, comparator=comparator, unit=context.code(atom.unit), rule=rule)

"""Numerals: figures, words, fractions, vague plurals."""

from decimal import Decimal

import pytest

from quotecheck.text.numerals import ordinal_value, scan, value_of

VALUES = [
    ("1,200", 1200),
    ("1,25,000", 125_000),
    ("75 000", 75_000),
    ("75\u202f000.5", "75000.5"),
    ("12.50", "12.5"),
    (".5", "0.5"),
    ("3.2 million", 3_200_000),
    ("6.2billion", 6_200_000_000),
    ("5 lakh crore", 5 * 10**12),
    ("nineteen", 19),
    ("twenty-one thousand four hundred", 21_400),
    ("two hundred and five", 205),
    ("fifteen hundred", 1500),
    ("two million three hundred thousand", 2_300_000),
    ("a hundred and fifty", 150),
    ("a dozen", 12),
    ("half a dozen", 6),
    ("half a million", 500_000),
    ("two and a half", "2.5"),
    ("two and a half million", 2_500_000),
    ("a million and a half", 1_500_000),
    ("three-and-a-half", "3.5"),
    ("2½", "2.5"),
    ("2 1/2", "2.5"),
    ("3/4", "0.75"),
    ("three quarters", "0.75"),
    ("threefold", 3),
    ("halved", "0.5"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_one_numeral_has_its_exact_value(text: str, value: int | str) -> None:
    assert value_of(text) == Decimal(value)


@pytest.mark.parametrize("text", ["dozens", "tens of thousands", "a few hundred", "millions", "several thousand"])
def test_a_vague_numeral_has_no_value(text: str) -> None:
    (numeral,) = scan(text)
    assert (numeral.value, numeral.form, numeral.end) == (None, "vague", len(text))


@pytest.mark.parametrize(
    ("text", "numerals"),
    [
        ("one two three", ["one", "two", "three"]),
        ("two million, three others", ["two million", "three"]),
        ("between two and three", ["two", "three"]),
        ("a third party, the first half, a quarter-final", []),
        ("a third of the town, nearly half", ["a third", "half"]),
        ("hundred hundred", []),
        ("someone, often, weight", []),
        ("three twenty-firsts, a twenty-first birthday, twenty seconds", ["three twenty-firsts", "twenty"]),
    ],
)
def test_where_one_numeral_ends_and_the_next_begins(text: str, numerals: list[str]) -> None:
    assert [text[n.start : n.end] for n in scan(text)] == numerals


def test_ordinals() -> None:
    assert [ordinal_value(text) for text in ("second", "21st", "3th", "thirdly", "")] == [2, 21, 3, None, None]

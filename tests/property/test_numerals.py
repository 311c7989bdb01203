"""Every number that can be printed is read back: in groups, with decimals, in words, with scales in words and in letters."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotecheck.lexicon import load
from quotecheck.text.numerals import value_of
from quotecheck.text.quantity.find import Vocabulary, parse, scan

VOCABULARY = Vocabulary.read(load)
WHOLE = st.integers(min_value=0, max_value=10**15) | st.integers(min_value=0, max_value=2500)
DECIMALS = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False)
SHORT = st.decimals(min_value=Decimal("0.1"), max_value=Decimal("999.99"), places=2)

ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
ONES += "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
WESTERN = (("trillion", 10**12), ("billion", 10**9), ("million", 10**6), ("thousand", 10**3))
INDIAN = (("crore", 10**7), ("lakh", 10**5), ("thousand", 10**3))


def below_hundred(number: int) -> str:
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def below_thousand(number: int, joint: str) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{ONES[hundreds]} hundred"] if hundreds else []
    return joint.join([*parts, *([below_hundred(rest)] if rest or not parts else [])])


def in_words(number: int, scales: tuple[tuple[str, int], ...], joint: str) -> str:
    """The number in words: "two million three hundred (and) five"."""
    parts = []
    for name, scale in scales:
        if number >= scale:
            count, number = divmod(number, scale)
            parts.append(f"{in_words(count, scales, joint)} {name}" if count >= 1000 else f"{below_thousand(count, joint)} {name}")
    if number or not parts:
        parts.append(below_thousand(number, joint))
    return " ".join(parts)


def indian_groups(number: int) -> str:
    """Groups of two after the last three: "12,34,567"."""
    head, tail = divmod(number, 1000)
    if not head:
        return str(tail)
    pairs = []
    while head:
        head, pair = divmod(head, 100)
        pairs.append(f"{pair:02d}" if head else str(pair))
    return ",".join([*reversed(pairs), f"{tail:03d}"])


@given(WHOLE)
def test_figures_in_every_grouping_are_read_back(number: int) -> None:
    printed = [str(number), f"{number:,}", indian_groups(number)]
    printed += [f"{number:,}".replace(",", blank) for blank in ("\u00a0", "\u2009", "\u202f", " ")]
    assert {value_of(text) for text in printed} == {Decimal(number)}


@given(DECIMALS)
def test_decimals_are_read_back_exactly(number: Decimal) -> None:
    assert value_of(f"{number:,}") == value_of(f"{number}") == number


@given(st.integers(min_value=0, max_value=10**15 - 1), st.sampled_from([" ", " and "]))
@example(1_000_001, " and ")
def test_words_are_read_back(number: int, joint: str) -> None:
    words = in_words(number, WESTERN, joint)
    assert value_of(words) == value_of(words.capitalize()) == value_of(words.upper()) == number


@given(st.integers(min_value=0, max_value=10**9 - 1))
def test_indian_words_are_read_back(number: int) -> None:
    assert value_of(in_words(number, INDIAN, " ")) == number


@given(SHORT, st.sampled_from([*WESTERN, *INDIAN[:2]]))
def test_figures_with_a_scale_word_are_read_back(number: Decimal, scale: tuple[str, int]) -> None:
    assert value_of(f"{number} {scale[0]}") == number * scale[1]


@given(SHORT, st.sampled_from([("k", 10**3), ("m", 10**6), ("mn", 10**6), ("bn", 10**9), ("b", 10**9), ("tn", 10**12), ("cr", 10**7)]))
def test_figures_with_a_short_scale_are_read_back(number: Decimal, scale: tuple[str, int]) -> None:
    found = parse(f"It cost ${number}{scale[0]}.", VOCABULARY)
    assert found is not None
    assert (found.value, found.unit) == (pytest.approx(float(number * scale[1])), "USD")


@given(st.integers(min_value=1, max_value=10**6), st.sampled_from(["percent", "kilometre", "hour", "tonne", "degree Celsius"]))
def test_a_measure_is_read_back_with_its_unit(number: int, unit: str) -> None:
    names = {"degree Celsius": "degrees Celsius", "percent": "per cent"}
    found = parse(f"It was {number:,} {names.get(unit, unit + 's')} then.", VOCABULARY)
    assert found is not None
    assert (found.value, found.unit) == (number, unit)


@given(st.integers(min_value=0, max_value=2 * 10**6), st.integers(min_value=0, max_value=2 * 10**6))
def test_a_range_has_its_bounds_in_order(one: int, other: int) -> None:
    for text in (
        f"between {one:,} and {other:,} owls",
        f"{one:,} to {other:,} owls",
        f"{one:,}–{other:,} kg",
        f"from {one:,} to {other:,} kg",
    ):
        for found in scan(text, VOCABULARY):
            assert found.low is None or found.high is None or found.low <= found.high
    low, high = sorted((one, other))
    if low < high:
        [found] = scan(f"They saw between {one:,} and {other:,} owls.", VOCABULARY)
        assert (found.low, found.high) == (low, high)

"""Quantities in strings: marked sentences say where, the tables say what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brackets import parse as marked
from brackets import render
from quotecheck.lexicon import load
from quotecheck.text.quantity.find import Vocabulary, parse, scan

VOCABULARY = Vocabulary.read(load)

FOUND = [
    "[Q At least 12] boats sank [Q 30 km] off the coast.",
    "The firm lost [Q more than $3.2 million] in [Q three months].",
    "[Q Ten out of 34] wells were dry, [Q one in five] for good.",
    "Prices rose [Q 5%] to [Q $40].",
    "[Q 2 to 3 per cent] of voters, [Q between 10 and 20] towns, [Q two or three] people.",
    "A [Q 27-year-old] baker.",
    "[Q Dozens] fled and [Q tens of thousands of dollars] burned.",
    "Demand [Q doubled]; it is [Q twice] the old rate.",
    "She is [Q in her 60s] and owns the [Q third-largest] mill.",
    "They raised [Q R75 000] for [Q 18ha] of land.",
    "[Q Half] of the crop and [Q two-thirds] of the hay.",
    "The home side won [Q 3-1] on Saturday.",
    "It came [Q within four hours].",
    "[Q 500 or more] seats, [Q 20-odd] rows, [Q 100 or so] lamps.",
    "[Q Nearly 1.4 billion litres] and [Q 3 lakh] jars.",
    "They paid [Q US dollars 6000] and [Q Rupees 500].",
    "[Q Between two and three] owls, [Q between seven to 10 years].",
    "[Q Almost half] is owed; [Q nearly a third] said so.",
    "Barred [Q under the age of 18] and [Q over the age of 65].",
    "[Q 20] hens and [Q over 300] geese; anyone aged [Q 20 and over].",
    "[Q 1,562. 967] cases, [Q 7,17, 686] looms, [Q 1.500.000] bricks.",
    "[Q 600-plus billion] seeds, [Q 20-plus] rows.",
    "[Q Three of the remaining 12] kilns and [Q two out of the leaky 30] boats.",
    "The plank is [Q 12 ft] [Q 2 in] long, in [Q 3] parts.",
    "The [Q third-biggest] of them made the [Q 2nd consecutive] sale.",
]

NOTHING = [
    "It opened in 2019 and closed in the 1990s.",
    "On July 18, 2021, at 10:30 a.m. and 5pm, she left.",
    "It stands at PA 23456 F Street, and they didn\\'92t come.",
    "The big five left; the reign over a two-way street began on nov. 6.",
    "They met on 18-20 March and again on 3 May 2020.",
    "Call 555-123-4567 or +44 20 7946 0958.",
    "See page 97, Section 3(1) and stages 4 and 5.",
    "Covid-19, the A320 and the G20 made news.",
    "The FTSE 100 and the Stoxx 600 closed late; the plant is certified to ISO 9001-2.",
    "They would lay hands on one in order to sail.",
    "No one knew; one of the men left, and one day he came back.",
    "The two met two years ago, in the last three weeks.",
    "1. Buy bread.\n2. Go home.",
    "Write to anna5@example.com or see www.example.com/7/12.",
    "The first half ended early; a third party and a double room followed.",
    "The COP27 talks; a two-way street; 24/7 service.",
    "It was 5 o'clock, 0800 GMT.",
    "He lives at 24 Acacia Avenue, dial 117 or the hotline (14434).",
    "Under Section (39), one such case went one better.",
    "One of Arlen’s oldest mills, one of Mara Venn’s mills and one of many.",
    "The 14 de Mayo mill made its second arrest and a third protest.",
    "",
]

VALUES = [
    ("up to eight", {"value": 8, "comparator": "<="}),
    ("no fewer than 20", {"value": 20, "comparator": ">="}),
    ("well over 1,500 people", {"value": 1500, "comparator": ">"}),
    ("fewer than five", {"value": 5, "comparator": "<"}),
    ("about two and a half million", {"value": 2_500_000, "comparator": "~"}),
    ("some 40 of the 52", {"value": 40, "of": 52, "comparator": "~"}),
    ("$1-2 billion", {"low": 1e9, "high": 2e9, "unit": "USD"}),
    ("US$115", {"value": 115, "unit": "USD"}),
    ("Tk 1.5 crore", {"value": 15_000_000, "unit": "BDT"}),
    ("€5m", {"value": 5_000_000, "unit": "EUR"}),
    ("75 cents", {"value": 0.75, "unit": "USD"}),
    ("5 metres", {"value": 5, "unit": "metre"}),
    ("20m", {"value": 20, "unit": "metre"}),
    ("20m people", {"value": 20_000_000, "unit": None}),
    ("60 miles an hour", {"value": 60, "unit": "mile per hour"}),
    ("40 degrees Celsius", {"value": 40, "unit": "degree Celsius"}),
    ("0.25 percentage points", {"value": 0.25, "unit": "percentage point"}),
    ("four straight months", {"value": 4, "unit": "month"}),
    ("half an hour", {"value": 0.5, "unit": "hour"}),
    ("a quarter of a million", {"value": 250_000}),
    ("$20 a month", {"value": 20, "unit": "USD", "per": "month"}),
    ("minus 5", {"value": -5}),
    ("minus ten degrees", {"value": -10, "unit": "degree"}),
    ("9 minus 5", {"value": 9}),
    ("-5 degrees", {"value": -5, "unit": "degree"}),
    ("GHS 4.5 billion out of the GHS 9 billion", {"value": 4.5e9, "of": 9e9, "unit": "GHS"}),
    ("1,562. 967 cases", {"value": 1_562_967}),
    ("7,17, 686", {"value": 717_686}),
    ("1.500.000", {"value": 1_500_000}),
    ("over the age of 65", {"value": 65, "comparator": ">", "unit": "year"}),
    ("between the ages of 18 and 24", {"low": 18, "high": 24, "unit": "year"}),
    ("between 720 and 553 tons", {"low": 553, "high": 720, "unit": "ton"}),
    ("600-plus billion pesos", {"value": 600e9, "comparator": ">="}),
    ("20-plus", {"value": 20, "comparator": ">="}),
    ("12CUP", {"value": 12, "comparator": "=", "unit": "CUP"}),
    ("US dollars 6000", {"value": 6000, "unit": "USD"}),
    ("hundreds", {"value": None, "comparator": "~"}),
    ("in his 70s", {"low": 70, "high": 79, "unit": "year"}),
    ("3 dollars 50 cents", {"value": 3.5, "unit": "USD"}),
    ("17 euros and 25.", {"value": 17.25, "unit": "EUR"}),
    ("75 USD million", {"value": 75e6, "unit": "USD"}),
    ("half the crop", {"value": 0.5}),
    ("2,5 per cent", {"value": 2.5, "unit": "percent"}),
    ("1.3 x 10^6 spores", {"value": 1_300_000}),
    ("30 MEUR", {"value": 30e6, "unit": "EUR"}),
    ("20 (kg)", {"value": 20, "unit": "kilogram"}),
    ("40 deg C", {"value": 40, "unit": "degree Celsius"}),
    ("from 2.1 to 3.4", {"low": 2.1, "high": 3.4}),
    ("more than ten but fewer than 20", {"low": 10, "high": 20, "comparator": "="}),
    ("more than doubled", {"value": 2, "comparator": ">"}),
    ("negative five", {"value": -5}),
    ("12 deaths per 100,000 people in May", {"value": 12, "per": "100,000 people"}),
    ("3 million jars a month", {"value": 3e6, "per": "month"}),
    ("40 jars daily", {"value": 40, "per": "day"}),
    ("$70 a share", {"value": 70, "unit": "USD", "per": "share"}),
    ("$70 a year earlier", {"value": 70, "per": None}),
    ("2 crore 30 lakh", {"value": 23_000_000}),
    ("$80, 000", {"value": 80_000, "unit": "USD"}),
]

KNOWN_MISSES = [
    ("661 kt", {"value": 661, "unit": "knot"}),
]


@pytest.mark.parametrize("sentence", FOUND)
def test_finds_each_quantity_with_its_comparator_and_unit(sentence: str) -> None:
    text, _ = marked(sentence)
    assert render(text, [("Q", q.start, q.end) for q in scan(text, VOCABULARY)]) == sentence


@pytest.mark.parametrize("text", NOTHING)
def test_finds_nothing_where_no_amount_is_stated(text: str) -> None:
    assert [text[q.start : q.end] for q in scan(text, VOCABULARY)] == []


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_understands(text: str, expected: dict[str, object]) -> None:
    found = parse(text, VOCABULARY)
    assert found is not None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*miss, marks=pytest.mark.xfail) for miss in KNOWN_MISSES])
def test_known_misses(text: str, expected: dict[str, object]) -> None:
    found = parse(text, VOCABULARY)
    assert found is not None
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "country", "unit"),
    [
        ("$20", None, "USD"),
        ("$20", "AU", "AUD"),
        ("$20", "FR", "USD"),
        ("20 rupees", "PK", "PKR"),
        ("200 pounds", "GB", "GBP"),
        ("200 pounds", "US", "pound"),
        ("5 pesos", "PH", "PHP"),
        ("30 won", None, None),
        ("2022 marks", None, None),
        ("30 won", "KR", "KRW"),
        ("20 cents", "IE", "EUR"),
        ("US$20", "AU", "USD"),
    ],
)
def test_a_shared_name_means_the_currency_of_the_country(text: str, country: str | None, unit: str | None) -> None:
    found = parse(text, VOCABULARY, country=country)
    assert found is not None
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It slowed from 4.8 to 4.7 percent.", [(4.8, "percent"), (4.7, "percent")]),
        ("It fell from 208 litres to 193.", [(208, "litre"), (193, "litre")]),
        ("It rose from 24.2 to 33 billion euros.", [(24.2e9, "EUR"), (33e9, "EUR")]),
        ("It rose from $3 to $4 million.", [(3e6, "USD"), (4e6, "USD")]),
        ("It rose from $900 to $4 million.", [(900, "USD"), (4e6, "USD")]),
        ("It went from 5 metres to 3 boats.", [(5, "metre"), (3, None)]),
    ],
)
def test_a_unit_printed_once_is_that_of_both_ends_of_a_change(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(found.value, found.unit) for found in scan(text, VOCABULARY)] == expected


@pytest.mark.parametrize(
    ("text", "unit"), [("She was 85.", "year"), ("A niece who was 10 left.", None), ("He is 12 when it ends.", "year")]
)
def test_an_age_said_of_a_pronoun(text: str, unit: str | None) -> None:
    assert [found.unit for found in scan(text, VOCABULARY)] == [unit]


def test_a_number_too_long_to_be_an_amount_makes_no_infinity() -> None:
    for text in ("9" * 5000, "1" + ",999" * 2000, "5" + " million" * 50):
        for found in scan(text, VOCABULARY):
            assert found.value is None or found.value < 1e60


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(list("0123456789.,-–$%€½ aeonthwuidrml")))))
def test_any_text_is_scanned_in_order_and_within_its_bounds(text: str) -> None:
    end = 0
    for found in scan(text, VOCABULARY):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        assert found.low is None or found.high is None or found.low <= found.high

from datetime import date
from functools import cache

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.layers import TIMEXES, Findings
from quotecheck.mentions.furniture import Furniture
from quotecheck.mentions.timexes import Timexes, build_dates, build_reference_date
from quotecheck.records import Article


@cache
def blank():
    return spacy.blank("en")


def dates(text, **given):
    doc = Timexes()(Furniture()(blank()(text)))
    article = Article(text=text, **given)
    return build_dates(Findings(doc, "test"), article)


def test_records_name_their_span_value_days_and_rule():
    found = dates("The report came out on January 29. The dam, closed since August 2021, stays shut.", published=date(2024, 1, 31))
    assert [(d.id, d.span.text, d.type, d.value, d.begin, d.end, d.rule) for d in found] == [
        ("d1", "January 29", "DATE", "2024-01-29", "2024-01-29", "2024-01-29", "month_day"),
        ("d2", "August 2021", "DATE", "2021-08", "2021-08-01", None, "month_year"),
    ]


def test_two_dates_in_one_token():
    found = dates("The 2009–2018 average fell.")
    assert [(d.span.text, d.value) for d in found] == [("2009", "2009"), ("2018", "2018")]


def test_furniture_is_left_out():
    assert [d.span.text for d in dates("It rained on Friday.\n\nRead more: Rain on Saturday\n")] == ["Friday"]


def test_the_address_serves_where_no_date_is_given():
    text = "https://example.org/2024/01/31/river\n\nIt rose on Tuesday."
    assert [d.value for d in dates(text)] == ["2024-01-30"]
    url = "https://example.org/2024/01/31/river"
    assert [d.value for d in dates("It rose on Tuesday.", url=url)] == ["2024-01-30"]


def told_from(text, **given):
    doc = Timexes()(Furniture()(blank()(text)))
    found = build_reference_date(Findings(doc, "test"), Article(text=text, **given))
    return found and (found.date, found.origin, found.span and found.span.text)


URL = "https://example.org/2024/01/31/river"
REFERENCE_DATES = [
    ("It rose.", {"published": date(2024, 1, 31), "url": "https://example.org/2023/05/06/river"}, ("2024-01-31", "given", None)),
    ("It rose.", {"url": URL}, ("2024-01-31", "url", None)),
    (f"\n{URL}\n\nIt rose.", {}, ("2024-01-31", "url", "2024/01/31")),
    ("HARBOUR TOWN, May 3, 2024 (HN) - It rose on Friday.", {}, ("2024-05-03", "dateline", "May 3, 2024")),
    ("HARBOUR TOWN, 03/04/2024 - It rose.", {}, None),
    ("HARBOUR TOWN, 13/04/2024 - It rose.", {}, ("2024-04-13", "dateline", "13/04/2024")),
    ("HARBOUR TOWN, May 3 - It rose.", {}, None),
    ("It rose on May 3, 2024.", {}, None),
    ("The 2022 plan for 2022 and for May 2022 rests on that of 2019.", {}, ("2022", "year", None)),
    ("It rose.", {"url": "https://example.org/2024/01/river"}, None),
    ("", {}, None),
]


@pytest.mark.parametrize(("text", "given", "expected"), REFERENCE_DATES)
def test_the_reference_date_says_how_it_is_known(text, given, expected):
    assert told_from(text, **given) == expected


def test_nothing_known_stays_x():
    assert [(d.value, d.begin, d.rule) for d in dates("It rose on Tuesday.")] == [("XXXX-WXX-2", None, "weekday")]


def test_texts_without_dates():
    for text in ("", " \n", "x", "May I?"):
        assert dates(text) == ()


def test_the_pipe_stores_rule_tense_and_offsets():
    doc = Timexes()(Furniture()(spacy.blank("en")("It rose on Tuesday.")))
    assert [dict(frame.facts) for frame in TIMEXES.read(doc)] == [{"rule": "weekday", "type": None, "tense": None, "start": 11, "end": 18}]


WORDS = [
    "On ",
    "May 3",
    ", ",
    "2024",
    " – ",
    "Tuesday",
    "’s ",
    "two weeks ago",
    "; ",
    "since ",
    "the ",
    "1990s",
    "2009-18",
    "\n\n",
    "é ",
    "a year",
    "10:30 pm ",
]


@given(st.lists(st.sampled_from(WORDS), max_size=12).map("".join))
def test_spans_tile_into_the_text(text):
    end = 0
    for found in dates(text, published=date(2024, 1, 31)):
        assert end <= found.span.start < found.span.end <= len(text)
        assert text[found.span.start : found.span.end] == found.span.text
        assert found.begin is None or found.end is None or found.begin <= found.end
        end = found.span.end

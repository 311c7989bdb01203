"""What time expressions mean, read on Wednesday 31 January 2024 unless said otherwise."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.text.calendar import Now
from quotecheck.text.timex_amounts import SPAN_READERS
from quotecheck.text.timex_dates import DATE_READERS
from quotecheck.text.timex_find import find
from quotecheck.text.timex_read import READERS, read_all
from quotecheck.text.timex_relative import RELATIVE_READERS
from quotecheck.text.timex_rules import RULES, certain_type

TODAY = Now(date(2024, 1, 31))


def readings(text, now=TODAY, tense=None):
    return read_all(text, [(found, tense) for found in find(text)], now)


def values(text, now=TODAY, tense=None):
    return [(reading.type, reading.value) for reading in readings(text, now, tense)]


VALUES = [
    ("2024-01-29", "DATE", "2024-01-29"),
    ("29/01/2024", "DATE", "2024-01-29"),
    ("01/29/2024", "DATE", "2024-01-29"),
    ("29 January 2024", "DATE", "2024-01-29"),
    ("Jan. 29, 2024", "DATE", "2024-01-29"),
    ("Monday, July 25, 2022", "DATE", "2022-07-25"),
    ("the 12th of May 2020", "DATE", "2020-05-12"),
    ("on January 29", "DATE", "2024-01-29"),
    ("on December 30", "DATE", "2023-12-30"),
    ("on Sunday, January 5", "DATE", "2025-01-05"),
    ("in August 2021", "DATE", "2021-08"),
    ("in August last year", "DATE", "2023-08"),
    ("last August", "DATE", "2023-08"),
    ("in November", "DATE", "2023-11"),
    ("early November", "DATE", "2023-11"),
    ("in 2019", "DATE", "2019"),
    ("by early 2030", "DATE", "2030"),
    ("the 1990s", "DATE", "199"),
    ("the ’90s", "DATE", "199"),
    ("the 20th century", "DATE", "19"),
    ("the first quarter of 2022", "DATE", "2022-Q1"),
    ("the fourth quarter", "DATE", "2023-Q4"),
    ("Q3 2022", "DATE", "2022-Q3"),
    ("the first half of 2022", "DATE", "2022-H1"),
    ("the first three months of the year", "DATE", "2024-Q1"),
    ("the first nine months of 2022", "DURATION", "P9M"),
    ("the spring of 2021", "DATE", "2021-SP"),
    ("last summer", "DATE", "2023-SU"),
    ("last winter", "DATE", "2022-WI"),
    ("this winter", "DATE", "2023-WI"),
    ("next winter", "DATE", "2024-WI"),
    ("fiscal year 2022-23", "DATE", "FY2022"),
    ("2022/23", "DATE", "FY2022"),
    ("on Wednesday", "DATE", "2024-01-31"),
    ("on Tuesday", "DATE", "2024-01-30"),
    ("on Thursday", "DATE", "2024-01-25"),
    ("last Wednesday", "DATE", "2024-01-24"),
    ("next Wednesday", "DATE", "2024-02-07"),
    ("Tuesday last week", "DATE", "2024-01-23"),
    ("as early as Tuesday", "DATE", "2024-02-06"),
    ("on Tuesday night", "TIME", "2024-01-30TNI"),
    ("the morning of July 18, 2019", "TIME", "2019-07-18TMO"),
    ("yesterday", "DATE", "2024-01-30"),
    ("tonight", "TIME", "2024-01-31TNI"),
    ("last night", "TIME", "2024-01-30TNI"),
    ("tomorrow morning", "TIME", "2024-02-01TMO"),
    ("last week", "DATE", "2024-W04"),
    ("earlier this month", "DATE", "2024-01"),
    ("next year", "DATE", "2025"),
    ("last weekend", "DATE", "2024-W04-WE"),
    ("the end of the month", "DATE", "2024-01"),
    ("the past year", "DURATION", "P1Y"),
    ("two weeks ago", "DATE", "2024-W03"),
    ("three years ago", "DATE", "2021"),
    ("half a year ago", "DATE", "2023-07"),
    ("a few years ago", "DATE", "PAST_REF"),
    ("three years’ time", "DATE", "2027"),
    ("the last three months", "DURATION", "P3M"),
    ("the last several months", "DURATION", "PXM"),
    ("for 1,000 years", "DURATION", "P1000Y"),
    ("roughly half a year", "DURATION", "P6M"),
    ("two and a half years", "DURATION", "P2Y6M"),
    ("two decades", "DURATION", "P2DE"),
    ("for days", "DURATION", "PXD"),
    ("a three-day meeting", "DURATION", "P3D"),
    ("$140 a month", "SET", "P1M"),
    ("every two weeks", "SET", "P2W"),
    ("every Monday", "SET", "XXXX-WXX-1"),
    ("on Sundays", "SET", "XXXX-WXX-7"),
    ("annually", "SET", "P1Y"),
    ("at 10 am", "TIME", "2024-01-31T10:00"),
    ("at 10:30 p.m. Tuesday", "TIME", "2024-01-30T22:30"),
    ("at ten o’clock in the morning", "TIME", "2024-01-31T10:00"),
    ("now", "DATE", "PRESENT_REF"),
    ("recently", "DATE", "PAST_REF"),
    ("the near future", "DATE", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "kind", "value"), VALUES)
def test_value(text, kind, value):
    assert values(text) == [(kind, value)]


FUTURE = [
    ("on Thursday", "2024-02-01"),
    ("on Wednesday", "2024-01-31"),
    ("in November", "2024-11"),
    ("on December 30", "2024-12-30"),
]


@pytest.mark.parametrize(("text", "value"), FUTURE)
def test_the_future_tense_looks_ahead(text, value):
    assert values(text, tense="future") == [("DATE", value)]


UNKNOWN = [
    ("on Friday", "XXXX-WXX-5"),
    ("in March", "XXXX-03"),
    ("on Oct. 19", "XXXX-10-19"),
    ("this week", "XXXX-WXX"),
    ("last month", "XXXX-XX"),
    ("last year", "XXXX"),
    ("last summer", "XXXX-SU"),
    ("yesterday", "XXXX-XX-XX"),
    ("today", "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "value"), UNKNOWN)
def test_unknown_fields_stay_x(text, value):
    assert values(text, now=Now()) == [("DATE", value)]


def test_a_known_year_helps_as_far_as_it_goes():
    assert [v for _, v in values("on August 1; last month; in three years’ time", now=Now(year=2022))] == ["2022-08-01", "2022-XX", "2025"]


TOLD_FROM_THE_TEXT = [
    ("It came out on January 9. That same day they met, and the following day they left.", ["2024-01-09", "2024-01-09", "2024-01-10"]),
    ("It fell in 2021 from the previous year.", ["2021", "2020"]),
    ("They met on the morning of July 18, 2019, first since 1989; he came three months earlier.", ["2019-07-18TMO", "1989", "2019-04"]),
    ("It opened on May 3, 2020; a year later it shut.", ["2020-05-03", "2021"]),
    ("Sales rose in the third quarter of 2023 from $5 a year earlier.", ["2023-Q3", "2022-Q3"]),
    ("They met on 3 March at ten o’clock in the morning.", ["2024-03-03", "2024-03-03T10:00"]),
    ("They met at 10 am on 3 March.", ["2024-03-03T10:00", "2024-03-03"]),
    ("From 3 to 5 May 2022 and July 20-26.", ["2022-05-03", "2022-05-05", "2024-07-20", "2024-07-26"]),
    ("December 13-15, 2022; from December to January 2023.", ["2022-12-13", "2022-12-15", "2022-12", "2023-01"]),
    ("The war of 1914-18.", ["1914", "1918"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_FROM_THE_TEXT)
def test_told_from_what_the_text_named(text, expected):
    assert [value for _, value in values(text)] == expected


def test_without_a_date_the_weekday_that_the_text_prints_with_its_date():
    text = "On Monday it rained. It was Monday, July 25, 2022."
    assert [value for _, value in values(text, now=Now())] == ["2022-07-25", "2022-07-25"]


DAYS = [
    ("in August 2021", "2021-08-01", "2021-08-31"),
    ("since August 2021", "2021-08-01", "None"),
    ("by 2030", "None", "2030-12-31"),
    ("until Friday", "None", "2024-02-02"),
    ("last week", "2024-01-22", "2024-01-28"),
    ("in the first quarter of 2022", "2022-01-01", "2022-03-31"),
    ("the 1990s", "1990-01-01", "1999-12-31"),
    ("the last three days", "2024-01-28", "2024-01-31"),
    ("the next two weeks", "2024-01-31", "2024-02-14"),
    ("now", "2024-01-31", "2024-01-31"),
    ("for three days", "None", "None"),
    ("every Monday", "None", "None"),
    ("recently", "None", "None"),
]


@pytest.mark.parametrize(("text", "begin", "end"), DAYS)
def test_days_covered(text, begin, end):
    assert [(str(reading.begin), str(reading.end)) for reading in readings(text)] == [(begin, end)]


def test_each_rule_is_read():
    by_position = {"year", "range_end", "year_end_of_range"}
    assert set(RULES) - by_position == set(READERS)
    assert len(READERS) == len(DATE_READERS) + len(RELATIVE_READERS) + len(SPAN_READERS)


def test_the_type_that_a_rule_makes_certain():
    for text, kind, _ in VALUES:
        [found] = find(text)
        assert certain_type(found.rule) in (None, kind)


PIECES = [
    "May ", "3", " 2016", ", ", "-", "the ", "a ", "years ", "ago ", "last ", "Monday ", "of ", "10", ":30", " am ", "third ",
    "quarter ", "first ", "every ", "earlier ", "until ", "half ", "30 February ",
    "31/02/2020 ", "winter ", "99999999 ", "that day ", "million ", "weekend ",
]


@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.one_of(st.builds(Now, st.dates()), st.builds(Now, st.none(), st.integers(1, 9999)), st.just(Now())),
    st.sampled_from(["past", "present", "future", None]),
)
def test_any_text_on_any_day(text, now, tense):
    for reading in readings(text, now, tense):
        assert reading.value
        if reading.begin and reading.end:
            assert reading.begin <= reading.end

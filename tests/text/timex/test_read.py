"""What time expressions mean, read on Wednesday 31 January 2024 unless said otherwise."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.text.timex.amounts import SPAN_READERS
from quotecheck.text.timex.calendar import Now
from quotecheck.text.timex.dates import DATE_READERS
from quotecheck.text.timex.find import find
from quotecheck.text.timex.read import READERS, read_all
from quotecheck.text.timex.relative import RELATIVE_READERS
from quotecheck.text.timex.rules import RULES, certain_type

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
    ("the evening of June 17, 2018", "TIME", "2018-06-17TEV"),
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
    ("a quarter of a century", "DURATION", "P25Y"),
    ("once a week", "SET", "P1W"),
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
    ("at nine o’clock in the morning", "TIME", "2024-01-31T09:00"),
    ("now", "DATE", "PRESENT_REF"),
    ("recently", "DATE", "PAST_REF"),
    ("in the last years", "DATE", "PAST_REF"),
    ("in the next months", "DATE", "FUTURE_REF"),
    ("the near future", "DATE", "FUTURE_REF"),
]

MORE = [
    ("in nineteen ninety-six", "DATE", "1996"),
    ("in two thousand and four", "DATE", "2004"),
    ("the year two thousand", "DATE", "2000"),
    ("in 480 BC", "DATE", "BC0480"),
    ("the first century B.C.", "DATE", "BC00"),
    ("next year’s first quarter", "DATE", "2025-Q1"),
    ("the latter half of 2008", "DATE", "2008-H2"),
    ("the first two quarters of 1990", "DATE", "1990-H1"),
    ("for the year", "DATE", "2024"),
    ("throughout the year", "DURATION", "P1Y"),
    ("at 4 in the afternoon", "TIME", "2024-01-31T16:00"),
    ("5 p.m. EST, Jan. 6", "TIME", "2024-01-06T17:00"),
    ("5 p.m. 6 May 2022", "TIME", "2022-05-06T17:00"),
    ("Christmas 1963", "DATE", "1963-12-25"),
    ("on Good Friday", "DATE", "2024-03-29"),
    ("Easter Sunday 2022", "DATE", "2022-04-17"),
    ("on Thanksgiving", "DATE", "2023-11-23"),
    ("the first Monday of May 2022", "DATE", "2022-05-02"),
    ("the last Friday of May 2022", "DATE", "2022-05-27"),
    ("the first Monday of the month", "SET", "XXXX-WXX-1"),
    ("the week of January 15", "DATE", "2024-W03"),
    ("the last week of August 2022", "DATE", "2022-08"),
    ("a month-long strike", "DURATION", "P1M"),
    ("a years-long war", "DURATION", "PXY"),
    ("they wake in the morning", "TIME", "XXXX-XX-XXTMO"),
    ("by mid-afternoon yesterday", "TIME", "2024-01-30TAF"),
    ("over the next year", "DURATION", "P1Y"),
    ("in the future", "DATE", "FUTURE_REF"),
    ("a year or two", "DURATION", "P1Y"),
    ("May 9 of last year", "DATE", "2023-05-09"),
]
SHORT = [
    ("for five hours", "PT5H"),
    ("two and a half hours", "PT2H30M"),
    ("half an hour", "PT30M"),
    ("a 10-minute speech", "PT10M"),
    ("several minutes", "PTXM"),
    ("90 seconds", "PT90S"),
]


@pytest.mark.parametrize(("text", "value"), SHORT)
def test_hours_and_minutes(text, value):
    marks = [(found, None) for found in find(text, tuple(RULES))]
    assert [(reading.type, reading.value) for reading in read_all(text, marks, TODAY)] == [("DURATION", value)]


QUARTERS = [
    ("In the third quarter it earned $4 million. A year earlier, it had earned $3 million.", ["2023-Q3", "2022-Q3"]),
    ("In the third quarter it earned more than in the year-earlier quarter.", ["2023-Q3", "2022-Q3"]),
    ("In the third quarter it earned more than in the year-ago third quarter.", ["2023-Q3", "2022-Q3"]),
    ("In the third quarter it earned more than in the 2021 period.", ["2023-Q3", "2021-Q3"]),
    ("The third quarter was good. In fiscal 2022 it earned $3 million, up from $2 million a year earlier.", ["2023-Q3", "FY2022", "2021"]),
    ("After a second quarter with losses, the third quarter was better than a year earlier.", ["2023-Q2", "2023-Q3", "2022-Q3"]),
]


@pytest.mark.parametrize(("text", "expected"), QUARTERS)
def test_what_a_year_earlier_is_compared_with(text, expected):
    assert [value for _, value in values(text, tense="past")] == expected


def test_reading_is_linear():
    def seconds(size):
        text = "In the third quarter of 2021 it earned $3 million, up from a year earlier; in May it rained, as two years later. " * size
        found = find(text)
        begin = time.perf_counter()
        read_all(text, [(each, None) for each in found], TODAY)
        return time.perf_counter() - begin

    seconds(2)
    assert seconds(800) < 40 * max(seconds(100), 0.01)


HISTORY = "Work on the canal began in May 1931. " * 8


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In June it rained.", "1931-06"),
        ("It opened in November 1931. In February it froze.", "1932-02"),
        ("On 14 June it rained.", "1931-06-14"),
        ("Later in the year it rained.", "1931"),
        ("The next year it rained.", "1932"),
        ("In the summer of that year it rained.", "1931-SU"),
        ("Two years later it rained.", "1933"),
    ],
)
def test_in_a_history_dates_follow_the_last_one_named(text, expected):
    assert values(HISTORY + text)[-1][1] == expected


def test_a_news_article_with_a_past_is_no_history():
    text = "Work on the canal began in May 1931. It was shut on Tuesday, and on Monday, and reopens in June."
    assert values(text)[-1][1] == "2024-06"


@pytest.mark.parametrize(("text", "kind", "value"), VALUES + MORE)
def test_value(text, kind, value):
    assert values(text) == [(kind, value)]


FUTURE = [
    ("on Thursday", "2024-02-01"),
    ("on Wednesday", "2024-01-31"),
    ("in November", "2024-11"),
    ("on December 30", "2024-12-30"),
]


MONTHS_FROM_MAY = [
    ("before June", "present", "2024-06"),
    ("before June", "past", "2023-06"),
    ("by June", "present", "2024-06"),
    ("until March", "present", "2025-03"),
    ("until March", "past", "2024-03"),
    ("through July", "past", "2024-07"),
    ("from September", None, "2024-09"),
    ("next June", None, "2024-06"),
    ("in June", None, "2024-06"),
    ("in June", "past", "2023-06"),
    ("in June", "future", "2024-06"),
    ("since June", "future", "2023-06"),
    ("last June", None, "2023-06"),
    ("in April", None, "2024-04"),
    ("in April", "future", "2025-04"),
    ("in December", None, "2023-12"),
    ("in December", "present", "2023-12"),
    ("effective August", None, "2024-08"),
]


@pytest.mark.parametrize(("text", "tense", "value"), MONTHS_FROM_MAY)
def test_a_bare_month(text, tense, value):
    assert values(text, Now(date(2024, 5, 14)), tense) == [("DATE", value)]


def test_a_bare_month_at_the_end_of_the_year():
    now = Now(date(2024, 11, 5))
    assert [values(text, now)[0][1] for text in ("in January", "in May", "in June")] == ["2025-01", "2024-05", "2024-06"]


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
    ("They met on the evening of June 17, 2018, first since 1989; he came three months earlier.", ["2018-06-17TEV", "1989", "2018-03"]),
    ("It opened on May 3, 2020; a year later it shut.", ["2020-05-03", "2021"]),
    ("Sales rose in the third quarter of 2023 from $5 a year earlier.", ["2023-Q3", "2022-Q3"]),
    ("They met on 3 March at nine o’clock in the morning.", ["2024-03-03", "2024-03-03T09:00"]),
    ("They met at 10 am on 3 March.", ["2024-03-03T10:00", "2024-03-03"]),
    ("From 3 to 5 May 2022 and July 20-26.", ["2022-05-03", "2022-05-05", "2023-07-20", "2023-07-26"]),
    ("December 13-15, 2022; from December to January 2023.", ["2022-12-13", "2022-12-15", "2022-12", "2023-01"]),
    ("The war of 1914-18.", ["1914", "1918"]),
    ("From November to March, and between October and February.", ["2023-11", "2024-03", "2023-10", "2024-02"]),
    ("In 2020, by Christmas, it was shut. It opened in April.", ["2020", "2020-12-25", "2023-04"]),
    ("In 2021, it rained in May and on June 3.", ["2021", "2021-05", "2021-06-03"]),
    ("The July floods in 2021 were worse than in May and in 2019.", ["2021-07", "2021", "2023-05", "2019"]),
    ("They came on 31 May this year and 3 June last year.", ["2024-05-31", "2023-06-03"]),
    ("It rained in 1892 and again today; three years later, it did not.", ["1892", "2024-01-31", "1895"]),
    (
        "Sales rose in the third quarter of 2023 from $5 a year earlier. In the quarter they shut a shop opened a year earlier.",
        ["2023-Q3", "2022-Q3", "2023-Q3", "2022-Q3"],
    ),
    ("In the late 1940s and 50s, from the 60s to 70s and in the 1880s and 90s.", ["194", "195", "196", "197", "188", "189"]),
]


@pytest.mark.parametrize(("text", "expected"), TOLD_FROM_THE_TEXT)
def test_told_from_what_the_text_named(text, expected):
    assert [value for _, value in values(text, tense="past")] == expected


def test_without_a_date_the_weekday_that_the_text_prints_with_its_date():
    text = "On Monday it rained. It was Monday, July 25, 2022."
    assert [value for _, value in values(text, now=Now())] == ["2022-07-25", "2022-07-25"]


DAYS = [
    ("in August 2021", "2021-08-01", "2021-08-31"),
    ("since August 2021", "2021-08-01", "None"),
    ("by 2030", "None", "2030-12-31"),
    ("until Friday", "None", "2024-02-02"),
    ("before June 2024", "None", "2024-05-31"),
    ("after 2016,", "2017-01-01", "None"),
    ("after the 2016 strike", "2016-01-01", "2016-12-31"),
    ("by last year’s rules", "2023-01-01", "2023-12-31"),
    ("starting in June 2024", "2024-06-01", "None"),
    ("no later than May 3, 2024", "None", "2024-05-03"),
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


RANGES = [
    ("from May 3 to May 5, 2020", ["2020-05-03", "2020-05-05"]),
    ("between 3 and 5 May 2020", ["2020-05-03", "2020-05-05"]),
    ("between 2014 and 2020", ["2014-01-01", "2020-12-31"]),
    ("1983-2017", ["1983-01-01", "2017-12-31"]),
    ("between about 2001 and 2008", ["2001-01-01", "2008-12-31"]),
    ("from August 1, 2022 until July 31, 2025", ["2022-08-01", "2025-07-31"]),
]


@pytest.mark.parametrize(("text", "covered"), RANGES)
def test_both_ends_of_a_range_cover_it(text, covered):
    assert [[str(reading.begin), str(reading.end)] for reading in readings(text)] == [covered, covered]


def test_no_range():
    for text in ("2014 and 2020", "between the 2014 fair and 2020", "from 2020 to 2014"):
        assert [str(reading.begin)[5:] for reading in readings(text)] == ["01-01", "01-01"]
        assert [str(reading.end)[5:] for reading in readings(text)] == ["12-31", "12-31"]


def test_what_came_next_is_not_told_from_now():
    assert [(reading.begin, reading.end) for reading in readings("over the next five days", tense="past")] == [(None, None)]


SUMMERS = [(date(2024, 7, 1), "2024-SU"), (date(2024, 10, 1), "2025-SU"), (date(2024, 5, 1), "2024-SU")]


@pytest.mark.parametrize(("day", "value"), SUMMERS)
def test_the_summer_that_comes_or_goes_on(day, value):
    assert values("during the summer", Now(day), "future") == [("DATE", value)]


def test_each_rule_is_read():
    by_position = {"year", "range_end", "year_end_of_range"}
    assert set(RULES) - by_position == set(READERS)
    assert len(READERS) == len(DATE_READERS) + len(RELATIVE_READERS) + len(SPAN_READERS)


def test_the_type_that_a_rule_makes_certain():
    for text, kind, _ in VALUES:
        [found] = find(text)
        assert certain_type(found.rule) in (None, kind)


PIECES = [
    "May ",
    "3",
    " 2016",
    ", ",
    "-",
    "the ",
    "a ",
    "years ",
    "ago ",
    "last ",
    "Monday ",
    "of ",
    "10",
    ":30",
    " am ",
    "third ",
    "quarter ",
    "first ",
    "every ",
    "earlier ",
    "until ",
    "half ",
    "30 February ",
    "31/02/2020 ",
    "winter ",
    "99999999 ",
    "that day ",
    "million ",
    "weekend ",
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

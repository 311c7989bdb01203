"""Laws: a date printed in any of the forms that we read is read back, and its days are in order."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.text.timex.calendar import Now
from quotecheck.text.timex.find import find
from quotecheck.text.timex.read import read_all

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
SHORT = {month: month[:4] if month == "September" else month[:3] for month in MONTHS if month != "May"} | {"May": "May"}


def month(day):
    return MONTHS[day.month - 1]


def weekday(day):
    return DAYS[day.weekday()]


def ordinal(number):
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FORMS = [
    lambda day: day.isoformat(),
    lambda day: f"{day.day} {month(day)} {day.year}",
    lambda day: f"{day.day:02d} {month(day)}, {day.year}",
    lambda day: f"{day.day} {SHORT[month(day)]} {day.year}",
    lambda day: f"{day.day}-{month(day)[:3]}-{day.year}",
    lambda day: f"{ordinal(day.day)} {month(day)} {day.year}",
    lambda day: f"the {ordinal(day.day)} of {month(day)}, {day.year}",
    lambda day: f"{month(day)} {day.day}, {day.year}",
    lambda day: f"{month(day)} {day.day} {day.year}",
    lambda day: f"{SHORT[month(day)]}. {day.day}, {day.year}".replace("May.", "May"),
    lambda day: f"{month(day)} {ordinal(day.day)}, {day.year}",
    lambda day: f"{month(day).upper()} {day.day}, {day.year}",
    lambda day: f"{weekday(day)}, {month(day)} {day.day}, {day.year}",
    lambda day: f"{weekday(day)} {day.day} {month(day)} {day.year}",
    lambda day: f"{weekday(day)[:3]}, {day.day} {month(day)[:3]} {day.year}",
]
FIGURES = [
    lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}",
    lambda day: f"{day.day}.{day.month}.{day.year}",
    lambda day: f"{day.month}/{day.day}/{day.year}",
    lambda day: f"{day.day:02d}-{day.month:02d}-{day.year}",
]
SENTENCES = ["It was signed on {}.", "{}", "({})", "Harbour Town, {} - It rained.", "It rained ({}), and", "“{},” he said"]
years = st.dates(date(1000, 1, 1), date(2099, 12, 31))
nows = st.one_of(st.builds(Now, st.dates()), st.just(Now()), st.builds(Now, st.none(), st.integers(1900, 2100)))
tenses = st.sampled_from(["past", "present", "future", None])


def readings(text, now, tense=None):
    return read_all(text, [(found, tense) for found in find(text)], now)


@given(years, st.sampled_from(FORMS), st.sampled_from(SENTENCES), nows, tenses)
def test_a_day_with_its_year_is_read_back(day, form, sentence, now, tense):
    (reading,) = readings(sentence.format(form(day)), now, tense)
    assert (reading.type, reading.value, reading.begin, reading.end) == ("DATE", day.isoformat(), day, day)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FIGURES), nows)
def test_a_day_in_figures_is_read_back_where_only_one_day_is_meant(day, form, now):
    if day.day > 12 or day.day == day.month:
        (reading,) = readings(f"It was signed on {form(day)}.", now)
        assert reading.value == day.isoformat()


@given(years, st.integers(-20, 20), st.sampled_from(["{0} {1}", "{1} {0}", "{2}, {0} {1}", "{2} {1} {0}"]), tenses)
def test_a_day_without_its_year_is_the_one_near_by(day, away, form, tense):
    now = Now(day + timedelta(days=away))
    (reading,) = readings("It was signed on " + form.format(month(day), day.day, weekday(day)) + ".", now, tense)
    assert reading.value == day.isoformat()


@given(years, nows)
def test_months_and_quarters_are_read_back(day, now):
    quarter = (day.month + 2) // 3
    text = f"It rained in {month(day)} {day.year} and in Q{quarter} {day.year}."
    assert [reading.value for reading in readings(text, now)] == [f"{day.year}-{day.month:02d}", f"{day.year}-Q{quarter}"]


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_weekdays_are_on_or_before_the_day_or_on_or_after_it_in_the_future(day):
    for name in DAYS:
        (past,), (ahead,) = (readings(f"It rained on {name}.", Now(day), tense) for tense in ("past", "future"))
        assert past.begin <= day <= ahead.begin
        assert (ahead.begin - past.begin).days in (0, 7)
        assert DAYS[past.begin.weekday()] == DAYS[ahead.begin.weekday()] == name


@given(years, years)
def test_a_range_begins_before_it_ends(one, two):
    first, last = sorted((one, two))
    found = readings(f"It rained from {FORMS[1](first)} to {FORMS[1](last)}.", Now())
    assert [(reading.begin, reading.end) for reading in found] == [(first, last)] * 2


@pytest.mark.parametrize("opening", ["since", "starting", "until", "by", "before", "after", "through"])
@given(years, nows)
def test_an_open_interval_has_one_end(opening, day, now):
    (reading,) = readings(f"It was shut {opening} {FORMS[1](day)}.", now)
    assert (reading.begin is None) != (reading.end is None)

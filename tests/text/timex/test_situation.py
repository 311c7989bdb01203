from datetime import date

import pytest

from quotecheck.text.timex.find import find
from quotecheck.text.timex.situation import date_in_url, situation


def told(text, **given):
    now, evidence = situation(text, find(text), **given)
    return now.day or now.year, evidence and evidence.origin


def test_the_date_given_comes_first():
    assert told("HARBOUR TOWN, May 3, 2024 - It rained.", published=date(2020, 1, 1)) == (date(2020, 1, 1), "given")


URLS = [
    ("https://example.org/2024/01/31/river", date(2024, 1, 31)),
    ("https://example.org/news/2022/7/1/river", date(2022, 7, 1)),
    ("https://example.org/2024-01-31-river", date(2024, 1, 31)),
    ("https://example.org/20240131/river", date(2024, 1, 31)),
    ("https://example.org/2024/13/31/river", None),
    ("https://example.org/story-202401319", None),
    ("https://example.org/river", None),
]


@pytest.mark.parametrize(("url", "day"), URLS)
def test_date_in_url(url, day):
    assert date_in_url(url) == day


HEADS = [
    ("HARBOUR TOWN, May 3, 2024 - It rained.", date(2024, 5, 3)),
    ("Harbour Gazette, 3 May 2024 – It rained.", date(2024, 5, 3)),
    ("HARBOUR TOWN - 3 May 2024: It rained.", date(2024, 5, 3)),
    ("The mayor today (May 3, 2024) opened the dam.", date(2024, 5, 3)),
    ("The mayor, who opened the dam today, Friday 3rd May 2024, left.", date(2024, 5, 3)),
    ("River rises\n\n3 May 2024\n\nIt rained.", date(2024, 5, 3)),
    ("River rises\nPublished: May 3, 2024 5:36 pm\nIt rained.", date(2024, 5, 3)),
]


@pytest.mark.parametrize(("text", "day"), HEADS)
def test_the_dateline(text, day):
    assert told(text) == (day, "dateline")


YEARS = [
    ("In the first quarter of 2022 it rained as in 2019; by 2030 there will be a dam.", 2022),
    ("On Friday, May 6, 2022 it rained.", 2022),
    ("The 2022 plan for 2022 and for May 2022 rests on that of 2019.", 2022),
    ("The 2030 plan for 2030 and the rest of 2030 rests on that of 2019.", None),
    ("In May 2022 it rained.", None),
    ("The 2019 plan for 2019 and for 2019 rests on that of 2021.", None),
    ("It rained in 1987, in 1987 and in 1987.", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "year"), YEARS)
def test_the_year_that_the_text_speaks_in(text, year):
    assert told(text) == (year, "year" if year else None)

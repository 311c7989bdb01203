import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.text.furniture import find, phrases, rule_of

WORDS = phrases(tomllib.loads(files("quotecheck").joinpath("lexicons", "en", "furniture.toml").read_text(encoding="utf-8")))

FURNITURE = [
    ("Leave a Comment", "whole_line"),
    ("Scroll to Top", "whole_line"),
    ("ADVERTISEMENT", "whole_line"),
    ("  • Share this article  ", "whole_line"),
    ("Related Articles:", "whole_line"),
    ("12 Comments", "whole_line"),
    ("4 min read", "whole_line"),
    ("Don’t miss", "whole_line"),
    ("https://example.org/2024/05/river-floods", "bare_address"),
    ("ann@example.org", "bare_address"),
    ("www.example.org/river", "bare_address"),
    ("list 1 of 3", "whole_line"),
    ("Name *", "whole_line"),
    ("Listen 4 min", "whole_line"),
    ("The post River rises again appeared first on Harbour Gazette.", "notice"),
    ("Tags: river, harbour", "prompt"),
    ("Your email address will not be published. Required fields are marked *", "prompt"),
    ("Read the rest at The Harbour Gazette.", "prompt"),
    ("READ MORE: Ten towns under water", "prompt"),
    ("Also read | Ten towns under water", "prompt"),
    ("Sign up for our newsletter and get the day's news in your inbox", "prompt"),
    ("Follow us on Twitter @example", "prompt"),
    ("[PHOTO]http://example.org/a.jpg[/PHOTO]", "prompt"),
    ("© 2024 Harbour Gazette. All rights reserved.", "notice"),
    ("Copyright 2024 Harbour Gazette", "notice"),
    ("We use cookies to give you the best experience.", "notice"),
    ("The views expressed in this article are the author’s own.", "notice"),
    ("(This article was written by Ann Example.)", "notice"),
    ("Photo: Ann Example/Harbour Gazette", "credit"),
    ("(Reporting by Ann Example; editing by Bob Example)", "credit"),
    ("Facebook Twitter WhatsApp Email", "buttons"),
]

CONTENT = [
    "HARBOUR TOWN, May 3 – The river rose again on Friday.",
    "Harbour Gazette, 3 May 2024 - The river rose again.",
    "Updated: May 3, 2024 5:36 pm",
    "“Leave a comment,” she said.",
    "Copyright law will change in 2025, the minister said.",
    "Share prices fell by 3 percent on Friday.",
    "Share on offer for the harbour company",
    "Send your children to school, minister tells parents",
    "By signing up to the treaty, the country accepts inspections.",
    "Written by three professors, the 2019 report warned that the river would rise again within a decade.",
    "Read more books, the minister told pupils.",
    "Follow the money, the auditor said.",
    "Photo: A man walks past a burnt house in the harbour district, where nine people died on Friday.",
    "Comments by the minister drew protests.",
    "The list of 34 provinces grew.",
    "Previous rulings were ignored.",
    "3,000",
    "2024",
    "He pointed to https://example.org for the figures.",
]


@pytest.mark.parametrize(("line", "rule"), FURNITURE)
def test_furniture_is_found(line, rule):
    assert rule_of(line.strip(), WORDS) == rule


@pytest.mark.parametrize("line", CONTENT)
def test_content_is_left(line):
    assert rule_of(line, WORDS) is None


ARTICLE = """River rises

By Ann Example

The river rose again, said Bob Sample, a professor at the harbour college.

Nine people died.

The town has asked for help.

"""


@pytest.mark.parametrize(
    "line",
    [
        "Ann Example is a research fellow at the Harbour Institute.",
        "Ann Example covers rivers for the Harbour Gazette.",
        "Ann Example, a former teacher, is a writer in Harbour Town. She has two cats.",
    ],
)
def test_biography_at_the_foot(line):
    text = ARTICLE + line + "\n\nLeave a Comment\n"
    assert [(text[s:e], rule) for s, e, rule in find(text, WORDS)] == [(line, "biography"), ("Leave a Comment", "whole_line")]


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE + "Bob Sample is a professor at the Harbour Institute.",  # the article has named him
        ARTICLE + "Carla Model is a candidate for mayor.",  # not an occupation of those who sign articles
        "Ann Example is a writer.\n" + ARTICLE,  # not at the foot
        "Ann Example is a writer.",
        ARTICLE + "“Ann Example is a writer of note,” he said.",
    ],
)
def test_no_biography(text):
    assert find(text, WORDS) == []


def test_lines_end_at_every_kind_of_break():
    text = "A\rLeave a comment\r\n\xa0Scroll to top \u2028B"
    assert [text[s:e] for s, e, _ in find(text, WORDS)] == ["Leave a comment", "Scroll to top"]


@given(st.text())
def test_any_text(text):
    for start, end, rule in find(text, WORDS):
        assert text[start:end] == text[start:end].strip()
        assert rule
        assert start < end

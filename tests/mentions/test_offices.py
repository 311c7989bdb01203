"""Of which body a bare office is."""

import pytest

from quotecheck.mentions.people import People
from stories import doc_of


def affiliation(marked: str) -> str | None:
    frame = next(frame for frame in People().find(doc_of(marked)) if frame.text("kind") == "person")
    span = frame.one("affiliation")
    return None if span is None else span.text


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The [ORG Lakeside Assembly] left Grand Chief [PERSON Ann Lee].", "Lakeside Assembly"),
        ("Governor [PERSON Ann Lee] said the [ORG RBO] left. The bank came.", "RBO"),
        ("Governor [PERSON Ann Lee] said the [ORG Reserve Bank] left.", "Reserve Bank"),
        ("The [ORG Sea League] came. Boats left. Spokesman [PERSON Aldo Brink] said no.", "Sea League"),
        ("Chairman [PERSON Ann Lee] told the [ORG Sea League] no.", None),
        ("Chairman [PERSON Ann Lee] left the [ORG Lakeside News].", None),
        ("Governor [PERSON Ann Lee] said the [ORG Sea League] left.", None),
        ("The [ORG Sea League] met President [PERSON Ann Lee].", None),
        ("The [ORG Sea League] met police chief [PERSON Ann Lee].", None),
        ("The [ORG Sailors Union] met the [ORG Sea League]. The union’s president, [PERSON Ann Lee], left.", "Sailors Union"),
        ("Boats left. Chairman [PERSON Ann Lee] came.", None),
    ],
)
def test_the_body_of_an_office(marked: str, expected: str | None) -> None:
    assert affiliation(marked) == expected

"""Of which body a bare office may be."""

import pytest

from quotecheck.mentions.people import People
from quotecheck.mentions.role_model import about_name, body_rows, role_rows
from stories import doc_of


def near(marked: str) -> set[str]:
    """The bodies near the person whose office may be meant."""
    clusters, named = People().clusters(doc_of(marked))
    mentions = next(cluster.mentions for cluster in clusters if cluster.kind == "person")
    roles = role_rows(about_name(mentions, named), named)[0]
    role = max(roles, key=lambda piece: len(piece.span), default=None)
    return {piece.printed.text for piece in body_rows([], role, mentions, named)[0]}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The [ORG Lakeside Assembly] left Grand Chief [PERSON Ann Lee].", "Lakeside Assembly"),
        ("Governor [PERSON Ann Lee] said the [ORG RBO] left. The bank came.", "RBO"),
        ("Governor [PERSON Ann Lee] said the [ORG Reserve Bank] left.", "Reserve Bank"),
        ("The [ORG Sea League] came. Boats left. Spokesman [PERSON Aldo Brink] said no.", "Sea League"),
        ("Chairman [PERSON Ann Lee] told the [ORG Sea League] no.", None),
        ("Chairman [PERSON Ann Lee] left the [ORG Lakeside News].", None),
        ("The [ORG Sailors Union] met the [ORG Sea League]. The union’s president, [PERSON Ann Lee], left.", "Sailors Union"),
        ("Boats left. Chairman [PERSON Ann Lee] came.", None),
    ],
)
def test_the_body_of_an_office(marked: str, expected: str | None) -> None:
    found = near(marked)
    assert expected in found if expected is not None else not found

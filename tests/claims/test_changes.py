"""The two ends of a change, and the tense of a claim, on sentences read by the shipped parser."""

import pytest
from spacy.language import Language

from quotecheck.claims.build import build_claims
from quotecheck.layers import Findings
from quotecheck.records import Article, NumericClaim


def claims(nlp: Language, text: str) -> dict[str, NumericClaim]:
    return {claim.quantity.span.text: claim for claim in build_claims(Findings(nlp(text), "test"), Article(text=text))}


ENDS = [
    ("Output rose 5 per cent to 21 tonnes from 20 tonnes.", "5 per cent", "up", "20 tonnes", "21 tonnes"),
    ("Output rose 5 per cent to 21 tonnes from 20 tonnes.", "21 tonnes", "up", "20 tonnes", "21 tonnes"),
    ("The herd fell from 208 goats to 193 goats.", "193", "down", "208", "193"),
    ("The fare went from $3 to $5.", "$5", "up", "$3", "$5"),
    ("The fare went from $5 to $3.", "$3", "down", "$5", "$3"),
    ("Idle looms made up 7 per cent, up from 5 per cent in May.", "7 per cent", "up", "5 per cent", "7 per cent"),
    ("The reserve dropped by 12 barrels to 40 barrels.", "12 barrels", "down", None, "40 barrels"),
    ("Rents climbed 8 percent.", "8 percent", "up", None, None),
    ("Rents are up after plummeting 8 percent.", "8 percent", "down", None, None),
    ("The index gained 0.7 percent to close at 6,300 points.", "0.7 percent", "up", None, "6,300"),
]


@pytest.mark.parametrize(("text", "quantity", "change", "before", "after"), ENDS)
def test_a_change_has_its_two_ends(nlp: Language, text: str, quantity: str, change: str, before: str | None, after: str | None) -> None:
    claim = claims(nlp, text)[quantity]
    ends = [end.span.text if end else None for end in (claim.before, claim.after)]
    assert (claim.change, *ends) == (change, before, after)


NO_CHANGE = [
    "Fines run from $250 to $1,000.",
    "The road leads from 3 farms to 5 mills.",
    "She sold 12 goats to 40 farmers.",
    "Shares of the mill climbed on sales of $5 million.",
]


@pytest.mark.parametrize("text", NO_CHANGE)
def test_what_is_no_change_has_no_ends(nlp: Language, text: str) -> None:
    assert all(claim.change is claim.before is claim.after is None for claim in claims(nlp, text).values())


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("They lost 12 boats.", "past"),
        ("The pool holds 900 litres.", "present"),
        ("They will plant 40 trees.", "future"),
        ("They plan to plant 40 trees.", "future"),
        ("The rate was 5 per cent.", "past"),
        ("A herd of 40 goats", None),
    ],
)
def test_the_tense_is_that_of_the_clause(nlp: Language, text: str, tense: str | None) -> None:
    assert [claim.tense for claim in claims(nlp, text).values()] == [tense]


def test_a_rate_says_what_it_is_per(nlp: Language) -> None:
    found = claims(nlp, "It kills 12 of 100,000 people; 9 deaths per 100,000 people were counted, and tea costs $3 a cup or $40 a month.")
    assert {text: claim.quantity.per for text, claim in found.items() if claim.quantity.per} == {"9": "100,000 people", "$40": "month"}
    assert "100,000" not in found

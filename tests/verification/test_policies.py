"""House policies, and what the speaker's name tells."""

import pytest

from quotecheck import policy, verify
from quotecheck.verification.policies import policies
from quotecheck.verification.speakers import same_speaker

SAID = "So I, um, I told them that we cannot wait another year for this bridge to be repaired."


@pytest.mark.parametrize(
    ("quote", "ap", "guardian", "strict"),
    [
        ("So I told them that we cannot wait another year", True, False, True),
        ("we can't wait another year for this bridge", False, False, True),
        ("we cannot wait … for this bridge to be repaired", False, False, True),
        ("[I] told them that we cannot wait another year", True, False, True),
        ("I told them that we cannot wait another month", True, True, True),
        ("We cannot wait another year for this bridge", False, False, False),
    ],
)
def test_what_a_house_holds_to_be_a_blemish(quote, ap, guardian, strict):
    found = verify(quote, SAID)
    assert [bool(policy(name).blemishes(found)) for name in ("AP", "Guardian", "strict")] == [ap, guardian, strict]


def test_every_policy_says_where_it_is_from_and_an_unknown_one_names_them_all():
    assert all(each.source for each in policies())
    with pytest.raises(ValueError, match="AP, Guardian, strict"):
        policy("Times")


@pytest.mark.parametrize(
    ("label", "name", "same"),
    [
        ("MS. CALLOWAY", "Ruth Calloway", True),
        ("Ruth Calloway, Mayor of Greyford", "Calloway", True),
        ("SEN. RUTH CALLOWAY (I-VT)", "Ruth Calloway", True),
        ("PRESIDENT CALLOWAY", "President Ruth Calloway", True),
        ("R. Calloway", "Ruth Calloway", True),
        ("BEN CALLOWAY", "Ruth Calloway", False),
        ("BEN DRAY", "Ruth Calloway", False),
        ("MODERATOR", "Ruth Calloway", None),
        ("SPEAKER 2", "Ruth Calloway", None),
        ("Q", "Ruth Calloway", None),
        (None, "Ruth Calloway", None),
        ("BEN DRAY", None, None),
    ],
)
def test_a_label_and_a_name(label, name, same):
    assert same_speaker(label, name) is same

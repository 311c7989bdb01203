"""Persons and bodies: which mentions are one, and what the words around them say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck import Extractor
from quotecheck.layers import FURNITURE, PEOPLE, Findings, Frame
from quotecheck.mentions.people import People
from stories import BLANK, doc_of


def people(marked: str) -> list[Frame]:
    return People().find(doc_of(marked))


def clusters(marked: str) -> list[list[str]]:
    return [[span.text for span in frame.all("mention")] for frame in people(marked)]


def text(frame: Frame, role: str) -> str | None:
    span = frame.one(role)
    return None if span is None else span.text


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[PERSON Ann Lee] left. Mrs. [PERSON Lee] came.", [["Ann Lee", "Lee"]]),
        ("[PERSON Lee] left. [PERSON Ann Mary Lee] came.", [["Lee", "Ann Mary Lee"]]),
        ("[PERSON Lin Zhaoyu] left. [PERSON Lin] came.", [["Lin Zhaoyu", "Lin"]]),
        ("[PERSON Ann Lee] met [PERSON Tom Lee]. [PERSON Lee] left.", [["Ann Lee"], ["Tom Lee"], ["Lee"]]),
        ("[PERSON Ann Lee] met [PERSON Tom Lee]. Mr. [PERSON Lee] left.", [["Ann Lee"], ["Tom Lee", "Lee"]]),
        ("[PERSON Kwesi Mensahene] left. [PERSON Kwesi Mensahane] came.", [["Kwesi Mensahene", "Kwesi Mensahane"]]),
        ("the [ORG Northern Relief Fund] left. The [ORG NRF] came.", [["Northern Relief Fund", "NRF"]]),
        ("The [ORG NRF] left. the [ORG Northern Relief Fund] came.", [["NRF", "Northern Relief Fund"]]),
        ("[ORG Lakeside Works] (Lakewo) left. Lakewo came to [ORG Lakewo].", [["Lakeside Works", "Lakewo"]]),
        (
            "the [ORG United Lakes Harbour Council] left. The [ORG Harbour Council] came.",
            [["United Lakes Harbour Council", "Harbour Council"]],
        ),
        ("the [ORG Assembly of] [LOC Lakeside] [ORG Skippers] left.", [["Assembly of Lakeside Skippers"]]),
        ("[ORG Lakeside Council Says] boats left. The [ORG Lakeside Council] came.", [["Lakeside Council", "Lakeside Council"]]),
        ("the boats of spokesman Aldo Brink left.", [["Aldo Brink"]]),
        ("[PERSON Ann] “Annie” [PERSON Lee] left. [PERSON Annie Lee] came.", [["Ann “Annie” Lee", "Annie Lee"]]),
        ("the river Aldo Brink left.", []),
        ("the [ORG Bank of Osteria] left. [PERSON BoO] came.", [["Bank of Osteria", "BoO"]]),
        ("[PERSON Aldo Brink] Constituency left.", []),
        ("the [ORG Popular League] (LP) party left. The [LOC LP] came.", [["Popular League", "LP", "LP"]]),
        ("the [ORG Assembly of Lakeside Skippers] left. The [MISC ALS] came.", [["Assembly of Lakeside Skippers", "ALS"]]),
        ("the [ORG Harbour Works] left. [LOC Harbour] Works came.", [["Harbour Works", "Harbour Works"]]),
        ("[ORG Sealove] left. The [ORG Sealove Board] came.", [["Sealove"], ["Sealove Board"]]),
        ("[ORG Sealove] left. The [ORG Sealove Group] came.", [["Sealove", "Sealove Group"]]),
    ],
)
def test_clusters(marked: str, expected: list[list[str]]) -> None:
    assert clusters(marked) == expected


@pytest.mark.parametrize(
    ("marked", "role", "affiliation"),
    [
        ("Interior Minister [PERSON Ann Lee] left.", "Interior Minister", None),
        ("Fishery expert Dr. [PERSON Ann Lee] left.", "Fishery expert", None),
        ("the then acting harbour minister [PERSON Ann Lee] left.", "then acting harbour minister", None),
        ("[ORG LRF] Secretary General [PERSON Ann Lee] left.", "Secretary General", "LRF"),
        ("[ORG Lakeside Trust]’s director [PERSON Ann Lee] left.", "director", "Lakeside Trust"),
        ("Sails Under Repair’s lawyer [PERSON Ann Lee] left.", "lawyer", "Sails Under Repair"),
        ("[PERSON Tom Poe]’s lawyer, [PERSON Ann Lee], left.", "Tom Poe’s lawyer", None),
        (
            "Deputy [ORG Seaguard] head and interim Harbour Minister [PERSON Ann Lee] left.",
            "Deputy Seaguard head and interim Harbour Minister",
            "Seaguard",
        ),
        ("Council harbour and science manager [PERSON Ann Lee] left.", "harbour and science manager", "Council"),
        ("National Secretary of Energy, [PERSON Ann Lee], left.", "National Secretary of Energy", None),
        (
            "the head of foreign trade for a sailors group there, the [ORG Northern Relief Fund], [PERSON Ann Lee], left.",
            "head of foreign trade",
            "Northern Relief Fund",
        ),
        ("[PERSON Ann Lee], a professor at [ORG Lakeside University], left.", "professor", "Lakeside University"),
        ("[PERSON Ann Lee], 44, a former taxi driver, left.", "former taxi driver", None),
        ("[PERSON Ann Lee], board secretary of [ORG LRF], left.", "board secretary", "LRF"),
        ("[PERSON Ann Lee], the [ORG LRF] spokesperson, left.", "spokesperson", "LRF"),
        ("[PERSON Ann Lee], who is the current chairman of the [ORG Sea League], left.", "chairman", "Sea League"),
        ("[PERSON Ann Lee], who heads the [ORG Sea League], left.", None, "Sea League"),
        ("[PERSON Ann Lee] is a research director at [ORG Lakeside Institute].", "research director", "Lakeside Institute"),
        ("[PERSON Ann Lee] of the [ORG Sea League] left.", None, "Sea League"),
        ("[PERSON Ann Lee] was elected as [ORG LRF] chairman.", "chairman", "LRF"),
        ("[PERSON Ann Lee], who works as a cook at the [ORG Lakeside Inn], left.", "cook", "Lakeside Inn"),
        ("[PERSON Ann Lee] , Harbour Minister [PERSON Tom Poe] left.", None, None),
        ("[PERSON Ann Lee] left.", None, None),
        ("the boats and farmers, [PERSON Ann Lee], left.", None, None),
    ],
)
def test_role_and_affiliation(marked: str, role: str | None, affiliation: str | None) -> None:
    frame = next(frame for frame in people(marked) if text(frame, "name") == "Ann Lee")
    assert (text(frame, "role"), text(frame, "affiliation")) == (role, affiliation)


@pytest.mark.parametrize(
    ("marked", "gender"),
    [
        ("Mrs. [PERSON Lee] left.", "f"),
        ("spokesman [PERSON Aldo Brink] left.", "m"),
        ("[PERSON Maria Brink] left.", "f"),
        ("Dr. [PERSON Brink] left.", None),
    ],
)
def test_gender(marked: str, gender: str | None) -> None:
    assert people(marked)[0].facts["gender"] == gender


def test_what_told_the_gender_is_kept() -> None:
    told = [people(marked)[0].facts["gender_by"] for marked in ("Mrs. [PERSON Lee] left.", "spokesman [PERSON Aldo Brink] left.")]
    assert told == ["title", "role"]
    assert people("[PERSON Maria Brink] left.")[0].facts["gender_by"] == "name"


def test_a_body_knows_its_kind() -> None:
    assert text(people("the harbour charity [ORG Sealove] left.")[0], "role") == "harbour charity"


def test_furniture_names_nobody() -> None:
    doc = doc_of("[PERSON Ann Lee] left.")
    FURNITURE.write(doc, [Frame("f1", {"span": [doc[0:2]]})])
    assert People().find(doc) == []


@given(
    st.lists(
        st.sampled_from(["Ann", "Lee", "Mr.", "minister", "of", "the", ",", "’s", "and", "LRF", "(", ")", "-", "\n\n", "4"]), max_size=14
    ),
    st.data(),
)
def test_any_entities(words: list[str], data: st.DataObject) -> None:
    doc = BLANK.make_doc(" ".join(words))
    if len(doc):
        start = data.draw(st.integers(0, len(doc) - 1))
        end = data.draw(st.integers(start + 1, len(doc)))
        doc.set_ents(
            [
                doc.char_span(
                    doc[start].idx, doc[end - 1].idx + len(doc[end - 1]), label=data.draw(st.sampled_from(["PERSON", "ORG", "LOC"]))
                )
            ]
        )
    FURNITURE.write(doc, [])
    for frame in Findings(People()(doc), "test").frames(PEOPLE):
        assert frame.all("mention")
        assert frame.one("name") is not None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor of Port Ellery, Ruth Calloway, said on Tuesday that it had rained.", "Ruth Calloway"),
        ("The head of the council, Dana Whitfield, said that it had rained.", "Dana Whitfield"),
    ],
)
def test_capitals_between_commas_behind_a_role_are_a_person(extractor: Extractor, text: str, name: str) -> None:
    assert [speaker.name for speaker in extractor(text).speakers] == [name]

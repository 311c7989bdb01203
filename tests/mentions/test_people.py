"""Persons and bodies: which mentions are one, and what the words around them say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck import Extractor
from quotecheck.layers import DETAILS, FURNITURE, PEOPLE, Findings, Frame
from quotecheck.mentions.people import People
from quotecheck.mentions.role_model import RoleModel, about_name, body_rows, role_rows
from quotecheck.mentions.role_pieces import Piece
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
        ("[PERSON Ann Lee] met [PERSON Tom Lee]. Mr. [PERSON Lee] left, Mrs. [PERSON Lee] came.", [["Ann Lee", "Lee"], ["Tom Lee", "Lee"]]),
        ("[PERSON Han Min] left. [PERSON Han] came. [PERSON Han Su] met [PERSON Han].", [["Han Min", "Han"], ["Han Su", "Han"]]),
        ("[PERSON Ann Orlova] left. [PERSON Orolva] came.", [["Ann Orlova", "Orolva"]]),
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
        ("Prof. [PERSON Ann Lee] left.", "Prof.", None),
        ("[ORG LRF]’s [PERSON Ann Lee] left.", None, "LRF"),
        ("The [ORG Lakeside Rescue Fund] (LRF) left. [ORG LRF] head [PERSON Ann Lee] came.", "head", "Lakeside Rescue Fund"),
        ("[PERSON Ann Lee], speaker of the harbour council’s upper house, left.", "speaker", "harbour council’s upper house"),
        ("the [PERSON Al Wharf] editor [PERSON Ann Lee] left.", "editor", "Al Wharf"),
    ],
)
def test_role_and_affiliation_are_among_the_pieces(marked: str, role: str | None, affiliation: str | None) -> None:
    roles, bodies = pieces(marked, role)
    assert role is None or role in roles
    assert affiliation is None or affiliation in bodies


def pieces(marked: str, role: str | None = None) -> tuple[dict[str, Piece], set[str]]:
    """What the trained model may choose from as the role of Ann Lee, and as her body beside that role."""
    clusters, named = People().clusters(doc_of(marked))
    mentions = next(cluster.mentions for cluster in clusters if cluster.name == "Ann Lee")
    about = about_name(mentions, named)
    roles = {piece.span.text: piece for piece in role_rows(about, named)[0]}
    return roles, {piece.printed.text for piece in body_rows(about, roles.get(role or ""), mentions, named)[0]}


def test_another_bearer_keeps_his_title() -> None:
    assert "Harbour Minister" not in pieces("[PERSON Ann Lee] , Harbour Minister [PERSON Tom Poe] left.")[0]


def test_a_name_alone_tells_nothing() -> None:
    assert pieces("[PERSON Ann Lee] left.") == ({}, set())


def test_the_model_chooses_the_piece_that_shares_words_with_most() -> None:
    weights = {"role": {"none": -9.0, "length=2": 1.0, "length=3": 0.9, "length=1": 1.1}, "body": {"none": 9.0}}
    people = People(RoleModel(weights, {"role": 0.5, "body": 0.5}))
    frame = people.find(doc_of("the old grey harbour minister [PERSON Ann Lee] left."))[0]
    assert (text(frame, "role"), text(frame, "affiliation")) == ("harbour minister", None)


def test_a_role_ends_where_the_body_begins() -> None:
    weights = {"role": {"none": -9.0, "whole_end/after": 9.0, "whole_start/after": 5.0}, "body": {"none": -9.0, "sort=named": 5.0}}
    people = People(RoleModel(weights, {"role": 0.5, "body": 0.5}))
    frame = people.find(doc_of("[PERSON Ann Lee], head of the [ORG Sea League], left."))[0]
    assert (text(frame, "role"), text(frame, "affiliation")) == ("head", "Sea League")


def test_what_the_encoder_tagged_is_among_the_pieces() -> None:
    doc = doc_of("[PERSON Ann Lee] left. Boats came to her harbour office.")
    DETAILS.write(doc, [Frame("d1", {"role": [doc[3:5]]}), Frame("d2", {"affiliation": [doc[7:9]]})])
    clusters, named = People().clusters(doc)
    about = about_name(clusters[0].mentions, named)
    assert [piece.span.text for piece in role_rows(about, named)[0]] == [doc[3:5].text]
    assert doc[7:9].text in {piece.span.text for piece in body_rows(about, None, clusters[0].mentions, named)[0]}


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

"""The choice among candidates: shares, nobody, and a further opinion; how sure it is."""

from dataclasses import replace

import pytest

from quotecheck.quotes.speakers.confidence import load as load_confidence
from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.features import View, can_mean, candidates, describe, view
from quotecheck.quotes.speakers.mentions import Discourse, discourse
from quotecheck.quotes.speakers.ranker import Ranker, load
from stories import BY_HAND, doc_of


def scene(marked: str, *names: str) -> tuple[list[Entity], Discourse, View]:
    """Persons of those names as candidates for the last "he" or "she" of the story."""
    doc = doc_of(marked)
    entities = [Entity("person", doc[i : i + 1], [doc[i : i + 1]]) for name in names for i in range(len(doc)) if doc[i].text == name]
    at = max(token.i for token in doc if token.lower_ in ("he", "she", "his"))
    return entities, discourse(doc, [], entities), view(doc[at : at + 1])


def test_shares_sum_to_one_with_nobody() -> None:
    entities, found, seen = scene("Ann met Tom. Lee left. He came.", "Ann", "Tom", "Lee")
    ranked = BY_HAND.rank("he", entities, describe(seen, entities, discourse=found))
    assert 0 < sum(share for _, share in ranked) < 1
    assert [share for _, share in ranked] == sorted((share for _, share in ranked), reverse=True)
    choice = BY_HAND.choose(seen, found)
    assert choice.nobody + sum(share for _, share in choice.candidates) == pytest.approx(1)


def test_nobody_is_chosen_where_that_is_likelier_and_the_candidates_are_listed() -> None:
    _, found, seen = scene("Ann met Tom. He came.", "Ann", "Tom")
    ranker = replace(BY_HAND, weights={**BY_HAND.weights, "he": {**BY_HAND.weights["he"], "nobody": 1.5}})
    choice = ranker.choose(seen, found)
    assert choice.entity is None
    assert [entity.name.text for entity in choice.rivals] == ["Tom", "Ann"]


def test_the_encoders_word_decides() -> None:
    _, found, seen = scene("Ann met Tom. He came.", "Ann", "Tom")
    weights = {**BY_HAND.weights, "he": {**BY_HAND.weights["he"], "advised_best": 6.0}}
    ranker = replace(BY_HAND, weights=weights, score=lambda token, entity: float(entity.name.text == "Ann"))
    choice = ranker.choose(seen, found)
    assert choice.entity is not None
    assert choice.entity.name.text == "Ann"
    assert choice.probability > 0.6


def test_certain_gender_excludes_and_a_given_name_does_not() -> None:
    [ann], _, seen = scene("Ann left. He came.", "Ann")
    for by, fits in (("title", False), ("role", False), ("name", True)):
        ann.gender, ann.gender_by = "f", by
        assert can_mean(seen, ann) is fits
    ann.plural = True
    assert not can_mean(seen, ann)


def test_a_phrase_never_means_what_it_is_a_part_of() -> None:
    doc = doc_of("his cook Tom left.")
    cook = Entity("person", doc[2:3], [doc[0:3]])
    assert candidates(view(doc[0:1]), discourse(doc, [], [cook])) == []


def test_nobody_says_he_of_himself() -> None:
    doc = doc_of("Tom said: “He left.”")
    tom = Entity("person", doc[0:1], [doc[0:1]])
    at = next(token.i for token in doc if token.text == "He")
    found = discourse(doc, [doc[at : at + 2]], [tom])
    assert "holder/True" in describe(view(doc[at : at + 1], holder=tom), [tom], discourse=found)[0]


def test_the_shipped_weights() -> None:
    ranker = load()
    assert set(ranker.weights) == {"he", "it", "they", "role", "body", "other", "none", "cued"}
    assert isinstance(ranker, Ranker)
    assert ranker.weights["he"]["gender=other/name"] < 0 < ranker.weights["he"]["gender=same/title"]


def test_the_shipped_confidence() -> None:
    sure = load_confidence()
    assert 0.3 < sure.bar < 0.9
    assert sure({"bias": 1.0, "odds/he": -3.0}) < sure({"bias": 1.0, "odds/he": 3.0})

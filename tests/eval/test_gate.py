"""Fails where the extractor does worse than it did: floors and the gold's fingerprint are pinned in `floors.json`."""

import json
import subprocess
import sys

import gate
import pytest

needs_data = pytest.mark.skipif(not gate.DATA.exists(), reason="the annotated articles and corpora are not beside this checkout")


@pytest.fixture(scope="module")
def pinned():
    return json.loads(gate.FLOORS.read_text())


@pytest.fixture(scope="module")
def on_gold(extractor):
    return gate.on_gold(extractor)


@needs_data
def test_the_gold_is_the_one_that_the_floors_were_measured_on(pinned):
    found = gate.fingerprint(gate.GOLD, gate.CORPORA / "polnear" / "dev.jsonl")
    assert found == pinned["fingerprint"], "the gold changed: measure and pin anew"


@needs_data
def test_no_figure_is_below_its_floor(on_gold, pinned):
    assert gate.below(on_gold[0].figures() | gate.on_corpora(), pinned["floors"]) == []


@needs_data
def test_our_evaluation_agrees_with_the_scorer_that_came_with_the_gold(on_gold, tmp_path):
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(result.model_dump_json() + "\n" for result in on_gold[1]), encoding="utf-8")
    command = [sys.executable, str(gate.GOLD.with_name("score.py")), str(gate.GOLD), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    flat = {name: row["F"] if "F" in row else row["share"] for name, row in theirs.items()}
    assert on_gold[0].figures() == {name: value for name, value in flat.items() if value is not None}


def test_a_figure_that_fell_or_is_missing_is_named():
    floors = {"a": 0.5, "b": 0.5, "quotes.wrong_speaker": 0.1}
    assert gate.below({"a": 0.5, "b": 0.49, "quotes.wrong_speaker": 0.11}, floors) == [
        "b: 0.49 is below 0.5",
        "quotes.wrong_speaker: 0.11 is above 0.1",
    ]
    assert gate.below({"b": 1.0, "quotes.wrong_speaker": 0.0}, floors) == ["a: -inf is below 0.5"]

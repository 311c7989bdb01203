"""Fails where the extractor does worse than it did: floors and the gold's fingerprint are pinned in `floors.json`.

No extraction is handed around by fixtures or arguments, for pytest prints those of a failing test.
"""

import json
import subprocess
import sys

import gate
import newsquotes
import pytest
import runs

needs_data = pytest.mark.skipif(not gate.DATA.exists(), reason="the annotated articles and corpora are not beside this checkout")


@pytest.fixture(scope="module")
def pinned():
    return json.loads(gate.FLOORS.read_text())


@needs_data
def test_the_gold_is_the_one_that_the_floors_were_measured_on(pinned):
    assert gate.fingerprint() == pinned["fingerprint"], "the gold changed: measure and pin anew"


@needs_data
def test_no_figure_is_below_its_floor(pinned):
    assert gate.below(gate.measure(), pinned["floors"]) == []


@needs_data
@pytest.mark.parametrize("path", [gate.GOLD, *(gate.CORPORA / file for file in newsquotes.FILES.values())], ids=["gold", *newsquotes.FILES])
def test_our_evaluation_agrees_with_the_scorer_that_came_with_the_gold(path, tmp_path):
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(result.model_dump_json() + "\n" for result in runs.extractions(path)), encoding="utf-8")
    command = [sys.executable, str(gate.GOLD.with_name("score.py")), str(path), str(predicted), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    flat = {name: row["F"] if "F" in row else row["share"] for name, row in theirs.items()}
    ours = newsquotes.evaluation(path).figures()
    assert ours == {name: value for name, value in flat.items() if value is not None}


def test_a_figure_that_fell_or_is_missing_is_named():
    floors = {"a": 0.5, "b": 0.5, "dev.quotes.wrong_speaker": 0.1, "dev.quotes.calibration_error": 0.1}
    assert gate.below({"a": 0.5, "b": 0.49, "dev.quotes.wrong_speaker": 0.11}, floors) == [
        "b: 0.49 is below 0.5",
        "dev.quotes.wrong_speaker: 0.11 is above 0.1",
        "dev.quotes.calibration_error: None is above 0.1",
    ]
    assert gate.below({"b": 1.0}, {"a": 0.5}) == ["a: None is below 0.5"]


def test_a_floor_stands_below_its_figure_a_ceiling_above_and_those_that_catch_a_break_where_they_are():
    floors = gate.floors_of({"dev.quotes.all": 0.9, "dev.quotes.wrong_speaker": 0.05, "gold.quotes.all": 0.88})
    assert floors == gate.BREAKS | {"dev.quotes.all": 0.89, "dev.quotes.wrong_speaker": 0.06}

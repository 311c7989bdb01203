"""Verification on a small transcript of our own prose; the figures of the large ones are the benchmark's."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from verify_benchmark import Cell, built, measured
from verify_cases import KINDS, Maker, transcript

QUOTES = 12


@pytest.fixture(scope="module")
def small():
    source = transcript(4000, 5)
    return source, built(source.text)[0], Maker(source, 5)


@pytest.mark.parametrize("kind", KINDS)
def test_nearly_all_quotes_of_a_kind_are_judged_right(kind, small):
    source, index, maker = small
    cell = measured(source, index, list(maker.cases(kind, QUOTES)), Cell(4000, kind))
    assert len(cell.wrong) <= 1, cell.wrong

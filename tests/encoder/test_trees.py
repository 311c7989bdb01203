from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotecheck.encoder.trees import best_tree, is_tree


def best_of_all(scores):
    trees = (np.array(heads) for heads in product(range(len(scores)), repeat=len(scores)))
    return max(worth(scores, heads) for heads in trees if is_tree(heads))


def worth(scores, heads):
    return float(scores[np.arange(len(scores)), heads].sum())


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(0, 10**6))
def test_no_tree_is_better(size, seed):
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    heads = best_tree(scores)
    assert is_tree(heads)
    assert worth(scores, heads) == pytest.approx(best_of_all(scores), abs=1e-4)


@given(st.integers(1, 60), st.integers(0, 10**6))
def test_any_scores_give_a_tree_with_one_root(size, seed):
    rng = np.random.default_rng(seed)
    assert is_tree(best_tree(rng.integers(-3, 4, size=(size, size)).astype(np.float32)))


def test_a_circle_is_opened_where_it_costs_least():
    scores = np.array([[0, 9, 1], [9, 0, 8], [0, 0, 2]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 2, 2]


def test_the_better_of_two_roots_stays():
    scores = np.array([[5, 4], [1, 5]], dtype=np.float32)
    assert best_tree(scores).tolist() == [1, 1]

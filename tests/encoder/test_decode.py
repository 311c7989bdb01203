from itertools import pairwise, product

import numpy as np
import pytest

from quotecheck.encoder.decode import Chain, lawful, spans, viterbi

TAGS = ["O", "B-cue", "I-cue", "B-source", "I-source"]


def random_scores(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(5, len(TAGS))).astype(np.float32), lawful(TAGS, rng.normal(size=(5, 5)).astype(np.float32))


def paths(emissions, transitions):
    """Every lawful tag sequence with its score."""
    for path in product(range(len(TAGS)), repeat=len(emissions)):
        if not TAGS[path[0]].startswith("I-"):
            score = sum(emissions[i, tag] for i, tag in enumerate(path)) + sum(transitions[a, b] for a, b in pairwise(path))
            yield path, float(score)


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_finds_the_best_of_all_sequences(seed):
    emissions, transitions = random_scores(seed)
    best = max(paths(emissions, transitions), key=lambda each: each[1])[0]
    assert viterbi(emissions, transitions, TAGS) == list(best)


@pytest.mark.parametrize("seed", range(3))
def test_the_probability_of_a_span_is_the_share_of_all_sequences_that_have_it(seed):
    emissions, transitions = random_scores(seed)
    scored = list(paths(emissions, transitions))
    total = sum(np.exp(score) for _, score in scored)
    chain = Chain(emissions, transitions, TAGS)
    for span in [(0, 1, "cue"), (1, 3, "cue"), (3, 5, "source"), (0, 5, "cue")]:
        share = sum(np.exp(score) for path, score in scored if span in spans(path, TAGS)) / total
        assert chain.probability(*span) == pytest.approx(share, abs=1e-6)


def test_the_marginals_of_a_word_sum_to_one():
    chain = Chain(*random_scores(1), TAGS)
    assert chain.marginals.sum(1) == pytest.approx(np.ones(5))


def test_nothing_to_decode():
    empty = np.zeros((0, len(TAGS)), dtype=np.float32)
    assert viterbi(empty, lawful(TAGS), TAGS) == []
    assert Chain(empty, lawful(TAGS), TAGS).marginals.shape == (0, len(TAGS))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck import models
from quotecheck.syntax.lemmas import Lemmas

SHIPPED = Lemmas.load(models.path("reader") / "lemmas.json")
TAGS = ["NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJR", "PRP", "MD", "_SP", "none such"]


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("Told", "VBD", "tell"),
        ("denies", "VBZ", "deny"),
        ("running", "VBG", "run"),
        ("is", "VBZ", "be"),
        ("children", "NNS", "child"),
        ("bodies", "NNS", "body"),
        ("warned", "VBN", "warn"),
        ("larger", "JJR", "large"),
        ("n’t", "RB", "not"),
        ("Marsh", "NNP", "Marsh"),
        ("“", "``", "“"),
    ],
)
def test_the_shipped_tables_know_common_words(word: str, tag: str, lemma: str) -> None:
    assert SHIPPED(word, tag) == lemma


@given(st.text(min_size=1, max_size=12), st.sampled_from(TAGS))
def test_every_word_has_a_lemma_and_keeps_it(word: str, tag: str) -> None:
    assert SHIPPED(word, tag)
    assert SHIPPED(word, tag) == SHIPPED(word, tag)

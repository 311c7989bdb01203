import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.encoder.reading import read, windows
from quotecheck.encoder.wordpiece import MOST, WordPieces

TURNS = st.lists(st.tuples(st.integers(1, MOST), st.sampled_from([1, 1, 1, 2, 3])), max_size=300)


@given(TURNS, st.integers(1, 60))
def test_the_cores_cover_every_word_once_and_lie_in_their_windows(words, core):
    sizes, turns = [size for size, _ in words], [turn for _, turn in words]
    found = windows(sizes, turns, core=core, before=10, after=5)
    assert [i for w in found for i in range(w.core_start, w.core_end)] == list(range(len(words)))
    for w in found:
        assert 0 <= w.start <= w.core_start < w.core_end <= w.end <= len(words)
        assert sum(sizes[w.core_start : w.core_end]) <= max(core, sizes[w.core_start])
        assert sum(sizes[w.start : w.core_start]) <= 10
        assert sum(sizes[w.core_end : w.end]) <= 5


def test_a_core_ends_with_its_paragraph_where_there_is_room():
    assert [(w.core_start, w.core_end) for w in windows([1] * 8, [2, 3, 2, 1, 3, 2, 1, 3], core=6)] == [(0, 5), (5, 8)]


def test_a_quotation_within_a_quotation_is_told_from_its_outer_one():
    text = "“She said ‘no’ twice,” he wrote."
    words = ["“", "She", "said", "‘", "no", "’", "twice", ",", "”", "he", "wrote", "."]
    at, tokens = 0, []
    for word in words:
        at = text.index(word, at)
        tokens.append((at, word))
        at += len(word)
    assert read(text, tokens).places.tolist() == [2, 3, 3, 5, 5, 5, 3, 3, 4, 1, 1, 1]


def test_first_and_last_words_of_paragraphs():
    reading = read("One two.\n\nThree", [(0, "One"), (4, "two"), (7, "."), (8, "\n\n"), (10, "Three")])
    assert reading.turns.tolist() == [2, 1, 3, 4]
    assert reading.tokens == [0, 1, 2, 4]


def test_a_text_without_words_has_an_empty_reading():
    reading = read(" \n ", [(0, " \n ")])
    assert reading.words == []
    assert windows([], reading.turns.tolist()) == []


@given(st.text(min_size=1, max_size=60))
def test_every_word_has_one_to_eight_pieces(word):
    pieces = WordPieces(["[UNK]", *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz"), ".", "'"])
    found = pieces(word)
    assert 1 <= len(found) <= MOST
    assert pieces(word) == found


def test_accents_and_case_are_removed():
    pieces = WordPieces(["[UNK]", "cafe"])
    assert pieces("Café") == pieces("CAFE") == (1,)


def test_features_are_whole_numbers_for_the_network():
    reading = read("A b", [(0, "A"), (2, "b")])
    assert {reading.shapes.dtype, reading.places.dtype, reading.turns.dtype} == {np.dtype(np.int64)}

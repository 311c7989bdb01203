"""Laws and corners of names; the everyday cases are the doctests."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.text import names

TEXT = st.text(st.one_of(st.sampled_from([*"AbCd .,’'()-s\n"]), st.characters()))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Poe", "Mr. Nolan Poe"),
        ("Dr Poe", "Nolan Poe"),
        ("Poe’s", "Nolan Poe"),
        ("N. Poe", "Nolan Poe"),
        ("van der Poe", "Ada van der Poe"),
        ("Poe-Lin", "Ada Poe-Lin"),
    ],
)
def test_fits(short: str, full: str) -> None:
    assert names.fits(short, full)


@pytest.mark.parametrize(
    ("short", "full"), [("Ada Poe", "Nolan Poe"), ("N.", "Nolan Poe"), ("Poe Nolan", "Nolan Poe"), ("", "Poe"), ("Mr", "")]
)
def test_does_not_fit(short: str, full: str) -> None:
    assert not names.fits(short, full)


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Lakeside Trust (LT)", ("Lakeside Trust", "LT")),
        ("the Bank of Osteria (BoO)", ("the Bank of Osteria", "BoO")),
        ("Lakeside Trust (founded 1990)", None),
        ("Ada Poe (D)", None),
        ("(LT)", None),
    ],
)
def test_abbreviation(text: str, pair: tuple[str, str] | None) -> None:
    assert names.abbreviation(text) == pair


def test_small_words_may_count_in_an_acronym() -> None:
    assert names.is_acronym_of("BoO", "Bank of Osteria")
    assert names.is_acronym_of("LDA", "Lakeside Development and Aid")
    assert not names.is_acronym_of("LDX", "Lakeside Development and Aid")


@given(TEXT)
def test_any_text_is_a_name(text: str) -> None:
    names.words(text)
    names.surname(text)
    names.initials(text)
    names.acronyms(text)
    names.acronym_key(text)
    names.abbreviation(text)
    names.gender_of_title(text)
    names.gender_of_noun(text)
    names.is_variant(text, text + "a")


@given(TEXT)
def test_bare_is_stable(text: str) -> None:
    once = names.bare(text)
    assert names.words(once) == names.words(text)


@given(st.lists(st.sampled_from(["Ada", "Nolan", "Poe", "Lin", "van"]), min_size=1, max_size=4))
def test_every_name_fits_itself(parts: list[str]) -> None:
    name = " ".join(parts)
    assert names.fits(name, name)


@given(st.text("abc", min_size=4, max_size=9), st.text("abc", min_size=4, max_size=9))
def test_whoever_is_a_slip_away_is_found_by_a_key(word: str, other: str) -> None:
    assert not names.is_slip(word, other) or names.slip_keys(word) & names.slip_keys(other)

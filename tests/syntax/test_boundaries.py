import pytest
import spacy
from spacy.tokens import Doc

from quotecheck.syntax.boundaries import Boundaries, dateline_end, find

VOCAB = spacy.blank("en").vocab


def doc_of(text: str) -> Doc:
    """Words are what single spaces divide; "_" glues two of them; "|" is an empty line, "/" a line break."""
    words, spaces = [], []
    for chunk in text.split(" "):
        parts = chunk.split("_")
        for number, part in enumerate(parts):
            blank = {"|": "\n\n", "/": "\n"}.get(part)
            if blank and spaces:
                spaces[-1] = False
            words.append(blank or part)
            spaces.append(number == len(parts) - 1 and not blank)
    return Doc(VOCAB, words=words, spaces=spaces)


def hints(text: str) -> dict[str, list[int]]:
    found = find(doc_of(text))
    return {
        "forced": sorted(at for at, is_start in found.items() if is_start),
        "forbidden": sorted(at for at, is_start in found.items() if not is_start),
    }


def test_empty_line_forces_a_start() -> None:
    assert hints("Fire in Rome | Two died_.")["forced"] == [4]


def test_line_break_forces_a_start_before_a_capital() -> None:
    assert hints("Fire in Rome / Two died_.")["forced"] == [4]


@pytest.mark.parametrize("text", ["Two people / died_.", "Fire in Rome / Two people / died / in Rome / Italy_."])
def test_wrapped_lines_force_nothing(text: str) -> None:
    assert hints(text)["forced"] == []


def test_blank_at_the_end_is_harmless() -> None:
    assert hints("Two died_. |") == {"forced": [], "forbidden": [3]}


def test_blank_at_the_start_is_harmless() -> None:
    assert hints("| Two died_.")["forced"] == [1]


def test_mark_at_the_closing_side_never_starts() -> None:
    found = hints('He said_, "_Go_._" She went_.')
    assert 6 in found["forbidden"]
    assert 7 not in found["forced"]


def test_mark_at_the_opening_side_starts_after_a_stop() -> None:
    found = hints('He left_. "_Go_,_" she said_.')
    assert found["forced"] == [3]
    assert 4 in found["forbidden"]


def test_lower_case_after_a_closing_mark_goes_on() -> None:
    assert 4 in hints('"_Really_?_" he asked_.')["forbidden"]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PORT ELLERY, May 4 — The mayor left.", "The mayor left."),
        ("PORT ELLERY (Agency) - The mayor left.", "The mayor left."),
        ("Port Ellery, 4 May 2021 – The mayor left.", "The mayor left."),
        ("The mayor – a sailor – left.", None),
        ("Ada Marsh – The Sailor", None),
        ("A 12-year-old boy left.", None),
        ("LISBON", None),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(text: str, rest: str | None) -> None:
    doc = spacy.blank("en")(text)
    after = dateline_end(doc, 0)
    assert (None if after is None else doc[after:].text) == rest
    assert (after in find(doc)) == (after is not None)


def test_pipe_sets_sentence_starts() -> None:
    doc = Boundaries()(doc_of("Fire in Rome | Two died_."))
    assert [t.is_sent_start for t in doc] == [True, None, None, False, True, None, None]


def test_pipe_leaves_a_parsed_doc_alone() -> None:
    doc = Doc(VOCAB, words=["Go", "\n\n", "Now"], heads=[0, 0, 0], deps=["ROOT", "dep", "advmod"])
    assert [t.is_sent_start for t in Boundaries()(doc)] == [True, False, False]


def test_factory_is_known_to_spacy() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("quotecheck_boundaries")
    assert nlp("Fire\n\nTwo died.")[2].is_sent_start

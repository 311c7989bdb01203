"""The pipe `quotecheck_claims` on sentences parsed by hand, so that no new model can break a rule's test.

A row is a word: text, part of speech, relation, distance to the head ("+1": the next word).
"""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotecheck.claims.find import Claims
from quotecheck.layers import CLAIMS, FURNITURE, QUANTITIES, Frame
from quotecheck.mentions.quantities import Quantities


@pytest.fixture(scope="module")
def blank() -> Language:
    return spacy.blank("en")


def claims(blank: Language, table: str) -> list[Frame]:
    rows = [row.split() for row in table.strip().splitlines()]
    words, pos, deps = ([row[i] for row in rows] for i in range(3))
    doc = Doc(blank.vocab, words, pos=pos, deps=deps, heads=[i + int(row[3]) for i, row in enumerate(rows)])
    FURNITURE.write(doc, ())
    return Claims().find(Quantities()(doc))


def seen(frames: list[Frame]) -> list[tuple[str, str | None, object, object]]:
    """Quantity, item, change and whole of each claim."""
    found = []
    for frame in frames:
        item = frame.one("item")
        found.append(
            (frame.all("quantity")[0].text, item.text if item is not None else None, frame.facts["change"], frame.facts["part_of"])
        )
    return found


UP_TO = """
They PRON nsubj 1
built VERB ROOT 0
up ADP case 5
to ADP case 4
eight NUM nummod 3
new ADJ amod 2
fish NOUN compound 1
ponds NOUN obj -6
, PUNCT punct 2
including VERB case 1
four NUM nmod -3
in ADP case 1
Arlen PROPN nmod -2
"""

FELL = """
Exports NOUN nsubj 1
fell VERB ROOT 0
7 NUM nummod 1
% SYM obj -2
to ADP case 4
$ SYM nmod 2
2.3 NUM nummod 1
billion NUM nummod 1
Friday PROPN obl -7
. PUNCT punct -8
"""

FELL_CLEARNLP = """
Exports NOUN nsubj 1
fell VERB ROOT 0
by ADP prep -1
7 NUM nummod 1
% NOUN pobj -2
. PUNCT punct -4
"""

OF_THOSE = """
Then ADV advmod 2
70 NUM nummod 1
hens NOUN nsubj 1
slept VERB ROOT 0
. PUNCT punct -1
Of ADP case 1
those PRON obl 3
, PUNCT punct 1
36 NUM nsubj 1
woke VERB ROOT 0
and CCONJ cc 3
32 NUM nummod 1
others NOUN nsubj 1
ate VERB conj -4
. PUNCT punct -5
"""

WORKFORCE = """
It PRON nsubj 1
has VERB ROOT 0
a DET det 1
workforce NOUN obj -2
of ADP case 1
190 NUM nmod -2
. PUNCT punct -5
"""

GROWTH = """
The DET det 3
4.5 NUM nummod 1
% SYM compound 1
growth NOUN nsubj 4
in ADP case 2
farm NOUN compound 1
output NOUN nmod -3
stopped VERB ROOT 0
. PUNCT punct -1
"""

FROM_TO = """
Rents NOUN nsubj 1
rose VERB ROOT 0
from ADP case 2
4 NUM nummod 1
% SYM obl -3
to ADP case 2
6 NUM nummod 1
% SYM obl -6
. PUNCT punct -7
"""

EXPECTED = [
    (UP_TO, [("up to eight", "new fish ponds", None, None), ("four", "new fish ponds", None, "c1")]),
    (FELL, [("7 %", "Exports", "down", None), ("$ 2.3 billion", "Exports", "down", None)]),
    (FELL_CLEARNLP, [("7 %", "Exports", "down", None)]),
    (OF_THOSE, [("70", "hens", None, None), ("36", "hens", None, "c1"), ("32", "others", None, "c1")]),
    (WORKFORCE, [("190", "a workforce", None, None)]),
    (GROWTH, [("4.5 %", "farm output", "up", None)]),
    (FROM_TO, [("4 %", "Rents", None, None), ("6 %", "Rents", "up", None)]),
]


@pytest.mark.parametrize(("table", "expected"), EXPECTED)
def test_item_change_and_whole(blank: Language, table: str, expected: list[tuple[str, str | None, object, object]]) -> None:
    assert seen(claims(blank, table)) == expected


def tagged(blank: Language, *words: str) -> list[tuple[str, str | None, object, object]]:
    """The claims of words with parts of speech ("dogs/NOUN") and no parse."""
    pairs = [word.rsplit("/", 1) for word in words]
    doc = Doc(blank.vocab, [word for word, _ in pairs], pos=[pos for _, pos in pairs])
    FURNITURE.write(doc, ())
    return seen(Claims().find(Quantities()(doc)))


TAGGED = [
    ("millions/NOUN of/ADP hungry/ADJ gulls/NOUN", ("millions", "hungry gulls")),
    ("40/NUM percent/NOUN of/ADP the/DET town/NOUN", ("40 percent", "the town")),
    ("a/DET 5/NUM km/NOUN footpath/NOUN", ("5 km", "footpath")),
    ("504/NUM pieces/NOUN of/ADP peat/NOUN", ("504", "pieces of peat")),
    ("12/NUM known/ADJ and/CCONJ unknown/ADJ wells/NOUN", ("12", "known and unknown wells")),
    ("inflation/NOUN under/ADP three/NUM percent/NOUN", ("under three percent", "inflation")),
    ("$2/SYM million/NUM in/ADP soft/ADJ loans/NOUN", ("$2 million", "soft loans")),
    ("double/ADJ the/DET old/ADJ rate/NOUN", ("double", "the old rate")),
    ("7/NUM km/NOUN north/NOUN", ("7 km", None)),
]


@pytest.mark.parametrize(("words", "expected"), TAGGED)
def test_items_without_a_parse(blank: Language, words: str, expected: tuple[str, str | None]) -> None:
    assert [claim[:2] for claim in tagged(blank, *words.split())] == [expected]


def test_an_extra_amount_is_a_rise(blank: Language) -> None:
    assert tagged(blank, *["an/DET", "extra/ADJ", "$140/NUM"])[0][2] == "up"
    assert tagged(blank, *["making/VERB", "up/ADP", "25/NUM", "teams/NOUN"])[0][2] is None


def test_the_rule_names_how_quantity_and_item_were_found(blank: Language) -> None:
    assert [frame.facts["rule"] for frame in claims(blank, UP_TO)] == ["count/counted", "count/elided"]


def test_the_layer_survives_bytes(blank: Language) -> None:
    doc = blank("Two dogs and $3 million.")
    FURNITURE.write(doc, ())
    Claims()(Quantities()(doc))
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert [frame.facts for frame in CLAIMS.read(again)] == [frame.facts for frame in CLAIMS.read(doc)]


@pytest.mark.parametrize("text", ["", " ", "5", "of 5 of", "5 of", "up to 5", "5% of", "from 5"])
def test_short_texts_are_no_error(blank: Language, text: str) -> None:
    doc = blank(text)
    FURNITURE.write(doc, ())
    Claims()(Quantities()(doc))


def test_it_says_which_pipe_is_missing(blank: Language) -> None:
    doc = blank("Two dogs.")
    FURNITURE.write(doc, ())
    with pytest.raises(Exception, match=QUANTITIES.factory):
        Claims().find(doc)

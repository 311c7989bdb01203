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
    ("growth/NOUN under/ADP two/NUM percent/NOUN", ("under two percent", "growth")),
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


PUT_AT = """
They PRON nsubj 1
put VERB ROOT 0
the DET det 1
harm NOUN obj -2
at ADP case 1
$ SYM obl -4
3 NUM nummod -1
in ADP case 3
their PRON nmod:poss 2
fourth ADJ amod 1
note NOUN obl -9
"""

WITHIN = """
Power NOUN nsubj:pass 2
was AUX aux:pass 1
restored VERB ROOT 0
to ADP case 1
farms NOUN obl -2
within ADP case 2
three NUM nummod 1
days NOUN obl -5
"""

TERM = """
She PRON nsubj 1
got VERB ROOT 0
a DET det 1
term NOUN obj -2
of ADP case 2
five NUM nummod 1
years NOUN nmod -3
"""

WERE_FROM = """
Six NUM nsubj 3
were AUX cop 2
from ADP case 1
Arlen PROPN ROOT 0
"""

HAS = """
The DET det 1
guild NOUN nsubj 1
has VERB ROOT 0
$ SYM obj -1
5 NUM nummod -1
"""

ELIDED = """
Arlen PROPN nsubj 1
totals VERB ROOT 0
9 NUM nummod 1
tons NOUN obj -2
; PUNCT punct 2
Brey PROPN nsubj 1
, PUNCT punct -5
7 NUM obj -6
"""

ASIDE = """
the DET det 1
number NOUN ROOT 0
— PUNCT punct 1
21 NUM appos -2
— PUNCT punct -1
of ADP case 1
gales NOUN nmod -5
"""

AWAY = """
They PRON nsubj 1
reached VERB ROOT 0
Arlen PROPN obj -1
– PUNCT punct 2
12 NUM nummod 1
km NOUN appos -3
west ADV advmod -1
"""

MAKES_UP = """
It PRON nsubj 1
makes VERB ROOT 0
up ADP compound:prt -1
3 NUM nummod 1
% SYM obj -3
"""

IN_ROWS = """
$ SYM dep 2
5 NUM nummod -1
Guests NOUN ROOT 0
: PUNCT punct 1
$ SYM appos -2
3 NUM nummod -1
"""

COMPANY = """
Some DET advmod 1
50 NUM nummod 4
Fenn PROPN compound 3
& CCONJ cc 1
Orlo PROPN conj -2
workers NOUN nsubj 1
struck VERB ROOT 0
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (PUT_AT, [("$ 3", "the harm", None)]),
        (WITHIN, [("within three days", None, None)]),
        (TERM, [("five years", "a term", None)]),
        (WERE_FROM, [("Six", None, None)]),
        (HAS, [("$ 5", None, None)]),
        (ELIDED, [("9 tons", "Arlen", None), ("7", None, None)]),
        (ASIDE, [("21", "gales", None)]),
        (AWAY, [("12 km", None, None)]),
        (MAKES_UP, [("3 %", None, None)]),
        (IN_ROWS, [("$ 5", None, None), ("$ 3", "Guests", None)]),
        (COMPANY, [("Some 50", "Fenn & Orlo workers", None)]),
    ],
)
def test_bugs_caught(blank: Language, table: str, expected: list[tuple[str, str | None, object]]) -> None:
    assert [found[:3] for found in seen(claims(blank, table))] == expected


def finely_tagged(blank: Language, table: str) -> Doc:
    """A parsed doc whose rows hold a fine tag too."""
    rows = [row.split() for row in table.strip().splitlines()]
    words, pos, tags, deps = ([row[i] for row in rows] for i in range(4))
    doc = Doc(blank.vocab, words, pos=pos, tags=tags, deps=deps, heads=[i + int(row[4]) for i, row in enumerate(rows)])
    FURNITURE.write(doc, ())
    return doc


RAISE = """
We PRON PRP nsubj 1
want VERB VBP ROOT 0
a DET DT det 2
5 NUM CD nummod 1
% SYM NN compound 1
raise VERB VB xcomp -4
"""

WORST = """
the DET DT det 2
worst ADJ JJS amod 1
frost NOUN NN ROOT 0
in ADP IN case 2
40 NUM CD nummod 1
years NOUN NNS nmod -3
"""


@pytest.mark.parametrize(("table", "expected"), [(RAISE, ("5 %", "raise", "up")), (WORST, ("40 years", "the worst frost", None))])
def test_bugs_caught_that_hang_on_the_fine_tag(blank: Language, table: str, expected: tuple[str, str, object]) -> None:
    found = seen(Claims().find(Quantities()(finely_tagged(blank, table))))
    assert [one[:3] for one in found] == [expected]

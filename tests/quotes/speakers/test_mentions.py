"""Where everybody stands: parts of sentences, order of mentions, turns."""

from spacy.tokens import Doc

from quotecheck.quotes.speakers.entities import Entity
from quotecheck.quotes.speakers.mentions import Discourse, Turn, discourse
from stories import BLANK, doc_of

WORDS = ["Ann", "met", "Tom", "’s", "cook", ".", "\n\n", "He", "left", "."]
HEADS = [1, 1, 4, 2, 1, 1, 1, 8, 8, 8]
DEPS = ["nsubj", "ROOT", "nmod:poss", "case", "obj", "punct", "dep", "nsubj", "ROOT", "punct"]
POS = ["PROPN", "VERB", "PROPN", "PART", "NOUN", "PUNCT", "SPACE", "PRON", "VERB", "PUNCT"]


def story() -> tuple[Doc, Entity, Entity, Discourse]:
    doc = Doc(BLANK.vocab, words=WORDS, heads=HEADS, deps=DEPS, pos=POS, sent_starts=[i in (0, 7) for i in range(10)])
    ann, tom = Entity("person", doc[0:1], [doc[0:1]]), Entity("person", doc[2:3], [doc[2:3]])
    return doc, ann, tom, discourse(doc, [doc[7:9]], [ann, tom])


def test_a_mention_knows_its_part() -> None:
    doc, _, _, found = story()
    parts = [found.mention(doc[i : i + 1]).part for i in (0, 2, 4, 7)]
    assert parts == ["subject", "owner", "object", "subject"]
    assert [found.mention(doc[i : i + 1]).form for i in (0, 4, 7)] == ["name", "description", "pronoun"]


def test_layout() -> None:
    _, _, _, found = story()
    assert found.sentence[5:8] == [0, 0, 1]
    assert found.paragraph[5:8] == [0, 0, 1]
    assert [found.is_quoted(i) for i in (6, 7)] == [False, True]
    assert [found.first_token(sentence) for sentence in (-1, 0, 1)] == [0, 0, 7]


def test_the_nearest_come_first_and_only_once() -> None:
    doc, ann, tom, found = story()
    assert found.recent(7, most=5, reach=9) == [tom, ann]
    assert found.recent(7, most=1, reach=9) == [tom]
    assert found.following(0) == [tom]
    found.see(ann, doc[7:8])
    found.see(ann, doc[7:8])
    assert found.recent(9, most=5, reach=9) == [ann, tom]
    assert ann.before(9) == 2


def test_who_spoke_is_remembered() -> None:
    _, ann, _, found = story()
    found.spoke(Turn(ann, 7, 9))
    assert ann.speaks
    assert found.turns[-1].speaker is ann


def test_an_empty_doc_has_a_layout() -> None:
    found = discourse(doc_of(""), [])
    assert (found.sentence, found.order) == ([], [])

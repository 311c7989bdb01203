"""Whether a cue tells anything, and who can't be its source: voice, negation, refusal, and what is only needed or wanted.

Read from the places of the words as much as from the parse, since a parser fails on just these now and then.
"""

from itertools import pairwise

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import base_form, load_cues
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.telling import lists
from quotecheck.syntax.labels import dep

BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"})
FILLERS = frozenset({"ADV", "PART", "AUX"})
NOUNLIKE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})
QUOTED = frozenset({"quote", "cite", "hear", "overhear", "record"})
"""Verbs whose subject in the passive is the one who spoke: "was quoted", "was heard"."""
OF_PARTICIPLES = frozenset({"of", "by", "for", "with"})
NEAR = 10
"""In tokens: how far before a verb the words are looked for that take it back."""
COMMENT = frozenset({"comment", "comments", "remark", "remarks"})


def verb_of(cue: Span) -> Token:
    """The verb that tells: the last of those with which the cue begins ("had gone on to | say | in a report"), or its first word."""
    found = cue[0]
    for token in cue:
        if token.pos_ == "VERB":
            found = token
        elif token.pos_ not in FILLERS and found.pos_ == "VERB":
            break
    return found


def lemma_of(token: Token) -> str:
    """The verb's infinitive."""
    return (token.lemma_ or base_form(token.lower_)).lower()


def is_turned(verb: Token) -> bool:
    """Whether the verb is in the passive, with its subject as the one accused or told: "was accused of", "a man accused of"."""
    if lemma_of(verb) in QUOTED or verb.tag_ not in ("VBN", "VBD", ""):
        return False
    doc, at = verb.doc, verb.i - 1
    following = doc[verb.i + 1].lower_ if verb.i + 1 < len(doc) else ""
    if dep(verb) == "acl" and following in OF_PARTICIPLES and following not in load_cues().verb_with.get(lemma_of(verb), ()):
        return True
    while at > 0 and doc[at].pos_ in ("ADV", "PART") and doc[at].lower_ not in BEING:
        at -= 1
    return at >= 0 and doc[at].lower_ in BEING


def is_spoken_to(verb: Token, source: Span) -> bool:
    """Whether the words right behind the verb are the one accused or told, and no subject that follows its verb."""
    if not verb.i < source.start <= verb.i + 2 or lemma_of(verb) not in lists().addressed | lists().accusing:
        return False
    before = verb.doc[verb.i - 1] if verb.i else None
    return before is not None and not before.is_space and not before.is_punct


def is_withheld(verb: Token) -> bool:
    """Whether nothing is told: "declined to comment", "would not comment", "did not say how many", "has refused to say whether"."""
    doc, words = verb.doc, lists()
    lemma = lemma_of(verb)
    if lemma in words.withholding:
        following = [t for t in doc[verb.i + 1 : verb.i + 5] if t.pos_ not in ("PART", "ADV") and t.lower_ != "to"]
        return bool(following) and (lemma_of(following[0]) in words.refused or following[0].lower_ in COMMENT)
    at = verb.i - 1
    while at >= max(0, verb.i - NEAR) and (doc[at].pos_ in FILLERS or doc[at].lower_ in ("to", *BEING)):
        if doc[at].lower_ in words.never_told:
            asks = any(t.lower_ in words.askers and t.head != verb for t in doc[verb.i + 1 : verb.i + 3])
            return asks or lemma in words.withheld or lemma in words.wanting
        at -= 1
    return at >= 0 and at + 1 < verb.i and lemma_of(doc[at]) in words.withholding and any(t.lower_ == "to" for t in doc[at + 1 : verb.i])


def is_wanted(verb: Token) -> bool:
    """Whether the act is only needed or wanted: "you don't need a report to tell you", "it takes a study to say".

    The verb is the one that tells, or the one that wants it told.
    """
    doc = verb.doc
    if lemma_of(verb) in lists().wanting:
        following = doc[verb.i + 1 : verb.i + NEAR]
        return any(first.lower_ == "to" and load_cues().tells(then) for first, then in pairwise(following))
    at = verb.i - 1
    while at > 0 and doc[at].pos_ == "ADV":
        at -= 1
    if at < 1 or doc[at].lower_ != "to":
        return False
    low = at
    while at > max(0, low - NEAR) and doc[at - 1].pos_ in NOUNLIKE:
        at -= 1
    return at < low and at > 0 and lemma_of(doc[at - 1]) in lists().wanting


def is_bare_request(content: Span) -> bool:
    """Whether nothing is said but that somebody was asked to speak: "a request for comment"."""
    words = [token for token in content if token.is_alpha]
    return bool(words) and words[-1].lower_ in COMMENT and len(words) <= 3 and words[0].lower_ in {"for", "to", *COMMENT}


def told_part(scene: Scene, verb: Token, content: Span) -> int:
    """Where what is told begins behind the one accused or told: "accused Maria Lopez | of laundering", "urged them | to go"."""
    doc, words = scene.doc, lists()
    lemma = lemma_of(verb)
    opener = "of" if lemma in words.accusing else "to" if lemma in words.addressed else None
    if opener is None or is_turned(verb) or content.start > verb.i + 2:
        return content.start
    for i in range(content.start + 1, min(content.end - 1, content.start + 2 * NEAR)):
        if doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") or scene.run_of[i] != scene.run_of[content.start]:
            break
        if doc[i].lower_ != opener:
            continue
        if opener == "of" and (doc[i + 1].tag_ == "VBG" or doc[i].head == verb or doc[i - 1].pos_ in ("PROPN", "PRON")):
            return i + 1
        if opener == "to" and doc[i + 1].tag_ == "VB":
            return i - 1 if doc[i - 1].lower_ in ("not", "never") else i
    return content.start

"""One vocabulary of dependency labels over two: Universal Dependencies, and the ClearNLP labels of spaCy's English models.

Rules ask these functions and never compare `token.dep_` themselves, so that a user's `en_core_web_trf` works as well
as the model that we ship. Names follow Universal Dependencies (de Marneffe et al. 2021).
"""

from collections.abc import Iterator
from types import MappingProxyType

from spacy.tokens import Token

CLEARNLP_TO_UD = MappingProxyType(
    {
        "ROOT": "root",
        "acomp": "xcomp",
        "agent": "case",
        "attr": "xcomp",
        "auxpass": "aux:pass",
        "csubjpass": "csubj:pass",
        "dative": "iobj",
        "dobj": "obj",
        "neg": "advmod",
        "npadvmod": "obl",
        "nsubjpass": "nsubj:pass",
        "oprd": "xcomp",
        "poss": "nmod:poss",
        "prt": "compound:prt",
        "relcl": "acl:relcl",
    }
)

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
"""Penn tags of finite verbs and modals."""
CLITICS = frozenset({"'s", "’s", "'", "’"})
"""What makes the word before it an owner."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "csubj:outer", "expl"})


def dep(token: Token) -> str:
    """The token's relation to its head in Universal Dependencies, whichever scheme the parser used.

    An object of a preposition is `obl` under a verb and `nmod` under a noun; `attachment` finds that verb or noun.
    """
    label = token.dep_
    if label == "pobj":
        return "nmod" if attachment(token).pos_ in ("NOUN", "PROPN", "PRON", "NUM") else "obl"
    if label in ("prep", "agent") or (label == "dative" and token.pos_ == "ADP"):
        return "case"
    return CLEARNLP_TO_UD.get(label, label)


def attachment(token: Token) -> Token:
    """What the token modifies: its head, past a preposition where the scheme puts prepositions between the two."""
    head = token.head
    while head.dep_ in ("prep", "agent", "pcomp") or (head.dep_ == "dative" and head.pos_ == "ADP"):
        if head.head == head:
            break
        head = head.head
    return head


def prepositions(token: Token) -> list[Token]:
    """The adpositions that govern the token, in text order: "according to" gives both words."""
    found = [child for child in token.children if child.dep_ == "case"]
    for child in list(found):
        found.extend(c for c in child.children if c.dep_ == "fixed")
    head = token.head
    while token.dep_ == "pobj" and head.dep_ in ("prep", "agent", "dative") and head != token:
        found.append(head)
        found.extend(c for c in head.children if c.dep_ == "prep" or (c.i < head.i and c.dep_ == "advmod" and c.pos_ == "ADP"))
        if head.head == head or head.head.dep_ not in ("prep", "agent"):
            break
        head = head.head
    return sorted(set(found), key=lambda t: t.i)


def dependents(token: Token) -> Iterator[Token]:
    """The token's dependents with prepositional ones given by their noun, in either scheme."""
    for child in token.children:
        if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
            yield from (grandchild for grandchild in child.children if grandchild.dep_ in ("pobj", "pcomp"))
            for deeper in child.children:
                if deeper.dep_ == "prep":
                    yield from (last for last in deeper.children if last.dep_ == "pobj")
        else:
            yield child


def subject(verb: Token) -> Token | None:
    """The verb's own subject, or the one it shares with the verb that it is coordinated with.

    A passive subject counts; a control verb's is its head's ("vowed not to provide": the vower).
    """
    token = verb
    for _ in range(8):
        for child in token.children:
            if dep(child) in SUBJECTS and dep(child) != "expl":
                return child
        if dep(token) in ("conj", "xcomp") and token.head != token:
            token = token.head
        else:
            return None
    return None


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: it has a passive subject or auxiliary."""
    return any(dep(child) in ("nsubj:pass", "csubj:pass", "aux:pass") for child in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether "not", "n't" or "never" modifies the verb."""
    return any(child.lower_ in ("not", "n't", "n’t", "never") for child in verb.children)

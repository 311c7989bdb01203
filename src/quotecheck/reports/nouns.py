"""What can be a report by its words alone: head nouns with their kinds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from quotecheck.lexicon import load
from quotecheck.syntax.labels import dep

PERSONS = frozenset({"PERSON", "PER"})
NOMINAL = frozenset({"NOUN", "PROPN"})
BODIES = frozenset({"ORG", "FAC", "LOC", "GPE"})


VERBS = frozenset({"reports", "notes", "estimates", "documents", "records"})
NO_OTHER_FORM = frozenset({"data", "media", "minutes", "footage", "results", "records", "figures", "guidelines", "research", "legislation"})
"""Nouns that are documents in this form alone: records show something, a record is set."""


@dataclass(frozen=True, slots=True)
class Compound:
    """Words before a head that settle its kind."""

    before: list[str]
    heads: list[str]


@dataclass(frozen=True, slots=True)
class ReportLexicon:
    """The shape of `report_nouns.toml`."""

    kinds: dict[str, list[str]]
    weak: dict[str, list[str]]
    compounds: dict[str, Compound]
    general: dict[str, list[str]]
    verbs: dict[str, list[str]]
    prepositions: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon as sets; `forms` gives the noun of each written form, singular and plural."""

    kind_of: MappingProxyType[str, str]
    compounds: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    forms: MappingProxyType[str, str]
    weak: frozenset[str]
    only_sources: frozenset[str]
    general: frozenset[str]
    general_kinds: frozenset[str]
    decrees: frozenset[str]
    show: frozenset[str]
    rule: frozenset[str]
    release: frozenset[str]
    hold: frozenset[str]
    cite: frozenset[str]
    make: frozenset[str]
    medium: frozenset[str]
    under: frozenset[str]


@cache
def words() -> Words:
    """The lexicon, read at the first call; a noun under two kinds is of the first."""
    lexicon = load("report_nouns", ReportLexicon)
    kinds: dict[str, str] = {}
    for kind, nouns in lexicon.kinds.items():
        for noun in nouns:
            kinds.setdefault(noun, kind)
    compounds = tuple((kind, frozenset(c.before), frozenset(c.heads)) for kind, c in lexicon.compounds.items())
    heads = frozenset(name.split()[-1] for name in kinds).union(*(heads for _, _, heads in compounds))
    return Words(
        MappingProxyType(kinds),
        compounds,
        MappingProxyType({form: noun for noun in sorted(heads, key=lambda noun: noun in kinds) for form in forms_of(noun)}),
        frozenset(lexicon.weak["nouns"]),
        frozenset(lexicon.weak["only_sources"]),
        frozenset(lexicon.general["heads"]),
        frozenset(lexicon.general["kinds"]),
        frozenset(lexicon.general["decrees"]),
        *(frozenset(lexicon.verbs[name]) for name in ("show", "rule", "release", "hold", "cite", "make")),
        *(frozenset(lexicon.prepositions[name]) for name in ("medium", "under")),
    )


def forms_of(noun: str) -> tuple[str, ...]:
    """A noun as it may be written: itself and its plural.

    >>> forms_of("study"), forms_of("analysis"), forms_of("speech")
    (('study', 'studies'), ('analysis', 'analyses'), ('speech', 'speeches'))
    """
    if noun in NO_OTHER_FORM:
        return (noun,)
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun, noun[:-1] + "ies"
    if noun.endswith("sis"):
        return noun, noun[:-2] + "es"
    return noun, noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def _codes() -> frozenset[int]:
    return frozenset(get_string_id(form) for form in words().forms)


def candidates(doc: Doc) -> Iterator[Token]:
    """The tokens that are written like a head noun, in text order."""
    codes = _codes()
    return (doc[i] for i, code in enumerate(doc.to_array("LOWER").tolist()) if code in codes)


def noun_of(token: Token) -> str:
    """The head noun of which a candidate is a form; for any other word the word in small letters."""
    return words().forms.get(token.lower_, token.lower_)


def kind_of(token: Token) -> str | None:
    """The kind of report that a noun is the head noun of, or `None`; words before it may settle it ("press release")."""
    noun = words().forms.get(token.lower_)
    if noun is None:
        return None
    settled = _compound_kind(token, noun)
    if settled or token.ent_type_ in PERSONS:
        return settled
    two = f"{token.nbor(-1).lower_} {noun}" if token.i > 0 else ""
    if noun in ("article", "section") and token.i + 1 < len(token.doc) and token.nbor(1).like_num:
        return "law"  # "Article 12 of the code"
    return words().kind_of.get(two) or words().kind_of.get(noun)


def is_noun(token: Token) -> bool:
    """Whether a candidate is tagged as a noun, or as something else where only a noun can stand: "the [average] shows"."""
    if token.pos_ in NOMINAL or (token.i > 0 and token.nbor(-1).pos_ == "DET"):
        return True
    return token.pos_ == "ADJ" and token.i + 1 < len(token.doc) and token.nbor(1).is_punct and token.i > 0 and token.nbor(-1).pos_ == "ADJ"


def belongs_to_other(token: Token) -> bool:
    """Whether the noun only describes the one behind it ("report card", "letter writer"), or is a word within a name."""
    above = token.head
    if dep(token) in ("compound", "flat", "amod") and above.i > token.i and above.pos_ in NOMINAL and not above.is_space:
        return True
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return token.ent_type_ in BODIES and after is not None and after.ent_iob_ == "I" and after.text != "("


def is_verb_of_name(token: Token) -> bool:
    """Whether a tagger took the verb behind the name of a document for its head: "the Ports Review [reports] that"."""
    if token.lower_ not in VERBS or token.i == 0 or token.i + 1 == len(token.doc) or token.nbor(1).lower_ != "that":
        return False
    return token.nbor(-1).text[:1].isupper() and kind_of(token.nbor(-1)) is not None


def node(head: Token) -> Token:
    """The token by which the noun hangs in the tree: itself, but for a blank that a parser took for its head."""
    while head.head.is_space and head.head != head:
        head = head.head
    return head


def is_weak(token: Token) -> bool:
    """Whether the noun means much else besides, so that it needs to be the source of a statement."""
    noun = noun_of(token)
    return noun in words().weak and _compound_kind(token, noun) is None


def is_only_source(token: Token) -> bool:
    """Whether the noun means so much else that only a statement said to be its word makes it a report."""
    return is_weak(token) and noun_of(token) in words().only_sources


def group_of(token: Token, kind: str) -> str:
    """What two nouns share that may name one report: the noun, or the kind where the nouns of a kind take up each other."""
    if kind in ("law", "media"):
        return kind
    return "general" if kind in words().general_kinds else noun_of(token)


def is_plural(token: Token) -> bool:
    """Whether the noun is written in the plural."""
    return token.lower_ != noun_of(token)


def _compound_kind(token: Token, noun: str) -> str | None:
    of_this = [(kind, openings) for kind, openings, heads in words().compounds if noun in heads]
    before = _before(token) if of_this else set()
    return next((kind for kind, openings in of_this if before & openings), None)


def _before(token: Token) -> set[str]:
    """The modifiers of a noun that stand right before it, in small letters."""
    found = {child.lower_ for child in token.lefts if child.pos_ in (*NOMINAL, "ADJ") and dep(child) != "nmod:poss"}
    if token.i > 0:
        found.add(token.nbor(-1).lower_)
    return found

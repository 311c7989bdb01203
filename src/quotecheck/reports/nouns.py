"""What can be a report by its words alone: head nouns with their kinds, and names of news organisations."""

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from spacy.tokens import Doc, Span, Token

from quotecheck.lexicon import load
from quotecheck.syntax.labels import dep

PERSONS = frozenset({"PERSON", "PER"})
NOMINAL = frozenset({"NOUN", "PROPN"})


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
    """The lexicon as sets."""

    kind_of: MappingProxyType[str, str]
    compounds: tuple[tuple[str, frozenset[str], frozenset[str]], ...]
    heads: frozenset[str]
    weak: frozenset[str]
    general: frozenset[str]
    general_kinds: frozenset[str]
    show: frozenset[str]
    rule: frozenset[str]
    release: frozenset[str]
    hold: frozenset[str]
    cite: frozenset[str]
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
    return Words(
        MappingProxyType(kinds),
        compounds,
        frozenset(name.split()[-1] for name in kinds).union(*(heads for _, _, heads in compounds)),
        frozenset(lexicon.weak["nouns"]),
        frozenset(lexicon.general["heads"]),
        frozenset(lexicon.general["kinds"]),
        *(frozenset(lexicon.verbs[name]) for name in ("show", "rule", "release", "hold", "cite")),
        *(frozenset(lexicon.prepositions[name]) for name in ("medium", "under")),
    )


def lemma(token: Token) -> str:
    """The token's lemma in small letters, by its ending where no lemmatizer ran or it left a plural."""
    found = (token.lemma_ or token.lower_).lower()
    if found in words().kind_of or not found.endswith("s"):
        return found
    for ending, ends in (("ies", "y"), ("es", ""), ("s", "")):
        if found.endswith(ending) and found[: -len(ending)] + ends in words().kind_of:
            return found[: -len(ending)] + ends
    return found


def kind_of(token: Token) -> str | None:
    """The kind of report that a noun is the head noun of, or `None`; words before it may settle it ("press release").

    A noun that only belongs to another ("report card", "letter writer") is none.
    """
    name = lemma(token)
    if name not in words().heads:
        return None
    settled = _compound_kind(token, name)
    if settled or token.pos_ not in NOMINAL or token.ent_type_ in PERSONS or not _is_noun_form(token.lower_, name):
        return settled
    two = f"{token.nbor(-1).lower_} {name}" if token.i > 0 else ""
    kind = words().kind_of.get(two) or words().kind_of.get(name)
    return None if kind is None or _belongs_to_other(token) else kind


def _is_noun_form(written: str, name: str) -> bool:
    """Whether the word as written is the noun or its plural, and no verb form that a tagger took for it ("commented")."""
    return written in (name, name + "s", name + "es", name[:-1] + "ies") or name in ("datum", "data")


def _belongs_to_other(token: Token) -> bool:
    above = token.head
    return dep(token) in ("compound", "flat", "amod") and above.i > token.i and above.pos_ in NOMINAL and not above.is_space


def node(head: Token) -> Token:
    """The token by which the noun hangs in the tree: itself, but for a blank that a parser took for its head."""
    while head.head.is_space and head.head != head:
        head = head.head
    return head


def is_weak(token: Token) -> bool:
    """Whether the noun means much else besides, so that it needs to be the source of a statement."""
    return lemma(token) in words().weak and _compound_kind(token, lemma(token)) is None


def _compound_kind(token: Token, name: str) -> str | None:
    return next((kind for kind, openings, heads in words().compounds if name in heads and _before(token) & openings), None)


def _before(token: Token) -> set[str]:
    """The modifiers of a noun that stand right before it, in small letters."""
    found = {child.lower_ for child in token.lefts if child.pos_ in (*NOMINAL, "ADJ") and dep(child) != "nmod:poss"}
    if token.i > 0:
        found.add(token.nbor(-1).lower_)
    return found


@cache
def _outlets() -> tuple[frozenset[str], frozenset[str], tuple[str, ...], frozenset[str], frozenset[str]]:
    lists = load("media_names", dict[str, list[str]])
    return (
        frozenset(lists["names"]),
        frozenset(lists["last_words"]),
        tuple(lists["endings"]),
        frozenset(lists["nouns"]),
        frozenset(lists["generic"]),
    )


def is_outlet(name: Span) -> bool:
    """Whether a name is that of a news organisation: in the lexicon, by its last words, or by a noun before it."""
    known, last_words, endings, nouns, _ = _outlets()
    text = name.text.removeprefix("The ").removeprefix("the ")
    if text in known or any(text.endswith(ending) for ending in endings):
        return True
    if len(name) > 1 and text.split()[-1] in last_words and text != text.lower():
        return True
    doc = name.doc
    return name.start > 0 and doc[name.start - 1].lower_ in nouns and len(text) > 1


def is_known_outlet(name: Span) -> bool:
    """Whether the lexicon lists the name itself."""
    return name.text.removeprefix("The ").removeprefix("the ") in _outlets()[0]


def is_generic_outlet(token: Token) -> bool:
    """Whether the noun speaks of outlets without a name: "state media"."""
    return token.lower_ in _outlets()[4]


def name_around(token: Token) -> Span:
    """The name that a word belongs to: its entity, else the capitals around it."""
    doc: Doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    while start > 0 and doc[start - 1].pos_ == "PROPN":
        start -= 1
    while end < len(doc) and doc[end].pos_ == "PROPN":
        end += 1
    return doc[start:end]

"""What the words around a name say of it: a place, or part of the name of something else."""

from dataclasses import dataclass, fields
from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer import lookup
from quotecheck.mentions.name_words import is_body_noun, is_role_noun
from quotecheck.mentions.toponym import begins_with_capital

DASHES = frozenset({"-", "–", "—", "--"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
HEADLINE = 12  # tokens on each side of a name that show whether it stands in a headline
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon `place_context`, as sets."""

    locatives: frozenset[str]
    inside: frozenset[str]
    kind_of: frozenset[str]
    directions: frozenset[str]
    doubtful: frozenset[str]
    never: frozenset[str]
    naming: frozenset[str]
    roads: frozenset[str]
    generic: frozenset[str]
    adjectives: frozenset[str]
    people: frozenset[str]


@cache
def words() -> Words:
    """The lexicon, read at the first call."""
    lists = load("place_context", dict[str, list[str]])
    return Words(**{field.name: frozenset(lists[field.name]) for field in fields(Words)})


@cache
def nouns(position: str) -> dict[str, str]:
    """Kind by noun for the nouns that stand `after` a name, `before` it, or in the `plural` after several."""
    kinds = load("place_nouns", dict[str, dict[str, list[str]]])[position]
    return {noun: kind for kind, listed in kinds.items() for noun in listed}


def is_name_word(token: Token) -> bool:
    """Whether the token has a capital and only letters, as a word of a name has."""
    text = token.text
    return text[0].isupper() and text.isalpha()


def has_capital(token: Token) -> bool:
    """Whether the word begins as a name does."""
    return begins_with_capital(token.text)


def expanded(name: str) -> str:
    """The full name for an abbreviation of a division ("Calif."), else the name itself."""
    return _abbreviations().get(name, name)


@cache
def _abbreviations() -> dict[str, str]:
    listed = load("division_abbreviations", dict[str, list[str]])
    return {short: name for name, abbreviations in listed.items() for short in abbreviations}


def is_never(span: Span) -> bool:
    """Whether it is no place whatever the recogniser says: a listed word, or nothing but directions and such words ("Upper House")."""
    listed, last = words().never, span[-1].text
    if span.text in listed or last.removesuffix("s") in words().adjectives:
        return True
    if len(span) == 1:
        return last.lower() in words().directions
    return all(token.text in listed or token.lower_ in words().directions for token in span) and not lookup(span.text)


def is_generic(span: Span) -> bool:
    """Whether nothing in it tells it from others of its kind: "International Airport"."""
    return all(token.lower_ in words().generic or token.lower_ in nouns("after") for token in span) and not lookup(span.text)


def is_money(span: Span) -> bool:
    """Whether it belongs to the sign of a currency: "US$5", "A $5"."""
    doc, start, end = span.doc, span.start, span.end
    return "$" in span.text or (end < len(doc) and doc[end].text[0] == "$") or (start > 0 and doc[start - 1].text[-1] == "$")


def names_people(span: Span) -> bool:
    """Whether a noun for people there follows: "an Orla man", "Tern residents"."""
    return span.end < len(span.doc) and span.doc[span.end].text in words().people


def is_country(span: Span) -> bool:
    """Whether a country goes by that name."""
    return any(entry.kind == "country" for entry in lookup(span.text))


def is_after(span: Span, *before: str) -> bool:
    """Whether one of the words stands before the span."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in before


def is_located(span: Span) -> bool:
    """Whether a preposition of place governs the name ("in Orla", "near southern Orla") or a noun makes it one ("the city of Orla")."""
    doc, at = span.doc, span.start - 1
    while at > 0 and (doc[at].lower_ in words().directions or doc[at].lower_ == "the"):
        at -= 1
    if at < 0:
        return False
    return doc[at].lower_ in words().locatives or (doc[at].lower_ == "of" and at > 0 and doc[at - 1].lower_ in words().kind_of)


def is_inside(span: Span) -> bool:
    """Whether the name stands after "in", "at", "near" or another word that takes places more than anything else."""
    return is_located(span) and any(is_after(span, word) for word in ("the", "of", *words().inside, *words().directions))


def is_in_larger_name(span: Span) -> bool:
    """Whether the words beside it make a larger name of it: "Bank of Orland", "Orland High Court", "Air Orland"."""
    return runs_on(span) or _is_opened(span)


def runs_on(span: Span) -> bool:
    """Whether capitals that are no name of their own follow at once."""
    doc = span.doc
    if span.end >= len(doc):
        return False
    after = doc[span.end]
    if after.is_sent_start or not is_name_word(after) or after.pos_ not in ("PROPN", "") or _is_place_noun(after) or is_role_noun(after):
        return False
    return not after.ent_type_ or after.ent_iob_ == "I"


def is_cut(span: Span) -> bool:
    """Whether capitals follow at once that are no noun for places, or a body that it owns: "[Tern] Capture", "[Orla]’s Hospital"."""
    doc, end = span.doc, span.end
    if end >= len(doc):
        return False
    after = doc[end]
    if after.text in POSSESSIVES and end + 1 < len(doc) and is_name_word(doc[end + 1]):
        return is_body_noun(doc[end + 1]) or _is_place_noun(doc[end + 1])
    return is_name_word(after) and not after.is_sent_start and not _is_place_noun(after)


def _is_place_noun(token: Token) -> bool:
    return token.lower_ in nouns("after") or token.lower_ in nouns("plural")


def belongs_to_body(span: Span) -> bool:
    """Whether it opens or ends the name of a body: "Orland Regional Council", "Bank of Orland"."""
    doc = span.doc
    for i in range(span.end, min(len(doc), span.end + 4)):
        token = doc[i]
        if not is_name_word(token) or token.is_sent_start:
            break
        if is_body(token) or (token.i == span.end and token.ent_type_ == "ORG" and not is_country(span)):
            return True
    if is_after(span, "of") and span.start > 1:
        opening = doc[span.start - 2]
        cut = doc[span.start - 1].ent_type_ == "ORG"
        return is_name_word(opening) and (cut or is_body(opening)) and opening.lower_ not in words().kind_of
    return False


def is_body(token: Token) -> bool:
    """Whether the token names a kind of body and no kind of place."""
    return is_body_noun(token) and token.lower_ not in nouns("after")


def is_in_headline(span: Span) -> bool:
    """Whether nearly all words around it on its line have capitals, so that a capital says nothing: "Tern Town Sees Homes Lost"."""
    doc, around = span.doc, []
    for side in (range(span.start - 1, max(-1, span.start - HEADLINE), -1), range(span.end, min(len(doc), span.end + HEADLINE))):
        for i in side:
            if "\n" in doc[i].text or doc[i].text in ".?!":
                break
            if doc[i].is_alpha and len(doc[i]) > 3:
                around.append(doc[i])
    return len(around) > 3 and sum(token.text[0].isupper() for token in around) >= 0.8 * len(around)


def opens_dateline(span: Span) -> bool:
    """Whether a line opens with it and a dash follows soon, nothing but a date, an agency or a country between."""
    doc = span.doc
    if span.start > 0 and not (doc[span.start - 1].is_space and "\n" in doc[span.start - 1].text):
        return False
    for token in doc[span.end : span.end + 12]:
        if token.text in DASHES:
            return True
        if "\n" in token.text or not (token.text[:1].isupper() or token.is_punct or token.is_space or token.like_num):
            return False
    return False


def has_container(span: Span) -> bool:
    """Whether a comma and a country or first-level division follow: "Orla, Kenya"."""
    doc, start = span.doc, span.end + 1
    if start >= len(doc) or doc[span.end].text != "," or not doc[start].text[:1].isupper():
        return False
    ends = range(min(len(doc), start + 3), start, -1)
    return any(entry.kind in ("country", "province", "district") for end in ends for entry in lookup(expanded(doc[start:end].text)))


def has_noun(span: Span) -> bool:
    """Whether a noun for a kind of division, region or water follows: "Orla province"."""
    doc = span.doc
    kind = nouns("after").get(doc[span.end].lower_) if span.end < len(doc) else None
    return kind in ("province", "region", "water") and not continues(doc, span.end)


def continues(doc: Doc, at: int) -> bool:
    """Whether a capitalised word there is followed by another: "Coast" in "Coast Regional Council"."""
    return doc[at].is_title and at + 1 < len(doc) and is_name_word(doc[at + 1]) and not doc[at + 1].is_sent_start


def are_coordinated(left: Span, right: Span) -> bool:
    """Whether nothing but commas and a conjunction stands between them."""
    between = left.doc[left.end : right.start]
    return 0 < len(between) <= 3 and all(token.lower_ in (",", "and", "or", "&", "the") for token in between)


def _is_opened(span: Span) -> bool:
    if span.start == 0 or span[0].is_sent_start:
        return False
    before = span.doc[span.start - 1]
    if before.lower_ in ("of", "for") and span.start > 1:
        opening = span.doc[span.start - 2]
        return is_name_word(opening) and opening.lower_ not in words().kind_of and opening.pos_ in ("PROPN", "")
    return before.pos_ == "PROPN" and is_name_word(before) and not before.ent_type_ and before.lower_ not in words().directions

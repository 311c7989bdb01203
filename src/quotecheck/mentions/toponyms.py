"""Where place names stand: what the named-entity recogniser found, and what the gazetteer adds where the context is strong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer import Entry, lookup, nationality

PLACE_LABELS = frozenset({"LOC", "GPE", "FAC"})
PERSON_LABELS = frozenset({"PERSON", "PER"})
LONGEST = 5  # words of a name in the gazetteer
LEAST_PEOPLE = 15_000  # of a city that only the gazetteer knows
LEAST_PEOPLE_OF_DIVISION = 1_000_000  # of a first-level division that needs no preposition before it
DASHES = frozenset({"-", "–", "—", "--"})
WIDENED_BY = frozenset({"province", "region", "water"})  # kinds of which a noun in small letters belongs to the name


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name where it stands: its span, the name to look up, its kind where a noun tells it, the rule that found it."""

    span: Span
    name: str
    kind: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Context:
    """The lexicon `place_context`: words around a name that tell a place from something else of the same name."""

    locatives: frozenset[str]
    kind_of: frozenset[str]
    directions: frozenset[str]
    doubtful: frozenset[str]


def find_toponyms(doc: Doc, is_masked: Callable[[Span], bool]) -> list[Toponym]:
    """Every place name of the doc outside page furniture, in text order, none inside another."""
    found: list[Toponym] = []
    taken: set[int] = set()
    for toponym in _recognised(doc):
        found.append(toponym)
        taken.update(range(toponym.span.start, toponym.span.end))
    found.extend(_listed(doc, taken))
    found.sort(key=lambda toponym: toponym.span.start)
    widened = [_widened(toponym) for toponym in found if not is_masked(toponym.span)]
    return _shared_noun(_apart(widened))


def _recognised(doc: Doc) -> Iterator[Toponym]:
    """Entities with a place label, trimmed, unless they are words for a people."""
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            continue
        span = _trimmed(entity)
        if not span or nationality(span.text) or not any(token.text[:1].isupper() for token in span):
            continue
        for part in _run_together(span):
            yield Toponym(part, part.text, None, "entity")


def _trimmed(span: Span) -> Span:
    """The span without a leading article or nationality and without blanks, punctuation or a possessive at its edges."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (not _is_word(doc[start]) or doc[start].lower_ in ("the", "a", "an") or nationality(doc[start].text)):
        if nationality(doc[start].text) and (lookup(doc[start:end].text) or end - start == 1):
            break
        start += 1
    while end > start and ((not _is_word(doc[end - 1]) and doc[end - 1].text != ")") or doc[end - 1].text in ("'s", "’s", "'", "’")):
        end -= 1
    return doc[start:end]


def _run_together(span: Span) -> list[Span]:
    """Two names that the recogniser took for one ("Geneva Switzerland"): split where a country ends or opens them."""
    if len(span) > 1 and not lookup(span.text):
        for cut in range(span.start + 1, span.end):
            left, right = span.doc[span.start : cut], span.doc[cut : span.end]
            if left.text.lower() in _context().directions or left[-1].lower_ in ("of", "and", "-", "the"):
                continue
            noun = right[0].lower_ in _nouns("after")
            if (_is_country(right) and lookup(left.text)) or (_is_country(left) and lookup(right.text) and not noun):
                return [left, right]
    return [span]


def _listed(doc: Doc, taken: set[int]) -> Iterator[Toponym]:
    """Names in the gazetteer that the recogniser passed over, where a rule accepts them."""
    entities = {entity.start: entity for entity in doc.ents}
    i = 0
    while i < len(doc):
        span = None if i in taken else _longest_name(doc, i, taken)
        if span is None:
            i += 1
            continue
        rule = _rule(span, lookup(span.text), entities.get(i))
        if rule:
            yield Toponym(span, span.text, None, rule)
        i = span.end


def _longest_name(doc: Doc, start: int, taken: set[int]) -> Span | None:
    """The longest run of words from there that the gazetteer has."""
    if not doc[start].text[:1].isupper() or doc[start].lower_ == "the":
        return None
    longest = start
    while longest < min(len(doc), start + LONGEST) and longest not in taken and not doc[longest].is_space:
        longest += 1
    for end in range(longest, start, -1):
        last = doc[end - 1].text
        if last[:1].isupper() and (last[-1].isalnum() or last[-1] == ".") and lookup(doc[start:end].text):
            return doc[start:end]
    return None


def _rule(span: Span, entries: Sequence[Entry], entity: Span | None) -> str | None:
    """The name of the rule by which a name in the gazetteer is a place here, or `None`."""
    label = span[0].ent_type_ or span[-1].ent_type_
    whole = entity is not None and entity.start == span.start and entity.end == span.end
    if nationality(span.text) or span.text in _context().doubtful or (label and not whole) or label in PERSON_LABELS:
        return None
    short = span.text.replace(".", "")
    if len(short) <= 3 and not short.isupper():
        return None
    if entries[0].kind == "country":
        return None if _inside_name(span) and not label else "country"
    if label or _inside_name(span):
        return None
    if _opens_dateline(span):
        return "dateline"
    if any(entry.kind in ("region", "water") for entry in entries):
        return "region" if len(span) > 1 or _after(span, "the") or _after(span, *_context().locatives) else None
    if not any(entry.kind == "province" or entry.population >= LEAST_PEOPLE for entry in entries) or not _is_proper(span):
        return None
    if any(entry.kind == "province" and entry.own and entry.population >= LEAST_PEOPLE_OF_DIVISION for entry in entries):
        return "division"
    if _after(span, *_context().locatives):
        return "locative"
    if _after(span, "of") and span.start > 1 and span.doc[span.start - 2].lower_ in _context().kind_of:
        return "locative"
    return "container" if _before_country(span) else None


def _inside_name(span: Span) -> bool:
    """Whether the words beside it make a larger name of it: "Bank of Orland", "Orland Daily", "Air Orland"."""
    doc = span.doc
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and not after.is_sent_start and after.is_alpha and after.text[:1].isupper() and after.pos_ == "PROPN":
        return after.lower_ not in _nouns("after") and not after.ent_type_
    if span.start == 0 or span[0].is_sent_start:
        return False
    before = doc[span.start - 1]
    if before.lower_ in ("of", "for") and span.start > 1:
        opening = doc[span.start - 2]
        return opening.text[:1].isupper() and opening.lower_ not in _context().kind_of and opening.pos_ in ("PROPN", "")
    return before.pos_ == "PROPN" and before.text[:1].isupper() and not before.ent_type_ and before.lower_ not in _context().directions


def _opens_dateline(span: Span) -> bool:
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


def _before_country(span: Span) -> bool:
    """Whether a comma and a country or first-level division follow: "Orla, Kenya"."""
    doc, start = span.doc, span.end + 1
    if start >= len(doc) or doc[span.end].text != "," or not doc[start].text[:1].isupper():
        return False
    for end in range(min(len(doc), start + 3), start, -1):
        if any(entry.kind in ("country", "province") for entry in lookup(doc[start:end].text)):
            return True
    return False


def _widened(toponym: Toponym) -> Toponym:
    """The name with the direction before it and the noun for its kind beside it."""
    span, name, kind = toponym.span, toponym.name, toponym.kind
    doc, start, end = span.doc, span.start, span.end
    after, before = _nouns("after"), _nouns("before")
    country = _is_country(span)
    if span[-1].lower_ in after and len(span) > 1:
        kind = after[span[-1].lower_]
        name = toponym.name if lookup(toponym.name) else doc[start : end - 1].text
    elif end < len(doc) and doc[end].lower_ in after and not _followed_by_name(doc, end):
        noun = doc[end].lower_
        if (doc[end].is_title and (not country or after[noun] == "site")) or (after[noun] in WIDENED_BY and not country):
            kind, end = after[noun], end + 1
    if span[0].lower_ in before and len(span) > 1 and not lookup(span.text):
        kind = before[span[0].lower_]
    elif start > 0 and doc[start - 1].lower_ in before and doc[start - 1].is_title and not country:
        kind, start = before[doc[start - 1].lower_], start - 1
    if start > 0 and doc[start - 1].lower_ in _context().directions and doc[start - 1].is_title and not doc[start - 1].is_sent_start:
        start -= 1
        kind = kind or "region"
    if kind is None and len(span) > 1 and span[0].lower_ in _context().directions and not lookup(span.text):
        kind, name = "region", doc[start + 1 : end].text
    return replace(toponym, span=doc[start:end], name=name, kind=kind)


def _followed_by_name(doc: Doc, i: int) -> bool:
    return doc[i].is_title and i + 1 < len(doc) and doc[i + 1].text[:1].isupper() and doc[i + 1].is_alpha and not doc[i + 1].is_sent_start


def _shared_noun(toponyms: list[Toponym]) -> list[Toponym]:
    """A plural noun after a list of names gives each its kind: "Orla, Tern and Lena Provinces"."""
    plural = _nouns("plural")
    out = list(toponyms)
    for last in range(len(out) - 1, -1, -1):
        span = out[last].span
        doc, i = span.doc, last
        noun = doc[span.end].lower_ if span.end < len(doc) else span[-1].lower_
        if span[-1].lower_ in plural and len(span) > 1 and last > 0:
            noun, span = span[-1].lower_, doc[span.start : span.end - 1]
            if not _coordinated(out[last - 1].span, span):
                continue
            out[last] = replace(out[last], span=span, name=span.text)
        if noun not in plural or _is_country(span):
            continue
        while True:
            out[i] = replace(out[i], kind=plural[noun])
            if i == 0 or not _coordinated(out[i - 1].span, out[i].span):
                break
            i -= 1
    return out


def _coordinated(left: Span, right: Span) -> bool:
    between = left.doc[left.end : right.start]
    return 0 < len(between) <= 3 and all(token.lower_ in (",", "and", "or", "&", "the") for token in between)


def _apart(toponyms: list[Toponym]) -> list[Toponym]:
    """Without what lies inside or across an earlier one."""
    out: list[Toponym] = []
    for toponym in toponyms:
        if out and toponym.span.start < out[-1].span.end:
            if len(toponym.span) > len(out[-1].span):
                out[-1] = toponym
            continue
        out.append(toponym)
    return out


def _is_word(token: Token) -> bool:
    return any(char.isalnum() for char in token.text)


def _is_country(span: Span) -> bool:
    return any(entry.kind == "country" for entry in lookup(span.text))


def _is_proper(span: Span) -> bool:
    return all(token.pos_ in ("PROPN", "ADP", "PUNCT", "DET", "") for token in span)


def _after(span: Span, *words: str) -> bool:
    return span.start > 0 and span.doc[span.start - 1].lower_ in words


@cache
def _context() -> Context:
    words = load("place_context", dict[str, list[str]])
    return Context(*(frozenset(words[name]) for name in ("locatives", "kind_of", "directions", "doubtful")))


@cache
def _nouns(position: str) -> dict[str, str]:
    kinds = load("place_nouns", dict[str, dict[str, list[str]]])[position]
    return {noun: kind for kind, nouns in kinds.items() for noun in nouns}

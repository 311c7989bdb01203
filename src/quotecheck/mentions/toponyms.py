"""Where place names stand: what the named-entity recogniser found, and what the gazetteer adds where the context is strong."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from spacy.tokens import Doc, Span

from quotecheck.mentions.gazetteer import key, lookup
from quotecheck.mentions.listed import LEAST_PEOPLE, LONGEST, Known, listed
from quotecheck.mentions.recognised import recognised, surnames_of
from quotecheck.mentions.surroundings import are_coordinated, continues, is_country, is_generic, is_name_word, nouns, words
from quotecheck.mentions.toponym import Toponym, Words

PARTS = frozenset({"coast", "suburb"})  # nouns that with "of" name a part of the place, not the place
WIDENED_BY = frozenset({"province", "region", "water"})  # kinds of which a noun in small letters belongs to the name


def find_toponyms(text: Words, is_masked: Callable[[Span], bool], home: Iterable[str] = ()) -> list[Toponym]:
    """Every place name of the doc outside page furniture, in text order, none inside another.

    `home` are countries that the article is known to be from or whose people it names, by ISO 3166-1 alpha-2 code.
    """
    surnames = surnames_of(text)
    first = list(recognised(text, is_masked, surnames))
    taken = frozenset(i for toponym in first for i in range(toponym.span.start, toponym.span.end))
    at_home = {entry.country for toponym in first for entry in lookup(toponym.name)[:1] if entry.kind == "country"}
    known = Known(frozenset(at_home | set(home)), frozenset(key(toponym.name) for toponym in first), surnames)
    second = (toponym for toponym in listed(text, taken, known) if not is_masked(toponym.span))
    found = sorted([*first, *second], key=lambda toponym: toponym.span.start)
    return _shared_noun([toponym for toponym in _apart([_widened(toponym) for toponym in found]) if not is_generic(toponym.span)])


def _widened(toponym: Toponym) -> Toponym:
    """The name with the direction before it and the noun for its kind beside it."""
    span, part = toponym.span, toponym.part
    doc, start, before, country = span.doc, span.start, nouns("before"), is_country(span)
    name, kind, end = _with_noun(toponym)
    if span[0].lower_ in before and len(span) > 1 and not lookup(span.text):
        kind = before[span[0].lower_]
    elif start > 0 and doc[start - 1].lower_ in before and doc[start - 1].is_title and not country:
        kind, start = before[doc[start - 1].lower_], start - 1
    if start > 0 and doc[start - 1].lower_ in words().directions and doc[start - 1].is_title and not doc[start - 1].is_sent_start:
        start -= 1
        kind, part = kind or "region", True
    if kind == "site":
        while start > max(0, span.start - LONGEST) and _precedes_in_name(doc, start - 1):
            start -= 1
        name = doc[start:end].text if start < span.start else name
    if kind is None and len(span) > 1 and span[0].lower_ in words().directions and not lookup(span.text):
        kind, name, part = "region", doc[start + 1 : end].text, True
    return replace(toponym, span=doc[start:end], name=name, kind=kind or _kind_before(doc, start), part=part)


def _with_noun(toponym: Toponym) -> tuple[str, str | None, int]:
    """The name to look up, the kind and the end of the name, as the noun tells that ends it or follows it."""
    span, name, after = toponym.span, toponym.name, nouns("after")
    doc, start, end = span.doc, span.start, span.end
    last = span[-1].lower_
    country = is_country(span)
    if last in after and len(span) > 1:
        if country or _is_town(name):
            return name, None, end
        return name if lookup(name) or last in words().roads else doc[start : end - 1].text, after[last], end
    if end == len(doc) or doc[end].lower_ not in after or continues(doc, end):
        return name, toponym.kind, end
    noun = doc[end].lower_
    kind = after[noun]
    if (doc[end].is_title and (not country or kind == "site")) or (kind in WIDENED_BY and not country):
        return doc[start : end + 1].text if noun in words().roads else name, kind, end + 1
    return name, kind if kind == "city" and not country else toponym.kind, end


def _is_town(name: str) -> bool:
    """Whether a town goes by that name, whatever its last word means elsewhere ("Virginia Beach")."""
    return any(entry.kind == "city" and entry.own and entry.population >= LEAST_PEOPLE for entry in lookup(name))


def _kind_before(doc: Doc, start: int) -> str | None:
    """The kind that a noun and "of" before the name tell: "the village of Orla"; not of a part of it, "the coast of Orla"."""
    at = start - 1
    while at > 0 and doc[at].lower_ == "the":
        at -= 1
    if at < 1 or doc[at].lower_ != "of" or doc[at - 1].lower_ not in words().kind_of:
        return None
    return None if doc[at - 1].lower_ in PARTS else nouns("after").get(doc[at - 1].lower_)


def _precedes_in_name(doc: Doc, at: int) -> bool:
    """Whether a capitalised word of the same sentence belongs to the name of a site behind it: "[Orla] [Tern] International Airport"."""
    token = doc[at]
    opens = token.is_sent_start and (at == 0 or not token.ent_type_)
    return is_name_word(token) and token.pos_ in ("PROPN", "") and bool(token.ent_type_) and not opens and not doc[at + 1].is_sent_start


def _shared_noun(toponyms: list[Toponym]) -> list[Toponym]:
    """A plural noun after a list of names gives each its kind: "Orla, Tern and Lena Provinces"."""
    plural = nouns("plural")
    out = list(toponyms)
    for last in range(len(out) - 1, -1, -1):
        span = out[last].span
        doc, i = span.doc, last
        noun = doc[span.end].lower_ if span.end < len(doc) else ""
        if span[-1].lower_ in plural and len(span) > 1 and last > 0 and not lookup(span.text):
            noun, span = span[-1].lower_, doc[span.start : span.end - 1]
            if not are_coordinated(out[last - 1].span, span):
                continue
            out[last] = replace(out[last], span=span, name=span.text)
        if noun not in plural or is_country(span):
            continue
        while True:
            out[i] = replace(out[i], kind=plural[noun])
            if i == 0 or not are_coordinated(out[i - 1].span, out[i].span) or is_country(out[i - 1].span):
                break
            i -= 1
    return out


def _apart(toponyms: list[Toponym]) -> list[Toponym]:
    """Without what lies inside or across another that is longer or comes first."""
    out: list[Toponym] = []
    for toponym in toponyms:
        while out and toponym.span.start < out[-1].span.end and len(toponym.span) > len(out[-1].span):
            out.pop()
        if not out or toponym.span.start >= out[-1].span.end:
            out.append(toponym)
    return out

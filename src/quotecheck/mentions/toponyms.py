"""Where place names stand: what the named-entity recogniser found, and what the gazetteer adds where the context is strong."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span

from quotecheck.mentions.gazetteer import Entry, key, lookup, nationality
from quotecheck.mentions.surroundings import (
    PLACE_LABELS,
    POSSESSIVES,
    are_coordinated,
    belongs_to_body,
    continues,
    has_capital,
    has_container,
    has_noun,
    is_body,
    is_country,
    is_in_headline,
    is_in_larger_name,
    is_inside,
    is_located,
    is_name_word,
    nouns,
    opens_dateline,
    runs_on,
    words,
)
from quotecheck.syntax.labels import SUBJECTS, dep

PERSON_LABELS = frozenset({"PERSON", "PER"})
LONGEST = 5  # words of a name in the gazetteer
LONGEST_RUN = 12  # words of several names that the recogniser took for one
REACH = 4  # words on each side of a name within which the gazetteer may know a longer one
GREAT_CITY = 300_000  # people of a city that the recogniser may have taken for a person
LEAST_PEOPLE = 15_000  # of a city that only the gazetteer and a preposition know
LEAST_PEOPLE_AT_HOME = 50_000  # of a city that only the gazetteer knows, in a country that the article names
LEAST_PEOPLE_OF_DIVISION = 1_000_000  # of a first-level division that needs no preposition before it
WIDENED_BY = frozenset({"province", "region", "water"})  # kinds of which a noun in small letters belongs to the name


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place name where it stands: its span, the name to look up, its kind where a noun tells it, the rule that found it.

    `part` is true where a direction makes it a part of what bears the name ("Central Kenya").
    """

    span: Span
    name: str
    kind: str | None
    rule: str
    part: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the recogniser told: the article's countries, and keys of names that are places or surnames elsewhere in it."""

    countries: frozenset[str]
    names: frozenset[str]
    surnames: frozenset[str]


def find_toponyms(doc: Doc, is_masked: Callable[[Span], bool], home: Iterable[str] = ()) -> list[Toponym]:
    """Every place name of the doc outside page furniture, in text order, none inside another.

    `home` are countries that the article is known to be from or whose people it names, by ISO 3166-1 alpha-2 code.
    """
    recognised = [toponym for toponym in _recognised(doc, is_masked) if not is_masked(toponym.span)]
    taken = {i for toponym in recognised for i in range(toponym.span.start, toponym.span.end)}
    at_home = {entry.country for toponym in recognised for entry in lookup(toponym.name)[:1] if entry.kind == "country"}
    known = Known(frozenset(at_home | set(home)), frozenset(key(toponym.name) for toponym in recognised), _surnames(doc))
    listed = _listed(doc, taken, known)
    found = sorted([*recognised, *(toponym for toponym in listed if not is_masked(toponym.span))], key=lambda toponym: toponym.span.start)
    return _shared_noun([toponym for toponym in _apart([_widened(toponym) for toponym in found]) if not _is_generic(toponym.span)])


def _recognised(doc: Doc, is_masked: Callable[[Span], bool]) -> Iterator[Toponym]:
    """Entities with a place label, trimmed and taken apart, where the gazetteer or the context bears them out."""
    unknown: list[Span] = []
    sure: set[str] = set()
    surnames = _surnames(doc)
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            if len(entity) > 1 and entity[-1].lower_ in words().naming and not is_in_larger_name(entity):
                yield Toponym(_trimmed(entity), _trimmed(entity).text, None, "noun")
            continue
        span = _completed(_trimmed(entity))
        if not span or nationality(span.text) or _is_never(span) or not any(has_capital(token) for token in span):
            continue
        if key(span.text) in surnames and not is_located(span):
            continue
        for part in map(_completed, _parts(span)):
            if belongs_to_body(part) or part.text.lower() in nouns("after") or _is_never(part):
                continue
            if lookup(part.text):
                if is_country(part) or part.end < span.end or not runs_on(part):
                    yield Toponym(part, part.text, None, "entity")
            elif not is_body(part[-1]) and not any(char.isdigit() or char == "." for char in part.text):
                unknown.append(part)
                if not is_in_headline(part) and ((is_inside(part) and not is_masked(part)) or _has_place_word(part)):
                    sure.add(part.text)
    yield from (Toponym(span, span.text, None, "entity") for span in unknown if span.text in sure)


def _is_never(span: Span) -> bool:
    """Whether it is no place whatever the recogniser says: a listed word, or nothing but directions and such words ("Upper House")."""
    listed = words().never
    return span.text in listed or (
        len(span) > 1 and all(token.text in listed or token.lower_ in words().directions for token in span) and not lookup(span.text)
    )


def _is_generic(span: Span) -> bool:
    """Whether nothing in it tells it from others of its kind: "International Airport"."""
    return all(token.lower_ in words().generic or token.lower_ in nouns("after") for token in span) and not lookup(span.text)


def _completed(span: Span) -> Span:
    """The longest name in the gazetteer around a name that the recogniser cut: "[Trinidad] and Tobago", "United [Arab Emirates]"."""
    doc = span.doc
    if not span:
        return span
    first, last = span.start, span.end
    while first > max(0, span.start - REACH) and _may_belong(doc, first - 1):
        first -= 1
    while last < min(len(doc), span.end + REACH) and _may_belong(doc, last):
        last += 1
    around = [(start, end) for start in range(first, span.start + 1) for end in range(last, span.end - 1, -1) if end - start > len(span)]
    for start, end in sorted(around, key=lambda pair: pair[0] - pair[1]):
        if doc[start].text[0].isupper() and doc[end - 1].text[0].isupper() and _is_great(doc[start:end]):
            return doc[start:end]
    return span


def _may_belong(doc: Doc, at: int) -> bool:
    token = doc[at]
    word = token.text[:1].isupper() and token.lower_ != "the"
    return (word or token.text in ("and", "-", "of") or token.text in POSSESSIVES) and token.ent_type_ not in PERSON_LABELS


def _is_great(span: Span) -> bool:
    """Whether the gazetteer has more than a small town of that name."""
    return any(entry.kind != "city" or entry.population >= LEAST_PEOPLE_AT_HOME for entry in lookup(span.text))


def _surnames(doc: Doc) -> frozenset[str]:
    """Keys of the words that names of persons of several words end in."""
    return frozenset(key(entity[-1].text) for entity in doc.ents if entity.label_ in PERSON_LABELS and len(entity) > 1)


def _has_place_word(span: Span) -> bool:
    return has_noun(span) or span[-1].lower_ in nouns("after") or span[0].lower_ in words().directions


def _trimmed(span: Span) -> Span:
    """The span without a leading article or nationality, without blanks, punctuation, possessives or small words at its edges."""
    doc, start, end = span.doc, span.start, span.end
    while end > start and not _ends_name(doc[start:end]):
        end -= 1
    while start < end and (doc[start].lower_ in ("the", "a", "an") or not any(char.isalnum() for char in doc[start].text)):
        start += 1
    while end - start > 1 and nationality(doc[start].text) and not lookup(doc[start:end].text):
        start += 1
    return doc[start:end]


def _ends_name(span: Span) -> bool:
    last = span[-1]
    if last.text in POSSESSIVES or not (any(char.isalnum() for char in last.text) or last.text == ")"):
        return False
    return (
        not last.text.islower()
        or len(span) == 1
        or last.lower_ in nouns("after")
        or last.lower_ in nouns("plural")
        or bool(lookup(span.text))
    )


def _parts(span: Span) -> list[Span]:
    """Names that the recogniser took for one: "Orla and Tern", "Geneva Switzerland"."""
    doc = span.doc
    if not 1 < len(span) <= LONGEST_RUN or lookup(span.text):
        return [span]
    for cut in range(span.start + 1, span.end):
        left, right = doc[span.start : cut], doc[cut : span.end]
        apart = doc[cut].lower_ in ("and", ",", "/", "or") or doc[cut].text in POSSESSIVES
        if apart and cut + 1 < span.end and (lookup(left.text) or (doc[cut].text in (",", *POSSESSIVES) and lookup(right[1:].text))):
            return [left, *_parts(doc[cut + 1 : span.end])]
        if left.text.lower() in words().directions or left[-1].lower_ in ("of", "and", "-", "the"):
            continue
        noun = right[0].lower_ in nouns("after")
        if (is_country(right) and lookup(left.text)) or (is_country(left) and lookup(right.text) and not noun):
            return [left, right]
    return [span]


def _listed(doc: Doc, taken: set[int], known: Known) -> Iterator[Toponym]:
    """Names in the gazetteer that the recogniser passed over, where a rule accepts them."""
    end, last = 0, doc[0:0]
    for i in [i for i, token in enumerate(doc) if i in taken or has_capital(token)]:
        if i in taken:
            last = doc[(last.start if last.end == i else i) : i + 1]
        elif i >= end and (span := _longest_name(doc, i, (taken, known.names))) is not None:
            end = span.end
            if rule := _rule(span, known, last):
                last = span
                yield Toponym(span, span.text, None, rule)


def _longest_name(doc: Doc, start: int, known: tuple[set[int], frozenset[str]]) -> Span | None:
    """The longest run of words from that capital on that the gazetteer or the article has as a place, or that a noun for one ends.

    `known` are the tokens that are taken, and the keys of the names that are places elsewhere in the article.
    """
    taken, names = known
    if doc[start].lower_ == "the":
        return None
    longest = start
    while longest < min(len(doc), start + LONGEST) and longest not in taken and not doc[longest].is_space:
        longest += 1
    for end in range(longest, start, -1):
        last = doc[end - 1]
        if has_capital(last) and (last.text[-1].isalnum() or last.text[-1] == "."):
            span = doc[start:end]
            if lookup(span.text) or key(span.text) in names or (end - start <= 2 and span.text.isupper() and opens_dateline(span)):
                return span
    return _named_by_noun(doc, start, longest)


def _named_by_noun(doc: Doc, start: int, longest: int) -> Span | None:
    """Capitals that no gazetteer has, before a noun for a kind of division or region: "Tern Ward"."""
    end = start
    while end < longest and is_name_word(doc[end]) and doc[end].pos_ in ("PROPN", "") and doc[end].lower_ not in nouns("after"):
        end += 1
    opened = start > 0 and is_name_word(doc[start - 1]) and not doc[start].is_sent_start
    return doc[start:end] if start < end < longest and has_noun(doc[start:end]) and not opened else None


def _rule(span: Span, known: Known, last: Span) -> str | None:
    """The name of the rule by which a name that the recogniser passed over is a place here, or `None`."""
    letters = span.text.replace(".", "")
    if nationality(span.text) or _is_never(span) or (len(letters) <= 3 and not letters.isupper()) or not _is_whole(span):
        return None
    entries = lookup(span.text)
    if len(last) and are_coordinated(last, span) and _is_neighbour(span, lookup(last.text)):
        return "coordinated"
    if not entries and span.text.isupper() and len(letters) > 3 and opens_dateline(span) and span.doc[span.end].text == ",":
        return "dateline"
    if key(span.text) in known.names and not is_in_larger_name(span) and not belongs_to_body(span):
        return "again"
    label = span.root.ent_type_ if span.doc.has_annotation("DEP") else span[-1].ent_type_
    if label in PERSON_LABELS:
        return "great_city" if _is_misread(span, known) else None
    if has_noun(span) and not label and not is_country(span) and _is_proper(span) and not is_in_headline(span):
        return "noun"
    if span.text in words().doubtful or not entries:
        return None
    if entries[0].kind == "country":
        return None if (is_in_larger_name(span) and not label) or belongs_to_body(span) else "country"
    if is_in_larger_name(span) or belongs_to_body(span):
        return None
    if any(entry.kind in ("region", "water") for entry in entries) and label in ("", "MISC"):
        return "region"
    return None if label or not _is_proper(span) else _rule_for_towns(span, known)


def _is_misread(span: Span, known: Known) -> bool:
    """Whether the recogniser took a great city of the article's country for a person whom the article names nowhere in full."""
    doc = span.doc
    if len(span) > 1 or span[0].ent_iob_ != "B" or dep(span[0]) in SUBJECTS or is_in_larger_name(span) or span.text in words().doubtful:
        return False
    if (span.end < len(doc) and doc[span.end].ent_iob_ == "I") or key(span.text) in known.surnames:
        return False
    return any(entry.own and entry.population >= GREAT_CITY and entry.country in known.countries for entry in lookup(span.text))


def _rule_for_towns(span: Span, known: Known) -> str | None:
    """The rule by which a city or first-level division that is no entity is a place here, or `None`."""
    entries = lookup(span.text)
    if opens_dateline(span):
        return "dateline"
    if not any(entry.kind == "province" or entry.population >= LEAST_PEOPLE for entry in entries):
        return None
    if any(entry.kind == "province" and entry.own and entry.population >= LEAST_PEOPLE_OF_DIVISION for entry in entries):
        return "division"
    if is_located(span):
        return "located"
    if has_container(span):
        return "container"
    if any(entry.own and entry.population >= LEAST_PEOPLE_AT_HOME and entry.country in known.countries for entry in entries):
        return "at_home"
    return None


def _is_neighbour(span: Span, beside: Sequence[Entry]) -> bool:
    """Whether a place of that name lies in the country of one under the other name; a hamlet only where a noun for places follows."""
    countries = {entry.country for entry in beside if entry.kind in ("province", "city")}
    least = 0 if span.end < len(span.doc) and span.doc[span.end].lower_ in {*nouns("after"), *nouns("plural")} else LEAST_PEOPLE
    return any(entry.country in countries and (entry.kind == "province" or entry.population >= least) for entry in lookup(span.text))


def _is_whole(span: Span) -> bool:
    """Whether the span cuts no entity in two, but for the noun after it and a nationality that opens it ("Thai Nguyen")."""
    doc, end = span.doc, span.end
    if span[0].ent_iob_ == "I" and not nationality(span[0].text):
        return False
    if end < len(doc) and doc[end].lower_ in {*nouns("after"), *nouns("plural")}:
        end += 1
    return end == len(doc) or doc[end].ent_iob_ != "I"


def _is_proper(span: Span) -> bool:
    return all(token.pos_ in ("PROPN", "ADP", "PUNCT", "DET", "") or nationality(token.text) for token in span)


def _widened(toponym: Toponym) -> Toponym:
    """The name with the direction before it and the noun for its kind beside it."""
    span, name, kind, part = toponym.span, toponym.name, toponym.kind, toponym.part
    doc, start, end = span.doc, span.start, span.end
    after, before = nouns("after"), nouns("before")
    country = is_country(span)
    if span[-1].lower_ in after and len(span) > 1:
        kind = after[span[-1].lower_]
        name = name if lookup(name) or span[-1].lower_ in words().roads else doc[start : end - 1].text
    elif end < len(doc) and doc[end].lower_ in after and not continues(doc, end):
        noun = doc[end].lower_
        if (doc[end].is_title and (not country or after[noun] == "site")) or (after[noun] in WIDENED_BY and not country):
            kind, end = after[noun], end + 1
            name = doc[start:end].text if noun in words().roads else name
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
    return replace(toponym, span=doc[start:end], name=name, kind=kind, part=part)


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

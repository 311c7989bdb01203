"""Place names that the recogniser passed over: in the gazetteer or the article already, and accepted by a rule of their surroundings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from quotecheck.mentions.gazetteer import Entry, key, lookup, nationality
from quotecheck.mentions.recognised import PERSON_LABELS
from quotecheck.mentions.surroundings import (
    are_coordinated,
    belongs_to_body,
    expanded,
    has_container,
    has_noun,
    is_country,
    is_in_headline,
    is_in_larger_name,
    is_located,
    is_money,
    is_name_word,
    is_never,
    names_people,
    nouns,
    opens_dateline,
    words,
)
from quotecheck.mentions.toponym import Toponym, Words
from quotecheck.syntax.labels import SUBJECTS, dep

LONGEST = 5  # words of a name in the gazetteer
GREAT_CITY = 300_000  # people of a city that the recogniser may have taken for a person
LEAST_PEOPLE = 15_000  # of a city that only the gazetteer and a preposition know
LEAST_PEOPLE_AT_HOME = 50_000  # of a city that only the gazetteer knows, in a country that the article names
LEAST_PEOPLE_OF_DIVISION = 1_000_000  # of a first-level division that needs no preposition before it


@dataclass(frozen=True, slots=True)
class Known:
    """What the recogniser told: the article's countries, and keys of names that are places or surnames elsewhere in it."""

    countries: frozenset[str]
    names: frozenset[str]
    surnames: frozenset[str]


def listed(text: Words, taken: frozenset[int], known: Known) -> Iterator[Toponym]:
    """Names outside the tokens that are taken already, in text order."""
    doc = text.doc
    end, last = 0, doc[0:0]
    for i in sorted((text.capitals - _persons(text)) | taken):
        if i in taken:
            last = doc[(last.start if last.end == i else i) : i + 1]
        elif i >= end and (found := _longest_name(text, i, taken, known)):
            end = found
            span = doc[i:found]
            if rule := _rule(span, known, last):
                last = span
                yield Toponym(span, expanded(span.text), None, rule)


def _persons(text: Words) -> set[int]:
    """The words of persons' names of several words: none of them is a place."""
    return {i for label, entity in text.entities if label in PERSON_LABELS and len(entity) > 1 for i in range(entity.start, entity.end)}


def _longest_name(text: Words, start: int, taken: frozenset[int], known: Known) -> int | None:
    """Where the longest name ends that begins with that capital: the gazetteer or the article has it, or a noun for places follows it."""
    said = text.words
    if said[start].lower() == "the":
        return None
    longest = start
    while longest < min(len(said), start + LONGEST) and longest not in taken and not said[longest].isspace():
        longest += 1
    for end in range(longest, start, -1):
        last = said[end - 1]
        if end - 1 in text.capitals and (last[-1].isalnum() or last[-1] == "."):
            name = text.name(start, end)
            if lookup(expanded(name)) or key(name) in known.names:
                return end
            if end - start <= 2 and name.isupper() and opens_dateline(text.doc[start:end]):
                return end
    return _named_by_noun(text, start, longest)


def _named_by_noun(text: Words, start: int, longest: int) -> int | None:
    """Where capitals end that no gazetteer has, before a noun for a kind of division or region: "Tern Ward"."""
    said, after = text.words, nouns("after")
    end = start
    while end < longest and said[end][:1].isupper() and said[end].isalpha() and said[end].lower() not in after:
        end += 1
    if not start < end < longest or said[end].lower() not in after:
        return None
    doc = text.doc
    if any(token.pos_ not in ("PROPN", "") for token in doc[start:end]):
        return None
    opened = start > 0 and is_name_word(doc[start - 1]) and not doc[start].is_sent_start
    return end if has_noun(doc[start:end]) and not opened else None


def _rule(span: Span, known: Known, last: Span) -> str | None:
    """The name of the rule by which a name that the recogniser passed over is a place here, or `None`."""
    letters = span.text.replace(".", "")
    if nationality(span.text) or is_never(span) or is_money(span) or (len(letters) <= 3 and not letters.isupper()) or not _is_whole(span):
        return None
    entries = lookup(span.text)
    if len(last) and expanded(span.text) != span.text and last.end == span.start - 1 and span.doc[last.end].text == ",":
        return "container"
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
    if label == "MISC" and names_people(span):
        return "people"
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
    """The rule by which a city or division that is no entity is a place here, or `None`."""
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
    if names_people(span):
        return "people"
    if any(entry.own and entry.population >= LEAST_PEOPLE_AT_HOME and entry.country in known.countries for entry in entries):
        return "at_home"
    return None


def _is_neighbour(span: Span, beside: Sequence[Entry]) -> bool:
    """Whether a place of that name lies in the country of one under the other name; a hamlet only where a noun for places follows."""
    countries = {entry.country for entry in beside if entry.kind in ("province", "district", "city")}
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

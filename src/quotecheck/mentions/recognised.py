"""Place names that the named-entity recogniser found: trimmed, taken apart, and kept where the gazetteer or the context bears them out."""

from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Span

from quotecheck.mentions.gazetteer import key, lookup, nationality
from quotecheck.mentions.surroundings import (
    DASHES,
    PLACE_LABELS,
    POSSESSIVES,
    belongs_to_body,
    expanded,
    has_capital,
    has_noun,
    is_body,
    is_country,
    is_cut,
    is_in_headline,
    is_in_larger_name,
    is_inside,
    is_located,
    is_money,
    is_never,
    nouns,
    runs_on,
    words,
)
from quotecheck.mentions.toponym import Toponym, Words

PERSON_LABELS = frozenset({"PERSON", "PER"})
LONGEST_RUN = 12  # words of several names that the recogniser took for one
REACH = 4  # words on each side of a name within which the gazetteer may know a longer one
GREAT = 50_000  # people of a city whose longer name may be meant


def recognised(text: Words, is_masked: Callable[[Span], bool], surnames: frozenset[str]) -> Iterator[Toponym]:
    """Entities with a place label outside page furniture; `surnames` are keys of the last words of persons' names."""
    unknown: list[Span] = []
    sure: set[str] = set()
    others, naming = _otherwise_labelled(text), words().naming
    for label, entity in text.entities:
        if label not in PLACE_LABELS:
            named = len(entity) > 1 and text.words[entity.end - 1].lower() in naming and not is_in_larger_name(entity)
            if named and not is_masked(entity) and (trimmed := _trimmed(entity, text)):
                yield Toponym(trimmed, trimmed.text, None, "noun")
            continue
        span = _completed(_trimmed(entity, text), text)
        if not span or is_masked(span) or not _may_be_place(span) or (key(span.text) in surnames and not is_located(span)):
            continue
        parts = _parts(span, text)
        for part in parts if len(parts) == 1 else [_completed(part, text) for part in parts]:
            if not part or belongs_to_body(part) or part.text.lower() in nouns("after") or is_never(part):
                continue
            name = expanded(part.text)
            if lookup(name):
                if is_country(part) or part.end < span.end or not runs_on(part):
                    yield Toponym(part, name, None, "entity")
            elif part.text not in others and _may_be_unheard_of(part):
                unknown.append(part)
                if not is_in_headline(part) and (is_inside(part) or _has_place_word(part)):
                    sure.add(part.text)
    yield from (Toponym(span, span.text, None, "entity") for span in unknown if span.text in sure)


def _may_be_unheard_of(span: Span) -> bool:
    """Whether it looks like the whole name of a place that no gazetteer has."""
    if is_body(span[-1]) or any(char.isdigit() or char == "." for char in span.text):
        return False
    return span[0].lower_ in words().directions or not is_cut(span)


def surnames_of(text: Words) -> frozenset[str]:
    """Keys of the words that names of persons of several words end in."""
    return frozenset(key(text.words[entity.end - 1]) for label, entity in text.entities if label in PERSON_LABELS and len(entity) > 1)


def _otherwise_labelled(text: Words) -> set[str]:
    """Names that the recogniser takes at least as often for something else as for a place."""
    counted: Counter[str] = Counter()
    for label, entity in text.entities:
        counted[text.name(entity.start, entity.end)] += -1 if label in PLACE_LABELS else 1
    return {name for name, more in counted.items() if more >= 0}


def _may_be_place(span: Span) -> bool:
    return not (nationality(span.text) or is_never(span) or is_money(span)) and any(has_capital(token) for token in span)


def _completed(span: Span, text: Words) -> Span:
    """The longest name in the gazetteer around a name that the recogniser cut: "[Trinidad] and Tobago", "United [Arab Emirates]"."""
    doc = span.doc
    if not span:
        return span
    first, last = span.start, span.end
    while first > max(0, span.start - REACH) and _may_belong(text, first - 1):
        first -= 1
    while last < min(len(doc), span.end + REACH) and _may_belong(text, last):
        last += 1
    said = text.words
    around = [(start, end) for start in range(first, span.start + 1) for end in range(last, span.end - 1, -1) if end - start > len(span)]
    for start, end in sorted(around, key=lambda pair: pair[0] - pair[1]):
        if said[start][0].isupper() and said[end - 1][0].isupper() and _is_great(text.name(start, end)):
            return doc[start:end]
    return span


def _may_belong(text: Words, at: int) -> bool:
    word = text.words[at]
    inside = (word[:1].isupper() and word.lower() != "the") or word in ("and", "-", "of") or word in POSSESSIVES
    return inside and text.doc[at].ent_type_ not in PERSON_LABELS


def _is_great(name: str) -> bool:
    """Whether the gazetteer has more than a small town or district of that name."""
    return any(entry.kind not in ("city", "district") or entry.population >= GREAT for entry in lookup(name))


def _has_place_word(span: Span) -> bool:
    if has_noun(span):
        return True
    return not runs_on(span) and (span[-1].lower_ in nouns("after") or span[0].lower_ in words().directions)


def _trimmed(span: Span, text: Words) -> Span:
    """The span without article, nationality or direction before it, and without blanks, marks, possessives or small words at its edges."""
    said, start, end = text.words, span.start, span.end
    while end > start and not _ends_name(text, start, end):
        end -= 1
    while start < end and (said[start].lower() in ("the", "a", "an") or not any(map(str.isalnum, said[start]))):
        start += 1
    while end - start > 1 and said[start] in words().directions:
        start += 1
    while end - start > 1 and nationality(said[start]) and not _is_known(text, start, end):
        start += 1
    return span if (start, end) == (span.start, span.end) else text.doc[start:end]


def _is_known(text: Words, start: int, end: int) -> bool:
    """Whether the gazetteer has the name, with or without the noun at its end."""
    if lookup(text.name(start, end)):
        return True
    return end - start > 2 and text.words[end - 1].lower() in nouns("after") and bool(lookup(text.name(start, end - 1)))


def _ends_name(text: Words, start: int, end: int) -> bool:
    last = text.words[end - 1]
    if last in POSSESSIVES or not (last == ")" or any(map(str.isalnum, last))):
        return False
    if not last.islower() or end - start == 1 or text.words[end - 2] in DASHES:
        return True
    return last.lower() in nouns("after") or last.lower() in nouns("plural") or bool(lookup(text.name(start, end)))


def _parts(span: Span, text: Words) -> list[Span]:
    """Names that the recogniser took for one: "Orla and Tern", "Geneva Switzerland", "Tern Ward, Orla"."""
    doc = span.doc
    if not 1 < len(span) <= LONGEST_RUN or lookup(span.text):
        return [span]
    for cut in range(span.start + 1, span.end):
        left, right = doc[span.start : cut], doc[cut : span.end]
        word = doc[cut].lower_
        if cut + 1 < span.end and (
            word == ","
            or (word in ("and", "/", "or") and lookup(left.text))
            or (doc[cut].text in POSSESSIVES and (lookup(left.text) or lookup(right[1:].text) or left[-1].lower_ in nouns("after")))
        ):
            return [_trimmed(left, text), *_parts(_trimmed(doc[cut + 1 : span.end], text), text)]
        if left.text.lower() in words().directions or left[-1].lower_ in ("of", "and", "-", "the"):
            continue
        noun = right[0].lower_ in nouns("after")
        if (is_country(right) and lookup(left.text)) or (is_country(left) and lookup(right.text) and not noun):
            return [left, right]
    return [span]

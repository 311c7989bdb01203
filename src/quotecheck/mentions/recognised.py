"""Place names that the named-entity recogniser found: trimmed, taken apart, and kept where the gazetteer or the context bears them out."""

from collections import Counter
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span

from quotecheck.mentions.gazetteer import key, lookup, nationality
from quotecheck.mentions.surroundings import (
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
from quotecheck.mentions.toponym import Toponym

PERSON_LABELS = frozenset({"PERSON", "PER"})
LONGEST_RUN = 12  # words of several names that the recogniser took for one
REACH = 4  # words on each side of a name within which the gazetteer may know a longer one
GREAT = 50_000  # people of a city whose longer name may be meant


def recognised(doc: Doc, is_masked: Callable[[Span], bool], surnames: frozenset[str]) -> Iterator[Toponym]:
    """Entities with a place label outside page furniture; `surnames` are keys of the last words of persons' names."""
    unknown: list[Span] = []
    sure: set[str] = set()
    others = _otherwise_labelled(doc)
    for entity in doc.ents:
        if entity.label_ not in PLACE_LABELS:
            if len(entity) > 1 and entity[-1].lower_ in words().naming and not is_in_larger_name(entity) and not is_masked(entity):
                yield Toponym(_trimmed(entity), _trimmed(entity).text, None, "noun")
            continue
        span = _completed(_trimmed(entity))
        if not span or is_masked(span) or not _may_be_place(span) or (key(span.text) in surnames and not is_located(span)):
            continue
        for part in map(_completed, _parts(span)):
            if belongs_to_body(part) or part.text.lower() in nouns("after") or is_never(part):
                continue
            name = expanded(part.text)
            if lookup(name):
                if is_country(part) or part.end < span.end or not runs_on(part):
                    yield Toponym(part, name, None, "entity")
            elif not others[part.text] and _may_be_unheard_of(part):
                unknown.append(part)
                if not is_in_headline(part) and (is_inside(part) or _has_place_word(part)):
                    sure.add(part.text)
    yield from (Toponym(span, span.text, None, "entity") for span in unknown if span.text in sure)


def _may_be_unheard_of(span: Span) -> bool:
    """Whether it looks like the whole name of a place that no gazetteer has."""
    if is_body(span[-1]) or any(char.isdigit() or char == "." for char in span.text):
        return False
    return span[0].lower_ in words().directions or not is_cut(span)


def surnames_of(doc: Doc) -> frozenset[str]:
    """Keys of the words that names of persons of several words end in."""
    return frozenset(key(entity[-1].text) for entity in doc.ents if entity.label_ in PERSON_LABELS and len(entity) > 1)


def _otherwise_labelled(doc: Doc) -> Counter[str]:
    """Names that the recogniser takes at least as often for something else as for a place."""
    counted: Counter[str] = Counter()
    for entity in doc.ents:
        counted[entity.text] += -1 if entity.label_ in PLACE_LABELS else 1
    places = {entity.text for entity in doc.ents if entity.label_ in PLACE_LABELS}
    return Counter({name: 1 for name, more in counted.items() if more >= 0 and name in places})


def _may_be_place(span: Span) -> bool:
    return not (nationality(span.text) or is_never(span) or is_money(span)) and any(has_capital(token) for token in span)


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
    text = token.text
    word = text[:1].isupper() and text.lower() != "the"
    return (word or text in ("and", "-", "of") or text in POSSESSIVES) and token.ent_type_ not in PERSON_LABELS


def _is_great(span: Span) -> bool:
    """Whether the gazetteer has more than a small town or district of that name."""
    return any(entry.kind not in ("city", "district") or entry.population >= GREAT for entry in lookup(span.text))


def _has_place_word(span: Span) -> bool:
    if has_noun(span):
        return True
    return not runs_on(span) and (span[-1].lower_ in nouns("after") or span[0].lower_ in words().directions)


def _trimmed(span: Span) -> Span:
    """The span without article, nationality or direction before it, and without blanks, marks, possessives or small words at its edges."""
    doc, start, end = span.doc, span.start, span.end
    while end > start and not _ends_name(doc[start:end]):
        end -= 1
    while start < end and (doc[start].lower_ in ("the", "a", "an") or not any(char.isalnum() for char in doc[start].text)):
        start += 1
    while end - start > 1 and doc[start].text in words().directions:
        start += 1
    while end - start > 1 and nationality(doc[start].text) and not _is_known(doc[start:end]):
        start += 1
    return doc[start:end]


def _is_known(span: Span) -> bool:
    """Whether the gazetteer has the name, with or without the noun at its end."""
    return bool(lookup(span.text)) or (len(span) > 2 and span[-1].lower_ in nouns("after") and bool(lookup(span[:-1].text)))


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
            return [_trimmed(left), *_parts(_trimmed(doc[cut + 1 : span.end]))]
        if left.text.lower() in words().directions or left[-1].lower_ in ("of", "and", "-", "the"):
            continue
        noun = right[0].lower_ in nouns("after")
        if (is_country(right) and lookup(left.text)) or (is_country(left) and lookup(right.text) and not noun):
            return [left, right]
    return [span]

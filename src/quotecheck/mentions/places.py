"""Places: one frame a distinct place, all its mentions joined, with its kind and country."""

from collections import Counter, defaultdict
from dataclasses import asdict, replace
from functools import cache
from typing import cast, get_args

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import PLACES, Findings, Frame, numbered
from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer import key, nationalities
from quotecheck.mentions.geography import Location, Name, home_countries, resolve_all, votes
from quotecheck.mentions.toponym import Toponym, Words
from quotecheck.mentions.toponyms import find_toponyms
from quotecheck.records import Article, Place, PlaceKind
from quotecheck.spans import text_span

CONTAINED_BY = (",", "(", "in")


@Language.factory("quotecheck_places")
def make_places(nlp: Language, name: str) -> "Places":
    """The pipe under its name in spaCy's registry."""
    return Places()


class Places:
    """Finds place names and says which country each lies in; reads the furniture layer and the doc's entities.

    Facts of a frame: `name` (the fullest mention), the fields of its `Location`, `rule`.
    """

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return PLACES.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """One frame a distinct place, in the order of first mentions."""
        findings = Findings(doc, "quotecheck_places")
        text = Words.of(doc)
        homes, peoples = home_countries(text.text), nationalities(text.words)
        toponyms = find_toponyms(text, findings.is_masked, {*homes, *peoples})
        names = [_as_name(toponyms, i) for i in range(len(toponyms))]
        article = votes(names, peoples, homes)
        meant = resolve_all(names, article)
        located = _consistent(names, [meant[name] for name in names])
        return _frames(toponyms, located)


def build_places(findings: Findings, article: Article) -> tuple[Place, ...]:
    """The records of the layer, in text order."""
    return tuple(
        Place(
            id=frame.id,
            name=frame.text("name") or frame.all("mention")[0].text,
            kind=_kind(frame.text("kind")),
            country=frame.text("country"),
            latitude=_degrees(frame, "latitude"),
            longitude=_degrees(frame, "longitude"),
            geonames_id=number if isinstance(number := frame.facts.get("geonames_id"), int) else None,
            mentions=tuple(text_span(span) for span in frame.all("mention")),
        )
        for frame in findings.frames(PLACES)
    )


def _degrees(frame: Frame, fact: str) -> float | None:
    value = frame.facts.get(fact)
    return value if isinstance(value, float) else None


def _kind(kind: str | None) -> PlaceKind:
    return cast(PlaceKind, kind) if kind in get_args(PlaceKind) else "other"


def _as_name(toponyms: list[Toponym], i: int) -> Name:
    """The name as the resolver wants it: with the place that follows it after a comma, if one does."""
    toponym = toponyms[i]
    container = None
    if i + 1 < len(toponyms):
        between = toponym.span.doc[toponym.span.end : toponyms[i + 1].span.start]
        if len(between) == 1 and between[0].text in CONTAINED_BY:
            container = toponyms[i + 1].name
    return Name(toponym.name, toponym.kind, container, toponym.part)


def _consistent(names: list[Name], located: list[Location]) -> list[Location]:
    """One meaning a name and article: the one that a container or a noun settled, else that of its first mention."""
    settled: dict[tuple[str, bool], Location] = {}
    both = list(zip(((key(name.name), name.part) for name in names), names, located, strict=True))
    for meant, name, location in both:
        if name.container or name.kind:
            settled.setdefault(meant, location)
    for meant, _, location in both:
        settled.setdefault(meant, location)
    return [replace(settled[meant], kind=location.kind) if location.kind != "country" else location for meant, _, location in both]


def _frames(toponyms: list[Toponym], located: list[Location]) -> list[Frame]:
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, (toponym, location) in enumerate(zip(toponyms, located, strict=True)):
        groups[_identity(toponym, location)].append(i)
    _join_tails(groups, located)
    ids = numbered("p")
    return [_frame(next(ids), [toponyms[i] for i in members], located[_clearest(toponyms, members)]) for members in groups.values()]


def _clearest(toponyms: list[Toponym], members: list[int]) -> int:
    """The first mention whose kind the text tells, else the first."""
    return next((i for i in members if toponyms[i].kind), members[0])


def _join_tails(groups: dict[tuple[str, ...], list[int]], located: list[Location]) -> None:
    """Take a site in short for the one that ends so: "the Bypass Road" for the Orla Bypass Road."""
    sites = [identity for identity, members in groups.items() if located[members[0]].kind == "site" and " " in identity[0]]
    by_tail: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for identity in sites:
        words = identity[0].split()
        for i in range(1, len(words) - 1):
            by_tail[" ".join(words[i:])].append(identity)
    for identity in sites:
        if len(fuller := by_tail[identity[0]]) == 1 and fuller[0] in groups:
            groups[fuller[0]] = sorted([*groups[fuller[0]], *groups.pop(identity)])


def _identity(toponym: Toponym, location: Location) -> tuple[str, ...]:
    """What two mentions of one place share: the country's code, else the name without the noun for its kind."""
    if location.kind == "country" and location.country:
        return (location.country,)
    words = key(toponym.span.text).split()
    while len(words) > 1 and words[-1] in _joined_nouns():
        words.pop()
    return (" ".join(words), location.country or "")


def _frame(frame_id: str, members: list[Toponym], location: Location) -> Frame:
    spans: list[Span] = [toponym.span for toponym in members]
    name = _fullest(spans) if location.kind != "country" else _commonest(spans)
    return Frame(
        frame_id,
        {"mention": spans},
        {"name": name, **asdict(location), "rule": members[0].rule},
    )


def _fullest(spans: list[Span]) -> str:
    """The longest name, in capitals and small letters rather than in capitals alone, the first of several."""
    return max(spans, key=lambda span: (len(span.text), not span.text.isupper(), -span.start)).text


def _commonest(spans: list[Span]) -> str:
    """What the article mostly calls it, the longest of several: "Iran" beside one "Islamic Republic"."""
    counted = Counter(span.text for span in spans)
    return max(counted, key=lambda name: (counted[name], len(name), not name.isupper()))


@cache
def _joined_nouns() -> frozenset[str]:
    kinds = load("place_nouns", dict[str, dict[str, list[str]]])["after"]
    return frozenset([*kinds["province"], *kinds["city"], "region", "district", "region", "municipality"])

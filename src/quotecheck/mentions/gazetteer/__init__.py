"""The gazetteer: which places bear a name, from GeoNames, our own country names and a short list of regions and waters.

The data is one packed file, unpacked at the first question; `table.py` knows its encoding. `models/places/build.py` writes it; the
licence stands in ATTRIBUTION.md beside it.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer.table import Table

LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŋ": "n",
        "ə": "a",
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Æ": "Ae",
    }
)
ACRONYM = 3  # letters of a name in capitals that is one only where we list it
DROPPED = re.compile(r"['’‘ʻʼʿʾ`´.]")
BREAKS = re.compile(r"[\W_]+")
SAINT = re.compile(r"\b(saint|sankt)\b")


class Entry(NamedTuple):
    """One place of a name: its kind, its country (ISO 3166-1 alpha-2), the first-level division it lies in, its inhabitants.

    `kind` is a place's of the records, or `district` for a division of the second level. `country` is empty for what lies in several;
    `division` is the code that GeoNames gives within the country; `own` tells the name that GeoNames leads with from another that the
    place has. Latitude and longitude are degrees (WGS 84) to a thousandth: a town's own, else the middle of the towns within.
    """

    kind: str
    country: str
    division: str
    population: int
    own: bool
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The form under which a name is looked up: no case, no diacritics, no apostrophes or dots, hyphens as spaces.

    >>> key("Coclé"), key("the Côte d’Ivoire"), key("Saint-Denis"), key("U.S.")
    ('cocle', 'cote divoire', 'st denis', 'us')
    """
    folded = name.casefold()
    if not (folded.isascii() and folded.isalpha()):
        folded = BREAKS.sub(" ", DROPPED.sub("", folded if folded.isascii() else unaccented(folded))).strip().removeprefix("the ")
    return SAINT.sub("st", folded) if "saint" in folded or "sankt" in folded else folded


def unaccented(name: str) -> str:
    """The name without diacritics, letters that have no plain form spelled out.

    >>> unaccented("Ghaznī"), unaccented("Tromsø")
    ('Ghazni', 'Tromso')
    """
    decomposed = unicodedata.normalize("NFKD", name.translate(LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=16384)
def lookup(name: str) -> tuple[Entry, ...]:
    """Every place of that name, the most populous first; empty when there is none.

    Of two or three capitals only the acronyms of our own lists are names: "LAC" is hardly the lake.

    >>> [(entry.kind, entry.country) for entry in lookup("Ivory Coast")]
    [('country', 'CI')]
    """
    if len(name) <= ACRONYM and name.isupper() and name not in _acronyms():
        return ()
    wanted = key(name)
    line = _table().line(wanted) if wanted else None
    return tuple(_entry(int(number, 36)) for number in line.split(" ")) if line else ()


def country(name: str) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country of that name or alias; `None` when no country bears it.

    >>> country("Holland"), country("Britain"), country("Narnia")
    ('NL', 'GB', None)
    """
    return next((entry.country for entry in lookup(name) if entry.kind == "country"), None)


def nationality(word: str) -> str | None:
    """The country that an adjective or noun of nationality belongs to.

    >>> nationality("Afghan"), nationality("Ghanaians"), nationality("Parisian")
    ('AF', 'GH', None)
    """
    return _nationalities().get(word)


def nationalities(words: Iterable[str]) -> list[str]:
    """The countries of all the words of nationality among the words, one a word, in their order.

    >>> nationalities(["Two", "Ghanaians", "and", "a", "Kenyan"])
    ['GH', 'KE']
    """
    known = _nationalities()
    return [known[word] for word in words if word in known]


@cache
def divisions(country_code: str) -> dict[str, Entry]:
    """The first-level divisions of a country by the keys of their names.

    >>> divisions("CA")["manitoba"].division
    '03'
    """
    line = _table().line(f"={country_code.lower()}")
    pairs = (pair.split(":") for pair in line.split(";")) if line else ()
    return {name: _entry(int(number, 36)) for name, number in pairs}


@cache
def _nationalities() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, names in load("countries", dict[str, dict[str, list[str]]]).items():
        for word in names.get("demonyms", []):
            found.setdefault(word, code)
            if not word.endswith(("s", "sh", "ch", "ese")):
                found.setdefault(word + "s", code)
    return found


@cache
def _acronyms() -> frozenset[str]:
    countries = load("countries", dict[str, dict[str, list[str]]])
    regions = load("regions", dict[str, dict[str, list[str]]])
    listed = [names.get("aliases", []) for names in countries.values()]
    listed += [names for by_country in regions.values() for names in by_country.values()]
    return frozenset(name for names in listed for name in names if len(name) <= ACRONYM)


@cache
def _table() -> Table:
    return Table.unpack(files("quotecheck").joinpath("mentions", "gazetteer", "places.bin.gz").read_bytes())


def _entry(number: int) -> Entry:
    """The place of that number; a negative one goes by another name here, counted from -1 down."""
    row = _table().row(number if number >= 0 else -1 - number)
    return Entry(row.kind, row.country, row.division, row.population, number >= 0, row.latitude, row.longitude, row.geonames_id)

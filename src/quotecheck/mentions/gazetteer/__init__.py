"""The gazetteer: which places bear a name, from GeoNames, our own country names and a short list of regions and waters.

The data is one gzipped text file of sorted lines, unpacked at the first question and searched by bisection, so that
nothing is parsed that nobody asks for. `models/places/build.py` writes it; the licence stands in ATTRIBUTION.md beside it.
"""

import gzip
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from quotecheck.lexicon import load

EntryKind = Literal["country", "province", "city", "region", "water", "site", "other"]
KINDS: dict[str, EntryKind] = {"C": "country", "A": "province", "P": "city", "R": "region", "W": "water", "S": "site", "O": "other"}
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
DROPPED = re.compile(r"['’‘ʻʼʿʾ`´.]")
BREAKS = re.compile(r"[\W_]+")
SAINT = re.compile(r"\b(saint|sankt)\b")


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of a name: its kind, its country (ISO 3166-1 alpha-2), the first-level division it lies in, its inhabitants.

    `country` is empty for what lies in several; `division` is the code that GeoNames gives within the country;
    `own` tells the name that GeoNames leads with from another that the place has.
    """

    kind: EntryKind
    country: str
    division: str
    population: int
    own: bool


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The form under which a name is looked up: no case, no diacritics, no apostrophes or dots, hyphens as spaces.

    >>> key("Coclé"), key("the Côte d’Ivoire"), key("Saint-Denis"), key("U.S.")
    ('cocle', 'cote divoire', 'st denis', 'us')
    """
    plain = BREAKS.sub(" ", DROPPED.sub("", unaccented(name.casefold()))).strip()
    return SAINT.sub("st", plain.removeprefix("the "))


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

    >>> [(entry.kind, entry.country) for entry in lookup("Ivory Coast")]
    [('country', 'CI')]
    """
    wanted = key(name)
    if not wanted:
        return ()
    line = _line(wanted.encode())
    return tuple(_entry(field) for field in line.split(";")) if line else ()


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
def divisions(country_code: str) -> dict[str, str]:
    """The first-level divisions of a country: code by key of name.

    >>> divisions("CA")["manitoba"]
    '03'
    """
    line = _line(f"={country_code.lower()}".encode())
    return dict(reversed(pair.split(":", 1)) for pair in line.split(";")) if line else {}  # type: ignore[misc]


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
def _data() -> bytes:
    packed = files("quotecheck").joinpath("mentions", "gazetteer", "places.txt.gz").read_bytes()
    return b"\n" + gzip.decompress(packed)


def _line(wanted: bytes) -> str | None:
    """What stands after the key on its line, found by bisection on the sorted lines."""
    data = _data()
    low, high = 0, len(data) - 1
    while low < high:
        start = data.rfind(b"\n", 0, (low + high) // 2 + 1) + 1
        end = data.find(b"\n", start)
        found, _, rest = data[start:end].partition(b"\t")
        if found == wanted:
            return rest.decode()
        if found < wanted:
            low = end
        else:
            high = start - 1
    return None


def _entry(field: str) -> Entry:
    kind, code, division, population = field[0], field[1:3].strip("-"), *field[3:].split(",")
    return Entry(KINDS[kind.upper()], code, division, int(population, 36), kind.isupper())

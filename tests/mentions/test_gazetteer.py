"""The gazetteer's data and the look-up in it."""

import time

import pytest

from quotecheck.mentions import gazetteer
from quotecheck.mentions.gazetteer import country, divisions, key, lookup, nationality

NAMES_IN_THE_PRESS = {
    "AE": "UAE",
    "CD": "DR Congo; DRC; Democratic Republic of the Congo",
    "CI": "Ivory Coast; Côte d’Ivoire; Cote d'Ivoire",
    "CV": "Cape Verde",
    "GB": "UK; U.K.; Britain; United Kingdom",
    "KE": "Kenya",
    "KP": "North Korea",
    "KR": "South Korea",
    "MM": "Burma; Myanmar",
    "NL": "Holland; The Netherlands",
    "PH": "the Philippines",
    "PS": "Palestine",
    "SZ": "Eswatini; Swaziland",
    "TL": "East Timor; Timor-Leste",
    "TR": "Turkey; Türkiye",
    "US": "U.S.; US; USA; America; United States",
    "XK": "Kosovo",
}


@pytest.mark.parametrize(("code", "name"), [(code, name) for code, names in NAMES_IN_THE_PRESS.items() for name in names.split("; ")])
def test_countries_have_the_names_that_the_press_uses(code: str, name: str) -> None:
    assert country(name) == code


@pytest.mark.parametrize(
    ("name", "code"), [("Nairobi", "KE"), ("Mumbai", "IN"), ("Bombay", "IN"), ("Cologne", "DE"), ("São Paulo", "BR"), ("Sao Paulo", "BR")]
)
def test_the_first_entry_of_a_great_city_is_that_city(name: str, code: str) -> None:
    assert lookup(name)[0].country == code


@pytest.mark.parametrize("name", ["", " ", "’", "Narnia", "=", "=af", "\n", "\ud800", "\x00", "a" * 10_000, "ß", "The"])
def test_what_is_no_name_has_no_entries(name: str) -> None:
    assert lookup(name) == ()


def test_the_words_for_a_people_are_no_places() -> None:
    assert nationality("Kenyan") == "KE"
    assert nationality("Kenyans") == "KE"
    assert nationality("Chinese") == "CN"
    assert lookup("Kenyans") == ()


def test_divisions_are_listed_by_country() -> None:
    assert {"ontario", "quebec"} <= set(divisions("CA"))
    assert divisions("ZZ") == {}


def test_every_line_is_found_by_its_key() -> None:
    lines = gazetteer._data().decode().strip("\n").split("\n")
    names = [line.split("\t")[0] for line in lines]
    assert names == sorted(names, key=str.encode)
    assert len(names) == len(set(names)) > 200_000
    for line in [lines[0], lines[-1], *lines[1::9973]]:
        name, _, rest = line.partition("\t")
        assert gazetteer._line(name.encode()) == rest
        assert name.startswith("=") or key(name) == name


def test_it_is_there_at_once() -> None:
    gazetteer._data.cache_clear()
    start = time.perf_counter()
    lookup.__wrapped__("Nairobi")
    assert time.perf_counter() - start < 0.5  # 0.05 s on an idle machine

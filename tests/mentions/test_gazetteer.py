"""The gazetteer's data and the look-up in it."""

import time
from importlib.resources import files

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
    table = gazetteer._table()
    lines = table.names.decode().strip("\n").split("\n")
    names = [line.split("\t")[0] for line in lines]
    assert names == sorted(names, key=str.encode)
    assert len(names) == len(set(names)) > 200_000
    for line in [lines[0], lines[-1], *lines[1::97]]:
        name, _, rest = line.partition("\t")
        assert table.line(name) == rest
        assert name.startswith("=") or key(name) == name


@pytest.mark.parametrize(
    ("name", "kind", "code", "latitude", "longitude", "number"),
    [
        ("Nairobi", "city", "KE", -1.3, 36.8, 184745),
        ("Kenya", "country", "KE", 1.0, 38.0, 192950),
        ("Ontario", "province", "CA", 48.0, -85.0, 6093943),
        ("Staffordshire", "district", "GB", 52.8, -2.0, None),
        ("Red Sea", "water", "", 20.0, 38.5, None),
        ("Nile", "water", "", None, None, None),
        ("Africa", "region", "", 7.2, 21.1, 6255146),
    ],
)
def test_a_place_lies_where_it_lies(
    name: str, kind: str, code: str, latitude: float | None, longitude: float | None, number: int | None
) -> None:
    entry = next(entry for entry in lookup(name) if entry.kind == kind)
    assert (entry.country, entry.geonames_id) == (code, number)
    assert entry.latitude == (latitude and pytest.approx(latitude, abs=1.0))
    assert entry.longitude == (longitude and pytest.approx(longitude, abs=1.0))


def test_all_places_lie_on_earth_and_in_countries_of_two_letters() -> None:
    places = gazetteer._table().places
    for number in range(0, len(places), 997):
        row = gazetteer._table().row(number)
        assert row.latitude is None or (-90 <= row.latitude <= 90 and row.longitude is not None and -180 <= row.longitude <= 180)
        assert row.country == "" or len(row.country) == 2


def test_it_is_small() -> None:
    assert len(files("quotecheck").joinpath("mentions", "gazetteer", "places.bin.gz").read_bytes()) < 6_000_000


def test_it_is_there_at_once() -> None:
    gazetteer._table.cache_clear()
    start = time.process_time()
    lookup.__wrapped__("Nairobi")
    assert time.process_time() - start < 0.5  # 0.1 s on an idle machine

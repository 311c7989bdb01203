"""The gazetteer's file: names as sorted lines of text, places as columns of numbers, packed together.

Only this module knows the encoding; `models/places/build.py` writes the file through `pack`. It is one gzip stream of

1. a line of JSON: how long each part is, and the codes of countries and divisions that the columns count;
2. the names: `key TAB numbers of places`, sorted by key as bytes, numbers in base 36, -1-n for place n under a name that is not its
   first, and for each country a line `=xx TAB key:number;...` of its first-level divisions;
3. the columns, one after the other, each as its first bytes, then its second bytes and so on, which packs well.
"""

import gzip
import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

KINDS = ("country", "province", "district", "city", "region", "water", "site", "other")
COLUMNS = [
    ("kind", "<u1"),
    ("country", "<u2"),
    ("division", "<u2"),
    ("population", "<u4"),
    ("latitude", "<i4"),
    ("longitude", "<i4"),
    ("geonames_id", "<i4"),
]
BLOCK = 1024  # bytes of names between two that are kept as signposts
THOUSANDTHS = 1000  # of a degree, about 100 metres
NOWHERE = 1_000_000  # thousandths of a degree: no coordinates


class Row(NamedTuple):
    """A place as the file has it; `country` and `division` are empty and the last three `None` where they are not known."""

    kind: str
    country: str
    division: str
    population: int
    latitude: float | None
    longitude: float | None
    geonames_id: int | None


@dataclass(frozen=True, slots=True)
class Table:
    """The file unpacked: nothing is parsed that nobody asks for."""

    names: bytes
    signposts: tuple[Sequence[bytes], Sequence[int]]
    countries: Sequence[str]
    divisions: Sequence[str]
    places: NDArray[Any]

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The table in the bytes of the file.

        >>> table = Table.unpack(pack({"orla": "0"}, [Row("city", "KE", "05", 900, -1.25, 36.8, 7)]))
        >>> table.line("orla"), table.line("tern")
        ('0', None)
        >>> table.row(0)
        Row(kind='city', country='KE', division='05', population=900, latitude=-1.25, longitude=36.8, geonames_id=7)
        """
        data = gzip.decompress(packed)
        begin = data.index(b"\n") + 1
        head = json.loads(data[:begin])
        at, count = begin + head["names"], head["places"]
        names = data[begin:at]
        places = np.empty(count, dtype=COLUMNS)
        for name, kind in COLUMNS:
            size = np.dtype(kind).itemsize
            planes = np.frombuffer(data, dtype=np.uint8, count=size * count, offset=at).reshape(size, count)
            places[name] = np.ascontiguousarray(planes.T).view(kind).reshape(-1)
            at += size * count
        places["geonames_id"] = np.cumsum(places["geonames_id"])
        return cls(names, _signposts(names), head["countries"], head["divisions"], places)

    def line(self, key: str) -> str | None:
        """What stands after the key on its line; `None` where no line has it."""
        wanted = key.encode(errors="surrogatepass")
        keys, offsets = self.signposts
        post = bisect_right(keys, wanted)
        if not post or not wanted or b"\n" in wanted:
            return None
        found = self.names.find(b"\n" + wanted + b"\t", offsets[post - 1], offsets[post])
        if found < 0:
            return None
        start = found + len(wanted) + 2
        return self.names[start : self.names.index(b"\n", start)].decode()

    def row(self, number: int) -> Row:
        """The place of that number."""
        kind, country, division, population, latitude, longitude, geonames_id = self.places[number].item()
        known = latitude != NOWHERE
        return Row(
            kind=KINDS[kind],
            country=self.countries[country],
            division=self.divisions[division],
            population=population,
            latitude=latitude / THOUSANDTHS if known else None,
            longitude=longitude / THOUSANDTHS if known else None,
            geonames_id=geonames_id or None,
        )


def pack(lines: Mapping[str, str], rows: Sequence[Row]) -> bytes:
    """The bytes of the file: what stands after each key, and the places that the numbers mean. Same input, same bytes."""
    ordered = sorted((key.encode(), rest.encode()) for key, rest in lines.items())
    names = b"\n" + b"".join(key + b"\t" + rest + b"\n" for key, rest in ordered)
    countries, divisions = sorted({row.country for row in rows}), sorted({row.division for row in rows})
    ids = [row.geonames_id or 0 for row in rows]
    columns: dict[str, list[int]] = {
        "kind": [KINDS.index(row.kind) for row in rows],
        "country": _numbers([row.country for row in rows], countries),
        "division": _numbers([row.division for row in rows], divisions),
        "population": [row.population for row in rows],
        "latitude": [_thousandths(row.latitude) for row in rows],
        "longitude": [_thousandths(row.longitude) for row in rows],
        "geonames_id": [after - before for before, after in zip([0, *ids], ids, strict=False)],
    }
    head = json.dumps({"names": len(names), "places": len(rows), "countries": countries, "divisions": divisions}).encode()
    planes = [np.array(columns[name], dtype=kind).view(np.uint8).reshape(len(rows), -1).T.tobytes() for name, kind in COLUMNS]
    return gzip.compress(b"".join([head, b"\n", names, *planes]), 9, mtime=0)


def _signposts(names: bytes) -> tuple[list[bytes], list[int]]:
    """The key of a line in every block, and where the line begins (at the line break before it); the end at last."""
    offsets = sorted({names.rfind(b"\n", 0, at + 1) for at in range(0, len(names) - 1, BLOCK)})
    return [names[at + 1 : names.index(b"\t", at)] for at in offsets], [*offsets, len(names)]


def _numbers(values: Sequence[str], codes: Sequence[str]) -> list[int]:
    number = {code: i for i, code in enumerate(codes)}
    return [number[value] for value in values]


def _thousandths(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * THOUSANDTHS)

"""Place names on LGL, GeoVirus and GeoWebNews: names found, names that the gazetteer has, countries and places told right.

`python tests/eval/places.py` prints the figures; `--every 1` reads every article (default: every third), `--errors 40` lists what is wrong.

- `found.*`: precision, recall and F1 of mentions of exactly the annotated span; `touched.f1` is F1 where overlapping is enough.
- `gazetteer`: the share of annotated names that the gazetteer has under the very words annotated.
- `country`: of the found ones (touched) with an annotated country, the share whose country is ours.
- `place`: of the found ones with annotated coordinates or id, the share with the same GeoNames id or within 161 km (the field's
  accuracy@161km); a place that we leave without coordinates counts as wrong. `located` is the share that has coordinates. Where a
  corpus has coordinates alone (GeoVirus), countries are left out: where the middle of one lies is a convention. Where it has a
  GeoNames id alone (most of GeoWebNews), only the same id is right: the entry of a town and that of its district count as two places.

What the corpora annotate and we leave out by definition is no part of the gold here: words for a people ("Iraqi") and a language,
common nouns ("mansion"), and names within larger names (GeoWebNews's embedded ones). LGL was annotated for geocoding a gazetteer's
entries: streets and many sites are left unannotated, so that precision there is lower than it looks to a reader.
"""

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from quotecheck import Extractor
from quotecheck.layers import Findings
from quotecheck.mentions.gazetteer import country, lookup, nationality
from quotecheck.mentions.places import build_places
from quotecheck.mentions.surroundings import expanded
from quotecheck.records import Article

DATA = Path(__file__).parents[3] / "shared" / "corpora"
CORPORA = ("lgl", "geovirus", "geowebnews")
EVERY = 3
"""Which articles `measure` reads: every third, so that a gate takes minutes."""
NEAR = 161.0
"""Kilometres (100 miles) within which the field takes a place as told right."""
EARTH = 6371.0
NEEDED = ("quotecheck_furniture", "quotecheck_places")
TOPONYMS = frozenset({"Literal", "Literal_Modifier", "Non_Literal_Modifier", "Metonymic", "Mixed", "Coercion"})
"""GeoWebNews's types that are names of places and no parts of larger names."""
COUNTRY_NAMES = {"Palestinian Territory": "PS"}
COORDINATES = re.compile(r"\s*(-?\d+\.\d+)\s*,\s*(-?\d+\.\d+)\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name where it stands, annotated or found, with what is known of the place."""

    start: int
    end: int
    name: str
    country: str | None = None
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """An article of a corpus with its annotated names."""

    id: str
    text: str
    mentions: tuple[Mention, ...]


def read(data: Path, corpus: str, *, every: int = EVERY) -> list[Row]:
    """Every so many of a corpus's articles, the names that we leave out by definition left out."""
    with (data / "places" / f"{corpus}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, 0, None, every)]
    return [Row(row["id"], row["text"], tuple(_annotated(row["places"]))) for row in rows]


def _annotated(places: Iterable[dict[str, Any]]) -> Iterator[Mention]:
    for place in places:
        name = place["surface"]
        if nationality(name) or not any(char.isupper() for char in name) or place.get("type", "Literal") not in TOPONYMS:
            continue
        code = COUNTRY_NAMES.get(place.get("country") or "") or country(place.get("country") or "")
        identifier = place.get("geonameid") or place.get("note") or ""
        at = COORDINATES.fullmatch(identifier)
        latitude, longitude = (float(at[1]), float(at[2])) if at else (place.get("lat"), place.get("lon"))
        number = int(identifier) if identifier.isdecimal() else None
        yield Mention(place["start"], place["end"], name, code, number, latitude, longitude)


def pipeline() -> Language:
    """The default pipeline without what runs after places and what they do not need."""
    nlp = Extractor.load().nlp
    later = [name for name in nlp.pipe_names[nlp.pipe_names.index("quotecheck_furniture") :] if name not in NEEDED]
    nlp.select_pipes(disable=later)
    return nlp


def found(doc: Doc) -> list[Mention]:
    """Our records as mentions, in text order."""
    places = build_places(Findings(doc, "places"), Article(text=doc.text))
    mentions = [
        Mention(span.start, span.end, span.text, place.country, place.geonames_id, place.latitude, place.longitude)
        for place in places
        for span in place.mentions
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def pairs(gold: Sequence[Mention], ours: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Annotated and found mentions that touch, each in one pair at most, the same span before any other."""
    by_span = {(mention.start, mention.end): mention for mention in ours}
    paired = [(one, by_span.pop((one.start, one.end))) for one in gold if (one.start, one.end) in by_span]
    done = {(one.start, one.end) for one, _ in paired}
    for one in gold:
        touching = [two for two in by_span.values() if two.start < one.end and one.start < two.end]
        if touching and (one.start, one.end) not in done:
            two = max(touching, key=lambda each: min(one.end, each.end) - max(one.start, each.start))
            paired.append((one, by_span.pop((two.start, two.end))))
    return paired


def kilometres(one: Mention, two: Mention) -> float:
    """The great-circle distance; infinite where either has no coordinates."""
    if one.latitude is None or one.longitude is None or two.latitude is None or two.longitude is None:
        return math.inf
    north, south = math.radians(one.latitude), math.radians(two.latitude)
    half = math.radians(two.longitude - one.longitude) / 2
    chord = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(half) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, chord)))


def is_right(one: Mention, two: Mention) -> bool:
    """Whether it is the same entry of GeoNames or near enough."""
    return (one.geonames_id is not None and one.geonames_id == two.geonames_id) or kilometres(one, two) <= NEAR


def scores(rows: Sequence[Row], results: Sequence[Sequence[Mention]]) -> dict[str, float]:
    """Every figure of one corpus, values 0 to 1; those that the corpus's annotation cannot tell are left out."""
    counted: Counter[str] = Counter()
    for row, ours in zip(rows, results, strict=True):
        counted["gold"] += len(row.mentions)
        counted["ours"] += len(ours)
        counted["known"] += sum(bool(lookup(expanded(mention.name))) for mention in row.mentions)
        for one, two in pairs(row.mentions, ours):
            counted["touched"] += 1
            counted["exact"] += (one.start, one.end) == (two.start, two.end)
            if one.country:
                counted["countries"] += 1
                counted["country"] += one.country == two.country
            if one.geonames_id is not None or (one.latitude is not None and not country(one.name)):
                counted["places"] += 1
                counted["place"] += is_right(one, two)
                counted["located"] += two.latitude is not None
    shares = {
        "found.precision": ("exact", "ours"),
        "found.recall": ("exact", "gold"),
        "gazetteer": ("known", "gold"),
        "country": ("country", "countries"),
        "place": ("place", "places"),
        "located": ("located", "places"),
    }
    figures = {name: counted[part] / counted[whole] for name, (part, whole) in shares.items() if counted[whole]}
    both = counted["gold"] + counted["ours"]
    figures |= {"found.f1": 2 * counted["exact"] / max(1, both), "touched.f1": 2 * counted["touched"] / max(1, both)}
    return {name: round(figure, 4) for name, figure in figures.items()}


def measure(data: Path) -> dict[str, float]:
    """Every figure by its name: `places.lgl.found.f1` and the like."""
    nlp, figures = pipeline(), {}
    for corpus in CORPORA:
        rows = read(data, corpus)
        results = [found(doc) for doc in nlp.pipe(row.text for row in rows)]
        figures |= {f"places.{corpus}.{name}": figure for name, figure in scores(rows, results).items()}
    return figures


def errors(row: Row, ours: Sequence[Mention]) -> Iterator[str]:
    """One line for each name missed, each too many, and each of another span, country or place."""

    def shown(mention: Mention) -> str:
        around = f"{row.text[max(0, mention.start - 50) : mention.start]}[{mention.name}]{row.text[mention.end : mention.end + 40]}"
        return " ".join(around.split())

    paired = pairs(row.mentions, ours)
    for one, two in paired:
        if (one.start, one.end) != (two.start, two.end):
            yield f"SPAN    {shown(one)} || [{two.name}]"
        if one.country and one.country != two.country:
            yield f"COUNTRY {shown(one)} || {one.country}, not {two.country}"
        elif (one.latitude is not None or one.geonames_id is not None) and not is_right(one, two):
            yield f"PLACE   {shown(one)} || {kilometres(one, two):.0f} km: {one.geonames_id}, not {two.geonames_id}"
    met = {(mention.start, mention.end) for pair in paired for mention in pair}
    yield from (f"MISSED  {shown(one)}" for one in row.mentions if (one.start, one.end) not in met)
    yield from (f"EXTRA   {shown(two)}" for two in ours if (two.start, two.end) not in met)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list so many errors a corpus")
    parser.add_argument("--every", type=int, default=EVERY, metavar="N", help="read every so many articles")
    asked = parser.parse_args()
    nlp = pipeline()
    for corpus in CORPORA:
        rows = read(DATA, corpus, every=asked.every)
        results = [found(doc) for doc in nlp.pipe(row.text for row in rows)]
        print(corpus, *(f"{name} {figure:.4f}" for name, figure in scores(rows, results).items()))
        lines = [f"{row.id} {line}" for row, ours in zip(rows, results, strict=True) for line in errors(row, ours)]
        print("\n".join(lines[: asked.errors]))


if __name__ == "__main__":
    main()

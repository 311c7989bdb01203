"""Write the main figures into the model card, between its marks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import curves

PIPELINES = ("default", "fast")
FILES = {"newsdev": "newsquotes dev", "webdev": "webdev"}
MEASURES = {
    "quotes.all": "quotes found, all",
    "quotes.all.exact": "exact",
    "quotes.quoted.attributed": "quoted attributed",
    "quotes.all.attributed": "all attributed",
    "quotes.wrong_speaker": "wrong speaker, share of pairs that name one",
    "answered": "pairs that name a speaker",
    "quotes.calibration_error": "calibration error",
    "scare": "scare",
    "speakers.role": "role",
    "speakers.affiliation": "affiliation",
}


def write_card(figures: dict[str, Any], card: Path) -> None:
    """Replace the tables of the card by those of these figures."""
    rows = "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in table(figures))
    found = {f"{name}, {curve}": rows for name in FILES for curve, rows in figures["default"][name]["curves"].items()}
    text = _between(card.read_text(encoding="utf-8"), "figures", f"| measure | default | fast |\n|---|---|---|\n{rows}")
    card.write_text(_between(text, "curves", curves.tables(found)), encoding="utf-8")


def _between(text: str, name: str, block: str) -> str:
    whole = f"<!-- {name} -->\n{block}\n<!-- end of {name} -->"
    return re.sub(rf"<!-- {name} -->.*?<!-- end of {name} -->", lambda _: whole, text, count=1, flags=re.S)


def table(figures: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The rows: a measure, and its figure for each pipeline."""
    both = [figures[name] for name in PIPELINES]
    for file, title in FILES.items():
        for name, words in MEASURES.items():
            yield f"{title}, {words}", [_percent(each[file].get(name, 0.0)) for each in both]
    for form in ("all", "direct", "quoted", "mixed", "indirect"):
        yield f"PolNeAR dev, relation F1, {form}", [_percent(each["relation"][form]["f"]) for each in both]
    for form in ("all", "direct", "mixed", "indirect"):
        yield f"the same, cues of speech, {form}", [_percent(each["relation_speech"][form]["f"]) for each in both]
    for role in ("source", "cue", "content"):
        exact, begin = (_percent(figures["spans"][f"{role}_{kind}"]) for kind in ("exact", "begin"))
        yield f"PolNeAR dev, tagged spans exact (begin), {role}", [f"{exact} ({begin})", ""]
    for label, value in figures["names"]["pipeline"].items():
        yield f"Worldwide dev, names F1, {label}", [_percent(value), ""]
    for name in ("upos", "las", "lemma", "sents_f"):
        yield f"EWT and GUM dev, {name}", [_percent(figures["parse"]["together"][name]), ""]
    for name, speed in figures["speed"].items():
        yield f"words a second of CPU time, one core, {name}", [str(speed), ""]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"

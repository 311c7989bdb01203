"""Write the main figures into the model card, between its marks."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PIPELINES = ("default", "fast")


def write_card(figures: dict[str, Any], card: Path) -> None:
    """Replace the table of the card by that of these figures."""
    rows = "\n".join(f"| {name} | {' | '.join(cells)} |" for name, cells in table(figures))
    block = f"<!-- figures -->\n| measure | default | fast |\n|---|---|---|\n{rows}\n<!-- end of figures -->"
    text = card.read_text(encoding="utf-8")
    card.write_text(re.sub(r"<!-- figures -->.*?<!-- end of figures -->", lambda _: block, text, count=1, flags=re.S), encoding="utf-8")


def table(figures: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The rows: a measure, and its figure for each pipeline."""
    both = [figures[name] for name in PIPELINES]
    for form in ("all", "direct", "quoted", "mixed", "indirect"):
        yield f"PolNeAR dev, relation F1, {form}", [_percent(each["relation"][form]["f"]) for each in both]
    for form in ("all", "direct", "mixed", "indirect"):
        yield f"the same, cues of speech, {form}", [_percent(each["relation_speech"][form]["f"]) for each in both]
    for form in ("all", "direct"):
        yield f"PolNeAR dev, speaker accuracy of found statements, {form}", [_percent(each["speaker_accuracy"][form]) for each in both]
    yield "PolNeAR dev, expected calibration error", [f"{each['expected_calibration_error']:.3f}" for each in both]
    for role in ("source", "cue", "content"):
        exact, begin = (_percent(figures["spans"][f"{role}_{kind}"]) for kind in ("exact", "begin"))
        yield f"PolNeAR dev, tagged spans exact (begin), {role}", [f"{exact} ({begin})", ""]
    for label, value in figures["names"]["pipeline"].items():
        yield f"Worldwide dev, names F1, {label}", [_percent(value), ""]
    yield "words a second of CPU time, one core", [str(figures["speed"][f"{name}_words_per_second"]) for name in PIPELINES]
    yield "speed against the base model alone, one run", [f"{figures['speed'][f'{name}_to_base']:.2f}" for name in PIPELINES]


def _percent(share: float) -> str:
    return f"{100 * share:.1f}"

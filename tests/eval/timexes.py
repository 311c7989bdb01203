"""Time expressions on TimeBank, AQUAINT (both as in TempEval-3) and WikiWars, by the corpora's own scorer.

`python tests/eval/timexes.py` prints strict, relaxed and value F1 of each; `--errors 40` lists what is wrong; `--half 0` or `1` reads one
half of the documents, so that rules can be written on one and judged on the other.

The publication date is given as the corpus has it. Only the base parser, furniture and the finder of dates run, since nothing else bears on
dates; the finder takes TimeML's scope, which counts spans of hours and minutes as well.
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zlib import crc32

import scorers
from spacy.language import Language
from spacy.tokens import Doc

from quotecheck.extractor import ENCODER
from quotecheck.layers import Findings
from quotecheck.mentions.timexes import build_dates
from quotecheck.records import Article, Timex
from quotecheck.syntax.tokenizer import blank

DATA = Path(__file__).parents[3] / "shared" / "corpora"
CORPORA = {"timebank": "timebank.jsonl", "aquaint": "aquaint.jsonl", "wikiwars": "wikiwars/test.jsonl"}
Row = dict[str, Any]


def pipeline() -> Language:
    """The encoder's parse and what finds dates."""
    nlp = blank()
    nlp.max_length = 10**9
    nlp.add_pipe(ENCODER)
    nlp.add_pipe("quotecheck_furniture")
    nlp.add_pipe("quotecheck_timexes", config={"scope": "timeml"})
    return nlp


def read(data: Path, corpus: str) -> list[Row]:
    lines = (data / "timex" / CORPORA[corpus]).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def half_of(row: Row) -> int:
    """0 or 1 by a hash of the document's id: the same halves in every run."""
    return crc32(row["id"].encode("utf-8")) % 2


def predicted(docs: Iterator[Doc], rows: Sequence[Row], corpus: str) -> list[Row]:
    """The corpus's rows with our time expressions in place of the annotated ones."""
    return [
        row | {"timexes": [as_annotated(timex, corpus) for timex in _dates(doc, row) if timex.rule not in UNANNOTATED.get(corpus, ())]}
        for doc, row in zip(docs, rows, strict=True)
    ]


UNANNOTATED = {"timebank": ("adverb", "per_unit")}
"""What a corpus leaves out: TimeBank annotates 6 of 29 expressions like "quarterly" and "a year" (16 SETs in all)."""


def _dates(doc: Doc, row: Row) -> tuple[Timex, ...]:
    published = date.fromisoformat(row["dct"][:10]) if row["dct"] else None
    return build_dates(Findings(doc, "timexes"), Article(text=doc.text, id=row["id"], published=published))


def as_annotated(timex: Timex, corpus: str) -> Row:
    """A record in the corpus's own writing.

    TimeBank writes "fiscal 1989" as 1989. AQUAINT writes a decade as 198X and weeks as W7, and leaves "the", "early", "about" and the like
    out of its spans (44 of 50 in one half); WikiWars (TIMEX2) writes "daily" as XXXX-XX-XX.
    """
    start, value = timex.span.start, timex.value
    if corpus == "timebank":
        value = value.removeprefix("FY")
    elif corpus == "aquaint":
        value = re.sub(r"^(\d{3})$", r"\1X", re.sub(r"-W0", "-W", value))
        start += len(QUALIFIERS.match(timex.span.text)[0])
    elif corpus == "wikiwars" and timex.rule == "adverb":
        value = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}.get(value, value)
    return {"start": start, "end": timex.span.end, "type": timex.type, "value": value, "rule": timex.rule}


_QUALIFIER = r"(?:the|early|earlier|later|about|just|nearly|almost|over|at least|around)"
QUALIFIERS = re.compile(rf"(?i:(?:{_QUALIFIER}[\s-]+(?!same|following|day|next)){{0,2}})")


def scores(data: Path, gold: Sequence[Row], found: Sequence[Row]) -> dict[str, float]:
    """Strict, relaxed and value F1, values 0 to 1."""
    result = scorers.load(data / "quantities_timex_score.py").timex(gold, found)
    figures = {"strict": result["strict"]["F1"], "relaxed": result["relaxed"]["F1"], "value": result["value_F1"]}
    return {name: round(figure / 100, 4) for name, figure in figures.items()}


def measure(data: Path) -> dict[str, float]:
    """Every figure by its name: `timex.timebank.value` and the like."""
    nlp, figures = pipeline(), {}
    for corpus in CORPORA:
        rows = read(data, corpus)
        found = predicted(nlp.pipe(row["text"] for row in rows), rows, corpus)
        figures |= {f"timex.{corpus}.{name}": figure for name, figure in scores(data, rows, found).items()}
    return figures


def errors(gold: Row, found: Row) -> Iterator[str]:
    """One line for each annotation missed, each expression too many, and each pair of another span, type or value."""
    text, left = gold["text"], list(found["timexes"])

    def shown(timex: Row) -> str:
        start, end = timex["start"], timex["end"]
        around = f"{text[max(0, start - 50) : start]}[{text[start:end]}]{text[end : end + 40]}"
        return f"{timex['type']} {timex['value']} | " + " ".join(around.split())

    for one in gold["timexes"]:
        touching = [two for two in left if two["start"] < one["end"] and one["start"] < two["end"]]
        two = max(touching, key=lambda each: min(one["end"], each["end"]) - max(one["start"], each["start"]), default=None)
        if two is None:
            yield f"MISSED {shown(one)}"
            continue
        left.remove(two)
        if (one["start"], one["end"]) != (two["start"], two["end"]):
            yield f"SPAN   {shown(one)} || {two['rule']}: [{text[two['start'] : two['end']]}] {two['value']}"
        if one["value"] != two["value"]:
            yield f"VALUE  {shown(one)} || {two['rule']}: {two['value']}"
    for two in left:
        yield f"EXTRA  {two['rule']} {shown(two)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list so many errors a corpus")
    parser.add_argument("--half", type=int, choices=(0, 1), help="read one half of the documents")
    asked = parser.parse_args()
    nlp = pipeline()
    for corpus in CORPORA:
        rows = [row for row in read(DATA, corpus) if asked.half is None or half_of(row) == asked.half]
        found = predicted(nlp.pipe(row["text"] for row in rows), rows, corpus)
        print(corpus, *(f"{name} {figure:.4f}" for name, figure in scores(DATA, rows, found).items()))
        lines = [f"{one['id']} {line}" for one, two in zip(rows, found, strict=True) for line in errors(one, two)]
        print("\n".join(lines[: asked.errors]))


if __name__ == "__main__":
    main()

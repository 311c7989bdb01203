"""Quantities on NewsQuant, CQE's regression tests and the recognizers' specifications, by the corpora's own scorer.

`python tests/eval/quantities.py` prints every figure; `--errors 40` lists what is wrong, `--corpus newsquant` reads one corpus alone.

The conventions of the corpora live in these two modules and nowhere else: the library keeps the richer record.

- Those of NewsQuant and CQE are told in `cqe_conventions`.
- The recognizers write a bound as a range open on one side, and any number anywhere, years and pronouns among them: for `number` what the
  scanner of numerals reads is compared, with the value of the quantity around it where there is one. "10G", "3 dzs", "1,3", "2000 over 3",
  "- 4" and the parts of an address are numbers there, and not in a newspaper.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import scorers
from cqe_conventions import Row, as_cqe, values
from spacy.tokens import Doc

from quotecheck import Extractor, NumericClaim
from quotecheck.claims.build import build_claims
from quotecheck.layers import Findings
from quotecheck.lexicon import load
from quotecheck.records import Article
from quotecheck.text.numerals import scan as scan_numerals
from quotecheck.text.quantity.amounts import is_pronoun_one
from quotecheck.text.quantity.find import Vocabulary, scan

DATA = Path(__file__).parents[3] / "shared" / "corpora"
CQE = {
    "newsquant": "newsquant-dev",
    **{f"cqe_rt.{name}": f"cqe_rt/{name}" for name in ("age", "currency", "dimension", "temperature")},
}
RECOGNIZERS = {f"recognizers.{name}": f"recognizers/{name}" for name in ("number", "numberrange")}
UNITS_ONLY = {f"recognizers.{name}": f"recognizers/{name}" for name in ("age", "currency", "dimension", "percent", "temperature")}
Read = Callable[[Sequence[str]], Iterable[tuple[Doc, Sequence[NumericClaim]]]]


def rows(data: Path, file: str) -> list[Row]:
    return [json.loads(line) for line in (data / "quantities" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]


def scorer(data: Path) -> ModuleType:
    return scorers.load(data / "quantities_timex_score.py")


def reader() -> Read:
    """What reads texts by the default pipeline."""
    nlp = Extractor.load().nlp

    def read(texts: Sequence[str]) -> Iterator[tuple[Doc, Sequence[NumericClaim]]]:
        for doc in nlp.pipe(texts):
            yield doc, build_claims(Findings(doc, "quantities"), Article(text=doc.text))

    return read


# --- the recognizers

ABBREVIATIONS = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
DOZENS = re.compile(r" (?:dzs?|dozs?)\b")
SIGN_FIRST = re.compile(r"\s*-\s+")
EQUAL = re.compile(r"\bequal(?:s|ing)?(?: to)?\s\Z", re.IGNORECASE)


def as_ranges(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """The quantities with bounds as ranges, open on one side where only one bound is given."""
    found = []
    for quantity in scan(doc.text, Vocabulary.read(load)):
        row = {"start": quantity.start, "end": quantity.end, "comparator": quantity.comparator, "unit": None}
        value = quantity.value / quantity.of if quantity.value is not None and quantity.of else quantity.value
        if quantity.comparator == "=" and EQUAL.search(doc.text[: quantity.start]):
            found.append(row | {"low": value, "high": value})
        elif quantity.low is not None:
            found.append(row | {"low": quantity.low, "high": quantity.high})
        elif quantity.comparator in (">", ">=", "<", "<="):
            found.append(row | {"low": value, "high": None} if quantity.comparator[0] == ">" else row | {"low": None, "high": value})
    return found


def as_numbers(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """Every numeral, with the value of the quantity that holds it; no part of a fraction or a ratio by itself."""
    text = doc.text
    found = [row for pattern, read in AS_WRITTEN for match in pattern.finditer(text) for row in read(match)]
    written = [(row["start"], row["end"]) for row in found]
    around = [quantity for quantity in scan(text, Vocabulary.read(load)) if quantity.unit is None or quantity.rule == "money"]
    for numeral in scan_numerals(text):
        if any(start < numeral.end and numeral.start < end for start, end in written):
            continue
        quantity = next((each for each in around if each.start <= numeral.start < each.end and each.rule != "rank"), None)
        if quantity is not None and quantity.of and quantity.value is not None:
            value = quantity.value / quantity.of
            if any(row["start"] == quantity.start for row in found):
                continue
            found.append(_number(quantity.start, quantity.end, value))
        elif (
            numeral.value is not None
            and not is_pronoun_one(text, numeral.start, numeral.end)
            and not _is_joined(text, numeral.end, quantity is not None)
        ):
            value = quantity.value if quantity is not None and quantity.value is not None else float(numeral.value)
            times = DOZENS.match(text, numeral.end)
            is_negative = SIGN_FIRST.fullmatch(text, 0, numeral.start) is not None
            found.append(_number(numeral.start, numeral.end, value * (12 if times else 1) * (-1 if is_negative else 1)))
    return found


def _number(start: int, end: int, value: float) -> Row:
    return {"start": start, "end": end, "value": value, "unit": None}


def _parts_of_address(match: re.Match[str]) -> Iterator[Row]:
    for part in re.finditer(r"\d+", match[0]):
        yield _number(match.start() + part.start(), match.start() + part.end(), float(part[0]))


def _abbreviated(match: re.Match[str]) -> Iterator[Row]:
    sign = -1 if match["sign"] else 1
    yield _number(*match.span(), sign * float(match["figures"].replace(",", "")) * ABBREVIATIONS[match["scale"]])


AS_WRITTEN: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterable[Row]]], ...] = (
    (re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])"), _parts_of_address),
    (re.compile(r"(?P<sign>(?:\A|\s)-\s*)?(?<![\d.,])(?P<figures>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<scale>[kKMGT])\b"), _abbreviated),
    (re.compile(r"(?<![\d.,])(\d+),(\d{1,2})(?![\d,]|\.\d)"), lambda m: [_number(*m.span(), float(f"{m[1]}.{m[2]}"))]),
    (re.compile(r"\b(\d+) over (\d+)\b(?! [a-z])"), lambda m: [_number(*m.span(), int(m[1]) / int(m[2]))]),
)
"""What the specification reads otherwise: the parts of an address one by one, "10G", a comma before decimals, a fraction by "over"."""


def _is_joined(text: str, end: int, is_quantity: bool) -> bool:
    """Whether letters joined to figures make them no number there: "180ml", "4th"."""
    return not is_quantity and text[end : end + 1].isalpha()


def as_amounts(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """The quantities with a unit, the hundredths of money in their own unit."""
    return [
        {"start": claim.quantity.span.start, "end": claim.quantity.span.end, "unit": claim.quantity.unit} | values(claim.quantity)
        for claim in claims
        if claim.quantity.unit
    ]


# --- figures


def predicted(gold: Sequence[Row], adapter: Callable[[Doc, Sequence[NumericClaim]], list[Row]], read: Read) -> list[Row]:
    texts = [row["text"] for row in gold]
    return [{"id": row["id"], "quantities": adapter(doc, claims)} for row, (doc, claims) in zip(gold, read(texts), strict=True)]


FIGURES = {
    "newsquant": {"value": "cqe_value", "unit": "cqe_value+unit", "change": "cqe_value+change"}
    | {"concept.partial": "cqe_value+concept_partial", "concept.complete": "cqe_value+concept_complete"}
    | {"one_to_one.value": "o2o_value", "one_to_one.unit": "o2o_value+unit"},
    "cqe_rt": {"unit": "cqe_value+unit", "one_to_one.unit": "o2o_value+unit"},
    "recognizers": {"value": "o2o_value"},
}
ADAPTERS = {
    **dict.fromkeys(CQE, as_cqe),
    **dict.fromkeys(UNITS_ONLY, as_amounts),
    "recognizers.number": as_numbers,
    "recognizers.numberrange": as_ranges,
}


def read_all(data: Path, read: Read, wanted: str = "") -> Iterator[tuple[str, list[Row], list[Row]]]:
    """Each corpus whose name begins so: its name, its rows and ours."""
    for name, file in (CQE | RECOGNIZERS | UNITS_ONLY).items():
        if name.startswith(wanted):
            gold = rows(data, file)
            yield name, gold, predicted(gold, ADAPTERS[name], read)


def figures(name: str, scores: dict[str, Any]) -> dict[str, float]:
    wanted = FIGURES[name.split(".")[0]]
    return {f"quantities.{name}.{figure}": round(scores[key]["F1"] / 100, 4) for figure, key in wanted.items()}


def measure(data: Path) -> dict[str, float]:
    """Every figure by its name, values 0 to 1: `quantities.newsquant.value` and the like."""
    module, read, found = scorer(data), reader(), {}
    for name, gold, ours in read_all(data, read):
        found |= figures(name, module.quantities(gold, ours))
    return found


def errors(gold: Row, ours: Row, module: ModuleType) -> Iterator[str]:
    """The annotations missed, the quantities too many, and the pairs of another unit, of one sentence."""
    one, two = gold["quantities"], ours["quantities"]

    def same_unit(i: int, j: int) -> bool:
        return bool(module.norm_unit(one[i].get("unit")) == module.norm_unit(two[j].get("unit")))

    pairs = module.max_matching(len(one), len(two), lambda i, j: module.values_match(module.val(one[i]), module.val(two[j])), same_unit)
    shown = [
        *(f"MISSED {q.get('surface')!r} {module.val(q)} {q.get('unit')}" for i, q in enumerate(one) if i not in {i for i, _ in pairs}),
        *(f"EXTRA {gold['text'][q['start'] : q['end']]!r} {module.val(q)}" for j, q in enumerate(two) if j not in {j for _, j in pairs}),
        *(f"UNIT {one[i].get('unit')!r} is not {two[j].get('unit')!r}" for i, j in pairs if not same_unit(i, j)),
        *(
            f"{key.upper()} of {gold['text'][two[j]['start'] : two[j]['end']]!r}: {one[i][key]!r} is not {two[j][key]!r}"
            for i, j in pairs
            for key in ("change", "item")
            if key in two[j] and one[i].get(key) is not None and one[i][key] != two[j][key]
        ),
    ]
    if shown:
        yield "\n    ".join([gold["text"], *shown])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="list so many sentences with errors a corpus")
    parser.add_argument("--corpus", default="", help="read only those corpora whose name begins so")
    asked = parser.parse_args()
    module = scorer(DATA)
    for name, gold, ours in read_all(DATA, reader(), asked.corpus):
        print("\n".join(f"{figure:44} {value:.4f}" for figure, value in figures(name, module.quantities(gold, ours)).items()))
        lines = [line for one, two in zip(gold, ours, strict=True) for line in errors(one, two, module)]
        print("\n".join(lines[: asked.errors]), end="\n" if asked.errors else "")


if __name__ == "__main__":
    main()

"""Quantities on NewsQuant, CQE's regression tests and the recognizers' specifications, by the corpora's own scorer.

`python tests/eval/quantities.py` prints every figure; `--errors 40` lists what is wrong, `--corpus newsquant` reads one corpus alone.

The conventions of the corpora live here and nowhere else: the library keeps the richer record.

- NewsQuant and CQE write a counted noun as the unit ("12 owls": owl) and then something else as the concept, a fraction in "%" of what it
  is a share of, vague plurals as ranges ("dozens": 12 to 120), "one out of three" as 0.333, both ends of "from 3 to 5" as one range,
  "one of the oldest" as 1, cents in cents, comparators as strict ("up to 8": <), and no ranks and scores.
- The recognizers write a bound as a range open on one side, and any number anywhere, years and pronouns among them: for `number` what the
  scanner of numerals reads is compared, with the value of the quantity around it where there is one.
"""

import argparse
import importlib.util
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from spacy.tokens import Doc, Span, Token

from quotecheck import Extractor, NumericClaim, Quantity
from quotecheck.claims.build import build_claims
from quotecheck.layers import TIMEXES, Findings
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
Row = dict[str, Any]
Read = Callable[[Sequence[str]], Iterable[tuple[Doc, Sequence[NumericClaim]]]]


def pairs(table: str) -> dict[str, str]:
    """The names of a table, ours and theirs: "USD: dollar; EUR: euro;"."""
    found = (each.split(":") for each in table.split(";") if each.strip())
    return {ours.strip(): theirs.strip() for ours, theirs in found}


MONEY = pairs("""
    USD: dollar; EUR: euro; GBP: pound sterling; CAD: canadian dollar; AUD: australian dollar; ILS: shekel;
    HKD: hong kong dollar; JPY: japanese yen; CNY: chinese yuan; CHF: swiss franc; INR: rupee; NLG: netherlands guilde;
    MXN: mexican peso; TRY: turkish lira; NZD: new zealand dollar; BTC: bitcoin; ESP: peseta; DEM: mark;
    CRC: costa rican colón; GEL: georgian lari; LAK: lao kip; LKR: sri lankan rupee; ZAR: south african rand;
    HRK: croatian kuna; FIM: finnish markka; SGD: singapore dollar; KRW: south korean won;
""")
NAMES = pairs("""
    percent: percentage; pound: pound-mass; degree Celsius: celsius; degree Fahrenheit: fahrenheit; tonne: metric ton;
    metric horsepower: horsepower; pound-foot: foot pound-force; part per billion: parts-per-billion;
""")
VAGUE = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "lakh": 10**5, "crore": 10**7}
HUNDREDTHS = {"cent": r"cents?\b|[¢c]\Z", "penny": r"pence|penn(?:y|ies)|\dp\Z"}
SMALL_WORDS = frozenset({"DET", "ADP", "PRON", "PUNCT", "PART", "CCONJ", "SCONJ", "AUX", "SPACE", "ADV", "X"})
LOOSE = frozenset({"acl:relcl", "acl", "advcl", "appos", "conj", "parataxis", "ccomp", "punct", "cc", "list", "dep"})
NOUNS_OF_CHANGE = re.compile(
    r"\b(?:rise|increase|growth|gain|drop|fall|decline|cut|decrease|reduction|loss|raise|hike|discount)s? (?:of|by) (?:\w+ )?\s*_"
    r"|_\s+(?:\w+ ){0,3}(?:rise|increase|growth|gain|drop|fall|decline|cut|decrease|reduction|loss|raise|hike|discount)s?\b"
)
ONE_OF = re.compile(r"\bone of (?:the|his|her|its|their|my|our|your|these|those|[A-Z]\w+['’]s)\s")


def rows(data: Path, file: str) -> list[Row]:
    return [json.loads(line) for line in (data / "quantities" / f"{file}.jsonl").read_text(encoding="utf-8").splitlines()]


def scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("quantities_timex_score", data / "quantities_timex_score.py")
    assert spec is not None, data
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reader() -> Read:
    """What reads texts by the default pipeline."""
    nlp = Extractor.load().nlp

    def read(texts: Sequence[str]) -> Iterator[tuple[Doc, Sequence[NumericClaim]]]:
        for doc in nlp.pipe(texts):
            yield doc, build_claims(Findings(doc, "quantities"), Article(text=doc.text))

    return read


# --- NewsQuant and CQE


def as_cqe(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """The claims of one sentence as these corpora write them."""
    kept = [claim for claim in claims if claim.rule.split("/")[0] not in ("rank", "score")]
    found: list[Row] = []
    figures = _figures_in(doc, claims)
    for claim in kept:
        quantity = claim.quantity
        value, unit = _values(quantity), _unit(doc, claim)
        if (before := _range_from(doc, kept, claim)) and "value" in value:
            found.remove(before)
            value = {"low": before["value"], "high": value["value"]}
        found.append(
            {"start": quantity.span.start, "end": quantity.span.end, "rule": claim.rule, "unit": unit}
            | value
            | {"item": _concept(doc, claim, figures) or "-", "comparator": quantity.comparator, "change": _symbol(doc, claim)}
        )
        if claim.rule.endswith("/converted") and found[-2:-1]:
            found[-1] |= {name: found[-2][name] for name in ("comparator", "change", "item")}
    return [*found, *_ones(doc)]


def _symbol(doc: Doc, claim: NumericClaim) -> str:
    """What these corpora call the change: the comparator, which is strict, else the direction that a verb or "up" and "down" tell.

    What a noun tells ("a 5% rise"), and what was reached ("rose 5% to $21"), is no change there.
    """
    quantity = claim.quantity
    if quantity.value is None and quantity.low is None:
        return "="
    if quantity.low is not None or (claim.after == quantity and (claim.before is not None or _is_reached(doc, quantity))):
        return "="
    around = doc.text[max(0, quantity.span.start - 30) : quantity.span.start] + " _ " + doc.text[quantity.span.end : quantity.span.end + 25]
    told = None if NOUNS_OF_CHANGE.search(around) else claim.change
    if quantity.unit == "percent" and quantity.value is not None and quantity.value < 0:
        return "down"
    return told if told and quantity.comparator == "=" else quantity.comparator[0]


def _is_reached(doc: Doc, quantity: Quantity) -> bool:
    """Whether an amount stands before what was reached: "rose 5% to $21"."""
    return bool(
        re.search(r"\d\S*(?:\s\w+){0,2}\s(?:to|at)(?:\s\w+){0,4}\s\Z", doc.text[max(0, quantity.span.start - 50) : quantity.span.start])
    )


def _values(quantity: Quantity) -> Row:
    if quantity.low is not None or quantity.high is not None:
        return {"low": quantity.low, "high": quantity.high}
    if quantity.value is None:
        low = float("tens of" in quantity.span.text.casefold()) * 9 + 1
        for word in re.findall(r"[a-z]+", quantity.span.text.casefold()):
            low *= VAGUE.get(word.removesuffix("s"), 1)
        return {"low": low, "high": 10 * low}
    value = quantity.value / quantity.of if quantity.of else quantity.value
    return {"value": value * 100 if _hundredth(quantity) else value}


def _hundredth(quantity: Quantity) -> str | None:
    """The name of the hundredth in which the money is printed."""
    is_money = quantity.unit is not None and quantity.unit.isupper() and len(re.findall(r"[^\W\d_]{4,}", quantity.span.text)) < 3
    return next((name for name, printed in HUNDREDTHS.items() if is_money and re.search(printed, quantity.span.text)), None)


def _range_from(doc: Doc, claims: Sequence[NumericClaim], claim: NumericClaim) -> Row | None:
    """Where the change began, when both of its ends are one range there: "from 3 to 5"."""
    if claim.before is None or claim.after != claim.quantity:
        return None
    between = doc.text[claim.before.span.end : claim.quantity.span.start]
    is_beside = re.fullmatch(r"(?:\s(?:combined|in \d{4}))? to ", between)
    first = next((each for each in claims if each.quantity == claim.before), None)
    return as_cqe(doc, [first])[0] if first and is_beside and first.quantity.value is not None else None


def _unit(doc: Doc, claim: NumericClaim) -> str:
    quantity, rule = claim.quantity, claim.rule.split("/")
    hundredth = _hundredth(quantity)
    if quantity.unit:
        unit = hundredth or MONEY.get(quantity.unit) or NAMES.get(quantity.unit, quantity.unit)
        unit += " of age" if rule[0] == "age" else ""
    else:
        counted = _counted(doc, claim)
        is_share = (rule[0] == "fraction" and rule[1] != "counted") or quantity.of is not None
        compound = re.match(r"-([a-z]+)\b(?!-old)", doc.text[quantity.span.end :]) if quantity.of is None else None
        noun = compound[1] if compound else _singular(counted) if counted else "-"
        if is_share and counted is not None and counted[-1].tag_ == "NNPS":
            noun = counted.text
        unit = f"% {noun}" if is_share else noun
        unit = "count" if unit == "time" else unit
    is_rate = quantity.per and unit != "-" and not doc.text[quantity.span.end :].lstrip().startswith("for ")
    return f"{unit} per {quantity.per}" if is_rate else unit


def _counted(doc: Doc, claim: NumericClaim) -> Span | None:
    """The noun phrase that a plain number counts, where the item is one."""
    rule, item_rule = claim.rule.split("/")
    is_counted = claim.item is not None and (item_rule in ("counted", "whole") or (rule == "fraction" and item_rule != "said_of"))
    return doc.char_span(claim.item.start, claim.item.end, alignment_mode="expand") if claim.item and is_counted else None


def _singular(span: Iterable[Token]) -> str:
    words = [(token, token.text) for token in span if token.pos_ not in SMALL_WORDS or _joins(token)]
    if not words:
        return "-"
    forms = [
        token.lemma_ if token.pos_ == "NOUN" or token.tag_ in ("NNS", "JJS", "JJR") else text.removesuffix("s" * (token.tag_ == "NNPS"))
        for token, text in words
    ]
    printed = "".join(form if _is_tight(token) else f"{form} " for form, (token, _) in zip(forms, words, strict=True))
    return printed.strip()


def _concept(doc: Doc, claim: NumericClaim, left_out: set[int]) -> str | None:
    """What the number is about, the unit left out: what a counted noun belongs to, or the item of anything else with what it is of."""
    span = doc.char_span(claim.quantity.span.start, claim.quantity.span.end, alignment_mode="expand")
    if span is None:
        return None
    counted = _counted(doc, claim)
    if counted is not None:
        inside = {*left_out, *range(counted.start, counted.end)}
        of = next((child for child in counted.root.rights if child.pos_ in ("NOUN", "PROPN") and child.dep_ == "nmod"), None)
        head = of or _subject(counted.root)
        return _content(head, inside) if head is not None else None
    item = doc.char_span(claim.item.start, claim.item.end, alignment_mode="expand") if claim.item else None
    head = item.root if item is not None else _subject(span.root)
    return _content(head, left_out) if head is not None else None


def _figures_in(doc: Doc, claims: Sequence[NumericClaim]) -> set[int]:
    """The tokens of all quantities and time expressions, which are in no concept."""
    findings = Findings(doc, "quantities")
    spans = [span for frame in findings.frames(TIMEXES) for span in frame.all("span")]
    spans += [doc.char_span(c.quantity.span.start, c.quantity.span.end, alignment_mode="expand") for c in claims]
    return {at for span in spans for at in range(span.start, span.end)}


def _subject(token: Token) -> Token | None:
    """The subject of the verb above, where it is a noun."""
    for above in (token, *token.ancestors):
        if above == token and above.dep_.startswith("nsubj"):
            return None
        subject = next((child for child in above.lefts if child.dep_.startswith("nsubj")), None)
        if subject is not None:
            return subject if subject.pos_ in ("NOUN", "PROPN") else None
    return None


def _content(head: Token, inside: set[int]) -> str | None:
    """The words of a noun phrase that carry meaning, its modifiers by prepositions among them."""
    left_out = {each.i for child in head.children if child.dep_ in LOOSE for each in child.subtree}
    kept = [token for token in head.subtree if token.i not in inside | left_out]
    words = [token for token in kept if token.pos_ not in SMALL_WORDS and token.text not in ("'s", "’s", "$")]
    text = "".join(_printed(token) if token in words or _joins(token) else " " for token in kept)
    return " ".join(text.split()) or None


def _belonging(noun: Token, start: int) -> str:
    """The singular of a noun with its modifiers, those by prepositions too: "tall mill Arlen Valley"."""
    while noun.dep_ in ("compound", "amod", "nmod:poss") and noun.head.i > noun.i:
        noun = noun.head
    left_out = {each.i for child in noun.children if child.dep_ in LOOSE for each in child.subtree}
    return _singular([token for token in noun.subtree if token.i >= start and token.i not in left_out])


def _is_tight(token: Token) -> bool:
    """Whether no blank follows: a hyphen, or what stands before one."""
    return not token.whitespace_ and token.i + 1 < len(token.doc) and (_joins(token) or _joins(token.nbor()))


def _printed(token: Token) -> str:
    return token.text_with_ws if token.i + 1 < len(token.doc) else token.text


def _joins(token: Token) -> bool:
    """Whether a hyphen or a slash stands inside a word: "blue-chip"."""
    return token.text in ("-", "/", "‑", "&") and not token.whitespace_ and bool(token.i) and not token.nbor(-1).whitespace_


def _ones(doc: Doc) -> Iterator[Row]:
    """ "one of the oldest mills": 1, which is no number to us."""
    for match in ONE_OF.finditer(doc.text):
        span = doc.char_span(match.end(), len(doc.text), alignment_mode="expand")
        noun = next((token for token in span or () if token.pos_ in ("NOUN", "PROPN")), None)
        yield {"start": match.start(), "end": match.end(), "rule": "one_of", "value": 1, "item": "-", "change": "="} | {
            "unit": _belonging(noun, span.start) if noun is not None and span is not None else "-",
            "comparator": "=",
        }


# --- the recognizers

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
    text, found = doc.text, []
    around = [quantity for quantity in scan(text, Vocabulary.read(load)) if quantity.unit is None or quantity.rule == "money"]
    for numeral in scan_numerals(text):
        quantity = next((each for each in around if each.start <= numeral.start < each.end and each.rule != "rank"), None)
        if quantity is not None and quantity.of and quantity.value is not None:
            value = quantity.value / quantity.of
            if any(row["start"] == quantity.start for row in found):
                continue
            found.append({"start": quantity.start, "end": quantity.end, "value": value, "unit": None})
        elif (
            numeral.value is not None
            and not is_pronoun_one(text, numeral.start, numeral.end)
            and not _is_joined(text, numeral.end, quantity is not None)
        ):
            value = quantity.value if quantity is not None and quantity.value is not None else float(numeral.value)
            found.append({"start": numeral.start, "end": numeral.end, "value": value, "unit": None})
    return found


def _is_joined(text: str, end: int, is_quantity: bool) -> bool:
    """Whether letters joined to figures make them no number there: "180ml", "4th"."""
    return not is_quantity and text[end : end + 1].isalpha()


def as_amounts(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """The quantities with a unit, the hundredths of money in their own unit."""
    return [
        {"start": claim.quantity.span.start, "end": claim.quantity.span.end, "unit": claim.quantity.unit} | _values(claim.quantity)
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

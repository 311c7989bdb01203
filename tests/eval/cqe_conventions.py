"""The conventions of NewsQuant and of CQE's tests: their numbers, units, concepts and changes, from our claims.

They live here and nowhere else: the library keeps the richer record.

- NewsQuant and CQE write a counted noun as the unit ("12 owls": owl) and then something else as the concept, a fraction in "%" of what it
  is a share of, vague plurals as ranges ("dozens": 12 to 120), "one out of three" as 0.333, both ends of "from 3 to 5" as one range,
  "eight or nine" as two numbers, "one of the oldest" as 1, cents in cents, comparators as strict ("up to 8": <), and no ranks and scores.
- They count "the past 8 weeks" and "three years ago" (to us dates), give a number the unit that the sentence left out ("rose 3 points
  to 11", "four- and six-room flats"), and read a sign that stands off a temperature ("- 5 degrees"), for their texts are tokenised.
- Their concept is a pair: the noun that the number stands with (its item, the noun of change, the noun above), then the subject of the
  sentence, or the object for want of one. Their change is none for what was reached ("fell to $21") and for what a noun tells.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from spacy.tokens import Doc, Span, Token

from quotecheck import NumericClaim, Quantity
from quotecheck.layers import TIMEXES, Findings
from quotecheck.lexicon import load
from quotecheck.text.numerals import scan as scan_numerals
from quotecheck.text.quantity.find import Vocabulary

Row = dict[str, Any]


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
NOUNS = frozenset({"NOUN", "PROPN"})
LOOSE = frozenset({"acl:relcl", "acl", "advcl", "appos", "parataxis", "ccomp", "punct", "list", "dep"})
NOUNS_OF_CHANGE = re.compile(
    r"\b(?:rise|increase|growth|gain|drop|fall|decline|cut|decrease|reduction|loss|raise|hike|discount)s? (?:of|by) (?:\w+ )?\s*_"
    r"|_\s+(?:\w+ ){0,3}(?:rise|increase|growth|gain|drop|fall|decline|cut|decrease|reduction|loss|raise|hike|discount)s?\b"
)
SUSPENDED = re.compile(r"-(?:,| and| or| to)\s")
REACHED = re.compile(r"\bto\s(?:\w+\s)?\Z|\d\S*(?:\s\w+){0,2}\sat(?:\s\w+){0,4}\s\Z")
PER_AFTER_BRACKET = re.compile(r"\) (?:per|an?) ([a-z]+)")
SIGN_APART = re.compile(r"(?:\A|\s)[-−]\s\Z")
OF_COUNTED = re.compile(r" of (?:[a-z]+ ){0,2}")
ELIDED = re.compile(r"\b(?:to|from|than|is|was|are|were)\s\Z")
ONE_OF = re.compile(r"\bone of (?:the|his|her|its|their|my|our|your|these|those|[A-Z]\w+['’]s)\s")


def as_cqe(doc: Doc, claims: Sequence[NumericClaim]) -> list[Row]:
    """The claims of one sentence as these corpora write them."""
    kept = [each for claim in claims if claim.rule.split("/")[0] not in ("rank", "score") for each in _either(claim)]
    found: list[Row] = []
    figures = _figures_in(doc, claims)
    for claim in kept:
        quantity = claim.quantity
        value, unit = values(quantity), _unit(doc, claim)
        if _is_below_zero(doc, quantity) and value.get("value"):
            value = {"value": -value["value"]}
        if (before := _range_from(doc, kept, claim)) in found and before and "value" in value:
            found.remove(before)
            value = {"low": before["value"], "high": value["value"]}
        found.append(
            {"start": quantity.span.start, "end": quantity.span.end, "rule": claim.rule, "unit": unit}
            | value
            | {"item": _concept(doc, claim, figures) or "-", "comparator": quantity.comparator, "change": _symbol(doc, claim)}
        )
        if claim.rule.endswith("/converted") and found[-2:-1]:
            found[-1] |= {name: found[-2][name] for name in ("comparator", "change", "item")}
            per = PER_AFTER_BRACKET.match(doc.text, quantity.span.end)
            found[-2]["unit"] += f" per {per[1]}" if per else ""
    return [*_with_units(doc, found), *_ones(doc), *_spans_of_time(doc, found)]


def _with_units(doc: Doc, found: Sequence[Row]) -> list[Row]:
    """The rows with the units left out where the sentence has named them: "rose 3 points to 11", "four- and six-room flats"."""
    out: list[Row] = []
    for at, row in enumerate(found):
        unit = row["unit"]
        following = next((each["unit"] for each in found[at + 1 :] if each["unit"] != "-"), "-")
        if unit == "% -" and found[at + 1 :] and OF_COUNTED.fullmatch(doc.text[row["end"] : found[at + 1]["start"]]):
            unit = f"% {found[at + 1]['unit']}"
        if SUSPENDED.match(doc.text, row["end"]):
            unit = following
        elif unit == "-" and row["rule"].split("/")[0] == "count" and ELIDED.search(doc.text, max(0, row["start"] - 6), row["start"]):
            named = (each["unit"] for each in reversed(out) if each["unit"] not in ("-", "percentage") and each["unit"][0] != "%")
            unit = next(named, "-")
        out.append(row | {"unit": unit})
    return out


def _spans_of_time(doc: Doc, found: Sequence[Row]) -> Iterator[Row]:
    """ "the past 8 weeks", "three years ago": time expressions to us, and no claims."""
    units = Vocabulary.read(load).units
    for numeral in scan_numerals(doc.text):
        unit = units.after(doc.text, numeral.end)
        if (
            unit
            and unit[0].kind == "time"
            and numeral.value is not None
            and not any(r["start"] < unit[1] and numeral.start < r["end"] for r in found)
        ):
            span = doc.char_span(numeral.start, unit[1], alignment_mode="expand")
            item = _written([_subject(span.root)], set()) if span is not None else None
            yield {"start": numeral.start, "end": unit[1], "rule": "span_of_time", "unit": unit[0].name, "value": float(numeral.value)} | {
                "item": item or "-",
                "comparator": "=",
                "change": "=",
            }


def _either(claim: NumericClaim) -> list[NumericClaim]:
    """ "eight or nine euros": two numbers, where we have a range."""
    quantity = claim.quantity
    ends = re.fullmatch(r"[^\W_].*?(?P<or> or ).+", quantity.span.text)
    if quantity.low is None or quantity.high is None or quantity.comparator != "=" or not ends:
        return [claim]
    middle = quantity.span.start + ends.start("or")
    first = quantity.span.model_copy(update={"end": middle, "text": quantity.span.text[: ends.start("or")]})
    last = quantity.span.model_copy(update={"start": middle + 4, "text": quantity.span.text[ends.end("or") :]})
    halves = ((first, quantity.low), (last, quantity.high))
    return [
        claim.model_copy(update={"quantity": quantity.model_copy(update={"span": span, "value": value, "low": None, "high": None})})
        for span, value in halves
    ]


def _symbol(doc: Doc, claim: NumericClaim) -> str:
    """What these corpora call the change: the comparator, which is strict, else the direction that a verb or "up" and "down" tell.

    What a noun tells ("a 5% rise"), and what was reached ("rose 5% to $21"), is no change there.
    """
    quantity = claim.quantity
    if quantity.value is None and quantity.low is None:
        return "="
    if quantity.low is not None or (claim.after == quantity and claim.before is not None):
        return "="
    around = doc.text[max(0, quantity.span.start - 30) : quantity.span.start] + " _ " + doc.text[quantity.span.end : quantity.span.end + 25]
    told = None if NOUNS_OF_CHANGE.search(around) or _is_reached(doc, quantity) else claim.change
    if quantity.unit == "percent" and quantity.value is not None and quantity.value < 0:
        return "down"
    return told if told and quantity.comparator == "=" else quantity.comparator[0]


def _is_reached(doc: Doc, quantity: Quantity) -> bool:
    """Whether it stands after "to", or after an amount and "at": "fell to $21", "rose 5% to close at $21"."""
    return bool(REACHED.search(doc.text[max(0, quantity.span.start - 50) : quantity.span.start]))


def values(quantity: Quantity) -> Row:
    if quantity.low is not None or quantity.high is not None:
        return {"low": quantity.low, "high": quantity.high}
    if quantity.value is None:
        low = float("tens of" in quantity.span.text.casefold()) * 9 + 1
        for word in re.findall(r"[a-z]+", quantity.span.text.casefold()):
            low *= VAGUE.get(word.removesuffix("s"), 1)
        return {"low": low, "high": 10 * low}
    value = quantity.value / quantity.of if quantity.of else quantity.value
    return {"value": value * 100 if _hundredth(quantity) else value}


def _is_below_zero(doc: Doc, quantity: Quantity) -> bool:
    """Whether a temperature's sign stands off: "- 5 degrees"."""
    is_temperature = quantity.unit is not None and quantity.unit.startswith("degree")
    return is_temperature and bool(SIGN_APART.search(doc.text[: quantity.span.start]))


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
        measured = _measure(counted.root) if counted is not None and not is_share else None
        compound = re.match(r"-([a-z]+)\b(?!-old)", doc.text[quantity.span.end :]) if quantity.of is None else None
        noun = measured if measured else compound[1] if compound else _singular(counted) if counted else "-"
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
    is_counted = is_counted and claim.quantity.unit is None
    return doc.char_span(claim.item.start, claim.item.end, alignment_mode="expand") if claim.item and is_counted else None


def _measure(noun: Token) -> str | None:
    """The unit that a counted noun is, whatever stands before it: "nine walking miles"."""
    found = Vocabulary.read(load).units.after(f"2 {noun.text}", 1) if noun.i and noun.nbor(-1).pos_ in ("VERB", "ADJ", "NOUN") else None
    return found[0].name if found and found[0].kind == "measure" and found[1] == len(noun.text) + 2 else None


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
    """What the number is about, the unit left out, in two parts: the noun that it stands with, then the subject of the sentence.

    A counted noun is the unit: then it is what that noun belongs to, else the subject alone.
    """
    span = doc.char_span(claim.quantity.span.start, claim.quantity.span.end, alignment_mode="expand")
    if span is None:
        return None
    counted = _counted(doc, claim)
    if counted is not None:
        if re.match(r"-(?:[a-z]|[,\s])", doc.text[claim.quantity.span.end :]) and counted[-1].i > span.end:
            return _written([counted.root], {*left_out, *range(counted.start, span.end + 2)})
        inside = {*left_out, *range(counted.start, counted.end)}
        of = next((child for child in counted.root.rights if child.pos_ in NOUNS and child.dep_ == "nmod" and _is_of(child)), None)
        if of is not None:
            return _written([of], inside)
        above = counted.root.head if counted.root.dep_ == "nmod" and counted.root.head.pos_ in NOUNS else None
        return _written([above, _subject(counted.root)], inside)
    noun = _stands_with(doc, claim, span)
    if noun is None:
        return _written([_subject(span.root) or _object(span.root)], left_out)
    is_alone = claim.rule.split("/")[0] == "age" or claim.rule.split("/")[1] in ("said_of", "is_said")
    subject = None if is_alone else _subject(noun)
    is_apart = subject is not None and not {subject.i, noun.i} <= left_out and not subject.is_ancestor(noun) and subject != noun
    return _written([noun, subject if is_apart else None], left_out)


def _stands_with(doc: Doc, claim: NumericClaim, span: Span) -> Token | None:
    """The noun that the number modifies: its item, or the noun of change ("a 5% rise in [exports]": rise), or the noun above it."""
    above = span.root.head if span.root.head.pos_ in NOUNS and span.root.head not in span else None
    item = doc.char_span(claim.item.start, claim.item.end, alignment_mode="expand") if claim.item else None
    if item is None:
        return above
    if claim.rule.endswith("/changed") and above is not None and above.is_ancestor(item.root):
        return above
    return item.root.head if item.root.dep_ == "compound" and item.root.head.i > item.root.i else item.root


def _written(nouns: Iterable[Token | None], left_out: set[int]) -> str | None:
    """The noun phrases without figures, times and small words, a comma between them."""
    phrases = [_content(noun, left_out) for noun in nouns if noun is not None]
    return ", ".join(phrase for phrase in phrases if phrase) or None


def _is_of(noun: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ == "of" for child in noun.lefts)


def _figures_in(doc: Doc, claims: Sequence[NumericClaim]) -> set[int]:
    """The tokens of all quantities and time expressions, which are in no concept."""
    findings = Findings(doc, "quantities")
    spans = [span for frame in findings.frames(TIMEXES) for span in frame.all("span")]
    spans += [doc.char_span(c.quantity.span.start, c.quantity.span.end, alignment_mode="expand") for c in claims]
    return {at for span in spans for at in range(span.start, span.end)}


def _subject(token: Token) -> Token | None:
    """The subject of the verb above, where it is a noun; what a relative clause belongs to for its pronoun."""
    for above in (token, *token.ancestors):
        if above == token and above.dep_.startswith("nsubj"):
            return None
        subject = next((child for child in above.lefts if child.dep_.startswith("nsubj")), None)
        if subject is not None and subject.lower_ in ("that", "which", "who") and above.dep_ == "acl:relcl":
            subject = above.head
        if subject is not None:
            return subject if subject.pos_ in NOUNS else None
    return None


def _object(token: Token) -> Token | None:
    """The object of the verb above, for want of a subject: "Buy the [mill] starting at $40"."""
    for above in token.ancestors:
        found = next((child for child in above.rights if child.dep_ == "obj" and child.i < token.i), None)
        if found is not None:
            return found if found.pos_ in NOUNS else None
    return None


def _content(head: Token, inside: set[int]) -> str | None:
    """The words of a noun phrase that carry meaning, its modifiers by prepositions among them."""
    left_out = {each.i for child in head.children if child.dep_ in LOOSE and not _is_name_on(child) for each in child.subtree}
    kept = [token for token in head.subtree if token.i not in inside | left_out]
    words = [token for token in kept if token.pos_ not in SMALL_WORDS and token.text not in ("'s", "’s", "$")]
    text = "".join(_printed(token) if token in words or _joins(token) else " " for token in kept)
    return " ".join(text.split()).strip("-/ ") or None


def _is_name_on(token: Token) -> bool:
    """Whether a number goes on with the name before it: "Arlen [100]"."""
    return token.pos_ == "NUM" and token.i > 0 and token.head.pos_ == "PROPN" and token.nbor(-1).pos_ == "PROPN"


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

"""Gold records against extractions: precision, recall and F by record kind, form, property and rule.

Gold articles are plain data as the annotation guidelines define them (`id`, `text`, `speakers`, `quotes`, `scare`,
`reports`, `numbers`, `dates`, `places`; spans are `[start, end]`). Spans are compared as the sets of words that they
touch, so quotation marks, punctuation and blanks never count; gold and predicted records are paired one to one, best
overlap first. All figures are micro-averages over the articles. An article may name the `kinds` that were annotated in it
(`quotes`, `scare`, `reports`, `numbers`, `dates`, `places`); what was found of other kinds is not counted there.
"""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from quotecheck.records import Extraction, NumericClaim, Place, Quote, Speaker, TextSpan, Timex

Gold = Mapping[str, Any]
Words = frozenset[int]
G = TypeVar("G")
P = TypeVar("P")
Pairs = list[tuple[int, int]]

WORD = re.compile(r"\w+")
HONORIFICS = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "dame", "lord", "lady", "rev", "hon", "the", "a", "an", "s", "of")
)
FORMS = {
    "all": ("direct", "mixed", "indirect"),
    "quoted": ("direct", "mixed"),
    "direct": ("direct",),
    "mixed": ("mixed",),
    "indirect": ("indirect",),
}
NAMELESS = ("unnamed", "group", "document")
"""Kinds of speakers who have no name of their own: their source, or a description, says who they are."""
FIELDS = {"quotes": "quotes", "scare": "scare_quotes", "reports": "reports", "numbers": "claims", "dates": "dates", "places": "places"}
"""What the guidelines call a kind, and the field of an extraction that holds it."""
HALF = 0.5
TOUCH = 1e-9
BINS = 10


@dataclass(slots=True)
class Score:
    """Counts of one measure; precision, recall and F are 0 where nothing was there to count."""

    gold: int = 0
    predicted: int = 0
    gold_matched: int = 0
    predicted_matched: int = 0

    def add(self, gold: Sequence[bool], predicted: Sequence[bool]) -> None:
        """Count records: one truth value each, whether it was matched."""
        self.gold += len(gold)
        self.gold_matched += sum(gold)
        self.predicted += len(predicted)
        self.predicted_matched += sum(predicted)

    @property
    def precision(self) -> float:
        """Share of the predicted records that are right."""
        return self.predicted_matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold records that were found."""
        return self.gold_matched / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(gold=4, predicted=2, gold_matched=2, predicted_matched=2).f
        0.6666666666666666
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Judged:
    """A quote that was found, and what is true of it: whether gold has such a statement, and with that speaker.

    `fits` is whether the speaker, or where there is none the likeliest candidate, is gold's: what `speaker_confidence` is about.
    """

    quote: Quote
    is_statement: bool
    is_right: bool
    fits: bool


@dataclass(slots=True)
class Evaluation:
    """What `evaluate` found: a score a measure, a share a property of paired records, each quote judged, precision a rule."""

    scores: dict[str, Score] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list, repr=False)
    shares: dict[str, tuple[int, int]] = field(default_factory=dict)
    rules: Counter[tuple[str, str, bool]] = field(default_factory=Counter)

    def score(self, measure: str) -> Score:
        """The score of that measure, made at the first asking."""
        return self.scores.setdefault(measure, Score())

    def share(self, name: str) -> float | None:
        """Share of the pairs that have the property, or `None` where there was no pair to ask."""
        hits, asked = self.shares.get(name, (0, 0))
        return hits / asked if asked else None

    def ask(self, name: str, answer: bool) -> None:
        """Count one pair's answer towards a share."""
        hits, asked = self.shares.get(name, (0, 0))
        self.shares[name] = (hits + answer, asked + 1)

    def rule_precision(self, kind: str) -> dict[str, tuple[int, int]]:
        """For each rule that found records of that kind: how many were right, of how many."""
        names = sorted({rule for found, rule, _ in self.rules if found == kind})
        return {name: (self.rules[kind, name, True], self.rules[kind, name, True] + self.rules[kind, name, False]) for name in names}

    def figures(self) -> dict[str, float]:
        """Every F and every share by name, rounded to four places: what a gate compares with its floors."""
        found = {measure: round(score.f, 4) for measure, score in self.scores.items()}
        if self.judged:
            found["quotes.calibration_error"] = round(calibration_error([(j.quote.confidence, j.is_right) for j in self.judged]), 4)
        return found | {name: round(hits / asked, 4) for name, (hits, asked) in self.shares.items() if asked}


def evaluate(gold: Iterable[Gold], predicted: Iterable[Extraction]) -> Evaluation:
    """Compare extractions with gold articles of the same ids; a gold article without an extraction counts as empty."""
    by_id = {extraction.id: extraction for extraction in predicted}
    result = Evaluation()
    for article in gold:
        _Comparison(article, by_id.get(article["id"]), result).run()
    return result


class _Comparison:
    """One article's gold and extraction side by side."""

    def __init__(self, gold: Gold, extraction: Extraction | None, result: Evaluation) -> None:
        self.gold, self.extraction, self.result = gold, extraction, result
        self.bounds = [match.span() for match in WORD.finditer(gold["text"])]
        self.word_at: dict[int, int] = {at: i for i, (start, end) in enumerate(self.bounds) for at in range(start, end)}

    def run(self) -> None:
        """Count every measure of the article."""
        self.quotes()
        self.spans("scare", [self.words(span) for span in self.gold["scare"]], self.predicted("scare"))
        self.reports()
        self.numbers()
        self.dates()
        self.places()

    def words(self, span: Sequence[int] | TextSpan | None) -> Words:
        """Indices of the words that a half-open character range touches."""
        if span is None:
            return frozenset()
        start, end = (span.start, span.end) if isinstance(span, TextSpan) else span
        return frozenset(self.word_at[at] for at in range(start, end) if at in self.word_at)

    def predicted(self, kind: str) -> Sequence[Any]:
        """What was found of that kind, or nothing where the article was not annotated for it."""
        return getattr(self.extraction, FIELDS[kind]) if self.extraction and kind in self.gold.get("kinds", FIELDS) else ()

    def union(self, spans: Iterable[Sequence[int] | TextSpan]) -> Words:
        return frozenset().union(*map(self.words, spans))

    def count(self, measure: str, pairs: Pairs, gold: Sequence[Any], predicted: Sequence[Any]) -> None:
        matched_gold, matched_predicted = {i for i, _ in pairs}, {j for _, j in pairs}
        self.result.score(measure).add(
            [i in matched_gold for i in range(len(gold))], [j in matched_predicted for j in range(len(predicted))]
        )

    def spans(self, measure: str, gold: list[Words], predicted: Sequence[TextSpan]) -> None:
        found = [self.words(span) for span in predicted]
        self.count(measure, pair(gold, found, dice, HALF), gold, found)

    def quotes(self) -> None:
        gold: list[Gold] = self.gold["quotes"]
        found: Sequence[Quote] = self.predicted("quotes")
        gold_words = [self.union(quote["content"]) for quote in gold]
        found_words = [self.union(quote.content) for quote in found]

        def similarity(i: int, j: int) -> float:
            same_cue = bool(self.words(gold[i].get("cue")) & self.words(found[j].cue))
            return dice(gold_words[i], found_words[j]) + 1e-3 * same_cue

        pairs = pair(range(len(gold)), range(len(found)), similarity, HALF)
        right = [(i, j) for i, j in pairs if self.fits(gold[i], found[j], found[j].speaker)]
        exact = [(i, j) for i, j in pairs if gold_words[i] == found_words[j]]
        for name, forms in FORMS.items():
            for suffix, kept in (("", pairs), (".exact", exact), (".attributed", right)):
                self.count_forms(f"quotes.{name}{suffix}", kept, forms)
        statements, hits = {j for _, j in pairs}, {j for _, j in right}
        self.result.rules.update(("quotes", quote.rule, j in hits) for j, quote in enumerate(found))
        fitting = {j for i, j in pairs if self.fits(gold[i], found[j], found[j].speaker or next(iter(found[j].candidates), None))}
        self.result.judged.extend(Judged(quote, j in statements, j in hits, j in fitting) for j, quote in enumerate(found))
        for i, j in pairs:
            self.quote_properties(gold[i], found[j], (i, j) in right)

    def count_forms(self, measure: str, pairs: Pairs, forms: Sequence[str]) -> None:
        matched_gold, matched_found = {i for i, _ in pairs}, {j for _, j in pairs}
        self.result.score(measure).add(
            [i in matched_gold for i, quote in enumerate(self.gold["quotes"]) if quote["kind"] in forms],
            [j in matched_found for j, quote in enumerate(self.predicted("quotes")) if quote.form in forms],
        )

    def speakers(self, gold: Gold, found: str | None) -> tuple[Gold | None, Speaker | None]:
        """Gold's speaker of a statement, and ours of that id."""
        theirs = next((speaker for speaker in self.gold["speakers"] if speaker["id"] == gold.get("speaker")), None)
        ours = next((speaker for speaker in self.extraction.speakers if speaker.id == found), None) if self.extraction else None
        return theirs, ours

    def fits(self, gold: Gold, found: Quote, speaker: str | None) -> bool:
        """Whether that speaker is right: nobody for nobody, the same name, or the same nameless source by its words or its place."""
        theirs, ours = self.speakers(gold, speaker)
        if theirs is None or ours is None:
            return theirs is None and ours is None
        if same_name(theirs["name"], ours.name):
            return True
        if theirs["kind"] not in NAMELESS or ours.kind not in (*NAMELESS, "organization"):
            return False
        source = self.words(gold.get("source"))
        return alike(theirs["name"], ours.name) or (len(source) > 1 and bool(source & self.words(found.source)))

    def quote_properties(self, gold: Gold, found: Quote, right: bool) -> None:
        ask = self.result.ask
        if found.speaker is not None:
            ask("quotes.wrong_speaker", not right)
        if gold.get("cue"):
            ask("quotes.cue_overlap", bool(self.words(gold["cue"]) & self.words(found.cue)))
        if gold.get("source"):
            ask("quotes.source_overlap", dice(self.words(gold["source"]), self.words(found.source)) >= HALF)
        ask("quotes.form", gold["kind"] == found.form)
        theirs, ours = self.speakers(gold, found.speaker)
        if right and theirs and ours:
            for name in ("role", "affiliation"):
                if theirs.get(name):
                    ask(f"speakers.{name}", alike(theirs[name], getattr(ours, name)))

    def reports(self) -> None:
        gold: list[Gold] = self.gold["reports"]
        found = self.predicted("reports")
        gold_words = [[self.words(span) for span in report["mentions"]] for report in gold]
        found_words = [[self.words(span) for span in report.mentions] for report in found]

        def similarity(i: int, j: int) -> float:
            shared = sum(any(mine & theirs for theirs in found_words[j]) for mine in gold_words[i])
            return shared / max(1, len(gold_words[i]) + len(found_words[j]))

        pairs = pair(range(len(gold)), range(len(found)), similarity, TOUCH)
        self.count("reports", pairs, gold, found)
        all_gold, all_found = [words for each in gold_words for words in each], [words for each in found_words for words in each]
        self.count("reports.mentions", pair(all_gold, all_found, dice, HALF), all_gold, all_found)
        hits = {j for _, j in pairs}
        self.result.rules.update(("reports", report.rule, j in hits) for j, report in enumerate(found))
        for i, j in pairs:
            self.result.ask("reports.kind", gold[i]["kind"] == found[j].kind)
            if gold[i].get("publisher"):
                self.result.ask("reports.publisher", same_name(gold[i]["publisher"], found[j].publisher))
            if gold[i].get("date"):
                self.result.ask("reports.date", gold[i]["date"] == found[j].published)
            if gold[i].get("number"):
                self.result.ask("reports.number", str(gold[i]["number"]) == str(found[j].number))

    def numbers(self) -> None:
        gold: list[Gold] = self.gold["numbers"]
        found: Sequence[NumericClaim] = self.predicted("numbers")
        pairs = pair([self.words(n["span"]) for n in gold], [self.words(claim.quantity.span) for claim in found], dice, TOUCH)
        value = [(i, j) for i, j in pairs if same_value(gold[i], found[j])]
        unit = [(i, j) for i, j in value if _unit(gold[i]["unit"]) == _unit(found[j].quantity.unit)]
        for measure, kept in (("numbers", pairs), ("numbers.value", value), ("numbers.unit", unit)):
            self.count(measure, kept, gold, found)
        hits = {j for _, j in unit}
        self.result.rules.update(("claims", claim.rule, j in hits) for j, claim in enumerate(found))
        for i, j in pairs:
            if gold[i]["item"]:
                item = found[j].item
                self.result.ask("numbers.item", alike(gold[i]["item"], item.text if item else None))

    def dates(self) -> None:
        gold: list[Gold] = self.gold["dates"]
        found: Sequence[Timex] = self.predicted("dates")
        pairs = pair([self.words(d["span"]) for d in gold], [self.words(timex.span) for timex in found], dice, TOUCH)
        value = [(i, j) for i, j in pairs if gold[i]["value"] == found[j].value]
        self.count("dates", pairs, gold, found)
        self.count("dates.value", value, gold, found)
        hits = {j for _, j in value}
        self.result.rules.update(("dates", timex.rule, j in hits) for j, timex in enumerate(found))

    def places(self) -> None:
        gold = {place["text"].casefold(): place for place in self.gold["places"]}
        found: Sequence[Place] = self.predicted("places")
        by_name = {place.name.casefold(): j for j, place in enumerate(found)}
        for j, place in enumerate(found):
            for mention in place.mentions:
                by_name.setdefault(mention.text.casefold(), j)
        names = list(gold)
        hits = [(i, by_name[name]) for i, name in enumerate(names) if name in by_name]
        country = [(i, j) for i, j in hits if _iso(gold[names[i]]["country"]) in (None, _iso(found[j].country))]
        self.count("places", hits, names, found)
        self.count("places.country", country, names, found)


def dice(a: frozenset[Hashable], b: frozenset[Hashable]) -> float:
    """Dice coefficient of two sets; 0 where either is empty.

    >>> dice(frozenset("abc"), frozenset("bcd"))
    0.6666666666666666
    """
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def calibration_error(stated: Iterable[tuple[float, bool]]) -> float:
    """How far stated probabilities are from what came true: in ten equal bins, the mean distance of both means, weighted.

    Expected calibration error (Naeini et al. 2015); 0 where nothing was stated.

    >>> calibration_error([(0.75, True), (0.75, False), (0.25, False)])
    0.25
    """
    bins = binned(stated)
    total = sum(map(len, bins))
    return sum(abs(sum(p for p, _ in each) - sum(right for _, right in each)) for each in bins) / total if total else 0.0


def binned(stated: Iterable[tuple[float, bool]]) -> list[list[tuple[float, bool]]]:
    """Stated probabilities with what came true, in ten equal bins, those left out in which there is none.

    >>> binned([(0.75, True), (0.72, False), (0.25, False)])
    [[(0.25, False)], [(0.75, True), (0.72, False)]]
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, is_right in stated:
        bins[min(BINS - 1, int(BINS * probability))].append((probability, is_right))
    return [each for each in bins if each]


def pair(gold: Sequence[G], predicted: Sequence[P], similarity: Callable[[G, P], float], least: float) -> Pairs:
    """Indices of gold and predicted records paired one to one, most similar first, at `least` that similar."""
    candidates = ((similarity(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted))
    ranked = sorted((c for c in candidates if c[0] >= least), key=lambda c: (-c[0], c[1], c[2]))
    gold_taken: set[int] = set()
    predicted_taken: set[int] = set()
    pairs = []
    for _, i, j in ranked:
        if i not in gold_taken and j not in predicted_taken:
            gold_taken.add(i)
            predicted_taken.add(j)
            pairs.append((i, j))
    return pairs


def same_name(a: str | None, b: str | None) -> bool:
    """Whether two names are one: the same words, or one within the other with the same last word.

    >>> same_name("Ms. Calloway", "Ruth Calloway"), same_name("Ruth Calloway", "Ruth Iversen")
    (True, False)
    """
    mine, theirs = _name_words(a), _name_words(b)
    if not mine or not theirs:
        return False
    if set(mine) == set(theirs):
        return True
    small, big = sorted((set(mine), set(theirs)), key=len)
    return small <= big and (mine[-1] == theirs[-1] or len(small) >= 2)


def alike(gold: str, predicted: str | None) -> bool:
    """Whether at least half of the words are shared (Dice), articles and honorifics apart."""
    return dice(frozenset(_name_words(gold)), frozenset(_name_words(predicted))) >= HALF


def same_value(gold: Gold, claim: NumericClaim) -> bool:
    """Whether value, bounds, whole and comparator are all the same, within one in a million."""
    quantity = claim.quantity
    pairs = ((gold[name], getattr(quantity, name)) for name in ("value", "low", "high", "of"))
    return gold["cmp"] == quantity.comparator and all(_equal(mine, theirs) for mine, theirs in pairs)


def _equal(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is None and b is None
    return abs(a - b) <= 1e-6 * max(1.0, abs(a))


def _unit(unit: str | None) -> str:
    return (unit or "").casefold().rstrip("s")


def _iso(code: str | None) -> str | None:
    return {"UK": "GB", "EL": "GR"}.get(code, code) if code else None


def _name_words(name: str | None) -> list[str]:
    return [word for word in (w.casefold() for w in WORD.findall(name or "")) if word not in HONORIFICS]

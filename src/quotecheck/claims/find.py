"""Numeric claims: each quantity that states a fact, with what it counts, whether it rose or fell, and of what it is a part."""

from bisect import bisect_right
from functools import cache
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.claims.items import comes_from, find_item, governor
from quotecheck.claims.sentences import sentence_starts
from quotecheck.layers import CLAIMS, QUANTITIES, Findings, Frame, numbered
from quotecheck.lexicon import load
from quotecheck.syntax.labels import prepositions

Direction = Literal["up", "down"]
PLAIN = frozenset({"count", "vague", "ratio"})
OF_THEM = frozenset({"them", "whom", "which", "those", "these"})
Lead = tuple[Frame, int]
"""A whole whose shares a sentence goes on to name ("Of those, 36 ... and 32 ..."), with the sentence's first token."""

REACH = 24
BESIDE = frozenset({"up", "down", "extra", "additional"})
LINKS = frozenset(
    {"by", "to", "up", "at", "than", "over", "under", "above", "below", "about", "around", "close", "as", "of", "between", "nearly", "down"}
)
INCLUDING = frozenset({"including", "includes", "included"})


@Language.factory("quotecheck_claims")
def make_claims(nlp: Language, name: str) -> "Claims":
    """The pipe under its name in spaCy's registry."""
    return Claims()


@cache
def _changes() -> dict[str, dict[str, Direction]]:
    """The direction of each word of change, by the kind of word."""
    tables = load("changes", dict[str, dict[Direction, list[str]]])
    return {kind: {word: direction for direction, words in table.items() for word in words} for kind, table in tables.items()}


class Claims:
    """Makes a claim of each quantity; reads the layers quantities and furniture.

    Facts of a frame: `rule` (the quantity's rule, a slash, the item's rule), `change` (up, down or none), `part_of` (the
    id of the claim of which this one counts a part), `is_share` (that claim's number is this one's whole), and
    `start`, `end` and `unit` of the quantity.
    """

    def __init__(self) -> None:
        self.changes = _changes()
        self.linked = frozenset(self.changes["linked"])

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return CLAIMS.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """One frame a claim, in text order."""
        findings, ids = Findings(doc, "quotecheck_claims"), numbered("c")
        frames: list[Frame] = []
        lead: Lead | None = None
        starts = sentence_starts(doc)
        for quantity in findings.frames(QUANTITIES):
            span = quantity.one("span")
            if span is None or findings.is_masked(span):
                continue
            rule = quantity.text("rule") or "count"
            sentence = starts[bisect_right(starts, span.start) - 1]
            part, lead = _part(span, rule, frames, (sentence, lead))
            found = find_item(span, rule)
            item, name = found if found else (None, "bare")
            twin = _converted(span, frames)
            if twin is not None:
                item, name = twin.one("item"), "converted"
            if part is not None and (found is None or name in ("said_of", "measured", "is_said")):
                item, name = part[0].one("item"), "elided"
            facts = dict(quantity.facts) | {
                "rule": f"{rule}/{name}",
                "change": (twin.text("change") if twin is not None else self.change(span, rule) or _goes_on(span, frames)),
                "part_of": part[0].id if part else None,
            }
            if part is not None:
                facts["is_share"] = part[1]
            frames.append(Frame(next(ids), {"quantity": [span]} | ({"item": [item]} if item is not None else {}), facts))
            if rule in PLAIN and _opens_shares(span, sentence):
                lead = (frames[-1], sentence)
        return frames

    def change(self, span: Span, rule: str) -> Direction | None:
        """Whether the clause says that something rose or fell by or to this number."""
        if rule in ("age", "decade", "rank", "score") or comes_from(span):
            return None
        if rule == "multiple":
            is_verb = span[-1].pos_ == "VERB" or span[-1].lower_.endswith(("ed", "ing"))
            return self.changes["verbs"].get(span[-1].lower_) if is_verb else None
        return self._beside(span, rule) or self._by_noun(span) or self._by_verb(span, rule)

    def _beside(self, span: Span, rule: str) -> Direction | None:
        """ "up 3%", "22 percent more", "an extra $140"."""
        words, doc = self.changes["words"], span.doc
        before = [token.lower_ for token in doc[max(0, span.start - 2) : span.start]]
        if self.changes["phrasal"].get(before[0] if before else "") and before[-1] in ("up", "down"):
            return None
        for word in (*before[-1:], *(before[:1] if before[-1:] == ["by"] or before[-1:] == ["a"] else [])):
            if word in BESIDE and (rule in ("percent", "money", "measure") or (word in ("up", "down") and not _counts(span))):
                return words[word]
        after = doc[span.end].lower_ if span.end < len(doc) else ""
        if rule in ("percent", "fraction") and after in words:
            return words[after]
        inner = span[0].lower_
        return words[inner] if inner in ("extra", "additional") else None

    def _by_noun(self, span: Span) -> Direction | None:
        """ "a 20% drop", "an increase of 5%", "growth of 3 points"."""
        nouns, doc = self.changes["nouns"], span.doc
        for token in doc[span.end : span.end + 4]:
            is_noun = token.pos_ == "NOUN" or (token.tag_ in ("VB", "VBP") and doc[span.start - 1].lower_ in ("a", "an"))
            if token.lower_ in nouns and is_noun:
                return nouns[token.lower_]
            if not (is_noun or token.pos_ in ("ADJ", "PUNCT", "PART", "PROPN")) or token.text == ",":
                break
        before = span.start - 1
        while before > 0 and doc[before].lower_ in ("a", "an", "the", "of", "by", "some"):
            before -= 1
            if doc[before + 1].lower_ in ("of", "by") and doc[before].lower_ in nouns:
                return nouns[doc[before].lower_]
        return None

    def _by_verb(self, span: Span, rule: str) -> Direction | None:
        """ "rose 5%", "fell by 12", "was cut to $3"; a count as object ("raised 12 children") needs "by" or "to"."""
        verb = governor(span)
        verbs = self.changes["verbs"]
        if verb is None or verb.lower_ not in verbs:
            verb = next(
                (t for t in reversed(span.doc[max(0, span.start - 3) : span.start]) if t.lower_ in verbs and t.pos_ == "VERB"), None
            )
        if verb is not None and verb.lower_ in self.linked and span.doc[span.start - 1].lower_ not in ("by", "to"):
            return None
        if verb is None or verb.i > span.start or span.start - verb.i > REACH:
            return None
        links = {p.lower_ for p in prepositions(span.root) if p.i > verb.i}
        if links - LINKS:
            return None
        link = span.doc[span.start - 1].lower_
        if link == "up" and span.doc[span.start].lower_ == "to":
            link = "to"
        if rule in ("count", "vague", "ratio", "range", "time") and link not in ("by", "to") and verb.i != span.start - 1:
            return None
        if rule in ("count", "vague", "ratio", "time") and link not in ("by", "to") and _counts(span):
            return None
        return verbs[verb.lower_]


def _counts(span: Span) -> bool:
    """Whether a noun follows the number: "making up 25 teams" is no rise."""
    return span.end < len(span.doc) and span.doc[span.end].pos_ in ("NOUN", "ADJ", "PROPN")


def _converted(span: Span, frames: list[Frame]) -> Frame | None:
    """The claim that this one repeats in another unit: "16.8 miles ([27 km])"."""
    if not frames or not span.start or span.doc[span.start - 1].text != "(":
        return None
    before = frames[-1].all("quantity")[0]
    same = {str(frames[-1].facts["rule"]).split("/")[0]} & {"money", "measure"}
    return frames[-1] if same and before.end == span.start - 1 else None


def _goes_on(span: Span, frames: list[Frame]) -> Direction | None:
    """The change of the quantity before, where this one is what it came to: "down 3% [to $4]"."""
    if not frames or span.start < 2 or span.doc[span.start - 1].lower_ not in ("to", "at"):
        return None
    before = frames[-1].all("quantity")[0]
    change = frames[-1].text("change")
    return change if before.end == span.start - 1 and change in ("up", "down") else None  # type: ignore[return-value]


def _opens_shares(span: Span, sentence: int) -> bool:
    """ "Of the 19 students, four ... and six ...": the numbers that follow in the sentence are shares of this one."""
    words = [token.lower_ for token in span.doc[sentence : span.start] if not token.is_space]
    return (
        "," not in words
        and 2 <= len(words) <= 3
        and words[0] == "of"
        and words[1] in ("the", "these", "those", "its", "their", "his", "her", "our")
    )


def _is_joined(span: Span, before: Frame) -> bool:
    """Whether the quantity is the next of a list of parts: "including two gold [and three] silver medals"."""
    if before.facts.get("is_share") is not False:
        return False
    last = before.one("item") or before.one("quantity")
    between = span.doc[last.end : span.start] if last is not None and last.end <= span.start else None
    return between is not None and 0 < len(between) <= 2 and all(token.lower_ in ("and", ",") for token in between)


def _of_them(before: list[str]) -> bool:
    """ "Of those, 36", "of whom three", "of which about": the words right before a quantity."""
    tail = [word for word in before if word not in (",", "the", "some", "at", "least")]
    return len(tail) >= 2 and tail[-2] == "of" and tail[-1] in OF_THEM


def _is_whole(frame: Frame) -> bool:
    return str(frame.facts["rule"]).split("/")[0] in PLAIN and frame.facts.get("part_of") is None


def _part(span: Span, rule: str, frames: list[Frame], state: tuple[int, Lead | None]) -> tuple[tuple[Frame, bool] | None, Lead | None]:
    """The claim of which this one counts a part, with whether its number is the whole; and the lead that holds from here.

    `state` is the first token of the sentence, and the lead so far.
    """
    sentence, lead = state
    if rule not in PLAIN and rule not in ("percent", "fraction"):
        return None, lead
    doc = span.doc
    before = [token.lower_ for token in doc[max(0, span.start - 5) : span.start]]
    after = [token.lower_ for token in doc[span.end : span.end + 3]]
    if lead is not None and lead[1] == sentence and rule in PLAIN:
        return (lead[0], True), lead
    candidates = [frame for frame in frames[-6:] if _is_whole(frame)]
    here = [frame for frame in candidates if frame.all("quantity")[0].start >= sentence]
    if _of_them(before):
        found = here[-1] if here else (candidates[-1] if candidates else None)
        return ((found, True), (found, sentence)) if found else (None, lead)
    if after[:1] == ["of"] and after[1:2] and after[1] in OF_THEM:
        found = here[-1] if here else (candidates[-1] if candidates else None)
        return ((found, True) if found else None), lead
    if rule in PLAIN and frames and _is_joined(span, frames[-1]):
        whole = next((frame for frame in candidates if frame.id == frames[-1].facts["part_of"]), None)
        return ((whole, False) if whole else None), lead
    if here and (set(before[-2:]) & INCLUDING or before[-2:] == ["among", "them"] or before[-1:] == ["among"]):
        found = here[-1]
        return ((found, False) if found.facts.get("rule", "").startswith(tuple(PLAIN)) else None), lead  # type: ignore[union-attr]
    return None, lead

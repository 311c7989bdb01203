"""Numeric claims: each quantity that states a fact, with what it counts, whether it rose or fell, and of what it is a part."""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotecheck.claims.changes import direction, goes_on, with_ends
from quotecheck.claims.items import find_item
from quotecheck.claims.parts import PLAIN, Lead, opens_shares, part_of
from quotecheck.claims.sentences import sentence_starts
from quotecheck.layers import CLAIMS, QUANTITIES, TIMEXES, Findings, Frame, numbered
from quotecheck.syntax.labels import dep
from quotecheck.syntax.tense import Tense, clause_tense


@Language.factory("quotecheck_claims")
def make_claims(nlp: Language, name: str) -> "Claims":
    """The pipe under its name in spaCy's registry."""
    return Claims()


class Claims:
    """Makes a claim of each quantity; reads the layers quantities and furniture, and time expressions where they are.

    Facts of a frame: `rule` (the quantity's rule, a slash, the item's rule), `change` (up, down, either, which the two
    numbers decide, or none) with `before` and `after` (the ids of the claims of its two ends), `tense` of the clause, `part_of`
    (the id of the claim of which this one counts a part), `is_share` (that claim's number is this one's whole), and
    `start`, `end` and `unit` of the quantity.
    """

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return CLAIMS.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """One frame a claim, in text order."""
        findings, ids = Findings(doc, "quotecheck_claims"), numbered("c")
        frames: list[Frame] = []
        lead: Lead | None = None
        starts, dated = sentence_starts(doc), _dated(findings)
        for quantity in findings.frames(QUANTITIES):
            span = quantity.one("span")
            if span is None or findings.is_masked(span):
                continue
            rule = quantity.text("rule") or "count"
            sentence = starts[bisect_right(starts, span.start) - 1]
            part, lead = part_of(span, rule, frames, (sentence, lead))
            found = find_item(span, "count" if rule == "range" and _is_bare(span) else rule, dated=dated)
            item, name = found if found else (None, "bare")
            twin = _converted(span, frames)
            if twin is not None:
                item, name = twin.one("item"), "converted"
            if part is not None and (found is None or name in ("said_of", "measured", "is_said")):
                item, name = part[0].one("item"), "elided"
            facts = dict(quantity.facts) | {
                "rule": f"{rule}/{name}",
                "change": (twin.text("change") if twin is not None else direction(span, rule) or goes_on(span, frames)),
                "part_of": part[0].id if part else None,
                "tense": _tense(span),
            }
            if part is not None:
                facts["is_share"] = part[1]
            frames.append(Frame(next(ids), {"quantity": [span]} | ({"item": [item]} if item is not None else {}), facts))
            if rule in PLAIN and opens_shares(span, sentence):
                lead = (frames[-1], sentence)
        return with_ends(frames, starts)


def _converted(span: Span, frames: list[Frame]) -> Frame | None:
    """The claim that this one repeats in another unit: "16.8 miles ([27 km])"."""
    if not frames or not span.start or span.doc[span.start - 1].text != "(":
        return None
    before = frames[-1].all("quantity")[0]
    same = {str(frames[-1].facts["rule"]).split("/")[0]} & {"money", "measure"}
    return frames[-1] if same and before.end == span.start - 1 else None


def _dated(findings: Findings) -> frozenset[int]:
    """The tokens of the time expressions, where that layer is on the doc."""
    frames = findings.frames(TIMEXES) if TIMEXES.name in findings.doc.spans else ()
    return frozenset(at for frame in frames for span in frame.all("span") for at in range(span.start, span.end))


def _tense(span: Span) -> Tense | None:
    """The tense of the nearest verb or predicate above the number; `None` without one."""
    root = span.root
    verb = next((token for token in (root, *root.ancestors) if token.pos_ in ("VERB", "AUX") or _is_predicate(token)), None)
    return clause_tense(verb) if verb is not None else None


def _is_predicate(token: Token) -> bool:
    return any(dep(child) == "cop" for child in token.lefts)


def _is_bare(span: Span) -> bool:
    """Whether a range has no unit: "[four to five thousand] people"."""
    return span[-1].like_num and not any(token.is_currency for token in span)

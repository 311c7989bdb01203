"""Numeric claims: each quantity that states a fact, with what it counts, whether it rose or fell, and of what it is a part."""

from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.claims.changes import direction, goes_on, with_ends
from quotecheck.claims.items import find_item
from quotecheck.claims.parts import PLAIN, Lead, opens_shares, part_of
from quotecheck.claims.sentences import sentence_starts
from quotecheck.layers import CLAIMS, QUANTITIES, Findings, Frame, numbered
from quotecheck.syntax.tense import Tense, clause_tense


@Language.factory("quotecheck_claims")
def make_claims(nlp: Language, name: str) -> "Claims":
    """The pipe under its name in spaCy's registry."""
    return Claims()


class Claims:
    """Makes a claim of each quantity; reads the layers quantities and furniture.

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
        starts = sentence_starts(doc)
        for quantity in findings.frames(QUANTITIES):
            span = quantity.one("span")
            if span is None or findings.is_masked(span):
                continue
            rule = quantity.text("rule") or "count"
            sentence = starts[bisect_right(starts, span.start) - 1]
            part, lead = part_of(span, rule, frames, (sentence, lead))
            found = find_item(span, rule)
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


def _tense(span: Span) -> Tense | None:
    """The tense of the nearest verb above the number; `None` without one."""
    verb = next((token for token in (span.root, *span.root.ancestors) if token.pos_ in ("VERB", "AUX")), None)
    return clause_tense(verb) if verb is not None else None

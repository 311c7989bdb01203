"""Numbers that count a part of what another number counts: "Of those, 36 ...", "including four in Arlen", "ten of them"."""

from spacy.tokens import Span

from quotecheck.layers import Frame

PLAIN = frozenset({"count", "vague", "ratio"})
OF_THEM = frozenset({"them", "whom", "which", "those", "these"})
INCLUDING = frozenset({"including", "includes", "included"})

LONGEST_LEAD = 6

Lead = tuple[Frame, int]
"""A whole whose shares a sentence goes on to name ("Of those, 36 ... and 32 ..."), with the sentence's first token."""


def opens_shares(span: Span, sentence: int) -> bool:
    """ "Of the 19 students, four ... and six ...": the numbers that follow in the sentence are shares of this one."""
    if span.start - sentence > LONGEST_LEAD:
        return False
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
    if before[-1:] and before[-1] in ("those", "these", "them"):
        return False  # "half of those 65" are no part of themselves
    tail = [word for word in before if word not in (",", "the", "some", "at", "least")]
    return len(tail) >= 2 and tail[-2] == "of" and tail[-1] in OF_THEM


def _is_whole(frame: Frame) -> bool:
    return str(frame.facts["rule"]).split("/")[0] in PLAIN and frame.facts.get("part_of") is None


def part_of(span: Span, rule: str, frames: list[Frame], state: tuple[int, Lead | None]) -> tuple[tuple[Frame, bool] | None, Lead | None]:
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

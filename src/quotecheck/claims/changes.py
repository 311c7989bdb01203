"""Whether something rose or fell by or to a number, and between which two numbers."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from spacy.tokens import Span

from quotecheck.claims.items import comes_from, governor
from quotecheck.layers import Frame
from quotecheck.lexicon import load
from quotecheck.syntax.labels import attachment, prepositions

Direction = Literal["up", "down"]

REACH = 24
APART = 12
BESIDE = frozenset({"up", "down", "extra", "additional"})
LINKS = frozenset(
    {"by", "to", "up", "at", "than", "over", "under", "above", "below", "about", "around", "close", "as", "of", "between", "nearly", "down"}
)

STEPS = frozenset({"points", "point", "places", "spots", "notches", "pips", "ticks"})
"""What an index, a rank or a price rises and falls by."""
BEGUN = frozenset({"from", "compared", "against", "versus", "vs"})
ENDED = frozenset({"to", "at"})
BETWEEN = frozenset(
    "a an the its their of with record new all-time all - time high low peak earlier previous current total level close closing end finish"
    " finishing trade trading settle settling stand standing reach reaching hit just only about around nearly some roughly almost initial"
    " estimated average historic today last current compared".split()
)
"""Words that may stand between "from" or "to" and the number: "to close at a record 21"."""


@cache
def _moving() -> frozenset[str]:
    return frozenset(load("change_verbs", dict[str, frozenset[str]])["moves"])


@cache
def words_of_change() -> dict[str, dict[str, Direction]]:
    """The direction of each word of change, by the kind of word."""
    tables = load("changes", dict[str, dict[Direction, list[str]]])
    return {kind: {word: found for found, words in table.items() for word in words} for kind, table in tables.items()}


def direction(span: Span, rule: str) -> Direction | None:
    """Whether the clause says that something rose or fell by or to this number."""
    if rule in ("age", "decade", "rank", "score"):
        return None
    if rule == "multiple":
        is_verb = span[-1].pos_ == "VERB" or span[-1].lower_.endswith(("ed", "ing"))
        found = words_of_change()["verbs"].get(span[-1].lower_) if is_verb else None
    else:
        found = _beside(span, rule) or _by_noun(span) or _by_verb(span, rule) or _since(span)
    return None if found is None or comes_from(span) else found


def _beside(span: Span, rule: str) -> Direction | None:
    """ "up 3%", "22 percent more", "an extra $140"."""
    words, doc = words_of_change()["words"], span.doc
    before = [token.lower_ for token in doc[max(0, span.start - 2) : span.start]]
    if words_of_change()["phrasal"].get(before[0] if before else "") and before[-1] in ("up", "down"):
        return None
    for word in (*before[-1:], *(before[:1] if before[-1:] == ["by"] or before[-1:] == ["a"] else [])):
        if word in BESIDE and (rule in ("percent", "money", "measure") or (word in ("up", "down") and not _counts(span))):
            return words[word]
    after = doc[span.end].lower_ if span.end < len(doc) else ""
    if rule in ("percent", "fraction") and after in words:
        return words[after]
    inner = span[0].lower_
    return words[inner] if inner in ("extra", "additional") else None


def _by_noun(span: Span) -> Direction | None:
    """ "a 20% drop", "an increase of 5%", "growth of 3 points"."""
    nouns, doc = words_of_change()["nouns"], span.doc
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


def _since(span: Span) -> Direction | None:
    """ "[7%], up from 5%": the number that something has come to."""
    after = [token.lower_ for token in span.doc[span.end : span.end + 4] if token.text != ","]
    return words_of_change()["words"][after[0]] if len(after) > 1 and after[0] in ("up", "down") and after[1] == "from" else None


def _by_verb(span: Span, rule: str) -> Direction | None:
    """ "rose 5%", "fell by 12", "was cut to $3"; a count as object ("raised 12 children") needs "by" or "to"."""
    verb = governor(span)
    verbs = words_of_change()["verbs"]
    if verb is None or verb.lower_ not in verbs:
        verb = next((t for t in reversed(span.doc[max(0, span.start - 3) : span.start]) if t.lower_ in verbs and t.pos_ == "VERB"), None)
    is_linked = verb is not None and verb.lower_ in words_of_change()["linked"] and rule != "percent"
    if is_linked and span.doc[span.start - 1].lower_ not in ("by", "to"):
        return None
    if verb is None or verb.i > span.start or span.start - verb.i > REACH:
        return None
    links = {p.lower_ for p in prepositions(span.root) if p.i > verb.i}
    if "of" in links and (noun := attachment(span.root)).pos_ == "NOUN":  # "rose on sales [of $5 million]"
        links |= {p.lower_ for p in prepositions(noun) if p.i > verb.i}
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
    """Whether a noun follows the number: "making up 25 teams" is no rise, but "rose 25 points" is."""
    following = span.doc[span.end] if span.end < len(span.doc) else None
    return following is not None and following.pos_ in ("NOUN", "ADJ", "PROPN") and following.lower_ not in STEPS


def goes_on(span: Span, frames: list[Frame]) -> Direction | None:
    """The change of the quantity before, where this one is what it came to: "down 3% [to $4]"."""
    if not frames or span.start < 2 or span.doc[span.start - 1].lower_ not in ("to", "at"):
        return None
    before = frames[-1].all("quantity")[0]
    change = frames[-1].text("change")
    return change if before.end == span.start - 1 and change in ("up", "down") else None  # type: ignore[return-value]


def with_ends(frames: Sequence[Frame], starts: Sequence[int]) -> list[Frame]:
    """The claims in order, those of a change with the facts `before` and `after`: the ids of the claims of its two ends.

    `starts` are the first tokens of the sentences. The numbers of one change stand close together, with no verb between: an
    amount ("rose 5 %"), where it began ("from $20", "compared with $20") and where it ended ("to $21").
    """
    out = list(frames)
    for group in _groups(frames, starts):
        roles = {_role(frames[at]): at for at in group}
        first, last = roles.get("before"), roles.get("after")
        if last is None and first is not None and group[0] != first and _since(_span(frames[group[0]])):
            last = group[0]
        ends = {name: frames[at].id for name, at in (("before", first), ("after", last)) if at is not None}
        has_moved = len(ends) == 2 and last is not None and _moves(frames[group[0]])
        for at in group:
            if frames[at].text("change") or (has_moved and at == last):
                facts = {**frames[at].facts, **ends, "change": frames[at].text("change") or "either"}
                out[at] = replace(frames[at], facts=facts)
    return out


def _groups(frames: Sequence[Frame], starts: Sequence[int]) -> Iterator[list[int]]:
    """The places of the claims that tell of one change, as a list each; a claim that begins none stands in none."""
    group: dict[str | None, int] = {}
    last = -1
    for at, frame in enumerate(frames):
        role = _role(frame)
        if group and role and role not in group and _is_joined(frames[last], frame, starts):
            group[role] = last = at
            continue
        if group:
            yield list(group.values())
        group, last = ({role: at}, at) if role or frame.text("change") else ({}, at)
    if group:
        yield list(group.values())


def _role(frame: Frame) -> str | None:
    """Whether a number is where a change began or ended, by the words right before it; `None` for an amount or a number by itself."""
    span = _span(frame)
    for at in range(span.start - 1, max(0, span.start - 5) - 1, -1):
        word = span.doc[at].lower_
        if word in BEGUN:
            return "before"
        if word in ENDED:
            return "after"
        if word not in BETWEEN:
            break
    return None


def _is_joined(one: Frame, other: Frame, starts: Sequence[int]) -> bool:
    """Whether two numbers may belong to one change: in one sentence, near each other, and no verb or stop between them."""
    left, right = _span(one), _span(other)
    if bisect_right(starts, left.start) != bisect_right(starts, right.start) or not 0 <= right.start - left.end <= APART:
        return False
    return not any(
        token.text in (";", ":", ".") or (token.pos_ in ("VERB", "AUX") and token.lower_ not in BETWEEN) or token.lower_ == "while"
        for token in left.doc[left.end : right.start]
    )


def _moves(frame: Frame) -> bool:
    """Whether the words before say that something went, moved or changed (from one number to another)."""
    span, moves = _span(frame), _moving()
    return any(token.lower_ in moves for token in span.doc[max(0, span.start - 8) : span.start])


def _span(frame: Frame) -> Span:
    return frame.all("quantity")[0]

"""Of which body a bare office is: "Grand Chief X" in a sentence about the Lakeside Assembly is that assembly's.

Only offices that nobody holds but in a body ("spokesman", "chief executive"), and only the body nearest to the name, in its sentence
or one of the two before; a governor's must be a bank, for states have governors too.
"""

from functools import cache

from spacy.tokens import Doc, Span

from quotecheck.lexicon import load
from quotecheck.mentions.name_words import is_listed
from quotecheck.mentions.roles import Named

SENTENCES = 3
TOLD = frozenset({"told", "tells", "telling"})
SPEECH = frozenset({"said", "says", "told", "added", "announced", "confirmed"})


@cache
def media() -> tuple[frozenset[str], frozenset[str]]:
    """Names of news organisations, and last words by which a name is one."""
    lists = load("media_names", dict[str, list[str]])
    return frozenset(lists["names"]), frozenset(lists["last_words"]) | {"Agency", "Reuters"}


def is_medium(body: Span) -> bool:
    """Whether the body is a news organisation, to which people speak but do not belong."""
    names, last_words = media()
    return body.text in names or body[-1].text in last_words


def named_after(noun: str, start: int, named: Named) -> Span | None:
    """The last body before token `start` that has the noun in its name: "the union's president"."""
    for at in range(start - 1, max(-1, start - FAR), -1):
        body = named.bodies.get(at)
        if body is not None and any(token.lower_ == noun for token in body):
            return body
    return None


def is_bare_office(role: Span) -> bool:
    """Whether the role is an office of some body and says nothing of which: "interim chairman", not "police chief"."""
    words = [token.lower_ for token in role if token.is_alpha or "-" in token.text]
    if not words:
        return False
    last = role[-1]
    if last.lower_ in ("executive", "officer", "general", "director"):
        before = words[-2] if len(words) > 1 else ""
        if last.lower_ in ("executive", "officer") and "chief" not in words:
            return False
        if last.lower_ == "general" and before not in ("secretary", "director"):
            return False
    elif not is_listed(last, "body_offices"):
        return False
    return all(is_listed(token, "office_words") or is_listed(token, "title_adverbs") or not token.is_alpha for token in role[:-1])


def around(name: Span, start: int, named: Named) -> list[Span]:
    """Bodies near the name: those of its sentence by distance, those of the sentences before from the last on."""
    doc = name.doc
    first, last = _edges(doc, name)
    inside = {span.start: span for i in range(first, last) if (span := named.bodies.get(i)) is not None}
    found = sorted(inside.values(), key=lambda span: (span.start > start, abs(span.start - start)))
    if _is_speaking(doc, name.end):
        found = [span for span in found if span.end <= start or span.start - name.end <= REACH]
    at = first - 1
    for _ in range(SENTENCES - 1):
        stop = at
        while at >= 0 and stop - at < LONGEST:
            span = named.bodies.get(at)
            if span is not None:
                found.append(span)
                at = span.start
            if doc[at].is_sent_start:
                break
            at -= 1
        at -= 1
    return found


REACH = 4
LONGEST = 80
FAR = 400


def _edges(doc: Doc, name: Span) -> tuple[int, int]:
    first, last = name.start, name.end
    while first > 0 and not doc[first].is_sent_start and name.start - first < LONGEST:
        first -= 1
    while last < len(doc) and not doc[last].is_sent_start and last - name.end < LONGEST:
        last += 1
    return first, last


def _is_speaking(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].lower_ in SPEECH


def is_told(body: Span) -> bool:
    """Whether the body is only spoken to: "told Lakeside Council"."""
    doc, at = body.doc, body.start - 1
    if at >= 0 and doc[at].lower_ == "the":
        at -= 1
    return at >= 0 and doc[at].lower_ in TOLD


def is_bank(body: Span) -> bool:
    """Whether a name says so, or its letters hold a B in an article about a bank."""
    if any(token.lower_ in ("bank", "fed", "reserve", "monetary") for token in body):
        return True
    return body.text.isupper() and "B" in body.text and any(token.lower_ == "bank" for token in body.doc)

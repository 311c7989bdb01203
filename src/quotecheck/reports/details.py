"""Number, title and date of one mention, from the words in and around it."""

import re
from collections.abc import Mapping

from spacy.tokens import Span, Token

from quotecheck.reports.citations import Citations
from quotecheck.reports.evidence import released
from quotecheck.reports.mention import Mention
from quotecheck.reports.nouns import words
from quotecheck.syntax.labels import dep, prepositions
from quotecheck.syntax.phrases import trim
from quotecheck.text.numerals import ordinal_value

ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
NUMBERED = frozenset({"no", "no.", "number", "nr", "nr.", "#"})
ABOUT = frozenset({"for", "on", "since", "from", "of", "between", "in"})
TITLED = frozenset({"titled", "entitled", "called", "headlined"})
OPENING, CLOSING = frozenset({"“", '"', "‘", "'"}), frozenset({"”", '"', "’", "'"})
WITHIN_TITLE = frozenset({"of", "the", "and", "for", "on", "(", ")"})
NO_TITLE = frozenset({"ORG", "PERSON", "PER", "LOC", "GPE", "NORP", "FAC"})
SAID_IN = frozenset({"medium_of_statement", "opens_sentence_in", "preceded_by_cue"})
LEADS_TO_DATE = frozenset({"on", "in", "late", "early", "earlier", "later", "yesterday", "the", "that", "of", ",", "("})
LIMITS = frozenset({"by", "since", "until", "till", "from", "between", "during", "before", "after", "ago"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
NEAR = 3  # tokens between a phrase or verb and its date
NEAR_RELEASE = 6
FAR_RELEASE = 25  # tokens behind the head within which a clause may say when the report came out
RELEASED = frozenset(
    "released published issued dated unveiled launched posted shared sent filed signed delivered written tweeted uploaded submitted".split()
)


def date_of(mention: Mention, cited: Citations, dates: Mapping[int, Span]) -> Span | None:
    """When it came out: a date in the phrase, by the verb that released it, behind phrase or verb, or at the sentence's head.

    `dates` are the time expressions by the tokens that they cover.
    """
    span, head = mention.span, mention.head
    within = {dates[i].start: dates[i] for i in range(span.start, span.end) if i in dates}
    inside = next((date for date in within.values() if _is_beside(date, mention) and not _is_about(date, mention)), None)
    if inside is not None:
        return inside
    near = _Near(head, cited, dates)
    out = _released_behind(mention, cited) or released(head)
    if out is not None:
        after, before = near.first(out.i, out.i + NEAR_RELEASE), near.first(out.i - NEAR_RELEASE, out.i)
        if after is not None or (before is not None and before.start not in within):
            return after or before
        if dep(head) == "obj" and (opening := near.first(near.start, near.start + 1)):
            return opening
    frame = cited.sources.get(head.i) if mention.rule is not None else None
    cues = frame.all("cue") if frame is not None else ()
    ends = [span.end, *(end for cue in cues for end in (cue.start + 1, cue.end))]
    if mention.cue is not None:
        ends.append(mention.cue + 1)
    behind = next((found for end in ends if (found := near.right_behind(end))), None)
    return behind or (near.opening(mention) if mention.rule is not None or out is not None else None)


class _Near:
    """Looks for dates in the sentence of one head, outside what somebody is reported to say."""

    def __init__(self, head: Token, cited: Citations, dates: Mapping[int, Span]) -> None:
        self.cited = cited
        self.dates = dates
        self.start, self.end = cited.sentence(head.i)

    def first(self, start: int, end: int) -> Span | None:
        """The first date that begins in the range."""
        for i in range(max(start, self.start), min(end, self.end)):
            if i in self.dates and self.dates[i].start >= start and not self.cited.is_told(i):
                return self.dates[i]
        return None

    def right_behind(self, end: int) -> Span | None:
        """The date that begins where a phrase or verb ends, but for "on", "in" or "late": not "said from Monday to Friday"."""
        found = self.first(end, end + NEAR)
        if found is None:
            return None
        between = found.doc[end : found.start]
        return found if all(token.lower_ in LEADS_TO_DATE or token.is_space for token in between) else None

    def opening(self, mention: Mention) -> Span | None:
        """The date at the head of the sentence, with the report or who speaks in it next: `On Monday, a statement said ...`."""
        found = self.first(self.start, self.start + NEAR)
        if found is None or any(token.lower_ in LIMITS for token in found.doc[self.start : found.start + 1]):
            return None
        near = mention.span.start - found.end <= 2
        speaks = mention.rule in SAID_IN and mention.cue is not None and mention.span.doc[found.end].text == ","
        return found if mention.span.start - found.end > 0 and (near or speaks) else None


def _released_behind(mention: Mention, cited: Citations) -> Token | None:
    """`..., which was released on Sunday`, whatever noun the parser hangs it on."""
    doc, end = mention.span.doc, cited.sentence(mention.head.i)[1]
    for token in doc[mention.head.i + 1 : min(end, mention.head.i + FAR_RELEASE)]:
        if token.lower_ in RELEASED:
            at = token.i - 1
            while at > mention.head.i and doc[at].pos_ in ("AUX", "ADV"):
                at -= 1
            return token if doc[at].lower_ in ("which", "that", ",") or at == mention.head.i or at == mention.span.end - 1 else None
        if token.pos_ == "VERB" and token.i >= mention.span.end:
            return None
    return None


def _is_beside(date: Span, mention: Mention) -> bool:
    """Whether the date stands before the head, close behind it, or close behind a verb of publication: not in what the report shows."""
    if date.start < mention.head.i + NEAR + 1:
        return True
    before = date.doc[max(mention.head.i + 1, date.start - NEAR_RELEASE) : date.start]
    return any(token.lower_ in RELEASED or token.lower_ == "of" for token in before)


def _is_about(date: Span, mention: Mention) -> bool:
    """Whether the date says what the report is about ("report for 2021"), not when it came out."""
    if date.start < mention.head.i and not any(char.isalpha() for char in date.text):
        return mention.reference != "new"  # "the 2021 report", but "a 2021 report"
    if any(token.lower_ in WEEKDAYS for token in date):
        return False  # "report on Tuesday"
    if date.end < len(date.doc) and date.start > mention.head.i and date.doc[date.end].pos_ in ("NOUN", "PROPN"):
        return True  # "report on the May storms"
    before = date.doc[date.start - 1].lower_ if date.start > 0 else ""
    about = before in ABOUT or any(preposition.lower_ in ABOUT for preposition in prepositions(date.root))
    if not about or date.start <= mention.head.i:
        return False
    out = released(mention.head)
    verb = date.doc[date.start - 2].lower_ if date.start > 1 else ""
    return out is None and verb not in RELEASED


def number_of(mention: Mention) -> Span | None:
    """`its 33rd report`, `its fourth report`, `Resolution 12`, `report No. 7`, `(Act 918)`: the token that holds the number."""
    doc, head = mention.span.doc, mention.head
    if head.lower_ in ("article", "section"):
        return None
    for token in doc[max(mention.span.start, head.i - 4) : head.i]:
        if ORDINAL.match(token.lower_):
            return doc[token.i : token.i + 1]
        if mention.reference == "owned" and head.tag_ not in ("NNS", "NNPS") and token.lower_ != "half" and ordinal_value(token.text):
            return doc[token.i : token.i + 1]
    for token in doc[head.i + 1 : max(mention.span.end, head.i + 2)]:
        if token.text.isdigit() and (token.i == head.i + 1 or token.nbor(-1).lower_ in (*NUMBERED, head.lower_)):
            is_year = len(token.text) == 4 and token.text[:2] in ("19", "20") and mention.kind != "law"
            return None if is_year else doc[token.i : token.i + 1]
    return None


def title_of(mention: Mention) -> Span | None:
    """What is quoted right after the head, or the capitalised name that ends in it ("World Harbours Report")."""
    return _quoted_title(mention.head) or _capitalised_title(mention)


def _quoted_title(head: Token) -> Span | None:
    doc, after = head.doc, head.i + 1
    if after + 1 < len(doc) and doc[after].text == "," and (doc[after + 1].text in OPENING or doc[after + 1].lower_ in TITLED):
        after += 1
    if after + 1 >= len(doc) or not (doc[after].text in OPENING or doc[after].lower_ in TITLED):
        return None
    first = next((i for i in range(after, min(len(doc), after + 3)) if doc[i].text in OPENING), None)
    if first is None:
        return None
    last = next((i for i in range(first + 1, min(len(doc), first + 25)) if doc[i].text in CLOSING), None)
    if last is None or last == first + 1 or not doc[first + 1].text[:1].isupper():
        return None
    return trim(doc[first + 1 : last])


def _capitalised_title(mention: Mention) -> Span | None:
    """Capitals that end in the head, or stand before it where they name nobody ("its State of the Harbours report")."""
    doc, head = mention.span.doc, mention.head
    start = head.i
    while start > mention.span.start and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in WITHIN_TITLE):
        start -= 1
    while start < head.i and not doc[start].text[:1].isupper():
        start += 1
    if head.text[:1].isupper():
        return doc[start : head.i + 1] if start < head.i and not head.is_sent_start else None
    names_somebody = any(token.ent_type_ in NO_TITLE for token in doc[start : head.i])
    is_title = head.i - start > 1 and not names_somebody and not doc[start].is_sent_start and mention.kind in words().general_kinds
    return doc[start : head.i + 1] if is_title else None

"""Number, title and date of one mention, from the words in and around it."""

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Span, Token

from quotecheck.layers import Frame
from quotecheck.reports.evidence import Citations, released
from quotecheck.reports.mention import Mention
from quotecheck.reports.publishers import Publishers
from quotecheck.syntax.labels import dep, prepositions
from quotecheck.syntax.phrases import trim
from quotecheck.text.numerals import ordinal_value

ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)$")
NUMBERED = frozenset({"no", "no.", "number", "nr", "nr.", "#"})
ABOUT = frozenset({"for", "on", "since", "from", "of", "between", "in"})
TITLED = frozenset({"titled", "entitled", "called", "headlined"})
OPENING, CLOSING = frozenset({"“", '"', "‘", "'"}), frozenset({"”", '"', "’", "'"})
WITHIN_TITLE = frozenset({"of", "the", "and", "for", "on", "(", ")"})
NEAR = 3  # tokens between a phrase or verb and its date
NEAR_RELEASE = 6
FAR_RELEASE = 25  # tokens behind the head within which a clause may say when the report came out
RELEASED = frozenset({"released", "published", "issued", "dated", "unveiled", "launched"})


class Details:
    """Reads details off one doc: `fill` sets them on a mention, `publishers` knows who is named where."""

    def __init__(self, people: Sequence[Frame], timexes: Sequence[Frame], cited: Citations) -> None:
        self.cited = cited
        self.dates: Mapping[int, Span] = {i: span for frame in timexes for span in frame.all("span") for i in range(span.start, span.end)}
        self.publishers = Publishers(people, cited, self.dates)

    def fill(self, mention: Mention) -> None:
        """Set what the words tell."""
        mention.number = number_of(mention)
        mention.title = title_of(mention)
        mention.published = self.date_of(mention)
        mention.publisher = self.publishers.find(mention)
        attribution = self.publishers.attribution(mention)
        cue = attribution.one("cue") if attribution is not None else None
        mention.cue = cue.start if cue is not None else None
        mention.publisher_key = self.publishers.key(mention.publisher) if mention.publisher is not None else None

    def date_of(self, mention: Mention) -> Span | None:
        """When it came out: a date in the phrase, by the verb that released it, behind phrase or verb, or at the sentence's head."""
        span, head = mention.span, mention.head
        within = {self.dates[i].start: self.dates[i] for i in range(span.start, span.end) if i in self.dates}
        inside = next((date for date in within.values() if not self._is_about(date, mention)), None)
        if inside is not None:
            return inside
        out = released(head) or self._released_behind(mention)
        if out is not None:
            after, before = self._first(out.i, out.i + NEAR_RELEASE, head.i), self._first(out.i - NEAR_RELEASE, out.i, head.i)
            if after is not None or (before is not None and before.start not in within):
                return after or before
            if dep(head) == "obj" and (opening := self._first(self.cited.starts[head.i], self.cited.starts[head.i] + 1, head.i)):
                return opening
        if mention.rule is None:
            return None
        frame = self.cited.sources.get(head.i)
        ends = [span.end, *(cue.end for cue in (frame.all("cue") if frame is not None else ()))]
        after = next((found for end in ends if (found := self._first(end, end + NEAR, head.i))), None)
        opening = self._first(self.cited.starts[head.i], self.cited.starts[head.i] + NEAR, head.i)
        return after or (opening if opening is not None and 0 < span.start - opening.end <= 2 else None)

    def _released_behind(self, mention: Mention) -> Token | None:
        """`..., which was released on Sunday`, whatever noun the parser hangs it on."""
        doc, end = mention.span.doc, self.cited.ends[mention.head.i]
        for token in doc[mention.head.i + 1 : min(end, mention.head.i + FAR_RELEASE)]:
            if token.lower_ in RELEASED:
                at = token.i - 1
                while at > mention.head.i and doc[at].pos_ in ("AUX", "ADV"):
                    at -= 1
                return token if doc[at].lower_ in ("which", "that", ",") or at == mention.head.i else None
            if token.pos_ == "VERB" and token.i >= mention.span.end:
                return None
        return None

    def _first(self, start: int, end: int, at: int) -> Span | None:
        """The first date that begins in the range, in the sentence of that token, outside what somebody is reported to say."""
        for i in range(max(start, self.cited.starts[at]), min(end, self.cited.ends[at])):
            if i in self.dates and self.dates[i].start >= start and i not in self.cited.inside:
                return self.dates[i]
        return None

    def _is_about(self, date: Span, mention: Mention) -> bool:
        """Whether the date says what the report is about ("report for 2021"), not when it came out."""
        if date.start < mention.head.i and not any(char.isalpha() for char in date.text):
            return True  # "the 2021 report"
        if date.end < len(date.doc) and date.start > mention.head.i and date.doc[date.end].pos_ in ("NOUN", "PROPN"):
            return True  # "report on the May storms"
        before = date.doc[date.start - 1].lower_ if date.start > 0 else ""
        about = before in ABOUT or any(preposition.lower_ in ABOUT for preposition in prepositions(date.root))
        return about and date.start > mention.head.i and released(mention.head) is None


def number_of(mention: Mention) -> Span | None:
    """`its 33rd report`, `its fourth report`, `Resolution 12`, `report No. 7`, `(Act 918)`: the token that holds the number."""
    doc, head = mention.span.doc, mention.head
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
    if after + 1 >= len(doc) or not (doc[after].text in OPENING or doc[after].lower_ in TITLED):
        return None
    first = next((i for i in range(after, min(len(doc), after + 3)) if doc[i].text in OPENING), None)
    if first is None:
        return None
    last = next((i for i in range(first + 1, min(len(doc), first + 25)) if doc[i].text in CLOSING), None)
    return trim(doc[first + 1 : last]) if last is not None and last > first + 1 else None


def _capitalised_title(mention: Mention) -> Span | None:
    doc, head = mention.span.doc, mention.head
    if not head.text[:1].isupper() or head.is_sent_start:
        return None
    start = head.i
    while start > mention.span.start and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in WITHIN_TITLE):
        start -= 1
    while start < head.i and not doc[start].text[:1].isupper():
        start += 1
    return doc[start : head.i + 1] if start < head.i else None

"""Where the noun phrase of a document begins and ends, as an annotator marks it."""

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Span, Token

from quotecheck.reports.citations import Citations
from quotecheck.reports.evidence import FINITE, follows_passive
from quotecheck.reports.nouns import is_verb_of_name, kind_of, node, words
from quotecheck.reports.runs import CLITICS, OWNERS
from quotecheck.syntax.labels import dep
from quotecheck.syntax.phrases import noun_phrase, trim

DETERMINERS = OWNERS | {"the", "a", "an"}
BREAKS = frozenset({"“", "”", '"', ";", ":", "(", "—", "–"})
TIMES = frozenset({"after", "before", "during", "following", "amid", "as", "when", "while", "since", "until", "ahead", "later", "earlier"})
"""What tells when something was said, and is no part of the phrase: "a news release [after the vote]"."""
BEFORE_DATE = frozenset({"on", "in", "earlier", "late", "early", "this", "last", "at", "the"})
DANGLING_WORDS = frozenset({"such", "titled", "entitled", "called"})
DANGLING = frozenset({"VBG", "IN", "TO", "WDT", "WP", "DT", "RB"})
ABOUT = frozenset({"of", "by", "from", "on", "into", "about", "concerning"})
YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
LONGEST = 40


def phrase(head: Token, cited: Citations, dates: Mapping[int, Span]) -> Span:
    """The noun phrase of a head: up to a relative clause set off by a comma, never past its own verb, without a date at its end."""
    if is_name_of_law(head, kind_of(head)):
        return name_of_law(head)
    start, end = _edges(head, cited)
    end = min(end, _own_verb(head, end, cited), _loose_end(head, end, cited))
    start = max(start, _break_before(head, start))
    doc = head.doc
    while end - 1 > head.i and (doc[end - 1].tag_ in DANGLING or doc[end - 1].is_space or doc[end - 1].lower_ in DANGLING_WORDS):
        end -= 1  # "a table covering", "a statement saying that": what was to come is cut
    span = trim(doc[_title_start(doc, start, head) : min(_title_end(doc, end), head.i + LONGEST)])
    return _without_date(span, head, dates)


def _edges(head: Token, cited: Citations) -> tuple[int, int]:
    """First token and end of the source that the head is of, else of its phrase by tags on the left and by the parse on the right."""
    start, source = _owner_start(head, cited), cited.spans.get(head.i)
    if source is not None and head.i < source.end:
        return (source.start if source.start <= start or head.i - start > LONGEST else start), source.end
    if source is None and head.i > 0 and head.nbor(-1).lower_ in ("the", "this", "that"):
        return start, _plain_end(head)
    return start, max(noun_phrase(node(head)).end, head.i + 1)


def _owner_start(head: Token, cited: Citations) -> int:
    """The start of the run, further left where the owner's own phrase is longer: "the Minister for Ports’s review"."""
    start = cited.start_of(head)
    for child in head.lefts:
        if dep(child) == "nmod:poss" and child.left_edge.i < start and head.i - child.left_edge.i <= LONGEST // 3:
            start = child.left_edge.i
    return start


def _plain_end(head: Token) -> int:
    """Behind "the report" nothing belongs to the phrase but what it is of or about, or who made it."""
    end = max(noun_phrase(node(head)).end, head.i + 1)
    after = head.i + 1
    if after >= end:
        return after
    made = head.doc[after].tag_ == "VBN" and head.doc[after].lemma_ in words().release | words().make
    return end if made or head.doc[after].lower_ in ABOUT or head.doc[after].text == "(" else after


def _own_verb(head: Token, end: int, cited: Citations) -> int:
    """The first cue behind the head: what is said begins there, unless it is a participle or "which" leads to it."""
    doc = head.doc
    frame = cited.sources.get(head.i)
    firsts = [cue.start for cue in frame.all("cue")] if frame is not None else []
    if head.i + 1 in cited.cues and cited.cues[head.i + 1].one("source") is None:
        firsts.append(head.i + 1)
    for first in firsts:
        if first > head.i and doc[first].tag_ != "VBG" and doc[first - 1].lower_ not in ("which", "that", "who"):
            end = min(end, first)
    if follows_passive(head):
        end = next((token.i for token in doc[head.i + 1 : end] if token.lower_ == "by"), end)
    after = head.i + 1
    if after < end and _begins_statement(doc[after], cited):
        end = after
    for i in range(after, end - 1):  # "a letter from the board which said boats sank"
        if doc[i].lower_ in ("which", "that") and i + 1 in cited.cues and cited.is_told(i + 2):
            end = i
            break
    return end


def _begins_statement(after: Token, cited: Citations) -> bool:
    """Whether the word behind the head is its verb, or the "that" of what it says."""
    if after.lower_ == "that":
        return cited.is_told(after.i + 1) and not cited.is_told(after.i - 1)
    return is_verb_of_name(after) or (after.tag_ in FINITE and after.lemma_ in words().show)


def _loose_end(head: Token, end: int, cited: Citations) -> int:
    """The first break behind the head: a mark, a line's end, a comma before what is no part of a name, or a time."""
    doc = head.doc
    opens = _opens_sentence(head, cited)
    for i in range(head.i + 1, end):
        token = doc[i]
        if "\n" in token.text or (token.text in BREAKS and not _holds_short_form(doc, i)) or token.lower_ in TIMES:
            return i
        if token.text == "," and i + 1 < end and (opens or not _goes_on(head, i)):
            return i
    return end


def _holds_short_form(doc: Doc, at: int) -> bool:
    return doc[at].text == "(" and at + 2 < len(doc) and doc[at + 2].text == ")"


def _goes_on(head: Token, comma: int) -> bool:
    """Whether what follows a comma may be one more name in a list of makers, or a year."""
    after = head.doc[comma + 1]
    listed = any(token.lower_ in ("by", "from", "of") for token in head.doc[head.i + 1 : comma])
    return after.text[:1].isdigit() or (listed and (after.text[:1].isupper() or after.lower_ in ("and", "the")))


def _opens_sentence(head: Token, cited: Citations) -> bool:
    """Whether only a preposition stands before the phrase in its sentence, so that a comma ends it."""
    first, start = cited.sentence(head.i)[0], cited.start_of(head)
    if start - first > 4:
        return False
    before = [token for token in head.doc[first:start] if not token.is_space and not token.is_quote]
    return 0 < len(before) <= 2 and all(token.pos_ == "ADP" or token.lower_ in ("according", "to") for token in before)


def _break_before(head: Token, start: int) -> int:
    doc = head.doc
    for i in range(head.i - 1, start - 1, -1):
        text = doc[i].text
        if "\n" in text or (text in BREAKS and text != "(") or (text == "," and doc[i - 1].pos_ == "PROPN"):
            return i + 1
    return start


def _without_date(span: Span, head: Token, dates: Mapping[int, Span]) -> Span:
    """The phrase without a date at its end that tells when something happened: "a report [on Monday]"."""
    date = dates.get(span.end - 1)
    if date is None or date.start <= head.i or date.end < span.end:
        return span
    end = max(date.start, span.start)
    while end - 1 > head.i and span.doc[end - 1].lower_ in BEFORE_DATE:
        end -= 1
    return span.doc[span.start : end] if end == head.i + 1 else span


def is_name_of_law(head: Token, kind: str | None) -> bool:
    """Whether capitals make the noun the last word of a law's name: "the Ports Act", not "Article 12"."""
    return kind == "law" and head.text[:1].isupper() and head.lower_ not in ("article", "section")


def name_of_law(head: Token) -> Span:
    """The name of a law, with year and number behind it: "the Ports (Amendment) Act, 2016 (Act 12)"."""
    doc, start, end = head.doc, head.i, head.i + 1
    while start > max(0, head.i - 12) and (
        doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in ("of", "and", "for", "(", ")", "on")
    ):
        start -= 1
    while start < head.i and not doc[start].text[:1].isupper():
        start += 1
    if start > 0 and doc[start - 1].lower_ in DETERMINERS:
        start -= 1
    while end + 1 < len(doc) and doc[end].text in (",", "of", "(") and (YEAR.match(doc[end + 1].text) or doc[end].text == "("):
        close = next((i for i in range(end + 1, min(len(doc), end + 6)) if doc[i].text == ")"), None) if doc[end].text == "(" else end + 1
        if close is None:
            break
        end = close + 1
    if end < len(doc) and YEAR.match(doc[end].text):
        end += 1
    elif end + 2 < len(doc) and doc[end].text.isdigit() and doc[end + 1].lower_ == "of" and YEAR.match(doc[end + 2].text):
        end += 3
    return doc[start:end]


def _title_start(doc: Doc, start: int, head: Token) -> int:
    """Where a title before the head begins that runs through small words: "its [State of] the Harbours report"."""
    at = start
    while (
        at > max(0, head.i - 12)
        and (doc[at - 1].text[:1].isupper() or doc[at - 1].lower_ in ("of", "the", "on"))
        and not doc[at].is_sent_start
    ):
        at -= 1
    if 0 < at < start and doc[at].text[:1].isupper() and (doc[at - 1].lower_ in DETERMINERS or doc[at - 1].text in CLITICS):
        return at - 1 if doc[at - 1].lower_ in DETERMINERS else start
    return start


def _title_end(doc: Doc, end: int) -> int:
    """Past a short form in brackets and the year that it is for: "report for the Harbour Union (HU) for 2021"."""
    if end < len(doc) and _holds_short_form(doc, end):
        end += 3
    if end + 1 < len(doc) and doc[end].lower_ == "for" and doc[end + 1].like_num and len(doc[end + 1].text) == 4:
        end += 2
    return end

"""Noun phrases that name a document, cited or not: the joining decides which of the others belong to a cited one."""

import re

from spacy.tokens import Doc, Span, Token

from quotecheck.reports.details import Details
from quotecheck.reports.evidence import FINITE, Citations, evidence, follows_passive
from quotecheck.reports.mention import Mention, Reference
from quotecheck.reports.nouns import NOMINAL, is_weak, kind_of, lemma, node, words
from quotecheck.syntax.labels import dep
from quotecheck.syntax.phrases import noun_phrase, trim

DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those", "both", "same"})
NEW = frozenset({"a", "an", "another", "one", "some", "several", "many", "two", "three", "new", "separate"})
OPENING = frozenset({"its", "their", "his", "her", "the", "a", "an", "this"})
BREAKS = frozenset({"“", "”", '"', ";", ":"})
YEAR = re.compile(r"(?:1[6-9]|20)\d\d$")
LONGEST = 40


def document_mentions(doc: Doc, cited: Citations, details: Details) -> list[Mention]:
    """Every noun phrase whose head names a kind of document, in text order."""
    found: list[Mention] = []
    for token in doc:
        kind = kind_of(token)
        if (
            kind is None
            or (kind == "media" and token.pos_ == "PROPN")
            or _is_aside(token)
            or (found and found[-1].head.i == token.i - 1 and dep(found[-1].head) == "compound")
        ):
            continue
        rule = evidence(token, cited, kind if is_weak(token) else "")
        if is_weak(token) and rule is None and reference_of(token) == "named":
            continue
        if kind == "law" and token.text[:1].isupper() and len(_law(token)) < 2:
            continue
        mention = Mention(token, without_date(phrase(token, cited), token, details), kind, rule, reference_of(token))
        details.fill(mention)
        found.append(mention)
    return found


def _is_aside(head: Token) -> bool:
    """Whether the noun stands in brackets within a name: "(Amendment)", "(Act 12)"."""
    return head.i > 0 and head.nbor(-1).text == "(" and head.text[:1].isupper()


def phrase(head: Token, cited: Citations) -> Span:
    """The noun phrase as an annotator marks it: up to a relative clause set off by a comma, and never past its own verb."""
    if kind_of(head) == "law" and head.text[:1].isupper():
        return _law(head)
    span, doc = noun_phrase(node(head)), head.doc
    if head.pos_ not in NOMINAL:
        span = doc[_plain_start(head) : head.i + 1]
    start, end = max(span.start, head.i - LONGEST), min(max(span.end, head.i + 1), head.i + LONGEST)
    frame = cited.sources.get(head.i)
    for cue in (*(frame.all("cue") if frame is not None else ()), *_next_cue(head, cited)):
        if cue.start > head.i and cue[0].tag_ != "VBG" and doc[cue.start - 1].lower_ not in ("which", "that", "who"):
            end = min(end, cue.start)
    if follows_passive(head):
        end = next((token.i for token in doc[head.i + 1 : end] if token.lower_ == "by"), end)
    if head.i + 1 < end and doc[head.i + 1].tag_ in FINITE and doc[head.i + 1].lemma_ in words().show:
        end = head.i + 1
    opens = _opens_sentence(span, cited)
    for i in range(head.i + 1, end):
        loose = doc[i].text in (",", "—", "–") and i + 1 < span.end and (opens or _is_loose(doc, i))
        if loose or "\n" in doc[i].text or doc[i].text in BREAKS:
            end = i
            break
    for i in range(head.i, start - 1, -1):
        if "\n" in doc[i].text or doc[i].text in BREAKS or (doc[i].text == "," and doc[i - 1].pos_ == "PROPN"):
            start = i + 1
            break
    return trim(doc[_title_start(doc[start:end], head) : min(_title_end(doc, end), head.i + LONGEST)])


def without_date(span: Span, head: Token, details: Details) -> Span:
    """The phrase without a date at its end that tells when something happened: "a report [on Monday]"."""
    date = details.dates.get(span.end - 1)
    if date is None or date.start <= head.i or date.end < span.end:
        return span
    end = date.start
    while end - 1 > head.i and span.doc[end - 1].lower_ in ("on", "earlier", "late", "early", "this", "last"):
        end -= 1
    return span.doc[span.start : end] if end == head.i + 1 else span


def _opens_sentence(span: Span, cited: Citations) -> bool:
    """Whether only a preposition stands before the phrase in its sentence, so that a comma ends it."""
    start = cited.starts[span.start]
    if span.start - start > 4:
        return False
    before = [token for token in span.doc[start : span.start] if not token.is_space and not token.is_quote]
    return 0 < len(before) <= 2 and all(token.pos_ == "ADP" or token.lower_ in ("according", "to") for token in before)


def _is_loose(doc: Doc, at: int) -> bool:
    """Whether what follows a comma or dash is no part of the name: a clause, a participle, another noun phrase."""
    return doc[at].text != "," or not (doc[at + 1].text[:1].isupper() or doc[at + 1].like_num or doc[at + 1].lower_ == "and")


def _plain_start(head: Token) -> int:
    """Where the phrase of a noun begins that the tagger took for a verb: at its determiner, a few words before."""
    for i in range(head.i - 1, max(0, head.i - 5) - 1, -1):
        if head.doc[i].lower_ in OPENING:
            return i
    return head.i


def _next_cue(head: Token, cited: Citations) -> tuple[Span, ...]:
    at = head.i + 1
    return (head.doc[at : at + 1],) if at in cited.cues and cited.cues[at].one("source") is None else ()


def _law(head: Token) -> Span:
    """The name of a law, with year and number behind it: "the Ports (Amendment) Act, 2016 (Act 12)"."""
    doc, start, end = head.doc, head.i, head.i + 1
    while start > max(0, head.i - 12) and (
        doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in ("of", "and", "for", "(", ")", "on")
    ):
        start -= 1
    while start < head.i and not doc[start].text[:1].isupper():
        start += 1
    if start > 0 and doc[start - 1].lower_ in OPENING:
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


def _title_start(span: Span, head: Token) -> int:
    """Where a title before the head begins that the parser cut: "its [State of] the Harbours report"."""
    doc, at = span.doc, span.start
    while (
        at > max(0, head.i - 12)
        and (doc[at - 1].text[:1].isupper() or doc[at - 1].lower_ in ("of", "the", "on"))
        and not doc[at - 1].is_sent_start
    ):
        at -= 1
    if at > 0 and at < span.start and doc[at].text[:1].isupper() and doc[at - 1].lower_ in OPENING:
        return at - 1
    return span.start


def _title_end(doc: Doc, end: int) -> int:
    """Past a short form in brackets and the year that it is for: "report for the Harbour Union (HU) for 2021"."""
    if end + 2 < len(doc) and doc[end].text == "(" and doc[end + 2].text == ")":
        end += 3
    if end + 1 < len(doc) and doc[end].lower_ == "for" and doc[end + 1].like_num and len(doc[end + 1].text) == 4:
        end += 2
    return end


def reference_of(head: Token) -> Reference:
    """How the noun phrase refers, by its determiner or possessor."""
    for child in (*head.lefts, *(node(head).lefts if node(head) != head else ())):
        if dep(child) == "nmod:poss":
            return "owned"
        if child.lower_ in NEW:
            return "new"
        if child.lower_ in DEMONSTRATIVE:
            return "definite"
    before = head.nbor(-1).lower_ if head.i > 0 else ""
    if before in DEMONSTRATIVE:
        return "definite"
    return "new" if before in NEW else "named"


def is_plural(head: Token) -> bool:
    """Whether the noun is in the plural."""
    return "Plur" in head.morph.get("Number", []) or (head.lower_ != lemma(head) and head.lower_.endswith("s"))

"""Quantities: where an article states numbers; what they are of, and what became of them, is for the claims."""

import re
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from quotecheck.layers import PLACES, QUANTITIES, TIMEXES, Fact, Findings, Frame, numbered, text_of
from quotecheck.lexicon import load
from quotecheck.mentions.gazetteer import nationalities
from quotecheck.mentions.geography import home_countries
from quotecheck.syntax.labels import dep
from quotecheck.text.quantity.find import Vocabulary, scan
from quotecheck.text.quantity.parsed import ParsedQuantity

CAPITALISED = re.compile(r"[^\W\d_a-z]\w+")
NAMES = frozenset({"ORG", "PERSON", "LOC", "MISC", "GPE", "FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "NORP"})
MODIFIERS = frozenset({"nummod", "compound", "amod", "quantmod", "nmod", "nmod:unmarked", "obl:unmarked", "det", "dep", "advmod"})
PARENTHESES = frozenset({",", "(", "-", "–", "—"})
OPENERS = frozenset({"the", "a", "of", "in", "at", "and", "its", "their", "his", "her", "with", "by", "from", "during", "since"})
"""Small words before a name that begins with a number word (see `is_word_of_title`)."""
AGE_ENDS = frozenset({",", ")", ".", ";", "-", "–", "—", "and", "who", "was", "is", "of", "from", "”", '"'})


@Language.factory("quotecheck_quantities")
def make_quantities(nlp: Language, name: str) -> "Quantities":
    """The pipe under its name in spaCy's registry."""
    return Quantities()


class Quantities:
    """Finds quantity expressions; reads the furniture layer, the doc's entities, and the time expressions where they are.

    Facts of a frame: `rule`; `start` and `end`, the expression's character offsets, which are finer than tokens ("18ha"
    may be half a token); `unit` where the words outside the expression give it ("Mary Smith, 47,": year); `country`, the
    code of the country that the article is most about, by which a plain "$" is understood.
    """

    def __init__(self) -> None:
        self.vocabulary = Vocabulary.read(load)

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return QUANTITIES.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """One frame a quantity, in text order."""
        findings, ids, frames = Findings(doc, "quotecheck_quantities"), numbered("n"), []
        text = text_of(doc)
        dated, country = _dated(findings), article_country(findings, text)
        end = 0
        for quantity in scan(text, self.vocabulary, country=country):
            span = doc.char_span(quantity.start, quantity.end, alignment_mode="expand")
            if span is None or not len(span) or span.start < end or findings.is_masked(span):
                continue
            if (
                is_in_name(span, quantity)
                or is_pronoun(span, quantity)
                or (quantity.rule in ("count", "time", "ratio", "range") and is_in_timex(quantity, span, dated))
            ):
                continue
            rule, unit = quantity.rule, None
            if quantity.unit is None and is_age_of(span, quantity):
                rule, unit = "age", "year"
            facts: dict[str, Fact] = {"rule": rule, "unit": unit, "start": quantity.start, "end": quantity.end, "country": country}
            frames.append(Frame(next(ids), {"span": [span]}, facts))
            end = span.end
        return frames


def article_country(findings: Findings, text: str) -> str | None:
    """The country that the article is most about, by its places, and the nationalities and web addresses in its text.

    `None` where two are level.
    """
    counted: Counter[str] = Counter()
    if PLACES.name in findings.doc.spans:
        for frame in findings.frames(PLACES):
            if code := frame.text("country"):
                counted[code] += 10 * len(frame.all("mention"))
    for code in nationalities(CAPITALISED.findall(text)):
        counted[code] += 7
    for code in set(home_countries(text)):
        counted[code] += 30
    ranked = counted.most_common(2)
    return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None


def _dated(findings: Findings) -> dict[int, tuple[int, int, str]]:
    """The time expressions by each of their tokens, where that layer is on the doc."""
    if TIMEXES.name not in findings.doc.spans:
        return {}
    out = {}
    for frame in findings.frames(TIMEXES):
        for span in frame.all("span"):
            start, end = frame.facts.get("start"), frame.facts.get("end")
            if not isinstance(start, int) or not isinstance(end, int):
                start, end = span.start_char, span.end_char
            out.update(dict.fromkeys(range(span.start, span.end), (start, end, frame.text("rule") or "")))
    return out


def is_in_timex(quantity: ParsedQuantity, span: Span, dated: dict[int, tuple[int, int, str]]) -> bool:
    """Whether a time expression holds the number and says when; one that says how long ("13 years") is a quantity too."""
    for token in span:
        if timex := dated.get(token.i):
            start, end, rule = timex
            if start < quantity.end and quantity.start < end and not (rule.startswith("duration") or quantity.rule == "time"):
                return True
    return False


def is_in_name(span: Span, quantity: ParsedQuantity) -> bool:
    """Whether a bare number is part of a name: "Boeing 737", "Windows 10", "Kick Six", "S&P 500"."""
    if is_word_of_title(span) and quantity.comparator == "=":
        return True
    if quantity.unit is not None or quantity.rule not in ("count", "range") or quantity.comparator != "=":
        return False
    first, last = span[0], span[-1]
    is_figures = first.text[:1].isdigit()
    if last.ent_type_ in NAMES:
        entity = [t for t in (*span.doc[max(0, span.start - 4) : span.start], *span.doc[span.end : span.end + 4]) if _same_entity(t, last)]
        if any(t.i < span.start for t in entity):
            return True
        if not is_figures and entity and first.text[:1].isupper() and (not first.is_sent_start or first.nbor().is_title):
            return True
    if not span.start:
        return False
    before = span.doc[span.start - 1]
    if not (
        any(map(str.isupper, before.text[:3]))
        and before.whitespace_
        and before.pos_ in ("PROPN", "NOUN", "X", "")
        and before.text.isalnum()
    ):
        return False
    if before.is_sent_start and before.ent_type_ not in NAMES and not is_figures:
        return False
    return not modified(span) if is_figures or first.text[:1].isupper() else False


def is_word_of_title(span: Span) -> bool:
    """Whether a number word opens a name of several capitalised words in a running sentence: "the Ten Years' War"."""
    doc = span.doc
    if not (span[0].is_title and span[0].is_alpha) or not span.start or span.end >= len(doc) or doc[span.start - 1].lower_ not in OPENERS:
        return False
    following = next((token for token in doc[span.start + 1 : span.end + 2] if token.is_alpha and token.lower_ != "s"), None)
    return following is not None and following.is_title and _is_running(span)


def _is_running(span: Span) -> bool:
    """Whether the span stands in a sentence and not in a headline: a noun, verb or adjective near it on its line has no capital."""
    doc = span.doc
    for side in (reversed(doc[max(0, span.start - 10) : span.start]), doc[span.end : span.end + 10]):
        for token in side:
            if "\n" in token.text:
                break
            if token.is_lower and token.is_alpha and len(token) > 3 and token.pos_ in ("NOUN", "VERB", "ADJ"):
                return True
    return False


def is_pronoun(span: Span, quantity: ParsedQuantity) -> bool:
    """Whether a number word stands for those already named: "the two shook hands", "between the two"."""
    if quantity.rule != "count" or quantity.unit is not None or len(span) != 1 or not span[0].is_alpha:
        return False
    if span[0].lower_ == "one" and span.end < len(span.doc) and (span[0].is_sent_start or span.start == 0):
        return span.doc[span.end].tag_ == "VBZ"  # "One recalls that ..."
    if not span.start:
        return False
    if span[0].lower_ == "one" and span.end < len(span.doc) and span.doc[span.start - 1].pos_ == "VERB":
        return span.doc[span.end].lower_ in ("a", "an", "the")  # "to give one an idea"
    if span.doc[span.start - 1].lower_ not in ("the", "these", "those"):
        return False
    following = span.doc[span.end] if span.end < len(span.doc) else None
    return following is None or following.pos_ in ("VERB", "AUX", "ADP", "PUNCT", "ADV", "CCONJ", "SCONJ", "PRON", "DET")


def _same_entity(token: Token, other: Token) -> bool:
    if token.ent_type_ != other.ent_type_ or not token.ent_type_:
        return False
    low, high = sorted((token.i, other.i))
    return all(t.ent_iob_ == "I" for t in token.doc[low + 1 : high + 1])


def modified(span: Span) -> Token | None:
    """The noun to the right of the span that its number modifies, or `None`."""
    doc = span.doc
    if doc[0].has_dep():
        for token in reversed(span):
            head = token.head
            if head.i >= span.end and head.pos_ in ("NOUN", "PROPN", "ADJ", "SYM", "NUM") and dep(token) in MODIFIERS:
                return head
        return None
    following = doc[span.end] if span.end < len(doc) else None
    return following if following is not None and following.is_alpha and following.is_lower and not following.is_stop else None


def is_age_of(span: Span, quantity: ParsedQuantity) -> bool:
    """Whether a number between commas or brackets after a person's name or noun is an age: "Mary Smith, 47, said"."""
    if quantity.rule != "count" or quantity.value is None or not 0 < quantity.value < 115 or quantity.value % 1 or not span.text.isdigit():
        return False
    doc = span.doc
    if span.start < 2 or doc[span.start - 1].text not in PARENTHESES:
        return False
    after = doc[span.end].text if span.end < len(doc) else "."
    named = doc[span.start - 2]
    if named.ent_type_ == "PERSON":
        return after.casefold() in AGE_ENDS or not after.strip()
    return (
        named.pos_ in ("PROPN", "NOUN")
        and named.ent_type_ in ("", "PERSON")
        and after in ((",", ")", ";") if named.pos_ == "PROPN" else (",", ")"))
        and named.is_alpha
        and doc[span.start - 1].text in (",", "(")
    )

"""Where the names of persons and bodies stand: the recognizer's spans, mended by what capitals around them say.

A small recognizer cuts long names ("Assembly of | Lakeside | Chiefs"), takes a headline's verb for a part of the name and mixes up labels.
What it cut is joined here again where the capitals run on; what can be no name is dropped.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import words_of
from quotecheck.mentions.name_words import is_body_noun, is_listed, is_role_noun
from quotecheck.text import names

PERSON_LABELS = frozenset({"PERSON", "PER"})
BODY_LABELS = frozenset({"ORG"})
PLACE_LABELS = frozenset({"LOC", "GPE", "FAC", "MISC"})
CLITICS = frozenset({"'s", "’s", "'", "’"})
EDGE = frozenset({",", '"', "”", "“", "‘", ":", "-", "(", ".", "–"})
LONGEST = 12


def person_mentions(doc: Doc) -> list[Span]:
    """Personal names in text order, without titles: the recognizer's, and capitals after a role noun that it overlooked."""
    spans = [span for ent in doc.ents if ent.label_ in PERSON_LABELS for span in _trimmed(ent)]
    spans = [span for span in _joined(spans) if _can_be_person(span)]
    taken = {token.i for ent in doc.ents for token in ent} | {i for span in spans for i in range(span.start, span.end)}
    spans.extend(_after_role_nouns(doc, taken))
    taken.update(i for span in spans for i in range(span.start, span.end))
    spans.extend(_beside_roles(doc, taken))
    return sorted(spans, key=lambda span: span.start)


def body_mentions(doc: Doc) -> list[Span]:
    """Names of bodies in text order, without article and possessive ending, mended where the recognizer cut them."""
    words = words_of(doc)
    counts: Counter[str] = Counter(words)
    counts.update(map(" ".join, pairwise(words)))
    out: list[Span] = []
    for ent in doc.ents:
        if ent.label_ not in BODY_LABELS and not (ent.label_ in PLACE_LABELS and _is_body_name(ent)):
            continue
        if out and ent.end <= out[-1].end:
            continue
        for span in _trimmed(ent):
            wide = _widened(span, counts)
            if out and wide.start < out[-1].end:
                wide = doc[out.pop().start : wide.end]
            out.append(wide)
    return out


def _is_body_name(ent: Span) -> bool:
    """Whether something labelled a place ends like a body: "West Lake Regional Council"."""
    last = ent[-1]
    return len(ent) > 1 and last.text[:1].isupper() and is_body_noun(last) and not is_listed(last, "geographic")


def _widened(span: Span, counts: Counter[str]) -> Span:
    """The name with what the recognizer cut off: capitals after "of", and a name straight before that is never without it."""
    doc, start, end = span.doc, span.start, span.end
    while end - start < LONGEST:
        more = _words_after(doc, end, grown=end > span.end)
        if not more:
            break
        end += more
    while end - start > 1 and doc[end - 1].lower_ in names.SMALL:
        end -= 1
    while start > 0 and end - start < LONGEST and _belongs_before(doc, start, counts):
        start -= 1
    return doc[start:end]


def _words_after(doc: Doc, end: int, *, grown: bool) -> int:
    """How many tokens after `end` go on with the name; a name that has grown already takes further capitals."""
    if end >= len(doc):
        return 0
    last, token = doc[end - 1], doc[end]
    if _is_capital(token):
        cut = last.lower_ in names.SMALL or (token.ent_type_ in BODY_LABELS and token.ent_iob_ == "B")
        return int(cut or (grown and not is_listed(token, "headline_verbs")))
    if end + 1 < len(doc) and _is_capital(doc[end + 1]):
        if is_body_noun(last) and token.lower_ in ("of", "for"):
            return 2
        if grown and token.lower_ in ("and", "&", "of") and doc[end + 1].ent_type_ in BODY_LABELS:
            return 2
    return 0


def _belongs_before(doc: Doc, start: int, counts: Counter[str]) -> bool:
    """Whether the capital before is part of the name: the name's first word is a body noun or never stands without it."""
    before, first = doc[start - 1], doc[start]
    if not _is_capital(before) or first.is_sent_start or not before.whitespace_:
        return False
    if before.lower_ in names.HONORIFICS or is_role_noun(before):
        return False
    if before.ent_type_ in PERSON_LABELS or before.pos_ not in ("PROPN", "ADJ", "NOUN") or is_listed(before, "calendar"):
        return False
    if before.is_sent_start and not before.ent_type_:
        return False
    if is_body_noun(first):
        return True
    return counts[f"{before.text} {first.text}"] == counts[first.text] and len(first) > 3 and not first.text.isupper()


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha() and not is_listed(token, "calendar")


def _trimmed(ent: Span) -> Iterator[Span]:
    """The entity without article, titles, honorifics, marks, a headline's verb and possessive ending; nothing when nothing is left."""
    doc, start, end = ent.doc, ent.start, ent.end
    end = next((i for i in range(start + 1, end) if "\n" in doc[i].text or _is_spaced_dash(doc, i)), end)
    while end > start and (doc[end - 1].lower_ in CLITICS or doc[end - 1].is_space or doc[end - 1].text in EDGE):
        end -= 1
    while start < end and (doc[start].is_space or doc[start].lower_ == "the" or doc[start].is_punct):
        start += 1
    while end - start > 1 and is_listed(doc[end - 1], "headline_verbs"):
        end -= 1
    while end - start > 1 and doc[start].is_sent_start and is_listed(doc[start], "headline_verbs"):
        start += 1
    if ent.label_ in PERSON_LABELS:
        while start < end - 1 and (_is_honorific(doc[start]) or is_listed(doc[start], "offices")):
            start += 1
        if end - start > 2 and is_role_noun(doc[start]):
            start += 1
        if end - start > 1 and doc[start].is_sent_start and doc[start].tag_ == "NNS":
            start += 1
    if start < end and any(token.text[:1].isalnum() for token in doc[start:end]):
        yield doc[start:end]


def _is_spaced_dash(doc: Doc, at: int) -> bool:
    return doc[at].text in ("-", "–", "—") and bool(doc[at].whitespace_) and bool(doc[at - 1].whitespace_)


def _can_be_person(span: Span) -> bool:
    """No digits, no mere title, no acronym in mixed letters, and no common noun for places or bodies at its end or after it."""
    doc, last = span.doc, span[-1]
    if any(char.isdigit() for char in span.text) or all(_is_honorific(token) for token in span):
        return False
    if span.end < len(doc) and doc[span.end].text[:1].isupper() and is_listed(doc[span.end], "no_person"):
        return False
    if len(span) == 1 and names.acronym_key(last.text) is not None and not last.text.isupper():
        return False
    if len(span) == 1 or is_listed(last, "surnames"):
        return True
    return not is_listed(last, "no_person") and not is_body_noun(last)


def _is_honorific(token: Token) -> bool:
    return token.lower_.rstrip(".") in names.HONORIFICS or token.text == "."


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Neighbouring names made one and run on over the capitals that follow: a recognizer often cuts long foreign names."""
    out: list[Span] = []
    for span in spans:
        doc, end = span.doc, span.end
        if out and out[-1].end == span.start and doc[span.start - 1].whitespace_ and len(out[-1]) + len(span) <= 6:
            out[-1] = doc[out[-1].start : span.end]
            continue
        if out and span.start < out[-1].end:
            continue
        if out and _is_nickname(doc, out[-1].end, span.start):
            out[-1] = doc[out[-1].start : span.end]
            continue
        while end < len(doc) and end - span.end < 2 and _continues_name(doc, end):
            end += 1
        out.append(doc[span.start : end])
    return out


def _is_nickname(doc: Doc, start: int, end: int) -> bool:
    """Whether one or two words in quotation marks stand between: Ada “Addie” Poe."""
    return 3 <= end - start <= 4 and doc[start].is_quote and doc[end - 1].is_quote and doc[start + 1].text[:1].isupper()


def _continues_name(doc: Doc, at: int) -> bool:
    token = doc[at]
    return (
        token.pos_ == "PROPN"
        and _is_plain(token)
        and token.text.istitle()
        and token.is_alpha
        and not token.ent_type_
        and not token.is_sent_start
    )


def _is_plain(token: Token) -> bool:
    """Neither a day nor an office nor a kind of body nor a headline's verb."""
    return not (is_listed(token, "calendar") or is_listed(token, "headline_verbs") or is_role_noun(token) or is_body_noun(token))


def _after_role_nouns(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Capitals after a role noun: "spokesman Aldo Brink" is a person whatever the recognizer saw."""
    words = words_of(doc)
    common = {word for word in words if word.islower()}
    at = 1
    while at < len(doc):
        if at in taken or at - 1 in taken or not words[at][:1].isupper():
            at += 1
            continue
        before, end = doc[at - 1], at
        if not is_role_noun(before) or doc[at].is_sent_start or not before.whitespace_:
            at += 1
            continue
        while end < len(doc) and end - at < 4 and end not in taken and _is_name_word(doc[end]):
            end += 1
            if end < len(doc) and doc[end].is_sent_start:
                break
        alone = before.text[0].isupper() and not before.is_sent_start and doc[at].lower_ not in common
        if end - at >= 2 or (end - at == 1 and alone):
            yield doc[at:end]
        at = max(end, at + 1)


def _beside_roles(doc: Doc, taken: set[int]) -> Iterator[Span]:
    """Two to four capitals between commas behind a role: "the mayor of Port Lake, Ann Brink, said"."""
    words = words_of(doc)
    for at in (i for i, word in enumerate(words) if word == ","):
        start = end = at + 1
        if start in taken or start >= len(words) or not words[start][:1].isupper():
            continue
        while end < len(doc) and end - start < 5 and end not in taken and _is_name_word(doc[end]):
            end += 1
        if 2 <= end - start <= 4 and end < len(doc) and words[end] == "," and _ends_role(doc[at]):
            yield doc[start:end]


def _ends_role(comma: Token) -> bool:
    """Whether "the <role noun> (of ...)" stands just before the comma, with nothing but capitals and small words between."""
    for i in range(comma.i - 1, max(comma.i - 9, -1), -1):
        token = comma.doc[i]
        if is_role_noun(token):
            return token.text.islower() and i > 0 and comma.doc[i - 1].text[:1].isalpha()
        if not (token.text[:1].isupper() or token.lower_ in ("of", "for", "the", "and")):
            return False
    return False


def _is_name_word(token: Token) -> bool:
    word = token.text
    if token.pos_ not in ("PROPN", "NOUN", "ADJ") or not word[0].isupper() or word.isupper():
        return False
    return word[1:].replace("-", "").replace("’", "").replace("'", "").isalpha() and _is_plain(token)

"""What a number counts or measures: the noun phrase to its right, after its "of", to its left, or its verb's subject."""

from collections.abc import Callable, Container

from spacy.tokens import Doc, Span, Token

from quotecheck.claims.nouns import HYPHENS, NOUNS, PRONOUNS, base, is_parsed, noun_run, past_contents, run_start, words
from quotecheck.syntax.labels import attachment, dep, prepositions, subject

MISTAGGED = frozenset({"VERB", "ADJ", "X"})
"""What a noun may be tagged by mistake where it is a verb's subject: "[exports] fell"."""
DASHES = frozenset({"—", "–", "-"})
ENCLOSED = frozenset({("—", "—"), ("–", "–"), ("-", "-"), ("(", ")")})

Rule = Callable[[Span, str], Span | None]


def find_item(span: Span, rule: str, *, dated: Container[int] = frozenset()) -> tuple[Span, str] | None:
    """The item of a quantity with the name of the rule that found it, or `None`.

    `rule` is the quantity's own rule (count, percent, money, measure, time, age, ...): the order of search depends on it. `dated` are
    the tokens of time expressions, which are no items.
    """
    for finder in ORDER.get(rule, UNIT_ORDER):
        item = finder(span)
        while item is not None and len(item) and (item[0].is_space or item[0].text in HYPHENS):
            item = item[1:]
        if item is not None and len(item) and (item.end <= span.start or span.end <= item.start) and item.end - 1 not in dated:
            return item, finder.__name__
    return None


def counted(span: Span) -> Span | None:
    """The noun phrase right of the number: "eight [new training camps]", "a 30-minute-long [safety film]"."""
    doc, start = span.doc, _past_unit(span)
    end = noun_run(doc, start)
    if end is None and start < len(doc) and doc[start].pos_ == "ADJ" and doc[start].is_title:
        return doc[start : start + 1]
    if end is None or doc[start].pos_ in ("DET", "PRON"):
        return None
    return doc[start : past_contents(doc, end)]


def modified(span: Span) -> Span | None:
    """The noun that a percentage, an amount or a measure modifies: "a $5 million [grant]", "4 per cent [growth]"."""
    doc, start = span.doc, _past_unit(span)
    if start == span.end and span[-1].is_alpha and span[-1].lower_.endswith("s") and len(span[-1]) > 3:
        return None  # a unit in the plural is no modifier: "in three years people left"
    end = noun_run(doc, start)
    if end is None and start < len(doc) and (("-" in span.text and doc[start].tag_ == "VBG") or _is_noun_by_place(doc, span)):
        end = noun_run(doc, start + 1) or start + 1
    if (
        end is None
        or doc[start].pos_ in ("DET", "PRON")
        or doc[start].ent_type_ in ("DATE", "TIME", "PERSON", "LOC", "GPE")
        or doc[start].is_title
    ):
        return None
    return doc[start:end]


def _is_noun_by_place(doc: Doc, span: Span) -> bool:
    """Whether the word after "a 5 per cent" is a noun by its place, though it was read as a verb: "raise", "pay"."""
    return bool(span.start) and doc[span.start - 1].lower_ in ("a", "an") and span.end < len(doc) and doc[span.end].tag_ in ("VB", "VBP")


def whole(span: Span) -> Span | None:
    """What follows "of": "millions of [sailors]", "60 percent of [the fleet]", "the number (21) of [storms]"."""
    doc, at = span.doc, span.end
    if span.start and at < len(doc) and (doc[span.start - 1].text, doc[at].text) in ENCLOSED:
        at += 1
    if at < len(doc) and doc[at].lower_ in ("more", "less") and at + 1 < len(doc):
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ != "of" or doc[at + 1].lower_ in PRONOUNS:
        return None
    end = noun_run(doc, at + 1)
    return doc[at + 1 : end] if end else None


def compared(span: Span) -> Span | None:
    """What a multiple is a multiple of, or a fraction a part: "double [the old rate]", "half [the size]"."""
    doc, at = span.doc, span.end
    if at >= len(doc) or doc[at].pos_ not in ("DET", "PRON"):
        return None
    end = noun_run(doc, at + 1 if at + 1 < len(doc) and doc[at + 1].pos_ == "NUM" else at)
    return doc[at:end] if end else None


def spent_on(span: Span) -> Span | None:
    """What money is for: "$2 billion in [oil-backed loans]", "paid $5 a month for [water]"."""
    doc, at = span.doc, span.end
    if at + 1 < len(doc) and doc[at].lower_ in ("per", "a", "an", "each", "every"):
        at += 2
    if at + 1 >= len(doc) or doc[at].lower_ not in ("in", "for", "on", "worth"):
        return None
    at += 2 if doc[at].lower_ == "worth" and doc[at + 1].lower_ == "of" else 1
    end = noun_run(doc, at)
    if end is None or doc[end - 1].ent_type_ or doc[end - 1].lower_ in words("periods") or any(token.like_num for token in doc[at:end]):
        return None
    return doc[at:end]


def is_said(span: Span) -> Span | None:
    """What the number is said to be: "$5 million was [a grant]", "6.2 million reflects [lending]"."""
    token = span.root
    if not is_parsed(span.doc) or not dep(token).startswith("nsubj") or token.head.tag_ in ("VBN", "VBD"):
        return None
    head = token.head
    relations = {dep(child) for child in head.children}
    if head.pos_ in NOUNS and "cop" in relations and "case" not in relations:
        return base(head)
    if head.lower_ in words("stated") or head.lemma_ in ("be",):
        found = next((child for child in head.rights if dep(child) in ("obj", "xcomp") and child.pos_ in NOUNS), None)
        return base(found) if found is not None else None
    return None


def changed(span: Span) -> Span | None:
    """What a change is in: "33.8% growth in [the balance sheet]", "an increase of 5% in [exports]"."""
    doc = span.doc
    at = span.end
    while at < len(doc) and at < span.end + 3 and doc[at].pos_ in ("NOUN", "ADJ"):
        at += 1
    if at + 1 < len(doc) and doc[at].lower_ in ("in", "of") and (at > span.end or _is_size_of_change(span)):
        if at > span.end and doc[at - 1].lower_ not in words("shared_in"):
            return None
        end = noun_run(doc, at + 1)
        item = doc[at + 1 : end] if end else None
        return None if item is None or any(t.ent_type_ in ("LOC", "GPE", "DATE") for t in item) or item.text[:1].isdigit() else item
    return None


def _is_size_of_change(span: Span) -> bool:
    """ "an increase of 5%", "a fall by 3 points"."""
    noun = _noun_before(span)
    return noun is not None and span.doc[span.start - 1].lower_ in ("of", "by") and noun.lower_ in words("shared_in")


def spanned(span: Span) -> Span | None:
    """The noun that a span of time measures: "[a sentence] of five years", "[the worst drought] in 40 years".

    Any other preposition says when something was, not how long it is: "restored to customers within three days".
    """
    if not span.start:
        return None
    before, noun = span.doc[span.start - 1], span.doc[max(0, span.start - 2)]
    if before.lower_ == "in" and noun.pos_ in NOUNS and noun.i < before.i and is_parsed(span.doc):
        item = base(noun)
        return item if any(token.tag_ == "JJS" or token.lower_ in ("first", "most", "only") for token in item) else None
    return measured(span) if before.text in DASHES or before.lower_ in ("of", "(", ":") else None


def measured(span: Span) -> Span | None:
    """The noun that the number is said of by a preposition: "a [workforce] of 190", "[growth] under two per cent"."""
    noun = _noun_before(span)
    if noun is None or _is_distance(span):
        return None
    top = noun
    for _ in range(2):
        start = base(top).start if is_parsed(span.doc) else top.i
        if start >= 2 and span.doc[start - 1].lower_ == "of" and span.doc[start - 2].pos_ in NOUNS:
            top = span.doc[start - 2]
    start = run_start(top)
    item = _past_figures(span.doc[start : noun.i + 1])
    return None if item[-1].lower_ in words("generic") else item


def _past_figures(item: Span) -> Span:
    """The item without another number or a colon before it, of a row in a list: "Adults: $5 [Children]: $3"."""
    cut = [token.i + 1 for token in item[:-1] if token.text == ":" or token.is_currency or token.text[0].isdigit()]
    return item.doc[cut[-1] : item.end] if cut else item


def _is_distance(span: Span) -> bool:
    """ "a village – 12 km west of here": how far away something is, is nothing that the noun before it has."""
    before, after = span.doc[span.start - 1], span.doc[span.end : span.end + 1].text.casefold()
    return (before.text in DASHES or before.text in ("(", ",")) and (after in words("directions") or after == "from")


def said_of(span: Span) -> Span | None:
    """The subject of the verb that takes the number: "[Exports] fell 7%", "[the rate] is now 1.85"."""
    return _subject(span, _says_how_much)


def subject_of(span: Span) -> Span | None:
    """The subject of whatever verb: whose an age is ("[She] is thought to be in her 70s")."""
    return _subject(span, lambda _: True)


def _subject(span: Span, is_wanted: Callable[[Token], bool]) -> Span | None:
    if not is_parsed(span.doc):
        return None
    token = span.root
    if any(token.is_ancestor(t) for t in span if t != token) and dep(token).startswith("nsubj"):
        return None
    own = next((child for each in span for child in each.lefts if child.i < span.start and dep(child) in ("nsubj", "nsubj:pass")), None)
    if own is not None and own.pos_ in NOUNS:
        return base(own)
    for _ in range(5):
        if dep(token) in ("nsubj", "nsubj:pass"):
            return None
        has_subject = any(dep(child) in ("nsubj", "nsubj:pass") and child.i < span.start for child in token.children)
        if token.pos_ in ("VERB", "AUX") or has_subject:
            if any(mark.text == ";" for mark in span.doc[token.i : span.start]):
                return None
            return _subject_phrase(token, span) if is_wanted(token) else None
        if token.head == token:
            return None
        token = attachment(token)
    return None


def _says_how_much(verb: Token) -> bool:
    """Whether the subject of such a verb is what the number measures: a copula, a verb of change or of measure."""
    if verb.pos_ != "VERB" or verb.lemma_ in ("be", "become"):
        return True
    return verb.lower_ in words("amounting") or verb.lower_ in words("changing") or any(dep(child) == "cop" for child in verb.children)


def aged(span: Span) -> Span | None:
    """Whose age it is: "[Mary Smith], 47,", "[a man] aged 35", "a 27-year-old [driver]", "[she] is 40"."""
    doc = span.doc
    at = span.start - 1
    while at >= 0 and (doc[at].text in (",", "(", "–", "—", "-") or doc[at].lower_ in words("before_age")):
        at -= 1
    if (span.start - at < 2 and "age" not in span.text.casefold().split()) or at < 0 or doc[at].pos_ not in (*NOUNS, "X"):
        return None
    if doc[at].ent_type_:
        start = at
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        return doc[start : at + 1]
    return doc[run_start(doc[at]) : at + 1]


def aged_head(span: Span) -> Span | None:
    """The noun right of an age: "a 27-year-old [driver]"."""
    doc, start = span.doc, _past_unit(span)
    end = noun_run(doc, start)
    return doc[start:end] if end else None


COUNT_ORDER: tuple[Callable[[Span], Span | None], ...] = (counted, whole, measured, is_said, said_of)
UNIT_ORDER: tuple[Callable[[Span], Span | None], ...] = (whole, changed, modified, measured, is_said, said_of)
ORDER = {
    "count": COUNT_ORDER,
    "ratio": COUNT_ORDER,
    "rank": COUNT_ORDER,
    "vague": (whole, counted, measured, said_of),
    "age": (aged, aged_head, subject_of),
    "decade": (aged, subject_of),
    "score": (measured, said_of),
    "multiple": (whole, compared, said_of),
    "fraction": (whole, compared, changed, modified, measured, is_said, said_of),
    "time": (whole, modified, spanned),
    "money": (whole, changed, modified, measured, spent_on, is_said, said_of),
}


def _past_unit(span: Span) -> int:
    """Where the noun phrase after a quantity can begin: past "-long", "more" and the like."""
    doc, at = span.doc, span.end
    while at < len(doc) and at < span.end + 4 and (doc[at].text in HYPHENS or doc[at].lower_ in words("after_unit")):
        if doc[at].text in HYPHENS and doc[at].whitespace_:
            break
        at += 1
    return at


def _noun_before(span: Span) -> Token | None:
    """The noun that governs the quantity through a preposition right before it."""
    doc, at = span.doc, span.start - 1
    while at > 0 and doc[at].pos_ in ("DET", "ADJ", "ADV") and span.start - at < 4:
        at -= 1
    if at < 0:
        return None
    if doc[at].lower_ not in words("left"):
        if (
            doc[at].pos_ == "PROPN"
            and at == span.start - 1
            and "%" in span.text + " " + span.text.replace("percent", "%").replace("per cent", "%")
        ):
            return doc[at]
        first = doc[span.start].lower_
        return doc[at] if (first in words("left") or first in words("bounds")) and doc[at].pos_ in NOUNS and at == span.start - 1 else None
    if doc[at].lower_ in ("is", "was", "are", "were") or at == 0:
        return None
    return doc[at - 1] if doc[at - 1].pos_ in NOUNS else None


def _subject_phrase(verb: Token, span: Span) -> Span | None:
    found = subject(verb)
    if found is not None and found.pos_ == "PRON" and found.lower_ in ("which", "that", "who") and dep(verb) in ("acl:relcl", "acl"):
        found = verb.head
    if found is None and dep(verb) in ("acl", "acl:relcl", "advcl"):
        found = verb.head if verb.head.pos_ in NOUNS else subject(verb.head) if verb.head.pos_ in ("VERB", "AUX") else None
    if found is None or found.pos_ not in (*NOUNS, *MISTAGGED) or found.is_space or span.start <= found.i < span.end or found.i > span.end:
        return None
    return base(found)


def governor(span: Span) -> Token | None:
    """The verb that takes the quantity as object, complement or adverbial, or `None`."""
    if not is_parsed(span.doc):
        return None
    token = span.root
    is_linked = bool(span.start) and span.doc[span.start - 1].lower_ in ("by", "to")
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.pos_ in NOUNS and token.head.i >= span.end and not is_linked:
            return None
        if token.head == token or (dep(token) in ("acl", "acl:relcl", "advcl", "ccomp", "conj") and token != span.root):
            return None
        token = attachment(token)
    return token if token.pos_ == "VERB" else None


def comes_from(span: Span) -> bool:
    """Whether "from" governs the quantity: it is where a change began."""
    if any(p.lower_ == "from" for p in prepositions(span.root)):
        return True
    window = span.doc[max(0, span.start - 5) : span.start]
    if len(window) > 1 and window[-1].lower_ == "of" and any(t.lower_ == "from" for t in window):
        return True
    window = window[-3:]
    return any(t.lower_ == "from" for t in window) and not any(t.lower_ == "to" for t in window)

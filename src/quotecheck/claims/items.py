"""What a number counts or measures: the noun phrase to its right, after its "of", to its left, or its verb's subject."""

from collections.abc import Callable
from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck.lexicon import load
from quotecheck.syntax.labels import attachment, dep, prepositions, subject
from quotecheck.syntax.phrases import base_phrase

NOUNS = frozenset({"NOUN", "PROPN"})
HYPHENS = frozenset({"-", "‑", "–"})
PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us", "you", "it", "that", "this"})
RUN = 9

Rule = Callable[[Span, str], Span | None]


def find_item(span: Span, rule: str) -> tuple[Span, str] | None:
    """The item of a quantity with the name of the rule that found it, or `None`.

    `rule` is the quantity's own rule (count, percent, money, measure, time, age, ...): the order of search depends on it.
    """
    for finder in ORDER.get(rule, UNIT_ORDER):
        item = finder(span)
        while item is not None and len(item) and (item[0].is_space or item[0].text in HYPHENS):
            item = item[1:]
        if item is not None and len(item):
            return item, finder.__name__
    return None


def counted(span: Span) -> Span | None:
    """The noun phrase right of the number: "eight [new training camps]", "an 11-minute-long [memorial video]"."""
    doc, start = span.doc, _past_unit(span)
    end = _noun_run(doc, start)
    if end is None and start < len(doc) and doc[start].pos_ == "ADJ" and doc[start].is_title:
        return doc[start : start + 1]
    if end is None or doc[start].pos_ in ("DET", "PRON"):
        return None
    return doc[start : _past_contents(doc, end)]


def modified(span: Span) -> Span | None:
    """The noun that a percentage, an amount or a measure modifies: "a $5 million [grant]", "6.1 per cent [inflation]"."""
    doc, start = span.doc, _past_unit(span)
    if start == span.end and span[-1].is_alpha and span[-1].lower_.endswith("s") and len(span[-1]) > 3:
        return None  # a unit in the plural is no modifier: "in three years people left"
    end = _noun_run(doc, start)
    if end is None and start < len(doc) and "-" in span.text and doc[start].tag_ == "VBG":
        end = start + 1
    if (
        end is None
        or doc[start].pos_ in ("DET", "PRON")
        or doc[start].ent_type_ in ("DATE", "TIME", "PERSON", "LOC", "GPE")
        or doc[start].is_title
    ):
        return None
    return doc[start:end]


def whole(span: Span) -> Span | None:
    """What follows "of": "millions of [Afghans]", "50 percent of [the population]"."""
    doc, at = span.doc, span.end
    if at < len(doc) and doc[at].lower_ in ("more", "less") and at + 1 < len(doc):
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ != "of" or doc[at + 1].lower_ in PRONOUNS:
        return None
    end = _noun_run(doc, at + 1)
    return doc[at + 1 : end] if end else None


def compared(span: Span) -> Span | None:
    """What a multiple is a multiple of: "double [the old rate]", "twice [the size]"."""
    doc, at = span.doc, span.end
    if at >= len(doc) or doc[at].pos_ not in ("DET", "PRON"):
        return None
    end = _noun_run(doc, at + 1 if at + 1 < len(doc) and doc[at + 1].pos_ == "NUM" else at)
    return doc[at:end] if end else None


def spent_on(span: Span) -> Span | None:
    """What money is for: "$2 billion in [oil-backed loans]", "paid $5 a month for [water]"."""
    doc, at = span.doc, span.end
    if at + 1 < len(doc) and doc[at].lower_ in ("per", "a", "an", "each", "every"):
        at += 2
    if at + 1 >= len(doc) or doc[at].lower_ not in ("in", "for", "on", "worth"):
        return None
    at += 2 if doc[at].lower_ == "worth" and doc[at + 1].lower_ == "of" else 1
    end = _noun_run(doc, at)
    if end is None or doc[end - 1].ent_type_ or doc[end - 1].lower_ in words("periods") or any(token.like_num for token in doc[at:end]):
        return None
    return doc[at:end]


def is_said(span: Span) -> Span | None:
    """What the number is said to be: "$5 million was [a grant]", "6.2 million reflects [lending]"."""
    token = span.root
    if not _is_parsed(span.doc) or not dep(token).startswith("nsubj") or token.head.tag_ in ("VBN", "VBD"):
        return None
    head = token.head
    if head.pos_ in NOUNS and any(dep(child) == "cop" for child in head.children):
        return _base(head)
    if head.lower_ in words("stated") or head.lemma_ in ("be",):
        found = next((child for child in head.rights if dep(child) in ("obj", "xcomp") and child.pos_ in NOUNS), None)
        return _base(found) if found is not None else None
    return None


def _past_contents(doc: Doc, end: int) -> int:
    """The end of a noun phrase with what a noun of contents holds: "pieces of land", but "members" of "members of the club"."""
    if (
        end + 1 >= len(doc)
        or doc[end - 1].lower_ not in words("contents")
        or doc[end].lower_ != "of"
        or doc[end + 1].pos_ in ("DET", "PRON", "NUM")
    ):
        return end
    longer = _noun_run(doc, end + 1)
    return longer if longer is not None and longer - end <= 4 else end


def changed(span: Span) -> Span | None:
    """What a change is in: "33.8% growth in [the balance sheet]", "an increase of 5% in [exports]"."""
    doc = span.doc
    at = span.end
    while at < len(doc) and at < span.end + 3 and doc[at].pos_ in ("NOUN", "ADJ"):
        at += 1
    if at + 1 < len(doc) and doc[at].lower_ in ("in", "of") and (at > span.end or _noun_before(span) is not None):
        if at > span.end and doc[at - 1].lower_ not in words("shared_in"):
            return None
        end = _noun_run(doc, at + 1)
        item = doc[at + 1 : end] if end else None
        return None if item is None or any(t.ent_type_ in ("LOC", "GPE", "DATE") for t in item) or item.text[:1].isdigit() else item
    return None


def measured(span: Span) -> Span | None:
    """The noun that the number is said of by a preposition: "a [workforce] of 190", "[inflation] under three per cent"."""
    noun = _noun_before(span)
    if noun is None:
        return None
    top = noun
    for _ in range(2):
        start = _base(top).start if _is_parsed(span.doc) else top.i
        if start >= 2 and span.doc[start - 1].lower_ == "of" and span.doc[start - 2].pos_ in NOUNS:
            top = span.doc[start - 2]
    start = _run_start(top)
    item = span.doc[start : noun.i + 1]
    return None if item[-1].lower_ in words("generic") else item


def said_of(span: Span) -> Span | None:
    """The subject of the verb that takes the number: "[Exports] fell 7%", "[the rate] is now 1.85"."""
    return _subject(span, _says_how_much)


def subject_of(span: Span) -> Span | None:
    """The subject of whatever verb: whose an age is ("[She] is thought to be in her 70s")."""
    return _subject(span, lambda _: True)


def _subject(span: Span, is_wanted: Callable[[Token], bool]) -> Span | None:
    if not _is_parsed(span.doc):
        return None
    token = span.root
    if any(token.is_ancestor(t) for t in span if t is not token) and dep(token).startswith("nsubj"):
        return None
    for _ in range(5):
        if dep(token) in ("nsubj", "nsubj:pass"):
            return None
        has_subject = any(dep(child) in ("nsubj", "nsubj:pass") and child.i < span.start for child in token.children)
        if token.pos_ in ("VERB", "AUX") or has_subject:
            return _subject_phrase(token, span) if is_wanted(token) else None
        if token.head is token:
            return None
        token = attachment(token)
    return None


def _says_how_much(verb: Token) -> bool:
    """Whether the subject of such a verb is what the number measures: a copula, a verb of change or of measure."""
    if verb.pos_ != "VERB" or verb.lemma_ in ("be", "become"):
        return True
    return verb.lower_ in words("amounting") or verb.lower_ in words("changing") or any(dep(child) == "cop" for child in verb.children)


@cache
def words(kind: str) -> frozenset[str]:
    """One of the word lists of `claim_words`, or every verb of change (`changing`)."""
    if kind == "changing":
        return frozenset(word for forms in load("changes", dict[str, dict[str, list[str]]])["verbs"].values() for word in forms)
    return load("claim_words", dict[str, frozenset[str]])[kind]


def aged(span: Span) -> Span | None:
    """Whose age it is: "[Mary Smith], 47,", "[a man] aged 35", "a 27-year-old [driver]", "[she] is 40"."""
    doc = span.doc
    at = span.start - 1
    while at >= 0 and (
        doc[at].text in (",", "(", "–", "—", "-") or doc[at].lower_ in ("aged", "age", "ages", "and", "or", "between", "who", "is", "was")
    ):
        at -= 1
    if span.start - at < 2 or at < 0 or doc[at].pos_ not in (*NOUNS, "X"):
        return None
    if doc[at].ent_type_:
        start = at
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        return doc[start : at + 1]
    return doc[_run_start(doc[at]) : at + 1]


def aged_head(span: Span) -> Span | None:
    """The noun right of an age: "a 27-year-old [driver]"."""
    doc, start = span.doc, _past_unit(span)
    end = _noun_run(doc, start)
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
    "time": (whole, modified, measured),
    "money": (whole, changed, modified, measured, spent_on, is_said, said_of),
}


def _base(noun: Token) -> Span:
    """The noun's base phrase; where it is a predicate, without subject, copula and adverbs before it."""
    span = base_phrase(noun)
    loose = [child.right_edge.i + 1 for child in noun.lefts if dep(child) in PREDICATION]
    return noun.doc[max([span.start, *loose]) : span.end]


PREDICATION = frozenset(
    {"nsubj", "nsubj:pass", "cop", "aux", "aux:pass", "advmod", "mark", "cc", "punct", "discourse", "advcl", "obl", "expl"}
)


def _is_parsed(doc: Doc) -> bool:
    return len(doc) > 0 and doc[0].has_dep()  # asking the doc reads every token


def _past_unit(span: Span) -> int:
    """Where the noun phrase after a quantity can begin: past "-long", "more" and the like."""
    doc, at = span.doc, span.end
    while at < len(doc) and at < span.end + 4 and (doc[at].text in HYPHENS or doc[at].lower_ in words("after_unit")):
        if doc[at].text in HYPHENS and doc[at].whitespace_:
            break
        at += 1
    return at


def _noun_run(doc: Doc, start: int) -> int | None:
    """The end of the base noun phrase that begins at `start`, or `None` where none does."""
    end = None
    at = start
    while at < min(len(doc), start + RUN):
        token = doc[at]
        if token.lower_ in words("directions") or token.is_space:
            break
        if token.pos_ in NOUNS or (token.pos_ == "X" and token.is_alpha):
            if end is not None and token.is_title and token.pos_ == "PROPN" and doc[at - 1].pos_ == "NOUN" and not doc[start].is_title:
                break
            end = at + 1
        elif (token.pos_ in ("ADJ", "PRON", "DET", "NUM") and end is not None and token.pos_ != "ADJ") or not _may_precede(
            token, at == start, end
        ):
            break
        at += 1
    return end


def _may_precede(token: Token, is_first: bool, end: int | None) -> bool:
    """Whether a word that is no noun may stand inside a base noun phrase before its head."""
    if token.text in HYPHENS or token.lower_ in ("'s", "’s", "'", "’"):
        return True
    if token.pos_ == "ADJ":
        return end is None or (token.i + 1 < len(token.doc) and token.nbor().pos_ in NOUNS)
    if token.pos_ in ("DET", "PRON") and is_first:
        return token.lower_ not in PRONOUNS or token.lower_ in ("those", "these", "this", "that")
    if token.pos_ == "PRON":
        return dep(token) == "nmod:poss"
    if token.pos_ == "NUM":
        return is_first or token.nbor(-1).pos_ in ("DET", "PRON")
    if token.pos_ == "VERB":
        if token.i and token.nbor(-1).text in HYPHENS and token.i + 1 < len(token.doc):
            return token.nbor().pos_ in (*NOUNS, "ADJ")
        return (
            end is None
            and (dep(token) == "amod" or token.tag_ in ("VBN", "VBG"))
            and token.i + 1 < len(token.doc)
            and token.nbor().pos_ in (*NOUNS, "ADJ")
        )
    if token.pos_ == "ADV":
        return end is None and token.i + 1 < len(token.doc) and token.nbor().pos_ in ("ADJ", "VERB") and token.lower_.endswith("ly")
    if token.text == "," or token.pos_ == "CCONJ":
        following = token.nbor() if token.i + 1 < len(token.doc) else None
        return end is None and following is not None and following.pos_ == "ADJ" and not is_first
    return False


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
        return doc[at] if first in words("left") and doc[at].pos_ in NOUNS and at == span.start - 1 else None
    if doc[at].lower_ in ("is", "was", "are", "were") or at == 0:
        return None
    return doc[at - 1] if doc[at - 1].pos_ in NOUNS else None


def _run_start(noun: Token) -> int:
    """Where the base noun phrase that ends in this noun begins."""
    at = _base(noun).start if _is_parsed(noun.doc) else noun.i
    if _is_parsed(noun.doc):
        while noun.doc[at].pos_ == "PROPN" and at > 0 and noun.doc[at - 1].pos_ == "PROPN" and noun.doc[at - 1].whitespace_:
            at -= 1
        return at
    while at > 0 and noun.nbor(at - noun.i - 1).pos_ in (*NOUNS, "ADJ", "DET") and noun.i - at < RUN:
        at -= 1
    return at


def _subject_phrase(verb: Token, span: Span) -> Span | None:
    found = subject(verb)
    if found is not None and found.pos_ == "PRON" and found.lower_ in ("which", "that", "who") and dep(verb) in ("acl:relcl", "acl"):
        found = verb.head
    if found is None and dep(verb) in ("acl", "acl:relcl", "advcl"):
        found = verb.head if verb.head.pos_ in NOUNS else None
    if found is None or found.pos_ not in NOUNS or found.is_space or span.start <= found.i < span.end or found.i > span.end:
        return None
    return _base(found)


def governor(span: Span) -> Token | None:
    """The verb that takes the quantity as object, complement or adverbial, or `None`."""
    if not _is_parsed(span.doc):
        return None
    token = span.root
    for _ in range(4):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.pos_ in NOUNS and token.head.i >= span.end:
            return None
        if token.head is token or (dep(token) in ("acl", "acl:relcl", "advcl", "ccomp", "conj") and token is not span.root):
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

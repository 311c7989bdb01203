"""What the words around a name say of its bearer: role ("head of foreign relations") and affiliation (of which body).

Rules look at words in a row, not at the parse: titles, appositions and copulas keep their order in every newspaper, and a
small parser's arcs inside a string of capitals are its weakest part. Each rule is a function from a name to a
`Description`; the first that finds something wins, in the order of `RULES`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span

from quotecheck.mentions.name_words import is_body_noun, is_listed, is_role_noun
from quotecheck.text.names import HONORIFICS

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
CLITICS = frozenset({"'s", "’s", "’", "'"})
LINKS = frozenset({"of", "for"})
AFFILIATORS = frozenset({"of", "for", "at", "with", "in", "from"})
BREAKS = frozenset({",", ".", ";", "(", ")", "“", "”", '"', "—", "–"})
AGE = frozenset({"-", "year", "years", "old", "year-old"})
MOST_WORDS = 30


@dataclass(frozen=True, slots=True)
class Description:
    """What one rule found at one mention of a name."""

    rule: str
    role: Span | None = None
    affiliation: Span | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Which tokens are in a personal name, and which body's name a token is in."""

    people: frozenset[int] = frozenset()
    bodies: Mapping[int, Span] = field(default_factory=dict)


def describe(name: Span, named: Named) -> list[Description]:
    """What each rule says of the bearer of this name; `named` holds all names of the doc."""
    found = (rule(name, named) for rule in RULES)
    return [description for description in found if description is not None]


def title(name: Span, named: Named) -> Description | None:
    """A title straight before the name: "Interior Minister X", "Lakeside Council's acting manager X"."""
    doc = name.doc
    end = before_honorifics(name)
    start = _title_start(doc, end, named)
    phrase = doc[start:end]
    if not phrase or not _ends_in_role(phrase):
        return None
    return _split("title", phrase, named)


def apposition_before(name: Span, named: Named) -> Description | None:
    """A description before the name and a comma: "the head of research at the Lakeside Trust, X, ..."."""
    doc = name.doc
    comma = before_honorifics(name) - 1
    if comma < 1 or doc[comma].text != "," or doc[comma].is_sent_start:
        return None
    at = comma - 1
    while at >= 0 and comma - at < MOST_WORDS and not (is_role_noun(doc[at]) and _can_end_title(doc, at, comma)):
        if (
            doc[at].pos_ in ("VERB", "AUX")
            or doc[at].is_quote
            or at in named.people
            or doc[at].text in BREAKS - {","}
            or doc[at].is_sent_start
        ):
            return None
        at -= 1
    if at < 0 or not is_role_noun(doc[at]):
        return None
    start = _title_start(doc, at + 1, named)
    before = doc[start - 1] if start else None
    if before is not None and before.pos_ == "DET" and start > 1 and not before.is_sent_start:
        before = doc[start - 2]
    if before is not None and (before.i in named.people or (before.text == "," and before.i - 1 in named.people) or before.lower_ == "to"):
        return None
    tail = doc[at + 1 : comma]
    return _with_tail("apposition_before", _split("", doc[start : at + 1], named), tail, named)


def _can_end_title(doc: Doc, at: int, comma: int) -> bool:
    return at + 1 == comma or doc[at + 1].lower_ in AFFILIATORS


def apposition_after(name: Span, named: Named) -> Description | None:
    """A description between commas after the name: "X, 44, a professor at Lakeside University, ..."."""
    doc = name.doc
    at = after_comma(name)
    if at is None:
        return None
    if at + 1 < len(doc) and doc[at].lower_ == "who" and doc[at + 1].lower_ in BEING:
        return _predicate("relative", doc, at + 2, named)
    return _predicate("apposition_after", doc, at, named)


def copula(name: Span, named: Named) -> Description | None:
    """What the sentence says that X is: "X is a sail maker at the Lakeside Institute."."""
    doc, at = name.doc, name.end
    if at + 1 >= len(doc) or doc[at].lower_ not in BEING:
        return None
    return _predicate("copula", doc, at + 1, named)


def appointed(name: Span, named: Named) -> Description | None:
    """An office that X came to or serves in: "X was first elected as League chief", "X, who works as a cook at the Lakeside Inn"."""
    doc, at = name.doc, name.end
    end = min(at + 6, len(doc))
    while at < end and (doc[at].text == "," or doc[at].lower_ in ("who", "was", "has", "been", "is") or doc[at].pos_ == "ADV"):
        at += 1
    if at + 1 >= len(doc) or doc[at].is_sent_start:
        return None
    if doc[at].lower_ in SERVING and doc[at + 1].lower_ == "as":
        return _predicate("appointed", doc, at + 2, named)
    if at > name.end and doc[at].lower_ in NAMED:
        return _predicate("appointed", doc, at + 1 + (doc[at + 1].lower_ == "as"), named)
    return None


NAMED = frozenset({"elected", "re-elected", "reelected", "appointed", "named", "chosen", "hired"})
SERVING = frozenset({"serves", "served", "works", "worked", "continues", "acts"})


def belonging(name: Span, named: Named) -> Description | None:
    """A body after a preposition: "X of the Lakeside Trust", "X, from the Lakeside Chamber of Trade,"."""
    doc = name.doc
    at = name.end
    if at < len(doc) and doc[at].text == ",":
        at += 1
    if at + 1 >= len(doc) or doc[at].lower_ not in ("of", "from", "at", "with"):
        return None
    body = _body_from(doc, at + 1, min(at + 4, len(doc)), named)
    return None if body is None else Description("belonging", affiliation=body)


def headed(name: Span, named: Named) -> Description | None:
    """A body after "who heads": "X, who chairs the Lakeside Trust, ..."."""
    doc = name.doc
    at = after_comma(name)
    if at is None or at + 2 >= len(doc) or doc[at].lower_ != "who" or doc[at + 1].lower_ not in HEADING:
        return None
    body = _body_from(doc, at + 2, min(at + 6, len(doc)), named)
    return None if body is None else Description("headed", affiliation=body)


BEING = frozenset({"is", "was", "became"})
HEADING = frozenset(
    {
        "heads",
        "headed",
        "leads",
        "led",
        "runs",
        "ran",
        "chairs",
        "chaired",
        "directs",
        "directed",
        "represents",
        "represented",
        "manages",
        "founded",
        "co-founded",
    }
)
Rule = Callable[[Span, Named], Description | None]
RULES: tuple[Rule, ...] = (title, apposition_before, apposition_after, appointed, copula, belonging, headed)


def before_honorifics(name: Span) -> int:
    """Where the name's honorifics begin ("Dr." and its dot may be two tokens), else where the name begins."""
    doc, at = name.doc, name.start
    while at > 0 and not doc[at].is_sent_start:
        word = doc[at - 1].lower_.rstrip(".")
        if word == "" and at > 1 and doc[at - 2].lower_ in HONORIFICS and at - 1 > 0:
            at -= 2
        elif word in HONORIFICS and word not in ("the", "gov", "sen", "rep", "gen", "professor") and doc[at - 1].text[0].isupper():
            at -= 1
        else:
            break
    return at


def _title_start(doc: Doc, end: int, named: Named) -> int:
    """The first token of the run of nouns and adjectives that ends before `end`."""
    start = end
    while start > 0 and end - start < MOST_WORDS and (start == end or not doc[start].is_sent_start):
        token = doc[start - 1]
        if start - 1 in named.bodies:
            start = named.bodies[start - 1].start
        elif token.lower_ in ("and", "&") and start < end:
            joins = start > 1 and (is_role_noun(doc[start - 2]) or _is_modifier_pair(doc, start - 1, end))
            if not joins or start - 2 in named.people:
                break
            start -= 1
        elif token.lower_ in LINKS and start < end:
            if not (start > 1 and is_role_noun(doc[start - 2])):
                break
            start -= 1
        elif token.lower_ in CLITICS and start > 1 and doc[start - 2].pos_ in ("PROPN", "NOUN") and start < end:
            start -= 1
        elif start - 1 in named.people:
            if start == end or doc[start].lower_ not in CLITICS:
                break
            while start > 0 and start - 1 in named.people:
                start -= 1
        elif _is_in_title(doc, start, end):
            start -= 1
        else:
            break
    while start < end and (doc[start].lower_ in ("and", "&", "of", "for", "'s", "’s", "-", "’", "'") or doc[start].is_space):
        start += 1
    return start


def _is_in_title(doc: Doc, start: int, end: int) -> bool:
    """Whether the token before `start` goes on with a title to the left."""
    token = doc[start - 1]
    if token.pos_ in NOMINAL or is_role_noun(token) or (start < end and is_listed(token, "title_adverbs")):
        return True
    return _is_hyphenated(doc, start - 1) or _is_name_of_owner(doc, start, end)


def _is_hyphenated(doc: Doc, at: int) -> bool:
    """Whether the token is a hyphen inside a word, or stands on either side of one ("community - based")."""
    if doc[at].text in ("-", "–", "/"):
        return not doc[at].whitespace_ and at > 0 and not doc[at - 1].whitespace_
    return at > 1 and doc[at - 1].text == "-" and not doc[at - 1].whitespace_ and not doc[at - 2].whitespace_


def _is_name_of_owner(doc: Doc, start: int, end: int) -> bool:
    """Whether capitals run up to a possessive: "Freedom Below Decks's manager" has a name of any parts of speech."""
    token = doc[start - 1]
    if not token.text[:1].isupper() or not token.is_alpha:
        return False
    at = start
    while at < end and doc[at].text[:1].isupper():
        at += 1
    return at < end and doc[at].lower_ in CLITICS


def _is_modifier_pair(doc: Doc, at: int, end: int) -> bool:
    """ "planning and science manager": lower-case nouns or adjectives on both sides of the conjunction, a role at the end."""
    left = doc[at - 1]
    return left.text.islower() and left.pos_ in ("NOUN", "ADJ") and left.tag_ != "NNS" and at + 1 < end - 1 and doc[at + 1].text.islower()


def _ends_in_role(phrase: Span) -> bool:
    """Whether the phrase's head, before any "of" or "for", is a role noun."""
    head = len(phrase)
    for index, token in enumerate(phrase):
        if token.lower_ in LINKS and index and is_role_noun(phrase[index - 1]):
            return True
    return is_role_noun(phrase[head - 1])


def _split(rule: str, phrase: Span, named: Named) -> Description:
    """A title's affiliation is the body that it begins with; the rest is the role."""
    doc, start, end = phrase.doc, phrase.start, phrase.end
    body = doc[start : named.bodies[start].end] if start in named.bodies else _capitals_of_body(doc, start, end, named)
    if body is None or body.end >= end:
        inside = next((named.bodies[i] for i in range(start, end) if i in named.bodies and named.bodies[i].end < end), None)
        return Description(rule, role=_strip(phrase), affiliation=inside)
    rest = body.end
    while rest < end and doc[rest].lower_ in CLITICS:
        rest += 1
    if any(token.lower_ in ("and", "&") for token in doc[rest:end]) and any(is_role_noun(t) for t in doc[start:rest]):
        return Description(rule, role=_strip(phrase))
    if rest >= end:
        return Description(rule, role=_strip(phrase))
    return Description(rule, role=_strip(doc[rest:end]), affiliation=body)


def _capitals_of_body(doc: Doc, start: int, end: int, named: Named) -> Span | None:
    """Capitals at the head of a title that name a body: they end in a body noun, or two of them and more own the office."""
    stop = start
    while stop < end and doc[stop].text[:1].isupper() and not is_role_noun(doc[stop]) and not is_body_noun(doc[stop]):
        stop += 1
    if stop < end and doc[stop].text[:1].isupper() and is_body_noun(doc[stop]):
        return doc[start : stop + 1]
    owns = stop < end and doc[stop].lower_ in CLITICS and stop - start > 1
    unknown = start not in named.people and not any(token.ent_type_ in ("LOC", "GPE") for token in doc[start:stop])
    return doc[start:stop] if owns and unknown else None


def _strip(phrase: Span) -> Span:
    """The phrase without words at its head that tell of the person rather than of the office."""
    doc, start = phrase.doc, phrase.start
    while start < phrase.end - 1 and (is_listed(doc[start], "weak") or doc[start].is_space or doc[start].text in ('"', "“", ",")):
        start += 1
    return doc[start : phrase.end]


def _predicate(rule: str, doc: Doc, at: int, named: Named) -> Description | None:
    """The description that begins at token `at`: determiner, modifiers, a role noun as head, what it is head of."""
    while at < len(doc) and is_listed(doc[at], "predeterminers"):
        at += 1
    if at < len(doc) and (doc[at].pos_ == "DET" or doc[at].lower_ in ("a", "an", "the")):
        at += 1
    at = _after_age(doc, at)
    head, stop = None, min(at + 14, len(doc))
    for index in range(at, stop):
        token = doc[index]
        if index > at and token.is_sent_start:
            break
        if is_role_noun(token) and not (index + 1 < len(doc) and doc[index + 1].text in ("-", "–")):
            head = index
        inside = token.pos_ in NOMINAL or token.lower_ in ("and", "&", "-", "'s", "’s", "’", "/") or index in named.bodies
        if not inside and not is_listed(token, "title_adverbs"):
            break
    if head is None or head + 1 in named.people or any(i in named.people and not _is_possessor(doc, i) for i in range(at, head)):
        return None
    end = head + 1
    stop = end
    while stop < len(doc) and stop - end < MOST_WORDS and not doc[stop].is_sent_start and doc[stop].text not in BREAKS:
        if doc[stop].pos_ in ("VERB", "AUX") or doc[stop].lower_ in ("who", "which", "that"):
            break
        stop += 1
    return _with_tail(rule, _split("", doc[at:end], named), doc[end:stop], named)


def _is_possessor(doc: Doc, at: int) -> bool:
    return any(doc[i].lower_ in ("'s", "’s", "’") for i in range(at + 1, min(at + 4, len(doc))))


def _with_tail(rule: str, head: Description, tail: Span, named: Named) -> Description | None:
    """The description with what follows its noun: a body after a preposition is the affiliation, other "of" phrases belong to the role."""
    if head.role is None:
        return None
    doc, role, body = tail.doc, head.role, head.affiliation
    at = tail.start
    while at < tail.end and doc[at].lower_ in AFFILIATORS:
        following = next((i for i in range(at + 1, tail.end) if doc[i].lower_ in AFFILIATORS and i not in named.bodies), tail.end)
        found = _body_from(doc, at + 1, following, named) if body is None else None
        if found is not None:
            body = found
            break
        if doc[at].lower_ not in LINKS:
            break
        comma = next((i for i in range(at, following) if doc[i].text == ","), following)
        role = doc[role.start : comma]
        at = following
    return Description(rule, role=role, affiliation=body)


def _body_from(doc: Doc, start: int, stop: int, named: Named) -> Span | None:
    """The first body named from `start` on, beginning before `stop`: an entity, else capitals around a body noun."""
    for at in range(start, min(stop, len(doc))):
        token = doc[at]
        if at in named.bodies:
            return named.bodies[at]
        if token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ") and not token.ent_type_:
            end = at + 1
            while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha and not doc[end].is_sent_start:
                end += 1
            if any(is_body_noun(doc[i]) for i in range(at, end)):
                return doc[at:end]
    return None


def after_comma(name: Span) -> int | None:
    """Where an apposition after the name would begin: past a comma, past letters after the name, past an age."""
    doc, at = name.doc, name.end
    if at < len(doc) and doc[at].text == "(":
        close = next((i for i in range(at, min(at + 6, len(doc))) if doc[i].text == ")"), None)
        at = at if close is None else close + 1
    if at + 1 >= len(doc) or doc[at].text not in (",", "–", "—", "-") or (doc[at].text == "-" and not doc[at - 1].whitespace_):
        return None
    at += 1
    if at + 1 < len(doc) and doc[at + 1].text == "," and (doc[at].like_num or (doc[at].text.isupper() and len(doc[at]) <= 3)):
        at += 2
    return at


def _after_age(doc: Doc, at: int) -> int:
    """Past "44-year-old", however it is cut into tokens."""
    end = at
    while end < len(doc) and end - at < 6 and (doc[end].like_num or doc[end].lower_ in AGE or doc[end].lower_.endswith("-year-old")):
        end += 1
    return end if any("old" in doc[i].lower_ for i in range(at, end)) else at

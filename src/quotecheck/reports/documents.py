"""Noun phrases that name a document, cited or not: the joining decides which of the others belong to a cited one."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from quotecheck.reports.citations import Citations
from quotecheck.reports.details import date_of, number_of, title_of
from quotecheck.reports.evidence import evidence
from quotecheck.reports.extent import is_name_of_law, name_of_law, phrase
from quotecheck.reports.mention import Mention, Reference
from quotecheck.reports.nouns import PERSONS, belongs_to_other, candidates, group_of, is_noun, is_verb_of_name, is_weak, kind_of
from quotecheck.reports.outlets import is_outlet
from quotecheck.reports.publishers import Publishers
from quotecheck.reports.runs import CLITICS, OWNERS, name_around
from quotecheck.syntax.labels import dep

DEMONSTRATIVE = frozenset({"the", "this", "that", "these", "those", "both", "same"})
NEW = frozenset({"a", "an", "another", "one", "some", "several", "many", "two", "three", "new", "separate"})


def document_mentions(doc: Doc, cited: Citations, publishers: Publishers) -> list[Mention]:
    """The noun phrases whose heads name a document that is cited, or may take up one that is, in text order."""
    nouns = list(_nouns(doc, cited))
    groups = {group_of(token, kind) for token, kind, rule in nouns if rule is not None}
    found: list[Mention] = []
    for token, kind, rule in nouns:
        if group_of(token, kind) in groups and not (found and _is_within(token, kind, found[-1])):
            found.append(_mention(token, kind, rule, cited=cited, publishers=publishers))
    return found


def _nouns(doc: Doc, cited: Citations) -> Iterator[tuple[Token, str, str | None]]:
    """The head nouns of documents with the kind and the rule by which one is cited; an uncited one of many meanings needs a determiner."""
    for token in candidates(doc):
        kind = kind_of(token)
        if kind is None or not _is_head(token, kind, cited) or (is_name_of_law(token, kind) and len(name_of_law(token)) < 2):
            continue
        rule = evidence(token, kind, cited)
        if rule is not None or not is_weak(token) or reference_of(token, cited) != "named":
            yield token, kind, rule


def _is_within(token: Token, kind: str, before: Mention) -> bool:
    """Whether the noun is only a part of the mention before: its second word, or where it was published ("a paper in [the journal]")."""
    return token.i < before.span.end and (token.i - 1 == before.head.i or kind == "media")


def _mention(head: Token, kind: str, rule: str | None, *, cited: Citations, publishers: Publishers) -> Mention:
    """The mention with what the words tell of it."""
    mention = Mention(head, phrase(head, cited, publishers.dates), kind, rule, reference_of(head, cited))
    mention.number = number_of(mention)
    mention.title = title_of(mention)
    publishers.fill(mention)
    if mention.reference == "owned" and _is_owned_by_date(mention, publishers):
        mention.reference = "definite"
    if kind != "media":
        mention.published = date_of(mention, cited, publishers.dates)
    return mention


def _is_head(token: Token, kind: str, cited: Citations) -> bool:
    """Whether the noun stands for the document itself: no part of another noun or name, no aside, no outlet."""
    if (token.lower_ == "average" and not _is_average_of_polls(token)) or is_verb_of_name(token) or _is_verb_of_person(token):
        return False
    if kind == "media" and _names_outlet(token, cited):
        return False
    if token.pos_ == "PROPN" and token.lower_ in ("inquiry", "enquiry", "research") and token.text[:1].isupper():
        return False  # "the Harbour Inquiry", "Orla Research" are who inquires
    if token.i in cited.sources:
        return token.pos_ != "PROPN" or not (kind == "media" or is_outlet(name_around(token)))
    is_part = belongs_to_other(token) and not is_verb_of_name(token.nbor(1))
    if not is_noun(token) or is_part or (token.i > 0 and token.nbor(-1).text == "(" and token.text[:1].isupper()):
        return False
    if token.pos_ != "PROPN":
        return True
    return kind != "media" and not is_outlet(name_around(token)) and dep(token) != "compound"


def _names_outlet(token: Token, cited: Citations) -> bool:
    """Whether a name stands in front of or right behind a noun for outlets: `Outlets` finds these."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ == "PROPN":
        return True
    return any(before.pos_ == "PROPN" for before in token.doc[cited.start_of(token) : token.i])


def _is_verb_of_person(token: Token) -> bool:
    """Whether a tagger took for a plural the verb of the person before it: "Lena Orla comments"."""
    before = token.nbor(-1) if token.i > 0 else None
    return (
        before is not None
        and before.ent_type_ in PERSONS
        and before.pos_ == "PROPN"
        and token.lower_ in ("comments", "notes", "reports", "posts", "tweets")
    )


def _is_average_of_polls(token: Token) -> bool:
    """Whether it is a thing that is published: not "an average of 12 boats", not "the average sailor"."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or after.pos_ in ("NOUN", "PROPN", "ADJ"):
        return after is None
    return not (after.lower_ == "of" and token.i + 2 < len(token.doc) and token.nbor(2).like_num)


def _is_owned_by_date(mention: Mention, publishers: Publishers) -> bool:
    """Whether only a day owns it: "Friday’s letter" is the letter."""
    before = mention.span.doc[mention.span.start : mention.head.i]
    return any(token.text in CLITICS and token.i - 1 in publishers.dates for token in before)


def reference_of(head: Token, cited: Citations) -> Reference:
    """How the noun phrase refers, by its determiner or possessor."""
    for token in head.doc[cited.start_of(head) : head.i]:
        if token.lower_ in DEMONSTRATIVE and not _has_clitic(token, head):
            return "definite"
        if token.lower_ in NEW:
            return "new"
        if token.lower_ in OWNERS or token.text in CLITICS:
            return "owned"
    return "owned" if any(dep(child) == "nmod:poss" for child in head.lefts) else "named"


def _has_clitic(token: Token, head: Token) -> bool:
    """Whether an owner's clitic stands between: "the board’s report" is owned."""
    return any(other.text in CLITICS for other in head.doc[token.i : head.i])

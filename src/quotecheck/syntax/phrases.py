"""Noun phrases and clauses as spans, from either label scheme (spaCy's own `noun_chunks` knows only one)."""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from quotecheck.syntax.labels import dep

HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OUTSIDE_LEFT = frozenset({"case", "cc", "punct", "mark", "advmod", "preconj", "cc:preconj"})
LOOSE_RIGHT = frozenset({"punct", "parataxis", "cc", "conj", "acl:relcl", "advcl", "appos", "ccomp", "dep", "discourse", "cop"})
INSIDE_NAME = frozenset({"flat", "fixed", "goeswith", "compound", "nmod:poss", "amod", "nummod", "det"})


def noun_phrase(head: Token) -> Span:
    """The full noun phrase of a head: determiner, modifiers, "of" phrases, appositions and reduced clauses.

    Prepositions that govern it, conjunctions before it and loose clauses after it (a relative clause set off by a
    comma, parataxis) are left out; so is a trailing comma.
    """
    return _phrase(head, LOOSE_RIGHT - {"appos", "acl:relcl", "conj", "cc"})


def base_phrase(head: Token) -> Span:
    """The noun phrase without what follows its head, but for the parts of a name: "the report", "new training camps"."""
    doc = head.doc
    start, end = head.i, head.i + 1
    for child in sorted(head.lefts, key=lambda t: -t.i):
        if dep(child) in OUTSIDE_LEFT and child.dep_ != "det":
            if not _is_inner_mark(child, head):
                break
            continue
        start = child.left_edge.i
    for child in head.rights:
        if dep(child) in INSIDE_NAME or child.dep_.startswith("flat"):
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return doc[start:end]


def noun_phrases(doc: Doc) -> Iterator[Span]:
    """Every base noun phrase of the doc that is not inside another, in text order."""
    end = -1
    for token in doc:
        if token.pos_ in HEADS and dep(token) not in INSIDE_NAME and not token.dep_.startswith("flat"):
            span = base_phrase(token)
            if span.start >= end:
                end = span.end
                yield span


def clause(head: Token) -> Span:
    """Everything under the head, trimmed of outer punctuation and of a leading "that" or conjunction."""
    return trim(head.doc[head.left_edge.i : head.right_edge.i + 1])


def trim(span: Span) -> Span:
    """The span without blanks, commas, dashes and full stops at its edges; quotation marks stay."""
    doc, start, end = span.doc, span.start, span.end
    while start < end and (doc[start].is_space or doc[start].text in TRIMMED):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in TRIMMED):
        end -= 1
    return doc[start:end]


TRIMMED = frozenset({",", ";", ":", "-", "–", "—", "--", "."})


def _phrase(head: Token, loose: frozenset[str]) -> Span:
    start = base_phrase(head).start
    end = base_phrase(head).end
    for child in head.rights:
        if dep(child) in loose:
            if dep(child) == "punct":
                continue
            break
        if dep(child) == "acl:relcl" and head.doc[child.left_edge.i - 1].text in (",", "—", "–"):
            break
        end = max(end, child.right_edge.i + 1)
    return trim(head.doc[start:end])


def _is_inner_mark(child: Token, head: Token) -> bool:
    return dep(child) == "punct" and any(left.i < child.i and dep(left) in ("det", "amod", "nmod:poss") for left in head.lefts)

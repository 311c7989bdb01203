"""Several who speak with one voice: "Ann Moor and Lisa Park said", "the mayor and the board"."""

from itertools import pairwise

from spacy.tokens import Span, Token

from quotecheck.quotes.speakers.cast import Cast
from quotecheck.quotes.speakers.entities import Entity, words_of
from quotecheck.quotes.speakers.nouns import DEFINITE, is_role
from quotecheck.syntax.labels import CLITICS, dep
from quotecheck.text.names import HONORIFICS

FIRST_WORDS = frozenset({"both", "either", "neither"})
AND = frozenset({"and", "&"})


def speakers(source: Span, cast: Cast) -> Entity | None:
    """The group that the source's names joined by "and" make, their entities its members; `None` where one speaks alone.

    A second noun without a name of its own counts where an article or a possessive opens it: "the founder and head of
    the trust" is one person, "the founder and the head" are two.
    """
    parts = _parts(source, cast)
    members = list({id(entity): entity for _, entity in parts if entity is not None}.values())
    if len(parts) < 2 or not members or (len(members) < 2 and all(entity is not None for _, entity in parts)):
        return None
    start = source.start + (source[0].lower_ in FIRST_WORDS and len(source) > 1)
    name = source.doc[start : source.end]
    known = cast.by_words.get(("group", words_of(name)))
    return known or cast.add(Entity("group", name, [name], plural=True, members=members))


def _parts(source: Span, cast: Cast) -> list[tuple[Token, Entity | None]]:
    """The heads that "and" joins, each with whom it names; none unless each is a name or opens with a word that says it is another."""
    found: list[tuple[Token, Entity | None]] = []
    for head in _row(source, cast) or _joined(source):
        entity = cast.by_token.get(head.i)
        if entity is None and not _opens_anew(head):
            return []
        if entity is not None and (entity.kind not in ("person", "organization") or _is_owner(cast.mention_at[head.i], source)):
            return []
        found.append((head, entity))
    return found


def _row(source: Span, cast: Cast) -> list[Token]:
    """The last words of names that stand in a row, with nothing but commas, "and" and titles between them.

    A name before a title alone is a part of that title: "Lakeside mayor Ann Lee".
    """
    mentions = [mention for mention, _ in cast.mentions_in(source)]
    between = [source.doc[a.end : b.start] for a, b in pairwise(mentions)]
    if not any(token.lower_ in AND for gap in between[-1:] for token in gap):
        return []
    if not all(gap and all(_says_no_more(token) for token in gap) for gap in between):
        return []
    ends = [any(_parts_names(token) for token in gap) for gap in between]
    return [mention[-1] for mention, is_whole in zip(mentions, [*ends, True], strict=True) if is_whole]


def _parts_names(token: Token) -> bool:
    return token.lower_ in AND or token.text == ","


def _says_no_more(token: Token) -> bool:
    return _parts_names(token) or token.lower_.rstrip(".") in HONORIFICS or is_role(token)


def _joined(source: Span) -> list[Token]:
    """The source's head and what is joined to it, in text order."""
    found = [source.root]
    for head in found:
        found.extend(child for child in head.children if dep(child) == "conj" and source.start <= child.i < source.end)
    return sorted(found, key=lambda token: token.i)


def _opens_anew(head: Token) -> bool:
    first = next((child for child in head.children if child.i < head.i), None)
    return first is not None and (first.lower_ in DEFINITE or first.lower_ in ("a", "an") or dep(first) == "nmod:poss")


def _is_owner(mention: Span, source: Span) -> bool:
    return mention.end < source.end and source.doc[mention.end].lower_ in CLITICS

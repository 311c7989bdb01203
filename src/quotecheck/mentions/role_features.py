"""What speaks for a piece being the role, or the body, of the bearer of a name: the features that the trained model weighs.

Each feature is a name that holds or does not; nothing here weighs anything.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span, Token

from quotecheck.mentions.name_words import is_body_noun, is_listed, is_role_noun
from quotecheck.mentions.offices import is_bank, is_bare_office, is_medium
from quotecheck.mentions.role_pieces import Piece
from quotecheck.mentions.roles import AND, ARTICLES, NOMINAL, PREPOSITIONS, Named
from quotecheck.syntax.labels import CLITICS

SUFFIXES = ("er", "or", "ist", "ian", "ant", "ent", "man", "woman", "person", "ee", "eer", "ary", "ief", "ing", "ion")
PLACES = frozenset({"LOC", "GPE", "FAC"})


def role_features(piece: Piece, order: int, named: Named) -> list[str]:
    """The features of a piece as the role; `order` counts the mentions of the name before this one."""
    span, kind = piece.span, piece.phrase.kind
    doc, head = span.doc, head_of(span)
    sort = _noun_sort(head)
    before, behind = _before(piece, named), _behind(piece, named)
    found = [
        f"kind={kind}",
        f"kind/head={kind}/{sort}",
        f"head={sort}",
        f"word={head.lower_}",
        f"suffix={_suffix(head)}",
        f"tag={head.tag_}",
        f"before={before}",
        f"kind/before={kind}/{before}",
        f"before/head={before}/{sort}",
        f"behind={behind}",
        f"kind/behind={kind}/{behind}",
        f"length={_length(span)}",
        f"order={min(order, 3)}",
        f"kind/order={kind}/{min(order, 3)}",
        f"first={_word_sort(span[0], named)}",
        f"last={_word_sort(span[-1], named)}",
        f"capital={head.text[:1].isupper()}/{span[0].text[:1].isupper()}",
    ]
    found.extend(f"holds={each}" for each in _held(span, named))
    found.extend(_tagged(span, "role", named))
    if span.start == piece.phrase.span.start:
        found.append(f"whole_start/{kind}")
    if span.end == piece.phrase.span.end:
        found.append(f"whole_end/{kind}")
    if is_role_noun(head) and any(is_role_noun(doc[i]) for i in range(span.end, piece.phrase.span.end)) and kind == "before":
        found.append("role_noun_behind")
    if any(is_role_noun(doc[i]) for i in range(piece.phrase.span.start, span.start)):
        found.append("role_noun_before")
    return found


def body_features(piece: Piece, role: Piece | None, *, order: int, named: Named) -> list[str]:
    """The features of a piece as the body, beside the piece that was chosen as the role."""
    span, sort, kind = piece.span, piece.sort, piece.phrase.kind
    to_role = _to_role(piece, role)
    before, behind = _before(piece, named), _behind(piece, named)
    shape = _body_shape(span)
    office = "none" if role is None else "bare" if is_bare_office(role.span) else _noun_sort(head_of(role.span))
    found = [
        f"sort={sort}",
        f"sort/office={sort}/{office}",
        f"sort/kind={sort}/{kind}",
        f"sort/role={sort}/{to_role}",
        f"sort/shape={sort}/{shape}",
        f"shape={shape}",
        f"role={to_role}/{office}",
        f"before={before}",
        f"sort/before={sort}/{before}",
        f"behind={behind}",
        f"sort/behind={sort}/{behind}",
        f"length={_length(span)}",
        f"order={min(order, 3)}",
        f"first={_word_sort(span[0], named)}",
        f"last={_word_sort(span[-1], named)}",
        f"full={_fullness(piece)}",
        f"sort/full={sort}/{_fullness(piece)}",
    ]
    found.extend(f"holds={each}" for each in _held(span, named))
    found.extend(_named_so(piece, named))
    found.extend(_tagged(span, "affiliation", named))
    if sort in ("near", "noun"):
        found.extend(_distance(piece, office, named))
    return found


def head_of(span: Span) -> Token:
    """The last noun before a preposition or comma."""
    head = span[0]
    for token in span:
        if token.i > span.start and (token.text in (",", "(") or token.lower_ in PREPOSITIONS):
            break
        if token.pos_ in NOMINAL or is_role_noun(token):
            head = token
    return head


def _noun_sort(token: Token) -> str:
    if is_role_noun(token):
        return "role"
    if is_body_noun(token):
        return "body"
    if token.ent_type_:
        return token.ent_type_
    return {"NNS": "plural", "NNPS": "plural"}.get(token.tag_, token.pos_)


def _suffix(token: Token) -> str:
    return next((end for end in SUFFIXES if token.lower_.endswith(end) and len(token) > len(end) + 2), "-")


def _length(span: Span) -> str:
    size = len(span)
    return str(size) if size < 5 else "5-6" if size < 7 else "7-9" if size < 10 else "10+"


def _word_sort(token: Token, named: Named) -> str:
    if token.i in named.bodies:
        return "in_body"
    if token.i in named.people:
        return "in_person"
    if is_listed(token, "weak"):
        return "weak"
    if is_listed(token, "title_adverbs"):
        return "adverb"
    if token.like_num:
        return "number"
    return _noun_sort(token)


def _before(piece: Piece, named: Named) -> str:
    """What stands before the piece within its phrase, and at the phrase's start before that."""
    span = piece.span
    if span.start == 0:
        return "start"
    token = span.doc[span.start - 1]
    edge = "|" if span.start == piece.phrase.span.start else ""
    return edge + _border(token, named)


def _behind(piece: Piece, named: Named) -> str:
    span, doc = piece.span, piece.span.doc
    if span.end >= len(doc):
        return "end"
    token = doc[span.end]
    edge = "|" if span.end == piece.phrase.span.end else ""
    border = _border(token, named)
    if token.lower_ in PREPOSITIONS and span.end + 1 < len(doc):
        after = span.end + 1 + (doc[span.end + 1].lower_ in ARTICLES)
        border += "+" + (_word_sort(doc[after], named) if after < len(doc) else "end")
    return edge + border


def _border(token: Token, named: Named) -> str:
    word = token.lower_
    if word in CLITICS:
        return "'s"
    if word in PREPOSITIONS or word in AND or word in (",", "(", ")", "."):
        return word
    if word in ARTICLES:
        return "article"
    if token.is_space:
        return "break"
    return _word_sort(token, named)


def _held(span: Span, named: Named) -> Iterator[str]:
    """What stands inside the span."""
    for i, token in enumerate(span):
        if token.i in named.bodies and named.bodies[token.i].start == token.i:
            yield "body/first" if i == 0 else "body"
        elif token.ent_type_ in PLACES and token.ent_iob_ == "B":
            yield "place/first" if i == 0 else "place"
        elif token.ent_type_ == "MISC" and token.ent_iob_ == "B":
            yield "misc/first" if i == 0 else "misc"
        elif token.i in named.people:
            yield "person"
        elif token.lower_ in PREPOSITIONS:
            yield "of" if token.lower_ == "of" else "preposition"
        elif token.text == "," or token.lower_ in AND:
            yield "list"
        elif token.lower_ in CLITICS:
            yield "'s"
        elif token.pos_ == "VERB":
            yield "verb"


def _body_shape(span: Span) -> str:
    """How the words look: all capitals, capitals, small letters; and whether the last is a noun for bodies."""
    last = span[-1]
    letters = "upper" if span.text.isupper() else "capital" if last.text[:1].isupper() and span[0].text[:1].isupper() else "small"
    return f"{letters}/{_noun_sort(last)}"


def _to_role(piece: Piece, role: Piece | None) -> str:
    """Where the piece stands to the role: in it, straight before or behind it, elsewhere in its phrase."""
    if role is None:
        return "no_role"
    span, told = piece.span, role.span
    if told.start <= span.start and span.end <= told.end:
        return "inside/first" if span.start == told.start else "inside/last" if span.end == told.end else "inside"
    if span.start < told.end and told.start < span.end:
        return "across"
    doc = span.doc
    if span.end <= told.start:
        gap = doc[span.end : told.start].text.casefold()
        if gap in ("", "'s", "’s", "’", "'"):
            return f"before{gap and '+s'}"
    elif told.end < span.start and span.start - told.end <= 3:
        first, *others = doc[told.end : span.start]
        if first.lower_ in PREPOSITIONS and all(token.lower_ in ARTICLES or token.pos_ in ("ADJ", "VERB") for token in others):
            return f"behind+{first.lower_}"
    return "same_phrase" if piece.phrase == role.phrase else "other_phrase"


def _tagged(span: Span, detail: str, named: Named) -> Iterator[str]:
    """Whether the encoder, where it has read the doc, tagged the span's words so: all, some or none; and no word beside it."""
    if named.details:
        inside = sum(named.details.get(token.i) == detail for token in span)
        beside = any(named.details.get(i) == detail for i in (span.start - 1, span.end))
        share = "all" if inside == len(span) else "most" if inside * 2 > len(span) else "some" if inside else "none"
        yield f"tagged={share}/{beside}"


def _fullness(piece: Piece) -> str:
    """How the full name, printed elsewhere, differs from the one at this place."""
    if piece.full is None or piece.full.text == piece.span.text:
        return "here"
    return "spelt_out" if piece.span.text.isupper() else "longer"


def _named_so(piece: Piece, named: Named) -> Iterator[str]:
    """Whether the piece is a body's name as a whole, and whether another is printed in full elsewhere."""
    body = named.bodies.get(piece.span.start)
    if body is not None:
        yield "is_body" if (body.start, body.end) == (piece.span.start, piece.span.end) else "begins_as_body"
        if is_medium(body):
            yield "medium"
    elif piece.span.end - 1 in named.bodies:
        yield "ends_as_body"


def _distance(piece: Piece, office: str, named: Named) -> Iterator[str]:
    """How far from the name the body is named."""
    span, name = piece.span, piece.phrase.name
    doc: Doc = span.doc
    first, last = min(span.start, name.start), max(span.start, name.start)
    sentences = sum(doc[i].is_sent_start is True for i in range(first + 1, last + 1))
    side = "before" if span.start < name.start else "behind"
    yield f"near={side}/{min(sentences, 3)}"
    yield f"near/office={side}/{min(sentences, 3)}/{office}"
    yield f"near/bank={is_bank(span)}"

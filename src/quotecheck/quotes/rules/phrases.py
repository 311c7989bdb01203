"""Statements told without a verb of saying: `according to X`."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import Cues
from quotecheck.quotes.rules.extent import past_connective, quotation_start, trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import dep
from quotecheck.syntax.phrases import trim

IN_PHRASE = frozenset({"compound", "nmod:poss", "amod", "flat", "nummod", "det", "nmod", "nmod:desc"})


def according_to(scene: Scene, token: Token, cues: Cues) -> Statement | None:
    """`According to X, CLAUSE.`, `CLAUSE, according to X.`, `CLAUSE, according to X, CLAUSE.`"""
    doc = scene.doc
    candidates = cues.source_after.get(token.lower_, ())
    words = next((w for w in candidates if tuple(t.lower_ for t in doc[token.i : token.i + len(w)]) == w), None)
    if words is None or scene.is_quoted(token) or (len(words) == 1 and token.text[:1].islower() and not _is_parenthetical(scene, token)):
        return None
    after = token.i + len(words)
    start, end = scene.sentence_start[token.i], scene.sentence_end[token.i]
    if after >= end:
        return None
    source = _source_after(scene, after, end)
    if source is None:
        return None
    left = token.i
    while left > start and doc[left - 1].lower_ in ("also", "and", "but", "now", "still"):
        left -= 1
    before = trimmed(scene, quotation_start(scene, start), left)
    rest = trimmed(scene, past_connective(scene, source.end, end), end)
    if before is not None and rest is not None and doc[source.end].text != "," and scene.run_of[source.end] < 0:
        rest = None
    if rest is not None and before is not None and (rest[0].tag_ == "VBG" or rest[0].lower_ in ("which", "who", "where", "when", "citing")):
        rest = None
    content = [span for span in (before, rest) if span is not None and len(span) > 1]
    if not content:
        return None
    return Statement(token.i, "according_to", content, doc[token.i : after], source)


def _is_parenthetical(scene: Scene, token: Token) -> bool:
    return token.i > 0 and scene.doc[token.i - 1].text in (",", "(")


def _source_after(scene: Scene, start: int, end: int) -> Span | None:
    doc = scene.doc
    head: Token | None = None
    for token in doc[start:end]:
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") or not token.pos_:
            head = token
            break
        if token.pos_ in ("VERB", "AUX", "PUNCT"):
            break
    if head is None:
        return None
    for _ in range(6):
        if dep(head) not in IN_PHRASE or not start <= head.head.i < end or head.head.pos_ not in ("NOUN", "PROPN"):
            break
        head = head.head
    stop = end
    right = max([head.i] + [c.right_edge.i for c in head.rights if dep(c) not in ("parataxis", "punct", "ccomp", "advcl", "nsubj", "cc")])
    stop = min(stop, right + 1)
    for i in range(head.i + 1, stop):
        if scene.run_of[i] >= 0 or "\n" in doc[i].text:
            stop = i
            break
        if doc[i].text == "," and (head.pos_ != "PROPN" or not _is_apposition(scene, i, stop)):
            stop = i
            break
    span = trim(doc[start:stop])
    return span if len(span) else None


def _is_apposition(scene: Scene, comma: int, stop: int) -> bool:
    """Whether what follows the comma still describes the noun before it, up to another comma or the sentence's end."""
    following = scene.doc[comma + 1 : stop]
    if not len(following):
        return False
    if following[0].pos_ == "VERB":
        return False
    subjects = [t for t in following if dep(t) in ("nsubj", "nsubj:pass") and t.lower_ not in ("who", "which", "that")]
    return all(dep(t.head) in ("acl:relcl", "acl") for t in subjects)

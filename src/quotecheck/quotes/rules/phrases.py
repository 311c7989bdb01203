"""Statements told without a verb of saying: `according to X`, `X’s claim that CLAUSE`, `calls for Y`."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import Cues
from quotecheck.quotes.rules.extent import complement_span, end_of, past_connective, quotation_start, trimmed
from quotecheck.quotes.rules.indirect import is_infinitive
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import noun_phrase_at, own_subject
from quotecheck.quotes.rules.telling import lists
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import dep, dependents, prepositions
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


def noun_cue(scene: Scene, noun: Token, cues: Cues) -> Statement | None:
    """`X’s claim that CLAUSE`, `their promise to VERB`, `allegations of Y`, `calls for Y`."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma = (noun.lemma_ or noun.lower_).lower()
    if lemma not in cues.nouns:
        return None
    content: Span | None = None
    rule = ""
    for child in noun.rights:
        relation = dep(child)
        marks = {c.lower_ for c in child.lefts if dep(c) == "mark"}
        if relation in ("acl", "ccomp", "acl:relcl", "advcl") and "that" in marks and lemma in cues.noun_that:
            content, rule = complement_span(scene, child, noun), "noun_that"
            break
        if relation in ("acl", "acl:relcl", "ccomp") and lemma in cues.noun_that and is_whole_clause(child, noun):
            content, rule = complement_span(scene, child, noun), "noun_that"
            break
        if relation in ("acl", "xcomp", "ccomp", "advcl") and is_infinitive(child) and lemma in cues.noun_to:
            content, rule = complement_span(scene, child, noun), "noun_to"
            break
    words = cues.noun_with.get(lemma)
    if content is None and words and not scene.is_quoted(noun):
        for child in dependents(noun):
            before = [p for p in prepositions(child) if p.lower_ in words] or [c for c in child.lefts if c.lower_ in words]
            if before and child.i > noun.i and before[0].i - noun.i <= 5:
                keep = before[0].i if before[0].lower_ == "for" else before[0].i + 1
                content, rule = trimmed(scene, keep, end_of(scene, child, noun)), "noun_of"
                break
    if content is None:
        return None
    return Statement(noun.i, rule, [content], scene.doc[noun.i : noun.i + 1], noun_source(scene, noun))


def is_whole_clause(child: Token, noun: Token) -> bool:
    """Whether the clause right after the noun has a subject of its own and lacks nothing: "claims he stole it", not "claims he made"."""
    subject = own_subject(child)
    if subject is None or child.left_edge.i != noun.i + 1 or subject.lower_ in ("who", "which", "that"):
        return False
    return any(dep(c) in ("obj", "xcomp", "ccomp", "cop", "aux:pass") for c in child.children)


def noun_source(scene: Scene, noun: Token) -> Span | None:
    """Whose claim it is: the possessor, "by" or "from" somebody, or the subject of "made the claim"."""
    for child in dependents(noun):
        words = [p.lower_ for p in prepositions(child)]
        if dep(child) == "nmod:poss" or (child.i > noun.i and words and words[0] in ("by", "from")):
            found = noun_phrase_at(scene, child, noun)
            if found is not None and found.end - 1 >= child.i:
                while len(found) > 1 and found[-1].text in ("'s", "’s", "'", "’"):
                    found = found[:-1]
            return found
    head = noun.head
    if dep(noun) == "obj" and head.lemma_.lower() in lists().making:
        subject = own_subject(head)
        if subject is not None and subject.lower_ not in ("who", "which", "that"):
            return noun_phrase_at(scene, subject, head)
    for child in noun.lefts:
        if dep(child) == "compound" and child.pos_ == "PROPN":
            return trim(scene.doc[child.left_edge.i : child.i + 1])
    return None

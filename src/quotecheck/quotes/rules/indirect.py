"""Statements in reported clauses: the rules that start from a cue verb and take what the grammar gives it."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import Cues, cue_span
from quotecheck.quotes.rules.extent import complement_span, is_cut, object_end, trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import addressee_of, own_subject, source_before, source_of, subject_head
from quotecheck.quotes.rules.telling import lists
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import dep, is_passive


def statement_of_verb(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """The statement that this verb reports, by the first rule that fits; `None` when none does."""
    lemma = cues.verb(verb)
    if lemma is None or is_withheld(verb, lemma):
        return None
    if scene.is_quoted(verb):
        statement = clause_after(scene, verb, lemma, cues)
        return statement if statement is not None and is_about_others(statement) else None
    for rule in (clause_after, infinitive, object_of):
        statement = rule(scene, verb, lemma, cues)
        if statement is not None:
            return statement
    return None


def is_withheld(verb: Token, lemma: str) -> bool:
    """Whether nothing is told: "did not say how many", "declined to comment on it", "let us recall that"."""
    if any(c.i < verb.i and c.lower_ in lists().never_told for c in verb.children):
        following = verb.doc[verb.i + 1 : verb.i + 3]
        return lemma in lists().withheld or any(t.lower_ in lists().askers and t.head != verb for t in following)
    above = verb.head.lemma_.lower()
    return dep(verb) in ("xcomp", "ccomp", "advcl") and verb.head.i < verb.i and (above in lists().withholding or above == "let")


def is_about_others(statement: Statement) -> bool:
    """Whether a statement told in a quotation is somebody else's: "they say that", not "I say that"."""
    return statement.source is not None and statement.source[0].lower_ not in ("i", "we", "you", "it", "that", "this")


def clause_after(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X said (that) CLAUSE`, `a report showing that CLAUSE`, `X told Y CLAUSE`; not `no evidence to prove CLAUSE`."""
    if lemma not in cues.report:
        head = subject_head(verb)
        if lemma not in cues.evidence or not cues.is_document(head):
            return None
    child = clausal_complement(verb)
    content = that_clause(scene, verb) if child is None else complement_span(scene, child, verb)
    if content is None or not is_told(verb) or (child is not None and not is_reported(child, content)):
        return None
    if dep(verb) == "acl" and is_infinitive(verb) and scene.run_of[content.start] < 0:
        return None
    return make(scene, verb, cues, "clause_after", [content])


def is_reported(child: Token, content: Span) -> bool:
    """Whether the clause reads as what is said, and not as when or why it is said, which parsers mix up."""
    first = content[0]
    if first.lower_ in lists().circumstances and content.start > 0 and content.doc[content.start - 1].lower_ != "that":
        return False
    has_own_verb = any(dep(c).startswith(("nsubj", "csubj", "expl", "cop", "aux")) or dep(c) in ("mark", "advmod") for c in child.children)
    return has_own_verb or len(content) >= 4


def infinitive(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X vowed to VERB`, `X urged Y to VERB`, `Y is said to VERB`."""
    child = next((c for c in verb.children if c.i > verb.i and dep(c) in ("xcomp", "ccomp", "advcl", "acl") and is_infinitive(c)), None)
    if child is None:
        child = next(
            (g for c in verb.children if dep(c) == "obj" and c.i > verb.i for g in c.children if dep(g) == "acl" and is_infinitive(g)), None
        )
        if child is None or lemma not in cues.request:
            return None
    if is_passive(verb) and lemma in cues.report:
        return passive_infinitive(scene, verb, child, cues)
    if dep(child) == "advcl" and lemma not in cues.request:
        return None
    if lemma == "call" and not any(t.lower_ in ("on", "upon", "for") for t in scene.doc[verb.i + 1 : verb.i + 3]):
        return None
    if lemma not in cues.request and lemma not in cues.commit:
        return None
    content = complement_span(scene, child, verb)
    if content is None or not is_told(verb):
        return None
    return make(scene, verb, cues, "infinitive", [content])


def passive_infinitive(scene: Scene, verb: Token, child: Token, cues: Cues) -> Statement | None:
    """`Y is said to VERB`: the subject and the infinitive are the content, and nobody is named as the source."""
    subject = own_subject(verb)
    content = complement_span(scene, child, verb)
    if subject is None or content is None:
        return None
    first = trimmed(scene, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
    if first is None:
        return None
    return make(scene, verb, cues, "passive_infinitive", [first, content])


def object_of(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X announced Y`, `X denied the allegations`: the object is the content."""
    if lemma not in cues.object or not is_told(verb):
        return None
    if is_passive(verb):
        return None
    target = next((c for c in verb.children if dep(c) == "obj" and c.i > verb.i), None)
    if target is None or target.lower_ in lists().times or target.lower_.endswith(("self", "selves")):
        return None
    if lemma in ("ask", "urge") and target.pos_ in ("PROPN", "PRON"):
        return None
    if own_subject(verb) is None and subject_head(verb) is None:
        return None
    content = trimmed(scene, target.left_edge.i, object_end(scene, verb, target))
    if content is None:
        return None
    return make(scene, verb, cues, "object", [content])


def make(scene: Scene, verb: Token, cues: Cues, rule: str, content: list[Span]) -> Statement:
    """A statement with the verb's cue, source and addressee."""
    return Statement(verb.i, rule, content, cue_span(verb, cues), source_of(scene, verb) or source_before(scene, verb), addressee_of(verb))


def clausal_complement(verb: Token) -> Token | None:
    """The clause after the verb that says what is said."""
    for child in verb.children:
        if child.i <= verb.i:
            continue
        relation = dep(child)
        if relation == "ccomp" and not (is_infinitive(child) and own_subject(child) is None):
            return child
        if relation in ("advcl", "acl") and any(c.lower_ == "that" and dep(c) == "mark" for c in child.lefts):
            return child
        if relation == "parataxis" and child.left_edge.i <= verb.i + 2 and own_subject(child) is not None:
            return child
    return None


def that_clause(scene: Scene, verb: Token) -> Span | None:
    """What follows a "that" close behind the verb, up to the sentence's end, where the parser saw no clause."""
    doc = scene.doc
    end = min(scene.sentence_end[verb.i], scene.limits(verb.i)[1])
    for i in range(verb.i + 1, min(verb.i + 9, end - 2)):
        if doc[i].lower_ == "that" and scene.run_of[i] == scene.run_of[verb.i] and doc[i].pos_ == "SCONJ":
            for stop in range(i + 2, end):
                if is_cut(scene, stop):
                    end = stop
                    break
            return trimmed(scene, i + 1, end)
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in (",", ":", ";"):
            return None
    return None


def is_infinitive(token: Token) -> bool:
    """Whether "to" opens the verb phrase, as in "vowed not to go"."""
    return any(c.lower_ == "to" and (c.pos_ != "ADP" or dep(c) in ("mark", "aux")) for c in token.lefts)


def is_told(verb: Token) -> bool:
    """Whether the word is used as a verb, and not like an adjective or a preposition."""
    return dep(verb) not in ("amod", "compound", "case", "fixed")


def verbs(scene: Scene, cues: Cues) -> Iterator[Token]:
    """Every token that may be a cue verb."""
    for token in scene.doc:
        if cues.verb(token) is not None and not _is_half(token):
            yield token


def _is_half(token: Token) -> bool:
    """Whether a hyphen joins the word to the one before it."""
    return token.i > 0 and token.nbor(-1).text in ("-", "‑") and not token.nbor(-1).whitespace_

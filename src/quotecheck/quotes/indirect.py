"""Statements in reported clauses: the rules that start from a cue verb and take what the grammar gives it."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from quotecheck.quotes.cues import Cues, cue_span
from quotecheck.quotes.scene import MARKS, Scene
from quotecheck.quotes.sources import addressee_of, own_subject, source_of, subject_head
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import attachment, dep, dependents, is_passive, prepositions

EDGES = frozenset({",", ";", ":", "-", "–", "—", "--", "."}) | MARKS
OPENERS = frozenset({"that"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def statement_of_verb(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """The statement that this verb reports, by the first rule that fits; `None` when none does."""
    lemma = cues.verb(verb)
    if lemma is None:
        return None
    for rule in (clause_after, infinitive, named, object_of, prepositional):
        statement = rule(scene, verb, lemma, cues)
        if statement is not None:
            return statement
    return None


def clause_after(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X said (that) CLAUSE`, `a report showing that CLAUSE`, `X told Y CLAUSE`."""
    child = clausal_complement(verb)
    if child is None:
        return None
    if lemma not in cues.report:
        head = subject_head(verb)
        if lemma not in cues.evidence or not cues.is_document(head):
            return None
    content = complement_span(scene, child, verb)
    if content is None or not is_told(verb):
        return None
    return make(scene, verb, cues, "clause_after", [content])


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


def named(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X called Y a Z`, `X described Y as Z`: object and predicate; with a reflexive object only the predicate."""
    if lemma not in cues.name or not is_told(verb):
        return None
    target = next((c for c in verb.children if dep(c) == "obj" and c.i > verb.i), None)
    predicate = predicate_of(verb, target)
    if predicate is None:
        return None
    if is_passive(verb):
        subject = own_subject(verb)
        if subject is None:
            return None
        first = trimmed(scene, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
        rest = trimmed(scene, predicate.left_edge.i, end_of(scene, predicate, verb))
        if first is None or rest is None or source_of(scene, verb) is None:
            return None
        return make(scene, verb, cues, "named", [first, rest])
    if target is None:
        return None
    start = target.left_edge.i
    if target.lower_.endswith(("self", "selves")):
        start = predicate.left_edge.i
    content = trimmed(scene, start, end_of(scene, predicate, verb))
    if content is None:
        return None
    statement = make(scene, verb, cues, "named", [content])
    if target.lower_.endswith(("self", "selves")):
        after = target.i + 1
        if after < len(scene.doc) and scene.doc[after].lower_ == "as":
            after += 1
            statement.content = [span for span in [trimmed(scene, after, content.end)] if span is not None]
        statement.cue = scene.doc[verb.i : after]
    return statement if statement.content else None


def predicate_of(verb: Token, target: Token | None) -> Token | None:
    """What the object is called: a predicate, or a phrase with "as"."""
    for child in verb.children:
        if child.i > verb.i and child is not target and dep(child) in ("xcomp", "ccomp", "advcl", "obl"):
            marks = {c.lower_ for c in child.children if dep(c) in ("case", "mark") and c.i < child.i} | {p.lower_ for p in prepositions(child)}
            if "as" in marks:
                return child
            if not marks and dep(child) == "xcomp" and not is_infinitive(child) and verb.lemma_.lower() in PLAIN_NAMING:
                return child
    for child in dependents(verb):
        if child.i > verb.i and "as" in {p.lower_ for p in prepositions(child)}:
            return child
    if target is not None:
        for child in target.children:
            if child.i > target.i and dep(child) in ("nmod", "acl") and any(c.lower_ == "as" for c in child.lefts):
                return child
    return None


PLAIN_NAMING = frozenset({"call", "dub", "label", "term", "brand", "declare", "proclaim", "title"})


def object_of(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X announced Y`, `X denied the allegations`: the object is the content."""
    if lemma not in cues.object or not is_told(verb):
        return None
    if is_passive(verb):
        return passive_object(scene, verb, cues)
    target = next((c for c in verb.children if dep(c) == "obj" and c.i > verb.i), None)
    if target is None or lemma in ("tell", "ask", "urge") and target.pos_ in ("PROPN", "PRON"):
        return None
    if target.lower_.endswith(("self", "selves")) or lemma == "say" and target.pos_ == "PRON":
        return None
    if own_subject(verb) is None and subject_head(verb) is None:
        return None
    content = trimmed(scene, target.left_edge.i, end_of(scene, last_argument(verb, target), verb))
    if content is None:
        return None
    return make(scene, verb, cues, "object", [content])


def passive_object(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`Y was announced by X`: the subject is the content, and the agent must be there."""
    subject = own_subject(verb)
    if subject is None or subject.lower_ in ("who", "which", "that") or source_of(scene, verb) is None:
        return None
    content = trimmed(scene, subject.left_edge.i, min(subject.right_edge.i + 1, verb.i))
    return None if content is None else make(scene, verb, cues, "passive_object", [content])


def last_argument(verb: Token, target: Token) -> Token:
    """The argument that closes the content: "accused X of Y", "praised X for Y", "compared X to Y"."""
    for child in dependents(verb):
        if child.i > target.i and any(p.lower_ in ("of", "for", "to", "over") for p in prepositions(child)):
            return child
        if child.i > target.i and dep(child) == "advcl" and any(c.lower_ in ("of", "for", "over") for c in child.lefts):
            return child
    return target


def prepositional(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X called for Y`, `X warned of Y`: verb and preposition are the cue."""
    words = cues.verb_with.get(lemma)
    if not words or is_passive(verb) or not is_told(verb) or subject_head(verb) is None:
        return None
    for child in verb.subtree if False else dependents(verb):
        before = [p for p in prepositions(child) if p.lower_ in words]
        if not before:
            before = [c for c in child.lefts if c.lower_ in words and dep(c) == "mark"]
        if not before or child.i < verb.i or before[0].i - verb.i > 4:
            continue
        preposition = before[0]
        content = trimmed(scene, preposition.i + 1, end_of(scene, child, verb))
        if content is None or not len(content):
            continue
        statement = make(scene, verb, cues, "prepositional", [content])
        if preposition.i == verb.i + 1:
            statement.cue = scene.doc[verb.i : preposition.i + 1]
        return statement
    return None


def make(scene: Scene, verb: Token, cues: Cues, rule: str, content: list[Span]) -> Statement:
    """A statement with the verb's cue, source and addressee."""
    return Statement(verb.i, rule, content, cue_span(verb, cues), source_of(scene, verb), addressee_of(verb))


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


def is_infinitive(token: Token) -> bool:
    """Whether "to" opens the verb phrase, as in "vowed not to go"."""
    return any(c.lower_ == "to" and c.pos_ != "ADP" or c.lower_ == "to" and dep(c) in ("mark", "aux") for c in token.lefts)


def is_told(verb: Token) -> bool:
    """Whether the act is told as done or doing: not a noun-like use, and not after "to" unless somebody declines or goes on to."""
    if dep(verb) in ("amod", "compound", "case", "fixed"):
        return False
    return True


def complement_span(scene: Scene, child: Token, verb: Token) -> Span | None:
    """The clause without a leading "that", up to where it ends or the next cue begins."""
    start = max(child.left_edge.i, verb.i + 1)
    return trimmed(scene, start, end_of(scene, child, verb))


def end_of(scene: Scene, child: Token, verb: Token) -> int:
    """The end of what hangs under `child`, cut before a cue clause that a parser has drawn in ("..., adding that")."""
    doc = scene.doc
    end = child.right_edge.i + 1
    low, high = scene.limits(verb.i)
    end = min(end, high)
    for i in range(child.i + 1, end):
        if scene.run_of[i] >= 0 and scene.run_of[verb.i] < 0:
            continue
        if doc[i].text == "," and i + 1 < end and is_new_cue(scene, i + 1):
            end = i
            break
    if end < len(doc) and scene.run_of[end - 1] >= 0 and scene.run_of[verb.i] < 0:
        run = scene.runs[scene.run_of[end - 1]]
        if run.start < end < run.outer_end:
            end = run.outer_end
    return end


CUTTING = frozenset({"adding", "saying", "noting", "telling", "claiming", "arguing", "stressing", "warning", "insisting", "urging", "calling", "citing", "explaining", "according", "promising", "vowing", "alleging", "accusing", "describing", "announcing", "referring"})


def is_new_cue(scene: Scene, index: int) -> bool:
    """Whether a clause of saying begins here: "adding that ...", "according to ..."."""
    return scene.doc[index].lower_ in CUTTING


def trimmed(scene: Scene, start: int, end: int) -> Span | None:
    """The tokens without punctuation, quotation marks and a bare "that" at the edges; a quotation cut by an edge is taken whole.

    What ends a quotation inside its marks (a comma, a full stop) stays.
    """
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in EDGES or doc[start].lower_ in OPENERS and not _is_pronoun(doc[start])):
        start += 1
    while end > start and _is_loose_end(scene, end - 1):
        end -= 1
    return doc[start:end] if start < end else None


def _is_loose_end(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    if token.is_space:
        return True
    run = scene.inner_of[index]
    if run >= 0 and index < scene.runs[run].end:
        return False
    return token.text in EDGES


def _is_pronoun(token: Token) -> bool:
    return dep(token) in ("nsubj", "obj", "det", "nsubj:pass")


def told_after(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`CLAUSE, X said.` and `CLAUSE, X said, CLAUSE.`: what stands in the sentence before (and after) a clause of saying."""
    lemma = cues.verb(verb)
    if lemma is None or lemma not in cues.report or verb.tag_ in ("VBG", "VB") or is_passive(verb):
        return None
    if dep(verb) in ("acl:relcl", "acl", "amod", "xcomp", "conj", "csubj", "aux") or has_right_argument(verb):
        return None
    head = subject_head(verb)
    if head is None or head.lower_ in ("which", "that", "what", "who"):
        return None
    source = source_of(scene, verb)
    if source is None:
        return None
    start = scene.sentence_start[verb.i]
    left = min([source.start, verb.i, *(c.i for c in verb.lefts if dep(c) in ("aux", "advmod", "mark") and c.i >= source.start - 2)])
    before = left - 1
    while before > start and (scene.doc[before].is_space or scene.doc[before].lower_ in ("as", "but", "and")):
        before -= 1
    if before <= start or not (scene.doc[before].text in (",", "—", "–", "-") or scene.run_of[before] >= 0):
        return None
    if source.start > start and source.start < left:
        return None
    first = trimmed(scene, start, before)
    if first is None or not is_clause_like(first):
        return None
    statement = make(scene, verb, cues, "clause_before", [first])
    rest = tail_after(scene, max(verb.i + 1, source.end))
    if rest is not None:
        statement.content.append(rest)
        statement.rule = "clause_around"
    return statement


def has_right_argument(verb: Token) -> bool:
    """Whether the verb has something said after it already."""
    for child in verb.children:
        if child.i > verb.i:
            if dep(child) in ("ccomp", "xcomp"):
                return True
            if dep(child) == "obj" and verb.lemma_.lower() not in ("tell", "assure", "remind", "inform", "warn", "notify", "advise", "ask"):
                return True
    return False


def is_clause_like(span: Span) -> bool:
    """Whether the words make a statement: there is a subject or a verb among them, or they fill a headline."""
    return any(dep(token).startswith(("nsubj", "csubj", "expl")) or token.pos_ in ("VERB", "AUX") for token in span)


def tail_after(scene: Scene, index: int) -> Span | None:
    """What goes on after a clause of saying in mid-sentence: a comma ends the clause, and the rest is no participle or new cue."""
    doc = scene.doc
    end = scene.sentence_end[index - 1]
    i = index
    while i < end and i - index < 12 and doc[i].text != ",":
        if scene.run_of[i] >= 0:
            return None
        i += 1
    if i + 1 >= end or doc[i].text != "," or doc[i + 1].tag_ == "VBG" or is_new_cue(scene, i + 1):
        return None
    if doc[i + 1].lower_ in ("who", "which", "where", "when", "while", "as", "after", "before", "and", "but", "according", "in", "on", "during", "citing"):
        return None
    if doc[i + 1].pos_ in ("NOUN", "PROPN", "DET", "ADJ") and not is_clause_like(doc[i + 1 : end]):
        return None
    return trimmed(scene, i + 1, end)


def verbs(scene: Scene, cues: Cues) -> Iterator[Token]:
    """Every token that may be a cue verb."""
    for token in scene.doc:
        if cues.verb(token) is not None:
            yield token


__all__ = ["attachment", "clause_after", "statement_of_verb", "told_after", "trimmed", "verbs"]

"""To whom a cue belongs: the noun phrase that is its subject, wherever it stands."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.telling import lists
from quotecheck.syntax.labels import SUBJECTS, attachment, dep, dependents, is_passive, prepositions
from quotecheck.syntax.layout import MARKS
from quotecheck.syntax.phrases import base_phrase, trim

RELATIVE = frozenset({"who", "which", "that", "whom"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
LEFT_OUT = frozenset({"ccomp", "advcl", "parataxis", "csubj", "discourse", "vocative", "dislocated"})


def source_of(scene: Scene, verb: Token) -> Span | None:
    """The full noun phrase to which the act of the verb is attributed, as printed; `None` when the place names none.

    Looked for in turn: the agent of a passive; the verb's own subject; the antecedent of its relative pronoun; the
    subject of the verb that it is coordinated with or depends on ("X said A, adding B"); the noun that a participle modifies.
    """
    if is_passive(verb):
        agent = next((d for d in dependents(verb) if any(p.lower_ == "by" for p in prepositions(d))), None)
        return None if agent is None else noun_phrase_at(scene, agent, verb)
    head = subject_head(verb)
    if head is not None and head.lower_ in RELATIVE:
        head = antecedent(head)
    if head is None or (head.lower_ in ("it", "there") and dep(head) == "expl"):
        return None
    return noun_phrase_at(scene, head, verb)


def subject_head(verb: Token) -> Token | None:
    """The head of the noun phrase that speaks, or `None`."""
    token = verb
    for _ in range(8):
        own = own_subject(token)
        if own is not None:
            if own.lower_ in RELATIVE:
                return token.head if dep(token) == "acl:relcl" else antecedent(own)
            return own
        relation = dep(token)
        if relation == "conj":
            teller = teller_above(token)
            if teller is not None:
                return teller
        if relation == "acl" and token.head.pos_ in NOMINAL:
            return None if goes_on(token) and not is_person_like(token.head) else token.head
        if relation in ("conj", "xcomp", "advcl") and token.head != token:
            token = token.head
            if token.pos_ in ("NOUN", "PROPN") and own_subject(token) is None and relation == "conj":
                return None
            continue
        if relation == "acl:relcl":
            return token.head
        return None
    return None


def goes_on(verb: Token) -> bool:
    """Whether a comma sets the participle off, as in "said it had no camera, adding that": parsers hang it under any noun."""
    return verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ","


def antecedent(pronoun: Token) -> Token:
    """The noun before a relative pronoun, where the parser did not see what it stands for; the pronoun itself when there is none."""
    i = pronoun.i - 1
    while i > 0 and (pronoun.doc[i].is_space or pronoun.doc[i].text in (",", ")", "”", '"')):
        i -= 1
    noun = pronoun.doc[max(i, 0)]
    while dep(noun) in ("nmod", "compound", "flat", "appos") and noun.head.i < noun.i and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN") else pronoun


def teller_above(verb: Token) -> Token | None:
    """Who speaks in "she thinks the video is bad but said ..." where the parser joins "said" to the inner verb.

    Its form is that of the outer verb and not of the inner ("said it would take years and accused"), or the inner subject is a
    thing, the outer one a person: then the person speaks.
    """
    inner = verb.head
    if dep(inner) == "ccomp" and verb.tag_ == inner.head.tag_ != inner.tag_ and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return own_subject(inner.head)
    subject = own_subject(inner)
    if subject is None or is_person_like(subject) or dep(inner) not in ("ccomp", "xcomp"):
        return None
    outer = own_subject(inner.head)
    return outer if outer is not None and is_person_like(outer) else None


def is_person_like(token: Token) -> bool:
    """Whether the word is a personal pronoun or part of a name."""
    return token.lower_ in ("he", "she", "they", "i", "we", "who") or token.pos_ == "PROPN" or token.ent_type_ in ("PERSON", "ORG")


def own_subject(verb: Token) -> Token | None:
    """The verb's own subject, before or after it."""
    found = [child for child in verb.children if dep(child) in SUBJECTS and dep(child) not in ("expl", "csubj", "csubj:pass")]
    found = [child for child in found if (child.pos_ in NOMINAL or not child.pos_) and not child.is_space]
    before = [child for child in found if child.i < verb.i]
    return before[-1] if before else found[0] if found else None


def noun_phrase_at(scene: Scene, head: Token, verb: Token) -> Span | None:
    """The whole noun phrase of `head`, with appositions and relative clauses, up to the verb and never across quotation marks."""
    doc = scene.doc
    low, high = scene.limits(verb.i)
    low, high = max(low, scene.sentence_start[head.i]), min(high, scene.sentence_end[head.i])
    start = max(low, base_phrase(head).start)
    end = head.i + 1
    for child in head.rights:
        if dep(child) in LEFT_OUT or child.left_edge.i <= verb.i <= child.right_edge.i:
            break
        if dep(child) == "cc" and not any(dep(c) == "conj" and c.i > child.i for c in head.rights):
            break
        end = max(end, child.right_edge.i + 1)
    if head.i < verb.i:
        end = min(end, verb.i)
    elif start <= verb.i:
        start = verb.i + 1
    end = min(end, high)
    quoted = scene.run_of[verb.i]
    for i in range(head.i, start - 1, -1):
        if scene.run_of[i] != quoted:
            start = i + 1
            break
    for i in range(head.i, end):
        if scene.run_of[i] != quoted or "\n" in doc[i].text:
            end = i
            break
    if start >= end:
        return None
    while start < end - 1 and doc[start].pos_ == "ADP":
        start += 1
    if doc[start].pos_ == "PROPN":
        start = title_start(scene, start, low)
    span = trim(doc[start:end])
    if head.i < verb.i and len(span) > 2 and span[-1].lower_ in WEEKDAYS and span[-2].lower_ == "on":
        span = trim(span[:-2])
    while len(span) and span[-1].text in MARKS and span[-1].text not in ("'", "’"):
        span = span[:-1]
    return span if len(span) else None


def bare_source(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase that fills the words between comma and verb."""
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].pos_ in ("ADV", "CCONJ", "SCONJ")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].pos_ in ("ADV", "AUX", "PART")):
        end -= 1
    if start >= end or doc[start].pos_ == "ADP" or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[start:end]):
        return None
    return doc[start:end]


def title_start(scene: Scene, start: int, low: int) -> int:
    """Where the words before a name begin that belong to it ("Law expert Dr Ann Moor"), whatever the parser joined them to."""
    doc = scene.doc
    i = start
    while i > low and scene.run_of[i - 1] == scene.run_of[start]:
        before = doc[i - 1]
        is_joined = before.text in ("-", "‑") or before.pos_ in ("NOUN", "PROPN", "ADJ")
        if not is_joined or before.lower_ in lists().times or before.ent_type_ in ("DATE", "TIME"):
            break
        i -= 1
    if i > low and i < start and doc[i - 1].pos_ == "DET" and scene.run_of[i - 1] == scene.run_of[start]:
        i -= 1
    return i if doc[i].text not in ("-", "‑") else start


def source_before(scene: Scene, verb: Token) -> Span | None:
    """The noun phrase right before a finite verb, back to a comma or the sentence's start, where the parser saw no subject."""
    if verb.lower_.endswith("ing") or is_passive(verb):
        return None
    doc = scene.doc
    low = max(scene.sentence_start[verb.i], scene.limits(verb.i)[0], verb.i - 12)
    if verb.i > low and doc[verb.i - 1].text == ",":
        return described_source(scene, verb)
    start = verb.i
    while start > low and (doc[start - 1].pos_ in IN_NAME or doc[start - 1].is_space):
        start -= 1
    span = bare_source(scene, start, verb.i)
    if span is not None and len(span) == 1 and span[0].lower_ in RELATIVE:
        head = antecedent(span[0])
        return None if head == span[0] else noun_phrase_at(scene, head, verb)
    return span


def described_source(scene: Scene, verb: Token) -> Span | None:
    """`Ann Moor, who runs the farm, told`: the noun phrase at the head of the sentence with all that describes it."""
    doc = scene.doc
    start = scene.sentence_start[verb.i]
    comma = next((i for i in range(start, min(start + 12, verb.i - 1)) if doc[i].text == ","), None)
    if comma is None or comma == start or doc[comma - 1].pos_ not in ("NOUN", "PROPN") or doc[start].pos_ not in IN_NAME:
        return None
    if any(t.pos_ in ("VERB", "AUX") for t in doc[start:comma]) or doc[comma + 1].lower_ not in DESCRIBING or verb.i - start > 45:
        return None
    if any(scene.run_of[i] != scene.run_of[verb.i] for i in range(start, verb.i)):
        return None
    return trim(doc[start : verb.i - 1])


WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
DESCRIBING = frozenset({"who", "which", "whose", "a", "an", "the"})
IN_NAME = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "ADV", "AUX"})


def addressee_of(verb: Token) -> Span | None:
    """To whom it is said: the object of a verb of telling, or "to" a person."""
    for child in dependents(verb):
        if child.i < verb.i or child.pos_ not in ("NOUN", "PROPN", "PRON"):
            continue
        words = [p.lower_ for p in prepositions(child)]
        is_object = dep(child) in ("obj", "iobj") and not words and verb.lemma_.lower() in lists().addressed
        if is_object or (words == ["to"] and attachment(child) == verb):
            return trim(base_phrase(child))
    return None

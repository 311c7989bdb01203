"""Statements in reported clauses: the rules that start from a cue verb and take what the grammar gives it."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from quotecheck.quotes.cues import Cues, cue_span
from quotecheck.quotes.scene import MARKS, Scene
from quotecheck.quotes.sources import addressee_of, own_subject, source_of, subject_head
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import dep, dependents, is_passive, prepositions

EDGES = frozenset({",", ";", ":", "-", "–", "—", "--", "."}) | MARKS
OPENERS = frozenset({"that"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def statement_of_verb(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """The statement that this verb reports, by the first rule that fits; `None` when none does."""
    lemma = cues.verb(verb)
    if lemma is None:
        return None
    if scene.is_quoted(verb):
        statement = clause_after(scene, verb, lemma, cues)
        return statement if statement is not None and is_about_others(statement) else None
    for rule in (clause_after, infinitive, named, guessed_clause, object_of, prepositional):
        statement = rule(scene, verb, lemma, cues)
        if statement is not None:
            return statement
    return None


def is_about_others(statement: Statement) -> bool:
    """Whether a statement told in a quotation is somebody else's: "they say that", not "I say that"."""
    return statement.source is not None and statement.source[0].lower_ not in ("i", "we", "you", "it", "that", "this")


def clause_after(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X said (that) CLAUSE`, `a report showing that CLAUSE`, `X told Y CLAUSE`."""
    if lemma not in cues.report:
        head = subject_head(verb)
        if lemma not in cues.evidence or not cues.is_document(head):
            return None
    child = clausal_complement(verb)
    content = that_clause(scene, verb) if child is None else complement_span(scene, child, verb)
    if content is None or not is_told(verb) or (child is not None and not is_reported(child, content)):
        return None
    return make(scene, verb, cues, "clause_after", [content])


def is_reported(child: Token, content: Span) -> bool:
    """Whether the clause reads as what is said, and not as when or why it is said, which parsers mix up."""
    first = content[0]
    if first.lower_ in NOT_SAID and content.start > 0 and content.doc[content.start - 1].lower_ != "that":
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


def made_clear(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`X made it clear that CLAUSE`."""
    doc = scene.doc
    if verb.lower_ not in ("make", "makes", "made", "making") or scene.is_quoted(verb):
        return None
    at = verb.i + 1
    while at < len(doc) and at < verb.i + 4 and doc[at].lower_ not in ("clear", "plain", "known"):
        if doc[at].lower_ not in ("it", "very", "quite", "also", "perfectly", "abundantly"):
            return None
        at += 1
    if at + 2 >= scene.sentence_end[verb.i] or doc[at].lower_ not in ("clear", "plain", "known") or doc[at + 1].lower_ != "that":
        return None
    content = trimmed(scene, at + 2, reach(scene, at + 3, verb))
    if content is None:
        return None
    return Statement(verb.i, "made_clear", [content], doc[verb.i : at + 1], source_of(scene, verb))


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
    if target is None or lemma in ("tell", "ask", "urge") and target.pos_ in ("PROPN", "PRON") or target.lower_ in TIMES:
        return None
    if target.lower_.endswith(("self", "selves")) or lemma == "say" and target.pos_ == "PRON":
        return None
    if own_subject(verb) is None and subject_head(verb) is None:
        return None
    content = trimmed(scene, target.left_edge.i, object_end(scene, verb, target))
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


def object_end(scene: Scene, verb: Token, target: Token) -> int:
    """The end of the object with the phrases that belong to it: "accused X of Y", "her doubts about Z", not "on Monday"."""
    end = end_of(scene, target, verb)
    for child in sorted(dependents(verb), key=lambda t: t.i):
        words = [p.lower_ for p in prepositions(child)] or [c.lower_ for c in child.lefts if dep(c) in ("mark", "case")]
        if child.i > target.i and child.left_edge.i <= end + 1 and words and words[0] in COMPLETING and child.lower_ not in TIMES | SAID_IN:
            end = max(end, end_of(scene, child, verb))
    return end


COMPLETING = frozenset("of for over about to against in between with toward towards from".split())
SAID_IN = frozenset("interview statement speech letter email report tweet post article conference briefing column editorial release message".split())


def prepositional(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X called for Y`, `X warned of Y`: verb and preposition are the cue."""
    words = cues.verb_with.get(lemma)
    if not words or is_passive(verb) or not is_told(verb) or subject_head(verb) is None:
        return None
    for child in dependents(verb):
        before = [p for p in prepositions(child) if p.lower_ in words]
        if not before:
            before = [c for c in child.lefts if c.lower_ in words and dep(c) == "mark"]
        if not before or child.i < verb.i or before[0].i - verb.i > 4 or child.lower_ in TIMES:
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


def that_clause(scene: Scene, verb: Token) -> Span | None:
    """What follows a "that" close behind the verb, up to the sentence's end, where the parser saw no clause."""
    doc = scene.doc
    end = min(scene.sentence_end[verb.i], scene.limits(verb.i)[1])
    for i in range(verb.i + 1, min(verb.i + 9, end - 2)):
        if doc[i].lower_ == "that" and scene.run_of[i] == scene.run_of[verb.i] and doc[i].pos_ == "SCONJ":
            for stop in range(i + 2, end):
                if doc[stop].text == "," and stop + 1 < end and is_new_cue(scene, stop + 1):
                    end = stop
                    break
            return trimmed(scene, i + 1, end)
        if doc[i].pos_ in ("VERB", "AUX") or doc[i].text in (",", ":", ";"):
            return None
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
    return trimmed(scene, start, reach(scene, end_of(scene, child, verb), verb))


def reach(scene: Scene, end: int, verb: Token) -> int:
    """The end of a reported clause: on to the sentence's end, unless the teller goes on with another verb or a new cue begins.

    What trails after a reported clause nearly always belongs to it, wherever a parser hangs it.
    """
    last = min(scene.sentence_end[verb.i], scene.limits(verb.i)[1])
    if end >= last or is_cut(scene, end) or dep(verb) in ("acl", "acl:relcl") or any(a.i >= end for a in verb.ancestors):
        return end
    stops = [c.left_edge.i for c in verb.children if dep(c) == "conj" and c.i >= end]
    stop = min([last, *stops])
    for i in range(end, stop):
        if is_cut(scene, i) or begins_telling(scene, i, stop):
            return i
    return stop


def begins_telling(scene: Scene, index: int, stop: int) -> bool:
    """Whether a comma or semicolon stands here before another clause of saying: "..., but Smith said"."""
    doc = scene.doc
    if doc[index].text not in (",", ";", "and", "but") or scene.run_of[index] >= 0:
        return False
    for i in range(index + 1, min(index + 8, stop)):
        token = doc[i]
        if token.pos_ == "VERB":
            return token.lower_ in TELLING_FORMS and scene.run_of[i] < 0
        if token.text in (",", ";"):
            return False
    return False


TELLING_FORMS = frozenset("said says say told tells added noted argued suggested insisted claimed warned wrote asked replied responded acknowledged admitted promised".split())


def is_cut(scene: Scene, index: int) -> bool:
    """Whether a comma before a new clause of saying stands here."""
    doc = scene.doc
    return doc[index].text == "," and scene.run_of[index] < 0 and index + 1 < len(doc) and is_new_cue(scene, index + 1)


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


NOT_SAID = frozenset({"after", "before", "while", "because", "as", "since", "during", "following", "at", "on", "in", "when", "adding"})
TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november "
    "december today yesterday tomorrow tonight week month year morning afternoon evening night earlier later".split()
)
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


def told_between(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`CLAUSE, X said on Monday.` and `CLAUSE, X said, CLAUSE.`: read from the places of the words, since parsers often fail on it."""
    lemma = cues.verb(verb)
    if lemma is None or lemma not in cues.report or verb.text.endswith("ing") or scene.is_quoted(verb):
        return None
    doc = scene.doc
    start, end = scene.sentence_start[verb.i], scene.sentence_end[verb.i]
    if verb.i > start + 2 and doc[verb.i - 1].text in (",", "—", "–"):
        return told_inverted(scene, verb, cues)
    comma = comma_before(scene, verb, start)
    stop = end_of_telling(scene, verb, lemma, end)
    if comma is None or stop is None:
        return None
    first, source = trimmed(scene, start, comma), bare_source(scene, comma + 1, verb.i)
    if first is None or source is None or first[0].lower_ in SUBORDINATING:
        return None
    rest = None if stop >= end - 1 or goes_elsewhere(scene, stop + 1) else trimmed(scene, stop + 1, end)
    if not is_finite(first) and (rest is None or not is_finite(rest)) and not is_headline(first):
        return None
    content = [first] if rest is None or len(rest) < 2 else [first, rest]
    return Statement(verb.i, "clause_before" if len(content) == 1 else "clause_around", content, cue_span(verb, cues), source, addressee_of(verb))


def comma_before(scene: Scene, verb: Token, start: int) -> int | None:
    """The comma (or dash) before the subject of the verb, with nothing but a noun phrase between."""
    doc = scene.doc
    i = verb.i - 1
    while i > start + 1 and i > verb.i - 14:
        token = doc[i]
        if token.text in (",", "—", "–", "--"):
            return i if not is_apposed(scene, i, start) else None
        if scene.run_of[i] >= 0 or token.pos_ in ("VERB", "SCONJ") or token.lower_ in ("who", "which", "that", "to", "but", "or"):
            return None
        i -= 1
    return None


def is_apposed(scene: Scene, comma: int, start: int) -> bool:
    """Whether the comma closes an apposition of the subject ("Ann Moor, a nurse, said"): a name with no verb stands before it."""
    before = scene.doc[start:comma]
    return not any(t.tag_ in FINITE or t.pos_ in ("VERB", "AUX") for t in before) and not is_headline(before)


def is_headline(span: Span) -> bool:
    """Whether the words are the beginning of a headline in capitals: at least five, and nearly all with a capital letter."""
    words = [t.text for t in span if t.is_alpha and len(t.text) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


def told_inverted(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`CLAUSE, said X.`: the verb follows the comma, and its subject the verb."""
    doc = scene.doc
    start, end = scene.sentence_start[verb.i], scene.sentence_end[verb.i]
    first = trimmed(scene, start, verb.i - 1)
    if verb.tag_ not in FINITE or first is None or not is_finite(first) or first[0].lower_ in SUBORDINATING:
        return None
    if any(dep(c) in ("nsubj", "nsubj:pass") and c.i < verb.i for c in verb.children):
        return None
    source = source_of(scene, verb) if own_subject(verb) is not None else None
    if source is None or source.start < verb.i:
        stop = verb.i + 1
        while stop < min(end, verb.i + 12) and doc[stop].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"):
            stop += 1
        source = bare_source(scene, verb.i + 1, stop)
        if source is None or (stop < end and doc[stop].pos_ in ("VERB", "AUX", "SCONJ")):
            return None
    return Statement(verb.i, "clause_before", [first], cue_span(verb, cues), source, addressee_of(verb))


def end_of_telling(scene: Scene, verb: Token, lemma: str, end: int) -> int | None:
    """Where the clause of saying ends when only a time, a place or an addressee follows the verb: at a comma or the sentence's end."""
    doc = scene.doc
    first: Token | None = None
    for i in range(verb.i + 1, min(end, verb.i + 16)):
        token = doc[i]
        if token.text == "," or i == end - 1:
            break
        if token.pos_ in ("VERB", "AUX") or scene.run_of[i] >= 0 or token.lower_ in ("that", "how", "whether", "what", "why", "if", "as"):
            return None
        if first is None and token.pos_ not in ("ADV", "PUNCT", "SPACE"):
            first = token
    else:
        return None
    stop = i if end > verb.i + 1 else end
    if first is None or first.pos_ == "ADP" or first.lower_ in TIMES or first.lower_ in ("last", "this") or lemma in ("tell", "inform", "remind", "assure"):
        return stop
    return None


def goes_elsewhere(scene: Scene, index: int) -> bool:
    """Whether the words after the comma are no second half of what is said: a participle, a new cue, a relative clause."""
    token = scene.doc[index]
    return token.tag_ == "VBG" or is_new_cue(scene, index) or token.lower_ in ELSEWHERE or scene.run_of[index] >= 0


ELSEWHERE = frozenset("who which where when while according in on during citing after before and but as amid despite following referring".split())
SUBORDINATING = frozenset("when while after before although though if because since as asked despite in on at".split())


def is_finite(span: Span) -> bool:
    """Whether the words hold a finite verb."""
    return any(t.tag_ in FINITE or (not t.tag_ and t.pos_ in ("VERB", "AUX")) for t in span)


def guessed_clause(scene: Scene, verb: Token, lemma: str, cues: Cues) -> Statement | None:
    """`X told Y CLAUSE` and `X said on Monday CLAUSE` where the parser saw no clause: the rest of the sentence, if it has a finite verb."""
    if lemma not in GUESSED or verb.tag_ in ("VBG", "VBN", "VB") or scene.is_quoted(verb) or is_passive(verb):
        return None
    doc = scene.doc
    source = source_of(scene, verb)
    if source is None:
        return None
    start, end = max(verb.i + 1, source.end), scene.sentence_end[verb.i]
    if lemma == "tell":
        while start < end and doc[start].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"):
            start += 1
            if doc[start - 1].pos_ in ("PRON", "NOUN", "PROPN") and start < end and doc[start].pos_ in ("PRON", "DET"):
                break
    while start < end and (doc[start].lower_ in TIMES or doc[start].pos_ == "ADV"):
        start += 1
    if start >= end or doc[start].pos_ not in ("PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM") or doc[start].lower_ in ("so", "nothing", "who", "which"):
        return None
    stop = next((i for i in range(start, end) if is_cut(scene, i)), end)
    content = trimmed(scene, start, stop)
    if content is None or len(content) < 4 or not any(t.tag_ in FINITE for t in content[1:]):
        return None
    return Statement(verb.i, "clause_guessed", [content], cue_span(verb, cues), source, addressee_of(verb))


GUESSED = frozenset("say tell add argue insist claim warn believe announce".split())


def bare_source(scene: Scene, start: int, end: int) -> Span | None:
    """The noun phrase that fills the words between comma and verb."""
    doc = scene.doc
    while start < end and doc[start].pos_ in ("ADV", "CCONJ", "SPACE", "SCONJ"):
        start += 1
    while end > start and doc[end - 1].pos_ in ("ADV", "AUX", "SPACE", "PART"):
        end -= 1
    if start >= end or doc[start].pos_ == "ADP" or not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in doc[start:end]):
        return None
    return doc[start:end]


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

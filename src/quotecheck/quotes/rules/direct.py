"""Statements in quotation marks: the rules that start from a quotation and look for the clause of saying beside it."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import Cues, cue_span
from quotecheck.quotes.rules.extent import is_cut, trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import addressee_of, bare_source, source_before, source_of, subject_head
from quotecheck.quotes.rules.telling import lists
from quotecheck.quotes.rules.word_order import is_finite
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import FINITE, dep, is_passive
from quotecheck.syntax.layout import MARKS, Run
from quotecheck.syntax.phrases import trim

TERMINAL = frozenset({".", "!", "?", "…", "...", "....", "!?", "?!"})
SKIPPED = frozenset({",", "-", "–", "—", "--"})
FILLER_POS = frozenset({"ADV", "PUNCT", "SPACE", "AUX", "PART", "CCONJ", "SCONJ"})
LONGEST_CLAUSE = 45
SHORT = 7
"""In tokens: a shorter quotation inside a sentence may be a title or a term."""


def cue_after(scene: Scene, run: Run, cues: Cues) -> Statement | None:
    """`“QUOTE,” X said`, `“QUOTE,” said X`, and the mixed `WORDS “QUOTE,” X said`."""
    doc = scene.doc
    first = run.outer_end
    while first < len(doc) and doc[first].text in SKIPPED:
        first += 1
    if first >= len(doc) or scene.paragraph_of[first] != scene.paragraph_of[run.start] or scene.run_of[first] >= 0:
        return None
    end = stretch_end(scene, first)
    verb = next((t for t in doc[first:end] if is_quoting_verb(scene, t, cues) and leads(scene, t, first)), None)
    if verb is None or (is_passive(verb) and verb.lower_ != "told") or not fits_after(scene, run, verb, first):
        return None
    content = [scene.span(run.start, run.end)]
    rule = "quote_before_cue"
    sentence = scene.sentence_start[run.outer_start]
    if run.outer_start and before_marks(scene, run.outer_start) in TERMINAL:
        sentence = run.outer_start
    if sentence < run.outer_start and not (run.start < len(doc) and doc[run.outer_start - 1].text == ":"):
        whole = trimmed(scene, sentence, run.end)
        if whole is not None and scene.run_of[whole.start] < 0 and not holds_cue(scene, whole.start, run.outer_start, cues):
            is_title = run.end - run.start < SHORT
            if is_title and (not is_finite(whole) or tells_more(scene, verb, end)):
                return None
            content, rule = [scene.span(whole.start, run.end)], "mixed_before_cue"
    source = source_of(scene, verb) or source_beside(scene, verb, first)
    statement = Statement(verb.i, rule, content, cue_span(verb, cues), source, addressee_of(verb), runs={run.index})
    return statement


def tells_more(scene: Scene, verb: Token, end: int) -> bool:
    """Whether another clause follows the verb in its sentence, so that what stands before it may be no part of what is said."""
    doc = scene.doc
    return any(t.tag_ in FINITE and doc[t.i - 1].lower_ not in ("who", "which", "that") for t in doc[verb.i + 1 : end])


def stretch_end(scene: Scene, first: int) -> int:
    """Where the words outside quotation marks that begin here end: the sentence's end or the next quotation."""
    end = min(scene.sentence_end[first], first + LONGEST_CLAUSE)
    for i in range(first, end):
        if scene.run_of[i] >= 0 and scene.runs[scene.run_of[i]].end - scene.runs[scene.run_of[i]].start > 3:
            return i
    return end


def is_quoting_verb(scene: Scene, token: Token, cues: Cues) -> bool:
    """Whether the token is a verb that can carry a quotation."""
    lemma = cues.verb(token)
    return lemma is not None and lemma in cues.quoting and scene.run_of[token.i] < 0 and not token.lower_.endswith("ing")


def leads(scene: Scene, verb: Token, first: int) -> bool:
    """Whether the clause of this verb begins at `first`: with the verb itself, or with its subject."""
    if all(t.pos_ in FILLER_POS for t in scene.doc[first : verb.i]):
        return scene.doc[first].pos_ != "CCONJ"
    if any(t.lower_ in ("who", "which", "that") and t.head == verb for t in scene.doc[first : verb.i]):
        return False
    head = subject_head(verb)
    if head is not None and first <= head.i < verb.i:
        source = source_of(scene, verb)
        if source is not None and all(t.pos_ in FILLER_POS for t in scene.doc[first : source.start]):
            return True
    between = scene.doc[first : verb.i]
    if any(t.pos_ == "VERB" or t.text == ";" or t.tag_ in ("VBD", "VBZ") for t in between):
        return False
    return verb.i - first <= 35 and between[0].pos_ not in ("ADP", "SCONJ", "CCONJ")


def fits_after(scene: Scene, run: Run, verb: Token, first: int) -> bool:
    """Whether the quotation before is what this verb says, not a thing of the sentence before or an object of something else."""
    doc = scene.doc
    last = doc[run.end - 1].text
    if verb.i + 1 < len(doc) and doc[verb.i + 1].text in (",", ".") and (last in SKIPPED or last in ("!", "?")):
        return True
    if verb.i == first and last in SKIPPED:
        return True
    clauses = [c for c in verb.children if c.i > verb.i and dep(c) == "ccomp" and doc[c.left_edge.i - 1].text != ","]
    if any(c.pos_ in ("VERB", "AUX", "ADJ") and scene.run_of[c.i] < 0 for c in clauses):
        return False
    if last in (".", "…", "...") and doc[run.end].text not in SKIPPED:
        return verb.i == first or doc[first].text[:1].islower()
    if last in TERMINAL or last in SKIPPED or doc[run.outer_end].text in SKIPPED:
        return True
    starts_sentence = scene.sentence_start[run.outer_start] == run.outer_start
    return starts_sentence and run.end - run.start >= 3


def holds_cue(scene: Scene, start: int, end: int, cues: Cues) -> bool:
    """Whether a verb of saying outside quotation marks stands in the stretch."""
    for token in scene.doc[start:end]:
        lemma = cues.verb(token)
        if lemma in cues.report and scene.run_of[token.i] < 0 and dep(token) not in ("amod", "compound", "acl:relcl", "acl"):
            return True
    return False


def source_beside(scene: Scene, verb: Token, first: int) -> Span | None:
    """The words between quotation and verb, or those after an inverted verb, where the parser saw no subject."""
    doc = scene.doc
    start = first
    while start < verb.i and doc[start].pos_ in FILLER_POS:
        start += 1
    end = verb.i
    while end > start and doc[end - 1].pos_ in ("AUX", "ADV", "PART"):
        end -= 1
    if start < end:
        return trim(doc[start:end]) if len(trim(doc[start:end])) else None
    stop = verb.i + 1
    limit = min(scene.sentence_end[verb.i], verb.i + 15)
    while stop < limit and doc[stop].pos_ not in ("PUNCT", "VERB", "AUX", "SCONJ", "ADP", "SPACE") and doc[stop].text not in MARKS:
        stop += 1
    span = trim(doc[verb.i + 1 : stop])
    has_head = any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in span)
    return span if len(span) and has_head and verb.i - first <= 1 else None


def cue_before(scene: Scene, run: Run, cues: Cues) -> Statement | None:
    """`X said: “QUOTE”`, `X said “QUOTE”`, and `X said WORDS “QUOTE”` where the parser saw no clause."""
    doc = scene.doc
    if run.outer_start == 0:
        return None
    start = lead_in_start(scene, run)
    if start is None:
        return None
    limit = max(start, run.outer_start - LONGEST_CLAUSE)
    colon = before_marks(scene, run.outer_start) == ":"
    for token in reversed(doc[limit : run.outer_start]):
        if scene.run_of[token.i] >= 0:
            if not colon:
                return None
            continue
        lemma = cues.verb(token)
        is_first = colon and token.i == start
        if lemma is None or lemma not in cues.quoting or (dep(token) in ("amod", "compound") and not is_first):
            if token.pos_ == "VERB" and not colon:
                return None
            continue
        if not colon and not reaches(scene, token, run, cues):
            continue
        if is_passive(token) and source_of(scene, token) is None and lemma not in ("quote", "say"):
            continue
        content, rule = whole_clause(scene, token, run, cues)
        content = [with_rest(scene, content[0], run)] if lemma in cues.report else content
        source, addressee = source_of(scene, token) or source_before(scene, token), addressee_of(token)
        if source is None and is_first:
            source = bare_source(scene, token.i + 1, run.outer_start - 1)
        return Statement(token.i, rule, content, cue_span(token, cues), source, addressee, runs={run.index})
    return named_colon(scene, start, run) if colon else None


def lead_in_start(scene: Scene, run: Run) -> int | None:
    """Where the sentence that leads to the quotation begins; after a colon it may stand in the paragraph before."""
    before = run.outer_start - 1
    while before > 0 and scene.doc[before].is_space:
        before -= 1
    if scene.doc[before].text == ":":
        return scene.sentence_start[before]
    if scene.paragraph_of[before] != scene.paragraph_of[run.outer_start]:
        return None
    return scene.sentence_start[run.outer_start] if scene.sentence_start[run.outer_start] < run.outer_start else None


def before_marks(scene: Scene, index: int) -> str:
    """The text of the last token before, blanks left out."""
    i = index - 1
    while i > 0 and scene.doc[i].is_space:
        i -= 1
    return scene.doc[i].text if i >= 0 else ""


def reaches(scene: Scene, verb: Token, run: Run, cues: Cues) -> bool:
    """Whether only an addressee, an adverb of time or a "that" stands between verb and quotation."""
    between = scene.doc[verb.i + 1 : run.outer_start]
    if any(t.pos_ in ("VERB",) or t.text in (";", ".") for t in between):
        return False
    lemma = cues.verb(verb)
    if lemma in cues.report:
        return len(between) <= 14
    return len(between) <= 3


def whole_clause(scene: Scene, verb: Token, run: Run, cues: Cues) -> tuple[list[Span], str]:
    """The quotation, with the words before it where they are part of what is said: `said the plan was “dead”`."""
    doc = scene.doc
    start = cue_span(verb, cues).end
    while start < run.outer_start and (doc[start].pos_ in ("ADV", "PUNCT", "SPACE", "ADP", "SCONJ") or doc[start].text == ":"):
        start += 1
    between = doc[start : run.outer_start]
    lemma = cues.verb(verb)
    is_clause = any(t.pos_ == "AUX" for t in between) or any(t.lower_ == "that" for t in doc[verb.i + 1 : run.outer_start])
    is_named = lemma in cues.name and len(between) > 0
    if len(between) and doc[verb.i + 1 : run.outer_start].text.find(":") < 0 and (is_clause or is_named):
        whole = trimmed(scene, start, chain_end(scene, run))
        if whole is not None:
            return [whole], "mixed_after_cue"
    return [scene.span(run.start, run.end)], "quote_after_cue"


def chain_end(scene: Scene, run: Run) -> int:
    """The end of a row of quotations in one sentence: `a “liar,” a “cheat” and a “thief.”`"""
    doc = scene.doc
    while True:
        following = next((i for i in range(run.outer_end, min(run.outer_end + 6, len(doc))) if scene.run_of[i] >= 0), None)
        if following is None or scene.sentence_end[run.start] <= following:
            return run.end
        if any(t.pos_ in ("VERB", "AUX", "PRON") for t in doc[run.outer_end : following]):
            return run.end
        run = scene.runs[scene.run_of[following]]


def with_rest(scene: Scene, content: Span, run: Run) -> Span:
    """The content with the words that finish the clause after a quotation in its midst: `claimed the “fix” would fail`."""
    doc = scene.doc
    end = run.outer_end
    if not run.closed or end >= len(doc) or not doc[end].is_alpha or doc[run.end - 1].text in TERMINAL | SKIPPED:
        return content
    if scene.sentence_start[end] == end or doc[end].lower_ in lists().circumstances | {"and", "but", "to"}:
        return content
    whole = trimmed(scene, content.start, sentence_rest(scene, end))
    return whole if whole is not None and whole.start == content.start else content


def sentence_rest(scene: Scene, index: int) -> int:
    """The end of the sentence, or the next cue before it."""
    for i in range(index, scene.sentence_end[index]):
        if is_cut(scene, i):
            return i
    return scene.sentence_end[index]


def signed(scene: Scene, run: Run) -> Statement | None:
    """`“QUOTE” — Mary Smith` and `“QUOTE,” Mary Smith.`: a name without a verb fills the rest of the paragraph or sentence."""
    doc = scene.doc
    _, end = scene.paragraph_spans[scene.paragraph_of[run.start]]
    at = run.outer_end
    while at < end and doc[at].is_space:
        at += 1
    if at >= end:
        return None
    if doc[at].text in ("-", "–", "—", "―", "--"):
        at += 1
    elif doc[run.end - 1].text == ",":
        end = min(end, scene.sentence_end[at])
    else:
        return None
    while at < end and doc[at].is_space:
        at += 1
    name = trim(doc[at:end])
    if not len(name) or len(name) > 16 or not name[0].text[:1].isupper():
        return None
    if any(t.pos_ in ("VERB", "AUX") or scene.run_of[t.i] >= 0 for t in name) or not any(t.pos_ == "PROPN" for t in name):
        return None
    return Statement(run.start, "signed", [scene.span(run.start, run.end)], None, name, runs={run.index})


def named_colon(scene: Scene, start: int, run: Run) -> Statement | None:
    """`Mary Smith: “QUOTE”`, `Mary Smith, a nurse: “QUOTE”`: a name and a colon at the head of the sentence."""
    doc = scene.doc
    end = run.outer_start - 1
    while end > start and (doc[end].is_space or doc[end].text == ":"):
        end -= 1
    lead = trim(doc[start : end + 1])
    if not len(lead) or len(lead) > 16 or any(t.pos_ in ("VERB", "AUX") for t in lead):
        return None
    if not any(t.pos_ == "PROPN" for t in lead[:6]):
        return None
    return Statement(run.start, "name_colon", [scene.span(run.start, run.end)], None, lead, runs={run.index})

"""Clauses of saying read from the places of the words: `CLAUSE, X said.`, where parsers often fail."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import Cues, cue_span
from quotecheck.quotes.rules.extent import is_cut, is_new_cue, quotation_start, trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import addressee_of, bare_source, own_subject, source_of
from quotecheck.quotes.rules.telling import lists
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import FINITE, dep

NOUNLIKE = frozenset({"PRON", "DET", "PROPN", "NOUN", "ADJ", "NUM"})


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
    first, source = trimmed(scene, quotation_start(scene, start), comma), bare_source(scene, comma + 1, verb.i)
    if first is None or source is None or first[0].lower_ in lists().openers:
        return None
    rest = None if stop >= end - 1 or goes_elsewhere(scene, stop + 1) else trimmed(scene, stop + 1, end)
    if not is_finite(first) and (rest is None or not is_finite(rest)) and not is_headline(first):
        return None
    content = [first] if rest is None or len(rest) < 2 else [first, rest]
    rule = "clause_before" if len(content) == 1 else "clause_around"
    return Statement(verb.i, rule, content, cue_span(verb, cues), source, addressee_of(verb))


def told_on(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`X said CLAUSE, adding CLAUSE`: the rest of the sentence, where the parser hangs the participle under the first clause."""
    doc, lemma = scene.doc, cues.verb(verb)
    if lemma is None or lemma not in cues.report or not is_new_cue(scene, verb.i) or scene.is_quoted(verb):
        return None
    start, end = verb.i + 1, scene.sentence_end[verb.i]
    if verb.i < scene.sentence_start[verb.i] + 3 or doc[verb.i - 1].text != "," or start >= end:
        return None
    if doc[start].lower_ != "that" and doc[start].pos_ not in NOUNLIKE:
        return None
    content = trimmed(scene, start, next((i for i in range(start, end) if is_cut(scene, i)), end))
    if content is None or len(content) < 4 or not is_finite(content):
        return None
    return Statement(verb.i, "clause_after", [content], cue_span(verb, cues))


def comma_before(scene: Scene, verb: Token, start: int) -> int | None:
    """The comma (or dash) before the subject of the verb, with nothing but a noun phrase between."""
    doc = scene.doc
    i = verb.i - 1
    while i > start + 1 and i > verb.i - 14:
        token = doc[i]
        if token.text in (",", "—", "–", "--"):
            return i if not is_apposed(scene, i, start) or is_split(scene, verb) else None
        if scene.run_of[i] >= 0 or token.pos_ in ("VERB", "SCONJ") or token.lower_ in ("who", "which", "that", "to", "but", "or"):
            return None
        i -= 1
    return None


def is_apposed(scene: Scene, comma: int, start: int) -> bool:
    """Whether the comma closes an apposition of the subject ("Ann Moor, a nurse, said"): a name with no verb stands before it."""
    before = scene.doc[start:comma]
    return not any(t.tag_ in FINITE or t.pos_ in ("VERB", "AUX") for t in before) and not is_headline(before)


def is_split(scene: Scene, verb: Token) -> bool:
    """Whether the clause goes on with its verb right after the cue: "The bridge, she said, will open"."""
    following = scene.doc[verb.i + 1 : min(verb.i + 3, scene.sentence_end[verb.i])]
    return len(following) == 2 and following[0].text == "," and following[1].tag_ in FINITE


def is_headline(span: Span) -> bool:
    """Whether the words are the beginning of a headline in capitals: at least five, and nearly all with a capital letter."""
    words = [t.text for t in span if t.is_alpha and len(t.text) > 3]
    return len(words) >= 4 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


def told_inverted(scene: Scene, verb: Token, cues: Cues) -> Statement | None:
    """`CLAUSE, said X.`: the verb follows the comma, and its subject the verb."""
    doc = scene.doc
    start, end = scene.sentence_start[verb.i], scene.sentence_end[verb.i]
    first = trimmed(scene, start, verb.i - 1)
    if verb.tag_ not in FINITE or verb.lower_ in ("told", "tells") or first is None or first[0].lower_ in lists().openers:
        return None
    if not is_main_clause(first):
        return None
    source = source_of(scene, verb) if own_subject(verb) is not None else None
    if source is None or source.start < verb.i:
        stop = verb.i + 1
        while stop < min(end, verb.i + 12) and doc[stop].pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "PART"):
            stop += 1
        source = bare_source(scene, verb.i + 1, stop)
        if source is None or (stop < end and doc[stop].pos_ not in ("PUNCT", "ADP", "SPACE") and doc[stop].lower_ not in lists().times):
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
    if lemma in ("tell", "inform", "remind", "assure") or first is None or first.pos_ == "ADP":
        return stop
    return stop if first.lower_ in lists().times or first.lower_ in ("last", "this") else None


def goes_elsewhere(scene: Scene, index: int) -> bool:
    """Whether the words after the comma are no second half of what is said: a participle, a new cue, a relative clause."""
    token = scene.doc[index]
    return token.tag_ == "VBG" or is_new_cue(scene, index) or token.lower_ in lists().elsewhere or scene.run_of[index] >= 0


def is_finite(span: Span) -> bool:
    """Whether the words hold a finite verb, or a verb with a subject (taggers take "rebounded" for a participle)."""
    return any(t.tag_ in FINITE or (t.pos_ in ("VERB", "AUX") and (not t.tag_ or own_subject(t) is not None)) for t in span)


def is_main_clause(span: Span) -> bool:
    """Whether a finite verb stands in the words outside relative clauses."""
    return any(t.tag_ in FINITE and not {dep(t), dep(t.head)} & {"acl:relcl", "acl"} for t in span)

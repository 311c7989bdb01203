"""What is certain of a statement: the text's own structure, to which tagged spans and the statements made of them are held.

Quotation marks, paragraphs, full stops, lines of the page (headline, byline, caption, subhead), datelines, and the grammar of voice and
of withheld speech bound what a finder may say, however sure it is. `lawful` cuts a tagged span, `may_belong` and `may_speak` say what
may be joined, `reconcile` holds a whole statement to all of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from quotecheck.quotes.linking.voice import is_bare_request, is_spoken_to, is_turned, is_wanted, is_withheld, told_part, verb_of
from quotecheck.quotes.rules.extent import trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import source_before, source_of
from quotecheck.quotes.rules.telling import lists
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import prepositions
from quotecheck.syntax.layout import BRACKETS, MARKS, STOPS

LAID_OUT = frozenset({"turn"})
"""Rules that read the layout of the page themselves: what stands behind a label is all said, in marks and out of them."""
JOINTS = frozenset({"and", "&", ","})
SENTENCE = 4
"""In tokens, with its stop or comma: a shorter quotation may be a term."""
IN_ROW = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})


def lawful(scene: Scene, span: Span, role: str) -> list[Span]:
    """The pieces of a tagged span that each stand within one paragraph, outside its dateline.

    A content is cut between sentences, too, where the one stands in quotation marks and the other has none.
    """
    start, end = span.start, span.end
    if scene.layout.is_in_dateline(start):
        start = scene.layout.body_starts[scene.paragraph_of[start]]
    cuts = [start]
    for i in range(start + 1, end):
        if scene.paragraph_of[i] != scene.paragraph_of[i - 1] or (role == "content" and _turns(scene, i, cuts[-1], end)):
            cuts.append(i)
    if cuts == [span.start]:
        return [span]
    made = trimmed if role == "content" else _solid
    spans = (made(scene, a, b) for a, b in zip(cuts, [*cuts[1:], end], strict=True))
    return [piece for piece in spans if piece is not None]


def may_belong(scene: Scene, content: Span, cue: Span) -> bool:
    """Whether a content may be what the cue tells: in its own paragraph anything, in another one a quotation, over no line of the page."""
    there, here = scene.paragraph_of[content.start], scene.paragraph_of[cue.start]
    if there == here:
        return True
    if scene.layout.is_line[here] or not is_quoted(scene, content):
        return False
    return not any(scene.layout.is_line[n] for n in range(min(there, here), max(there, here) + 1))


def may_speak(scene: Scene, cue: Span, source: Span) -> bool:
    """Whether the source may be who the cue says it is: in its own paragraph, not the one accused or told, not the subject of a passive."""
    if scene.paragraph_of[cue.start] != scene.paragraph_of[source.start]:
        return False
    verb = verb_of(cue)
    if is_turned(verb):
        return source.start > verb.i or any(p.lower_ == "by" for p in prepositions(source.root))
    return not is_spoken_to(verb, source)


def reconcile(scene: Scene, statements: Iterable[Statement]) -> list[Statement]:
    """The statements as the text allows them, each a new one; those of which nothing is left, or that tell nothing, are left out."""
    return [found for statement in statements if (found := _reconciled(scene, statement)) is not None]


def _reconciled(scene: Scene, statement: Statement) -> Statement | None:
    if statement.rule in LAID_OUT:
        return statement
    cue = statement.cue
    if cue is not None:
        verb = verb_of(cue)
        if is_withheld(verb) or is_wanted(verb) or any(is_bare_request(span) for span in statement.content):
            return None
    content = [piece for span in statement.content for piece in lawful(scene, span, "content")]
    if cue is not None:
        content = [piece for piece in content if may_belong(scene, piece, cue)]
    content = _of_one_telling(scene, content, cue)
    if not content:
        return None
    source = _source(scene, statement)
    if cue is None or statement.rule == "according_to":
        return replace(statement, content=content, source=source)
    return _without_addressee(scene, replace(statement, content=content, source=source), verb_of(cue))


def is_certain(scene: Scene, statement: Statement) -> bool:
    """Whether the text itself settles a statement: a quoted sentence with its cue, or its source, right beside the marks."""
    cue, source = statement.cue, statement.source
    if cue is None or source is None or scene.run_of[cue.start] >= 0:
        return False
    runs = {scene.run_of[i] for span in statement.content for i in range(span.start, span.end)}
    if -1 in runs:
        return False
    quoted = [run for run in (scene.runs[at] for at in runs) if run.closed and run.end - run.start >= SENTENCE]
    gaps = ((run, gap) for run in quoted for span in (cue, source) for gap in (span.start - run.outer_end, run.outer_start - span.end))
    return any(0 <= gap <= 1 and scene.doc[run.end - 1].text[-1] in STOPS | {","} for run, gap in gaps)


def is_quoted(scene: Scene, span: Span) -> bool:
    """Whether a quotation stands in the span or around it."""
    return any(scene.run_of[i] >= 0 for i in range(span.start, span.end))


def has_stop_before(scene: Scene, index: int) -> bool:
    """Whether a sentence begins at the token for certain: a full stop stands before it, closing marks and brackets left out."""
    at = index - 1
    while at >= 0 and (scene.doc[at].is_space or scene.doc[at].text in MARKS or scene.doc[at].text in BRACKETS):
        at -= 1
    has_stop = at < 0 or scene.doc[at].text[-1] in STOPS
    return has_stop and (scene.sentence_start[index] == index or _follows_quotation(scene, at, index))


def _follows_quotation(scene: Scene, last: int, index: int) -> bool:
    """Whether a quotation closed with the stop before, and the token begins with a capital: splitters miss it at straight marks."""
    run = scene.run_of[last] if last >= 0 else -1
    is_first = run >= 0 and scene.run_of[index] < 0 and not scene.doc[index].is_space
    return is_first and scene.runs[run].outer_end <= index and scene.doc[index].text[:1].isupper()


def sentence_of(scene: Scene, index: int) -> int:
    """Where the sentence of the token begins for certain: at its paragraph's head, or after a full stop."""
    first = scene.paragraph_spans[scene.paragraph_of[index]][0]
    at = index
    while at > first and not has_stop_before(scene, at):
        at -= 1
    return at


def _turns(scene: Scene, index: int, start: int, end: int) -> bool:
    """Whether a sentence begins here that stands in marks after one that has none, or the other way round."""
    if not has_stop_before(scene, index):
        return False
    stop = min(end, scene.sentence_end[index])
    before = any(scene.run_of[i] >= 0 for i in range(max(start, sentence_of(scene, index - 1)), index))
    return before != any(scene.run_of[i] >= 0 for i in range(index, stop))


def _solid(scene: Scene, start: int, end: int) -> Span | None:
    while start < end and scene.doc[start].is_space:
        start += 1
    while end > start and scene.doc[end - 1].is_space:
        end -= 1
    return scene.span(start, end) if start < end else None


def _of_one_telling(scene: Scene, content: Sequence[Span], cue: Span | None) -> list[Span]:
    """The content without narration: beside a quotation only words of its own sentence or of the cue's are told."""
    quoted = [span for span in content if is_quoted(scene, span)]
    if not quoted or len(quoted) == len(content):
        return list(content)
    told = {sentence_of(scene, i) for span in quoted for i in (span.start, span.end - 1)}
    if cue is not None:
        told |= {sentence_of(scene, cue.start)}
    return [span for span in content if span in quoted or sentence_of(scene, span.start) in told]


def _source(scene: Scene, statement: Statement) -> Span | None:
    """The source, whole and in its own paragraph; where it can't be who speaks, the one whom the grammar names, or nobody."""
    cue, source = statement.cue, statement.source
    if source is None:
        return None
    pieces = lawful(scene, source, "source")
    if cue is None:
        return pieces[-1] if pieces else None
    near = [piece for piece in pieces if scene.paragraph_of[piece.start] == scene.paragraph_of[cue.start]]
    if near and may_speak(scene, cue, near[-1]):
        return whole(scene, near[-1], cue)
    verb = verb_of(cue)
    others = (found for find in (source_of, source_before, _name_before) if (found := find(scene, verb)) is not None)
    return next((whole(scene, other, cue) for other in others if may_speak(scene, cue, other)), None)


def _name_before(scene: Scene, verb: Token) -> Span | None:
    """The name right before the verb, whatever the parser makes of it."""
    low = max(scene.paragraph_spans[scene.paragraph_of[verb.i]][0], scene.layout.body_starts[scene.paragraph_of[verb.i]])
    start = verb.i
    while start > low and _is_of_name(scene, start - 1) and scene.run_of[start - 1] == scene.run_of[verb.i]:
        start -= 1
    return scene.span(start, verb.i) if start < verb.i else None


def _is_of_name(scene: Scene, index: int) -> bool:
    return scene.doc[index].pos_ == "PROPN" and scene.doc[index].lower_ not in lists().times


def whole(scene: Scene, source: Span, cue: Span) -> Span:
    """The source with all that belongs to it before it: "Reed and | Ortiz", "Ivo Brandt, | the chief engineer,", "Dr | Amina Kessu".

    What stands between the head of the sentence, or a quotation, and the source must be nothing but nouns, commas and "and".
    """
    doc, start = scene.doc, source.start
    if start >= cue.start:
        return source
    if start and len(source) > 1 and doc[start - 1].lower_ == "on" and doc[start].lower_ in lists().times:
        return scene.span(start + 1, source.end)
    low = max(scene.paragraph_spans[scene.paragraph_of[start]][0], scene.layout.body_starts[scene.paragraph_of[start]])
    while start > low and doc[start].pos_ == "PROPN" and _is_of_name(scene, start - 1):
        start -= 1
    at = start
    while at > low and scene.run_of[at - 1] == scene.run_of[start] and (doc[at - 1].pos_ in IN_ROW or doc[at - 1].lower_ in JOINTS):
        at -= 1
        if has_stop_before(scene, at):
            break
    is_head = at == low or doc[at - 1].text in MARKS or has_stop_before(scene, at)
    while at < start and doc[at].pos_ not in IN_ROW:
        at += 1
    row = doc[at:start]
    joins = len(row) > 1 and row[-1].lower_ in JOINTS and any(token.lower_ in ("and", "&") for token in doc[at : source.end])
    is_set_off = source.end < len(doc) and doc[source.end].text == ","
    describes = is_set_off and len(row) > 1 and row[-1].text == "," and all(t.pos_ == "PROPN" for t in row[:-1])
    return scene.span(at if is_head and (joins or describes) else start, source.end)


def _without_addressee(scene: Scene, statement: Statement, verb: Token) -> Statement:
    """The statement without whom it is told to, or who is accused in it, at the head of its content."""
    first = statement.content[0]
    start = told_part(scene, verb, first)
    rest = trimmed(scene, start, first.end) if start > first.start else None
    if rest is None:
        return statement
    end = start if scene.doc[start].lower_ in ("to", "not", "never") else start - 1
    addressee = statement.addressee or scene.span(first.start, end)
    return replace(statement, content=[rest, *statement.content[1:]], addressee=addressee)

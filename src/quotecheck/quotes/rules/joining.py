"""What belongs together: split quotations, further sentences of a paragraph, run-on paragraphs, statements within statements."""

from itertools import pairwise

from spacy.tokens import Span

from quotecheck.quotes.rules.direct import TERMINAL
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.layout import Run

SENTENCE = 5
"""From this many words on a quotation that fills its sentence is taken for speech; a shorter one may be a title or a scare quote."""
LONG = 12
"""From this many words on it need not end like a sentence."""


def join_runs(scene: Scene, statements: list[Statement]) -> list[Statement]:
    """Give every quotation that reads as speech and has no cue of its own to the statement that it goes on from.

    In turn: the paragraph piece of a run-on quotation; the second half of a split quotation and further sentences of the
    same paragraph; a quotation before the first cue of its paragraph; a paragraph that quotes on after a closed quotation,
    which becomes a statement of its own.
    """
    owner: dict[int, Statement] = {}
    for statement in statements:
        for index in covered(scene, statement):
            owner.setdefault(index, statement)
    runs = list(scene.outer_runs())
    told = Told(scene, statements)
    for run in reversed(runs):
        if run.continues is not None and run.index in owner and run.continues not in owner:
            earlier_run = scene.runs[run.continues]
            owner[run.index].content.append(scene.span(earlier_run.start, earlier_run.end))
            owner[earlier_run.index] = owner[run.index]
    for position, run in enumerate(runs):
        if run.index in owner:
            continue
        holder = holder_of(scene, run, position, runs, owner)
        if holder is not None:
            holder.content.append(scene.span(run.start, run.end))
            owner[run.index] = holder
            continue
        if reads_as_speech(scene, run):
            earlier = told.before(run)
            if earlier is not None:
                heir = Statement(run.start, "new_paragraph", [scene.span(run.start, run.end)], heir_of=root(earlier), continues=earlier)
                heir.confidence = root(earlier).confidence
                heir.runs.add(run.index)
                statements.append(heir)
                told.add(heir)
                owner[run.index] = heir
            elif fills_paragraph(scene, run):
                alone = Statement(run.start, "unattributed", [scene.span(run.start, run.end)], runs={run.index})
                statements.append(alone)
                owner[run.index] = alone
    return statements


def fills_paragraph(scene: Scene, run: Run) -> bool:
    """Whether nothing stands in the paragraph but the quotation."""
    start, end = scene.paragraph_spans[scene.paragraph_of[run.start]]
    return is_bare(scene, start, run.outer_start) and is_bare(scene, run.outer_end, end)


def covered(scene: Scene, statement: Statement) -> set[int]:
    """The outermost quotations that a statement made outside them touches."""
    if scene.run_of[statement.anchor] >= 0 and not statement.runs:
        return set()
    return statement.runs | {scene.run_of[i] for span in statement.content for i in range(span.start, span.end) if scene.run_of[i] >= 0}


def holder_of(scene: Scene, run: Run, position: int, runs: list[Run], owner: dict[int, Statement]) -> Statement | None:
    """The statement that this quotation is a further piece of."""
    if run.continues is not None and run.continues in owner:
        return owner[run.continues]
    paragraph = scene.paragraph_of[run.start]
    previous = runs[position - 1] if position else None
    if previous is not None and scene.paragraph_of[previous.start] == paragraph and previous.index in owner:
        holder = owner[previous.index]
        if is_split(scene, previous, run, holder) or is_row(scene, previous, run) or reads_as_speech(scene, run):
            return holder
    following = runs[position + 1] if position + 1 < len(runs) else None
    if following is None or following.index not in owner or not reads_as_speech(scene, run):
        return None
    is_next = scene.paragraph_of[following.start] == paragraph and is_bare(scene, run.outer_end, following.outer_start)
    return owner[following.index] if is_next or following.continues == run.index else None


def is_split(scene: Scene, previous: Run, run: Run, statement: Statement) -> bool:
    """Whether only a clause of saying with its commas stands between the two halves: `“A,” he said, “B”`."""
    if statement.cue is None or not previous.outer_end <= statement.cue.start < run.outer_start:
        return False
    between = scene.doc[previous.outer_end : run.outer_start]
    before = scene.doc[run.outer_start - 1].text
    return len(between) <= 40 and before in (",", ".", ":", "—", "–", "-", ";", "and")


def is_row(scene: Scene, previous: Run, run: Run) -> bool:
    """Whether only "and" stands between two quotations of one sentence: `“A,” and “B”`."""
    words = [t.lower_ for t in scene.doc[previous.outer_end : run.outer_start] if not t.is_space and not t.is_punct]
    is_one_sentence = scene.sentence_start[previous.end - 1] == scene.sentence_start[run.outer_start]
    return is_one_sentence and len(words) == 1 and words[0] in ("and", "or", "but")


def pieces(scene: Scene, span: Span) -> list[Span]:
    """The quotations one by one where a content span is nothing but quotations with "and" between; else the span itself."""
    runs = rows_in(scene, span)
    if len(runs) < 2 or runs[0].start != span.start or runs[-1].end != span.end:
        return [span]
    if all(is_row(scene, a, b) for a, b in pairwise(runs)):
        return [scene.span(run.start, run.end) for run in runs]
    return [span]


def rows_in(scene: Scene, span: Span) -> list[Run]:
    """The outermost quotations that the span touches, in text order."""
    indices = sorted({scene.run_of[i] for i in range(span.start, span.end)} - {-1})
    return [scene.runs[i] for i in indices]


def is_bare(scene: Scene, start: int, end: int) -> bool:
    """Whether no word stands between."""
    return not any(any(c.isalnum() for c in token.text) for token in scene.doc[start:end])


def reads_as_speech(scene: Scene, run: Run) -> bool:
    """Whether the quotation is a sentence or more that stands by itself, not a term inside another sentence."""
    doc = scene.doc
    words = sum(token.text[:1].isalnum() for token in doc[run.start : run.end])
    before = run.outer_start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    begins = before < 0 or scene.sentence_start[run.outer_start] == run.outer_start or doc[before].text in TERMINAL | {":"}
    begins = begins or scene.paragraph_of[before] != scene.paragraph_of[run.start] or scene.run_of[before] >= 0
    ends = doc[run.end - 1].text in TERMINAL or not run.closed or (run.outer_end < len(doc) and doc[run.outer_end].text in TERMINAL)
    return words >= SENTENCE and begins and (ends or words >= LONG) and not doc[run.start].text[:1].islower()


class Told:
    """The statements by the paragraph in which they end, to find who spoke last."""

    def __init__(self, scene: Scene, statements: list[Statement]) -> None:
        self.scene = scene
        self.by_paragraph: dict[int, list[Statement]] = {}
        for statement in statements:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        """Take the statement in, if it was told outside quotation marks by somebody."""
        is_outer = self.scene.run_of[statement.anchor] < 0 or bool(statement.runs)
        if is_outer and (statement.source is not None or statement.heir_of is not None):
            self.by_paragraph.setdefault(self.scene.paragraph_of[self.end(statement)], []).append(statement)

    def end(self, statement: Statement) -> int:
        """The last token of the statement."""
        return max(statement.anchor, statement.content[-1].end - 1)

    def before(self, run: Run) -> Statement | None:
        """The last statement told before this quotation, in its own paragraph or the one before."""
        paragraph = self.scene.paragraph_of[run.start]
        for number in (paragraph, paragraph - 1):
            if number < paragraph and self.scene.layout.is_line[number]:
                break
            earlier = [s for s in self.by_paragraph.get(number, ()) if self.end(s) < run.start]
            if earlier:
                return max(earlier, key=lambda s: s.anchor)
        return None


def root(statement: Statement) -> Statement:
    """The statement at the head of a chain, which names the source."""
    return statement.heir_of or statement


def holders(statements: list[Statement]) -> dict[int, int]:
    """For each statement (by index) the index of the innermost other one whose content holds it whole, cue included."""
    result: dict[int, int] = {}
    pieces = sorted(((span.start, -span.end, i) for i, s in enumerate(statements) for span in s.content))
    extents = [extent(s) for s in statements]
    order = sorted(range(len(statements)), key=lambda i: (extents[i][0], -extents[i][1]))
    stack: list[tuple[int, int, int]] = []
    at = 0
    for i in order:
        start, end = extents[i]
        while at < len(pieces) and pieces[at][0] <= start:
            stack.append((pieces[at][0], -pieces[at][1], pieces[at][2]))
            at += 1
        stack = [piece for piece in stack if piece[1] > start]
        fitting = [p for p in stack if p[2] != i and p[0] <= start and end <= p[1] and (p[1] - p[0] > end - start or p[2] < i)]
        if fitting:
            result[i] = min(fitting, key=lambda p: p[1] - p[0])[2]
    return result


def extent(statement: Statement) -> tuple[int, int]:
    """First and last token of all that belongs to the statement."""
    spans: list[Span] = [*statement.content, *(s for s in (statement.cue, statement.source) if s is not None)]
    return min(s.start for s in spans), max(s.end for s in spans)

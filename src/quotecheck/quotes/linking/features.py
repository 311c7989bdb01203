"""What the encoder tagged beside what the rules found: the board on which both finders' spans are set against each other."""

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Span

from quotecheck.layers import INNER, TAGGED, Frame, Layer
from quotecheck.quotes.linking.reconcile import is_quoted, lawful, may_belong, may_speak
from quotecheck.quotes.logistic import log_odds
from quotecheck.quotes.rules.extent import trimmed
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import FINITE


def overlap(a: Span, b: Span) -> bool:
    """Whether two spans of a doc share a token."""
    return a.start < b.end and b.start < a.end


def cut(scene: Scene, frame: Frame) -> list[Frame]:
    """A tagged span as the pieces that the text's structure makes of it, with the same facts."""
    [(role, [span])] = frame.roles.items()
    pieces = lawful(scene, span, role)
    return [Frame(frame.id if len(pieces) == 1 else f"{frame.id}.{n}", {role: [piece]}, frame.facts) for n, piece in enumerate(pieces)]


SURE = 0.5
"""From this share on a tagged cue is one, whatever else may be."""


class Board:
    """The tagged spans of a scene, the statements of the rules, and how they all stand to each other.

    The layer is `TAGGED`, or `INNER` for what the encoder saw within statements at a second look.
    """

    def __init__(self, scene: Scene, ruled: Sequence[Statement], layer: Layer = TAGGED) -> None:
        self.scene = scene
        self.ruled = ruled
        self.ruled_by = {statement.anchor: statement for statement in ruled}
        self.ruled_at = {i: statement for statement in ruled for i in statement.tokens()}
        self.pieces = {frame.id: cut(scene, frame) for frame in scene.findings.frames(layer)}
        self.frames = {piece.id: piece for pieces in self.pieces.values() for piece in pieces}
        of = {role: [f for f in self.frames.values() if f.all(role)] for role in TAGGED.roles}
        self.contents = of["content"]
        self.tagged_spans = of
        self.starts = {role: [f.all(role)[0].start for f in frames] for role, frames in of.items()}
        self.continued = {run.continues: run.index for run in scene.runs if run.continues is not None}
        self.sure: dict[int, list[int]] = {}
        for at in sorted({f.all("cue")[0].start for f in of["cue"] if self._tells(f)} | {s.cue.start for s in ruled if s.cue is not None}):
            self.sure.setdefault(scene.paragraph_of[at], []).append(at)
        self.tagged = [0.0] * len(scene.doc)
        for frame in self.contents:
            for i in range(frame.all("content")[0].start, frame.all("content")[0].end):
                self.tagged[i] = frame.number("share", 0.0)

    def inner(self) -> "Board":
        """The same with the spans of the second look."""
        return Board(self.scene, self.ruled, INNER)

    def tagged_as(self, role: str, span: Span | None) -> Frame | None:
        """The tagged span of that role that shares a word with the given one."""
        if span is None:
            return None
        spans = self.tagged_spans[role]
        last = bisect_left(self.starts[role], span.end) - 1
        return spans[last] if last >= 0 and spans[last].all(role)[0].end > span.start else None

    def pointed(self, asker: Frame, fact: str) -> list[tuple[Frame, float]]:
        """The spans that a span may point to as the text allows, and the score of each."""
        allows = may_belong if fact == "cues" else may_speak
        [span] = (span for role in TAGGED.roles for span in asker.all(role))
        scored = zip(asker.names(fact), asker.numbers("scores"), strict=False)
        near = [(piece, score) for other, score in scored for piece in self.pieces[other]]
        near = [(piece, score) for piece, score in near if allows(self.scene, span, piece.all(fact.removesuffix("s"))[0])]
        return self._at_home(span, near) if fact == "cues" else near

    def _at_home(self, content: Span, near: list[tuple[Frame, float]]) -> list[tuple[Frame, float]]:
        """The cues that may tell a quotation: of its own paragraph, or of that in which it ends, or of one that leads to it with a colon.

        What has none of these goes on from whoever spoke last, which `rules.joining` finds.
        """
        scene = self.scene
        if not is_quoted(scene, content):
            return near
        home = scene.paragraph_of[content.start]
        placed = [(scene.paragraph_of[cue.all("cue")[0].start], cue, score) for cue, score in near]
        for paragraph in (home, self._end_of(content)):
            sure = [(cue, score) for at, cue, score in placed if at == paragraph and self._tells(cue)]
            if sure:
                return sure
        return [(cue, score) for at, cue, score in placed if at == home or (at == home - 1 and self._leads_in(at))]

    def _leads_in(self, paragraph: int) -> bool:
        """Whether the paragraph ends with a colon."""
        start, end = self.scene.paragraph_spans[paragraph]
        while end > start and self.scene.doc[end - 1].is_space:
            end -= 1
        return end > start and self.scene.doc[end - 1].text == ":"

    def _end_of(self, content: Span) -> int:
        """The paragraph in which a quotation that runs on ends."""
        scene = self.scene
        run = scene.run_of[content.end - 1]
        while run in self.continued:
            run = self.continued[run]
        return scene.paragraph_of[scene.runs[run].start if run >= 0 else content.start]

    def _tells(self, cue: Frame) -> bool:
        """Whether either finder is sure of a cue outside quotation marks."""
        span = cue.all("cue")[0]
        is_sure = cue.number("share", 0.0) >= SURE or any(i in self.ruled_by for i in range(span.start, span.end))
        return is_sure and self.scene.run_of[span.start] < 0

    def cue_features(self, content: Frame, cue: Frame, score: float) -> dict[str, float]:
        """How a content stands to a cue."""
        a, b = content.all("content")[0], cue.all("cue")[0]
        ruled = [self.ruled_at.get(i) for i in (a.start, a.end - 1, (a.start + a.end) // 2)]
        holders = [statement for statement in ruled if statement is not None and statement.cue is not None]
        return self._pair(a, b, "cue") | {
            "pointer": log_odds(score),
            "share": log_odds(cue.number("share", 0.0)),
            "ruled": float(any(b.start <= statement.anchor < b.end for statement in holders)),
            "ruled_otherwise": float(bool(holders) and not any(b.start <= statement.anchor < b.end for statement in holders)),
        }

    def source_features(self, cue: Frame, source: Frame, score: float) -> dict[str, float]:
        """How a cue stands to a source."""
        a, b = cue.all("cue")[0], source.all("source")[0]
        ruled = next((self.ruled_by[i].source for i in range(a.start, a.end) if i in self.ruled_by), None)
        shared = ruled is not None and overlap(b, ruled)
        return self._pair(a, b, "source") | {
            "pointer": log_odds(score),
            "share": log_odds(source.number("share", 0.0)),
            "ruled": float(shared),
            "ruled_otherwise": float(ruled is not None and not shared),
        }

    def _pair(self, asker: Span, asked: Span, role: str) -> dict[str, float]:
        scene = self.scene
        after = asked.start >= asker.end
        gap = range(asker.end, asked.start) if after else range(asked.end, asker.start)
        others = self.between(role, gap)
        return {
            "same_sentence": float(scene.sentence_start[asker.start] == scene.sentence_start[asked.start]),
            "other_paragraph": float(scene.paragraph_of[asker.start] != scene.paragraph_of[asked.start]),
            "after": float(after),
            "gap": min(len(gap), 60) / 10,
            "others_between": float(min(others, 3)),
            "contents_between": float(min(self.between("content", gap), 3)),
            "same_quotation": float(scene.run_of[asked.start] >= 0 and scene.run_of[asked.start] == scene.run_of[asker.start]),
            "asked_quoted": float(scene.run_of[asked.start] >= 0 and scene.run_of[asked.start] != scene.run_of[asker.start]),
        }

    def between(self, role: str, gap: range) -> int:
        """How many spans of a role begin in a stretch of tokens."""
        return max(0, bisect_left(self.starts[role], gap.stop) - bisect_left(self.starts[role], gap.start))

    def features(self, statement: Statement) -> dict[str, float]:
        """What the text itself says of a statement."""
        scene = self.scene
        words = [i for i in statement.tokens() if scene.doc[i].text[:1].isalnum()]
        quoted = sum(scene.run_of[i] >= 0 for i in words) / max(len(words), 1)
        source, home = statement.source, scene.paragraph_of[statement.anchor]
        return {
            "direct": float(quoted == 1.0),
            "mixed": float(0.0 < quoted < 1.0),
            "sourceless": float(source is None),
            "cueless": float(statement.cue is None),
            "pieces": float(min(sum(scene.paragraph_of[span.start] == home for span in statement.content), 4)),
            "length": min(len(words), 40) / 10,
            "short": float(len(words) <= 3),
            "anchor_quoted": float(scene.run_of[statement.anchor] >= 0),
            "covered": sum(self.tagged[i] for i in words) / max(len(words), 1),
            "beside": float(quoted > 0 and self._is_beside(statement)),
            "alone": float(self._is_alone(statement)),
            "leads": float(statement.source is not None and self._leads(statement)),
            "on_line": float(scene.layout.is_on_line(statement.anchor)),
        }

    def _is_beside(self, statement: Statement) -> bool:
        """Whether cue or source touches the quotation's marks, with nothing but a comma or colon between."""
        runs = [
            self.scene.runs[at]
            for span in statement.content
            for at in {self.scene.run_of[span.start], self.scene.run_of[span.end - 1]} - {-1}
        ]
        spans = [span for span in (statement.cue, statement.source) if span is not None]
        return any(0 <= gap <= 1 for run in runs for span in spans for gap in (span.start - run.outer_end, run.outer_start - span.end))

    def _leads(self, statement: Statement) -> bool:
        """Whether the statement is the last one told in its paragraph, and the next one is a quotation without a cue of its own."""
        scene = self.scene
        number = scene.paragraph_of[statement.anchor]
        following = number + 1
        if following >= len(scene.paragraph_spans) or scene.layout.is_line[number] or self.sure.get(following):
            return False
        start = scene.paragraph_spans[following][0]
        return scene.run_of[start] >= 0 and all(at <= statement.anchor for at in self.sure.get(number, ()))

    def _is_alone(self, statement: Statement) -> bool:
        """Whether no other cue of which either finder is sure stands in the statement's paragraph."""
        paragraph = self.scene.paragraph_of[statement.anchor]
        own = range(statement.cue.start, statement.cue.end) if statement.cue is not None else range(statement.anchor, statement.anchor + 1)
        return all(at in own for at in self.sure.get(paragraph, ()))

    def extents(self, contents: Sequence[tuple[Frame, float]], cue: Span) -> list[Span]:
        """The contents as spans: a quotation told from outside it is taken whole, the rest is trimmed at its edges."""
        scene = self.scene
        found: dict[int, int] = {}
        for frame, _ in contents:
            span = frame.all("content")[0]
            start, end = span.start, span.end
            first, last = (self._told_run(i, cue) for i in (start, end - 1))
            if first >= 0:
                start = scene.runs[first].start if first == last or self._is_led(first, start) else start
            if last >= 0:
                end = max(scene.runs[last].end, start + 1)
            if start == cue.end and scene.doc[start].lower_ == "that" and start + 1 < end and scene.doc[start + 1].tag_ not in FINITE:
                start += 1
            piece = trimmed(scene, start, end)
            if piece is not None:
                found[piece.start] = max(piece.end, found.get(piece.start, 0))
        spans: list[Span] = []
        for start, end in sorted(found.items()):
            if spans and start < spans[-1].end:
                spans[-1] = scene.span(spans[-1].start, max(end, spans[-1].end))
            else:
                spans.append(scene.span(start, end))
        return spans

    def _told_run(self, index: int, cue: Span) -> int:
        """The outermost quotation at this token that the cue doesn't stand in too, or -1."""
        scene = self.scene
        outer, inner = scene.run_of[index], scene.inner_of[index]
        if outer >= 0 and scene.run_of[cue.start] != outer:
            return outer
        return inner if inner >= 0 and inner not in (outer, scene.inner_of[cue.start]) else -1

    def _is_led(self, run: int, start: int) -> bool:
        return start <= self.scene.runs[run].start + 3

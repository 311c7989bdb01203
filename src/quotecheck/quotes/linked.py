"""The pipe `quotecheck_linked_attributions`: statements from the spans that the encoder tagged, judged beside those of the rules.

Both finders see the article; a statement that both find is one, with the encoder's extent and the rule's addressee. A
logistic model then says how likely it is that the words and their source are right, and what is too unlikely is dropped.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import ATTRIBUTIONS, TAGGED, Findings, Frame
from quotecheck.quotes.attribution import CONFIDENCE, Attributions, finish
from quotecheck.quotes.cues import load_cues
from quotecheck.quotes.extent import trimmed
from quotecheck.quotes.linker import Linker, act_features, load_linker, log_odds
from quotecheck.quotes.placed import FINITE
from quotecheck.quotes.scene import Scene
from quotecheck.quotes.statement import Statement

RULE = "tagged"
LINKED = 0.25
"""A content goes to its likeliest cue, a cue to its likeliest source, from this probability on."""


LAYOUT = frozenset({"turn", "signed"})
"""Rules that read the layout of the page, which the encoder sees little of: their statements stand instead of its own."""


NESTED = 0.7
"""A statement of the rules within another one, or around it, is kept from this precision on: the encoder learned of none such."""
UNMEASURED = 0.6
"""What its precision is multiplied by, since no corpus at hand annotates statements within statements."""


@dataclass(slots=True)
class Candidate:
    """A statement in question, with what the judge weighs."""

    statement: Statement
    features: dict[str, float] = field(default_factory=dict)
    is_nested: bool = False


class LinkedAttributions:
    """Writes the layer `ATTRIBUTIONS` from the layer `TAGGED` and the rules; the facts are those of `Attributions`."""

    def __init__(self, linker: Linker, rules: Attributions) -> None:
        self.linker = linker
        self.rules = rules

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` found."""
        return ATTRIBUTIONS.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The statements of the doc in text order."""
        findings = Findings(doc, "quotecheck_linked_attributions")
        if not len(doc):
            return []
        scene = Scene(findings)
        kept: list[Statement] = []
        for candidate in self.candidates(self.board(scene)):
            statement = candidate.statement
            statement.confidence = self._confidence(candidate)
            if statement.confidence >= self.linker.threshold:
                statement.is_uttered = self._is_uttered(candidate)
                kept.extend(by_paragraph(scene, statement))
        return finish(scene, kept)

    def board(self, scene: Scene) -> "Board":
        """What both finders see."""
        return Board(scene, [statement for statement in self.rules.statements(scene) if statement.content])

    def candidates(self, board: "Board") -> list[Candidate]:
        """Every statement that either finder sees, with its features, before any judgement."""
        found = [self._statement(board, cue, contents) for cue, contents in self._by_cue(board).items()]
        plain = {i for each in board.ruled if each.rule in LAYOUT for i in each.tokens()}
        found = [each for each in found if each.statement.content and not _touches(each.statement, plain)]
        owner = {i: each for each in found for i in each.statement.tokens()}
        cues = {each.statement.anchor: each for each in found}
        for statement in board.ruled:
            words = statement.tokens()
            holders = [owner[i] for i in words if i in owner]
            twin = cues.get(statement.anchor) or (max(holders, key=holders.count) if len(holders) * 2 >= len(words) else None)
            if twin is not None and (_holds(twin.statement, statement) or _holds(statement, twin.statement)):
                found.append(Candidate(statement, is_nested=True))
            elif twin is None:
                found.append(Candidate(statement, board.features(statement) | {"rule_precision": log_odds(CONFIDENCE[statement.rule])}))
            else:
                _agree(twin, statement)
        return found

    def _confidence(self, candidate: Candidate) -> float:
        precision = CONFIDENCE.get(candidate.statement.rule, 0.0)
        if candidate.is_nested:
            return precision * UNMEASURED if precision >= NESTED else 0.0
        return precision if candidate.statement.rule in LAYOUT else self.linker.judge(candidate.features)

    def _is_uttered(self, candidate: Candidate) -> bool:
        cue = candidate.statement.cue
        form = next((form for form in ("direct", "mixed") if candidate.features.get(form)), "indirect")
        if cue is None:
            return True
        features = act_features(cue.text, form)
        if not any(name in self.linker.uttered.weights for name in features if not name.startswith("(")):
            return form != "indirect" or any(self.rules.cues.tells(token) for token in cue)
        return self.linker.uttered(features) >= 0.5

    def _by_cue(self, board: "Board") -> dict[str, list[tuple[Frame, float]]]:
        """Each cue's contents, with the probability that they are."""
        by_cue: dict[str, list[tuple[Frame, float]]] = {}
        for content in board.contents:
            scored = [(self.linker.cue(board.cue_features(content, cue, score)), cue.id) for cue, score in board.pointed(content, "cues")]
            probability, cue_id = max(scored, default=(0.0, ""))
            if probability >= LINKED:
                by_cue.setdefault(cue_id, []).append((content, probability))
        return by_cue

    def _statement(self, board: "Board", cue_id: str, contents: list[tuple[Frame, float]]) -> Candidate:
        """The statement of a cue and its contents, with its likeliest source."""
        cue = board.frames[cue_id]
        [cue_span] = cue.all("cue")
        near = board.pointed(cue, "sources")
        scored = [(self.linker.source(board.source_features(cue, source, score)), source) for source, score in near]
        probability, source = max(scored, default=(0.0, None), key=lambda each: each[0])
        statement = Statement(cue_span.start, RULE, board.extents(contents, cue_span), cue_span)
        if source is not None and probability >= LINKED:
            statement.source = source.one("source")
        features = board.features(statement) | {
            "tagged": 1.0,
            "link": min(log_odds(p) for _, p in contents),
            "source_link": log_odds(probability if statement.source is not None else 1 - probability),
            "cue_share": log_odds(cue.number("share", 0.0)),
            "content_probability": log_odds(max(frame.number("probability", 0.0) for frame, _ in contents)),
            "content_share": log_odds(sum(frame.number("share", 0.0) for frame, _ in contents) / len(contents)),
        }
        if statement.source is not None and source is not None:
            features["source_share"] = log_odds(source.number("share", 0.0))
        return Candidate(statement, features)


def by_paragraph(scene: Scene, statement: Statement) -> list[Statement]:
    """The statement, and one for each later paragraph that quotes on after a closed quotation, which names no source of its own.

    A quotation in an earlier paragraph that does not run on belongs to somebody else.
    """
    if statement.cue is None or len(statement.content) < 2:
        return [statement]
    home = scene.paragraph_of[statement.cue.start]
    placed: dict[int, list[Span]] = {}
    for span in sorted(statement.content, key=lambda s: s.start):
        paragraph = scene.paragraph_of[span.start]
        run = scene.run_of[span.start]
        runs_on = run >= 0 and scene.runs[run].continues is not None
        if runs_on and paragraph - 1 in placed:
            placed[paragraph] = placed.pop(paragraph - 1)
        placed.setdefault(paragraph, []).append(span)
    if home not in placed:
        return [statement]
    statement.content = placed[home]
    parts = [statement]
    for paragraph in sorted(p for p in placed if p > home):
        heir = Statement(placed[paragraph][0].start, "new_paragraph", placed[paragraph], heir_of=statement, continues=parts[-1])
        heir.runs = {scene.run_of[span.start] for span in heir.content if scene.run_of[span.start] >= 0}
        heir.confidence, heir.is_uttered = statement.confidence, statement.is_uttered
        parts.append(heir)
    return parts


def _overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the inner statement's cue stands in the outer one's content."""
    return inner.cue is not None and any(span.start <= inner.cue.start < span.end for span in outer.content)


def _touches(statement: Statement, tokens: set[int]) -> bool:
    return any(i in tokens for span in statement.content for i in (span.start, span.end - 1))


def _agree(candidate: Candidate, rule: Statement) -> None:
    """A rule found the same: its addressee is taken over, its agreement noted."""
    statement = candidate.statement
    statement.addressee = statement.addressee or rule.addressee
    same_source = (statement.source is None) == (rule.source is None)
    if statement.source is not None and rule.source is not None:
        same_source = _overlap(statement.source, rule.source)
    statement.source = statement.source or rule.source
    candidate.features["agreed"] = 1.0
    candidate.features["agreed_precision"] = CONFIDENCE[rule.rule] if same_source else 0.0
    candidate.features["source_disputed"] = float(not same_source)


class Board:
    """The tagged spans of a scene, the statements of the rules, and how they all stand to each other."""

    def __init__(self, scene: Scene, ruled: Sequence[Statement]) -> None:
        self.scene = scene
        self.ruled = ruled
        self.ruled_by = {statement.anchor: statement for statement in ruled}
        self.ruled_at = {i: statement for statement in ruled for i in statement.tokens()}
        self.frames = {frame.id: frame for frame in scene.findings.frames(TAGGED)}
        of = {role: [f for f in self.frames.values() if f.all(role)] for role in TAGGED.roles}
        self.contents = of["content"]
        self.starts = {role: [f.all(role)[0].start for f in frames] for role, frames in of.items()}
        self.tagged = [0.0] * len(scene.doc)
        for frame in self.contents:
            for i in range(frame.all("content")[0].start, frame.all("content")[0].end):
                self.tagged[i] = frame.number("share", 0.0)

    def pointed(self, asker: Frame, fact: str) -> list[tuple[Frame, float]]:
        """The spans that a span may point to, and the score of each."""
        return [(self.frames[other], score) for other, score in zip(asker.names(fact), asker.numbers("scores"), strict=False)]

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
        shared = ruled is not None and _overlap(b, ruled)
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
        source = statement.source
        return {
            "direct": float(quoted == 1.0),
            "mixed": float(0.0 < quoted < 1.0),
            "sourceless": float(source is None),
            "cueless": float(statement.cue is None),
            "pieces": float(min(len(statement.content), 4)),
            "length": min(len(words), 40) / 10,
            "short": float(len(words) <= 3),
            "anchor_quoted": float(scene.run_of[statement.anchor] >= 0),
            "covered": sum(self.tagged[i] for i in words) / max(len(words), 1),
        }

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


@Language.factory("quotecheck_linked_attributions", default_config={"model": "encoder"})
def make_linked_attributions(nlp: Language, name: str, model: str) -> LinkedAttributions:
    """The pipe for `nlp.add_pipe("quotecheck_linked_attributions")`; needs `quotecheck_encoder`, quotations and a parser before it."""
    return LinkedAttributions(load_linker(model), Attributions(load_cues()))

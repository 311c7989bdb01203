"""The pipe `quotecheck_linked_attributions`: statements from the spans that the encoder tagged, judged beside those of the rules.

Both finders see the article; a statement that both find is one, with the encoder's extent and the rule's addressee. A
logistic model then says how likely it is that the words and their source are right, and what is too unlikely is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import ATTRIBUTIONS, Findings, Frame
from quotecheck.quotes.linking.features import Board, overlap
from quotecheck.quotes.linking.model import Linker, act_features, load_linker
from quotecheck.quotes.linking.reconcile import is_certain, reconcile
from quotecheck.quotes.logistic import log_odds
from quotecheck.quotes.rules.cues import load_cues
from quotecheck.quotes.rules.extent import trimmed
from quotecheck.quotes.rules.pipe import Attributions, finish
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.speakers.pronouns import RELATIVE
from quotecheck.quotes.statement import Statement
from quotecheck.syntax.labels import FINITE

RULE = "tagged"
LINKED = 0.25
"""A content goes to its likeliest cue, a cue to its likeliest source, from this probability on."""
LAYOUT = frozenset({"turn", "signed"})
"""Rules that read the layout of the page, which the encoder sees little of: their statements stand instead of its own."""


@dataclass(slots=True)
class Candidate:
    """A statement in question, with what the judge weighs.

    `rival` is another reading of the same cue, of which one is kept; `is_nested` says that it stands within another statement or
    around it.
    """

    statement: Statement
    features: dict[str, float] = field(default_factory=dict)
    is_nested: bool = False
    rival: "Candidate | None" = None


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
        candidates = self.candidates(self.board(scene))
        for candidate in candidates:
            candidate.statement.confidence = self._confidence(candidate)
        for candidate in without_rivals(candidates):
            statement = candidate.statement
            if self._is_kept(scene, candidate):
                statement.is_uttered = self._told(candidate) >= 0.5
                kept.extend(by_paragraph(scene, statement))
        return finish(scene, kept)

    def _is_kept(self, scene: Scene, candidate: Candidate) -> bool:
        """Whether the judge believes in it, or the text settles it; half a belief will do for what the next paragraph goes on from."""
        statement = candidate.statement
        if statement.rule in LAYOUT or is_certain(scene, statement):
            return True
        confidence = statement.confidence or 0.0
        return confidence >= self.linker.threshold * (0.5 if candidate.features.get("leads") else 1.0)

    def board(self, scene: Scene) -> Board:
        """What both finders see."""
        return Board(scene, [statement for statement in self.rules.statements(scene) if statement.content])

    def candidates(self, board: Board) -> list[Candidate]:
        """Every statement that either finder sees, with its features, before any judgement."""
        found = self._told_outside(board)
        found = self._told_inside(board.inner(), found)
        for each in found:
            each.features["rival"] = float(each.rival is not None)
            each.features["told"] = log_odds(self._told(each))
        return found

    def _told_inside(self, board: Board, found: list[Candidate]) -> list[Candidate]:
        """What was found, with the statements within statements that the encoder saw at its second look."""
        tagged = {each.statement.anchor for each in found if each.statement.rule == RULE}
        ruled = {each.statement.anchor: each for each in found if each.statement.rule != RULE and each.rival is None}
        for cue, contents in self._by_cue(board).items():
            each = self._statement(board, cue, contents)
            if not each.statement.content or each.statement.anchor in tagged:
                continue
            each.is_nested = True
            each.features |= {"nested": 1.0, "second_look": 1.0}
            other = ruled.get(each.statement.anchor)
            if other is not None:
                _agree(each, other.statement)
                other.rival = each
            found.append(each)
        return [each for each in found if each.rival is None or not each.rival.is_nested or each.rival.features["agreed_words"] < 1.0]

    def _told_outside(self, board: Board) -> list[Candidate]:
        """The statements of both finders but those of the second look."""
        found = [self._statement(board, cue, contents) for cue, contents in self._by_cue(board).items()]
        plain = {i for each in board.ruled if each.rule in LAYOUT for i in each.tokens()}
        found = [each for each in found if each.statement.content and not _touches(each.statement, plain)]
        owner = {i: each for each in found for i in each.statement.tokens()}
        cues = {each.statement.anchor: each for each in found}
        for statement in board.ruled:
            words = statement.tokens()
            holders = [owner[i] for i in words if i in owner]
            twin = cues.get(statement.anchor) or (max(holders, key=holders.count) if len(holders) * 2 >= len(words) else None)
            if twin is not None and _goes_on(twin.statement, statement) and (before := _before(board.scene, twin.statement, statement)):
                twin.statement.content = before
                found.append(Candidate(statement, self._of_rule(board, statement) | {"cut_out": 1.0}))
                continue
            if twin is not None and (_holds(twin.statement, statement) or _holds(statement, twin.statement)):
                place = {"nested": 1.0, "inside": float(_holds(twin.statement, statement))}
                found.append(Candidate(statement, self._of_rule(board, statement) | place, is_nested=True))
                continue
            if twin is not None:
                _agree(twin, statement)
            if twin is None or (twin is cues.get(statement.anchor) and twin.features["agreed_words"] < 1.0):
                found.append(Candidate(statement, self._of_rule(board, statement), rival=twin))
        return found

    def _of_rule(self, board: Board, statement: Statement) -> dict[str, float]:
        """What speaks for a statement of the rules: the rule, and what the encoder makes of its cue and source."""
        features = board.features(statement)
        features[f"rule={statement.rule}"] = 1.0
        cue, source = board.tagged_as("cue", statement.cue), board.tagged_as("source", statement.source)
        if cue is not None:
            features["ruled_cue_share"] = log_odds(cue.number("share", 0.0))
        features["ruled_source_share"] = log_odds(0.05 if source is None else source.number("share", 0.0))
        if cue is not None and source is not None:
            pointed = next((score for other, score in board.pointed(cue, "sources") if other.id == source.id), 0.0)
            features["ruled_link"] = log_odds(self.linker.source(board.source_features(cue, source, pointed)))
        return features

    def _confidence(self, candidate: Candidate) -> float:
        """The judge's probability, or the measured precision of a rule that reads the layout."""
        if candidate.statement.rule in LAYOUT:
            return self.linker.precision(candidate.statement.rule)
        return self.linker.judge(candidate.features)

    def _told(self, candidate: Candidate) -> float:
        """How likely it is that the cue tells of an act of communication; a cue that nobody has seen is asked of the lexicon."""
        cue = candidate.statement.cue
        form = next((form for form in ("direct", "mixed") if candidate.features.get(form)), "indirect")
        if cue is None:
            return 1.0
        features = act_features(cue.text, form)
        if not any(name in self.linker.uttered.weights for name in features if not name.startswith("(")):
            return float(form != "indirect" or any(self.rules.cues.tells(token) for token in cue))
        return self.linker.uttered(features)

    def _by_cue(self, board: Board) -> dict[str, list[tuple[Frame, float]]]:
        """Each cue's contents, with the probability that they are."""
        by_cue: dict[str, list[tuple[Frame, float]]] = {}
        for content in board.contents:
            scored = [(self.linker.cue(board.cue_features(content, cue, score)), cue.id) for cue, score in board.pointed(content, "cues")]
            probability, cue_id = max(scored, default=(0.0, ""))
            if probability >= LINKED:
                by_cue.setdefault(cue_id, []).append((content, probability))
        return by_cue

    def _statement(self, board: Board, cue_id: str, contents: list[tuple[Frame, float]]) -> Candidate:
        """The statement of a cue and its contents, with its likeliest source."""
        cue = board.frames[cue_id]
        [cue_span] = cue.all("cue")
        near = board.pointed(cue, "sources")
        scored = [(self.linker.source(board.source_features(cue, source, score)), source) for source, score in near]
        probability, source = max(scored, default=(0.0, None), key=lambda each: each[0])
        statement = Statement(cue_span.start, RULE, board.extents(contents, cue_span), cue_span)
        if source is not None and probability >= LINKED:
            statement.source = _source_phrase(source.all("source")[0])
        _give_to_source(board.scene, statement)
        statement = next(iter(reconcile(board.scene, [statement])), replace(statement, content=[]))
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


def without_rivals(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates less those of which another reading is likelier; each is to have its confidence."""
    beaten: set[int] = set()
    for candidate in candidates:
        if candidate.rival is not None:
            pair = (candidate.rival, candidate)
            beaten.add(id(min(pair, key=lambda each: each.statement.confidence or 0.0)))
    return [candidate for candidate in candidates if id(candidate) not in beaten]


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


def _source_phrase(source: Span) -> Span:
    """The source without the comma or the "who" by which the encoder, as its corpus, ends it: "a miner, who" claims."""
    end = source.end
    while end - 1 > source.start and (source.doc[end - 1].lower_ in RELATIVE or source.doc[end - 1].text in (",", "-", "–", "—")):
        end -= 1
    return source.doc[source.start : end]


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether the inner statement's cue stands in the outer one's content."""
    return inner.cue is not None and any(span.start <= inner.cue.start < span.end for span in outer.content)


def _give_to_source(scene: Scene, statement: Statement) -> None:
    """Take what stands between quotation and cue from the content: “We won,” the head of research, Ann Lee, says.

    A comma before the closing mark tells that the quotation is over there, where no verb and no further quotation follows.
    """
    if statement.cue is None or not statement.content or statement.content[-1].end > statement.cue.start:
        return
    last = statement.content[-1]
    run = next((scene.runs[at] for i in range(last.end - 1, last.start, -1) if (at := scene.run_of[i]) >= 0), None)
    if run is None or run.outer_end >= last.end or scene.doc[run.end - 1].text != ",":
        return
    rest = scene.span(run.outer_end, last.end)
    if any(token.tag_ in FINITE for token in rest):
        return
    statement.content[-1] = scene.span(last.start, run.end)
    if statement.source is None:
        statement.source = rest
    elif 0 <= statement.source.start - rest.end <= 1:
        statement.source = scene.span(rest.start, statement.source.end)


def _goes_on(first: Statement, second: Statement) -> bool:
    """Whether the second is what the first one's source goes on to tell: "said that it rained, adding that it was cold"."""
    same_source = first.source is not None and second.source is not None and overlap(first.source, second.source)
    return same_source and _holds(first, second) and second.cue is not None and second.cue[0].tag_ == "VBG"


def _before(scene: Scene, first: Statement, second: Statement) -> list[Span]:
    """The first statement's content as far as the second one's cue."""
    assert second.cue is not None
    cut = second.cue.start
    pieces = (trimmed(scene, span.start, min(span.end, cut)) for span in first.content if span.start < cut)
    return [piece for piece in pieces if piece is not None]


def _touches(statement: Statement, tokens: set[int]) -> bool:
    return any(i in tokens for span in statement.content for i in (span.start, span.end - 1))


def _agree(candidate: Candidate, rule: Statement) -> None:
    """A rule found the same: its addressee is taken over, its agreement noted."""
    statement = candidate.statement
    statement.addressee = statement.addressee or rule.addressee
    same_source = (statement.source is None) == (rule.source is None)
    if statement.source is not None and rule.source is not None:
        same_source = overlap(statement.source, rule.source)
    statement.source = statement.source or rule.source
    ours, its = set(statement.tokens()), set(rule.tokens())
    candidate.features["agreed"] = 1.0
    candidate.features["agreed_words"] = len(ours & its) / len(ours | its)
    candidate.features[f"agreed={rule.rule}"] = float(same_source)
    candidate.features["source_disputed"] = float(not same_source)


@Language.factory("quotecheck_linked_attributions", default_config={"model": "reader"})
def make_linked_attributions(nlp: Language, name: str, model: str) -> LinkedAttributions:
    """The pipe for `nlp.add_pipe("quotecheck_linked_attributions")`; needs `quotecheck_encoder`, quotations and a parser before it."""
    return LinkedAttributions(load_linker(model), Attributions(load_cues()))

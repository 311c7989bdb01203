"""The pipe `quotecheck_attributions`: who is said to have said what, and by which word."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import ATTRIBUTIONS, Fact, Findings, Frame, words_of
from quotecheck.quotes.linking.model import load_linker
from quotecheck.quotes.linking.reconcile import reconcile
from quotecheck.quotes.rules.cues import Cues, load_cues
from quotecheck.quotes.rules.direct import cue_after, cue_before, signed
from quotecheck.quotes.rules.indirect import statement_of_verb, verbs
from quotecheck.quotes.rules.joining import covered, holders, join_runs, pieces
from quotecheck.quotes.rules.phrases import according_to
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.sources import goes_on
from quotecheck.quotes.rules.transcripts import turns
from quotecheck.quotes.rules.word_order import told_between, told_on
from quotecheck.quotes.statement import Statement


class Attributions:
    """Writes the layer `ATTRIBUTIONS`: a frame a statement, with the spans of content, cue, source and addressee.

    Facts: `rule`; `confidence`, the measured precision of that rule; `continues`, the id of the frame whose paragraph it goes
    on from; `within`, the id of the frame whose content holds it; `same_source_as`, the id of the frame that names the source
    where this one names none; each `None` where there is no such frame; `uttered`, false for a mere thought.
    """

    def __init__(self, cues: Cues) -> None:
        self.cues = cues

    def find(self, doc: Doc) -> list[Frame]:
        """The statements of the doc in text order."""
        findings = Findings(doc, "quotecheck_attributions")
        if not len(doc):
            return []
        scene = Scene(findings)
        return finish(scene, self.statements(scene))

    def __call__(self, doc: Doc) -> Doc:
        """Write what `find` found."""
        return ATTRIBUTIONS.write(doc, self.find(doc))

    def statements(self, scene: Scene) -> list[Statement]:
        """By cue, each cue once: quotations with a clause of saying after them, what the grammar gives, the rest by position."""
        found: dict[int, Statement] = {}
        taken: set[int] = set()

        def add(statement: Statement | None) -> None:
            if statement is not None and statement.anchor not in found:
                found[statement.anchor] = statement
                taken.update(covered(scene, statement))

        for turn in turns(scene):
            add(turn)
        for run in scene.outer_runs():
            add(cue_after(scene, run, self.cues) or signed(scene, run))
        for token in verbs(scene, self.cues):
            if token.i not in found:
                add(told_between(scene, token, self.cues) or statement_of_verb(scene, token, self.cues) or told_on(scene, token, self.cues))
        for run in scene.outer_runs():
            if run.index not in taken:
                add(cue_before(scene, run, self.cues))
        for i, word in enumerate(words_of(scene.doc)):
            if i not in found and self.cues.may_tell_without_verb(word):
                add(according_to(scene, scene.doc[i], self.cues))
        lend_sources(scene, found)
        cut_at_outer(scene, found)
        return reconcile(scene, (found[i] for i in sorted(found)))


def finish(scene: Scene, statements: list[Statement]) -> list[Frame]:
    """The frames of all statements: joined with what goes on from them, without furniture, doubles and what is nested in vain."""
    statements = join_runs(scene, statements)
    kept = [s for s in statements if s.content and not any(scene.findings.is_masked(span) for span in s.content)]
    for statement in kept:
        statement.content = [piece for span in statement.content for piece in pieces(scene, span)]
    kept = without_nested(without_doubles(kept))
    kept.sort(key=lambda s: (s.start(), s.anchor))
    return frames(kept)


def lend_sources(scene: Scene, found: dict[int, Statement]) -> None:
    """Give a cue without a subject of its own ("..., adding that") the source of the cue before it in the same sentence."""
    last: Statement | None = None
    for anchor in sorted(found):
        statement = found[anchor]
        if scene.is_quoted(scene.doc[anchor]) or statement.cue is None:
            continue
        is_near = last is not None and last.cue is not None and scene.sentence_start[last.cue.start] == scene.sentence_start[anchor]
        is_joined = scene.doc[anchor - 1].lower_ in (",", "and", "but")
        is_lent = statement.source is None or goes_on(scene.doc[anchor])
        if is_lent and statement.rule in LENT and is_near and is_joined and last is not None:
            statement.source = last.source
        if statement.source is not None:
            last = statement


def cut_at_outer(scene: Scene, found: dict[int, Statement]) -> None:
    """End a clause that is itself told before "state media reported" there; what begins only there is nothing told."""
    by_sentence: dict[int, list[Statement]] = {}
    for statement in found.values():
        if statement.rule not in ("clause_before", "according_to") or len(statement.content) != 1 or statement.source is None:
            continue
        if statement.content[0].end <= min(statement.anchor, statement.source.start):
            by_sentence.setdefault(scene.sentence_start[statement.anchor], []).append(statement)
    for anchor, statement in list(found.items()):
        for outer in by_sentence.get(scene.sentence_start[anchor], ()):
            told = outer.content[0]
            if outer is statement or not told.start <= anchor < told.end or outer.source is None or statement.cue is None:
                continue
            last = statement.content[-1]
            if last.start >= told.end and not scene.is_quoted(last[0]):
                statement.content.pop()
            elif last.end > told.end and last.start < told.end:
                statement.content[-1] = scene.span(last.start, told.end)
            if not statement.content:
                found.pop(anchor, None)
                break


LENT = frozenset({"clause_after", "quote_after_cue", "mixed_after_cue", "object", "infinitive"})


def without_doubles(statements: list[Statement]) -> list[Statement]:
    """The statements without those of the same cue and content as another."""
    seen: set[tuple[tuple[int, int], ...]] = set()
    kept = []
    for statement in statements:
        key = (*((s.start, s.end) for s in statement.content), (statement.anchor, -1))
        if key not in seen:
            seen.add(key)
            kept.append(statement)
    return kept


WEAK = frozenset({"object", "infinitive", "passive_infinitive"})


def without_nested(statements: list[Statement]) -> list[Statement]:
    """The statements without those of a weak rule that stand inside what another reports and that nobody has judged: hardly ever told."""
    holder = holders(statements)
    return [s for n, s in enumerate(statements) if not (n in holder and s.rule in WEAK and s.confidence is None)]


def frames(statements: list[Statement]) -> list[Frame]:
    """One frame a statement, ids in text order."""
    ids = {id(statement): f"a{n}" for n, statement in enumerate(statements, 1)}
    holder = holders(statements)
    precision = load_linker().precision
    made = []
    for n, statement in enumerate(statements):
        roles: dict[str, list[Span]] = {"content": sorted(statement.content, key=lambda s: s.start)}
        for role, span in (("cue", statement.cue), ("source", statement.source), ("addressee", statement.addressee)):
            if span is not None and len(span):
                roles[role] = [span]
        facts: dict[str, Fact] = {
            "rule": statement.rule,
            "confidence": round(precision(statement.rule) if statement.confidence is None else statement.confidence, 4),
            "continues": ids.get(id(statement.continues)),
            "within": f"a{holder[n] + 1}" if n in holder else None,
            "same_source_as": ids.get(id(statement.heir_of)),
            "uttered": statement.is_uttered,
        }
        made.append(Frame(ids[id(statement)], roles, facts))
    return made


@Language.factory("quotecheck_attributions")
def make_attributions(nlp: Language, name: str) -> Attributions:
    """The pipe for `nlp.add_pipe("quotecheck_attributions")`; needs `quotecheck_quotations` and a parser before it."""
    return Attributions(load_cues())

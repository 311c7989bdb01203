"""How far a reported clause reaches: from the grammar's idea of it to the words that are really said."""

from spacy.tokens import Span, Token

from quotecheck.quotes.rules.cues import load_cues
from quotecheck.quotes.rules.scene import Scene
from quotecheck.quotes.rules.telling import lists
from quotecheck.syntax.labels import dep, dependents, prepositions
from quotecheck.syntax.layout import MARKS

EDGES = frozenset({",", ";", ":", "-", "–", "—", "--", "."}) | MARKS


def object_end(scene: Scene, verb: Token, target: Token) -> int:
    """The end of the object with the phrases that belong to it: "accused X of Y", "her doubts about Z", not "on Monday"."""
    end = end_of(scene, target, verb)
    for child in sorted(dependents(verb), key=lambda t: t.i):
        words = [p.lower_ for p in prepositions(child)] or [c.lower_ for c in child.lefts if dep(c) in ("mark", "case")]
        is_near = child.i > target.i and child.left_edge.i <= end + 1
        if is_near and words and words[0] in lists().completing and child.lower_ not in lists().times | lists().settings:
            end = max(end, end_of(scene, child, verb))
    return end


def complement_span(scene: Scene, child: Token, verb: Token) -> Span | None:
    """The clause without a leading "that", up to where it ends or the next cue begins."""
    start = max(child.left_edge.i, verb.i + 1)
    end = told_next(scene, child, verb)
    if end is None:
        end = reach(scene, end_of(scene, child, verb), verb)
    return trimmed(scene, clause_start(scene, start, verb), end)


def clause_start(scene: Scene, start: int, verb: Token) -> int:
    """The first word of the clause past "however," and a "that" taken for a pronoun: "said on Monday that building it"."""
    doc, last = scene.doc, scene.sentence_end[verb.i] - 2
    start = past_connective(scene, start, last)
    if start < last and doc[start].lower_ == "that" and dep(doc[start]) in ("nsubj", "nsubj:pass", "obj", "det"):
        following = doc[start + 1]
        is_verb = following.pos_ in ("AUX", "ADV", "PART", "PUNCT") or following.tag_ in ("VBD", "VBZ", "VBP", "MD")
        if start > verb.i + 1 and not is_verb and doc[start - 1].text != ",":
            return start + 1
    return start


def past_connective(scene: Scene, start: int, end: int) -> int:
    """The place after "however," or the like, which joins what is told to the text before it and is no part of it."""
    doc, at = scene.doc, start
    while at < end and (doc[at].is_space or doc[at].text == ","):
        at += 1
    if at + 1 < end and doc[at].lower_ in lists().connectives and doc[at + 1].text == "," and scene.run_of[at] < 0:
        return at + 2
    return start


def quotation_start(scene: Scene, start: int) -> int:
    """The sentence's start with the quotation that ends right before it, where a splitter cut between quotation and "he said"."""
    doc, at = scene.doc, start
    while at < len(doc) and (scene.run_of[at] >= 0 or doc[at].is_space):
        at += 1
    run = scene.run_of[at - 1] if at else -1
    if run < 0 or at >= len(doc) or scene.paragraph_of[at - 1] != scene.paragraph_of[at]:
        return start
    last = doc[scene.runs[run].end - 1].text
    if last == "," or (last in ("?", "!") and doc[at].text[:1].islower()):
        return min(start, scene.sentence_start[scene.runs[run].outer_start], scene.runs[run].outer_start)
    return start


def told_next(scene: Scene, child: Token, verb: Token) -> int | None:
    """Where "and accused" begins in "said that it would take years and accused": a second act of telling hung under the first.

    Its form tells: it is finite as the teller's verb is, and the verb that it was hung under is not.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or scene.is_quoted(verb):
        return None
    for conjunct in child.children:
        if dep(conjunct) != "conj" or conjunct.tag_ != verb.tag_ or child.tag_ == verb.tag_ or scene.is_quoted(conjunct):
            continue
        if not any(c.i > conjunct.i for c in conjunct.children):
            continue
        joint = conjunct.i - 1
        while joint > child.i and scene.doc[joint].pos_ == "ADV":
            joint -= 1
        if scene.doc[joint].lower_ in ("and", "but") and load_cues().tells(conjunct):
            return joint
    return None


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
            return token.lower_ in lists().other_tellers and scene.run_of[i] < 0
        if token.text in (",", ";"):
            return False
    return False


def is_cut(scene: Scene, index: int) -> bool:
    """Whether a comma before a new clause of saying stands here."""
    doc = scene.doc
    return doc[index].text == "," and scene.run_of[index] < 0 and index + 1 < len(doc) and is_new_cue(scene, index + 1)


def end_of(scene: Scene, child: Token, verb: Token) -> int:
    """The end of what hangs under `child`, cut before a cue clause that a parser has drawn in ("..., adding that")."""
    doc = scene.doc
    end = child.right_edge.i + 1
    end = min(end, scene.limits(verb.i)[1])
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


def is_new_cue(scene: Scene, index: int) -> bool:
    """Whether a clause of saying begins here: "adding that ...", "according to ..."."""
    return scene.doc[index].lower_ in lists().new_cues


def trimmed(scene: Scene, start: int, end: int) -> Span | None:
    """The tokens without punctuation, quotation marks and a bare "that" at the edges; a quotation cut by an edge is taken whole.

    What ends a quotation inside its marks (a comma, a full stop) stays.
    """
    doc = scene.doc
    while start < end and (doc[start].is_space or doc[start].text in EDGES or _is_bare_that(doc[start])):
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


def _is_bare_that(token: Token) -> bool:
    return token.lower_ == "that" and dep(token) not in ("nsubj", "obj", "det", "nsubj:pass")

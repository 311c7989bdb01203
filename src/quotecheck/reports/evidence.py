"""Why a noun phrase is a cited report: each rule looks at one head noun and says so or not."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import Frame
from quotecheck.reports.nouns import kind_of, lemma, node, words
from quotecheck.syntax.labels import SUBJECTS, attachment, dep, dependents, is_passive, prepositions


@dataclass(slots=True)
class Citations:
    """The attributions of a doc by token: those whose source a token heads, and those whose cue it belongs to.

    `inside` are the tokens of what somebody is reported to say; `starts` and `ends` the sentence of each token.
    """

    sources: dict[int, Frame] = field(default_factory=dict)
    cues: dict[int, Frame] = field(default_factory=dict)
    inside: set[int] = field(default_factory=set)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)


def citations(doc: Doc, frames: Iterable[Frame]) -> Citations:
    """The attributions arranged by token, in time linear in the doc."""
    found = Citations()
    firsts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    ends = [*firsts[1:], len(doc)] if firsts else []
    for start, end in zip(firsts, ends, strict=True):
        found.starts.extend([start] * (end - start))
        found.ends.extend([end] * (end - start))
    contents: list[tuple[int, int]] = []
    for frame in frames:
        for span in frame.all("source"):
            for token in _heads(span):
                found.sources.setdefault(token.i, frame)
        for span in frame.all("cue"):
            found.cues.update(dict.fromkeys(range(span.start, span.end), frame))
        contents.extend((span.start, span.end) for span in frame.all("content"))
    covered = 0
    for start, end in sorted(contents):
        found.inside.update(range(max(start, covered), end))
        covered = max(covered, end)
    return found


FINITE = frozenset({"VBD", "VBZ", "VBP"})
NEAR_VERB = 12
FAR = 60  # tokens from the head of a sentence within which its cue is looked for
CLOSING = frozenset({"”", '"', "''", "’", "'"})


def _heads(span: Span) -> list[Token]:
    """The head of a source, and what is coordinated with it."""
    root = span.root
    return [root, *(child for child in root.rights if dep(child) == "conj" and child.i < span.end)]


def source_of_statement(head: Token, cited: Citations) -> bool:
    """`The report said ...`, `according to a report`."""
    return head.i in cited.sources


def subject_of_showing(head: Token, cited: Citations) -> bool:
    """`The study shows a rise`, `the letter asked for a bridge`."""
    verb = head.head if dep(head) == "nsubj" else _verb_below(head)
    if verb is None or verb.pos_ != "VERB" or any(child.lower_ == "this" for child in head.lefts):
        return False
    verbs = [verb, *(child for child in verb.rights if dep(child) == "conj" and child.pos_ == "VERB")]
    return any(_lemma(v) in words().show for v in verbs)


def _verb_below(head: Token) -> Token | None:
    """The finite verb that a parser hung on its own subject: `A report to the board this week noted ...`."""
    if dep(head) != "root" and head.head != head:
        return None
    finite = (child for child in head.rights if child.tag_ in FINITE and dep(child) in ("parataxis", "acl", "ccomp", "dep"))
    return next((verb for verb in finite if not any(dep(child) in SUBJECTS for child in verb.children)), None)


def followed_by_cue(head: Token, cited: Citations) -> bool:
    """`The report warned ...`, where the parser does not see that the one is the subject of the other."""
    after = head.i + 1
    return after in cited.cues and after < len(head.doc) and head.doc[after].tag_ != "VBG" and cited.cues[after].one("source") is None


def preceded_by_cue(head: Token, cited: Citations) -> bool:
    """`“...,” said a board statement`, where the parser does not see that."""
    at = head.i - 1
    while at > max(0, head.i - 6) and (head.doc[at].pos_ in ("DET", "ADJ", "PROPN", "NOUN", "PART") or head.doc[at].is_space):
        at -= 1
    return (
        at > 0
        and head.doc[at].lower_ in ("said", "says", "read", "added", "stated")
        and head.doc[at - 1].text in ("”", '"', "''", "’", "'")
    )


def opens_sentence_in(head: Token, cited: Citations) -> bool:
    """`In a statement ..., she said`: the phrase opens the sentence, a cue follows in it."""
    first = cited.starts[head.i]
    while first < head.i and head.doc[first].is_space:
        first += 1
    if head.doc[first].lower_ not in words().medium or not 1 < head.i - first <= 5:
        return False
    between = head.doc[first + 1 : head.i]
    plain = all(token.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PART", "NUM", "PRON", "VERB", "ADV") or token.is_space for token in between)
    return plain and any(i in cited.cues for i in range(head.i + 1, min(cited.ends[head.i], head.i + FAR)))


def medium_of_statement(head: Token, cited: Citations) -> bool:
    """`In a statement, she said ...`, `he wrote in a letter`, `it was shown in the survey`."""
    head = node(head)
    governed = prepositions(head)
    medium = [preposition.lower_ for preposition in governed if preposition.lower_ in words().medium]
    if not medium or not _is_determined(head) or (medium == ["during"] and kind_of(head) != "speech"):
        return False
    verb = attachment(head) if governed and head.dep_ in ("pobj", "pcomp") else head.head
    for _ in range(3):
        if verb.i in cited.cues:
            return True
        if verb.pos_ in ("VERB", "AUX") and _lemma(verb) in words().show | words().hold:
            return True
        if verb.head == verb or verb.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            return False
        verb = verb.head
    return False


def _is_determined(head: Token) -> bool:
    """Whether an article, possessor, number or plural makes it a certain document: not "in response", "in research"."""
    if any(dep(child) in ("det", "nmod:poss", "nummod") for child in head.lefts) or head.tag_ in ("NNS", "NNPS", "NNP"):
        return True
    return any(token.lower_ in ("a", "an", "the") for token in head.doc[max(0, head.i - 6) : head.i])


def described_as_showing(head: Token, cited: Citations) -> bool:
    """`A report, which outlines ...`, `a letter warning of ...`, `a decree requiring ...`."""
    for child in head.children:
        if dep(child) in ("acl", "acl:relcl") and child.pos_ == "VERB" and _lemma(child) in words().show | words().rule:
            subjects = [c for c in child.children if dep(c) in ("nsubj", "nsubj:pass")]
            if is_passive(child) or child.tag_ in ("VBN", "VB"):
                continue
            if not subjects or subjects[0].lower_ in ("which", "that", "who"):
                return True
    return False


def described_as_released(head: Token, cited: Citations) -> bool:
    """`A report released by the board`, `a letter dated 3 May`."""
    return any(
        dep(child) == "acl" and _lemma(child) in words().release and child.i > head.i and not _has_subject_of_its_own(child)
        for child in head.children
    )


def _has_subject_of_its_own(verb: Token) -> bool:
    """Whether a comma and a subject stand before the verb, so that it begins another clause."""
    return verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == "," and any(dep(child) in SUBJECTS for child in verb.lefts)


def told_of_statement(head: Token, cited: Citations) -> bool:
    """`Submissions Lee made stated: ...`, `the finding that ...`: a cue hangs on it, or what it says follows a colon."""
    return any(child.i in cited.cues and dep(child) in ("acl", "acl:relcl") and child.tag_ != "VBN" for child in head.children)


def cited_by_verb(head: Token, cited: Citations) -> bool:
    """`She cited a report`, `quoting a letter`, `based on data`."""
    verb = head.head
    if dep(head) == "obj" and verb.pos_ == "VERB":
        return _lemma(verb) in words().cite
    above = attachment(head) if head.dep_ in ("pobj", "pcomp") else verb
    return above.lower_ in ("based", "basing") and any(p.lower_ in ("on", "upon") for p in prepositions(head))


def under_law(head: Token, cited: Citations) -> bool:
    """`Under Section 3 of the Ports Act`, `under the law`: the rule that it sets is what is stated."""
    sentence = cited.starts[head.i]
    for token in reversed(head.doc[max(sentence, head.i - 15) : head.i]):
        if token.lower_ in words().under:
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


Rule = Callable[[Token, Citations], bool]
STRONG: tuple[Rule, ...] = (
    source_of_statement,
    medium_of_statement,
    told_of_statement,
    cited_by_verb,
    followed_by_cue,
    preceded_by_cue,
    opens_sentence_in,
)
WEAK: tuple[Rule, ...] = (subject_of_showing, described_as_showing, described_as_released)


def evidence(head: Token, cited: Citations, weak: str) -> str | None:
    """The name of the first rule by which the noun is a cited report, or `None`; `weak` is its kind where only strong rules count."""
    for rule in STRONG:
        if rule(head, cited):
            return rule.__name__
    if weak == "law" and head.pos_ == "PROPN" and lemma(head) != "law" and under_law(head, cited):
        return under_law.__name__
    if weak and not _is_definite_or_owned(head):
        rules: tuple[Rule, ...] = (described_as_showing,)
    else:
        rules = WEAK
    return next((rule.__name__ for rule in rules if rule(head, cited)), None)


def _is_definite_or_owned(head: Token) -> bool:
    return not any(child.lower_ in ("a", "an", "some", "many", "no", "any") for child in head.lefts)


def verb_above(head: Token) -> Token:
    """What the noun hangs on, past a preposition."""
    head = node(head)
    return attachment(head) if head.dep_ in ("pobj", "pcomp") else head.head


def follows_passive(head: Token) -> bool:
    """Whether the noun hangs on a passive verb close before it, so that "by" after it names the verb's agent."""
    verb = verb_above(head)
    return 0 < head.i - verb.i <= NEAR_VERB and is_passive(verb)


def released(head: Token) -> Token | None:
    """The verb by which the report came out: `the report was released`, `a report published on Monday`."""
    for child in dependents(head):
        if dep(child) in ("acl", "acl:relcl") and _lemma(child) in words().release:
            return child
    verb = head.head
    if dep(head) in ("nsubj:pass", "obj") and _lemma(verb) in words().release:
        return verb
    return None


def _lemma(token: Token) -> str:
    return (token.lemma_ or token.lower_).lower()

"""Why a noun phrase is a cited report: each rule looks at one head noun and says so or not."""

from collections.abc import Callable

from spacy.tokens import Token

from quotecheck.reports.citations import Citations
from quotecheck.reports.nouns import is_only_source, is_plural, is_verb_of_name, is_weak, kind_of, node, noun_of, words
from quotecheck.reports.runs import CLITICS, OWNERS
from quotecheck.syntax.labels import SUBJECTS, attachment, dep, dependents, is_negated, is_passive, prepositions, subject

FINITE = frozenset({"VBD", "VBZ", "VBP"})
CLOSING = frozenset({"”", '"', "''", "’", "'"})
NEAR_VERB = 12
NEAR_CUE = 6  # tokens between a cue and the preposition of the phrase it is said in
FAR = 60  # tokens from the head of a sentence within which its cue is looked for


def source_of_statement(head: Token, cited: Citations) -> bool:
    """`The report said ...`, `according to a report`."""
    return head.i in cited.sources


def according_to(head: Token, cited: Citations) -> bool:
    """`According to a report`, `per the survey`, whether or not somebody saw what it says."""
    start = cited.start_of(head)
    before = head.doc[start - 1] if start else None
    if before is None or before.lower_ not in ("to", "per"):
        return False
    if not _is_determined(head, start) and (is_only_source(head) or kind_of(head) == "law"):
        return False
    return before.lower_ == "per" or (start > 1 and head.doc[start - 2].lower_ == "according")


def medium_of_statement(head: Token, cited: Citations) -> bool:
    """`In a statement, she said ...`, `he wrote in a letter`, `it was shown in the survey`."""
    start = cited.start_of(head)
    if start == 0 or not _is_determined(head, start):
        return False
    medium = head.doc[start - 1]
    if medium.lower_ not in words().medium or (medium.lower_ == "during" and kind_of(head) != "speech"):
        return False
    if is_only_source(head) and head.doc[start].pos_ not in ("DET", "PRON", "PROPN"):
        return False
    return _cue_before(medium, cited) or _hangs_on_statement(head, cited) or _closes_statement(medium, cited)


def _is_determined(head: Token, start: int) -> bool:
    """Whether an article, possessor, number or plural makes it a certain document: not "in response", "in research"."""
    if head.tag_ in ("NNS", "NNPS", "NNP") or is_plural(head):
        return True
    before = head.doc[start : head.i]
    return any(token.pos_ in ("DET", "NUM", "PROPN") or token.lower_ in OWNERS or token.text in CLITICS for token in before)


def _cue_before(medium: Token, cited: Citations) -> bool:
    """Whether the cue stands before the preposition with nothing between but whom it was told, when and where."""
    for i in range(medium.i - 1, max(-1, medium.i - 1 - NEAR_CUE), -1):
        if i in cited.cues:
            return True
        token = medium.doc[i]
        if token.is_punct or token.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ"):
            return False
    return False


def _closes_statement(medium: Token, cited: Citations) -> bool:
    """`Prices rose, she said, ..., in a paper`: a comma and the phrase stand behind what is told."""
    if medium.i < 2 or medium.nbor(-1).text != "," or medium.lower_ != "in" or not cited.is_told(medium.i - 2):
        return False
    return any(i in cited.cues for i in range(cited.sentence(medium.i)[0], medium.i))


def _hangs_on_statement(head: Token, cited: Citations) -> bool:
    """Whether the phrase belongs to a verb of saying or showing; for a noun of many meanings it must be the very next word up."""
    head = node(head)
    verb = attachment(head) if head.dep_ in ("pobj", "pcomp") else head.head
    for _ in range(1 if is_weak(head) else 3):
        if verb.i in cited.cues:
            return not cited.is_told(head.i) or cited.is_told(verb.i)
        if verb.pos_ in ("VERB", "AUX") and _lemma(verb) in words().show | words().hold:
            return kind_of(head) != "law" and not is_only_source(head)
        if verb.head == verb or verb.pos_ not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            return False
        verb = verb.head
    return False


def opens_sentence_in(head: Token, cited: Citations) -> bool:
    """`In a statement ..., she said`: the phrase opens the sentence, a cue follows in it."""
    first, end = cited.sentence(head.i)
    while first < head.i and (head.doc[first].is_space or head.doc[first].is_quote):
        first += 1
    start = cited.start_of(head)
    if head.doc[first].lower_ not in words().medium or start != first + 1 or not _is_determined(head, start):
        return False
    return any(i in cited.cues for i in range(head.i + 1, min(end, head.i + FAR)))


def told_of_statement(head: Token, cited: Citations) -> bool:
    """`Submissions Lee made stated: ...`, `a letter warning that ...`: a cue hangs on it, or what it says follows a colon."""
    for child in head.children:
        if child.i in cited.cues and dep(child) in ("acl", "acl:relcl") and child.tag_ != "VBN" and not _has_subject_of_its_own(child):
            subjects = [other for other in child.children if dep(other) in SUBJECTS]
            if child.i > head.i and all(subject.lower_ in ("which", "that") for subject in subjects):
                return True
    return False


def made_to_say(head: Token, cited: Citations) -> bool:
    """`The board issued a statement saying ...`: the words that express the act of saying hold the noun."""
    frame = cited.cues.get(head.i)
    if frame is None or frame.one("source") is None or frame.one("content") is None or kind_of(head) == "law":
        return False
    verbs = {_lemma(head.doc[i]) for i in range(max(0, head.i - NEAR_VERB), head.i) if i in cited.cues and head.doc[i].pos_ == "VERB"}
    makes = words().make if kind_of(head) in ("statement", "letter", "speech", "other") else frozenset[str]()  # not "made an estimate"
    return not verbs.isdisjoint(words().release | makes)


def cited_by_verb(head: Token, cited: Citations) -> bool:
    """`She cited a report`, `quoting a letter`, `based on data`."""
    verb = head.head
    if dep(head) == "obj" and verb.pos_ == "VERB":
        return _lemma(verb) in words().cite
    above = attachment(head) if head.dep_ in ("pobj", "pcomp") else verb
    on = any(preposition.lower_ in ("on", "upon") for preposition in prepositions(head))
    if not on or above.lower_ not in ("based", "basing") or kind_of(head) == "law":
        return False
    what = subject(above) if is_passive(above) else None
    return what is None or what.lower_ in words().forms or what.lower_ in ("conclusion", "conclusions", "claims", "charges")


def followed_by_cue(head: Token, cited: Citations) -> bool:
    """`The report warned ...`, where the parser does not see that the one is the subject of the other."""
    after = head.i + 1
    if after < len(head.doc) and is_verb_of_name(head.doc[after]):
        return True
    if after >= len(head.doc) or kind_of(head) == "law" or after not in cited.cues or cited.cues[after].one("source") is not None:
        return False
    return head.doc[after].tag_ in FINITE and _lemma(head.doc[after]) != "be"


def preceded_by_cue(head: Token, cited: Citations) -> bool:
    """`“...,” said a board statement`, where the parser does not see that."""
    at = cited.start_of(head) - 1
    return at > 0 and head.doc[at].lower_ in ("said", "says", "read", "added", "stated") and head.doc[at - 1].text in CLOSING


def subject_of_showing(head: Token, cited: Citations) -> bool:
    """`The study shows a rise`, `the letter asked for a bridge`."""
    verb = head.head if dep(head) == "nsubj" else _verb_below(head)
    if verb is None or verb.pos_ != "VERB" or is_negated(verb) or any(child.lower_ == "this" for child in head.lefts):
        return False
    verbs = [verb, *(child for child in verb.rights if dep(child) == "conj" and child.pos_ == "VERB")]
    return any(_lemma(v) in words().show for v in verbs)


def _verb_below(head: Token) -> Token | None:
    """The finite verb that a parser hung on its own subject: `A report to the board this week noted ...`."""
    if dep(head) != "root" and head.head != head:
        return None
    finite = (child for child in head.rights if child.tag_ in FINITE and dep(child) in ("parataxis", "acl", "ccomp", "dep"))
    return next((verb for verb in finite if not any(dep(child) in SUBJECTS for child in verb.children)), None)


def states_that(head: Token, cited: Citations) -> bool:
    """`A video shows that boats sank`: what is shown is a clause."""
    if not subject_of_showing(head, cited):
        return False
    return any(dep(child) == "ccomp" for child in head.head.children)


def described_as_showing(head: Token, cited: Citations) -> bool:
    """`A report, which outlines ...`, `a letter warning of ...`, `a decree requiring ...`."""
    for child in head.children:
        if dep(child) in ("acl", "acl:relcl") and child.pos_ == "VERB" and _lemma(child) in words().show | words().rule:
            subjects = [c for c in child.children if dep(c) in ("nsubj", "nsubj:pass")]
            if is_passive(child) or child.tag_ in ("VBN", "VB") or is_negated(child):
                continue
            if not subjects or subjects[0].lower_ in ("which", "that", "who"):
                return True
    return False


def described_as_released(head: Token, cited: Citations) -> bool:
    """`A report released by the board`, `a letter dated 3 May`."""
    return not cited.is_told(head.i) and any(
        dep(child) == "acl" and _lemma(child) in words().release and child.i > head.i and not _has_subject_of_its_own(child)
        for child in head.children
    )


def _has_subject_of_its_own(verb: Token) -> bool:
    """Whether a comma and a subject stand before the verb, so that it begins another clause."""
    return verb.left_edge.i > 0 and verb.doc[verb.left_edge.i - 1].text == "," and any(dep(child) in SUBJECTS for child in verb.lefts)


def sets_rule(head: Token, cited: Citations) -> bool:
    """`The Act requires ...`, `the law says ...`: said of a law as of a text that is read."""
    verb = head.head
    return dep(head) == "nsubj" and verb.pos_ == "VERB" and not is_negated(verb) and _lemma(verb) in words().rule | {"state", "say", "read"}


def under_law(head: Token, cited: Citations) -> bool:
    """`Under the Ports Act, ...`, `in accordance with Section 3 of the Act`: the rule that it sets is what is stated."""
    first = cited.sentence(head.i)[0]
    for token in reversed(head.doc[max(first, head.i - 15) : head.i]):
        if token.lower_ in words().under:
            return True
        if token.lower_ in ("under", "section", "article") and _begins_clause(token, first):
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _begins_clause(token: Token, first: int) -> bool:
    """Whether nothing stands before the token in its sentence or clause but "that", "and" or a mark."""
    at = token.i - 1
    while at >= first and (token.doc[at].is_space or token.doc[at].is_punct):
        at -= 1
    return at < first or token.doc[at].lower_ in ("that", "and", "but", "because")


Rule = Callable[[Token, Citations], bool]
STRONG: tuple[Rule, ...] = (
    source_of_statement,
    according_to,
    medium_of_statement,
    told_of_statement,
    made_to_say,
    cited_by_verb,
    followed_by_cue,
    preceded_by_cue,
    opens_sentence_in,
)
SAID_OF_SOURCES: tuple[Rule, ...] = (source_of_statement, according_to, medium_of_statement, opens_sentence_in)
OF_STRONG_NOUNS: tuple[Rule, ...] = (subject_of_showing, described_as_showing, described_as_released)
OF_DEFINITE_WEAK_NOUNS: tuple[Rule, ...] = (subject_of_showing, described_as_showing)
OF_OTHER_WEAK_NOUNS: tuple[Rule, ...] = (states_that, described_as_showing)
OF_LAWS: tuple[Rule, ...] = (under_law, sets_rule)
OF_DECREES: tuple[Rule, ...] = (described_as_showing, sets_rule)


def evidence(head: Token, kind: str, cited: Citations) -> str | None:
    """The name of the first rule by which the noun, of that kind, is a cited report, or `None`."""
    if _is_denied(head, cited):
        return None
    rules = (*_strong_rules(head, kind), *_other_rules(head, kind, cited))
    return next((rule.__name__ for rule in rules if rule(head, cited)), None)


def _strong_rules(head: Token, kind: str) -> tuple[Rule, ...]:
    if not is_only_source(head):
        return STRONG
    return SAID_OF_SOURCES if kind in ("statement", "letter", "speech", "media", "study") else (source_of_statement,)


def _is_denied(head: Token, cited: Citations) -> bool:
    """Whether there is none: "no report", "any poll"."""
    return any(token.lower_ in ("no", "any", "neither") for token in head.doc[cited.start_of(head) : head.i])


def _other_rules(head: Token, kind: str, cited: Citations) -> tuple[Rule, ...]:
    if kind == "law":
        if noun_of(head) in words().decrees:
            return OF_DECREES
        return OF_LAWS if head.pos_ == "PROPN" and noun_of(head) != "law" else ()
    if is_only_source(head):
        return ()
    if not is_weak(head):
        return (subject_of_showing,) if _is_bare_plural(head, cited) else OF_STRONG_NOUNS
    return OF_DEFINITE_WEAK_NOUNS if _is_definite_or_owned(head, cited) else OF_OTHER_WEAK_NOUNS


def _is_bare_plural(head: Token, cited: Citations) -> bool:
    """Whether it is documents of a sort rather than certain ones: "annual reports detailing losses"."""
    return is_plural(head) and not any(
        token.pos_ in ("DET", "NUM", "PROPN", "PRON", "PART") for token in head.doc[cited.start_of(head) : head.i]
    )


def _is_definite_or_owned(head: Token, cited: Citations) -> bool:
    return not any(token.lower_ in ("a", "an", "some", "many", "no", "any") for token in head.doc[cited.start_of(head) : head.i])


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

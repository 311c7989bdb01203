"""Tense of a clause as evidence for which Tuesday is meant, from tags that either label scheme has."""

from typing import Literal

from spacy.tokens import Token

from quotecheck.syntax.labels import dep

Tense = Literal["past", "present", "future"]

CERTAIN_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall"})
FUTURE_AUXILIARIES = CERTAIN_FUTURE | {"would", "may", "might", "must", "should", "can", "could"}
"""With those of reported plans: "said it would leave on Monday"."""

CONDITIONS = frozenset({"if", "unless", "once", "when", "until", "till"})
"""What makes a clause in the present tense one of the future: "if it is not mended by Friday"."""

PLANS = frozenset(
    [
        "plan",
        "plans",
        "planned",
        "planning",
        "expect",
        "expects",
        "expected",
        "expecting",
        "schedule",
        "scheduled",
        "scheduling",
        "set",
        "due",
        "slated",
        "likely",
        "intend",
        "intends",
        "intended",
        "intending",
        "hope",
        "hopes",
        "hoped",
        "hoping",
        "aim",
        "aims",
        "aimed",
        "aiming",
        "vow",
        "vows",
        "vowed",
        "promise",
        "promises",
        "promised",
        "going",
        "want",
        "wants",
        "prepare",
        "preparing",
        "ready",
        "bound",
        "poised",
        "propose",
        "proposes",
        "proposed",
        "supposed",
        "forecast",
        "project",
        "projected",
        "rescheduled",
        "postpone",
        "postponed",
        "adjourned",
        "deferred",
    ]
)
"""What stands over the planned: "set to open", "scheduled for Monday", "postponed until May"."""

VOWS = frozenset({"vowed", "promised", "proposed", "pledged", "postponed", "adjourned", "rescheduled", "deferred"})
"""Acts that look ahead, but were done on the day that stands by them: "vowed on Friday to rebuild"."""

SCHEDULED = frozenset(
    [
        "meet",
        "meets",
        "open",
        "opens",
        "take",
        "takes",
        "face",
        "faces",
        "play",
        "plays",
        "host",
        "hosts",
        "visit",
        "visits",
        "travel",
        "travels",
        "arrive",
        "arrives",
        "leave",
        "leaves",
        "start",
        "starts",
        "begin",
        "begins",
        "end",
        "ends",
        "close",
        "closes",
        "launch",
        "launches",
        "return",
        "returns",
        "vote",
        "votes",
        "head",
        "heads",
        "kick",
        "kicks",
        "expire",
        "expires",
    ]
)
"""What the present tense tells of days to come: "the fair opens on Friday"."""

CLIMB = 12


def clause_tense(token: Token) -> Tense | None:
    """The tense of the clause that holds the token: of the nearest verb above that shows one; `None` without a parse.

    What is planned is future: "will", "going to", "set to", "expected on", "would" in reported speech. A genitive
    ("Wednesday's ruling", "the letters of May 3") has no tense, since the clause says nothing of when the ruling was. A date that opens the
    clause ("On Friday they planned ...") is that of the planning. An infinitive under the past has
    none: what somebody "agreed to buy in May" may be bought by now or not.
    """
    if dep(token) == "nmod:poss" or _is_of_noun(token):
        return None
    verb, aimed = token, False
    if _is_day_of_act(token):
        return "past"
    for _ in range(CLIMB):
        tense = _shown_by(verb)
        if tense == "past" and _is_planned(verb, token):
            return "future"
        if tense == "future" and token.i < verb.i and verb.tag_ == "VBD":
            return "past"
        aimed = aimed or _is_infinitive(verb)
        if tense or verb.head == verb:
            return None if aimed and tense == "past" else tense
        verb = verb.head
    return None


def _shown_by(verb: Token) -> Tense | None:
    auxiliaries = [child for child in verb.children if dep(child) in ("aux", "aux:pass", "cop") or child.tag_ in ("MD", "TO")]
    if _is_plan(verb):
        return "past" if any(child.lower_ == "had" for child in auxiliaries) else "future"
    if verb.pos_ not in ("VERB", "AUX") and not auxiliaries:
        return None
    words = {child.lower_ for child in auxiliaries}
    if words & FUTURE_AUXILIARIES:
        return _modal(verb, words)
    if "to" in words and verb.head != verb:
        if _is_plan(verb.head) and any(child.lower_ == "had" for child in verb.head.children):
            return "past"
        to_be_done = "be" in words and dep(verb) == "acl"
        return "future" if to_be_done or _is_plan(verb.head) or words & {"is", "are"} else None
    tense = _finite([child for child in auxiliaries if child.tag_ in ("VBD", "VBZ", "VBP")] or [verb])
    if tense == "present" and (verb.lower_ in SCHEDULED or any(child.lower_ in CONDITIONS for child in verb.children)):
        return "future"
    return tense


def _modal(verb: Token, words: set[str]) -> Tense:
    """ "May have left" and "could not come" look back, "will have left" and "could come" ahead."""
    if words & CERTAIN_FUTURE:
        return "future"
    denied = "could" in words and any(child.lower_ in ("not", "n't", "n’t") for child in verb.children)
    return "past" if "have" in words or denied else "future"


def _is_of_noun(token: Token) -> bool:
    return token.head.pos_ == "NOUN" and any(child.lower_ == "of" and child.i < token.i for child in token.children)


def _is_planned(verb: Token, token: Token) -> bool:
    """Whether the date stands behind what the verb reports, and that is of the future: "said it will open on Friday"."""
    return any(dep(child) == "ccomp" and verb.i < child.i < token.i and _shown_by(child) == "future" for child in verb.children)


def _is_day_of_act(token: Token) -> bool:
    act = token.head
    aimed = any(child.lower_ in ("for", "until", "till", "to", "by") for child in token.children)
    return act.lower_ in VOWS and act.tag_ == "VBD" and not aimed


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def _is_plan(token: Token) -> bool:
    if token.lower_ == "set" and token.tag_ not in ("VBN", "JJ"):
        return False
    return token.lower_ in PLANS and token.pos_ in ("VERB", "ADJ", "AUX")


def _finite(verbs: list[Token]) -> Tense | None:
    if verbs[0].tag_ in ("VBD", "VBN") or verbs[0].lower_ in ("has", "have", "'ve", "’ve"):
        return "past"
    return "present" if verbs[0].tag_ in ("VBZ", "VBP") else None

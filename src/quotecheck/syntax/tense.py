"""Tense of a clause as evidence for which Tuesday is meant, from tags that either label scheme has."""

from typing import Literal

from spacy.tokens import Token

from quotecheck.syntax.labels import dep

Tense = Literal["past", "present", "future"]

FUTURE_AUXILIARIES = frozenset({"will", "'ll", "’ll", "wo", "shall"})
PLANS = frozenset(
    "plan expect schedule set due slate likely intend hope aim vow promise go want prepare ready bind poise propose forecast project".split()
)
"""Lemmas of what stands before the planned: "set to open", "scheduled for Monday"."""

CLIMB = 12


def clause_tense(token: Token) -> Tense | None:
    """The tense of the clause that holds the token: of the nearest verb above that shows one; `None` without a parse.

    "will", "going to", "set to", "expected on" and the like are future.
    """
    for _ in range(CLIMB):
        tense = _shown_by(token)
        if tense or token.head is token:
            return tense
        token = token.head
    return None


def _shown_by(verb: Token) -> Tense | None:
    auxiliaries = [child for child in verb.children if dep(child) in ("aux", "aux:pass", "cop") or child.tag_ in ("MD", "TO")]
    if verb.pos_ not in ("VERB", "AUX") and not auxiliaries:
        return None
    words = {child.lower_ for child in auxiliaries}
    if words & FUTURE_AUXILIARIES:
        return "future"
    past = any(child.tag_ == "VBD" for child in auxiliaries)
    if "to" in words and verb.head is not verb:
        return "future" if _is_plan(verb.head) or words & {"is", "are"} else None
    if _is_plan(verb) and verb.tag_ == "VBN" and not past:
        return "future"
    return _finite([child for child in auxiliaries if child.tag_ in ("VBD", "VBZ", "VBP")] or [verb])


def _is_plan(token: Token) -> bool:
    return token.lemma_.lower() in PLANS


def _finite(verbs: list[Token]) -> Tense | None:
    if verbs[0].tag_ in ("VBD", "VBN") or verbs[0].lower_ in ("has", "have", "'ve", "’ve"):
        return "past"
    return "present" if verbs[0].tag_ in ("VBZ", "VBP") else None

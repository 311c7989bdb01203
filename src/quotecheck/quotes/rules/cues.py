"""Which words are cues, and in which frames: the lexicon `cues.toml` asked by token."""

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from quotecheck import lexicon
from quotecheck.quotes.rules.telling import lists
from quotecheck.syntax.labels import dep


@dataclass(frozen=True, slots=True)
class VerbFrames:
    """Lemmas by the frame that they open; `prepositions` gives those that belong to a verb as a cue ("call for")."""

    report: list[str]
    evidence: list[str]
    quoting: list[str]
    commit: list[str]
    request: list[str]
    name: list[str]
    object: list[str]
    prepositions: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The shape of `cues.toml`."""

    source_after: list[str]
    particles: list[str]
    document_nouns: list[str]
    verbs: VerbFrames


IRREGULAR = {
    form: verb
    for verb, forms in {
        "say": "said", "tell": "told", "write": "wrote written", "swear": "swore sworn", "begin": "began begun", "go": "went gone",
        "sing": "sang", "think": "thought", "speak": "spoke spoken", "find": "found", "show": "shown", "hold": "held", "teach": "taught",
        "foresee": "foresaw", "shoot": "shot", "run": "ran", "plead": "pled",
    }.items()
    for form in forms.split()
}  # fmt: skip


class Cues:
    """The lexicon as sets, and questions about a token."""

    def __init__(self) -> None:
        entries = lexicon.load("cues", CueLexicon)
        verbs = entries.verbs
        self.report = frozenset(verbs.report)
        self.evidence = frozenset(verbs.evidence)
        self.quoting = frozenset(verbs.quoting) | self.report
        self.commit = frozenset(verbs.commit)
        self.request = frozenset(verbs.request)
        self.name = frozenset(verbs.name)
        self.object = frozenset(verbs.object)
        self.verb_with = {verb: frozenset(words) for verb, words in verbs.prepositions.items()}
        self.source_after: dict[str, list[tuple[str, ...]]] = {}
        for words in (tuple(phrase.split()) for phrase in entries.source_after):
            self.source_after.setdefault(words[0], []).append(words)
        self.particles = frozenset(entries.particles)
        self.documents = frozenset(entries.document_nouns)
        self.verbs = self.quoting.union(self.evidence, self.commit, self.request, self.name, self.object, self.verb_with)

    def verb(self, token: Token) -> str | None:
        """The lemma of a verb that is a cue in some frame; `None` for other words.

        In a headline ("Storm Is Over, Mayor Says") taggers take capitalised verbs for names, and now and then a past form
        after an unknown name for a noun: there the form decides.
        """
        pos = token.pos_
        if pos in ("VERB", "AUX") or not pos:
            lemma = token.lemma_.lower() if token.lemma_ else base_form(token.lower_)
            lemma = lemma if lemma in self.verbs else base_form(token.lower_)
            return lemma if lemma in self.verbs else None
        if pos == "NOUN" and token.lower_.endswith("ed"):
            lemma = base_form(token.lower_)
            return lemma if lemma in self.report else None
        if pos in ("PROPN", "NOUN") and token.text[:1].isupper() and token.lower_ in lists().headline_forms:
            return base_form(token.lower_)
        return None

    def may_tell_without_verb(self, word: str) -> bool:
        """Whether it is worth looking whether a word tells something without a verb of saying: "according"."""
        return word.lower() in self.source_after

    def tells(self, token: Token) -> bool:
        """Whether the verb tells by itself what somebody says, in whatever frame; not one that does so only beside a quotation."""
        lemma = self.verb(token)
        return lemma is not None and (lemma in self.report | self.commit | self.request | self.object or lemma in self.verb_with)

    def is_document(self, token: Token | None) -> bool:
        """Whether the noun is one of the things that show and find as people say: a report, a court."""
        return token is not None and (token.lemma_ or token.lower_).lower() in self.documents


@cache
def load_cues() -> Cues:
    """The lexicon, read at the first call."""
    return Cues()


ENDINGS = (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


def base_form(word: str) -> str:
    """The infinitive of a verb form by its ending, for text without lemmas; a guess, to be looked up in the lexicon.

    >>> [base_form(word) for word in ("said", "says", "warned", "warning", "denies", "denied", "argued", "quipped", "address")]
    ['say', 'say', 'warn', 'warn', 'deny', 'deny', 'argue', 'quip', 'address']
    """
    if word in IRREGULAR:
        return IRREGULAR[word]
    known = load_cues().verbs
    for ending, ends in ENDINGS:
        if word.endswith(ending):
            stem = word[: -len(ending)] + ends
            if stem in known:
                return stem
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in known:
                return stem[:-1]
    return word


def _after_reflexive(doc: Doc, end: int) -> int:
    """The place after "itself" and "as", blanks skipped, if they follow; else the same place."""
    following = [token for token in doc[end : end + 4] if not token.is_space]
    if not following or not following[0].lower_.endswith(("self", "selves")):
        return end
    is_as = len(following) > 1 and following[1].lower_ == "as"
    return following[int(is_as)].i + 1


def cue_span(verb: Token, cues: Cues) -> Span:
    """The verb with a particle or reflexive of its own ("pointed out", "describes itself as"), without auxiliaries."""
    end = verb.i + 1
    doc = verb.doc
    if end < len(doc) and doc[end].lower_ in cues.particles and doc[end].head == verb and dep(doc[end]) in ("compound:prt", "advmod"):
        end += 1
    if cues.verb(verb) in cues.name:
        end = _after_reflexive(doc, end)
    start = verb.i
    if start >= 2 and doc[start - 1].lower_ == "as" and doc[start - 2].lower_ in ("quoted", "cited", "reported"):
        start -= 2
    return doc[start:end]

"""One possible speaker, and the phrases that name it."""

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from operator import itemgetter

from spacy.tokens import Span, Token

from quotecheck.records import SpeakerKind

LOOKED_AT = 12
INDEFINITE = frozenset({"a", "an", "one", "another", "any", "some", "each", "every"})


@dataclass(eq=False)
class Entity:
    """One possible speaker; `places` holds its mentions and the sources resolved to it, pronouns too, by first token.

    `members` are those who speak together where it is several.
    """

    kind: SpeakerKind
    name: Span
    mentions: list[Span]
    role: Span | None = None
    affiliation: Span | None = None
    gender: str | None = None
    gender_by: str = ""
    report: str | None = None
    plural: bool = False
    members: "list[Entity]" = field(default_factory=list)
    speaks: bool = False
    places: list[tuple[int, Span]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = sorted(((span.start, span) for span in self.mentions), key=itemgetter(0))

    @property
    def is_single_person(self) -> bool:
        """Whether "he" or "she" can mean it."""
        return self.kind in ("person", "unnamed")

    def see(self, source: Span) -> None:
        """Remember that this source was resolved to it."""
        insort(self.places, (source.start, source), key=itemgetter(0))

    def within(self, start: int, end: int) -> list[Span]:
        """The places that begin in that half-open range of tokens, in text order."""
        low = bisect_left(self.places, start, key=itemgetter(0))
        high = bisect_left(self.places, end, key=itemgetter(0))
        return [span for _, span in self.places[low:high]]

    def words_before(self, token: int) -> tuple[set[str], set[str]]:
        """The words of its names, and those of its role and of what it was called before that token, in small letters."""
        named = {word.lower_ for word in self.name if word.is_alpha}
        told = {word.lower_ for span in (self.role, self.affiliation) for word in span or () if word.is_alpha}
        count = self.before(token)
        for _, span in self.places[max(0, count - LOOKED_AT) : count]:
            for word in span:
                (named if word.pos_ == "PROPN" else told).add(word.lower_)
        return named, told

    def before(self, token: int) -> int:
        """How many of its places begin before that token."""
        return bisect_left(self.places, token, key=itemgetter(0))

    def last_before(self, token: int) -> int:
        """The token at which its last place before that one begins, or -1."""
        count = self.before(token)
        return self.places[count - 1][0] if count else -1


def words_of(span: Span) -> str:
    """The phrase's words, folded, without determiner: what two printings of one description share."""
    return " ".join(token.lower_ for token in without_determiner(span) if token.is_alpha)


DETERMINERS = frozenset({"the", "its", "their", "his", "her", "our", "my", "this", "that", "these", "those", "'s", "’s", "a", "an"})


def without_determiner(span: Span) -> Span:
    """The phrase without article, demonstrative or possessive pronoun at its head."""
    start = span.start
    while start < span.end - 1 and span.doc[start].lower_ in DETERMINERS:
        start += 1
    return span.doc[start : span.end]


def head_of(span: Span) -> Token:
    """The phrase's head word: the root of the parse where that is a noun, else the last noun before a preposition, comma or "who".

    A name before a common noun only says whose it is: "the Lee government" is a government.
    """
    head = span.root
    if head.pos_ not in NOUNS or (head.pos_ == "NUM" and head.i + 1 < span.end and head.nbor().pos_ in ("NOUN", "PROPN")):
        head = span[0]
        for token in span:
            if token.i > span.start and (token.text in (",", "(", "–", "—") or token.lower_ in STOPS):
                break
            if token.pos_ in NOUNS:
                head = token
    last = head
    while head.pos_ == "PROPN" and last.i + 1 < span.end and last.nbor().pos_ in ("PROPN", "NOUN"):
        last = last.nbor()
    return last if last.pos_ == "NOUN" and last.text.islower() else head


NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
STOPS = frozenset({"of", "for", "from", "at", "in", "with", "on", "who", "which", "that", "by", "to"})

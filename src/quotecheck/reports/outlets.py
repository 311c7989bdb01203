"""News organisations that an article cites for a fact; its own does not count."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from spacy.tokens import Doc, Span, Token

from quotecheck.layers import Frame, text_of
from quotecheck.lexicon import load
from quotecheck.reports.citations import Citations
from quotecheck.reports.mention import Mention
from quotecheck.reports.runs import heads_of, name_around, run_start
from quotecheck.syntax.phrases import trim
from quotecheck.text.names import acronyms

NOT_OUTLETS = frozenset({"PERSON", "PER", "LOC", "GPE", "FAC", "NORP"})
FAR = 12  # tokens behind "according" within which a name is looked for
REPORTED = frozenset({"reported", "reports", "report"})
TOP_LEVEL = re.compile(r"(?:com?|org|net)?(?:[a-z]{2})?")
HOST = re.compile(r"https?://(?:www\.)?([^/\s]+)")


@dataclass(frozen=True, slots=True)
class OutletWords:
    """The lexicon `media_names` as sets."""

    names: frozenset[str]
    last_words: frozenset[str]
    endings: tuple[str, ...]
    nouns: frozenset[str]
    shared_nouns: frozenset[str]
    before_shared: frozenset[str]
    generic: frozenset[str]
    bodies: frozenset[str]


@cache
def words() -> OutletWords:
    """The lexicon, read at the first call."""
    lists = load("media_names", dict[str, list[str]])
    bodies = load("body_nouns", dict[str, list[str]])
    return OutletWords(
        frozenset(lists["names"]),
        frozenset(lists["last_words"]),
        tuple(lists["endings"]),
        frozenset(lists["nouns"]),
        frozenset(lists["shared_nouns"]),
        frozenset(lists["before_shared"]),
        frozenset(lists["generic"]),
        frozenset(noun for kind in ("state", "association") for noun in bodies[kind]) - frozenset(lists["nouns"]),
    )


class Outlets:
    """Finds the outlets that one doc cites: sources of statements, and those to whom somebody told something."""

    def __init__(self, doc: Doc, cited: Citations, people: Mapping[int, Frame]) -> None:
        self.doc = doc
        self.cited = cited
        self.people = people

    def find(self, said: Sequence[Frame], taken: set[int]) -> list[Mention]:
        """One mention a place, in text order, but where a document is mentioned."""
        found: dict[int, Mention] = {}
        for at, span in self.cited.spans.items():
            if at not in taken:
                head = self.doc[at]
                for mention in self._cited(head, span, "reporter" if self._is_reporter(head, span) else "source"):
                    found.setdefault(mention.span.start, mention)
        for head, span in self._according_to():
            if head.i not in taken and head.i not in self.cited.spans:
                for mention in self._cited(head, span, "source"):
                    found.setdefault(mention.span.start, mention)
        for told in (span for frame in said for span in frame.all("addressee")):
            for head in heads_of(told):
                for mention in self._cited(head, told, "addressee") if head.i not in taken else ():
                    found.setdefault(mention.span.start, mention)
        return [found[start] for start in sorted(found)]

    def _according_to(self) -> Iterator[tuple[Token, Span]]:
        """What every "according to" leads to, where no attribution was found."""
        for at in self.cited.according:
            end = min(self.cited.sentence(at)[1], at + FAR)
            if at + 2 < end and self.doc[at + 1].lower_ == "to":
                for head in heads_of(self.doc[at + 2 : end])[:1]:
                    yield head, self.doc[at + 2 : head.i + 1]

    def _cited(self, head: Token, span: Span, role: str) -> Iterator[Mention]:
        """The outlet that a source or addressee is about, where it is one: by name, or as "state media"."""
        if head.pos_ == "PROPN" or head.ent_type_ == "ORG":
            name = _within(name_around(head), span)
            if (is_outlet(name) or (role == "reporter" and self._may_report(name))) and not self._is_own(name, role):
                yield Mention(head, name, "media", f"outlet_as_{role}", "named", publisher=name)
        elif is_outlet_noun(head):
            named = _named_before(head, span)
            if named is None:
                if is_generic_outlet(head) and role != "addressee":
                    span = trim(self.doc[_after_comma(head, run_start(head)) : head.i + 1])
                    yield Mention(head, span, "media", "outlet_as_source", "named")
            elif not self._is_own(named, role):
                yield Mention(head, self.doc[named.start : head.i + 1], "media", f"outlet_as_{role}", "named", publisher=named)

    def _is_reporter(self, head: Token, source: Span) -> bool:
        """Whether the cue is "reported" and stands with its source behind what is told: `..., the Harbour Mail reported.`"""
        frame = self.cited.sources[head.i]
        cue, content = frame.one("cue"), frame.one("content")
        if cue is None or content is None or cue[0].lower_ not in REPORTED:
            return False
        return content.end <= min(source.start, cue.start)

    def _may_report(self, name: Span) -> bool:
        """Whether who "reported" is no body of another kind and nobody whom the article knows as a person."""
        if not words().bodies.isdisjoint(token.lower_ for token in name):
            return False
        frame = self.people.get(name.start)
        if frame is not None and frame.text("kind") == "person":
            return len(frame.all("mention")) == 1 and not frame.all("role") and len(name) > 1
        return name.root.ent_type_ not in NOT_OUTLETS

    def _is_own(self, name: Span, role: str) -> bool:
        return is_own(name, self._hosts, role)

    @cached_property
    def _hosts(self) -> list[str]:
        return [re.sub(r"[^a-z0-9]", "", host.lower()) for host in HOST.findall(text_of(self.doc))]


def is_outlet(name: Span) -> bool:
    """Whether a name is that of a news organisation: in the lexicon, by its last words, or by a noun beside it."""
    text = name.text.removeprefix("The ").removeprefix("the ")
    if text.endswith((".com", ".org", ".net")):
        return True
    if text in words().names or any(text.endswith(ending) for ending in words().endings):
        return True
    doc = name.doc
    called_so = len(name) > 1 or (name.start > 0 and doc[name.start - 1].lower_ == "the")  # "the Mail"
    if called_so and text.split()[-1] in words().last_words and text != text.lower():
        return True
    if name.end < len(doc) and doc[name.end].lower_ in words().nouns and not doc[name.end].is_title:
        return True
    if name.root.ent_type_ in ("PERSON", "PER"):
        return False  # "broadcaster Lena Orla"
    return name.start > 0 and is_outlet_noun(doc[name.start - 1]) and len(text) > 1 and not doc[name.start - 1].is_sent_start


def is_outlet_noun(token: Token) -> bool:
    """Whether the noun is for outlets: "newspaper" by itself, "agency" and "channel" with a word like "news" before."""
    if token.lower_ in words().nouns or token.lower_ in words().generic:
        return True
    return token.lower_ in words().shared_nouns and token.i > 0 and token.nbor(-1).lower_ in words().before_shared


def is_known_outlet(name: Span) -> bool:
    """Whether the lexicon lists the name itself."""
    return name.text.removeprefix("The ").removeprefix("the ") in words().names


def is_generic_outlet(token: Token) -> bool:
    """Whether the noun speaks of outlets without a name: "state media"."""
    return token.lower_ in words().generic


def _named_before(noun: Token, span: Span) -> Span | None:
    """The name right before a noun for outlets: "the [Orla] news agency"."""
    doc, end = noun.doc, noun.i
    while end > span.start and (doc[end - 1].lower_ in words().before_shared or doc[end - 1].lower_ in words().generic):
        end -= 1
    if end <= span.start or doc[end - 1].pos_ != "PROPN" or doc[end - 1].ent_type_ in ("LOC", "GPE", "NORP", "PERSON", "PER"):
        return None
    return _within(name_around(doc[end - 1]), doc[span.start : end])


def _after_comma(head: Token, start: int) -> int:
    """Behind the last comma before the head: a parser may draw the words before it into the phrase."""
    return max((i + 1 for i in range(start, head.i) if head.doc[i].text == ","), default=start)


def _within(name: Span, span: Span) -> Span:
    start, end = max(name.start, span.start), min(name.end, span.end)
    return span.doc[start:end] if start < end else span


def is_own(name: Span, hosts: list[str], role: str) -> bool:
    """Whether it is the outlet that publishes the article: its address spells the name, or it was told and nothing says otherwise."""
    text = name.text.removeprefix("The ").removeprefix("the ")
    spelled = re.sub(r"[^a-z0-9]", "", text.lower())
    first, *others = (re.sub(r"[^a-z0-9]", "", word.lower()) for word in text.split())
    short = {letters.lower() for letters in acronyms(text) if len(letters) > 2}
    for host in hosts:
        if spelled in host or any(letters in host for letters in short) or _begins_with(host, first, others):
            return True
    return role == "addressee" and not hosts and not is_known_outlet(name)


def _begins_with(host: str, first: str, others: list[str]) -> bool:
    """Whether the address is the first word of a name, or begins with it and holds another of its words."""
    if len(first) < 3 or not host.startswith(first):
        return False
    return TOP_LEVEL.fullmatch(host, len(first)) is not None or any(word and word in host for word in others)

"""News organisations that an article cites for a fact; its own does not count."""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from quotecheck.layers import Frame
from quotecheck.reports.mention import Mention
from quotecheck.reports.nouns import is_generic_outlet, is_known_outlet, is_outlet, name_around
from quotecheck.syntax.phrases import base_phrase, trim
from quotecheck.text.names import acronyms

NOT_OUTLETS = frozenset({"PERSON", "PER", "LOC", "GPE", "FAC", "NORP"})
HOST = re.compile(r"https?://(?:www\.)?([^/\s]+)")


def outlet_mentions(doc: Doc, said: Sequence[Frame], taken: set[int]) -> list[Mention]:
    """Outlets that are the source of a statement or were told it, each place once."""
    hosts = [re.sub(r"[^a-z0-9]", "", host.lower()) for host in HOST.findall(doc.text)]
    found: dict[int, Mention] = {}
    for frame in said:
        for role in ("source", "addressee"):
            for span in frame.all(role):
                for mention in _in(span, role if not _is_reported_by(frame, span) else "reporter", hosts):
                    if mention.head.i not in taken:
                        found.setdefault(mention.span.start, mention)
    return [found[start] for start in sorted(found)]


def _in(span: Span, role: str, hosts: list[str]) -> Iterator[Mention]:
    head = span.root
    if head.pos_ == "PROPN" or head.ent_type_ == "ORG":
        name = _within(name_around(head), span)
        if (is_outlet(name) or (role == "reporter" and name.root.ent_type_ not in NOT_OUTLETS)) and not is_own(name, hosts, role):
            yield Mention(head, name, "media", f"outlet_as_{role}", "named", publisher=name)
    elif role != "addressee" and is_generic_outlet(head):
        yield Mention(head, _after_comma(trim(base_phrase(head))), "media", "outlet_as_source", "named")


def _is_reported_by(frame: Frame, source: Span) -> bool:
    """Whether the cue is "reported" and stands with its source behind what is told: `..., the Harbour Mail reported.`"""
    cue, content = frame.one("cue"), frame.one("content")
    if cue is None or content is None or cue[0].lower_ not in ("reported", "reports", "report"):
        return False
    return content.end <= min(source.start, cue.start) and frame.one("source") is source


def _after_comma(span: Span) -> Span:
    """What stands behind the last comma: a parser may draw the words before it into the phrase."""
    last = max((token.i for token in span if token.text == ","), default=span.start - 1)
    return span.doc[last + 1 : span.end]


def _within(name: Span, span: Span) -> Span:
    start, end = max(name.start, span.start), min(name.end, span.end)
    return span.doc[start:end] if start < end else span


def is_own(name: Span, hosts: list[str], role: str) -> bool:
    """Whether it is the outlet that publishes the article: its address spells the name, or it was told and nothing says otherwise."""
    text = name.text.removeprefix("The ").removeprefix("the ")
    spelled = re.sub(r"[^a-z0-9]", "", text.lower())
    first = re.sub(r"[^a-z0-9]", "", text.split()[0].lower())
    short = {letters.lower() for letters in acronyms(text) if len(letters) > 2}
    for host in hosts:
        if spelled in host or any(letters in host for letters in short) or (len(first) > 2 and host.startswith(first)):
            return True
    return role == "addressee" and not hosts and not is_known_outlet(name)

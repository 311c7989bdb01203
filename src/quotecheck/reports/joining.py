"""Mentions of one report joined: by head noun, kind, number and publisher, in text order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Span

from quotecheck.layers import Fact, Frame, numbered
from quotecheck.reports.mention import Mention
from quotecheck.reports.mentions import is_plural
from quotecheck.reports.nouns import lemma, words
from quotecheck.reports.publishers import Publishers


@dataclass
class Report:
    """One report while its mentions are gathered."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)

    @property
    def is_cited(self) -> bool:
        """Whether a rule shows one of the mentions to be a citation."""
        return any(mention.rule for mention in self.mentions)

    @property
    def heads(self) -> set[str]:
        """The head nouns of its mentions."""
        return {lemma(mention.head) for mention in self.mentions}

    @property
    def keys(self) -> set[str]:
        """What is known of who published it."""
        return {mention.publisher_key for mention in self.mentions if mention.publisher_key}

    @property
    def numbers(self) -> set[str]:
        """The numbers that it was given."""
        return {mention.number.text for mention in self.mentions if mention.number is not None}


def join(mentions: Iterable[Mention]) -> list[Report]:
    """The cited reports in order of first mention."""
    reports: list[Report] = []
    for mention in mentions:
        report = _outlet(mention, reports) if mention.kind == "media" else _earlier(mention, reports)
        if report is None:
            if mention.reference == "definite" and mention.rule is None and mention.publisher is None:
                continue
            report = Report(mention.kind)
            reports.append(report)
        report.mentions.append(mention)
    return [report for report in reports if report.is_cited]


def _outlet(mention: Mention, reports: list[Report]) -> Report | None:
    """The outlet of the same name."""
    text = mention.span.text.casefold().removeprefix("the ")
    for report in reports:
        if report.kind == "media" and any(text == m.span.text.casefold().removeprefix("the ") for m in report.mentions):
            return report
    return None


def _earlier(mention: Mention, reports: list[Report]) -> Report | None:
    """The report that the mention takes up, the latest that fits; `None` when it introduces one."""
    for report in sorted(reports, key=lambda r: -r.mentions[-1].head.i):
        if _fits(mention, report):
            return report
    return None


def _fits(mention: Mention, report: Report) -> bool:
    head = lemma(mention.head)
    same_head = head in report.heads
    general = head in words().general and report.kind in words().general_kinds and mention.kind in words().general_kinds
    if not (same_head or general) or (mention.number is not None and report.numbers and mention.number.text not in report.numbers):
        return False
    if is_plural(mention.head) != is_plural(report.mentions[-1].head):
        return False
    known = mention.publisher_key is not None and bool(report.keys)
    same_publisher = known and any(_same_name(str(mention.publisher_key), key) for key in report.keys)
    if known and not same_publisher:
        return False
    if mention.kind == "law" and mention.head.text[:1].isupper():
        return mention.span.text == report.mentions[-1].span.text
    if mention.reference == "definite":
        return True
    if mention.reference in ("owned", "named"):
        titles = {m.title.text for m in report.mentions if m.title is not None}
        return same_publisher or (same_head and mention.title is not None and mention.title.text in titles)
    return same_publisher and same_head and mention.kind in ("statement", "letter", "speech")


def _same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all among the other's."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())


def frames(reports: list[Report], publishers: Publishers) -> list[Frame]:
    """One frame a report."""
    ids = numbered("r")
    return [_frame(next(ids), report, publishers) for report in reports]


def _frame(frame_id: str, report: Report, publishers: Publishers) -> Frame:
    first = next(mention for mention in report.mentions if mention.rule)
    roles: dict[str, list[Span]] = {"mention": [mention.span for mention in report.mentions]}
    for role in ("publisher", "title", "number", "published"):
        found = [span for mention in report.mentions if (span := getattr(mention, role)) is not None]
        if found:
            roles[role] = [found[0]]
    if "publisher" in roles:
        roles["publisher"] = [publishers.full_name(roles["publisher"][0])]
    facts: dict[str, Fact] = {
        "kind": first.kind,
        "rule": first.rule,
        "cues": [str(mention.cue) for mention in report.mentions if mention.cue is not None],
    }
    return Frame(frame_id, roles, facts)

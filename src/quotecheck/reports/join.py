"""Mentions of one report joined by head noun, kind, number and publisher, in text order."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from quotecheck.reports.mention import Mention
from quotecheck.reports.nouns import is_plural, noun_of, words
from quotecheck.reports.outlets import is_outlet_noun

RECENT = 40  # reports that a later mention may still take up


@dataclass(slots=True)
class Report:
    """One report while its mentions are gathered, with what is known of it so far."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    speakers: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    rule: str | None = None

    def add(self, mention: Mention) -> None:
        """Take a mention in; the first that a rule shows to be a citation gives kind and rule."""
        self.mentions.append(mention)
        self.heads.add(noun_of(mention.head))
        if mention.publisher_key:
            (self.speakers if mention.spoken else self.keys).add(mention.publisher_key)
        if mention.number is not None:
            self.numbers.add(mention.number.text)
        if mention.title is not None:
            self.titles.add(_title(mention))
        if self.rule is None and mention.rule is not None:
            self.kind, self.rule = mention.kind, mention.rule


def join(mentions: Iterable[Mention]) -> list[Report]:
    """The cited reports in order of first mention."""
    reports: list[Report] = []
    recent: list[Report] = []
    outlets: dict[str, Report] = {}
    for mention in mentions:
        name = _name(mention)
        is_name = mention.kind == "media" and mention.reference == "named"
        report = outlets.get(name) if is_name else _taken_up(mention, recent)
        if report is None:
            if mention.reference == "definite" and mention.rule is None and mention.publisher is None and mention.kind != "law":
                continue
            report = Report(mention.kind)
            reports.append(report)
        report.add(mention)
        if mention.kind == "media":
            outlets[name] = report
            outlets[name.split()[-1]] = report  # "the Harbour Mail", later "the Mail"
        recent = [*(other for other in recent[-RECENT:] if other is not report), report]
    return [report for report in reports if report.rule is not None]


def _title(mention: Mention) -> str:
    return "" if mention.title is None else mention.title.text.casefold().removeprefix("the ")


def _name(mention: Mention) -> str:
    """What two mentions of one outlet share."""
    return (mention.publisher or mention.span).text.casefold().removeprefix("the ")


def _taken_up(mention: Mention, recent: list[Report]) -> Report | None:
    """The latest report that the mention may be of, one with the same head noun first."""
    fitting = [report for report in reversed(recent) if _fits(mention, report)]
    same = (report for report in fitting if noun_of(mention.head) in report.heads)
    return next(same, fitting[0] if fitting else None)


def _fits(mention: Mention, report: Report) -> bool:
    noun = noun_of(mention.head)
    same_head = noun in report.heads
    if not (same_head or _is_general(mention, report)):
        return False
    if mention.number is not None and report.numbers and mention.number.text not in report.numbers:
        return False
    if is_plural(mention.head) != is_plural(report.mentions[-1].head) or not _may_be_described_so(mention, report):
        return False
    same_publisher = mention.publisher_key is not None and any(
        _same_name(str(mention.publisher_key), key) for key in report.keys | report.speakers
    )
    told = report.keys if mention.reference == "definite" else report.keys | report.speakers
    if mention.publisher_key is not None and told and not same_publisher:
        return False
    if mention.title is not None and report.titles and _title(mention) not in report.titles:
        return False
    if mention.head.text[:1].isupper() and not mention.head.is_sent_start and (mention.kind == "law" or not same_head):
        return _title(mention) in report.titles
    if mention.reference == "definite":
        return True
    if mention.reference in ("owned", "named"):
        return (
            same_publisher
            or _owner_is_named(mention, report)
            or (same_head and mention.title is not None and _title(mention) in report.titles)
        )
    if not (same_publisher and same_head):
        return False
    return mention.kind in ("statement", "letter", "speech") or mention.span.text == report.mentions[-1].span.text


def _may_be_described_so(mention: Mention, report: Report) -> bool:
    """Whether a noun that describes a definite head is one that the report has been described by: "the [case] statement" is a new one."""
    before = mention.head.nbor(-1) if mention.head.i > mention.span.start else None
    if mention.reference != "definite" or before is None or before.pos_ != "NOUN" or before.lower_ in ("press", "news", "media"):
        return True
    return any(before.lower_[:4] in token.lower_ for other in report.mentions for token in other.span)


def _owner_is_named(mention: Mention, report: Report) -> bool:
    """Whether an owner of whom no name is known stands in an earlier mention: "the inspectors’ letter", "a letter by two inspectors"."""
    if mention.reference != "owned" or mention.publisher is not None:
        return False
    owner = [token.lower_ for token in mention.span if token.i < mention.head.i and token.pos_ == "NOUN"]
    return bool(owner) and any(owner[0] in (token.lower_ for token in other.span) for other in report.mentions)


def _is_general(mention: Mention, report: Report) -> bool:
    """Whether the noun may take up a report that was called something else: "the document", "the law" for an Act, "the newspaper"."""
    if mention.kind == "law" or report.kind == "law":
        return mention.kind == report.kind and mention.reference == "definite" and mention.head.text.islower()
    if mention.kind == "media":
        return report.kind == "media" and mention.reference == "definite" and is_outlet_noun(mention.head)
    return noun_of(mention.head) in words().general and {report.kind, mention.kind} <= words().general_kinds


def _same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all among the other's."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())

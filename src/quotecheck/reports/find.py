"""The pipe `quotecheck_reports`: documents and outlets that the article cites, each with all its mentions.

Mentions of one report are joined by head noun, kind, number and publisher, in text order.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import ATTRIBUTIONS, PEOPLE, REPORTS, TIMEXES, Fact, Findings, Frame, numbered
from quotecheck.reports.details import Details
from quotecheck.reports.evidence import citations
from quotecheck.reports.mention import Mention
from quotecheck.reports.mentions import document_mentions, is_plural
from quotecheck.reports.nouns import lemma, words
from quotecheck.reports.outlets import outlet_mentions
from quotecheck.reports.publishers import Publishers

RECENT = 40  # reports that a later mention may still take up


@Language.factory("quotecheck_reports")
def make_reports(nlp: Language, name: str) -> "Reports":
    """The factory behind `quotecheck_reports`."""
    return Reports()


class Reports:
    """Writes one frame a cited report; needs furniture, people, timexes and attributions.

    Roles: `mention`, `publisher`, `title`, `number`, `published` (a time expression). Facts: `kind`; `rule`, the evidence
    by which the first mention that has any is a citation; `cues`, the first tokens of the cues of statements made in it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return REPORTS.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The frames in order of first mention."""
        findings = Findings(doc, "quotecheck_reports")
        said = findings.frames(ATTRIBUTIONS)
        cited = citations(doc, said)
        details = Details(findings.frames(PEOPLE), findings.frames(TIMEXES), cited)
        documents = document_mentions(doc, cited, details)
        taken = {i for mention in documents for i in range(mention.span.start, mention.span.end) if mention.rule}
        outlets = outlet_mentions(doc, said, taken)
        mentions = sorted([*documents, *outlets], key=lambda mention: (mention.span.start, mention.head.i))
        kept = [mention for mention in mentions if not findings.is_masked(mention.span)]
        return frames(join(kept), details.publishers)


@dataclass(slots=True)
class Report:
    """One report while its mentions are gathered, with what is known of it so far."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    rule: str | None = None

    def add(self, mention: Mention) -> None:
        """Take a mention in; the first that a rule shows to be a citation gives kind and rule."""
        self.mentions.append(mention)
        self.heads.add(lemma(mention.head))
        if mention.publisher_key:
            self.keys.add(mention.publisher_key)
        if mention.number is not None:
            self.numbers.add(mention.number.text)
        if mention.title is not None:
            self.titles.add(mention.title.text)
        if self.rule is None and mention.rule is not None:
            self.kind, self.rule = mention.kind, mention.rule


def join(mentions: Iterable[Mention]) -> list[Report]:
    """The cited reports in order of first mention."""
    reports: list[Report] = []
    recent: list[Report] = []
    outlets: dict[str, Report] = {}
    for mention in mentions:
        name = mention.span.text.casefold().removeprefix("the ")
        media = mention.kind == "media"
        report = outlets.get(name) if media else next((report for report in reversed(recent) if _fits(mention, report)), None)
        if report is None:
            if mention.reference == "definite" and mention.rule is None and mention.publisher is None:
                continue
            report = Report(mention.kind)
            reports.append(report)
        report.add(mention)
        if media:
            outlets[name] = report
        recent = [*(other for other in recent[-RECENT:] if other is not report), report]
    return [report for report in reports if report.rule is not None]


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
        return same_publisher or (same_head and mention.title is not None and mention.title.text in report.titles)
    if not (same_publisher and same_head):
        return False
    return mention.kind in ("statement", "letter", "speech") or mention.span.text == report.mentions[-1].span.text


def _same_name(one: str, other: str) -> bool:
    """Whether the words of one name are all among the other's."""
    return set(one.split()) <= set(other.split()) or set(other.split()) <= set(one.split())


def frames(reports: list[Report], publishers: Publishers) -> list[Frame]:
    """One frame a report."""
    ids = numbered("r")
    return [_frame(next(ids), report, publishers) for report in reports]


def _frame(frame_id: str, report: Report, publishers: Publishers) -> Frame:
    roles: dict[str, list[Span]] = {"mention": [mention.span for mention in report.mentions]}
    for role in ("publisher", "title", "number", "published"):
        found = [span for mention in report.mentions if (span := getattr(mention, role)) is not None]
        if found:
            roles[role] = [found[0]]
    if "publisher" in roles:
        roles["publisher"] = [publishers.full_name(roles["publisher"][0])]
    facts: dict[str, Fact] = {
        "kind": report.kind,
        "rule": report.rule,
        "cues": [str(mention.cue) for mention in report.mentions if mention.cue is not None],
    }
    return Frame(frame_id, roles, facts)

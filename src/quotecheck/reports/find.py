"""The pipe `quotecheck_reports`: documents and outlets that the article cites, each with all its mentions."""

from spacy.language import Language
from spacy.tokens import Doc, Span

from quotecheck.layers import ATTRIBUTIONS, PEOPLE, REPORTS, TIMEXES, Fact, Findings, Frame, numbered
from quotecheck.reports.citations import Citations
from quotecheck.reports.documents import document_mentions
from quotecheck.reports.join import Report, join
from quotecheck.reports.outlets import Outlets
from quotecheck.reports.publishers import Publishers

NOT_CALENDAR = frozenset({"DURATION", "SET"})


@Language.factory("quotecheck_reports")
def make_reports(nlp: Language, name: str) -> "Reports":
    """The factory behind `quotecheck_reports`."""
    return Reports()


class Reports:
    """Writes one frame a cited report; needs furniture, people, timexes and attributions.

    Roles: `mention`, `publisher`, `title`, `number`, `published` (a time expression). Facts: `kind`; `rule`, the evidence
    by which the first mention that has any is a citation; `cues`, the first tokens of the cues of statements made in it;
    `spoken`, whether the publisher is only who makes such a statement.
    """

    def __call__(self, doc: Doc) -> Doc:
        """The doc with the layer written."""
        return REPORTS.write(doc, self.find(doc))

    def find(self, doc: Doc) -> list[Frame]:
        """The frames in order of first mention."""
        findings = Findings(doc, "quotecheck_reports")
        said = findings.frames(ATTRIBUTIONS)
        cited = Citations(doc, said)
        publishers = Publishers(findings.frames(PEOPLE), cited, _dates(findings.frames(TIMEXES)))
        documents = document_mentions(doc, cited, publishers)
        taken = {i for mention in documents for i in range(mention.span.start, mention.span.end) if mention.rule}
        outlets = Outlets(doc, cited, publishers.named).find(said, taken)
        mentions = sorted([*documents, *outlets], key=lambda mention: (mention.span.start, mention.head.i))
        ids = numbered("r")
        return [_frame(next(ids), report, publishers) for report in join(m for m in mentions if not findings.is_masked(m.span))]


def _dates(timexes: tuple[Frame, ...]) -> dict[int, Span]:
    """Time expressions that may name a day, month or year, by each token that they cover."""
    calendar = (frame for frame in timexes if frame.text("type") not in NOT_CALENDAR)
    return {i: span for frame in calendar for span in frame.all("span") for i in range(span.start, span.end)}


def _frame(frame_id: str, report: Report, publishers: Publishers) -> Frame:
    roles: dict[str, list[Span]] = {"mention": [mention.span for mention in report.mentions]}
    for role in ("title", "number", "published"):
        found = next((span for mention in report.mentions if (span := getattr(mention, role)) is not None), None)
        if found is not None:
            roles[role] = [found]
    named = [mention for mention in report.mentions if mention.publisher is not None]
    best = next((mention for mention in named if not mention.spoken), named[0] if named else None)
    if best is not None and best.publisher is not None:
        roles["publisher"] = [best.publisher if report.kind == "media" else publishers.full_name(best.publisher)]
    facts: dict[str, Fact] = {
        "kind": report.kind,
        "rule": report.rule,
        "cues": [str(mention.cue) for mention in report.mentions if mention.cue is not None],
        "spoken": best is not None and best.spoken,
    }
    return Frame(frame_id, roles, facts)

"""The pipe `quotecheck_reports`: documents and outlets that the article cites, each with all its mentions."""

from spacy.language import Language
from spacy.tokens import Doc

from quotecheck.layers import ATTRIBUTIONS, PEOPLE, REPORTS, TIMEXES, Findings, Frame
from quotecheck.reports.details import Details
from quotecheck.reports.evidence import citations
from quotecheck.reports.joining import frames, join
from quotecheck.reports.mentions import document_mentions
from quotecheck.reports.outlets import outlet_mentions


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

"""Records of quotes, speakers and scare quotes from their frames."""

from quotecheck.layers import QUOTES, SCARE_QUOTES, SPEAKERS, THOUGHTS, Findings, Frame
from quotecheck.records import Article, Quote, QuoteForm, Speaker, SpeakerKind, TextSpan
from quotecheck.spans import optional_text_span, text_span
from quotecheck.text.names import CLITIC, bare

SPEAKER_KINDS: dict[str, SpeakerKind] = {
    "person": "person",
    "organization": "organization",
    "document": "document",
    "group": "group",
    "unnamed": "unnamed",
}
FORMS: dict[str, QuoteForm] = {"direct": "direct", "mixed": "mixed", "indirect": "indirect"}


def build_speakers(findings: Findings, article: Article) -> tuple[Speaker, ...]:
    """One record a speaker, under the fullest name printed, without honorific and article."""
    return tuple(_speaker(frame) for frame in findings.frames(SPEAKERS))


def build_quotes(findings: Findings, article: Article) -> tuple[Quote, ...]:
    """One record a statement, in text order."""
    return tuple(_quote(frame) for frame in findings.frames(QUOTES))


def build_thoughts(findings: Findings, article: Article) -> tuple[Quote, ...]:
    """One record for each thing that somebody is said to think, want or plan, in text order."""
    return tuple(_quote(frame) for frame in findings.frames(THOUGHTS))


def build_scare_quotes(findings: Findings, article: Article) -> tuple[TextSpan, ...]:
    """What stands in quotation marks and is nobody's statement, without the marks."""
    return tuple(text_span(span) for frame in findings.frames(SCARE_QUOTES) for span in frame.all("content"))


def _speaker(frame: Frame) -> Speaker:
    name, role, affiliation = frame.one("name"), frame.one("role"), frame.one("affiliation")
    written = (frame.text("name") or "") if name is None else text_span(name).text
    written = CLITIC.sub("", written)
    kind = SPEAKER_KINDS[frame.text("kind") or "unnamed"]
    return Speaker(
        id=frame.id,
        name=_one_line(bare(written) if kind in ("person", "organization") else written) or written,
        kind=kind,
        role=None if role is None else _one_line(text_span(role).text),
        affiliation=None if affiliation is None else _one_line(bare(text_span(affiliation).text)),
        members=tuple(frame.names("members")),
        mentions=tuple(text_span(span) for span in frame.all("mention")),
    )


def _quote(frame: Frame) -> Quote:
    speaker = frame.text("speaker")
    return Quote(
        id=frame.id,
        form=FORMS[frame.text("form") or "indirect"],
        content=tuple(text_span(span) for span in frame.all("content")),
        cue=optional_text_span(frame.one("cue")),
        source=optional_text_span(frame.one("source")),
        addressee=optional_text_span(frame.one("addressee")),
        speaker=speaker,
        candidates=tuple(frame.names("candidates")),
        within=frame.text("within"),
        continues=frame.text("continues"),
        rule=frame.text("rule") or "attribution",
        confidence=_probability(frame.number("confidence", 1.0)),
        speaker_confidence=_probability(frame.number("speaker_confidence", 0.0 if speaker is None else 1.0)),
    )


def _probability(number: float) -> float:
    return min(1.0, max(0.0, number))


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""Sources of every kind: what is read, who speaks when, and offsets into the text as given."""

import pytest

from quotecheck import UnreadableSource, parse_source, read_source, verify
from quotecheck.verification.sources.papers import joined_lines, running_lines

VTT = """WEBVTT
Kind: captions

NOTE made by hand

1
00:00:01.000 --> 00:00:03.500 align:start
<v Ada Marsh>The harbour will be <i>rebuilt</i> by

00:00:03.500 --> 00:00:06.000
<v Ada Marsh>the end of the year &amp; not later.

00:01:06.250 --> 00:01:08.000
<v Ben Dray>[Music] Who says so?
"""
ROLLING = """WEBVTT

00:00:01.000 --> 00:00:03.000
we lost<00:00:01.500><c> twelve</c><00:00:02.000><c> hundred</c>

00:00:03.000 --> 00:00:05.000
we lost twelve hundred
homes<00:00:03.500><c> in</c><00:00:04.000><c> that</c><00:00:04.500><c> storm</c>

00:00:05.000 --> 00:00:07.000
homes in that storm
and nobody helped
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
>> We lost twelve
hundred homes.

2
00:00:03,200 --> 00:00:05,000
>> Who lost them?
"""
TRANSCRIPT = """INTERVIEW, 12 May

[00:00:10] MAYOR RUTH CALLOWAY: We will rebuild (APPLAUSE) every one
of them. [00:00:19] I promise.

Q: When?

MAYOR RUTH CALLOWAY: By the end of the year.

Q: And the dam?
"""
HTML = """<html><head><title>Speech</title><style>p {}</style></head><body><nav><a href="/">Home</a> <a>Menu</a></nav>
<article><h1>The speech of the mayor</h1>
<p>We don&rsquo;t know yet how <em>many</em> homes were lost, but we will rebuild every single one of them in this town.</p>
<p>Our thanks go to the carpenters &amp; masons of Greyford, who have been working by day and by night since the storm came.</p>
<script>var lost = "nothing";</script></article><footer>Imprint</footer></body></html>"""


def reads(text, quote, **options):
    found = verify(quote, parse_source(text, **options))
    [passage] = found.passages
    assert text[passage.span.start : passage.span.end] == passage.span.text
    return found, passage


def test_webvtt_has_speakers_and_seconds():
    found, passage = reads(VTT, "The harbour will be rebuilt by the end of the year & not later")
    assert (found.verdict, passage.speaker, passage.seconds, passage.turn) == ("exact", "Ada Marsh", 1.0, 0)
    _, passage = reads(VTT, "Who says so?")
    assert (passage.speaker, passage.seconds, passage.turn) == ("Ben Dray", 66.25, 1)


def test_captions_that_roll_on_are_said_once():
    found, passage = reads(ROLLING, "we lost twelve hundred homes in that storm and nobody helped")
    assert found.verdict == "exact"
    assert passage.words.split() == "we lost twelve hundred homes in that storm and nobody helped".split()


def test_subrip_changes_turns_at_arrows():
    found, passage = reads(SRT, "We lost twelve hundred homes.")
    assert (found.verdict, passage.turn) == ("exact", 0)
    assert reads(SRT, "Who lost them?")[1].turn == 1


def test_a_transcript_has_turns_and_nobody_says_applause():
    found, passage = reads(TRANSCRIPT, "We will rebuild every one of them. I promise.")
    assert (found.verdict, passage.speaker) == ("exact", "MAYOR RUTH CALLOWAY")
    assert verify("by the end of the year", TRANSCRIPT, speaker="Ruth Calloway").same_speaker is True


@pytest.mark.parametrize("text", ["One thing: it rained.", "Note: read this.\nThen go.", "Time 12:30: nothing.", ""])
def test_prose_with_a_colon_is_no_transcript(text):
    assert parse_source(text).reading.view == text


def test_a_page_is_read_without_its_menu_but_with_its_offsets():
    pytest.importorskip("trafilatura", exc_type=ImportError)
    found, passage = reads(HTML, "We don’t know yet how many homes were lost, but we will rebuild")
    assert found.verdict == "exact"
    assert "<em>many</em>" in passage.span.text
    assert "carpenters & masons" in parse_source(HTML).reading.view
    assert "var lost" not in parse_source(HTML).reading.view


def pdf(*lines):
    """A PDF of one page with those lines, as small as can be."""
    stream = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return f"{body}xref\n0 6\n0000000000 65535 f \n{table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode()


def test_a_pdf_is_read_with_its_parted_words_whole(tmp_path):
    pytest.importorskip("pypdf")
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf("The harbour will be re-", "built by the end of the year."))
    found = verify("The harbour will be rebuilt by the end of the year", read_source(path))
    assert found.verdict == "exact"
    assert found.passages[0].span.document == "report.pdf"


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("missing.txt", None, "No such file"),
        ("latin.txt", "caf\xe9".encode("latin-1"), "not UTF-8"),
        ("broken.pdf", b"%PDF-1.4 nothing", "can be read|no text"),
        ("report.docx", b"PK\x03\x04\xff\xfe", "save it as plain text or PDF"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10", "it is no text"),
        ("empty.txt", b" \n\n", "holds no words"),
        ("silent.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n[Music]\n", "holds no words"),
    ],
)
def test_a_source_that_can_not_be_read_says_why(name, content, remedy, tmp_path):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnreadableSource, match=remedy):
        read_source(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_any_unicode_encoding_is_read(encoding, tmp_path):
    path = tmp_path / "speech.txt"
    path.write_bytes("We lost every café in the town.\r\nNobody helped.\r\n".encode(encoding))
    assert verify("every cafe in the town. Nobody helped", read_source(path)).verdict == "cosmetic"


def test_what_runs_through_all_pages_of_a_pdf_is_not_read():
    said = ["we lost the harbour", "and the mill and", "all our homes"]
    pages = [f"Assembly, 14 May\n{words}\n{number}" for number, words in enumerate(said, start=11)]
    assert joined_lines("\n".join(pages), running_lines(pages)).view.split() == " ".join(said).split()


DIALOGUE = """1
00:00:01,000 --> 00:00:03,000
MAN #2: Will the harbour tax go up?

2
00:00:03,500 --> 00:00:05,000
- Not this year?
- Not this year, not next year.
"""


def test_dashes_in_captions_change_the_speaker():
    assert [reads(DIALOGUE, quote)[1].turn for quote in ("Will the harbour tax go up?", "not next year")] == [0, 2]
    assert reads(DIALOGUE, "Will the harbour tax go up?")[1].speaker == "MAN #2"

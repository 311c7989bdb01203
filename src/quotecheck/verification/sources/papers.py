"""PDF documents: the text that pypdf takes out of them (the extra `pdf`).

What stands at the head or foot of all pages is left out, and words parted at the ends of lines are whole.
"""

import io
import re
from collections import Counter
from collections.abc import Sequence

from quotecheck.errors import UnreadableSource
from quotecheck.verification.reading import Piece, Reading

EDGE, FEWEST_PAGES = 2, 3
"""Lines at the head and foot of a page that may run through the document, and pages on which one must stand."""

_PARTED = re.compile(r"(?<=[a-z])[-\u00ad‐]\n[ \t]*(?=[a-z])")


def paper(data: bytes) -> Reading:
    """The text of a PDF, page after page; offsets are into that text, for a PDF has no characters of its own to count.

    `UnreadableSource` where the extra is not installed, or where the file is no PDF or holds pictures of text alone.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise UnreadableSource("PDF documents need the extra 'pdf'; install it with pip install 'quotecheck[pdf]'") from None
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise UnreadableSource(f"this is no PDF that can be read ({error}); save it again as PDF or as text") from None
    text = "\n".join(pages)
    if not text.strip():
        raise UnreadableSource("this PDF holds no text, only pictures; run character recognition (OCR) on it first")
    return joined_lines(text, running_lines(pages))


def running_lines(pages: Sequence[str]) -> list[tuple[int, int]]:
    """Where, in the pages joined by line ends, lines stand that come again at the head or foot of most pages, numbers apart.

    >>> pages = ["Assembly 1\\nIt rained and we", "Assembly 2\\nlost it all.", "Assembly 3\\nThe end."]
    >>> running_lines(pages)
    [(0, 10), (28, 38), (52, 62)]
    """
    counts: Counter[str] = Counter()
    found: list[tuple[str, int, int]] = []
    begin = 0
    for page in pages:
        lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", page)]
        edges = [(_shape(page[a:b]), begin + a, begin + b) for a, b in dict.fromkeys((*lines[:EDGE], *lines[-EDGE:]))]
        counts.update({shape for shape, _, _ in edges})
        found += edges
        begin += len(page) + 1
    least = max(FEWEST_PAGES, len(pages) / 2)
    return [(a, b) for shape, a, b in found if counts[shape] >= least]


def joined_lines(text: str, unread: Sequence[tuple[int, int]] = ()) -> Reading:
    """The text read without some lines, and with words whole that a hyphen parts at the end of a line.

    >>> joined_lines("the infor-\\nmation").view
    'the information'
    """
    gaps = sorted([*((match.start(), match.end(), "") for match in _PARTED.finditer(text)), *((a, b, " ") for a, b in unread)])
    pieces: list[Piece] = []
    at = 0
    for start, end, read in gaps:
        if start >= at:
            pieces += [Piece(at, start), Piece(start, end, read=read)]
            at = end
    return Reading(text, [*pieces, Piece(at, len(text))])


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))

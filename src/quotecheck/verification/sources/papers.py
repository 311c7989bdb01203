"""PDF documents: the text that pypdf takes out of them (the extra `pdf`), words parted at the ends of lines joined again."""

import io
import re

from quotecheck.errors import UnreadableSource
from quotecheck.verification.reading import Piece, Reading

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
        text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise UnreadableSource(f"this is no PDF that can be read ({error}); save it again as PDF or as text") from None
    if not text.strip():
        raise UnreadableSource("this PDF holds no text, only pictures; run character recognition (OCR) on it first")
    return joined_lines(text)


def joined_lines(text: str) -> Reading:
    """The text read with words whole that a hyphen parts at the end of a line.

    >>> joined_lines("the infor-\\nmation").view
    'the information'
    """
    pieces: list[Piece] = []
    at = 0
    for match in _PARTED.finditer(text):
        pieces += [Piece(at, match.start()), Piece(match.start(), match.end(), read="")]
        at = match.end()
    return Reading(text, [*pieces, Piece(at, len(text))])

"""From a file or a text to a source, by its kind."""

import codecs
import re
from pathlib import Path
from typing import Literal, get_args

from quotecheck.errors import UnreadableSource
from quotecheck.verification.index import Source
from quotecheck.verification.reading import Reading, plain
from quotecheck.verification.sources.captions import captions
from quotecheck.verification.sources.pages import page
from quotecheck.verification.sources.papers import paper
from quotecheck.verification.sources.transcript import spoken

Kind = Literal["text", "captions", "html"]
KINDS: tuple[Kind, ...] = get_args(Kind)

SUFFIXES: dict[str, Kind] = {".vtt": "captions", ".srt": "captions", ".html": "html", ".htm": "html", ".xhtml": "html"}

_CAPTIONS = re.compile(r"\s*(?:WEBVTT\b|\d+\s*\r?\n\s*\d+:\d\d:\d\d[.,]\d{3}\s*-->)")
_PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)


def read_source(path: str | Path, name: str | None = None) -> Source:
    """The source document in a file: plain text or a transcript, captions (.vtt, .srt), a web page (.html) or a PDF.

    The kind is told by the file's ending, else by how the text begins. `UnreadableSource` says why a file can not be read and what to do.
    """
    path = Path(path)
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableSource(f"{path}: {reason}; check the path and that you may read it") from None
    name = path.name if name is None else name
    try:
        source = _read(data, name, path.suffix.casefold())
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{path}: byte {error.start} is not {error.encoding.upper()}; {_remedy(data)}") from None
    except UnreadableSource as error:
        raise UnreadableSource(f"{path}: {error}") from None
    if not source.reading.view.strip():
        raise UnreadableSource(f"{path}: holds no words; give a file that holds what was said")
    return source


def _read(data: bytes, name: str, suffix: str) -> Source:
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        return Source(name, spoken(paper(data)))
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    return parse_source(data.decode(encoding), name=name, kind=SUFFIXES.get(suffix))


def _remedy(data: bytes) -> str:
    """What to do with a file that is no text in Unicode."""
    if data.startswith(b"PK\x03\x04"):
        return "it is a zip archive, as word processors write; save it as plain text or PDF"
    if b"\0" in data[:4096]:
        return "it is no text; save its words as plain text"
    return "convert it, for example with iconv -f windows-1252 -t utf-8"


def parse_source(text: str, *, name: str = "source", kind: Kind | None = None) -> Source:
    """The source in a text: `text` is prose or a transcript, `captions` WebVTT or SubRip; without a kind, its beginning tells.

    >>> parse_source("ADA POE: We won.\\nBEN ADU: No.\\nADA POE: Yes.").reading.pieces[1].speaker
    'ADA POE'
    """
    return Source(name, _reading(text, kind or _kind_of(text)))


def _kind_of(text: str) -> Kind:
    if _CAPTIONS.match(text):
        return "captions"
    return "html" if _PAGE.match(text) else "text"


def _reading(text: str, kind: Kind) -> Reading:
    if kind == "captions":
        return captions(text)
    return spoken(page(text) if kind == "html" else plain(text))

"""Web pages: the words of the main text, each still at home in the HTML as given.

What is main text is decided by trafilatura (Barbaresi 2021; the extra `html`). Where it keeps less than a third of the words that a
reader sees, all of them are read: a quote must not be missed because a page is built in an odd way.
"""

import html
import re
from html.parser import HTMLParser

from quotecheck.errors import UnreadableSource
from quotecheck.verification.reading import Piece, Reading

BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol option p pre section summary table tbody td tfoot th thead title tr ul".split()
)
UNSEEN = frozenset("script style noscript template svg head iframe object select textarea button".split())
LEAST_KEPT = 1 / 3

_NOT_WORD = re.compile(r"[\W_]+")


def page(text: str) -> Reading:
    """The words of a web page's main text; `UnreadableSource` where the extra is not installed."""
    try:
        from trafilatura import extract
    except ImportError:
        raise UnreadableSource("web pages need the extra 'html'; install it with pip install 'quotecheck[html]'") from None
    return kept(text, visible(text), extract(text, favor_recall=True, include_comments=False) or "")


def visible(text: str) -> list[list[Piece]]:
    """All that a reader of the page sees, one list of pieces a block.

    >>> source = "<p>Fish <b>&amp;</b> chips<script>x=1</script></p><p>Tea</p>"
    >>> [[source[p.start:p.end] if p.read is None else p.read for p in block] for block in visible(source)]
    [['Fish ', '&', ' chips'], ['Tea']]
    """
    parser = _Parser(text)
    parser.feed(text)
    parser.close()
    return [block for block in (*parser.blocks, parser.block) if block]


def kept(text: str, blocks: list[list[Piece]], main: str) -> Reading:
    """The reading of the blocks whose words are in the main text, or of all of them where these are too few.

    >>> source = "<p>Menu</p><p>The harbour will be closed until Monday.</p>"
    >>> kept(source, visible(source), "The harbour will be closed until Monday.").view.strip()
    'The harbour will be closed until Monday.'
    """
    letters = _NOT_WORD.sub("", main)
    words = [_NOT_WORD.sub("", _read(text, block)) for block in blocks]
    chosen = [block for block, own in zip(blocks, words, strict=True) if own and own in letters]
    if sum(map(len, words)) * LEAST_KEPT > sum(len(_NOT_WORD.sub("", _read(text, block))) for block in chosen):
        chosen = blocks
    pieces: list[Piece] = []
    for block in chosen:
        at = pieces[-1].end if pieces else 0
        pieces += [Piece(at, block[0].start, read="\n"), *block]
    return Reading(text, pieces)


def _read(text: str, block: list[Piece]) -> str:
    return "".join(text[piece.start : piece.end] if piece.read is None else piece.read for piece in block)


class _Parser(HTMLParser):
    """Text nodes with their offsets; a block's end parts words, an inline tag does not."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self.blocks: list[list[Piece]] = []
        self.block: list[Piece] = []
        self.unseen: list[str] = []

    def _at(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in UNSEEN:
            self.unseen.append(tag)
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.block.append(Piece(self._at(), self._at() + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._entity(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._entity(f"&#{name}")

    def _entity(self, printed: str) -> None:
        if not self.unseen:
            start = self._at()
            end = start + len(printed)
            end += self.text[end : end + 1] == ";"
            self.block.append(Piece(start, end, read=html.unescape(printed + ";")))

    def _part(self, tag: str) -> None:
        if tag in BLOCKS and self.block:
            self.blocks.append(self.block)
            self.block = []

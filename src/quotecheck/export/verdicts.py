"""Verifications for a terminal (rich) and for a browser: the verdict, the words side by side, the place.

What the source has and the quote has not is struck out; what the quote has and the source has not is underlined.
"""

import html
from collections.abc import Iterable
from itertools import pairwise

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from quotecheck.verdicts import Edit, Grade, Passage, Verdict, Verification

STYLES: dict[Verdict, str] = {
    "exact": "green",
    "cosmetic": "green",
    "marked": "cyan",
    "cleaned": "cyan",
    "altered": "red",
    "spliced": "red",
    "partial": "magenta",
    "not_found": "magenta",
    "too_short": "dim",
}
COLOURS: dict[Grade, str] = {"exact": "", "cosmetic": "dim", "marked": "cyan", "cleaned": "cyan", "altered": "red"}

BETWEEN = "” – “"
"""Stands between two pieces of a quote, where the reporter says who speaks."""

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Quotes checked</title>
<style>
body {{ font: 1rem/1.5 Georgia, serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
article {{ border-top: 1px solid #ccc; padding: .5rem 0 }}
del {{ color: #a00 }} ins {{ color: #060 }} del, ins {{ background: #f4f4f4 }}
.cosmetic, .marked, .cleaned {{ color: #557 }} small, .around {{ color: #666 }} strong {{ font-variant: small-caps }}
</style>
{body}
</html>
"""


def render(verification: Verification, blemishes: Iterable[Edit] = ()) -> RenderableType:
    """The verdict, a word-level diff and the passages, as something that a rich `Console` prints.

    The quote's own words stand in {+...+}, the source's in [-...-]; blemishes are marked with "!".
    """
    said = verification.verdict.replace("_", " ")
    head = Text.assemble((said, f"bold {STYLES[verification.verdict]}"), f"  {_summary(verification)}")
    lines: list[RenderableType] = [Rule(style="dim"), head]
    marked = set(map(id, blemishes))
    if verification.passages or verification.edits:
        words = Text()
        for number, edit in enumerate(verification.edits):
            if number and edit.quote.start > verification.edits[number - 1].quote.end:
                words.append(BETWEEN)
            elif edit.said and words.plain[-1:].strip():
                words.append(" ")
            words.append_text(Text.assemble(*_parts(edit, id(edit) in marked)))
        lines.append(Text.assemble("  “", words, "”"))
    lines += [_where(passage, "at") for passage in verification.passages]
    lines += [_where(passage, "also" if verification.is_found else "nearest") for passage in verification.runners_up]
    return Group(*lines)


def page(verifications: Iterable[Verification]) -> str:
    """All verifications as one web page that needs nothing else.

    >>> "<del>" in page([])
    False
    """
    return _PAGE.format(body="\n".join(map(_article, verifications)))


def _summary(verification: Verification) -> str:
    facts = [f"{verification.coverage:.0%} of the words found"]
    facts += [flag.replace("_", " ") for flag in verification.flags]
    if verification.speaker:
        facts.append(f"attributed to {verification.speaker}")
    return ", ".join(facts)


def _parts(edit: Edit, is_blemish: bool) -> list[tuple[str, str]]:
    """The words of one edit with their styles; marked as in a word diff, so that a pipe or a colourless terminal shows them too."""
    colour = COLOURS[edit.grade]
    quote, source = _flat(edit.quote.text), _flat(edit.said)
    if edit.kind == "same":
        return [(quote, colour)]
    parts = [(f"[-{source}-]", colour), (" ", "")] if source else []
    parts = [(" ", ""), *parts] if source and quote[:1].isspace() else parts
    if quote.strip():
        parts += [(f"{{+{quote.strip()}+}}", colour), (quote[len(quote.rstrip()) :], "")]
    return [*parts, ("!", "bold red")] if is_blemish else parts


def _where(passage: Passage, word: str) -> Text:
    time = "" if passage.seconds is None else f", {_clock(passage.seconds)}"
    speaker = f", {passage.speaker}" if passage.speaker else ""
    place = f"  {word} {passage.span.document}:{passage.span.start}-{passage.span.end}{speaker}{time}: "
    before, after = _flat(passage.before)[-60:], _flat(passage.after)[:60]
    return Text.assemble((place, "bold"), (f"…{before}", "dim"), _flat(passage.words), (f"{after}…", "dim"))


def _clock(seconds: float) -> str:
    """
    >>> _clock(3723.5)
    '1:02:03'
    """
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def _flat(text: str) -> str:
    """The text on one line, a blank at its beginning and end kept."""
    words = " ".join(text.split())
    return f"{' ' if text[:1].isspace() and words else ''}{words}{' ' if text[-1:].isspace() else ''}"


def _article(verification: Verification) -> str:
    edits = verification.edits
    gaps = [after.quote.start > before.quote.end for before, after in pairwise(edits)]
    words = "".join((BETWEEN if gap else "") + _html(edit) for gap, edit in zip([False, *gaps], edits, strict=False))
    places = "".join(map(_place, verification.passages))
    said = verification.verdict.replace("_", " ")
    return f"<article><p><strong>{said}</strong> {html.escape(_summary(verification))}</p><p>“{words}”</p>{places}</article>"


def _place(passage: Passage) -> str:
    where = f"{passage.span.document}:{passage.span.start}-{passage.span.end} {passage.speaker or ''}"
    before, words, after = html.escape(passage.before), html.escape(passage.words), html.escape(passage.after)
    return f"<p class=around><small>{html.escape(where)}</small> …{before}<b>{words}</b>{after}…</p>"


def _html(edit: Edit) -> str:
    quote = html.escape(edit.quote.text)
    if edit.kind == "same":
        return quote if edit.grade == "exact" else f'<span class="{edit.grade}" title="{edit.rule}">{quote}</span>'
    removed = f'<del title="{edit.rule}">{html.escape(edit.said)}</del> ' if edit.said else ""
    added = f'<ins title="{edit.rule}">{quote}</ins>' if quote.strip() else quote
    return removed + added

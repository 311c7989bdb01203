"""Edits in the making: stretches of a quote and of its source that belong together, joined and grown until they tile the quote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotecheck.records import TextSpan
from quotecheck.verdicts import Edit, EditKind, Flag, Grade, SourceSpan
from quotecheck.verification.index import Source


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of the quote's text and of one source's text that belong together, and how they differ; `count` words of the quote; `said`
    is what the source has there, read without markup, where it is not the same."""

    kind: EditKind
    grade: Grade
    rule: str
    quote: tuple[int, int]
    source: tuple[int, int] | None
    flags: tuple[Flag, ...] = ()
    count: int = 0
    said: str = ""


def merged(stretches: Sequence[Stretch], joints: frozenset[int]) -> list[Stretch]:
    """The stretches, equal ones of one grade that follow each other taken together; `joints` are offsets at which none may be joined."""
    result: list[Stretch] = []
    for stretch in stretches:
        last = result[-1] if result else None
        if (
            last is not None
            and (last.kind, last.grade, last.rule) == ("same", stretch.grade, stretch.rule)
            and stretch.kind == "same"
            and stretch.quote[0] not in joints
            and last.source is not None
            and stretch.source is not None
        ):
            source = (last.source[0], stretch.source[1])
            result[-1] = replace(last, quote=(last.quote[0], stretch.quote[1]), source=source, count=last.count + stretch.count)
        else:
            result.append(stretch)
    return result


def tiled(text: str, spans: Sequence[tuple[int, int]], parts: Sequence[tuple[Source | None, Sequence[Stretch]]]) -> tuple[Edit, ...]:
    """The edits of all parts, grown so that each begins where the one before it ends and together they fill the quote's pieces.

    A piece without words is the same as nothing.
    """
    rows = [(source, stretch) for source, stretches in parts for stretch in stretches]
    begins = [stretch.quote[0] for _, stretch in rows]
    edits: list[Edit] = []
    for number, (source, stretch) in enumerate(rows):
        piece = max((span for span in spans if span[0] <= begins[number]), default=spans[0])
        is_first = number == 0 or begins[number - 1] < piece[0]
        start = piece[0] if is_first else begins[number]
        end = next((begin for begin in begins[number + 1 : number + 2] if begin <= piece[1]), piece[1])
        place = None
        if source is not None and stretch.source is not None:
            a, b = stretch.source
            place = SourceSpan(document=source.name, start=a, end=b, text=source.text[a:b])
        quote = TextSpan(start=start, end=end, text=text[start:end])
        edit = Edit(
            kind=stretch.kind, grade=stretch.grade, rule=stretch.rule, quote=quote, source=place, said=stretch.said, flags=stretch.flags
        )
        edits.append(edit)
    empty = [span for span in spans if not any(span[0] <= edit.quote.start <= edit.quote.end <= span[1] for edit in edits)]
    edits += [Edit(kind="same", grade="exact", rule="exact", quote=TextSpan(start=a, end=b, text=text[a:b])) for a, b in empty if rows]
    return tuple(sorted(edits, key=lambda edit: (edit.quote.start, edit.quote.end)) if empty else edits)

"""Marked sentences: `[SOURCE Mary Smith] [CUE said] [CONTENT she would go].` is input and expectation at once.

Brackets nest; a role is capital letters and underscores, an optional `:word` after it tells two of a kind apart.
"""

import re
from collections.abc import Iterable

OPEN = re.compile(r"\[([A-Z_]+(?::\w+)?) ")


def parse(marked: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The bare text, and each mark as (role, start, end) in characters of it, in order of start."""
    text: list[str] = []
    length, i = 0, 0
    stack: list[tuple[str, int]] = []
    found: list[tuple[str, int, int]] = []
    while i < len(marked):
        opening = OPEN.match(marked, i)
        if opening:
            stack.append((opening[1], length))
            i = opening.end()
        elif marked[i] == "]" and stack:
            role, start = stack.pop()
            found.append((role, start, length))
            i += 1
        else:
            text.append(marked[i])
            length += 1
            i += 1
    if stack:
        raise ValueError(f"unclosed mark {stack[-1][0]!r} in {marked!r}")
    return "".join(text), sorted(found, key=lambda mark: (mark[1], -mark[2], mark[0]))


def render(text: str, marks: Iterable[tuple[str, int, int]]) -> str:
    """The marked sentence for these marks: what a failing test prints beside the one expected."""
    edges: list[tuple[int, int, int, str]] = []
    for role, start, end in marks:
        edges.append((start, 1, -end, f"[{role} "))
        edges.append((end, 0, -start, "]"))
    out, at = [], 0
    for position, _, _, mark in sorted(edges):
        out.append(text[at:position] + mark)
        at = position
    return "".join(out) + text[at:]

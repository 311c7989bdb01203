"""Which quotation marks belong together, on a plain string: curly, straight, doubled, low, pointed and single marks.

The rule of the trade (any newspaper's style book): quotations nest; a quotation that runs over paragraphs has an opening
mark at the head of each and a closing mark at the end of the last. Nothing here is an error: a mark that fits nothing
is ignored. One pass over the text, paragraph by paragraph.

>>> [(run.text(s), run.depth) for s in ["“She called it ‘a gift’,” he said."] for run in pair_marks(s)]
[('She called it ‘a gift’,', 0), ('a gift', 1)]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Family = Literal["straight", "curly", "angle", "single"]
Lean = Literal["open", "close", "either"]


class Run(NamedTuple):
    """What stands between two marks that belong together, as half-open character offsets.

    `start` and `end` leave the marks and the blanks inside them out, `outer_start` and `outer_end` take them in. `depth` is 0 for
    a quotation that stands in no other. `closed` is false where the paragraph ends (or the next quotation begins) without
    a closing mark; `continues` is the index, in the same list, of the run in an earlier paragraph that this one goes on from.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    depth: int
    closed: bool
    continues: int | None = None

    def text(self, text: str) -> str:
        """The words between the marks.

        >>> pair_marks('He said "no".')[0].text('He said "no".')
        'no'
        """
        return text[self.start : self.end]


def pair_marks(text: str) -> list[Run]:
    """All quotations of a text in text order, an outer one before those inside it.

    >>> def quoted(text): return [run.text(text) for run in pair_marks(text)]
    >>> quoted("“Yes,” she said, “and no.”"), quoted('"Yes," she said, "and no."'), quoted("``Yes,'' she said, ''and no.''")
    (['Yes,', 'and no.'], ['Yes,', 'and no.'], ['Yes,', 'and no.'])
    >>> quoted("«Oui», „ja“, »ja«, ”ja”, ‹oui›")
    ['Oui', 'ja', 'ja', 'ja', 'oui']

    Single marks are told from apostrophes, decades and feet:

    >>> quoted("It's the '90s: rock 'n' roll, and the Smiths' dog's 'right to bark'.")
    ['right to bark']
    >>> quoted("‘The boys’ mother didn’t know,’ he said. ‘Now she does.’")
    ['The boys’ mother didn’t know,', 'Now she does.']
    >>> quoted('He is 6\\' 2" and has a 12" knife and a "plan".')
    ['plan']

    Marks that do not match are paired where the place is clear, and ignored where it is not:

    >>> quoted('“Yes," she said. "No,” he said.'), quoted("“Yes,“ she said."), quoted('gone," he said.')
    (['Yes,', 'No,'], ['Yes,'], [])
    >>> quoted("“Yes, she said. “It was me.”")
    ['Yes, she said.', 'It was me.']

    A quotation left open runs to the end of its paragraph, and goes on where the next paragraph opens with a mark:

    >>> [(run.closed, run.continues) for run in pair_marks("“One.\\n\\n“Two.\\n\\n“Three,” she said.\\n\\n“Four.”")]
    [(False, None), (False, 0), (True, 1), (True, None)]
    """
    runs: list[_Draft] = []
    carried: int | None = None
    for start, end in paragraphs(text):
        drafts = _Paragraph(text, start, end).pair(None if carried is None else runs[carried].family)
        for draft in drafts:
            if draft.goes_on:
                draft.continues = carried
        base = len(runs)
        runs.extend(drafts)
        still_open = [base + i for i, draft in enumerate(drafts) if draft.close is None and draft.cut is None]
        carried = still_open[0] if still_open else None
    _drop_lonely_singles(runs)
    return _finish(text, runs)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The text's paragraphs as offsets, without blank ones: a line end ends a paragraph unless the line is plainly wrapped.

    A line is wrapped where the next one goes on with a small letter and this one stops on a letter or a comma.

    >>> text = "One line,\\nwrapped.\\nTwo.\\n\\n  Three"
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['One line,\\nwrapped.', 'Two.', 'Three']
    """
    start: int | None = None
    end = 0
    for line in LINE.finditer(text):
        first, last = _stripped(text, line.start(), line.end())
        if first == last:
            continue
        if start is not None and not _is_wrapped(text, end, first):
            yield start, end
            start = None
        if start is None:
            start = first
        end = last
    if start is not None:
        yield start, end


LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
MARK = re.compile(r"(?<=\S)'(?=''(?!'))|``|''|‘‘|’’|‘’(?=\w)|‚‚|‹‹|››|[\"＂“”„‟〝〞«»‹›'‘’‚‛`]")
KINDS: dict[str, tuple[Family, Lean]] = {
    **dict.fromkeys(('"', "＂", "''"), ("straight", "either")),
    **dict.fromkeys(("“", "„", "‟", "〝", "``", "‘‘", "‘’", "‚‚"), ("curly", "open")),
    **dict.fromkeys(("”", "〞", "’’"), ("curly", "close")),
    **dict.fromkeys(("«", "‹", "‹‹"), ("angle", "open")),
    **dict.fromkeys(("»", "›", "››"), ("angle", "close")),
    **dict.fromkeys(("‘", "‚", "‛", "`"), ("single", "open")),
    **dict.fromkeys(("’",), ("single", "close")),
    **dict.fromkeys(("'",), ("single", "either")),
}
BEFORE_OPENING = frozenset("([{<-–—―/=|>*_¿¡•·…")
ELISION = re.compile(
    r"(?:tis|twas|twere|twill|em|n|til|till|cause|cos|coz|cuz|bout|round|nuff|un|kay|hood|s|re|ve|ll|d|m|t)\b"
    r"|\d\d(?:s|ers?)?\b(?![,.%]\d)",
    re.IGNORECASE,
)
SURE_ELISION = re.compile(r"(?:tis|twas|em|n|s|ll|re)\b|\d\ds\b", re.IGNORECASE)
INCHES = re.compile(r"\d\s?['’′]\s?\d{1,2}$")
DEEPEST = 8


@dataclass(slots=True)
class _Draft:
    """A run in the making: where its marks are, `stop` the end of its paragraph, `limit` where the next of its family opens inside it."""

    open: int
    inner: int
    family: Family
    stop: int
    heads: bool
    goes_on: bool = False
    close: tuple[int, int] | None = None
    cut: int | None = None
    limit: int = 0
    continues: int | None = None
    dropped: bool = False


class _Paragraph:
    """The marks of one paragraph, read from left to right with a stack of what is open."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks = list(MARK.finditer(text, start, end))
        self.stack: list[_Draft] = []
        self.found: list[_Draft] = []
        self.last: tuple[int, bool] = (-1, False)

    def pair(self, carried: Family | None) -> list[_Draft]:
        """The paragraph's runs; `carried` is the family of the marks that the paragraph before it left open."""
        if carried not in (None, "single") and self._goes_on_unmarked():
            self._open(self.start, self.start, "curly").goes_on = True
        for i, mark in enumerate(self.marks):
            at_head = mark.start() == self.start
            family, lean = KINDS[mark.group()]
            before = len(self.found)
            self._single(i, lean) if family == "single" else self._double(mark, family, lean)
            if at_head and carried and len(self.found) > before:
                self.found[-1].goes_on = (family == "single") == (carried == "single")
        for draft in self.stack:
            self._leave_open(draft)
        return [draft for draft in self.found if not draft.dropped]

    def _double(self, mark: re.Match[str], family: Family, lean: Lean) -> None:
        start, end = mark.span()
        opens, closes = self._context(start, end)
        holder = self._open_double(family)
        if lean == "open":
            is_opening = not (holder is not None and closes and not opens) and not (holder is None and closes and not opens)
        elif lean == "close":
            is_opening = holder is None and opens and not closes
        elif opens != closes:
            is_opening = opens or (holder is None and self._is_misplaced_opening(start, end))
        else:
            is_opening = holder is None
        if lean == "either" and not is_opening and self._is_inches(start, holder):
            return
        if is_opening:
            self._open(start, end, family)
        elif holder is not None:
            self._close(holder, start, end)
        self.last = (end, is_opening)

    def _single(self, index: int, lean: Lean) -> None:
        start, end = self.marks[index].span()
        before, after = self._around(start, end)
        if before.isalnum() and after.isalnum():
            return
        opens, closes = self._context(start, end)
        top = self.stack[-1] if self.stack else None
        elided = ELISION if lean != "open" else SURE_ELISION
        if top is not None and top.family == "single" and closes and not opens:
            if not self._is_possessive(index) and self.text[max(0, start - 2) : start].lower() not in ("'n", "’n", "‘n"):
                self._close(top, start, end)
                self.last = (end, False)
        elif opens and (not closes or lean == "open") and lean != "close" and not elided.match(self.text, end):
            self._open(start, end, "single")
            self.last = (end, True)

    def _open(self, start: int, end: int, family: Family) -> _Draft:
        draft = _Draft(start, end, family, self.end, heads=start == self.start)
        if family != "single":
            for holder in self.stack:
                if holder.family != "single" and holder.family == family and holder.limit == 0:
                    holder.limit = start
        if len(self.stack) == DEEPEST:
            self.stack.pop(0).dropped = True
        self.stack.append(draft)
        self.found.append(draft)
        return draft

    def _close(self, holder: _Draft, start: int, end: int) -> None:
        while self.stack[-1] is not holder:
            self.stack.pop().dropped = True
        self.stack.pop()
        holder.close = (start, end)

    def _leave_open(self, draft: _Draft) -> None:
        if draft.family == "single":
            draft.dropped = not draft.heads or draft is not self.stack[0]
        elif draft.limit:
            draft.cut = draft.limit
            draft.dropped = not draft.heads
        else:
            draft.dropped = draft is not next(other for other in self.stack if other.family != "single" and not other.limit)

    def _open_double(self, family: Family) -> _Draft | None:
        doubles = [draft for draft in reversed(self.stack) if draft.family != "single"]
        same = [draft for draft in doubles if draft.family == family]
        return same[0] if same else doubles[0] if doubles else None

    def _around(self, start: int, end: int) -> tuple[str, str]:
        before = self.text[start - 1] if start > self.start else " "
        after = self.text[end] if end < self.end else " "
        return before, after

    def _context(self, start: int, end: int) -> tuple[bool, bool]:
        """Whether the place fits an opening mark, and whether it fits a closing one."""
        before, after = self._around(start, end)
        after_opening = self.last == (start, True)
        after_closing = self.last == (start, False)
        opens = (before.isspace() or before in BEFORE_OPENING or after_opening) and not after_closing and not after.isspace()
        closes = (not before.isspace() and not after_opening) and not after.isalnum()
        return opens, closes

    def _is_misplaced_opening(self, start: int, end: int) -> bool:
        before, _ = self._around(start, end)
        rest = self.text[end : min(end + 3, self.end)].lstrip()
        return before in ",:" and rest[:1].isupper()

    def _is_inches(self, start: int, holder: _Draft | None) -> bool:
        if start == 0 or not self.text[start - 1].isdigit():
            return False
        return holder is None or INCHES.search(self.text, max(0, start - 6), start) is not None

    def _is_possessive(self, index: int) -> bool:
        """Whether a mark after a plural ("the boys’ mother") is no closing mark: the next single mark closes for certain."""
        start, end = self.marks[index].span()
        if self.text[start - 1] not in "sS" or not self.text[end : end + 1].isspace() or not self.text[end + 1 : end + 2].isalpha():
            return False
        for mark in self.marks[index + 1 : index + 9]:
            if KINDS[mark.group()][0] != "single":
                return False
            before, after = self._around(*mark.span())
            if before.isalnum() and after.isalnum():
                continue
            return before in ".,!?…;" and not after.isalnum()
        return False

    def _goes_on_unmarked(self) -> bool:
        """Whether the paragraph's first double mark closes what the paragraph before it has left open."""
        for mark in self.marks:
            family, lean = KINDS[mark.group()]
            if family != "single":
                opens, closes = self._context(*mark.span())
                return closes and not opens and lean != "open" and mark.start() > self.start and not self._is_inches(mark.start(), None)
        return False


def _finish(text: str, drafts: list[_Draft]) -> list[Run]:
    ends: list[int] = []
    runs: list[Run] = []
    for draft in drafts:
        outer_end = draft.close[1] if draft.close else draft.cut or draft.stop
        inner_end = draft.close[0] if draft.close else outer_end
        while ends and ends[-1] <= draft.open:
            ends.pop()
        first, last = _stripped(text, draft.inner, inner_end)
        runs.append(Run(first, last, draft.open, outer_end, len(ends), draft.close is not None, draft.continues))
        ends.append(outer_end)
    return runs


def _drop_lonely_singles(drafts: list[_Draft]) -> None:
    """Single marks left open are quotations only where another paragraph goes on from them; the list keeps its indices."""
    kept: list[_Draft] = []
    goes_on = {draft.continues for draft in drafts if draft.continues is not None}
    new_index: dict[int, int] = {}
    for i, draft in enumerate(drafts):
        if draft.family == "single" and draft.close is None and i not in goes_on:
            continue
        new_index[i] = len(kept)
        kept.append(draft)
    for draft in kept:
        draft.continues = None if draft.continues is None else new_index.get(draft.continues)
    drafts[:] = kept


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _is_wrapped(text: str, end: int, start: int) -> bool:
    if text.count("\n", end, start) != 1 or not text[start].islower():
        return False
    return text[end - 1].isalnum() or text[end - 1] == ","

"""The benchmark of verification: right places, right verdicts and times on transcripts of our own prose, beside three baselines.

`python tests/eval/verify_benchmark.py` prints all figures; `--write` puts them into `CHANGELOG.md`. Thresholds and rules were chosen
on the seeds 1 and 2; the figures written are of seed 8. Times are of the processor (`time.process_time`), which a busy machine slows down
less than the clock; everything runs in one thread. A quote's length is drawn so that short ones are as many as long ones.
"""

import argparse
import difflib
import random
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from rapidfuzz.distance import LCSseq
from verify_cases import CORE, KINDS, Case, Maker, Transcript, transcript

from quotecheck.verdicts import Verification
from quotecheck.verification.index import SourceIndex
from quotecheck.verification.sources.files import parse_source
from quotecheck.verification.verify import verify

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
MEASURED = 8
SIZES = (10_000, 100_000, 1_000_000)
ASKED_SPAN = {"exact": 0.99, "silent_cut": 0.95, "silent_cut_12": 0.90, "spliced": 0.96, "swapped": 0.96}
ASKED_ALTERED, ASKED_VERDICT, ASKED_FLAG, ASKED_ABSENT = 0.98, 0.95, 0.98, 0.005
HEAD = f"{'words':>9}  {'kind':14}  {'span':>6} {'asked':>6} {'drawn':>6}  {'verdict':>7} {'flags':>6}  {'median ms':>9} {'p95 ms':>7}"
WORD = re.compile(r"\w+")
LABEL = re.compile(r"\n\n[A-Z ]+:")
SOUNDS = frozenset({"uh", "um"})
BLOCK = re.compile(r"(<!-- verification: written by [^>]*-->\n).*?(<!-- end of verification -->)", re.DOTALL)


@dataclass
class Cell:
    """What became of the quotes of one kind on one transcript."""

    size: int
    kind: str
    spans: list[bool] = field(default_factory=list)
    drawn: list[bool] = field(default_factory=list)
    verdicts: list[bool] = field(default_factory=list)
    flags: list[bool] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    wrong: list[tuple[Case, Verification]] = field(default_factory=list)

    @property
    def asked(self) -> float:
        """The share of right places that is asked for."""
        return ASKED_SPAN.get(self.kind, ASKED_ALTERED)

    def line(self) -> str:
        """The cell as a line of the table."""
        median, last = milliseconds(self.times)
        flags = f"{mean(self.flags):6.3f}" if self.kind in ("negated", "number", "other_speaker") else " " * 6
        asked = f"{self.asked:6.3f}" if self.kind != "absent" else " " * 6
        shares = f"{mean(self.spans):6.3f} {asked} {mean(self.drawn):6.3f}  {mean(self.verdicts):7.3f} {flags}"
        return f"{self.size:9,}  {self.kind:14}  {shares}  {median:9.2f} {last:7.2f}"


def mean(values: Sequence[bool]) -> float:
    """The share of what is true."""
    return sum(values) / len(values) if values else 0.0


def milliseconds(times: Sequence[float]) -> tuple[float, float]:
    """Median and 95th percentile."""
    ordered = sorted(times)
    return 1000 * statistics.median(ordered), 1000 * ordered[int(0.95 * (len(ordered) - 1))]


def is_right_place(case: Case, source: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the places are those that the quote was made of, to within a word at either end, or are as good.

    Stock phrases stand in many places. Another place is as good where the quote differs from it no more than from its own: no more words
    of the quote without an equal, in no more places, and no more words left out. Nobody could tell the two apart.
    """
    if len(case.spans) != len(found):
        return False
    if is_drawn_place(case, source, found):
        return True
    own, other = (difference(case.quote, LABEL.sub(" ", " ".join(source[a:b] for a, b in spans))) for spans in (case.spans, found))
    return all(one <= most for one, most in zip(other, own, strict=True))


def is_drawn_place(case: Case, source: str, found: Sequence[tuple[int, int]]) -> bool:
    """Whether the places are those that the quote was made of, to within a word at either end."""
    pairs = zip(sorted(case.spans), sorted(found), strict=False)
    same = (within_a_word(source, a, c) and within_a_word(source, b, d) for (a, b), (c, d) in pairs)
    return len(case.spans) == len(found) and all(same)


def difference(quote: str, passage: str) -> tuple[int, int, int]:
    """Words of the quote without an equal in the passage, places where they differ, and words of the passage that are left out.

    >>> difference("We lost many homes here", "We lost the homes that stood here")
    (1, 2, 3)
    """
    quoted, said = ([word for word in WORD.findall(text.casefold()) if word not in SOUNDS] for text in (quote, passage))
    codes = LCSseq.opcodes(said, quoted)
    equal = sum(code.src_end - code.src_start for code in codes if code.tag == "equal")
    places = sum(1 for tag, _ in groupby(code.tag == "equal" for code in codes) if not tag)
    return len(quoted) - equal, places, len(said) - equal


def says(found: Verification, changed: str | None) -> bool:
    """Whether the place found, another one as good, has the changed number as it is quoted: then no flag is due."""
    number = changed and CORE.search(changed)
    return bool(number) and any(f" {number[0]} " in f" {passage.words} " for passage in found.passages)


def within_a_word(source: str, one: int, other: int) -> bool:
    """Whether at most a word lies between two offsets."""
    return len(re.findall(r"\w+", source[min(one, other) : max(one, other)])) <= 1


def measured(source: Transcript, index: SourceIndex, cases: Sequence[Case], cell: Cell) -> Cell:
    """The cell, filled with what the library says of the cases."""
    for case in cases:
        begin = time.process_time()
        found = verify(case.quote, index, speaker=case.speaker)
        cell.times.append(time.process_time() - begin)
        places = [(passage.span.start, passage.span.end) for passage in found.passages]
        right = is_right_place(case, source.text, places)
        cell.spans.append(right)
        cell.drawn.append(is_drawn_place(case, source.text, places))
        cell.verdicts.append(found.verdict in case.verdicts)
        cell.flags.append(set(case.flags) <= set(found.flags) or (right and says(found, case.changed)))
        if not (right and cell.verdicts[-1] and cell.flags[-1]):
            cell.wrong.append((case, found))
    return cell


def built(text: str) -> tuple[SourceIndex, float, float]:
    """The index of a text, the seconds that it took, and the megabytes that it holds beside the text."""
    source = parse_source(text)
    begin = time.process_time()
    index = SourceIndex([source])
    seconds = time.process_time() - begin
    held = (index.nbytes() + sys.getsizeof(index.words) + sum(map(sys.getsizeof, index.words))) / 1e6
    return index, seconds, held


def baselines() -> Iterator[tuple[str, int, Callable[[str, str], tuple[int, int]]]]:
    """Name, longest source in words, and the place that the method finds."""
    from rapidfuzz import fuzz

    def partial_ratio(quote: str, text: str) -> tuple[int, int]:
        best = fuzz.partial_ratio_alignment(quote, text)
        return (best.dest_start, best.dest_end) if best else (0, 0)

    def blocks(quote: str, text: str) -> tuple[int, int]:
        words = [match.span() for match in re.finditer(r"\w+", text)]
        quoted, said = re.findall(r"\w+", quote.casefold()), [text[a:b].casefold() for a, b in words]
        match = difflib.SequenceMatcher(None, said, quoted, autojunk=False).find_longest_match()
        first, last = max(0, match.a - match.b), min(len(words), match.a - match.b + len(quoted)) - 1
        return words[first][0], words[last][1]

    yield "RapidFuzz partial_ratio_alignment", 1_000_000, partial_ratio
    yield "difflib find_longest_match", 1_000_000, blocks
    try:
        import edlib
    except ImportError:
        return

    def infix(quote: str, text: str) -> tuple[int, int]:
        start, end = edlib.align(quote, text, mode="HW", task="locations")["locations"][0]
        return (start or 0, end + 1)

    yield "edlib HW", 1_000_000, infix


def compared(source: Transcript, cases: Sequence[Case], size: int) -> Iterator[str]:
    """A line for each baseline: right places on quotes that one passage holds, changed or not, and times."""
    text = source.text.casefold()
    text = text if len(text) == len(source.text) else source.text
    for name, longest, place in baselines():
        if size > longest:
            continue
        right, times = [], []
        for case in cases:
            begin = time.process_time()
            found = place(case.quote.casefold(), text)
            times.append(time.process_time() - begin)
            right.append(is_right_place(case, source.text, [found]))
        median, last = milliseconds(times)
        yield f"{size:9,}  {name:34} span {mean(right):6.3f}  median {median:9.2f} ms  p95 {last:9.2f} ms  ({len(cases)} quotes)"


def run(options: argparse.Namespace) -> tuple[list[Cell], list[str]]:
    """All cells and the lines that are printed."""
    cells: list[Cell] = []
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    say(HEAD)
    for size in options.sizes:
        source = transcript(size, 10 * options.seed)
        index, seconds, held = built(source.text)
        maker = Maker(source, options.seed)
        altered: list[Case] = []
        for kind in options.kinds:
            cases = list(maker.cases(kind, options.quotes))
            altered += cases[: options.baseline] if len(cases[0].spans) == 1 else []
            cells.append(measured(source, index, cases, Cell(size, kind)))
            say(cells[-1].line())
        here = [cell for cell in cells if cell.size == size]
        median, last = milliseconds([each for cell in here for each in cell.times])
        say(f"{size:9,}  all quotes: median {median:.2f} ms, p95 {last:.2f} ms; index {seconds:.2f} s, {held:.0f} MB")
        if "absent" in options.kinds:
            say(f"{size:9,}  {_absent(index, size)}")
        for line in (
            compared(source, random.Random(0).sample(altered, min(len(altered), options.baseline)), size) if options.baseline else ()
        ):
            say(line)
    return cells, lines


def _absent(index: SourceIndex, size: int) -> str:
    passage = transcript(5000, size + 77).text
    begin = time.process_time()
    verdict = verify(passage, index).verdict
    return f"5,000 absent words: {time.process_time() - begin:.2f} s, {verdict}"


def main() -> None:
    """Print the figures, and write them where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=lambda text: [int(part) for part in text.split(",")], default=list(SIZES))
    parser.add_argument("--kinds", type=lambda text: text.split(","), default=KINDS)
    parser.add_argument("--quotes", type=int, default=200, help="quotes a cell")
    parser.add_argument("--baseline", type=int, default=20, help="quotes for each baseline; 0 for none")
    parser.add_argument("--seed", type=int, default=MEASURED)
    parser.add_argument("--show", type=int, default=0, help="wrong answers shown a cell")
    parser.add_argument("--write", action="store_true", help="write the figures into CHANGELOG.md")
    options = parser.parse_args()
    cells, lines = run(options)
    for cell in cells:
        for case, found in cell.wrong[: options.show]:
            passages = [passage.words for passage in found.passages]
            rules = [(edit.rule, edit.quote.text, edit.source and edit.source.text) for edit in found.edits if edit.grade != "exact"]
            print(f"\n{cell.kind} {case.words}: {found.verdict} {found.flags}\n  {case.quote}\n  {passages}\n  {rules}")
    if options.write:
        text = CHANGELOG.read_text(encoding="utf-8")
        body = "```text\n" + "\n".join(lines) + "\n```\n"
        CHANGELOG.write_text(BLOCK.sub(lambda match: match[1] + body + match[2], text), encoding="utf-8")


if __name__ == "__main__":
    main()

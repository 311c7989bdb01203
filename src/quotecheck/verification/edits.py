"""A quote beside the passage that it stands for: which words are the same, in what form, and what differs between them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from quotecheck.verdicts import EditKind, Grade, SourceSpan
from quotecheck.verification.difference import Difference, Outcome
from quotecheck.verification.differences import classify, equivalent
from quotecheck.verification.flags import flags_of
from quotecheck.verification.forms import may_be_equivalent
from quotecheck.verification.index import Source, SourceIndex
from quotecheck.verification.quoted import Quoted, QuotedWords
from quotecheck.verification.search import Match
from quotecheck.verification.stretches import Stretch
from quotecheck.verification.words import BLANKS, MARKS, canonical, folded

AROUND = 6
"""Words of context that a rule sees on either side."""

LONGEST_FORM = 5
"""Words that may say in one form what is said in fewer or more words in another ("two hundred and five", "205")."""

LONGEST_SLIP = 4
"""Words by which a cut may be moved."""

VERBATIM_REACH = 100
"""Characters beside the passage in which the quote's own characters are looked for."""

REPLACED_AT_END = 3
"""Unmatched words at a quote's beginning or end that stand for as many words of the source beside the passage."""

_WORD_END, _WORD_START = re.compile(r"\w+\Z"), re.compile(r"\w+")
_PREFIX = re.compile(r"un|in|im|ir|il|dis|non|re|pre|mis|over|under|out|a", re.IGNORECASE)
_ENDING = re.compile(r"\w?(?:ed|ing|ings|er|ers)|s|es|d|ly|y|al|able|ment|ness|ion|ions", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s")
_SET_OFF = re.compile(r"[,;:—–-]")


Range = tuple[int, int]
Ends = Callable[[Range, Range], Iterable[tuple[Range, Range]]]


class Anchor(NamedTuple):
    """Words of the quote and of the source that are the same: `outcome` is `None` for equal ones, else says in what form."""

    quote: Range
    source: Range
    outcome: Outcome | None


class Side:
    """Words in a row with their texts: those of the quote, or those of the source around one match."""

    def __init__(self, view: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.view, self.starts, self.ends = view, starts, ends

    def text(self, begin: int, end: int) -> str:
        """The words from `begin` to before `end`, with what stands between them."""
        return self.view[self.starts[begin] : self.ends[end - 1]] if begin < end else ""

    def gap(self, place: int) -> str:
        """What stands before that word and behind the one before it."""
        return self.view[self.ends[place - 1] : self.starts[place]] if 0 < place < len(self.starts) else ""

    def words(self, begin: int, end: int) -> tuple[str, ...]:
        """The words in canonical form."""
        places = range(max(begin, 0), min(end, len(self.starts)))
        return tuple(canonical(self.view[self.starts[i] : self.ends[i]]) for i in places)


@dataclass(frozen=True)
class Comparison:
    """One part of a quote beside the passage that it stands for; places in the source are counted from `low`."""

    quoted: Quoted
    words: QuotedWords
    index: SourceIndex
    match: Match

    @cached_property
    def source(self) -> Source:
        """The document in which the passage stands."""
        return self.index.sources[self._document]

    @cached_property
    def _document(self) -> int:
        return self.index.document_of(self.match.source[0])

    @cached_property
    def low(self) -> int:
        """The first word of the source that is looked at."""
        return max(int(self.index.firsts[self._document]), self.match.source[0] - AROUND - REPLACED_AT_END)

    @cached_property
    def said(self) -> Side:
        """The source's words around the passage."""
        high = min(int(self.index.firsts[self._document + 1]) - 1, self.match.source[1] + AROUND + REPLACED_AT_END)
        tokens = self.index.tokens
        return Side(self.source.reading.view, tokens.starts[self.low : high].tolist(), tokens.ends[self.low : high].tolist())

    @cached_property
    def asked(self) -> Side:
        """The quote's words."""
        return Side(self.quoted.reading.view, self.words.tokens.starts.tolist(), self.words.tokens.ends.tolist())

    @cached_property
    def blocks(self) -> list[tuple[int, int, int]]:
        """The runs of equal words, source places counted from `low`; a cut that may as well stand earlier begins with a sentence.

        Of "It was late. They left. They slept" and "It was late. They slept", the sentence "They left" is missing, not "left. They".
        """
        blocks = [(q, s - self.low, n) for q, s, n in self.match.blocks]
        for number in range(1, len(blocks)):
            (q0, s0, n0), (q1, s1, n1) = blocks[number - 1 : number + 1]
            for slip in range(min(n0, LONGEST_SLIP) if q0 + n0 == q1 else 0):
                if slip and self._is_sentence_start(s0 + n0 - slip):
                    blocks[number - 1], blocks[number] = (q0, s0, n0 - slip), (q1 - slip, s1 - slip, n1 + slip)
                    break
                if self.said.words(s0 + n0 - slip - 1, s0 + n0 - slip) != self.said.words(s1 - slip - 1, s1 - slip):
                    break
        return blocks

    def _is_sentence_start(self, place: int) -> bool:
        return bool(_SENTENCE_END.search(self.said.gap(place)))

    @cached_property
    def verbatim(self) -> tuple[int, int] | None:
        """Where the quote's characters stand in the source but for typesetting, if not all its words were matched: it may begin or end
        within a word, if what is left of that is none itself."""
        whole = (self.match.begin, self.match.end) == (0, len(self.words.tokens)) and len(self.quoted.spans) == 1
        if not whole or (len(self.match.blocks) == 1 and self.match.count == len(self.words.tokens)):
            return None
        begin, end = self._quote_range(0, len(self.words.tokens))
        quote = self.quoted.reading.text[begin:end].translate(MARKS)
        first, last = self._source_range(*self.passage)
        low = max(0, first - len(quote) - VERBATIM_REACH)
        text = self.source.text[low : last + len(quote) + VERBATIM_REACH].translate(MARKS)
        for match in re.finditer(r"\s+".join(map(re.escape, quote.split())), text):
            before, after = _WORD_END.search(text, 0, match.start()), _WORD_START.match(text, match.end())
            if self._is_fragment(before, _PREFIX, 0) and self._is_fragment(after, _ENDING, -1):
                return low + match.start(), low + match.end()
        return None

    def _is_fragment(self, rest: re.Match[str] | None, inflected: re.Pattern[str], edge: int) -> bool:
        """Whether a word of the quote is cut off, not another one ("plan" for "planning", "safe" for "unsafe"), if it is no whole word."""
        return rest is None or (not inflected.fullmatch(rest[0]) and int(self.words.tokens.ids[edge]) <= 0)

    @cached_property
    def labels(self) -> set[str | None]:
        """Who the document says speaks the words that quote and passage share."""
        places = np.concatenate([self.said.starts[s : s + n] for _, s, n in self.blocks])
        return {piece.speaker for piece in self.source.reading.pieces_at(places)}

    @cached_property
    def anchors(self) -> list[Anchor]:
        """The runs of equal words, and beside them the words that are the same in another form."""
        found: list[Anchor] = []
        blocks = self.blocks
        q, s = self.match.begin, max(0, blocks[0][1] - (blocks[0][0] - self.match.begin) - REPLACED_AT_END)
        for number, (q1, s1, count) in enumerate((*blocks, (self.match.end, len(self.said.starts), 0))):
            if number:
                while peeled := self._peeled((q, q1), (s, s1), range_of=_heads):
                    found.append(peeled)
                    q, s = peeled.quote[1], peeled.source[1]
            behind: list[Anchor] = []
            end, stop = q1, s1
            while count and (peeled := self._peeled((q, end), (s, stop), range_of=_tails)):
                behind.append(peeled)
                end, stop = peeled.quote[0], peeled.source[0]
            found.extend(reversed(behind))
            if count:
                found.append(Anchor((q1, q1 + count), (s1, s1 + count), None))
            q, s = q1 + count, s1 + count
        return found

    def _peeled(self, quoted: tuple[int, int], said: tuple[int, int], *, range_of: Ends) -> Anchor | None:
        """Words at one end of an open place that are the same in another form."""
        if quoted[0] >= quoted[1] or said[0] >= said[1] or any(place in self.words.bracketed for place in range(*quoted)):
            return None
        pairs = list(range_of(quoted, said))
        widest = (max((a for a, _ in pairs), key=_width), max((b for _, b in pairs), key=_width))
        if not may_be_equivalent(self.asked.words(*widest[0]), self.said.words(*widest[1])):
            return None
        for some, others in pairs:
            outcome = equivalent(self._seen(some, others))
            if outcome is not None:
                return Anchor(some, others, outcome)
        return None

    @cached_property
    def passage(self) -> tuple[int, int]:
        """The words of the source that the part stands for, with those that its unmatched first and last words replace."""
        first, last = self.anchors[0], self.anchors[-1]
        begin, end = first.source[0], last.source[1]
        before, after = first.quote[0] - self.match.begin, self.match.end - last.quote[1]
        if before <= REPLACED_AT_END:
            for _ in range(before):
                if begin == 0 or _SENTENCE_END.search(self.said.gap(begin)):
                    break
                begin -= 1
        if after <= REPLACED_AT_END:
            for _ in range(after):
                if end == len(self.said.starts) or _SENTENCE_END.search(self.said.gap(end)):
                    break
                end += 1
        return begin, end

    @cached_property
    def stretches(self) -> list[Stretch]:
        """All that the part is made of, in order."""
        return list(self._stretches())

    def _stretches(self) -> Iterator[Stretch]:
        if self.verbatim is not None:
            place = self._quote_range(0, len(self.words.tokens))
            yield Stretch("same", "exact", "exact", place, self.verbatim, count=len(self.words.tokens))
            return
        q, s = self.match.begin, self.passage[0]
        last = Anchor((self.match.end, self.match.end), (self.passage[1], self.passage[1]), None)
        for anchor in (*self.anchors, last):
            first, there = anchor.quote[0], anchor.source[0]
            if q < first or s < there:
                yield from self._difference((q, first), (s, there))
            if anchor.outcome is None:
                yield from self._equal(first, there, anchor.quote[1] - first)
            else:
                yield self._other_form(anchor, anchor.outcome)
            q, s = anchor.quote[1], anchor.source[1]

    def _equal(self, q: int, s: int, count: int) -> Iterator[Stretch]:
        if not count:
            return
        marked = any(q < place < q + count for place in self.words.marks)
        if not marked and folded(self._given_text(q, q + count)) == folded(self.said.text(s, s + count)):
            yield self._same("exact", "exact", (q, q + count), (s, s + count))
            return
        if not marked and (capitals := self.said.text(s, s + count)).isupper() and _is_case_alone(self._given_text(q, q + count), capitals):
            yield self._same("cosmetic", "case", (q, q + count), (s, s + count))
            return
        for i in range(count):
            if i:
                yield self._gap(q + i, s + i)
            yield self._same(*self._word(q + i, s + i), (q + i, q + i + 1), (s + i, s + i + 1))

    def _other_form(self, anchor: Anchor, outcome: Outcome) -> Stretch:
        count = anchor.quote[1] - anchor.quote[0]
        grade, rule = outcome
        place, there = self._quote_range(*anchor.quote), self._source_range(*anchor.source)
        return Stretch("replaced", grade, rule, place, there, count=count, said=self.said.text(*anchor.source))

    def _given_text(self, begin: int, end: int) -> str:
        start, stop = self._quote_range(begin, end)
        return self.quoted.reading.text[start:stop]

    def _word(self, q: int, s: int) -> tuple[Grade, str]:
        if "[" in self._given_text(q, q + 1):
            return "marked", "bracket"
        quoted, said = folded(self.asked.text(q, q + 1)), folded(self.said.text(s, s + 1))
        if quoted == said:
            return "exact", "exact"
        if quoted.casefold() == said.casefold():
            return "cosmetic", "case"
        return "cosmetic", "spelling"

    def _gap(self, q: int, s: int) -> Stretch:
        """What stands before two equal words that follow two equal words."""
        start, end = self.quote_ends[q - 1], self.quote_starts[q]
        quoted, said = self.quoted.reading.text[start:end], self.said.gap(s)
        grade: Grade = "cosmetic"
        rule = "punctuation"
        mark = self.words.marks.get(q)
        if mark == "interruption":
            grade, rule = "exact", "interruption"
        elif mark is not None:
            grade, rule = "marked", mark
        elif _bare(quoted) == _bare(said):
            grade, rule = "exact", "exact"
        elif _LETTER.search(said) or _LETTER.search(quoted):
            grade, rule = "cleaned", "sound"
        return Stretch("same", grade, rule, (start, end), self._source_range(s, s))

    def _difference(self, quoted: tuple[int, int], said: tuple[int, int]) -> Iterator[Stretch]:
        """A place where the words differ; one that holds the beginning of a new piece of the quote is parted there."""
        joint = next((place for place in range(quoted[0] + 1, quoted[1]) if place in self.words.joints), None)
        if joint is not None:
            yield from self._difference((quoted[0], joint), said)
            yield from self._difference((joint, quoted[1]), (said[1], said[1]))
            return
        difference = self._seen(quoted, said)
        outcome = classify(difference)
        flags = flags_of(difference) if outcome.grade == "altered" else ()
        kind: EditKind = "removed" if not difference.quoted_words else "replaced" if difference.said_words else "added"
        place = self._quote_range(*quoted)
        if quoted[0] == quoted[1] and outcome.grade == "marked" and quoted[0] > 0:
            place = (self.quote_ends[quoted[0] - 1], place[1])
        there = self._source_range(*said)
        yield Stretch(kind, outcome.grade, outcome.rule, place, there, flags, quoted[1] - quoted[0], difference.said)

    def _seen(self, quoted: tuple[int, int], said: tuple[int, int]) -> Difference:
        around = self.said.gap(said[0]) + self.said.gap(said[1])
        return Difference(
            quoted=self.asked.text(*quoted),
            said=self.said.text(*said),
            quoted_words=self.asked.words(*quoted),
            said_words=self.said.words(*said),
            before=self.said.words(said[0] - AROUND, said[0]),
            after=self.said.words(said[1], said[1] + AROUND),
            mark=self.words.marks.get(quoted[0]),
            is_bracketed=self._is_bracketed(quoted),
            is_set_off=bool(_SET_OFF.search(around)),
            is_interjection=quoted[0] == quoted[1] and self._is_interjection(said),
        )

    def _is_interjection(self, said: Range) -> bool:
        """Whether the words are one or several whole turns within what one speaker says."""
        if not 0 < said[0] < said[1] < len(self.said.starts):
            return False
        pieces = [self.source.reading.piece_at(self.said.starts[place]) for place in (said[0] - 1, said[0], said[1] - 1, said[1])]
        before, first, last, after = pieces
        return before.turn < first.turn and last.turn < after.turn and before.speaker == after.speaker and before.speaker is not None

    def _is_bracketed(self, quoted: Range) -> bool:
        """Whether the words are one bracket or several, whole: of brackets that the source has too, only a part would differ."""
        whole = (self.words.bracketed.get(place, (-1, -1)) for place in range(*quoted))
        return quoted[0] < quoted[1] and all(quoted[0] <= begin and end <= quoted[1] for begin, end in whole)

    def _same(self, grade: Grade, rule: str, quoted: tuple[int, int], said: tuple[int, int]) -> Stretch:
        return Stretch("same", grade, rule, self._quote_range(*quoted), self._source_range(*said), count=quoted[1] - quoted[0])

    @cached_property
    def quote_starts(self) -> list[int]:
        """Where the quote's words begin in the text as given."""
        return self.quoted.reading.given(self.words.tokens.starts)

    @cached_property
    def quote_ends(self) -> list[int]:
        """Where the quote's words end in the text as given."""
        return self.quoted.reading.given_ends(self.words.tokens.ends)

    def _quote_range(self, begin: int, end: int) -> tuple[int, int]:
        if begin < end:
            return self.quote_starts[begin], self.quote_ends[end - 1]
        at = self.quote_starts[begin] if begin < len(self.quote_starts) else self.quote_ends[-1]
        return at, at

    @cached_property
    def _source_starts(self) -> list[int]:
        tokens = self.index.tokens
        return self.source.reading.given(tokens.starts[self.low : self.low + len(self.said.starts)])

    @cached_property
    def _source_ends(self) -> list[int]:
        tokens = self.index.tokens
        return self.source.reading.given_ends(tokens.ends[self.low : self.low + len(self.said.starts)])

    def _source_range(self, begin: int, end: int) -> tuple[int, int]:
        if begin < end:
            return self._source_starts[begin], self._source_ends[end - 1]
        at = self._source_starts[begin] if begin < len(self._source_starts) else self._source_ends[-1]
        return at, at

    def span(self) -> SourceSpan:
        """The passage in the text as given."""
        start, end = self.verbatim or self._source_range(*self.passage)
        return SourceSpan(document=self.source.name, start=start, end=end, text=self.source.text[start:end])


def _is_case_alone(quoted: str, said: str) -> bool:
    return folded(quoted).casefold() == folded(said).casefold()


def _width(place: Range) -> int:
    return place[1] - place[0]


def _heads(quoted: Range, said: Range) -> Iterator[tuple[Range, Range]]:
    """The first words of both, the most of them first."""
    for q in range(min(quoted[0] + LONGEST_FORM, quoted[1]), quoted[0], -1):
        for s in range(min(said[0] + LONGEST_FORM, said[1]), said[0], -1):
            yield (quoted[0], q), (said[0], s)


def _tails(quoted: Range, said: Range) -> Iterator[tuple[Range, Range]]:
    """The last words of both, the most of them first."""
    for q in range(max(quoted[1] - LONGEST_FORM, quoted[0]), quoted[1]):
        for s in range(max(said[1] - LONGEST_FORM, said[0]), said[1]):
            yield (q, quoted[1]), (s, said[1])


def _bare(gap: str) -> str:
    return BLANKS.sub("", folded(gap))

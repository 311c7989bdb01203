"""A quote against documents: the way in to everything in this package.

Nothing here needs spaCy. Matching is by words and their order, not by meaning: what is said in other words is not found.
"""

from collections.abc import Iterable, Iterator, Sequence

from quotecheck.records import Extraction, Quote, TextSpan
from quotecheck.text.quotation import pair_marks
from quotecheck.verdicts import FLAGS, GRADES, Edit, Flag, Passage, Verdict, Verification
from quotecheck.verification import judge
from quotecheck.verification.chains import Scale
from quotecheck.verification.edits import Comparison
from quotecheck.verification.evidence import Evidence
from quotecheck.verification.index import Source, SourceIndex
from quotecheck.verification.quoted import Quoted, QuotedWords, quoted
from quotecheck.verification.search import Found, Match, find, find_exact
from quotecheck.verification.seeds import Block
from quotecheck.verification.sources.files import parse_source
from quotecheck.verification.speakers import is_asker, same_speaker
from quotecheck.verification.stretches import Stretch, merged, tiled
from quotecheck.verification.words import folded

Sources = SourceIndex | Source | str | Iterable[Source | str]

AROUND = 160
"""Characters of what was said before and after a passage that its record holds."""

NEARLY = 0.8
"""Weight, in shares of the best place's, from which another place is a runner-up."""

EQUAL = 0.98
"""Score, in shares of the best place's, from which another place is as good."""

MOST_EQUAL = 4
"""Places as good as the best that are looked at more closely."""

MOST_LABELS = 64
"""Places as good as the best whose speakers are compared with the quote's."""

MOST_RUNNERS_UP = 3


def verify(quote: str, sources: Sources, *, speaker: str | None = None) -> Verification:
    """Whether a quote stands in the sources, where, and what was changed.

    `sources` is one source or several, as texts or as a `SourceIndex`; make the index yourself when you ask more than once. With
    `speaker`, the passages said by that speaker are preferred, and a quote that only somebody else said is flagged.

    >>> found = verify("We have lost 1,200 houses.", "So we, uh, we have lost twelve hundred homes, they said.")
    >>> found.verdict, [(edit.rule, edit.quote.text, edit.source.text) for edit in found.edits if edit.grade != "exact"]
    ('altered', [('case', 'We', 'we'), ('number_form', '1,200 ', 'twelve hundred'), ('replaced', 'houses.', 'homes')])
    """
    return checked(quoted(quote), index_of(sources), speaker=speaker)


def verify_all(extraction: Extraction, sources: Sources) -> tuple[Verification, ...]:
    """What became of every quote that an article prints in quotation marks, in the order of the article.

    Of a mixed quote, the words in marks are checked. Spans of the quote are offsets into the article's text.
    """
    index = index_of(sources)
    names = {each.id: each.name for each in extraction.speakers}
    return tuple(
        checked(quoted(extraction.article.text, spans), index, id=quote.id, speaker=names.get(quote.speaker or ""))
        for quote in extraction.quotes
        if (spans := verbatim(quote, extraction.article.text))
    )


def verbatim(quote: Quote, text: str) -> list[tuple[int, int]]:
    """The words of a quote that the article prints as the speaker's own: all of a direct quote, what stands in marks of a mixed one.

    >>> text = "She called it “a bad day” for all."
    >>> span = TextSpan(start=11, end=33, text=text[11:33])
    >>> verbatim(Quote(id="q1", form="mixed", content=(span,), rule="x", confidence=1, speaker_confidence=1), text)
    [(15, 24)]
    """
    if quote.form == "direct":
        return [(span.start, span.end) for span in quote.content if span.start < span.end]
    if quote.form == "indirect":
        return []
    runs = [run for run in pair_marks(text) if run.depth == 0 and run.start < run.end]
    return [
        (max(run.start, span.start), min(run.end, span.end))
        for span in quote.content
        for run in runs
        if max(run.start, span.start) < min(run.end, span.end)
    ]


def index_of(sources: Sources) -> SourceIndex:
    """The index of the sources; texts are named by their order.

    >>> [source.name for source in index_of(["One.", "Two."]).sources]
    ['source 1', 'source 2']
    """
    if isinstance(sources, SourceIndex):
        return sources
    each = [sources] if isinstance(sources, str | Source) else sources
    return SourceIndex(
        source if isinstance(source, Source) else parse_source(source, name=f"source {number}")
        for number, source in enumerate(each, start=1)
    )


def checked(quote: Quoted, index: SourceIndex, *, id: str | None = None, speaker: str | None = None) -> Verification:
    """The verification of a quote that was read; `verify` and `verify_all` read it for you."""
    words = quote.words(index)
    check = _Check(quote, words, index, speaker)
    found = check.exact() or find(index, words.tokens, words.breaks)
    verdict, parts = check.decided(found)
    record = check.record(verdict, parts, check.others(found, parts, verdict))
    return record if id is None else record.model_copy(update={"id": id})


class _Check:
    """One quote on its way to a verdict."""

    def __init__(self, quote: Quoted, words: QuotedWords, index: SourceIndex, speaker: str | None) -> None:
        self.quote, self.words, self.index, self.speaker = quote, words, index, speaker
        self.length = len(words.tokens)
        self._comparisons: dict[Match, Comparison] = {}

    def compared(self, match: Match) -> Comparison:
        """The match beside the quote."""
        if match not in self._comparisons:
            self._comparisons[match] = Comparison(self.quote, self.words, self.index, match)
        return self._comparisons[match]

    def exact(self) -> Found | None:
        """Where all words of the quote stand in a row; nothing where only somebody else said them, for then the speaker may have said
        nearly the same."""
        matches = find_exact(self.index, self.words.tokens)
        if not matches:
            return None
        best = self._preferred(matches)
        if self.speaker is not None and same_speaker(self.label(best), self.speaker) is False:
            return None
        others = tuple(match for match in matches[: MOST_RUNNERS_UP + 1] if match is not best)
        return Found((best,), others, Scale([1.0] * self.length))

    def decided(self, found: Found) -> tuple[Verdict, list[Comparison]]:
        """The verdict, and the parts that stand where."""
        if not self.length or not found.parts:
            return ("too_short" if self.length < judge.TOO_SHORT else "not_found"), []
        for parts in self._readings(found):
            counts = [part.count for part in parts]
            if sum(counts) < judge.LEAST_SHARE * self.length or (len(parts) > 1 and min(counts) < judge.LEAST_PART):
                continue
            compared = [self.compared(part) for part in parts]
            stretches = [each.stretches for each in compared]
            if len(parts) == 1:
                verdict = self._exactly(compared[0]) or judge.single(self.length, stretches[0], self._evidence(parts[0].blocks))
            else:
                verdict = judge.several(parts, stretches, self.words)
            if verdict is not None:
                return ("too_short" if self.length < judge.TOO_SHORT else verdict), compared
        return self._incomplete(found)

    def _exactly(self, part: Comparison) -> Verdict | None:
        """Whether the characters of the quote stand there as they are, whatever words they make (a quote may begin within a word)."""
        return "exact" if part.verbatim else None

    def _readings(self, found: Found) -> Iterator[list[Match]]:
        """The ways to understand the quote, the likeliest first: the places found together, then each alone."""
        length = self.length
        if len(found.parts) > 1:
            yield _without_holes(found.parts, length)
        singles = [_whole(match, length) for match in (*found.parts, *found.others)]
        best = max(match.score for match in singles)
        yield [self._preferred([match for match in singles if match.score >= EQUAL * best])]

    def _preferred(self, matches: Sequence[Match]) -> Match:
        """Of places as good, the speaker's own, then those with most words, then the one with the lightest differences."""
        if len(matches) == 1:
            return matches[0]
        own = [match for match in matches[:MOST_LABELS] if same_speaker(self.label(match), self.speaker)] if self.speaker else []
        most = max(match.score for match in own or matches)
        candidates = [match for match in own or matches if match.score == most]
        same = next((match for match in candidates[:MOST_LABELS] if self._is_same(match)), None) if len(candidates) > 1 else None
        if same is not None:
            return same
        candidates = candidates[:MOST_EQUAL]
        lightest, least = candidates[0], len(GRADES)
        for match in candidates if len(candidates) > 1 else ():
            gravity = judge.gravity(self.compared(match).stretches)
            if gravity < least:
                lightest, least = match, gravity
            if not gravity:
                break
        return lightest

    def _is_same(self, match: Match) -> bool:
        """Whether the quote is printed there as it is but for typesetting."""
        if match.count != self.length or len(match.blocks) != 1 or self.words.marks:
            return False
        asked, said = self.words.tokens, self.index.tokens
        view = self.index.sources[self.index.document_of(match.source[0])].reading.view
        first, last = match.source[0], match.source[1] - 1
        return folded(self.quote.reading.view[asked.starts[0] : asked.ends[-1]]) == folded(view[said.starts[first] : said.ends[last]])

    def _incomplete(self, found: Found) -> tuple[Verdict, list[Comparison]]:
        singles = sorted((_whole(match, self.length) for match in (*found.parts, *found.others)), key=lambda match: -match.weight)
        block = max(singles[0].blocks, key=lambda block: block[2])
        if judge.partial(self.length, block, self._evidence([block])):
            return "partial", [self.compared(singles[0])]
        return ("too_short" if self.length < judge.TOO_SHORT else "not_found"), []

    def _evidence(self, blocks: Sequence[Block]) -> Evidence:
        return Evidence(self.index, self.words.tokens, blocks)

    def others(self, found: Found, parts: Sequence[Comparison], verdict: Verdict) -> list[Comparison]:
        """Other places that say nearly the same; where nothing was found, the nearest."""
        least = NEARLY * sum(part.match.weight for part in parts)
        taken = [part.match.source for part in parts]
        matches = [match for match in (*found.parts, *found.others) if match.weight >= least and verdict != "spliced"]
        free = [match for match in matches if all(match.source[1] <= a or b <= match.source[0] for a, b in taken)]
        return [self.compared(_whole(match, self.length)) for match in free[: MOST_RUNNERS_UP if parts else 1]]

    def label(self, match: Match) -> str | None:
        """Who the document says speaks where the match begins."""
        source = self.index.sources[self.index.document_of(match.source[0])]
        return source.reading.piece_at(int(self.index.tokens.starts[match.source[0]])).speaker

    def record(self, verdict: Verdict, parts: Sequence[Comparison], others: Sequence[Comparison]) -> Verification:
        """The record of the verdict."""
        stretches = [part.stretches for part in parts]
        edits = self._edits(parts, stretches)
        same = self._same_speaker(parts)
        flags = {flag for edit in edits for flag in edit.flags}
        if same is False:
            flags.add("other_speaker")
        had = sum(map(judge.covered, stretches))
        said = sum(part.passage[1] - part.passage[0] for part in parts)
        return Verification(
            content=tuple(TextSpan(start=a, end=b, text=self.quote.reading.text[a:b]) for a, b in self.quote.spans),
            verdict=verdict,
            coverage=min(1.0, had / self.length) if self.length else 0.0,
            score=min(1.0, 2 * had / (self.length + said)) if parts else 0.0,
            flags=_ordered(flags),
            speaker=self.speaker,
            same_speaker=same,
            edits=edits,
            passages=tuple(self._passage(part) for part in parts),
            runners_up=tuple(self._passage(other) for other in others),
        )

    def _edits(self, parts: Sequence[Comparison], stretches: Sequence[Sequence[Stretch]]) -> tuple[Edit, ...]:
        text, spans = self.quote.reading.text, self.quote.spans
        if not parts:
            absent = [Stretch("added", "altered", "not_found", span, None) for span in spans]
            return tiled(text, spans, [(None, absent)])
        starts = parts[0].quote_starts
        joints = frozenset(starts[place] for place in self.words.joints)
        return tiled(text, spans, [(part.source, merged(own, joints)) for part, own in zip(parts, stretches, strict=True)])

    def _same_speaker(self, parts: Sequence[Comparison]) -> bool | None:
        """Whether the speaker said all of it; somebody who only asks is somebody else where the speaker has a label of their own."""
        answers: set[bool | None] = set()
        for part in parts if self.speaker else ():
            reading = part.source.reading
            for label in part.labels:
                answer = same_speaker(label, self.speaker)
                if answer is None and label and is_asker(label):
                    answer = False if any(same_speaker(each, self.speaker) for each in reading.speakers) else None
                answers.add(answer)
        return False if False in answers else True if True in answers else None

    def _passage(self, part: Comparison) -> Passage:
        span, view = part.span(), part.source.reading.view
        first, last = part.low + part.passage[0], part.low + part.passage[1] - 1
        start, end = int(self.index.tokens.starts[first]), int(self.index.tokens.ends[last])
        piece = part.source.reading.piece_at(start)
        begin, stop = part.match.begin, part.match.end
        a, b = part.quote_starts[begin], part.quote_ends[stop - 1]
        return Passage(
            span=span,
            quote=TextSpan(start=a, end=b, text=self.quote.reading.text[a:b]),
            before=_tail(view[max(0, start - AROUND) : start], start > AROUND),
            words=view[start:end],
            after=_head(view[end : end + AROUND], end + AROUND < len(view)),
            speaker=piece.speaker,
            turn=piece.turn,
            seconds=piece.seconds,
            score=min(1.0, 2 * part.match.count / (stop - begin + last - first + 1)),
        )


def _whole(match: Match, length: int) -> Match:
    """The match as standing for the whole quote."""
    return Match(match.blocks, match.weight, 0, length, match.cost)


def _without_holes(parts: Sequence[Match], length: int) -> list[Match]:
    """The parts grown so that each begins where the one before it ends and together they are the whole quote."""
    begins = [0, *(part.begin for part in parts[1:]), length]
    return [Match(part.blocks, part.weight, a, b) for part, a, b in zip(parts, begins, begins[1:], strict=False)]


def _ordered(flags: set[Flag]) -> tuple[Flag, ...]:
    return tuple(flag for flag in FLAGS if flag in flags)


def _tail(text: str, is_cut: object) -> str:
    return text.partition(" ")[2] if is_cut else text


def _head(text: str, is_cut: object) -> str:
    return text.rpartition(" ")[0] if is_cut else text

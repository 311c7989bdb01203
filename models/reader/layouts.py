"""Articles laid out as users have them, varied at each reading: headline, byline, dateline, caption, subhead, pull quote, links, marks.

Nothing here looks at what a model does with it.  Names and headlines that are put in are drawn from the training corpora.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from articles import Annotated, Span, Statement

STRAIGHT = str.maketrans("“”‘’", "\"\"''")
SINGLE = str.maketrans("“”", "‘’")
OPENING = '“"‘'
MONTHS = "January February March April May June July August September October November December".split()
AGENCIES = ("Reuters", "AP", "AFP", "Agency", "Staff")
READ_ON = ("Read more: ", "Related: ", "See also: ", "READ MORE: ", "More on this story: ", "Also read: ", "")
SUBHEADS = (
    "What happens next", "A long wait", "‘No way back’", "The background", "Money matters", "Key points", "In court", "On the ground",
    "A new start", "Voices from the town", "Why it matters", "The reaction",
)  # fmt: skip
LONGEST_HEADLINE = 14
"""In words: a first paragraph of no more is a headline, and a statement of no more may become one."""


@dataclass(frozen=True)
class Stock:
    """What is put into articles: names of persons and places, and first lines of other articles."""

    persons: Sequence[str]
    places: Sequence[str]
    headlines: Sequence[str]


@dataclass(frozen=True)
class Edit:
    """These characters give way to that text, which may bring statements of its own (counted from its start)."""

    start: int
    end: int
    text: str
    statements: tuple[Statement, ...] = field(default=())


def vary(article: Annotated, stock: Stock, rng: random.Random) -> Annotated:
    """The article in another layout, its annotation moved along."""
    edits = [edit for make in (_headline, _top, _between, _marks_lost) for edit in make(article, stock, rng)]
    return _in_marks(_edited(article, edits), rng)


def _in_marks(article: Annotated, rng: random.Random) -> Annotated:
    """The same words with other quotation marks, one for one."""
    style = rng.random()
    text = article.text
    if style < 0.2:
        text = text.translate(STRAIGHT)
    elif style < 0.28 and text.count("‘") * 3 < text.count("“"):
        text = text.translate(SINGLE)
    return replace(article, text=text)


def _edited(article: Annotated, edits: Sequence[Edit]) -> Annotated:
    """The article after all edits; of two that overlap the later one is left out."""
    taken: list[Edit] = []
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        if not taken or edit.start >= taken[-1].end:
            taken.append(edit)
    parts, at, shifts, added = [], 0, [], []
    length = 0
    for edit in taken:
        parts += [article.text[at : edit.start], edit.text]
        length += edit.start - at
        added += [statement.moved(length) for statement in edit.statements]
        length += len(edit.text)
        at = edit.end
        shifts.append((edit.start, edit.end, len(edit.text) - (edit.end - edit.start)))
    parts.append(article.text[at:])

    def place(offset: int, is_end: bool) -> int:
        total = 0
        for start, end, shift in shifts:
            # what is put in at a span's edge stays outside of it
            if end < offset or (end == offset and not (is_end and start == end)):
                total += shift
        return offset + total

    def moved(span: Span) -> Span:
        return place(span[0], False), place(span[1], True)

    def whole(statement: Statement) -> Statement:
        return replace(
            statement,
            content=tuple(map(moved, statement.content)),
            cue=tuple(map(moved, statement.cue)),
            source=tuple(map(moved, statement.source)),
        )

    return replace(
        article,
        text="".join(parts),
        statements=(*map(whole, article.statements), *added),
        documents=tuple(map(moved, article.documents)),
        details=tuple((*moved((start, end)), label) for start, end, label in article.details),
    )


def _paragraphs(text: str) -> list[Span]:
    return [match.span() for match in re.finditer(r"\S[^\n]*", text)]


def _headline(article: Annotated, stock: Stock, rng: random.Random) -> Iterator[Edit]:
    """The headline's full stop taken away, or a headline made of what somebody says in the article."""
    start, end = _paragraphs(article.text)[0] if article.text.strip() else (0, 0)
    first = article.text[start:end]
    if 3 <= len(first.split()) <= LONGEST_HEADLINE:
        if first.endswith(".") and rng.random() < 0.8:
            yield Edit(end - 1, end, "")
    elif rng.random() < 0.5:
        headline = _told(article, rng) if rng.random() < 0.6 else (rng.choice(stock.headlines), ())
        if headline is not None:
            yield Edit(start, start, headline[0] + "\n\n", headline[1])


def _told(article: Annotated, rng: random.Random) -> tuple[str, tuple[Statement, ...]] | None:
    """A headline that tells a statement of the article: its words and the statement in them."""
    able = [
        (article.text[a:b], statement.names[0])
        for statement in article.statements
        if len(statement.content) == 1 and statement.names
        for a, b in statement.content
        if 4 <= len(article.text[a:b].split()) <= LONGEST_HEADLINE and "\n" not in article.text[a:b]
    ]
    if not able:
        return None
    words, name = rng.choice(able)
    words = words.rstrip(".,;:!? ").strip('“”"')
    cue = rng.choice(("says", "warns", "tells court", "claims", "admits"))
    form = rng.randrange(3)
    if form == 0:
        text, at = f"{name} {cue} {words}", (0, len(name))
        return text, (_statement(text, words, cue.split()[0], at, name),)
    if form == 1:
        words = words[:1].upper() + words[1:]
        text = f"{words}, says {name}"
        return text, (_statement(text, words, "says", (len(text) - len(name), len(text)), name),)
    text = f"‘{words}’: {name}"
    return text, (Statement(((1, 1 + len(words)),), (), ((len(text) - len(name), len(text)),), (name,)),)


def _statement(text: str, words: str, cue: str, source: Span, name: str) -> Statement:
    """What a made headline tells: the words stand at its beginning or its end, the cue beside the name."""
    at = text.rindex(words) if text.endswith(words) else 0
    start = text.rindex(cue, 0, source[0]) if source[0] else text.index(cue, source[1])
    return Statement(((at, at + len(words)),), ((start, start + len(cue)),), (source,), (name,))


def _top(article: Annotated, stock: Stock, rng: random.Random) -> Iterator[Edit]:
    """A byline or a date under the headline, and a dateline before the first words of the body."""
    places = _paragraphs(article.text)
    if len(places) < 3 or len(article.text[slice(*places[0])].split()) > LONGEST_HEADLINE:
        return
    start = places[1][0]
    top = ""
    if rng.random() < 0.3:
        person, date = rng.choice(stock.persons), f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {rng.randint(2005, 2025)}"
        top = (
            rng.choice((f"By {person}", f"By {person}\n\n{date}", f"{person}, {date}", f"Published {date}", f"{date} | {person}")) + "\n\n"
        )
    if rng.random() < 0.2 and not re.match(r"[A-Z .,’']{3,}[ (]", article.text[start : start + 30]):
        place, agency = rng.choice(stock.places), rng.choice(AGENCIES)
        top += rng.choice(
            (
                f"{place.upper()} — ",
                f"{place.upper()} ({agency}) — ",
                f"{place} ({agency}) - ",
                f"{place.upper()}, {rng.choice(MONTHS)} {rng.randint(1, 28)} — ",
            )
        )
    if top:
        yield Edit(start, start, top)


def _between(article: Annotated, stock: Stock, rng: random.Random) -> Iterator[Edit]:
    """Captions, links, subheads and pull quotes between two paragraphs."""
    places = _paragraphs(article.text)
    for start, _ in places[2:]:
        if rng.random() < 0.05:
            made = rng.choice((_caption, _link, _subhead, _pull_quote))(article, stock, rng)
            if made is not None:
                yield Edit(start, start, made[0] + "\n\n", made[1])


Made = tuple[str, tuple[Statement, ...]]


def _caption(article: Annotated, stock: Stock, rng: random.Random) -> Made | None:
    person, agency = rng.choice(stock.persons), rng.choice(AGENCIES)
    place = rng.choice(stock.places)
    return rng.choice((
        f"{person} in {place}. Photo: {agency}",
        f"{place} (Photo: {person}/{agency})",
        f"{person} speaks to reporters in {place}. {agency}",
        f"A view of {place}. Photograph: {person}",
    )), ()  # fmt: skip


def _link(article: Annotated, stock: Stock, rng: random.Random) -> Made | None:
    return rng.choice(READ_ON) + rng.choice(stock.headlines), ()


def _subhead(article: Annotated, stock: Stock, rng: random.Random) -> Made | None:
    return rng.choice(SUBHEADS), ()


def _pull_quote(article: Annotated, stock: Stock, rng: random.Random) -> Made | None:
    """A sentence that stands in quotation marks in the article, again and by itself."""
    able = [
        (article.text[a:b], statement.names)
        for statement in article.statements
        for a, b in statement.content
        if a and article.text[a - 1] in OPENING and 5 <= len(article.text[a:b].split()) <= 30 and "\n" not in article.text[a:b]
    ]
    if not able:
        return None
    words, names = rng.choice(able)
    words = words.rstrip(", ")
    opening, closing = rng.choice((("“", "”"), ("“", "”"), ('"', '"'), ("", "")))
    name = rng.random()
    text = opening + words + closing
    statement = Statement(((len(opening), len(opening) + len(words)),), names=names)
    if names and name < 0.4:
        before = text + rng.choice((" — ", "\n", " - "))
        return before + names[0], (replace(statement, source=((len(before), len(before) + len(names[0])),)),)
    return text, (statement,)


def _marks_lost(article: Annotated, stock: Stock, rng: random.Random) -> Iterator[Edit]:
    """One closing or opening mark gone, in one article of ten."""
    if rng.random() < 0.1:
        marks = [n for n, char in enumerate(article.text) if char in '“”"']
        if marks:
            at = rng.choice(marks)
            yield Edit(at, at + 1, "")

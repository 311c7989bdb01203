"""Pages made by a grammar: headline, lede, caption, dateline and body put together, with what must hold of their quotes.

Every page is a text with, for each quotation in it, who is printed as its source; whatever else stands on the page is no part
of it. Names, places and sentences are invented.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, product

from quotecheck import Extraction

PEOPLE = ("Lena Orla", "Mat Knowles", "Sergeant Ivo Brandt", "Dr Amina Kessu", "Tom Ardel")
OTHERS = ("Ruth Cole", "Senator Pavel Dorn", "Ines Vark")
SPOKEN = (
    "We checked it twice",
    "This one was set",
    "I have never seen the river this high",
    "Nobody told us that the road was closed",
    "It is a disaster for the town",
)
HEADLINES = (
    "{other} says the dam is safe",
    "Dam is safe, says {other}",
    "{other}: the dam is safe",
    "{other} denies plan to close the school",
    "Mayor Warns of New Floods as {other} Resigns",
    "{other} told to repay the grant",
    "Town mourns after fire at the old mill",
)
LEDES = (
    "“{said},” {source}, the chief engineer, told reporters",
    "“{said},” {source} said on Monday.",
    "“{said},” said {source}, who lives nearby.",
    "{source} said: “{said}.”",
    "{source} told the Delford Echo: “{said}.”",
    "“{said},” {source} said. “{more}.”",
)
NARRATION = (
    "The fire began at noon.",
    "The council met on Tuesday to vote on the budget.",
    "Rain fell for nine days.",
    "Two people were hurt and a barn was lost.",
)
DATELINES = ("PARIS — ", "DELFORD (Agency) - ", "PORT ELMSBY, Osteria — ", "Delford, March 3 (Agency) – ", "LONDON: ")
CAPTIONS = (
    "{other} speaks at the harbour on Monday. Photo: Jo Hale",
    "{other} says goodbye to the crew (Picture: Jo Hale)",
    "{other}, left, told residents to leave",
    "The old mill, which {other} called a ruin",
)
SUBHEADS = ("Broken promises", "What {other} said", "A long wait for answers")
STYLES = ("“”", '""', "‘’")


@dataclass(frozen=True, slots=True)
class Page:
    """A text, the quotations in it with their printed sources, and words that belong to no quotation of it."""

    text: str
    said: tuple[tuple[str, str], ...]
    outside: tuple[str, ...] = field(default=())


def styled(text: str, style: str) -> str:
    """The text with its curly marks in another style."""
    return text.replace("“", style[0]).replace("”", style[1])


def lede(form: str, source: str, at: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A paragraph with a quotation, and what is said in it by whom."""
    said, more = SPOKEN[at % len(SPOKEN)], SPOKEN[(at + 2) % len(SPOKEN)]
    text = form.format(said=said, more=more, source=source)
    return text, tuple((each, source) for each in (said, more) if each in text)


def pages() -> Iterator[Page]:
    """All pages."""
    people, others, styles = cycle(PEOPLE), cycle(OTHERS), cycle(STYLES)

    def page(form: str, before: str, *, after: str = "", outside: tuple[str, ...] = ()) -> Page:
        person, other, style = next(people), next(others), next(styles)
        quoted, said = lede(form, person, len(before))
        text = styled(before.format(other=other) + quoted + after.format(other=other), style)
        return Page(text, said, tuple(each.format(other=other).strip() for each in outside))

    for n, (headline, form) in enumerate(product(HEADLINES, LEDES)):
        yield page(form, headline + "\n\n", outside=(headline,))
        body = ("\n\n{other} could not be there.", "\n\nThe mill was built in 1904.")[n % 2]
        yield page(form, headline + "\n\nBy Jo Hale\n\n", after=body, outside=(headline, "By Jo Hale", body))
    for narration, form in product(NARRATION, LEDES):
        yield page(form, narration + " ", outside=(narration,))
        after = f"{'' if form.endswith(('.', '”')) else '.'} {narration}"
        yield page(form, HEADLINES[0] + "\n\n" + narration + "\n\n", after=after, outside=(HEADLINES[0], narration))
    for dateline, form in product(DATELINES, LEDES):
        yield page(form, dateline, outside=(dateline,))
        yield page(form, HEADLINES[0] + "\n\n" + dateline, outside=(HEADLINES[0], dateline))
    for caption, form in product(CAPTIONS, LEDES):
        yield page(form, HEADLINES[-1] + "\n\n" + caption + "\n\n", outside=(caption,))
        yield page(form, NARRATION[0] + "\n\n" + caption + "\n\n", outside=(caption, NARRATION[0]))
        yield page(form, "", after="\n\n" + caption, outside=(caption,))
    for subhead, form in product(SUBHEADS, LEDES):
        yield page(form, "{other} said the ferry was late again.\n\n" + subhead + "\n\n", outside=(subhead, "{other} said the ferry"))
    for first, second in product(LEDES[1:], LEDES):
        person, other, style = next(people), next(others), next(styles)
        one, said = lede(first, person, 0)
        two, more = lede(second, other, 1)
        kept = tuple(each for each in (*said, *more) if one.count(each[0]) + two.count(each[0]) == 1)
        yield Page(styled(f"{HEADLINES[-1]}\n\n{one}\n\n{two}", style), kept)


def faults(page: Page, result: Extraction) -> list[str]:
    """What a page's quotes get wrong: a quotation not told by its printed source, or joined with what stands outside it."""
    found = []
    for said, source in page.said:
        at = page.text.index(said)
        holders = [quote for quote in result.quotes for span in quote.content if span.start <= at < span.end]
        outer = [quote for quote in holders if quote.within is None]
        if len(outer) != 1:
            found.append(f"{said!r}: {len(outer)} quotes")
            continue
        spans = [span for span in outer[0].content if span.start <= at < span.end]
        if [span.text.rstrip(",.") for span in spans] != [said]:
            found.append(f"{said!r}: {[span.text for span in outer[0].content]}")
        printed = None if outer[0].source is None else outer[0].source.text
        if printed is None or not printed.startswith(source):
            found.append(f"{said!r}: source {printed!r}, not {source!r}")
        stray = [span.text for span in outer[0].content if not any(s in span.text for s, _ in page.said)]
        if stray:
            found.append(f"{said!r}: stray {stray}")
        likeliest = outer[0].speaker or next(iter(outer[0].candidates), None)  # not sure enough is no fault, somebody else is
        speaker = next((each.name for each in result.speakers if each.id == likeliest), None)
        if speaker is None or speaker not in source:
            found.append(f"{said!r}: speaker {speaker!r}, not {source!r}")
    return found

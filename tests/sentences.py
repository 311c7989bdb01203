"""Sentences made by a grammar in which voice, refusal or need settle who may speak, and what then must hold of their quotes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from quotecheck import Extraction

SOURCES = (
    "Police",
    "The Prosecutor's Office",
    "Lena Orla",
    "The Delford city council",
    "Tom Ardel, a lawyer for the union,",
    "The Attorney General’s Office",
)
ACCUSED = ("Maria Lopez", "Senator Pavel Dorn", "Jo Hale")
ACCUSING = (
    "{source} accused {other} of laundering money.",
    "{source} has accused {other} of stealing the boat.",
    "{source} blamed {other} for the fire.",
    "{source} warned {other} not to leave the town.",
    "{source} told {other} that the bridge was closed.",
    "{source} urged {other} to pay back the money.",
    "On Monday {source} accused {other} of lying about the dam.",
)
PASSIVE = (
    "{other} was accused of laundering money.",
    "{other} has been accused of stealing the boat.",
    "{other} was charged with fraud.",
    "{other} is accused of lying about the dam, which broke in May.",
    "{other} has been denied a visa.",
    "{other} was told that the bridge was closed.",
    "{other} was blamed for the fire.",
    "{other}, accused of setting the fire, left the town.",
    "{other} was warned not to leave the town.",
    "{other} was asked to leave.",
    "{other} was urged to resign.",
    "The claim about {other} has been denied.",
)
WITHHELD = (
    "{source} has declined to comment.",
    "{source} declined to comment on the report.",
    "{source} refused to comment.",
    "{source} has refused to comment on the matter.",
    "{source} would not comment.",
    "{source} did not comment on the fire.",
    "{source} did not respond to a request for comment.",
    "{source} could not be reached for comment.",
    "{source} was not available for comment.",
    "{source} declined to say when the bridge would open.",
    "{source} refused to say whether the boat was found.",
    "{source} declined to discuss the case.",
)
WANTED = (
    "You do not need {document} to tell you that the bridge is old.",
    "It does not take {document} to tell us that the river is dirty.",
    "Nobody needs {document} to say that prices have risen.",
    "You don’t need {document} to tell you that the mill is unsafe.",
    "We do not need {document} to tell us that winter is cold.",
)
DOCUMENTS = ("a report", "a study", "an expert", "a new survey")
JOINT = (
    "{first} and {second} said the road was closed.",
    "“The road was closed,” {first} and {second} said.",
    "“The road was closed,” said {first} and {second}.",
    "{first} and {second} both denied the charges.",
    "{first}, {third} and {second} warned that the dam could break.",
    "According to {first} and {second}, the road was closed.",
    "{first} and {second} confessed that they had set the fire.",
)
TOGETHER = (
    ("Reed", "Ortiz", "Hale"),
    ("Lena Orla", "Mat Knowles", "Ines Vark"),
    ("the mayor", "the police chief", "the governor"),
    ("Dr Amina Kessu", "Tom Ardel", "Jo Hale"),
)
Law = Callable[[Extraction], list[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """A text and what is wrong with an extraction of it."""

    text: str
    faults: Law


def cases() -> Iterator[Case]:
    """All sentences with their laws."""
    for form, source, other in product(ACCUSING, SOURCES, ACCUSED):
        yield Case(printed(form, source=source, other=other), tells_alone(source.rstrip(","), other))
    for form, other in product(PASSIVE, ACCUSED):
        yield Case(printed(form, other=other), never_source(other))
    for form, source in product(WITHHELD, SOURCES):
        yield Case(printed(form, source=source), tells_nothing)
    for form, document in product(WANTED, DOCUMENTS):
        yield Case(printed(form, document=document), tells_nothing)
    for form, (first, second, third) in product(JOINT, TOGETHER):
        yield Case(printed(form, first=first, second=second, third=third), tell_together(first, second))


def printed(form: str, **words: str) -> str:
    """The form with its words, begun with a capital."""
    text = form.format(**words)
    return text[0].upper() + text[1:]


def tells_nothing(result: Extraction) -> list[str]:
    """Nobody is said to have said or thought anything."""
    return [repr(quote.content[0].text) for quote in (*result.quotes, *result.thoughts)]


def never_source(other: str) -> Law:
    """The one accused or told is nobody's source."""

    def faults(result: Extraction) -> list[str]:
        sources = [quote.source.text for quote in (*result.quotes, *result.thoughts) if quote.source is not None]
        return [f"source {source!r}" for source in sources if other in source]

    return faults


def tells_alone(source: str, other: str) -> Law:
    """What is told is the source's, and never of the one accused or told."""

    def faults(result: Extraction) -> list[str]:
        sources = [None if quote.source is None else quote.source.text for quote in result.quotes if quote.within is None]
        wrong = [f"source {found!r}" for found in sources if found is None or not found.lower().startswith(source.lower())]
        return wrong + never_source(other)(result)

    return faults


def tell_together(first: str, second: str) -> Law:
    """There is a quote, and its source holds both."""

    def faults(result: Extraction) -> list[str]:
        if not result.quotes:
            return ["no quote"]
        sources = ["" if quote.source is None else quote.source.text for quote in result.quotes if quote.within is None]
        return [f"source {source!r}" for source in sources if first.lower() not in source.lower() or second not in source]

    return faults

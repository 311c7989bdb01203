"""Named entities made to agree over the whole document: a name is introduced once and then repeated in short.

The recognizer sees a few words around each name; the document knows more. A word after "Mr" is a person, a bare
surname is the person introduced before by the full name, and one string rarely names two kinds of thing.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

PERSON = "PERSON"
RANKS = ("gen", "lt", "col", "maj", "capt", "cpl", "sgt", "cmdr", "adm", "brig", "supt", "insp")
SHORT = ("mr", "mrs", "ms", "dr", "prof", *RANKS)
TITLES = frozenset({*SHORT, *(f"{title}." for title in SHORT), "miss", "sir", "dame", "lord", "lady", "professor"})
Named = tuple[int, int, str]


@Language.factory("quotecheck_names", assigns=["doc.ents"])
def make_names(nlp: Language, name: str) -> "Names":
    """The factory behind `quotecheck_names`."""
    return Names()


class Names:
    """Rewrites `doc.ents` so that they agree; put it after the recognizer."""

    def __call__(self, doc: Doc) -> Doc:
        """The doc with its entities in agreement."""
        before = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        after = find([token.text for token in doc], before)
        if after != before:
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in after])
        return doc


def find(words: Sequence[str], ents: Iterable[Named]) -> list[Named]:
    """The entities of a document after agreement, in text order.

    >>> find(["Ann", "Lee", "left", ".", "Lee", "called", "Mr", "Stone", "."], [(0, 2, "PERSON")])
    [(0, 2, 'PERSON'), (4, 5, 'PERSON'), (7, 8, 'PERSON')]
    """
    named = sorted(ents)
    named = _after_titles(words, named)
    named = _surnames(words, named)
    return _majority(words, named)


def _after_titles(words: Sequence[str], ents: list[Named]) -> list[Named]:
    """What follows a title is a person; the title itself is no part of the name."""
    out = []
    for start, end, label in ents:
        if label == PERSON and end - start > 1 and words[start].lower() in TITLES:
            start += 1
        elif start and words[start - 1].lower() in TITLES and words[start - 1][0].isupper():
            label = PERSON
        out.append((start, end, label))
    taken = _taken(out)
    for at in range(1, len(words)):
        title = words[at - 1]
        if at in taken or not (title[0].isupper() and title.lower() in TITLES and at - 1 not in taken and _is_name(words[at])):
            continue
        end = at + 1
        while end < len(words) and end not in taken and end - at < 3 and _is_name(words[end]):
            end += 1
        out.append((at, end, PERSON))
        taken.update(range(at, end))
    return sorted(out)


def _surnames(words: Sequence[str], ents: list[Named]) -> list[Named]:
    """A surname alone is the person whose full name the document gives."""
    people = [(start, end) for start, end, label in ents if label == PERSON and end - start > 1]
    known = {words[end - 1] for _, end in people if _is_name(words[end - 1])}
    out = [(s, e, PERSON if e - s == 1 and words[s] in known else label) for s, e, label in ents]
    taken = _taken(out)
    for at, word in enumerate(words):
        if word in known and at not in taken and not _in_longer_name(words, at):
            out.append((at, at + 1, PERSON))
    return sorted(out)


def _majority(words: Sequence[str], ents: list[Named]) -> list[Named]:
    """One string, one label: the one that it got most often, if that is clear."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    for start, end, label in ents:
        votes.setdefault(tuple(words[start:end]), Counter())[label] += 1
    out = []
    for start, end, label in ents:
        ranked = votes[tuple(words[start:end])].most_common(2)
        clear = len(ranked) == 1 or ranked[0][1] > ranked[1][1]
        out.append((start, end, ranked[0][0] if clear else label))
    return out


def _taken(ents: Iterable[Named]) -> set[int]:
    return {at for start, end, _ in ents for at in range(start, end)}


def _is_name(word: str) -> bool:
    return word[0].isupper() and any(char.islower() for char in word) and len(word) > 1


def _in_longer_name(words: Sequence[str], at: int) -> bool:
    """Whether another capitalised word follows, so that the surname is part of some other name ("Lee County")."""
    return at + 1 < len(words) and _is_name(words[at + 1])

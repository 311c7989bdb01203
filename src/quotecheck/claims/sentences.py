"""Where sentences begin, for docs with and without boundaries of their own."""

from bisect import bisect_right

from spacy.tokens import Doc, Span

FULL_STOPS = frozenset({".", "!", "?"})
OPENERS = frozenset({"“", "‘", "(", "["})
CLOSERS = frozenset({"”", "’", '"', "'", ")", "]"})


def sentence_starts(doc: Doc) -> list[int]:
    """The first token of every sentence; without boundaries, lines and full stops before a capital divide the text.

    >>> import spacy
    >>> sentence_starts(spacy.blank("en")("Nine owls woke. Two left.\\nThen 3 came."))
    [0, 4, 8]
    """
    if len(doc) and doc.has_annotation("SENT_START"):
        return [sentence.start for sentence in doc.sents]
    starts, ended = [0], False
    for token in doc:
        if token.is_space:
            ended = ended or "\n" in token.text
        elif token.text in FULL_STOPS:
            ended = True
        elif token.text not in CLOSERS:
            if ended and token.i and (token.text[:1].isupper() or token.text in OPENERS or "\n" in doc[token.i - 1].text):
                starts.append(token.i)
            ended = False
    return starts


def sentence_at(doc: Doc, starts: list[int], at: int) -> Span:
    """The sentence of the token `at`, given all the starts; blanks at its end are left out."""
    place = bisect_right(starts, at)
    start, end = starts[place - 1], starts[place] if place < len(starts) else len(doc)
    while end > at + 1 and doc[end - 1].is_space:
        end -= 1
    return doc[start:end]

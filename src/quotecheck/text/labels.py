"""Labels of turns, as transcripts print them: who is going to speak, at the head of a line.

Here is what such a label looks like, and nothing of whether the text is a transcript: prose has lines that begin with words and a colon.
The forms are those of official remarks (`THE GOVERNOR:`, `Q` before a wide gap), transcription services (`Speaker 1 (00:12):`,
`[00:12] Ada:`), records of parliaments (`Mr POE (Greyford) (11.42):`, `Mr. POE.`, a name alone on its line) and live captions (`>>`).

>>> [label.name for label in labels("ADA POE: Yes.\\nSpeaker 2 (00:12): No.\\n[00:15] Ben: Why?\\nQ. Well?\\nMr POE (Greyford)—Never.")]
['ADA POE', 'Speaker 2', 'Ben', 'Q', 'Mr POE']
"""

import re
from typing import Literal, NamedTuple

Form = Literal["colon", "stamped", "letter", "dash", "line", "change"]
"""How a label is told: by a colon, by a colon and a time or bold type, as Q or A, by a dash or point behind a title, by standing alone on a
line, or by the mark for a change of speaker."""

STAMP = r"[\[(]?(?:\d{1,2}[:.])?\d{1,2}[:.]\d{2}(?:[.,]\d+)?[\])]?"
_MARKS = r"^(?:[^\S\n]|[\"“”>*_#-])*"
_BEHIND = r"(?:[^\S\n]*[\[(][^\])\n]{0,80}[\])]){0,3}"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Hon|Senator|Sen|Rep|The)\b\.?"
_LINE_NAME = r"(?:The )?[^\W\d_a-z][\w’'.-]*(?: (?:(?:of|the|and|for|de|van|von)\b|[^\W\d_a-z][\w’'.-]*)){0,6}"

_PATTERNS: tuple[tuple[Form, str], ...] = (
    ("letter", r"^(?:[^\S\n]|[\"“”>*])*(?P<name>[QA])\**(?:[.:]\**[^\S\n]+|[^\S\n]{2,}|\t[^\S\n]*)(?=\S)"),
    (
        "stamped",
        rf"^(?:[^\S\n]|[>-])*(?:{STAMP}[^\S\n]*[-–]?[^\S\n]*(?P<name>[^\W\d_][^:\n?!()\[\]]{{0,60}}?){_BEHIND}[^\S\n]*:(?=\s|$)"
        rf"|(?:\*\*|__)[^\S\n]*(?P<bold>[^\W\d_][^:\n?!()\[\]*]{{0,60}}?){_BEHIND}[^\S\n]*(?::[^\S\n]*(?:\*\*|__)|(?:\*\*|__)[^\S\n]*:)"
        rf"|(?P<timed>[^\W\d_][^:\n?!()\[\]]{{0,60}}?)[^\S\n]*{STAMP}[^\S\n]*:(?=\s|$))",
    ),
    ("colon", rf"{_MARKS}(?P<name>[^\W\d_][^:\n?!()\[\]]{{0,60}}?){_BEHIND}[^\S\n]*:(?=[\s*_]|$)[*_]*"),
    ("colon", r"^(?:[^\S\n]|>)*[\[(](?P<name>[^\W\d_][^:\n?!()\[\]]{0,40})[\])][^\S\n]*:(?=\s|$)"),
    (
        "dash",
        rf"^[^\S\n]*(?P<name>{_TITLE} [^:\n.!?()—–]{{0,40}}?[A-Z]{{2,}}[\w’'-]*(?: of \w+)?){_BEHIND}"
        r"[^\S\n]*(?:\.?[—–]|\.(?=[^\S\n]+[A-Z“]))",
    ),
    ("line", rf"(?:\A|(?<=\n\n)|(?<=\n\r\n))[^\S\n]*(?P<name>{_LINE_NAME}){_BEHIND}[^\S\n]*\r?$(?=\n[^\S\n]*\S)"),
    ("change", r"^[^\S\n]*(?P<name>)>>+[^\S\n]*"),
)
_FORMS = tuple((form, re.compile(pattern, re.MULTILINE)) for form, pattern in _PATTERNS)
_WORD = re.compile(r"[^\W\d_]+")


class Label(NamedTuple):
    """A label with half-open character offsets: from the head of its line to where the words begin, and the name in it.

    `name` is on one line; it is empty for a change of speaker without a name.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    name: str
    form: Form


def labels(text: str) -> list[Label]:
    """All that looks like the label of a turn, in text order; where two forms fit one place, the more telling one.

    >>> [(label.name, label.form) for label in labels("**Ada Poe:** Yes.\\n(UNKNOWN): No.\\n>> And now?\\nOne thing: go.")]
    [('Ada Poe', 'stamped'), ('UNKNOWN', 'colon'), ('', 'change'), ('One thing', 'colon')]
    """
    found: dict[int, Label] = {}
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            line = match.start()
            if line not in found:
                group = next((name for name, value in match.groupdict().items() if value is not None), "name")
                start, end = match.span(group)
                found[line] = Label(line, match.end(), start, end, " ".join(match[group].split()), form)
    return [found[line] for line in sorted(found)]


def may_be_name(name: str, small: frozenset[str] = frozenset()) -> bool:
    """Whether a label's words can name a speaker: at most eight, each with a capital but short ones and those in `small`.

    >>> [may_be_name(name) for name in ("MAYOR OF GREYFORD", "Ada van der Poe", "It was clear", "audience member")]
    [True, True, False, False]
    >>> may_be_name("audience member", frozenset({"audience", "member"}))
    True
    """
    words = _WORD.findall(name)
    return 0 < len(words) <= 8 and all(word[0].isupper() or word.casefold() in small or len(word) < 4 for word in words)

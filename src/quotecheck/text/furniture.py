"""Page furniture: whole lines of a page that are no part of its article, found by their words and their place.

Precision comes first: a line masked by mistake loses what it says, a line left in costs one odd record.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s]+|[\w.+-]{1,64}@[\w.-]{1,64}\.\w{2,}", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
EDGES = " \t\xa0\u200b\ufeff*•·>»›→▶►|-–—_…#=~\"'"
ENDS = EDGES + ".:!?,;<«‹←[](){}"
FOLD = {"’": "'", "‘": "'", "“": '"', "”": '"', "\xa0": " "}
COUNT_BUTTON = re.compile(r"(?:\d[\d,.]*k?|no) (?:comments?|shares?|likes?|views?|replies|reply|tweets?|retweets?)(?: so far| yet)?")
READING_TIME = re.compile(r"(?:(?:listen|read|watch)(?:ing time)?:? )?\d+[ -]min(?:ute)?s?(?: read| listen)?(?:ing time)?")
LIST_EDGE = re.compile(r"list (?:of \d+ items|\d+ of \d+)")
SYNDICATED = re.compile(r"the post .{3,200} appeared first on .{3,80}")
BIOGRAPHY = re.compile(
    r"(?:By )?(?P<name>(?:(?:Dr|Prof|Mr|Mrs|Ms)\.? |Professor )?"
    r"[A-Z][\w'.-]+(?: (?:[A-Z][\w'.-]*|de|la|van|von|bin|al|el|da|dos|del)){1,4})"
    r"(?:, [^,.]{2,60},)? "
    r"(?:(?:is|was) (?:also )?(?:currently )?(?:an?|the|one of)"
    r"|(?P<writes>reports on|writes about|writes for|covers|teaches))\b(?P<rest>[^\n]*)"
)
LONGEST_PROMPT = 40
LONGEST_CREDIT = 9
LONGEST_BIOGRAPHY = 110
FOOT_LINES = 3


@dataclass(frozen=True, slots=True)
class Phrases:
    """The word lists of the rules, case-folded: whole lines, openings of lines, and words."""

    whole: frozenset[str]
    prompts: tuple[str, ...]
    notices: tuple[str, ...]
    credits: tuple[str, ...]
    buttons: frozenset[str]
    occupations: frozenset[str]


def phrases(lists: Mapping[str, Sequence[str]]) -> Phrases:
    """The lexicon's tables as `Phrases`; a table that is missing is empty.

    >>> phrases({"buttons": ["share"]}).buttons
    frozenset({'share'})
    """
    return Phrases(
        frozenset(lists.get("whole", ())),
        tuple(lists.get("prompts", ())),
        tuple(lists.get("notices", ())),
        tuple(lists.get("credits", ())),
        frozenset(lists.get("buttons", ())),
        frozenset(lists.get("occupations", ())),
    )


def find(text: str, words: Phrases) -> list[tuple[int, int, str]]:
    """The lines of furniture as (start, end, rule), outer blanks left out, in text order.

    >>> words = phrases({"whole": ["leave a comment"], "prompts": ["read more:"]})
    >>> find("The mayor resigned.\\n\\nLeave a comment\\nREAD MORE: Ten more mayors", words)
    [(21, 36, 'whole_line'), (37, 63, 'prompt')]
    """
    lines = list(_lines(text))
    found = [(start, end, rule) for start, end, line in lines for rule in [rule_of(line, words)] if rule]
    return sorted(found + _biographies(text, lines, {start for start, _, _ in found}, words))


def rule_of(line: str, words: Phrases) -> str | None:
    """The rule by which a line is furniture wherever it stands, or `None`.

    >>> rule_of("https://example.org/2024/a-story", phrases({}))
    'bare_address'
    >>> rule_of("He pointed to https://example.org", phrases({}))
    """
    if ADDRESS.fullmatch(line):
        return "bare_address"
    if len(line) > 600:
        return None
    for sign, plain in FOLD.items():
        line = line.replace(sign, plain)
    folded = " ".join(line.casefold().split())
    core, head = folded.strip(ENDS), folded.lstrip(EDGES + "([")
    if not core:
        return None
    if core in words.whole or any(form.fullmatch(core) for form in (COUNT_BUTTON, READING_TIME, LIST_EDGE)):
        return "whole_line"
    tokens = WORD.findall(core)
    if len(tokens) <= LONGEST_CREDIT and _begins(head, words.credits):
        return "credit"
    if len(tokens) <= LONGEST_PROMPT and (_begins(head, words.prompts) or _begins(folded, words.prompts)):
        return "prompt"
    if _begins(head, words.notices) or _begins(folded, words.notices) or SYNDICATED.fullmatch(core):
        return "notice"
    return "buttons" if _is_button_row(tokens, words.buttons) else None


def _is_button_row(tokens: Sequence[str], buttons: frozenset[str]) -> bool:
    named = [token for token in tokens if not token.isdigit()]
    return len(tokens) > 1 and bool(named) and buttons.issuperset(named)


def _begins(line: str, openings: tuple[str, ...]) -> bool:
    if not line.startswith(openings):
        return False
    return any(line.startswith(opening) and not (opening[-1].isalpha() and line[len(opening) :][:1].isalnum()) for opening in openings)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    for match in LINE.finditer(text):
        line = match[0].strip()
        if line:
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield start, start + len(line), line


def _biographies(text: str, lines: Sequence[tuple[int, int, str]], masked: set[int], words: Phrases) -> list[tuple[int, int, str]]:
    """Biographies of the article's author: last lines of the article about a person whom it has not named before."""
    found: list[tuple[int, int, str]] = []
    body = [line for line in lines if line[0] not in masked]
    for start, end, line in reversed(body[-FOOT_LINES:] if len(body) > FOOT_LINES else []):
        match = BIOGRAPHY.match(line) if len(line) < 900 else None
        if not match or len(line.split()) > LONGEST_BIOGRAPHY or "“" in line or '"' in line:
            break
        surname = match["name"].split()[-1]
        opening = {word.casefold() for word in WORD.findall(match["rest"])[:12]}
        if not (match["writes"] or opening & words.occupations) or _named_in_body(surname, text[:start]):
            break
        found.append((start, end, "biography"))
    return found


def _named_in_body(surname: str, body: str) -> bool:
    """Whether a line other than a byline ("By Ann Example") names the person."""
    pattern = re.compile(rf"\b{re.escape(surname)}\b", re.IGNORECASE)
    return any(
        not re.match(r"\s*(?:by|written by|from)\b", line, re.IGNORECASE) and len(line.split()) > 5
        for line in LINE.findall(body)
        if pattern.search(line)
    )

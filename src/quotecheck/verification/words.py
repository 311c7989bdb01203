"""Words as they are compared: one form for all the ways in which typesetting, spelling and dialect print a word.

The stored text is never altered; these forms exist beside it.
"""

import re
import unicodedata
from functools import cache, lru_cache

from quotecheck.lexicon import load

MARKS = str.maketrans("‘’‚‛ʼ`´＇“”„‟〝〞＂", "''''''''" + '"' * 7)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
BLANKS = re.compile(r"\s+")
BRACKETS = re.compile(r"[\[\]]")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text with straight marks, single blanks and nothing invisible: what two texts share that differ in nothing but typesetting.

    >>> folded("“Don’t  go,”") == folded('"Don\\'t go,"')
    True
    """
    return BLANKS.sub(" ", INVISIBLE.sub("", unicodedata.normalize("NFC", text).translate(MARKS)))


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """The form under which a word is looked up: without case, accents, compatibility forms and brackets, in one spelling.

    >>> canonical("Organised"), canonical("Café"), canonical("1,200"), canonical("[T]hey"), canonical("O’Neil")
    ('organized', 'cafe', '1200', 'they', "o'neil")
    """
    form = unicodedata.normalize("NFKD", BRACKETS.sub("", INVISIBLE.sub("", word)).translate(MARKS)).casefold()
    form = "".join(char for char in form if not unicodedata.combining(char)) or form
    if form[:1].isdigit() or form[1:2].isdigit():
        form = form.replace(",", "")
    return american(form)


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """The American spelling of a lower-case word that is spelled otherwise in Britain; any other word as it is.

    >>> [american(word) for word in ["labour", "centres", "travelling", "realised", "hour", "four", "advertise", "licence"]]
    ['labor', 'centers', 'traveling', 'realized', 'hour', 'four', 'advertise', 'license']
    """
    words, endings = _spellings()
    if word in words:
        return words[word]
    for british, ours in endings:
        if word.endswith(british) and len(word) > len(british) + 2:
            return word[: -len(british)] + ours
    return word


@cache
def _spellings() -> tuple[dict[str, str], list[tuple[str, str]]]:
    lexicon = load("spellings", dict[str, dict[str, str]])
    words = dict(lexicon["words"])
    for british, ours in lexicon["stems"].items():
        words |= {
            british + ending: ours + ending
            for ending in ("", "s", "ed", "ing", "er", "ers", "able", "ful", "ite", "ites", "al", "y", "less")
        }
    keep = lexicon["keep"]
    return {**words, **keep}, sorted(lexicon["endings"].items(), key=lambda pair: -len(pair[0]))


@cache
def fillers() -> frozenset[str]:
    """Sounds that are no words ("um", "er"): the index passes over them, in sources and quotes alike."""
    return frozenset(load("disfluencies", dict[str, list[str]])["sounds"])

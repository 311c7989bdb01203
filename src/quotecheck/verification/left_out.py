"""Rules for words that the quote leaves out without a loss: what a mark stands for, slips of the tongue, what somebody else said."""

from functools import cache
from itertools import chain

from quotecheck.lexicon import load
from quotecheck.verdicts import Grade
from quotecheck.verification.difference import Difference
from quotecheck.verification.forms import CURRENCIES, is_numeric, readings

LONGEST_DIRECTION = 4
LONGEST_REPEAT = 5
"""Words that a speaker may say twice in a row by a slip of the tongue."""

LONGEST_RESTART = 4


def ellipsis(difference: Difference) -> Grade | None:
    """Words are left out where the quote has an ellipsis."""
    return "marked" if difference.mark == "ellipsis" and not difference.quoted_words else None


def interruption(difference: Difference) -> Grade | None:
    """Words are left out where the reporter interrupts the quote to say who speaks."""
    return "marked" if difference.mark == "interruption" and not difference.quoted_words else None


def interjection(difference: Difference) -> Grade | None:
    """Left out is what somebody else said in between, all of it."""
    return "cleaned" if difference.is_interjection and not difference.quoted_words else None


def stutter(difference: Difference) -> Grade | None:
    """Left out are words that the speaker repeats at once, or the beginning of the next word."""
    said = difference.said_words
    if difference.quoted_words or not said:
        return None
    if _is_same(difference, strip=False):
        return "cleaned"
    is_start = len(said) == 1 and len(said[0]) < 4 and difference.after[:1] != said and bool(difference.after)
    return "cleaned" if is_start and difference.is_set_off and difference.after[0].startswith(said[0]) else None


def disfluency(difference: Difference) -> Grade | None:
    """Left out are phrases that carry nothing ("you know"), words begun again, or a stage direction."""
    if difference.quoted_words or not difference.said_words:
        return None
    if _is_direction(difference):
        return "cleaned"
    return "cleaned" if _is_same(difference, strip=True) or _is_restart(difference) else None


def may_be_parted(difference: Difference) -> bool:
    """Whether every word left out may be one that is left out without a loss.

    >>> may_be_parted(Difference(said_words=("dollars", "we", "know"), after=("we",))), may_be_parted(Difference(said_words=("homes",)))
    (True, False)
    """
    easy = ({*difference.before, *difference.after}, _phrase_words(), _restarts(), CURRENCIES)
    return all(any(word in words for words in easy) for word in difference.said_words)


def currency(difference: Difference) -> Grade | None:
    """Left out is the name of the currency behind an amount, which the quote may print as a sign."""
    is_amount = bool(difference.before) and is_numeric(difference.before[-1]) and not difference.quoted_words
    return "cosmetic" if is_amount and len(difference.said_words) == 1 and difference.said_words[0] in CURRENCIES else None


def without_phrases(words: tuple[str, ...], difference: Difference) -> tuple[str, ...]:
    """The words less the phrases that carry nothing; a single word counts as one only where a comma or dash sets it off.

    >>> without_phrases(("it", "is", "you", "know", "bad"), Difference())
    ('it', 'is', 'bad')
    """
    phrases = _phrases()
    kept: list[str] = []
    at = 0
    while at < len(words):
        length = next(
            (n for n in (3, 2, 1) if words[at : at + n] in phrases and (n > 1 or difference.is_set_off) and at + n <= len(words)), 0
        )
        if not length:
            kept.append(words[at])
        at += length or 1
    return tuple(kept)


def collapsed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with what is said several times in a row once.

    >>> collapsed(tuple("and I I think that's I think that's a test".split()))
    ('and', 'I', 'think', "that's", 'a', 'test')
    """
    kept: list[str] = []
    for word in words:
        kept.append(word)
        for length in range(1, LONGEST_REPEAT + 1):
            if len(kept) >= 2 * length and kept[-length:] == kept[-2 * length : -length]:
                del kept[-length:]
                break
    return tuple(kept)


def _is_same(difference: Difference, *, strip: bool) -> bool:
    """Whether what was said reads the same with the words and without them, repetitions (and phrases that carry nothing) aside."""
    around = {*difference.before, *difference.after}
    if not all(word in around or (strip and word in _phrase_words()) for word in difference.said_words):
        return False
    there = (*difference.before, *difference.said_words, *difference.after)
    gone = (*difference.before, *difference.after)
    if strip:
        there, gone = without_phrases(there, difference), without_phrases(gone, difference)
    return collapsed(there) == collapsed(gone)


def _is_restart(difference: Difference) -> bool:
    """Whether the speaker began again with other small words ("which is, it's up")."""
    kept = collapsed(without_phrases(difference.said_words, difference))
    if not difference.is_set_off or not kept or len(kept) > LONGEST_RESTART or not difference.before:
        return False
    written = set(chain.from_iterable(reading.split()[-1:] for reading in readings(kept)))
    return difference.before[-1] in written and all(word in _restarts() for word in kept)


def _is_direction(difference: Difference) -> bool:
    return len(difference.said_words) <= LONGEST_DIRECTION and any(word in directions() for word in difference.said_words)


@cache
def directions() -> frozenset[str]:
    """Words of the stage directions that a transcript prints among what was said."""
    return frozenset(load("disfluencies", dict[str, list[str]])["directions"])


@cache
def _restarts() -> frozenset[str]:
    return frozenset(load("disfluencies", dict[str, list[str]])["restarts"])


@cache
def _phrase_words() -> frozenset[str]:
    return frozenset(word for phrase in _phrases() for word in phrase)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in load("disfluencies", dict[str, list[str]])["phrases"])

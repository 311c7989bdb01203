"""Names of people and bodies as strings: what is honorific, what is surname, and whether two strings can name one.

Nothing here decides that two mentions *are* one; it says whether their words allow it. Deciding needs the whole
article (`quotecheck.mentions.people`).
"""

import re
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

Gender = Literal["f", "m"]

WORD = re.compile(r"\w(?:[\w’'\-]*\w)?\.?", re.UNICODE)

# fmt: off
HONORIFICS: MappingProxyType[str, Gender | None] = MappingProxyType(
    {
        **dict.fromkeys((
        "mr", "mister", "messrs", "sir", "lord", "señor", "sr", "herr", "monsieur", "don", "imam", "mullah", "sheikh", "baba",
        "fr",
    ), "m"),
        **dict.fromkeys((
        "mrs", "ms", "miss", "dame", "lady", "madam", "madame", "señora", "sra", "frau", "mme", "sister", "begum",
    ), "f"),
        **dict.fromkeys((
        "dr", "drs", "doctor", "prof", "professor", "rev", "reverend", "hon", "honourable", "honorable", "rt", "engr", "ing",
    ), None),
        **dict.fromkeys((
        "datuk", "dato", "datin", "tan", "tun", "haji", "hajj", "alhaji", "maulana", "ayatollah", "mx", "the",
    ), None),
        **dict.fromkeys((
        "gen", "lt", "col", "maj", "capt", "cpl", "sgt", "cmdr", "adm", "brig", "supt", "insp", "gov", "sen", "rep", "pres",
    ), None),
    }
)
SUFFIXES = frozenset([
        "jr", "sr", "ii", "iii", "iv", "sc", "qc", "kc", "mp", "mla", "mpp", "mep", "mna", "phd", "md", "obe", "mbe", "cbe",
        "esq", "cpa", "llb", "mba",
    ])
PARTICLES = frozenset([
        "van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "du", "le", "la", "el", "al", "bin", "ibn",
        "binti", "ben", "ter", "ten", "bint", "abu", "y", "e", "zu", "af",
    ])
SMALL = frozenset([
        "of", "the", "and", "for", "in", "on", "at", "to", "de", "la", "le", "les", "des", "du", "del", "y", "et", "und", "für",
        "der", "die", "das", "&", "a", "an", "with", "et", "al",
    ])
ROLE_ENDINGS = ("man", "woman", "person", "ologist", "ician", "ographer", "iatrist")
"""How nouns for what a person is end that no list holds ("marksman", "virologist")."""
GENDERED_ENDINGS: tuple[tuple[str, Gender], ...] = (("woman", "f"), ("lady", "f"), ("girl", "f"), ("man", "m"), ("boy", "m"))
GENDERED_WORDS: MappingProxyType[str, Gender] = MappingProxyType(
    {
        **dict.fromkeys([
        "mother", "wife", "daughter", "sister", "aunt", "grandmother", "widow", "queen", "princess", "duchess", "actress",
        "waitress", "hostess", "nun", "mum", "mom", "niece",
    ], "f"),
        **dict.fromkeys([
        "father", "husband", "son", "brother", "uncle", "grandfather", "widower", "king", "prince", "duke", "actor", "monk",
        "dad", "nephew", "imam", "priest",
    ], "m"),
    }
)
# fmt: on
LONG = 5
"""Letters of a word in which a slip can be told from another word."""
PAIR = re.compile(r"^(?P<full>[^()]{3,}?)\s*\(\s*[“\"']?(?P<short>[^()\s]{2,12})[”\"']?\s*\)")
CLITIC = re.compile(r"(?:[’']s|(?<=s)[’'])$")


def words(name: str) -> list[str]:
    """The words of a name that tell it from others: folded, without honorifics, articles and possessive endings.

    >>> words("the Hon. Dr. Mary-Ann O’Neil’s"), words("Ada ‘Addie’ Poe")
    (['mary-ann', "o'neil"], ['ada', 'addie', 'poe'])
    """
    return [folded for word in bare(name).split() if (folded := _fold(word))]


def bare(name: str) -> str:
    """The name without leading honorifics and article, trailing letters after the name, and possessive ending.

    >>> bare("Mr. Nolan Poe"), bare("the Lakeside Trust’s"), bare("Ada Poe, QC")
    ('Nolan Poe', 'Lakeside Trust', 'Ada Poe')

    A name that is all honorific stays as it is.

    >>> bare("the Don")
    'Don'
    """
    parts = CLITIC.sub("", name.strip(' \t\n,;:“”"')).split()
    while len(parts) > 1 and _fold(parts[0]) in HONORIFICS:
        del parts[0]
    while len(parts) > 1 and _fold(parts[-1]) in SUFFIXES and (parts[-1].isupper() or "." in parts[-1] or _fold(parts[-1]) in ("jr", "sr")):
        del parts[-1]
    return " ".join(parts).strip(" ,;")


def honorific(name: str) -> str | None:
    """The first leading honorific of a name, folded, or `None`.

    >>> honorific("Mrs. Poe"), honorific("Ada Poe")
    ('mrs', None)
    """
    parts = name.split()
    found = [_fold(part) for part in parts[:-1] if _fold(part) != "the"][:1]
    return found[0] if found and found[0] in HONORIFICS else None


def surname(name: str) -> str:
    """The last word of a name with the particles before it, as written; a name of one word is its own surname.

    >>> surname("Dr. Ada van der Poe"), surname("Poe"), surname("Nolan Poe Jr.")
    ('van der Poe', 'Poe', 'Poe')
    """
    parts = bare(name).split()
    if not parts:
        return ""
    start = len(parts) - 1
    while start > 1 and _fold(parts[start - 1]) in PARTICLES:
        start -= 1
    return " ".join(parts[start:])


def initials(name: str) -> str:
    """The first letters of a name's words, capitals.

    >>> initials("Ada Lovelace-Poe")
    'AL'
    """
    return "".join(word[0].upper() for word in bare(name).split() if word[0].isalnum())


def fits(short: str, full: str) -> bool:
    """Whether `short` can be a shorter or equal form of the personal name `full`: its words, in order, are among them.

    >>> fits("Poe", "Ada Poe"), fits("Mr. Poe", "Ada Poe"), fits("A. Poe", "Ada Maria Poe"), fits("Ben Poe", "Ada Poe")
    (True, True, True, False)

    A given name alone fits (it is the family name in much of Asia); so does a middle one ("Minister Engo" of
    "Clara Engo Mba"). Who else might be meant is not this function's business.

    >>> fits("Lin", "Lin Zhaoyu"), fits("Engo", "Clara Engo Mba"), fits("Ada Maria Poe", "Ada Poe")
    (True, True, False)
    """
    small, big = words(short), words(full)
    if not small or not big or len(small) > len(big):
        return False
    at = 0
    for word in small:
        while at < len(big) and not _is_form_of(word, big[at]):
            at += 1
        if at == len(big):
            return False
        at += 1
    return any(len(word) > 1 for word in small)


def is_variant(one: str, other: str) -> bool:
    """Whether two full names are near enough in spelling to be one name printed two ways.

    Both need two words or more, the same number of them, and the same initials; one slip in a long word passes
    (Levenshtein similarity of at least 0.88 by RapidFuzz), a different word does not.

    >>> is_variant("Ada Mensah", "Ada Mensha"), is_variant("Ada Mensah", "Adam Menza"), is_variant("Ada Poe", "Ida Poe")
    (True, False, False)
    """
    x, y = words(one), words(other)
    if len(x) < 2 or len(x) != len(y) or [w[0] for w in x] != [w[0] for w in y]:
        return False
    if sum(a != b for a, b in zip(x, y, strict=True)) != 1:
        return x == y
    return fuzz.ratio(" ".join(x), " ".join(y)) >= 88 and all(len(a) > 3 for a, b in zip(x, y, strict=True) if a != b)


def is_slip(word: str, other: str) -> bool:
    """Whether two words of a name are one but for a slip: a letter too many, missing, wrong, or two that changed places.

    Short words and first letters do not pass.

    >>> is_slip("mensha", "mensah"), is_slip("hanson", "jansen"), is_slip("lee", "lea"), is_slip("mensah", "mensah")
    (True, False, False, False)
    """
    if word == other or min(len(word), len(other)) < LONG or word[:1] != other[:1]:
        return False
    return OSA.distance(word, other, score_cutoff=1) == 1


def slip_keys(word: str) -> set[str]:
    """Strings of which two words share one if `is_slip` holds of them, so that they can be looked up; none for a short word.

    The word, and the word less each of its letters (Garbe 2012, symmetric deletion).

    >>> bool(slip_keys("mensha") & slip_keys("mensah")), slip_keys("lee")
    (True, set())
    """
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))} if len(word) >= LONG else set()


def acronyms(name: str) -> frozenset[str]:
    """The acronyms under which a body of that name may go, capitals: with and without its small words.

    >>> sorted(acronyms("Bank of Osteria"))
    ['BO', 'BOO']
    >>> acronyms("Lakeside")
    frozenset()
    """
    parts = [part for word in bare(name).split() for part in word.replace("’", "'").split("-") if part[:1].isalnum()]
    large = [part for part in parts if _fold(part) not in SMALL]
    if len(large) < 2:
        return frozenset()
    return frozenset({"".join(part[0] for part in parts).upper(), "".join(part[0] for part in large).upper()})


def is_acronym_of(short: str, full: str) -> bool:
    """Whether `short`, mostly capitals, abbreviates the name `full`; dots and a plural or possessive s do not count.

    >>> is_acronym_of("the BoO", "Bank of Osteria"), is_acronym_of("N.R.F.", "Northern Relief Fund")
    (True, True)
    >>> is_acronym_of("No", "Northern Orchestra")
    False
    """
    letters = acronym_key(short)
    return letters is not None and letters in acronyms(full)


def acronym_key(name: str) -> str | None:
    """The capitals of a name that looks like an acronym, else `None`.

    >>> acronym_key("the U.N."), acronym_key("BoO"), acronym_key("Oslo"), acronym_key("the NRF’s")
    ('UN', 'BOO', None, 'NRF')
    """
    letters = bare(name).replace(".", "")
    if not letters.isalpha() or not 2 <= len(letters) <= 8 or letters[1:].islower():
        return None
    if sum(char.isupper() for char in letters) * 2 <= len(letters):
        return None
    return letters.upper()


def abbreviation(text: str) -> tuple[str, str] | None:
    """The full name and its short form where the text begins with "Full Name (FN)".

    >>> abbreviation("Popular League (PL) opposition"), abbreviation("Lake Works (Lakewo)"), abbreviation("Ada Poe (44)")
    (('Popular League', 'PL'), ('Lake Works', 'Lakewo'), None)

    The letters of a name that was translated may stand in another order, or one of them be missing.

    >>> abbreviation("Popular League (LP) opposition")
    ('Popular League', 'LP')
    """
    match = PAIR.match(text)
    if not match or not match["short"][:1].isalpha() or not match["short"][0].isupper():
        return None
    full, short = match["full"].strip(), match["short"]
    if is_acronym_of(short, full) or _is_blend(short, full) or _is_reordered(short, full):
        return full, short
    return None


def gender_of_title(name: str) -> Gender | None:
    """What a leading honorific tells of gender.

    >>> gender_of_title("Ms Poe"), gender_of_title("Dr. Poe")
    ('f', None)
    """
    title = honorific(name)
    return None if title is None else HONORIFICS[title]


def gender_of_noun(noun: str) -> Gender | None:
    """What a role's noun tells of gender.

    >>> gender_of_noun("spokeswoman"), gender_of_noun("Chairman"), gender_of_noun("widow"), gender_of_noun("human")
    ('f', 'm', 'f', None)
    """
    folded = noun.casefold()
    if folded in GENDERED_WORDS:
        return GENDERED_WORDS[folded]
    if folded in ("human", "german", "roman", "talisman"):
        return None
    return next((gender for ending, gender in GENDERED_ENDINGS if folded.endswith(ending)), None)


def _fold(word: str) -> str:
    return CLITIC.sub("", word.strip('.,;:()“”"‘')).strip("’'").replace("’", "'").casefold()


def _is_form_of(word: str, full: str) -> bool:
    if word == full:
        return True
    return len(word) == 1 and full.startswith(word)


def _is_reordered(short: str, full: str) -> bool:
    """Capitals that are the initials of the full name's words in any order, all but one of three."""
    if not short.isalpha() or not short.isupper() or len(bare(full).split()) < 2:
        return False
    left = [word[0].upper() for word in bare(full).split() if word[0].isalpha()]
    missing = 0
    for letter in short:
        if letter in left:
            left.remove(letter)
        else:
            missing += 1
    return missing * 3 <= len(short)


def _is_blend(short: str, full: str) -> bool:
    """Letters of the short form in order within the full name, beginning with its first letter and using two of its words."""
    letters, text = short.casefold(), full.casefold()
    if bare(full)[:1].casefold() != letters[:1] or len(letters) < 3:
        return False
    at = text.index(letters[0])
    for letter in letters:
        at = text.find(letter, at) + 1
        if at == 0:
            return False
    return True

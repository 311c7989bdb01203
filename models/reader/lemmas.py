"""Learn the tables of lemmas from the open treebanks: `python models/reader/lemmas.py /path/to/corpora [TARGET.json]`.

For each Penn tag: how an ending is exchanged to get the lemma, by the longest ending that most words share, and the words that
their endings do not tell. The second are common words of letters alone, irregular forms above all: no name, address or slip of
the pen is kept. Prints the share of right lemmas on the dev splits, given the right tags.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "base"))

from corpus import Word, treebank

from quotecheck.syntax.lemmas import Ending, Lemmas

TARGET = Path(__file__).parent / "weights" / "lemmas.json"
INFLECTED = frozenset({"NNS", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJR", "JJS", "RBR", "RBS", "MD"})
CLOSED = frozenset({"CC", "DT", "IN", "JJ", "POS", "PRP", "PRP$", "RB", "TO", "WDT", "WP", "WRB"})
LEAST = 2
"""An ending is learnt from so many words."""
OFTEN = 3
"""A word of an inflected kind is kept from so many places on."""
COMMON = 10
"""As many for a word of the others."""
LONGEST = 5
"""Letters of an ending."""


def words(corpora: Path, split: str, name: str) -> Iterator[Word]:
    """The words of a treebank's split."""
    for document in treebank(corpora, split, name):
        for sentence in document:
            yield from sentence.words


def exchange(form: str, lemma: str) -> Ending:
    """What goes and what comes.

    >>> exchange("carried", "carry")
    (3, 'y')
    """
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def learn(seen: Iterator[Word]) -> dict[str, dict[str, dict[str, object]]]:
    """Both tables."""
    forms: defaultdict[str, defaultdict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for word in seen:
        if word.xpos in INFLECTED | CLOSED:
            forms[word.xpos][word.form.lower().replace("’", "'")][word.lemma] += 1
    tables: dict[str, dict[str, dict[str, object]]] = {"words": {}, "endings": {}}
    for tag, table in sorted(forms.items()):
        endings = _endings(table)
        tables["endings"][tag] = dict(sorted(endings.items()))
        by_ending = Lemmas({}, {tag: endings})
        listed = {}
        for form, lemmas in sorted(table.items()):
            lemma, count = lemmas.most_common(1)[0]
            if _is_kept(form, tag, count) and lemma.isalpha() and by_ending(form, tag) != lemma:
                listed[form] = lemma
        tables["words"][tag] = listed
    return tables


def _is_kept(form: str, tag: str, count: int) -> bool:
    is_word = form.replace("'", "").isalpha()
    return is_word and tag != "NNPS" and ((tag in INFLECTED and count >= OFTEN) or (tag in CLOSED and count >= COMMON))


def _endings(table: dict[str, Counter[str]]) -> dict[str, Ending]:
    """By ending, what most words with it exchange; an ending that says the same as the next shorter one is left out."""
    votes: defaultdict[str, Counter[Ending]] = defaultdict(Counter)
    for form, lemmas in table.items():
        change = exchange(form, lemmas.most_common(1)[0][0].lower())
        for start in range(max(0, len(form) - LONGEST), len(form) + 1):
            votes[form[start:]][change] += 1
    found: dict[str, Ending] = {}
    told: dict[str, Ending] = {}
    for ending in sorted(votes, key=len):
        shorter = told.get(ending[1:], (0, "")) if ending else (0, "")
        best, count = votes[ending].most_common(1)[0]
        told[ending] = shorter
        if count >= LEAST and best != shorter and count > votes[ending][shorter] and best[0] <= len(ending):
            found[ending] = told[ending] = best
    return found


def accuracy(lemmas: Lemmas, seen: Iterator[Word]) -> tuple[float, float]:
    """The share of right lemmas, with and without regard to capitals."""
    pairs = [(lemmas(word.form, word.xpos), word.lemma) for word in seen]
    return sum(a == b for a, b in pairs) / len(pairs), sum(a.lower() == b.lower() for a, b in pairs) / len(pairs)


def main() -> None:
    """Learn, write, measure."""
    corpora, target = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET
    tables = learn(word for name in ("ewt", "gum") for word in words(corpora, "train", name))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    for name in ("ewt", "gum"):
        print(name, "lemmas {:.4f}, whatever their case {:.4f}".format(*accuracy(Lemmas.load(target), words(corpora, "dev", name))))
    print(target.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    main()

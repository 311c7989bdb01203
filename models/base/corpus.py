"""Read the training corpora and turn them into spaCy documents of realistic text.

The treebanks come as isolated sentences; news comes as paragraphs.  Everything here puts
sentences back into running text (single spaces inside a paragraph, a blank line between
paragraphs) so that a parser trained on the result learns where sentences really end, and varies
the quotation marks so that curly, straight and typewriter-style news text are all in domain.
"""

import gzip
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from quotecheck.syntax.tokenizer import blank as blank_pipeline  # noqa: F401  (asked here by the recipes)

OPEN_GENRES = frozenset({"academic", "bio", "conversation", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"})
LOOSE_SHARE = 0.15  # of the training documents
# What stands for a single blank in them: whether the word keeps a blank of its own, and the token after it.
ODD_BLANKS = ((False, "\u00a0"), (True, " "), (True, "\u00a0"), (False, "\u2009"), (False, "\t"), (False, "\n"))
ODD_WEIGHTS = (8, 6, 2, 2, 1, 1)
ENTITY_LABELS = ("PERSON", "ORG", "LOC", "MISC")
PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Word:
    """One syntactic word of a treebank; ``head`` is 1-based in its sentence, 0 for the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    space: bool = True


@dataclass
class Sentence:
    """A treebank sentence with the layout facts needed to rebuild its document."""

    words: list[Word]
    doc_id: str
    starts_paragraph: bool


@dataclass
class NamedText:
    """A text as words, the space after each, and entities as word spans (end exclusive)."""

    doc_id: str
    words: list[str]
    spaces: list[bool]
    ents: list[tuple[int, int, str]] = field(default_factory=list)


# --------------------------------------------------------------------------- treebanks


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a (gzipped) CoNLL-U file with surface spacing restored."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        block: list[str] = []
        doc_id = ""
        for line in [*handle, "\n"]:
            if line.strip():
                block.append(line.rstrip("\n"))
                continue
            if block:
                for comment in block:
                    if comment.startswith("# newdoc id"):
                        doc_id = comment.partition("=")[2].strip()
                yield _sentence(block, doc_id)
            block = []


def _sentence(block: list[str], doc_id: str) -> Sentence:
    starts = any(row.startswith(("# newpar", "# newdoc")) for row in block)
    rows = [row.split("\t") for row in block if not row.startswith("#")]
    words: list[Word] = []
    token_end, surface, token_space = 0, "", True
    for row in rows:
        if "." in row[0]:
            continue
        space = "SpaceAfter=No" not in row[9]
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            token_end, surface, token_space = last, row[1], space
            members = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            forms = _split_surface(surface, members)
            continue
        index = int(row[0])
        form = row[1]
        if index <= token_end:
            form = forms.pop(0)
            space = token_space if index == token_end else False
        feats = "" if row[5] == "_" else row[5]
        words.append(Word(form, row[2], row[3], row[4], feats, int(row[6]), row[7], space))
    return Sentence(words, doc_id, starts)


def _split_surface(surface: str, forms: list[str]) -> list[str]:
    """Cut a multiword token at its members' lengths, or keep their own forms if they don't add up."""
    if sum(map(len, forms)) != len(surface):
        return list(forms)
    parts, start = [], 0
    for form in forms:
        parts.append(surface[start : start + len(form)])
        start += len(form)
    return parts


def open_genre(doc_id: str) -> bool:
    """Whether a GUM document belongs to a genre whose texts may be used freely."""
    parts = doc_id.split("_")
    return len(parts) > 1 and parts[1] in OPEN_GENRES


def treebank(folder: Path, split: str, name: str) -> list[list[Sentence]]:
    """The documents of one treebank split (``name`` is ``ewt`` or ``gum``)."""
    documents: dict[str, list[Sentence]] = {}
    for sentence in read_conllu(folder / "ud" / f"en_{name}-ud-{split}.conllu.gz"):
        if name != "gum" or open_genre(sentence.doc_id):
            documents.setdefault(sentence.doc_id, []).append(sentence)
    return list(documents.values())


def restyle(words: Iterable[Word], style: str) -> list[Word]:
    """Set the straight marks of a sentence in another style: ``curly`` or ``latex``."""
    out = []
    for word in words:
        form = _restyled(word, style)
        lemma = form if word.upos == "PUNCT" and form != word.form else word.lemma
        out.append(word if form == word.form else replace(word, form=form, lemma=lemma))
    return out


def _restyled(word: Word, style: str) -> str:
    opening = word.xpos == "``"
    if style == "curly":
        if word.form == '"':
            return "“" if opening else "”"
        if word.form == "'":
            return "‘" if opening else "’"
        return word.form.replace("'", "’")
    if style == "latex" and word.form == '"':
        return "``" if opening else "''"
    if style == "straight":
        return re.sub("[“”]", '"', word.form).replace("’", "'").replace("‘", "'")
    return word.form


def draw_style(rng: random.Random) -> str:
    """Half of all documents curly, a few typewriter-style, the rest straight or as they come."""
    return rng.choices(["curly", "straight", "latex", "asis"], [50, 35, 5, 10])[0]


def sentences_to_doc(vocab: Vocab, sentences: list[Sentence], blanks: bool = True) -> Doc:
    """One gold document; paragraph breaks become whitespace tokens on the preceding word, or are left out."""
    cols: dict[str, list[str]] = {k: [] for k in ("words", "lemmas", "tags", "pos", "morphs", "deps")}
    spaces: list[bool] = []
    heads: list[int] = []
    starts: list[bool] = []

    def add(word: Word, head: int, start: bool) -> None:
        values = (word.form, word.lemma, word.xpos, word.upos, word.feats, word.deprel)
        for column, value in zip(cols.values(), values, strict=True):
            column.append(value)
        spaces.append(word.space)
        heads.append(head)
        starts.append(start)

    blank = Word(PARAGRAPH, PARAGRAPH, "SPACE", "_SP", "", 0, "dep", False)
    for number, sentence in enumerate(sentences):
        if number and sentence.starts_paragraph and blanks:
            spaces[-1] = False
            add(blank, len(heads) - 1, False)
        offset = len(heads)
        for index, word in enumerate(sentence.words):
            head = offset + (word.head - 1 if word.head else index)
            add(replace(word, deprel="ROOT") if not word.head else word, head, index == 0)
    spaces[-1] = False
    return Doc(vocab, spaces=spaces, heads=heads, sent_starts=starts, **cols)  # type: ignore[arg-type]


def syntax_docs(folder: Path, split: str, names: Iterable[str], vocab: Vocab, seed: int) -> Iterator[Doc]:
    """Training text: documents cut into pieces of 1 to 8 sentences, each in one quotation style."""
    rng = random.Random(seed)
    for name in names:
        for document in treebank(folder, split, name):
            start = 0
            while start < len(document):
                size = rng.choice([1, 2, 3, 4, 6, 8])  # the oracle is quadratic in length
                style = draw_style(rng)
                piece = [replace_words(s, style) for s in document[start : start + size]]
                start += size
                yield sentences_to_doc(vocab, piece)


def replace_words(sentence: Sentence, style: str) -> Sentence:
    """The same sentence with its marks in ``style``."""
    return Sentence(restyle(sentence.words, style), sentence.doc_id, sentence.starts_paragraph)


# --------------------------------------------------------------------------- entities


def named_rows(path: Path) -> list[NamedText]:
    """The rows of an entity corpus, merged into documents where consecutive rows share an id."""
    documents: list[NamedText] = []
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            row = json.loads(line)
            if not row["tokens"]:
                continue
            if documents and documents[-1].doc_id == row["id"] and len(documents[-1].words) < 3000:
                document = documents[-1]
                document.spaces[-1] = False
                document.words.append(PARAGRAPH)
                document.spaces.append(False)
            else:
                document = NamedText(row["id"], [], [])
                documents.append(document)
            base = len(document.words)
            document.words.extend(row["tokens"])
            document.spaces.extend(row["spaces"])
            document.ents.extend((base + a, base + b, label) for a, b, label in row["ents"])
    return documents


def restyle_text(words: list[str], spaces: list[bool], style: str) -> list[str]:
    """Restyle the marks of untagged text: a mark opens if a space stands before it, not after."""
    out = []
    for index, word in enumerate(words):
        after_space = index == 0 or spaces[index - 1] or words[index - 1].isspace()
        opening = after_space and not spaces[index]
        tag = "``" if opening else "''"
        out.append(_restyled(Word(word, "", "", tag, "", 0, ""), style))
    return out


def named_to_doc(vocab: Vocab, text: NamedText, style: str = "asis") -> Doc:
    """A gold document with the entities of ``text``."""
    words = restyle_text(text.words, text.spaces, style)
    spaces = [*text.spaces[:-1], False]
    doc = Doc(vocab, words=words, spaces=spaces)
    doc.set_ents([doc.char_span(doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), label=name) for a, b, name in text.ents])
    return doc


def pieces(text: NamedText, rng: random.Random) -> Iterator[NamedText]:
    """Cut a document at paragraph breaks into pieces of some 50 to 400 words."""
    start = 0
    limit = rng.choice([50, 100, 200, 400])
    breaks = [i for i, word in enumerate(text.words) if word == PARAGRAPH] + [len(text.words)]
    for stop in breaks:
        if stop - start < limit and stop != len(text.words):
            continue
        if stop > start:
            ents = [(a - start, b - start, name) for a, b, name in text.ents if a >= start and b <= stop]
            yield NamedText(text.doc_id, text.words[start:stop], text.spaces[start:stop], ents)
        start = stop + 1
        limit = rng.choice([50, 100, 200, 400])


def named_docs(path: Path, vocab: Vocab, seed: int) -> Iterator[Doc]:
    """Training text of an entity corpus in pieces, each in one quotation style."""
    rng = random.Random(seed)
    for text in named_rows(path):
        for piece in pieces(text, rng):
            yield named_to_doc(vocab, piece, draw_style(rng))


# --------------------------------------------------------------------------- odd blanks


def loosen_blanks(docs: Iterable[Doc], seed: int) -> Iterator[Doc]:
    """Put no-break, thin, double blanks and tabs between the words of some of the documents."""
    rng = random.Random(seed)
    for doc in docs:
        yield with_odd_blanks(doc, rng) if rng.random() < LOOSE_SHARE else doc


def with_odd_blanks(doc: Doc, rng: random.Random) -> Doc:
    """The same annotation with one single blank in ten to twenty made a token, on the preceding word and inside its entity."""
    rate = rng.uniform(0.05, 0.10)
    blanks: dict[int, tuple[bool, str]] = {}
    for token in doc[:-1]:
        if token.whitespace_ and not token.is_space and not doc[token.i + 1].is_space and rng.random() < rate:
            blanks[token.i] = rng.choices(ODD_BLANKS, ODD_WEIGHTS)[0]
    place, at = [], 0
    for index in range(len(doc)):
        place.append(at)
        at += 1 + (index in blanks)
    syntactic = doc.has_annotation("DEP")
    cols: dict[str, list[Any]] = {k: [] for k in ("words", "spaces")}
    if syntactic:
        cols |= {k: [] for k in ("lemmas", "tags", "pos", "morphs", "deps", "heads", "sent_starts")}

    def add(*values: object) -> None:
        for column, value in zip(cols.values(), values, strict=False):  # without syntax, words and spaces only
            column.append(value)

    for token in doc:
        space, blank = blanks.get(token.i, (bool(token.whitespace_), ""))
        syntax = (token.lemma_, token.tag_, token.pos_, str(token.morph), token.dep_, place[token.head.i], token.is_sent_start)
        add(token.text, space, *syntax)
        if blank:
            add(blank, False, blank, "_SP", "SPACE", "", "dep", place[token.i], False)
    loose = Doc(doc.vocab, **cols)
    if doc.has_annotation("ENT_IOB"):
        loose.set_ents([Span(loose, place[e.start], place[e.end - 1] + 1, label=e.label_) for e in doc.ents])
    return loose


def save(docs: Iterable[Doc], path: Path) -> None:
    """Write documents where ``spacy train`` reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs, store_user_data=False).to_disk(path)

"""Training examples: windows of the corpora as the network will read them, with what is to be learned of each."""

import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from articles import Annotated, Statement, lines, mentions, newsquotes, polnear, thought_cues
from kept import is_kept
from layouts import LONGEST_HEADLINE, Stock, vary
from tags import TAGS

from quotecheck.encoder.reading import Reading, inputs, read, windows
from quotecheck.encoder.wordpiece import WordPieces

sys.path.append(str(Path(__file__).parents[1] / "base"))
from corpus import OPEN_GENRES, NamedText, Sentence, blank_pipeline, draw_style, named_rows, replace_words, restyle_text, treebank

TREEBANKS = ("ewt", "gum")
PRONOUNS = frozenset("he him his himself she her hers herself they them their theirs themselves it its itself who whom whose".split())
TAKES_UP = frozenset({"the", "this", "that", "these", "those"})
"""A mention that begins so may take up an earlier one."""
UNKNOWN = -100
STEP = 32
"""Sizes of batches are multiples of it."""
Range = tuple[int, int]


@dataclass
class Text:
    """A text as it is read, with what is to be learned of its words.

    `tags` are spans by head; of words in `free` the roles are not known; `known` are the words of which a head other than the roles
    may learn, all where it has none. `pointers` are a pointer's name, the word that asks, and the ranges that are meant, none for nowhere.
    """

    reading: Reading
    tags: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)
    known: dict[str, set[int]] = field(default_factory=dict)
    pointers: list[tuple[str, int, list[Range]]] = field(default_factory=list)
    syntax: list[tuple[str, str, int, str]] = field(default_factory=list)
    """Of each word: UPOS, tag, its head's place in the text (its own for a root), relation."""
    starts: set[int] = field(default_factory=set)


@dataclass
class Example:
    """A window of one task; targets of words are `UNKNOWN` where nothing is to be learned."""

    task: str
    ids: list[int]
    shapes: list[int]
    places: list[int]
    turns: list[int]
    firsts: list[int]
    tags: dict[str, list[int]]
    free: list[bool]
    pointers: list[tuple[str, int, list[int]]]
    syntax: dict[str, list[int]] = field(default_factory=dict)


class Reader:
    """Makes texts out of the corpora's rows."""

    def __init__(self, thoughts: frozenset[str] = frozenset()) -> None:
        self.nlp = blank_pipeline()
        self.thoughts = thoughts

    def reading(self, text: str) -> tuple[Reading, dict[int, int]]:
        """The reading, and which word a character belongs to."""
        doc = self.nlp.make_doc(text)
        offsets, words = doc.to_array("SPACY"), [token.text for token in doc]
        at, tokens = 0, []
        for word, blank in zip(words, offsets.tolist(), strict=True):
            tokens.append((at, word))
            at += len(word) + blank
        reading = read(text, tokens)
        owner = {at: n for n, i in enumerate(reading.tokens) for at in range(tokens[i][0], tokens[i][0] + len(tokens[i][1]))}
        return reading, owner

    def annotated(self, article: Annotated) -> Text:
        """An article with its statements: role spans, links, and who speaks where the source does not name him."""
        reading, owner = self.reading(article.text)
        text = Text(reading)
        layers: tuple[dict[int, tuple[Range, str]], dict[int, tuple[Range, str]]] = ({}, {})
        size = {id(s): sum(b - a for a, b in s.content) for s in article.statements}
        for statement in sorted(article.statements, key=lambda s: -size[id(s)]):
            spans = {role: _words(owner, getattr(statement, role)) for role in ("content", "cue", "source")}
            marked = [(span, role) for role in spans for span in spans[role]]
            layer = next((each for each in layers if all(_is_free(each, span, role) for span, role in marked)), None)
            if layer is None or not spans["content"]:
                continue
            for span, role in marked:
                layer.update(dict.fromkeys(range(*span), (span, role)))
            text.pointers.extend(_links(spans))
            text.pointers.extend(_speaker(article, statement, owner, spans))
        for name, layer in zip(("roles", "inner"), layers, strict=True):
            text.tags[name] = sorted({(*span, role) for span, role in layer.values()})
        if article.is_news:
            text.free = self._free(article, owner, layers)
            text.tags["documents"] = [(*span, "document") for span in _words(owner, article.documents)]
            found = [(span, label) for start, end, label in article.details for span in _words(owner, [(start, end)])]
            text.tags["details"] = [(*span, label) for span, label in found]
            text.known["details"] = _told(article, owner)
        return text

    def _free(self, article: Annotated, owner: dict[int, int], layers: Sequence[dict[int, Any]]) -> set[int]:
        """The words of sentences with a cue of thinking and no statement: newsquotes leaves thoughts out, PolNeAR has them."""
        free: set[int] = set()
        for match in re.finditer(r"[^.!?\n]+[.!?]?", article.text):
            words = {owner[at] for at in range(*match.span()) if at in owner}
            forms = {each.lower() for each in match.group().split()}
            if forms & self.thoughts and not any(word in layer for layer in layers for word in words):
                free |= words
        return free

    def named(self, text: NamedText, style: str) -> Text:
        """A text of the entity corpora, whose words are kept as they are cut there."""
        words = restyle_text(text.words, text.spaces, style)
        reading = _cut(words, text.spaces)
        place = {token: word for word, token in enumerate(reading.tokens)}
        spans = [(place[a], place[b - 1] + 1, label) for a, b, label in text.ents if a in place and b - 1 in place]
        return Text(reading, {"names": spans})

    def parsed(self, sentences: Sequence[Sentence]) -> Text:
        """Sentences of a treebank as running text, words cut as there."""
        words, spaces, syntax, starts = [], [], [], set()
        for number, sentence in enumerate(sentences):
            if number and sentence.starts_paragraph:
                spaces[-1] = False
                words.append("\n\n")
                spaces.append(False)
            base = len(syntax)
            starts.add(base)
            for at, word in enumerate(sentence.words):
                words.append(word.form)
                spaces.append(word.space)
                head = base + (word.head - 1 if word.head else at)
                syntax.append((word.upos, word.xpos, head, word.deprel if word.head else "ROOT"))
        reading = _cut(words, spaces)
        if len(reading.words) != len(syntax):  # a form with a blank, or none: too rare to matter
            return Text(reading)
        return Text(reading, syntax=syntax, starts=starts)

    def chained(self, row: dict[str, Any]) -> Text:
        """A document with its coreference chains: what pronouns and definite phrases take up."""
        reading, owner = self.reading(row["text"])
        text = Text(reading)
        for chain in row["coref"]:
            spans = sorted(span for mention in chain for span in _words(owner, [(mention[0], mention[1])]))
            for start, end in spans:
                first = reading.words[start].lower()
                earlier = [(max(a, b - 8), b) for a, b in spans if b <= start]
                if earlier and ((end - start == 1 and first in PRONOUNS) or (end - start < 6 and first in TAKES_UP)):
                    text.pointers.append(("antecedent", start, earlier[-6:]))
        return text


def _cut(words: Sequence[str], spaces: Sequence[bool]) -> Reading:
    at, tokens, parts = 0, [], []
    for word, space in zip(words, spaces, strict=True):
        tokens.append((at, word))
        parts.append(word + " " * space)
        at += len(parts[-1])
    return read("".join(parts), tokens)


def _words(owner: dict[int, int], spans: Iterable[Any]) -> list[Range]:
    """The words that each span of characters touches."""
    found = []
    for start, end in spans:
        words = [owner[at] for at in range(start, end) if at in owner]
        if words:
            found.append((words[0], words[-1] + 1))
    return found


def _is_free(layer: dict[int, tuple[Range, str]], span: Range, role: str) -> bool:
    return all(layer.get(word, (span, role)) == (span, role) for word in range(*span))


def _links(spans: dict[str, list[Range]]) -> Iterator[tuple[str, int, list[Range]]]:
    for content in spans["content"]:
        if spans["cue"] or not spans["source"]:
            yield "content_cue", content[0], spans["cue"][:1]
    for cue in spans["cue"][:1]:
        yield "cue_source", cue[0], spans["source"][:1]


def _speaker(
    article: Annotated, statement: Statement, owner: dict[int, int], spans: dict[str, list[Range]]
) -> Iterator[tuple[str, int, list[Range]]]:
    """Where the speaker of a statement is named, if its source does not name him."""
    if not statement.names:
        return
    own = [*statement.source, *statement.content]
    places = [(a, b) for a, b in mentions(article.text, statement.names[0])]
    if any(a < end and start < b for a, b in places for start, end in statement.source):
        return
    named = _words(owner, [(a, b) for a, b in places if not any(a < end and start < b for start, end in own)])
    if spans["source"]:
        earlier = [each for each in named if each[1] <= spans["source"][0][0]]
        if earlier:
            yield "antecedent", spans["source"][0][0], earlier[-6:]
    elif named:
        yield "speaker", spans["content"][0][0], named


def _told(article: Annotated, owner: dict[int, int]) -> set[int]:
    """The words of the paragraphs in which a role or an affiliation is told: elsewhere it may be that of one who does not speak."""
    known: set[int] = set()
    for match in re.finditer(r"[^\n]+", article.text):
        if any(match.start() <= start < match.end() for start, _, _ in article.details):
            known |= {owner[at] for at in range(*match.span()) if at in owner}
    return known


class Corpora:
    """The texts of each task, made anew for each epoch."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.seed = seed
        self.reader = Reader(thought_cues(folder))
        kept = {
            row["id"]
            for name in ("train", "webtrain")
            for row in lines(folder / "newsquotes" / f"{name}.jsonl")
            if is_kept("newsquotes", row["id"])
        }
        self.named = [
            row for row in named_rows(folder / "ner" / "worldwide-train.jsonl") if row.doc_id.removesuffix(".txt.tsv") not in kept
        ]
        self.polnear = list(polnear(folder))
        self.news = list(newsquotes(folder, "train"))
        self.pages = list(newsquotes(folder, "webtrain"))
        self.stock = self._stock()

    def _stock(self) -> Stock:
        ents = [(label, " ".join(row.words[a:b])) for row in self.named for a, b, label in row.ents if b - a < 4]
        firsts = [article.text.strip().split("\n")[0].strip().rstrip(".") for article in (*self.polnear, *self.news)]
        quiet = [line for line in firsts if 4 <= len(line.split()) <= LONGEST_HEADLINE and not re.search('[“”"‘:]', line)]
        persons = [name for label, name in ents if label == "PERSON" and " " in name]
        return Stock(persons, [name for label, name in ents if label == "LOC"], quiet)

    def texts(self, task: str, epoch: int) -> Iterator[Text]:
        """The training texts of a task, in the layout and style of that epoch."""
        rng = random.Random(f"{self.seed} {task} {epoch}")
        if task in ("polnear", "news"):
            for article in self.polnear if task == "polnear" else [*self.news, *self.pages, *self.pages]:
                yield self.reader.annotated(vary(article, self.stock, rng))
        elif task == "names":
            for row in self.named:
                yield self.reader.named(row, rng.choice(("asis", "asis", "curly", "straight")))
        elif task == "syntax":
            for name in TREEBANKS:
                for document in treebank(self.folder, "train", name):
                    yield from self._pieces(document, rng)
        else:
            for row in lines(self.folder / "gum" / "train.jsonl"):
                if row["meta"]["genre"] in OPEN_GENRES:
                    yield self.reader.chained(row)
            for row in lines(self.folder / "litbank" / "all.jsonl"):
                yield self.reader.chained(row)

    def _pieces(self, document: Sequence[Sentence], rng: random.Random) -> Iterator[Text]:
        """A document of a treebank in pieces of whole sentences, some short, most as long as a window has room for."""
        start = 0
        while start < len(document):
            room, style, stop = rng.choice((40, 90, 160, 160, 160)), draw_style(rng), start
            while stop < len(document) and (stop == start or room >= len(document[stop].words)):
                room -= len(document[stop].words)
                stop += 1
            yield self.reader.parsed([replace_words(each, style) for each in document[start:stop]])
            start = stop

    def columns(self) -> dict[str, list[str]]:
        """What the heads of grammar have to tell apart."""
        words = [word for name in TREEBANKS for document in treebank(self.folder, "train", name) for s in document for word in s.words]
        return {
            "upos": sorted({word.upos for word in words}),
            "tags": sorted({word.xpos for word in words}),
            "deprels": sorted({word.deprel if word.head else "ROOT" for word in words}),
        }


def examples(text: Text, task: str, pieces: WordPieces, *, rng: random.Random, columns: dict[str, list[str]]) -> Iterator[Example]:
    """The windows of a text, cut anew at each reading."""
    reading = text.reading
    if not reading.words:
        return
    numbers = [pieces(word) for word in reading.words]
    sizes = [len(n) for n in numbers]
    if task == "syntax":
        if not text.syntax or sum(sizes) > 500:
            return
        cut = windows(sizes, reading.turns.tolist(), core=1000)
    else:
        cut = windows(sizes, reading.turns.tolist(), core=rng.randint(160, 288), before=16, after=8)
    tags = {head: _tags(len(numbers), spans, TAGS[head]) for head, spans in text.tags.items()}
    for head, known in text.known.items():
        tags[head] = [tag if word in known else UNKNOWN for word, tag in enumerate(tags[head])]
    for window in cut:
        span, core = range(window.start, window.end), range(window.core_start, window.core_end)
        pointers = [
            (name, asker - window.start, inside)
            for name, asker, asked in text.pointers
            if asker in core and (inside := _inside(asked, span)) is not None
        ]
        yield Example(
            task=task,
            **{name: values.tolist() for name, values in inputs(reading, numbers, window).items()},
            tags={
                head: [
                    tag if head == "roles" or word in core else UNKNOWN
                    for word, tag in zip(span, row[window.start : window.end], strict=True)
                ]
                for head, row in tags.items()
            },
            free=[word in text.free for word in span],
            pointers=pointers,
            syntax=_syntax(text, columns) if task == "syntax" else {},
        )


def _syntax(text: Text, columns: dict[str, list[str]]) -> dict[str, list[int]]:
    sentence, number = [], -1
    for word in range(len(text.syntax)):
        number += word in text.starts
        sentence.append(number)
    return {
        "upos": [columns["upos"].index(upos) for upos, _, _, _ in text.syntax],
        "tags": [columns["tags"].index(tag) for _, tag, _, _ in text.syntax],
        "heads": [head for _, _, head, _ in text.syntax],
        "deprels": [columns["deprels"].index(deprel) for _, _, _, deprel in text.syntax],
        "sentences": sentence,
    }


def _inside(asked: Sequence[Range], span: range) -> list[int] | None:
    """Where the pointer should point, counted from the window's start; empty for nowhere, `None` where that is out of sight."""
    if not asked:
        return []
    found = [at - span.start for start, end in asked for at in range(start, end) if at in span]
    return found or None


def _tags(size: int, spans: Iterable[tuple[int, int, str]], names: list[str]) -> list[int]:
    tags = [0] * size
    for start, end, label in spans:
        tags[start] = names.index(f"B-{label}")
        tags[start + 1 : end] = [names.index(f"I-{label}")] * (end - start - 1)
    return tags


def batch_tensors(batch: list[Example]) -> dict[str, Any]:
    """The examples side by side, padded with 0, targets with `UNKNOWN`.

    Sizes are rounded up: for each new shape a CPU's matrix library compiles anew, and keeps what it compiled.
    """
    long, wide = (-(-max(len(getattr(e, name)) for e in batch) // STEP) * STEP for name in ("ids", "firsts"))

    def padded(rows: list[list[int]], size: int, filler: int = 0) -> Any:
        return torch.tensor([row + [filler] * (size - len(row)) for row in rows])

    tensors = {name: padded([getattr(e, name) for e in batch], long) for name in ("ids", "shapes", "places", "turns")}
    tensors["firsts"] = padded([e.firsts for e in batch], wide)
    tensors["mask"] = padded([[1] * len(e.firsts) for e in batch], wide).bool()
    tensors["free"] = padded([[int(x) for x in e.free] for e in batch], wide).bool()
    for head in batch[0].tags:
        tensors[head] = padded([e.tags[head] for e in batch], wide, UNKNOWN)
    for name in batch[0].syntax:
        tensors[name] = padded([e.syntax[name] for e in batch], wide, UNKNOWN)
    return tensors

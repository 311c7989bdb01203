"""Training examples: windows of the corpora as the encoder will read them, with what is to be learned of each."""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from held_out import is_held_out
from tags import NAME_TAGS, ROLE_TAGS, ROLES

from quotecheck.encoder.reading import Reading, inputs, read, windows
from quotecheck.encoder.wordpiece import WordPieces

sys.path.append(str(Path(__file__).parents[1] / "base"))
from corpus import OPEN_GENRES, blank_pipeline, named_rows, restyle_text

PRONOUNS = frozenset("he him his himself she her hers herself they them their theirs themselves it its itself who whom whose".split())
CURLED = {"“": '"', "”": '"', "‘": "'", "’": "'"}


@dataclass
class Text:
    """A text as it is read, with the spans to learn as half-open ranges of its words."""

    reading: Reading
    roles: list[tuple[int, int, str]] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    links: list[tuple[str, tuple[int, int], tuple[int, int] | None]] = field(default_factory=list)
    chains: list[list[tuple[int, int]]] = field(default_factory=list)


@dataclass
class Example:
    """A window of one task: piece numbers and features, and the targets of its words (-100 outside the core)."""

    task: str
    ids: list[int]
    shapes: list[int]
    places: list[int]
    turns: list[int]
    firsts: list[int]
    tags: list[int]
    core: list[bool]
    pointers: list[tuple[str, int, list[int]]]


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            yield json.loads(line)


class Reader:
    """Makes texts out of the corpora's rows."""

    def __init__(self) -> None:
        self.nlp = blank_pipeline()

    def reading(self, text: str) -> tuple[Reading, dict[int, int], list[tuple[int, int]]]:
        """The reading, which word a character belongs to, and the words' character offsets."""
        doc = self.nlp.make_doc(text)
        reading = read(text, [(token.idx, token.text) for token in doc])
        offsets = [(doc[i].idx, doc[i].idx + len(doc[i])) for i in reading.tokens]
        owner = {at: word for word, (start, end) in enumerate(offsets) for at in range(start, end)}
        return reading, owner, offsets

    def attributed(self, row: dict[str, Any]) -> Text:
        """An article with its attributions: role spans, and which content belongs to which cue to which source."""
        reading, owner, _ = self.reading(row["text"])
        text = Text(reading)
        for attribution in row["attributions"]:
            spans = {role: [span for s in attribution[role] if (span := _words(owner, s))] for role in ROLES}
            text.roles.extend((*span, role) for role in ROLES for span in spans[role])
            for cue in spans["cue"][:1]:
                text.links.extend(("content_cue", content, cue) for content in spans["content"])
                text.links.append(("cue_source", cue, spans["source"][0] if spans["source"] else None))
        return text

    def named(self, words: list[str], spaces: list[bool], ents: Iterable[tuple[int, int, str]]) -> Text:
        """A text of the entity corpora, whose words are kept as they are cut there."""
        at, tokens = 0, []
        for word, space in zip(words, spaces, strict=True):
            tokens.append((at, word))
            at += len(word) + space
        whole = "".join(word + " " * space for word, space in zip(words, spaces, strict=True))
        reading = read(whole, tokens)
        place = {token: word for word, token in enumerate(reading.tokens)}
        spans = [(place[a], place[b - 1] + 1, label) for a, b, label in ents if a in place and b - 1 in place]
        return Text(reading, names=spans)

    def chained(self, row: dict[str, Any]) -> Text:
        """A document with its coreference chains."""
        reading, owner, _ = self.reading(row["text"])
        chains = [[span for mention in chain if (span := _words(owner, mention))] for chain in row["coref"]]
        return Text(reading, chains=[chain for chain in chains if len(chain) > 1])


def _words(owner: dict[int, int], span: list[int]) -> tuple[int, int] | None:
    found = [owner[at] for at in range(span[0], span[1]) if at in owner]
    return (found[0], found[-1] + 1) if found else None


def texts(corpora: Path, task: str, seed: int) -> Iterator[Text]:
    """The training texts of a task."""
    reader = Reader()
    rng = random.Random(seed)
    if task == "roles":
        for row in lines(corpora / "polnear" / "train.jsonl"):
            if not is_held_out(row["id"]):
                yield reader.attributed(row)
    elif task == "names":
        for named in named_rows(corpora / "ner" / "worldwide-train.jsonl"):
            style = rng.choice(("asis", "asis", "curly", "straight"))
            yield reader.named(restyle_text(named.words, named.spaces, style), named.spaces, named.ents)
    else:
        for row in lines(corpora / "gum" / "train.jsonl"):
            if row["meta"]["genre"] in OPEN_GENRES:
                yield reader.chained(row)
        for row in lines(corpora / "litbank" / "all.jsonl"):
            yield reader.chained(row)


def examples(text: Text, task: str, pieces: WordPieces, rng: random.Random) -> Iterator[Example]:
    """The windows of a text, cut anew at each reading, some with their quotation marks made straight."""
    reading = text.reading
    words = reading.words
    if rng.random() < 0.2:
        words = [CURLED.get(word, word) for word in words]
    numbers = [pieces(word) for word in words]
    tags = _tags(len(words), text.roles, ROLE_TAGS) if task == "roles" else _tags(len(words), text.names, NAME_TAGS)
    targets = list(_antecedents(text)) if task == "chains" else [(name, asker[0], asked) for name, asker, asked in text.links]
    for window in windows([len(n) for n in numbers], reading.turns.tolist(), core=rng.randint(160, 288), before=16, after=8):
        span = range(window.start, window.end)
        core = range(window.core_start, window.core_end)
        pointers = []
        for name, asker, asked in targets:
            if asker in core:
                places = _inside(asked, span)
                if places is not None:
                    pointers.append((name, asker - window.start, places))
        yield Example(
            task=task,
            **{name: values.tolist() for name, values in inputs(reading, numbers, window).items()},
            tags=tags[window.start : window.end],
            core=[word in core for word in span],
            pointers=pointers,
        )


def _inside(asked: Any, span: range) -> list[int] | None:
    """Where the pointer should point, counted from the window's start; empty for nowhere, `None` where that is out of sight."""
    if asked is None:
        return []
    spans = asked if isinstance(asked, list) else [asked]
    found = [at - span.start for start, end in spans for at in range(start, end) if at in span]
    return found or None


def _antecedents(text: Text) -> Iterator[tuple[str, int, list[tuple[int, int]]]]:
    """For each pronoun the earlier mentions of whom it means."""
    for chain in text.chains:
        for start, end in chain:
            if end - start == 1 and text.reading.words[start].lower() in PRONOUNS:
                earlier = [(max(a, b - 8), b) for a, b in chain if b <= start]
                if earlier:
                    yield "antecedent", start, earlier[-6:]


def _tags(size: int, spans: Iterable[tuple[int, int, str]], names: list[str]) -> list[int]:
    tags = [0] * size
    for start, end, label in spans:
        tags[start] = names.index(f"B-{label}")
        tags[start + 1 : end] = [names.index(f"I-{label}")] * (end - start - 1)
    return tags


def batch_tensors(batch: list[Example]) -> dict[str, Any]:
    """The examples side by side, padded with 0."""
    long, wide = max(len(e.ids) for e in batch), max(len(e.firsts) for e in batch)

    def padded(rows: list[list[int]], size: int) -> Any:
        return torch.tensor([row + [0] * (size - len(row)) for row in rows])

    return {
        **{name: padded([getattr(e, name) for e in batch], long) for name in ("ids", "shapes", "places", "turns")},
        "firsts": padded([e.firsts for e in batch], wide),
        "tags": padded([e.tags for e in batch], wide),
        "mask": padded([[1] * len(e.firsts) for e in batch], wide).bool(),
        "core": padded([[int(c) for c in e.core] for e in batch], wide).bool(),
    }

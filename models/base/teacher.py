"""Fine-tune MiniLM-L6 on the newswire entities and let it label further news text for the small model.

The encoder is uncased, so each word's case pattern is given to the head beside the hidden state.  The
result is silver data: the texts of ``polnear/train.jsonl`` with the teacher's names.
"""

import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from corpus import ENTITY_LABELS, PARAGRAPH, NamedText, blank_pipeline, named_rows
from safetensors.torch import load_model, save_model
from torch import nn
from transformers import AutoModel, AutoTokenizer
from vectors import encoder_folder

from quotecheck.syntax.names import find as agreed

TAGS = ["O", *(f"{prefix}-{label}" for label in ENTITY_LABELS for prefix in "BI")]
EPOCHS = 1
WINDOW = 160  # words
BATCH = 1600  # words, padding included
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1e-3


def case_pattern(word: str) -> int:
    """Which of eight case patterns a word shows."""
    if any(char.isdigit() for char in word):
        return 1
    if not any(char.isalpha() for char in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[0].isupper() and word[1:].islower() else 7


class Tagger(nn.Module):
    """Encoder, case patterns, one convolution over words, one score for each tag."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(folder)
        self.case = nn.Embedding(8, 32)
        self.mix = nn.Conv1d(384 + 32, 256, 3, padding=1)
        self.out = nn.Linear(256, len(TAGS))

    def forward(self, ids: Any, mask: Any, firsts: Any, cases: Any) -> Any:
        """Scores of shape (batch, words, tags)."""
        hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        words = torch.gather(hidden, 1, firsts.unsqueeze(-1).expand(-1, -1, hidden.shape[-1]))
        mixed = self.mix(torch.cat([words, self.case(cases)], -1).transpose(1, 2)).transpose(1, 2)
        return self.out(nn.functional.dropout(nn.functional.gelu(mixed), 0.1, self.training))


Window = tuple[list[str], list[int]]


def windows(text: NamedText) -> Iterator[tuple[int, Window]]:
    """Cut a document at paragraph breaks into windows; yields each one's first word with it."""
    tags = [0] * len(text.words)
    for start, end, label in text.ents:
        tags[start] = TAGS.index(f"B-{label}")
        tags[start + 1 : end] = [TAGS.index(f"I-{label}")] * (end - start - 1)
    start = 0
    while start < len(text.words):
        stop = min(start + WINDOW, len(text.words))
        breaks = [i for i in range(start + 1, stop) if text.words[i] == PARAGRAPH]
        if stop < len(text.words) and breaks:
            stop = breaks[-1]
        yield start, (text.words[start:stop], tags[start:stop])
        start = stop


def collate(tokenizer: Any, batch: list[Window]) -> tuple[Any, Any, Any, Any, Any]:
    """Tensors of a batch: ids, mask, each word's first piece, case patterns, tags (-100 where padded)."""
    words = [[word if not word.isspace() else "." for word in window[0]] for window in batch]
    encoded = tokenizer(words, is_split_into_words=True, padding=True, truncation=True, max_length=384, return_tensors="pt")
    width = max(map(len, words))
    firsts = torch.zeros(len(batch), width, dtype=torch.long)
    cases = torch.zeros(len(batch), width, dtype=torch.long)
    tags = torch.full((len(batch), width), -100)
    for row, (window, gold) in enumerate(batch):
        seen: set[int] = set()
        for piece, word in enumerate(encoded.word_ids(row)):
            if word is not None and word not in seen:
                seen.add(word)
                firsts[row, word] = piece
                tags[row, word] = gold[word]
        cases[row, : len(window)] = torch.tensor([case_pattern(word) for word in window])
    return encoded["input_ids"], encoded["attention_mask"], firsts, cases, tags


def batches(items: list[Window], rng: random.Random) -> list[list[Window]]:
    """Windows of similar length together, the batches in random order."""
    items = sorted(items, key=lambda window: len(window[0]) + rng.random() * 8)
    out: list[list[Window]] = [[]]
    for item in items:
        if out[-1] and len(item[0]) * (len(out[-1]) + 1) > BATCH:
            out.append([])
        out[-1].append(item)
    rng.shuffle(out)
    return out


def fit(corpora: Path, target: Path, seed: int) -> None:
    """Fine-tune and save the teacher."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = random.Random(seed)
    folder = encoder_folder()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = Tagger(folder).train()
    model.encoder.embeddings.word_embeddings.weight.requires_grad = False
    texts = named_rows(corpora / "ner" / "worldwide-train.jsonl")
    items = [window for text in texts for _, window in windows(text)]
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder")]
    body = [p for name, p in model.named_parameters() if name.startswith("encoder") and p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": ENCODER_RATE}, {"params": head, "lr": HEAD_RATE}])
    plan = [batch for _ in range(EPOCHS) for batch in batches(items, rng)]
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / 60) * max(0.0, 1 - step / len(plan)))
    done, part = _resume(model, target)
    schedule.last_epoch = done - 1
    schedule.step()
    begun, running = time.time(), 0.0
    for number, batch in list(enumerate(plan))[done:]:
        *inputs, tags = collate(tokenizer, batch)
        loss = nn.functional.cross_entropy(model(*inputs).flatten(0, 1), tags.flatten(), ignore_index=-100)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        running = 0.98 * running + 0.02 * loss.item()
        if number % 20 == 0:
            mean = running / (1 - 0.98 ** (number - done + 1))
            print(f"{number}/{len(plan)} loss {mean:.4f} {time.time() - begun:.0f} s", flush=True)
        if number % 50 == 49 or number + 1 == len(plan):
            save_model(model, str(part))
            part.with_suffix(".step").write_text(str(number + 1))
    part.replace(target)


def _resume(model: Tagger, target: Path) -> tuple[int, Path]:
    """Load the weights of an interrupted run; how many steps it had done, and where it left them."""
    part = target.with_suffix(".part")
    if not part.exists():
        return 0, part
    load_model(model, str(part))
    return int(part.with_suffix(".step").read_text()), part


def label(model: Tagger, tokenizer: Any, text: NamedText) -> NamedText:
    """The text with the teacher's names."""
    tags: list[int] = []
    for _, window in windows(text):
        *inputs, _ = collate(tokenizer, [window])
        tags.extend(model(*inputs)[0].argmax(-1)[: len(window[0])].tolist())
    return NamedText(text.doc_id, text.words, text.spaces, spans(tags))


def spans(tags: list[int]) -> list[tuple[int, int, str]]:
    """Entity spans of a tag sequence; a stray inside tag opens a span."""
    out: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        prefix, _, name = TAGS[tag].partition("-")
        if prefix == "I" and out and out[-1][1] == at and out[-1][2] == name:
            out[-1] = (out[-1][0], at + 1, name)
        elif prefix in ("B", "I"):
            out.append((at, at + 1, name))
    return out


def load(path: Path) -> tuple[Tagger, Any]:
    """A saved teacher with its tokenizer."""
    torch.set_num_threads(1)
    folder = encoder_folder()
    model = Tagger(folder)
    load_model(model, str(path))
    return model.eval(), AutoTokenizer.from_pretrained(folder)


def silver(corpora: Path, teacher: Path, target: Path) -> None:
    """Label the attribution training texts, in agreement over each document; JSON lines as in the entity corpora."""
    model, tokenizer = load(teacher)
    nlp = blank_pipeline()
    with (corpora / "polnear" / "train.jsonl").open(encoding="utf-8") as handle, torch.no_grad():
        rows = []
        for line in handle:
            row = json.loads(line)
            doc = nlp.make_doc(row["text"])
            text = NamedText(row["id"], [t.text for t in doc], [bool(t.whitespace_) for t in doc])
            named = label(model, tokenizer, text)
            ents = agreed(named.words, named.ents)
            rows.append({"id": named.doc_id, "tokens": named.words, "spaces": named.spaces, "ents": ents})
    target.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def score(corpora: Path, teacher: Path) -> None:
    """Print the teacher's F1 on the held-out newswire (gold words)."""
    model, tokenizer = load(teacher)
    counts = {name: [0, 0, 0] for name in ENTITY_LABELS}
    with torch.no_grad():
        for text in named_rows(corpora / "ner" / "worldwide-dev.jsonl"):
            named = label(model, tokenizer, text)
            want, have = set(map(tuple, text.ents)), set(named.ents)
            for name, row in counts.items():
                for at, group in enumerate((want & have, have, want)):
                    row[at] += sum(ent[2] == name for ent in group)
    for names in (ENTITY_LABELS[:3], *([name] for name in ENTITY_LABELS)):
        right, guessed, gold = (sum(counts[name][at] for name in names) for at in range(3))
        print(*names, round(2 * right / max(guessed + gold, 1), 4), flush=True)

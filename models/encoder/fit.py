"""Train the network on all tasks at once, on a GPU where there is one; an interrupted run goes on where it was.

One batch is of one task.  The schedule is a function of the seed alone, so that a run that was interrupted goes on with the
batches that it would have seen.
"""

import random
import sys
import time
from collections.abc import Iterator
from math import ceil
from pathlib import Path
from typing import Any

import torch
from data import Example, Text, batch_tensors, examples, texts
from network import Network, crf_loss
from safetensors.torch import load_file, save_file
from torch import nn

from quotecheck.encoder.wordpiece import WordPieces

sys.path.append(str(Path(__file__).parents[1] / "base"))
from vectors import encoder_folder

EPOCHS = {"roles": 5.0, "names": 1.5, "chains": 1.0}
PIECES = 2200
"""Word pieces of a batch, padding included."""
BODY_RATE, HEAD_RATE = 2e-4, 1e-3
POINTER_WEIGHT = 0.15
WARM_UP = 150


def vocabulary(folder: Path) -> list[str]:
    return (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()


def batches(items: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """Windows of similar length together, in random order."""
    items = sorted(items, key=lambda e: len(e.ids) + rng.random() * 30)
    groups: list[list[Example]] = [[]]
    for item in items:
        if groups[-1] and len(item.ids) * (len(groups[-1]) + 1) > PIECES:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from groups


def plan(texts_of: dict[str, list[Text]], pieces: WordPieces, seed: int) -> list[list[Example]]:
    """All batches of the run in order, the tasks' epochs stretched evenly over it; the roles have the last word."""
    placed = []
    for task, epochs in EPOCHS.items():
        rng = random.Random(f"{seed} {task}")
        queue = []
        for _ in range(ceil(epochs)):
            queue.extend(batches([e for text in texts_of[task] for e in examples(text, task, pieces, rng)], rng))
        queue = queue[: round(len(queue) * epochs / ceil(epochs))]
        placed.extend(((n + rng.random()) / len(queue), task, batch) for n, batch in enumerate(queue))
    placed.sort(key=lambda each: each[0])
    return [batch for _, _, batch in placed]


def loss_of(model: Network, batch: list[Example], device: str) -> Any:
    """The loss of one batch: tags of its task, and its pointers."""
    tensors = {name: tensor.to(device) for name, tensor in batch_tensors(batch).items()}
    roles, names, pointers = model(*(tensors[name] for name in ("ids", "shapes", "places", "turns", "firsts")))
    loss = pointer_loss(model, pointers, batch, tensors["mask"])
    if batch[0].task == "roles":
        return loss * POINTER_WEIGHT + crf_loss(roles, tensors["tags"], tensors["mask"], model.transitions)
    if batch[0].task == "names":
        wanted = tensors["tags"].masked_fill(~tensors["core"], -100)
        return nn.functional.cross_entropy(names.flatten(0, 1), wanted.flatten(), ignore_index=-100)
    return loss * POINTER_WEIGHT


def pointer_loss(model: Network, pointers: Any, batch: list[Example], mask: Any) -> Any:
    """Cross-entropy of each pointer over all words of its window and nowhere, every word of the target as good as another."""
    total, count = pointers.sum() * 0.0, 0
    for number, name in enumerate(("content_cue", "cue_source", "antecedent")):
        asks = [(row, asker, asked) for row, e in enumerate(batch) for kind, asker, asked in e.pointers if kind == name]
        if not asks:
            continue
        left, right = model.sides(pointers, name)
        rows = torch.tensor([row for row, _, _ in asks], device=pointers.device)
        at = torch.tensor([asker for _, asker, _ in asks], device=pointers.device)
        scores = torch.einsum("ad,awd->aw", left[rows, at], right[rows]) / 8.0
        seen = mask[rows]
        if name == "antecedent":
            seen = seen & (torch.arange(mask.shape[1], device=mask.device) < at.unsqueeze(1))
        scores = scores.masked_fill(~seen, -1e4)
        scores = torch.cat([scores, model.nowhere[number].expand(len(asks), 1)], 1)
        wanted = torch.zeros_like(scores, dtype=torch.bool)
        for n, (_, _, asked) in enumerate(asks):
            wanted[n, asked or [scores.shape[1] - 1]] = True
        total = total - (torch.logsumexp(scores.masked_fill(~wanted, -1e4), 1) - torch.logsumexp(scores, 1)).sum()
        count += len(asks)
    return total / max(count, 1)


def fit(corpora: Path, work: Path, seed: int) -> Path:
    """Train and save; returns the file of the finished weights."""
    target, part = work / "encoder.safetensors", work / "part.pt"
    if target.exists():
        return target
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    folder = encoder_folder()
    model = Network(folder).to(device).train()
    pieces = WordPieces(vocabulary(folder))
    schedule = plan({task: list(texts(corpora, task, seed)) for task in EPOCHS}, pieces, seed)
    body = [p for name, p in model.named_parameters() if name.startswith("encoder.") and p.requires_grad]
    head = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": body, "lr": BODY_RATE}, {"params": head, "lr": HEAD_RATE}], weight_decay=0.01)
    done = 0
    if part.exists():
        kept = torch.load(part, map_location=device, weights_only=True)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        done = kept["step"]
    begun, means = time.time(), dict.fromkeys(EPOCHS, 0.0)
    for step, batch in enumerate(schedule[done:], done):
        rate = min(1.0, (step + 1) / WARM_UP) * (1 - step / len(schedule))
        for group, full in zip(optimizer.param_groups, (BODY_RATE, HEAD_RATE), strict=True):
            group["lr"] = full * rate
        loss = loss_of(model, batch, device)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        means[batch[0].task] += 0.03 * (loss.item() - means[batch[0].task])
        if step % 25 == 0:
            shown = " ".join(f"{task} {mean:.3f}" for task, mean in means.items())
            print(f"{step}/{len(schedule)} {shown} {time.time() - begun:.0f} s", flush=True)
        if step % 300 == 299:
            kept = {"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step + 1}
            torch.save(kept, part.with_suffix(".new"))
            part.with_suffix(".new").replace(part)
            save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, work / "latest.safetensors")
    save_file({name: tensor.contiguous() for name, tensor in model.state_dict().items()}, target)
    return target


def load(path: Path) -> Network:
    """The network with trained weights, for export and measuring."""
    model = Network(encoder_folder())
    model.load_state_dict(load_file(path))
    return model.eval()

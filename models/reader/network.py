"""The network: MiniLM-L6 over word pieces, word features, one convolution over words, and a head for each thing to be read.

Forward arguments, all integers: `ids`, `shapes`, `places`, `turns` of shape (batch, pieces), the features repeated on each
piece of a word and 0 on the marks of the encoder; `firsts` of shape (batch, words), where each word's first piece stands.
"""

import json
from pathlib import Path
from typing import Any

import torch
from tags import POINTERS, TAGS
from torch import nn
from transformers import BertModel

from quotecheck.encoder.reading import PLACES, SHAPES, TURNS

WIDTH = 384
POINTER_WIDTH = 64
ARC_WIDTH = 256
LABEL_WIDTH = 128
DROPOUT = 0.1


class SharedDropout(nn.Module):
    """Dropout with one mask for all pieces of a window (Gal and Ghahramani 2016).

    On a CPU, drawing a number for each piece takes a sixth of the time of training.
    """

    def forward(self, hidden: Any) -> Any:
        if not self.training or hidden.dim() != 3:
            return hidden
        keep = torch.rand(hidden.shape[0], 1, hidden.shape[2], device=hidden.device) >= DROPOUT
        return hidden * (keep.to(hidden.dtype) / (1 - DROPOUT))


class Network(nn.Module):
    """Scores of every head, word by word; `syntax` names the columns of the heads of grammar (see `examples.py`)."""

    def __init__(self, folder: Path, syntax: dict[str, list[str]]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        for parent in list(self.encoder.modules()):
            for name, child in parent.named_children():
                if isinstance(child, nn.Dropout) and child.p:
                    setattr(parent, name, SharedDropout())
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.shape_in, self.place_in, self.turn_in = (nn.Embedding(size, WIDTH) for size in (SHAPES, PLACES, TURNS))
        for table in (self.shape_in, self.place_in, self.turn_in):
            nn.init.normal_(table.weight, std=0.01)
        self.shape_out, self.place_out, self.turn_out = nn.Embedding(SHAPES, 24), nn.Embedding(PLACES, 24), nn.Embedding(TURNS, 16)
        self.mix = nn.Conv1d(WIDTH + 64, WIDTH, 3, padding=1)
        self.dropout = SharedDropout()
        self.tagged = nn.ModuleDict({name: nn.Linear(WIDTH, len(tags)) for name, tags in TAGS.items()})
        self.transitions = nn.Parameter(torch.zeros(len(TAGS["roles"]), len(TAGS["roles"])))
        self.pointers = nn.Linear(WIDTH, 2 * POINTER_WIDTH * len(POINTERS))
        self.nowhere = nn.Parameter(torch.zeros(len(POINTERS)))
        self.upos, self.tags = nn.Linear(WIDTH, len(syntax["upos"])), nn.Linear(WIDTH, len(syntax["tags"]))
        self.starts = nn.Linear(WIDTH, 1)
        self.dependent, self.head = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Linear(ARC_WIDTH, ARC_WIDTH, bias=False)
        self.head_alone = nn.Linear(ARC_WIDTH, 1, bias=False)
        self.labels = nn.Linear(WIDTH, 2 * LABEL_WIDTH)
        self.label = nn.Linear(LABEL_WIDTH, len(syntax["deprels"]))
        nn.init.orthogonal_(self.arc.weight)

    def words(self, ids: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> Any:
        """The state of each word, (batch, words, width)."""
        embedded = self.embedded(ids, shapes, places, turns)
        hidden = self.encoder(inputs_embeds=embedded, attention_mask=(ids != 0).long()).last_hidden_state
        return self.mixed(hidden, shapes, places, turns, firsts)

    def embedded(self, ids: Any, shapes: Any, places: Any, turns: Any) -> Any:
        """The word pieces with the features of their words."""
        words = self.encoder.embeddings.word_embeddings(ids)
        return words + self.shape_in(shapes) + self.place_in(places) + self.turn_in(turns)

    def mixed(self, hidden: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> Any:
        """The words' states from those of the pieces."""
        words = self.dropout(self.features(hidden, shapes, places, turns, firsts))
        return self.dropout(nn.functional.gelu(self.mix(words.transpose(1, 2)).transpose(1, 2)))

    def features(self, hidden: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> Any:
        """The state of each word's first piece, with the features of the word."""
        features = torch.cat([hidden, self.shape_out(shapes), self.place_out(places), self.turn_out(turns)], -1)
        return torch.gather(features, 1, firsts.unsqueeze(-1).expand(-1, -1, features.shape[-1]))

    def arcs(self, words: Any) -> Any:
        """Both sides of the arcs, (batch, words, 2 x 257): their dot product scores the second word as the head of the first."""
        asking = self.arc(self.dropout(nn.functional.gelu(self.dependent(words))))
        heads = self.dropout(nn.functional.gelu(self.head(words)))
        ones = torch.ones_like(asking[..., :1])
        return torch.cat([asking, ones, heads, self.head_alone(heads)], -1)

    def sides(self, pointers: Any, name: str) -> tuple[Any, Any]:
        """Who asks and who is asked, of one pointer: two tensors (batch, words, 64)."""
        at = 2 * POINTER_WIDTH * POINTERS.index(name)
        return pointers[..., at : at + POINTER_WIDTH], pointers[..., at + POINTER_WIDTH : at + 2 * POINTER_WIDTH]


def crf_loss(emissions: Any, tags: Any, mask: Any, *, transitions: Any, free: Any = None) -> Any:
    """Mean negative log-likelihood a word of a linear-chain CRF (Lafferty et al. 2001); `mask` is true on words.

    Words in `free` may have any tag: of them nothing is known (Bellare and McCallum 2007).
    """
    if free is None or not bool(free.any()):
        gold = emissions.gather(2, tags.unsqueeze(-1)).squeeze(-1).mul(mask).sum()
        gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum()
    else:
        allowed = nn.functional.one_hot(tags, emissions.shape[2]).bool() | free.unsqueeze(-1)
        gold = _partition(emissions.masked_fill(~allowed, -1e4), mask, transitions)
    return (_partition(emissions, mask, transitions) - gold) / mask.sum()


def _partition(emissions: Any, mask: Any, transitions: Any) -> Any:
    alpha = emissions[:, 0]
    for step in range(1, emissions.shape[1]):
        moved = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + emissions[:, step]
        alpha = torch.where(mask[:, step].unsqueeze(1), moved, alpha)
    return torch.logsumexp(alpha, 1).sum()


def columns(path: Path) -> dict[str, list[str]]:
    """The columns of the heads of grammar, as the run wrote them down."""
    found: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found

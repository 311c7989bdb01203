"""The network: MiniLM-L6 over word pieces, word features, one convolution over words, and the heads.

Forward arguments, all integers: `ids`, `shapes`, `places`, `turns` of shape (batch, pieces), the features repeated on each
piece of a word and 0 on the marks of the encoder; `firsts` of shape (batch, words), where each word's first piece stands.
"""

from pathlib import Path
from typing import Any

import torch
from tags import NAME_TAGS, ROLE_TAGS
from torch import nn
from transformers import BertModel

from quotecheck.encoder.reading import PLACES, SHAPES, TURNS

WIDTH = 384
POINTERS = ("content_cue", "cue_source", "antecedent")
POINTER_WIDTH = 64


class Network(nn.Module):
    """Emission scores of the role tags, scores of the name tags, and the two sides of each pointer, word by word."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.shape_in, self.place_in, self.turn_in = (nn.Embedding(size, WIDTH) for size in (SHAPES, PLACES, TURNS))
        for table in (self.shape_in, self.place_in, self.turn_in):
            nn.init.normal_(table.weight, std=0.01)
        self.shape_out, self.place_out, self.turn_out = nn.Embedding(SHAPES, 24), nn.Embedding(PLACES, 24), nn.Embedding(TURNS, 16)
        self.mix = nn.Conv1d(WIDTH + 64, WIDTH, 3, padding=1)
        self.roles = nn.Linear(WIDTH, len(ROLE_TAGS))
        self.names = nn.Linear(WIDTH, len(NAME_TAGS))
        self.pointers = nn.Linear(WIDTH, 2 * POINTER_WIDTH * len(POINTERS))
        self.nowhere = nn.Parameter(torch.zeros(len(POINTERS)))
        self.transitions = nn.Parameter(torch.zeros(len(ROLE_TAGS), len(ROLE_TAGS)))

    def forward(self, ids: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> tuple[Any, Any, Any]:
        """Role emissions (batch, words, tags), name scores (batch, words, tags), pointer sides (batch, words, 6 x 64)."""
        seen = self.embedded(ids, shapes, places, turns)
        hidden = self.encoder(inputs_embeds=seen, attention_mask=(ids != 0).long()).last_hidden_state
        return self.read_off(hidden, shapes, places, turns, firsts)

    def embedded(self, ids: Any, shapes: Any, places: Any, turns: Any) -> Any:
        """The word pieces with the features of their words."""
        words = self.encoder.embeddings.word_embeddings(ids)
        return words + self.shape_in(shapes) + self.place_in(places) + self.turn_in(turns)

    def read_off(self, hidden: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> tuple[Any, Any, Any]:
        """The heads, on the encoder's last hidden states."""
        features = torch.cat([hidden, self.shape_out(shapes), self.place_out(places), self.turn_out(turns)], -1)
        words = torch.gather(features, 1, firsts.unsqueeze(-1).expand(-1, -1, features.shape[-1]))
        words = nn.functional.dropout(words, 0.1, self.training)
        mixed = nn.functional.gelu(self.mix(words.transpose(1, 2)).transpose(1, 2))
        mixed = nn.functional.dropout(mixed, 0.1, self.training)
        return self.roles(mixed), self.names(mixed), self.pointers(mixed)

    def sides(self, pointers: Any, name: str) -> tuple[Any, Any]:
        """Who asks and who is asked, of one pointer: two tensors (batch, words, 64)."""
        at = 2 * POINTER_WIDTH * POINTERS.index(name)
        return pointers[..., at : at + POINTER_WIDTH], pointers[..., at + POINTER_WIDTH : at + 2 * POINTER_WIDTH]


def crf_loss(emissions: Any, tags: Any, mask: Any, transitions: Any) -> Any:
    """Mean negative log-likelihood a word of a linear-chain CRF (Lafferty et al. 2001); `mask` is true on words."""
    gold = emissions.gather(2, tags.unsqueeze(-1)).squeeze(-1).mul(mask).sum()
    gold = gold + (transitions[tags[:, :-1], tags[:, 1:]] * mask[:, 1:]).sum()
    alpha = emissions[:, 0]
    for step in range(1, emissions.shape[1]):
        moved = torch.logsumexp(alpha.unsqueeze(2) + transitions, 1) + emissions[:, step]
        alpha = torch.where(mask[:, step].unsqueeze(1), moved, alpha)
    return (torch.logsumexp(alpha, 1).sum() - gold) / mask.sum()

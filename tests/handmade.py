"""What the network says, made by hand, so that a test of what is made of it needs no weights."""

import numpy as np

from quotecheck.encoder.network import Encoding, Layout

ROLES = ["O", "B-content", "I-content", "B-cue", "I-cue", "B-source", "I-source"]
NAMES = ["O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
POINTERS = ["content_cue", "cue_source", "antecedent"]
SURE = 8.0


def one_hot(columns, chosen):
    scores = np.zeros((len(chosen), len(columns)), dtype=np.float32)
    scores[np.arange(len(chosen)), [columns.index(each) for each in chosen]] = SURE
    return scores


def parsed(rows, starts):
    """The encoding of a text whose words have these (head, label, UPOS, tag), heads by number; a root's head is itself."""
    heads, labels, upos, tags = ([row[column] for row in rows] for column in range(4))
    size = len(rows)
    columns = {"deprels": sorted(set(labels) | {"root"}), "upos": sorted(set(upos)), "tags": sorted(set(tags))}
    layout = Layout(
        roles=ROLES,
        names=NAMES,
        pointers=POINTERS,
        transitions=np.zeros((len(ROLES), len(ROLES)), dtype=np.float32),
        nowhere=dict.fromkeys(POINTERS, 0.0),
        label_weights=np.eye(len(columns["deprels"]), dtype=np.float32),
        label_bias=np.zeros(len(columns["deprels"]), dtype=np.float32),
        **columns,
    )
    numbers = list(range(size))
    of_labels = one_hot(columns["deprels"], labels)
    scores = {
        "roles": one_hot(ROLES, ["O"] * size),
        "names": one_hot(NAMES, ["O"] * size),
        "pointers": np.zeros((size, 2 * 4 * len(POINTERS)), dtype=np.float32),
        "upos": one_hot(columns["upos"], upos),
        "tags": one_hot(columns["tags"], tags),
        "starts": np.array([[SURE if number in starts else -SURE] for number in numbers], dtype=np.float32),
        "arcs": np.concatenate([one_hot(numbers, heads), one_hot(numbers, numbers)], 1),
        "labels": np.concatenate([of_labels, np.zeros_like(of_labels)], 1),
    }
    return Encoding(layout, scores)

"""The best dependency tree of a sentence, from the score of each word as the head of each other.

Scores are (words, words): `scores[d, h]` of head h for dependent d, and `scores[d, d]` of d as the root. The best head of each
word alone is a tree nearly always; where it is not, the best tree is found by the algorithm of Chu and Liu (1965) and Edmonds
(1967; McDonald et al. 2005, "Non-projective dependency parsing using spanning tree algorithms").
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """The head of each word, a root's being itself: the tree with one root that has the highest sum of scores.

    >>> best_tree(np.array([[1, 5, 0], [4, 3, 0], [0, 2, 1]], dtype=np.float32)).tolist()
    [1, 1, 1]
    """
    heads: Heads = scores.argmax(1)
    return heads if is_tree(heads) else _spanning(scores)


def is_tree(heads: Heads) -> bool:
    """Whether just one word is the root and each other leads up to it.

    >>> is_tree(np.array([1, 1, 1])), is_tree(np.array([1, 0, 2])), is_tree(np.array([0, 1]))
    (True, False, False)
    """
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) != 1:
        return False
    above = heads
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((above == roots[0]).all())


def _spanning(scores: Scores) -> Heads:
    """The best tree with one root: the best that each word is the root of, the likeliest roots first, as long as any may be better."""
    size = len(scores)
    others = scores.astype(np.float64)
    np.fill_diagonal(others, -np.inf)
    best = others.max(1)
    bounds = scores.diagonal() + best.sum() - best  # no tree with this root is better
    found, worth = np.arange(size), -np.inf
    for root in np.argsort(-bounds, kind="stable").tolist():
        if bounds[root] <= worth:
            break
        weights = np.full((size + 1, size + 1), -np.inf)  # with a node above the root as the last one
        weights[:size, :size] = others
        weights[root, :size], weights[root, size] = -np.inf, 0.0
        heads = _arborescence(weights)
        heads[root] = root
        own = float(scores[np.arange(size), heads].sum(dtype=np.float64))
        if own > worth:
            found, worth = heads, own
    return found


def _arborescence(weights: NDArray[np.float64]) -> Heads:
    """The heads of all nodes but the last, which is the root: the best ones, with each circle made one node and opened again."""
    top = len(weights) - 1
    heads: Heads = weights[:top].argmax(1)
    circle = _circle(heads)
    if not circle:
        return heads
    rest = np.array([node for node in range(top + 1) if node not in circle], dtype=np.int64)
    inside = np.array(sorted(circle), dtype=np.int64)
    size = len(rest)
    small = np.full((size + 1, size + 1), -np.inf)  # the rest, the circle as the last but one, the root as the last
    place = np.append(np.arange(size - 1), size)
    small[place[:, None], place] = weights[rest[:, None], rest]
    down = weights[rest[:, None], inside]
    small[place, size - 1] = down.max(1)
    gains = weights[inside[:, None], rest] - weights[inside, heads[inside]][:, None]
    small[size - 1, place] = gains.max(0)
    np.fill_diagonal(small, -np.inf)
    found = _arborescence(small)
    within = inside[down.argmax(1)]
    for index, node in enumerate(rest[:-1]):
        heads[node] = within[index] if found[index] == size - 1 else rest[min(found[index], size - 1)]
    entry = min(int(found[size - 1]), size - 1)
    heads[inside[gains[:, entry].argmax()]] = rest[entry]
    return heads


def _circle(heads: Heads) -> set[int]:
    """The nodes of one circle, if there is any."""
    seen: set[int] = set()
    for start in range(len(heads)):
        way: list[int] = []
        node = start
        while node < len(heads) and node not in seen:
            seen.add(node)
            way.append(node)
            node = int(heads[node])
        if node in way:
            return set(way[way.index(node) :])
    return set()

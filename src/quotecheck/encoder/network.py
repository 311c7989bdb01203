"""The trained network at run time: ONNX weights in 8-bit integers, one window of an article after the other."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from quotecheck.encoder.reading import Reading, inputs, windows
from quotecheck.encoder.wordpiece import WordPieces

Scores = NDArray[np.float32]
NOTHING = np.zeros((0, 0), dtype=np.float32)
SLOWER = ("SkipLayerNormFusion",)
"""What ONNX Runtime joins of itself and is slower for: the joined operation takes four times as long as its parts on a CPU."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of the network's outputs are, as the recipe wrote it beside the weights.

    What a network does not give has no columns. `nowhere` is each pointer's score of pointing to no word; `label_weights` and
    `label_bias` turn a dependent and its head into scores of `deprels`.
    """

    roles: list[str]
    names: list[str]
    pointers: list[str]
    transitions: Scores
    nowhere: dict[str, float]
    inner: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    deprels: list[str] = field(default_factory=list)
    label_weights: Scores = field(default_factory=lambda: NOTHING)
    label_bias: Scores = field(default_factory=lambda: NOTHING)

    @property
    def parses(self) -> bool:
        """Whether the network gives sentences, tags and dependencies too."""
        return bool(self.deprels)


class Encoding:
    """What the network says of each word of a reading: scores of shape (words, columns), asked by the name of the output."""

    def __init__(self, layout: Layout, scores: Mapping[str, Scores]) -> None:
        self.layout = layout
        self._scores = scores
        self._sides: dict[int, Scores] = {}

    def __getitem__(self, output: str) -> Scores:
        return self._scores[output]

    def asking(self, pointer: str) -> Scores:
        """The side of the pointer that asks, (words, width)."""
        return self._side(2 * self.layout.pointers.index(pointer))

    def asked(self, pointer: str) -> Scores:
        """The side that is asked; the dot product of both sides is the score of pointing there."""
        return self._side(2 * self.layout.pointers.index(pointer) + 1)

    def _side(self, number: int) -> Scores:
        if number not in self._sides:
            both = self["pointers"]
            width = both.shape[1] // (2 * len(self.layout.pointers))
            self._sides[number] = both[:, number * width : (number + 1) * width] / np.float32(np.sqrt(np.sqrt(width)))
        return self._sides[number]


class Network:
    """A folder of weights, read when first needed, and anew in each process.

    Windows are computed one by one, so that a result depends on the article alone, never on its neighbours in a batch: with
    8-bit activations the scale of a batch is shared by all that is in it.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        self.layout = _layout(folder / "layout.json")
        self.pieces = WordPieces((folder / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
        self._session: onnxruntime.InferenceSession | None = None
        self._process = 0

    def __call__(self, reading: Reading) -> Encoding | None:
        """The scores of every word of the reading; `None` where it has no words."""
        if not reading.words:
            return None
        session = self.session()
        outputs = [output.name for output in session.get_outputs()]
        numbers = [self.pieces(word) for word in reading.words]
        parts: dict[str, list[Scores]] = {name: [] for name in outputs}
        for window in windows([len(n) for n in numbers], reading.turns.tolist()):
            fed = {name: values[None] for name, values in inputs(reading, numbers, window).items()}
            core = slice(window.core_start - window.start, window.core_end - window.start)
            for name, scores in zip(outputs, session.run(outputs, fed), strict=True):
                parts[name].append(scores[0, core])
        return Encoding(self.layout, {name: each[0] if len(each) == 1 else np.concatenate(each) for name, each in parts.items()})

    def session(self) -> onnxruntime.InferenceSession:
        """The ONNX session of this process: it must not be shared with a fork."""
        if self._session is None or self._process != os.getpid():
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=list(SLOWER)
            )
            self._process = os.getpid()
        return self._session

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_session": None}


def _layout(path: Path) -> Layout:
    data = json.loads(path.read_text(encoding="utf-8"))
    arrays = {name: np.array(data[name], dtype=np.float32) for name in ("transitions", "label_weights", "label_bias") if name in data}
    return Layout(**{**data, **arrays})

"""The trained network at run time: ONNX weights in 8-bit integers, one window of an article after the other."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from quotecheck.encoder.reading import Reading, inputs, windows
from quotecheck.encoder.wordpiece import WordPieces

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of the network's outputs are, as the recipe wrote it beside the weights."""

    roles: list[str]
    names: list[str]
    pointers: list[str]
    transitions: Scores
    nowhere: dict[str, float]


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the network says of each word of a reading: role emissions, name scores, and the two sides of each pointer."""

    layout: Layout
    roles: Scores
    names: Scores
    pointers: Scores

    def asking(self, pointer: str) -> Scores:
        """The side of the pointer that asks, (words, width)."""
        return self._side(2 * self.layout.pointers.index(pointer))

    def asked(self, pointer: str) -> Scores:
        """The side that is asked; the dot product of both sides is the score of pointing there."""
        return self._side(2 * self.layout.pointers.index(pointer) + 1)

    def _side(self, number: int) -> Scores:
        width = self.pointers.shape[1] // (2 * len(self.layout.pointers))
        return self.pointers[:, number * width : (number + 1) * width] / np.float32(np.sqrt(np.sqrt(width)))


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

    def __call__(self, reading: Reading) -> Encoding:
        """The scores of every word of the reading."""
        numbers = [self.pieces(word) for word in reading.words]
        parts = []
        for window in windows([len(n) for n in numbers], reading.turns.tolist()):
            fed = {name: values[None] for name, values in inputs(reading, numbers, window).items()}
            outputs = self.session().run(None, fed)
            core = slice(window.core_start - window.start, window.core_end - window.start)
            parts.append([output[0, core] for output in outputs])
        if not parts:
            widths = (len(self.layout.roles), len(self.layout.names), 2 * len(self.layout.pointers))
            parts.append([np.zeros((0, width), dtype=np.float32) for width in widths])
        roles, names, pointers = (np.concatenate(each) for each in zip(*parts, strict=True))
        return Encoding(self.layout, roles, names, pointers)

    def session(self) -> onnxruntime.InferenceSession:
        """The ONNX session of this process: it must not be shared with a fork."""
        if self._session is None or self._process != os.getpid():
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = self.threads
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(str(self.folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"])
            self._process = os.getpid()
        return self._session

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_session": None}


def _layout(path: Path) -> Layout:
    data = json.loads(path.read_text(encoding="utf-8"))
    return Layout(**{**data, "transitions": np.array(data["transitions"], dtype=np.float32)})

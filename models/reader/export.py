"""Write the trained network for the run time: ONNX with 8-bit weights a channel, vocabulary and layout."""

import json
import tempfile
from pathlib import Path
from typing import Any

import onnx
import torch
from fit import encoder_folder, load, vocabulary
from network import Network, columns
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tags import POINTERS, TAGS
from torch import nn

INPUTS = ("ids", "shapes", "places", "turns", "firsts")
OUTPUTS = (*TAGS, "pointers", "upos", "tags", "starts", "arcs", "labels")


class Served(nn.Module):
    """The network for one window without padding: no attention mask, which costs a fifth of the time."""

    def __init__(self, model: Network) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> tuple[Any, ...]:
        """The outputs in the order of `OUTPUTS`."""
        model = self.model
        hidden = model.encoder.embeddings(inputs_embeds=model.embedded(ids, shapes, places, turns))
        for layer in model.encoder.encoder.layer:
            found = layer(hidden, None)
            hidden = found[0] if isinstance(found, tuple) else found
        words = model.mixed(hidden, shapes, places, turns, firsts)
        tagged = [model.tagged[name](words) for name in TAGS]
        return (
            *tagged,
            model.pointers(words),
            model.upos(words),
            model.tags(words),
            model.starts(words),
            model.arcs(words),
            model.labels(words),
        )


def graph(model: Network, path: Path) -> None:
    """The network in 32-bit floating point."""
    pieces, words = torch.ones(1, 12, dtype=torch.long), torch.arange(1, 9).unsqueeze(0)
    axes = {name: {1: "words" if name == "firsts" else "pieces"} for name in INPUTS}
    torch.onnx.export(
        Served(model).eval(),
        (pieces, pieces, pieces, pieces, words),
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={**axes, **{name: {1: "words"} for name in OUTPUTS}},
        opset_version=17,
        dynamo=False,
    )


def export(weights: Path, folder: Path) -> None:
    """All files of the run time."""
    folder.mkdir(parents=True, exist_ok=True)
    model = load(weights)
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work) / "plain.onnx", Path(work) / "ready.onnx"
        graph(model, plain)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            str(ready),
            str(folder / "encoder.onnx"),
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(str(folder / "encoder.onnx"))
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary(encoder_folder())) + "\n", encoding="utf-8")
    layout = {
        **TAGS,
        "pointers": list(POINTERS),
        "transitions": _rounded(model.transitions),
        "nowhere": {name: round(x, 4) for name, x in zip(POINTERS, model.nowhere.detach().tolist(), strict=True)},
        **columns(weights.with_name("columns.json")),
        "label_weights": _rounded(model.label.weight.T),
        "label_bias": [round(x, 4) for x in model.label.bias.detach().tolist()],
    }
    (folder / "layout.json").write_text(json.dumps(layout) + "\n", encoding="utf-8")


def _rounded(matrix: Any) -> list[list[float]]:
    return [[round(x, 4) for x in row] for row in matrix.detach().tolist()]

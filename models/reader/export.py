"""Write the trained network for the run time: ONNX with 8-bit weights a channel, vocabulary and layout."""

import json
import tempfile
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from fit import encoder_folder, load, vocabulary
from network import Network, columns
from onnxruntime.quantization import QuantType, quantize_dynamic
from tags import POINTERS, TAGS
from torch import nn

HEADS = 12
INPUTS = ("ids", "shapes", "places", "turns", "firsts")
OUTPUTS = (*TAGS, "pointers", "upos", "tags", "starts", "arcs", "labels")


class Attention(torch.autograd.Function):
    """Attention as one operation of ONNX Runtime, in place of two products, a softmax and four transpositions."""

    @staticmethod
    def forward(ctx: Any, query: Any, key: Any, value: Any) -> Any:
        sides = (each.unflatten(-1, (HEADS, -1)).transpose(1, 2) for each in (query, key, value))
        return nn.functional.scaled_dot_product_attention(*sides).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        return graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS).setType(query.type())


class Served(nn.Module):
    """The network for one window without padding: no attention mask, and in operations that take 8-bit integers or are one."""

    def __init__(self, model: Network) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Any, shapes: Any, places: Any, turns: Any, firsts: Any) -> tuple[Any, ...]:
        """The outputs in the order of `OUTPUTS`."""
        model = self.model
        hidden = model.encoder.embeddings(inputs_embeds=model.embedded(ids, shapes, places, turns))
        for layer in model.encoder.encoder.layer:
            own, output = layer.attention.self, layer.attention.output
            seen = Attention.apply(own.query(hidden), own.key(hidden), own.value(hidden))
            hidden = output.LayerNorm(output.dense(seen) + hidden)
            wide = nn.functional.gelu(layer.intermediate.dense(hidden))
            hidden = layer.output.LayerNorm(layer.output.dense(wide) + hidden)
        words = self.mixed(model.features(hidden, shapes, places, turns, firsts))
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

    def mixed(self, words: Any) -> Any:
        """The convolution over three words as a product of matrices, which is quantized as a convolution is not."""
        none = torch.zeros_like(words[:, :1])
        before, after = torch.cat([none, words[:, :-1]], 1), torch.cat([words[:, 1:], none], 1)
        weights = self.model.mix.weight.permute(2, 1, 0).flatten(0, 1)
        return nn.functional.gelu(torch.cat([before, words, after], -1) @ weights + self.model.mix.bias)


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
        custom_opsets={"com.microsoft": 1},
    )


def folded(path: Path, target: Path) -> None:
    """What depends on weights alone is computed once."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def export(weights: Path, folder: Path) -> None:
    """All files of the run time."""
    folder.mkdir(parents=True, exist_ok=True)
    model = load(weights)
    with tempfile.TemporaryDirectory() as work:
        plain, ready = Path(work) / "plain.onnx", Path(work) / "ready.onnx"
        graph(model, plain)
        folded(plain, ready)
        quantize_dynamic(
            str(ready),
            str(folder / "encoder.onnx"),
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
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

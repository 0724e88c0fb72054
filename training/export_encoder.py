"""Make of a trained encoder what is shipped: two ONNX graphs in eight-bit integers, the vocabulary, and the settings' numbers.

    python training/export_encoder.py TRAINED OUT

TRAINED is the OUT of train_encoder.py. Writes OUT/encoder.onnx, OUT/linker.onnx, OUT/encoder.npz and OUT/vocabulary.txt;
choose_settings.py then writes OUT/settings.toml. Needs the extra [train].
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from encoder import CUE_LABELS, NAME_LABELS, Encoder, Shape

OPSET = 20


class Look(nn.Module):
    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, shapes: Tensor, states: Tensor, cues: Tensor, at: Tensor) -> tuple[Tensor, ...]:
        words = self.model.look(pieces, shapes, states, cues, at)
        return self.model.narrow(words), self.model.cue(words), self.model.name(words)


class Link(nn.Module):
    def __init__(self, model: Encoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, words: Tensor, marks: Tensor, gaps: Tensor) -> tuple[Tensor, Tensor]:
        return self.model.link(words, marks, gaps)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("trained", type=Path)
    args.add_argument("out", type=Path)
    given = args.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    model = load(given.trained)
    ints = torch.ones(2, 9, dtype=torch.long)
    at = torch.tensor([[1, 2, 3, 5], [1, 2, 4, 0]])
    write(Look(model), (ints, ints, ints, ints, at), ["pieces", "shapes", "states", "cues", "at"],
          ["words", "cue_scores", "name_scores"], {"at": {0: "n", 1: "words"}}, given.out / "encoder.onnx")  # fmt: skip
    words = torch.randn(2, 7, model.shape.slim)
    seven = torch.ones(2, 7, dtype=torch.long)
    write(
        Link(model),
        (words, seven, seven),
        ["words", "marks", "gaps"],
        ["roles", "accepted"],
        {},
        given.out / "linker.onnx",
    )
    np.savez(
        given.out / "encoder.npz",
        cue_labels=np.array(CUE_LABELS), name_labels=np.array(NAME_LABELS),
        cue_moves=model.cue_crf.moves.detach().numpy(), role_moves=model.role_crf.moves.detach().numpy(),
    )  # fmt: skip
    (given.out / "vocabulary.txt").write_bytes((given.trained / "vocabulary.txt").read_bytes())
    for file in sorted(given.out.iterdir()):
        print(f"{file.name:20}{file.stat().st_size:>12,}")


def load(trained: Path) -> Encoder:
    held = torch.load(trained / "encoder.pt", weights_only=True)
    model = Encoder(Shape(**held["shape"]))
    model.load_state_dict(held["state"])
    return model.eval()


def write(
    module: nn.Module, inputs: tuple[Tensor, ...], names: list[str], outputs: list[str], axes: dict, out: Path
) -> None:
    """One graph, traced with free sizes, its large weights in eight bits, one scale a column."""
    sizes = {name: {0: "n", 1: "size"} for name in names} | axes
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module, inputs, str(whole), input_names=names, output_names=outputs, dynamic_axes=sizes,
            opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        onnx.checker.check_model(str(whole))
        quantize_dynamic(
            whole, out, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
        )


if __name__ == "__main__":
    main()

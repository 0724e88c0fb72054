"""The encoder as a torch model: a few layers of MiniLM that every word passes once, then layers that look from one cue.

Wang et al. 2020 (MiniLM); the pointer from a cue to its source and content is read as by a linear-chain CRF over words
(Lafferty, McCallum and Pereira 2001). Trained here, exported to ONNX by export_encoder.py, run by firsthand.read.encoder.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from firsthand.read.windows import CUES, SHAPES, STATES

WIDTH, HEAD, INNER = 384, 32, 1536
CUE_LABELS = ("O", "B", "I")
ARGUMENT_LABELS = ("O", "S", "C")
NAME_LABELS = ("O", *(f"{lead}-{kind}" for kind in ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP") for lead in "BI"))


@dataclass(frozen=True)
class Shape:
    vocabulary: int
    shared: int  # layers that every word passes once
    linked: int  # layers that look from one cue
    slim: int = 192  # width of those


class Layer(nn.Module):
    """One layer of BERT; as it stands, in MiniLM's sizes. Heads are 32 wide."""

    def __init__(self, width: int = WIDTH, inner: int = INNER) -> None:
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        n, m, width = x.shape
        q, k, v = self.qkv(x).view(n, m, 3, width // HEAD, HEAD).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(n, m, width)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Crf(nn.Module):
    """Transitions between labels; the first label is the padding's."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.moves = nn.Parameter(torch.zeros(labels, labels))

    def loss(self, scores: Tensor, gold: Tensor, real: Tensor) -> Tensor:
        """Negative log-likelihood of each row. scores: rows, words, labels; gold, real: rows, words."""
        scores = scores.float()
        own = scores.gather(2, gold.unsqueeze(2)).squeeze(2) * real
        steps = self.moves[gold[:, :-1], gold[:, 1:]] * real[:, 1:]
        total = scores[:, 0]
        for i in range(1, scores.shape[1]):
            after = torch.logsumexp(total.unsqueeze(2) + self.moves, 1) + scores[:, i]
            total = torch.where(real[:, i : i + 1] > 0, after, total)
        return torch.logsumexp(total, 1) - own.sum(1) - steps.sum(1)


class Encoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.states = nn.Embedding(STATES, WIDTH)
        self.known = nn.Embedding(CUES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList([Layer() for _ in range(shape.shared)])
        self.cue = nn.Linear(WIDTH, len(CUE_LABELS))
        self.name = nn.Linear(WIDTH, len(NAME_LABELS))
        self.cue_crf = Crf(len(CUE_LABELS))
        self.narrow = nn.Linear(WIDTH, shape.slim)
        self.marks = nn.Embedding(4, shape.slim)  # 0 other, 1 this cue, 2 another cue, 3 padding
        self.gaps = nn.Embedding(33, shape.slim)  # how far from the cue, -16 to 16
        self.rows = nn.LayerNorm(shape.slim, eps=1e-12)
        self.links = nn.ModuleList([Layer(shape.slim, 2 * shape.slim) for _ in range(shape.linked)])
        self.role = nn.Linear(shape.slim, len(ARGUMENT_LABELS))
        self.accept = nn.Linear(shape.slim, 1)
        self.role_crf = Crf(len(ARGUMENT_LABELS))
        for table in (self.shapes, self.states, self.known):
            nn.init.normal_(table.weight, std=0.002)
        for table in (self.marks, self.gaps):
            nn.init.normal_(table.weight, std=0.5)

    def look(self, pieces: Tensor, shapes: Tensor, states: Tensor, known: Tensor, at: Tensor) -> Tensor:
        """States of words. pieces...: windows, pieces (0 pads); at: windows, words -> windows, words, WIDTH."""
        bias = torch.where(pieces == 0, -1e4, 0.0)[:, None, None, :]
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.places(place) + self.shapes(shapes) + self.states(states) + self.known(known)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return torch.gather(x, 1, at.unsqueeze(2).expand(-1, -1, WIDTH))

    def link(self, words: Tensor, marks: Tensor, gaps: Tensor) -> tuple[Tensor, Tensor]:
        """From one cue a row. words: rows, words, slim (see `narrow`); marks, gaps: rows, words -> roles, each cue's score."""
        bias = torch.where(marks == 3, -1e4, 0.0)[:, None, None, :]
        x = self.rows(words + self.marks(marks) + self.gaps(gaps))
        for layer in self.links:
            x = layer(x, bias)
        own = (marks == 1).float().unsqueeze(2)
        pooled = (x * own).sum(1) / own.sum(1).clamp(min=1.0)
        return self.role(x), self.accept(pooled).squeeze(1)


def from_minilm(weights: dict[str, Tensor], rows: list[int], shared: int, linked: int, slim: int) -> Encoder:
    """An encoder that starts from MiniLM's first layers; `rows` are the kept pieces' rows of its vocabulary."""
    model = Encoder(Shape(len(rows), shared, linked, slim))
    with torch.no_grad():
        model.words.weight.copy_(weights["embeddings.word_embeddings.weight"][rows])
        types = weights["embeddings.token_type_embeddings.weight"][0]
        model.places.weight.copy_(weights["embeddings.position_embeddings.weight"] + types)
        _copy(model.norm, weights, "embeddings.LayerNorm")
        for n, layer in enumerate(model.layers):
            copy_layer(layer, weights, n)
    return model


def copy_layer(layer: Layer, weights: dict[str, Tensor], n: int) -> None:
    """Gives a layer the weights of MiniLM's layer n."""
    lead = f"encoder.layer.{n}"
    three = [f"{lead}.attention.self.{part}" for part in ("query", "key", "value")]
    with torch.no_grad():
        layer.qkv.weight.copy_(torch.cat([weights[f"{name}.weight"] for name in three]))
        layer.qkv.bias.copy_(torch.cat([weights[f"{name}.bias"] for name in three]))
        _copy(layer.out, weights, f"{lead}.attention.output.dense")
        _copy(layer.norm1, weights, f"{lead}.attention.output.LayerNorm")
        _copy(layer.up, weights, f"{lead}.intermediate.dense")
        _copy(layer.down, weights, f"{lead}.output.dense")
        _copy(layer.norm2, weights, f"{lead}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])

"""MiniLM as a graph of eight-bit products, put together from the weights of a package: pieces in, one vector a row and the
state of every piece out.

all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang et al. 2020): six layers of 384, mean of the last layer's states. The
package's own graph widens its weights to 32 bits and runs at half the speed of this one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.graphs import MICROSOFT, Array, Graph

LAYERS, HEADS, SIZE, WIDE = 6, 12, 384, 1536
EPSILON = 1e-12
INT64, FLOAT = 7, 1
PRODUCT = re.compile(r"val_(?P<n>\d+)_q")  # "val_49_q": the products' weights, numbered in the order they are used
EACH = 6  # products a layer: query, key, value, output, in, out

Int8 = NDArray[np.int8]
Floats = NDArray[np.float32]
Weights = tuple[Int8, Floats]  # columns and their scales


def sentence_graph(held: Mapping[str, Array], learnt: Mapping[str, Floats]) -> bytes:
    """An ONNX file: `pieces` and `mask` (rows, places) and `places` (places) in; the mean of each row's states out, and the
    states. `learnt` has what is added to the weights of each product, see `taught`."""
    g = Graph({"pieces": (INT64, ("n", "size")), "mask": (FLOAT, ("n", "size")), "places": (INT64, ("size",))})
    products = _products(held)
    x = _embedded(g, held)
    hidden = g.add("Cast", "mask", to=6)
    for n in range(LAYERS):
        of = f"inner.encoder.layer.{n}."
        query, key, value, out, widen, narrow = products[EACH * n : EACH * (n + 1)]
        biases = [held[f"{of}attention.self.{name}.bias"] for name in ("query", "key", "value")]
        three = taught(_beside(query, key, value), learnt, f"{n}.qkv")
        parts = _product(g, x, three, np.concatenate(biases))
        q, k, v = g.add_many("Split", 3, parts, g.hold(np.array([SIZE] * 3)), axis=-1)
        seen = g.add("MultiHeadAttention", q, k, v, "", hidden, domain=MICROSOFT, num_heads=HEADS)
        seen = _product(g, seen, taught(out, learnt, f"{n}.out"), held[f"{of}attention.output.dense.bias"])
        x = _settled(g, seen, x, held, f"{of}attention.output.LayerNorm")
        wide = g.add(
            "Gelu",
            _product(g, x, taught(widen, learnt, f"{n}.up"), held[f"{of}intermediate.dense.bias"]),
            domain=MICROSOFT,
        )
        low = _product(g, wide, taught(narrow, learnt, f"{n}.down"), held[f"{of}output.dense.bias"])
        x = _settled(g, low, x, held, f"{of}output.LayerNorm")
    across = g.add("Unsqueeze", "mask", g.hold(np.array([1])))
    return g.model(g.add("MatMul", across, x), x)


def _embedded(g: Graph, held: Mapping[str, Array]) -> str:
    of = "inner.embeddings."
    words, scale = held[f"{of}word_embeddings.weight_q"], held[f"{of}word_embeddings.weight_scale"]
    wide = g.add("Cast", g.add("Gather", g.hold(words), "pieces"), to=FLOAT)
    x = g.add("Mul", wide, g.add("Gather", g.hold(scale), "pieces"))
    where = held[f"{of}position_embeddings.weight_q"] * held[f"{of}position_embeddings.weight_scale"]
    where = (where + held[f"{of}token_type_embeddings.weight"][0]).astype(np.float32)
    x = g.add("Add", x, g.add("Gather", g.hold(where), "places"))
    gamma, beta = (g.hold(held[f"{of}LayerNorm.{name}"]) for name in ("weight", "bias"))
    return g.add("LayerNormalization", x, gamma, beta, axis=-1, epsilon=EPSILON)


def _products(held: Mapping[str, Array]) -> list[Weights]:
    numbers = sorted(int(m["n"]) for name in held if (m := PRODUCT.fullmatch(name)))
    assert len(numbers) == EACH * LAYERS, "the file's digest was checked"
    return [(held[f"val_{n}_q"], held[f"val_{n}_scale"].ravel()) for n in numbers]


def _beside(*some: Weights) -> Weights:
    return np.concatenate([w for w, _ in some], axis=1), np.concatenate([s for _, s in some])


def taught(weights: Weights, learnt: Mapping[str, Floats], of: str) -> Weights:
    """The weights with a change of low rank added (Hu et al. 2021, LoRA), in eight bits again, a scale a column.

    `OF.in` has the rows that what comes in is multiplied by (rank, numbers in), `OF.out` what each adds (numbers out, rank)."""
    columns, scales = weights
    full = columns * scales + (learnt[f"{of}.out"] @ learnt[f"{of}.in"]).T
    scales = (np.abs(full).max(axis=0) / 127).astype(np.float32)
    return np.rint(full / scales).astype(np.int8), scales


def _product(g: Graph, x: str, weights: Weights, bias: Array) -> str:
    columns, scales = weights
    zero = g.hold(np.zeros(len(scales), dtype=np.int8))
    given = (g.hold(columns), g.hold(scales), zero, g.hold(bias))
    return g.add("DynamicQuantizeMatMul", x, *given, domain=MICROSOFT)


def _settled(g: Graph, x: str, before: str, held: Mapping[str, Array], of: str) -> str:
    gamma, beta = g.hold(held[f"{of}.weight"]), g.hold(held[f"{of}.bias"])
    return g.add("SkipLayerNormalization", x, before, gamma, beta, domain=MICROSOFT, epsilon=EPSILON)

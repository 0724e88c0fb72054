"""Rows of two bits a number as they are kept, 96 bytes each: their products are counted bit by bit, and nothing is unpacked.

A number is its sign and whether it is far from 0: -3, -1, 1 or 3. Its product with another is the product of the signs, times
3 for each of the two that is far; so four counts of bits give a sum over all numbers, the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import PACKED, SIZE, Floats, Int8, unit, wide

Bits = NDArray[np.uint64]
Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]
SIGN, FAR = np.uint64(0xAAAAAAAAAAAAAAAA), np.uint64(0x5555555555555555)
ONE = np.uint64(1)
AT_ONCE = 50_000  # rows
_NO_BITS = np.empty((0, PACKED // 16), dtype=np.uint64)
WEIGHED = 2_000  # pairs that are weighed at a time
SEVERAL = 4_096  # pairs whose bits are counted at a time: they stay in the processor's cache


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sentences' rows, see lang/sentence_vectors.py."""

    above: Bits  # of each number whether it is above 0; six words of 64 bits a row
    far: Bits  # and whether it is far from 0, in the same order

    @staticmethod
    def of(packed: Iterable[bytes]) -> Rows:
        """From rows as they are kept; what follows the first 96 bytes is left out."""
        left, above, far = iter(packed), [_NO_BITS], [_NO_BITS]
        while some := b"".join([row[:PACKED] for row in islice(left, AT_ONCE)]):
            words = np.frombuffer(some, dtype="<u8").reshape(-1, PACKED // 8)
            one, other = words[:, 0::2], words[:, 1::2]
            above.append((one & SIGN) | (other & SIGN) >> ONE)
            far.append((one & FAR) << ONE | (other & FAR))
        first = np.concatenate(above)
        above.clear()  # a large record's fill hundreds of megabytes
        return Rows(first, np.concatenate(far))

    def __len__(self) -> int:
        return len(self.far)

    def cosines(self, i: Ints, j: Ints) -> Doubles:
        """How close the rows of each pair lie."""
        out = np.empty(len(i))
        for start in range(0, len(i), SEVERAL):
            some = slice(start, start + SEVERAL)
            out[some] = _cosines(self._side(i[some]), self._side(j[some]))
        return out

    def beside(self, order: Ints, most: int) -> Iterator[tuple[int, int, Doubles]]:
        """How close rows lie in an order: a place, how many places on, and the cosines, from that place on."""
        for start in range(0, len(order), SEVERAL):
            some = self._side(order[start : start + SEVERAL + most])
            for gap in range(1, min(most, some.above.shape[1] - 1) + 1):
                many = min(SEVERAL, some.above.shape[1] - gap)
                yield start, gap, _cosines(some.stretch(0, many), some.stretch(gap, gap + many))

    def _side(self, which: Ints) -> _Side:
        far = np.ascontiguousarray(self.far[which].T)
        often = _count(far)
        return _Side(np.ascontiguousarray(self.above[which].T), far, often, np.sqrt(SIZE + 8.0 * often))

    def weighed(self, i: Ints, j: Ints, axes: Floats) -> Doubles:
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

    def codes(self, start: int, many: int, rows: int) -> Ints:
        """Of the first rows whether some of their numbers, from one on, are above 0: a number each, the first in its last bit."""
        out = np.zeros(rows, dtype=np.uint64)
        for n, at in enumerate(range(start, start + many)):
            word, place = at // 32, at % 32 // 4 * 8 + 7 - 2 * (at % 4)
            out |= (self.above[:rows, word // 2] >> np.uint64(place - word % 2) & ONE) << np.uint64(n)
        return out.astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """Rows word by word: a column each."""

    above: Bits
    far: Bits
    often: NDArray[np.int16]  # how many numbers are far
    lengths: Doubles

    def stretch(self, start: int, stop: int) -> _Side:
        some = slice(start, stop)
        return _Side(self.above[:, some], self.far[:, some], self.often[some], self.lengths[some])


def _cosines(one: _Side, other: _Side) -> Doubles:
    """The sums of the products of all numbers' sizes, less twice those of numbers that differ in sign."""
    apart, both = one.above ^ other.above, one.far & other.far
    dots = SIZE + 2 * (one.often + other.often) + 4 * _count(both)
    both &= apart
    dots -= 2 * _count(apart) + 12 * _count(both)
    apart &= one.far | other.far
    dots -= 4 * _count(apart)
    return np.asarray(dots / (one.lengths * other.lengths), dtype=np.float64)


def _count(bits: Bits) -> NDArray[np.int16]:
    """How many bits are set in each column."""
    return np.asarray(np.bitwise_count(bits).sum(axis=0, dtype=np.int16))

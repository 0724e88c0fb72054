"""The terms of many tellings as numbers, and pairs of tellings that were met more than once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import once, spread
from firsthand.model.packed import Asked

Ints = NDArray[np.int64]
SHARES = 16  # in which pairs are gathered, by their lower node, and sorted one after the other


class Terms(Asked[tuple[str, ...]]):
    """Of each telling its terms, sorted; a term goes by its number, in the order of the terms."""

    def __init__(self, vocabulary: Sequence[str], first: Ints, codes: NDArray[np.int32]) -> None:
        self.vocabulary, self.first, self.codes = vocabulary, first, codes

    @staticmethod
    def of(some: Sequence[tuple[str, ...]]) -> Terms:
        vocabulary = sorted({x for terms in some for x in terms})
        number = {x: n for n, x in enumerate(vocabulary)}
        codes = np.array([number[x] for terms in some for x in terms], dtype=np.int32)
        first = np.concatenate([[0], np.cumsum([len(terms) for terms in some], dtype=np.int64)]).astype(np.int64)
        return Terms(vocabulary, first, codes)

    def __len__(self) -> int:
        return len(self.first) - 1

    def one(self, n: int) -> tuple[str, ...]:
        return tuple([self.vocabulary[x] for x in self.codes[self.first[n] : self.first[n + 1]].tolist()])

    def numbers(self, which: Ints) -> tuple[Ints, NDArray[np.int32]]:
        """All terms of some tellings in order: which of those given, and the term."""
        many = self.first[which + 1] - self.first[which]
        return np.repeat(np.arange(len(which)), many), self.codes[spread(self.first[which], many)]

    def led_by(self, sign: str, which: Ints) -> tuple[Ints, Ints]:
        """The same of terms that begin with a sign, such as "@": they stand together."""
        start, stop = (bisect_left(self.vocabulary, x) for x in (sign, chr(ord(sign) + 1)))
        of, codes = self.numbers(which)
        kept = (codes >= start) & (codes < stop)
        return of[kept], codes[kept].astype(np.int64)

    def chosen(self, which: Ints) -> Terms:
        many = self.first[which + 1] - self.first[which]
        codes = self.codes[spread(self.first[which], many)]
        return Terms(self.vocabulary, np.concatenate([[0], np.cumsum(many)]), codes)


class Met:
    """Pairs as they are met, a number each: `lower * size + higher`."""

    def __init__(self, size: int) -> None:
        self._size = max(1, size)
        self._edges = np.arange(1, SHARES) * (size // SHARES + 1) * self._size
        self._held: list[list[Ints]] = [[] for _ in range(SHARES)]

    def add(self, keys: Ints) -> None:
        keys = np.sort(keys)
        for held, some in zip(self._held, np.split(keys, np.searchsorted(keys, self._edges)), strict=True):
            if len(some):
                held.append(some.copy())

    def twice(self) -> Iterator[Ints]:
        """Those met twice or more, each once, in order: a row of two each. To be asked once: what is given is let go."""
        for held in self._held:
            keys = np.concatenate([np.empty(0, dtype=np.int64), *held])
            held.clear()
            keys.sort()
            found = once(keys[1:][keys[1:] == keys[:-1]])
            yield np.stack([found // self._size, found % self._size], axis=1)

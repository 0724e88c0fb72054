"""What is done again and again with columns of a whole record."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.model.packed import Asked

Ints = NDArray[np.int64]
Whole = NDArray[np.integer[Any]]  # numbers of any width


class Lists(Asked[list[int]]):
    """Many short lists of numbers, one after the other: `values[first[n] : first[n] + many[n]]` is one."""

    def __init__(self, first: Whole, many: Whole, values: Whole) -> None:
        self.first, self.many, self.values = first, many, values

    @staticmethod
    def of(some: Iterable[Sequence[int]]) -> Lists:
        """'[[4, 5], [6]]' becomes 0 2, 2 1, 4 5 6."""
        sizes, values = array("i"), array("i")
        for one in some:
            values.extend(one)
            sizes.append(len(one))
        many = np.array(sizes, dtype=np.int32)
        return Lists(np.cumsum(many) - many, many, np.array(values, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.first)

    def one(self, n: int) -> list[int]:
        found: list[int] = self.values[self.first[n] : self.first[n] + self.many[n]].tolist()
        return found

    def all(self, which: Whole) -> tuple[Ints, Ints]:
        """The numbers of some lists in order: which of those given, and the number."""
        first, many = self.first[which].astype(np.int64), self.many[which].astype(np.int64)
        return np.repeat(np.arange(len(which)), many), self.values[spread(first, many)].astype(np.int64)

    def shared(self, i: Whole, j: Whole) -> Ints:
        """How many numbers from 0 on the two lists of each pair share; in none a number comes twice."""
        return np.bincount(self.both(i, j)[0], minlength=len(i))

    def both(self, i: Whole, j: Whole) -> tuple[Ints, Ints]:
        """The numbers from 0 on that are in both lists of a pair, in the order of the first: the pair, and the number."""
        size = int(self.values.max(initial=0)) + 1
        (which, mine), (others, theirs) = self.all(i), self.all(j)
        kept = (mine >= 0) & among(which * size + mine, np.sort((others * size + theirs)[theirs >= 0]))
        return which[kept], mine[kept]


def among(keys: Ints, others: Ints) -> NDArray[np.bool_]:
    """Which keys are among others, which are sorted."""
    if not len(others):
        return np.zeros(len(keys), dtype=np.bool_)
    found: NDArray[np.bool_] = others[np.minimum(np.searchsorted(others, keys), len(others) - 1)] == keys
    return found


def crossed(which: Ints, others: Ints, many: int) -> tuple[Ints, Ints]:
    """Of things that are of so many pairs, one side's and the other's, both sorted: each of the one with each of the other
    that is of its pair, by their places."""
    sizes = np.bincount(others, minlength=many)
    times = sizes[which]
    return np.repeat(np.arange(len(which)), times), spread((np.cumsum(sizes) - sizes)[which], times)


def spread(first: Whole, many: Whole) -> Ints:
    """So many numbers from each first one on: (10, 20), (2, 3) gives 10 11 20 21 22."""
    ends = np.cumsum(many)
    out: Ints = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - many), many)
    return out


def once(keys: Ints) -> Ints:
    """Of sorted numbers each once: faster than `np.unique`, which hashes."""
    return keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys


def corners(members: Ints, first: Ints, many: Ints, most: int, at_once: int) -> Iterator[tuple[int, Ints, Ints]]:
    """Each two of every group that begins at `first` and has so many members, if not more than `most`: how many the group
    has, and the two."""
    for times in range(2, most + 1):
        begins = first[many == times]
        one, two = np.triu_indices(times, 1)
        step = max(1, at_once // len(one))
        for start in range(0, len(begins), step):
            rows = members[begins[start : start + step][:, None] + np.arange(times)]
            yield times, rows[:, one].ravel(), rows[:, two].ravel()

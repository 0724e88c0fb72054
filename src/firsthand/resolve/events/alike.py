"""What the event mentions of each pair share, for many pairs at once: there are hundreds of pairs for every mention."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
PAIRS = 20_000  # that are looked at together where there is no table
CELLS = 8_000_000  # of a table of mentions and words, 64 MB; where there are more, pairs are looked at one by one


class Worded:
    """Rows of words by how telling they are, squared: whole numbers, since their sums are the same in any order."""

    def __init__(self, weigh: Mapping[str, int]) -> None:
        self._numbers = _Numbers(weigh)
        self._told: dict[tuple[str, ...], list[int]] = {}
        self._rows: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}
        self._words: list[list[int]] = []

    def row(self, told: tuple[str, ...], but: tuple[str, ...] = ()) -> int:
        """The row of some words without others: copies, and mentions of one sentence, have theirs in common."""
        found = self._rows.get((told, but))
        if found is None:
            found = self._rows[told, but] = len(self._words)
            words = self._told.get(told)
            if words is None:
                words = self._told[told] = [n for w in told if (n := self._numbers[w]) >= 0]
            left = {self._numbers[w] for w in but}
            self._words.append([n for n in words if n not in left] if left else words)
        return found

    def words(self, row: int) -> list[int]:
        """By number."""
        return self._words[row]

    def cosines(self, rows: Ints, i: Ints, j: Ints) -> Floats:
        """Of the rows of some mentions, by pairs of mentions: 0 to 1. Words that every article has weigh nothing."""
        once, nth = np.unique(rows, return_inverse=True)
        weights, words = np.array(self._numbers.weights, dtype=np.float64), [self._words[n] for n in once.tolist()]
        lists = Lists.of(words)
        present, column = np.unique(lists.values, return_inverse=True)
        if len(words) * max(len(words), len(present)) > CELLS:
            both, squares = _one_by_one(Lists.of(map(sorted, words)), weights, nth[i], nth[j])
        else:
            table = np.zeros((len(words), len(present)))
            table[np.repeat(np.arange(len(words)), lists.many), column] = 1.0
            weighed = table * weights[present]
            both, squares = (weighed @ table.T)[nth[i], nth[j]], weighed.sum(axis=1)
        lengths = np.sqrt(squares)[nth]
        found: Floats = np.divide(both, lengths[i] * lengths[j], out=np.zeros(len(i)), where=both > 0)
        return found


class _Numbers(dict[str, int]):
    """A number for each word that weighs something, -1 for others."""

    def __init__(self, weigh: Mapping[str, int]) -> None:
        super().__init__()
        self._weigh, self.weights = weigh, list[int]()

    def __missing__(self, word: str) -> int:
        weight = self._weigh.get(word)
        found = self[word] = -1 if weight is None else len(self.weights)
        if weight is not None:
            self.weights.append(weight)
        return found


def _one_by_one(words: Lists, weights: Floats, i: Ints, j: Ints) -> tuple[Floats, Floats]:
    """The weights that the two of each pair share, and those of each."""
    out = np.empty(len(i))
    for start in range(0, len(i), PAIRS):
        one, other = i[start : start + PAIRS], j[start : start + PAIRS]
        which, shared = words.both(one, other)
        out[start : start + PAIRS] = np.bincount(which, weights[shared], minlength=len(one))
    which, own = words.all(np.arange(len(words)))
    return out, np.bincount(which, weights[own], minlength=len(words)).astype(np.float64)


def meet(sets: Sequence[Collection[Hashable]], i: Ints, j: Ints) -> Floats:
    """1 where two sets share something, else 0."""
    all_ = [frozenset(s) for s in sets]
    nth, once = each_once(all_)
    table = _table([all_[n] for n in once])
    if table is not None:
        found: Floats = ((table @ table.T) > 0).astype(np.float64)[nth[i], nth[j]]
        return found
    pairs = zip(i.tolist(), j.tolist(), strict=True)
    return 1.0 - np.array([all_[a].isdisjoint(all_[b]) for a, b in pairs], dtype=np.float64)


def _table(sets: Sequence[Collection[Hashable]]) -> Floats | None:
    """A row a set, a column a word as they first come, 1 where the set has it. None where it would be too large."""
    known: dict[Hashable, int] = {}
    columns = [known.setdefault(x, len(known)) for some in sets for x in some]
    if len(sets) * max(len(sets), len(known)) > CELLS:
        return None
    held = np.zeros((len(sets), len(known)))
    held[np.repeat(np.arange(len(sets)), [len(some) for some in sets]), columns] = 1.0
    return held


def equal(values: Sequence[Hashable], i: Ints, j: Ints) -> Floats:
    """1 where two values are the same, else 0."""
    codes = numbered(values)
    same: Floats = (codes[i] == codes[j]).astype(np.float64)
    return same


def each_once(values: Sequence[Hashable]) -> tuple[Ints, list[int]]:
    """The number of each value, and where each first comes."""
    numbers = numbered(values)
    return numbers, np.unique(numbers, return_index=True)[1].tolist()


def numbered(values: Sequence[Hashable]) -> Ints:
    """A number for each value, in the order they first come in."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(v, len(known)) for v in values], dtype=np.int64)

"""What the event mentions of each pair share, for many pairs at once: there are hundreds of pairs for every mention."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
CELLS = 8_000_000  # of a table of mentions and words, 64 MB; where there are more, pairs are looked at one by one


def shared(words: Sequence[Mapping[str, int]], i: Ints, j: Ints) -> Floats:
    """The weights of the words that two have, summed, for each pair. Whole numbers: exact in any order."""
    held = _table(words)
    if held is not None:
        weights = dict[str, int]()
        for some in words:
            weights.update(some)  # in the order of the table
        found: Floats = ((held * np.array(list(weights.values()), dtype=np.float64)) @ held.T)[i, j]
        return found
    out = np.zeros(len(i))
    for n, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        if both := words[a].keys() & words[b].keys():
            out[n] = sum(map(words[a].__getitem__, both))
    return out


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

"""What the event mentions of each pair share, for many pairs at once: there are hundreds of pairs for every mention."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def shared(sets: Sequence[frozenset[str]], weights: Sequence[dict[str, int]], i: Ints, j: Ints) -> Floats:
    """The weights of the words that two have, summed, for each pair. Whole numbers: exact in any order."""
    out = np.zeros(len(i))
    for n, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
        if both := sets[a] & sets[b]:
            out[n] = sum(map(weights[a].__getitem__, both))
    return out


def meet(sets: Sequence[frozenset[Hashable]], i: Ints, j: Ints) -> Floats:
    """1 where two sets share something, else 0."""
    pairs = zip(i.tolist(), j.tolist(), strict=True)
    return 1.0 - np.array([sets[a].isdisjoint(sets[b]) for a, b in pairs], dtype=np.float64)


def equal(values: Sequence[Hashable], i: Ints, j: Ints) -> Floats:
    """1 where two values are the same, else 0."""
    codes = numbered(values)
    same: Floats = (codes[i] == codes[j]).astype(np.float64)
    return same


def numbered(values: Sequence[Hashable]) -> Ints:
    """A number for each value, in the order they first come in."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(v, len(known)) for v in values], dtype=np.int64)

"""What is done again and again with columns of a whole record."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def spread(first: Ints, many: Ints) -> Ints:
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

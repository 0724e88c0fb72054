"""How far a figure may lie from the one that all news would give: 95 % intervals. Pure; the same input gives the same interval.

Documents are drawn again with replacement, not their items: what one reporter writes hangs together, so items of one
document say less than their number. Efron and Tibshirani 1993, chapter 13 (percentiles); Wilson 1927 for single yes-or-no items.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Statistic = Callable[[Numbers], Numbers]  # sums of counts, one row a sample -> one value a sample

SEED = 2026
SAMPLES = 1000  # 10 000 move no end of an interval by more than a tenth of a point on 84 documents
LEAST = 5  # documents: of fewer, drawing again says nothing
Z95 = 1.959964


def bootstrap(counts: Numbers, statistic: Statistic) -> tuple[float, float] | None:
    """The middle 95 % of a statistic when documents are drawn again; None of fewer than five documents.

    `counts` has one row a document. The statistic is of the summed rows: `lambda s: s[:, 0] / s[:, 1]` is a rate.
    """
    if len(counts) < LEAST:
        return None
    low, high = np.percentile(statistic(draws(len(counts)) @ counts), (2.5, 97.5))
    return float(low), float(high)


@lru_cache(maxsize=8)
def draws(documents: int) -> Numbers:
    """How often each document (column) is drawn in each sample (row); every row sums to `documents`."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    rows = [np.bincount(rng.integers(0, documents, documents), minlength=documents) for _ in range(SAMPLES)]
    return np.array(rows, dtype=np.float64)


def wilson(hits: int, n: int) -> tuple[float, float] | None:
    """The 95 % interval of a share of single, separate items; honest for small n: 3 of 3 gives 0.44 to 1. None of none."""
    if n == 0:
        return None
    share, spread = hits / n, Z95 * Z95 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def rate(hits: Numbers, of: Numbers) -> Numbers:
    """hits / of, 0 where there is nothing to divide by."""
    return np.divide(hits, of, out=np.zeros_like(hits), where=of > 0)

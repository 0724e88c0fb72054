"""Whether `confidence` means what it says: of readings at 0.8, eight in ten should be right. Pure.

Expected calibration error over ten bins of equal mass: the mean distance of a bin's confidence from its share of right ones,
weighted by the bin's size. Naeini, Cooper and Hauskrecht 2015; bins of equal mass after Nixon and others 2019.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from firsthand.eval.figures import Figure
from firsthand.eval.intervals import Numbers, bootstrap, rate

BINS = 10
Judged = tuple[float, bool]  # confidence of a reading, and whether it is right


@dataclass(frozen=True, slots=True)
class Bin:
    """Readings of like confidence."""

    least: float
    most: float
    n: int
    confidence: float  # mean
    right: float  # share, 0 to 1


def calibration(documents: Sequence[Sequence[Judged]]) -> tuple[Figure, tuple[Bin, ...]]:
    """The expected calibration error with its interval, and the bins that it is made of, least confident first.

    Equal confidences stay in one bin, so there may be fewer than ten. The interval leans upwards: in every drawn
    sample a bin is a little off by chance alone.
    """
    values = np.array([c for d in documents for c, _ in d], dtype=np.float64)
    if not len(values):
        return Figure("calibration error", 0.0, None, None, 0, better="lower"), ()
    edges = np.unique(np.quantile(values, np.linspace(0, 1, BINS + 1)[1:-1]))
    counts = np.array([_counts(d, edges) for d in documents], dtype=np.float64)
    low, high = bootstrap(counts.reshape(len(documents), -1), _error) or (None, None)
    total = counts.sum(axis=0)
    error = float(_error(total.reshape(1, -1))[0])
    return Figure("calibration error", error, low, high, len(values), better="lower"), _bins(values, edges, total)


def reliability(bins: Sequence[Bin]) -> str:
    """The bins as a table for people, in per cent."""
    lines = [f"{'confidence':>16}{'n':>8}{'mean':>8}{'right':>8}"]
    for b in bins:
        lines.append(f"{b.least:8.3f}–{b.most:.3f} {b.n:8,}{100 * b.confidence:8.1f}{100 * b.right:8.1f}")
    return "\n".join(lines)


def _counts(document: Sequence[Judged], edges: Numbers) -> Numbers:
    """For each bin: readings, summed confidence, right ones."""
    out = np.zeros((len(edges) + 1, 3))
    for confidence, right in document:
        out[np.searchsorted(edges, confidence, side="left")] += (1.0, confidence, float(right))
    return out


def _error(sums: Numbers) -> Numbers:
    bins = sums.reshape(len(sums), -1, 3)
    distance = np.abs(bins[:, :, 1] - bins[:, :, 2]).sum(axis=1)
    return rate(distance, bins[:, :, 0].sum(axis=1))


def _bins(values: Numbers, edges: Numbers, total: Numbers) -> tuple[Bin, ...]:
    where = np.searchsorted(edges, values, side="left")
    out = []
    for k, (n, confidence, right) in enumerate(total):
        if n:
            held = values[where == k]
            out.append(Bin(float(held.min()), float(held.max()), int(n), confidence / n, right / n))
    return tuple(out)

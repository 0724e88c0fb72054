"""Clusters by average likeness, in whole: two clusters are joined for all the links between them, never for one.

The best pair of clusters is joined first, again and again, while the mean of all links between them (0 where there is none)
stays above a threshold and no two members must stay apart. The order in which things are given plays no part: of equals the
lowest numbers go first, and the caller numbers things by their content.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]  # the lower number first
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
MILLION, BILLION = 1e6, 1e9
HALF = (
    0.4999  # parts of a billionth: nearer to the half between two, which of them it is rounded to hangs on the last bit
)


def agglomerate(
    count: int,
    links: Mapping[Pair, float],
    threshold: float,
    apart: Iterable[Pair] = (),
    allows: Callable[[int, int], bool] | None = None,
) -> list[list[int]]:
    """The clusters of 0 .. count - 1, each sorted, by their first members. `allows` is asked before two are joined, by those."""
    sums: list[dict[int, float]] = [{} for _ in range(count)]
    foes: list[set[int]] = [set() for _ in range(count)]
    members: dict[int, list[int]] = {i: [i] for i in range(count)}
    for (a, b), likeness in links.items():
        sums[a][b] = sums[b][a] = likeness
    for a, b in apart:
        foes[a].add(b)
        foes[b].add(a)
    heap = [(-likeness, a, b) for (a, b), likeness in links.items() if likeness >= threshold and b not in foes[a]]
    heapq.heapify(heap)
    least = threshold - 1e-6  # what is below this needs no rounding to be too little
    while heap:
        likeness, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b in foes[a]:
            continue
        if -likeness != round(sums[a].get(b, 0.0) / (len(members[a]) * len(members[b])), 9):
            continue
        if allows is not None and not allows(a, b):
            continue
        _join(sums, foes, members, a, b)
        many, far = len(members[a]), foes[a]
        for other, whole in sums[a].items():
            mean = whole / (many * len(members[other]))
            if mean >= least and other not in far and (mean := round(mean, 9)) >= threshold:
                heapq.heappush(heap, (-mean, a, other) if a < other else (-mean, other, a))
    return sorted(sorted(held) for held in members.values())


def _join(sums: list[dict[int, float]], foes: list[set[int]], members: dict[int, list[int]], a: int, b: int) -> None:
    """Puts cluster b into cluster a, the lower number."""
    members[a] += members.pop(b)
    sums[a].pop(b, None)
    for other, likeness in sums[b].items():
        sums[other].pop(b, None)
        if other != a:
            sums[a][other] = sums[other][a] = round(sums[a].get(other, 0.0) + likeness, 9)
    for foe in foes[b]:
        foes[foe].discard(b)
        foes[foe].add(a)
        foes[a].add(foe)
    sums[b], foes[b] = {}, set()


def clustered(
    links: Ints, threshold: float, apart: Bools, allows: Callable[[int, int], bool] | None = None
) -> list[list[int]]:
    """What `agglomerate` gives, of few things with many links: `links` and `apart` hold every two, likeness in millionths.

    'links[0, 2] = 900_000' is a likeness of 0.9. Both are symmetric.
    """
    many, least = len(links), round(threshold * BILLION)
    sums, sizes = np.where(apart, NEVER, links), np.ones(many)
    np.fill_diagonal(sums, NEVER)
    members = {i: [i] for i in range(many)}
    means = sums * (BILLION / MILLION)
    best = means.max(axis=1, initial=NEVER)  # of each, or what it once was: never less than it is
    while many:
        a = int(best.argmax())
        if best[a] < least:
            break
        b = int(means[a].argmax())  # above a: else a would not be the first with its best
        if means[a, b] < best[a]:
            best[a] = means[a, b]
        elif allows is not None and not allows(a, b):
            means[a, b] = means[b, a] = NEVER
        else:
            members[a] += members.pop(b)
            _unite(sums, sizes, means, best, a, b)
    return sorted(sorted(held) for held in members.values())


NEVER = -1e18  # what is added to it stays far below any threshold


def _unite(sums: Floats, sizes: Floats, means: Floats, best: Floats, a: int, b: int) -> None:
    """Puts b into a, the lower number: their links added up, apart from all that either is apart from."""
    own = sums[a]
    own += sums[b]
    own[b] = NEVER
    sums[:, a] = own
    sums[:, b] = NEVER
    sizes[a] += sizes[b]
    now = _means(own, sizes * sizes[a])
    means[a] = means[:, a] = now
    means[b] = means[:, b] = NEVER
    best[b] = NEVER
    np.maximum(best, now, out=best)
    best[a] = now.max()


def _means(sums: Floats, counts: Floats) -> Floats:
    """In billionths, each rounded as Python rounds it."""
    whole = sums / counts
    whole *= BILLION / MILLION
    rounded: Floats = np.rint(whole)
    whole -= rounded
    if max(whole.max(), -whole.min()) > HALF:
        for n in (np.abs(whole) > HALF).nonzero()[0].tolist():
            rounded[n] = round(round(float(sums[n] / MILLION / counts[n]), 9) * BILLION)
    return rounded

"""Clusters by average likeness, in whole: two clusters are joined for all the links between them, never for one.

The best pair of clusters is joined first, again and again, while the mean of all links between them (0 where there is none)
stays above a threshold and no two members must stay apart. The order in which things are given plays no part: of equals the
lowest numbers go first, and the caller numbers things by their content.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping

Pair = tuple[int, int]  # the lower number first


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
    while heap:
        likeness, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b in foes[a] or -likeness != _mean(sums, members, a, b):
            continue
        if allows is not None and not allows(a, b):
            continue
        _join(sums, foes, members, a, b)
        for other in sums[a]:
            mean = _mean(sums, members, a, other)
            if mean >= threshold and other not in foes[a]:
                heapq.heappush(heap, (-mean, min(a, other), max(a, other)))
    return sorted(sorted(held) for held in members.values())


def _mean(sums: list[dict[int, float]], members: dict[int, list[int]], a: int, b: int) -> float:
    return round(sums[a].get(b, 0.0) / (len(members[a]) * len(members[b])), 9)


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

"""How well mentions are clustered: MUC (Vilain 1995), B-cubed (Bagga and Baldwin 1998), CEAFe (Luo 2005), and CoNLL, their mean.

Clusters are sets of any ids; gold and ours are of the same ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Cluster = frozenset[Hashable]


def scores(gold: Collection[Collection[Hashable]], ours: Collection[Collection[Hashable]]) -> dict[str, float]:
    """F1 of the three measures and their mean, each 0 to 1: 'MUC', 'B3', 'CEAFe', 'CoNLL'."""
    a, b = [frozenset(c) for c in gold], [frozenset(c) for c in ours]
    found = {"MUC": _f1(_links(b, a), _links(a, b)), "B3": _f1(_cubed(b, a), _cubed(a, b)), "CEAFe": ceafe(a, b)}
    return {**found, "CoNLL": sum(found.values()) / 3}


def pairs(gold: Collection[Collection[Hashable]], ours: Collection[Collection[Hashable]]) -> tuple[int, int, int]:
    """Pairs that are together in both, in ours, in the gold."""
    where = {m: n for n, cluster in enumerate(gold) for m in cluster}
    both = 0
    for cluster in ours:
        inside: dict[int, int] = defaultdict(int)
        for m in cluster:
            inside[where[m]] += 1
        both += sum(n * (n - 1) // 2 for n in inside.values())
    mine, theirs = (sum(len(c) * (len(c) - 1) // 2 for c in clusters) for clusters in (ours, gold))
    return both, mine, theirs


def ceafe(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> float:
    """F1 of the best one-to-one pairing of clusters, alike by 2 |shared| / (|a| + |b|)."""
    total = 0.0
    for some, others in _touching(gold, ours):
        alike = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in others] for a in some])
        total += _best(alike if alike.shape[0] <= alike.shape[1] else alike.T)
    return _f1(total / len(ours), total / len(gold)) if gold and ours else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _links(of: Sequence[Cluster], by: Sequence[Cluster]) -> float:
    """The share of the links of clusters that the others keep: precision of ours by the gold, recall the other way."""
    where = {m: n for n, cluster in enumerate(by) for m in cluster}
    kept = sum(len(c) - len({where[m] for m in c}) for c in of)
    every = sum(len(c) - 1 for c in of)
    return kept / every if every else 0.0


def _cubed(of: Sequence[Cluster], by: Sequence[Cluster]) -> float:
    where = {m: cluster for cluster in by for m in cluster}
    shares = [len(c & where[m]) / len(c) for c in of for m in sorted(c, key=repr)]
    return sum(shares) / len(shares) if shares else 0.0


def _touching(gold: Sequence[Cluster], ours: Sequence[Cluster]) -> list[tuple[list[Cluster], list[Cluster]]]:
    """Groups of clusters that share members: pairing is done within each, since apart they have nothing in common."""
    where = {m: n for n, cluster in enumerate(gold) for m in cluster}
    head = list(range(len(gold)))

    def find(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    for cluster in ours:
        first, *rest = sorted({find(where[m]) for m in cluster})
        for n in rest:
            head[find(n)] = find(first)
    groups: dict[int, tuple[list[Cluster], list[Cluster]]] = defaultdict(lambda: ([], []))
    for n, cluster in enumerate(gold):
        groups[find(n)][0].append(cluster)
    for cluster in ours:
        groups[find(where[min(cluster, key=repr)])][1].append(cluster)
    return [groups[n] for n in sorted(groups) if groups[n][1]]


def _best(alike: NDArray[np.float64]) -> float:
    """The greatest sum of one entry a row, no two in one column (rows <= columns); after Kuhn and Munkres.

    Rows are taken in one by one; each finds its column along the cheapest alternating path, as in e-maxx's short form.
    """
    rows, columns = alike.shape
    cost = -alike
    up, left = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of, way = np.zeros(columns + 1, dtype=np.int64), np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        row_of[0], at = row, 0
        least, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=bool)
        while row_of[at]:
            used[at] = True
            here = cost[row_of[at] - 1] - up[row_of[at]] - left[1:]
            nearer = ~used[1:] & (here < least[1:])
            least[1:][nearer], way[1:][nearer] = here[nearer], at
            following = int(np.where(used[1:], np.inf, least[1:]).argmin()) + 1
            step = least[following]
            up[row_of[used]] += step
            left[used] -= step
            least[~used] -= step
            at = following
        while at:
            row_of[at] = row_of[way[at]]
            at = int(way[at])
    return float(sum(alike[row_of[c] - 1, c - 1] for c in range(1, columns + 1) if row_of[c]))

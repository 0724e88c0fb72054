"""Ids of new clusters: each takes the id of the former one it shares most with, so that links to an event keep their meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.model.units import FormerEvent


def inherited(clusters: Mapping[str, Sequence[str]], former: Sequence[FormerEvent]) -> dict[str, str]:
    """An id for each cluster, by the id it has from its content.

    Most shared members first; an id goes to one cluster only, and a cluster that gets none keeps its own. Where its own went
    to another it is marked with a number, so that no two are one.
    """
    owner = {m: f.id for f in former for m in f.mentions}
    shared: Counter[tuple[str, str]] = Counter()
    for own, members in clusters.items():
        shared.update((owner[m], own) for m in members if m in owner)
    given: dict[str, str] = {}
    taken: set[str] = set()
    for (old, own), _ in sorted(shared.items(), key=lambda x: (-x[1], x[0])):
        if own not in given and old not in taken:
            given[own] = old
            taken.add(old)
    for own in sorted(clusters.keys() - given.keys()):
        given[own] = (
            own if own not in taken else next(x for n in range(2, len(taken) + 3) if (x := f"{own}{n}") not in taken)
        )
        taken.add(given[own])
    return given

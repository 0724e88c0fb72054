"""What speaks for two nodes telling of one matter, beside what speaks for any two: how they tell it, what is told around them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.model.readings import led_by
from firsthand.model.tellings import Chosen
from firsthand.resolve.claim_matters import Matters
from firsthand.resolve.claim_terms import Terms

PLACE = 32  # bits of a place in a text, above which the article's number stands
KEPT = 20_000  # tellings whose surroundings are held ready
LARGE = 10  # a number from which two texts do not give it by chance
NEAR, WIDE = 1, 3  # tellings before and after

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]


class Around:
    """What is told around nodes: the terms of their tellings, and of those before and after in the text."""

    def __init__(self, tellings: Chosen, terms: Terms, weigh: Doubles, many: int) -> None:
        """`tellings` are those that stand for the nodes, the first `many` of them wholes; `weigh` what each term weighs."""
        self._tellings, self._terms, self._weigh = tellings, terms, weigh
        self._order = np.lexsort((np.arange(many), tellings.start[:many], tellings.article[:many]))
        self._keys = (tellings.article[:many].astype(np.int64) << PLACE) + tellings.start[:many]
        self._keys = self._keys[self._order]
        self._held: dict[int, tuple[Weighed, Weighed]] = {}

    def alike(self, i: int, j: int) -> tuple[float, float]:
        """The cosines of the words around two nodes: close by, and further."""
        near, wide = zip(self._around(i), self._around(j), strict=True)
        return self._cosine(*near), self._cosine(*wide)

    def _cosine(self, one: Weighed, other: Weighed) -> float:
        shared = math.fsum(self._weigh[np.intersect1d(one[0], other[0], assume_unique=True)].tolist())
        return round(shared / math.sqrt(one[1] * other[1]), 6) if shared else 0.0

    def _around(self, n: int) -> tuple[Weighed, Weighed]:
        """Of the text's tellings the last that begins where the node does or before; else its first."""
        text = int(self._tellings.article[n]) << PLACE
        first, last = np.searchsorted(self._keys, (text, text + (1 << PLACE))).tolist()
        at = max(first, int(np.searchsorted(self._keys, text + int(self._tellings.start[n]), side="right")) - 1)
        found = self._held.get(at) if first < last else (NOTHING, NOTHING)
        if found is None:
            if len(self._held) >= KEPT:
                self._held.clear()
            found = self._held[at] = self._weighed(first, at, last, NEAR), self._weighed(first, at, last, WIDE)
        return found

    def _weighed(self, first: int, at: int, last: int, reach: int) -> Weighed:
        near = self._order[max(first, at - reach) : min(last, at + reach + 1)]
        words = np.unique(self._terms.numbers(near)[1])
        return words, math.fsum(self._weigh[words].tolist())


Weighed = tuple[NDArray[np.int32], float]  # words, and the sum of their weights
NOTHING: Weighed = (np.empty(0, dtype=np.int32), 0.0)


def evidence(told: Sequence[Matters], terms: Terms, around: Around, i: Ints, j: Ints) -> dict[str, Doubles]:
    """What speaks for two nodes telling of one matter, by sign.

    `also`: how many more matters than one both tell of; `mood`: one tells it as a fact and the other does not; `many`: one or
    both tell of several such; `alien`: the share of names that the other does not name, of the side with fewer such; `figure`:
    both give one large number; `near`, `wide`: how alike the tellings around them are, close by and further.
    """
    rows = []
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        rows.append((*_pair(told[a], told[b], terms[a], terms[b]), *around.alike(a, b)))
    held = np.array(rows, dtype=np.float64).reshape(-1, len(SIGNS))
    return {name: held[:, n] for n, name in enumerate(SIGNS)}


SIGNS = ("also", "mood", "many", "alien", "figure", "near", "wide")


def _pair(a: Matters, b: Matters, mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, ...]:
    names, others = frozenset(led_by(mine, "@")), frozenset(led_by(theirs, "@"))
    both = names & others
    return (
        math.log1p(max(0, len(a.names & b.names) - 1)),
        float(a.moods - MANY != b.moods - MANY),
        (a.moods >= MANY) + (b.moods >= MANY),
        min(1 - len(both) / len(x) if x else 0.0 for x in (names, others)),
        float(not _large(mine).isdisjoint(_large(theirs))),
    )


@lru_cache(maxsize=100_000)
def _large(terms: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """The numbers of a node that are not met by chance."""
    found = (tuple(x[1:].split(":", 2)[:2]) for x in led_by(terms, "#"))
    return frozenset((low, high) for low, high in found if max(_number(low), _number(high)) >= LARGE)


def _number(written: str) -> float:
    return float(written) if written else 0.0


MANY = frozenset({"^many"})

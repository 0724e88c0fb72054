"""What speaks for two nodes telling of one matter, beside what speaks for any two: how they tell it, what is told around them."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.model.readings import Telling
from firsthand.resolve.claim_matters import Matters
from firsthand.resolve.claim_vetoes import led_by

LARGE = 10  # a number from which two texts do not give it by chance
NEAR, WIDE = 1, 3  # tellings before and after

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]


class Around:
    """What is told around nodes: the terms of their tellings, and of those before and after in the text."""

    def __init__(
        self,
        told: Sequence[Matters],
        tellings: Sequence[Telling],
        terms: Sequence[tuple[str, ...]],
        weigh: Mapping[str, float],
    ) -> None:
        """`tellings` are those that stand for the nodes; wholes stand in front."""
        self._told, self._terms, self._tellings, self._weigh = told, terms, tellings, weigh
        self._at: dict[int, tuple[Weighed, Weighed]] = {}
        self._held: dict[tuple[str, int], tuple[Weighed, Weighed]] = {}

    def alike(self, i: int, j: int) -> tuple[float, float]:
        """The cosines of the words around two nodes: close by, and further."""
        near, wide = zip(self._around(i), self._around(j), strict=True)
        return self._cosine(*near), self._cosine(*wide)

    @cached_property
    def _texts(self) -> dict[str, list[tuple[int, int]]]:
        """Of each article where its tellings begin, in order; made when first asked for: many records have no parts."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, (matters, telling) in enumerate(zip(self._told, self._tellings, strict=True)):
            if not matters.part:
                found[telling.article_id].append((telling.span.start, n))
        for some in found.values():
            some.sort()
        return found

    def _cosine(self, one: Weighed, other: Weighed) -> float:
        shared = math.fsum(map(self._weigh.__getitem__, set(one[0]).intersection(other[0])))
        return round(shared / math.sqrt(one[1] * other[1]), 6) if shared else 0.0

    def _around(self, n: int) -> tuple[Weighed, Weighed]:
        if n not in self._at:
            article, start = self._tellings[n].article_id, self._tellings[n].span.start
            here = self._texts[article]
            at = max(0, bisect_right(here, (start, len(self._tellings))) - 1)
            if (article, at) not in self._held:
                self._held[article, at] = self._weighed(here, at, NEAR), self._weighed(here, at, WIDE)
            self._at[n] = self._held[article, at]
        return self._at[n]

    def _weighed(self, here: Sequence[tuple[int, int]], at: int, reach: int) -> Weighed:
        near = (self._terms[m] for _, m in here[max(0, at - reach) : at + reach + 1])
        words = tuple(set(chain.from_iterable(near)))  # a set takes six times as much, and thousands are held
        return words, math.fsum(map(self._weigh.__getitem__, words))


Weighed = tuple[tuple[str, ...], float]  # words, and the sum of their weights


def evidence(
    told: Sequence[Matters], terms: Sequence[tuple[str, ...]], around: Around, i: Ints, j: Ints
) -> dict[str, Doubles]:
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

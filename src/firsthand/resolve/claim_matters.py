"""Tellings and their parts by the matter they tell of: what may be one claim because one thing befell one party.

A part is a stretch of a telling ('an attack on the port' in a sentence about prices), see read/matters.py. Its terms hold the
name of the matter ('!attack') and whether it is told as a fact ('^may', '^will').
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial

import numpy as np
from numpy.typing import NDArray

from firsthand.model.readings import Telling
from firsthand.resolve.claim_vetoes import led_by

COMMON = 32  # nodes: a matter with a word that more of them have leads to no pair
LARGE = 10  # a number from which two texts do not give it by chance
NEAR, WIDE = 1, 3  # tellings before and after
TELLING = 8  # nodes: of a matter with a word that no more have, one shared is enough; of others two

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Matters:
    """Of one node."""

    names: frozenset[str]
    moods: frozenset[str]
    part: bool  # a part of a telling that is told as a whole too


NOTHING = Matters(frozenset(), frozenset(), False)


def parted(terms: tuple[str, ...], part: bool) -> tuple[tuple[str, ...], Matters]:
    """A telling's terms without those of its matters, and those."""
    names, moods = led_by(terms, "!"), led_by(terms, "^")
    if not names:
        return terms, NOTHING
    at = bisect_left(terms, "!")
    rest = (*terms[:at], *terms[at + len(names) :])
    if moods:
        at = bisect_left(rest, "^")
        rest = (*rest[:at], *rest[at + len(moods) :])
    return rest, Matters(frozenset(names), frozenset(moods), part)


def under(matters: Matters, stance: str) -> Matters:
    """Matters that are told under a stance: they meet only those told under the same."""
    return replace(matters, names=frozenset(f"{x} {stance}" for x in matters.names)) if stance else matters


def wholes(tellings: Iterable[Telling]) -> dict[str, str]:
    """The ids of parts, each with that of the telling it is a part of."""
    found: dict[str, str] = {}
    at: Telling | None = None
    for t in sorted(tellings, key=lambda t: (t.article_id, t.attribution_id or "", t.span.start, -t.span.end, t.id)):
        mine = at is not None and at.article_id == t.article_id and at.attribution_id == t.attribution_id
        if at is not None and mine and at.span.contains(t.span) and at.span != t.span:
            found[t.id] = at.id
        else:
            at = t
    return found


def candidates(
    told: Sequence[Matters], terms: Sequence[tuple[str, ...]], events: Sequence[Iterable[str]], articles: Sequence[str]
) -> Ints:
    """Pairs of nodes of two articles that tell of one matter with a rare word in common, or two; or of one event."""
    holders: dict[str, list[int]] = defaultdict(list)
    for n, (matters, some) in enumerate(zip(told, terms, strict=True)):
        for name in matters.names:
            for term in some:
                if term[0] != "~":
                    holders[name + term].append(n)
            for event in events[n]:
                holders[f"{name}={event}"].append(n)
    size = len(told)
    once, twice = list[Ints](), list[Ints]()
    for key, held in holders.items():
        if 2 <= len(held) <= COMMON:
            (twice if len(held) <= TELLING or "=" in key else once).append(np.array(held, dtype=np.int64))
    keys = np.sort(
        np.concatenate([np.empty(0, dtype=np.int64), *map(partial(_each_two, size), [*once, *twice, *twice])])
    )
    found = keys[1:][keys[1:] == keys[:-1]]
    found = found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found
    of = np.unique(np.array(articles), return_inverse=True)[1] if size else np.empty(0, dtype=np.int64)
    i, j = found // max(1, size), found % max(1, size)
    apart = of[i] != of[j]
    return np.stack([i[apart], j[apart]], axis=1)


def _each_two(size: int, held: Ints) -> Ints:
    first, second = _corners(len(held))
    keys: Ints = held[first] * size + held[second]
    return keys


@cache
def _corners(many: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(many, 1)
    return first, second


class Around:
    """What is told around nodes: the terms of their tellings, and of those before and after in the text."""

    def __init__(
        self,
        told: Sequence[Matters],
        places: Sequence[Place],
        terms: Sequence[tuple[str, ...]],
        weigh: Mapping[str, float],
    ) -> None:
        """`places` are of the nodes; wholes stand in front."""
        self._terms, self._places, self._weigh = terms, places, weigh
        self._texts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for n, (matters, (article, start)) in enumerate(zip(told, places, strict=True)):
            if not matters.part:
                self._texts[article].append((start, n))
        for some in self._texts.values():
            some.sort()
        self._at: dict[int, tuple[Weighed, Weighed]] = {}
        self._held: dict[tuple[str, int], tuple[Weighed, Weighed]] = {}

    def alike(self, i: int, j: int) -> tuple[float, float]:
        """The cosines of the words around two nodes: close by, and further."""
        near, wide = zip(self._around(i), self._around(j), strict=True)
        return self._cosine(*near), self._cosine(*wide)

    def _cosine(self, one: Weighed, other: Weighed) -> float:
        shared = math.fsum(map(self._weigh.__getitem__, one[0] & other[0]))
        return round(shared / math.sqrt(one[1] * other[1]), 6) if shared else 0.0

    def _around(self, n: int) -> tuple[Weighed, Weighed]:
        if n not in self._at:
            article, start = self._places[n]
            here = self._texts[article]
            at = max(0, bisect_right(here, (start, len(self._places))) - 1)
            if (article, at) not in self._held:
                self._held[article, at] = self._weighed(here, at, NEAR), self._weighed(here, at, WIDE)
            self._at[n] = self._held[article, at]
        return self._at[n]

    def _weighed(self, here: Sequence[tuple[int, int]], at: int, reach: int) -> Weighed:
        words = frozenset(x for _, m in here[max(0, at - reach) : at + reach + 1] for x in self._terms[m])
        return words, math.fsum(map(self._weigh.__getitem__, words))


Weighed = tuple[frozenset[str], float]  # words, and the sum of their weights
Place = tuple[str, int]  # an article, and where in it


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


def said_once(
    groups: Sequence[Sequence[int]], equal: Sequence[Sequence[Telling]], parts: Mapping[str, str], kept: Container[int]
) -> list[list[int]]:
    """Groups without those of parts whose tellings are one claim as they stand, and without parts beside their own whole.

    A node that is `kept` keeps its group.
    """
    of: dict[str, set[int]] = defaultdict(
        set
    )  # a telling told as a whole -> the groups that it is in, itself or in part
    for g, group in enumerate(groups):
        for n in group:
            for t in equal[n]:
                of[parts.get(t.id, t.id)].add(g)
    told = [frozenset(parts.get(t.id, t.id) for n in group for t in equal[n]) for group in groups]
    in_part = [all(t.id in parts for n in group for t in equal[n]) for group in groups]
    out: list[list[int]] = []
    for g, group in enumerate(groups):
        rivals = set[int].intersection(*(of[x] for x in told[g])) - {g} if in_part[g] else set()
        doubled = any(not in_part[r] or (len(told[r]), -r) > (len(told[g]), -g) for r in rivals)
        if not doubled or any(n in kept for n in group):
            out.append(list(group))
    return out

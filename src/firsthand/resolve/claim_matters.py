"""Tellings and their parts by the matter they tell of: what may be one claim because one thing befell one party.

A part is a stretch of a telling ('an attack on the port' in a sentence about prices), see read/matters.py. Its terms hold the
name of the matter ('!attack') and whether it is told as a fact ('^may', '^will').
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from firsthand.model.readings import Telling
from firsthand.resolve.claim_vetoes import led_by

COMMON = 32  # nodes: a matter with a word that more of them have leads to no pair
TELLING = 8  # nodes: of a matter with a word that no more have, one shared is enough; of others two

Ints = NDArray[np.int64]


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


def outermost(tellings: Iterable[Telling]) -> list[Telling]:
    """In order of place, without those that stand within another of the same speaker: a sentence and its own clause."""
    out: list[Telling] = []
    for t in sorted(tellings, key=lambda t: (t.article_id, t.span.start, -t.span.end, t.id)):
        near = (x for x in reversed(out) if x.article_id == t.article_id and x.attribution_id == t.attribution_id)
        if not any(x.span.contains(t.span) for x in near):
            out.append(t)
    return out


def share(told: Sequence[Matters], i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Which pairs tell of one matter."""
    shared = [not told[a].names.isdisjoint(told[b].names) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    return np.array(shared, dtype=np.bool_)

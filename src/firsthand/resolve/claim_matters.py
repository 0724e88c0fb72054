"""Tellings and their parts by the matter they tell of: what may be one claim because one thing befell one party.

A part is a stretch of a telling ('an attack on the port' in a sentence about prices), see read/matters.py. Its terms hold the
name of the matter ('!attack') and whether it is told as a fact ('^may', '^will').
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, corners, once
from firsthand.model.tellings import Tellings
from firsthand.resolve.claim_terms import Met, Terms

COMMON = 32  # nodes: a matter with a word that more of them have leads to no pair
TELLING = 8  # nodes: of a matter with a word that no more have, one shared is enough; of others two

MATTER = 32  # bits of a word's number, above which a matter's stands
MANY = 1_000_000  # words and pairs that are gone through at a time
AT_ONCE = 100_000  # tellings, likewise

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matters:
    """Of one node."""

    names: frozenset[str]
    moods: frozenset[str]
    part: bool  # a part of a telling that is told as a whole too


NOTHING = Matters(frozenset(), frozenset(), False)


def under(matters: Matters, stance: str) -> Matters:
    """Matters that are told under a stance: they meet only those told under the same."""
    return replace(matters, names=frozenset(f"{x} {stance}" for x in matters.names)) if stance else matters


def wholes(told: Tellings) -> Ints:
    """Of each telling the one that it is a part of: one of the same speaker in the same text; itself where there is none."""
    order = np.lexsort((np.arange(len(told)), -told.end.astype(np.int64), told.start, told.said, told.article))
    of = np.arange(len(told))
    if not len(told):
        return of
    article, said = told.article[order], told.said[order]
    new = np.concatenate([[True], (article[1:] != article[:-1]) | (said[1:] != said[:-1])])
    at, first, last = -1, 0, -1
    for begin in range(0, len(order), AT_ONCE):
        some = order[begin : begin + AT_ONCE]
        rows = (some, told.start[some], told.end[some], new[begin : begin + AT_ONCE])
        for n, start, end, is_new in zip(*(x.tolist() for x in rows), strict=True):
            if is_new or not (first <= start and end <= last) or (start == first and end == last):
                at, first, last = n, start, end
            else:
                of[n] = at
    return of


def candidates(told: Sequence[Matters], terms: Terms, events: Sequence[Iterable[str]], articles: Ints) -> Ints:
    """Pairs of nodes of two articles that tell of one matter with a rare word in common, or two; or of one event."""
    met = Met(len(told))
    by_name: dict[str, list[int]] = defaultdict(list)
    known: dict[str, int] = {}
    for n, matters in enumerate(told):
        for name in matters.names:
            by_name[name].append(n)
    day = np.array([x[:1] == "~" for x in terms.vocabulary], dtype=np.bool_)
    held: list[tuple[Ints, Ints]] = []
    for group, some in enumerate(by_name.values()):
        held.append(_held(np.array(some), group << MATTER, terms, day, events, known))
        if group == len(by_name) - 1 or sum(len(keys) for keys, _ in held) > MANY:
            _met(held, articles, met, len(terms.vocabulary))
            held.clear()
    return np.concatenate([np.empty((0, 2), dtype=np.int64), *met.twice()])


def _held(
    nodes: Ints, first: int, terms: Terms, day: Flags, events: Sequence[Iterable[str]], known: dict[str, int]
) -> tuple[Ints, Ints]:
    """A matter with a word, or with an event, as one number, each beside the node that has both. Events come behind words."""
    which, codes = terms.numbers(nodes)
    kept = ~day[codes]
    size = len(terms.vocabulary)
    of_events = [(n, size + known.setdefault(e, len(known))) for n in nodes.tolist() for e in events[n]]
    also = np.array(of_events, dtype=np.int64).reshape(-1, 2)
    return (
        first + np.concatenate([codes[kept].astype(np.int64), also[:, 1]]),
        np.concatenate([nodes[which[kept]], also[:, 0]]),
    )


def _met(held: Sequence[tuple[Ints, Ints]], articles: Ints, met: Met, words: int) -> None:
    """Pairs of nodes of two articles under one number; twice where one number is enough."""
    keys, nodes = (np.concatenate([x[k] for x in held]) for k in (0, 1))
    order = np.lexsort((nodes, keys))
    keys, nodes = keys[order], nodes[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else keys
    many = np.diff(np.append(first, len(keys)))
    enough = (many <= TELLING) | ((keys[first] & ((1 << MATTER) - 1)) >= words)
    for which, times in ((~enough, 1), (enough, 2)):
        for _, one, two in corners(nodes, first[which], many[which], COMMON, MANY):
            apart = articles[one] != articles[two]
            found = one[apart] * len(articles) + two[apart]
            for _ in range(times):
                met.add(found)


def said_once(
    groups: Sequence[Sequence[int]], equal: Lists, whole: Ints, kept: Container[int]
) -> list[list[int]]:
    """Groups without those of parts whose tellings are one claim as they stand, and without parts beside their own whole.

    A node that is `kept` keeps its group. `equal` are the tellings of each node, and `whole` those that they are parts of.
    """
    listed = Lists.of(groups)
    of, nodes = listed.all(np.arange(len(listed)))
    which, flat = equal.all(nodes)
    of = of[which]
    within = np.bincount(of, whole[flat] == flat, minlength=len(groups)) == 0  # of parts alone
    keys = once(np.sort(of * len(whole) + whole[flat]))  # a group with what is told in it, itself or in part
    ends = np.searchsorted(keys, np.arange(len(groups) + 1) * len(whole))
    by_telling = np.sort(keys % max(1, len(whole)) * len(groups) + keys // max(1, len(whole)))

    def those_with(telling: int) -> set[int]:
        a, b = np.searchsorted(by_telling, (telling * len(groups), (telling + 1) * len(groups)))
        return set((by_telling[a:b] - telling * len(groups)).tolist())

    out: list[list[int]] = []
    many = np.diff(ends).tolist()
    for g, group in enumerate(groups):
        told = (keys[ends[g] : ends[g + 1]] - g * len(whole)).tolist() if within[g] else ()
        rivals = set[int].intersection(*map(those_with, told)) - {g} if within[g] else ()
        doubled = any(not within[r] or (many[r], -r) > (many[g], -g) for r in rivals)
        if not doubled or any(n in kept for n in group):
            out.append(list(group))
    return out


def share(told: Sequence[Matters], i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Which pairs tell of one matter."""
    shared = [not told[a].names.isdisjoint(told[b].names) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    return np.array(shared, dtype=np.bool_)

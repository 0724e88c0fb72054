"""Tellings and their parts by the matter they tell of: what may be one claim because one thing befell one party.

A part is a stretch of a telling ('an attack on the port' in a sentence about prices), see read/matters.py. Its terms hold the
name of the matter ('!attack') and whether it is told as a fact ('^may', '^will').
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, Whole, once
from firsthand.model.tellings import Tellings
from firsthand.resolve.claim_terms import Shared, Terms

COMMON = 32  # nodes: a matter with a word that more of them have leads to no pair
TELLING = 8  # nodes: of a matter with a word that no more have, one shared is enough; of others two

MATTER = 32  # bits of a word's number, above which a matter's stands
AT_A_TIME = 500_000  # words that are gone through at a time
AT_ONCE = 100_000  # tellings, likewise
COUNT = "!="  # begins the name of a figure: '!=63'

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Matters:
    """Of one node."""

    names: frozenset[str]
    moods: frozenset[str]
    part: bool  # a part of a telling that is told as a whole too


NOTHING = Matters(frozenset(), frozenset(), False)


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """The matters of all nodes as columns; `matter` is of each node the number of what it tells of."""

    matter: NDArray[np.int32]
    names: Lists  # by matter
    counts: Lists  # those of names that are figures
    mood: Ints  # how it is told, by number
    many: Flags  # tells of several such
    part: Flags

    @staticmethod
    def of(matters: Sequence[Matters], matter: NDArray[np.int32]) -> Told:
        """From matters, each once, and which of them each node tells of."""
        known, moods = dict[str, int](), dict[frozenset[str], int]()
        names = Lists.of([known.setdefault(x, len(known)) for x in sorted(m.names)] for m in matters)
        counts = Lists.of([known[x] for x in sorted(m.names) if x.startswith(COUNT)] for m in matters)
        mood = np.array([moods.setdefault(m.moods - MANY, len(moods)) for m in matters], dtype=np.int64)
        many = np.array([m.moods >= MANY for m in matters], dtype=np.bool_)
        return Told(matter, names, counts, mood, many, np.array([m.part for m in matters], dtype=np.bool_))

    def share(self, i: Ints, j: Ints) -> Flags:
        """Which pairs of nodes tell of one matter."""
        return self.names.shared(self.matter[i], self.matter[j]) > 0

    def share_count(self, i: Ints, j: Ints) -> Flags:
        """Which pairs of nodes give one figure."""
        return self.counts.shared(self.matter[i], self.matter[j]) > 0

    def share_count_alone(self, i: Ints, j: Ints) -> Flags:
        """Which pairs share figures and no other matter."""
        a, b = self.matter[i], self.matter[j]
        return np.asarray(self.names.shared(a, b) == self.counts.shared(a, b))


MANY = frozenset({"^many"})


def under(matters: Matters, stance: str) -> Matters:
    """Matters that are told under a stance: they meet only those told under the same."""
    return replace(matters, names=frozenset(f"{x} {stance}" for x in matters.names)) if stance else matters


def wholes(told: Tellings) -> NDArray[np.int32]:
    """Of each telling the one that it is a part of: one of the same speaker in the same text; itself where there is none."""
    order = np.lexsort((np.arange(len(told)), -told.end.astype(np.int64), told.start, told.said, told.article))
    of = np.arange(len(told), dtype=np.int32)
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


def candidates(told: Told, terms: Terms, events: Lists, articles: NDArray[np.int32]) -> Ints:
    """Pairs of nodes of two articles that tell of one matter with a rare word in common, or two; or of one event; or that give
    one figure, if few do: each as `lower * size + higher`."""
    is_count = np.zeros(1 + int(told.names.values.max(initial=0)), dtype=np.bool_)
    is_count[told.counts.values] = True
    day = np.array([x[:1] == "~" for x in terms.vocabulary], dtype=np.bool_)
    nodes, names = told.names.all(told.matter)
    order = np.lexsort((nodes, names))
    nodes, names = nodes[order], names[order]
    done = np.cumsum(terms.first[nodes + 1] - terms.first[nodes] + events.many[nodes])
    held, start = list[Shared](), 0
    while start < len(nodes):
        before = done[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(done, before + AT_A_TIME)))
        stop = int(np.searchsorted(names, names[stop - 1], side="right"))  # all nodes of a matter
        some, name = nodes[start:stop], names[start:stop]
        which, codes = terms.numbers(some)
        kept = ~day[codes]
        of, event = events.all(some)
        of, event = of[event >= 0], event[event >= 0]
        # a matter with a word, or with an event, or a figure alone: those come behind all words
        alone = np.flatnonzero(is_count[name])
        things = np.concatenate(
            [
                (name[which[kept]] << MATTER) + codes[kept],
                (name[of] + len(told.matter) << MATTER) + event,
                name[alone] + 2 * len(told.matter) << MATTER,
            ]
        )
        some = some[np.concatenate([which[kept], of, alone])]
        held.append(Shared.by(things, some, COMMON, TELLING, len(told.matter) << MATTER))
        start = stop
    return np.concatenate([np.empty(0, dtype=np.int64), *Shared.all(held).pairs(articles)])


def said_once(groups: Sequence[Sequence[int]], equal: Lists, whole: Whole, kept: Container[int]) -> list[list[int]]:
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

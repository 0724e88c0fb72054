"""The terms of many tellings as numbers, and pairs of nodes that share several things."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Whole, once, spread
from firsthand.model.packed import Asked

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
PAIRS = 300_000  # that are sorted at a time
AT_ONCE = 20_000  # tellings whose terms are gone through at a time


class Terms(Asked[tuple[str, ...]]):
    """Of each telling its terms, sorted; a term goes by its number, in the order of the terms."""

    def __init__(self, vocabulary: Sequence[str], first: Ints, codes: NDArray[np.int32]) -> None:
        self.vocabulary, self.first, self.codes = vocabulary, first, codes

    @staticmethod
    def of(some: Sequence[tuple[str, ...]]) -> Terms:
        vocabulary = sorted({x for terms in some for x in terms})
        number = {x: n for n, x in enumerate(vocabulary)}
        codes = np.array([number[x] for terms in some for x in terms], dtype=np.int32)
        first = np.concatenate([[0], np.cumsum([len(terms) for terms in some], dtype=np.int64)]).astype(np.int64)
        return Terms(vocabulary, first, codes)

    def __len__(self) -> int:
        return len(self.first) - 1

    def one(self, n: int) -> tuple[str, ...]:
        return tuple([self.vocabulary[x] for x in self.codes[self.first[n] : self.first[n + 1]].tolist()])

    def numbers(self, which: Whole) -> tuple[Ints, NDArray[np.int32]]:
        """All terms of some tellings in order: which of those given, and the term."""
        many = self.first[which + 1] - self.first[which]
        return np.repeat(np.arange(len(which)), many), self.codes[spread(self.first[which], many)]

    def led_by(self, sign: str, which: Whole) -> tuple[Ints, Ints]:
        """The same of terms that begin with a sign, such as "@": they stand together."""
        start, stop = (bisect_left(self.vocabulary, x) for x in (sign, chr(ord(sign) + 1)))
        of, codes = self.numbers(which)
        kept = (codes >= start) & (codes < stop)
        return of[kept], codes[kept].astype(np.int64)

    def chosen(self, which: Ints) -> Terms:
        many = self.first[which + 1] - self.first[which]
        first = np.concatenate([[0], np.cumsum(many)])
        codes = np.empty(int(first[-1]), dtype=np.int32)
        for start in range(0, len(which), AT_ONCE):
            some = self.numbers(which[start : start + AT_ONCE])[1]
            codes[first[start] : first[start] + len(some)] = some
        return Terms(self.vocabulary, first, codes)


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """What nodes share, a row for each thing and each node that has it: by thing, then by node."""

    thing: NDArray[np.int32]
    node: NDArray[np.int32]
    enough: Flags  # one such thing makes a pair; of others it takes two

    @staticmethod
    def by(things: Ints, nodes: Ints, most: int, few: int, enough: int) -> Shared:
        """Things that two nodes or more have, but no more than `most`; one is enough where no more than `few` have it, and of
        things from `enough` on."""
        order = np.lexsort((nodes, things))
        things, nodes = things[order], nodes[order]
        new = np.ones(len(things), dtype=np.bool_)
        new[1:] = (things[1:] != things[:-1]) | (nodes[1:] != nodes[:-1])
        things, nodes = things[new], nodes[new]
        first = np.flatnonzero(np.diff(things, prepend=-1))
        many = np.diff(np.append(first, len(things)))
        kept = (many > 1) & (many <= most)
        first, many = first[kept], many[kept]
        at = spread(first, many)
        alone = (many <= few) | (things[first] >= enough)
        number = np.repeat(np.arange(len(first), dtype=np.int32), many)
        return Shared(number, nodes[at].astype(np.int32), np.repeat(alone, many))

    @staticmethod
    def all(some: Sequence[Shared]) -> Shared:
        """Several, of different things."""
        before = np.cumsum([0, *(int(x.thing.max(initial=-1)) + 1 for x in some)])
        things = [x.thing + np.int32(n) for x, n in zip(some, before[:-1].tolist(), strict=True)]
        none = np.empty(0, dtype=np.int32)
        nodes, enough = [x.node for x in some], [x.enough for x in some]
        return Shared(
            np.concatenate([none, *things]), np.concatenate([none, *nodes]), np.concatenate([none > 0, *enough])
        )

    def pairs(self, article: NDArray[np.int32]) -> Iterator[Ints]:
        """Pairs of nodes of two articles that share enough, each once, some nodes at a time: `lower * size + higher`."""
        size, many = len(article), len(self.node)
        ends = np.cumsum(np.bincount(self.thing, minlength=1)).astype(np.int32)
        after = ends[self.thing] - np.arange(1, many + 1).astype(np.int32)  # how many more have the same
        order = np.flatnonzero(after).astype(np.int32)
        order = order[np.argsort(self.node[order], kind="stable")]
        rows = np.cumsum(np.bincount(self.node[order], minlength=size))  # up to the end of each node
        done = np.cumsum(np.bincount(self.node, after, minlength=size))  # and how many pairs
        start = 0
        while start < len(order):
            node = int(self.node[order[start]])
            before = done[node - 1] if node else 0
            stop = int(rows[min(max(node, int(np.searchsorted(done, before + PAIRS))), size - 1)])  # all of a node
            at = order[start:stop]
            one = np.repeat(self.node[at], after[at]).astype(np.int64)
            other = self.node[spread(at + 1, after[at].astype(np.int64))]
            apart = article[one] != article[other]
            keys = (one * size + other)[apart]
            keys = np.sort(np.concatenate([keys, keys[np.repeat(self.enough[at], after[at])[apart]]]))
            yield once(keys[1:][keys[1:] == keys[:-1]])
            start = stop

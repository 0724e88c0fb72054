"""Pairs made into groups: the most alike first, two groups becoming one where they are alike on the average."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from firsthand.model.arrays import Whole, among
from firsthand.resolve.claim_pairs import Ints, Nodes, Pairs, cosines, likened
from firsthand.resolve.claim_vetoes import NEGATED, REASONS, vetoes

# The machine joins from here: of pairs labelled by eye on stories and pages that the weights were not fitted on .93 to .99
# said the same, wholes the fewest, counted as often as such pairs stand in their record; see docs/measured.md.
JOIN = 1.2
# From here on a pair is offered to a person. Of wholes about one in five says the same between here and where they are joined, of
# parts two in five; just below here one part in twelve.
OFFER = -2.0
LOOKED_AT = 12  # members of a group that a pair of groups is measured by: the first, so that time stays in proportion


IN_PART = len(REASONS)  # the number of a reason of its own
WHY = (*REASONS, "they are alike in part")
APIECE = 20_000  # pairs that stand as numbers of Python's at a time


@dataclass(frozen=True, slots=True)
class Offered:
    """Two nodes that may say the same, and why the machine does not say so."""

    i: int
    j: int
    score: float
    why: str


def groups(
    nodes: Nodes, found: Pairs, allows: Callable[[str, str], bool] | None = None
) -> tuple[list[list[int]], Iterator[Offered]]:
    """The groups of two nodes or more, in order; and offers, as found. `found` is best first.

    Average link over the pairs as they come. `allows` is asked before two groups are joined, by a telling of each.
    Depends on nothing but the nodes and their order, and those are sorted.
    """
    head: dict[int, int] = {}  # of those that are not their own
    members: dict[int, list[int]] = {}
    held = _Held(nodes, found)
    why = np.zeros(len(found), dtype=np.int8)  # of pairs that are no group
    for n, i, j, score in _each(found):
        a, b = sorted((head.get(i, i), head.get(j, j)))
        if a == b:
            continue
        one, other = members.get(a, [a]), members.get(b, [b])
        reason = held.reason(one, other, n, (i, j), score)
        if reason:
            why[n] = reason
        elif allows is None or allows(nodes.tellings.id(a), nodes.tellings.id(b)):
            for x in other:
                head[x] = a
            members[a] = sorted(one + other)
            members.pop(b, None)
    apart = (
        Offered(i, j, score, WHY[why[n]] or "")
        for n, i, j, score in _each(found, np.flatnonzero(why))
        if head.get(i, i) != head.get(j, j)
    )
    return [members[n] for n in sorted(members)], apart


def _each(found: Pairs, which: Ints | None = None) -> Iterator[tuple[int, int, int, float]]:
    some = np.arange(len(found)) if which is None else which
    for start in range(0, len(some), APIECE):
        at = some[start : start + APIECE]
        yield from zip(*(x.tolist() for x in (at, found.i[at], found.j[at], found.score[at])), strict=True)


class _Held:
    """What is known of pairs: the number of the reason that keeps two nodes apart, and scores."""

    def __init__(self, nodes: Nodes, found: Pairs) -> None:
        """Pairs whose scores will be asked for are looked at ahead, all at once: they cost a tenth of what they do a few at a
        time. Which are looked at ahead changes nothing."""
        self._nodes = nodes
        self._reason = _vetoes(nodes, found.i, found.j).astype(np.int8)
        self._reasons: dict[tuple[int, int], int] = {}
        self._scores: dict[tuple[int, int], float] = {}
        sure = int(np.searchsorted(-found.score, -JOIN, side="right"))
        chained = _chained(found.i[:sure].tolist(), found.j[:sure].tolist())
        asked = [x for some in chained for x in combinations(sorted(some), 2)]
        self._look_up(asked, found)
        self._look([x for x in asked if x not in self._scores and not self._reasons[x]])

    def reason(self, a: Sequence[int], b: Sequence[int], n: int, pair: tuple[int, int], score: float) -> int:
        """Why two groups stay two, for the pair that is found as the nth; 0: they are one."""
        if score < JOIN or len(a) == len(b) == 1:
            return self._turned(*pair, int(self._reason[n])) or (0 if score >= JOIN else IN_PART)
        some = [(i, j) if i < j else (j, i) for i in a[:LOOKED_AT] for j in b[:LOOKED_AT]]
        self._judge([x for x in some if x not in self._reasons])
        for x in some:
            if reason := self._turned(*x, self._reasons[x]):
                return reason
        self._look([x for x in some if x not in self._scores])
        mean = sum([self._scores[x] for x in some]) / len(some)
        return 0 if round(mean, 3) >= JOIN else IN_PART

    def _turned(self, i: int, j: int, reason: int) -> int:
        return 0 if reason == NEGATED and not _is_turned(self._nodes, i, j) else reason

    def _look_up(self, some: Sequence[tuple[int, int]], found: Pairs) -> None:
        """The reasons of all, the scores of those found."""
        self._judge(some)
        size = len(self._nodes.tellings)
        keys = found.i.astype(np.int64) * size + found.j
        order = np.argsort(keys)
        keys = keys[order]
        asked = np.array([i * size + j for i, j in some], dtype=np.int64)
        there = np.flatnonzero(among(asked, keys))
        scores = found.score[order[np.searchsorted(keys, asked[there])]]
        self._scores |= {some[n]: score for n, score in zip(there.tolist(), scores.tolist(), strict=True)}

    def _judge(self, some: Sequence[tuple[int, int]]) -> None:
        if some:
            i, j = np.array(some).T
            self._reasons |= zip(some, _vetoes(self._nodes, i, j).tolist(), strict=True)

    def _look(self, some: Sequence[tuple[int, int]]) -> None:
        if some:
            i, j = np.array(some).T
            self._scores |= zip(some, likened(self._nodes, i, j, cosines(self._nodes, i, j)).tolist(), strict=True)


def held_apart(nodes: Nodes, i: int, j: int) -> str | None:
    """Why two nodes are not one. A negation keeps them apart where what it turns is said in the other, or if nobody can tell."""
    reason = int(_vetoes(nodes, np.array([i]), np.array([j]))[0])
    return None if reason == NEGATED and not _is_turned(nodes, i, j) else REASONS[reason]


def _vetoes(nodes: Nodes, i: Whole, j: Whole) -> Ints:
    return vetoes(nodes.numbers, nodes.negated, i, j)


def _is_turned(nodes: Nodes, i: int, j: int) -> bool:
    return nodes.words is None or nodes.words.opposed(i, j)


def _chained(one: Sequence[int], other: Sequence[int]) -> list[list[int]]:
    """Nodes that pairs to be joined chain together, three or more."""
    head: dict[int, int] = {}
    chained: dict[int, list[int]] = {}
    for a, b in ((head.get(i, i), head.get(j, j)) for i, j in zip(one, other, strict=True)):
        mine, theirs = chained.get(a, [a]), chained.get(b, [b])
        if a == b or len(mine) + len(theirs) > LOOKED_AT:
            continue
        chained[a] = mine + theirs
        chained.pop(b, None)
        for n in theirs:
            head[n] = a
    return [some for some in chained.values() if len(some) > 2]

"""Pairs made into groups: the most alike first, two groups becoming one where they are alike on the average."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from firsthand.resolve.claim_pairs import Nodes, Pair, cosines, likened
from firsthand.resolve.claim_vetoes import NEGATED, Marks, veto

# The machine joins from here: what .95 of pairs labelled by eye said the same from, on stories that the weights were not
# fitted on, each pair counted as often as such pairs stand in the record it was drawn from; see docs/measured.md.
JOIN = 1.4
OFFER = -2.0  # from here on a pair is offered to a person: about one in five says the same
OFFER_PARTS = 0.0  # the same of parts, of which there are many more: about seven in ten say the same
LOOKED_AT = 12  # members of a group that a pair of groups is measured by: the first, so that time stays in proportion


Known = dict[tuple[int, int], float]  # scores of pairs


@dataclass(frozen=True, slots=True)
class Offered:
    """Two nodes that may say the same, and why the machine does not say so."""

    i: int
    j: int
    score: float
    why: str


def groups(
    nodes: Nodes,
    marks: Sequence[Marks],
    found: Sequence[Pair],
    allows: Callable[[str, str], bool] | None = None,
) -> tuple[list[list[int]], list[Offered]]:
    """The groups of two nodes or more, and offers, in order. `found` is best first.

    Average link over the pairs as they come. `allows` is asked before two groups are joined, by a telling of each.
    Depends on nothing but the nodes and their order, and those are sorted.
    """
    head: dict[int, int] = {}  # of those that are not their own
    members: dict[int, list[int]] = {}
    offered: list[Offered] = []
    known = {(p.i, p.j): p.score for p in found}
    _scores(nodes, _ahead(nodes, marks, found, known), known)
    for pair in found:
        a, b = sorted((head.get(pair.i, pair.i), head.get(pair.j, pair.j)))
        if a == b:
            continue
        one, other = members.get(a, [a]), members.get(b, [b])
        reason = _reason(nodes, marks, one, other, pair, known)
        if reason is None:
            if allows is not None and not allows(nodes.tellings.id(a), nodes.tellings.id(b)):
                continue
            for n in other:
                head[n] = a
            members[a] = sorted(one + other)
            members.pop(b, None)
        else:
            offered.append(Offered(pair.i, pair.j, pair.score, reason))
    kept = [o for o in offered if head.get(o.i, o.i) != head.get(o.j, o.j)]
    return [members[n] for n in sorted(members)], kept


def _reason(
    nodes: Nodes, marks: Sequence[Marks], a: Sequence[int], b: Sequence[int], pair: Pair, known: Known
) -> str | None:
    """Why two groups stay two; None: they are one."""
    if pair.score < JOIN:
        return held_apart(nodes, marks, pair.i, pair.j) or "they are alike in part"
    some = [(i, j) for i in a[:LOOKED_AT] for j in b[:LOOKED_AT]]
    for i, j in some:
        if reason := held_apart(nodes, marks, i, j):
            return reason
    mean = sum(_scores(nodes, some, known)) / len(some) if len(some) > 1 else pair.score
    return None if round(mean, 3) >= JOIN else "they are alike in part"


def held_apart(nodes: Nodes, marks: Sequence[Marks], i: int, j: int) -> str | None:
    """Why two nodes are not one. A negation keeps them apart where what it turns is said in the other, or if nobody can tell."""
    reason = veto(marks[i], marks[j])
    return reason if reason != NEGATED or nodes.words is None or nodes.words.opposed(i, j) else None


def _ahead(nodes: Nodes, marks: Sequence[Marks], found: Sequence[Pair], known: Known) -> list[tuple[int, int]]:
    """Pairs whose scores will be asked for: of nodes that are chained by pairs to be joined. Looked at all at once they cost a
    tenth of what they do a few at a time; which are looked at ahead changes nothing."""
    head: dict[int, int] = {}
    chained: dict[int, list[int]] = {}
    for a, b in ((head.get(p.i, p.i), head.get(p.j, p.j)) for p in found if p.score >= JOIN):
        mine, theirs = chained.get(a, [a]), chained.get(b, [b])
        if a == b or len(mine) + len(theirs) > LOOKED_AT:
            continue
        chained[a] = mine + theirs
        chained.pop(b, None)
        for n in theirs:
            head[n] = a
    asked = (x for some in chained.values() for x in combinations(sorted(some), 2) if len(some) > 2)
    return [(i, j) for i, j in asked if (i, j) not in known and veto(marks[i], marks[j]) is None]


def _scores(nodes: Nodes, some: Sequence[tuple[int, int]], known: Known) -> list[float]:
    """The scores of the pairs, of those that are not known yet too."""
    ordered = [(i, j) if i < j else (j, i) for i, j in some]
    if new := [x for x in ordered if x not in known]:
        i, j = np.array(new).T
        known.update({(p.i, p.j): p.score for p in likened(nodes, i, j, cosines(nodes, i, j))})
    return [known[x] for x in ordered]

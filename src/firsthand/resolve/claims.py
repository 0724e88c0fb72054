"""Claims: tellings that say the same, whoever tells them, and where they come from. Joined only where the machine is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import exp

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, once
from firsthand.model.findings import Likely
from firsthand.model.ids import make_id
from firsthand.model.packed import InOrder
from firsthand.model.tellings import Tellings
from firsthand.model.units import ClaimsInput, DecidedPair, Result, Row
from firsthand.resolve.claim_ground import SpokenOf
from firsthand.resolve.claim_groups import OFFER, Offered, groups
from firsthand.resolve.claim_matters import said_once
from firsthand.resolve.claim_nodes import Gathered, gathered
from firsthand.resolve.claim_pairs import Nodes, pairs
from firsthand.resolve.claim_rows import Claims, Made, outermost
from firsthand.resolve.decided import Settled, settled
from firsthand.resolve.origins import Ground
from firsthand.resolve.parties import Parties
from firsthand.resolve.statements import Statements, reported, statements

OFFERS = 3  # of a sentence: more would bury the person who is asked

Ints = NDArray[np.int64]


def run(payload: ClaimsInput) -> Result:
    """Statements, claims and pairs that may be one claim, sorted by id; the same whatever the order of the tellings.

    A claim's id is made from its member whose own id, a hash, is smallest, and inherited from then on: by content alone it
    would change with the half of the first tellings that come to it. A telling that nothing else says makes no claim, unless
    a person is asked about it or decided on it; who was asked and answered is not asked again.
    """
    told = payload.tellings if isinstance(payload.tellings, Tellings) else Tellings(payload.tellings)
    ground, people = ground_of(payload, told), settled(payload.decided, "claims")
    of = gathered(payload, told, ground, people)
    whole, kept = _joined(of, people)
    made, alone = _claims(whole, of, ground)
    node = {n: g for g, some in enumerate(whole) for n in some} if kept else {}
    del of, whole  # a large record's fill half a gigabyte
    named = Claims(made, ground, people.why, payload.former, payload.retired)
    likely = _likely(kept, node, named.ids)
    ids = np.concatenate([alone.ids, named.ids, np.array([x.id.encode() for x in likely], dtype=np.bytes_)])
    rows: InOrder[Row] = InOrder((alone, named, likely), ids, named.memory)
    return Result(rows, people.problems)


def _joined(of: Gathered, people: Settled[DecidedPair]) -> tuple[list[list[int]], list[Offered]]:
    """The nodes of each claim, in the order of their first; and the pairs that a person is asked about."""
    nodes = of.nodes
    found, offered = groups(nodes, pairs(nodes, OFFER, of.among), people.allows)
    decided = {n for n, some in enumerate(of.equal) for t in some if of.told.id(t) in people.about} if people else set()
    alone = of.many > 1
    alone[sorted(decided)] = True
    for group in found:
        alone[group] = False
    found += ([n] for n in np.flatnonzero(alone).tolist())
    found.sort()
    if people:
        found = people.together(found, nodes.tellings.id)
        offered = (o for o in offered if _open(o, nodes, people))
    kept = _offers(offered, of, found)
    asked = {n for o in kept for n in (o.i, o.j)}
    whole = sorted((*found, *([n] for n in asked - {n for group in found for n in group})), key=_first)
    return said_once(whole, of.equal, of.whole, asked | decided), kept


def _first(group: Sequence[int]) -> int:
    return group[0]


def _open(offer: Offered, nodes: Nodes, people: Settled[DecidedPair]) -> bool:
    """Whether nobody has answered yet: the two are neither one by a person's word nor apart."""
    a, b = nodes.tellings.id(offer.i), nodes.tellings.id(offer.j)
    return people.bonds.head(a) != people.bonds.head(b) and not people.bonds.apart(a, b)


def ground_of(payload: ClaimsInput, told: Tellings) -> Ground:
    """What origins are told by."""
    spoken, carriers = SpokenOf(payload.spoken), {c.id: c for c in payload.carriers}
    families = {a: f.id for f in payload.families for a in f.articles}
    rows = np.append(spoken.find(told.attributions), -1)
    return Ground(spoken, rows, carriers, families, Parties(payload.entities, payload.spoken))


def _claims(whole: Sequence[Sequence[int]], of: Gathered, ground: Ground) -> tuple[Made, Statements]:
    """The claims in the order of their nodes, and all statements: of their members, and of what is said once, for every
    attribution is of a statement."""
    groups = Lists.of(whole)
    group, nodes = groups.all(np.arange(len(groups)))
    middles = _middles(groups, of.nodes)
    which, tellings = of.equal.all(nodes)
    claim, telling = outermost(group[which], tellings, of.told)
    said_by = statements(claim, telling, of.told, ground)
    used = of.told.said < 0
    used[telling] = True
    all_ = Statements(reported(said_by, telling, np.flatnonzero(~used)), of.told, ground)
    many = np.bincount(claim, minlength=len(groups))
    members = Lists(np.cumsum(many) - many, many, telling.astype(np.int32))
    words = of.equal.values[of.equal.first[middles]].astype(np.int64)
    return Made(of.told, members, said_by.astype(np.int32), all_.ids, words), all_


def _middles(groups: Lists, nodes: Nodes) -> Ints:
    """Of each group the node whose words the others share most; of equals the one with fewest words."""
    out = groups.values[groups.first].astype(np.int64)
    several = np.flatnonzero(groups.many > 1)
    group, some = groups.all(several)
    which, terms = nodes.terms.numbers(some)
    size = max(1, len(nodes.terms.vocabulary))
    weights = np.sqrt(nodes.squares)[terms] / nodes.lengths[some[which]]
    _, word = np.unique(group[which] * size + terms, return_inverse=True)
    sums = np.bincount(word, weights)
    shared = np.bincount(which, weights * sums[word], minlength=len(some))
    rounded = np.array([round(x, 3) for x in shared.tolist()])
    fewest = nodes.terms.first[some + 1] - nodes.terms.first[some]
    order = np.lexsort((nodes.tellings.which[some], fewest, -rounded, group))
    first = order[np.flatnonzero(np.diff(group[order], prepend=-1))]
    out[several] = some[first]
    return out


def _at_one(groups: Sequence[Sequence[int]], of: Gathered) -> Callable[[int, int], bool]:
    """Whether two tellings stand in one group, as they are or in part."""
    listed = Lists.of(groups)
    group, nodes = listed.all(np.arange(len(listed)))
    which, tellings = of.equal.all(nodes)
    size = max(1, len(groups))
    keys = once(np.sort(of.whole[tellings].astype(np.int64) * size + group[which]))

    def those_with(telling: int) -> set[int]:
        a, b = np.searchsorted(keys, (telling * size, (telling + 1) * size))
        return set((keys[a:b] - telling * size).tolist())

    return lambda one, other: not those_with(one).isdisjoint(those_with(other))


def _offers(offered: Iterable[Offered], of: Gathered, groups: Sequence[Sequence[int]]) -> list[Offered]:
    """The best few of every sentence, best first as they come; of two groups the best.

    Of two sentences one thing is asked at a time: whoever answers is asked the next. Where they say the same in part, that is
    known, and nobody is asked about them as wholes.
    """
    own, group = of.nodes.tellings.which, -1 - np.arange(len(of.nodes.tellings), dtype=np.int32)  # below 0: in none
    for g, some in enumerate(groups):
        group[some] = g
    whole, at_one = of.whole[own], _at_one(groups, of)
    times: dict[int, int] = defaultdict(int)
    sentences, both = set[tuple[int, int]](), set[tuple[int, int]]()
    out: list[Offered] = []
    for o in offered:
        a, b = int(whole[o.i]), int(whole[o.j])
        two, claims = _sorted(a, b), _sorted(int(group[o.i]), int(group[o.j]))
        if times[a] >= OFFERS or times[b] >= OFFERS or two in sentences or claims in both:
            continue
        if (a == own[o.i] or b == own[o.j]) and at_one(a, b):
            continue
        times[a] += 1
        times[b] += 1
        sentences.add(two)
        both.add(claims)
        out.append(o)
    return out


def _sorted(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _likely(kept: Sequence[Offered], claim_of: Mapping[int, int], ids: NDArray[np.bytes_]) -> list[Likely]:
    """One offer a pair of claims: the best."""
    found: dict[tuple[str, str], Likely] = {}
    for o in kept:
        a, b = sorted(bytes(ids[claim_of[n]]).decode() for n in (o.i, o.j))
        found.setdefault((a, b), Likely(make_id("likely", a, b), a, b, round(1 / (1 + exp(-o.score)), 3), o.why))
    return list(found.values())

"""Claims: tellings that say the same, whoever tells them, and where they come from. Joined only where the machine is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from math import exp

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import Claim, Likely, Member, Place, Statement
from firsthand.model.ids import make_id
from firsthand.model.packed import InOrder, OneByOne
from firsthand.model.readings import Stance, Telling
from firsthand.model.tellings import Tellings
from firsthand.model.units import ClaimsInput, DecidedPair, Result, Row
from firsthand.resolve.claim_ground import SpokenOf
from firsthand.resolve.claim_groups import JOIN, OFFER, OFFER_PARTS, Offered, groups
from firsthand.resolve.claim_matters import outermost, said_once
from firsthand.resolve.claim_nodes import Gathered, gathered
from firsthand.resolve.claim_pairs import Nodes, pairs
from firsthand.resolve.claim_rows import Claims, claim_read, claim_written, statement_read, statement_written
from firsthand.resolve.decided import Settled, settled
from firsthand.resolve.origins import Ground, count
from firsthand.resolve.parties import Parties
from firsthand.resolve.statements import alone, statements

CHANCE = 1 / (1 + exp(-JOIN))
OFFERS = 3  # of a claim: more would bury the person who is asked

Flags = NDArray[np.bool_]


def run(payload: ClaimsInput) -> Result:
    """Statements, claims and pairs that may be one claim, sorted by id; the same whatever the order of the tellings.

    A claim's id is made from its member whose own id, a hash, is smallest, and inherited from then on: by content alone it
    would change with the half of the first tellings that come to it. A telling that nothing else says makes no claim, unless
    a person is asked about it or decided on it; who was asked and answered is not asked again.
    """
    ground, people = ground_of(payload), settled(payload.decided, "claims")
    of = gathered(payload, ground, people)
    whole, kept = _joined(of, people)
    told = OneByOne[Statement]((), statement_written, statement_read)
    claims, used = _claims(whole, of, ground, told)
    tellings, node = of.told, {n: g for g, some in enumerate(whole) for n in some}
    del of, whole  # a large record's fill half a gigabyte
    named = Claims(claims, people.why, payload.former, payload.retired)
    for statement in _alone(tellings, used, ground):
        told.add(statement)
    likely = _likely(kept, node, named.ids)
    ids = chain((s.id for s in told), named.ids, (x.id for x in likely))
    rows: InOrder[Row] = InOrder((told, named, likely), ids, named.memory)
    return Result(rows, people.problems)


def _joined(of: Gathered, people: Settled[DecidedPair]) -> tuple[list[list[int]], list[Offered]]:
    """The nodes of each claim, in the order of their first; and the pairs that a person is asked about."""
    nodes = of.nodes
    found, offered = groups(nodes, of.marks, pairs(nodes, OFFER, of.among, OFFER_PARTS), people.allows)
    decided = {n for n, some in enumerate(of.equal) for t in some if of.told.id(t) in people.about} if people else set()
    held = {n for group in found for n in group}
    found += [[n] for n in sorted(({*np.flatnonzero(of.many > 1).tolist()} | decided) - held)]
    found.sort()
    if people:
        found = people.together(found, nodes.tellings.id)
        offered = [o for o in offered if _open(o, nodes, people)]
    kept = _offers(offered)
    asked = {n for o in kept for n in (o.i, o.j)}
    whole = sorted((*found, *([n] for n in asked - {n for group in found for n in group})), key=_first)
    return said_once(whole, of.equal, of.whole, asked | decided), kept


def _first(group: Sequence[int]) -> int:
    return group[0]


def _open(offer: Offered, nodes: Nodes, people: Settled[DecidedPair]) -> bool:
    """Whether nobody has answered yet: the two are neither one by a person's word nor apart."""
    a, b = nodes.tellings.id(offer.i), nodes.tellings.id(offer.j)
    return people.bonds.head(a) != people.bonds.head(b) and not people.bonds.apart(a, b)


def ground_of(payload: ClaimsInput) -> Ground:
    """What origins are told by."""
    carriers = {c.id: c for c in payload.carriers}
    families = {a: f.id for f in payload.families for a in f.articles}
    return Ground(SpokenOf(payload.spoken), carriers, families, Parties(payload.entities, payload.spoken))


def _claims(
    whole: Sequence[Sequence[int]], of: Gathered, ground: Ground, told: OneByOne[Statement]
) -> tuple[OneByOne[Claim], Flags]:
    """The claims in the order of their nodes, and which tellings are in one. The statements of their members go to `told`."""
    claims, used = OneByOne[Claim]((), claim_written, claim_read), np.zeros(len(of.told), dtype=np.bool_)
    for group in whole:
        at = {of.told.id(t): t for n in group for t in of.equal[n]}
        tellings = outermost(map(of.told.bare, at.values()))
        used[[at[t.id] for t in tellings]] = True
        made = statements(tellings, ground)
        for statement in made:
            told.add(statement)
        middle = of.told.bare(of.equal[_middle(group, of.nodes)][0])
        claims.add(_claim(tellings, middle, _statement_of(tellings, made), ground))
    return claims, used


def _claim(tellings: Sequence[Telling], words: Telling, told: Mapping[str, str], ground: Ground) -> Claim:
    members = tuple(
        Member(t.id, t.article_id, t.span, t.attribution_id, _stance(t, ground), told[t.id]) for t in tellings
    )
    origins, independent = count(members, ground)
    id_ = make_id("claim", min(t.id for t in tellings))
    why = (
        f"{len(members)} tellings alike in words, sense and circumstances, {CHANCE:.0%} likely or more on the average"
        if len(members) > 1
        else "told once"
    )
    return Claim(id_, Place(words.article_id, words.span), members, origins, independent, why)


def _stance(telling: Telling, ground: Ground) -> Stance:
    said = ground.spoken.get(telling.attribution_id or "")
    return said.stance if said else "asserts"


def _statement_of(tellings: Sequence[Telling], made: Sequence[Statement]) -> dict[str, str]:
    by_attribution = {a: s.id for s in made for a in s.attributions}
    by_place = {p: s.id for s in made for p in s.voice}
    return {
        t.id: by_attribution[t.attribution_id] if t.attribution_id else by_place[Place(t.article_id, t.span)]
        for t in tellings
    }


def _middle(group: Sequence[int], nodes: Nodes) -> int:
    """The node whose words the others share most; of equals the one with fewest words."""
    if len(group) == 1:
        return group[0]
    sums: dict[str, float] = defaultdict(float)
    weights = {n: nodes.weights(n) for n in group}
    for n in group:
        for term, weight in weights[n].items():
            sums[term] += weight
    shared = {n: sum([w * sums[x] for x, w in weights[n].items()]) for n in group}
    return min(group, key=lambda n: (-round(shared[n], 3), len(nodes.terms[n]), nodes.tellings[n].id))


def _alone(tellings: Tellings, used: Flags, ground: Ground) -> Iterator[Statement]:
    """What is said once: every attribution is of a statement."""
    for n in np.flatnonzero(~used & (tellings.attributions != b"")).tolist():
        yield alone(tellings.id(n), tellings.attribution(n) or "", ground)


def _offers(offered: Sequence[Offered]) -> list[Offered]:
    """The best few of every node."""
    times: dict[int, int] = defaultdict(int)
    out: list[Offered] = []
    for o in sorted(offered, key=lambda o: (-o.score, o.i, o.j)):
        if times[o.i] < OFFERS and times[o.j] < OFFERS:
            times[o.i] += 1
            times[o.j] += 1
            out.append(o)
    return out


def _likely(kept: Sequence[Offered], claim_of: Mapping[int, int], ids: Sequence[str]) -> list[Likely]:
    """One offer a pair of claims: the best."""
    found: dict[tuple[str, str], Likely] = {}
    for o in kept:
        a, b = sorted((ids[claim_of[o.i]], ids[claim_of[o.j]]))
        found.setdefault((a, b), Likely(make_id("likely", a, b), a, b, round(1 / (1 + exp(-o.score)), 3), o.why))
    return list(found.values())

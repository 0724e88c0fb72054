"""Claims: tellings that say the same, whoever tells them, and where they come from. Joined only where the machine is sure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from math import exp
from operator import attrgetter
from sys import intern

import numpy as np

from firsthand.model.findings import Claim, Likely, Lineage, Member, Place, Retired, Statement
from firsthand.model.ids import make_id
from firsthand.model.readings import Stance, Telling
from firsthand.model.units import ClaimsInput, DecidedPair, Result
from firsthand.resolve.claim_groups import JOIN, OFFER, OFFER_PARTS, Offered, groups
from firsthand.resolve.claim_matters import Matters, candidates, outermost, parted, said_once, under, wholes
from firsthand.resolve.claim_pairs import Ints, Nodes, nodes_of, pairs
from firsthand.resolve.claim_signs import Happened, signs_of
from firsthand.resolve.claim_vetoes import Marks, led_by, marks
from firsthand.resolve.decided import Settled, settled
from firsthand.resolve.heirs import carried_on
from firsthand.resolve.origins import Ground, count
from firsthand.resolve.parties import Parties
from firsthand.resolve.statements import statements

FEWEST = 3  # terms: with fewer ("this information", "the attack") words say too little to be compared
CHANCE = 1 / (1 + exp(-JOIN))
CLAIMED = frozenset({"asserts", "confirms", "predicts", "vows"})  # stances that hold for a part as well
OFFERS = 3  # of a claim: more would bury the person who is asked


def run(payload: ClaimsInput) -> Result:
    """Statements, claims and pairs that may be one claim, sorted by id; the same whatever the order of the tellings.

    A claim's id is made from its member whose own id, a hash, is smallest, and inherited from then on: by content alone it
    would change with the half of the first tellings that come to it. A telling that nothing else says makes no claim, unless
    a person is asked about it or decided on it; who was asked and answered is not asked again.
    """
    ground, people = _ground(payload), settled(payload.decided, "claims")
    parts = wholes(payload.tellings)
    nodes, equal, node_marks, among = _nodes(payload, ground, people, parts)
    found, offered = groups(nodes, node_marks, pairs(nodes, OFFER, among, OFFER_PARTS), people.allows)
    decided = {n for n, some in enumerate(equal) for t in some if t.id in people.about} if people else set()
    if people:
        found = people.together(found, lambda n: nodes.tellings[n].id)
        offered = [o for o in offered if _open(o, nodes, people)]
    kept = _offers(offered)
    asked = {n for o in kept for n in (o.i, o.j)} | decided
    whole = [g for g in found if asked & set(g) or sum(len(equal[n]) for n in g) > 1]
    whole = said_once(whole, equal, parts, asked)
    claims, told = _claims(whole, nodes, equal, ground)
    claims, memory = _named(claims, payload, people)
    alone = _alone(payload.tellings, {m.telling_id for c in claims.values() for m in c.members}, ground)
    likely = _likely(kept, {n: claims[g[0]].id for g in whole for n in g})
    rows: list[Statement | Claim | Likely] = sorted((*told, *alone, *claims.values(), *likely), key=_id)
    return Result((*rows, *memory), people.problems)


def _open(offer: Offered, nodes: Nodes, people: Settled[DecidedPair]) -> bool:
    """Whether nobody has answered yet: the two are neither one by a person's word nor apart."""
    a, b = nodes.tellings[offer.i].id, nodes.tellings[offer.j].id
    return people.bonds.head(a) != people.bonds.head(b) and not people.bonds.apart(a, b)


def _named(
    claims: Mapping[int, Claim], payload: ClaimsInput, people: Settled[DecidedPair]
) -> tuple[dict[int, Claim], list[Lineage | Retired]]:
    """The claims under the ids they had, with what people decided of them; and what is remembered of ids."""
    held = [(c, frozenset(m.telling_id for m in c.members)) for c in claims.values()]
    ids, memory = carried_on([(c.id, members) for c, members in held], payload.former, payload.retired)
    named = (replace(c, id=id_, why=_why(c, people.why(ms))) for id_, (c, ms) in zip(ids, held, strict=True))
    return dict(zip(claims, named, strict=True)), memory


def _why(claim: Claim, people: str) -> str:
    """Where a person joined some of it, the machine's measure is not said of all."""
    return f"{len(claim.members)} tellings{people}" if "the same" in people else f"{claim.why}{people}"


def _ground(payload: ClaimsInput) -> Ground:
    carriers = {c.id: c for c in payload.carriers}
    families = {a: f.id for f in payload.families for a in f.articles}
    return Ground(
        {s.id: s for s in payload.spoken},
        carriers,
        families,
        Parties(payload.entities, sorted(payload.spoken, key=_id)),
    )


_id = attrgetter("id")


def _nodes(
    payload: ClaimsInput, ground: Ground, people: Settled[DecidedPair], parts: Mapping[str, str]
) -> tuple[Nodes, list[list[Telling]], list[Marks], Ints]:
    """Tellings of the same terms are one node; its telling with the smallest id stands for it. Names count as their party.

    Those that a person parted are nodes of their own, and so is one that says too little and was decided on. Behind them parts
    of tellings, if they may be one claim with another; last the pairs that may.
    """
    same: dict[tuple[tuple[str, ...], bool, frozenset[str] | None], list[Telling]] = defaultdict(list)
    alone: list[tuple[tuple[str, ...], list[Telling]]] = []
    matters = dict[str, Matters]()
    by_id = {t.id: t for t in payload.tellings} if parts else {}
    as_party = cache(lambda name: intern(f"@{ground.parties.key(name[1:])}"))
    for telling in sorted(payload.tellings, key=_id):
        terms, matters[telling.id] = parted(telling.terms, telling.id in parts)
        if names := led_by(terms, "@"):
            at = bisect_left(terms, "@")
            terms = (*terms[:at], *sorted(set(map(as_party, names))), *terms[at + len(names) :])
        told = matters[telling.id]
        if told.part:
            matters[telling.id] = told = under(told, _stood(telling, by_id[parts[telling.id]], ground))
        if told.part or len(terms) - len(led_by(terms, "~")) - len(led_by(terms, "#")) >= FEWEST:
            same[terms, telling.negated, told.names | told.moods if told.part else None].append(telling)
        elif telling.id in people.about:
            alone.append(((), [telling]))
    held = [(terms, some) for (terms, *_), all_ in same.items() for some in _unparted(all_, people)]
    held.sort(key=lambda x: matters[x[1][0].id].part)
    first = sum(not matters[some[0].id].part for _, some in held)
    of = [*held[:first], *alone, *held[first:]]
    happened = Happened(payload.happenings)
    told_of = [matters[some[0].id] for _, some in of]
    events = [
        {h.event_id for h in happened.within(some[0]) if h.event_id} if told.names else ()
        for (_, some), told in zip(of, told_of, strict=True)
    ]
    among = candidates(told_of, [x for x, _ in of], events, [some[0].article_id for _, some in of])
    needed = np.array(
        [n < first + len(alone) or any(t.id in people.about for t in x[1]) for n, x in enumerate(of)], dtype=bool
    )
    needed[among] = True
    among = (np.cumsum(needed) - 1)[among]
    kept = np.flatnonzero(needed).tolist()
    of, told_of = [of[n] for n in kept], [told_of[n] for n in kept]
    heads, terms_of = [some[0] for _, some in of], [terms for terms, _ in of]
    nodes = nodes_of(heads, terms_of, signs_of(payload, ground, happened, heads, terms_of), told_of)
    return nodes, [some for _, some in of], [marks(t, x) for t, x in zip(heads, terms_of, strict=True)], among


def _stood(part: Telling, whole: Telling, ground: Ground) -> str:
    """How who tells the whole stands to the part: "" as to what is claimed; else it is denied or asked for, or the whole is
    turned as the part is not, and only what is told alike may be one claim with it."""
    said = ground.spoken.get(whole.attribution_id or "")
    stance = "" if said is None or said.stance in CLAIMED else said.stance
    return stance if part.negated == whole.negated else f"{stance} turned"


def _unparted(tellings: list[Telling], people: Settled[DecidedPair]) -> list[list[Telling]]:
    """Tellings of the same terms as one, or as several where a person said that some are not the same."""
    out: list[list[Telling]] = [] if people else [tellings]
    for telling in tellings if people else ():
        home = next((some for some in out if people.bonds.join(some[0].id, telling.id)), None)
        if home is None:
            out.append([telling])
        else:
            home.append(telling)
    return out


def _claims(
    whole: Sequence[Sequence[int]], nodes: Nodes, equal: Sequence[Sequence[Telling]], ground: Ground
) -> tuple[dict[int, Claim], list[Statement]]:
    """The claims by their first node, and the statements of their members."""
    claims: dict[int, Claim] = {}
    told: list[Statement] = []
    for group in whole:
        tellings = outermost(t for n in group for t in equal[n])
        made = statements(tellings, ground)
        told += made
        claims[group[0]] = _claim(
            tellings, nodes.tellings[_middle(group, nodes)], _statement_of(tellings, made), ground
        )
    return claims, told


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


def _alone(tellings: Sequence[Telling], held: set[str], ground: Ground) -> Iterator[Statement]:
    """What is said once: every attribution is of a statement."""
    for telling in tellings:
        if telling.attribution_id and telling.id not in held:
            yield from statements([telling], ground)


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


def _likely(kept: Sequence[Offered], claim_of: Mapping[int, str]) -> list[Likely]:
    """One offer a pair of claims: the best."""
    found: dict[tuple[str, str], Likely] = {}
    for o in kept:
        a, b = sorted((claim_of[o.i], claim_of[o.j]))
        found.setdefault((a, b), Likely(make_id("likely", a, b), a, b, round(1 / (1 + exp(-o.score)), 3), o.why))
    return list(found.values())

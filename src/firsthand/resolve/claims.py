"""Claims: tellings that say the same, whoever tells them, and where they come from. Joined only where the machine is sure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from math import exp
from sys import intern

from firsthand.model.findings import Claim, Likely, Member, Place, Statement
from firsthand.model.ids import make_id
from firsthand.model.readings import Stance, Telling
from firsthand.model.units import ClaimsInput, Result
from firsthand.resolve.claim_groups import JOIN, OFFER, Offered, groups
from firsthand.resolve.claim_pairs import Nodes, nodes_of, pairs
from firsthand.resolve.claim_signs import signs_of
from firsthand.resolve.claim_vetoes import Marks, marks
from firsthand.resolve.origins import Ground, count
from firsthand.resolve.parties import Parties
from firsthand.resolve.statements import statements

FEWEST = 4  # terms: with fewer ("this information", "at the second red flag") words say too little to be compared
CHANCE = 1 / (1 + exp(-JOIN))
OFFERS = 3  # of a claim: more would bury the person who is asked


def run(payload: ClaimsInput) -> Result:
    """Statements, claims and pairs that may be one claim, sorted by id; the same whatever the order of the tellings.

    A claim's id is made from its member whose own id, a hash, is smallest: so when members come and go, the chance that the id
    stays is the share of members that stay (as in MinHash), and it depends on nothing but what the claim holds.
    A telling that nothing else says makes no claim, unless a person is asked about it.
    """
    ground = _ground(payload)
    nodes, equal, node_marks = _nodes(payload, ground)
    found, offered = groups(nodes, node_marks, pairs(nodes, OFFER))
    kept = _offers(offered)
    asked = {n for o in kept for n in (o.i, o.j)}
    whole = [g for g in found if asked & set(g) or sum(len(equal[n]) for n in g) > 1]
    claims, told = _claims(whole, nodes, equal, ground)
    alone = _alone(payload.tellings, {m.telling_id for c in claims.values() for m in c.members}, ground)
    likely = _likely(kept, {n: claims[g[0]].id for g in whole for n in g})
    rows: list[Statement | Claim | Likely] = sorted((*told, *alone, *claims.values(), *likely), key=_id)
    return Result(tuple(rows))


def _ground(payload: ClaimsInput) -> Ground:
    carriers = {c.id: c for c in payload.carriers}
    families = {a: f.id for f in payload.families for a in f.articles}
    return Ground(
        {s.id: s for s in payload.spoken},
        carriers,
        families,
        Parties(payload.entities, sorted(payload.spoken, key=_id)),
    )


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))


def _nodes(payload: ClaimsInput, ground: Ground) -> tuple[Nodes, list[list[Telling]], list[Marks]]:
    """Tellings of the same terms are one node; its telling with the smallest id stands for it. Names count as their party."""
    same: dict[tuple[tuple[str, ...], bool], list[Telling]] = defaultdict(list)
    as_party = cache(lambda name: intern(f"@{ground.parties.key(name[1:])}"))
    for telling in sorted(payload.tellings, key=_id):
        terms = tuple(sorted({as_party(x) if x[0] == "@" else x for x in telling.terms}))
        if sum(x[0] not in "~#" for x in terms) >= FEWEST:
            same[terms, telling.negated].append(telling)
    terms_of = [terms for terms, _ in same]
    equal = list(same.values())
    heads = [some[0] for some in equal]
    signs = signs_of(payload, ground, heads, terms_of)
    return nodes_of(heads, terms_of, signs), equal, [marks(t, terms) for t, terms in zip(heads, terms_of, strict=True)]


def _claims(
    whole: Sequence[Sequence[int]], nodes: Nodes, equal: Sequence[Sequence[Telling]], ground: Ground
) -> tuple[dict[int, Claim], list[Statement]]:
    """The claims by their first node, and the statements of their members."""
    claims: dict[int, Claim] = {}
    told: list[Statement] = []
    for group in whole:
        tellings = sorted((t for n in group for t in equal[n]), key=lambda t: (t.article_id, t.span, t.id))
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
    sums: dict[str, float] = defaultdict(float)
    for n in group:
        for term, weight in nodes.weights(n).items():
            sums[term] += weight
    shared = {n: sum(w * sums[x] for x, w in nodes.weights(n).items()) for n in group}
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

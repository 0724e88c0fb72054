"""The ids of parties, events and claims: what the last run called them, as far as they are still the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from firsthand.model.findings import Lineage, Retired
from firsthand.model.ids import make_id
from firsthand.model.inherit import inherit
from firsthand.resolve.party import Party, label


def inherited(
    parties: Sequence[Party], former: tuple[Lineage, ...], retired: tuple[Retired, ...]
) -> tuple[list[str], list[Retired]]:
    """The id of each party in order, and every retired id with its heir.

    The id of a person who was public and no longer is leads to the first article's own entity, which says why there is none.
    """
    made = [make_id("entity", p.kind, *p.content) for p in parties]
    public = [at for at, p in enumerate(parties) if p.public]
    before = {x.id: frozenset(x.members) for x in former}
    found = inherit(before, [(made[at], parties[at].members) for at in public], {x.id: x.heir for x in retired})
    ids = list(made)
    for at, id_ in zip(public, found.ids, strict=True):
        ids[at] = id_
    heirs = dict(found.retired)
    hidden = {label(*key): made[at] for at, p in reversed(list(enumerate(parties))) if not p.public for key in p.names}
    borne = set(found.ids)
    for id_, members in before.items():
        if id_ not in borne and id_ not in heirs and (heir := _first(hidden, members)):
            heirs[id_] = heir
    there = {*ids, *heirs}
    for x in retired:
        if x.id not in there and x.heir in there:
            heirs[x.id] = heirs.get(x.heir, x.heir)
    return ids, [Retired(id_, heir) for id_, heir in sorted(heirs.items())]


def carried_on(
    made: Sequence[tuple[str, frozenset[str]]], former: tuple[Lineage, ...], retired: tuple[Retired, ...]
) -> tuple[tuple[str, ...], list[Lineage | Retired]]:
    """The id of each class in order, given with the id its content makes; and what is to be remembered for the next run.

    What an id stood for is remembered also while nothing of it is read: a rejection that is withdrawn brings the id back.
    """
    found = inherit({x.id: frozenset(x.members) for x in former}, made, {x.id: x.heir for x in retired})
    heirs, borne = dict(found.retired), set(found.ids)
    asleep = {x.id: x for x in former if x.id not in borne and x.id not in heirs}
    heirs |= {x.id: x.heir for x in retired if x.heir in asleep and x.id not in borne and x.id not in heirs}
    lineage = {id_: Lineage(id_, tuple(sorted(m))) for id_, (_, m) in zip(found.ids, made, strict=True)} | asleep
    return found.ids, [*(lineage[id_] for id_ in sorted(lineage)), *(Retired(*x) for x in sorted(heirs.items()))]


def _first(hidden: Mapping[str, str], members: frozenset[str]) -> str | None:
    return next((hidden[m] for m in sorted(members) if m in hidden), None)

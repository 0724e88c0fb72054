"""The ids of parties, events and claims: what the last run called them, as far as they are still the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from firsthand.model.findings import Lineage, Retired
from firsthand.model.ids import make_id
from firsthand.model.inherit import inherit
from firsthand.model.packed import OneByOne
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
    made: Collection[tuple[str, frozenset[str]]], former: tuple[Lineage, ...], retired: tuple[Retired, ...]
) -> tuple[tuple[str, ...], Remembered]:
    """The id of each class in order, given with the id its content makes; and what is to be remembered for the next run.

    What an id stood for is remembered also while nothing of it is read: a rejection that is withdrawn brings the id back.
    The classes are gone through twice: where there is nothing to inherit, those of a large record never stand side by side.
    """
    now = [(id_, some if former else NOBODY) for id_, some in made]
    found = inherit({x.id: frozenset(x.members) for x in former}, now, {x.id: x.heir for x in retired})
    heirs, borne = dict(found.retired), set(found.ids)
    asleep = [x for x in former if x.id not in borne and x.id not in heirs]
    there = {x.id for x in asleep}
    heirs |= {x.id: x.heir for x in retired if x.heir in there and x.id not in borne and x.id not in heirs}
    lineage = (Lineage(id_, tuple(sorted(some))) for id_, (_, some) in zip(found.ids, made, strict=True))
    kept = OneByOne[Lineage](chain(lineage, asleep), _written, _lineage)
    ids = (*found.ids, *(x.id for x in asleep))
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return found.ids, Remembered(kept, order, [Retired(*x) for x in sorted(heirs.items())])


NOBODY = frozenset[str]()


def _written(x: Lineage) -> object:
    return x.id, x.members


def _lineage(written: Any) -> Lineage:
    return Lineage(*written)


class Remembered(Collection[Lineage | Retired]):
    """What ids stand for, by id, then where retired ones lead."""

    def __init__(self, kept: OneByOne[Lineage], order: Sequence[int], retired: Sequence[Retired]) -> None:
        self._kept, self._order, self._retired = kept, order, retired

    def __len__(self) -> int:
        return len(self._order) + len(self._retired)

    def __iter__(self) -> Iterator[Lineage | Retired]:
        return chain(map(self._kept.__getitem__, self._order), self._retired)

    def __contains__(self, row: object) -> bool:
        return any(row == x for x in self)


def _first(hidden: Mapping[str, str], members: frozenset[str]) -> str | None:
    return next((hidden[m] for m in sorted(members) if m in hidden), None)

"""The ids of parties, events and claims: what the last run called them, as far as they are still the same."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import Lineage, Retired
from firsthand.model.ids import make_id
from firsthand.model.inherit import Classes, inherit
from firsthand.resolve.party import Party, label

Ids = NDArray[np.bytes_]
Ints = NDArray[np.int64]


def inherited(
    parties: Sequence[Party], former: Collection[Lineage], retired: tuple[Retired, ...]
) -> tuple[list[str], list[Retired]]:
    """The id of each party in order, and every retired id with its heir.

    The id of a person who was public and no longer is leads to the first article's own entity, which says why there is none.
    """
    made = [make_id("entity", p.kind, *p.content) for p in parties]
    public = [at for at, p in enumerate(parties) if p.public]
    before = lineages(former)
    now = Classes.of((made[at], parties[at].members) for at in public)
    found = inherit(before, now, {x.id: x.heir for x in retired})
    ids = list(made)
    for at, id_ in zip(public, found.ids, strict=True):
        ids[at] = bytes(id_).decode()
    heirs = dict(found.retired)
    hidden = {label(*key): made[at] for at, p in reversed(list(enumerate(parties))) if not p.public for key in p.names}
    borne = {ids[at] for at in public}
    for x in before:
        if x.id not in borne and x.id not in heirs and (heir := _first(hidden, x.members)):
            heirs[x.id] = heir
    there = {*ids, *heirs}
    for old in retired:
        if old.id not in there and old.heir in there:
            heirs[old.id] = heirs.get(old.heir, old.heir)
    return ids, [Retired(id_, heir) for id_, heir in sorted(heirs.items())]


def carried_on(
    made: Ids, members: Callable[[int], Iterable[str]], former: Collection[Lineage], retired: tuple[Retired, ...]
) -> tuple[Ids, Remembered]:
    """The id of each class in order, given by the id its content makes; and what is to be remembered for the next run.

    What an id stood for is remembered also while nothing of it is read: a rejection that is withdrawn brings the id back.
    The members of a class are asked for where there is something to inherit, and when what is remembered is gone through.
    """
    before = lineages(former)
    now = Classes.of((bytes(id_).decode(), members(n) if before else ()) for n, id_ in enumerate(made))
    found = inherit(before, now, {x.id: x.heir for x in retired})
    del now
    heirs = dict(found.retired)
    known = np.concatenate([found.ids, np.array([x.encode() for x in heirs], dtype=np.bytes_)])
    asleep = np.flatnonzero(~np.isin(before.ids, known))
    there = {bytes(x).decode() for x in before.ids[asleep]} if retired else set[str]()
    borne = {bytes(x).decode() for x in found.ids} if retired else set[str]()
    heirs |= {x.id: x.heir for x in retired if x.heir in there and x.id not in borne and x.id not in heirs}
    return found.ids, Remembered(found.ids, members, before, asleep, [Retired(*x) for x in sorted(heirs.items())])


def lineages(former: Iterable[Lineage]) -> Classes:
    """What ids stood for, as columns."""
    return former if isinstance(former, Classes) else Classes.of((x.id, x.members) for x in former)


class Remembered(Collection[Lineage | Retired]):
    """What ids stand for, by id, then where retired ones lead."""

    def __init__(
        self,
        ids: Ids,
        members: Callable[[int], Iterable[str]],
        before: Classes,
        asleep: Ints,
        retired: Sequence[Retired],
    ) -> None:
        """`asleep` are those of before that nothing is read of."""
        self._ids, self._members, self._before, self._asleep, self._retired = ids, members, before, asleep, retired

    def __len__(self) -> int:
        return len(self._ids) + len(self._asleep) + len(self._retired)

    def __iter__(self) -> Iterator[Lineage | Retired]:
        order = np.argsort(np.concatenate([self._ids, self._before.ids[self._asleep]]), kind="stable")
        return chain(map(self._lineage, order.tolist()), self._retired)

    def _lineage(self, n: int) -> Lineage:
        if n >= len(self._ids):
            return self._before[int(self._asleep[n - len(self._ids)])]
        return Lineage(bytes(self._ids[n]).decode(), tuple(sorted(self._members(n))))

    def __contains__(self, row: object) -> bool:
        return any(row == x for x in self)


def _first(hidden: Mapping[str, str], members: Sequence[str]) -> str | None:
    return next((hidden[m] for m in members if m in hidden), None)

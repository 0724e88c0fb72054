"""Ids that stay: a class of things keeps the id of the former class it shares most with; retired ids lead to their heirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import Lineage
from firsthand.model.ids import KIND_OF, make_id
from firsthand.model.packed import Asked

Ids = NDArray[np.bytes_]
Ints = NDArray[np.int64]
AT_ONCE = 20_000  # classes that stand as objects while they are taken over


class Classes(Asked[Lineage]):
    """Classes with their ids as columns: `members[first[n] : first[n + 1]]` are those of one."""

    def __init__(self, ids: Ids, first: Ints, members: Ids) -> None:
        self.ids, self.first, self.members = ids, first, members

    @staticmethod
    def of(some: Iterable[tuple[str, Iterable[str]]]) -> Classes:
        left, ids, members, sizes = iter(some), list[Ids](), list[Ids](), [0]
        while here := [(id_.encode(), [m.encode() for m in sorted(of)]) for id_, of in islice(left, AT_ONCE)]:
            ids.append(np.array([id_ for id_, _ in here], dtype=np.bytes_))
            members.append(np.array([m for _, of in here for m in of], dtype=np.bytes_))
            sizes += [len(of) for _, of in here]
        none = np.empty(0, dtype="S1")
        return Classes(np.concatenate([none, *ids]), np.cumsum(sizes), np.concatenate([none, *members]))

    def __len__(self) -> int:
        return len(self.ids)

    def one(self, n: int) -> Lineage:
        members = self.members[self.first[n] : self.first[n + 1]]
        return Lineage(bytes(self.ids[n]).decode(), tuple([bytes(m).decode() for m in members]))


@dataclass(frozen=True, slots=True, eq=False)
class Inherited:
    """What a new clustering has from the former one."""

    ids: Ids  # of the classes as given, in their order
    retired: tuple[tuple[str, str], ...]  # former ids that no class bears, each with its heir; sorted


def inherit(former: Classes, now: Classes, retired: Mapping[str, str] | None = None) -> Inherited:
    """The id of each class of `now`, given with the id its content makes; every former id is borne by one class at most.

    Classes are disjoint. The two that share most members are matched first; of equals, those whose ids agree already, then
    the first by id. A class without a former one takes the id of its content, or one made from that where another class
    bears it: 'e-one' {a, b, c} parted into {a} and {b, c} stays with {b, c}. A former id that nobody bears leads to the
    class that holds most of its members; one whose members are all gone leads nowhere and is left out. `retired` are the
    redirections so far: they are carried on to the heirs of their heirs, and end where an id is borne again.
    The same whatever the order of `former` and `now`, and nothing changes when it is done twice.
    """
    shared = _shared(former, now)
    given = _matched(shared, len(former), len(now))
    ids = _named(former.ids, now.ids, given)
    heirs = _heirs(shared, former.ids, now.ids, given, ids)
    return Inherited(ids, _carried(heirs, retired or {}, ids))


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """Former classes and those of now that share members, best first."""

    former: Ints
    now: Ints
    many: Ints


def _shared(former: Classes, now: Classes) -> _Shared:
    order = np.argsort(now.members, kind="stable")
    members = now.members[order]
    at = np.searchsorted(members, former.members)
    there = at < len(members)
    there[there] = members[at[there]] == former.members[there]
    of_now = np.repeat(np.arange(len(now)), np.diff(now.first))[order[at[there]]]
    of_former = np.repeat(np.arange(len(former)), np.diff(former.first))[there]
    keys, many = np.unique(of_former * max(1, len(now)) + of_now, return_counts=True)
    one, other = keys // max(1, len(now)), keys % max(1, len(now))
    best = np.lexsort((now.ids[other], former.ids[one], former.ids[one] != now.ids[other], -many))
    return _Shared(one[best], other[best], many[best])


def _matched(shared: _Shared, former: int, now: int) -> Ints:
    """Of each class of now the former one whose id it keeps, or -1."""
    given, used = np.full(now, -1), bytearray(former)
    held = given.tolist()
    for one, other in zip(shared.former.tolist(), shared.now.tolist(), strict=True):
        if held[other] < 0 and not used[one]:
            held[other] = one
            used[one] = 1
    given[:] = held
    return given


def _named(former: Ids, made: Ids, given: Ints) -> Ids:
    """The ids kept, and for the other classes, in the order of what their content makes, that or the first made from it that
    nobody bears."""
    ids = made.astype(np.result_type(former, made)) if len(former) else made.copy()
    kept = given >= 0
    ids[kept] = former[given[kept]]
    if len(np.unique(ids)) == len(ids):
        return ids
    borne, out = {bytes(x).decode() for x in ids[kept]}, [bytes(x).decode() for x in ids]
    for n in sorted(np.flatnonzero(~kept).tolist(), key=out.__getitem__):
        out[n] = next(x for x in _made_from(out[n]) if x not in borne)
        borne.add(out[n])
    return np.array([x.encode() for x in out])


def _made_from(made: str) -> Iterator[str]:
    yield made
    for n in range(1, 1_000_000):
        yield make_id(KIND_OF[made[0]], made, n)


def _heirs(shared: _Shared, former: Ids, made: Ids, given: Ints, ids: Ids) -> dict[str, str]:
    """Of each former id that nobody bears the class that holds most of it."""
    unborne = np.ones(len(former), dtype=np.bool_)
    unborne[given[given >= 0]] = False
    best: dict[int, tuple[int, bytes, int]] = {}
    some = np.flatnonzero(unborne[shared.former]) if len(former) else np.empty(0, dtype=np.int64)
    for n in some.tolist():
        at = int(shared.now[n])
        mine = -int(shared.many[n]), bytes(made[at]), at
        best[int(shared.former[n])] = min(best.get(int(shared.former[n]), mine), mine)
    return {bytes(former[n]).decode(): bytes(ids[at]).decode() for n, (_, _, at) in best.items()}


def _carried(heirs: Mapping[str, str], retired: Mapping[str, str], ids: Ids) -> tuple[tuple[str, str], ...]:
    """Every redirection, old and new, led to an id that is borne."""
    found: dict[str, str] = {}
    known = np.sort(ids)

    def borne(id_: str) -> bool:
        at = int(np.searchsorted(known, id_.encode()))
        return at < len(known) and bytes(known[at]) == id_.encode()

    for id_, heir in {**retired, **heirs}.items():
        heir = heirs.get(heir, heir)
        if not borne(id_) and borne(heir):
            found[id_] = heir
    return tuple(sorted(found.items()))

"""Ids that stay: a class of things keeps the id of the former class it shares most with; retired ids lead to their heirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from firsthand.model.ids import KIND_OF, make_id

Members = frozenset[str]


@dataclass(frozen=True, slots=True)
class Inherited:
    """What a new clustering has from the former one."""

    ids: tuple[str, ...]  # of the classes as given, in their order
    retired: tuple[tuple[str, str], ...]  # former ids that no class bears, each with its heir; sorted


def inherit(
    former: Mapping[str, Members],
    now: Sequence[tuple[str, Members]],
    retired: Mapping[str, str] | None = None,
) -> Inherited:
    """The id of each class of `now`, given with the id its content makes; every former id is borne by one class at most.

    Classes are disjoint. The two that share most members are matched first; of equals, those whose ids agree already, then
    the first by id. A class without a former one takes the id of its content, or one made from that where another class
    bears it: 'e-one' {a, b, c} parted into {a} and {b, c} stays with {b, c}. A former id that nobody bears leads to the
    class that holds most of its members; one whose members are all gone leads nowhere and is left out. `retired` are the
    redirections so far: they are carried on to the heirs of their heirs, and end where an id is borne again.
    The same whatever the order of `former` and `now`, and nothing changes when it is done twice.
    """
    shared = _shared(former, [members for _, members in now])
    given = _matched(shared, [made for made, _ in now])
    borne = set(given.values())
    for at in sorted(range(len(now)), key=lambda at: now[at][0]):
        if at not in given:
            given[at] = _unborne(now[at][0], borne)
            borne.add(given[at])
    heirs = _heirs(shared, [made for made, _ in now], given, borne)
    return Inherited(tuple(given[at] for at in range(len(now))), _carried(heirs, retired or {}, borne))


def _shared(former: Mapping[str, Members], now: Sequence[Members]) -> dict[tuple[str, int], int]:
    """How many members a former class and one of now share, for those that share any."""
    place = {member: at for at, members in enumerate(now) for member in members}
    found: dict[tuple[str, int], int] = defaultdict(int)
    for id_, members in former.items():
        for member in members:
            if member in place:
                found[id_, place[member]] += 1
    return found


def _matched(shared: Mapping[tuple[str, int], int], made: Sequence[str]) -> dict[int, str]:
    order = sorted(shared, key=lambda pair: (-shared[pair], pair[0] != made[pair[1]], pair[0], made[pair[1]]))
    given: dict[int, str] = {}
    used: set[str] = set()
    for id_, at in order:
        if at not in given and id_ not in used:
            given[at] = id_
            used.add(id_)
    return given


def _unborne(made: str, borne: set[str]) -> str:
    """The id itself, or the first made from it that nobody bears."""
    return next(id_ for id_ in _made_from(made) if id_ not in borne)


def _made_from(made: str) -> Iterator[str]:
    yield made
    for n in range(1, 1_000_000):
        yield make_id(KIND_OF[made[0]], made, n)


def _heirs(
    shared: Mapping[tuple[str, int], int], made: Sequence[str], given: Mapping[int, str], borne: set[str]
) -> dict[str, str]:
    best: dict[str, tuple[int, str, int]] = {}
    for (id_, at), n in shared.items():
        if id_ not in borne:
            best[id_] = min(best.get(id_, (0, "", -1)), (-n, made[at], at))
    return {id_: given[at] for id_, (_, _, at) in best.items()}


def _carried(heirs: Mapping[str, str], retired: Mapping[str, str], borne: set[str]) -> tuple[tuple[str, str], ...]:
    """Every redirection, old and new, led to an id that is borne."""
    found: dict[str, str] = {}
    for id_, heir in {**retired, **heirs}.items():
        heir = heirs.get(heir, heir)
        if id_ not in borne and heir in borne:
            found[id_] = heir
    return tuple(sorted(found.items()))

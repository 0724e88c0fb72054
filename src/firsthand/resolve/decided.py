"""What people decided of pairs, taken together: what is one and what is not. The later decision wins; no order matters."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from firsthand.model.problems import Problem
from firsthand.model.units import DecidedPair, NamePair, StepName

Pair = DecidedPair | NamePair
P = TypeVar("P", DecidedPair, NamePair)
T = TypeVar("T")
CONFLICT = "judgements-conflict"
LOST = "judgement-finds-nothing"
UNDO = "withdraw one with: firsthand judge undo J-ID --by NAME"


class Bonds:
    """Things that are one, and things that must not be. What was joined stays; what would join two that are apart is refused.

    With h-1 and h-2 joined, and h-2 and h-3 parted, h-1 and h-3 can be joined no more.
    """

    def __init__(self) -> None:
        self._head: dict[str, str] = {}
        self._apart: dict[str, set[str]] = defaultdict(set)  # by head: heads

    def head(self, a: str) -> str:
        """What stands for all that are one with it: the smallest."""
        while (above := self._head.get(a, a)) != a:
            self._head[a] = self._head.get(above, above)
            a = above
        return a

    def apart(self, a: str, b: str) -> bool:
        return self.head(b) in self._apart.get(self.head(a), ())

    def part(self, a: str, b: str) -> bool:
        """Whether the two are apart now; not if they are one."""
        a, b = self.head(a), self.head(b)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)
        return a != b

    def join(self, a: str, b: str) -> bool:
        """Whether the two are one now; not if they are apart."""
        a, b = sorted((self.head(a), self.head(b)))
        if a == b or self.apart(a, b):
            return a == b
        self._head[b] = a
        for other in self._apart.pop(b, set()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        return True


@dataclass(frozen=True, slots=True)
class Settled(Generic[P]):
    """Decisions that hold beside each other, and a problem for each that does not."""

    bonds: Bonds
    kept: tuple[P, ...]  # the latest first
    problems: tuple[Problem, ...]
    about: dict[str, list[P]]  # those kept, by what they are about

    def __bool__(self) -> bool:
        return bool(self.kept)

    @property
    def allows(self) -> Callable[[str, str], bool] | None:
        """Joins two for the machine, unless a person parted them; None where nobody decided anything."""
        return self.bonds.join if self.kept else None

    def why(self, members: Iterable[str]) -> str:
        """'; the same: decided by a person (j-1)', to be put after the reasons of the machine."""
        found = {p.judgement_id: p for m in members for p in self.about.get(m, ())} if self.kept else {}
        how = {True: "the same", False: "apart from another"}
        return "".join(f"; {how[p.same]}: decided by a person ({id_})" for id_, p in sorted(found.items()))

    def together(self, groups: Sequence[Sequence[T]], name: Callable[[T], str]) -> list[list[T]]:
        """Groups of which people joined two members made one, in the order of their first."""
        found: dict[str, list[T]] = {}
        for group in groups:
            found.setdefault(self.bonds.head(name(group[0])), []).extend(group)
        return list(found.values())


def settled(pairs: Iterable[P], step: StepName) -> Settled[P]:
    """Laid from the latest to the oldest: an older one that cannot hold beside later ones is left aside, and told."""
    bonds, kept, problems, about = Bonds(), list[P](), list[Problem](), dict[str, list[P]]()
    for pair in sorted(pairs, key=lambda p: (p.judgement_id, p.same, p.a or "", p.b or ""), reverse=True):
        if pair.a is None or pair.b is None or (pair.a == pair.b and not pair.same):
            problems.append(Problem(step, "record", LOST, _lost(pair)))
        elif bonds.join(pair.a, pair.b) if pair.same else bonds.part(pair.a, pair.b):
            kept.append(pair)
            for one in (pair.a, pair.b):
                about.setdefault(one, []).append(pair)
        else:
            problems.append(Problem(step, "record", CONFLICT, _conflict(pair, kept)))
    return Settled(bonds, tuple(kept), tuple(problems), about)


def _lost(pair: Pair) -> str:
    what = "nothing is read any more" if pair.a is None or pair.b is None else "only one thing is read"
    return f"{_told(pair)}: {what} where it points, so it has no effect; it is kept, or {UNDO}"


def _conflict(pair: Pair, kept: Sequence[Pair]) -> str:
    later = ", ".join(map(_told, _against(pair, kept)))
    return f"{_told(pair)} cannot hold beside {later}: made later, they stand; {UNDO}"


def _told(pair: Pair) -> str:
    return f"{pair.judgement_id} ({'same' if pair.same else 'different'})"


def _against(pair: Pair, kept: Sequence[Pair]) -> list[Pair]:
    """The later decisions that it contradicts: of those that join its two, or that join them with two that are parted."""
    one, other = _ways(pair.a, kept), _ways(pair.b, kept)
    if not pair.same:
        return one.get(pair.b, [])
    for d in kept:
        ends = [] if d.same else [(d.a, d.b), (d.b, d.a)]
        for x, y in ends:
            if x in one and y in other:
                return [*one[x], d, *other[y]]
    return []


def _ways(start: str | None, kept: Sequence[Pair]) -> dict[str | None, list[Pair]]:
    """All that is one with it, each with the fewest decisions that make it so."""
    steps: dict[str | None, list[tuple[str | None, Pair]]] = defaultdict(list)
    for p in kept:
        if p.same:
            steps[p.a].append((p.b, p))
            steps[p.b].append((p.a, p))
    ways: dict[str | None, list[Pair]] = {start: []}
    todo = deque([start])
    while todo:
        here = todo.popleft()
        for there, p in steps[here]:
            if there not in ways:
                ways[there] = [*ways[here], p]
                todo.append(there)
    return ways

"""What the step `claims` makes, as columns: of 100 000 articles it makes six million rows."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, spread
from firsthand.model.findings import Claim, Lineage, Member, Place, Retired
from firsthand.model.ids import make_ids
from firsthand.model.packed import Asked
from firsthand.model.readings import Stance
from firsthand.model.spans import Span
from firsthand.model.tellings import Tellings
from firsthand.resolve.claim_ground import STANCES
from firsthand.resolve.claim_groups import JOIN
from firsthand.resolve.heirs import carried_on
from firsthand.resolve.origins import Ground, count

ASSERTS: Stance = "asserts"  # of what an outlet tells itself
CHANCE = 1 / (1 + exp(-JOIN))
Ints = NDArray[np.int64]
Ids = NDArray[np.bytes_]


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """Claims as columns: the tellings of each in order of place, the statement of each telling, and whose words stand for it."""

    told: Tellings
    members: Lists
    statement: NDArray[np.int32]  # by member
    statements: Ids
    words: Ints  # by claim: a telling

    def ids(self) -> Ids:
        """Made from the member whose own id is smallest."""
        values, first = self.members.values, self.members.first
        least = np.minimum.reduceat(values, first) if len(first) else values
        return make_ids("claim", map(bytes, self.told.ids[least]))


class Claims(Asked[Claim]):
    """The claims under the ids they had, with what people decided of them; and what is remembered of ids."""

    def __init__(
        self,
        made: Made,
        ground: Ground,
        people: Callable[[Iterable[str]], str],
        former: Collection[Lineage],
        retired: tuple[Retired, ...],
    ) -> None:
        self._made, self._ground, self._people = made, ground, people
        found = carried_on(made.ids(), self._members, former, retired)
        self.ids, self.memory = found

    def _members(self, n: int) -> list[str]:
        return [self._made.told.id(t) for t in self._made.members[n]]

    def __len__(self) -> int:
        return len(self._made.words)

    def one(self, n: int) -> Claim:
        return self.several(np.array([n]))[0]

    def several(self, which: Ints) -> list[Claim]:
        made, told = self._made, self._made.told
        _, some = made.members.all(which)
        sizes = made.members.many[which]
        rows = self._ground.rows[told.said[some]].tolist()
        members = self._members_of(some, spread(made.members.first[which], sizes), rows)
        words = [
            Place(told.articles[told.article[t]], Span(int(told.start[t]), int(told.end[t]))) for t in made.words[which]
        ]
        bounds = zip((np.cumsum(sizes) - sizes).tolist(), sizes.tolist(), self.ids[which].tolist(), words, strict=True)
        return [self._claim(id_.decode(), at, members[n : n + m], rows[n : n + m]) for n, m, id_, at in bounds]

    def _claim(self, id_: str, words: Place, members: Sequence[Member], rows: Sequence[int]) -> Claim:
        origins, independent = count([(m.article_id, row) for m, row in zip(members, rows, strict=True)], self._ground)
        why = self._why(len(members), self._people(m.telling_id for m in members))
        return Claim(id_, words, tuple(members), origins, independent, why)

    def _members_of(self, tellings: Ints, at: Ints, rows: Sequence[int]) -> list[Member]:
        told, stance = self._made.told, self._ground.spoken.stance
        columns = (told.article[tellings], told.start[tellings], told.end[tellings], told.said[tellings])
        ids, statements = told.ids[tellings].tolist(), self._made.statements[self._made.statement[at]].tolist()
        said = [None if x < 0 else bytes(told.attributions[x]).decode() for x in columns[3].tolist()]
        return [
            Member(
                id_.decode(),
                told.articles[article],
                Span(start, end),
                by,
                STANCES[stance[row]] if row >= 0 else ASSERTS,
                statement.decode(),
            )
            for id_, article, start, end, by, row, statement in zip(
                ids, *(x.tolist() for x in columns[:3]), said, rows, statements, strict=True
            )
        ]

    def _why(self, many: int, people: str) -> str:
        """Where a person joined some of it, the machine's measure is not said of all."""
        if "the same" in people:
            return f"{many} tellings{people}"
        alike = f"{many} tellings alike in words, sense and circumstances, {CHANCE:.0%} likely or more on the average"
        return f"{alike if many > 1 else 'told once'}{people}"


def outermost(claim: Ints, telling: Ints, told: Tellings) -> tuple[Ints, Ints]:
    """The tellings of each claim in order of place, without those that stand within another of the same speaker: a sentence
    and its own clause."""
    place = np.empty(len(told.articles), dtype=np.int64)
    place[sorted(range(len(place)), key=told.articles.__getitem__)] = np.arange(len(place))
    article, start, end = place[told.article[telling]], told.start[telling], told.end[telling].astype(np.int64)
    said = told.said[telling]
    order = np.lexsort((telling, -end, start, said, article, claim))
    new = np.ones(len(order), dtype=np.bool_)
    for column in (said, article, claim):
        new[1:] &= column[order[1:]] == column[order[:-1]]
    new[1:] ^= True
    reach = (np.cumsum(new) << 32) + end[order]  # by speaker and text, then how far it was told
    kept = new.copy()
    kept[1:] |= reach[1:] > np.maximum.accumulate(reach)[:-1]
    order = order[kept]
    order = order[np.lexsort((telling[order], -end[order], start[order], article[order], claim[order]))]
    return claim[order], telling[order]

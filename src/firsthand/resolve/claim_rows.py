"""What the step `claims` makes, packed: of 100 000 articles it makes six million rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from firsthand.model.findings import (
    Claim,
    Independence,
    Lineage,
    Member,
    Origin,
    Place,
    Retired,
    Statement,
)
from firsthand.model.packed import Asked, Lazily, OneByOne
from firsthand.model.spans import Span
from firsthand.resolve.heirs import carried_on
from firsthand.resolve.origins import METHOD


def statement_written(s: Statement) -> object:
    return s.id, s.speaker, s.speaker_entity, s.attributions, [_placed(p) for p in s.voice]


def statement_read(written: Any) -> Statement:
    id_, speaker, entity, attributions, voice = written
    return Statement(id_, speaker, entity, attributions, tuple([_place(p) for p in voice]))


def claim_written(c: Claim) -> object:
    members = [(m.telling_id, *_placed(m), m.attribution_id, m.stance, m.statement_id) for m in c.members]
    origins = [(o.party, o.kind, o.members) for o in c.origins]
    i = c.independent
    return c.id, _placed(c.words), members, origins, (i.count, i.low, i.high, i.unknown), c.why


def claim_read(written: Any) -> Claim:
    id_, words, members, origins, (number, low, high, unknown), why = written
    held = tuple([Member(t, a, Span(start, end), *rest) for t, a, start, end, *rest in members])
    return Claim(
        id_,
        _place(words),
        held,
        tuple([Origin(*o) for o in origins]),
        Independence(number, low, high, unknown, METHOD),
        why,
    )


def _placed(x: Place | Member) -> tuple[str, int, int]:
    return x.article_id, x.span.start, x.span.end


def _place(written: tuple[str, int, int]) -> Place:
    article, start, end = written
    return Place(article, Span(start, end))


class Claims(Asked[Claim]):
    """The claims under the ids they had, with what people decided of them; and what is remembered of ids."""

    def __init__(
        self,
        made: OneByOne[Claim],
        people: Callable[[Iterable[str]], str],
        former: tuple[Lineage, ...],
        retired: tuple[Retired, ...],
    ) -> None:
        self._made, self._people = made, people
        found = carried_on(Lazily(len(made), self._members), former, retired)
        self.ids, self.memory = found

    def _members(self, n: int) -> tuple[str, frozenset[str]]:
        claim = self._made[n]
        return claim.id, frozenset(m.telling_id for m in claim.members)

    def __len__(self) -> int:
        return len(self._made)

    def one(self, n: int) -> Claim:
        claim = self._made[n]
        return replace(claim, id=self.ids[n], why=_why(claim, self._people(m.telling_id for m in claim.members)))


def _why(claim: Claim, people: str) -> str:
    """Where a person joined some of it, the machine's measure is not said of all."""
    return f"{len(claim.members)} tellings{people}" if "the same" in people else f"{claim.why}{people}"

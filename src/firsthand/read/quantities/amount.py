"""The shape of an amount: a number with its bound, its unit or the noun that it counts."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.readings import Bound
from firsthand.read.quantities.lexicon import Unit
from firsthand.read.quantities.units import Noun

AGE = Unit("year of age", "age")
FOLD = Unit("count", "measure")
CAME = frozenset(
    {("up", "from"), ("down", "from"), ("compared", "with"), ("compared", "to")}
)  # before an earlier figure
VAGUE = frozenset({"many", "few", "none", "both", "pair"})  # kinds that make no range


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens [first, last): number, currency and unit, without the bound before (from `start`) or after (to `end`)."""

    start: int
    end: int
    first: int
    last: int
    low: float
    high: float | None
    kind: str  # as Number.kind; "range", "either" ("two or three")
    scale: float
    bound: Bound
    unit: Unit | None
    per: str | None  # normal form of what it is counted by: "month" of "a month"
    per_kind: str
    noun: Noun | None
    limit: int | None = (
        None  # where the next amount begins, if the counted noun stands beyond: "three of the five drones"
    )

    @property
    def reach(self) -> int:
        """Where the amount ends with the noun that it counts and a bound after it."""
        if self.noun is None or self.limit is not None:
            return self.end
        return max(self.end, self.noun.last)

"""Why two tellings that sound alike are not taken for one claim: other numbers, another day, a negation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import inf

from firsthand.model.readings import Telling, led_by

NEGATED = "one of them is negated"

Amount = tuple[float, float]  # low, high; open ends are infinite
Counted = tuple[str, str]  # unit, role


@dataclass(frozen=True, slots=True)
class Marks:
    """What vetoes look at, of one telling."""

    amounts: tuple[tuple[Counted, Amount], ...]
    days: frozenset[str]
    negated: bool


UNMARKED = {negated: Marks((), frozenset(), negated) for negated in (False, True)}  # most: one of each is held


def marks(telling: Telling, terms: tuple[str, ...]) -> Marks:
    """From its sorted terms: `#3:3:person:killed`, `~2024-01-28`."""
    counted, days = led_by(terms, "#"), led_by(terms, "~")
    if not counted and not days:
        return UNMARKED[telling.negated]
    amounts = tuple(sorted([_amount(x[1:]) for x in counted]))
    return Marks(amounts, _days(tuple(days)), telling.negated)


@lru_cache(maxsize=10_000)
def _days(terms: tuple[str, ...]) -> frozenset[str]:
    """Few of many tellings, so each set is held once."""
    return frozenset([x[1:11] for x in terms])


def veto(a: Marks, b: Marks) -> str | None:
    """The reason in words, or None. Where one of the two says nothing of a thing, that thing is no reason."""
    if _apart(a, b):
        return "their numbers differ"
    if a.days and b.days and not any(x.startswith(y) or y.startswith(x) for x in a.days for y in b.days):
        return "they are of different days"
    return NEGATED if a.negated != b.negated else None


def _apart(a: Marks, b: Marks) -> bool:
    """Whether both count the same thing and none of their counts can be the same."""
    other = dict[Counted, list[Amount]]()
    for counted, amount in b.amounts:
        other.setdefault(counted, []).append(amount)
    for counted in {c for c, _ in a.amounts if c in other and any(c)}:
        mine = [amount for c, amount in a.amounts if c == counted]
        if not any(low <= up and down <= high for low, high in mine for down, up in other[counted]):
            return True
    return False


def _amount(written: str) -> tuple[Counted, Amount]:
    low, high, unit, role = written.split(":", 3)
    return (unit, role), (float(low) if low else -inf, float(high) if high else inf)

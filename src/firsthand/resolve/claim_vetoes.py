"""Why two tellings that sound alike are not taken for one claim: other numbers, another day, a negation, nobody in common."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from firsthand.model.readings import Telling

NAMED = 2  # names: one alone that is not shared may be the same under another name ("the tycoon", "Mr Saar")

Amount = tuple[float, float]  # low, high; open ends are infinite
Counted = tuple[str, str]  # unit, role


@dataclass(frozen=True, slots=True)
class Marks:
    """What vetoes look at, of one telling."""

    amounts: tuple[tuple[Counted, Amount], ...]
    days: frozenset[str]
    names: frozenset[str]
    negated: bool


def marks(telling: Telling, terms: tuple[str, ...]) -> Marks:
    """From its terms: `#3:3:person:killed`, `~2024-01-28`, `@name`."""
    amounts = tuple(sorted(_amount(x[1:]) for x in terms if x[0] == "#"))
    days = frozenset(x[1:11] for x in terms if x[0] == "~")
    return Marks(amounts, days, frozenset(x for x in terms if x[0] == "@"), telling.negated)


def veto(a: Marks, b: Marks) -> str | None:
    """The reason in words, or None. Where one of the two says nothing of a thing, that thing is no reason."""
    if a.negated != b.negated:
        return "one of them is negated"
    if _apart(a, b):
        return "their numbers differ"
    if a.days and b.days and not any(x.startswith(y) or y.startswith(x) for x in a.days for y in b.days):
        return "they are of different days"
    if min(len(a.names), len(b.names)) >= NAMED and not a.names & b.names:
        return "they name nobody and nothing in common"
    return None


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

"""Cells that an event or a claim brings together: these need no likeness of sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeVar

from firsthand.model.cards import Cards
from firsthand.model.comparing import Card, Cell
from firsthand.model.findings import Claim, Event, Member, Value
from firsthand.model.packed import Packed
from firsthand.model.spans import Span
from firsthand.trace.compare_board import FAR, Spot, day_of
from firsthand.trace.compare_values import DAY

MOST = 60  # accounts or members compared each with each; what is larger has been joined by chance
FAST = 2  # cells of one slot in one telling: more, and which belongs to it is not known
YES, NO = frozenset({"asserts", "confirms"}), frozenset({"denies", "doubts"})
ALIKE = 3  # words that two accounts' sentences must share: of 15 discrepancies told without, on one page, 13 were of two things
ALIKE_DATED = 5  # the same for dates: sentences tell of more than one day, and a day is near to every trigger in them
Side = tuple[
    Card, Cell, tuple[str, ...], frozenset[str], Spot
]  # with the days and the words of its sentence, and where


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two cells of one event or claim."""

    a: Side
    b: Side
    event: str | None = None
    claim: str | None = None


class Finder:
    """Cells by where they stand."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards

    def at(self, article_id: str, span: Span) -> Iterator[Side]:
        """The cells that share words with a stretch of an article."""
        start, end = span.start, span.end
        for n, at, line in self._cards.touching(article_id, start, end):
            cells = [
                k for k, c in enumerate(line.cells) if (s := c.span).start < end and start < s.end and s.start < s.end
            ]
            if cells:
                words = frozenset(line.terms)
                for k in cells:
                    yield self._cards.heads[n], line.cells[k], line.days, words, Spot(n, at, k)


R = TypeVar("R", Event, Claim)


def in_order(rows: Collection[R]) -> Iterable[R]:
    """By id; packed ones are so already, and never stand side by side."""
    return rows if isinstance(rows, Packed) else sorted(rows, key=lambda x: x.id)


def of_events(finder: Finder, events: Collection[Event]) -> Iterator[Meeting]:
    """Values of one slot that two accounts of an event give."""
    for event in in_order(events):
        if len(event.accounts) < 2:
            continue
        told = [
            [side for values in (a.time, a.place, a.actors, a.figures) for v in values for side in _of_value(finder, v)]
            for a in sorted(event.accounts, key=lambda a: (a.who or "", a.articles))
        ]
        by_slot = [_by_slot(sides) for sides in told[:MOST]]
        for one, two in combinations(range(len(by_slot)), 2):
            yield from (
                Meeting(a, b, event=event.id)
                for a in told[one]
                for b in by_slot[two][a[1].slot]
                if _comparable(a, b) and _of_one_time(a, b) and len(a[3] & b[3]) >= ALIKE
            )


def of_claims(finder: Finder, claims: Collection[Claim]) -> Iterator[Meeting]:
    """Cells of one slot in two members of a claim; and who asserts with who denies."""
    for claim in in_order(claims):
        if len(claim.members) < 2:
            continue
        members = [(m, list(finder.at(m.article_id, m.span))) for m in claim.members[:MOST]]
        for (m, one), (n, two) in combinations(members, 2):
            opposed = (m.stance in YES and n.stance in NO) or (m.stance in NO and n.stance in YES)
            if opposed:
                said = ((_said(m, one), _said(n, two)),)
                yield from (Meeting(a, b, claim=claim.id) for a, b in said if a is not None and b is not None)
            elif m.article_id != n.article_id:
                yield from (
                    Meeting(a, b, claim=claim.id)
                    for a in one
                    for b in two
                    if _comparable(a, b) and _alone(a, one, b, two)
                )


def _by_slot(sides: Sequence[Side]) -> dict[str, list[Side]]:
    found: dict[str, list[Side]] = defaultdict(list)
    for side in sides:
        found[side[1].slot].append(side)
    return found


def _of_value(finder: Finder, v: Value) -> Iterator[Side]:
    slots = {"number", "date", "place", "actor"}
    for side in finder.at(v.article_id, v.span):
        cell = side[1]
        if cell.slot in slots and cell.about != "said" and not cell.about.startswith(("at:", "held:")):
            yield side


def _comparable(a: Side, b: Side) -> bool:
    one, two = a[1], b[1]
    places = one.slot == two.slot == "place" and {one.about, two.about} <= {"event", "attack"}
    actors = one.slot == two.slot == "actor" and {one.about, two.about} <= {"event", "agent"}
    return one.slot == two.slot and (places or actors or (one.about == two.about and one.slot in ("number", "date")))


def _of_one_time(a: Side, b: Side) -> bool:
    """Whether two accounts of one event may speak of one moment: figures not of days far apart; dates that both sentences
    give as the only one and outright ("on Monday", not "ahead of Monday's vote"), in much the same words."""
    if a[1].slot == "date":
        lone = len(a[2]) == len(b[2]) == 1 and len(a[1].edtf or "") >= DAY and len(b[1].edtf or "") >= DAY
        beside = not set(a[1].site).isdisjoint(b[1].site)
        return lone and beside and {a[1].mood, b[1].mood} == {"told"} and len(a[3] & b[3]) >= ALIKE_DATED
    if a[1].slot != "number":
        return True
    one, two = ([d.toordinal() for x in s[2] if len(x) >= DAY and (d := day_of(x))] for s in (a, b))
    return not one or not two or any(abs(x - y) <= FAR for x in one for y in two)


def _alone(a: Side, one: Sequence[Side], b: Side, two: Sequence[Side]) -> bool:
    """Whether each is the only one of its kind in its telling, so that no other could be meant."""
    return all(
        sum(x[1].slot == side[1].slot and x[1].about == side[1].about for x in some) < FAST
        for side, some in ((a, one), (b, two))
    )


def _said(member: Member, cells: Sequence[Side]) -> Side | None:
    """What a member says, as a whole; None for words in the outlet's own voice, which have no cell."""
    found: dict[bool, list[Side]] = defaultdict(list)
    for side in cells:
        if side[1].slot == "occurrence":
            found[side[1].attribution_id == member.attribution_id].append(side)
    return next(iter(found[True]), None)

"""Cells that an event or a claim brings together: these need no likeness of sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TypeVar

from firsthand.model.cards import Sort, Told
from firsthand.model.comparing import Cell
from firsthand.model.findings import Claim, Event, Member, Value
from firsthand.model.packed import Packed
from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.trace.compare_board import FAR, PARTED, Board, day_of
from firsthand.trace.compare_values import DAY

MOST = 60  # accounts or members compared each with each; what is larger has been joined by chance
READY = 2_000  # sorts of cells, and words of sentences, held ready: those of one event or claim come together
FAST = 2  # cells of one slot in one telling: more, and which belongs to it is not known
YES, NO = frozenset({"asserts", "confirms"}), frozenset({"denies", "doubts"})
ALIKE = 3  # words that two accounts' sentences must share: of 15 discrepancies told without, on one page, 13 were of two things
ALIKE_DATED = 5  # the same for dates: sentences tell of more than one day, and a day is near to every trigger in them


@quick
@dataclass(frozen=True, slots=True)
class Meeting:
    """Two cells of one event or claim."""

    a: Told
    b: Told
    event: str | None = None
    claim: str | None = None


R = TypeVar("R", Event, Claim)


def in_order(rows: Collection[R]) -> Iterable[R]:
    """By id; packed ones are so already, and never stand side by side."""
    return rows if isinstance(rows, Packed) else sorted(rows, key=lambda x: x.id)


def of_events(board: Board, events: Collection[Event]) -> Iterator[Meeting]:
    """Values of one slot that two accounts of an event give."""
    of = Of(board)
    for event in in_order(events):
        if len(event.accounts) < 2:
            continue
        told = [
            [side for values in (a.time, a.place, a.actors, a.figures) for v in values for side in _of_value(of, v)]
            for a in sorted(event.accounts, key=lambda a: (a.who or "", a.articles))
        ]
        by_slot = [_by_slot(of, sides) for sides in told[:MOST]]
        for one, two in combinations(range(len(by_slot)), 2):
            yield from (
                Meeting(a, b, event=event.id)
                for a in told[one]
                for b in by_slot[two].get(of.sample(a.sort).slot, ())
                if of.comparable(a.sort, b.sort) and of.one_time(a, b) and of.common(a, b) >= ALIKE
            )


def of_claims(board: Board, claims: Collection[Claim]) -> Iterator[Meeting]:
    """Cells of one slot in two members of a claim; and who asserts with who denies."""
    of = Of(board)
    for claim in in_order(claims):
        if len(claim.members) < 2:
            continue
        told = [(m, list(of.at(m.article_id, m.span))) for m in claim.members[:MOST]]
        members = [(m, some, _alone(of, some)) for m, some in told]
        for (m, one, here), (n, two, there) in combinations(members, 2):
            opposed = (m.stance in YES and n.stance in NO) or (m.stance in NO and n.stance in YES)
            if opposed:
                said = ((_said(of, m, one), _said(of, n, two)),)
                yield from (Meeting(a, b, claim=claim.id) for a, b in said if a is not None and b is not None)
            elif m.article_id != n.article_id:
                yield from (Meeting(a, b, claim=claim.id) for a in here for b in there if of.comparable(a.sort, b.sort))


class Of:
    """What is asked of cells, by where they are held: few are unpacked."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self.sample = lru_cache(maxsize=READY)(board.cards.sample)
        self.comparable = lru_cache(maxsize=PARTED)(self._comparable)

    def at(self, article_id: str, span: Span) -> Iterator[Told]:
        """The cells that share words with a stretch of an article."""
        return self._board.cards.touching(article_id, span.start, span.end)

    def cell(self, side: Told) -> Cell:
        return self._board.cards.cell(side.card, side.line, side.cell)

    def days(self, side: Told) -> tuple[str, ...]:
        return self._board.days(side)

    def common(self, a: Told, b: Told) -> int:
        """How many words the two sentences share."""
        return self._board.worded(a, b)

    def _comparable(self, a: Sort, b: Sort) -> bool:
        """Whether cells of two sorts are of one thing, and may part."""
        one, two = self.sample(a), self.sample(b)
        if one.slot != two.slot:
            return False
        places = one.slot == "place" and {one.about, two.about} <= {"event", "attack"}
        actors = one.slot == "actor" and {one.about, two.about} <= {"event", "agent"}
        told = one.about == two.about and one.slot in ("number", "date")
        return (places or actors or told) and self._board.parts(a, b)

    def one_time(self, a: Told, b: Told) -> bool:
        """Whether two accounts of one event may speak of one moment: figures not of days far apart; dates that both sentences
        give as the only one and outright ("on Monday", not "ahead of Monday's vote"), in much the same words."""
        one, two = self.sample(a.sort), self.sample(b.sort)
        if one.slot == "date":
            lone = len(self.days(a)) == len(self.days(b)) == 1
            days = len(one.edtf or "") >= DAY and len(two.edtf or "") >= DAY
            beside = not set(one.site).isdisjoint(two.site)
            return lone and days and beside and {one.mood, two.mood} == {"told"} and self.common(a, b) >= ALIKE_DATED
        if one.slot != "number":
            return True
        first, last = ([d.toordinal() for x in self.days(s) if len(x) >= DAY and (d := day_of(x))] for s in (a, b))
        return not first or not last or any(abs(x - y) <= FAR for x in first for y in last)


def _by_slot(of: Of, sides: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for side in sides:
        found[of.sample(side.sort).slot].append(side)
    return found


def _of_value(of: Of, v: Value) -> Iterator[Told]:
    slots = {"number", "date", "place", "actor"}
    for side in of.at(v.article_id, v.span):
        cell = of.sample(side.sort)
        if cell.slot in slots and cell.about != "said" and not cell.about.startswith(("at:", "held:")):
            yield side


def _alone(of: Of, some: Sequence[Told]) -> list[Told]:
    """The cells of a telling that are the only ones of their kind there, so that no other could be meant."""
    kinds = [(x.slot, x.about) for x in (of.sample(s.sort) for s in some)]
    return [side for side, kind in zip(some, kinds, strict=True) if kinds.count(kind) < FAST]


def _said(of: Of, member: Member, cells: Sequence[Told]) -> Told | None:
    """What a member says, as a whole; None for words in the outlet's own voice, which have no cell."""
    said = (s for s in cells if of.sample(s.sort).slot == "occurrence")
    return next((s for s in said if of.cell(s).attribution_id == member.attribution_id), None)

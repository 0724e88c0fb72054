"""Discrepancies and series of a whole record: cells about one thing are brought together, compared, and told in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from operator import attrgetter

from firsthand.lang import get
from firsthand.model.comparing import Card, Cell
from firsthand.model.findings import Discrepancy, DiscrepancyKind, Slot, Value
from firsthand.model.ids import make_id
from firsthand.model.units import CompareInput, Result
from firsthand.trace.compare_board import Board
from firsthand.trace.compare_events import Finder, of_claims, of_events
from firsthand.trace.compare_pairs import Pair, pairs
from firsthand.trace.compare_scope import of_old, role_of
from firsthand.trace.compare_values import DAY, interval, span_of, vague_counts, verdict
from firsthand.trace.compare_words import Side, sentence
from firsthand.trace.rejected import without
from firsthand.trace.series import series

MOST = 40  # accounts in one discrepancy
WORST: tuple[DiscrepancyKind, ...] = ("contradiction", "denial", "evolving_tally", "differing_precision")


Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Parted:
    """Two cells that part, and how."""

    kind: DiscrepancyKind
    a: tuple[Card, Cell]
    b: tuple[Card, Cell]
    event: str | None = None
    claim: str | None = None
    keys: tuple[Key, Key] = field(init=False)  # where the two stand

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", (_key(self.a), _key(self.b)))


def run(payload: CompareInput) -> Result:
    """Every discrepancy and series of the record, by id; the same in whatever order cards, links and events come."""
    cards = tuple(sorted(payload.cards, key=lambda c: c.article_id))
    board = Board(cards, payload.links)
    alike = pairs(board)
    parted = chain(_of_pairs(board, alike), _of_variants(cards, payload), _of_meetings(cards, payload))
    found = {d.id: d for d in (_told(group) for group in grouped(_surest(parted)))}
    counted = series(board, alike, payload.events, payload.variants)
    return Result(without((*(found[id_] for id_ in sorted(found)), *counted), payload.rejected))


def _of_pairs(board: Board, alike: Iterable[Pair]) -> Iterator[Parted]:
    for pair in alike:
        a, b = board.cell(pair.a), board.cell(pair.b)
        one, two = board.cards[pair.a.card], board.cards[pair.b.card]
        kind = parting(a, b, one, two, _days(board, pair, 0), _days(board, pair, 1))
        if kind is not None:
            yield Parted(kind, (one, a), (two, b))


def _of_meetings(cards: Sequence[Card], payload: CompareInput) -> Iterator[Parted]:
    """What events and claims bring together, each pair of cells once."""
    finder = Finder(cards)
    for m in (*of_events(finder, payload.events), *of_claims(finder, payload.claims)):
        (one, a, days_a, _), (two, b, days_b, _) = m.a, m.b
        if (one.article_id, a.span) == (two.article_id, b.span):
            continue
        kind = "denial" if a.slot == "occurrence" else parting(a, b, one, two, days_a, days_b)
        if kind is not None:
            yield Parted(kind, (one, a), (two, b), m.event, m.claim)


def _days(board: Board, pair: Pair, n: int) -> tuple[str, ...]:
    return board.line((pair.a, pair.b)[n]).days


def _of_variants(cards: Sequence[Card], payload: CompareInput) -> Iterator[Parted]:
    by_id = {c.article_id: c for c in cards}
    for v in payload.variants:
        if v.a_article in by_id and v.b_article in by_id:
            one, two = by_id[v.a_article], by_id[v.b_article]
            kind = v.kind
            if v.a.slot == "number" and kind == "contradiction" and tally(v.a, v.b, one.published, two.published):
                kind = "evolving_tally"
            yield Parted(kind, (one, v.a), (two, v.b))


def parting(
    a: Cell, b: Cell, one: Card, two: Card, days_a: tuple[str, ...] = (), days_b: tuple[str, ...] = ()
) -> DiscrepancyKind | None:
    """How two cells about one thing part; None if they do not, or cannot be compared."""
    if a.slot == "occurrence" or (a.slot == "actor" and a.about == "blame"):
        if a.mood != b.mood:
            return "denial"
        if a.slot == "occurrence":
            return None
    if (
        a.slot == "number"
        and (of_old(days_a, one.published) != of_old(days_b, two.published))
        and not (days_a and days_b)
    ):
        return None  # "126 million voted in 2012" and "millions voted"
    found = verdict(a, b)
    if found not in ("contradiction", "differing_precision"):
        return None
    if a.about == "killed with" and 1 in (a.high, b.high):
        return "differing_precision"  # who names one of the dead does not say that there were no others
    if a.slot == "number" and found == "contradiction":
        day_a, day_b = a.edtf or one.published, b.edtf or two.published
        if tally(a, b, day_a, day_b) or _as_of_apart(a, b, day_a, day_b):
            return "evolving_tally"
        if not _apart_in_time(days_a, days_b):
            return found
        return None if _vague(a) or _vague(b) else "evolving_tally"  # "millions voted this week", "126 million in 2012"
    return found


def tally(a: Cell, b: Cell, day_a: str | None, day_b: str | None) -> bool:
    """Whether the later of two counts is the greater, of what only grows: three dead on Monday, five on Tuesday."""
    if role_of(a.about) not in _grows() and "cumulative" not in (a.scope, b.scope):
        return False
    one, two = interval(a), interval(b)
    if day_a is None or day_b is None or one is None or two is None:
        return False
    whole = min(len(day_a), len(day_b)) if min(len(day_a), len(day_b)) > DAY and day_a[:DAY] == day_b[:DAY] else DAY
    if day_a[:whole] == day_b[:whole]:
        return False
    return (one[0] <= two[0]) == (day_a[:whole] < day_b[:whole])


def _as_of_apart(a: Cell, b: Cell, day_a: str | None, day_b: str | None) -> bool:
    """Whether the words give one figure as of another day, or one party gives both on two days: 600 on Friday, 1,400 now."""
    stated = a.edtf is not None or b.edtf is not None or (a.who is not None and a.who == b.who)
    return stated and day_a is not None and day_b is not None and day_a[:DAY] != day_b[:DAY]


def _apart_in_time(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether each says as of when, and they are different times: 40 per cent in 2015, 77 in 2023."""
    one, two = [s for x in a if (s := span_of(x))], [s for x in b if (s := span_of(x))]
    return bool(one and two) and not any(x[0] <= y[1] and y[0] <= x[1] for x in one for y in two)


def _vague(cell: Cell) -> bool:
    """'millions of voters': nothing that a count could have grown from."""
    return any(w in vague_counts() for w in cell.words.casefold().split())


@cache
def _grows() -> frozenset[str]:
    return frozenset(get("en").column("tally_roles"))


def _surest(parted: Iterable[Parted]) -> list[Parted]:
    """Each pair of accounts once: as its event's or its claim's where it has one."""
    kept: dict[tuple[object, ...], Parted] = {}
    for p in parted:
        at = (p.kind, p.a[1].slot, *sorted(p.keys))
        held = kept.get(at)
        if held is None or (held.event is None and held.claim is None and (p.event or p.claim)):
            kept[at] = p
    return list(kept.values())


def grouped(parted: Iterable[Parted]) -> list[list[Parted]]:
    """Those that share an account, together: one discrepancy for each thing, slot and kind.

    What was joined from more than MOST accounts has been joined by chance: it is told pair by pair.
    """
    by_thing: dict[tuple[str, ...], list[Parted]] = defaultdict(list)
    for p in parted:
        about = "" if p.event or p.claim else p.a[1].about
        by_thing[p.a[1].slot, p.kind, p.event or "", p.claim or "", about].append(p)
    out: list[list[Parted]] = []
    for _, some in sorted(by_thing.items()):
        for group in _joined(sorted(some, key=_keys)):
            few = len(group) < MOST or len({key for p in group for key in p.keys}) <= MOST
            out += [group] if few else [[p] for p in group]
    return out


def _joined(parted: Sequence[Parted]) -> list[list[Parted]]:
    """Connected by the accounts they share."""
    head: dict[Key, Key] = {}

    def find(x: Key) -> Key:
        while head.setdefault(x, x) != x:
            head[x] = head[head[x]]
            x = head[x]
        return x

    for p in parted:
        one, two = sorted((find(p.keys[0]), find(p.keys[1])))
        head[two] = one
    groups: dict[Key, list[Parted]] = defaultdict(list)
    for p in parted:
        groups[find(p.keys[0])].append(p)
    return [groups[k] for k in sorted(groups)]


_keys = attrgetter("keys")


def _key(side: tuple[Card, Cell]) -> Key:
    span = side[1].span
    return side[0].article_id, span.start, span.end


def _told(group: Sequence[Parted]) -> Discrepancy:
    """The discrepancy with its values in order of publication, then of place, and its sentence."""
    sides = {key: side for p in group for key, side in zip(p.keys, (p.a, p.b), strict=True)}
    ordered = _each_once(sorted(sides.values(), key=lambda s: ((s[0].published or "9999")[:10], *_key(s))), group)
    slot: Slot = ordered[0][1].slot
    kind = min((p.kind for p in group), key=WORST.index)
    values = tuple(
        Value(cell.value, card.article_id, cell.span, cell.who or card.outlet, cell.attribution_id)
        for card, cell in ordered
    )
    shown = [Side(cell, card.outlet, card.published, card.article_id) for card, cell in ordered]
    return Discrepancy(
        id=make_id("discrepancy", slot, kind, *(_key(s) for s in ordered)),
        event_id=group[0].event,
        claim_id=group[0].claim,
        slot=slot,
        kind=kind,
        values=values,
        words=sentence(slot, kind, shown),
    )


def _each_once(ordered: Sequence[tuple[Card, Cell]], group: Sequence[Parted]) -> list[tuple[Card, Cell]]:
    """Of one party's equal values (a headline, its first sentence, a copy) the first; two at least stay."""
    kept: dict[tuple[object, ...], tuple[Card, Cell]] = {}
    for card, cell in ordered:
        kept.setdefault(
            (cell.who or card.outlet, cell.low, cell.high, cell.edtf, cell.keys, cell.site, cell.mood, _plain(cell)),
            (card, cell),
        )
    return list(kept.values()) if len(kept) > 1 else list(ordered)


def _plain(cell: Cell) -> str:
    return "" if cell.slot in ("number", "date") else cell.words.casefold()

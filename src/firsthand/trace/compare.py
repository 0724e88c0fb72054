"""Discrepancies and series of a whole record: cells about one thing are brought together, compared, and told in words."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.lang import get
from firsthand.model.cards import Cards
from firsthand.model.comparing import Card, Cell, Variant
from firsthand.model.findings import Discrepancy, DiscrepancyKind, Slot, Value
from firsthand.model.ids import make_id
from firsthand.model.packed import InOrder, OneByOne
from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.model.units import CompareInput, Result, Row
from firsthand.trace import compare_values as values
from firsthand.trace.compare_board import FAR, Board, Spot, day_of
from firsthand.trace.compare_denials import denials
from firsthand.trace.compare_events import of_claims, of_events
from firsthand.trace.compare_pairs import Pair, pairs
from firsthand.trace.compare_scope import of_old, role_of
from firsthand.trace.compare_sure import standing, sure
from firsthand.trace.compare_tolls import Met, tolls
from firsthand.trace.compare_values import DAY, interval, one_voice, span_of, vague_counts
from firsthand.trace.compare_words import Side, sentence
from firsthand.trace.rejected import without
from firsthand.trace.series import series

MOST = 40  # accounts in one discrepancy
SURE = ("contradiction", "denial")  # what is told only where both are of one thing for sure
VARIANT = -1  # stands for a card where a cell is a variant's
TEXT = 1 << 32  # places of a text
COLUMNS = 15  # five names, where the two begin, where they end, and where they are held
EVENT, CLAIM, ABOUT = 2, 3, 4  # among the names
Where = tuple[int, int, int]
Ints = NDArray[np.int64]
WORST: tuple[DiscrepancyKind, ...] = ("contradiction", "denial", "evolving_tally", "differing_precision")


Key = tuple[str, int, int]


@quick
@dataclass(frozen=True, slots=True)
class Parted:
    """Two cells that part, and how."""

    kind: DiscrepancyKind
    a: tuple[Card, Cell]
    b: tuple[Card, Cell]
    event: str | None = None
    claim: str | None = None
    at: tuple[Where, Where] = ((-1, 0, 0), (-1, 0, 0))  # where the two are held
    keys: tuple[Key, Key] = field(init=False)  # where the two stand

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", (_key(self.a), _key(self.b)))


def run(payload: CompareInput) -> Result:
    """Every discrepancy and series of the record, by id; the same in whatever order cards, links and events come."""
    cards = payload.cards if isinstance(payload.cards, Cards) else Cards(payload.cards)
    board = Board(cards, payload.links)
    alike = pairs(board)
    parted = Held(cards, payload.variants)
    met = tolls(board, alike.of, alike.of_figures(), payload.events)
    answered = _of_met(board, denials(board, alike.of))
    for p in chain(
        _of_pairs(board, alike),
        _of_variants(cards, payload),
        _of_meetings(board, payload),
        _of_met(board, met),
        answered,
    ):
        parted.add(p)
    for p in _side_by_side(cards, payload.variants):
        if not parted.holds(p):
            parted.add(p)
    found = OneByOne[Discrepancy]((), written, read)
    last: dict[str, int] = {}  # of two with one id the later stands
    for n, group in enumerate(chain.from_iterable(map(grouped, parted.by_thing()))):
        found.add(told := _told(group))
        last[told.id] = n
    del parted
    counted = series(board, alike.of_figures(), payload.events, payload.variants)
    ids: Iterable[str] = last
    if payload.rejected or len(last) < len(found):
        found = OneByOne(without((found[n] for n in last.values()), payload.rejected), written, read)
        ids = (d.id for d in found)
    rows: InOrder[Row] = InOrder((found,), ids, tuple(without(counted, payload.rejected)))
    return Result(rows)


def written(d: Discrepancy) -> object:
    values = [(v.value, v.article_id, v.span.start, v.span.end, v.who, v.attribution_id) for v in d.values]
    return d.id, d.event_id, d.claim_id, d.slot, d.kind, values, d.words


def read(of: Any) -> Discrepancy:
    id_, event, claim, slot, kind, values, words = of
    told = tuple([Value(value, article, Span(start, end), *who) for value, article, start, end, *who in values])
    return Discrepancy(id_, event, claim, slot, kind, told, words)


def _of_pairs(board: Board, alike: Iterable[Pair]) -> Iterator[Parted]:
    for pair in alike:
        a, b = board.cell(pair.a), board.cell(pair.b)
        one, two = board.heads[pair.a.card], board.heads[pair.b.card]
        kind = parting(a, b, one, two, board.days(pair.a), board.days(pair.b))
        if kind is not None and (kind not in SURE or sure(board, pair.a, pair.b, joined=False)):
            yield Parted(kind, (one, a), (two, b), at=(pair.a, pair.b))


def _of_meetings(board: Board, payload: CompareInput) -> Iterator[Parted]:
    """What events and claims bring together, each pair of cells once."""
    for m in chain(of_events(board, payload.events), of_claims(board, payload.claims)):
        at, to = Spot(*m.a[:3]), Spot(*m.b[:3])
        one, two, a, b = board.heads[at.card], board.heads[to.card], board.cell(at), board.cell(to)
        if (one.article_id, a.span) == (two.article_id, b.span):
            continue
        if a.slot == "occurrence":
            kind: DiscrepancyKind | None = None if one_voice(a, b) else "denial"
        else:
            kind = parting(a, b, one, two, board.days(at), board.days(to))
        if kind is not None and (kind != "contradiction" or sure(board, at, to, joined=m.event is not None)):
            yield Parted(kind, (one, a), (two, b), m.event, m.claim, (at, to))


def _of_variants(cards: Cards, payload: CompareInput) -> Iterator[Parted]:
    for n, v in standing(payload.variants, payload.links, cards):
        one, two = (cards.heads[cards.at[x]] for x in (v.a_article, v.b_article))
        kind = v.kind
        if v.a.slot == "number" and kind == "contradiction" and tally(v.a, v.b, one.published, two.published):
            kind = "evolving_tally"
        yield Parted(kind, (one, v.a), (two, v.b), at=((VARIANT, n, 0), (VARIANT, n, 1)))


def _side_by_side(cards: Cards, variants: Sequence[Variant]) -> Iterator[Parted]:
    for n, v in enumerate(variants):
        if v.link_id is None and v.a_article in cards.at:
            head = cards.heads[cards.at[v.a_article]]
            yield Parted(v.kind, (head, v.a), (head, v.b), at=((VARIANT, n, 0), (VARIANT, n, 1)))


def _of_met(board: Board, met: Iterable[Met]) -> Iterator[Parted]:
    for m in met:
        one, two = board.heads[m.a.card], board.heads[m.b.card]
        yield Parted(m.kind, (one, board.cell(m.a)), (two, board.cell(m.b)), at=(m.a, m.b))


def parting(
    a: Cell, b: Cell, one: Card, two: Card, days_a: tuple[str, ...] = (), days_b: tuple[str, ...] = ()
) -> DiscrepancyKind | None:
    """How two cells about one thing part; None if they do not, or cannot be compared."""
    if a.slot != "number":
        found = values.parting(a, b)
        return None if found == "denial" and one_voice(a, b) else found
    if not (days_a and days_b) and of_old(days_a, one.published) != of_old(days_b, two.published):
        return None  # "126 million voted in 2012" and "millions voted"
    found = values.parting(a, b)
    if found is None:
        return None
    if a.about == "killed with" and 1 in (a.high, b.high):
        return "differing_precision"  # who names one of the dead does not say that there were no others
    if found == "contradiction":
        day_a, day_b = a.edtf or one.published, b.edtf or two.published
        if tally(a, b, day_a, day_b) or _as_of_apart(a, b, day_a, day_b):
            return "evolving_tally"
        if one.article_id != two.article_id and _growing(a, b, day_a, day_b, (*days_a, *days_b)):
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


def _growing(a: Cell, b: Cell, day_a: str | None, day_b: str | None, days: Sequence[str]) -> bool:
    """Whether two counts of what only grows are of one day and the happening is fresh: five dead at noon, seven at night, and
    nobody says which was first. Two parties that are both named may part even so."""
    of = day_of(day_a)
    if role_of(a.about) not in _grows() or of is None or of != day_of(day_b):
        return False
    if None not in (a.who, b.who) and not one_voice(a, b):
        return False
    happened = [d for x in days if len(x) >= DAY and (d := day_of(x))]
    return not happened or any(abs((of - d).days) <= FAR for d in happened)


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


class Held:
    """What parts, as numbers: of 100 000 articles there are two million such pairs. Each pair of accounts counts once: as its
    event's or its claim's where it has one."""

    def __init__(self, cards: Cards, variants: Sequence[Variant]) -> None:
        self._cards, self._variants = cards, variants
        order = sorted(range(len(cards)), key=lambda n: cards.heads[n].article_id)
        self._place = {cards.heads[n].article_id: place for place, n in enumerate(order)}
        self._names: dict[str, int] = {"": 0}
        self._rows = array("q")
        self._in_one: dict[str, list[tuple[Sequence[int], Sequence[int]]]] = defaultdict(list)

    def add(self, p: Parted) -> None:
        about = "" if p.event or p.claim else p.a[1].about
        names, place = self._names, self._place
        named = [names.setdefault(x, len(names)) for x in (p.a[1].slot, p.kind, p.event or "", p.claim or "", about)]
        (one, start, end), (two, first, last) = p.keys
        if one == two:
            self._in_one[one].append(((start, end), (first, last)))
        self._rows.extend((*named, place[one] * TEXT + start, place[two] * TEXT + first, end, last, *p.at[0], *p.at[1]))

    def holds(self, p: Parted) -> bool:
        """Whether the two accounts of one article that part are known to already, in whatever."""
        (article, *one), (_, *two) = p.keys
        return any(
            (_meet(one, a) and _meet(two, b)) or (_meet(one, b) and _meet(two, a)) for a, b in self._in_one[article]
        )

    def by_thing(self) -> Iterator[list[Parted]]:
        """Those about one thing, slot and kind; things by their names, and each by where its two stand."""
        rows = np.array(self._rows, dtype=np.int64).reshape(-1, COLUMNS)
        self._rows = array("q")
        rows = rows[_surest(rows)]
        given = list(self._names)
        order = np.array(sorted(range(len(given)), key=given.__getitem__))
        names = [given[n] for n in order]
        rows[:, :5] = np.argsort(order)[rows[:, :5]]
        rows = _as_one(rows)
        ranks = rows[:, :5]
        order = np.lexsort((*(rows[:, k] for k in (8, 6, 7, 5)), *(ranks[:, k] for k in range(4, -1, -1))))
        rows, ranks = rows[order], ranks[order]
        new = np.flatnonzero((ranks[1:] != ranks[:-1]).any(axis=1)) + 1
        for some in np.split(rows, new) if len(rows) else ():
            yield [self._parted(names, row) for row in some.tolist()]

    def _parted(self, names: Sequence[str], row: Sequence[int]) -> Parted:
        kind: Any = names[row[1]]
        a, b = self._side(*row[9:12]), self._side(*row[12:15])
        return Parted(kind, a, b, names[row[2]] or None, names[row[3]] or None)

    def _side(self, card: int, line: int, cell: int) -> tuple[Card, Cell]:
        if card == VARIANT:
            v = self._variants[line]
            article, held = (v.b_article, v.b) if cell else (v.a_article, v.a)
            return self._cards.heads[self._cards.at[article]], held
        return self._cards.heads[card], self._cards.cell(card, line, cell)


def _meet(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _as_one(rows: Ints) -> Ints:
    """One toll is told once: what parts as an event's, as a claim's and by its words is put together where it shares accounts,
    unless it has more than MOST. It bears the last event and the last claim; the pages of others find it by its accounts."""
    ends = np.stack([rows[:, [0, 1, 5, 7]], rows[:, [0, 1, 6, 8]]]).reshape(-1, 4)
    accounts, which = np.unique(ends, axis=0, return_inverse=True)
    a, b = which.reshape(2, -1)
    thing = np.arange(len(accounts))
    while True:
        least = np.minimum(thing[a], thing[b])
        before = thing.copy()
        np.minimum.at(thing, a, least)
        np.minimum.at(thing, b, least)
        thing = thing[thing]
        if (thing == before).all():
            break
    of, out = thing[a], rows.copy()
    few = np.bincount(thing, minlength=len(accounts))[of] <= MOST
    for name in EVENT, CLAIM:
        most = np.zeros(len(accounts), dtype=np.int64)
        np.maximum.at(most, of, rows[:, name])
        out[:, name] = most[of]
    out[(out[:, [EVENT, CLAIM]] > 0).any(axis=1), ABOUT] = 0
    found: Ints = np.where(few[:, None], out, rows)
    return found


def _surest(rows: Ints) -> Ints:
    """The rows of each pair of accounts: the first that is of an event or a claim, else the first."""
    one, two = rows[:, [5, 7]], rows[:, [6, 8]]
    swapped = (one[:, 0] > two[:, 0]) | ((one[:, 0] == two[:, 0]) & (one[:, 1] > two[:, 1]))
    low, high = np.where(swapped[:, None], two, one), np.where(swapped[:, None], one, two)
    at = (rows[:, 1], rows[:, 0], low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    bare = (rows[:, 2] == 0) & (rows[:, 3] == 0)
    order = np.lexsort((np.arange(len(rows)), bare, *at))
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = np.any([x[order[1:]] != x[order[:-1]] for x in at], axis=0)
    return order[new]


def grouped(some: Sequence[Parted]) -> list[list[Parted]]:
    """Of those about one thing, in order, those that share an account together: one discrepancy each.

    What was joined from more than MOST accounts has been joined by chance: it is told pair by pair.
    """
    out: list[list[Parted]] = []
    for group in _joined(some):
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


def _key(side: tuple[Card, Cell]) -> Key:
    span = side[1].span
    return side[0].article_id, span.start, span.end


def _told(group: Sequence[Parted]) -> Discrepancy:
    """The discrepancy with its values in order of publication, then of place, and its sentence."""
    sides = {key: side for p in group for key, side in zip(p.keys, (p.a, p.b), strict=True)}
    ordered = _each_once(sorted(sides.values(), key=lambda s: ((s[0].published or "9999")[:10], *_key(s))), group)
    # of a denial what it denies
    slot: Slot = next((s.slot for _, s in ordered if s.slot != "occurrence"), "occurrence")
    kind = min((p.kind for p in group), key=WORST.index)
    values = tuple(
        Value(cell.value, card.article_id, cell.span, cell.who or card.outlet, cell.attribution_id)
        for card, cell in ordered
    )
    shown = [Side(cell, card.outlet, card.site, card.published, card.article_id) for card, cell in ordered]
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
            (cell.who or card.outlet, cell.low, cell.high, cell.edtf, cell.keys, cell.mood, _plain(cell)),
            (card, cell),
        )
    return list(kept.values()) if len(kept) > 1 else list(ordered)


def _plain(cell: Cell) -> str:
    return "" if cell.slot in ("number", "date") else f"{cell.words.casefold()} {cell.site}"

"""Series: one counted thing over time, each figure with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from firsthand.model.comparing import Cell, Variant
from firsthand.model.findings import Event, Place, Point, Series
from firsthand.model.ids import make_id
from firsthand.model.spans import Span
from firsthand.trace.compare_board import Board, Spot
from firsthand.trace.compare_pairs import Pair
from firsthand.trace.compare_values import interval, numbers

LEAST = 2  # days that a series must have figures of
LARGEST = 200  # figures of one series: more have been joined by chance
SCOPES = ("cumulative", "per_period")


def series(
    board: Board, alike: Iterable[Pair], events: Collection[Event] = (), variants: Iterable[Variant] = ()
) -> tuple[Series, ...]:
    """Every counted thing with figures of two days or more, by id.

    'at least 12 dead' on Monday and '15 dead' on Tuesday are one series of two points; the first is open above.
    """
    groups = _groups(board, chain(((p.a, p.b) for p in alike), _varied(board, variants)), events)
    found = (s for event, spots in groups for s in _series(board, event, spots))
    return tuple(sorted({s.id: s for s in found}.values(), key=lambda s: s.id))


def _groups(
    board: Board, together: Iterable[tuple[Spot, Spot]], events: Collection[Event]
) -> Iterator[tuple[str | None, list[Spot]]]:
    """Cells that count one thing: figures of one event; else those whose sentences are about one thing."""
    taken: set[Spot] = set()
    counts = ((e.id, [Place(v.article_id, v.span) for a in e.accounts for v in a.figures]) for e in events)
    for event, figures in sorted((x for x in counts if x[1]), key=lambda x: (-len(x[1]), x[0])):
        by_count: dict[tuple[str, tuple[str, ...]], list[Spot]] = defaultdict(list)
        for value in figures:
            found = _figure(board, value.article_id, value.span)
            if found is not None and found not in taken:
                taken.add(found)
                by_count[board.cell(found).about, board.cell(found).keys].append(found)
        yield from ((event, spots) for _, spots in sorted(_with_anybody(by_count).items()))
    yield from ((None, spots) for spots in _components(board, together, taken))


Counted = tuple[str, tuple[str, ...]]  # what became of them, and who they are: ("wounded", ("docker",))


def _with_anybody(by_count: dict[Counted, list[Spot]]) -> dict[Counted, list[Spot]]:
    """'12 wounded' of nobody in particular joins 'seven dockers wounded', where the event counts no others wounded."""
    out = dict(by_count)
    for about in {about for about, keys in by_count if not keys}:
        others = [key for key in by_count if key[0] == about and key[1]]
        if len(others) == 1:
            out[others[0]] = [*out[others[0]], *out.pop((about, ()))]
    return out


def _figure(board: Board, article_id: str, span: Span) -> Spot | None:
    """The first figure of all, not of a part, that shares a character with a stretch."""
    for told in board.cards.touching(article_id, span.start, span.end):
        cell = board.cards.sample(told.sort)
        if cell.slot == "number" and cell.about != "killed with" and "@" not in cell.about:
            return Spot(told.card, told.line, told.cell)
    return None


def _varied(board: Board, variants: Iterable[Variant]) -> Iterator[tuple[Spot, Spot]]:
    """Figures that copies give differently."""
    for v in variants:
        if v.link_id is not None and v.a.slot == "number":
            one, two = _figure(board, v.a_article, v.a.span), _figure(board, v.b_article, v.b.span)
            if one is not None and two is not None:
                yield one, two


def _components(board: Board, together: Iterable[tuple[Spot, Spot]], taken: set[Spot]) -> list[list[Spot]]:
    """Figures joined by pairs that count the same."""
    head: dict[Spot, Spot] = {}

    def find(x: Spot) -> Spot:
        while head.setdefault(x, x) != x:
            head[x] = head[head[x]]
            x = head[x]
        return x

    for x, y in together:
        a, b = board.cell(x), board.cell(y)
        counts = a.slot == b.slot == "number" and a.about == b.about != "killed with"
        if counts and a.keys == b.keys and numbers(a, b) != "incomparable" and not {x, y} & taken:
            one, two = sorted((find(x), find(y)))
            head[two] = one
    groups: dict[Spot, list[Spot]] = defaultdict(list)
    for spot in sorted(head):
        groups[find(spot)].append(spot)
    return [g for _, g in sorted(groups.items()) if len(g) <= LARGEST]


def _series(board: Board, event: str | None, spots: Sequence[Spot]) -> Iterator[Series]:
    """The series of some figures; none of fewer than two days."""
    dated = sorted(
        ((_as_of(board, s), s) for s in spots), key=lambda x: (x[0] or "", board.heads[x[1].card].article_id, x[1])
    )
    dated = [(day, s) for day, s in dated if day is not None]
    if len({day for day, _ in dated}) < LEAST:
        return
    cells = [board.cell(s) for _, s in dated]
    per_period = sum(c.scope == "per_period" for c in cells) * 2 > len(cells)
    points = tuple(_points(board, dated, grows=not per_period))
    if len({(p.low, p.high) for p in points}) == 1:
        return  # one figure that is told again is no series
    first = cells[0]
    yield Series(
        id=make_id("series", event, first.about, first.keys, *((p.article_id, p.span) for p in points)),
        of=_counted(first),
        unit=_unit(first),
        cumulative=not per_period,
        event_id=event,
        points=points,
    )


def _points(board: Board, dated: Sequence[tuple[str | None, Spot]], *, grows: bool) -> Iterator[Point]:
    """By day. A figure whose most is below an earlier one's least falls, where it should only grow."""
    highest: tuple[str, float] | None = None
    for day, spot in dated:
        cell, card = board.cell(spot), board.heads[spot.card]
        ends = interval(cell) or (float("-inf"), float("inf"))
        falls = grows and highest is not None and day is not None and day > highest[0] and ends[1] < highest[1]
        yield Point(
            day, cell.low, cell.high, cell.bound, card.article_id, Span(cell.span.start, cell.span.end),
            cell.who or card.outlet, falls,
        )  # fmt: skip
        if day is not None and ends[0] != float("-inf") and (highest is None or ends[0] > highest[1]):
            highest = (day, ends[0])


def _as_of(board: Board, spot: Spot) -> str | None:
    """As of when the words give a figure; else the day its article is of."""
    cell, card = board.cell(spot), board.heads[spot.card]
    if cell.edtf is not None:
        return cell.edtf
    if cell.scope == "per_period" and (days := board.days(spot)):
        return days[0]
    return card.published[:10] if card.published else None


def _counted(cell: Cell) -> str:
    """What is counted, as compared: 'soldier killed'."""
    role = cell.about.removeprefix("count:")
    return " ".join(dict.fromkeys((*cell.keys, role)))


def _unit(cell: Cell) -> str | None:
    return cell.about.removeprefix("count:") if cell.about.startswith("count:") else None

"""Tolls of one happening: what becomes of people is counted again and again, in few words, by many.

"Police have acknowledged four deaths. The union puts the dead at 17" share no word that says what they are of; that they stand in one article does.
So figures of harm that stand near each other in an article, of no other days or places, are taken for one toll. Tolls of two articles are of one happening
if an event holds figures of both, or two of their sentences are about one thing; then all that is counted in both is compared, as of one day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import NamedTuple

import numpy as np

from firsthand.model.comparing import Cell
from firsthand.model.findings import DiscrepancyKind, Event
from firsthand.trace.compare_board import FAR, Board, Spot, day_of
from firsthand.trace.compare_pairs import Pair
from firsthand.trace.compare_scope import HARM, LEFT
from firsthand.trace.compare_values import DAY, numbers, one_voice

APART = 12  # sentences between two figures of one toll at most
MOST = 40  # articles whose tolls are of one happening: more have been joined by chance
STORY = 10  # days between two articles of one story
ALIKE = 0.2  # share of their words, the rare ones counting more, that two articles of one story have in common: as most of a story's have, and few of two
RARE = 3  # words in common that few articles have
COMMON = 40  # articles with a word; one in more is too common to look by
VALUES = 3  # figures of one voice for one harm, from which on an article lists happenings


class Toll(NamedTuple):
    """A figure of harm, where it is held, with the day as of which it is told."""

    spot: Spot
    cell: Cell
    as_of: date | None


@dataclass(slots=True)
class Thread:
    """The figures of harm of one happening in one article."""

    card: int
    tolls: list[Toll] = field(default_factory=list)
    days: set[date] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)


class Met(NamedTuple):
    """Two figures of one happening that part, and how."""

    kind: DiscrepancyKind
    a: Spot
    b: Spot


def tolls(board: Board, alike: Iterable[Pair], events: Collection[Event]) -> Iterator[Met]:
    """Figures of one happening that part: by two voices of one article, and in two articles."""
    threads = [t for card in _harmed(board) for t in _threads(board, *card)]
    of = {toll.spot: n for n, t in enumerate(threads) for toll in t.tolls}
    for t in threads:
        yield from (Met("contradiction", a.spot, b.spot) for a, b in _rivals(t))
    for some in _joined(board, threads, of, alike, events):
        for one, two in combinations(some, 2):
            if threads[one].card != threads[two].card:
                yield from _between(threads[one], threads[two])


def _harmed(board: Board) -> Iterator[tuple[int, list[Toll]]]:
    """Of each article that has any its figures of harm, in order."""
    card, line, cell, which, sorts = board.cards.cells()
    samples = [board.cards.sample(board.cards.sort(x)) for x in sorts.tolist()]
    harm = [s.slot == "number" and s.about in HARM for s in samples]
    found: dict[int, list[Toll]] = defaultdict(list)
    for c, n, k, sort in zip(card.tolist(), line.tolist(), cell.tolist(), which.tolist(), strict=True):
        if harm[sort]:
            spot = Spot(c, n, k)
            found[c].append(Toll(spot, board.cell(spot), _as_of(board, spot)))
    yield from found.items()


def _as_of(board: Board, spot: Spot) -> date | None:
    """The day that a figure is told of: that on which it was said, its own, else that of its article."""
    said = [c.edtf for c in board.cards.cells_of(spot.card, spot.line) if c.slot == "date" and c.about == "said"]
    own = said[0] if len(said) == 1 else board.cell(spot).edtf
    return day_of(own or board.heads[spot.card].published)


def _threads(board: Board, card: int, some: Sequence[Toll]) -> list[Thread]:
    """An article's tolls: a figure belongs to the last one that neither its day nor its place speaks against."""
    threads: list[Thread] = []
    for toll in some:
        days = {d for x in board.days(toll.spot) if len(x) >= DAY and (d := day_of(x))}
        near = (t for t in reversed(threads) if toll.spot.line - t.tolls[-1].spot.line <= APART)
        home = next((t for t in near if _near(t.days, days) and _one_land(t.lands, set(toll.cell.site))), None)
        if home is None:
            threads.append(home := Thread(card))
        home.tolls.append(toll)
        home.days |= days
        home.lands |= set(toll.cell.site)
    return [t for t in map(_whole, threads) if t.tolls]


def _near(one: set[date], two: set[date]) -> bool:
    return not one or not two or any(abs((x - y).days) <= FAR for x in one for y in two)


def _one_land(one: set[str], two: set[str]) -> bool:
    return not one or not two or not one.isdisjoint(two)


def _whole(thread: Thread) -> Thread:
    """Without what is told as a part of another, or is one voice's second figure; without all of a voice that lists happenings."""
    by_voice: dict[tuple[str, tuple[str, ...], str | None], list[Toll]] = defaultdict(list)
    for toll in thread.tolls:
        by_voice[toll.cell.about, toll.cell.keys, toll.cell.who].append(toll)
    kept = []
    for some in by_voice.values():
        values = {(x.cell.low, x.cell.high) for x in some}
        if len(values) >= VALUES:
            continue
        most = max(some, key=lambda x: (x.cell.low or 0.0, x.cell.high or 0.0))
        kept += [
            x for x in some if (x.cell.low, x.cell.high) == (most.cell.low, most.cell.high) or x.as_of != most.as_of
        ]
    return Thread(thread.card, sorted(kept, key=lambda x: x.spot), thread.days, thread.lands)


def _rivals(thread: Thread) -> Iterator[tuple[Toll, Toll]]:
    """Two voices of an article, both named, that give figures which cannot both hold, as of one day."""
    for a, b in combinations(thread.tolls, 2):
        voices = None not in (a.cell.who, b.cell.who) and a.cell.who != b.cell.who and not one_voice(a.cell, b.cell)
        if voices and a.spot.line != b.spot.line and _one_count(a, b) and a.as_of == b.as_of:
            if numbers(a.cell, b.cell) == "contradiction":
                yield a, b


def _between(one: Thread, two: Thread) -> Iterator[Met]:
    """How the tolls of two articles part: as of one day they contradict each other, later a greater one has grown."""
    if not _near(one.days, two.days):
        return
    for a in one.tolls:
        for b in two.tolls:
            if not _one_count(a, b) or numbers(a.cell, b.cell) != "contradiction" or a.as_of is None or b.as_of is None:
                continue
            if a.as_of == b.as_of:
                if _settled(one.days | two.days, a.as_of):
                    yield Met("contradiction", a.spot, b.spot)
                continue
            first, last, of, others = (a, b, one, two) if a.as_of < b.as_of else (b, a, two, one)
            grown = (last.cell.low or 0.0) > (first.cell.low or 0.0) and first.cell.about not in LEFT
            if grown and not _holds(others, first) and not _holds(of, last):
                yield Met("evolving_tally", a.spot, b.spot)


def _settled(days: set[date], as_of: date) -> bool:
    """Whether the happening lies some days back: before, two counts of one day may be an hour's growth."""
    return bool(days) and all((as_of - d).days > FAR for d in days)


def _one_count(a: Toll, b: Toll) -> bool:
    return a.cell.about == b.cell.about


def _holds(thread: Thread, toll: Toll) -> bool:
    """Whether somebody gives a figure there as well, so that it has not grown into another."""
    return any(_one_count(x, toll) and numbers(x.cell, toll.cell) == "same" for x in thread.tolls)


def _joined(
    board: Board, threads: Sequence[Thread], of: dict[Spot, int], alike: Iterable[Pair], events: Collection[Event]
) -> Iterator[list[int]]:
    """Tolls of one happening together."""
    head = list(range(len(threads)))

    def find(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    def join(spots: Sequence[Spot]) -> None:
        first, *rest = (find(of[s]) for s in spots)
        for n in rest:
            a, b = sorted((find(first), find(n)))
            head[b] = a

    for pair in alike:
        if pair.a in of and pair.b in of:
            join((pair.a, pair.b))
    first = {t.card: t.tolls[0].spot for t in reversed(threads)}
    several = {c for c, many in Counter(t.card for t in threads).items() if many > 1}  # which of them is meant is not known
    for one, two in one_story(board, sorted(first.keys() - several)):
        if _near(*(threads[of[first[c]]].days for c in (one, two))):
            join((first[one], first[two]))
    for event in events:
        held = [Spot(*told[:3]) for a in event.accounts for v in a.figures
                for told in board.cards.touching(v.article_id, v.span.start, v.span.end)]  # fmt: skip
        if 1 < len(held := [s for s in held if s in of]) <= MOST:
            join(held)
    groups: dict[int, list[int]] = defaultdict(list)
    for n in range(len(threads)):
        groups[find(n)].append(n)
    yield from (some for some in groups.values() if 1 < len(some) <= MOST)


def one_story(board: Board, cards: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Articles of a few days that are about much the same: by the rare words that the two have in common."""
    plain = np.array([t[0] not in "@#=" for t in board.bags.terms], dtype=np.bool_)
    words = {c: (w := board.bags.whole(c))[plain[w]] for c in cards}
    heavy = {c: float(board.bags.weights(w).sum()) for c, w in words.items()}
    having: dict[int, list[int]] = defaultdict(list)
    for c in cards:
        for n in words[c].tolist():
            having[n].append(c)
    shared: Counter[tuple[int, int]] = Counter()
    for some in having.values():
        if 1 < len(some) <= COMMON:
            shared.update(combinations(some, 2))
    for (a, b), many in sorted(shared.items()):
        if many >= RARE and _published_near(board, a, b):
            both = board.bags.weights(np.intersect1d(words[a], words[b], assume_unique=True)).sum()
            if 2 * both >= ALIKE * (heavy[a] + heavy[b]):
                yield a, b


def _published_near(board: Board, a: int, b: int) -> bool:
    one, two = (day_of(board.heads[c].published) for c in (a, b))
    return one is not None and two is not None and abs((one - two).days) <= STORY

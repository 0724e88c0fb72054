"""Tolls of one happening: what became of people is counted again and again, in few words, by many.

"Police have acknowledged four deaths. The union puts the dead at 17" share no word that says what they are of; that they stand
in one article does. So figures of harm that stand near each other in an article, of no other days or places, are one toll.
Tolls of two articles are of one happening if an event holds figures of both, if two of their sentences are about one thing, or if
the articles are of one story; then what is counted in both is compared, as of the day that it is told of.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import combinations, groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import corners, once
from firsthand.model.comparing import Cell
from firsthand.model.findings import DiscrepancyKind, Event
from firsthand.trace.compare_board import FAR, Board, Spot, day_of
from firsthand.trace.compare_meet import MANY, Cells, by_key
from firsthand.trace.compare_pairs import Pairs, harm
from firsthand.trace.compare_scope import HARM, LEFT
from firsthand.trace.compare_values import DAY, numbers, one_voice

Ints = NDArray[np.int64]
APART = 12  # sentences between two figures of one toll at most
MOST = 40  # articles whose tolls one event holds: more have been joined by chance
STORY = 10  # days between two articles of one story
ALIKE = 0.2  # of their words, rare ones counting more, that two articles share: as most of one story do, few of two
LEAST = 8  # words in common beside those of any harm that two articles of one story have
RAREST, SHARED = 12, 2  # words of an article by which others are looked for, and how many two must share to be likened
COMMON = 40  # articles with a word; one in more is too common to look by
READY = 2_000  # threads held ready: each is laid beside some ten others, most of them of the days around
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


class Threads:
    """Those of a record, by number: their figures' places, and no more, for there are as many as articles."""

    def __init__(self, board: Board) -> None:
        self._board, self._days = board, list[frozenset[date]]()
        self.cards, self._keys, self._many = array("i"), array("q"), array("i")
        self._made = lru_cache(maxsize=READY)(self._anew)

    def add(self, thread: Thread) -> None:
        self.cards.append(thread.card)
        self._days.append(frozenset(thread.days))
        self._keys.extend(x.spot.key for x in thread.tolls)
        self._many.append(len(thread.tolls))

    def __len__(self) -> int:
        return len(self.cards)

    def __getitem__(self, n: int) -> Thread:
        return self._made(n)

    def _anew(self, n: int) -> Thread:
        spots = [Spot.of_key(k) for k in self._keys[self._first[n] : self._first[n + 1]]]
        return Thread(self.cards[n], [_toll(self._board, s) for s in spots], set(self._days[n]))

    def seal(self) -> None:
        """Ready to be asked: no more are added."""
        self._first = np.concatenate([[0], np.cumsum(np.array(self._many, dtype=np.int64))]).tolist()
        keys = np.array(self._keys, dtype=np.int64)
        self._order = np.argsort(keys)
        self._sorted = keys[self._order]
        self._of = np.repeat(np.arange(len(self), dtype=np.int64), np.array(self._many, dtype=np.int64))

    def of(self, keys: Ints) -> Ints:
        """The thread of each place; -1 where none is."""
        at = np.searchsorted(self._sorted, keys)
        at = np.minimum(at, max(0, len(self._sorted) - 1))
        known = self._sorted[at] == keys if len(self._sorted) else np.zeros(len(keys), dtype=np.bool_)
        found: Ints = np.full(len(keys), -1, dtype=np.int64)
        found[known] = self._of[self._order[at[known]]]
        return found


class Met(NamedTuple):
    """Two figures of one happening that part, and how."""

    kind: DiscrepancyKind
    a: Spot
    b: Spot


def tolls(board: Board, of: Cells, alike: Pairs, events: Collection[Event]) -> Iterator[Met]:
    """Figures of one happening that part: by two voices of one article, and in two articles."""
    threads, rivals = Threads(board), list[tuple[int, Toll, Toll]]()
    for card, some in _harmed(board, of):
        for thread in _threads(board, card, some):
            rivals += ((len(threads), a, b) for a, b in _rivals(thread))
            threads.add(thread)
    threads.seal()
    linked = list(_linked(board, threads, alike, events))
    yield from (Met("contradiction", a.spot, b.spot) for a, b in _standing(threads, rivals, linked))
    for one, two in linked:
        yield from _between(threads[one], threads[two])


def _standing(
    threads: Threads, rivals: Sequence[tuple[int, Toll, Toll]], linked: Sequence[tuple[int, int]]
) -> Iterator[tuple[Toll, Toll]]:
    """Rivals without those of which the lesser is what the other's own voice gave before: then it has grown."""
    beside: dict[int, set[int]] = {n: set() for n, _, _ in rivals}
    for one, two in linked:
        for n, other in ((one, two), (two, one)):
            if n in beside:
                beside[n].add(other)
    for n, a, b in rivals:
        less, more = sorted((a, b), key=lambda x: x.cell.low or 0.0)
        before = (t for other in sorted(beside[n]) for t in threads[other].tolls)
        if not any(_was(t, less, more) for t in before):
            yield a, b


def _was(before: Toll, less: Toll, more: Toll) -> bool:
    """Whether a figure of an earlier day is the lesser one, in the voice of the greater."""
    earlier = before.as_of is not None and more.as_of is not None and before.as_of < more.as_of
    return (
        earlier
        and _one_count(before, less)
        and one_voice(before.cell, more.cell)
        and numbers(before.cell, less.cell) == "same"
    )


def _harmed(board: Board, of: Cells) -> Iterator[tuple[int, list[Toll]]]:
    """Of each article that has any its figures of harm, in order."""
    spots = of.which([x.slot == "number" and x.about in HARM for x in board.cards.kinds_of(of.sorts)])
    for card, held in groupby(spots, key=attrgetter("card")):
        yield card, [_toll(board, s) for s in held]


def _toll(board: Board, spot: Spot) -> Toll:
    cell = board.cell(spot)
    return Toll(spot, cell, _as_of(board, spot, cell.edtf))


def _as_of(board: Board, spot: Spot, own: str | None) -> date | None:
    """The day that a figure is told of: that on which it was said, its own, else that of its article."""
    said = [n for n, kind in enumerate(board.cards.kinds(spot.card, spot.line)) if kind[:2] == ("date", "said")]
    day = board.cell(Spot(spot.card, spot.line, said[0])).edtf if len(said) == 1 else own
    return day_of(day or board.heads[spot.card].published)


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


def _near(one: Set[date], two: Set[date]) -> bool:
    return not one or not two or any(abs((x - y).days) <= FAR for x in one for y in two)


def _one_land(one: set[str], two: set[str]) -> bool:
    return not one or not two or not one.isdisjoint(two)


def _whole(thread: Thread) -> Thread:
    """Without one voice's lesser figure, which is a part of its other, and without all of a voice that lists happenings."""
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
        at_once = a.spot.line != b.spot.line and _one_count(a, b) and a.as_of == b.as_of
        if voices and at_once and numbers(a.cell, b.cell) == "contradiction":
            yield a, b


def _between(one: Thread, two: Thread) -> Iterator[Met]:
    """How the tolls of two articles part: as of one day they contradict each other, later a greater one has grown."""
    if not _near(one.days, two.days):
        return
    for a in one.tolls:
        for b in two.tolls:
            if a.as_of is None or b.as_of is None or abs((a.as_of - b.as_of).days) > STORY:
                continue
            if not _one_count(a, b) or (a.cell.low, a.cell.high) == (b.cell.low, b.cell.high):
                continue  # of one figure none contradicts the other, whatever stands with it
            if numbers(a.cell, b.cell) != "contradiction":
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


def _linked(board: Board, threads: Threads, alike: Pairs, events: Collection[Event]) -> Iterator[tuple[int, int]]:
    """Tolls of one happening in two articles, two by two, each once: what is of one happening with a third is not asked."""
    a, b = (threads.of(x) for x in alike.places())
    found = {(min(x), max(x)) for x in np.stack([a, b], axis=1)[(a >= 0) & (b >= 0) & (a != b)].tolist()}
    many = np.bincount(np.array(threads.cards, dtype=np.int64), minlength=len(board.heads))
    alone = {c: n for n, c in enumerate(threads.cards) if many[c] == 1}  # of several, nobody knows which is meant
    found.update((alone[one], alone[other]) for one, other in one_story(board, sorted(alone)))
    for event in events:
        values = (v for a in event.accounts for v in a.figures)
        told = (t for v in values for t in board.cards.touching(v.article_id, v.span.start, v.span.end))
        held = threads.of(np.array([Spot(*t[:3]).key for t in told], dtype=np.int64))
        of_it = sorted({n for n in held.tolist() if n >= 0})
        if len(of_it) <= MOST:
            found.update(combinations(of_it, 2))
    yield from sorted(x for x in found if threads.cards[x[0]] != threads.cards[x[1]])


def one_story(board: Board, cards: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Articles of a few days that are about much the same: by the words that the two have in common."""
    plain = np.array([t[0] not in "@#=" and t not in harm() for t in board.bags.terms], dtype=np.bool_)
    words = {c: (w := board.bags.whole(c))[plain[w]] for c in cards}
    heavy = {c: float(board.bags.weights(w).sum()) for c, w in words.items()}
    often = np.bincount(np.concatenate([np.empty(0, dtype=np.int32), *words.values()]), minlength=len(plain))
    rare = [_rarest(words[c], often) for c in cards]
    of = np.repeat(np.array(cards, dtype=np.int64), [len(x) for x in rare])
    having = by_key(np.concatenate([np.empty(0, dtype=np.int64), *rare]), of)
    size = len(board.heads)
    keys = [np.minimum(a, b) * size + np.maximum(a, b) for _, a, b in corners(*having, COMMON, MANY)]
    met = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *keys]))
    last = met[SHARED - 1 :]
    for a, b in zip(*(x.tolist() for x in np.divmod(once(last[last == met[: len(last)]]), size)), strict=True):
        if board.published_within(a, b, STORY):
            both = np.intersect1d(words[a], words[b], assume_unique=True)
            if len(both) >= LEAST and 2 * board.bags.weights(both).sum() >= ALIKE * (heavy[a] + heavy[b]):
                yield a, b


def _rarest(words: NDArray[np.int32], often: Ints) -> Ints:
    """Those of an article by which others are looked for."""
    told = words[(often[words] > 1) & (often[words] <= COMMON)]
    return told[np.argsort(often[told], kind="stable")[:RAREST]].astype(np.int64)

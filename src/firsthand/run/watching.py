"""A round over what is due of the watched addresses: asked one after the other, kept piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from firsthand.collect.captured import Item
from firsthand.collect.web import Fetcher, Polled, poll
from firsthand.model.problems import Problem
from firsthand.model.units import Progress
from firsthand.model.watching import PollReport, Sighting, Watched
from firsthand.store import watching
from firsthand.store.database import Database

LEASE = 3_600  # seconds for which an address is one program's: should it be killed, another asks then
Keep = Callable[[Sequence[Item]], tuple[int, int, tuple[str, ...]]]  # what was new, what was known, ids


Forget = Callable[[str], object]  # what went wrong at an address


@dataclass(slots=True)
class _Count:
    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    new: int = 0
    known: int = 0
    captures: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def due(every: Sequence[Watched], now: datetime, force: bool, only: Sequence[str]) -> list[Watched]:
    """Those whose time has come, or all that are named."""
    at = stamp(now)
    chosen = [x for x in every if not only or x.url in only]
    return [x for x in chosen if force or x.due_at <= at]


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def round_of(
    database: Database, some: Sequence[Watched], fetcher: Fetcher, keep: Keep, forget: Forget, most: int
) -> Iterator[Progress | PollReport]:
    """Progress after each address, and at last what it came to."""
    count = _Count()
    for n, one in enumerate(some):
        yield Progress("watch", n, len(some), count.failed)
        with database.write() as c:
            mine = watching.claim(c, one, _until(fetcher))
        if not mine:
            continue
        with database.read() as c:
            sighted = watching.sighted(c, one.url)
        count.asked += 1
        try:
            units = _ask(database, one, fetcher, sighted, keep, most, count)
            if units is not None and one.url not in units:
                forget(one.url)
        except BaseException:
            with database.write() as c:
                watching.settle(c, one)  # as it was: the next round begins with it
            raise
    yield Progress("watch", len(some), len(some), count.failed)
    told = (count.asked, count.unchanged, count.failed, count.new, count.known)
    yield PollReport(*told, tuple(dict.fromkeys(count.captures)), tuple(count.told), tuple(count.problems))


def _until(fetcher: Fetcher) -> str:
    return stamp(fetcher.clock() + timedelta(seconds=LEASE))


def _ask(
    database: Database, one: Watched, fetcher: Fetcher, sighted: dict[str, str], keep: Keep, most: int, count: _Count
) -> set[str] | None:
    """Asks it; what problems were met at, or None where what was met before still stands."""
    held: list[Item] = []
    units: set[str] = set()
    well = False
    for piece in poll(one, fetcher, sighted, most=most):
        if isinstance(piece, Sighting | Polled):
            _kept(held, keep, count)
            with database.write() as c:
                if isinstance(piece, Sighting):
                    watching.sight(c, [piece])
                    watching.hold(c, one.url, _until(fetcher))
                else:
                    watching.settle(c, piece.watched)
        else:
            held.append(piece)
            if isinstance(piece, Problem):
                units.add(piece.unit)
                count.problems.append(piece)
        if isinstance(piece, Polled):
            count.unchanged += piece.unchanged
            count.failed += piece.failed
            count.told.append((one.url, piece.watched.told))
            well = not piece.failed and (not piece.unchanged or one.failures > 0)
    return units if well else None


def _kept(held: list[Item], keep: Keep, count: _Count) -> None:
    if held:
        new, known, ids = keep(held)
        count.new, count.known = count.new + new, count.known + known
        count.captures += ids
        held.clear()

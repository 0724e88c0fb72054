"""Attributions and happenings of a whole record, small: as columns."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Whole
from firsthand.model.findings import HopKind
from firsthand.model.readings import SourceKind, Stance
from firsthand.model.tellings import Names, Tellings
from firsthand.model.units import Happening, Spoken

Ints = NDArray[np.int64]
SOURCES: tuple[SourceKind, ...] = get_args(SourceKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
HOPS: tuple[HopKind, ...] = get_args(HopKind)
AT_ONCE = 1 << 16  # ids that stand as objects while they are taken over
BEGINS = 32  # bits of a place in a text, above which the article's number stands


class SpokenOf:
    """Attributions as columns, without the words around their speakers."""

    def __init__(self, spoken: Iterable[Spoken]) -> None:
        names, ways = dict[str, int](), dict[tuple[str, ...], int]()
        ids, held, kinds, columns, way = list[Names](), list[bytes](), array("b"), array("i"), array("i")
        for s in spoken:
            held.append(s.id.encode())
            columns.extend([-1 if x is None else names.setdefault(x, len(names)) for x in (s.speaker, s.origin)])
            kinds.extend((SOURCES.index(s.source_kind), STANCES.index(s.stance), HOPS.index(s.origin_kind)))
            kinds.extend((s.origin_named, s.reaches_origin))
            way.append(ways.setdefault(s.through, len(ways)))
            if len(held) == AT_ONCE:
                ids.append(np.array(held))
                held.clear()
        all_ = np.concatenate([np.empty(0, dtype="S1"), *ids, np.array(held, dtype=np.bytes_)])
        self._order = np.argsort(all_, kind="stable")
        self._ids = all_[self._order]
        self.names, self._ways, self._way = list(names), list(ways), way
        self.speaker, self.origin = np.array(columns, dtype=np.int32).reshape(-1, 2).T
        self.source, self.stance, self.hop, *flags = np.array(kinds, dtype=np.int8).reshape(-1, 5).T
        self.origin_named, self.reaches_origin = (x.astype(np.bool_) for x in flags)

    def find(self, ids: Names) -> Ints:
        """The rows of some, by id; -1 of one that is not there."""
        if not len(self._ids):
            return np.full(len(ids), -1)
        at = np.minimum(np.searchsorted(self._ids, ids), len(self._ids) - 1)
        return np.where(self._ids[at] == ids, self._order[at], -1)

    def through(self, row: int) -> tuple[str, ...]:
        """The parties that pass on what is said there: the same few again and again."""
        return self._ways[self._way[row]]

    def name(self, number: int) -> str | None:
        return None if number < 0 else self.names[number]


class Happened:
    """The happenings that tellings tell of, by place: the kind of each, and its event, -1 for none."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._articles, kinds = dict[str, int](), dict[str, int]()
        places, kind, events = array("q"), array("h"), list[bytes]()
        held: list[Names] = []
        for h in happenings:
            places.append((self._articles.setdefault(h.article_id, len(self._articles)) << BEGINS) + h.at)
            kind.append(kinds.setdefault(h.kind, len(kinds)))
            events.append((h.event_id or "").encode())
            if len(events) == AT_ONCE:
                held.append(np.array(events))
                events.clear()
        ids = np.concatenate([np.empty(0, dtype="S1"), *held, np.array(events, dtype=np.bytes_)])
        at = np.array(places, dtype=np.int64)
        order = np.argsort(at, kind="stable")
        known, event = np.unique(ids, return_inverse=True)
        none = int(len(known) > 0 and known[0] == b"")  # the first in order
        self._at, self.kind = at[order], np.array(kind, dtype=np.int32)[order]
        self.event = (event[order] - none).astype(np.int32)

    def between(self, told: Tellings, which: Whole) -> tuple[Ints, Ints]:
        """Which happenings begin in each of some tellings: the first, and how many. An article that has none goes by -1."""
        number = np.array([self._articles.get(x, -1) for x in told.articles], dtype=np.int64)
        text = number[told.article[which]] << BEGINS
        first = np.searchsorted(self._at, text + told.start[which])
        return first, np.searchsorted(self._at, text + told.end[which]) - first

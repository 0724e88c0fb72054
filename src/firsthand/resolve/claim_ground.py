"""Attributions and happenings of a whole record, small: what is asked of them is asked one by one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from firsthand.model.findings import HopKind
from firsthand.model.packed import OneByOne
from firsthand.model.readings import SourceKind, Stance
from firsthand.model.tellings import Names, Tellings
from firsthand.model.units import Happening, Spoken

Ints = NDArray[np.int64]
SOURCES: tuple[SourceKind, ...] = get_args(SourceKind)
STANCES: tuple[Stance, ...] = get_args(Stance)
HOPS: tuple[HopKind, ...] = get_args(HopKind)
KEPT = 20_000  # attributions that are held ready
BEGINS = 32  # bits of a place in a text, above which the article's number stands


class SpokenOf(Mapping[str, Spoken]):
    """Attributions by id, without the words around their speakers."""

    def __init__(self, spoken: Iterable[Spoken]) -> None:
        self._rows = OneByOne(spoken, _written, _spoken)
        ids = np.array([row.id.encode() for row in self._rows], dtype=np.bytes_)
        self._order = np.argsort(ids, kind="stable")
        self._ids = ids[self._order]
        self._held: dict[str, Spoken] = {}

    def __getitem__(self, id_: str) -> Spoken:
        found = self._held.get(id_)
        if found is None:
            if len(self._held) >= KEPT:
                self._held.clear()
            found = self._held[id_] = self._rows[self._at(id_)]
        return found

    def _at(self, id_: str) -> int:
        name = id_.encode()
        at = int(np.searchsorted(self._ids, name)) if len(self._ids) else 0
        if at == len(self._ids) or self._ids[at] != name:
            raise KeyError(id_)
        return int(self._order[at])

    def __iter__(self) -> Iterator[str]:
        return (bytes(x).decode() for x in self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _written(s: Spoken) -> object:
    kinds = SOURCES.index(s.source_kind), STANCES.index(s.stance), HOPS.index(s.origin_kind)
    same = s.origin == s.speaker
    return (
        s.id,
        s.article_id,
        s.speaker,
        *kinds,
        None if same else s.origin,
        same,
        s.origin_named,
        s.reaches_origin,
        s.through,
    )


def _spoken(written: Any) -> Spoken:
    id_, article, speaker, source, stance, kind, origin, same, named, reaches, through = written
    ends = speaker if same else origin, HOPS[kind], named, reaches, through
    return Spoken(id_, article, speaker, SOURCES[source], STANCES[stance], *ends, "")


class Happened:
    """The happenings that tellings tell of, by place."""

    def __init__(self, happenings: Iterable[Happening]) -> None:
        self._articles, kinds = dict[str, int](), dict[str, int]()
        places, kind, events = array("q"), array("h"), list[bytes]()
        held: list[Names] = []
        for h in happenings:
            places.append((self._articles.setdefault(h.article_id, len(self._articles)) << BEGINS) + h.at)
            kind.append(kinds.setdefault(h.kind, len(kinds)))
            events.append((h.event_id or "").encode())
            if len(events) == 1 << 16:
                held.append(np.array(events))
                events.clear()
        self._kinds = list(kinds)
        ids = np.concatenate([np.empty(0, dtype="S1"), *held, np.array(events, dtype=np.bytes_)])
        at = np.array(places, dtype=np.int64)
        order = np.argsort(at, kind="stable")
        self._at, self._kind, self._events = at[order], np.array(kind, dtype=np.int16)[order], ids[order]

    def between(self, told: Tellings, which: Ints) -> tuple[Ints, Ints]:
        """Which happenings begin in each of some tellings: from, to. An article that has none goes by -1."""
        number = np.array([self._articles.get(x, -1) for x in told.articles], dtype=np.int64)
        text = number[told.article[which]] << BEGINS
        return np.searchsorted(self._at, text + told.start[which]), np.searchsorted(self._at, text + told.end[which])

    def kinds(self, first: int, last: int) -> list[str]:
        return [self._kinds[x] for x in self._kind[first:last].tolist()]

    def events(self, first: int, last: int) -> list[str]:
        """The ids of those that are of an event."""
        return [bytes(x).decode() for x in self._events[first:last] if x]

"""All tellings of a record as columns: a record of 100 000 articles has five million, which could not stand side by side."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Whole, spread
from firsthand.model.packed import Asked, Bytes, InMemory
from firsthand.model.readings import Telling, Voice
from firsthand.model.spans import Span

Ints = NDArray[np.int64]
Names = NDArray[np.bytes_]
AT_ONCE = 20_000  # rows that stand as objects while they are taken over
VOICES: tuple[Voice, ...] = ("headline", "said", "outlet")


class Tellings(Asked[Telling]):
    """Tellings in the order of their ids, each made anew when it is asked for. Vectors and terms lie where `kept` keeps them.

    A term goes by its number, its place in `vocabulary`, which is sorted. So does
    an attribution: `attributions[said[n]]` is the id of a telling's, -1 stands for the outlet's own voice.
    """

    def __init__(self, rows: Iterable[Telling], kept: Bytes | None = None) -> None:
        self._kept: Bytes = kept or InMemory()
        articles, known = dict[str, int](), dict[str, int]()
        ints, terms, at, sizes, many = array("i"), array("i"), array("Q"), array("i"), array("i")
        ids: list[Names] = []
        said: list[Names] = []
        by: list[Ints] = []
        named = 0
        left = iter(rows)
        while some := list(islice(left, AT_ONCE)):
            ids.append(np.array([t.id.encode() for t in some]))
            here = {t.attribution_id: None for t in some if t.attribution_id}
            number = {x: named + n for n, x in enumerate(here)}
            by.append(np.array([number.get(t.attribution_id or "", -1) for t in some], dtype=np.int64))
            said.append(np.array([x.encode() for x in here], dtype=np.bytes_))
            named += len(here)
            for t in some:
                article, voice = articles.setdefault(t.article_id, len(articles)), VOICES.index(t.voice)
                ints.extend((article, t.span.start, t.span.end, voice, t.negated))
                terms.extend([known.setdefault(x, len(known)) for x in t.terms])
                many.append(len(t.terms))
                at.append(self._kept.add(t.vector))
                sizes.append(len(t.vector))
        self.ids = np.concatenate([np.empty(0, dtype="S1"), *ids])
        self.attributions, which = np.unique(np.concatenate([np.empty(0, dtype="S1"), *said]), return_inverse=True)
        number_of = np.append(which, -1).astype(np.int32)
        order = np.argsort(self.ids, kind="stable")
        columns = np.frombuffer(ints, dtype=np.int32).reshape(-1, 5) if ints else np.empty((0, 5), dtype=np.int32)
        self.articles = list(articles)
        self.article, self.start, self.end = (np.ascontiguousarray(columns[order, n]) for n in range(3))
        self.voice, self.negated = columns[order, 3].astype(np.int8), columns[order, 4].astype(np.bool_)
        self._at = np.array(at, dtype=np.int64)[order]
        self._size = np.array(sizes, dtype=np.int32)[order]
        self.vocabulary = sorted(known)
        self._in_order(order, many, terms, known)
        self.ids = self.ids[order]
        self.said = number_of[np.concatenate([np.empty(0, dtype=np.int64), *by])][order]

    def _in_order(self, order: Ints, many: array[int], terms: array[int], known: dict[str, int]) -> None:
        number = np.empty(len(known), dtype=np.int32)
        number[[known[x] for x in self.vocabulary]] = np.arange(len(known), dtype=np.int32)
        lengths = np.frombuffer(many, dtype=np.int32).astype(np.int64) if many else np.empty(0, dtype=np.int64)
        held = np.frombuffer(terms, dtype=np.int32) if terms else np.empty(0, dtype=np.int32)
        before = np.cumsum(lengths) - lengths
        self.first = np.concatenate([[0], np.cumsum(lengths[order])])
        self._terms_at = self._kept.add(b"")
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            self._kept.add(number[held[spread(before[some], lengths[some])]].tobytes())

    def __len__(self) -> int:
        return len(self.ids)

    def one(self, n: int) -> Telling:
        return replace(self.bare(n), terms=self.terms_of(n), vector=self.vector(n))

    def bare(self, n: int) -> Telling:
        """One without its words: where it stands and who says it."""
        span = Span(int(self.start[n]), int(self.end[n]))
        who = self.attribution(n), VOICES[self.voice[n]]
        return Telling(self.id(n), self.articles[self.article[n]], span, *who, (), bool(self.negated[n]), b"")

    def id(self, n: int) -> str:
        return bytes(self.ids[n]).decode()

    def find(self, id_: str) -> range:
        """Those of an id: one, or none."""
        return range(*(int(np.searchsorted(self.ids, id_.encode(), side=side)) for side in ("left", "right")))

    def attribution(self, n: int) -> str | None:
        number = self.said[n]
        return None if number < 0 else bytes(self.attributions[number]).decode()

    def terms_of(self, n: int) -> tuple[str, ...]:
        return tuple([self.vocabulary[x] for x in self.terms(np.array([n]))[1].tolist()])

    def terms(self, which: Ints) -> tuple[Ints, NDArray[np.int32]]:
        """All terms of some in order: which of those given, and the term. Of tellings whose numbers rise it is read at once what
        stands from the first to the last: best asked of some that lie together."""
        many = self.first[which + 1] - self.first[which]
        runs = np.split(np.arange(len(which)), np.flatnonzero(np.diff(which) < 0) + 1)
        held = [self._terms_from(which[run], many[run]) for run in runs if len(run)]
        return np.repeat(np.arange(len(which)), many), np.concatenate([np.empty(0, dtype=np.int32), *held])

    def _terms_from(self, which: Ints, many: Ints) -> NDArray[np.int32]:
        start, stop = int(self.first[which[0]]), int(self.first[which[-1] + 1])
        held = self._kept.get(self._terms_at + 4 * start, self._terms_at + 4 * stop)
        return np.frombuffer(held, dtype=np.int32)[spread(self.first[which] - start, many)]

    def vector(self, n: int, start: int = 0, end: int | None = None) -> bytes:
        """The vector, or those bytes of it."""
        at, size = int(self._at[n]), int(self._size[n])
        return self._kept.get(at + start, at + (size if end is None else min(size, end)))

    def sizes(self, which: Whole) -> Ints:
        """How many bytes the vectors of some have."""
        many: Ints = self._size[which].astype(np.int64)
        return many


class Chosen(Asked[Telling]):
    """Some of them, in an order of their own."""

    def __init__(self, of: Tellings, which: Whole) -> None:
        self.of, self.which = of, which
        self.article, self.start = of.article[which], of.start[which]

    @staticmethod
    def all(rows: Iterable[Telling]) -> Chosen:
        """All, in the order given."""
        some = list(rows)
        came = np.argsort(np.array([t.id.encode() for t in some], dtype=np.bytes_), kind="stable")
        return Chosen(Tellings(some), np.argsort(came, kind="stable"))

    def __len__(self) -> int:
        return len(self.which)

    def one(self, n: int) -> Telling:
        return self.of.one(int(self.which[n]))

    def id(self, n: int) -> str:
        return self.of.id(int(self.which[n]))

    def vector(self, n: int, start: int = 0, end: int | None = None) -> bytes:
        return self.of.vector(int(self.which[n]), start, end)

    def sizes(self) -> Ints:
        return self.of.sizes(self.which)

"""The cards of a whole record, packed by sentence: of 100 000 articles there are millions of sentences and cells."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from firsthand.model.arrays import Ints, spread
from firsthand.model.comparing import Card, Cell, Line
from firsthand.model.findings import Slot
from firsthand.model.packed import OneByOne
from firsthand.model.readings import Polarity
from firsthand.model.spans import Span

KEPT = 20_000  # sentences that are held ready
SLOTS: tuple[Slot, ...] = ("number", "place", "date", "actor", "occurrence", "attribution")

Sort = tuple[Slot, str, tuple[str, ...], Polarity]  # of a cell: its slot, what it is about, its keys, its mood


class Cards:
    """Cards by day and id, so that those near in time lie together. A card goes by its number, a sentence by its place in it."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._terms, self._often = _Numbered(), _Numbered()
        self._lines = OneByOne[Line]((), self._written, self._line)
        begins, many = array("q"), array("i")
        starts, ends, cells = array("i"), array("i"), array("i")
        self._kinds, self._whats = array("i"), array("i")  # of every cell: filled as sentences are written
        heads: list[Card] = []
        for card in cards:
            heads.append(Card(card.article_id, card.outlet, card.published, (), card.site))
            begins.append(len(starts))
            many.append(len(card.lines))
            for line in card.lines:
                self._lines.add(line)
                starts.append(line.span.start)
                ends.append(line.span.end)
                cells.append(len(line.cells))
        order = sorted(range(len(heads)), key=lambda n: (heads[n].published or "", heads[n].article_id))
        self.heads = [heads[n] for n in order]
        self.at = {c.article_id: n for n, c in enumerate(self.heads)}
        self._begins, self._many = [begins[n] for n in order], [many[n] for n in order]
        self._starts, self._ends, self._says = starts, ends, cells  # `_says`: how many cells
        slots = np.array([SLOTS.index(x[0]) if x[0] in SLOTS else -1 for x in self._often.of], dtype=np.int8)
        self._slots = slots[np.frombuffer(self._kinds, dtype=np.int32)] if self._kinds else slots[:0]
        self._cells = np.concatenate([[0], np.cumsum(np.array(cells, dtype=np.int64))])
        self._ready: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.heads)

    def __iter__(self) -> Iterator[Card]:
        return (replace(head, lines=tuple(self.lines(n))) for n, head in enumerate(self.heads))

    def many(self, card: int) -> int:
        """How many sentences."""
        return self._many[card]

    @property
    def terms(self) -> list[str]:
        """Every term of the sentences, by its number."""
        return self._terms.of

    def line(self, card: int, n: int) -> Line:
        at = self._begins[card] + n
        return self._ready.get(at) or self._unpacked(at)

    def stretch(self, card: int, n: int) -> tuple[int, int]:
        """From where to where a sentence goes."""
        at = self._begins[card] + n
        return self._starts[at], self._ends[at]

    def words(self, card: int) -> Iterator[tuple[Iterable[int], tuple[str, ...], list[tuple[float, str]]]]:
        """Of each sentence the numbers of its terms, its days, and its exact figures with what they count."""
        first, of = self._begins[card], self._often.of
        for n in range(first, first + self._many[card]):
            _, _, terms, days, _, cells = self._lines.written(n)
            exact = [(of[kind], low) for kind, _, _, _, _, low, high, *_ in cells if low is not None and low == high]
            yield array("i", terms), days, [(low, about) for (slot, about, *_), low in exact if slot == "number"]

    def cells(self) -> tuple[Ints, Ints, Ints, Ints, list[Sort]]:
        """Of every cell in order its card, its sentence, its place there, and the number of its sort; and the sorts."""
        begins, many = np.array(self._begins, dtype=np.int64), np.array(self._many, dtype=np.int64)
        lines = spread(begins, many)
        first, times = self._cells[lines], self._cells[lines + 1] - self._cells[lines]
        held = spread(first, times)
        cards, places = np.repeat(np.arange(len(many)), many), lines - np.repeat(begins, many)
        keys = (
            np.array(self._kinds, dtype=np.int64)[held] * len(self._often.of)
            + np.array(self._whats, dtype=np.int64)[held]
        )
        known, sort = np.unique(keys, return_inverse=True)
        kinds, whats = np.divmod(known, max(1, len(self._often.of)))
        sorts = [self._sort(*x) for x in zip(kinds.tolist(), whats.tolist(), strict=True)]
        return np.repeat(cards, times), np.repeat(places, times), held - np.repeat(first, times), sort, sorts

    def _sort(self, kind: int, what: int) -> Sort:
        slot, about, _, _, mood = self._often.of[kind]
        return slot, about, self._often.of[what][0], mood

    def lines(self, card: int) -> Iterator[Line]:
        first = self._begins[card]
        return (self._lines[n] for n in range(first, first + self._many[card]))

    def touching(self, article_id: str, start: int, end: int) -> Iterator[tuple[int, int, Line]]:
        """The sentences that share a character with a stretch and say anything: card, place in it, sentence."""
        card = self.at.get(article_id)
        if card is None or start >= end:
            return
        first, last = self._begins[card], self._begins[card] + self._many[card]
        stop = bisect_left(self._starts, end, first, last)
        for n in range(max(first, bisect_right(self._starts, start, first, last) - 1), stop):
            if self._ends[n] > start and self._says[n]:
                yield card, n - first, self._ready.get(n) or self._unpacked(n)

    def with_slot(self, card: int, slot: Slot) -> list[int]:
        """The sentences that say something in a slot."""
        first, last = self._begins[card], self._begins[card] + self._many[card]
        found = np.flatnonzero(self._slots[self._cells[first] : self._cells[last]] == SLOTS.index(slot))
        at = np.searchsorted(self._cells[first : last + 1] - self._cells[first], found, side="right") - 1
        return sorted(set(at.tolist()))

    def _unpacked(self, n: int) -> Line:
        """A sentence that is not held ready, from now on held."""
        if len(self._ready) >= KEPT:
            self._ready.clear()
        found = self._ready[n] = self._lines[n]
        return found

    def _written(self, line: Line) -> object:
        terms = array("i", [self._terms.number(x) for x in line.terms]).tobytes()
        flags = line.refers + 2 * line.headline
        return line.span.start, line.span.end, terms, line.days, flags, [self._cell_written(c) for c in line.cells]

    def _line(self, written: Any) -> Line:
        start, end, terms, days, flags, cells = written
        words = tuple(map(self._terms.of.__getitem__, array("i", terms)))
        return Line(Span(start, end), words, days, bool(flags & 1), bool(flags & 2), tuple(map(self._cell, cells)))

    def _cell_written(self, c: Cell) -> object:
        number = self._often.number
        kind, what = number((c.slot, c.about, c.bound, c.scope, c.mood)), number((c.keys, c.site, c.edtf, c.who))
        self._kinds.append(kind)
        self._whats.append(what)
        value = None if c.value == c.words else c.value
        return kind, c.span.start, c.span.end, c.words, value, c.low, c.high, what, c.attribution_id

    def _cell(self, written: Any) -> Cell:
        kind, start, end, words, value, low, high, what, attribution = written
        slot, about, bound, scope, mood = self._often.of[kind]
        shown = words if value is None else value
        keys, site, edtf, who = self._often.of[what]
        at = Span(start, end)
        return Cell(slot, about, at, words, shown, low, high, bound, keys, site, edtf, scope, mood, who, attribution)


class _Numbered:
    """What comes often, each once, by number."""

    def __init__(self) -> None:
        self.of: list[Any] = []
        self._known: dict[Any, int] = {}

    def number(self, x: Any) -> int:
        found = self._known.get(x)
        if found is None:
            found = self._known[x] = len(self.of)
            self.of.append(x)
        return found

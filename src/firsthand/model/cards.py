"""The cards of a whole record, packed by sentence: of 100 000 articles there are millions of sentences and cells."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from firsthand.model.arrays import Ints, spread
from firsthand.model.comparing import Card, Cell, Line
from firsthand.model.findings import Slot
from firsthand.model.packed import Bytes, OneByOne
from firsthand.model.readings import Bound, Polarity, Scope
from firsthand.model.spans import Span

KEPT = 60_000  # cells that are held ready
BORDER = "border"  # of the value of a place: beside a border is elsewhere than within it
NOWHERE = Span(0, 0)


class Sort(NamedTuple):
    """What many cells have in common, by number: what they are about and how it is told; what they give."""

    kind: int
    what: int


class Kind(NamedTuple):
    """What a cell is about, and how it is told."""

    slot: Slot
    about: str
    bound: Bound
    scope: Scope
    mood: Polarity
    border: str


class Told(NamedTuple):
    """Where a cell is held, card, sentence, place in it, with its sort: of what most of them are asked for."""

    card: int
    line: int
    cell: int
    sort: Sort


class Cards:
    """Cards by day and id, so that those near in time lie together. A card goes by its number, a sentence by its place in it."""

    def __init__(self, cards: Iterable[Card], kept: Bytes | None = None) -> None:
        """What is seldom asked for lies where `kept` keeps it."""
        self._terms, self._kind, self._what, self._who, self._days = (_Numbered() for _ in range(5))
        self._lines = OneByOne[Any]((), self._written, _as_written, kept)
        begins, many = array("q"), array("i")
        starts, ends, cells, days = array("i"), array("i"), array("i"), array("i")
        self._flags = bytearray()
        # of every cell: filled as sentences are written
        self._kinds, self._whats, self._first, self._last = (array("i") for _ in range(4))
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
                days.append(self._days.number(line.days))
                self._flags.append(line.refers + 2 * line.headline)
        order = sorted(range(len(heads)), key=lambda n: (heads[n].published or "", heads[n].article_id))
        self.heads = [heads[n] for n in order]
        self.at = {c.article_id: n for n, c in enumerate(self.heads)}
        self._begins, self._many = [begins[n] for n in order], [many[n] for n in order]
        self._starts, self._ends, self._dated = starts, ends, days
        self._cells = array("q", np.concatenate([[0], np.cumsum(np.array(cells, dtype=np.int64))]).tobytes())
        self._ready: dict[int, Cell] = {}

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

    def cell(self, card: int, n: int, k: int) -> Cell:
        """The cell at a place of a sentence."""
        at = self._begins[card] + n
        number = self._cells[at] + k
        return self._ready.get(number) or self._unpacked(number, at, k)

    def cells_of(self, card: int, n: int) -> list[Cell]:
        """Every cell of a sentence."""
        at = self._begins[card] + n
        return [self.cell(card, n, k) for k in range(self._cells[at + 1] - self._cells[at])]

    def days(self, card: int, n: int) -> tuple[str, ...]:
        """EDTF of a sentence's times."""
        days: tuple[str, ...] = self._days.of[self._dated[self._begins[card] + n]]
        return days

    def kinds(self, card: int, n: int) -> list[Kind]:
        """Of every cell of a sentence what it is about."""
        at = self._begins[card] + n
        return list(map(self._kind.of.__getitem__, self._kinds[self._cells[at] : self._cells[at + 1]]))

    def refers(self, card: int, n: int) -> bool:
        """Whether a sentence speaks of a happening as known."""
        return bool(self._flags[self._begins[card] + n] & 1)

    def stretch(self, card: int, n: int) -> tuple[int, int]:
        """From where to where a sentence goes."""
        at = self._begins[card] + n
        return self._starts[at], self._ends[at]

    def words(self, card: int) -> Iterator[tuple[Iterable[int], tuple[str, ...], list[tuple[float, str]]]]:
        """Of each sentence the numbers of its terms, its days, and its exact figures with what they count."""
        first, of = self._begins[card], self._kind.of
        for n in range(first, first + self._many[card]):
            terms, cells = self._lines.written(n)
            kinds = self._kinds[self._cells[n] : self._cells[n + 1]]
            exact = [(of[k], c[2]) for k, c in zip(kinds, cells, strict=True) if c[2] is not None and c[2] == c[3]]
            figures = [(low, about) for (slot, about, *_), low in exact if slot == "number"]
            yield array("i", terms), self._days.of[self._dated[n]], figures

    def cells(self) -> tuple[Ints, Ints, Ints, Ints, Ints]:
        """Of every cell in order its card, its sentence, its place there, and the number of its sort; and what `sort` takes."""
        begins, many = np.array(self._begins, dtype=np.int64), np.array(self._many, dtype=np.int64)
        lines, cuts = spread(begins, many), np.array(self._cells, dtype=np.int64)
        first, times = cuts[lines], cuts[lines + 1] - cuts[lines]
        held = spread(first, times)
        cards, places = np.repeat(np.arange(len(many)), many), lines - np.repeat(begins, many)
        size = max(1, len(self._what.of))
        keys = np.array(self._kinds, dtype=np.int64)[held] * size + np.array(self._whats, dtype=np.int64)[held]
        known, sort = np.unique(keys, return_inverse=True)
        return np.repeat(cards, times), np.repeat(places, times), held - np.repeat(first, times), sort, known

    def sort(self, known: int) -> Sort:
        return Sort(*divmod(known, max(1, len(self._what.of))))

    def kinds_of(self, known: Ints) -> list[Kind]:
        """What cells of some sorts are about, by what `sort` takes."""
        return [self._kind.of[n] for n in (known // max(1, len(self._what.of))).tolist()]

    def sample(self, sort: Sort) -> Cell:
        """A cell of a sort, without place, words, numbers and whoever says so."""
        slot, about, bound, scope, mood, border = self._kind.of[sort.kind]
        keys, site, edtf = self._what.of[sort.what]
        return Cell(slot, about, NOWHERE, "", border, None, None, bound, keys, site, edtf, scope, mood)

    def lines(self, card: int) -> Iterator[Line]:
        first = self._begins[card]
        return (self._made(n) for n in range(first, first + self._many[card]))

    def touching(self, article_id: str, start: int, end: int) -> Iterator[Told]:
        """The cells that share a character with a stretch, of sentences that do."""
        card = self.at.get(article_id)
        if card is None or start >= end:
            return
        first, last = self._begins[card], self._begins[card] + self._many[card]
        stop = bisect_left(self._starts, end, first, last)
        of_first, of_last = self._first, self._last
        for n in range(max(first, bisect_right(self._starts, start, first, last) - 1), stop):
            if self._ends[n] > start:
                begins = self._cells[n]
                for k in range(begins, self._cells[n + 1]):
                    if of_first[k] < end and start < of_last[k] > of_first[k]:
                        yield Told(card, n - first, k - begins, Sort(self._kinds[k], self._whats[k]))

    def _unpacked(self, number: int, line: int, k: int) -> Cell:
        """A cell that is not held ready, from now on held."""
        if len(self._ready) >= KEPT:
            self._ready.clear()
        found = self._ready[number] = self._cell(number, self._lines.written(line)[1][k])
        return found

    def _written(self, line: Line) -> object:
        terms = array("i", [self._terms.number(x) for x in line.terms]).tobytes()
        return terms, [self._cell_written(c) for c in line.cells]

    def _made(self, n: int) -> Line:
        terms, cells = self._lines.written(n)
        words = tuple(map(self._terms.of.__getitem__, array("i", terms)))
        made = tuple(map(self._cell, range(self._cells[n], self._cells[n + 1]), cells))
        days, flags = self._days.of[self._dated[n]], self._flags[n]
        return Line(Span(self._starts[n], self._ends[n]), words, days, bool(flags & 1), bool(flags & 2), made)

    def _cell_written(self, c: Cell) -> object:
        border = BORDER if BORDER in c.value else ""
        self._kinds.append(self._kind.number(Kind(c.slot, c.about, c.bound, c.scope, c.mood, border)))
        self._whats.append(self._what.number((c.keys, c.site, c.edtf)))
        self._first.append(c.span.start)
        self._last.append(c.span.end)
        value = None if c.value == c.words else c.value
        return c.words, value, c.low, c.high, self._who.number(c.who), c.attribution_id

    def _cell(self, n: int, written: Any) -> Cell:
        words, value, low, high, who, attribution = written
        slot, about, bound, scope, mood, _ = self._kind.of[self._kinds[n]]
        keys, site, edtf = self._what.of[self._whats[n]]
        at, shown = Span(self._first[n], self._last[n]), words if value is None else value
        return Cell(
            slot,
            about,
            at,
            words,
            shown,
            low,
            high,
            bound,
            keys,
            site,
            edtf,
            scope,
            mood,
            self._who.of[who],
            attribution,
        )


def _as_written(line: Any) -> Any:
    return line


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

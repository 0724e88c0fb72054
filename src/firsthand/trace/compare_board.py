"""The cards of a record with the weights of their words: what a sentence is likened by, and how alike two are."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from firsthand.model.cards import Cards, Sort, Told
from firsthand.model.comparing import Cell
from firsthand.model.findings import ReuseLink
from firsthand.trace.compare_bags import Bags
from firsthand.trace.compare_values import parting, span_of

MONTH = 31  # days between two articles about one happening, where the sentences give no day
FAR = 3  # days between two days that cannot be of one happening; one day is a time zone, two a slip
SLIP = 62  # days: accounts of one happening differ by days or by a month; by more, it is another happening
MOSTLY = 0.65  # of an article that stands in another: as "same article" is told of copies
PARTED = 20_000  # pairs of what cells give whose verdict is kept: of one happening they are always the same
LINES, CELLS = 1 << 20, 1 << 12  # more than an article has sentences, and a sentence cells
READY = (
    20_000  # cells that are looked at together: each is laid beside some ten others, and asked about some ten things
)
KEPT = 10_000  # sentences whose words are held ready: those of a few hundred articles


class Spot(NamedTuple):
    """A cell's place: card, line, cell."""

    card: int
    line: int
    cell: int

    @property
    def key(self) -> int:
        """The place as one number: places by it stand as in the record."""
        return (self.card * LINES + self.line) * CELLS + self.cell

    @staticmethod
    def of_key(key: int) -> Spot:
        line, cell = divmod(key, CELLS)
        return Spot(*divmod(line, LINES), cell)


class Board:
    """The cards of a record with the weights of their words. Built once a run; says nothing of its own."""

    def __init__(self, cards: Cards, links: Iterable[ReuseLink]) -> None:
        self.cards = cards
        self.heads = cards.heads  # the cards without their sentences
        self.cell = lru_cache(maxsize=READY)(self._cell)
        self.bags = Bags(cards)
        self._plain = [t[0] not in "@#=" for t in self.bags.terms]
        self._worded = [t[0] not in "@#" for t in self.bags.terms]
        self._bags: dict[tuple[int, int], frozenset[int]] = {}
        self._dated: dict[tuple[int, int], list[int]] = {}
        self._shared = Shared(cards.at, links)
        self.parts = lru_cache(maxsize=PARTED)(self._parts)
        self._days = [d.toordinal() if (d := day_of(c.published)) else None for c in cards.heads]

    def _parts(self, a: Sort, b: Sort) -> bool:
        """Whether cells of two sorts may part; figures may, whatever they are."""
        one, two = self.cards.sample(a), self.cards.sample(b)
        if one.slot == two.slot == "number":
            return True
        return parting(one, two) is not None

    def _cell(self, spot: Spot) -> Cell:
        return self.cards.cell(*spot)

    def days(self, spot: Spot | Told) -> tuple[str, ...]:
        """EDTF of the times of a cell's sentence."""
        return self.cards.days(spot[0], spot[1])

    def bag(self, card: int, line: int) -> frozenset[int]:
        """What a sentence is likened by: its words, its days, its figures with their roles."""
        found = self._bags.get((card, line))
        if found is None:
            if len(self._bags) >= KEPT:
                self._bags.clear()
            found = self._bags[card, line] = self.bags.of(int(self.bags.lines[card]) + line)
        return found

    def common(self, a: Spot, b: Spot) -> int:
        """How many plain words two sentences share: no countries, days or figures."""
        return sum(map(self._plain.__getitem__, self.bag(a.card, a.line) & self.bag(b.card, b.line)))

    def worded(self, a: Spot | Told, b: Spot | Told) -> int:
        """How many words two sentences share, countries among them."""
        return sum(map(self._worded.__getitem__, self.bag(a.card, a.line) & self.bag(b.card, b.line)))

    def shared(self, a: Spot, b: Spot) -> set[str]:
        return {self.bags.terms[n] for n in self.bag(a.card, a.line) & self.bag(b.card, b.line)}

    def collated(self, a: Spot, b: Spot) -> bool:
        """Whether two sentences are compared word by word instead, since they stand in passages that the articles share.

        Of two articles that are mostly one text, it is enough that one of the sentences does.
        """
        link = self._shared.link(a.card, b.card)
        if link is None:
            return False
        one = self._shared.holds(link, a.card < b.card, *self.cards.stretch(a.card, a.line))
        if one == self._shared.mostly(link):
            return one  # of mostly one text one is enough; of others one that is not
        return self._shared.holds(link, b.card < a.card, *self.cards.stretch(b.card, b.line))

    def one_time(self, a: Spot, b: Spot) -> bool:
        """Whether the two may be of one happening by their days, else by the days their articles are of."""
        return self._within(a, b, FAR)

    def near(self, a: Spot, b: Spot) -> bool:
        """Whether the days of the two are a slip apart at most: what differs may be the day itself."""
        return self._within(a, b, SLIP)

    def published_within(self, one: int, other: int, most: int) -> bool | None:
        """Whether two articles are of days at most so far apart. None: one has no day."""
        first, second = self._days[one], self._days[other]
        return None if first is None or second is None else abs(first - second) <= most

    def _within(self, a: Spot, b: Spot, most: int) -> bool:
        one, two = self._days_of(a), self._days_of(b)
        if one and two:
            if len(one) == len(two) == 1:
                return abs(one[0] - two[0]) <= most
            return any(abs(x - y) <= most for x in one for y in two)
        return self.published_within(a.card, b.card, MONTH) is not False

    def _days_of(self, spot: Spot) -> list[int]:
        key = spot[:2]
        found = self._dated.get(key)
        if found is None:
            if len(self._dated) >= KEPT:
                self._dated.clear()
            found = self._dated[key] = [d.toordinal() for x in self.days(spot) if len(x) == 10 and (d := day_of(x))]
        return found


class Shared:
    """Which articles share passages, and where, as numbers: a record has two such links for each article."""

    def __init__(self, at: Mapping[str, int], links: Iterable[ReuseLink]) -> None:
        """`at` is each article's number; of two links of one pair the later stands."""
        self._size, self._of = len(at), dict[int, int]()
        self._bounds, self._first, self._mostly = array("i"), array("q", [0]), bytearray()
        for link in links:
            one, two = at.get(link.from_article), at.get(link.to_article)
            if one is None or two is None:
                continue
            self._of[min(one, two) * self._size + max(one, two)] = len(self._mostly)
            for p in link.passages:
                low, high = (p.from_span, p.to_span) if one < two else (p.to_span, p.from_span)
                self._bounds.extend((low.start, low.end, high.start, high.end))
            self._first.append(len(self._bounds))
            self._mostly.append(max(link.coverage_from, link.coverage_to) >= MOSTLY)

    def link(self, one: int, two: int) -> int | None:
        """The number of the link of two articles."""
        return self._of.get(one * self._size + two if one < two else two * self._size + one)

    def mostly(self, link: int) -> bool:
        """Whether the two are mostly one text."""
        return bool(self._mostly[link])

    def holds(self, link: int, lower: bool, start: int, end: int) -> bool:
        """Whether a stretch of the lower one of the two, or of the other, shares a character with a passage."""
        some = self._bounds[self._first[link] : self._first[link + 1]]
        side = 0 if lower else 2
        return any(first < end and start < last for first, last in zip(some[side::4], some[side + 1 :: 4], strict=True))


@lru_cache(maxsize=10_000)
def day_of(edtf: str | None) -> date | None:
    ends = span_of(edtf[:10]) if edtf else None
    try:
        return date.fromisoformat(ends[0]) if ends else None
    except ValueError:
        return None

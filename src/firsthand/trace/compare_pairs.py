"""Which cells of a record are about one thing: by rare words their sentences share, never by trying all pairs.

Cells meet only under one (slot, what it is about) and a word that is rare in the record. What an event, a claim or a copy already
joins needs none of this; see `compare`.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.lang import get
from firsthand.model.comparing import Cell
from firsthand.model.slots import quick
from firsthand.trace.compare_board import CELLS, LINES, SLIP, Board, Spot, day_of
from firsthand.trace.compare_figures import GENERIC
from firsthand.trace.compare_lines import term
from firsthand.trace.compare_meet import NUMBER, Cells, cells, meeting
from firsthand.trace.compare_values import dates, one_voice

# Shares of common words, weighted by how rare they are (Dice), tuned on pages of 12 articles and reports of 6 events
SAME_NUMBER = 0.26
SAME_PLACE = 0.28
SAME_DAY = 0.14  # with a day and a town in common
SAME_DATE = 0.34
MANY = 5  # words in common, no country and no day among them, that make up for sentences that go on to other things
SAME_ACTOR = 0.30
SAME_SAID = 0.34
IN_ONE = 0.20  # within one article, where words are shared for many reasons but what is told is mostly one thing
YEAR = 4  # characters of an EDTF year
NEXT = 3  # sentences from a happening to its next "the strike"


Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@quick
@dataclass(frozen=True, slots=True)
class Pair:
    a: Spot
    b: Spot


class Pairs:
    """Pairs of cells as numbers, in order: a record has tens of them for each article."""

    def __init__(self, of: Cells, numbers: Ints) -> None:
        self.of, self._numbers = of, numbers

    def of_figures(self) -> Pairs:
        return Pairs(self.of, self._numbers[self.of.slot[self._numbers[:, 0]] == NUMBER])

    def places(self) -> tuple[Ints, Ints]:
        """The places of the earlier and of the later of each pair, as `Spot.key` gives them."""
        card, line, cell = (x.astype(np.int64) for x in (self.of.card, self.of.line, self.of.cell))
        places = (card * LINES + line) * CELLS + cell
        return places[self._numbers[:, 0]], places[self._numbers[:, 1]]

    def __iter__(self) -> Iterator[Pair]:
        spot = lru_cache(maxsize=BLOCK)(self.of.spot)
        for start in range(0, len(self._numbers), BLOCK):
            for one, two in self._numbers[start : start + BLOCK].tolist():
                yield Pair(spot(one), spot(two))


OTHER = re.compile(r"(?:another|other|others|a second|further|more)\b", re.IGNORECASE)  # not the one that was told of


def pairs(board: Board) -> Pairs:
    """Every pair of cells about one thing, each once, by article and place."""
    found = array("i")
    of = cells(board)
    met = meeting(board, of)
    spot = lru_cache(maxsize=BLOCK)(of.spot)
    for start in range(0, len(met), BLOCK):
        i, j, alike = _worth(board, of, met[start : start + BLOCK])
        for one, two, likeness in zip(i.tolist(), j.tolist(), alike.tolist(), strict=True):
            a, b = spot(one), spot(two)
            if not board.collated(a, b) and _one_thing(board, a, b, likeness):
                found.extend((one, two))
    return Pairs(of, _in_order(board, of, np.array(found, dtype=np.int64).reshape(-1, 2)))


def _in_order(board: Board, of: Cells, found: Ints) -> Ints:
    """By article: cards lie by day."""
    place = np.empty(len(board.heads), dtype=np.int64)
    place[sorted(range(len(place)), key=lambda n: board.heads[n].article_id)] = np.arange(len(place))
    keys = place[of.card[found]] * (len(of.card) + 1) + found
    found = np.take_along_axis(found, np.argsort(keys, axis=1), axis=1)
    keys.sort(axis=1)
    ordered: Ints = found[np.lexsort((keys[:, 1], keys[:, 0]))]
    return ordered


def _worth(board: Board, of: Cells, met: Ints) -> tuple[Ints, Ints, Floats]:
    """Pairs that are as alike as their rule asks for at the least, and how alike they are."""
    i, j = met // len(of.card), met % len(of.card)
    sentences, which = np.unique(of.at[i] * board.bags.lines[-1] + of.at[j], return_inverse=True)
    alike = board.bags.likeness(sentences // board.bags.lines[-1], sentences % board.bags.lines[-1])[which]
    inside = of.card[i] == of.card[j]
    least = _least()[inside.astype(np.int64), of.slot[i]]
    worth = (alike >= least) | of.free[i] | of.free[j]
    worth &= ~(of.behind[i] & (of.mood[i] == of.mood[j])) & ~(of.agent[i] & inside)  # as `_actor` would say
    far = np.abs(of.line[i] - of.line[j])
    worth &= ~(inside & (of.slot[i] == NUMBER) & ((far == 0) | ((far > NEXT) & (alike < IN_ONE))))  # as `_number` would
    i, j, alike = i[worth], j[worth], alike[worth]
    parts = _parts(board, of, i, j)
    return i[parts], j[parts], alike[parts]


def _parts(board: Board, of: Cells, i: Ints, j: Ints) -> Bools:
    """Which pairs may part by what the two give. Figures may whatever they are: series are made of those that do not, too."""
    found: Bools = of.slot[i] == NUMBER
    rest = (~found).nonzero()[0]
    sorts, which = np.unique(of.sort[i[rest]].astype(np.int64) * len(of.sorts) + of.sort[j[rest]], return_inverse=True)
    sort = board.cards.sort
    each = (map(sort, of.sorts[x].tolist()) for x in np.divmod(sorts, max(1, len(of.sorts))))
    found[rest] = np.array([board.parts(a, b) for a, b in zip(*each, strict=True)], dtype=np.bool_)[which]
    return found


BLOCK = 20_000  # pairs looked at together


@cache
def _least() -> Floats:
    """By whether two are of one article, and by slot: what all rules below ask for, of things without a name of their own."""
    apart = (IN_ONE, SAME_DAY, SAME_DATE - 0.08, SAME_ACTOR - 0.04, SAME_SAID, 0.0)
    return np.array([apart, (0.0, 0.0, 0.0, 0.0, SAME_SAID - 0.08, 0.0)])


def _one_thing(board: Board, a: Spot, b: Spot, likeness: float) -> bool:
    one, two = board.cell(a), board.cell(b)
    inside = a.card == b.card
    if inside and one.span.overlaps(two.span):
        return False
    return _RULES[one.slot](board, (a, one), (b, two), likeness, inside)


Found = tuple[Spot, Cell]


def _number(board: Board, x: Found, y: Found, likeness: float, inside: bool) -> bool:
    (a, one), (b, two) = x, y
    if a.line == b.line and inside:
        return False
    if inside and one.keys == two.keys and one.keys and _touch(one, two):
        return abs(a.line - b.line) <= NEXT or likeness >= IN_ONE
    if one.about == "killed with":
        return bool(set(one.keys) & set(two.keys)) and not inside and likeness >= IN_ONE
    if inside and one.who == two.who and one.keys == two.keys:
        return False  # one party in one article: two things, or two parts of one
    if not inside and likeness >= SAME_NUMBER and board.common(a, b) >= MANY:
        return board.near(a, b)
    things = one.about.startswith("count:") and not one_voice(one, two)
    if not inside and (things or not _of_one(board, a, b)):
        return False  # fire engines, delegates, outs: who counts others counts others; in much the same words they pass above
    return likeness >= (IN_ONE if inside else SAME_NUMBER) and board.one_time(a, b)


def _of_one(board: Board, a: Spot, b: Spot) -> bool:
    """Whether two sentences share more than that people came to harm: 'two were killed in an attack', 'ten killed in attacks'."""
    shared = board.shared(a, b)
    return any(t[0] in "@=" for t in shared) or len([t for t in shared if t[0] != "#" and t not in harm()]) >= OWN


OWN = 2  # words in common beside those of any harm


@cache
def harm() -> frozenset[str]:
    """Words of how many came to what harm, folded: 'killed', 'people', 'attack'."""
    rows = get("en").table("quantity_roles")
    return frozenset(t for row in rows if (t := term(row[0])) is not None) | GENERIC


def _place(board: Board, x: Found, y: Found, likeness: float, inside: bool) -> bool:
    a, b = x[0], y[0]
    if x[1].about.startswith("at:"):
        return a.line != b.line or not inside
    if not inside and likeness < SAME_DAY:
        return False
    if not board.one_time(a, b) or OTHER.match(x[1].words) or OTHER.match(y[1].words):
        return False
    if inside:
        (first, one), (last, two) = (x, y) if a < b else (y, x)
        if one.who != two.who and one.site and two.site and 0 < last.line - first.line < NEXT:
            return True  # one says this was struck, the other that: in neighbouring sentences, of one thing
        named = board.cards.refers(last.card, last.line) and last.line - first.line <= NEXT
        return first.line != last.line and (named or likeness >= IN_ONE)
    return likeness >= SAME_PLACE or (likeness >= SAME_DAY and _same_day_and_place(board, a, b))


def _date(board: Board, x: Found, y: Found, likeness: float, inside: bool) -> bool:
    """Two dates of one happening: all but the days must be alike."""
    (a, one), (b, two) = x, y
    if inside or one.about != two.about or one.about == "said":
        return False
    if YEAR in (len(one.edtf or ""), len(two.edtf or "")) and len(one.edtf or "") != len(two.edtf or ""):
        return False  # a year in one sentence and a day in another are seldom of one thing
    if {one.mood, two.mood} != {"told"} or set(one.site).isdisjoint(two.site):
        return False  # "headed Tuesday for", "paid tribute on Wednesday": days of two things
    if len(board.days(a)) != 1 or len(board.days(b)) != 1 or not _within_a_slip(one, two):
        return False
    common = board.common(a, b)
    return (likeness >= SAME_DATE and common >= MANY - 1) or (likeness >= SAME_DATE - 0.08 and common >= MANY)


def _within_a_slip(a: Cell, b: Cell) -> bool:
    """Whether one date holds the other, or they are near."""
    if dates(a.edtf, b.edtf) != "contradiction":
        return True
    one, two = day_of(a.edtf), day_of(b.edtf)
    return one is not None and two is not None and abs((one - two).days) <= SLIP


def _actor(board: Board, x: Found, y: Found, likeness: float, inside: bool) -> bool:
    (a, one), (b, two) = x, y
    if one.about.startswith("held:"):
        return bool(set(one.keys) & set(two.keys)) and not inside
    if one.about == "blame":
        denial = one.mood != two.mood and bool(set(one.keys) & set(two.keys))
        if one.mood != two.mood and not denial:
            return False
        return (denial and inside and abs(a.line - b.line) <= 2 * NEXT) or (
            not inside and likeness >= SAME_ACTOR and board.one_time(a, b)
        )
    if one.about == "behind":
        alike = bool(set(one.keys) & set(two.keys)) and one.mood != two.mood
        return alike and (bool(board.common(a, b)) if inside else likeness >= SAME_ACTOR)
    if one.about == "agent" and not inside:
        common = board.common(a, b)
        return (likeness >= SAME_ACTOR or (likeness >= SAME_ACTOR - 0.04 and common >= MANY)) and board.near(a, b)
    return False


def _occurrence(board: Board, x: Found, y: Found, likeness: float, inside: bool) -> bool:
    """A denial with what says much the same; one that points back ("denied this") is no matter of likeness."""
    (a, one), (b, two) = x, y
    if (one.mood == "denied") == (two.mood == "denied"):
        return False
    no, yes = (one, two) if one.mood == "denied" else (two, one)
    if no.about == "back" or yes.about == "maybe" or (inside and a.line == b.line):
        return False
    return likeness >= (SAME_SAID - 0.08 if inside else SAME_SAID) and board.one_time(a, b)


_RULES = {"number": _number, "place": _place, "date": _date, "actor": _actor, "occurrence": _occurrence}


def _touch(a: Cell, b: Cell) -> bool:
    return (a.low is not None and a.low == b.low) or (a.high is not None and a.high == b.high)


def _same_day_and_place(board: Board, a: Spot, b: Spot) -> bool:
    shared = board.shared(a, b)
    fine = {k for k in board.cell(a).keys if k[0] != "="} | {k for k in board.cell(b).keys if k[0] != "="}
    return any(t[0] == "@" for t in shared) and any(k.rsplit(":", 1)[-1].split()[0][:7] in shared for k in fine)

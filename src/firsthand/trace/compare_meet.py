"""Which cells of a record meet: those of one slot and thing, in one article or at one site, or with rare words in common."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.comparing import Cell
from firsthand.trace.compare_board import Board, Spot

NAMED = ("at:", "held:")  # things with a name of their own
SHARED = 2  # rare words that two sentences must share to be likened at all
VERY_RARE = 5  # sentences with a word that is enough alone
POSTED = 40  # sentences that share a word and a slot; a word in more is too common there to look by
AT_ONCE = 300_000  # words of sentences that are gone through together, if one thing has not more
SLOTS = ("number", "place", "date", "actor", "occurrence", "attribution")
SLOT = {slot: n for n, slot in enumerate(SLOTS)}
DATE, OCCURRENCE, ACTOR, NUMBER = SLOT["date"], SLOT["occurrence"], SLOT["actor"], SLOT["number"]
COLUMNS = 12  # numbers of a cell
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell in order, as columns."""

    card: Ints
    line: Ints  # of its card
    cell: Ints  # of its line
    at: Ints  # its line, of all lines
    slot: Ints
    thing: Ints  # below 0: never compared by likeness
    named: Bools
    denied: Bools
    mood: Ints  # equal numbers are equal moods
    behind: Bools  # who is behind it
    agent: Bools  # who did it
    free: Bools  # may part from others that its sentence is not like
    rows: array[int]  # the same, cell by cell: quicker where one is asked for

    def spot(self, n: int) -> Spot:
        at = n * COLUMNS
        return Spot(*self.rows[at : at + 3])


def cells(board: Board) -> Cells:
    rows = array("i")
    things: dict[tuple[str, str], int] = {}
    moods: dict[str, int] = {}
    for i, card in enumerate(board.cards):
        first = int(board.bags.lines[i])
        for j, line in enumerate(card.lines):
            for k, cell in enumerate(line.cells):
                slot, thing = SLOT[cell.slot], _thing(cell)
                number = things.setdefault((cell.slot, thing), len(things)) if thing is not None else -1
                named = thing is not None and thing.startswith(NAMED)
                mood, actor = moods.setdefault(cell.mood, len(moods)), slot == ACTOR
                rows.extend((i, j, k, first + j, slot, number, mood, named, cell.mood == "denied",
                             actor and cell.about == "behind", actor and cell.about == "agent",
                             named or cell.about == "back"))  # fmt: skip
    held = (
        np.frombuffer(rows, dtype=np.int32).reshape(-1, COLUMNS).T if rows else np.empty((COLUMNS, 0), dtype=np.int32)
    )
    card, line, cell, at, slot, thing, mood = (x.astype(np.int64) for x in held[:7])
    named, denied, behind, agent, free = (x.astype(np.bool_) for x in held[7:])
    return Cells(card, line, cell, at, slot, thing, named, denied, mood, behind, agent, free, rows)


def meeting(board: Board, of: Cells) -> Ints:
    """The pairs by number, as `earlier * many + later`, each once, in order.

    Dates of one article never part by likeness, and what is said parts from a denial only.
    """
    size = len(of.card)
    known = (of.thing >= 0).nonzero()[0]
    inside = known[of.slot[known] != DATE]
    named = known[of.named[known]]
    met = [*_each_two(of, of.thing[inside] * len(board.cards) + of.card[inside], inside, size)]
    met += _each_two(of, of.thing[named], named, size)
    for some in _together(of, known[~of.named[known]]):
        which, rank = board.bags.rarest(of.at[some])
        keys = of.thing[some][which] * (len(board.bags.terms) + 1) + rank
        met.append(_often(of, _each_two(of, keys, some[which], size, VERY_RARE), size))
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *met]))


def _thing(cell: Cell) -> str | None:
    """What a cell is about, as a key that pairs share; None of what is never compared by likeness."""
    if cell.about == "event" or (cell.slot == "date" and cell.about == "said"):
        return None  # an event's own cells, and days that only say when something was said
    if cell.slot == "occurrence":
        return "said"
    if cell.about.startswith("count:"):
        return f"{cell.about} {' '.join(cell.keys)}" if cell.keys else None
    return cell.about


def _together(of: Cells, some: Ints) -> Iterator[Ints]:
    """Cells in portions, each thing in one."""
    order = some[np.argsort(of.thing[some], kind="stable")]
    things = of.thing[order]
    start = 0
    while start < len(order):
        stop = min(start + AT_ONCE // 8, len(order))
        stop = int(np.searchsorted(things, things[stop - 1], side="right"))
        yield order[start:stop]
        start = stop


def _each_two(of: Cells, keys: Ints, members: Ints, size: int, twice: int = 0) -> Iterator[Ints]:
    """Each two with one key that no more than POSTED have; those that no more than `twice` have come twice."""
    order = np.argsort(keys, kind="stable")
    keys, members = keys[order], members[order]
    first = np.concatenate([[True], keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, dtype=np.bool_)
    begins = first.nonzero()[0]
    many = np.diff(np.concatenate([begins, [len(keys)]]))
    for n in np.unique(many).tolist():
        if 1 < n <= POSTED:
            held = members[begins[many == n][:, None] + np.arange(n)]
            one, two = np.triu_indices(n, 1)
            a, b = held[:, one].ravel(), held[:, two].ravel()
            apart = (of.slot[a] != OCCURRENCE) | (of.denied[a] != of.denied[b])
            found = np.minimum(a, b)[apart] * size + np.maximum(a, b)[apart]
            yield found
            if n <= twice:
                yield found


def _often(of: Cells, found: Iterator[Ints], size: int) -> Ints:
    """Pairs of two articles that share SHARED words, or one that is very rare."""
    keys = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *found]))
    last = keys[SHARED - 1 :]
    last = last[last == keys[: len(last)]]  # as often as that, for they are sorted
    apart: Ints = np.unique(last[of.card[last // size] != of.card[last % size]])
    return apart

"""Which cells of a record meet: those of one slot and thing, in one article or at one site, or with rare words in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import corners, once
from firsthand.trace.compare_board import Board, Spot

NAMED = ("at:", "held:")  # things with a name of their own
SHARED = 2  # rare words that two sentences must share to be likened at all
VERY_RARE = 5  # sentences with a word that is enough alone
POSTED = 40  # sentences that share a word and a slot; a word in more is too common there to look by
MANY = 1_000_000  # pairs that are made at a time
MOST = 16_000_000  # pairs that are counted at a time: where there are more, some after the others
AT_ONCE = 300_000  # words of sentences that are gone through together, if one thing has not more
SLOTS = ("number", "place", "date", "actor", "occurrence", "attribution")
SLOT = {slot: n for n, slot in enumerate(SLOTS)}
DATE, OCCURRENCE, ACTOR, NUMBER = SLOT["date"], SLOT["occurrence"], SLOT["actor"], SLOT["number"]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Cells:
    """Every cell in order, as columns."""

    card: Numbers
    line: Numbers  # of its card
    cell: Numbers  # of its line
    at: Numbers  # its line, of all lines
    slot: Numbers
    thing: Numbers  # below 0: never compared by likeness
    named: Bools
    denied: Bools
    mood: Numbers  # equal numbers are equal moods
    behind: Bools  # who is behind it
    agent: Bools  # who did it
    free: Bools  # may part from others that its sentence is not like
    sort: Numbers
    sorts: Ints  # what `Cards.sort` takes, by the number of the sort

    def spot(self, n: int) -> Spot:
        return Spot(int(self.card[n]), int(self.line[n]), int(self.cell[n]))

    def which(self, wanted: Sequence[bool]) -> Iterator[Spot]:
        """The places of all cells whose sort is wanted, in order."""
        some = np.flatnonzero(np.array(wanted, dtype=np.bool_)[self.sort])
        return map(Spot, self.card[some].tolist(), self.line[some].tolist(), self.cell[some].tolist())


def cells(board: Board) -> Cells:
    card, line, cell, which, sorts = board.cards.cells()
    samples = (board.cards.sample(board.cards.sort(x)) for x in sorts.tolist())
    things: dict[tuple[str, str], int] = {}
    moods: dict[str, int] = {}
    rows, flags = [], []
    for slot, about, keys, mood in ((c.slot, c.about, c.keys, c.mood) for c in samples):
        thing, actor = _thing(slot, about, keys), slot == "actor"
        number = things.setdefault((slot, thing), len(things)) if thing is not None else -1
        named = thing is not None and thing.startswith(NAMED)
        rows.append((SLOT[slot], number, moods.setdefault(mood, len(moods))))
        flags.append((named, mood == "denied", actor and about == "behind", actor and about == "agent",
                      named or about == "back"))  # fmt: skip
    slot_, thing_, mood_ = np.array(rows, dtype=np.int32).reshape(-1, 3)[which].T.copy()
    named_, denied, behind, agent, free = np.array(flags, dtype=np.bool_).reshape(-1, 5)[which].T.copy()
    at = (board.bags.lines[card] + line).astype(np.int32)
    card_, line_, cell_, sort = (x.astype(np.int32) for x in (card, line, cell, which))
    return Cells(card_, line_, cell_, at, slot_, thing_, named_, denied, mood_, behind, agent, free, sort, sorts)


def meeting(board: Board, of: Cells) -> Ints:
    """The pairs by number, as `earlier * many + later`, each once, in order.

    Dates of one article never part by likeness, and what is said parts from a denial only.
    """
    size, thing = len(of.card), of.thing.astype(np.int64)
    known = (thing >= 0).nonzero()[0]
    inside = known[of.slot[known] != DATE]
    named = known[of.named[known]]
    one_article = _each_two(of, by_key(thing[inside] * len(board.cards) + of.card[inside], inside), size)
    met = [*one_article, *_each_two(of, by_key(thing[named], named), size)]
    for some in _together(of, known[~of.named[known]]):
        keys, members = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)]
        for start in range(0, len(some), AT_ONCE // 8):
            part = some[start : start + AT_ONCE // 8]
            which, rank = board.bags.rarest(of.at[part].astype(np.int64))
            keys.append(thing[part][which] * (len(board.bags.terms) + 1) + rank)
            members.append(part[which])
        met += _often(of, by_key(np.concatenate(keys), np.concatenate(members)), size)
    found = np.concatenate([np.empty(0, dtype=np.int64), *met])
    found.sort()
    return once(found)


def _thing(slot: str, about: str, keys: Sequence[str]) -> str | None:
    """What a cell is about, as a key that pairs share; None of what is never compared by likeness."""
    if about == "event" or (slot == "date" and about == "said"):
        return None  # an event's own cells, and days that only say when something was said
    if slot == "occurrence":
        return "said"
    if about.startswith("count:"):
        return f"{about} {' '.join(keys)}" if keys else None
    return about


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


Groups = tuple[Ints, Ints, Ints]  # members, group by group; where each begins; how many it has


def by_key(keys: Ints, members: Ints) -> Groups:
    """Those with one key together."""
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    begins = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else keys
    return members[order], begins, np.diff(np.append(begins, len(keys)))


def _each_two(of: Cells, groups: Groups, size: int, twice: int = 0, share: tuple[int, int] = (0, 1)) -> Iterator[Ints]:
    """Each two of a group of no more than POSTED; those of no more than `twice` come twice. Of a share of them: those whose
    earlier one leaves this rest."""
    rest, shares = share
    for many, a, b in corners(*groups, POSTED, MANY):
        apart = (of.slot[a] != OCCURRENCE) | (of.denied[a] != of.denied[b])
        earlier, later = np.minimum(a, b), np.maximum(a, b)
        found = (earlier * size + later)[apart & (earlier % shares == rest)]
        yield found
        if many <= twice:
            yield found


def _often(of: Cells, groups: Groups, size: int) -> Iterator[Ints]:
    """Pairs of two articles that share SHARED words, or one that is very rare."""
    many = groups[2][groups[2] <= POSTED]
    shares = 1 + int((many * (many - 1) // 2).sum()) // MOST
    for rest in range(shares):
        found = (
            x[of.card[x // size] != of.card[x % size]] for x in _each_two(of, groups, size, VERY_RARE, (rest, shares))
        )
        keys = np.concatenate([np.empty(0, dtype=np.int64), *found])
        keys.sort()
        last = keys[SHARED - 1 :]
        yield once(last[last == keys[: len(last)]])  # as often as that, for they are sorted

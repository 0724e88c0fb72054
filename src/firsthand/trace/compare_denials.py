"""What a denial answers: in news it follows what it denies, in the same article, in another's mouth.

'"The militia had looted 11 trucks," the army said. A spokesman of the militia denied that any truck had been touched.' Two words
or none are shared, and yet nobody doubts what is denied: what another said last, that has a word in common with the denial; and
where the denial only points back ('denied it', 'denied involvement', 'called the claim baseless'), what another said just before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from firsthand.model.cards import Kind
from firsthand.model.comparing import Cell
from firsthand.trace.compare_board import Board, Spot
from firsthand.trace.compare_kinds import turned
from firsthand.trace.compare_lines import terms
from firsthand.trace.compare_meet import Cells
from firsthand.trace.compare_tolls import Met
from firsthand.trace.compare_values import one_voice

BACK, POINTED, NONE = "back", "involved", "none"  # ways to deny: it; involvement in it; that there is any of it
REACH = 2  # sentences before a denial in which what it denies stands
NEXT = 1  # the same of one that only points back
READY = 100  # sayings whose words are held ready: a denial is laid beside each that stands before it
SHARE = 3  # one in so many of a denial's words stands in what it denies
SMALL = re.compile(r"\b[a-z][\w’'-]*")
# "who attacked the ship"
ASKS = re.compile(r"(?:who|whom|whose|what|which|whether|why|how|when|where|if)\b", re.IGNORECASE)


def denials(board: Board, of: Cells) -> Iterator[Met]:
    """Each denial with what it denies, where that stands before it in its article; with what that is told in, if it is nested."""
    for spot in of.which([_is_denial(x) for x in board.cards.kinds_of(of.sorts)]):
        cell = board.cell(spot)
        before = list(_before(board, spot, cell))
        told = next((t for t in before if _answers(board, spot, cell, t)), None)
        if told is not None:
            own = board.cell(told).span
            yield from (
                Met("denial", t, spot) for t in before if t.line == told.line and board.cell(t).span.contains(own)
            )


def _is_denial(kind: Kind) -> bool:
    return kind.about == NONE or (kind.mood == "denied" and kind.about in (BACK, POINTED, "said"))


def _before(board: Board, spot: Spot, denial: Cell) -> Iterator[Spot]:
    """What others say before a denial, the nearest first; what they deny is not told."""
    for line in range(spot.line, max(-1, spot.line - 1 - REACH), -1):
        kinds = board.cards.kinds(spot.card, line)
        for n in range(len(kinds) - 1, -1, -1):
            if kinds[n].slot != "occurrence" or kinds[n].mood != "told" or kinds[n].about == BACK:
                continue
            c = board.cell(at := Spot(spot.card, line, n))
            other = c.attribution_id != denial.attribution_id and c.who != denial.who and not one_voice(c, denial)
            if other and c.span.end <= denial.span.start and not ASKS.match(c.words):
                yield at


def _answers(board: Board, spot: Spot, denial: Cell, at: Spot) -> bool:
    """Whether a denial is of what another says there."""
    told = board.cell(at)
    if denial.about in (BACK, POINTED):
        return spot.line - at.line <= NEXT and (denial.about == BACK or not turned(told.words))
    if told.about != "said" or turned(told.words):
        return False
    said, denied = _common(told.words), _common(denial.words)
    if denial.about == NONE:
        return bool(said & set(denial.keys))
    return not turned(denial.words) and SHARE * len(said & denied) >= max(SHARE, len(denied))


@lru_cache(maxsize=READY)
def _common(words: str) -> frozenset[str]:
    """What they tell of beside names, folded: what is written in small letters."""
    return frozenset(terms(" ".join(SMALL.findall(words))))

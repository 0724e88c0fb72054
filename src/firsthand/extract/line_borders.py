"""Whether a line between a body and the next title ends the one article or opens the other.

By itself it may do either: "The Lantern, 3 May". But what opens articles stands above the first title of the page too, and
what ends them below the last body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from firsthand.extract.line_network import ROLES
from firsthand.extract.line_signs import Keys, Numbers

OPENERS = ("begin kicker", "begin meta", "kicker", "meta")
CLOSERS = ("tail", "aside", "comment")
NEAR = 2  # lines above the first title and below the last body that are looked at
OFTEN = 0.6  # share of the borders of a page that must hold a line of a kind
LEANING = 4.0  # log chances


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines of an article, the end not among them."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What each line is, and which lines are an article's."""

    roles: tuple[str, ...]  # without "begin"
    cuts: tuple[Cut, ...]
    surer: float  # than a single article, in log chances per article more than one; 0 if there is one


def leanings(reading: Reading, keys: Sequence[Keys], roles: int) -> Numbers:
    """What to add to the scores of border lines (line x role): for one side, against the other; noughts elsewhere."""
    out = np.zeros((len(reading.roles), roles), dtype=np.float32)
    bodies = [_body(reading, c) for c in reading.cuts]
    borders = [range(a[1] + 1, b[0]) for a, b in pairwise(bodies)]
    above = range(max(0, bodies[0][0] - NEAR), bodies[0][0])
    below = range(bodies[-1][1] + 1, min(len(reading.roles), bodies[-1][1] + 1 + NEAR))
    for way in keys:
        kinds = Counter(k for border in borders for k in {int(way[i]) for i in border})
        first, last = ({int(way[i]) for i in lines} for lines in (above, below))
        for kind, count in kinds.items():
            side = (kind in first) - (kind in last)
            if side and count >= max(1, OFTEN * len(borders)):
                for i in (i for lines in (*borders, above, below) for i in lines if way[i] == kind):
                    out[i] = side * _sides()
                    out[i, ROLES.index("chrome")] = -LEANING  # what stands between all stands at neither rim
    return out


def _body(reading: Reading, cut: Cut) -> tuple[int, int]:
    """The line of an article's title and its last paragraph."""
    lines = range(cut.start, cut.end)
    title = next((i for i in lines if reading.roles[i] == "title"), cut.start)
    return title, max((i for i in lines if reading.roles[i] == "prose"), default=cut.end - 1)


def _sides() -> Numbers:
    """For the opening roles, against the closing ones."""
    side = np.zeros(len(ROLES), dtype=np.float32)
    side[[ROLES.index(r) for r in OPENERS]] = LEANING
    side[[ROLES.index(r) for r in CLOSERS]] = -LEANING
    return side

"""What each block of an HTML page looks like, as numbers: what the choice of an article's words is made by.

Nothing here looks at a page's language, or at names of outlets, beyond a few words that furniture is made of.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.block_tree import ANY_TAGS, COLUMNS, NEAR_TAGS, Amounts, Tree, linked
from firsthand.extract.block_words import said_signs, word_signs
from firsthand.extract.class_words import marks
from firsthand.extract.page import Page

Numbers = NDArray[np.float32]
LONG = 80  # characters: a paragraph, for the purpose of finding where the prose is
FARTHEST = 20  # blocks: what lies farther away counts as this far


class Signs:
    """The rows of a page's blocks, and what was worked out on the way."""

    def __init__(self, page: Page) -> None:
        self.page, self.blocks = page, page.blocks
        self.sizes = np.array([len(b.text) for b in self.blocks], dtype=np.float32)
        self.link = np.array([linked(b) for b in self.blocks], dtype=np.float32)
        self.prose = np.where((self.sizes >= LONG) & (self.link < 0.5), self.sizes, 0).astype(np.float32)
        self.total = max(1.0, float(self.prose.sum()))
        self.weights: list[float] = self.prose.tolist()
        self.tree = Tree(page)
        ones = np.ones(len(self.blocks), dtype=np.float32)
        # of each element: characters of prose, of all, of links; blocks
        self.held: Amounts = self.tree.held(np.stack([self.prose, self.sizes, self.link * self.sizes, ones], axis=1))
        self.shape = self.tree.shapes()
        self.best = self._best()

    def rows(self) -> Numbers:
        """One row of numbers a block, in the order of `NAMES`."""
        if not self.blocks:
            return np.zeros((0, len(names())), dtype=np.float32)
        words = word_signs(self.blocks)
        length = np.minimum(np.log1p(self.sizes), 7)
        shape = np.stack([length, self.link, words[0], self.prose], axis=1)
        around = [shifted(shape, by) for by in (-2, -1, 1, 2)]
        own = [length, self.link, *words]
        return np.concatenate([np.stack(own, axis=1), *self._of_markup(), self._of_places(), *around], axis=1)

    def _of_markup(self) -> list[Numbers]:
        """Depth, tags, marks, and how much prose is held around each block; zeros for a block in no element."""
        nothing = np.zeros((1, COLUMNS), dtype=np.int64)
        masks = np.concatenate([self.tree.masks(self.held[:, 0].tolist(), self.total), nothing])[self.tree.at]
        widths = (len(NEAR_TAGS), len(ANY_TAGS), _marks(), _marks())
        bits = [(masks[:, k, None] >> np.arange(width)) & 1 for k, width in enumerate(widths)]
        whole = np.stack([masks[:, 4] & 1, masks[:, 4] >> (_marks() - 1) & 1], axis=1)
        held = np.concatenate([self.held, [[0.0, 1.0, 0.0, 1.0]]])
        ratios = np.stack(
            [held[:, 0] / self.total, held[:, 2] / np.maximum(1, held[:, 1]), np.log1p(held[:, 1] / held[:, 3])], 1
        )
        parent = np.array([*self.tree.parent, len(self.held)])
        first = parent[self.tree.at]
        second = parent[first]
        up = [ratios[n] for n in (first, second, parent[second])]
        return [_numbers(x) for x in (masks[:, 5:], *bits, whole, *up)]

    def _of_places(self) -> Numbers:
        """Where each block stands: by what is shaped like it, the page's best element, its headline, its prose."""
        count, below = len(self.blocks), np.array([*self.tree.below(self.best), -1])[self.tree.at]
        head, first, last = self._head(), 0, count - 1
        inner = np.flatnonzero((self.prose > 0) & (below >= 0))
        if len(inner):
            first, last = int(inner[0]), int(inner[-1])
        place = np.arange(count)
        columns = [self._shapes(), below >= 0, np.where(below >= 0, below, 9), self._before(), place / count]
        columns += [np.clip(place - x, -FARTHEST, FARTHEST) for x in (head, first, last)]
        columns += [
            (first <= place) & (place <= last),
            np.full(count, min(8.0, np.log(self.total))),
            said_signs(self.page),
        ]
        return np.stack([_numbers(c) for c in columns], axis=1)

    def _before(self) -> Numbers:
        return _numbers(np.concatenate([[0.0], np.cumsum(self.prose)[:-1]]) / self.total)

    def _shapes(self) -> Numbers:
        """How much of the page's prose stands in elements of the same tags and classes."""
        return _numbers(np.bincount(self.shape, self.prose)[self.shape] / self.total)

    def _head(self) -> int:
        """The block of the page's headline: the last `h1` before the prose, else the first at all."""
        parent, tops = self.tree.parent, {n for n, tag in enumerate(self.tree.tags) if tag == "h1"}
        within = [n >= 0 and (n in tops or (up := parent[n]) in tops or parent[up] in tops) for n in self.tree.at]
        heads = [i for i, top in enumerate(within) if top] if tops else []
        return heads[-1] if heads and self._before()[heads[-1]] < 0.2 else (heads[0] if heads else 0)

    def _best(self) -> int:
        """The element that holds the page's prose closest: the deepest with most of it, falling by a third a level."""
        direct: dict[int, float] = {}
        for n, weight in zip(self.tree.at, self.weights, strict=True):
            if weight and n >= 0:
                level = self.tree.parent[n]
                for _ in range(5):
                    direct[level] = direct.get(level, 0.0) + weight
                    weight *= 0.7
                    if level == (level := self.tree.parent[level]):
                        break
        return max(direct, key=lambda n: (direct[n] * (1 - self._density(n)), n)) if direct else -2

    def _density(self, n: int) -> float:
        size, links = self.held[n, 1:3].tolist()
        return links / size if size else 0.0


def shifted(rows: Numbers, by: int, beyond: float = 0.0) -> Numbers:
    """Each block's neighbour's row, `beyond` past the page's ends: by -1 the one before, by 1 the one after."""
    out = np.full_like(rows, beyond)
    if abs(by) < len(rows):
        if by < 0:
            out[-by:] = rows[:by]
        else:
            out[:-by] = rows[by:]
    return out


@cache
def names() -> tuple[str, ...]:
    """What each number of a row is called."""
    told = [*marks(), "gone", "itemprop"]
    own = ["length", "linked", "ends", "stops", "commas", "upper", "digits", "twice", "furniture", "depth"]
    own += [f"near {t}" for t in NEAR_TAGS] + [f"in {t}" for t in ANY_TAGS]
    own += [f"near {m}" for m in told] + [f"small {m}" for m in told] + ["any body", "any itemprop"]
    own += [f"{what} up {n}" for n in (2, 3, 4) for what in ("prose", "linked", "mean")]
    own += [
        "shape",
        "in best",
        "apart",
        "before",
        "place",
        "from head",
        "from first",
        "from last",
        "between",
        "total",
        "said",
    ]
    return (*own, *(f"{what} at {by:+}" for by in (-2, -1, 1, 2) for what in ("length", "linked", "ends", "prose")))


def _marks() -> int:
    return len(marks()) + 2


def _numbers(values: Any) -> Numbers:
    return np.asarray(values, dtype=np.float32)

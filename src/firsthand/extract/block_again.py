"""What the first look at a page's blocks says of each block's surroundings, as numbers for a second look.

The first look sees a block, its markup and two neighbours; the second also how sure the first was of what stands around it:
a line that looks like a teaser between two paragraphs of the article is likely one of its subheads.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.block_signs import Signs, shifted

Numbers = NDArray[np.float32]
Groups = NDArray[np.int64]
FAR = 3  # blocks on each side whose odds are looked at one by one
WINDOWS = (4, 10)  # blocks on each side that are looked at as one
SUREST = 0.998  # chances beyond it count as this
BEYOND = -6.0  # the odds of a block before the first or after the last


def again_signs(signs: Signs, chance: Numbers) -> Numbers:
    """One row of numbers a block, in the order of `again_names`."""
    odds, sizes = _odds(chance), signs.sizes
    heavy = np.sqrt(sizes) + 1
    mass = chance * sizes
    total = max(1.0, float(mass.sum()))
    upto = np.cumsum(mass) / total
    columns: list[NDArray[Any]] = [odds, *(shifted(odds, by, BEYOND) for n in range(1, FAR + 1) for by in (-n, n))]
    for group in _groups(signs):
        columns += _means(group, heavy, heavy * chance)
    columns += [_near(heavy, heavy * chance, width) for width in WINDOWS]
    likely = sizes[chance > 0.5]
    longest = max(1.0, float(likely.max())) if len(likely) else 1.0
    columns += [upto - mass / total, 1 - upto, np.full(len(odds), min(8.0, float(np.log1p(total))))]
    unsure = float((np.minimum(chance, 1 - chance) * sizes).sum()) / total
    columns += [np.full(len(odds), unsure), np.clip(sizes / longest, 0, 3)]
    return np.stack(columns, axis=1).astype(np.float32)


@cache
def again_names() -> tuple[str, ...]:
    """What each number of a second row is called."""
    names = ["odds", *(f"odds at {by:+}" for n in range(1, FAR + 1) for by in (-n, n))]
    for group in ("element", "parent", "grandparent", "shape"):
        names += [f"mean of {group}", f"mean of others in {group}"]
    names += [f"mean of {width} around" for width in WINDOWS]
    return (*names, "mass before", "mass after", "mass", "unsure", "beside longest")


def _groups(signs: Signs) -> tuple[Groups, ...]:
    """Numbers that are one for blocks of one element, of one parent, of one grandparent, of one shape."""
    tree = signs.tree
    up = np.array([*tree.parent, -1], dtype=np.int64)
    at = np.array(tree.at, dtype=np.int64)
    return at + 1, up[at] + 1, up[up[at]] + 1, signs.shape


def _means(group: Groups, heavy: Numbers, said: Numbers) -> tuple[Numbers, Numbers]:
    """Of each block the mean chance of its group, and of the others in it."""
    weight = np.bincount(group, heavy)[group]
    held = np.bincount(group, said)[group]
    others = weight - heavy
    mean = (held - said) / np.maximum(others, 1e-3) * (others > 1e-3)
    return (held / np.maximum(weight, 1e-6)).astype(np.float32), mean.astype(np.float32)


def _near(heavy: Numbers, said: Numbers, width: int) -> Numbers:
    """The mean chance of so many blocks on each side and the block itself; of a short page, of all."""
    if len(heavy) < 2 * width + 1:
        return np.full(len(heavy), said.sum() / heavy.sum(), dtype=np.float32)
    ones = np.ones(2 * width + 1)
    return (np.convolve(said, ones, "same") / np.convolve(heavy, ones, "same")).astype(np.float32)


def _odds(chance: Numbers) -> Numbers:
    held = np.clip(chance, 1 - SUREST, SUREST)
    odds: Numbers = np.log(held / (1 - held)).astype(np.float32)
    return odds

"""The pages of a second author, cut at random in two: `second` was looked at when the splitter was mended, `third` never;
`fourth` was drawn afterwards, measured once, and then looked at.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from types import ModuleType

import page_second_fourth
import page_second_saved as saved
import page_second_singles as singles
import page_second_systems as systems
from page_second_stories import speech

Site = Callable[[random.Random, str], str]


def drawn(rng: random.Random, split: str, *, many: bool) -> tuple[str, str]:
    """A page's name and the page, of the half that `split` names."""
    if split == "fourth":
        site = rng.choice(page_second_fourth.MANY if many else page_second_fourth.ONE)
        return site.__name__, site(rng, speech(rng))
    held = [site for site in (MANY if many else ONE) if (site.__name__ in SECOND) == (split == "second")]
    site = rng.choice(held)
    return site.__name__, site(rng, speech(rng))


def _sites(*modules: ModuleType) -> tuple[Site, ...]:
    found = [(m, v) for m in modules for v in vars(m).values() if getattr(v, "__module__", "") == m.__name__]
    return tuple(v for _, v in found if callable(v) and not v.__name__.startswith("_") and v.__name__.islower())


MANY, ONE = _sites(systems, saved), _sites(singles)
_shuffled = random.Random("second and third")
SECOND = frozenset(
    site.__name__
    for kinds in (MANY, ONE)
    for site in _shuffled.sample(sorted(kinds, key=lambda s: s.__name__), len(kinds) // 2)
)

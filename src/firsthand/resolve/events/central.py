"""What a story is mostly about: one attack, one quake, and the toll of it, whatever words its reports use.

'Most reports say that a tanker was hit, struck or attacked, and those that say when say Sunday': these are of one event, unless
something sets them apart. Where they name different days, as of a series of attacks, nothing is taken to be one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from firsthand.lang.pack import get

Key = int | str  # a group of words, or a word
Told = tuple[str, str, frozenset[Key], tuple[int, int] | None]  # article, kind, words and groups of words, when

LEAST = 3  # articles that tell of it
SHARE = 0.5  # of the story's articles: those that tell of it
TOLL = 0.3  # of the story's articles: those that tell its toll
DATED = 2  # articles that say when, at the least
AGREE = 0.75  # of the mentions that say when: those of about one day
SLIP = 2  # days


def central(given: Iterable[Told]) -> list[frozenset[Key]]:
    """Of each mention of a story, those of its words and groups of words that stand for what the story is mostly about."""
    told, sorts = list(given), _sorts("en")
    of: dict[str, dict[Key, list[Told]]] = {"once": defaultdict(list), "toll": defaultdict(list)}
    for x in told:
        for key in x[2] if x[1] in sorts else ():
            of[sorts[x[1]]][key].append(x)
    many = len({x[0] for x in told})
    once = {key for key, some in of["once"].items() if _of_most(some, SHARE * many) and _of_one_day(some)}
    toll = {key for key, some in of["toll"].items() if once and _of_most(some, TOLL * many)}
    kept = {"once": once, "toll": toll}
    return [frozenset(x[2] & kept[sorts[x[1]]]) if x[1] in sorts else frozenset() for x in told]


def is_toll(kind: str) -> bool:
    """Whether a kind is what came of a happening: its days set nothing apart."""
    return _sorts("en").get(kind) == "toll"


def _of_most(some: Iterable[Told], least: float) -> bool:
    return len({article for article, *_ in some}) >= max(LEAST, least)


def _of_one_day(some: Iterable[Told]) -> bool:
    dated = [(article, days[0]) for article, _, _, days in some if days is not None and days[0] == days[1]]
    if len({article for article, _ in dated}) < DATED:
        return False
    counted = Counter(day for _, day in dated)
    best = min(counted, key=lambda day: (-counted[day], day))
    return sum(abs(day - best) <= SLIP for _, day in dated) >= AGREE * len(dated)


@cache
def _sorts(language: str) -> Mapping[str, str]:
    return get(language).dictionary("event_central")

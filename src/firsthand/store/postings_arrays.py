"""The arrays of the index, and what is asked of arrays: which are among which, which are different, how many are equal."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]

# a posting: a fingerprint of 40 bits and the number of an article in 24
BITS = np.uint64(24)
ARTICLE = np.uint64((1 << 24) - 1)
SPREAD = np.uint64(0xD6E8FEB86659FD93)


@dataclass(frozen=True, slots=True)
class Card:
    """An article as the index knows it."""

    id: str
    digest: str  # of all that its fingerprints were made from
    outlet: str | None
    hashes: Keys  # sorted, each once


def numbers() -> Keys:
    return np.empty(0, dtype=np.uint64)


@dataclass(slots=True)
class State:
    """All that the index holds: arrays over articles by number, and sorted arrays over fingerprints."""

    ids: list[str] = field(default_factory=list)
    digests: Keys = field(default_factory=numbers)
    order: Keys = field(default_factory=numbers)  # by id: numbers that sort as ids do
    outlets: Keys = field(default_factory=numbers)  # 0: the page does not say
    sketches: Keys = field(default_factory=numbers)  # equal for texts that are alike; see `sketch`
    sizes: Keys = field(default_factory=numbers)  # fingerprints
    marks: Keys = field(default_factory=numbers)  # which of them are common, as a sum
    alive: Keys = field(default_factory=numbers)
    runs: list[Keys] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)  # the file of each run; None: in memory only
    common: Keys = field(default_factory=numbers)  # fingerprints that count for nothing
    near_later: Numbers = field(
        default_factory=lambda: np.empty(0, dtype=np.int64)
    )  # pairs of candidates, by the later one
    near_before: Numbers = field(default_factory=lambda: np.empty(0, dtype=np.int64))


BY_ARTICLE = ("digests", "order", "outlets", "sketches", "sizes", "marks", "alive")


def number(words: str) -> int:
    """64 bits of a text; never 0."""
    return int.from_bytes(blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def order(article_id: str) -> int:
    """A number that sorts as the first ten letters and digits of ids do: 'a-7k2q...' by '7k2q...'."""
    value = 0
    for c in article_id[2:12].ljust(10):
        value = value << 6 | min(max(ord(c) - 47, 0) if c <= "9" else ord(c) - 86, 63)
    return value


def sketch(hashes: Keys) -> int:
    """A number that two texts share as often as they share fingerprints: the least of them in an order of its own.

    So a text and its hundred copies count as few texts, and what they hold is no boilerplate; after Broder 1997.
    """
    return int((hashes * SPREAD).min()) if len(hashes) else 0


def once(values: Keys) -> Keys:
    """Sorted, each once. Ten times as fast as `np.unique`, which hashes."""
    values = np.sort(values)
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def without(values: Keys, among: Keys) -> Keys:
    """The values that are not among these, which are sorted."""
    return values[~within(values, among)]


def within(values: Keys, among: Keys) -> npt.NDArray[np.bool_]:
    """Which of the values are among these, which are sorted."""
    if not len(among):
        return np.zeros(len(values), dtype=bool)
    return np.asarray(among[np.minimum(np.searchsorted(among, values), len(among) - 1)] == values)


def place(sorted_: npt.NDArray[np.int64] | Keys) -> Numbers:
    """How many equal ones stand before each."""
    starts = np.flatnonzero(np.concatenate(([True], sorted_[1:] != sorted_[:-1]))) if len(sorted_) else sorted_[:0]
    return np.arange(len(sorted_)) - np.repeat(starts, np.diff(np.concatenate((starts, [len(sorted_)])))).astype(
        np.int64
    )


def distinct(*columns: npt.NDArray[np.int64] | Keys) -> Numbers:
    """The positions of one of each different row."""
    sort = np.lexsort(columns[::-1])
    fresh = np.zeros(len(sort), dtype=bool)
    fresh[:1] = True
    for column in columns:
        fresh[1:] |= column[sort][1:] != column[sort][:-1]
    return sort[fresh]


def tally(pairs: Keys, counts: Numbers, more: list[Keys]) -> tuple[Keys, Numbers]:
    found, times = np.unique(np.concatenate([numbers(), *more]), return_counts=True)
    both, times = np.concatenate((pairs, found)), np.concatenate((counts, times))
    sort = np.argsort(both, kind="stable")
    both, times = both[sort], times[sort]
    starts = np.flatnonzero(np.concatenate(([True], both[1:] != both[:-1]))) if len(both) else counts[:0]
    return both[starts], np.add.reduceat(times, starts) if len(starts) else times

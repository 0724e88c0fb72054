"""The numbers among the terms of a record, `#3:3:soldier:killed`, and its days, `~2024-01-28`, as columns."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Whole, among, crossed, once
from firsthand.resolve.claim_terms import Terms

PAST = len("~2004")  # of a term: a year alone is one long past
LARGE = 10  # a number from which two texts do not give it by chance

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Numbers:
    """Of each number term, in the order of the terms, what it is compared by."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        some, self._first = _led_by(terms.vocabulary, "#")
        parts = [x[1:].split(":", 3) for x in some]
        self._low = np.array([float(low) if low else -inf for low, *_ in parts])
        self._high = np.array([float(high) if high else inf for _, high, *_ in parts])
        self._counted = _coded([(unit, role) if unit or role else None for *_, unit, role in parts])
        self._role = _coded([role or None for *_, role in parts])
        self._figure = _coded([(low, high, role) if role else None for low, high, _, role in parts])
        self._number = _coded(list(zip(self._low.tolist(), self._high.tolist(), strict=True)))
        self._large = _coded([(low, high) if _is_large(low, high) else None for low, high, *_ in parts])
        days, self._first_day = _led_by(terms.vocabulary, "~")
        self._day_from, self._day_to = _days([x[1:11] for x in days])
        self._is_past = np.array([len(x) == PAST for x in days], dtype=np.bool_)

    def figures(self, i: Whole, j: Whole) -> Flags:
        """Which pairs say of one number what befell the counted."""
        return self._share(self._figure, i, j)

    def large(self, i: Whole, j: Whole) -> Flags:
        """Which pairs share a number that is not met by chance."""
        return self._share(self._large, i, j)

    def strangest(self, i: Whole, j: Whole) -> Ints:
        """How many numbers are strange to the side that has fewer such: 20 or more may be 27."""
        size = max(1, len(self._number))
        sides = []
        for of in (i, j):
            which, codes = self._of(of)
            keys, at = np.unique(which * size + self._number[codes], return_index=True)
            sides.append((keys // size, codes[at]))
        (which, mine), (others, theirs) = sides
        a, b = crossed(which, others, len(i))
        meet = (self._low[mine[a]] <= self._high[theirs[b]]) & (self._low[theirs[b]] <= self._high[mine[a]])
        out = []
        for of, at in ((which, a), (others, b)):
            strange = np.bincount(at[meet], minlength=len(of)) == 0
            out.append(np.bincount(of[strange], minlength=len(i)))
        both = (np.bincount(which, minlength=len(i)) > 0) & (np.bincount(others, minlength=len(i)) > 0)
        return np.where(both, np.minimum(*out), 0)

    def differ(self, i: Whole, j: Whole) -> Flags:
        """Which pairs count the same thing, or of whatever what befell it, and none of their counts can be the same."""
        (which, mine), (others, theirs) = self._of(i), self._of(j)
        a, b = crossed(which, others, len(i))
        which, mine, theirs = which[a], mine[a], theirs[b]
        meet = (self._low[mine] <= self._high[theirs]) & (self._low[theirs] <= self._high[mine])
        out: Flags = np.zeros(len(i), dtype=np.bool_)
        for of in (self._counted, self._role):
            same = (of[mine] == of[theirs]) & (of[mine] >= 0)
            keys = which[same] * max(1, len(of)) + of[mine[same]]
            apart = keys[~among(keys, once(np.sort(keys[meet[same]])))]
            out |= np.bincount(apart // max(1, len(of)), minlength=len(i)) > 0
        return out

    def other_days(self, i: Whole, j: Whole) -> Flags:
        """Which pairs name days, none of which can be the same: '2024-01' may be '2024-01-28'. Of what is told of a year long
        past, alone or beside another day, none is of a telling that names no such year."""
        (which, mine), (others, theirs) = (self._terms.led_by("~", x) for x in (i, j))
        mine, theirs = mine - self._first_day, theirs - self._first_day
        past = [
            np.bincount(of[self._is_past[at]], minlength=len(i)) > 0 for of, at in ((which, mine), (others, theirs))
        ]
        a, b = crossed(which, others, len(i))
        meet = (self._day_from[mine[a]] < self._day_to[theirs[b]]) & (self._day_from[theirs[b]] < self._day_to[mine[a]])
        both = np.bincount(which[a], minlength=len(i)) > 0
        return np.asarray((both & (np.bincount(which[a[meet]], minlength=len(i)) == 0)) | (past[0] != past[1]))

    def _of(self, nodes: Whole) -> tuple[Ints, Ints]:
        which, codes = self._terms.led_by("#", nodes)
        return which, codes - self._first

    def _share(self, column: Ints, i: Whole, j: Whole) -> Flags:
        size, keys = max(1, len(column)), []
        for of in (i, j):
            which, codes = self._of(of)
            found = column[codes]
            keys.append((which * size + found)[found >= 0])
        return np.bincount(keys[0][among(keys[0], np.sort(keys[1]))] // size, minlength=len(i)) > 0


def _led_by(vocabulary: Sequence[str], sign: str) -> tuple[Sequence[str], int]:
    start, stop = (bisect_left(vocabulary, x) for x in (sign, chr(ord(sign) + 1)))
    return vocabulary[start:stop], start


def _coded(some: Sequence[Any]) -> Ints:
    """A number for each value, -1 for None."""
    known: dict[Any, int] = {}
    return np.array([-1 if x is None else known.setdefault(x, len(known)) for x in some], dtype=np.int64)


def _is_large(low: str, high: str) -> bool:
    return max(float(low) if low else 0.0, float(high) if high else 0.0) >= LARGE


def _days(some: Sequence[str]) -> tuple[Ints, Ints]:
    """Of each day from where to where those stand, among all, that begin as it does."""
    ordered = sorted(set(some))
    first = [bisect_left(ordered, x) for x in some]
    last = [bisect_left(ordered, x + "\U0010ffff") for x in some]
    return np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)

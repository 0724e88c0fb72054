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
ALIKE = (
    "size",
    "digits",
    "share",
    "befell alike",
    "befell other",
    "befell one",
    "counted alike",
    "counted other",
    "counted one",
)
FALLS = frozenset(
    {"missing", "trapped", "held hostage", "abducted"}
)  # of these there are fewer or others as days go by
SHARES = frozenset({"percent", "point"})
LARGE = 10  # a number from which two texts do not give it by chance

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]
Doubles = NDArray[np.float64]


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
        self._unit = _coded([unit.split(" ")[-1] or None for *_, unit, _ in parts])
        self._digits = np.array([_digits(low or high) for low, high, *_ in parts])
        self._share_of = np.array([unit.split(" ")[-1] in SHARES for *_, unit, _ in parts], dtype=np.bool_)
        self._falls = _coded([(low, high) if role in FALLS else None for low, high, _, role in parts])
        self._figure = _coded([(low, high, role) if role else None for low, high, _, role in parts])
        self._number = _coded(list(zip(self._low.tolist(), self._high.tolist(), strict=True)))
        self._large = _coded([(low, high) if _is_large(low, high) else None for low, high, *_ in parts])
        days, self._first_day = _led_by(terms.vocabulary, "~")
        self._day_from, self._day_to = _days([x[1:11] for x in days])
        self._is_past = np.array([len(x) == PAST for x in days], dtype=np.bool_)

    def figures(self, i: Whole, j: Whole) -> Flags:
        """Which pairs say of one number what befell the counted."""
        return self._share(self._figure, i, j)

    def alike(self, i: Whole, j: Whole) -> dict[str, Doubles]:
        """Of each pair what its shared number counts, by sign: the number; how many digits it has before noughts ("1,140" three,
        which is hardly met by chance, "300" one); whether it is a share of a hundred; and whether what befell the counted, and
        what is counted, is known to be the same, or another, or known of one alone."""
        (which, mine), (others, theirs) = self._of(i), self._of(j)
        a, b = crossed(which, others, len(i))
        low = [np.where(np.isinf(self._low), self._high, self._low)[x] for x in (mine[a], theirs[b])]
        same = low[0] == low[1]
        of, mine, theirs, value = which[a][same], mine[a][same], theirs[b][same], low[0][same]
        size = np.zeros(len(i))
        np.maximum.at(size, of, np.log1p(value))
        digits, share = np.zeros(len(i)), np.zeros(len(i))
        np.maximum.at(digits, of, self._digits[mine])
        np.maximum.at(share, of, (self._share_of[mine] | self._share_of[theirs]).astype(np.float64))
        found = {"size": size, "digits": digits, "share": share}
        for name, column in (("befell", self._role), ("counted", self._unit)):
            one, two = column[mine], column[theirs]
            known = (one >= 0) & (two >= 0)
            agree = np.bincount(of[known & (one == two)], minlength=len(i)) > 0
            found[f"{name} alike"] = agree.astype(np.float64)
            half = np.bincount(of[(one >= 0) != (two >= 0)], minlength=len(i)) > 0
            found[f"{name} one"] = (half & ~agree).astype(np.float64)
            found[f"{name} other"] = ((np.bincount(of[known], minlength=len(i)) > 0) & ~agree).astype(np.float64)
        return found

    def passing(self, i: Whole, j: Whole) -> Flags:
        """Which pairs share a number of those who are missing or held, which holds for its day alone."""
        return self._share(self._falls, i, j)

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


def _digits(written: str) -> float:
    """Of a number how many digits there are up to the last that is not nought: of '1140' three, of '41000' two."""
    return float(len(written.partition("e")[0].replace(".", "").strip("-0")))


def _is_large(low: str, high: str) -> bool:
    return max(float(low) if low else 0.0, float(high) if high else 0.0) >= LARGE


def _days(some: Sequence[str]) -> tuple[Ints, Ints]:
    """Of each day from where to where those stand, among all, that begin as it does."""
    ordered = sorted(set(some))
    first = [bisect_left(ordered, x) for x in some]
    last = [bisect_left(ordered, x + "\U0010ffff") for x in some]
    return np.array(first, dtype=np.int64), np.array(last, dtype=np.int64)

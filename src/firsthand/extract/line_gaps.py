"""What stands between one body and the next, beside what stands above the first body of the page and below the last.

A head stands above the first body too, a tail below the last; a menu stands above the first alone, a rule between all
and below none. So how a line compares with the lines at its place in the other gaps tells which it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.line_signs import Keys, Numbers

BEGINS = 4  # of the roles, those that begin an article
PROSE = 15  # of the roles
LIKELY = 0.5  # chance from which on a line is a body's
FARTHEST = 8  # lines from a body: places farther off are one
LEAST = 0.5  # gaps: a share of fewer is a share of so many


def gap_signs(seen: Numbers, keys: Sequence[Keys]) -> Numbers:
    """For each line (`seen`: line x role, chances) its place in its gap, and how like lines at that place are elsewhere.

    Of a body's lines all are nought. `keys` are ways of being alike.
    """
    body = np.round(seen[:, PROSE], 3) >= LIKELY
    before: Keys = np.cumsum(body, dtype=np.int64)
    gap = np.where(body, -1, before)
    last = int(before[-1]) if len(before) else 0
    top, bottom = gap == 0, (gap == last) & (last > 0)
    up, down = _since(body), _since(body[::-1])[::-1]
    begins = seen[:, :BEGINS].sum(axis=1)
    weight = np.bincount(before, weights=np.where(body, 0, begins), minlength=last + 1).clip(0, 1)
    weight[[0, last]] = 0  # what lies between bodies counts
    inner = ~body & ~top & ~bottom
    length = np.bincount(before, weights=~body, minlength=last + 1)[before]
    columns = [
        *(top, bottom, inner, up / FARTHEST, down / FARTHEST, np.minimum(length, 12) / 12),
        np.where(inner, weight[before], 0),
        np.full(len(seen), np.log1p(weight.sum()) / 3),
        *_alike_at(down, begins, before, body, weight),
        *_alike_at(up, begins, before, body, weight),
    ]
    for key in keys:
        for place in (np.zeros_like(up), down, up):
            kind = key * (FARTHEST + 1) + place
            columns += [_held(kind, top), _held(kind, bottom), _share(kind, before, inner, weight)]
    out: Numbers = np.stack(columns, axis=1).astype(np.float32)
    out[body] = 0
    return out


def _since(body: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many lines ago the last line of a body stood, the line itself counted."""
    at = np.arange(len(body))
    last = np.maximum.accumulate(np.where(body, at, -FARTHEST - 1)) if len(body) else at
    return np.minimum(at - last, FARTHEST)


def _alike_at(
    place: NDArray[np.int64], begins: Numbers, gap: Keys, body: NDArray[np.bool_], weight: NDArray[np.float64]
) -> list[NDArray[np.float64]]:
    """How likely the lines at the same place in the other gaps begin an article, and how many such gaps there are."""
    own = np.where(body, 0, weight[gap])
    many = np.bincount(place, weights=own, minlength=FARTHEST + 1)
    sums = np.bincount(place, weights=own * begins, minlength=FARTHEST + 1)
    others = np.maximum(many[place] - own, 0)
    return [(sums[place] - own * begins) / np.maximum(others, LEAST), np.log1p(others) / 3]


def _held(kind: Keys, where: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Whether a line of that kind stands there."""
    return np.isin(kind, kind[where]).astype(np.float64)


def _share(kind: Keys, gap: Keys, inner: NDArray[np.bool_], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """The share of the other gaps between bodies, each as likely as it parts articles, that hold a line of that kind."""
    _, kinds = np.unique(kind, return_inverse=True)
    many = int(gap[-1]) + 1 if len(gap) else 1
    pairs = np.unique((kinds * many + gap)[inner])
    sums = np.bincount(pairs // many, weights=weight[pairs % many], minlength=len(kinds))
    own = np.where(inner, weight[gap], 0)
    share: NDArray[np.float64] = (sums[kinds] - own) / np.maximum(weight.sum() - own, LEAST)
    return share

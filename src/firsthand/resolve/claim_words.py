"""Words of two tellings held against each other by what each means there: "resurgence" for "revival", "soldiers" for "troops".

A mean over a sentence is drawn to its topic, which all texts of a story share. So each word looks for its like in the other
telling, and words that the two texts use throughout count little.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import numbers_of, unit, unpack_words
from firsthand.model.readings import Telling

NONE = {"meant": 0.0, "own": 0.0, "covered": 0.0, "run": 0.0}
NUMBERS = 1 << 20  # of words, see read/tellings.py
LIKE = 0.3  # cosine from which one word counts as another's like
OPPOSED = 0.55  # from which a word is the one that is negated in the other telling
KEPT = 4096  # nodes and texts whose words are at hand; pairs come in the order of their first node

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Worded:
    """One telling's words, in order."""

    numbers: NDArray[np.int64]
    negated: NDArray[np.bool_]
    rows: Floats  # of length 1
    rare: Floats  # a weight each: how few words of the record are it


class Words:
    """Those of all nodes, unpacked as they are asked for."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        self._packed = [t.vector for t in tellings]
        self._text = [t.article_id for t in tellings]
        self._of_text: dict[str, list[int]] = {}
        for n, text in enumerate(self._text):
            self._of_text.setdefault(text, []).append(n)
        self._times = _times(self._packed)
        self._held: dict[int, Worded] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def __getitem__(self, n: int) -> Worded:
        if (held := self._held.get(n)) is None:
            if len(self._held) >= KEPT:
                self._held.clear()
            numbers, rows = unpack_words(self._packed[n])
            which = (numbers >> 1).astype(np.int64)
            rare = np.log1p(len(self._packed) / np.maximum(1, self._times[which])).astype(np.float32)
            held = self._held[n] = Worded(which, (numbers & 1).astype(bool), unit(rows), rare)
        return held

    def alike(self, i: int, j: int) -> dict[str, float]:
        """`meant`: how much is said alike, in rare words, as a logarithm; `own`: the same in words that are not all over the
        two texts; `covered`: the share of one telling's such words that have a like in the other, of the better covered;
        `run`: words in a row that both have, as a logarithm."""
        a, b = self[i], self[j]
        if not len(a.rows) or not len(b.rows):
            return NONE
        near = a.rows @ b.rows.T
        mine, theirs = near.max(axis=1), near.max(axis=0)
        best = (near >= mine[:, None]) & (near >= theirs)
        gain = np.where(best, np.maximum(near - LIKE, 0), 0)
        one, other = self._own(a, i, j), self._own(b, i, j)
        return {
            "meant": math.log1p(float((np.minimum.outer(a.rare, b.rare) * gain).sum())),
            "own": math.log1p(float((np.minimum.outer(one, other) * gain).sum())),
            "covered": max(float(mine @ one / one.sum()), float(theirs @ other / other.sum())),
            "run": math.log1p(_run(a.numbers[:, None] == b.numbers)),
        }

    def opposed(self, i: int, j: int) -> bool:
        """Of two, one of which is negated: whether what is negated in one is said in the other; so too if nobody can tell."""
        a, b = self[i], self[j]
        if not (a.negated.any() or b.negated.any()):
            return True
        return _turned(a, b) or _turned(b, a)

    def _own(self, of: Worded, i: int, j: int) -> Floats:
        one, other = self._count(self._text[i]), self._count(self._text[j])
        size = len(self._of_text[self._text[i]]) + len(self._of_text[self._text[j]])
        often = np.array([one.get(x, 0) + other.get(x, 0) for x in of.numbers.tolist()], dtype=np.float32)
        own: Floats = of.rare * np.log1p(size / (1 + often))
        return own

    def _count(self, text: str) -> dict[int, int]:
        """How often a text uses a word."""
        if (held := self._counts.get(text)) is None:
            if len(self._counts) >= KEPT:
                self._counts.clear()
            whole = b"".join([numbers_of(self._packed[n]) for n in self._of_text[text]])
            which, times = np.unique(np.frombuffer(whole, dtype="<u4") >> 1, return_counts=True)
            held = self._counts[text] = dict(zip(which.tolist(), times.tolist(), strict=True))
        return held


def _times(packed: Sequence[bytes]) -> NDArray[np.int64]:
    """How often each word stands in the record."""
    numbers = np.frombuffer(b"".join([numbers_of(x) for x in packed]), dtype="<u4") >> 1
    return np.bincount(numbers, minlength=NUMBERS)


def _run(same: NDArray[np.bool_]) -> int:
    """The longest diagonal."""
    n, left = 0, same
    while left.any():
        n += 1
        left = left[:-1, :-1] & same[n:, n:]
    return n


def _turned(a: Worded, b: Worded) -> bool:
    """Whether a word negated in the first is said in the second."""
    said = ~b.negated
    for number, row in zip(a.numbers[a.negated].tolist(), a.rows[a.negated], strict=True):
        if bool((b.numbers[b.negated] == number).any()):
            continue
        if bool((b.numbers[said] == number).any()) or float((b.rows[said] @ row).max(initial=0)) >= OPPOSED:
            return True
    return False

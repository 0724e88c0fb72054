"""Which lines of a dump are told twice: once in a list of contents, once where what is listed stands.

'3. Ferry halts grain deal ...... 12' tells 'Ferry halts grain deal'. So does 'Subject: ...' the title under it; but that
stands alone and close by, where a list is a run of lines that all come again farther down.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log1p

import numpy as np
from numpy.typing import NDArray

# words without numbers and marks; an ideograph is a word
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
LEAST, LEAST_LETTERS = 2, 8  # words and letters of a line that can be told of: shorter ones are alike by chance
KEY = 3  # words by which a line is looked up
LATEST = 4  # words of an entry before what it tells: "3 The Lantern: ..."
LONGEST = 160  # characters: longer lines are paragraphs
MOST = 4  # lines of the same words: of more, all are furniture
NEAR = 3  # lines on either side in which other entries make a list
FAR = 3  # lines between an entry and what it tells: nearer ones are one head's


def list_signs(texts: Sequence[str]) -> NDArray[np.float32]:
    """For each line: whether it tells of a later one, is told of by an earlier one, farther off and among others such;
    how many near it tell of others; how many on the page are told of."""
    words = [tuple(WORD.findall(t.casefold())) if len(t) <= LONGEST else () for t in texts]
    entry, told = _pairs(words)
    near = _near(entry)
    listing = entry & (near > 0)
    listed = np.array([any(listing[i] for i in held) for held in told], dtype=bool)
    columns = [
        entry,
        [bool(x) for x in told],
        listing,
        listed,
        near / (2 * NEAR),
        np.full(len(texts), log1p(listed.sum()) / 3),
    ]
    return (
        np.stack([np.asarray(c, dtype=np.float32) for c in columns], axis=1)
        if len(texts)
        else np.zeros((0, 6), np.float32)
    )


def _pairs(words: Sequence[tuple[str, ...]]) -> tuple[NDArray[np.bool_], list[list[int]]]:
    """Which lines tell of one at least so far below; of each line, those that tell of it."""
    counts = Counter(words)
    told_of = {own[:KEY] for own in words if _tells(own) and counts[own] <= MOST}  # what may be looked up
    seen: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    entry, told = np.zeros(len(words), dtype=bool), list[list[int]]()
    for i, own in enumerate(words):
        found = list[int]()
        if own and counts[own] <= MOST:
            if _tells(own):
                held = seen.get(own[:KEY], ())
                found = [k for k, at in held if i - k >= FAR and words[k][at : at + len(own)] == own]
            for at in range(min(LATEST + 1, len(own) - LEAST + 1)):
                for n in range(LEAST, min(KEY, len(own) - at) + 1):
                    if (key := own[at : at + n]) in told_of:
                        seen.setdefault(key, []).append((i, at))
        entry[found] = True
        told.append(found)
    return entry, told


def _tells(own: tuple[str, ...]) -> bool:
    """Whether a line has words enough for another to tell of it."""
    return len(own) >= LEAST and sum(map(len, own)) >= LEAST_LETTERS


def _near(entry: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How many other entries stand near each line."""
    sums = np.concatenate([np.zeros(NEAR + 1), np.cumsum(entry), np.full(NEAR, entry.sum())])
    n = len(entry)
    out: NDArray[np.float32] = (sums[2 * NEAR + 1 : 2 * NEAR + 1 + n] - sums[:n] - entry).astype(np.float32)
    return out

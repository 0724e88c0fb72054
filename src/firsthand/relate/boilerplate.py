"""Words that are an outlet's and no article's: those whose fingerprints stand in too many different texts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from firsthand.relate.shingle import SHINGLE, WINDOW, shingle_hashes
from firsthand.relate.words import Codes, Words

Marks = npt.NDArray[np.bool_]
MAINLY = 0.5  # of a paragraph's words; then its rims, which no fingerprint reaches, are boilerplate too


def boilerplate(words: Words, common: Codes) -> Marks:
    """For each word whether it is boilerplate. `common` is sorted.

    Fingerprints stand at most WINDOW shingles apart, so shorter gaps between two common ones are filled; a paragraph that
    is mainly boilerplate is so as a whole: its first and last words are in shingles with whatever stands beside it.
    """
    marks = np.zeros(len(words), dtype=bool)
    if not len(common):
        return marks
    hashes = shingle_hashes(words.codes)
    if not len(hashes):
        return marks
    hit = np.flatnonzero(common[np.minimum(np.searchsorted(common, hashes), len(common) - 1)] == hashes)
    if not len(hit):
        return marks
    for first, following in zip(hit, [*hit[1:], len(words) + WINDOW], strict=True):
        end = first + SHINGLE
        marks[first : following if following - end < WINDOW else end] = True
    counts = np.bincount(words.parts)
    mainly = np.bincount(words.parts, weights=marks) > MAINLY * np.maximum(counts, 1)
    return np.asarray(marks | mainly[words.parts])

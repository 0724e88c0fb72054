"""What speaks for two nodes telling of one matter, beside what speaks for any two: how they tell it, what is told around them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import among, once, spread
from firsthand.model.tellings import Chosen
from firsthand.resolve.claim_matters import Told
from firsthand.resolve.claim_numbers import Numbers
from firsthand.resolve.claim_terms import Terms

PLACE = 32  # bits of a place in a text, above which the article's number stands
NEAR, WIDE = 1, 3  # tellings before and after

Ints = NDArray[np.int64]
Doubles = NDArray[np.float64]


class Around:
    """What is told around nodes: the terms of their tellings, and of those before and after in the text."""

    def __init__(self, tellings: Chosen, terms: Terms, weigh: Doubles, many: int) -> None:
        """`tellings` are those that stand for the nodes, the first `many` of them wholes; `weigh` what each term weighs."""
        self._tellings, self._terms, self._weigh = tellings, terms, weigh
        self._order = np.lexsort((np.arange(many), tellings.start[:many], tellings.article[:many])).astype(np.int32)
        keys = (tellings.article[:many].astype(np.int64) << PLACE) + tellings.start[:many]
        self._keys = keys[self._order]

    def alike(self, i: Ints, j: Ints) -> tuple[Doubles, Doubles]:
        """The cosines of the words around the nodes of each pair: close by, and further."""
        size = len(self._keys) + 1
        both, which = np.unique(self._place(i) * size + self._place(j), return_inverse=True)
        one, other = both // size, both % size
        near, wide = (self._cosines(one, other, reach)[which] for reach in (NEAR, WIDE))
        return near, wide

    def _place(self, nodes: Ints) -> Ints:
        """Of the text's tellings the last that begins where the node does or before, else its first; the end if it has none."""
        text = self._tellings.article[nodes].astype(np.int64) << PLACE
        first, last = np.searchsorted(self._keys, text), np.searchsorted(self._keys, text + (1 << PLACE))
        at = np.searchsorted(self._keys, text + self._tellings.start[nodes], side="right") - 1
        return np.where(first < last, np.maximum(first, at), len(self._keys))

    def _cosines(self, one: Ints, other: Ints, reach: int) -> Doubles:
        places, which = np.unique(np.concatenate([one, other]), return_inverse=True)
        size = max(1, len(self._weigh))
        words = self._words(places, reach)  # a place with a word as one number
        weights = self._weigh[words % size]
        of = words // size
        sums = np.bincount(of, weights, minlength=len(places))
        sizes = np.bincount(of, minlength=len(places))
        first = np.cumsum(sizes) - sizes
        a, b = which[: len(one)], which[len(one) :]
        at = spread(first[a], sizes[a])
        pair = np.repeat(np.arange(len(one)), sizes[a])
        both = among(b[pair] * size + words[at] % size, words)
        shared = np.bincount(pair[both], weights[at[both]], minlength=len(one))
        products = np.sqrt(sums[a] * sums[b])
        found = np.divide(shared, products, out=np.zeros(len(one)), where=shared > 0)
        return np.array([round(x, 6) for x in found.tolist()], dtype=np.float64)

    def _words(self, places: Ints, reach: int) -> Ints:
        """The words of the tellings near each place, each once, in order."""
        there = places[places < len(self._keys)]
        text = self._keys[there] >> PLACE << PLACE
        first, last = np.searchsorted(self._keys, text), np.searchsorted(self._keys, text + (1 << PLACE))
        begin, end = np.maximum(first, there - reach), np.minimum(last, there + reach + 1)
        near = self._order[spread(begin, end - begin)]
        which, codes = self._terms.numbers(near)
        of = np.repeat(np.arange(len(there)), end - begin)[which]
        return once(np.sort(of * max(1, len(self._weigh)) + codes))


SIGNS = ("also", "mood", "many", "alien", "figure", "near", "wide")


def evidence(told: Told, terms: Terms, numbers: Numbers, around: Around, i: Ints, j: Ints) -> dict[str, Doubles]:
    """What speaks for two nodes telling of one matter, by sign.

    `also`: how many more matters than one both tell of; `mood`: one tells it as a fact and the other does not; `many`: one or
    both tell of several such; `alien`: the share of names that the other does not name, of the side with fewer such; `figure`:
    both give one large number; `near`, `wide`: how alike the tellings around them are, close by and further.
    """
    a, b = told.matter[i], told.matter[j]
    near, wide = around.alike(i, j)
    found = {
        "also": np.log1p(np.maximum(0, told.names.shared(a, b) - 1)),
        "mood": told.mood[a] != told.mood[b],
        "many": told.many[a].astype(np.int64) + told.many[b],
        "alien": _alien(terms, i, j),
        "figure": numbers.large(i, j),
        "near": near,
        "wide": wide,
    }
    return {name: np.asarray(x, dtype=np.float64) for name, x in found.items()}


def _alien(terms: Terms, i: Ints, j: Ints) -> Doubles:
    size = max(1, len(terms.vocabulary))
    (which, mine), (others, theirs) = (terms.led_by("@", x) for x in (i, j))
    one, other = which * size + mine, others * size + theirs
    both = np.bincount(which[among(one, other)], minlength=len(i))
    many = [np.bincount(x, minlength=len(i)) for x in (which, others)]
    share = [np.where(x > 0, 1 - both / np.maximum(x, 1), 0.0) for x in many]
    return np.asarray(np.minimum(*share))

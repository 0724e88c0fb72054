"""The words of every sentence of a record as arrays: many pairs of sentences are likened at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import log

import numpy as np
from numpy.typing import NDArray

from firsthand.model.cards import Cards

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
RAREST = 8  # words of a sentence by which others are looked for
BACKGROUND = 4000  # sentences of an imagined record around a small one, so that its every word is not rare
AT_ONCE = 100_000  # sentences whose words are sorted together
NEARLY = 0.4999  # ten-thousandths: what is nearer to the half between two is rounded by itself


class Bags:
    """What each sentence is likened by: its words, its days, its figures with their roles. A word goes by its number.

    Numbers are in the order of the words, so that sums over them come out the same whatever the order of the cards.
    """

    def __init__(self, cards: Cards) -> None:
        held, lengths, known = array("i"), array("i"), {t: n for n, t in enumerate(cards.terms)}
        for n in range(len(cards)):
            for terms, days, figures in cards.words(n):
                bag = set(terms)
                bag.update([known.setdefault(t, len(known)) for t in _beside(days, figures)])
                held.extend(bag)
                lengths.append(len(bag))
        self.terms = sorted(known)
        number = np.empty(len(known), dtype=np.int32)
        number[[known[t] for t in self.terms]] = np.arange(len(known), dtype=np.int32)
        many = np.array(lengths, dtype=np.int64)
        self._begins = np.concatenate([[0], np.cumsum(many)])
        self._words = number[np.frombuffer(held, dtype=np.int32)] if held else np.empty(0, dtype=np.int32)
        self._heavy = np.empty(len(many))
        self._counts = np.bincount(self._words, minlength=len(known))
        weights = [log(1 + (BACKGROUND + len(many)) / (n + 0.5)) for n in self._counts.tolist()]
        self._weight = np.array(weights, dtype=np.float64)
        for start in range(0, len(many), AT_ONCE):
            self._put_in_order(start, min(start + AT_ONCE, len(many)))
        # the first of each card
        self.lines = np.concatenate([[0], np.cumsum([cards.many(n) for n in range(len(cards))])]).astype(np.int64)

    def _put_in_order(self, start: int, stop: int) -> None:
        """The words of some sentences sorted, and what they weigh together."""
        first, last = self._begins[start], self._begins[stop]
        which = np.repeat(np.arange(stop - start), np.diff(self._begins[start : stop + 1]))
        words = np.sort(which * self._size + self._words[first:last]) % self._size
        self._words[first:last] = words
        self._heavy[start:stop] = np.bincount(which, self._weight[words], minlength=stop - start)

    @property
    def _size(self) -> int:
        return max(1, len(self.terms))

    def of(self, line: int) -> frozenset[int]:
        """The words of one sentence."""
        return frozenset(self._words[self._begins[line] : self._begins[line + 1]].tolist())

    def whole(self, card: int) -> NDArray[np.int32]:
        """The words of all sentences of a card, each once, in order."""
        return np.unique(self._words[self._begins[self.lines[card]] : self._begins[self.lines[card + 1]]])

    def weights(self, words: NDArray[np.int32]) -> Floats:
        """What words weigh: the rarer, the more."""
        found: Floats = self._weight[words]
        return found

    def rarest(self, lines: Ints) -> tuple[Ints, Ints]:
        """The words by which others of these sentences are looked for: the rarest of those that stand elsewhere too.

        Which of the sentences given, and which word, by how rare it is.
        """
        rank = np.empty(self._size, dtype=np.int64)
        rank[np.lexsort((np.arange(len(self._counts)), self._counts))] = np.arange(len(self._counts))
        which, at = self._spread(lines)
        words = self._words[at].astype(np.int64)
        often = self._counts[words] > 1
        which, ranks = which[often], rank[words[often]]
        keys = np.sort(which * self._size + ranks)
        which = keys // self._size
        first = np.concatenate([[True], which[1:] != which[:-1]]) if len(which) else np.empty(0, dtype=np.bool_)
        begins = first.nonzero()[0]
        place = np.arange(len(which)) - np.repeat(begins, np.diff(np.concatenate([begins, [len(which)]])))
        kept = place < RAREST
        return which[kept], keys[kept] % self._size

    def likeness(self, a: Ints, b: Ints) -> Floats:
        """How alike the two sentences of each pair are, 0 to 1: the weight of what they share, to four places."""
        fewer = np.where(self._begins[a + 1] - self._begins[a] <= self._begins[b + 1] - self._begins[b], a, b)
        (which, at), (others, held) = self._spread(fewer), self._spread(a + b - fewer)
        words = self._words[at]
        sought, known = which * self._size + words, others * self._size + self._words[held]
        found = np.searchsorted(known, sought)
        met = known[np.minimum(found, len(known) - 1)] == sought if len(known) else found > 0
        shared = np.bincount(which[met], self._weight[words[met]], minlength=len(a))
        whole = self._heavy[a] + self._heavy[b]
        alike = np.divide(2 * shared, whole, out=np.zeros(len(a)), where=whole > 0)
        out: Floats = np.rint(alike * 1e4) / 1e4
        for n in (np.abs(alike * 1e4 - np.rint(alike * 1e4)) > NEARLY).nonzero()[0].tolist():
            out[n] = round(float(alike[n]), 4)
        return out

    def _spread(self, lines: Ints) -> tuple[Ints, Ints]:
        """Every word of these sentences in order: which of the sentences given, and where it is held."""
        many = self._begins[lines + 1] - self._begins[lines]
        which = np.repeat(np.arange(len(lines)), many)
        return which, np.arange(len(which)) + np.repeat(self._begins[lines] - (np.cumsum(many) - many), many)


def _beside(days: Iterable[str], figures: Iterable[tuple[float, str]]) -> list[str]:
    """What a sentence is likened by but its terms."""
    return [f"@{day}" for day in days if len(day) == 10] + [f"#{n:g} {about}" for n, about in figures]

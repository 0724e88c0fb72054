"""How telling words are: rare ones much, common ones little."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.pack import get
from firsthand.model.event_cards import EventCards

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
MANY_WORDS = 60  # of an article: those that tell most
ELSEWHERE = 2000  # articles that the shares at large count as: a record of fewer is judged by them above all
UNHEARD = 0.0005  # share of articles with a word that is in no list of common ones
HEADLINE = 3  # times that a headline's words count
AT_ONCE = 2_000  # articles that are counted together


def rarity(found: Mapping[str, int], count: int) -> dict[str, float]:
    """How telling each word is within a record: the logarithm of its articles over those that have the word."""
    by_many = {n: round(math.log((count + 1) / n), 9) for n in set(found.values())}
    return {word: by_many[n] for word, n in found.items()}


def telling(found: Mapping[str, int], count: int) -> dict[str, float]:
    """How telling each word is of a happening, by how many articles have it here and in English news at large.

    A small record says little of how common words are, and half of it may be about one happening. A word of one article
    alone likens nothing and is left out.
    """
    at_large = _at_large()
    return {
        word: round(math.log((count + ELSEWHERE) / (n + ELSEWHERE * at_large.get(word, UNHEARD))), 9)
        for word, n in found.items()
        if n > 1
    }


@cache
def _at_large() -> dict[str, float]:
    return {word: float(share) for word, share in get("en").table("common_stems")}


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """The words of articles' sentences that report something, by article, and how often each stands."""

    vocabulary: Sequence[str]
    articles: int
    article: NDArray[np.int32]
    word: NDArray[np.int32]
    times: NDArray[np.int16]

    @staticmethod
    def of(cards: EventCards, articles: Sequence[str]) -> Counted:
        which, first, headline = cards.sentences(articles)
        size, parts = max(1, len(cards.vocabulary)), [(np.empty((2, 0), dtype=np.int32), np.empty(0, dtype=np.int16))]
        edges = np.searchsorted(which, np.arange(0, len(articles) + AT_ONCE, AT_ONCE))
        for start, stop in pairwise(edges.tolist()):
            row, words = cards.terms.all(first[start:stop])
            keys, at = np.unique(which[start:stop][row] * size + words, return_inverse=True)
            times = np.bincount(at, np.where(headline[start:stop][row], HEADLINE, 1))
            parts.append((np.stack(np.divmod(keys, size)).astype(np.int32), times.astype(np.int16)))
        article, word = np.concatenate([x for x, _ in parts], axis=1)
        return Counted(cards.vocabulary, len(articles), article, word, np.concatenate([x for _, x in parts]))

    def holders(self) -> dict[str, int]:
        """In how many articles each word stands."""
        many = np.bincount(self.word, minlength=len(self.vocabulary))
        return {self.vocabulary[n]: times for n, times in enumerate(many.tolist()) if times}


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """The words that tell most of each article, and how much: rows of length 1, the most telling words first."""

    articles: int
    article: NDArray[np.int32]
    word: NDArray[np.int32]
    weight: Floats


def vectors(counted: Counted, said: Mapping[str, float]) -> Vectors:
    """Over the words of `said`, which is what `telling` gives."""
    of_word = np.array([said.get(x, np.nan) for x in counted.vocabulary])
    by_name = np.empty(len(of_word), dtype=np.int64)
    by_name[sorted(range(len(of_word)), key=counted.vocabulary.__getitem__)] = np.arange(len(of_word))
    parts = [(np.empty((2, 0), dtype=np.int32), np.empty(0))]
    edges = np.searchsorted(counted.article, np.arange(0, counted.articles + AT_ONCE, AT_ONCE))
    for start, stop in pairwise(edges.tolist()):
        some = slice(start, stop)
        parts.append(_best(counted.article[some], counted.word[some], counted.times[some], of_word, by_name))
    article, word = np.concatenate([x for x, _ in parts], axis=1)
    return Vectors(counted.articles, article, word, np.concatenate([x for _, x in parts]))


def _best(
    article: NDArray[np.int32], word: NDArray[np.int32], times: NDArray[np.int16], of_word: Floats, by_name: Ints
) -> tuple[NDArray[np.int32], Floats]:
    """Of some articles the words that tell most: article and word, and how much."""
    known = ~np.isnan(of_word[word])
    article, word, times = article[known], word[known], times[known]
    weight = of_word[word]
    often = np.flatnonzero(times > 1)
    told = zip(times[often].tolist(), weight[often].tolist(), strict=True)
    weight[often] = [round((1 + math.log(n)) * x, 9) for n, x in told]
    order = np.lexsort((by_name[word], -weight, article))
    article, word, weight = article[order], word[order], weight[order]
    best = np.arange(len(article)) - np.searchsorted(article, article) < MANY_WORDS
    article, word, weight = article[best], word[best], weight[best]
    lengths = np.sqrt(np.bincount(article, weight * weight))
    kept = weight > 0
    article, word = article[kept], word[kept]
    return np.stack([article, word]), weight[kept] / lengths[article]

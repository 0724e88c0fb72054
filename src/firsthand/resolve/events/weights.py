"""How telling words are: rare ones much, common ones little."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

import numpy as np

from firsthand.lang.pack import get
from firsthand.model.event_cards import EventCards

MANY_WORDS = 60  # of an article: those that tell most
ELSEWHERE = 2000  # articles that the shares at large count as: a record of fewer is judged by them above all
UNHEARD = 0.0005  # share of articles with a word that is in no list of common ones
HEADLINE = 3  # times that a headline's words count
Vector = dict[str, float]


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


class Counted:
    """The words of each article's sentences that report something, how often each stands."""

    def __init__(self, cards: EventCards, articles: Iterable[str]) -> None:
        self._known: dict[str, int] = {}
        self._words, self._times, self._ends = array("i"), array("i"), array("q", [0])
        for id_ in articles:
            found = _counted(cards, id_)
            self._words.extend([self._known.setdefault(w, len(self._known)) for w in found])
            self._times.extend(found.values())
            self._ends.append(len(self._words))
        self._vocabulary = list(self._known)

    def holders(self) -> dict[str, int]:
        """In how many articles each word stands."""
        many = np.bincount(np.frombuffer(self._words, dtype=np.int32), minlength=1) if self._words else np.empty(0)
        return dict(zip(self._vocabulary, many.tolist(), strict=False))

    def __iter__(self) -> Iterator[dict[str, int]]:
        """The words of each article."""
        for start, end in pairwise(self._ends):
            words = [self._vocabulary[n] for n in self._words[start:end]]
            yield dict(zip(words, self._times[start:end], strict=True))


def _counted(cards: EventCards, article_id: str) -> Counter[str]:
    found, seen = Counter[str](), set[int]()
    for sentence, headline, terms in cards.sentences(article_id):
        if sentence not in seen:
            seen.add(sentence)
            for _ in range(HEADLINE if headline else 1):
                found.update(terms)
    return found


def vector(words: Mapping[str, int], rare: Mapping[str, float]) -> Vector:
    """Of length 1, over the words that tell most."""
    weighed = {w: rare[w] if n == 1 else round((1 + math.log(n)) * rare[w], 9) for w, n in words.items() if w in rare}
    least = sorted(weighed.values(), reverse=True)[:MANY_WORDS][-1:]
    best = sorted([(-x, word) for word, x in weighed.items() if x >= least[0]])[:MANY_WORDS]
    length = math.sqrt(sum([w * w for w, _ in best]))
    return {word: -w / length for w, word in best if w < 0} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(w * large[word] for word, w in sorted(small.items()) if word in large)

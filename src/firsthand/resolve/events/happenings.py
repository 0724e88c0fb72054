"""Which articles tell of one happening: alike in the words of the sentences that report something, near in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.days import days, gap
from firsthand.model.units import EventArticle, EventCard
from firsthand.resolve.events.agglomerate import Pair, agglomerate
from firsthand.resolve.events.weights import Vector, counted, holders, rarity, telling, vector

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# a pair less alike than this is no link at all: it keeps the links few
LEAST = 0.05
# mean likeness within a happening: flat on ECB+'s training documents from 0.18 to 0.25, on six events' reports from 0.17 to 0.22
ALIKE = 0.2
WINDOW = 14  # days between two reports of one happening
FADES = 0.8  # what is left of a likeness for each day between two reports: the news goes on to other happenings
MOST_COPIES = 200  # that a copy is linked with: a family may be of thousands
AT_ONCE = 250_000  # words shared by two articles that are summed at a time
COMMON = 120  # articles: a word in more of them says little and is not searched by


@dataclass(frozen=True, slots=True)
class Happenings:
    """The articles of each happening, and what they were likened by."""

    groups: list[list[str]]  # article ids, each group sorted; an article that reports nothing is in none
    likeness: dict[tuple[str, str], float]  # of two articles, the lower id first
    rare: dict[str, float]  # how telling each word is within the record


def happenings(articles: Sequence[EventArticle], cards: Sequence[EventCard]) -> Happenings:
    """Groups of articles, whatever the order they are given in."""
    words = counted(cards)
    known = sorted((a for a in articles if a.id in words), key=lambda a: a.id)
    held = holders(words[a.id] for a in known)
    said = telling(held, len(known))
    links = _links(known, [vector(words[a.id], said) for a in known])
    groups = agglomerate(len(known), links, ALIKE)
    named = {(known[i].id, known[j].id): likeness for (i, j), likeness in links.items()}
    return Happenings([[known[i].id for i in group] for group in groups], named, rarity(held, len(known)))


def _links(articles: Sequence[EventArticle], vectors: Sequence[Vector]) -> dict[Pair, float]:
    """How alike any two are that share a word worth searching by and may be of one time."""
    when = [days(a.published) for a in articles]
    links: dict[Pair, float] = {}
    for keys, sums in _summed(vectors):
        worth = sums >= LEAST
        pairs = keys[worth]
        j, i = pairs // len(vectors), pairs % len(vectors)
        for one, other, likeness in zip(i.tolist(), j.tolist(), sums[worth].tolist(), strict=True):
            a, b = when[one], when[other]
            later = gap(a, b) if a is not None and b is not None else 0
            if later <= WINDOW:
                links[one, other] = round(likeness * FADES**later, 6)
    links.update(dict.fromkeys(_copies(articles), 1.0))
    return links


def _summed(vectors: Sequence[Vector]) -> Iterator[tuple[Ints, Floats]]:
    """Pairs that share a word worth searching by, as `later * many + earlier`, each with the sum over the words they share.

    Summed in the order of the later one's words, some articles at a time.
    """
    holders = Counter(word for v in vectors for word in v)
    known = {word: n for n, word in enumerate(word for word, n in holders.items() if 1 < n <= COMMON)}
    words = np.array([known[w] for v in vectors for w in v if w in known], dtype=np.int64)
    weights = np.array([x for v in vectors for w, x in v.items() if w in known])
    lengths = np.array([sum(w in known for w in v) for v in vectors], dtype=np.int64)
    articles = np.repeat(np.arange(len(vectors)), lengths)
    order = np.argsort(words, kind="stable")  # by word, then by article
    begins = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=len(known)))])[:-1]
    rank = np.empty(len(words), dtype=np.int64)  # how many articles before have the word too
    rank[order] = np.arange(len(words)) - begins[words[order]]
    done = np.concatenate([[0], np.cumsum(rank)])
    start = 0
    while start < len(words):
        stop = max(start + 1, int(np.searchsorted(done, done[start] + AT_ONCE, side="right")) - 1)
        stop = int(np.searchsorted(articles, articles[stop - 1], side="right"))  # whole articles
        many = rank[start:stop]
        later = np.repeat(np.arange(start, stop), many)
        within = np.arange(len(later)) - np.repeat(np.cumsum(many) - many, many)
        earlier = order[begins[words[later]] + within]
        keys, which = np.unique(articles[later] * len(vectors) + articles[earlier], return_inverse=True)
        yield keys.astype(np.int64), np.bincount(which, weights[later] * weights[earlier]).astype(np.float64)
        start = stop


def _copies(articles: Sequence[EventArticle]) -> Iterator[Pair]:
    """Each article of a family with the others of it."""
    families: dict[str, list[int]] = defaultdict(list)
    for i, a in enumerate(articles):
        if a.family is not None:
            families[a.family].append(i)
    for held in families.values():
        for n, i in enumerate(held):
            yield from ((i, j) for j in held[n + 1 : n + 1 + MOST_COPIES])

"""Which articles tell of one happening: alike in the words of the sentences that report something, near in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.days import days
from firsthand.model.event_cards import EventCards
from firsthand.model.units import EventArticle
from firsthand.resolve.events.agglomerate import Pair, agglomerate
from firsthand.resolve.events.weights import Counted, Vectors, rarity, telling, vectors

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
EVER = 1 << 30  # days
MILLION, NEARLY = 1e6, 0.499999  # what is nearer to the half between two millionths is rounded by itself
# mean likeness of the articles of two happenings of one story, whenever told: of two pages of ten articles on one story each it
# brings 8 to 10 together from 0.15 to 0.18, on the second fewer from 0.2
STORY = 0.18
COMMON = 120  # articles: a word in more of them says little and is not searched by


@dataclass(frozen=True, slots=True)
class Happenings:
    """The articles of each happening, and what they were likened by."""

    groups: list[list[str]]  # article ids, each group sorted; an article that reports nothing is in none
    stories: list[list[str]]  # the same of happenings that go on being told of, a day or a week later
    likeness: dict[tuple[str, str], float]  # of two articles that may be of one story, the lower id first
    rare: dict[str, float]  # how telling each word is within the record


def happenings(articles: Sequence[EventArticle], cards: EventCards, *, every: bool = False) -> Happenings:
    """Groups of articles, whatever the order they are given in. `every`: with the likeness of those that can be of no one
    happening too."""
    known = sorted((a for a in articles if a.id in cards.articles), key=lambda a: a.id)
    words = Counted.of(cards, [a.id for a in known])
    held = words.holders()
    told = vectors(words, telling(held, len(known)))
    del words
    links = _links(known, told)
    groups = agglomerate(len(known), links.of(_chained(len(known), links)), ALIKE)
    stories = _stories(groups, links)
    within = links.of(np.ones(len(links.pairs), dtype=np.bool_) if every else _together(stories, links))
    named = {(known[i].id, known[j].id): likeness for (i, j), likeness in within.items()}
    told_of, told_on = ([[known[i].id for i in group] for group in some] for some in (groups, stories))
    return Happenings(told_of, told_on, named, rarity(held, len(known)))


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """How alike any two articles are that may be of one story: pairs as `first * many + second`, in order."""

    many: int  # articles
    pairs: Ints
    words: Floats  # by their words
    near: Floats  # and the time between them

    def of(self, which: NDArray[np.bool_]) -> dict[Pair, float]:
        """Some of them by the numbers of their articles, by words and time."""
        i, j = np.divmod(self.pairs[which], max(1, self.many))
        return dict(zip(zip(i.tolist(), j.tolist(), strict=True), self.near[which].tolist(), strict=True))


def _links(articles: Sequence[EventArticle], told: Vectors) -> Links:
    """How alike any two are that share a word worth searching by and may be of one time."""
    when = _days(articles)
    copies = {i * len(articles) + j for i, j in _copies(articles)}
    held = [np.array(sorted(copies), dtype=np.int64)]
    said = [np.ones(len(copies))]
    faded = [np.ones(len(copies))]
    for keys, sums in _summed(told):
        worth = sums >= LEAST
        j, i = np.divmod(keys[worth], len(articles))
        later = np.maximum(0, np.maximum(when[i, 0] - when[j, 1], when[j, 0] - when[i, 1]))
        near = np.flatnonzero(later <= WINDOW)
        for fades in np.unique(later[near]).tolist():
            some = near[later[near] == fades]
            held.append(i[some] * len(articles) + j[some])
            said.append(sums[worth][some])
            faded.append(_rounded(said[-1] * FADES**fades))
    pairs, words, likeness = np.concatenate(held), np.concatenate(said), np.concatenate(faded)
    order = np.argsort(pairs, kind="stable")  # copies first
    pairs = pairs[order]
    first = np.concatenate([[True], pairs[1:] != pairs[:-1]]) if len(pairs) else np.empty(0, dtype=np.bool_)
    return Links(len(articles), pairs[first], words[order][first], likeness[order][first])


def _stories(groups: list[list[int]], links: Links) -> list[list[int]]:
    """Happenings joined by the mean likeness of all their articles' words."""
    of = _numbers(groups, links.many)
    one, other = (of[x] for x in np.divmod(links.pairs, max(1, links.many)))
    across = one != other
    keys = np.minimum(one, other)[across] * len(groups) + np.maximum(one, other)[across]
    keys, which = np.unique(keys, return_inverse=True)
    a, b = np.divmod(keys, max(1, len(groups)))
    sizes = np.array([len(g) for g in groups], dtype=np.int64)
    means = _rounded(np.bincount(which, links.words[across], minlength=len(keys)) / (sizes[a] * sizes[b]))
    alike = means >= STORY
    named = dict(zip(zip(a[alike].tolist(), b[alike].tolist(), strict=True), means[alike].tolist(), strict=True))
    joined = agglomerate(len(groups), named, STORY)
    return sorted(sorted(i for g in some for i in groups[g]) for some in joined)


def _together(groups: list[list[int]], links: Links) -> NDArray[np.bool_]:
    of = _numbers(groups, links.many)
    one, other = np.divmod(links.pairs, max(1, links.many))
    same: NDArray[np.bool_] = of[one] == of[other]
    return same


def _numbers(groups: list[list[int]], many: int) -> Ints:
    """Of each article the number of its group."""
    of = np.zeros(many, dtype=np.int64)
    for n, group in enumerate(groups):
        of[group] = n
    return of


def _rounded(likeness: Floats) -> Floats:
    """To six places, as Python rounds it."""
    whole = likeness * MILLION
    out: Floats = np.rint(whole)
    half = np.flatnonzero(np.abs(whole - out) > NEARLY)
    out /= MILLION
    out[half] = [round(x, 6) for x in likeness[half].tolist()]
    return out


def _days(articles: Sequence[EventArticle]) -> Ints:
    """From when to when each may be of; at any time, if it does not say."""
    ever = (-EVER, EVER)
    return np.array([days(a.published) or ever for a in articles], dtype=np.int64).reshape(-1, 2)


def _chained(many: int, links: Links) -> NDArray[np.bool_]:
    """The links between articles that links of the least likeness or more chain together.

    Two clusters are only joined where two of their articles are as alike as the threshold at the least: links between articles
    that no chain of such links connects join nothing, and are let go. Most are such.
    """
    head = list(range(many))
    for key in links.pairs[links.near >= ALIKE].tolist():
        a, b = (_headed(head, n) for n in divmod(key, many))
        head[max(a, b)] = min(a, b)
    heads = np.array([_headed(head, n) for n in range(many)], dtype=np.int64)
    i, j = np.divmod(links.pairs, max(1, many))
    kept: NDArray[np.bool_] = heads[i] == heads[j]
    return kept


def _headed(head: list[int], n: int) -> int:
    while head[n] != n:
        head[n] = head[head[n]]
        n = head[n]
    return n


def _summed(told: Vectors) -> Iterator[tuple[Ints, Floats]]:
    """Pairs that share a word worth searching by, as `later * many + earlier`, each with the sum over the words they share.

    Summed in the order of the later one's words, some articles at a time.
    """
    many, words, weights, articles = told.articles, told.word, told.weight, told.article
    size = int(words.max(initial=-1)) + 1
    holders = np.bincount(words, minlength=size)[words]
    worth = (holders > 1) & (holders <= COMMON)
    words, weights, articles = words[worth], weights[worth], articles[worth]
    order = np.argsort(words, kind="stable")  # by word, then by article
    begins = np.concatenate([[0], np.cumsum(np.bincount(words, minlength=size))])[:-1]
    rank = np.empty(len(words), dtype=np.int64)  # how many articles before have the word too
    rank[order] = np.arange(len(words)) - begins[words[order]]
    done = np.concatenate([[0], np.cumsum(rank)])
    start = 0
    while start < len(words):
        stop = max(start + 1, int(np.searchsorted(done, done[start] + AT_ONCE, side="right")) - 1)
        stop = int(np.searchsorted(articles, articles[stop - 1], side="right"))  # whole articles
        before = rank[start:stop]
        later = np.repeat(np.arange(start, stop), before)
        within = np.arange(len(later)) - np.repeat(np.cumsum(before) - before, before)
        earlier = order[begins[words[later]] + within]
        keys, which = np.unique(articles[later].astype(np.int64) * many + articles[earlier], return_inverse=True)
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

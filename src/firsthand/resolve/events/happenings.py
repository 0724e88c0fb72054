"""Which articles tell of one happening: alike in the words of the sentences that report something, near in time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.model.days import days, gap
from firsthand.model.units import EventArticle, EventCard
from firsthand.resolve.events.agglomerate import Pair, agglomerate
from firsthand.resolve.events.weights import Vector, counted, rarity, telling, vector

# a pair less alike than this is no link at all: it keeps the links few
LEAST = 0.05
# mean likeness within a happening: flat on ECB+'s training documents from 0.18 to 0.25, on six events' reports from 0.17 to 0.22
ALIKE = 0.2
WINDOW = 14  # days between two reports of one happening
FADES = 0.8  # what is left of a likeness for each day between two reports: the news goes on to other happenings
MOST_COPIES = 200  # that a copy is linked with: a family may be of thousands
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
    said = telling(words[a.id] for a in known)
    links = _links(known, [vector(words[a.id], said) for a in known])
    groups = agglomerate(len(known), links, ALIKE)
    named = {(known[i].id, known[j].id): likeness for (i, j), likeness in links.items()}
    return Happenings([[known[i].id for i in group] for group in groups], named, rarity(words[a.id] for a in known))


def _links(articles: Sequence[EventArticle], vectors: Sequence[Vector]) -> dict[Pair, float]:
    """How alike any two are that share a word worth searching by and may be of one time."""
    holders = Counter(word for v in vectors for word in v)
    before: dict[str, list[tuple[int, float]]] = {word: [] for word, n in holders.items() if 1 < n <= COMMON}
    when = [days(a.published) for a in articles]
    links: dict[Pair, float] = {}
    for j, v in enumerate(vectors):
        found: dict[int, float] = defaultdict(float)
        for word, weight in v.items():
            if word in before:
                for i, other in before[word]:
                    found[i] += weight * other
                before[word].append((j, weight))
        for i, likeness in found.items():
            if likeness >= LEAST:
                a, b = when[i], when[j]
                later = gap(a, b) if a is not None and b is not None else 0
                if later <= WINDOW:
                    links[i, j] = round(likeness * FADES**later, 6)
    links.update(dict.fromkeys(_copies(articles), 1.0))
    return links


def _copies(articles: Sequence[EventArticle]) -> Iterator[Pair]:
    """Each article of a family with the others of it."""
    families: dict[str, list[int]] = defaultdict(list)
    for i, a in enumerate(articles):
        if a.family is not None:
            families[a.family].append(i)
    for held in families.values():
        for n, i in enumerate(held):
            yield from ((i, j) for j in held[n + 1 : n + 1 + MOST_COPIES])

"""Which articles tell of one happening: alike in the words of the sentences that report something, near in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.model.units import EventArticle, EventCard
from firsthand.resolve.events.agglomerate import Pair, agglomerate
from firsthand.resolve.events.days import days, gap
from firsthand.resolve.events.weights import Vector, counted, rarity, telling, vector

# a pair less alike than this is no link at all: it keeps the links few
LEAST = 0.05
# mean likeness within a happening: flat on ECB+'s training documents from 0.18 to 0.25, on reports of six events from 0.17 to 0.22
ALIKE = 0.2
WINDOW = 14  # days between two reports of one happening
FADES = 0.8  # what is left of a likeness for each day between two reports: the news goes on to other happenings
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
    holders: dict[str, list[int]] = defaultdict(list)
    for i, v in enumerate(vectors):
        for word in v:
            holders[word].append(i)
    when = [days(a.published) for a in articles]
    links: dict[Pair, float] = {}
    for j, v in enumerate(vectors):
        found: dict[int, float] = defaultdict(float)
        for word, weight in sorted(v.items()):
            if len(holders[word]) <= COMMON:
                for i in holders[word]:
                    if i >= j:
                        break
                    found[i] += weight * vectors[i][word]
        for i, likeness in found.items():
            a, b = when[i], when[j]
            copies = articles[i].family is not None and articles[i].family == articles[j].family
            later = gap(a, b) if a is not None and b is not None else 0
            likeness *= FADES**later
            if copies or (likeness >= LEAST and later <= WINDOW):
                links[i, j] = 1.0 if copies else round(likeness, 6)
    return links

"""How likely two event mentions of one happening are the same event, and which may never be.

The weights are those of a logistic regression over pairs of gold mentions of ECB+'s training documents.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul

from firsthand.lang.happenings import alike, grammar, stems_of
from firsthand.lang.pack import get
from firsthand.lang.roots import root
from firsthand.model.units import EventCard
from firsthand.resolve.events.agglomerate import Pair, agglomerate
from firsthand.resolve.events.days import days, gap

FEATURES = (
    *(
        "head",
        "word",
        "kind",
        "group",
        "near",
        "rest",
        "party",
        "sentence",
        "head, articles",
        "head, near",
        "head, rest",
    ),
    *("head, one article", "group, articles", "group, near"),
)  # in the table event_joins
WORD = re.compile(r"[^\W_]+")
SAME = 0.45  # mean chance within an event: best on ECB+'s training documents, of 0.2 to 0.55
WORTH = 0.02  # a pair less likely than this is no link
OTHER_DAY = 2  # days between two articles' dates of one event, when one of them is wrong; within one article none
CROWD = 150  # mentions with one word in common: beyond it only those are compared that share a word near them too


@dataclass(frozen=True, slots=True)
class Words:
    """Words by how telling they are, squared; whole numbers, since their sums are the same in any order."""

    weights: dict[str, int]
    length: float

    def like(self, other: Words) -> float:
        """The cosine of the two, 0 to 1."""
        shared = self.weights.keys() & other.weights.keys()
        return sum(self.weights[w] for w in shared) / (self.length * other.length) if shared else 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A card with what pairs are compared by."""

    card: EventCard
    stems: frozenset[str]
    head: str
    groups: frozenset[int]
    near: Words
    rest: Words  # the sentence's words but the trigger's
    parties: frozenset[str]
    days: tuple[int, int] | None


def same_events(
    cards: Sequence[EventCard],
    rare: Mapping[str, float],
    likeness: Mapping[tuple[str, str], float],
    allows: Callable[[str, str], bool] | None = None,
) -> list[list[EventCard]]:
    """The event mentions of one happening as clusters. `likeness` is of two articles, the lower id first.

    `allows` is asked before two clusters are joined, by a member of each: what people decided.
    """
    all_ = [_seen(card, rare) for card in sorted(cards, key=lambda c: (c.article_id, c.span, c.id))]
    links: dict[Pair, float] = {}
    apart: list[Pair] = []
    for i, j in _candidates(all_):
        if _apart(all_[i], all_[j]):
            apart.append((i, j))
        else:
            chance = probability(features(all_[i], all_[j], article_likeness(all_[i], all_[j], likeness)))
            if chance >= WORTH:
                links[i, j] = chance
    asked = _of_cards(all_, allows) if allows else None
    return [[all_[i].card for i in group] for group in agglomerate(len(all_), links, SAME, apart, asked)]


def _of_cards(all_: Sequence[Seen], allows: Callable[[str, str], bool]) -> Callable[[int, int], bool]:
    return lambda i, j: allows(all_[i].card.id, all_[j].card.id)


def features(a: Seen, b: Seen, articles: float) -> tuple[float, ...]:
    """How two mentions are alike, each from 0 to 1, in the order of FEATURES; `articles` is the likeness of their articles."""
    head, group = a.head == b.head, not a.groups.isdisjoint(b.groups)
    near, rest = a.near.like(b.near), a.rest.like(b.rest)
    one = a.card.article_id == b.card.article_id
    return (
        head,
        not a.stems.isdisjoint(b.stems),
        a.card.kind == b.card.kind,
        group,
        near,
        rest,
        not a.parties.isdisjoint(b.parties),
        one and a.card.sentence == b.card.sentence,
        head * articles,
        head * near,
        head * rest,
        head and one,
        group * articles,
        group * near,
    )


def probability(found: Sequence[float]) -> float:
    always, weights = _weights()
    return round(1 / (1 + math.exp(-always - sum(map(mul, weights, found)))), 6)


def article_likeness(a: Seen, b: Seen, likeness: Mapping[tuple[str, str], float]) -> float:
    one, other = sorted((a.card.article_id, b.card.article_id))
    return 1.0 if one == other else likeness.get((one, other), 0.0)


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    held = {name: float(weight) for name, weight in get("en").table("event_joins")}
    return held["always"], tuple(held[name] for name in FEATURES)


def _seen(card: EventCard, rare: Mapping[str, float]) -> Seen:
    stems, known = stems_of("en", card.trigger), alike("en")
    words = (w for p in card.parties for w in WORD.findall(p.who.shown) if w.lower() not in grammar("en"))
    return Seen(
        card,
        frozenset(stems),
        stems[0],
        frozenset(g for s in stems for g in known.get(s, ())),
        _words((w for w in card.near if w in rare), rare),
        _words((w for w in card.terms if w in rare and w not in stems), rare),
        frozenset(root(w) for w in words),
        days(card.time.value if card.time else None),
    )


def _candidates(all_: Sequence[Seen]) -> Iterator[Pair]:
    """Pairs that share a word or a group of words, each once; those of a crowd only where a word near them is shared too."""
    holders: dict[str, list[int]] = defaultdict(list)
    for i, a in enumerate(all_):
        for key in (*sorted(a.stems), *(f"#{g}" for g in sorted(a.groups))):
            holders[key].append(i)
    close: dict[str, list[int]] = defaultdict(list)
    done: set[Pair] = set()
    for key, held in sorted(holders.items()):
        if len(held) <= CROWD:
            done.update((i, j) for n, i in enumerate(held) for j in held[n + 1 :])
            continue
        for i in held:
            for word in all_[i].near.weights:
                close[f"{key} {word}"].append(i)
    for held in close.values():
        if len(held) <= CROWD:
            done.update((i, j) for n, i in enumerate(held) for j in held[n + 1 :])
    yield from sorted(done)


def _apart(a: Seen, b: Seen) -> bool:
    """Days that cannot both be: at all within one article, by more than a slip across two."""
    if a.days is None or b.days is None:
        return False
    return gap(a.days, b.days) > (0 if a.card.article_id == b.card.article_id else OTHER_DAY)


def _words(words: Iterable[str], rare: Mapping[str, float]) -> Words:
    weights = {w: round(1e4 * rare[w] ** 2) for w in words}
    return Words(weights, math.sqrt(sum(weights.values())))

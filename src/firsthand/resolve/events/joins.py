"""How likely two event mentions of one happening are the same event, and which may never be.

The weights are those of a logistic regression over pairs of gold mentions of ECB+'s training documents.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.happenings import alike_of, grammar, stems_of, triggers
from firsthand.lang.pack import get
from firsthand.lang.roots import root
from firsthand.model.days import days
from firsthand.model.units import EventCard
from firsthand.resolve.events.agglomerate import agglomerate, clustered
from firsthand.resolve.events.alike import Floats, Ints, Worded, equal, meet, numbered
from firsthand.resolve.events.central import LEAST, central, is_toll

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
    *("head, one article", "group, articles", "group, near", "central"),
)  # in the table event_joins
WORD = re.compile(r"[^\W_]+")
SAME = 0.45  # mean chance within an event: best on ECB+'s training documents, of 0.2 to 0.55
NEARLY = 0.499999  # millionths: what is nearer to the half between two is rounded by itself
WORTH = 0.02  # a pair less likely than this is no link
LATER = 4  # days between two days of one toll, which grows; a count a week later is another
OTHER_DAY = 2  # days between two articles' dates of one event, when one of them is wrong; within one article none
TABLE = 2000  # mentions of a happening whose pairs are held in a table: 70 MB
CROWD = 150  # mentions with one word in common: beyond it only those are compared that share a word near them too


Pairs = tuple[Ints, Ints]
NOBODY = frozenset[str]()


class Seen(NamedTuple):
    """A card with what pairs are compared by. A tuple, since there is one for every mention of a record."""

    card: EventCard
    stems: frozenset[str]
    head: str
    groups: frozenset[int]
    near: int  # a row of words
    rest: int  # that of the sentence's words but the trigger's
    parties: frozenset[str]
    days: tuple[int, int] | None
    central: frozenset[int | str] = (
        NOBODY  # its word, and the groups of it, that stand for what the story is mostly about
    )


def same_events(
    cards: Sequence[EventCard],
    weigh: Mapping[str, int],
    likeness: Mapping[tuple[str, str], float],
    allows: Callable[[str, str], bool] | None = None,
    happening: Mapping[str, int] | None = None,
) -> list[list[EventCard]]:
    """The event mentions of one story as clusters. `weigh` is what `weighed` gives; `likeness` is of two articles, the lower
    id first; `happening` numbers the happening of each article, if the story has several: across them only what the story
    is mostly about is joined.

    `allows` is asked before two clusters are joined, by a member of each: what people decided.
    """
    words = Worded(weigh)
    all_ = _mostly(_seen(card, words) for card in sorted(cards, key=_in_text))
    i, j = _candidates(all_, words)
    if happening is not None and len({happening[x.card.article_id] for x in all_}) > 1:
        one = equal([happening[x.card.article_id] for x in all_], i, j) + _central(all_, i, j) > 0
        i, j = i[one], j[one]
    apart, one_sense = _apart(all_, i, j), _one_sense(all_, i, j)
    foes = (i[apart], j[apart])
    i, j = i[~apart & one_sense], j[~apart & one_sense]
    found = features(all_, words, i, j, likeness)
    chances = probabilities(found)
    worth = (chances >= WORTH) & ~_turned(all_, i, j, found)
    asked = _of_cards(all_, allows) if allows else None
    groups = _clusters(len(all_), (i[worth], j[worth]), chances[worth], foes, asked)
    return [[all_[n].card for n in group] for group in groups]


def weighed(rare: Mapping[str, float]) -> dict[str, int]:
    """What each word counts, by how telling it is: squared, in whole ten-thousandths."""
    return {word: round(1e4 * r**2) for word, r in rare.items()}


def _in_text(card: EventCard) -> tuple[str, int, int, str]:
    return card.article_id, card.span.start, card.span.end, card.id


def _clusters(
    many: int, pairs: Pairs, chances: Floats, foes: Pairs, allows: Callable[[int, int], bool] | None
) -> list[list[int]]:
    """Of a happening of the usual size by a table of all pairs; of a larger one pair by pair, which takes less memory."""
    if many > TABLE:
        links = dict(zip(_couples(pairs), chances.tolist(), strict=True))
        return agglomerate(many, links, SAME, _couples(foes), allows)
    table, apart = np.zeros((many, many), dtype=np.int64), np.zeros((many, many), dtype=np.bool_)
    table[pairs] = table[pairs[::-1]] = np.rint(chances * 1e6).astype(np.int64)
    apart[foes] = apart[foes[::-1]] = True
    return clustered(table, SAME, apart, allows)


def _couples(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs[0].tolist(), pairs[1].tolist(), strict=True))


def _of_cards(all_: Sequence[Seen], allows: Callable[[str, str], bool]) -> Callable[[int, int], bool]:
    return lambda i, j: allows(all_[i].card.id, all_[j].card.id)


def features(
    all_: Sequence[Seen], words: Worded, i: Ints, j: Ints, likeness: Mapping[tuple[str, str], float]
) -> tuple[Floats, ...]:
    """How the mentions of each pair are alike, each from 0 to 1, in the order of FEATURES; `likeness` is of two articles."""
    head, group = equal([x.head for x in all_], i, j), meet([x.groups for x in all_], i, j)
    near, rest = (words.cosines(np.array(rows), i, j) for rows in ([x.near for x in all_], [x.rest for x in all_]))
    one = equal([x.card.article_id for x in all_], i, j)
    article = numbered([x.card.article_id for x in all_])
    articles = _articles(all_, likeness)[article[i], article[j]]
    return (
        head,
        meet([x.stems for x in all_], i, j),
        equal([x.card.kind for x in all_], i, j),
        group,
        near,
        rest,
        meet([x.parties for x in all_], i, j),
        one * equal([x.card.sentence for x in all_], i, j),
        head * articles,
        head * near,
        head * rest,
        head * one,
        group * articles,
        group * near,
        _central(all_, i, j),
    )


def _turned(all_: Sequence[Seen], i: Ints, j: Ints, found: Sequence[Floats]) -> NDArray[np.bool_]:
    """Whether one is told to have happened and one not, and nothing around them is shared: 'the deputy resigned', 'the mayor said
    he would not resign'."""
    of = dict(zip(FEATURES, found, strict=True))
    polarity = numbered([x.card.polarity for x in all_])
    out: NDArray[np.bool_] = (polarity[i] != polarity[j]) & (of["near"] + of["rest"] + of["party"] + of["central"] == 0)
    return out


def probabilities(found: Sequence[Floats]) -> Floats:
    """Summed in the order of FEATURES, rounded: the same on every machine."""
    always, weights = _weights()
    total: Floats = np.zeros(len(found[0]))
    for weight, values in zip(weights, found, strict=True):
        total = total + weight * values
    least = -always - total
    whole = 1e6 / (1 + np.exp(least))
    rounded: Floats = np.rint(whole) / 1e6
    for n in (np.abs(whole - np.rint(whole)) > NEARLY).nonzero()[0].tolist():
        rounded[n] = round(1 / (1 + math.exp(least[n])), 6)
    return rounded


def _articles(all_: Sequence[Seen], likeness: Mapping[tuple[str, str], float]) -> Floats:
    """The likeness of any two articles, in the order they first come in."""
    ids = list(dict.fromkeys(x.card.article_id for x in all_))
    out = np.eye(len(ids))
    for n, one in enumerate(ids):
        for m in range(n):
            out[n, m] = out[m, n] = likeness.get((one, ids[m]) if one < ids[m] else (ids[m], one), 0.0)
    return out


@cache
def _weights() -> tuple[float, tuple[float, ...]]:
    held = {name: float(weight) for name, weight in get("en").table("event_joins")}
    return held["always"], tuple(held[name] for name in FEATURES)


def _seen(card: EventCard, words: Worded) -> Seen:
    stems, set_, groups = _of_trigger(card.trigger, card.kind)
    return Seen(
        card,
        set_,
        stems[0],
        groups,
        words.row(card.near),
        words.row(card.terms, stems),
        frozenset().union(*[_names(p.who.shown) for p in card.parties]) if card.parties else NOBODY,
        days(card.time.value if card.time else None),
    )


def _mostly(some: Iterable[Seen]) -> list[Seen]:
    all_ = list(some)
    if len({x.card.article_id for x in all_}) < LEAST:
        return all_
    kept = central((x.card.article_id, x.card.kind, x.groups | {x.head}, x.days) for x in all_)
    return [x._replace(central=keys) if keys else x for x, keys in zip(all_, kept, strict=True)]


@lru_cache(1 << 14)
def _of_trigger(trigger: str, kind: str) -> tuple[tuple[str, ...], frozenset[str], frozenset[int]]:
    """Its stems, and the groups of words they are in."""
    stems, whole = stems_of("en", trigger), triggers("en").get(trigger)
    listed = whole.kind if whole is not None else kind
    return stems, frozenset(stems), frozenset(g for s in stems for g in alike_of("en", s, kind, listed))


@lru_cache(1 << 14)
def _names(shown: str) -> frozenset[str]:
    """What a party is called, word by word."""
    return frozenset(root(w) for w in WORD.findall(shown) if w.lower() not in grammar("en"))


def _candidates(all_: Sequence[Seen], words: Worded) -> tuple[Ints, Ints]:
    """Pairs that share a word or a group of words, each once; those of a crowd only where a word near them is shared too."""
    holders: dict[str | int, list[int]] = defaultdict(list)
    for i, a in enumerate(all_):
        shared_by: tuple[str | int, ...] = (*a.stems, *a.groups)
        for key in shared_by:
            holders[key].append(i)
    close: dict[tuple[str | int, int], list[int]] = defaultdict(list)
    for key, held in holders.items():
        for i in held if len(held) > CROWD else ():
            for word in words.words(all_[i].near):
                close[key, word].append(i)
    keys = [_each_two(held, len(all_)) for held in (*holders.values(), *close.values()) if 1 < len(held) <= CROWD]
    found = np.concatenate([np.empty(0, dtype=np.int64), *keys])
    if len(all_) > TABLE:
        found = np.unique(found)
    else:
        meeting = np.zeros(len(all_) ** 2, dtype=np.bool_)
        meeting[found] = True
        found = meeting.nonzero()[0]
    return found // max(1, len(all_)), found % max(1, len(all_))


def _each_two(held: Sequence[int], size: int) -> Ints:
    first, second = _corners(len(held))
    some = np.array(held, dtype=np.int64)
    keys: Ints = some[first] * size + some[second]
    return keys


@cache
def _corners(many: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(many, 1)
    return first, second


def _central(all_: Sequence[Seen], i: Ints, j: Ints) -> Floats:
    """1 where two mentions are of what the story is mostly about."""
    return meet([x.central for x in all_], i, j) if any(x.central for x in all_) else np.zeros(len(i))


def _one_sense(all_: Sequence[Seen], i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Not the same word for two kinds of happening: a strike of dockers, and one on their ship."""
    head, kind = numbered([x.head for x in all_]), numbered([x.card.kind for x in all_])
    out: NDArray[np.bool_] = (head[i] != head[j]) | (kind[i] == kind[j])
    return out


def _apart(all_: Sequence[Seen], i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Days that cannot both be: at all within one article, by more than a slip across two."""
    ends = np.array([x.days or (0, 0) for x in all_], dtype=np.int64).reshape(-1, 2)
    known = np.array([x.days is not None for x in all_], dtype=np.bool_)
    gaps = np.maximum(ends[i, 0] - ends[j, 1], ends[j, 0] - ends[i, 1])
    most = np.where(equal([x.card.article_id for x in all_], i, j) > 0, 0, OTHER_DAY)
    toll = np.array([is_toll(x.card.kind) for x in all_], dtype=np.bool_)
    most = np.where((_central(all_, i, j) > 0) & toll[i] & toll[j], LATER, most)
    far: NDArray[np.bool_] = known[i] & known[j] & (np.maximum(gaps, 0) > most)
    return far

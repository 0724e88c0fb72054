"""Tellings and their parts by the matter they tell of: what may be one claim because one thing befell one party.

A part is a stretch of a telling ('an attack on the port' in a sentence about prices), see read/matters.py. Its terms hold the
name of the matter ('!attack') and whether it is told as a fact ('^may', '^will').
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from firsthand.model.readings import Telling
from firsthand.resolve.claim_vetoes import led_by

COMMON = 32  # nodes: a matter with a word that more of them have leads to no pair
TELLING = 8  # nodes: of a matter with a word that no more have, one shared is enough; of others two

MATTER = 32  # bits of a word's number, above which a matter's stands

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matters:
    """Of one node."""

    names: frozenset[str]
    moods: frozenset[str]
    part: bool  # a part of a telling that is told as a whole too


NOTHING = Matters(frozenset(), frozenset(), False)


def parted(terms: tuple[str, ...], part: bool) -> tuple[tuple[str, ...], Matters]:
    """A telling's terms without those of its matters, and those."""
    names = led_by(terms, "!")
    if not names:
        return terms, NOTHING
    moods = led_by(terms, "^")
    at = bisect_left(terms, "!")
    rest = (*terms[:at], *terms[at + len(names) :])
    if moods:
        at = bisect_left(rest, "^")
        rest = (*rest[:at], *rest[at + len(moods) :])
    return rest, Matters(frozenset(names), frozenset(moods), part)


def under(matters: Matters, stance: str) -> Matters:
    """Matters that are told under a stance: they meet only those told under the same."""
    return replace(matters, names=frozenset(f"{x} {stance}" for x in matters.names)) if stance else matters


def wholes(tellings: Iterable[Telling]) -> dict[str, str]:
    """The ids of parts, each with that of the telling it is a part of."""
    found: dict[str, str] = {}
    at: Telling | None = None
    for t in sorted(tellings, key=lambda t: (t.article_id, t.attribution_id or "", t.span.start, -t.span.end, t.id)):
        mine = at is not None and at.article_id == t.article_id and at.attribution_id == t.attribution_id
        if at is not None and mine and at.span.contains(t.span) and at.span != t.span:
            found[t.id] = at.id
        else:
            at = t
    return found


def candidates(
    told: Sequence[Matters], terms: Sequence[tuple[str, ...]], events: Sequence[Iterable[str]], articles: Sequence[str]
) -> Ints:
    """Pairs of nodes of two articles that tell of one matter with a rare word in common, or two; or of one event."""
    size = len(told)
    keys = np.sort(np.concatenate([np.empty(0, dtype=np.int64), *_met(*_held(told, terms, events), size)]))
    found = keys[1:][keys[1:] == keys[:-1]]
    found = found[np.concatenate([[True], found[1:] != found[:-1]])] if len(found) else found
    of = np.unique(np.array(articles), return_inverse=True)[1] if size else np.empty(0, dtype=np.int64)
    i, j = found // max(1, size), found % max(1, size)
    apart = of[i] != of[j]
    return np.stack([i[apart], j[apart]], axis=1)


def _held(
    told: Sequence[Matters], terms: Sequence[tuple[str, ...]], events: Sequence[Iterable[str]]
) -> tuple[Ints, Ints, Ints]:
    """A matter with a word, or with an event, as one number, each beside the node that has both; and which numbers are of
    events, the last of what is shared by."""
    names, shared = dict[str, int](), dict[str, int]()
    of_event = set[int]()
    keys, nodes = array("q"), array("q")
    for n, (matters, some) in enumerate(zip(told, terms, strict=True)):
        if matters.names:
            mine = [shared.setdefault(term, len(shared)) for term in some if term[0] != "~"]
            events_of = [shared.setdefault(f"={event}", len(shared)) for event in events[n]]
            of_event.update(events_of)
            for name in matters.names:
                first = names.setdefault(name, len(names)) << MATTER
                keys.extend([first + x for x in (*mine, *events_of)])
                nodes.extend([n] * (len(mine) + len(events_of)))
    return (
        np.frombuffer(keys, dtype=np.int64) if keys else np.empty(0, dtype=np.int64),
        np.frombuffer(nodes, dtype=np.int64) if nodes else np.empty(0, dtype=np.int64),
        np.array(sorted(of_event), dtype=np.int64),
    )


def _met(keys: Ints, nodes: Ints, of_event: Ints, size: int) -> Iterator[Ints]:
    """Pairs of nodes under one number, as a number each; twice where one number is enough."""
    order = np.argsort(keys, kind="stable")
    keys, nodes = keys[order], nodes[order]
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else keys
    many = np.diff(np.append(first, len(keys)))
    enough = (many <= TELLING) | np.isin(keys[first] & ((1 << MATTER) - 1), of_event)
    for times in range(2, COMMON + 1):
        corner, other = _corners(times)
        for which in (many == times, (many == times) & enough):
            rows = nodes[first[which][:, None] + np.arange(times)]
            yield (rows[:, corner] * size + rows[:, other]).ravel()


@cache
def _corners(many: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    first, second = np.triu_indices(many, 1)
    return first, second


def said_once(
    groups: Sequence[Sequence[int]], equal: Sequence[Sequence[Telling]], parts: Mapping[str, str], kept: Container[int]
) -> list[list[int]]:
    """Groups without those of parts whose tellings are one claim as they stand, and without parts beside their own whole.

    A node that is `kept` keeps its group.
    """
    of: dict[str, set[int]] = defaultdict(
        set
    )  # a telling told as a whole -> the groups that it is in, itself or in part
    for g, group in enumerate(groups):
        for n in group:
            for t in equal[n]:
                of[parts.get(t.id, t.id)].add(g)
    told = [frozenset(parts.get(t.id, t.id) for n in group for t in equal[n]) for group in groups]
    in_part = [all(t.id in parts for n in group for t in equal[n]) for group in groups]
    out: list[list[int]] = []
    for g, group in enumerate(groups):
        rivals = set[int].intersection(*(of[x] for x in told[g])) - {g} if in_part[g] else set()
        doubled = any(not in_part[r] or (len(told[r]), -r) > (len(told[g]), -g) for r in rivals)
        if not doubled or any(n in kept for n in group):
            out.append(list(group))
    return out


def outermost(tellings: Iterable[Telling]) -> list[Telling]:
    """In order of place, without those that stand within another of the same speaker: a sentence and its own clause."""
    out: list[Telling] = []
    for t in sorted(tellings, key=lambda t: (t.article_id, t.span.start, -t.span.end, t.id)):
        near = (x for x in reversed(out) if x.article_id == t.article_id and x.attribution_id == t.attribution_id)
        if not any(x.span.contains(t.span) for x in near):
            out.append(t)
    return out


def share(told: Sequence[Matters], i: Ints, j: Ints) -> NDArray[np.bool_]:
    """Which pairs tell of one matter."""
    shared = [not told[a].names.isdisjoint(told[b].names) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    return np.array(shared, dtype=np.bool_)

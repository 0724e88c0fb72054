"""Tellings of the same terms made one node each, and parts of tellings that may be one claim with another.

Everything is done with columns, some tellings at a time: a record of 100 000 articles has five million tellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, spread
from firsthand.model.tellings import Chosen, Tellings
from firsthand.model.units import ClaimsInput, DecidedPair
from firsthand.resolve.claim_ground import STANCES, Happened
from firsthand.resolve.claim_matters import NOTHING, Matters, Told, candidates, under, wholes
from firsthand.resolve.claim_numbers import Numbers
from firsthand.resolve.claim_pairs import Nodes, nodes_of
from firsthand.resolve.claim_signs import signs_of
from firsthand.resolve.claim_terms import Terms
from firsthand.resolve.decided import Settled
from firsthand.resolve.origins import Ground

FEWEST = 3  # terms: with fewer ("this information", "the attack") words say too little to be compared
CLAIMED = frozenset({"asserts", "confirms", "predicts", "vows"})  # stances that hold for a part as well
AT_ONCE = 100_000  # tellings that are looked at at a time
SEED = 5  # of the numbers that words are told apart by: 128 bits, so that no two sets of words come out equal

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tellings of a record come to."""

    told: Tellings
    whole: Ints  # of each telling the one that it is a part of, else itself
    nodes: Nodes
    equal: Lists  # the tellings of each node, the first by id standing for it
    many: Ints  # how many those are
    among: Ints  # pairs of nodes, one of them a part, that may be one claim


@dataclass(frozen=True, slots=True)
class _Comparable:
    """Of every telling what it is likened by."""

    terms: Terms  # names as their parties, without what tells of matters
    matters: list[Matters]  # each once
    matter: NDArray[np.int32]  # of each telling, which of them
    enough: Flags  # says enough to be compared


@dataclass(frozen=True, slots=True)
class _Alike:
    """Tellings of the same terms, together; those of which a part stands for all are last."""

    heads: Ints  # of each group the first by id
    starts: Ints  # where its members begin, and how many they are
    many: Ints
    members: Ints
    terms: Terms
    matter: NDArray[np.int32]
    matters: Sequence[Matters]
    wholes: int  # groups in front that no part stands for

    def told(self) -> Told:
        return Told.of(self.matters, self.matter)

    def equal(self) -> Lists:
        return Lists(self.starts, self.many, self.members)

    def chosen(self, which: Ints) -> _Alike:
        heads, starts, many = (x[which] for x in (self.heads, self.starts, self.many))
        told = self.terms.chosen(which), self.matter[which], self.matters
        return _Alike(heads, starts, many, self.members, *told, self.wholes)


def gathered(payload: ClaimsInput, told: Tellings, ground: Ground, people: Settled[DecidedPair]) -> Gathered:
    """Tellings of the same terms are one node; its telling with the smallest id stands for it. Names count as their party.

    Those that a person parted are nodes of their own, and so is one that says too little and was decided on. Behind them parts
    of tellings, if they may be one claim with another; last the pairs that may.
    """
    whole, happened = wholes(told), Happened(payload.happenings)
    all_ = _alike(told, whole, ground, people)
    first, many = happened.between(told, all_.heads)
    among = candidates(all_.told(), all_.terms, Lists(first, many, happened.event), told.article[all_.heads])
    needed = _needed(all_, among, {n for id_ in people.about for n in told.find(id_)} if people else set())
    kept = np.flatnonzero(needed)
    of, among = all_.chosen(kept), (np.cumsum(needed) - 1)[among]
    del all_
    chosen, numbers = Chosen(told, of.heads), Numbers(of.terms)
    kinds, events = (Lists(first[kept], many[kept], x) for x in (happened.kind, happened.event))
    signs = signs_of(payload, ground, kinds, events, chosen, numbers)
    nodes = nodes_of(chosen, of.terms, signs, of.told(), numbers)
    return Gathered(told, whole, nodes, of.equal(), of.many, among)


def _needed(of: _Alike, among: Ints, decided: set[int]) -> Flags:
    """Which groups are nodes: all wholes, and parts that may be one claim with another or were decided on."""
    needed = np.arange(len(of.heads)) < of.wholes
    needed[among] = True
    equal = of.equal()
    for n in np.flatnonzero(~needed).tolist() if decided else ():
        needed[n] = not decided.isdisjoint(equal[n])
    return needed


def _alike(told: Tellings, whole: Ints, ground: Ground, people: Settled[DecidedPair]) -> _Alike:
    of = _comparable(told, whole, ground)
    first, members, bare = _grouped(told, of, people)
    heads = members[first[:-1]]
    is_part = np.array([x.part for x in of.matters], dtype=np.bool_)[of.matter[heads]]
    order = np.concatenate([np.flatnonzero(~is_part & ~bare), np.flatnonzero(bare), np.flatnonzero(is_part)])
    heads, bare = heads[order], bare[order]
    many = np.where(bare, 0, of.terms.first[heads + 1] - of.terms.first[heads])  # no terms of what says too little
    codes = of.terms.codes[spread(of.terms.first[heads], many)]
    terms = Terms(of.terms.vocabulary, np.concatenate([[0], np.cumsum(many)]), codes)
    matter = of.matter[heads]
    return _Alike(
        heads, first[:-1][order], np.diff(first)[order], members, terms, matter, of.matters, int((~is_part).sum())
    )


def _comparable(told: Tellings, whole: Ints, ground: Ground) -> _Comparable:
    party = {x: f"@{ground.parties.key(x[1:])}" if x[:1] == "@" else x for x in told.vocabulary}
    vocabulary = sorted({x for x in party.values() if x[:1] != "!"})
    number = {x: n for n, x in enumerate(vocabulary)}
    into = np.array([number.get(party[x], -1) for x in told.vocabulary], dtype=np.int64)
    is_matter, is_mood = (np.array([x[:1] == sign for x in told.vocabulary], dtype=np.bool_) for sign in "!^")
    counted = np.array([x[:1] in ("~", "#") for x in vocabulary], dtype=np.bool_)
    known = _Known(told, whole, ground)
    codes: list[NDArray[np.int32]] = []
    many, enough = np.zeros(len(told), dtype=np.int64), np.zeros(len(told), dtype=np.bool_)
    for start in range(0, len(told), AT_ONCE):
        stop = min(start + AT_ONCE, len(told))
        row = np.repeat(np.arange(stop - start), np.diff(told.first[start : stop + 1]))
        term = told.terms[told.first[start] : told.first[stop]]
        has = np.zeros(stop - start, dtype=np.bool_)
        has[row[is_matter[term]]] = True
        aside = is_matter[term] | (is_mood[term] & has[row])
        known.take(start + row[aside], term[aside])
        keys = np.sort(row[~aside] * max(1, len(vocabulary)) + into[term[~aside]])
        keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if len(keys) else keys
        row, own = keys // max(1, len(vocabulary)), keys % max(1, len(vocabulary))
        codes.append(own.astype(np.int32))
        many[start:stop] = np.bincount(row, minlength=stop - start)
        enough[start:stop] = np.bincount(row[~counted[own]], minlength=stop - start) >= FEWEST
    terms = Terms(
        vocabulary,
        np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
        np.concatenate([np.empty(0, dtype=np.int32), *codes]),
    )
    enough |= np.array([x.part for x in known.matters], dtype=np.bool_)[known.matter]
    return _Comparable(terms, known.matters, known.matter, enough)


class _Known:
    """The matters that tellings tell of, each once."""

    def __init__(self, told: Tellings, whole: Ints, ground: Ground) -> None:
        self._told, self._whole, self._ground = told, whole, ground
        self.matters = [NOTHING]
        self.matter = np.zeros(len(told), dtype=np.int32)
        self._at: dict[tuple[tuple[int, ...], bool, str], int] = {}

    def take(self, tellings: Ints, terms: NDArray[np.int32]) -> None:
        """The terms of matters, by telling."""
        begins = np.flatnonzero(np.concatenate([[True], tellings[1:] != tellings[:-1]])) if len(tellings) else tellings
        for n, some in zip(tellings[begins].tolist(), np.split(terms, begins[1:]), strict=False):
            part = int(self._whole[n]) != n
            key = tuple(some.tolist()), part, self._stood(n) if part else ""
            if key not in self._at:
                self._at[key] = len(self.matters)
                self.matters.append(self._matters(*key))
            self.matter[n] = self._at[key]

    def _matters(self, codes: tuple[int, ...], part: bool, stance: str) -> Matters:
        terms = [self._told.vocabulary[x] for x in codes]
        names, moods = (frozenset(x for x in terms if x[0] == sign) for sign in "!^")
        return under(Matters(names, moods, part), stance)

    def _stood(self, n: int) -> str:
        """How who tells the whole stands to the part: "" as to what is claimed; else it is denied or asked for, or the whole is
        turned as the part is not, and only what is told alike may be one claim with it."""
        whole = int(self._whole[n])
        row = self._ground.rows[self._told.said[whole]]
        said = STANCES[self._ground.spoken.stance[row]] if row >= 0 else "asserts"
        stance = "" if said in CLAIMED else said
        return stance if self._told.negated[n] == self._told.negated[whole] else f"{stance} turned"


def _grouped(told: Tellings, of: _Comparable, people: Settled[DecidedPair]) -> tuple[Ints, Ints, Flags]:
    """Tellings of the same terms together: where each group begins, the tellings, and which say too little (decided on)."""
    kept = np.flatnonzero(of.enough)
    one, two = _marked(told, of)
    order = kept[np.lexsort((kept, two[kept], one[kept]))]
    new = np.ones(len(order), dtype=np.bool_)
    new[1:] = (one[order[1:]] != one[order[:-1]]) | (two[order[1:]] != two[order[:-1]])
    begins = np.flatnonzero(new)
    sizes = np.diff(np.append(begins, len(order)))
    by_first = np.argsort(order[begins], kind="stable")
    members, sizes = order[spread(begins[by_first], sizes[by_first])], sizes[by_first]
    about = sorted(n for id_ in people.about for n in told.find(id_)) if people else []
    members, sizes = _unparted(told, members, sizes, about, people)
    bare = [n for n in about if not of.enough[n]]
    first = np.concatenate([[0], np.cumsum(np.concatenate([sizes, np.ones(len(bare), dtype=np.int64)]))])
    flags = np.arange(len(first) - 1) >= len(sizes)
    return first.astype(np.int64), np.concatenate([members, np.array(bare, dtype=np.int64)]), flags


def _marked(told: Tellings, of: _Comparable) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """Two numbers of 64 bits for what makes a node: the terms, whether it is negated, and of a part its matter."""
    chance = np.random.default_rng(SEED)
    told_as = dict[frozenset[str], int]()
    of_matter = np.array([told_as.setdefault(x.names | x.moods if x.part else NONE, len(told_as)) for x in of.matters])
    out = []
    for _ in range(2):
        words = chance.integers(1 << 63, size=len(of.terms.vocabulary), dtype=np.uint64)
        others = chance.integers(1 << 63, size=1 + len(told_as), dtype=np.uint64)
        sums = np.empty(len(told), dtype=np.uint64)
        for start in range(0, len(told), AT_ONCE):
            stop = min(start + AT_ONCE, len(told))
            first = of.terms.first[start : stop + 1]
            up_to = np.concatenate([np.zeros(1, np.uint64), np.cumsum(words[of.terms.codes[first[0] : first[-1]]])])
            sums[start:stop] = up_to[first[1:] - first[0]] - up_to[first[:-1] - first[0]]
        sums += others[1 + of_matter[of.matter]]
        sums[told.negated] += others[0]
        out.append(sums)
    return out[0], out[1]


NONE = frozenset[str]()


def _unparted(
    told: Tellings, members: Ints, sizes: Ints, about: Iterable[int], people: Settled[DecidedPair]
) -> tuple[Ints, Ints]:
    """Tellings of the same terms as one, or as several where a person said that some are not the same."""
    ends = np.cumsum(sizes)
    place = {n: g for n in about for g in _groups_with(members, ends, n)}
    parted: dict[int, list[int]] = {}
    for g in sorted(set(place.values())):
        some = members[ends[g] - sizes[g] : ends[g]].tolist()
        homes: list[list[int]] = []
        for n in some:
            home = next((x for x in homes if people.bonds.join(told.id(x[0]), told.id(n))), None)
            if home is None:
                homes.append([n])
            else:
                home.append(n)
        members[ends[g] - sizes[g] : ends[g]] = [n for home in homes for n in home]
        parted[g] = [len(home) for home in homes]
    out = [x for g, size in enumerate(sizes.tolist()) for x in parted.get(g, (size,))] if parted else sizes
    return members, np.asarray(out, dtype=np.int64)


def _groups_with(members: Ints, ends: Ints, n: int) -> Iterator[int]:
    for at in np.flatnonzero(members == n).tolist():
        yield int(np.searchsorted(ends, at, side="right"))

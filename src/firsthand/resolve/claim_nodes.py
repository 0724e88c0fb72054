"""Tellings of the same terms made one node each, and parts of tellings that may be one claim with another.

Everything is done with columns, some tellings at a time: a record of 100 000 articles has five million tellings.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from firsthand.model.arrays import Lists, Whole, once, spread
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
AT_ONCE = 20_000  # tellings that are looked at at a time
SEED = 5  # of the numbers that words are told apart by: 128 bits, so that no two sets of words come out equal

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tellings of a record come to."""

    told: Tellings
    whole: NDArray[np.int32]  # of each telling the one that it is a part of, else itself
    nodes: Nodes
    equal: Lists  # the tellings of each node, the first by id standing for it
    many: NDArray[np.int32]  # how many those are
    among: Ints  # pairs of nodes, one of them a part, that may be one claim: `lower * size + higher`


@dataclass(frozen=True, slots=True)
class _Comparable:
    """Of every telling what it is likened by."""

    marks: NDArray[np.uint64]  # two numbers: tellings with the same are one node
    matters: list[Matters]  # each once
    matter: NDArray[np.int32]  # of each telling, which of them
    enough: Flags  # says enough to be compared


@dataclass(frozen=True, slots=True)
class _Alike:
    """Tellings of the same terms, together; those of which a part stands for all are last."""

    heads: NDArray[np.int32]  # of each group the first by id
    starts: NDArray[np.int32]  # where its members begin, and how many they are
    many: NDArray[np.int32]
    members: NDArray[np.int32]
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
    first, many = (x.astype(np.int32) for x in happened.between(told, all_.heads))
    among = candidates(all_.told(), all_.terms, Lists(first, many, happened.event), told.article[all_.heads])
    needed = _needed(all_, among, {n for id_ in people.about for n in told.find(id_)} if people else set())
    kept = np.flatnonzero(needed)
    of = all_.chosen(kept)
    among = _renumbered(among, needed)
    del all_
    chosen, numbers = Chosen(told, of.heads), Numbers(of.terms)
    first, many = first[kept], many[kept]
    kinds, events = Lists(first, many, happened.kind), Lists(first, many, happened.event)
    del happened
    signs = signs_of(payload, ground, kinds, events, chosen, numbers)
    nodes = nodes_of(chosen, of.terms, signs, of.told(), numbers)
    return Gathered(told, whole, nodes, of.equal(), of.many, among)


def _needed(of: _Alike, among: Ints, decided: set[int]) -> Flags:
    """Which groups are nodes: all wholes, and parts that may be one claim with another or were decided on."""
    needed = np.arange(len(of.heads)) < of.wholes
    for one in np.divmod(among, max(1, len(of.heads))):
        needed[one] = True
    equal = of.equal()
    for n in np.flatnonzero(~needed).tolist() if decided else ():
        needed[n] = not decided.isdisjoint(equal[n])
    return needed


def _renumbered(pairs: Ints, kept: Flags) -> Ints:
    """Pairs of groups as pairs of those that are kept."""
    number, many = np.cumsum(kept) - 1, int(kept.sum())
    one, other = np.divmod(pairs, max(1, len(kept)))
    found: Ints = number[one] * many + number[other]
    return found


def _alike(told: Tellings, whole: Whole, ground: Ground, people: Settled[DecidedPair]) -> _Alike:
    words = _Words(told, ground)
    of = _comparable(told, whole, ground, words)
    first, members, bare = _grouped(told, of, people)
    heads = members[first[:-1]]
    is_part = np.array([x.part for x in of.matters], dtype=np.bool_)[of.matter[heads]]
    order = np.concatenate([np.flatnonzero(~is_part & ~bare), np.flatnonzero(bare), np.flatnonzero(is_part)])
    heads, bare, matter = heads[order].astype(np.int32), bare[order], of.matter[heads[order]]
    starts, many, matters = first[:-1][order].astype(np.int32), np.diff(first)[order].astype(np.int32), of.matters
    all_members = members.astype(np.int32)
    del of, first, members, order
    terms = words.terms(heads, bare)
    return _Alike(heads, starts, many, all_members, terms, matter, matters, int((~is_part).sum()))


class _Words:
    """The terms that tellings are likened by: names as their parties, without what tells of matters."""

    def __init__(self, told: Tellings, ground: Ground) -> None:
        self._told = told
        party = {x: f"@{ground.parties.key(x[1:])}" if x[:1] == "@" else x for x in told.vocabulary}
        self.vocabulary = sorted({x for x in party.values() if x[:1] != "!"})
        number = {x: n for n, x in enumerate(self.vocabulary)}
        self._into = np.array([number.get(party[x], -1) for x in told.vocabulary], dtype=np.int64)
        self._is_matter, self._is_mood = (
            np.array([x[:1] == sign for x in told.vocabulary], dtype=np.bool_) for sign in "!^"
        )

    def of(self, which: Ints) -> tuple[Ints, Ints, Ints, Ints]:
        """Of some tellings in order: which, and the term's number; then those that tell of matters, as the tellings have them."""
        size = max(1, len(self.vocabulary))
        row, term = self._told.terms(which)
        matter = self._is_matter[term]
        has = np.zeros(len(which), dtype=np.bool_)
        has[row[matter]] = True
        aside = matter | (self._is_mood[term] & has[row])
        own = ~aside
        keys = once(np.sort(row[own] * size + self._into[term[own]]))
        return keys // size, keys % size, row[aside], term[aside].astype(np.int64)

    def terms(self, which: Ints, bare: Flags) -> Terms:
        """The terms of some; none of those that are bare: what says too little."""
        codes, many = [np.empty(0, dtype=np.int32)], [np.zeros(1, dtype=np.int64)]
        for start in range(0, len(which), AT_ONCE):
            some = slice(start, start + AT_ONCE)
            row, own, _, _ = self.of(which[some])
            kept = ~bare[some][row]
            codes.append(own[kept].astype(np.int32))
            many.append(np.bincount(row[kept], minlength=len(which[some])))
        return Terms(self.vocabulary, np.cumsum(np.concatenate(many)), np.concatenate(codes))


def _comparable(told: Tellings, whole: Whole, ground: Ground, words: _Words) -> _Comparable:
    """Two numbers of 64 bits stand for what makes a node: the terms, whether it is negated, and of a part its matter."""
    chance, size = np.random.default_rng(SEED), len(words.vocabulary)
    of_word = chance.integers(1 << 63, size=(2, size), dtype=np.uint64)
    counted = np.array([x[:1] in ("~", "#") for x in words.vocabulary], dtype=np.bool_)
    known = _Known(told, whole, ground, chance)
    sums, enough = np.empty((2, len(told)), dtype=np.uint64), np.empty(len(told), dtype=np.bool_)
    for start in range(0, len(told), AT_ONCE):
        some = np.arange(start, min(start + AT_ONCE, len(told)))
        row, own, having, term = words.of(some)
        known.take(some, having, term)
        sums[:, some] = [_sums(row, x[own], len(some)) for x in of_word]
        enough[some] = np.bincount(row[~counted[own]], minlength=len(some)) >= FEWEST
    told_as = dict[frozenset[str], int]()
    of_matter = np.array(
        [told_as.setdefault(x.names | x.moods if x.part else NONE, len(told_as)) for x in known.matters]
    )
    others = chance.integers(1 << 63, size=(2, 1 + len(told_as)), dtype=np.uint64)
    for mine, other in zip(sums, others, strict=True):
        mine += other[1 + of_matter[known.matter]]
        mine[told.negated] += other[0]
    enough |= np.array([x.part for x in known.matters], dtype=np.bool_)[known.matter]
    return _Comparable(sums, known.matters, known.matter, enough)


def _sums(row: Ints, values: NDArray[np.uint64], many: int) -> NDArray[np.uint64]:
    """Of so many rows, which are in order, the sum of the values of each."""
    up_to = np.concatenate([np.zeros(1, np.uint64), np.cumsum(values)])
    ends = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=many))])
    found: NDArray[np.uint64] = up_to[ends[1:]] - up_to[ends[:-1]]
    return found


class _Known:
    """The matters that tellings tell of, each once; they are told apart by numbers of 64 bits."""

    def __init__(self, told: Tellings, whole: Whole, ground: Ground, chance: np.random.Generator) -> None:
        self._told, self._whole, self._ground = told, whole, ground
        self.matters = [NOTHING]
        self.matter = np.zeros(len(told), dtype=np.int32)
        self._of_term = chance.integers(1 << 63, size=len(told.vocabulary), dtype=np.uint64)
        self._of_stance = chance.integers(1 << 63, size=3 + 2 * len(STANCES), dtype=np.uint64)  # the last is WHOLE
        self._at: dict[int, int] = {}

    def take(self, tellings: Ints, row: Ints, terms: Ints) -> None:
        """The terms of matters of some tellings."""
        sums, stood = _sums(row, self._of_term[terms], len(tellings)), self._stood(tellings)
        sums += self._of_stance[stood]
        having = np.flatnonzero(np.bincount(row, minlength=len(tellings)))
        ends = np.searchsorted(row, having, side="right")
        marks, first, which = np.unique(sums[having], return_index=True, return_inverse=True)
        number = np.empty(len(marks), dtype=np.int32)
        for n, (mark, at) in enumerate(zip(marks.tolist(), first.tolist(), strict=True)):
            if mark not in self._at:
                self._at[mark] = len(self.matters)
                some = terms[np.searchsorted(row, having[at]) : ends[at]]
                self.matters.append(self._matters(some.tolist(), int(stood[having[at]])))
            number[n] = self._at[mark]
        self.matter[tellings[having]] = number[which]

    def _matters(self, codes: Sequence[int], stood: int) -> Matters:
        terms = [self._told.vocabulary[x] for x in codes]
        names, moods = (frozenset(x for x in terms if x[0] == sign) for sign in "!^")
        if stood == WHOLE:
            return Matters(names, moods, False)
        stance = "" if stood // 2 == len(STANCES) else STANCES[stood // 2]
        return under(Matters(names, moods, True), f"{stance} turned" if stood % 2 else stance)

    def _stood(self, tellings: Ints) -> Ints:
        """How who tells the whole stands to the part, as twice a stance, none as to what is claimed; one more where the whole is
        turned as the part is not. Else it is denied or asked for, and only what is told alike may be one claim with it."""
        whole = self._whole[tellings]
        rows = self._ground.rows[self._told.said[whole]]
        claimed = np.array([x in CLAIMED for x in STANCES], dtype=np.bool_)
        stances = np.append(self._ground.spoken.stance, np.int8(STANCES.index("asserts")))[rows].astype(np.int64)
        stances[claimed[stances]] = len(STANCES)
        turned = self._told.negated[tellings] != self._told.negated[whole]
        return np.where(whole == tellings, WHOLE, 2 * stances + turned)


WHOLE = -1  # how a telling stands that is no part


def _grouped(told: Tellings, of: _Comparable, people: Settled[DecidedPair]) -> tuple[Ints, Ints, Flags]:
    """Tellings of the same terms together: where each group begins, the tellings, and which say too little (decided on)."""
    kept = np.flatnonzero(of.enough)
    one, two = of.marks
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

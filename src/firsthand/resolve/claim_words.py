"""Words of two tellings held against each other by what each means there: "resurgence" for "revival", "soldiers" for "troops".

A mean over a sentence is drawn to its topic, which all texts of a story share. So each word looks for its like in the other
telling, and words that the two texts use throughout count little. Pairs are looked at many at once; what is found of one hangs
on no other: sums are made pair by pair, in the order of its words, of numbers that come out alike on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from firsthand.lang.sentence_vectors import PACKED, WORD_PACKED, WORD_SIZE, unit, unpack_words, wide
from firsthand.model.arrays import spread
from firsthand.model.readings import Telling
from firsthand.model.tellings import Chosen

NONE = {"meant": 0.0, "own": 0.0, "covered": 0.0, "run": 0.0}
NUMBERS = 1 << 20  # of words, see read/tellings.py
FILLING = np.float32(-4)  # what is added where there is no word: less than any cosine
LIKE = 0.3  # cosine from which one word counts as another's like
OPPOSED = 0.55  # from which a word is the one that is negated in the other telling
CELLS = (
    40_000  # words times words of pairs that are looked at at a time: with more, new memory costs as much as the work
)
AT_ONCE = 10_000  # tellings, or texts, whose words are gone through together

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """The words of some tellings: a row each, filled up to the longest."""

    numbers: NDArray[np.int32]
    there: Flags  # what is no filling
    rows: Floats  # of -3 to 3, and 0
    lengths: Floats  # of the rows; 1 of fillings
    rare: Doubles  # a weight each: how few words of the record are it
    own: Doubles  # the same weight, less where the two texts use the word throughout


class Words:
    """Those of all nodes, unpacked as they are asked for."""

    def __init__(self, tellings: Chosen | Sequence[Telling], many: int | None = None) -> None:
        """Those behind the first `many` are parts of others, and count nothing."""
        self._tellings = tellings if isinstance(tellings, Chosen) else Chosen.all(tellings)
        self._many = (np.maximum(0, self._tellings.sizes() - PACKED) // WORD_PACKED).astype(np.int32)
        self._wholes = len(self._tellings) if many is None else many
        self._times = np.zeros(NUMBERS, dtype=np.int32)  # how often each word is in the record
        order = np.argsort(self._tellings.article[: self._wholes], kind="stable")
        self._texts = Texts(
            self._tellings.article[order], map(self._counted, np.split(order, range(AT_ONCE, len(order), AT_ONCE)))
        )

    def _counted(self, nodes: Ints) -> tuple[Ints, NDArray[np.uint32]]:
        """How many words some tellings have, and the words, which are counted once and for all."""
        many = self._many[nodes].astype(np.int64)
        rows = [
            self._tellings.vector(n, PACKED, PACKED + 4 * k) for n, k in zip(nodes.tolist(), many.tolist(), strict=True)
        ]
        words = np.frombuffer(b"".join(rows), dtype="<u4") >> np.uint32(1)
        self._times += np.bincount(words, minlength=NUMBERS).astype(np.int32)
        return many, words

    def alike(self, i: int, j: int) -> dict[str, float]:
        """`meant`: how much is said alike, in rare words, as a logarithm; `own`: the same in words that are not all over the
        two texts; `covered`: the share of one telling's such words that have a like in the other, of the better covered;
        `run`: words in a row that both have, as a logarithm."""
        return {name: float(found[0]) for name, found in self.all_alike(np.array([i]), np.array([j])).items()}

    def all_alike(self, i: Ints, j: Ints) -> dict[str, Doubles]:
        """The same of many pairs."""
        out = {name: np.zeros(len(i)) for name in NONE}
        for some in self._batches(i, j):
            one, other = self._table(i[some], j[some]), self._table(j[some], i[some])
            for name, found in _likened(one, other).items():
                out[name][some] = found
        return out

    def opposed(self, i: int, j: int) -> bool:
        """Of two, one of which is negated: whether what is negated in one is said in the other; so too if nobody can tell."""
        (one, a), (other, b) = _unpacked(self._tellings.vector(i)), _unpacked(self._tellings.vector(j))
        if not ((one & 1).any() or (other & 1).any()):
            return True
        return _turned(one, a, other, b) or _turned(other, b, one, a)

    def _batches(self, i: Ints, j: Ints) -> Iterator[Ints]:
        """Pairs whose tellings have words, those of like size together."""
        a, b = self._many[i], self._many[j]
        longest = np.maximum(a, b)
        order = np.argsort(longest, kind="stable")
        order = order[np.minimum(a, b)[order] > 0]
        start = 0
        while start < len(order):
            end = min(len(order), start + max(1, CELLS // int(longest[order[start]]) ** 2))
            while end - start > 1 and (end - start) * int(longest[order[end - 1]]) ** 2 > 2 * CELLS:
                end = start + (end - start) // 2
            yield order[start:end]
            start = end

    def _table(self, of: Ints, beside: Ints) -> Table:
        many = self._many[of].astype(np.int64)
        packed = [self._tellings.vector(n, PACKED) for n in of.tolist()]
        places = np.arange(int(many.max()))
        there = places < many[:, None]
        numbers = np.full(there.shape, -1, dtype=np.int32)
        own_words = b"".join([row[: 4 * k] for row, k in zip(packed, many.tolist(), strict=True)])
        numbers[there] = which = np.frombuffer(own_words, dtype="<u4") >> np.uint32(1)
        packed = [row[4 * k :] for row, k in zip(packed, many.tolist(), strict=True)]
        rows = np.zeros((*there.shape, WORD_SIZE), dtype=np.float32)
        rows[there] = words = wide(b"".join(packed), WORD_SIZE)
        lengths = np.ones(there.shape, dtype=np.float32)
        lengths[there] = np.sqrt(np.einsum("ij,ij->i", words, words, dtype=np.float32))
        rare, own = np.zeros(there.shape), np.zeros(there.shape)
        rare[there] = often = np.log1p(self._wholes / np.maximum(1, self._times[which]))
        text, other = self._tellings.article[of], self._tellings.article[beside]
        size = np.repeat(self._texts.told(text) + self._texts.told(other), many)
        used = 1 + self._texts.used(np.repeat(text, many), which) + self._texts.used(np.repeat(other, many), which)
        own[there] = often * np.log1p(size / used)
        return Table(numbers, there, rows, lengths, rare, own)


class Texts:
    """How often each text uses each word, as its tellings do that are no parts of others."""

    def __init__(self, articles: NDArray[np.int32], tellings: Iterable[tuple[Ints, NDArray[np.uint32]]]) -> None:
        """`articles` of tellings, sorted; `tellings` how many words some of them have in that order, and the words."""
        last = int(articles.max(initial=-1)) + 1
        self._told = np.bincount(articles, minlength=last)  # tellings of each text
        numbers, times = [np.empty(0, dtype=np.uint32)], [np.empty(0, dtype=np.uint16)]
        sizes, start = np.zeros(last, dtype=np.int64), 0
        left = np.empty(0, dtype=np.int64)  # a text's words that may go on in the next tellings
        for many, words in tellings:
            keys = np.repeat(articles[start : start + len(many)].astype(np.int64), many) * NUMBERS + words
            start += len(many)
            keys = np.sort(np.concatenate([left, keys]))
            done = (
                len(keys)
                if start == len(articles)
                else int(np.searchsorted(keys, articles[start].astype(np.int64) * NUMBERS))
            )
            keys, left = keys[:done], keys[done:]
            begins = np.flatnonzero(np.diff(keys, prepend=-1))
            numbers.append((keys[begins] % NUMBERS).astype(np.uint32))
            times.append(np.diff(np.append(begins, len(keys))).astype(np.uint16))
            sizes += np.bincount(keys[begins] // NUMBERS, minlength=last)
        self._numbers, self._times = np.concatenate(numbers), np.concatenate(times)
        self._first = np.concatenate([[0], np.cumsum(sizes)])

    def told(self, texts: NDArray[np.int32]) -> Ints:
        """How many tellings each has."""
        many: Ints = self._told[texts]
        return many

    def used(self, texts: NDArray[np.int32], words: NDArray[np.uint32]) -> Ints:
        """How often each text uses a word."""
        some, at = np.unique(texts, return_inverse=True)
        sizes = self._first[some + 1] - self._first[some]
        held = spread(self._first[some], sizes)
        keys = np.repeat(np.arange(len(some)) * NUMBERS, sizes) + self._numbers[held]
        if not len(keys):
            return np.zeros(len(texts), dtype=np.int64)
        asked = at * NUMBERS + words.astype(np.int64)
        found = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
        return np.where(keys[found] == asked, self._times[held[found]].astype(np.int64), 0)


@lru_cache(maxsize=2000)
def _unpacked(packed: bytes) -> tuple[NDArray[np.uint32], Floats]:
    numbers, rows = unpack_words(packed)
    return numbers, unit(rows)


def _likened(a: Table, b: Table) -> dict[str, Doubles]:
    near = np.matmul(a.rows, b.rows.transpose(0, 2, 1))  # whole numbers
    near /= a.lengths[:, :, None] * b.lengths[:, None, :]
    near += np.where(a.there, 0, FILLING)[:, :, None]
    near += np.where(b.there, 0, FILLING)[:, None, :]
    mine, theirs = near.max(axis=2), near.max(axis=1)
    pair, x, y = _cells(near > LIKE)
    best = near[pair, x, y]
    kept = (best >= mine[pair, x]) & (best >= theirs[pair, y])
    pair, x, y = pair[kept], x[kept], y[kept]
    gain = best[kept].astype(np.float64) - LIKE
    return {
        "meant": np.log1p(_summed(pair, np.minimum(a.rare[pair, x], b.rare[pair, y]) * gain, len(near))),
        "own": np.log1p(_summed(pair, np.minimum(a.own[pair, x], b.own[pair, y]) * gain, len(near))),
        "covered": np.maximum(_covered(a, mine), _covered(b, theirs)),
        "run": np.log1p(_runs(a, b)),
    }


def _cells(which: Flags) -> tuple[Ints, Ints, Ints]:
    """Where cells of pairs are true, in order: faster than `np.nonzero` of three sides."""
    at = np.flatnonzero(which)
    rest, y = np.divmod(at, which.shape[2])
    pair, x = np.divmod(rest, which.shape[1])
    return pair, x, y


def _summed(pair: Ints, what: Doubles, many: int) -> Doubles:
    """By pair, one after the other: what is added up is not parted by how many pairs are looked at together."""
    return np.asarray(np.bincount(pair, weights=what, minlength=many), dtype=np.float64)


def _covered(of: Table, best: Floats) -> Doubles:
    pair, x = np.nonzero(of.there)
    own = of.own[pair, x]
    many = len(best)
    return np.asarray(_summed(pair, best[pair, x] * own, many) / _summed(pair, own, many))


def _runs(a: Table, b: Table) -> Ints:
    """Of each pair the longest diagonal of equal words."""
    pair, x, y = _cells(a.numbers[:, :, None] == np.where(b.there, b.numbers, -2)[:, None, :])
    way = x - y
    side = 2 * max(a.there.shape[1], b.there.shape[1])
    order = np.argsort((pair * side + way) * side + x, kind="stable")
    pair, x, way = pair[order], x[order], way[order]
    new = np.flatnonzero((np.diff(pair) != 0) | (np.diff(way) != 0) | (np.diff(x) != 1)) + 1
    edges = np.concatenate([[0], new, [len(pair)]])
    longest = np.zeros(len(a.numbers), dtype=np.int64)
    if len(pair):
        np.maximum.at(longest, pair[edges[:-1]], np.diff(edges))
    return longest


def _turned(numbers: NDArray[np.uint32], rows: Floats, other: NDArray[np.uint32], other_rows: Floats) -> bool:
    """Whether a word negated in the first is said in the second."""
    which, negated = other >> 1, (other & 1).astype(bool)
    for number, row in zip(numbers[numbers & 1 == 1] >> 1, rows[numbers & 1 == 1], strict=True):
        if bool((which[negated] == number).any()):
            continue
        if bool((which[~negated] == number).any()) or float((other_rows[~negated] @ row).max(initial=0)) >= OPPOSED:
            return True
    return False

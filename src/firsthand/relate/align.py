"""Where two texts share words: seeds of four words, grown to runs, chained to passages. A pure function of the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from firsthand.relate.words import Codes, Places, Words

SEED = 4  # words
COMMON = 24  # a seed that stands more often than this in one text says nothing of where the copy is
GAP = 12  # words changed between two runs of one passage; more, and it is two passages
PASSAGE = 12  # equal words; fewer are a phrase that anyone may use
OPEN = 4  # passages that a run may continue: a stray phrase between two runs does not part them
FACTOR = 0x9E3779B97F4A7C15


class Match(NamedTuple):
    """Equal words in a row: word numbers in both texts. A tuple, since pairs of texts have dozens that are sorted and let go."""

    a: int
    b: int
    length: int


Chain = tuple[Match, ...]  # the runs of one passage, in order in both texts


def align(a: Words, b: Words) -> tuple[Chain, ...]:
    """The passages two texts share, in the order of the first; moved paragraphs are found too.

    Between the runs of a passage stand at most GAP changed words in either text. No word is in two passages.
    """
    found = runs(a, b)
    if sum([length for _, _, length in found]) < PASSAGE:
        return ()
    chains = chained(tile(found, len(a), len(b)), a.blocks, b.blocks)
    return tuple([c for c in chains if sum([length for _, _, length in c]) >= PASSAGE])


def runs(a: Words, b: Words) -> list[tuple[int, int, int]]:
    """Every longest stretch of equal words that holds a seed, over all diagonals, as `Match` has it."""
    i, j = _common_seeds(a, b)
    if not len(i):
        return []
    width = len(a) + 2  # no word of the first is the last word's next but one, so that no two diagonals touch
    keys = (i - j) * width + i
    keys.sort()  # by diagonal, then by word
    begins = np.empty(len(keys), dtype=np.bool_)
    begins[0] = True
    np.not_equal(keys[1:] - keys[:-1], 1, out=begins[1:])
    first = begins.nonzero()[0]
    of_a, lengths = keys[first] % width, np.empty(len(first), dtype=np.int64)
    lengths[:-1], lengths[-1] = first[1:] - first[:-1], len(keys) - first[-1]
    of_b = of_a - keys[first] // width
    return list(zip(of_a.tolist(), of_b.tolist(), (lengths + (SEED - 1)).tolist(), strict=True))


def tile(found: Iterable[tuple[int, int, int]], words_a: int, words_b: int) -> list[Match]:
    """The longest runs first, each without the words that a longer one took. After Wise 1993, greedy string tiling."""
    used_a, used_b = bytearray(words_a), bytearray(words_b)
    kept: list[Match] = []
    for a, b, length in sorted(sorted(found), key=_length, reverse=True):
        if used_a.find(1, a, a + length) < 0 and used_b.find(1, b, b + length) < 0:
            pieces: Iterable[Match] = (Match(a, b, length),)
        elif used_a.find(0, a, a + length) < 0 or used_b.find(0, b, b + length) < 0:
            continue
        else:
            pieces = _free(Match(a, b, length), used_a, used_b)
        for piece in pieces:
            at_a, at_b, many = piece
            used_a[at_a : at_a + many] = used_b[at_b : at_b + many] = b"\1" * many
            kept.append(piece)
    return sorted(kept)


_length = itemgetter(2)


def chained(found: Sequence[Match], a: Places, b: Places) -> list[Chain]:
    """Runs that follow each other closely in both texts, with nothing foreign between, made one passage."""
    chains: list[list[Match]] = []
    for match in found:
        at, at_b, _ = match
        near = [
            c for c in chains[-OPEN:]
            if at - c[-1][0] - c[-1][2] <= GAP and at_b - c[-1][1] - c[-1][2] <= GAP and _follows(c[-1], match, a, b)
        ]  # fmt: skip
        if near:
            min(near, key=lambda c: _gap(c[-1], match)).append(match)
        else:
            chains.append([match])
    return [tuple(c) for c in chains]


def _seeds(words: Words) -> tuple[Codes, Places]:
    """The hash of every four words in a row within one block, and where each begins."""
    n = len(words) - SEED + 1
    if n <= 0:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    total = np.zeros(n, dtype=np.uint64)
    for i in range(SEED):
        total = total * np.uint64(FACTOR) + words.codes[i : i + n]
    if words.blocks[0] == words.blocks[-1]:
        return total, np.arange(n)
    whole = np.flatnonzero(words.blocks[:n] == words.blocks[SEED - 1 :])
    return total[whole], whole


@lru_cache(maxsize=512)  # one article is compared with many
def _sorted_seeds(words: Words) -> tuple[Codes, Places]:
    """The same by hash; of equal ones the first first."""
    seeds, at = _seeds(words)
    order = np.argsort(seeds, kind="stable")
    return seeds[order], at[order]


def _common_seeds(a: Words, b: Words) -> tuple[Places, Places]:
    """Word numbers of every pair of equal seeds, those that stand too often in either text left out."""
    sorted_a, at_a = _sorted_seeds(a)
    sorted_b, at_b = _sorted_seeds(b)
    if not len(sorted_a) or not len(sorted_b):
        return at_a[:0], at_b[:0]
    found = sorted_b.searchsorted(sorted_a, "left")
    hit = (sorted_b[np.minimum(found, len(sorted_b) - 1)] == sorted_a).nonzero()[0]
    if not len(hit):
        return hit, hit
    low, seeds = found[hit], sorted_a[hit]
    times = sorted_b.searchsorted(seeds, "right") - low
    often = seeds.searchsorted(seeds, "right") - seeds.searchsorted(seeds, "left")
    rare = (times <= COMMON) & (often <= COMMON)
    hit, low, times = hit[rare], low[rare], times[rare]
    ends = times.cumsum()
    within = np.arange(int(ends[-1]) if len(ends) else 0) - (ends - times).repeat(times)
    return at_a[hit.repeat(times)], at_b[low.repeat(times) + within]


def _free(match: Match, used_a: bytearray, used_b: bytearray) -> Iterable[Match]:
    """The stretches of a run, of a seed's length at least, that no other run has taken in either text."""
    start = None
    for k in range(match.length + 1):
        free = k < match.length and not used_a[match.a + k] and not used_b[match.b + k]
        if free and start is None:
            start = k
        elif not free and start is not None:
            if k - start >= SEED:
                yield Match(match.a + start, match.b + start, k - start)
            start = None


def _follows(last: Match, match: Match, a: Places, b: Places) -> bool:
    gap_a, gap_b = match.a - last.a - last.length, match.b - last.b - last.length
    near = 0 <= gap_a <= GAP and 0 <= gap_b <= GAP
    return near and bool(a[last.a] == a[match.a] and b[last.b] == b[match.b])


def _gap(last: Match, match: Match) -> int:
    return match.a - last.a - last.length + abs(match.b - last.b - last.length)

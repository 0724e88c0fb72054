"""Where two texts share words: seeds of four words, grown to runs, chained to passages. A pure function of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from firsthand.relate.words import Word

SEED = 4  # words
COMMON = 24  # a seed that stands more often than this in one text says nothing of where the copy is
GAP = 12  # words changed between two runs of one passage; more, and it is two passages
PASSAGE = 12  # equal words; fewer are a phrase that anyone may use


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Equal words in a row: word numbers in both texts."""

    a: int
    b: int
    length: int


Chain = tuple[Match, ...]  # the runs of one passage, in order in both texts


def align(a: Sequence[Word], b: Sequence[Word]) -> tuple[Chain, ...]:
    """The passages two texts share, in the order of the first; moved paragraphs are found too.

    Between the runs of a passage stand at most GAP changed words in either text. No word is in two passages.
    """
    chains = chained(tile(runs(a, b), len(a), len(b)), a, b)
    return tuple(c for c in chains if sum(m.length for m in c) >= PASSAGE)


def runs(a: Sequence[Word], b: Sequence[Word]) -> list[Match]:
    """Every longest stretch of equal words that holds a seed, over all diagonals."""
    places = _seeds(b)
    diagonals: dict[int, list[int]] = defaultdict(list)
    for seed, at in _seeds(a).items():
        there = places.get(seed, ())
        if len(at) <= COMMON and len(there) <= COMMON:
            for i in at:
                for j in there:
                    diagonals[i - j].append(i)
    return [Match(i, i - d, n) for d, starts in diagonals.items() for i, n in _stretches(sorted(starts))]


def tile(found: Iterable[Match], words_a: int, words_b: int) -> list[Match]:
    """The longest runs first, each without the words that a longer one took. After Wise 1993, greedy string tiling."""
    used_a, used_b = bytearray(words_a), bytearray(words_b)
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (-m.length, m.a, m.b)):
        for piece in _free(match, used_a, used_b):
            used_a[piece.a : piece.a + piece.length] = b"\1" * piece.length
            used_b[piece.b : piece.b + piece.length] = b"\1" * piece.length
            kept.append(piece)
    return sorted(kept)


def chained(found: Sequence[Match], a: Sequence[Word], b: Sequence[Word]) -> list[Chain]:
    """Runs that follow each other closely in both texts, with nothing foreign between, made one passage."""
    chains: list[list[Match]] = []
    for match in found:
        last = chains[-1][-1] if chains else None
        if last and _follows(last, match) and _same_block(a, last.a, match.a) and _same_block(b, last.b, match.b):
            chains[-1].append(match)
        else:
            chains.append([match])
    return [tuple(c) for c in chains]


def _seeds(words: Sequence[Word]) -> dict[tuple[str, ...], list[int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(words) - SEED + 1):
        if words[i].block == words[i + SEED - 1].block:
            places[tuple(w.text for w in words[i : i + SEED])].append(i)
    return places


def _stretches(starts: list[int]) -> Iterable[tuple[int, int]]:
    """Seeds that overlap by all but one word, made one: (first word, words)."""
    first = last = starts[0]
    for start in starts[1:]:
        if start > last + 1:
            yield first, last - first + SEED
            first = start
        last = start
    yield first, last - first + SEED


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


def _follows(last: Match, match: Match) -> bool:
    gap_a, gap_b = match.a - last.a - last.length, match.b - last.b - last.length
    return 0 <= gap_a <= GAP and 0 <= gap_b <= GAP


def _same_block(words: Sequence[Word], i: int, j: int) -> bool:
    return words[i].block == words[j].block

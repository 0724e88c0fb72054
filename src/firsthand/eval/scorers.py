"""How well attributions were read: the measures, pure. Words decide, never punctuation.

A role is the set of words that its spans touch. Attributions are paired one to one by an optimal assignment on
Dice(content) + Dice(cue) / 4 + Dice(source) / 4 where the contents share a word. A pair says *who said what* rightly
if the contents' Dice is at least one half and the sources share a word, or are both empty. Span measures after Pareti 2015
and Johansson and Moschitti 2010 (soft = proportional overlap).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from firsthand.model.spans import Spans

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
Words = frozenset[int]
# matches "U.S", "well-known", "don’t" as one word each; never punctuation alone
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution's places in a text."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one measure, each 0 to 1."""

    hits_of_read: float
    hits_of_gold: float
    read: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hits_of_read / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.hits_of_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """Counts over many texts; `add` one text at a time, in any order."""

    counts: dict[str, list[float]] = field(default_factory=dict)

    def add(self, text: str, gold: Sequence[Relation], read: Sequence[Relation]) -> None:
        """Count one text."""
        owner = _owners(text)
        ours = [_words(owner, r) for r in read if r.content]
        theirs = [_words(owner, r) for r in gold]
        for role in ROLES:
            self._spans(role, [w[role] for w in theirs if w[role]], [w[role] for w in ours if w[role]])
        pairs = _matches(theirs, ours)
        for name, hits in (("rel_exact", sum(p.exact for p in pairs)), ("who_what", sum(p.who_what for p in pairs))):
            self._count(name, hits, hits, len(ours), len(theirs))

    def scores(self) -> dict[str, Score]:
        """Each measure by name: who_what, rel_exact, then ROLE exact and ROLE soft."""
        return {name: Score(c[0], c[1], int(c[2]), int(c[3])) for name, c in sorted(self.counts.items())}

    def _spans(self, role: Role, gold: list[Words], read: list[Words]) -> None:
        all_gold, all_read = frozenset().union(*gold), frozenset().union(*read)
        exact = sum((Counter(gold) & Counter(read)).values())
        self._count(f"{role} exact", exact, exact, len(read), len(gold))
        soft_read = sum(len(w & all_gold) / len(w) for w in read)
        soft_gold = sum(len(w & all_read) / len(w) for w in gold)
        self._count(f"{role} soft", soft_read, soft_gold, len(read), len(gold))

    def _count(self, name: str, *values: float) -> None:
        held = self.counts.setdefault(name, [0.0, 0.0, 0.0, 0.0])
        for n, value in enumerate(values):
            held[n] += value


@dataclass(frozen=True, slots=True)
class Match:
    """A gold attribution and the reading it was paired with, by their places in the rows given."""

    gold: int
    read: int
    who_what: bool  # the contents at least half alike, the sources share a word or are both empty
    exact: bool  # all three roles word for word
    content: float  # Dice of the two contents


def matches(text: str, gold: Sequence[Relation], read: Sequence[Relation]) -> list[Match]:
    """The best one-to-one pairing of one text's attributions; readings without a content are never paired."""
    owner = _owners(text)
    return _matches([_words(owner, r) for r in gold], [_words(owner, r) for r in read])


def toucher(text: str) -> Callable[[Spans], Words]:
    """A function from places to the words of this text that they touch, by number."""
    owner = _owners(text)
    return lambda spans: _touched(owner, spans)


def dice(a: Words, b: Words) -> float:
    """How alike two sets of words are, 0 to 1; two empty ones are alike."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _matches(gold: Sequence[dict[Role, Words]], read: Sequence[dict[Role, Words]]) -> list[Match]:
    weights = [[_likeness(g, r) for r in read] for g in gold]
    found = []
    for i, j in assign(weights):
        if weights[i][j] > 0:
            source, cue, content = (dice(gold[i][role], read[j][role]) for role in ROLES)
            found.append(Match(i, j, content >= 0.5 and source > 0, min(source, cue, content) == 1.0, content))
    return found


def assign(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each used once, of the greatest total weight: shortest augmenting paths with potentials."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    size = max(rows, columns)
    cost = [[-weights[i][j] if i < rows and j < columns else 0.0 for j in range(size)] for i in range(size)]
    of_row, of_column, owner = [0.0] * size, [0.0] * (size + 1), [-1] * (size + 1)
    for row in range(size):
        _augment(cost, row, of_row, of_column, owner)
    return sorted((owner[j], j) for j in range(columns) if 0 <= owner[j] < rows)


def _augment(cost: list[list[float]], row: int, of_row: list[float], of_column: list[float], owner: list[int]) -> None:
    size = len(cost)
    owner[size], at = row, size  # the extra column starts the path
    least, came, seen = [float("inf")] * size, [size] * size, [False] * (size + 1)
    while owner[at] >= 0:
        seen[at] = True
        i, best, following = owner[at], float("inf"), size
        for j in range(size):
            if not seen[j]:
                reduced = cost[i][j] - of_row[i] - of_column[j]
                if reduced < least[j]:
                    least[j], came[j] = reduced, at
                if least[j] < best:
                    best, following = least[j], j
        for j in range(size + 1):
            if seen[j]:
                of_row[owner[j]] += best
                of_column[j] -= best
            elif j < size:
                least[j] -= best
        at = following
    while at != size:
        owner[at] = owner[came[at]]
        at = came[at]
    owner[size] = -1


def _likeness(g: dict[Role, Words], r: dict[Role, Words]) -> float:
    if not g["content"] & r["content"]:
        return 0.0
    return dice(g["content"], r["content"]) + (dice(g["cue"], r["cue"]) + dice(g["source"], r["source"])) / 4


def _owners(text: str) -> list[int]:
    owner = [-1] * len(text)
    for n, match in enumerate(WORD.finditer(text)):
        owner[match.start() : match.end()] = [n] * (match.end() - match.start())
    return owner


def _words(owner: list[int], relation: Relation) -> dict[Role, Words]:
    return {role: _touched(owner, spans) for role, spans in _roles(relation)}


def _roles(r: Relation) -> Iterable[tuple[Role, Spans]]:
    return (("source", r.source), ("cue", r.cue), ("content", r.content))


def _touched(owner: list[int], spans: Spans) -> Words:
    return frozenset(n for s in spans for n in owner[s.start : s.end] if n >= 0)

"""What differs between the words of two passages, place by place: the words that both have are found, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz.distance import Indel

from firsthand.model.slots import quick
from firsthand.model.spans import Span
from firsthand.trace.compare_lines import fold

# words stand first, for most are
TOKEN = re.compile(r"[^\W\d_]+(?:[.’'-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[$€£%]")
LARGEST = 8  # words changed at one place; more, and the passage was written anew there
HOLDS = 2  # words after a change that both have: one may stand there by chance


@quick
@dataclass(frozen=True, slots=True)
class Edit:
    """One place where two copies differ: what stands there in each; empty where words were left out."""

    a: Span
    b: Span


def edits(text_a: str, a: Span, text_b: str, b: Span) -> Iterator[Edit]:
    """Every place where the words of two passages differ."""
    if a.of(text_a) == b.of(text_b):
        return
    lead, rest = _alike_at_rims(a.of(text_a), b.of(text_b))
    (words_a, own_a), (words_b, own_b) = _words(text_a, a, lead, rest), _words(text_b, b, lead, rest)
    plain_a, plain_b = list(map(fold, words_a)), list(map(fold, words_b))
    first = begins(plain_a, plain_b)
    if rest and first > min(own_a, own_b):  # what is left out is also what stands at the end
        (words_a, _), (words_b, _) = _words(text_a, a, lead, 0), _words(text_b, b, lead, 0)
        plain_a, plain_b = list(map(fold, words_a)), list(map(fold, words_b))
        first = begins(plain_a, plain_b)
    last = begins(plain_a[first:][::-1], plain_b[first:][::-1])
    codes = _codes(plain_a[first : len(plain_a) - last], plain_b[first : len(plain_b) - last])
    one, two = _Places(text_a, a, lead, words_a), _Places(text_b, b, lead, words_b)
    for n, (equal, i, j, k, m) in enumerate(codes):
        if not equal and j - i <= LARGEST and m - k <= LARGEST and _held_by(codes, n, last):
            yield Edit(one.span(first + i, first + j), two.span(first + k, first + m))


Code = tuple[bool, int, int, int, int]  # whether equal; from where to where in both


def _codes(a: Sequence[str], b: Sequence[str]) -> list[Code]:
    """What is equal and what is not, in turn, so that as many words as can be are equal."""
    if not set(a).isdisjoint(b):
        blocks = [(m.a, m.b, m.size) for m in Indel.editops(a, b).as_matching_blocks()]
    else:
        blocks = [(len(a), len(b), 0)]
    codes: list[Code] = []
    at_a = at_b = 0
    for i, j, size in blocks:  # the last is empty, at the ends of both
        if i > at_a or j > at_b:
            codes.append((False, at_a, i, at_b, j))
        at_a, at_b = i + size, j + size
        if size:
            codes.append((True, i, at_a, j, at_b))
    return codes


def _held_by(codes: Sequence[Code], n: int, last: int) -> bool:
    """Whether what stands after a change is the same for some words, or to the end: else the texts part here for good."""
    after = next((j - i for equal, i, j, _, _ in codes[n + 1 : n + 2] if equal), 0)
    if n + 1 == len(codes):
        after = last
    elif n + 2 == len(codes):
        after += last
    ends = n + 1 == len(codes) and last == 0
    return ends or after >= HOLDS


def _words(text: str, passage: Span, lead: int, rest: int) -> tuple[list[str], int]:
    """Those of a passage without so many characters at its rims, which the other has too; then HOLDS of those at its end.

    How many of them are all own is told beside.
    """
    start, end = passage.start + lead, passage.end - rest
    found = TOKEN.findall(text, start, end)
    own = len(found)
    if rest:
        found += [m.group() for m in islice(TOKEN.finditer(text, end, passage.end), HOLDS)]
    return found, own


class _Places:
    """Where the words of a passage stand. They are looked for in order, as far as anybody asks: none is left out."""

    def __init__(self, text: str, passage: Span, lead: int, words: Sequence[str]) -> None:
        self._text, self._words, self._end = text, words, passage.end
        self._starts, self._at = list[int](), passage.start + lead

    def span(self, first: int, last: int) -> Span:
        """From one word to another; empty where the next one stands, or at the passage's end."""
        if first < last:
            return Span(self._start(first), self._start(last - 1) + len(self._words[last - 1]))
        at = self._start(first) if first < len(self._words) else self._end
        return Span(at, at)

    def _start(self, n: int) -> int:
        starts, text, at = self._starts, self._text, self._at
        for word in self._words[len(starts) : n + 1]:
            start = text.index(word, at)
            starts.append(start)
            at = start + len(word)
        self._at = at
        return starts[n]


def _alike_at_rims(a: str, b: str) -> tuple[int, int]:
    """Characters that two passages begin and end with alike; no word runs over where they end and begin."""
    lead = begins(a, b)
    lead = max(a.rfind(" ", 0, lead), a.rfind("\n", 0, lead)) + 1
    rest = begins(a[lead:][::-1], b[lead:][::-1])
    at = a.find(" ", len(a) - rest) if rest else -1
    return lead, len(a) - at if at >= 0 else 0


def begins(a: Sequence[str], b: Sequence[str]) -> int:
    """How many characters two strings begin with alike, or how many words two lists."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low

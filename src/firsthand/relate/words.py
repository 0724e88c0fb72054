"""The words that copies are compared by: an article's prose as codes, lower case, digits masked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.model.articles import Article
from firsthand.model.slots import quick
from firsthand.model.spans import Span

WORD = re.compile(r"\w+")  # what a word is; `_scan` finds the same without a loop
KNOWN = 0x3000  # characters below have a line in the tables: all alphabets; ideographs are asked for one by one
BASE = 0x9E3779B97F4A7C15
MIX = np.uint64(0xD6E8FEB86659FD93)

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@quick
@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text, in order: each with what is compared, and where it stands."""

    text: str
    codes: Codes  # a code a word; every run of digits counts as a single 0: an updated tally still matches
    starts: Places
    ends: Places
    figures: Flags  # whether there is a digit in it
    blocks: Places  # words of different blocks have something else between them that is no prose
    parts: Places  # the number of the paragraph

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, first: int, last: int) -> Span:
        """From one word to another, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))

    def written(self, n: int) -> str:
        return self.text[self.starts[n] : self.ends[n]]


@quick
@dataclass(frozen=True, slots=True)
class _Characters:
    """What is to be known of each character of a text."""

    letter: Flags  # what \\w matches
    digit: Flags
    lower: Codes


def prose_words(article: Article) -> Words:
    return words_of(article.text, tuple(p.span for p in article.prose))


def prose_codes(article: Article) -> Codes:
    """The codes alone: all that fingerprints need."""
    return _scan(article.text, tuple(p.span for p in article.prose))[0]


def codes_of(words: list[str]) -> Codes:
    """The codes of single words."""
    return _scan(text := " ".join(words), (Span(0, len(text)),))[0]


@lru_cache(maxsize=512)  # one article is compared with many
def words_of(text: str, spans: tuple[Span, ...]) -> Words:
    """The words in these stretches of a text, in order."""
    codes, starts, ends, figures = _scan(text, spans)
    block, end, blocks = 0, 0, []
    for span in spans:
        block += bool(text[end : span.start].strip())
        end = span.end
        blocks.append(block)
    parts = np.searchsorted([s.start for s in spans], starts, "right") - 1
    return Words(text, codes, starts, ends, figures, np.array(blocks, dtype=np.int64)[parts], parts)


def _scan(text: str, spans: tuple[Span, ...]) -> tuple[Codes, Places, Places, Flags]:
    """Codes, beginnings, ends of the words in these stretches, and which have a digit: as `WORD` finds them, in arrays.

    'Killed' and 'killed' have one code, and so have '102' and '9'. Codes are the same on every machine.
    """
    known = _characters(text)
    inside = np.zeros(len(text) + 2, dtype=bool)  # one at each rim, that is no letter
    for span in spans:
        inside[span.start + 1 : span.end + 1] = known.letter[span.start : span.end]
    edges = np.diff(inside.view(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    cuts = [*{b.start for a, b in pairwise(spans) if a.end == b.start and inside[a.end] and inside[a.end + 1]}]
    if cuts:  # two stretches that touch within a word
        starts, ends = np.sort(np.append(starts, cuts)), np.sort(np.append(ends, cuts))
    if not len(starts):
        return np.empty(0, dtype=np.uint64), starts, ends, np.empty(0, dtype=bool)
    at = np.flatnonzero(inside[1:-1])
    first = np.cumsum(ends - starts) - (ends - starts)  # of each word, among the characters of words
    digits = known.digit[at]
    codes = _codes(known.lower[at], digits, first, ends - starts)
    return codes, starts, ends, np.logical_or.reduceat(digits, first)


def _codes(letters: Codes, digits: Flags, first: Places, lengths: Places) -> Codes:
    nth = np.arange(len(letters)) - np.repeat(first, lengths)
    if digits.any():
        again = digits & np.concatenate(([False], digits[:-1])) & (nth > 0)
        letters = np.where(digits, np.uint64(ord("0")), letters)
        letters[again] = 0  # counts for nothing
        before = np.cumsum(again)
        nth = nth - (before - np.repeat(before[first], lengths))
    codes = np.add.reduceat(letters * _powers(int(nth.max()) + 1)[nth], first)  # modulo 2**64, as meant
    codes ^= codes >> np.uint64(32)
    codes *= MIX
    return np.asarray(codes ^ (codes >> np.uint64(29)))


def _characters(text: str) -> _Characters:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    table = _tables()
    if not len(points) or points.max() < KNOWN:
        return _Characters(table.letter[points], table.digit[points], table.lower[points])
    return _known(text)


@cache
def _tables() -> _Characters:
    return _known(map(chr, range(KNOWN)))


def _known(characters: Iterable[str]) -> _Characters:
    rows = [(c.isalnum() or c == "_", c.isdecimal(), ord(c.lower()[0])) for c in characters]
    letter, digit, lower = zip(*rows, strict=True)
    return _Characters(np.array(letter), np.array(digit), np.array(lower, dtype=np.uint64))


def _powers(many: int) -> Codes:
    return _all_powers(max(64, 1 << many.bit_length()))


@cache
def _all_powers(many: int) -> Codes:
    """BASE to the power of 1, 2, 3 ..., modulo 2**64."""
    return np.cumprod(np.full(many, BASE, dtype=np.uint64), dtype=np.uint64)

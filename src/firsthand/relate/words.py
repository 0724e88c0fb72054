"""The words that copies are compared by: an article's prose as codes, lower case, digits masked."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from firsthand.model.articles import Article
from firsthand.model.spans import Span

WORD = re.compile(r"\w+")
DIGITS = re.compile(r"\d+")
MOST = 1 << 18  # words whose codes are kept in memory: some 40 MB

Codes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The words of a text, in order: each with what is compared, where it stands, and how it was written."""

    codes: Codes  # a code a word; every run of digits counts as a single 0: an updated tally still matches
    starts: Places
    ends: Places
    blocks: Places  # words of different blocks have something else between them that is no prose
    parts: Places  # the number of the paragraph
    written: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def span(self, first: int, last: int) -> Span:
        """From one word to another, both included."""
        return Span(int(self.starts[first]), int(self.ends[last]))


def mask(word: str) -> str:
    """'Killed' gives 'killed'; '102' and '9' give '0'."""
    return DIGITS.sub("0", word.lower())


class _Known(dict[str, int]):
    """The code of each word as written; the same on every machine."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST:
            self.clear()
        raw = mask(word).encode("utf-8", "surrogatepass")
        code = self[word] = int.from_bytes(hashlib.blake2b(raw, digest_size=8).digest(), "little")
        return code


_KNOWN = _Known()


def codes_of(words: list[str]) -> Codes:
    return np.array(list(map(_KNOWN.__getitem__, words)), dtype=np.uint64)


def prose_codes(article: Article) -> Codes:
    """The codes alone: all that fingerprints need, in half the time."""
    found: list[str] = []
    for part in article.prose:
        found += WORD.findall(article.text, part.span.start, part.span.end)
    return codes_of(found)


@lru_cache(maxsize=512)  # one article is compared with many
def words_of(text: str, spans: tuple[Span, ...]) -> Words:
    """The words in these stretches of a text, in order."""
    found: list[str] = []
    counts, blocks = [], []
    block, end = 0, 0
    for span in spans:
        block += bool(text[end : span.start].strip())
        end = span.end
        some = WORD.findall(text, span.start, span.end)
        found += some
        counts.append(len(some))
        blocks.append(block)
    starts, ends = _places(text, spans)
    parts = np.repeat(np.arange(len(spans)), counts)
    return Words(
        codes_of(found), starts, ends, np.repeat(np.array(blocks, dtype=np.int64), counts), parts, tuple(found)
    )


def _places(text: str, spans: tuple[Span, ...]) -> tuple[Places, Places]:
    """Where the words of these stretches begin and end, as WORD finds them, ten times as fast."""
    inside = np.zeros(len(text) + 2, dtype=bool)  # one at each rim, that is no letter
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letters()
    if len(points) and points.max() >= len(letters):
        letter = np.fromiter(map(_is_letter, text), dtype=bool, count=len(text))
    else:
        letter = letters[points]
    for span in spans:
        inside[span.start + 1 : span.end + 1] = letter[span.start : span.end]
    edges = np.diff(inside.astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    cuts = [*{b.start for a, b in pairwise(spans) if a.end == b.start and inside[a.end] and inside[a.end + 1]}]
    if cuts:  # two stretches that touch within a word
        starts, ends = np.sort(np.append(starts, cuts)), np.sort(np.append(ends, cuts))
    return starts, ends


def _is_letter(c: str) -> bool:
    return c.isalnum() or c == "_"


@cache
def _letters() -> npt.NDArray[np.bool_]:
    r"""Which characters of the first plane's living scripts `\w` matches."""
    return np.array([_is_letter(chr(i)) for i in range(0x3000)])


def prose_words(article: Article) -> Words:
    return words_of(article.text, tuple(p.span for p in article.prose))

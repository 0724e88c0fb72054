"""Signs of each line of a text dump: its length, marks and words, its neighbours, and what of it recurs on the page.

Keys tell which lines of a page are of one shape; the page's own template is learnt over them (see line_network).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.line_lists import list_signs
from firsthand.extract.line_look import Line, look
from firsthand.extract.page import Page, once
from firsthand.extract.records import weight

Numbers = NDArray[np.float32]
Keys = NDArray[np.int64]
SET_APART = (31, 71, 141)  # characters: lengths by which lines are set alike
WINDOW = 6  # lines above and below whose words are compared with a line's own


@dataclass(frozen=True, slots=True)
class LineSigns:
    """A row of signs a line, and for each way of being alike the lines' groups."""

    rows: Numbers
    # by shape; by rough shape; by rough shape and what stands above; by first words; by rough shape and what stands below;
    # by how it is set
    keys: tuple[Keys, ...]
    says: tuple[str, ...]  # what each line holds of what heads hold: "by", "date clock"; "" of others


def line_signs(page: Page) -> LineSigns:
    """The signs of a page's lines; there must be one."""
    lines = [look(b.text) for b in page.blocks]
    own = np.array([x.signs for x in lines], dtype=np.float32)
    listed = list_signs([b.text for b in page.blocks])
    rows = np.concatenate([own, _placed(page, lines), _words_around(lines), _recurring(lines), listed], axis=1)
    above, below = ["", *(x.rough for x in lines[:-1])], [*(x.rough for x in lines[1:]), ""]
    ways = (
        [x.shape for x in lines],
        [x.rough for x in lines],
        [f"{a}\n{x.rough}" for a, x in zip(above, lines, strict=True)],
        [x.opening for x in lines],
        [f"{x.rough}\n{b}" for b, x in zip(below, lines, strict=True)],
        _settings(page, lines),
    )
    return LineSigns(rows, tuple(_groups(way) for way in ways), tuple(x.says for x in lines))


def _settings(page: Page, lines: Sequence[Line]) -> list[str]:
    """How each line is set, whatever it says: blank lines above and below, length, whether it ends as a sentence."""
    gaps = _gaps(page)
    out = list[str]()
    for k, (block, line) in enumerate(zip(page.blocks, lines, strict=True)):
        long_ = sum(weight(block.text) >= b for b in SET_APART)
        out.append(f"{min(gaps[k], 4)} {min(gaps[k + 1], 4)} {long_} {line.ended:d} {block.text.isupper():d}")
    return out


@once
def _gaps(page: Page) -> list[int]:
    """How many line ends stand above each line; below the last none are counted."""
    return [0, *(_breaks(page.text, a.span.end, b.span.start) for a, b in pairwise(page.blocks)), 0]


def _groups(keys: Sequence[str]) -> Keys:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(k, len(numbers)) for k in keys], dtype=np.int64)


def _placed(page: Page, lines: Sequence[Line]) -> Numbers:
    """Blank lines around, indentation, the paragraph a line stands in, its place on the page, the page's habits."""
    blocks, text = page.blocks, page.text
    n = len(blocks)
    gap = np.array(_gaps(page), dtype=np.float32)
    indents = np.array([b.span.start - _line_start(text, b.span.start) for b in blocks], dtype=np.float32)
    sizes = np.array([weight(b.text) for b in blocks], dtype=np.float32)
    paragraphs = np.array([b.paragraph for b in blocks], dtype=np.int64)
    _, of, counts = np.unique(paragraphs, return_inverse=True, return_counts=True)
    whole = np.bincount(of, weights=sizes).astype(np.float32)
    first = np.searchsorted(paragraphs, paragraphs)
    place = np.arange(n, dtype=np.float32)
    wide = np.quantile(sizes, 0.9) if n else 1.0
    above = np.concatenate([[0.0], sizes[:-1]])
    open_ = np.array([False, *(not x.ended for x in lines[:-1])])[:n]
    full = (above > 0.75 * wide) & (gap[:-1] == 1) & open_
    columns = [
        np.minimum(gap[:-1], 4) / 2,
        np.minimum(gap[1:], 4) / 2,
        (gap[:-1] > np.median(gap[1:-1]) if n > 2 else gap[:-1] > 9),
        np.minimum(indents, 12) / 6,
        np.log1p(counts[of]) / 3,
        np.log1p(whole[of]) / 6,
        np.minimum(place - first, 5) / 5,
        (place == first),
        full,
        sizes / max(1.0, float(wide)),
        np.log1p(place) / 6,
        np.log1p(place[::-1]) / 6,
        np.full(n, np.log1p(n) / 6),
        np.full(n, np.mean(gap[1:-1] > 1) if n > 1 else 0),
        np.full(n, np.log1p(np.median(sizes)) / 6 if n else 0),
        np.full(n, np.log1p(wide) / 6),
        np.full(n, np.mean(sizes < 60) if n else 0),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _breaks(text: str, start: int, end: int) -> int:
    gap = text[start:end]
    return max(gap.count("\n"), gap.count("\r"))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", max(0, at - 40), at), text.rfind("\r", max(0, at - 40), at)) + 1 or max(0, at - 40)


def _words_around(lines: Sequence[Line]) -> Numbers:
    """How much of a line's words the next lines take up, and the last ones held; how alike the two sides are."""
    out = np.zeros((len(lines), 4), dtype=np.float32)
    for i, line in enumerate(lines):
        before = frozenset[str]().union(*(x.words for x in lines[max(0, i - WINDOW) : i]))
        after = frozenset[str]().union(*(x.words for x in lines[i + 1 : i + 1 + WINDOW]))
        own = line.words
        if own:
            out[i, :2] = len(own & after) / len(own), len(own & before) / len(own)
        least = min(len(before), len(after))
        out[i, 2] = len(before & after) / least if least else 0.0
        out[i, 3] = (
            len(before & (after | own)) / min(len(before), len(after | own)) if before and (after or own) else 0.0
        )
    return out


def _recurring(lines: Sequence[Line]) -> Numbers:
    """How often the same words, opening and shape stand on the page; whether the very line stood or will stand."""
    texts, shapes = Counter(x.plain for x in lines), Counter(x.shape for x in lines)
    openings, roughs = Counter(x.opening for x in lines), Counter(x.rough for x in lines)
    left, n = Counter(x.plain for x in lines), max(1, len(lines))
    rows = []
    for i, x in enumerate(lines):
        left[x.plain] -= 1
        rows.append(
            [
                log1p(texts[x.plain] - 1) / 3,
                float(left[x.plain] > 0),
                float(texts[x.plain] - left[x.plain] > 1),
                float(i > 0 and lines[i - 1].plain == x.plain),
                log1p(shapes[x.shape] - 1) / 4,
                shapes[x.shape] / n,
                log1p(openings[x.opening] - 1) / 4,
                log1p(roughs[x.rough] - 1) / 4,
                roughs[x.rough] / n,
            ]
        )
    return np.array(rows, dtype=np.float32).reshape(len(lines), 9)

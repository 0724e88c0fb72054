"""The elements around a page's blocks: what their names say of them, and how much prose and how many links each holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.class_words import marks, word_marks
from firsthand.extract.page import Block, Page, holding
from firsthand.extract.start_tags import StartTag, start_tags

Whole = NDArray[np.int64]
Amounts = NDArray[np.float64]
NEAR_TAGS = ("p", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "div", "figcaption", "pre", "dd", "a", "span")
ANY_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul", "section", "button")
NEAR_BITS = {tag: 1 << n for n, tag in enumerate(NEAR_TAGS)}
ANY_BITS = {tag: 1 << n for n, tag in enumerate(ANY_TAGS)}
GONE, ITEMPROP = 1 << len(marks()), 1 << (len(marks()) + 1)  # what hides an element, what calls it the article's body
SMALL = 0.6  # of the page's prose: an element that holds less
COLUMNS = 6  # of what is told of an element by its names


class Tree:
    """The elements that hold blocks, outermost first, numbered anew; a root is its own parent.

    Elements stand in the order of the page, so that those inside one are the numbers from it up to its `ends`.
    """

    def __init__(self, page: Page) -> None:
        used = holding(page)
        elements = [page.elements[e] for e in used]
        number = {e: n for n, e in enumerate(used)}
        self.at = [number[b.path[-1]] if b.path else -1 for b in page.blocks]  # each block's innermost element
        self.parent = [number.get(e.parent, n) for n, e in enumerate(elements)]
        starts = np.array([e.start for e in elements])
        self.ends: Whole = np.searchsorted(starts, np.array([e.end for e in elements]))
        self.tags = [e.tag for e in elements]
        self._sources = [e.source for e in elements]
        self._said = start_tags(page)

    def held(self, own: Amounts) -> Amounts:
        """What each element holds, from what each block has, one row of amounts a block."""
        count = len(self.tags)
        at = np.array(self.at, dtype=np.int64)
        inside = at >= 0
        columns = []
        for amounts in own.T:
            upto = np.concatenate([[0.0], np.cumsum(np.bincount(at[inside], amounts[inside], count))])
            columns.append(upto[self.ends] - upto[:count])
        return np.stack(columns, axis=1)

    def masks(self, prose: Sequence[float], total: float) -> Whole:
        """Of each element: near tags, all tags, marks of the nearest three, of those that hold little prose, of all; depth."""
        bits, parent, limit = self._bits(), self.parent, SMALL * total
        own = [bits[source] for source in self._sources]
        found: list[tuple[int, int, int, int, int, int]] = []
        for n, (near_tag, any_tag, mark) in enumerate(own):
            up = parent[n]
            small = mark if prose[n] < limit else 0
            if up == n:
                found.append((near_tag, any_tag, mark, small, mark, 1))
            else:
                _, tags, _, less, whole, depth = found[up]
                over, _, above = own[up]
                near = mark | above | own[parent[up]][2]
                found.append((near_tag | over, any_tag | tags, near, small | less, mark | whole, depth + 1))
        return np.array([value for row in found for value in row], dtype=np.int64).reshape(-1, COLUMNS)

    def below(self, top: int) -> list[int]:
        """How many levels each element is below another; -1 where it is not inside it."""
        found = [-1] * len(self.parent)
        if top >= 0:
            found[top], parent = 0, self.parent
            for n in range(top + 1, int(self.ends[top])):
                found[n] = found[parent[n]] + 1
        return found

    def shapes(self) -> Whole:
        """One number for all blocks whose three nearest elements have the same tags and classes."""
        said = self._said
        names = {source: f"{tag.tag}.{tag.classes}" for source, tag in said.items()}
        numbers = {name: n for n, name in enumerate(dict.fromkeys(names.values()))}
        kinds = {source: numbers[name] for source, name in names.items()}
        kind = np.array([kinds[source] for source in self._sources], dtype=np.int64)
        up = np.array(self.parent, dtype=np.int64)
        over = kind[up]
        shape = np.append((kind * len(numbers) + over) * len(numbers) + over[up], -1)[self.at]
        numbered: Whole = np.unique(shape, return_inverse=True)[1]
        return numbered

    def _bits(self) -> dict[str, tuple[int, int, int]]:
        """Of each start tag its bit among near tags, among all, and what its words tell."""
        named = {source: tag.marks.split() for source, tag in self._said.items()}
        words = word_marks({word for found in named.values() for word in found})
        return {
            source: (
                NEAR_BITS.get(tag.tag, 0),
                ANY_BITS.get(tag.tag, 0),
                reduce(or_, map(words.__getitem__, named[source]), _told(tag)),
            )
            for source, tag in self._said.items()
        }


def _told(tag: StartTag) -> int:
    """What an element's attributes besides class and id say of it, as bits."""
    attrs, mask = tag.attrs, 0
    if not attrs:
        return 0
    if "hidden" in attrs or attrs.get("aria-hidden") == "true":
        mask |= GONE
    if "style" in attrs and "display:none" in attrs["style"].replace(" ", ""):
        mask |= GONE
    if "itemprop" in attrs and attrs["itemprop"].lower() == "articlebody":
        mask |= ITEMPROP
    return mask


def linked(block: Block) -> float:
    """The share of a block's characters that are links, 0 to 1."""
    return sum([x.span.end - x.span.start for x in block.links]) / max(1, len(block.text)) if block.links else 0.0

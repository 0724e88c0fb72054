"""The elements around a page's blocks: what their names say of them, and how much prose and how many links each holds."""

from __future__ import annotations

from functools import reduce
from operator import or_

import numpy as np
from numpy.typing import NDArray

from firsthand.extract.class_words import marks, word_marks
from firsthand.extract.page import Block, Page, holding, start_tags
from firsthand.extract.start_tags import StartTag

Whole = NDArray[np.int64]
Amounts = NDArray[np.float64]
NEAR_TAGS = ("p", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "div", "figcaption", "pre", "dd", "a", "span")
ANY_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul", "section", "button")
NEAR_BITS = {tag: 1 << n for n, tag in enumerate(NEAR_TAGS)}
ANY_BITS = {tag: 1 << n for n, tag in enumerate(ANY_TAGS)}
GONE, ITEMPROP = 1 << len(marks()), 1 << (len(marks()) + 1)  # what hides an element, what calls it the article's body
SMALL = 0.6  # of the page's prose: an element that holds less
COLUMNS = 6  # of `Tree.masks`


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
        self._told = [e.told for e in elements]
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

    def masks(self, prose: Amounts, total: float) -> Whole:
        """Of each element: near tags, all tags, marks of the nearest three, of those that hold little prose, of all; depth."""
        number = {told: n for n, told in enumerate(self._said)}
        kinds = np.array([number[told] for told in self._told], dtype=np.int64)
        near_tag, any_tag, mark = np.array(self._bits(), dtype=np.int64).reshape(-1, 3)[kinds].T
        up = np.array(self.parent, dtype=np.int64)
        wide = np.stack(
            [any_tag, np.where(prose < SMALL * total, mark, 0), mark, np.ones(len(up), dtype=np.int64)], axis=1
        )
        over = up
        wide[over == np.arange(len(up)), 3] = 0  # levels above the outermost
        while True:  # of each element and 1, 3, 7 ... above it
            wide[:, :3] |= wide[over, :3]
            wide[:, 3] += wide[over, 3]
            if (over == (over := over[over])).all():
                break
        near = np.stack([near_tag | near_tag[up], wide[:, 0], mark | mark[up] | mark[up[up]]], axis=1)
        return np.concatenate([near, wide[:, 1:3], wide[:, 3:] + 1], axis=1)

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
        names = {tag: f"{tag.tag}.{tag.classes}" for tag in self._said}
        numbers = {name: n for n, name in enumerate(dict.fromkeys(names.values()))}
        kinds = {tag: numbers[name] for tag, name in names.items()}
        kind = np.array([kinds[told] for told in self._told], dtype=np.int64)
        up = np.array(self.parent, dtype=np.int64)
        over = kind[up]
        shape = np.append((kind * len(numbers) + over) * len(numbers) + over[up], -1)[self.at]
        numbered: Whole = np.unique(shape, return_inverse=True)[1]
        return numbered

    def _bits(self) -> list[tuple[int, int, int]]:
        """Of each start tag its bit among near tags, among all, and what its words tell."""
        named = [tag.marks.split() for tag in self._said]
        words = word_marks({word for found in named for word in found})
        return [
            (NEAR_BITS.get(t.tag, 0), ANY_BITS.get(t.tag, 0), reduce(or_, map(words.__getitem__, own), _told(t)))
            for t, own in zip(self._said, named, strict=True)
        ]


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

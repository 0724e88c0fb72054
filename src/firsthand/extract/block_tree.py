"""The elements around a page's blocks: what their names say of them, and how much prose and how many links each holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import or_

from firsthand.extract.class_words import marks, word_marks
from firsthand.extract.page import Block, Element, Page, holding

NEAR_TAGS = ("p", "li", "td", "h1", "h2", "h3", "h4", "blockquote", "div", "figcaption", "pre", "dd", "a", "span")
ANY_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "table", "ul", "section", "button")
NEAR_BITS = {tag: 1 << n for n, tag in enumerate(NEAR_TAGS)}
ANY_BITS = {tag: 1 << n for n, tag in enumerate(ANY_TAGS)}
GONE, ITEMPROP = 1 << len(marks()), 1 << (len(marks()) + 1)  # what hides an element, what calls it the article's body
SMALL = 0.6  # of the page's prose: an element that holds less
Held = list[float]  # of an element: characters of prose, of all, of links; blocks


class Tree:
    """The elements that hold blocks, outermost first, numbered anew; a root is its own parent."""

    def __init__(self, page: Page) -> None:
        paths = [b.path for b in page.blocks]
        self.used = holding(page)
        self.number = {e: n for n, e in enumerate(self.used)}
        self.elements: list[Element] = [page.elements[e] for e in self.used]
        self.parent = [self.number.get(e.parent, n) for n, e in enumerate(self.elements)]
        self.at = [self.number[path[-1]] if path else -1 for path in paths]  # each block's innermost element
        said = {source: _said(e) for source, e in {e.source: e for e in self.elements}.items()}
        words = word_marks({word for _, named, _ in said.values() for word in named})
        masks = {source: reduce(or_, map(words.__getitem__, named), more) for source, (_, named, more) in said.items()}
        self.marks = [masks[e.source] for e in self.elements]
        self.own = [f"{e.tag}.{said[e.source][0]}" for e in self.elements]

    def held(self, own: Sequence[tuple[float, float, float]]) -> list[Held]:
        """What each element holds, from what each block has: prose, characters, linked ones."""
        found: list[Held] = [[0.0, 0.0, 0.0, 0.0] for _ in self.used]
        for n, (prose, size, link) in zip(self.at, own, strict=True):
            if n >= 0:
                held = found[n]
                held[0] += prose
                held[1] += size
                held[2] += link
                held[3] += 1
        for n in range(len(found) - 1, 0, -1):
            if (up := self.parent[n]) != n:
                inner, outer = found[n], found[up]
                outer[0] += inner[0]
                outer[1] += inner[1]
                outer[2] += inner[2]
                outer[3] += inner[3]
        return found

    def masks(self, held: Sequence[Held], total: float) -> list[tuple[int, int, int, int, int, int]]:
        """Of each element: near tags, all tags, marks of the nearest three, of those that hold little prose, of all; depth."""
        found: list[tuple[int, int, int, int, int, int]] = []
        limit = SMALL * total
        marks, parent = self.marks, self.parent
        near_bits = [NEAR_BITS.get(e.tag, 0) for e in self.elements]
        for n, element in enumerate(self.elements):
            mark, up, any_tag = marks[n], parent[n], ANY_BITS.get(element.tag, 0)
            small = mark if held[n][0] < limit else 0
            if up == n:
                found.append((near_bits[n], any_tag, mark, small, mark, 1))
            else:
                _, tags, _, less, whole, depth = found[up]
                near = mark | marks[up] | marks[parent[up]]
                found.append(
                    (near_bits[n] | near_bits[up], any_tag | tags, near, small | less, mark | whole, depth + 1)
                )
        return found

    def below(self, top: int) -> list[int]:
        """How many levels each element is below another; -1 where it is not inside it."""
        found: list[int] = []
        for n, up in enumerate(self.parent):
            found.append(0 if n == top else found[up] + 1 if up != n and found[up] >= 0 else -1)
        return found

    def signs(self) -> list[tuple[str, ...]]:
        """Of each element, its and the two next elements' tags and classes."""
        own, parent = self.own, self.parent
        return [(name, own[up := parent[n]], own[parent[up]]) for n, name in enumerate(own)]


def _said(element: Element) -> tuple[str, list[str], int]:
    """An element's class as it stands; the words of its class and id; what its other attributes say of it, as bits."""
    attrs, mask = element.attrs, 0
    if not attrs:
        return "", [], 0
    style, classes = attrs.get("style", ""), attrs.get("class", "")
    if "hidden" in attrs or attrs.get("aria-hidden") == "true" or "display:none" in style.replace(" ", ""):
        mask |= GONE
    if attrs.get("itemprop", "").lower() == "articlebody":
        mask |= ITEMPROP
    return classes, f"{classes} {attrs.get('id', '')}".lower().split(), mask


def linked(block: Block) -> float:
    """The share of a block's characters that are links, 0 to 1."""
    return sum([x.span.end - x.span.start for x in block.links]) / max(1, len(block.text)) if block.links else 0.0

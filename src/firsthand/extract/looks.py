"""What lines of a page look like: their markup, and what is set inside it and right around it."""

from __future__ import annotations

import re

from firsthand.extract.page import Block, Element, Page, once

Key = tuple[str, ...]
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "time", "font", "u", "small", "cite"})
COUNTED = re.compile(r"\d+")
STYLED = re.compile(r"[a-z]{1,2}\d{1,3}")  # "c7", "ft12": what a program calls its styles; not "post-12"


def block_key(page: Page, block: Block) -> Key:
    """What a block's nearest markup is: ('p', 'meta')."""
    if not block.path:
        return ("",)
    known, last = _keys(page), block.path[-1]
    if last not in known:
        outer = (i for i in reversed(block.path) if page.elements[i].tag not in INLINE)
        element = page.elements[next(outer, last)]
        known[last] = element.tag, called(element)
    return known[last]


def look(page: Page, block: Block) -> Key:
    """What a block looks like: its nearest markup, what is set inside that, and what is right around it.

    '<td class=x><b><a>Ferries sail</a></b><br>The crews' gives ('td', 'x', 'b a', 'tr') and ('td', 'x', '', 'tr').
    """
    if not block.path:
        return ("",)
    known, last = _looks(page), block.path[-1]
    if last not in known:
        at = next((n for n in range(len(block.path) - 1, -1, -1) if page.elements[block.path[n]].tag not in INLINE), 0)
        within = " ".join(_written(page.elements[i]) for i in block.path[at + 1 :])
        around = page.elements[block.path[at - 1]].tag if at else ""
        known[last] = *block_key(page, block), within, around
    return known[last]


def _written(element: Element) -> str:
    size = element.attrs.get("size", "") if element.tag == "font" else ""
    return f"{element.tag}{size} {called(element)}".strip()


def called(element: Element) -> str:
    """An element's classes without what only counts: 'row' of 'row-3', 'post post-12' but 'c7' of 'c7'."""
    if "class" not in element.source:
        return ""
    classes = " ".join(sorted(element.classes))
    if not COUNTED.search(classes):
        return classes
    return " ".join(c if STYLED.fullmatch(c) else COUNTED.sub("", c) for c in classes.split(" "))


@once
def _looks(_: Page) -> dict[int, Key]:
    """The looks of what stands in the elements asked about so far."""
    return {}


@once
def _keys(_: Page) -> dict[int, Key]:
    """The keys of what stands in the elements asked about so far."""
    return {}

"""What lines of a page look like: their markup, and what is set inside it and right around it."""

from __future__ import annotations

import re

from firsthand.extract.page import Block, Element, Page, once

Key = tuple[str, ...]
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "time", "font", "u", "small", "cite"})
COUNTED = re.compile(r"\d+")


def block_key(page: Page, block: Block) -> Key:
    """What a block's nearest markup is: ('p', 'meta')."""
    if not block.path:
        return ("",)
    known, last = _keys(page), block.path[-1]
    if last not in known:
        outer = (i for i in reversed(block.path) if page.elements[i].tag not in INLINE)
        element = page.elements[next(outer, last)]
        known[last] = element.tag, COUNTED.sub("", " ".join(sorted(element.classes)))
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
    return f"{element.tag}{size} {COUNTED.sub('', ' '.join(sorted(element.classes)))}".strip()


@once
def _looks(_: Page) -> dict[int, Key]:
    """The looks of what stands in the elements asked about so far."""
    return {}


@once
def _keys(_: Page) -> dict[int, Key]:
    """The keys of what stands in the elements asked about so far."""
    return {}

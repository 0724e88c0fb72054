"""What lines of a page look like: their markup, and what is set inside it and right around it."""

from __future__ import annotations

import re

from firsthand.extract.page import Block, Element, Page

Key = tuple[str, ...]
INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "time", "font", "u", "small", "cite"})
COUNTED = re.compile(r"\d+")
STYLED = re.compile(r"[a-z]{1,2}\d{1,3}")  # "c7", "ft12": what a program calls its styles; not "post-12"


def block_key(page: Page, block: Block) -> Key:
    """What a block's nearest markup is: ('p', 'meta')."""
    if not block.path:
        return ("",)
    inner = page.elements[block.path[-1]]
    try:
        return inner.key
    except AttributeError:
        outer = (e for i in reversed(block.path) if (e := page.elements[i]).tag not in INLINE)
        element = next(outer, inner)
        inner.key = element.tag, called(element)
    return inner.key


def look(page: Page, block: Block) -> Key:
    """What a block looks like: its nearest markup, what is set inside that, and what is right around it.

    '<td class=x><b><a>Ferries sail</a></b><br>The crews' gives ('td', 'x', 'b a', 'tr') and ('td', 'x', '', 'tr').
    """
    if not block.path:
        return ("",)
    inner = page.elements[block.path[-1]]
    try:
        return inner.look
    except AttributeError:
        at = next((n for n in range(len(block.path) - 1, -1, -1) if page.elements[block.path[n]].tag not in INLINE), 0)
        within = " ".join(_written(page.elements[i]) for i in block.path[at + 1 :])
        around = page.elements[block.path[at - 1]].tag if at else ""
        inner.look = *block_key(page, block), within, around
    return inner.look


def _written(element: Element) -> str:
    size = element.attrs.get("size", "") if element.tag == "font" else ""
    return f"{element.tag}{size} {called(element)}".strip()


def called(element: Element) -> str:
    """An element's classes without what only counts: 'row' of 'row-3', 'post post-12' but 'c7' of 'c7'."""
    told = element.told
    try:
        return told.called
    except AttributeError:
        told.called = _uncounted(" ".join(sorted(element.classes))) if "class" in told.source else ""
    return told.called


def _uncounted(classes: str) -> str:
    if not COUNTED.search(classes):
        return classes
    return " ".join(c if STYLED.fullmatch(c) else COUNTED.sub("", c) for c in classes.split(" "))

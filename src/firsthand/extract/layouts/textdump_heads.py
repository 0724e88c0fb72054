"""A text dump whose articles have no common end: each begins at a headline near a line of byline, outlet, source or date."""

from __future__ import annotations

from itertools import pairwise

from firsthand.extract.compose import compose, page_name
from firsthand.extract.draft import Draft
from firsthand.extract.line_evidence import stands
from firsthand.extract.page import Page
from firsthand.extract.textlines import starts

NAME = "textdump_heads"


def recognise(page: Page) -> float:
    """0.96 if two articles or more begin on the page, 0.5 for one."""
    if page.is_html:
        return 0.0
    return {0: 0.0, 1: 0.5}.get(len(starts(page.blocks)), 0.96)


def split(page: Page) -> list[Draft]:
    """From each headline to the next; what stands above the first is the page's head.

    None if what else the lines say speaks against it: teasers under a story have heads too.
    """
    blocks = page.blocks
    found = starts(blocks)
    if len(found) > 1 and not stands(page, found):
        return []
    bounds = [*found, len(blocks)]
    name = page_name(blocks[: bounds[0]])
    return [compose(blocks[a:b], NAME, name) for a, b in pairwise(bounds)]

"""A text dump whose articles have no common end: each begins at a headline near a line of byline, outlet, source or date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from firsthand.extract.compose import compose, page_name
from firsthand.extract.draft import Draft
from firsthand.extract.head_settled import known_head
from firsthand.extract.line_evidence import stands
from firsthand.extract.mastheads import masthead
from firsthand.extract.page import Block, Page
from firsthand.extract.textlines import is_prose, is_title, starts

NAME = "textdump_heads"
LEAST_HEAD = 2  # lines before the prose, and one more where an outlet stands above the headline


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
    return [_draft(blocks[a:b], name) for a, b in pairwise(bounds)]


def _draft(blocks: Sequence[Block], name: Block | None) -> Draft:
    lines = [b.text for b in blocks]
    end = next((i for i, line in enumerate(lines) if is_prose(line)), len(lines))
    dated = known_head(lines[1]) if end > LEAST_HEAD else None
    titles = (i for i in range(2, end) if known_head(lines[i]) is None and is_title(lines[i]))
    house = masthead(lines, titles, "\n".join(lines[end:])) if dated and not dated.of("outlet") else None
    return compose(blocks, NAME, name, headline=house.title if house else 0, house=house.name if house else None)

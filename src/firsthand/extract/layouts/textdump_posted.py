"""A text dump of a weblog's page, whose articles each end in its line: "DATE Posted by | categories | tags | Leave a comment",
"Posted in Harbours | Tagged ships | 3 Comments"."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.extract.compose import compose, page_name
from firsthand.extract.draft import Draft
from firsthand.extract.foots import filing, footer, is_aside
from firsthand.extract.header import furniture
from firsthand.extract.own_feet import own_feet
from firsthand.extract.page import Block, Page
from firsthand.extract.textlines import head_lines, headline_at, is_prose, starts

NAME = "textdump_posted"
MOST_END = 0.7  # of the articles: with fewer footers, some would be run together
NEAR = 6  # lines above a footer in which its article's prose ends


def recognise(page: Page) -> float:
    """1 if two footers stand on the page, less for one; 0 if many articles have none, or lines of the page's own."""
    if page.is_html:
        return 0.0
    count = len(_ends(page.blocks))
    if count and count < MOST_END * max(len(starts(page.blocks)), len(own_feet(page.blocks).ends)):
        return 0.0
    return 1.0 if count >= 2 else 0.8 * count


def split(page: Page) -> list[Draft]:
    """One article a footer. The first begins at the headline above its head line; what stands above is the page's head."""
    drafts, current = list[Draft](), list[Block]()
    name, ends = None, set(_ends(page.blocks))
    for n, block in enumerate(page.blocks):
        if drafts and not current and _is_left_over(block):
            continue
        current.append(block)
        if n in ends:
            blocks = current
            if not drafts:
                first = headline_at(page.blocks, n)  # as the other articles' heads are
                name = page_name(blocks[:first])
                blocks = blocks[first:]
            drafts.append(compose(blocks, NAME, name))
            current = []
    return drafts + _last(current, name, bool(drafts))


def _ends(blocks: Sequence[Block]) -> list[int]:
    """The places of the footers, if articles end in them: most stand under prose, and none of most above it."""
    found = [n for n, b in enumerate(blocks) if footer(b.text)]
    under = sum(any(is_prose(b.text) for b in blocks[max(0, n - NEAR) : n]) for n in found)
    above = sum(any(is_prose(b.text) for b in blocks[n + 1 : n + 2]) for n in found)
    return found if 2 * under >= len(found) and 2 * above <= len(found) else []


def _is_left_over(block: Block) -> bool:
    """Whether a line behind an article's footer is what the weblog leaves there: 'Share this: Print', 'Tags: ships'."""
    return is_aside(block.text) or filing(block.text) is not None or furniture(block.text) == "furniture"


def _last(blocks: list[Block], name: Block | None, after_others: bool) -> list[Draft]:
    """A last article that lost its footer: it must have a head line and a text of its own."""
    heads = head_lines(blocks)
    if not after_others or not heads or not starts(blocks):
        return []
    return [compose(blocks[starts(blocks)[0] :], NAME, name)]

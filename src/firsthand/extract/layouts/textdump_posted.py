"""A text dump of an archive page whose articles each end in "DATE Posted by | categories | tags | Leave a comment"."""

from __future__ import annotations

from firsthand.extract.compose import compose, page_name
from firsthand.extract.draft import Draft
from firsthand.extract.header import footer
from firsthand.extract.page import Block, Page
from firsthand.extract.textlines import head_lines, headline_at, starts

NAME = "textdump_posted"


def recognise(page: Page) -> float:
    """1 if two footers stand on the page, less for one."""
    if page.is_html:
        return 0.0
    count = sum(1 for b in page.blocks if footer(b.text))
    return 1.0 if count >= 2 else 0.8 * count


def split(page: Page) -> list[Draft]:
    """One article a footer. The first begins at the headline above its head line; what stands above is the page's head."""
    drafts, current = list[Draft](), list[Block]()
    name = None
    for n, block in enumerate(page.blocks):
        current.append(block)
        if footer(block.text):
            blocks = current
            if not drafts:
                first = headline_at(page.blocks, n)  # as the other articles' heads are
                name = page_name(blocks[:first])
                blocks = blocks[first:]
            drafts.append(compose(blocks, NAME, name))
            current = []
    return drafts + _last(current, name, bool(drafts))


def _last(blocks: list[Block], name: Block | None, after_others: bool) -> list[Draft]:
    """A last article that lost its footer: it must have a head line and a text of its own."""
    heads = head_lines(blocks)
    if not after_others or not heads or not starts(blocks):
        return []
    return [compose(blocks[starts(blocks)[0] :], NAME, name)]

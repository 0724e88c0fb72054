"""A page of one article, its blocks chosen by their look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from firsthand.extract.block_choice import chances
from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.draft import Draft
from firsthand.extract.header import furniture
from firsthand.extract.index_page import is_index
from firsthand.extract.markup import around, within
from firsthand.extract.page import Block, Page
from firsthand.extract.records import PARAGRAPH, linked
from firsthand.model.articles import PROSE

NAME = "html_single"
LEAST = 120  # characters of prose that make an article
LIKELY = 0.45  # .40 to .55 tried: F1 on three sets of pages differs by .003
LIKELY_LINKS = 0.75  # of a line that is nearly all links; .6 to .9 tried
AFTER = 3  # blocks after the article in which a note of its editors may stand
LINE_OF_LINKS, LONGEST_LINE = 0.8, 200  # share of links, characters


def recognise(page: Page) -> float:
    """0.5 for any HTML page: what no archive layout took."""
    return 0.5 if page.is_html else 0.0


def split(page: Page) -> list[Draft]:
    """One article, or none where the page holds no prose, or teasers alone."""
    if is_index(page):
        return []
    chosen = choose(page)
    if sum(len(b.text) for b in chosen) < LEAST:
        return []
    ids = {id(b) for b in chosen}
    last = max(i for i, b in enumerate(page.blocks) if id(b) in ids)
    draft = compose_html(page, page.blocks[: last + 1 + _tail(page.blocks, last)], NAME, site_name(page), ids)
    draft = replace(draft, data=tuple(settle_outlet(draft.data)))
    return [draft] if any(p.kind in PROSE for p in draft.pieces) else []


def choose(page: Page) -> list[Block]:
    """The blocks whose words are the article's by the look of them, with the quotations and notes between them; where they
    are too few, the long paragraphs outside of a page's furniture.
    """
    likely = [
        n for n, chance in enumerate(chances(page).tolist()) if chance > LIKELY and chance > _least(page.blocks[n])
    ]
    if sum(len(page.blocks[n].text) for n in likely) >= LEAST:
        held = set(likely)
        between = range(likely[0], min(likely[-1] + AFTER, len(page.blocks) - 1) + 1)
        return [page.blocks[n] for n in between if n in held or _is_kept(page, page.blocks[n], last=n > likely[-1])]
    return [b for b in page.blocks if len(b.text) >= PARAGRAPH and linked(b) < 0.5 and not around(page, b)]


def _least(block: Block) -> float:
    """The chance above which a block is the article's: links under a paragraph lead elsewhere more often than they belong."""
    is_links = len(block.text) < LONGEST_LINE and linked(block) > LINE_OF_LINKS
    return LIKELY_LINKS if is_links else LIKELY


def _is_kept(page: Page, block: Block, *, last: bool) -> bool:
    """Whether a block is a quotation or a note of the editors, which are never lost; after the article a note alone."""
    if around(page, block) or linked(block) > 0.5:
        return False
    return furniture(block.text) == "note" or (not last and "blockquote" in within(page, block).tags)


def _tail(blocks: Sequence[Block], last: int) -> int:
    """How many blocks after the last paragraph may still hold the article's tags and credits."""
    return min(8, len(blocks) - last - 1)

"""Pages that only lead to articles: lists of teasers. They hold none, and each teaser is told as left out."""

from __future__ import annotations

from firsthand.extract.cuts import LONGEST_TEASER, Cut, clean, is_heading, is_teaser
from firsthand.extract.list_signs import leads_on
from firsthand.extract.page import Block, Page, once
from firsthand.extract.page_marks import why_aside
from firsthand.extract.records import LEAST_PROSE, prose, says_single
from firsthand.extract.starters import groups, spread
from firsthand.extract.when import is_dated

FEWEST = 4  # teasers
MOST_LINES = 40  # of a teaser
MOST = 0.8  # of the headings lead on, of the stretches are teasers
SIGNED = 0.6  # of the teasers are dated or break off: what only leads on and has no date may be any list of links


def is_index(page: Page) -> bool:
    """Whether a page is a list of teasers alone: four or more headings that lead on, little under each, little besides."""
    if says_single(page):
        return False
    for group in groups(page):
        cuts = [c for c in spread(page, group) if c.headline is not None] if len(group) >= FEWEST else []
        led = sum(c.headline is not None and leads_on(page, c.headline) for c in cuts)
        if cuts and led >= MOST * len(cuts) and _are_teasers(page, cuts):
            return True
    return False


def _are_teasers(page: Page, cuts: list[Cut]) -> bool:
    held = [clean(page, cut) for cut in cuts]
    brief = sum(prose(blocks) < LEAST_PROSE or is_teaser(blocks) for blocks in held)
    signed = sum(any(is_dated(page, b) for b in blocks) or (prose(blocks) > 0 and is_teaser(blocks)) for blocks in held)
    inside = {id(b) for cut in cuts for b in cut.blocks}
    outside = prose(b for b in page.blocks if id(b) not in inside and why_aside(page, b.path) is None)
    told = [prose(blocks) for blocks in held]
    if brief < MOST * len(cuts) or signed < SIGNED * len(cuts) or max(told) >= LONGEST_TEASER:
        return False
    return outside < min(LEAST_PROSE, sum(told))


def why_teaser(page: Page, block: Block, inside: dict[int, list[Block]]) -> str | None:
    """'teaser: 84 characters of prose' of a block in a box that has a heading and too little prose; None of others."""
    known = _boxes(page)
    for i in reversed(block.path):
        if i not in known:
            known[i] = _teased(page, inside[i])
        if (told := known[i]) is not None:
            return f"teaser: {told} characters of prose" if told else None
    return None


@once
def _boxes(_: Page) -> dict[int, int | None]:
    """Of the elements asked about so far: characters of a teaser's prose, 0 of what is too large for one, None of neither."""
    return {}


def _teased(page: Page, held: list[Block]) -> int | None:
    if len(held) > MOST_LINES or sum(len(b.text) for b in held) >= 2 * LONGEST_TEASER:
        return 0
    if any(is_heading(page, b) for b in held) and (told := prose(held)) and (told < LEAST_PROSE or is_teaser(held)):
        return told
    return None

"""Boxes among a page's articles that are none: what asks for money, a sponsor's words, a form to log in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from firsthand.extract.cuts import Cut, clean, is_heading
from firsthand.extract.looks import Key
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import advertises
from firsthand.extract.records import LEAST_PROSE, prose
from firsthand.extract.template import MOST, above
from firsthand.extract.when import is_dated

DATED: Key = ("dated",)


def without_odd(page: Page, cuts: Sequence[Cut]) -> list[Cut]:
    """The stretches but those whose heading says that they advertise, and brief ones that lack at least half of what nearly
    all articles of the page have above their prose: a line of one look, a day.
    """
    cuts = [cut for cut in cuts if not _advertises(page, cut)]
    held = [clean(page, cut) for cut in cuts]
    brief = [prose(blocks) < LEAST_PROSE for blocks in held]
    if not any(brief):
        return cuts
    signs = [_signs(page, row, blocks) for row, blocks in zip(above(page, held), held, strict=True)]
    full = [own for own, is_brief in zip(signs, brief, strict=True) if not is_brief]
    counts = Counter(sign for own in full for sign in own)
    usual = {sign for sign, n in counts.items() if n > 1 and n >= MOST * len(full)}
    rows = zip(cuts, signs, brief, strict=True)
    return [cut for cut, own, is_brief in rows if not (is_brief and 2 * len(usual - own) >= max(1, len(usual)))]


def _signs(page: Page, row: Mapping[Key, Block], blocks: Sequence[Block]) -> set[Key]:
    is_told_when = any(is_dated(page, b) for b in (*blocks[:4], *blocks[-2:]))
    return {*row, *([DATED] if is_told_when else [])}


def _advertises(page: Page, cut: Cut) -> bool:
    head = cut.headline or next((b for b in cut.blocks[:3] if is_heading(page, b)), cut.blocks[0])
    return advertises(head)

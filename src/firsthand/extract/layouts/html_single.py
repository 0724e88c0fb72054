"""A page of one article. Its blocks are chosen by their look; on unsure pages an existing extractor is asked too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import trafilatura

from firsthand.extract.block_choice import chances
from firsthand.extract.block_signs import Numbers
from firsthand.extract.compose_html import around, compose_html, settle_outlet, site_name
from firsthand.extract.draft import Draft
from firsthand.extract.html_page import DEEPEST
from firsthand.extract.index_page import is_index
from firsthand.extract.page import Block, Page
from firsthand.extract.records import PARAGRAPH, linked
from firsthand.model.articles import PROSE

NAME = "html_single"
LARGEST = 5_000_000  # characters: a larger page is read by paragraph length alone
LEAST = 120  # characters of prose that make an article
SHORT = 250  # characters: a choice that gives less is looked at twice
LIKELY = 0.45  # .40 to .60 tried: F1 on three sets of pages differs by .002
SURE = 0.8  # below (one page in forty) the other extractor is right more often; .7 to .9 tried


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
    """The blocks whose words are the article's by the look of them; where that is unsure, those another extractor keeps.

    Without either, the long paragraphs outside of a page's furniture.
    """
    chance = chances(page)
    chosen = [b for b, c in zip(page.blocks, chance, strict=True) if c > LIKELY]
    if _sure(page.blocks, chance) >= SURE and sum(len(b.text) for b in chosen) >= SHORT:
        return chosen
    words = _extracted(page)
    if words is not None:
        lines = {_folded(line) for line in words.split("\n")}
        whole = " ".join(_folded(line) for line in words.split("\n"))
        held = [b for b in page.blocks if (k := _folded(b.text)) and (k in lines or (len(k) >= 25 and k in whole))]
        if sum(len(b.text) for b in held) >= LEAST:
            return held
    if sum(len(b.text) for b in chosen) >= LEAST:
        return chosen
    return [b for b in page.blocks if len(b.text) >= PARAGRAPH and linked(b) < 0.5 and not around(page, b)]


def _sure(blocks: Sequence[Block], chance: Numbers) -> float:
    """The F1 that the choice would have if the chances were true: 0.97 of a clear page, 0.6 of a muddled one."""
    sizes = np.array([len(b.text) for b in blocks], dtype=np.float32)
    held = chance > LIKELY
    right = float((chance * sizes)[held].sum())
    return 2 * right / max(1.0, float(sizes[held].sum() + (chance * sizes).sum()))


def _extracted(page: Page) -> str | None:
    deep = any(len(b.path) >= DEEPEST for b in page.blocks)
    if deep or len(page.text) > LARGEST:
        return None
    return trafilatura.extract(page.text.replace("\x00", " "), include_comments=False, include_tables=True) or None


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _tail(blocks: Sequence[Block], last: int) -> int:
    """How many blocks after the last paragraph may still hold the article's tags and credits."""
    return min(8, len(blocks) - last - 1)

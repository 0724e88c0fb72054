"""A page of one article. An existing extractor chooses the words; only what is found in the located blocks is admitted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import trafilatura

from firsthand.extract.compose_html import around, compose_html, settle_outlet, site_name
from firsthand.extract.draft import Draft
from firsthand.extract.html_page import DEEPEST
from firsthand.extract.page import Block, Page
from firsthand.extract.records import PARAGRAPH, linked

NAME = "html_single"
LARGEST = 5_000_000  # characters: a larger page is read by paragraph length alone
LEAST = 120  # characters of prose that make an article


def recognise(page: Page) -> float:
    """0.5 for any HTML page: what no archive layout took."""
    return 0.5 if page.is_html else 0.0


def split(page: Page) -> list[Draft]:
    """One article, or none where the page holds no prose."""
    chosen = choose(page)
    if sum(len(b.text) for b in chosen) < LEAST:
        return []
    ids = {id(b) for b in chosen}
    last = max(i for i, b in enumerate(page.blocks) if id(b) in ids)
    draft = compose_html(page, page.blocks[: last + 1 + _tail(page.blocks, last)], NAME, site_name(page), ids)
    draft = replace(draft, data=tuple(settle_outlet(draft.data)))
    return [draft] if any(p.kind == "body" for p in draft.pieces) else []


def choose(page: Page) -> list[Block]:
    """The blocks whose words the extractor keeps; without it, the long paragraphs outside of a page's furniture."""
    words = _extracted(page)
    if words is None:
        return [b for b in page.blocks if len(b.text) >= PARAGRAPH and linked(b) < 0.5 and not around(page, b)]
    lines = {_folded(line) for line in words.split("\n")}
    whole = " ".join(_folded(line) for line in words.split("\n"))
    return [b for b in page.blocks if (key := _folded(b.text)) and (key in lines or (len(key) >= 25 and key in whole))]


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

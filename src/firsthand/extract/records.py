"""How much of an article's own prose stretches of an HTML page hold, and whether the page calls itself one article."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from firsthand.extract.page import Block, Page, once

# characters of paragraphs: below it a stretch is a teaser. See EVIDENCE on archive pages: a list of teasers gives none
LEAST_PROSE = 350
PARAGRAPH = 60
DENSE = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # ideographs, kana, Hangul: one tells what 2.5 letters tell
FIRST_DENSE = "\u3040"


@once
def blocks_of(page: Page) -> dict[int, list[Block]]:
    """The blocks inside each element that has any."""
    found: dict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        for i in block.path:
            found[i].append(block)
    return dict(found)


def linked(block: Block) -> float:
    """The share of a block's characters that are links, 0 to 1."""
    return sum([x.span.end - x.span.start for x in block.links]) / max(1, len(block.text)) if block.links else 0.0


def weight(text: str) -> int:
    """Its length in characters as an alphabet would need them: ideographs, kana and Hangul count two and a half."""
    return len(text) if text.isascii() else _weighed(text)


@lru_cache(4096)  # every way of cutting a page asks it of the same paragraphs
def _weighed(text: str) -> int:
    if max(text) < FIRST_DENSE:
        return len(text)
    return len(text) + 3 * len(DENSE.findall(text)) // 2


def is_paragraph(block: Block) -> bool:
    """Whether a block is a paragraph by its length, and not a line of links."""
    text = block.text
    if len(text) < PARAGRAPH and (len(text) * 5 < 2 * PARAGRAPH or weight(text) < PARAGRAPH):
        return False
    return not block.links or linked(block) < 0.5


def prose(blocks: Iterable[Block]) -> int:
    """The characters of paragraphs in these blocks."""
    return sum(weight(b.text) for b in blocks if is_paragraph(b))


@once
def says_single(page: Page) -> bool:
    """Whether the page calls itself one article; archives call themselves websites, or nothing."""
    for element in page.elements:
        if element.tag == "meta" and element.attrs.get("property", "").lower() == "og:type":
            return element.attrs.get("content", "").strip().lower() == "article"
        if element.tag == "body":
            return bool({"single", "single-post", "single-article"} & element.classes)
    return False

"""Which elements of an HTML page each hold one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from firsthand.extract.page import Block, Element, Page

# characters of paragraphs: below it an element is a teaser. See EVIDENCE on archive pages: a list of teasers gives none
LEAST_PROSE = 350
PARAGRAPH = 60


def members(page: Page, is_one: Callable[[Element], bool]) -> list[int]:
    """The outermost elements that pass, none inside another, if at least two of them hold an article's prose.

    Then a shorter one counts too, if it has a heading and a paragraph: an archive also holds brief reports.
    """
    if _says_single(page):
        return []
    inside = blocks_of(page)
    outer = [i for i, e in enumerate(page.elements) if is_one(e) and not _under(page, i, is_one)]
    full = [i for i in outer if _prose(inside.get(i, ())) >= LEAST_PROSE]
    if len(full) < 2:
        return []
    return [i for i in outer if i in full or _is_brief(page, inside.get(i, ()))]


def _says_single(page: Page) -> bool:
    """Whether the page calls itself one article; archives call themselves websites, or nothing."""
    for element in page.elements:
        if element.tag == "meta" and element.attrs.get("property", "").lower() == "og:type":
            return element.attrs.get("content", "").strip().lower() == "article"
        if element.tag == "body":
            return bool({"single", "single-post", "single-article"} & element.classes)
    return False


def blocks_of(page: Page) -> dict[int, list[Block]]:
    """The blocks inside each element that has any."""
    found: dict[int, list[Block]] = defaultdict(list)
    for block in page.blocks:
        for i in block.path:
            found[i].append(block)
    return found


def linked(block: Block) -> float:
    """The share of a block's characters that are links, 0 to 1."""
    return sum(len(x.span) for x in block.links) / max(1, len(block.text))


def _prose(blocks: Sequence[Block]) -> int:
    return sum(len(b.text) for b in blocks if len(b.text) >= PARAGRAPH and linked(b) < 0.5)


def _is_brief(page: Page, blocks: Sequence[Block]) -> bool:
    heading = any(page.elements[b.path[-1]].tag in {"h1", "h2", "h3"} or "h2" in page.tags(b) for b in blocks if b.path)
    return heading and _prose(blocks) >= 2 * PARAGRAPH


def _under(page: Page, index: int, is_one: Callable[[Element], bool]) -> bool:
    parent = page.elements[index].parent
    while parent >= 0:
        if is_one(page.elements[parent]):
            return True
        parent = page.elements[parent].parent
    return False

"""A page's list of contents: links that lead down the page, with what is said beside each. None of that is an article's prose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from firsthand.extract.page import Page, once
from firsthand.extract.records import is_paragraph, linked

FEWEST = 2  # links that lead down
LINK = 0.5  # of a line's characters; else it is prose with the number of a note
BESIDE = 2  # paragraphs for each link: its teaser, say


@once
def led_to(page: Page) -> Mapping[str, int]:
    """Where the elements begin that links of the same page lead to, by their names; none where fewer than two are led to."""
    names = {x.href[1:] for b in page.blocks for x in b.links if x.href.startswith("#") and len(x.href) > 1}
    if len(names) < FEWEST:
        return {}
    found: dict[str, int] = {}
    for element in page.elements:
        source = element.source.lower()
        if "id" in source or "name" in source:  # of the others no attribute is read
            for name in {element.attrs.get("id", ""), element.attrs.get("name", "")} & names:
                found.setdefault(name, element.start)
    return found


@once
def contents(page: Page) -> range:
    """The places in `Page.blocks` of the element around these links, if it ends before what they lead to."""
    targets = led_to(page)
    starts = [b.span.start for b in page.blocks] if targets else []
    leading = dict[int, int]()  # where such a link stands, where it leads to
    for n, block in enumerate(page.blocks if targets else ()):
        for link in block.links:
            at = targets.get(link.href[1:], 0) if link.href.startswith("#") else 0
            if at >= block.span.end and linked(block) >= LINK:
                leading[n] = at
    if len(set(leading.values())) < FEWEST:
        return range(0)
    end = bisect_left(starts, min(leading.values()))
    places = [n for n in leading if n < end]
    held = _around(page, places)
    told = sum(is_paragraph(page.blocks[n]) for n in held)
    return held if len(places) >= FEWEST and held.stop <= end and told <= BESIDE * len(places) else range(0)


def _around(page: Page, places: Sequence[int]) -> range:
    """The blocks of the innermost element around all of these."""
    if not places:
        return range(0)
    paths = [page.blocks[n].path for n in places]
    common = [i for depth, i in enumerate(paths[0]) if all(len(p) > depth and p[depth] == i for p in paths)]
    first, end = places[0], places[-1] + 1
    while common and first > 0 and common[-1] in page.blocks[first - 1].path:
        first -= 1
    while common and end < len(page.blocks) and common[-1] in page.blocks[end].path:
        end += 1
    return range(first, end)

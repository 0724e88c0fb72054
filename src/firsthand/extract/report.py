"""The extraction report: every stretch of a capture that is in no article, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from firsthand.extract.index_page import why_teaser
from firsthand.extract.page import Block, Page
from firsthand.extract.page_marks import why_aside
from firsthand.extract.records import blocks_of
from firsthand.model.articles import Article
from firsthand.model.spans import Span
from firsthand.model.units import LeftOut

TOGETHER = frozenset({"page header", "page footer", "no article on this page", "comment", "beside the articles"})


def left_out(page: Page, articles: Sequence[Article]) -> list[LeftOut]:
    """The page's hidden stretches and those of its blocks that no article holds, neighbours of one reason joined."""
    ordered = sorted(articles, key=lambda a: a.region.start)
    regions = [a.region for a in ordered]
    found = [LeftOut(span, why) for span, why in page.hidden]
    inside = blocks_of(page) if page.is_html else {}
    for block in page.blocks:
        near = bisect_right(regions, block.span.start, key=lambda r: r.start) - 1
        held = near >= 0 and block.span.start < regions[near].end
        held = held and ordered[near].offsets.to_article(block.span) is not None
        if not held:
            found.append(LeftOut(block.span, _said(page, block, inside) or _why(block.span, regions)))
    return _joined(sorted(found, key=lambda x: x.span))


def _said(page: Page, block: Block, inside: dict[int, list[Block]]) -> str | None:
    """What the markup around a block says that it is: a comment, a teaser."""
    return why_aside(page, block.path) or why_teaser(page, block, inside)


def _why(span: Span, regions: Sequence[Span]) -> str:
    if not regions:
        return "no article on this page"
    if span.end <= regions[0].start:
        return "page header"
    if span.start >= regions[-1].end:
        return "page footer"
    return "between articles"


def _joined(lines: Sequence[LeftOut]) -> list[LeftOut]:
    out: list[LeftOut] = []
    for line in lines:
        if out and out[-1].why == line.why and line.why in TOGETHER:
            out[-1] = LeftOut(Span(out[-1].span.start, max(out[-1].span.end, line.span.end)), line.why)
        else:
            out.append(line)
    return out

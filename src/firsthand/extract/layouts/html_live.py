"""A live page: entries with their times, each an article; its own head is one too, where that has prose."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from firsthand.extract.cuts import Cut
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.page import Block, Element, Page
from firsthand.extract.page_marks import LIVE, marks, says, why_aside
from firsthand.extract.page_names import titles_of, top_title, tops_of
from firsthand.extract.records import PARAGRAPH, blocks_of, prose
from firsthand.extract.starters import spread
from firsthand.extract.told_parts import is_live, nodes_of, places
from firsthand.extract.when import CLOCK, is_dated

NAME = "html_live"
# what follows "live" somewhere on any page that LIVE finds live; plain letters are sought a hundred times as fast
KINDS = ("blog", "ticker", "update", "page", "feed", "coverage")
# "How Darma learned to live without the bridge", "Live music returns"; not "Storm in Darma live: the night as it happened"
DWELLS = re.compile(
    r"\b(?:to|they|we|you|i|who|people|can|could|must|will|would)\s+live\b"
    r"|\blive\s+(?:with|without|by|near|alone|together|there|here|longer|under|music|animals|ammunition|rounds|shows?)\b",
    re.IGNORECASE,
)
FEWEST = 3  # entries
SHORTEST = 60  # characters of an entry's prose, most of them
HEAD_PROSE = 2 * PARAGRAPH  # characters above the entries that make an article of the page's head
FRAMES = frozenset({"html", "body", "main", "article"})
MOST = 0.7  # of the entries bear a time


def recognise(page: Page) -> float:
    """0.97 if the page says that it is live: by its JSON-LD, its microdata, its classes, its title with times below it."""
    if not page.is_html:
        return 0.0
    if any(says("live", DWELLS.sub("", title)) for title in [*titles_of(page)[:1], *tops_of(page)]):
        return 0.97
    return 0.97 if _is_called(page) and (_is_marked(page) or is_live(nodes_of(page))) else 0.0


def split(page: Page) -> list[Draft]:
    """One article an entry, and one for the page's head where it has prose of its own."""
    ways = [way for way in _ways(page) if _is_run(page, way)]
    if not ways:
        return []
    best = max(ways, key=lambda way: (sum(prose(c.blocks) for c in way), len(way)))
    return drafts_of(page, best, NAME, _head(page, best))


def _ways(page: Page) -> Iterator[list[Cut]]:
    inside = blocks_of(page)
    updates = [i for i, e in enumerate(page.elements) if e.attrs.get("itemprop") == "liveBlogUpdate" and i in inside]
    yield [Cut(tuple(inside[i])) for i in updates]
    live = [(n, at) for n, at in places(page, nodes_of(page)) if "LiveBlogPosting" not in n.kinds]
    yield spread(page, [at for _, at in live])
    groups: dict[tuple[str, str], list[int]] = {}
    for i in sorted(inside):
        element = page.elements[i]
        if (
            element.tag in ("article", "div", "li", "section", "tr", "dd")
            and why_aside(page, inside[i][0].path) is None
        ):
            for one in element.classes or {""}:
                groups.setdefault((element.tag, one), []).append(i)
    for group in groups.values():
        if len(group) >= FEWEST and not _nested([page.elements[i] for i in group]):
            yield [Cut(tuple(inside[i])) for i in group]
    clocks = [n for n, b in enumerate(page.blocks) if _is_clock(page, b)]
    yield spread(page, clocks, is_headline=False)


def _is_run(page: Page, cuts: Sequence[Cut]) -> bool:
    """Whether these are entries: three or more, most with a time at their beginning or end and a sentence."""
    if len(cuts) < FEWEST:
        return False
    timed = sum(any(_tells_time(page, b) for b in (*c.blocks[:4], *c.blocks[-2:])) for c in cuts)
    told = sum(prose(c.blocks) >= SHORTEST for c in cuts)
    return timed >= MOST * len(cuts) and told >= MOST * len(cuts)


def _tells_time(page: Page, block: Block) -> bool:
    if _is_clock(page, block):
        return True
    return is_dated(page, block) and (bool(CLOCK.search(block.text)) or "time" in page.tags(block)[-2:])


def _is_clock(page: Page, block: Block) -> bool:
    """Whether a line begins an entry with its time: '14:05', '14.05 Ferries sail'."""
    match = CLOCK.match(block.text)
    return match is not None and len(block.text) <= 160 and why_aside(page, block.path) is None


def _head(page: Page, cuts: Sequence[Cut]) -> Cut | None:
    """The page's own title and what stands between it and the first entry, if that is prose."""
    top, first = top_title(page), cuts[0].blocks[0].span.start
    if top is None or top.span.start >= first:
        return None
    own = [b for b in page.blocks if top.span.start <= b.span.start < first and why_aside(page, b.path) is None]
    return Cut(tuple(own), top) if prose(own) >= HEAD_PROSE else None


def _is_called(page: Page) -> bool:
    text, at = page.text, page.text.find("live")
    while at >= 0:
        if text.startswith(KINDS, at + 4 + text.startswith("-", at + 4)):
            return True
        at = text.find("live", at + 4)
    return "LiveBlog" in text


def _is_marked(page: Page) -> bool:
    half = len(page.text) / 3
    return any(
        e.attrs.get("itemtype", "").endswith("LiveBlogPosting")
        or ("live" in (m := marks(e)) and LIVE.search(m) and (e.tag in FRAMES or e.end - e.start > half))
        for e in page.elements
        if "live" in e.source.lower() or "&#" in e.source  # of the others no attribute is read
    )


def _nested(group: Sequence[Element]) -> bool:
    return any(a.end > b.start for a, b in itertools.pairwise(group))

"""What the markup within one article's stretch says of it: microdata, h-entry's classes, "Posted by ..." under a post."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from html import unescape

from firsthand.extract.accounts import Said
from firsthand.extract.cuts import Cut
from firsthand.extract.dates import dates_in, settled_date
from firsthand.extract.draft import datum
from firsthand.extract.metadata import attribute
from firsthand.extract.names import people
from firsthand.extract.page import Block, Element, Page, path_of
from firsthand.extract.page_marks import why_aside
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

PROPS: dict[str, DatumKind] = {
    "datepublished": "published",
    "datemodified": "updated",
    "author": "byline",
    "headline": "title",
}
CLASSES: dict[str, DatumKind] = {
    "published": "published",
    "dt-published": "published",
    "updated": "updated",
    "dt-updated": "updated",
}
WRITERS = frozenset({"p-author", "fn"})
VALUES = ("content", "datetime", "title")  # the attributes that hold a value no reader sees
LONGEST_NAME = 80  # characters
# "Posted by Mara Venn at 14:05", "Submitted by Joss Ilk on 2031-05-03"; not "Posted by the editors of ..."
POSTED = re.compile(
    r"(?:posted|submitted|published|written) by (?P<who>[^|]{3,60}?)(?: (?:at|on|in)\b|[,|]|$)", re.IGNORECASE
)


def props(page: Page, cut: Cut) -> Iterator[Said]:
    """The accounts of the markup between a stretch's first and last words, and around them up to its neighbours' words."""
    first, last = _reach(page, cut)
    begins, ends = (bisect_left(page.elements, at, key=lambda e: e.start) for at in (first, last))
    for element in page.elements[begins:ends]:
        if (
            element.attrs
            and (found := _prop(page, element)) is not None
            and why_aside(page, path_of(page, element)) is None
        ):
            yield Said("microdata", element.attrs.get("itemprop", ""), found)
    for block in cut.blocks:
        if len(block.text) <= 2 * LONGEST_NAME and (match := POSTED.match(block.text)):
            yield from (Said("microdata", "", d) for d in _posted(block, match))


def _posted(block: Block, match: re.Match[str]) -> Iterator[Datum]:
    for name, at in people(block.text, Span(*match.span("who"))):
        yield datum("byline", name, "header_line", block, at)
    if dated := next(dates_in(block.text), None):
        yield datum("published", dated.edtf, "header_line", block, dated.span)


def _prop(page: Page, element: Element) -> Datum | None:
    kind = PROPS.get(element.attrs.get("itemprop", "").lower()) or next(
        (CLASSES[c] for c in element.classes if c in CLASSES), None
    )
    if kind is None and element.classes & WRITERS:
        kind = "byline"
    if kind is None:
        return None
    name = next((v for v in VALUES if element.attrs.get(v, "").strip()), None)
    if name is not None and (kind != "byline" or element.tag == "meta"):
        content = element.attrs[name].strip()
        value = settled_date(content) if kind in ("published", "updated") else content
        return attribute(page, element, name, kind, value) if value else None
    return _shown(page, element) if kind == "byline" else None


def _shown(page: Page, element: Element) -> Datum | None:
    """The name an element shows, if it holds nothing but words."""
    end = page.text.rfind("</", element.start_end, element.end)
    span = Span(element.start_end, max(element.start_end, end)).trim(page.text)
    words = span.of(page.text)
    if not words or "<" in words or len(words) > LONGEST_NAME:
        return None
    value = " ".join(unescape(words).split())
    return Datum("byline", value, "header_line", span, value)


def _reach(page: Page, cut: Cut) -> tuple[int, int]:
    """From the end of the words before the stretch to the start of those after it."""
    starts = page.blocks
    n = bisect_left(starts, cut.blocks[0].span.start, key=lambda b: b.span.start)
    m = bisect_right(starts, cut.blocks[-1].span.start, key=lambda b: b.span.start)
    return (page.blocks[n - 1].span.end if n else 0), (
        page.blocks[m].span.start if m < len(page.blocks) else len(page.text)
    )

"""The blocks of one HTML article, labelled by the markup around them and by their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import replace

from firsthand.extract.accounts import Said, combined, told_of
from firsthand.extract.compose import foot_pieces, prose, said_by, settled
from firsthand.extract.dates import dates_in
from firsthand.extract.draft import Draft, Piece, datum, whole
from firsthand.extract.foots import footer
from firsthand.extract.header import furniture, head_line
from firsthand.extract.markup import HEADINGS, NOTHING, around, facts_of, marks_of, roles_of, within
from firsthand.extract.metadata import attribute, from_page
from firsthand.extract.names import people
from firsthand.extract.page import Block, Page, path_of, tagged
from firsthand.extract.page_marks import why_aside
from firsthand.extract.records import PARAGRAPH, linked
from firsthand.extract.shown_head import labelled_dates, loose_dates, more_names
from firsthand.extract.topics import shown_topics
from firsthand.model.articles import Datum, DatumKind, PartKind
from firsthand.model.spans import Span

LONGEST_TAG = 2000  # characters before its words in which a link's start tag is looked for
LARGEST_CELL = 3000  # characters of source


def compose_html(
    page: Page,
    blocks: Sequence[Block],
    layout: str,
    name: Datum | None,
    chosen: Collection[int] | None = None,
    *,
    headline: Block | None = None,
    title: Span | None = None,
) -> Draft:
    """The draft of the article in these blocks. With `chosen` (ids of blocks), only those may be prose; the rest of the
    page is admitted where its markup says that it belongs to the article: byline, caption, deck, tags. `headline` is the
    block that is it, where that is known already, `title` which of its words are.
    """
    known = next((i for i, b in enumerate(blocks) if b is headline), None)
    top = _headline(page, blocks, chosen) if known is None else known
    pieces, data = list[Piece](), list[Datum]()
    begun, prose_at = False, len(blocks)
    late = list[Datum]()  # bylines under the prose: of the writer's box, or of other stories
    for i, block in enumerate(blocks):
        if i < top and chosen is not None and id(block) not in chosen:
            continue
        if i == top and title is not None:
            new, said = _titled(block, title)
        else:
            told_as = None if chosen is None else id(block) in chosen
            new, said = _label(page, block, headline=i == top, begun=begun, chosen=told_as)
        if not begun and any(p.kind == "body" for p in new):
            begun, prose_at = True, i
        pieces += new
        if begun and chosen is not None:
            late += [d for d in said if d.kind == "byline"]
            said = [d for d in said if d.kind != "byline"]
        data += said
    told = list[Said]()
    if chosen is None:
        data = _precise([*data, *_times(page, blocks)])
    else:
        data += more_names(page, blocks, top, prose_at, chosen, data)
        if not any(d.kind == "byline" for d in data):
            data += late
        if not any(d.kind == "tag" for d in data):
            data += shown_topics(page, chosen)
        told, sites = from_page(page, data)
        if not told_of(told, "published"):
            told += [Said("time", "datetime", d) for d in _times(page, blocks)]
        if not any(x.datum.kind == "published" for x in told):
            told += loose_dates(blocks, top, prose_at) or labelled_dates(page.blocks, top, prose_at, chosen)
        data = combined(told, sites)
    data = _as_posted(data)
    if name is not None:
        data.append(name)
    return Draft(tuple(_cut_tail(pieces)), tuple(settled(data)), layout, tuple(told))


def site_name(page: Page) -> Datum | None:
    """Whose page this is: `og:site_name`, else the first heading of the page's own header."""
    for element in tagged(page).get("meta", ()):
        if element.attrs.get("property", "").lower() == "og:site_name":
            return attribute(page, element, "content", "republisher", element.attrs.get("content", ""))
    for block in page.blocks[:5]:
        if len(block.text) <= 60 and any(
            re.search(r"site-?(?:title|name)|brand|masthead", marks_of(page.elements[i])) for i in block.path
        ):
            return datum("republisher", block.text, "header_line", block, Span(0, len(block.text)))
    return None


def settle_outlet(data: Sequence[Datum]) -> list[Datum]:
    """The site as republisher where the page names another outlet; else as the outlet, inferred where none is named."""
    site = next((d for d in data if d.kind == "republisher"), None)
    outlet = next((d for d in data if d.kind == "outlet"), None)
    if site is None or (outlet is not None and outlet.value.casefold() != site.value.casefold()):
        return list(data)
    rest = [d for d in data if d is not site]
    return rest if outlet else [*rest, replace(site, kind="outlet", how="inferred")]


def _headline(page: Page, blocks: Sequence[Block], chosen: Collection[int] | None) -> int:
    """The block that is the headline: marked so, else the highest heading before the prose; -1 if there is none."""
    ranked, facts = [], facts_of(page).within
    for i, block in enumerate(blocks):
        held = facts[block.path[-1]] if block.path else NOTHING
        titled = "title" in roles_of(page, block)
        tags, marked = held.tags & HEADINGS, titled or held.headline
        if not (tags or marked) or (held.around and not titled):
            continue
        if tags and (marked or min(tags) <= "h3"):
            ranked.append((0 if marked and min(tags) <= "h2" else 1, min(tags), i))
        elif marked and 8 <= len(block.text) <= 250:
            ranked.append((2, "h3", i))
    if chosen is not None:
        first = next((i for i, b in enumerate(blocks) if id(b) in chosen and len(b.text) > 80), len(blocks))
        before = [r for r in ranked if r[2] <= first]
        ranked = [r for r in before if r[1] == "h1"] or before or [r for r in ranked if r[1] == "h1"]
        ranked = [(a, b, -i) for a, b, i in ranked]  # the one nearest the prose
    return abs(min(ranked)[2]) if ranked else -1


def _titled(block: Block, title: Span) -> tuple[list[Piece], list[Datum]]:
    """A headline that shares its block: with a label before it, with the first words of the story behind it."""
    before, behind = (s.trim(block.text) for s in (Span(0, title.start), Span(title.end, len(block.text))))
    pieces = [Piece(block, "furniture", before)] if len(before) else []
    pieces += [Piece(block, "headline", title), *([Piece(block, "body", behind)] if len(behind) else [])]
    return pieces, [datum("title", title.of(block.text), "header_line", block, title)]


def _label(
    page: Page, block: Block, *, headline: bool, begun: bool, chosen: bool | None
) -> tuple[list[Piece], list[Datum]]:
    if headline:
        return [whole(block, "headline")], [datum("title", block.text, "header_line", block, Span(0, len(block.text)))]
    if begun and (foot := footer(block.text)) is not None:
        return foot_pieces(block, foot)
    if listed := _listed(page, block):
        return listed
    if (line := head_line(block.text)) is not None and not around(page, block):
        said = said_by(line, block) if not begun or line.of("source", "updated") else []
        return [whole(block, line.part)], [replace(d, kind="reposted") if _posts(d, block) else d for d in said]
    kind = _by_markup(page, block, chosen=bool(chosen))
    if kind == "byline":
        at = Span(0, len(block.text))
        return [whole(block, "byline")], [
            datum("byline", n, "header_line", block, s) for n, s in people(block.text, at)
        ]
    if kind == "standfirst" and not begun:
        return [whole(block, "standfirst")], [
            datum("standfirst", block.text, "header_line", block, Span(0, len(block.text)))
        ]
    if kind in {"caption", "bio", "kicker"}:
        return [whole(block, kind)], []
    if chosen is False:
        return [], []
    return _words(page, block, kind or furniture(block.text), begun=begun, chosen=bool(chosen))


def _words(
    page: Page, block: Block, kind: PartKind | None, *, begun: bool, chosen: bool
) -> tuple[list[Piece], list[Datum]]:
    tags = within(page, block).tags
    if kind is not None and kind != "standfirst":
        return [whole(block, kind)], []
    if tags & HEADINGS:
        return [whole(block, "subhead")], []
    if not chosen and linked(block) > 0.8 and len(block.text) < 200:
        return [whole(block, "furniture")], []
    if "blockquote" in tags:
        return [whole(block, "blockquote")], []
    if "li" in tags:
        return [whole(block, "list")], []
    if not tags.isdisjoint(("td", "th")) and _in_cell(page, block):
        return [whole(block, "table")], []
    if not begun and "time" in tags and len(block.text) < PARAGRAPH:
        return [whole(block, "source_line")], []
    if not begun and len(block.text) < 40 and (dates := list(dates_in(block.text))):
        return [whole(block, "source_line")], [datum("published", dates[0].edtf, "header_line", block, dates[0].span)]
    return prose(block, first=not begun)


def _by_markup(page: Page, block: Block, *, chosen: bool) -> PartKind | None:
    roles = roles_of(page, block)
    held = within(page, block)
    if "caption" in roles or "figcaption" in held.tags:
        return "caption"
    if "bio" in roles:
        return "bio"
    if len(block.text) < 120 and ("byline" in roles or held.author):
        return "byline"
    if held.around and not chosen:
        return "furniture"
    if "deck" in roles:
        return "standfirst"
    return "kicker" if "kicker" in roles else None


def _in_cell(page: Page, block: Block) -> bool:
    """Whether a block stands in a table's cell; a cell that holds half a page is there for the page's layout."""
    cells = [e for e in (page.elements[i] for i in block.path) if e.tag in ("td", "th")]
    return bool(cells) and cells[-1].end - cells[-1].start <= LARGEST_CELL


def _listed(page: Page, block: Block) -> tuple[list[Piece], list[Datum]] | None:
    """A line of links marked `rel="tag"` or `rel="category tag"`: what the article is filed under."""
    if not block.links or not facts_of(page).topical:
        return None
    found = [(link, rel) for link in block.links if "tag" in (rel := _rel(page, block, link.href))]
    if not found:
        return None
    pieces, data, start = list[Piece](), list[Datum](), 0
    for link, rel in found:
        gap = Span(start, link.span.start).trim(block.text)
        if len(gap):
            pieces.append(Piece(block, "furniture", gap))
        category = "category" in rel
        pieces.append(Piece(block, "category" if category else "tag", link.span))
        data.append(datum("category" if category else "tag", link.span.of(block.text), "footer", block, link.span))
        start = link.span.end
    rest = Span(start, len(block.text)).trim(block.text)
    return [*pieces, *([Piece(block, "furniture", rest)] if len(rest) else [])], data


def _rel(page: Page, block: Block, href: str) -> list[str]:
    """The `rel` words of the link in or just around a block that has this address."""
    first = bisect_left(page.elements, block.span.start - LONGEST_TAG, key=lambda e: e.start)
    last = bisect_left(page.elements, block.span.end + 1, key=lambda e: e.start)
    for element in page.elements[first:last]:
        if element.tag == "a" and element.attrs.get("href", "").strip() == href:
            return element.attrs.get("rel", "").lower().split()
    return []


def _times(page: Page, blocks: Sequence[Block]) -> list[Datum]:
    """The dates in `<time datetime>` of the article's own element."""
    if not blocks:
        return []
    start, end = _reach(page, blocks)
    found = list[Datum]()
    first, last = (bisect_left(page.elements, at, key=lambda e: e.start) for at in (start, end + 1))
    for element in page.elements[first:last]:
        if element.tag == "time" and why_aside(page, path_of(page, element)) != "comment":
            value = element.attrs.get("datetime", "")
            kind: DatumKind = (
                "updated"
                if "updated" in element.classes or element.attrs.get("itemprop") == "dateModified"
                else "published"
            )
            if dated := next(dates_in(value), None):
                found.append(attribute(page, element, "datetime", kind, dated.edtf))
    return found


def _reach(page: Page, blocks: Sequence[Block]) -> tuple[int, int]:
    """Where an article's own markup may stand: up to 400 characters around its words, and not beyond its neighbours'."""
    n = bisect_left(page.blocks, blocks[0].span.start, key=lambda b: b.span.start)
    m = bisect_left(page.blocks, blocks[-1].span.end, key=lambda b: b.span.start)
    before = page.blocks[n - 1].span.end if n else 0
    after = page.blocks[m].span.start if m < len(page.blocks) else len(page.text)
    start, end = blocks[0].span.start, blocks[-1].span.end
    return max(start - 400, before), min(end + 400, after - 1)


def _precise(data: Sequence[Datum]) -> list[Datum]:
    """The data, an instant before the day it lies in: 'May 3, 2031' beside `<time datetime="2031-05-03T06:10:00+02:00">`."""
    shown = next((d for d in data if d.kind == "published"), None)
    exact = [d for d in data if d.kind == "published" and "T" in d.value and shown and d.value[:10] == shown.value]
    return [*exact[:1], *(d for d in data if d not in exact[:1])]


def _posts(found: Datum, block: Block) -> bool:
    """Whether a date is that of a line "Posted on ..."."""
    return found.kind == "published" and block.text.casefold().startswith("posted")


def _as_posted(data: list[Datum]) -> list[Datum]:
    """A date of posting is a reposting where the article states a date or an outlet of its own, else its publication."""
    own = any(
        (d.kind == "outlet" and d.how != "metadata") or (d.kind == "published" and d.how == "header_line") for d in data
    )
    if own:
        posted = {d.value[:10] for d in data if d.kind == "reposted"}
        return [d for d in data if not (d.kind == "published" and d.how == "metadata" and d.value[:10] in posted)]
    return [replace(d, kind="published") if d.kind == "reposted" and d.how == "header_line" else d for d in data]


def _cut_tail(pieces: list[Piece]) -> list[Piece]:
    """Without subheads at the very end: nothing stands under them."""
    while pieces and pieces[-1].kind == "subhead":
        pieces.pop()
    return pieces

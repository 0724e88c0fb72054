"""The layouts that people wrote, on a page: which of them is for it, and how it cuts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from firsthand.extract.compose import compose, page_name, settled
from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.cuts import Cut
from firsthand.extract.dates import dates_in, settled_date
from firsthand.extract.declared import Declared, declared
from firsthand.extract.draft import Draft, Piece, datum
from firsthand.extract.metadata import attribute
from firsthand.extract.names import people
from firsthand.extract.page import Block, Page
from firsthand.extract.page_names import titles_of
from firsthand.extract.records import blocks_of
from firsthand.extract.selectors import Selector
from firsthand.extract.starters import end_of
from firsthand.extract.textlines import headline_at
from firsthand.model.articles import Datum, DatumKind, PartKind
from firsthand.model.spans import Span

LONGEST_LINE = 400  # characters of a line that patterns look at
AS_DATUM: dict[str, DatumKind] = {
    "headline": "title",
    "category": "category",
    "tag": "tag",
    "standfirst": "standfirst",
    "outlet": "outlet",
}
AS_PART: dict[str, PartKind] = {k: k for k in get_args(PartKind)} | {
    "published": "source_line",
    "outlet": "source_line",
}


def by_hand(page: Page, texts: Sequence[str]) -> list[Draft]:
    """The drafts by the first layout that is for the page and finds any, in the order of their names."""
    for layout in sorted((declared(text) for text in texts), key=lambda x: x.name):
        if is_for(layout, page) and (drafts := cut_by(layout, page)):
            return drafts
    return []


def is_for(layout: Declared, page: Page) -> bool:
    """Whether all that its [page] says holds."""
    if layout.address is not None and not any(layout.address.search(a) for a in _addresses(page)):
        return False
    if layout.title is not None and not any(layout.title.search(t) for t in titles_of(page)[:1]):
        return False
    if layout.has is not None and not layout.has.found(page):
        return False
    return layout.says is None or any(layout.says.search(b.text[:LONGEST_LINE]) for b in page.blocks)


def cut_by(layout: Declared, page: Page) -> list[Draft]:
    """One article where its [article] says so."""
    if not page.is_html:
        return _lines(layout, page)
    name = site_name(page)
    drafts = [_draft(layout, page, cut, name) for cut in _cuts(layout, page)]
    return [replace(d, data=tuple(settle_outlet(d.data))) for d in drafts if d.pieces]


def _cuts(layout: Declared, page: Page) -> Iterator[Cut]:
    if layout.each is not None:
        inside = blocks_of(page)
        ways = [Cut(tuple(inside[i])) for i in layout.each.found(page) if i in inside]
    else:
        ways = _begun(layout.begins, page) if layout.begins else []
    for cut in ways:
        held = [b for b in cut.blocks if layout.leave_out is None or layout.leave_out.within(page, b) is None]
        if held:
            yield Cut(tuple(held), cut.headline)


def _begun(begins: Selector, page: Page) -> list[Cut]:
    """From each beginning to the next, the last to the end of the element that holds them all, or of the page."""
    starters = list[int]()
    met = set[int]()
    for n, block in enumerate(page.blocks):
        at = begins.within(page, block)
        if at is not None and at not in met:
            met.add(at)
            starters.append(n)
    end = end_of(page, starters) if len(starters) > 1 else len(page.blocks)
    return [Cut(tuple(page.blocks[a:b])) for a, b in pairwise([*starters, end])]


def _draft(layout: Declared, page: Page, cut: Cut, name: Datum | None) -> Draft:
    wanted = next((s for kind, s in layout.parts if kind == "headline"), None)
    head = next((b for b in cut.blocks if wanted is not None and wanted.within(page, b) is not None), None)
    draft = compose_html(page, cut.blocks, layout.name, name, headline=head)
    pieces = [_labelled(layout, page, piece, head) for piece in draft.pieces]
    told = [d for kind, chosen in layout.parts for d in _told(page, cut.blocks, kind, chosen)]
    own = {d.kind for d in told}
    return Draft(tuple(pieces), tuple(settled([*told, *(d for d in draft.data if d.kind not in own)])), layout.name)


def _labelled(layout: Declared, page: Page, piece: Piece, head: Block | None) -> Piece:
    for kind, chosen in layout.parts:
        if (kind != "headline" or piece.block is head) and chosen.within(page, piece.block) is not None:
            return Piece(piece.block, AS_PART[kind], piece.span)
    return piece


def _told(page: Page, blocks: Sequence[Block], kind: str, chosen: Selector) -> Iterator[Datum]:
    """What the words that a [parts] line selects say."""
    for block in blocks:
        at = chosen.within(page, block)
        if at is None:
            continue
        whole = Span(0, len(block.text))
        if kind == "byline":
            named = people(block.text, _after_by(block.text))
            yield from (datum("byline", n, "header_line", block, s) for n, s in named)
        elif kind == "published":
            yield from _day(page, block, at)
        elif kind in AS_DATUM:
            yield datum(AS_DATUM[kind], block.text, "header_line", block, whole)
            if kind in ("headline", "outlet"):
                return


def _day(page: Page, block: Block, at: int) -> Iterator[Datum]:
    element = page.elements[at]
    for name in ("datetime", "content", "title"):
        if edtf := settled_date(element.attrs.get(name, "")):
            yield attribute(page, element, name, "published", edtf)
            return
    if dated := next(dates_in(block.text), None):
        yield datum("published", dated.edtf, "header_line", block, dated.span)


def _after_by(text: str) -> Span:
    match = re.match(r"(?:by|von|par|por|words|text)\b[:\s]*", text, re.IGNORECASE)
    return Span(match.end() if match else 0, len(text))


def _lines(layout: Declared, page: Page) -> list[Draft]:
    """Of a text file: from each line that begins an article to the one that ends it, or to the next."""
    if layout.begins_line is None:
        firsts = _after_ends(layout, page)
    else:
        hits = (n for n, b in enumerate(page.blocks) if layout.begins_line.search(b.text[:LONGEST_LINE]))
        firsts = sorted({max(0, n - layout.lines_above) for n in hits})
    if not firsts:
        return []
    name = page_name(page.blocks[: firsts[0]])
    stretches = [_to_end(layout, page.blocks[a:b]) for a, b in pairwise([*firsts, len(page.blocks)])]
    if layout.begins_line is None:
        stretches = [
            held for held in stretches if layout.ends_line and layout.ends_line.search(held[-1].text[:LONGEST_LINE])
        ]
    return [compose(held, layout.name, name) for held in stretches if held]


def _after_ends(layout: Declared, page: Page) -> list[int]:
    """Where articles begin that are told by their ends: the first at its headline, each other after the end before."""
    end = layout.ends_line
    ends = [n for n, b in enumerate(page.blocks) if end is not None and end.search(b.text[:LONGEST_LINE])]
    if not ends:
        return []
    first = headline_at(page.blocks[: ends[0] + 1])
    return [first, *(n + 1 for n in ends if n + 1 < len(page.blocks))]


def _to_end(layout: Declared, blocks: Sequence[Block]) -> Sequence[Block]:
    if layout.ends_line is None:
        return blocks
    end = layout.ends_line
    return blocks[: next((n for n, b in enumerate(blocks) if end.search(b.text[:LONGEST_LINE])), len(blocks) - 1) + 1]


def _addresses(page: Page) -> Iterator[str]:
    if page.capture.url:
        yield page.capture.url
    yield page.capture.path
    for element in page.elements:
        if element.tag == "link" and element.attrs.get("rel", "").lower() == "canonical":
            yield element.attrs.get("href", "")
        elif element.tag == "meta" and element.attrs.get("property") == "og:url":
            yield element.attrs.get("content", "")

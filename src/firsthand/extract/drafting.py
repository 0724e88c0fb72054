"""From the cuts of a page to the drafts of its articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.extract.accounts import Said, combined
from firsthand.extract.compose import settled
from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.cuts import Cut, is_heading
from firsthand.extract.draft import Draft, Piece
from firsthand.extract.list_signs import is_dated
from firsthand.extract.metadata import attribute
from firsthand.extract.page import Block, Element, Page
from firsthand.extract.records import is_paragraph
from firsthand.extract.starters import heading_key
from firsthand.extract.told_parts import edtf_of, told_of_cuts
from firsthand.model.articles import PROSE, Datum, DatumKind

LONGEST_DAY = 30  # characters of a heading that is nothing but a date
LONGEST_RECURRING = 100  # characters of a line that stands under every article
FIGURES = re.compile(r"\d+")
PROPS: dict[str, DatumKind] = {"datePublished": "published", "dateModified": "updated", "author": "byline", "headline": "title"}


def drafts_of(page: Page, cuts: Sequence[Cut], layout: str) -> list[Draft]:
    """One article a cut. The site is the republisher where an article names another outlet, else their outlet."""
    name = site_name(page)
    headed = [replace(cut, headline=cut.headline or headline_of(page, cut)) for cut in cuts]
    told = told_of_cuts(page, headed)
    drafts = [_drafted(page, cut, [*_props(page, cut), *said], layout, name) for cut, said in zip(headed, told, strict=True)]
    drafts = without_recurring(drafts)
    if any(d.kind == "outlet" and d.how != "metadata" for draft in drafts for d in draft.data):
        return drafts
    return [replace(draft, data=tuple(settle_outlet(draft.data))) for draft in drafts]


def headline_of(page: Page, cut: Cut) -> Block | None:
    """The cut's headline where its tags do not say so: under a day's date in a heading, or a line in bold before the prose."""
    heads = [b for b in cut.blocks if is_heading(page, b)]
    if heads:
        is_day = len(heads[0].text) < LONGEST_DAY and is_dated(page, heads[0])
        return heads[1] if is_day and len(heads) > 1 else None
    first = next((n for n, b in enumerate(cut.blocks) if is_paragraph(b) and heading_key(page, b) is None), 0)
    return next((b for b in cut.blocks[:first] if heading_key(page, b) and not is_dated(page, b)), None)


def without_recurring(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each short line of prose that most of them have (but for its figures) labelled furniture: 'Add comment'."""
    counts = Counter(words for draft in drafts for words in {_masked(p) for p in draft.pieces if _is_short(p)})
    recurs = {words for words, n in counts.items() if n >= 2 and 2 * n >= len(drafts)}
    return [replace(draft, pieces=tuple(_demoted(p, recurs) for p in draft.pieces)) for draft in drafts]


def _demoted(piece: Piece, recurs: set[str]) -> Piece:
    return replace(piece, kind="furniture") if _is_short(piece) and _masked(piece) in recurs else piece


def _is_short(piece: Piece) -> bool:
    return (piece.kind in PROSE or piece.kind == "subhead") and len(piece.span) < LONGEST_RECURRING


def _masked(piece: Piece) -> str:
    return FIGURES.sub("0", piece.span.of(piece.block.text).casefold())


def _drafted(page: Page, cut: Cut, told: Sequence[Said], layout: str, name: Datum | None) -> Draft:
    draft = compose_html(page, cut.blocks, layout, name, headline=cut.headline)
    if not told:
        return draft
    return replace(draft, data=tuple(settled(combined(draft.data, told))))


def _props(page: Page, cut: Cut) -> Iterator[Said]:
    """What stands in `<meta itemprop>` within the cut's own stretch."""
    start, end = cut.blocks[0].span.start, cut.blocks[-1].span.end
    home = _home(page, cut)
    first, last = (home.start, home.end) if home is not None else (start, end)
    for element in page.elements:
        if element.tag == "meta" and first <= element.start < last:
            kind, content = PROPS.get(element.attrs.get("itemprop", "")), element.attrs.get("content", "").strip()
            value = edtf_of(content) if kind in ("published", "updated") else content
            if kind is not None and value:
                yield "json-ld", attribute(page, element, "content", kind, value)


def _home(page: Page, cut: Cut) -> Element | None:
    """The innermost element that holds the whole cut, if it holds no other text."""
    shared = [a for a, b in zip(cut.blocks[0].path, cut.blocks[-1].path, strict=False) if a == b]
    for i in reversed(shared):
        element = page.elements[i]
        if element.start <= cut.blocks[0].span.start and element.end >= cut.blocks[-1].span.end:
            return element if element.attrs.get("itemtype") or element.tag == "article" else None
    return None

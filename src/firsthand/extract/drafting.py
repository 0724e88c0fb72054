"""From the cuts of a page to the drafts of its articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from firsthand.extract.accounts import Said, combined
from firsthand.extract.compose import settled
from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.cuts import Cut
from firsthand.extract.draft import Draft
from firsthand.extract.metadata import attribute
from firsthand.extract.page import Element, Page
from firsthand.extract.told_parts import edtf_of, told_of_cuts
from firsthand.model.articles import Datum, DatumKind

PROPS: dict[str, DatumKind] = {"datePublished": "published", "dateModified": "updated", "author": "byline", "headline": "title"}


def drafts_of(page: Page, cuts: Sequence[Cut], layout: str) -> list[Draft]:
    """One article a cut. The site is the republisher where an article names another outlet, else their outlet."""
    name = site_name(page)
    told = told_of_cuts(page, list(cuts))
    drafts = [_drafted(page, cut, [*_props(page, cut), *said], layout, name) for cut, said in zip(cuts, told, strict=True)]
    if any(d.kind == "outlet" and d.how != "metadata" for draft in drafts for d in draft.data):
        return drafts
    return [replace(draft, data=tuple(settle_outlet(draft.data))) for draft in drafts]


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

"""A page whose articles say what they are: schema.org microdata, h-entry, or `<article>`."""

from __future__ import annotations

import re
from dataclasses import replace

from firsthand.extract.compose_html import compose_html, settle_outlet, site_name
from firsthand.extract.draft import Draft
from firsthand.extract.page import Element, Page
from firsthand.extract.records import blocks_of, members

NAME = "html_marked"
TYPE = re.compile(r"https?://schema\.org/\w*(?:Article|Posting|Report)/?$", re.IGNORECASE)


def recognise(page: Page) -> float:
    """0.9 if two of its marked elements hold prose."""
    return 0.9 if page.is_html and members(page, _is_marked) else 0.0


def split(page: Page) -> list[Draft]:
    """One article a marked element."""
    inside = blocks_of(page)
    drafts = [compose_html(page, inside[i], NAME, site_name(page)) for i in members(page, _is_marked)]
    if any(d.kind == "outlet" for draft in drafts for d in draft.data):
        return drafts
    # no article names another outlet: the site tells its own news
    return [replace(draft, data=tuple(settle_outlet(draft.data))) for draft in drafts]


def _is_marked(element: Element) -> bool:
    if element.tag == "article" or "h-entry" in element.classes:
        return True
    return bool(TYPE.search(element.attrs.get("itemtype", "")))

"""A WordPress-style archive: each post in an element of class `post`, `post-123`, `type-post` or `hentry`."""

from __future__ import annotations

import re

from firsthand.extract.compose_html import compose_html, site_name
from firsthand.extract.draft import Draft
from firsthand.extract.page import Element, Page
from firsthand.extract.records import blocks_of, members

NAME = "html_archive"
POST = re.compile(r"post|post-\d{1,9}|type-post|hentry|blog-post|post-outer")


def recognise(page: Page) -> float:
    """0.95 if two posts hold prose."""
    return 0.95 if page.is_html and members(page, _is_post) else 0.0


def split(page: Page) -> list[Draft]:
    """One article a post."""
    inside = blocks_of(page)
    name = site_name(page)
    return [compose_html(page, inside[i], NAME, name) for i in members(page, _is_post)]


def _is_post(element: Element) -> bool:
    return element.tag in {"div", "article", "li", "section"} and any(POST.fullmatch(c) for c in element.classes)

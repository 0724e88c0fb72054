"""A page whose articles say what they are: schema.org microdata, h-entry, or `<article>`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from firsthand.extract.cuts import marked
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.list_signs import are_sections
from firsthand.extract.page import Element, Page
from firsthand.extract.start_tags import how_many

NAME = "html_marked"
TYPE = re.compile(r"https?://schema\.org/\w*(?:Article|Posting|Report)/?$", re.IGNORECASE)


def recognise(page: Page) -> float:
    """0.9 if two elements are so marked; those that hold prose are cut."""
    if not page.is_html:
        return 0.0
    return 0.9 if how_many(page, lambda tag: _says(tag.tag, tag.attrs)) >= 2 else 0.0


def split(page: Page) -> list[Draft]:
    """One article a marked element."""
    cuts = marked(page, _is_marked)
    return drafts_of(page, [] if are_sections(page, cuts) else cuts, NAME)


def _is_marked(element: Element) -> bool:
    return _says(element.tag, element.attrs)


def _says(tag: str, held: Mapping[str, str]) -> bool:
    """Whether an element says that it is an article."""
    if tag == "article":
        return True
    if "itemtype" in held and TYPE.search(held["itemtype"]):
        return True
    return "h-entry" in (classes := held.get("class", "")) and "h-entry" in classes.split()

"""A page whose articles say what they are: schema.org microdata, h-entry, or `<article>`."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.extract.cuts import marked
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.html_tokens import attributes
from firsthand.extract.list_signs import are_sections
from firsthand.extract.page import Element, Page, tagged

NAME = "html_marked"
TYPE = re.compile(r"https?://schema\.org/\w*(?:Article|Posting|Report)/?$", re.IGNORECASE)


def recognise(page: Page) -> float:
    """0.9 if two elements are so marked; those that hold prose are cut."""
    if not page.is_html:
        return 0.0
    marked = len(tagged(page).get("article", ()))
    if marked < 2:
        sources = [e.source for e in page.elements if e.tag != "article"]
        said = set(filter(_is_so_called, set(sources)))
        marked += sum(source in said for source in sources) if said else 0
    return 0.9 if marked > 1 else 0.0


def split(page: Page) -> list[Draft]:
    """One article a marked element."""
    cuts = marked(page, _is_marked)
    return drafts_of(page, [] if are_sections(page, cuts) else cuts, NAME)


def _is_marked(element: Element) -> bool:
    return element.tag == "article" or _is_so_called(element.source)


def _is_so_called(source: str) -> bool:
    """Whether a start tag says that it is an article's. Most say nothing of the kind: their attributes are not read."""
    return ("h-entry" in source or "itemtype" in source.lower() or "&#" in source) and _says(source)


@lru_cache(8192)  # pages repeat their tags
def _says(source: str) -> bool:
    held = attributes(source)
    return bool(held) and ("h-entry" in held.get("class", "").split() or bool(TYPE.search(held.get("itemtype", ""))))

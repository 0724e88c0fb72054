"""An archive of WordPress, Blogger, Drupal or their like: each post in an element of class `post-123`, `hentry`, `node` ..."""

from __future__ import annotations

import re
from functools import lru_cache

from firsthand.extract.cuts import marked
from firsthand.extract.draft import Draft
from firsthand.extract.drafting import drafts_of
from firsthand.extract.page import Element, Page
from firsthand.extract.start_tags import how_many

NAME = "html_archive"
POST = re.compile(
    r"(?:post|post-\d{1,9}|type-post|hentry|wp-block-post|blog-?post|post-outer|date-outer|blog-?entry|entry|"
    r"node|node-(?:article|story|blog|news)|node--type-[\w-]{1,40}|node-teaser|views-row|"
    r"(?:news|blog|article|story|post)-?(?:item|entry|box|wrap))"
)
TAGS = frozenset({"div", "article", "li", "section", "td", "table"})


def recognise(page: Page) -> float:
    """0.95 if two posts stand on the page; those that hold prose are cut."""
    if not page.is_html:
        return 0.0
    return 0.95 if how_many(page, lambda tag: tag.tag in TAGS and _posts(tag.classes)) >= 2 else 0.0


def split(page: Page) -> list[Draft]:
    """One article a post."""
    return drafts_of(page, marked(page, _is_post), NAME)


def _is_post(element: Element) -> bool:
    return element.tag in TAGS and _posts(element.attrs.get("class", ""))


def _posts(classes: str) -> bool:
    return bool(classes) and any(map(_is_post_word, classes.lower().split()))


@lru_cache(4096)  # pages repeat their classes
def _is_post_word(word: str) -> bool:
    return POST.fullmatch(word) is not None

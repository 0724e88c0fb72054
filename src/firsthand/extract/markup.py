"""What the markup around a block says of it: that it is a caption, a byline or furniture. Asked of hundreds of blocks, so
worked out once a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from firsthand.extract.page import Block, Element, Page

# classes and ids of what surrounds an article; not "shared-values"
AROUND = re.compile(
    r"(?:^|[-_ ])(?:nav|navigation|navbar|menu|breadcrumbs?|sidebar|share|sharing|sharedaddy|social|related|recommended|"
    r"comments?|respond|reply|promo|newsletter|subscribe|advert|ads?|widget|pagination|pager|cookie|popup|jp-relatedposts|"
    r"read-?more|more-link|footer-nav|post-navigation)(?:$|[-_ ])"
)
# what a class of one of the three nearest elements makes of a block
ROLES = {
    "caption": re.compile(r"(?:^|[-_])(?:caption|figcaption|credit|wp-caption-text)(?:$|[-_])"),
    "byline": re.compile(r"(?:^|[-_])(?:byline|author|p-author|dateline-author|vcard)(?:$|[-_])"),
    "bio": re.compile(r"(?:^|[-_])(?:bio|author-bio|about-author|author-info|author-box|author-description)(?:$|[-_])"),
    "deck": re.compile(
        r"(?:^|[-_])(?:standfirst|dek|deck|subtitle|sub-title|subheadline|lead-in|p-summary|entry-summary|teaser-text)(?:$|[-_])"
    ),
    "title": re.compile(r"(?:^|[-_])(?:entry-title|post-title|p-name|headline|article-title)(?:$|[-_])"),
    "kicker": re.compile(r"(?:^|[-_])(?:kicker|eyebrow|overline|section-label)(?:$|[-_])"),
}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
AROUND_TAGS = frozenset({"nav", "aside", "form", "footer"})


def around(page: Page, block: Block, *, chosen: bool = False) -> bool:
    """Whether a block is a page's furniture by the markup around it.

    What an extractor chose is so only if it is short and its nearest markup says so: page builders name whole pages
    "sidebar" or "widget".
    """
    if chosen:
        return len(block.text) < 60 and not facts_of(page).around.isdisjoint(block.path[-2:])
    return not facts_of(page).around.isdisjoint(block.path)


def _surrounds(element: Element) -> bool:
    if element.tag in {"html", "body", "main", "article"}:
        return False
    return element.tag in AROUND_TAGS or (
        len(element.source) > len(element.tag) + 2 and _names_around(marks_of(element))
    )


def _is_large(page: Page, element: Element) -> bool:
    return (element.end - element.start) * 2 > len(page.text)


def marks_of(element: Element) -> str:
    return f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}".lower()


@lru_cache(4096)  # pages repeat their classes
def _names_around(marks: str) -> bool:
    return bool(AROUND.search(marks))


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a page's elements block by block, by their numbers."""

    headings: dict[int, str]
    headlines: frozenset[int]  # marked as one by schema.org
    authors: frozenset[int]
    around: frozenset[int]  # of the furniture around an article
    tagged: bool  # whether any link says that it is a tag
    roles: dict[int, frozenset[str]]  # of the blocks whose innermost element it is, as far as asked


@lru_cache(2)  # all articles of one page ask for them
def facts_of(page: Page) -> Facts:
    elements = page.elements
    used = {i for path in {b.path for b in page.blocks} for i in path}
    props = {i: elements[i].attrs.get("itemprop", "") for i in used if "itemprop" in elements[i].source.lower()}
    surrounding = {e.source: _surrounds(e) for e in {elements[i].source: elements[i] for i in used}.values()}
    return Facts(
        {i: tag for i in used if (tag := elements[i].tag) in HEADINGS},
        frozenset(i for i, prop in props.items() if "headline" in prop),
        frozenset(i for i, prop in props.items() if prop == "author"),
        frozenset(i for i in used if surrounding[elements[i].source] and not _is_large(page, elements[i])),
        any(e.tag == "a" and "tag" in e.source.lower() for e in elements),
        {},
    )


@lru_cache(8192)
def _named(classes: str) -> frozenset[str]:
    words = classes.lower().split()
    return frozenset(role for role, pattern in ROLES.items() if any(pattern.search(w) for w in words))


def roles_of(page: Page, block: Block) -> frozenset[str]:
    """What the classes of its three nearest elements make of a block."""
    if not block.path:
        return frozenset()
    roles = facts_of(page).roles
    last = block.path[-1]
    if last not in roles:
        near = [page.elements[i] for i in block.path[-3:]]
        named = [_named(e.attrs.get("class", "")) for e in near if e.tag not in ("body", "html", "article", "main")]
        roles[last] = frozenset[str]().union(*named)
    return roles[last]


def has_role(page: Page, block: Block, role: str) -> bool:
    return role in roles_of(page, block)

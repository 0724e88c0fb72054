"""What the markup around a block says of it: that it is a caption, a byline or furniture. Asked of hundreds of blocks, so
worked out once a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from firsthand.extract.page import Block, Element, Page, holding, once, tagged
from firsthand.extract.start_tags import StartTag, start_tags

# words of classes and ids of what surrounds an article, between hyphens, underscores and spaces; not "shared-values"
WORDS = (
    "nav navigation navbar menu breadcrumb breadcrumbs sidebar share sharing sharedaddy social related recommended comment "
    "comments respond reply promo newsletter subscribe advert ad ads widget pagination pager cookie popup relatedposts readmore"
)
AROUND = frozenset(WORDS.split())
AROUND_PAIRS = (" read more ", " more link ")
# what a class of one of the three nearest elements makes of a block
ROLE_WORDS = {
    "caption": "caption|figcaption|credit|wp-caption-text",
    "byline": "byline|author|p-author|dateline-author|vcard",
    "bio": "bio|author-bio|about-author|author-info|author-box|author-description",
    "deck": "standfirst|dek|deck|subtitle|sub-title|subheadline|lead-in|p-summary|entry-summary|teaser-text",
    "title": "entry-title|post-title|p-name|headline|article-title",
    "kicker": "kicker|eyebrow|overline|section-label",
}
ROLES = {role: re.compile(rf"(?:^|[-_])(?:{words})(?:$|[-_])") for role, words in ROLE_WORDS.items()}
ANY_ROLE = re.compile(rf"(?:^|[-_\s])(?:{'|'.join(ROLE_WORDS.values())})(?:$|[-_\s])")  # most classes say none
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROOTS = frozenset({"html", "body", "main", "article"})
AROUND_TAGS = frozenset({"nav", "aside", "form", "footer"})
TOLD_TAGS = HEADINGS | {"figcaption", "blockquote", "li", "time", "td", "th"}  # what blocks are asked for


def around(page: Page, block: Block) -> bool:
    """Whether a block is a page's furniture by the markup around it.

    Of what was chosen by its look this is not asked: page builders name whole pages "sidebar" or "widget".
    """
    return within(page, block).around


def _is_large(page: Page, element: Element) -> bool:
    return (element.end - element.start) * 2 > len(page.text)


def marks_of(element: Element) -> str:
    return f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}".lower()


@lru_cache(4096)  # pages repeat their classes
def _names_around(marks: str) -> bool:
    words = marks.replace("-", " ").replace("_", " ").split()
    return not AROUND.isdisjoint(words) or ("more" in words and any(p in f" {' '.join(words)} " for p in AROUND_PAIRS))


@dataclass(frozen=True, slots=True)
class Within:
    """What a block stands in, whatever lies between."""

    tags: frozenset[str] = frozenset()  # those of TOLD_TAGS
    headline: bool = False  # marked as one by schema.org
    author: bool = False
    around: bool = False  # furniture around an article


NOTHING = Within()
NO_ROLES = frozenset[str]()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a page's elements block by block, by their numbers."""

    within: dict[int, Within]  # of what stands in the element
    topical: bool  # whether any link says that it is a tag
    roles: dict[int, frozenset[str]]  # what its own classes make of the blocks in it, where they do


@once
def facts_of(page: Page) -> Facts:
    elements, found, roles = page.elements, dict[int, Within](), dict[int, frozenset[str]]()
    told = {source: _told(tag) for source, tag in start_tags(page).items()}
    for i in holding(page):
        element = elements[i]
        inside = found.get(element.parent, NOTHING)
        surrounds, prop, made = told[element.source]
        if made:
            roles[i] = made
        around = inside.around or (surrounds and not _is_large(page, element))
        if prop or around != inside.around or element.tag in TOLD_TAGS:
            tags = inside.tags | {element.tag} if element.tag in TOLD_TAGS else inside.tags
            headline, author = inside.headline or "headline" in prop, inside.author or prop == "author"
            inside = Within(tags, headline, author, around)
        found[i] = inside
    return Facts(found, any(_is_topical(e) for e in tagged(page).get("a", ())), roles)


def _told(tag: StartTag) -> tuple[bool, str, frozenset[str]]:
    """Whether an element so called surrounds an article; its itemprop; what its classes make of the blocks in it."""
    if not tag.attrs or tag.tag in ROOTS:
        return tag.tag in AROUND_TAGS, tag.attrs.get("itemprop", ""), NO_ROLES
    surrounds = tag.tag in AROUND_TAGS or (bool(tag.marks) and _names_around(tag.marks))
    return surrounds, tag.attrs.get("itemprop", ""), _named(tag.classes) if tag.classes else NO_ROLES


def _is_topical(link: Element) -> bool:
    return "rel" in link.source.lower() and "tag" in link.attrs.get("rel", "").lower()


def within(page: Page, block: Block) -> Within:
    return facts_of(page).within[block.path[-1]] if block.path else NOTHING


@lru_cache(8192)
def _named(classes: str) -> frozenset[str]:
    lowered = classes.lower()
    if not ANY_ROLE.search(lowered):
        return NO_ROLES
    words = lowered.split()
    return frozenset(role for role, pattern in ROLES.items() if any(pattern.search(w) for w in words))


def roles_of(page: Page, block: Block) -> frozenset[str]:
    """What the classes of its three nearest elements make of a block."""
    roles = facts_of(page).roles
    held = [roles[i] for i in block.path[-3:] if i in roles] if roles else ()
    return NO_ROLES.union(*held) if held else NO_ROLES

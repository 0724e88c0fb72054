"""Words and classes by which pages mark what their stretches are: comments, related cards, teasers, lists, live pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from firsthand.extract.page import Block, Element, Page, once

TABLE = Path(__file__).with_name("page_marks.tsv")
# classes and ids of what people write under articles; not "comments-open", which a post bears itself
COMMENT = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:-?(?:list|body|area|section|thread|wrap|wrapper|container|item|content))?|commentlist|"
    r"commentary-list|disqus|disqus_thread|respond|replies|u-comment|h-cite|discussion)(?:$|\s)"
)
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:related(?:-\w+)*|recommend(?:ed|ations?)|more-(?:stories|news|from\S*)|most-(?:read|popular)|trending|popular|"
    r"read-?next|you-may-(?:also-)?like|sidebar|side-?bar|promo|jp-relatedposts|outbrain|taboola)(?:$|\s)"
)
LIVE = re.compile(
    r"(?:^|[\s_-])(?:live-?blog|live-?ticker|live-?updates?|live-?page|live-?feed|live-?coverage)(?:$|[\s_-])"
)
LISTING = re.compile(
    r"(?:^|[\s_-])(?:archive|blog|category|tag|home|index|listing|search-results|page-list|h-feed|hfeed|feed|newsletter)(?:$|[\s_-])"
)
LISTING_PATH = re.compile(
    r"(?:/(?:archives?|blog|news|index|latest|home)(?:\.\w{2,5})?/?|/(?:tags?|category|categories|topics?|label|author|section|search)/[^/]+/?"
    r"|/(?:19|20)\d\d(?:/\d\d?)?/?|/page/\d+/?)$"
)
ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*[\])»”\"]?\s*$")
CUT_OFF = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]\s*$")
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
RULE = re.compile(r"(?:[-=_*~#+·•—–◆■●※✦…]\s*){3,200}")
ASIDE_TAGS = frozenset({"aside", "nav", "footer", "form"})


@cache
def words(kind: str) -> frozenset[str]:
    """The marking words of a kind: more ("read more"), list ("archive"), list alone ("in brief"), live, ad, title label."""
    rows = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return frozenset(row[1] for row in rows if row[0] == kind)


def says(kind: str, text: str) -> bool:
    """Whether a line holds one of the kind's words as words: 'Harbour Notes: Archive' is a list's."""
    return bool(_pattern(kind).search(text.casefold()))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(w) for w in sorted(words(kind), key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def is_more(block: Block) -> bool:
    """Whether a block is nothing but a call to read the whole elsewhere: '» Read more'."""
    return bool(block.links) and len(block.text) <= 60 and bare(block.text.casefold()) in words("more")


def ends_open(text: str) -> bool:
    """Whether a paragraph breaks off: 'The ferries will sail...'."""
    return bool(ELLIPSIS.search(text))


def is_cut_off(text: str) -> bool:
    """Whether a program cut a paragraph: 'The ferries will sail [...]'."""
    return bool(CUT_OFF.search(text))


def advertises(block: Block) -> bool:
    """Whether a line heads what advertises, asks for money or for a name: 'Support us', 'Sign up'."""
    return bare(block.text.casefold()) in words("ad")


def is_rule(block: Block) -> bool:
    """Whether a block is a line that only parts others: '* * *'."""
    return bool(RULE.fullmatch(block.text))


def marks(element: Element) -> str:
    """Its classes and id, in lower case."""
    return f"{element.attrs.get('class', '')} {element.attrs.get('id', '')}".lower().strip()


def why_aside(page: Page, path: Sequence[int]) -> str | None:
    """Why what stands under these elements, each in the one before, is no article's: "comment", "beside the articles"; None
    if it may be one.
    """
    return _asked(page, _asides(page), path[-1]) if path else None


def _asked(page: Page, known: dict[int, str | None], i: int) -> str | None:
    """Why what stands in an element is no article's: by what is around the element, else by itself."""
    if i not in known:
        up = page.elements[i].parent
        outer = _asked(page, known, up) if up >= 0 else None
        known[i] = why_itself(page, page.elements[i]) if outer is None else outer
    return known[i]


@once
def _asides(_: Page) -> dict[int, str | None]:
    """What was found out of what stands in each element so far."""
    return {}


def why_itself(page: Page, element: Element) -> str | None:
    """Why an element holds nothing of an article, whatever is around it.

    One that holds half of the page is not beside its articles, whatever it is called.
    """
    if element.tag in ("html", "body", "main"):
        return None
    held, half = element.attrs, len(page.text) / 2
    why = _called(held.get("class", ""), held.get("id", "")) if held else None
    if why == "comment" or (held and _is_comment(held.get("itemprop", ""), held.get("itemtype", ""))):
        return "comment"
    return "beside the articles" if (why or element.tag in ASIDE_TAGS) and element.end - element.start < half else None


@lru_cache(8192)  # pages repeat their classes
def _called(classes: str, id_: str) -> str | None:
    called = f"{classes} {id_}".lower()
    if COMMENT.search(called):
        return "comment"
    return "beside the articles" if BESIDE.search(called) else None


def _is_comment(prop: str, kind: str) -> bool:
    """Whether microdata calls an element what a reader wrote."""
    return prop in ("comment", "review") or kind.endswith(("/Comment", "/UserComments", "/Review"))


def bare(text: str) -> str:
    """A line without the signs around its words: '» Read more' is 'Read more'."""
    return EDGES.sub("", text).strip()

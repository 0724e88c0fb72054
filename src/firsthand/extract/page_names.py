"""What a page calls itself: its tab, its one `<h1>`, its address; and whether that is the name of a list."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

from firsthand.extract.dates import dates_in
from firsthand.extract.page import Block, Page, holding, once, tagged
from firsthand.extract.page_marks import LISTING, LISTING_PATH, marks, says, words

FOLD = re.compile(r"[\W_]+")
SEGMENT = re.compile(r"\s+[|–—·•«»-]\s+|:\s+")  # what parts the name of a page from that of its site
DASHED = re.compile(r"\s+[|–—·•«»-]\s+")
LONGEST_NAME = 40  # characters of each part of a list's name
LONG_NAME = 12  # letters: what is longer names an article rather than a site
MOST_WORDS = 5  # of each
BESIDE_PERIOD = 2  # words beside a period that names a page: "Edition of May 3, 2031"


@once
def listed(page: Page) -> bool:
    """Whether the page calls itself a list: by its title, its address, or the classes of its body."""
    body = next(iter(tagged(page).get("body", ())), None)
    if body is not None and LISTING.search(marks(body)):
        return True
    if page.capture.media_type == "message/rfc822":
        return any(e.tag == "meta" and e.attrs.get("property") == "og:site_name" for e in page.elements[:12])
    address = _address(page)
    if address and (urlsplit(address).path in ("", "/") or LISTING_PATH.search(urlsplit(address).path)):
        return True
    return is_named_list(page) or any(map(_is_list_name, [*titles_of(page)[:1], *tops_of(page)]))


@once
def is_named_list(page: Page) -> bool:
    """Whether the page's name is a list's and nothing else: 'In brief - Tidewire', 'Coast, May 2031', 'Issue of May 3, 2031'."""
    firsts = [SEGMENT.split(title)[0].strip() for title in titles_of(page)[:1]]  # what follows is the section, the site
    alone = words("list") | words("list alone")
    return any(name.casefold() in alone or is_period(name) for name in (*firsts, *tops_of(page)))


def is_period(name: str) -> bool:
    """Whether a name is a day's or month's and little else: 'Edition of May 3, 2031', 'Monthly Archives: May 2031'."""
    dated = next(dates_in(name), None)
    if dated is None:
        return False
    return len(f"{name[: dated.span.start]} {name[dated.span.end :]}".replace("/", " ").split()) <= BESIDE_PERIOD


def _is_list_name(title: str) -> bool:
    """Whether a title is a list's: 'Latest news - Tidewire', 'Tidewire digest'; not 'Storm closes the port of Darma | News'."""
    parts = [part for part in SEGMENT.split(title) if part.strip()]
    if not parts or any(len(part.split()) > MOST_WORDS or len(part) > LONGEST_NAME for part in parts):
        return False
    longest = max(parts, key=len)
    return says("list", longest) or any(part.strip().casefold() in words("list") for part in parts)


@once
def tops_of(page: Page) -> list[str]:
    """The words of its one `<h1>`."""
    top = top_title(page)
    return [top.text] if top else []


@once
def top_title(page: Page) -> Block | None:
    """The page's one `<h1>`, if it has exactly one."""
    held = _headed(page)
    tops = [b for b in page.blocks if not held.isdisjoint(b.path)] if held else []
    return tops[0] if len(tops) == 1 else None


def own_title(page: Page, before: int) -> Block | None:
    """The page's title above a place: its one `<h1>`, or of several the first that the page's tab is named after."""
    tops = [b for b in _tops(page) if b.span.end <= before]
    if not tops:
        return None
    only, names = top_title(page), set(names_of(page))
    return next((b for b in tops if b is only or FOLD.sub("", b.text).casefold() in names), None)


@once
def named_lines(page: Page) -> list[Block]:
    """The lines that say what the page's tab says, or what one of its parts does; not short ones, which name a site."""
    names = {name for name in names_of(page) if len(name) > LONG_NAME}
    short = (b for b in page.blocks if len(b.text) <= 4 * LONGEST_NAME) if names else ()
    return [b for b in short if FOLD.sub("", b.text).casefold() in names]


@once
def _headed(page: Page) -> set[int]:
    """The `<h1>`s that hold blocks."""
    return {i for i in holding(page) if page.elements[i].tag == "h1"} if "h1" in tagged(page) else set()


@once
def _tops(page: Page) -> list[Block]:
    """The blocks in an `<h1>`, or not deep in one."""
    held = _headed(page)
    return [b for b in page.blocks if not held.isdisjoint(b.path[-4:])] if held else []


@once
def names_of(page: Page) -> list[str]:
    """What the page calls itself, folded: whole, and its parts between dashes, and between colons."""
    titles = titles_of(page)
    parts = [part for title in titles for part in (*DASHED.split(title), *SEGMENT.split(title))]
    return [name for part in (*titles, *parts) if (name := FOLD.sub("", part).casefold())]


@once
def titles_of(page: Page) -> list[str]:
    """What the page calls itself: in its tab, in og:title."""
    tab = next(iter(tagged(page).get("title", ())), None)
    end = page.text.find("</", tab.start_end, tab.end) if tab else -1
    told = [unescape(page.text[tab.start_end : end])] if tab and end >= 0 else []
    shared = next((e for e in tagged(page).get("meta", ()) if e.attrs.get("property") == "og:title"), None)
    return [*told, *([shared.attrs.get("content", "")] if shared else [])]


@once
def _address(page: Page) -> str | None:
    for element in page.elements:
        if element.tag == "link" and element.attrs.get("rel", "").lower() == "canonical" and element.attrs.get("href"):
            return element.attrs["href"]
        if element.tag == "meta" and element.attrs.get("property") == "og:url" and element.attrs.get("content"):
            return element.attrs["content"]
    return page.capture.url


@once
def host_of(page: Page) -> str:
    return urlsplit(_address(page) or "").netloc

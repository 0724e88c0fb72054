"""What a page says of its article in places no reader sees: meta tags, the tab's title. Each value with its place there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape

from firsthand.extract.accounts import Said
from firsthand.extract.dates import settled_date
from firsthand.extract.json_ld import read_script
from firsthand.extract.listed import LISTED, listed
from firsthand.extract.page import Element, Page, tagged
from firsthand.extract.titles import without_site
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

META: dict[str, tuple[DatumKind, str]] = {
    "og:title": ("title", "og"),
    "twitter:title": ("title", "twitter"),
    "title": ("title", "meta"),
    "headline": ("title", "meta"),
    "dc.title": ("title", "meta"),
    "dcterms.title": ("title", "meta"),
    "parsely-title": ("title", "meta"),
    "sailthru.title": ("title", "meta"),
    "article:published_time": ("published", "og"),
    "og:article:published_time": ("published", "og"),
    "datepublished": ("published", "meta"),
    "parsely-pub-date": ("published", "meta"),
    "publish-date": ("published", "meta"),
    "pubdate": ("published", "meta"),
    "date": ("published", "meta"),
    "dc.date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"),
    "dcterms.created": ("published", "meta"),
    "article:modified_time": ("updated", "og"),
    "og:updated_time": ("updated", "og"),
    "datemodified": ("updated", "meta"),
    "author": ("byline", "meta author"),
    "dc.creator": ("byline", "meta author"),
    "parsely-author": ("byline", "meta author"),
    "sailthru.author": ("byline", "meta author"),
    "article:author": ("byline", "og author"),
    "article:section": ("category", "og"),
    "article:tag": ("tag", "article:tag"),
    "keywords": ("tag", "keywords"),
    "news_keywords": ("tag", "news_keywords"),
}
NAMES = frozenset(
    ["og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "twitter:site"]
)  # what names the site
TOLD = ("meta", "script", "title", "link")  # elements that say something of a page
HOST = re.compile(r"https?://(?:www\.|m\.|amp\.)?(?P<host>[^/:?#]{3,80})", re.IGNORECASE)


@dataclass(slots=True)
class _Head:
    """The elements of a page that say something of it, found in one pass."""

    metas: list[tuple[str, Element]] = field(default_factory=list)
    scripts: list[Element] = field(default_factory=list)
    tab: Element | None = None
    sites: list[str] = field(default_factory=list)  # names and hosts of the site


def from_page(page: Page, shown: Sequence[Datum] = ()) -> tuple[list[Said], list[str]]:
    """What the page's accounts say of its one article: what it shows, JSON-LD, then meta tags and the title of the tab.
    With it the names and hosts of the site.

    Titles come without the site's name: "Storm closes port - Tidewire" is the title "Storm closes port".
    """
    head = _head(page)
    said = [Said("shown", "", d) for d in shown]
    for n, script in enumerate(head.scripts):
        have = {x.datum.kind for x in said if x.account == "json-ld"}
        said += [x for x in read_script(page, script, n) if x.datum.kind not in have]
    said += [*_meta(page, head), *_tab(page, head)]
    sites = [*head.sites, *(x.datum.value for x in said if x.datum.kind == "outlet")]
    titles = [x for x in said if x.datum.kind == "title"]
    cut = without_site([(x.account, x.datum) for x in titles], sites)
    now = {id(x): Said(x.account, x.path, d) for x, (_, d) in zip(titles, cut, strict=True)}
    return [now.get(id(x), x) for x in said], sites


def _head(page: Page) -> _Head:
    found = _Head()
    if page.capture.url:
        found.sites += HOST.findall(page.capture.url)
    held = tagged(page)
    told = [e for tag in TOLD for e in held.get(tag, ())]
    for element in sorted(told, key=lambda e: e.start):
        tag = element.tag
        if tag == "meta":
            name = _name(element)
            if name in META and element.attrs.get("content", "").strip():
                found.metas.append((name, element))
            elif name in NAMES:
                found.sites.append(element.attrs.get("content", ""))
            elif name == "og:url":
                found.sites += HOST.findall(element.attrs.get("content", ""))
        elif tag == "script" and "ld+json" in element.attrs.get("type", "").lower():
            found.scripts.append(element)
        elif tag == "title" and found.tab is None:
            found.tab = element
        elif tag == "link" and element.attrs.get("rel", "").lower() == "canonical":
            found.sites += HOST.findall(element.attrs.get("href", ""))
    return found


def _name(element: Element) -> str:
    held = element.attrs
    return (held.get("property") or held.get("name") or held.get("itemprop") or "").lower()


def attribute(page: Page, element: Element, name: str, kind: DatumKind, value: str) -> Datum:
    """A datum read from an attribute, placed at the attribute's value."""
    span = _value_span(page, element, name)
    return Datum(kind, value, "metadata", span, unescape(span.of(page.text)))


def _value_span(page: Page, element: Element, name: str) -> Span:
    source = page.text[element.start : element.start_end]
    match = re.search(rf"\b{name}\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]+))", source, re.IGNORECASE)
    group = match.lastgroup if match else None
    return Span(*match.span(group)).shift(element.start) if match and group else Span(element.start, element.start_end)


def _meta(page: Page, head: _Head) -> Iterator[Said]:
    for name, element in head.metas:
        kind, account = META[name]
        if kind in LISTED:
            span = _value_span(page, element, "content")
            for d in listed(span, kind, span.of(page.text)):
                yield Said(account, name, d)
        else:
            content = " ".join(element.attrs["content"].split())
            value = settled_date(content) if kind in ("published", "updated") else content
            if value:
                yield Said(account, name, attribute(page, element, "content", kind, value))


def _tab(page: Page, head: _Head) -> Iterator[Said]:
    if head.tab is None:
        return
    end = page.text.find("</", head.tab.start_end, head.tab.end)
    span = Span(head.tab.start_end, end if end >= 0 else head.tab.end).trim(page.text)
    if words := " ".join(unescape(span.of(page.text)).split()):
        yield Said("tab", "title", Datum("title", words, "metadata", span, words))

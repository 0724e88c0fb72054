"""Feeds saved as files: RSS, Atom, JSON Feed. The file is the original; its entries with full content are its articles.

The text of such a capture is a page made of its entries, by the rules below. Frozen: a better form gets a new name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from firsthand.collect.captured import Found, Item, Origin
from firsthand.collect.charsets import Charset, charset_of, named
from firsthand.collect.feed_entries import Entry, Feed
from firsthand.collect.feed_json import read_json
from firsthand.collect.feed_xml import read_xml
from firsthand.collect.markup import root
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256

TYPES = {
    "application/rss+xml": "rss", "application/atom+xml": "atom", "application/feed+json": "json",
    "application/rdf+xml": "rss",
}  # fmt: skip
ROOT = re.compile(rb"<(?:(?P<rss>rss\b|rdf:RDF\b)|(?:\w{1,40}:)?(?P<atom>feed)\b)")
JSON = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*\{.{0,600}?\"version\"\s*:\s*\"https?://jsonfeed\.org/version/", re.DOTALL)
DECLARED = re.compile(rb"\A(?:\xef\xbb\xbf)?<\?xml[^>]{0,120}encoding\s*=\s*[\"'](?P<name>[\w.:-]{2,40})[\"']")
OF_THE_PAGE = re.compile(r"</?(?:article|html|body|head|main|title|meta|base|link)\b[^>]{0,2000}>", re.IGNORECASE)


def recognise(data: bytes, origin: Origin) -> bool:
    return kind_of(data) is not None


def kind_of(data: bytes) -> str | None:
    """rss, atom or json; None if it is no feed."""
    if JSON.match(data[:4096]):
        return "json"
    if match := ROOT.match(root(data[:8192])):
        return "rss" if match["rss"] else "atom"
    return None


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture of a feed, and what is wrong with it: damage, entries that are teasers only."""
    kind = kind_of(data)
    charset = _charset(data, origin)
    feed = _read(data.decode(charset.name), kind == "json")
    if not feed.entries:
        why = feed.trouble or "it has no entry"
        yield origin.problem("empty-feed", f"is a feed without entries: {why}. Save it again and add it")
        return
    full = [e for e in feed.entries if e.content]
    if full:
        media_type = {"rss": "application/rss+xml", "atom": "application/atom+xml"}.get(
            kind or "", "application/feed+json"
        )
        recipe = f"{'jsonfeed1' if kind == 'json' else 'feed1'}+{charset.name}"
        url = feed.address or origin.url
        capture = Capture(sha256(data), origin.path, url, origin.fetched_at, media_type, recipe, origin.via, len(data))
        yield Found(capture, data)
    id_ = sha256(data) if full else None
    if feed.trouble:
        yield origin.problem("damaged-feed", f"is read as far as it goes: {feed.trouble}", id_)
    if len(full) < len(feed.entries):
        yield origin.problem("teasers-only", _teasers(feed), id_)


def entries(data: bytes, content_type: str | None) -> tuple[list[Entry], str]:
    """The entries of a feed that was fetched, and what broke the reading."""
    told = re.search(r"charset\s*=\s*[\"']?(?P<name>[\w.:-]{2,40})", content_type or "", re.IGNORECASE)
    charset = _charset(data, Origin("", "web", "", charset=told["name"] if told else None))
    feed = _read(data.decode(charset.name), kind_of(data) == "json")
    return feed.entries, feed.trouble


def take_part(data: bytes, origin: Origin, chosen: Sequence[int]) -> Iterator[Item]:
    """The capture of a feed that is polled: the whole file; of its entries only those chosen, which are new, are its articles."""
    kind = kind_of(data)
    charset = _charset(data, origin)
    feed = _read(data.decode(charset.name), kind == "json")
    full = [n for n, e in enumerate(feed.entries) if e.content]
    new = [n for n in full if n in set(chosen)]
    capture = next((x for x in take(data, origin) if isinstance(x, Found)), None)
    if capture is not None and new == full:
        yield capture
    elif capture is not None and new:
        recipe = f"{'jsonfeedpart1' if kind == 'json' else 'feedpart1'}:{'.'.join(map(str, new))}+{charset.name}"
        yield replace(capture, capture=replace(capture.capture, charset=recipe))
    id_ = sha256(data) if new else None
    if feed.trouble:
        yield origin.problem("damaged-feed", f"is read as far as it goes: {feed.trouble}", id_)
    if len(new) < len(chosen):
        told = f"has {len(chosen) - len(new)} new entries without their text. Fetch their pages: firsthand watch add --follow"
        yield origin.problem("teasers-only", f"{told} {origin.path}", id_)


def page(data: bytes, codec: str) -> str:
    """The page made of an RSS or Atom file."""
    return _page(_read(data.decode(codec), False))


def json_page(data: bytes, codec: str) -> str:
    """The page made of a JSON Feed."""
    return _page(_read(data.decode(codec), True))


def part(data: bytes, settled: str) -> str:
    """The page made of some entries of an RSS or Atom file: "0.3+utf-8" are the first and the fourth."""
    return _page(_chosen(data, settled, False))


def json_part(data: bytes, settled: str) -> str:
    """The same of a JSON Feed."""
    return _page(_chosen(data, settled, True))


def _chosen(data: bytes, settled: str, is_json: bool) -> Feed:
    numbers, _, codec = settled.partition("+")
    feed = _read(data.decode(codec), is_json)
    wanted = {int(n) for n in numbers.split(".")}
    feed.entries = [e for n, e in enumerate(feed.entries) if n in wanted]
    return feed


def _read(text: str, is_json: bool) -> Feed:
    return read_json(text) if is_json else read_xml(text)


def _charset(data: bytes, origin: Origin) -> Charset:
    match = DECLARED.match(data[:400])
    told = match["name"].decode("ascii") if match else None
    return named(data, told) or named(data, origin.charset) or charset_of(data, html=False)


def _teasers(feed: Feed) -> str:
    links = [e.link for e in feed.entries if not e.content and e.link]
    some = ", ".join(links[:3]) + (" ..." if len(links) > 3 else "")
    return f"has {sum(not e.content for e in feed.entries)} entries without their text. Save those pages: {some}"


def _page(feed: Feed) -> str:
    lines = ["<!doctype html>", f'<html lang="{escape(feed.language)}">' if feed.language else "<html>", "<head>"]
    if feed.title:
        lines += [
            f"<title>{escape(feed.title)}</title>",
            f'<meta property="og:site_name" content="{escape(feed.title)}">',
        ]
    lines += ["</head>", "<body>"]
    for entry in feed.entries:
        if entry.content:
            lines += _article(entry)
    return "\n".join([*lines, "</body>", "</html>"])


def _article(entry: Entry) -> Iterator[str]:
    yield '<article class="h-entry">'
    title = escape(entry.title)
    yield (
        f'<h2 class="p-name"><a class="u-url" rel="bookmark" href="{escape(entry.link)}">{title}</a></h2>'
        if entry.link
        else (f'<h2 class="p-name">{title}</h2>')
    )
    if entry.authors:
        yield f'<p class="byline">By {escape(" and ".join(entry.authors))}</p>'
    if entry.published:
        yield f'<p><time class="published" datetime="{escape(entry.published)}">{escape(entry.published)}</time></p>'
    if entry.updated:  # nothing that is seen: a date that is seen counts as that of publication
        yield f'<time class="updated" datetime="{escape(entry.updated)}"></time>'
    if entry.source:
        yield f"<p>Source: {escape(entry.source)}</p>"
    yield f'<div class="e-content">\n{OF_THE_PAGE.sub("", entry.content)}\n</div>'
    for credit in entry.credits:
        yield f'<figure><figcaption class="credit">{escape(credit)}</figcaption></figure>'
    if entry.tags:
        yield f"<p>Tags: {', '.join(map(escape, entry.tags))}</p>"
    yield "</article>"

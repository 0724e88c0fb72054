"""A feed in a round: what is new of it, how long it says that it stays as it is, and where a page names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin

from firsthand.collect import feed
from firsthand.collect.captured import Item
from firsthand.collect.feed_entries import Entry
from firsthand.collect.web.addresses import Unfetched, address
from firsthand.collect.web.fetch import Got
from firsthand.collect.web.following import Followed, Round, counted
from firsthand.collect.web.paging import feed_page, of_entry
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem
from firsthand.model.watching import Sighting

TTL = re.compile(r"<ttl>\s*(?P<minutes>\d{1,6})\s*</ttl>")
PERIOD = re.compile(r"<sy:updatePeriod>\s*(?P<period>hourly|daily|weekly|monthly|yearly)\s*</sy:updatePeriod>")
FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(?P<times>\d{1,4})\s*</sy:updateFrequency>")
PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
HEAD = 1 << 17  # bytes in which a page names its feeds
LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
HREF = re.compile(r"\bhref\s{0,3}=\s{0,3}[\"']?(?P<url>[^\"'\s>]{1,2000})", re.IGNORECASE)


def pieces(at: Round, got: Got) -> Iterator[Item | Sighting]:
    """Entries that are new or changed: their pages where they are followed, else their text in the feed."""
    entries, trouble = feed.entries(got.body, got.header("content-type"))
    if not entries and trouble:
        yield Problem("collect", got.url, "empty-feed", f"{got.url} is a feed that cannot be read: {trouble}")
    fresh = [n for n, e in enumerate(entries) if at.sighted.get(_key(e)) != _said(e)]
    inside: list[int] = []
    for n in fresh:
        entry = entries[n]
        if not at.one.follow or not entry.link:
            inside.append(n)
            continue
        followed = Followed(at, entry.link, of_entry(entry, got.url), _key(entry), _said(entry))
        yield from followed.pieces()
        if followed.gone and entry.content:
            inside.append(n)
    if inside:
        yield from counted(at, feed_page(got, inside))
    for n in inside:
        yield Sighting(at.one.url, _key(entries[n]), _said(entries[n]))


def _key(entry: Entry) -> str:
    return sha256((entry.link or entry.title).encode("utf-8", "surrogatepass"))[:32]


def _said(entry: Entry) -> str:
    told = "\n".join((entry.title, entry.updated, entry.content, entry.teaser))
    return sha256(told.encode("utf-8", "surrogatepass"))[:32]


def hints(got: Got) -> Iterator[int]:
    """How long a feed says that it stays as it is."""
    head = got.body[:8192].decode("latin-1")
    if ttl := TTL.search(head):
        yield 60 * int(ttl["minutes"])
    if period := PERIOD.search(head):
        times = FREQUENCY.search(head)
        yield PERIODS[period["period"]] // max(1, int(times["times"]) if times else 1)


def named(got: Got) -> list[str]:
    """The addresses of feeds that a page names in its head: `<link rel="alternate" type="application/rss+xml" href=...>`."""
    head = got.body[:HEAD].decode("latin-1")
    links = (m[0] for m in LINK.finditer(head) if FEED_TYPE.search(m[0]))
    found = [unescape(m["url"]) for x in links if (m := HREF.search(x))]
    return [x for x in (_absolute(got.url, url) for url in found) if x]


def _absolute(base: str, url: str) -> str | None:
    try:
        return address(urljoin(base, url)).url
    except (Unfetched, ValueError):
        return None

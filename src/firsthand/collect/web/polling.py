"""One watched address asked once: what is new of it, and when it is asked again.

Nothing is written here: what comes out is kept by whoever asked, piece by piece, so that an interrupted round loses one page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import unescape
from random import random
from urllib.parse import urljoin

from firsthand.collect import feed
from firsthand.collect.captured import Found, Item
from firsthand.collect.feed_entries import Entry
from firsthand.collect.web import sitemaps
from firsthand.collect.web.addresses import Unfetched, address
from firsthand.collect.web.fetch import Fetcher, Got
from firsthand.collect.web.pace import Chance, back_off, max_age, next_due
from firsthand.collect.web.paging import Listed, feed_page, of_entry, page, problem
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem
from firsthand.model.watching import Sighting, Watched

MOST_PAGES = 100  # that one round fetches of one watched address; the rest come the next time
MOST_SITEMAPS = 50  # of an index, that one round reads
SOON = 15 * 60  # seconds: where more is waiting
STRIKES = (
    3  # failures after which a host is left alone for the round; that it is down, or says 429 or 503, counts as so many
)
TRIES = 4  # rounds after which a page that fails by itself is given up until what is said of it changes
TRIED = "failed:"  # how a page stands that is to be tried again
TTL = re.compile(r"<ttl>\s*(?P<minutes>\d{1,6})\s*</ttl>")
PERIOD = re.compile(r"<sy:updatePeriod>\s*(?P<period>hourly|daily|weekly|monthly|yearly)\s*</sy:updatePeriod>")
FREQUENCY = re.compile(r"<sy:updateFrequency>\s*(?P<times>\d{1,4})\s*</sy:updateFrequency>")
PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
HEAD = 1 << 17  # bytes in which a page names its feeds
LINK = re.compile(r"<link\b[^>]{0,1000}>", re.IGNORECASE)
FEED_TYPE = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
HREF = re.compile(r"\bhref\s{0,3}=\s{0,3}[\"']?(?P<url>[^\"'\s>]{1,2000})", re.IGNORECASE)
PLAIN = re.compile(r"[\x20-\x7e]{1,300}")  # what is sent back to a server as it came


@dataclass(frozen=True, slots=True)
class Polled:
    """The end of a round: the address as it stands now."""

    watched: Watched
    unchanged: bool = False
    failed: bool = False


Piece = Item | Sighting | Polled


@dataclass(slots=True)
class _Round:
    one: Watched
    fetcher: Fetcher
    sighted: Mapping[str, str]
    most: int
    taken: int = 0  # captures
    asked: int = 0  # pages
    more: bool = False  # pages wait: the next round comes soon, and reads the list again
    retry: bool = False  # some failed for now: the next round reads the list again
    hint: str = ""  # what a person may want to watch instead
    waiting: bool = False  # sitemaps of an index are left for the next round
    strikes: Counter[str] = field(default_factory=Counter)  # of hosts


def poll(
    one: Watched, fetcher: Fetcher, sighted: Mapping[str, str], *, most: int = MOST_PAGES, chance: Chance = random
) -> Iterator[Piece]:
    """Captures and problems as they come, what was sighted, each after what came of it, and at last how it stands."""
    now = fetcher.clock()
    try:
        got = fetcher.get(one.url, etag=one.etag, modified=one.modified, known=one.answered)
    except Unfetched as error:
        yield problem(one.url, error)
        yield Polled(_failed(one, error, now, chance), failed=True)
        return
    stands = replace(one, asked_at=got.fetched_at, failures=0)
    hints: tuple[int | None, ...] = (max_age(got.header("cache-control")),)
    if got.status == 304 or sha256(got.body) == one.sha256:
        due = _stamp(next_due(now, one.every, hints, chance))
        yield Polled(replace(stands, due_at=due, told="unchanged"), unchanged=True)
        return
    at = _Round(one, fetcher, sighted, most)
    body = sitemaps.opened(got.body, fetcher.limits.unpacked)
    if feed.kind_of(got.body):
        stands, hints = replace(stands, kind="feed"), (*hints, *_hints(got))
        yield from _feed(at, got)
    elif sitemaps.recognise(body) or sitemaps.recognise_text(body):
        stands = replace(stands, kind="sitemap")
        yield from _sitemap(at, got.url, body)
    else:
        stands = replace(stands, kind="page")
        yield from _counted(at, page(got))
        at.hint = "".join(f"; it names a feed: {x}" for x in feeds_named(got)[:1])
    yield Polled(_settled(stands, at, got, now, hints, chance))


def _settled(
    stands: Watched, at: _Round, got: Got, now: datetime, hints: tuple[int | None, ...], chance: Chance
) -> Watched:
    told = (
        f"{at.taken} taken in" + (", more to come" if at.more else "") + (", some failed for now" if at.retry else "")
    )
    told += at.hint
    due = _stamp(next_due(now, SOON if at.more else stands.every, () if at.more else hints, chance))
    stands = replace(stands, answered=got.url, due_at=due, told=told)
    if at.more or at.retry:  # nothing that would make the next answer "unchanged" is remembered
        return replace(stands, etag=None, modified=None, sha256=None)
    etag, modified = (_plain(got.header(name)) for name in ("etag", "last-modified"))
    return replace(stands, etag=etag, modified=modified, sha256=sha256(got.body))


def _failed(one: Watched, error: Unfetched, now: datetime, chance: Chance) -> Watched:
    failures = one.failures + 1
    due = back_off(now, failures, error.later, chance)
    return replace(one, asked_at=_stamp(now), failures=failures, due_at=_stamp(due), told=error.told[:300])


def _plain(value: str | None) -> str | None:
    return value if value and PLAIN.fullmatch(value) else None


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _counted(at: _Round, items: Iterator[Item]) -> Iterator[Item]:
    for item in items:
        at.taken += isinstance(item, Found)
        yield item


# Feeds


def _feed(at: _Round, got: Got) -> Iterator[Piece]:
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
        followed = _Followed(at, entry.link, of_entry(entry, got.url), _key(entry), _said(entry))
        yield from followed.pieces()
        if followed.gone and entry.content:
            inside.append(n)
    if inside:
        yield from _counted(at, feed_page(got, inside))
    for n in inside:
        yield Sighting(at.one.url, _key(entries[n]), _said(entries[n]))


@dataclass(slots=True)
class _Followed:
    """The page that an entry, or a sitemap, names."""

    at: _Round
    url: str
    listed: Listed
    key: str
    stamp: str
    gone: bool = False  # there is no page, and there will be none

    def pieces(self) -> Iterator[Piece]:
        at, host = self.at, _host(self.url)
        if at.asked >= at.most:
            at.more = True
            return
        if at.strikes[host] >= STRIKES:
            at.retry = True
            return
        at.asked += 1
        try:
            got = at.fetcher.get(self.url)
        except Unfetched as error:
            yield problem(self.url, error)
            yield self._failed(host, error)
            return
        yield from _counted(at, page(got, self.listed))
        yield self._seen(self.stamp)

    def _failed(self, host: str, error: Unfetched) -> Sighting:
        if error.later is None:
            self.gone = True
            return self._seen(self.stamp)
        of_host = error.status in (None, 429, 503)  # not of this page alone
        self.at.strikes[host] += STRIKES if of_host else 1
        before = self.at.sighted.get(self.key, "")
        tries = 1 + int(before.removeprefix(TRIED) if before.startswith(TRIED) else 0)
        if tries >= TRIES and not of_host:
            return self._seen(self.stamp)
        self.at.retry = True
        return self._seen(f"{TRIED}{tries}")

    def _seen(self, stamp: str) -> Sighting:
        return Sighting(self.at.one.url, self.key, stamp)


def _host(url: str) -> str:
    try:
        return address(url).host
    except Unfetched:
        return ""


def _key(entry: Entry) -> str:
    return sha256((entry.link or entry.title).encode("utf-8", "surrogatepass"))[:32]


def _said(entry: Entry) -> str:
    told = "\n".join((entry.title, entry.updated, entry.content, entry.teaser))
    return sha256(told.encode("utf-8", "surrogatepass"))[:32]


def _hints(got: Got) -> Iterator[int]:
    """How long a feed says that it stays as it is."""
    head = got.body[:8192].decode("latin-1")
    if ttl := TTL.search(head):
        yield 60 * int(ttl["minutes"])
    if period := PERIOD.search(head):
        times = FREQUENCY.search(head)
        yield PERIODS[period["period"]] // max(1, int(times["times"]) if times else 1)


def feeds_named(got: Got) -> list[str]:
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


# Sitemaps


def _sitemap(at: _Round, url: str, body: bytes) -> Iterator[Piece]:
    """The pages that it lists and that are new or changed, the latest first."""
    places: list[tuple[str, sitemaps.Place]] = []
    read: list[sitemaps.Place] = []
    if _is_index(body):
        for inner, found in _inner(at, sitemaps.read(body)):
            if isinstance(found, Problem):
                yield found
            else:
                read.append(inner)
                places += [(inner.url, x) for x in found.places]
    else:
        places = [(url, x) for x in _read(body).places]
    fresh = [(w, x) for w, x in places if at.sighted.get(_place_key(x)) != _place_said(x)]
    if fresh and not at.one.follow:
        told = f"{url} lists {len(fresh):,} pages that are new. Fetch them: firsthand watch add --follow {at.one.url}"
        yield Problem("collect", at.one.url, "not-followed", told)
        return
    for where, place in sorted(fresh, key=_latest, reverse=True):
        listed = {"in": where, "changed": place.changed, **dict(place.told)}
        yield from _Followed(at, place.url, listed, _place_key(place), _place_said(place)).pieces()
    if not (at.more or at.retry):
        yield from (Sighting(at.one.url, _place_key(x), _place_said(x)) for x in read if x.changed)
        at.more = at.waiting


def _latest(listed: tuple[str, sitemaps.Place]) -> str:
    return listed[1].changed or dict(listed[1].told).get("published", "")


def _is_index(body: bytes) -> bool:
    match = sitemaps.START.match(body[:8192])
    return match is not None and match["root"] == b"sitemapindex"


def _read(body: bytes) -> sitemaps.Sitemap:
    return sitemaps.read(body) if sitemaps.recognise(body) else sitemaps.read_text(body)


def _inner(at: _Round, index: sitemaps.Sitemap) -> Iterator[tuple[sitemaps.Place, sitemaps.Sitemap | Problem]]:
    """The sitemaps of an index that may have changed, the latest first; an index in an index is passed over."""
    fresh = [x for x in index.places if not x.changed or at.sighted.get(_place_key(x)) != _place_said(x)]
    fresh.sort(key=lambda x: x.changed or "9", reverse=True)
    at.waiting = len(fresh) > MOST_SITEMAPS and all(x.changed for x in fresh)
    for place in fresh[:MOST_SITEMAPS]:
        try:
            got = at.fetcher.get(place.url)
        except Unfetched as error:
            at.retry = at.retry or error.later is not None
            yield place, problem(place.url, error)
            continue
        body = sitemaps.opened(got.body, at.fetcher.limits.unpacked)
        if not _is_index(body):
            yield place, _read(body)


def _place_key(place: sitemaps.Place) -> str:
    return sha256(place.url.encode("utf-8", "surrogatepass"))[:32]


def _place_said(place: sitemaps.Place) -> str:
    return sha256("\n".join((place.changed or "", *(v for _, v in place.told))).encode("utf-8", "surrogatepass"))[:32]

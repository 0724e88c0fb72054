"""One watched address asked once: what is new of it, and when it is asked again.

Nothing is written here: what comes out is kept by whoever asked, piece by piece, so that an interrupted round loses one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from random import random

from firsthand.collect import feed
from firsthand.collect.captured import Item
from firsthand.collect.web import of_feed, of_sitemap, sitemaps
from firsthand.collect.web.addresses import Unfetched
from firsthand.collect.web.fetch import Fetcher, Got
from firsthand.collect.web.following import Round, counted
from firsthand.collect.web.pace import Chance, back_off, max_age, next_due
from firsthand.collect.web.paging import page, problem
from firsthand.model.ids import sha256
from firsthand.model.watching import Sighting, Watched

MOST_PAGES = 100  # that one round fetches of one watched address; the rest come the next time
SOON = 15 * 60  # seconds: where more is waiting
PLAIN = re.compile(r"[\x20-\x7e]{1,300}")  # what is sent back to a server as it came


@dataclass(frozen=True, slots=True)
class Polled:
    """The end of a round: the address as it stands now."""

    watched: Watched
    unchanged: bool = False
    failed: bool = False


Piece = Item | Sighting | Polled


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
    age = max_age(got.header("cache-control"))
    if got.status == 304 or sha256(got.body) == one.sha256:
        due = _stamp(next_due(now, one.every, (age, one.good_for), chance))
        yield Polled(replace(stands, due_at=due, told="unchanged"), unchanged=True)
        return
    at = Round(one, fetcher, sighted, most)
    body = sitemaps.opened(got.body, fetcher.limits.unpacked)
    if feed.kind_of(got.body):
        stands = replace(stands, kind="feed", good_for=max(of_feed.hints(got), default=None))
        yield from of_feed.pieces(at, got)
    elif sitemaps.recognise(body) or sitemaps.recognise_text(body):
        stands = replace(stands, kind="sitemap", good_for=None)
        yield from of_sitemap.pieces(at, got.url, body)
    else:
        stands = replace(stands, kind="page", good_for=None)
        yield from counted(at, page(got))
        at.hint = "".join(f"; it names a feed: {x}" for x in of_feed.named(got)[:1])
    yield Polled(_settled(stands, at, got, next_due(now, stands.every, (age, stands.good_for), chance), now, chance))


def _settled(stands: Watched, at: Round, got: Got, due: datetime, now: datetime, chance: Chance) -> Watched:
    more, retry = ", more to come" if at.more else "", ", some failed for now" if at.retry else ""
    due = next_due(now, SOON, (), chance) if at.more else due
    told = f"{at.taken} taken in{more}{retry}{at.hint}"
    stands = replace(stands, answered=got.url, due_at=_stamp(due), told=told)
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

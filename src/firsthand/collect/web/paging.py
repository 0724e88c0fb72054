"""What was fetched as a capture: its bytes as they were sent but for their packing, and beside them how they came."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from firsthand.collect import feed, pages
from firsthand.collect.captured import Found, Item, Origin
from firsthand.collect.feed_entries import Entry
from firsthand.collect.web.addresses import LONGEST, NEVER, Unfetched, without_user
from firsthand.collect.web.fetch import Fetcher, Got
from firsthand.model.problems import Problem

MOST_HEADERS, LONGEST_HEADER = 60, 1_000  # that are kept
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*(?P<name>[\w.:-]{2,40})", re.IGNORECASE)
Listed = Mapping[str, Any]  # what a feed, sitemap or list said of the page


def page(got: Got, listed: Listed | None = None) -> Iterator[Item]:
    """The capture of an answer, or why it is none."""
    yield from _with(pages.take(got.body, origin(got)), got, listed)


def feed_page(got: Got, entries: list[int]) -> Iterator[Item]:
    """The capture of a feed of which only some entries are new: the whole bytes; only these entries are its articles."""
    yield from _with(feed.take_part(got.body, origin(got), entries), got, None)


def _with(items: Iterator[Item], got: Got, listed: Listed | None) -> Iterator[Item]:
    told = answer(got, listed)
    for item in items:
        yield replace(item, answer=told) if isinstance(item, Found) else item


def fetched(url: str, fetcher: Fetcher, listed: Listed | None = None) -> Iterator[Item]:
    """The capture of what an address gives now; a problem with its cure where that is nothing."""
    try:
        yield from page(fetcher.get(url), listed)
    except Unfetched as error:
        yield problem(url, error)


def problem(url: str, error: Unfetched) -> Problem:
    """Why nothing came of an address."""
    cure = ". Try again later" if error.later is not None else ""
    return Problem("collect", NEVER.sub("", without_user(url))[:LONGEST], error.code, f"{error.told}{cure}")


def origin(got: Got) -> Origin:
    media_type = (got.header("content-type") or "").partition(";")[0].strip().lower() or None
    charset = CHARSET.search(got.header("content-type") or "")
    name = got.url.partition("?")[0].rpartition("/")[2].lower()
    return Origin(
        got.url,
        "web",
        got.fetched_at,
        url=got.url,
        media_type=media_type,
        charset=charset["name"] if charset else None,
        shown_name="" if media_type in ("text/html", "application/xhtml+xml") else name,
    )


def answer(got: Got, listed: Listed | None) -> str:
    """How the bytes came, as JSON: what was asked and answered, by which machine, and which line of robots.txt allowed it."""
    headers = [[k, v[:LONGEST_HEADER]] for k, v in got.headers[:MOST_HEADERS]]
    told: dict[str, Any] = {
        "asked": got.asked,
        "status": got.status,
        "headers": headers,
        "ip": got.ip,
        "redirects": [list(x) for x in got.redirects],
        "robots": got.verdict.told,
        "user_agent": got.agent,
    }
    if listed:
        told["listed"] = {k: v for k, v in listed.items() if v}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def of_entry(entry: Entry, where: str) -> Listed:
    """What a feed says of a page, kept beside the page."""
    told = {k: getattr(entry, k) for k in ("title", "published", "updated", "source", "authors", "credits", "tags")}
    return {"in": where, **told}

"""What is polled: feeds, sitemaps and pages, how often, and how it went last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from firsthand.model.problems import Problem

WatchedKind = Literal["feed", "sitemap", "page"]


@dataclass(frozen=True, slots=True)
class Watched:
    """An address that is asked again and again. All from `kind` on is how it went last: lost, it is found out anew."""

    url: str
    follow: bool  # whether the pages that it lists are fetched too
    every: int | None  # seconds between two questions; None: as its answers say, else an hour
    by: str | None  # who put it in, as they gave their name
    added_at: str  # instant, ISO 8601 UTC
    due_at: str  # when it is asked next
    kind: WatchedKind | None = None  # None: not asked yet
    etag: str | None = None
    modified: str | None = None  # its Last-Modified, as it was said
    answered: str | None = None  # the address that answered, after redirects: etag and modified are its
    sha256: str | None = None  # of the bytes that were last read to their end
    good_for: int | None = None  # seconds for which it said, when it was last read, that it stays as it is
    asked_at: str | None = None
    failures: int = 0  # in a row
    told: str = ""  # how it went, in words: "3 taken in", "unchanged", "courier.example answers 503"


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry or a page that a feed or sitemap listed, and in which state: what is seen again so is not fetched again."""

    url: str  # of the watched address
    key: str  # a hash of the entry's address
    stamp: str  # a hash of what was said of it: day of change, or title and text


@dataclass(frozen=True, slots=True)
class PollReport:
    """What a round of asking came to."""

    asked: int  # addresses
    unchanged: int
    failed: int
    new: int  # captures
    known: int
    captures: tuple[str, ...] = ()
    told: tuple[tuple[str, str], ...] = ()  # address and how it went, in the order of asking
    problems: tuple[Problem, ...] = ()

"""A round over one watched address: what it may still do, and the pages that it follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from firsthand.collect.captured import Found, Item
from firsthand.collect.web.addresses import Unfetched, address
from firsthand.collect.web.fetch import Fetcher
from firsthand.collect.web.paging import Listed, page, problem
from firsthand.model.watching import Sighting, Watched

# failures after which a host is left alone for the round; that it is down, or says 429 or 503, counts as so many
STRIKES = 3
TRIES = 4  # rounds after which a page that fails by itself is given up until what is said of it changes
TRIED = "failed:"  # how a page stands that is to be tried again


@dataclass(slots=True)
class Round:
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


def counted(at: Round, items: Iterator[Item]) -> Iterator[Item]:
    for item in items:
        at.taken += isinstance(item, Found)
        yield item


@dataclass(slots=True)
class Followed:
    """The page that an entry, or a sitemap, names."""

    at: Round
    url: str
    listed: Listed
    key: str
    stamp: str
    gone: bool = False  # there is no page, and there will be none

    def pieces(self) -> Iterator[Item | Sighting]:
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
        yield from counted(at, page(got, self.listed))
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

"""A sitemap in a round: the pages that it lists and that are new or changed."""

from __future__ import annotations

from collections.abc import Iterator

from firsthand.collect.captured import Item
from firsthand.collect.web import sitemaps
from firsthand.collect.web.addresses import Unfetched
from firsthand.collect.web.following import Followed, Round
from firsthand.collect.web.paging import problem
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem
from firsthand.model.watching import Sighting

MOST_SITEMAPS = 50  # of an index, that one round reads


def pieces(at: Round, url: str, body: bytes) -> Iterator[Item | Sighting]:
    """The pages that it lists and that are new or changed, the latest first."""
    places: list[tuple[str, sitemaps.Place]] = []
    read: list[sitemaps.Place] = []
    if sitemaps.is_index(body):
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
        yield from Followed(at, place.url, listed, _place_key(place), _place_said(place)).pieces()
    if not (at.more or at.retry):
        yield from (Sighting(at.one.url, _place_key(x), _place_said(x)) for x in read if x.changed)
        at.more = at.waiting


def _latest(listed: tuple[str, sitemaps.Place]) -> str:
    return listed[1].changed or dict(listed[1].told).get("published", "")


def _read(body: bytes) -> sitemaps.Sitemap:
    return sitemaps.read(body) if sitemaps.recognise(body) else sitemaps.read_text(body)


def _inner(at: Round, index: sitemaps.Sitemap) -> Iterator[tuple[sitemaps.Place, sitemaps.Sitemap | Problem]]:
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
        if not sitemaps.is_index(body):
            yield place, _read(body)


def _place_key(place: sitemaps.Place) -> str:
    return sha256(place.url.encode("utf-8", "surrogatepass"))[:32]


def _place_said(place: sitemaps.Place) -> str:
    return sha256("\n".join((place.changed or "", *(v for _, v in place.told))).encode("utf-8", "surrogatepass"))[:32]

"""What a search found, as feeds and tables show it: the same for command line and browser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from firsthand.export.batch import Line
from firsthand.export.feeds import Entry, Feed
from firsthand.record import BatchHit, Hit, Record
from firsthand.serve.shown import link

FEED = 50  # entries


def feed(record: Record, query: str, *, base: str, path: str, chosen: Mapping[str, str] | None = None) -> Feed:
    """The articles of a search that the record got last; addresses begin with `base`."""
    narrowed: dict[str, Any] = dict(chosen or {})
    found = record.search(query, per_page=FEED, order="added", **narrowed)
    entries = tuple(_entry(hit, base) for hit in found.hits)
    told = " ".join([query, *(f'{name}:"{value}"' for name, value in narrowed.items())]).strip()
    title = f"Firsthand: {told}" if told else "Firsthand: all articles"
    return Feed(
        title, told, base + link(path, q=query, **narrowed), base + link("/articles", q=query, **narrowed), entries
    )


def _entry(hit: Hit, base: str) -> Entry:
    known = (hit.published, hit.outlet, hit.declared_source, hit.language)
    return Entry(hit.id, f"{base}/a/{hit.id}", hit.title, hit.snippet, hit.added or "", *known)


def lines(found: Iterable[BatchHit], base: str = "") -> Iterator[Line]:
    """The table of a batch search."""
    for one in found:
        hit = one.hit
        if hit is None:
            yield Line(one.name, one.total, note=one.problem or "in no article of this record")
            continue
        known = (hit.id, hit.title, hit.outlet, hit.declared_source, hit.published, hit.snippet)
        yield Line(one.name, one.total, *known, f"{base}{words_address(hit)}")


def words_address(hit: Hit) -> str:
    """Where the words that were asked for stand in the original; else the article."""
    place = hit.capture_span
    return f"/c/{hit.capture_id}?from={place.start}&to={place.end}#here" if place else f"/a/{hit.id}"

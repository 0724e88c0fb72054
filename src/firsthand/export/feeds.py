"""A search as a feed: Atom (RFC 4287) and JSON Feed 1.1. An entry quotes an article; it is new when the record got it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ATOM = "http://www.w3.org/2005/Atom"
EVER = "1970-01-01T00:00:00Z"  # when a feed without entries was last changed
# what XML 1.0 cannot hold, not even as a reference
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# matches: 2031-03-05T19:30:00Z   2031-03-05T19:30+01:00   but not: 2031-03
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed."""

    id: str  # of the article: "a-7k2qm4c6txwn5"
    url: str  # absolute
    title: str | None
    summary: str  # words of the article
    added: str  # instant at which the record got it
    published: str | None  # EDTF, as the article says
    outlet: str | None
    declared_source: str | None
    language: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    query: str  # the feed's id is made from it
    url: str  # of the feed itself, absolute
    page: str  # of the same list for people, absolute
    entries: tuple[Entry, ...]  # the newest in the record first


def atom(feed: Feed) -> bytes:
    """The feed as Atom: ids stay the same wherever the record is served from."""
    root = Element("feed", {"xmlns": ATOM})
    _text(root, "id", _urn(f"search {feed.query}"))
    _text(root, "title", feed.title)
    _text(root, "updated", _changed(feed.entries))
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed.url})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": feed.page})
    _text(root, "generator", "Firsthand")
    for entry in feed.entries:
        _entry(root, entry)
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _entry(root: Element, entry: Entry) -> None:
    node = SubElement(root, "entry", {"xml:lang": entry.language} if entry.language else {})
    _text(node, "id", _urn(f"article {entry.id}"))
    _text(node, "title", entry.title or "Without a headline")
    _text(node, "updated", entry.added)
    if when := _instant(entry.published):
        _text(node, "published", when)
    SubElement(node, "link", {"rel": "alternate", "type": "text/html", "href": entry.url})
    _text(SubElement(node, "author"), "name", entry.outlet or "outlet not stated")
    _text(node, "summary", _told(entry))


def _item(entry: Entry) -> dict[str, Any]:
    told = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": _told(entry),
        "date_published": _instant(entry.published),
        "date_modified": entry.added,
        "authors": [{"name": entry.outlet}] if entry.outlet else None,
        "language": entry.language,
    }
    return {key: value for key, value in told.items() if value is not None}


def _told(entry: Entry) -> str:
    """What the list shows of an article: outlet ← declared source, its date as written, its words."""
    source = f" ← {entry.declared_source}" if entry.declared_source else ""
    return f"{entry.outlet or 'outlet not stated'}{source} · {entry.published or 'no date'} · {entry.summary}"


def _changed(entries: Sequence[Entry]) -> str:
    return max((entry.added for entry in entries), default=EVER)


def _instant(published: str | None) -> str | None:
    """A date as RFC 3339 has it, if the article gives one to the minute; a day alone is no instant."""
    if not published or not _INSTANT.match(published):
        return None
    return published if published.count(":", 0, 19) == 2 else f"{published[:16]}:00{published[16:]}"


def _urn(of: str) -> str:
    """The same name for the same thing, on every machine."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:x-firsthand:{of}')}"


def _text(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = _REFUSED.sub("\ufffd", words)

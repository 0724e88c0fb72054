"""JSON Feed 1 and 1.1. Of a damaged file every whole item is read."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from firsthand.collect.feed_entries import Entry, Feed

ITEMS = re.compile(r"\"items\"\s*:\s*\[")
BETWEEN = re.compile(r"[\s,]*")


def read_json(text: str) -> Feed:
    """The feed in this text."""
    feed = Feed()
    text = text.removeprefix("\ufeff")
    try:
        told = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        feed.trouble = f"it is broken: {str(error)[:80]}"
        told = {"items": _whole_items(text)}
    if not isinstance(told, dict):
        return feed
    feed.title, feed.address, feed.language = (_str(told, k) for k in ("title", "home_page_url", "language"))
    items = told.get("items")
    feed.entries = [_entry(x) for x in items if isinstance(x, dict)] if isinstance(items, list) else []
    return feed


def _whole_items(text: str) -> list[Any]:
    found: list[Any] = []
    match = ITEMS.search(text)
    at = match.end() if match else len(text)
    decoder = json.JSONDecoder(strict=False)
    while at < len(text):
        between = BETWEEN.match(text, at)
        try:
            one, at = decoder.raw_decode(text, between.end() if between else at)
        except (ValueError, RecursionError):
            break
        found.append(one)
    return found


def _entry(item: dict[str, Any]) -> Entry:
    entry = Entry(_str(item, "title"), _str(item, "url") or _str(item, "external_url"))
    plain = "\n".join(f"<p>{escape(p)}</p>" for p in re.split(r"\n\s*\n", _str(item, "content_text")) if p.strip())
    entry.content = _str(item, "content_html") or plain
    entry.teaser = _str(item, "summary")
    entry.published, entry.updated = _str(item, "date_published"), _str(item, "date_modified")
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    entry.authors = [_str(a, "name") for a in authors or () if isinstance(a, dict)]
    tags = item.get("tags")
    entry.tags = [t for t in tags if isinstance(t, str)] if isinstance(tags, list) else []
    entry.settle()
    return entry


def _str(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return value if isinstance(value, str) else ""

"""What a page says of its article in places no reader sees: meta tags and JSON-LD. Each value with its place there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from firsthand.extract.dates import dates_in
from firsthand.extract.names import is_person
from firsthand.extract.page import Element, Page
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

META: dict[str, DatumKind] = {
    "og:title": "title",
    "article:published_time": "published",
    "og:article:published_time": "published",
    "datepublished": "published",
    "article:modified_time": "updated",
    "author": "byline",
    "article:section": "category",
    "article:tag": "tag",
}
DEEPEST = 12  # levels of JSON-LD looked into


def from_page(page: Page) -> list[Datum]:
    """The page's own data of its one article: the structured first, then the meta tags."""
    return [*_json_ld(page), *_meta(page)]


def attribute(page: Page, element: Element, name: str, kind: DatumKind, value: str) -> Datum:
    """A datum read from an attribute, placed at the attribute's value."""
    source = page.text[element.start : element.start_end]
    match = re.search(rf"\b{name}\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]+))", source, re.IGNORECASE)
    group = match.lastgroup if match else None
    span = Span(*match.span(group)).shift(element.start) if match and group else Span(element.start, element.start_end)
    return Datum(kind, value, "metadata", span, unescape(span.of(page.text)))


def _meta(page: Page) -> Iterator[Datum]:
    for element in page.elements:
        if element.tag != "meta":
            continue
        name = (
            element.attrs.get("property") or element.attrs.get("name") or element.attrs.get("itemprop") or ""
        ).lower()
        kind, content = META.get(name), " ".join(element.attrs.get("content", "").split())
        if kind and content and (value := _value(kind, content)):
            yield attribute(page, element, "content", kind, value)


def _value(kind: DatumKind, content: str) -> str | None:
    if kind in ("published", "updated"):
        dated = next(dates_in(content), None)
        return dated.edtf if dated else None
    if kind == "byline":
        return content if is_person(content) else None
    return content


def _json_ld(page: Page) -> list[Datum]:
    found: list[Datum] = []
    for element in page.elements:
        if element.tag == "script" and "ld+json" in element.attrs.get("type", "").lower():
            end = page.text.find("</", element.start_end)
            span = Span(element.start_end, max(element.start_end, end if end >= 0 else len(page.text)))
            for node in _articles(_loaded(span.of(page.text)), 0):
                found += _said(page, span, node)
                return found
    return found


def _loaded(source: str) -> Any:
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth + 1)
    elif isinstance(value, dict):
        if re.search(r"(?:Article|Posting|Report)\b", str(value.get("@type"))):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _said(page: Page, span: Span, node: dict[str, Any]) -> Iterator[Datum]:
    keys: tuple[tuple[str, DatumKind], ...] = (("datePublished", "published"), ("dateModified", "updated"))
    for key, kind in keys:
        value = node.get(key)
        if isinstance(value, str) and (dated := next(dates_in(value), None)):
            yield from _located(page, span, kind, value, dated.edtf)
    for name in _names(node.get("author")):
        if is_person(name):
            yield from _located(page, span, "byline", name, name)
    for name in _names(node.get("publisher"))[:1]:
        yield from _located(page, span, "outlet", name, name)


def _names(value: Any) -> list[str]:
    if isinstance(value, list):
        return [n for v in value[:20] for n in _names(v) if not isinstance(v, list)]
    if isinstance(value, dict):
        value = value.get("name")
    return [" ".join(unescape(value).split())] if isinstance(value, str) and value.strip() else []


def _located(page: Page, span: Span, kind: DatumKind, raw: str, value: str) -> Iterator[Datum]:
    """The datum, if its value stands in the script as a string, written plainly or escaped."""
    for written in (json.dumps(raw, ensure_ascii=False), json.dumps(raw), json.dumps(raw).replace("/", "\\/")):
        at = page.text.find(written, span.start, span.end)
        if at >= 0:
            yield Datum(kind, value, "metadata", Span(at + 1, at + len(written) - 1), raw)
            return

"""What a page says of its article in places no reader sees: meta tags and JSON-LD. Each value with its place there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any

from firsthand.extract.accounts import Said
from firsthand.extract.dates import dates_in
from firsthand.extract.page import Element, Page
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

META: dict[str, tuple[DatumKind, str]] = {
    "og:title": ("title", "og"),
    "article:published_time": ("published", "og"),
    "og:article:published_time": ("published", "og"),
    "datepublished": ("published", "meta"),
    "parsely-pub-date": ("published", "meta"),
    "publish-date": ("published", "meta"),
    "pubdate": ("published", "meta"),
    "date": ("published", "meta"),
    "dc.date": ("published", "meta"),
    "dc.date.issued": ("published", "meta"),
    "dcterms.created": ("published", "meta"),
    "article:modified_time": ("updated", "og"),
    "og:updated_time": ("updated", "og"),
    "datemodified": ("updated", "meta"),
    "author": ("byline", "meta author"),
    "dc.creator": ("byline", "meta author"),
    "parsely-author": ("byline", "meta author"),
    "article:author": ("byline", "og author"),
    "article:section": ("category", "og"),
    "article:tag": ("tag", "article:tag"),
    "keywords": ("tag", "keywords"),
    "news_keywords": ("tag", "news_keywords"),
}
LISTED: dict[DatumKind, re.Pattern[str]] = {
    "byline": re.compile(r"\s*(?:[,;&]|\b(?:and|und|et|y)\b)\s+"),  # "Mara Venn, Joss Ilk and Ada Orr"; not "Anderson"
    "tag": re.compile(r"\s*[,;|、，]\s*"),
}
LEAD = re.compile(r"(?:by|von|par|por|di|av|af|text)\b:?\s+", re.IGNORECASE)  # "By Mara Venn", "Von Mara Venn"
TAB_END = re.compile(r"\s+[|–—·«»-]\s+[^|–—·«»-]*$")  # "Storm closes port - Tidewire": what names the site
DEEPEST = 12  # levels of JSON-LD looked into
MOST = 60  # values of one kind
LONGEST_NAME = 60  # characters: longer, it is no name


def from_page(page: Page) -> list[Said]:
    """The page's own data of its one article by account: JSON-LD first, then meta tags and the title of the tab."""
    return [*_json_ld(page), *_meta(page), *_tab(page)]


def attribute(page: Page, element: Element, name: str, kind: DatumKind, value: str) -> Datum:
    """A datum read from an attribute, placed at the attribute's value."""
    span = _value_span(page, element, name)
    return Datum(kind, value, "metadata", span, unescape(span.of(page.text)))


def _value_span(page: Page, element: Element, name: str) -> Span:
    source = page.text[element.start : element.start_end]
    match = re.search(rf"\b{name}\s*=\s*(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)'|(?P<c>[^\s>]+))", source, re.IGNORECASE)
    group = match.lastgroup if match else None
    return Span(*match.span(group)).shift(element.start) if match and group else Span(element.start, element.start_end)


def _meta(page: Page) -> Iterator[Said]:
    for element in page.elements:
        if element.tag != "meta":
            continue
        name = (
            element.attrs.get("property") or element.attrs.get("name") or element.attrs.get("itemprop") or ""
        ).lower()
        if name not in META or not element.attrs.get("content", "").strip():
            continue
        kind, account = META[name]
        if kind in LISTED:
            span = _value_span(page, element, "content")
            for said in _listed(page, span, kind, span.of(page.text)):
                yield account, said
        elif value := _value(kind, " ".join(element.attrs["content"].split())):
            yield account, attribute(page, element, "content", kind, value)


def _tab(page: Page) -> Iterator[Said]:
    element = next((e for e in page.elements if e.tag == "title"), None)
    if element is not None:
        end = page.text.find("</", element.start_end, element.end)
        span = Span(element.start_end, end if end >= 0 else element.end)
        raw = span.of(page.text)
        if cut := TAB_END.search(raw):
            span = Span(span.start, span.start + cut.start())
        span = span.trim(page.text)
        if len(span):
            words = " ".join(unescape(span.of(page.text)).split())
            yield "tab", Datum("title", words, "metadata", span, words)


def _value(kind: DatumKind, content: str) -> str | None:
    return _dated(content) if kind in ("published", "updated") else content


def _dated(content: str) -> str | None:
    """'2031-05-03T06:10:00.120+0200' -> 2031-05-03T06:10:00+02:00; else the first date the words hold."""
    try:
        read = datetime.fromisoformat(content.strip())
    except ValueError:
        dated = next(dates_in(content), None)
        return dated.edtf if dated else None
    if read.tzinfo is None:
        return read.date().isoformat()
    return read.replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _listed(page: Page, span: Span, kind: DatumKind, raw: str) -> Iterator[Datum]:
    """The names or tags of one value as it stands on the page, each at its own place."""
    start = 0
    ends = [(m.start(), m.end()) for m in LISTED[kind].finditer(raw)] if not _entity(raw) else []
    for end, following in [*ends, (len(raw), len(raw))][:MOST]:
        piece = Span(start, end).trim(raw)
        if kind == "byline" and (lead := LEAD.match(raw, piece.start)):
            piece = Span(min(lead.end(), piece.end), piece.end)
        value = " ".join(unescape(piece.of(raw)).split())
        if value and (kind != "byline" or _is_name(value)):
            yield Datum(kind, value, "metadata", piece.shift(span.start), value)
        start = following


def _entity(raw: str) -> bool:
    """Whether a ";" may belong to an entity: then the value is one."""
    return bool(re.search(r"&#?\w{2,8};", raw)) and "," not in raw


def _is_name(value: str) -> bool:
    return len(value) <= LONGEST_NAME and "http" not in value and "@" not in value and any(c.isalpha() for c in value)


def _json_ld(page: Page) -> list[Said]:
    found: list[Said] = []
    told = set[DatumKind]()
    for element in page.elements:
        if element.tag != "script" or "ld+json" not in element.attrs.get("type", "").lower():
            continue
        end = page.text.find("</", element.start_end)
        stop = re.compile("</script", re.IGNORECASE).search(page.text, element.start_end)
        end = stop.start() if stop else (end if end >= 0 else len(page.text))
        span = Span(element.start_end, max(element.start_end, end))
        for node in _articles(_loaded(span.of(page.text)), 0):
            new = [d for d in _said(page, span, node) if d.kind not in told]
            told |= {d.kind for d in new}
            found += [("json-ld", d) for d in new]
    return found


def _loaded(source: str) -> Any:
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
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
        if depth < 2:
            yield from _articles(value.get("mainEntity"), depth + 1)


def _said(page: Page, span: Span, node: dict[str, Any]) -> Iterator[Datum]:
    if isinstance(headline := node.get("headline"), str) and headline.strip():
        yield from _located(page, span, "title", headline, " ".join(unescape(headline).split()))
    keys: tuple[tuple[str, DatumKind], ...] = (("datePublished", "published"), ("dateModified", "updated"))
    for key, kind in keys:
        value = node.get(key)
        if isinstance(value, str) and (dated := _dated(value)):
            yield from _located(page, span, kind, value, dated)
    for name in _names(node.get("author")):
        yield from _split(page, span, "byline", name)
    for name in _names(node.get("publisher"))[:1]:
        yield from _located(page, span, "outlet", name, " ".join(unescape(name).split()))
    for name in _names(node.get("keywords"))[:MOST]:
        yield from _split(page, span, "tag", name)
    for name in _names(node.get("articleSection"))[:MOST]:
        yield from _located(page, span, "category", name, " ".join(unescape(name).split()))


def _names(value: Any) -> list[str]:
    """The names as the script has them: of one, of a list, of things with a name."""
    if isinstance(value, list):
        return [n for v in value[:MOST] for n in _names(v) if not isinstance(v, list)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    return [value] if isinstance(value, str) and value.strip() else []


def _split(page: Page, span: Span, kind: DatumKind, raw: str) -> Iterator[Datum]:
    for whole in _located(page, span, kind, raw, raw):
        assert whole.capture_span is not None
        written = whole.capture_span.of(page.text)
        if written == raw:
            yield from _listed(page, whole.capture_span, kind, written)
            continue
        for value in (v.strip() for v in LISTED[kind].split(unescape(raw))):
            if value and (kind != "byline" or _is_name(value)):
                yield Datum(kind, " ".join(value.split()), "metadata", whole.capture_span, raw)


def _located(page: Page, span: Span, kind: DatumKind, raw: str, value: str) -> Iterator[Datum]:
    """The datum, if its value stands in the script as a string, written plainly or escaped."""
    for written in (json.dumps(raw, ensure_ascii=False), json.dumps(raw), json.dumps(raw).replace("/", "\\/")):
        at = page.text.find(written, span.start, span.end)
        if at >= 0:
            yield Datum(kind, value, "metadata", Span(at + 1, at + len(written) - 1), raw)
            return

"""What a page's JSON-LD says of its article: each value with its path in the script and its place in the capture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

from firsthand.extract.accounts import Said
from firsthand.extract.dates import settled_date
from firsthand.extract.listed import LISTED, MOST, listed, one
from firsthand.extract.page import Element, Page
from firsthand.model.articles import Byline, Datum, DatumKind
from firsthand.model.spans import Span

SCRIPT_END = re.compile("</script", re.IGNORECASE)
TYPES = re.compile(r"(?:Article|Posting|Report)\b")
DEEPEST = 12  # levels looked into
DATES: tuple[tuple[str, DatumKind], ...] = (("datePublished", "published"), ("dateModified", "updated"))
NAMED: tuple[tuple[str, DatumKind], ...] = (("publisher", "outlet"), ("articleSection", "category"))
Named = dict[str, tuple[str, str]]  # by "@id"
Value = tuple[str, str]  # a path and the words there: "$[0].author.name", "Mara Venn"


def read_script(page: Page, element: Element, n: int) -> list[Said]:
    """What the n-th script says. Of two nodes that tell of an article, the first that has a kind of datum gives it."""
    stop = SCRIPT_END.search(page.text, element.start_end)
    span = Span(element.start_end, max(element.start_end, stop.start() if stop else len(page.text)))
    found, have = list[Said](), set[DatumKind]()
    loaded, root = _loaded(span.of(page.text)), f"#{n} $" if n else "$"
    known = _named(loaded, root)
    nodes = sorted(_articles(loaded, 0, root), key=lambda x: "@type" not in x[1])  # what is called an article first
    for path, node in nodes:
        new = [Said("json-ld", at, d) for at, d in _said(page, span, path, node, known) if d.kind not in have]
        have |= {x.datum.kind for x in new}
        found += new
    return found


def _named(loaded: Any, root: str) -> Named:
    """The nodes of a graph that bear an `@id` and a name, for those that only point at them."""
    graph = loaded.get("@graph") if isinstance(loaded, dict) else None
    nodes = enumerate(graph) if isinstance(graph, list) else ()
    return {
        node["@id"]: (f"{root}.@graph[{n}].name", name)
        for n, node in nodes
        if isinstance(node, dict) and isinstance(node.get("@id"), str) and isinstance(name := node.get("name"), str)
    }


def _loaded(source: str) -> Any:
    source = source.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(value: Any, depth: int, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for n, item in enumerate(value):
            yield from _articles(item, depth + 1, f"{path}[{n}]")
    elif isinstance(value, dict):
        if TYPES.search(str(value.get("@type"))):
            yield path, value
        elif value.get("@type") == "WebPage" and "datePublished" in value:
            yield path, {key: value[key] for key, _ in DATES if key in value}
        yield from _articles(value.get("@graph"), depth + 1, f"{path}.@graph")
        if depth < 2:
            yield from _articles(value.get("mainEntity"), depth + 1, f"{path}.mainEntity")


def _said(page: Page, span: Span, path: str, node: dict[str, Any], known: Named) -> Iterator[tuple[str, Datum]]:
    if isinstance(headline := node.get("headline"), str) and headline.strip():
        yield from _located(page, span, "title", (f"{path}.headline", headline), " ".join(unescape(headline).split()))
    for key, kind in DATES:
        value = node.get(key)
        if isinstance(value, str) and (dated := settled_date(value)):
            yield from _located(page, span, kind, (f"{path}.{key}", value), dated)
    roles = _roles(node.get("author"))
    for value in _names(node.get("author"), f"{path}.author", known):
        bodies = _bodies(node.get("author"))
        split = (
            _located(page, span, "byline", value, value[1])
            if value[1] in bodies
            else _split(page, span, "byline", value)
        )
        for at, d in split:
            yield at, _with_role(page, span, d, roles.get(d.value))
    for key, kind in NAMED:
        for value in _names(node.get(key), f"{path}.{key}", known)[: 1 if kind == "outlet" else MOST]:
            yield from _located(page, span, kind, value, " ".join(unescape(value[1]).split()))
    for value in _names(node.get("keywords"), f"{path}.keywords", known)[:MOST]:
        yield from _split(page, span, "tag", value)


def _names(value: Any, path: str, known: Named) -> list[Value]:
    """The names as the script has them: of one, of a list, of things with a name or that point at one that has."""
    if isinstance(value, list):
        some = enumerate(value[:MOST])
        return [x for n, v in some if not isinstance(v, list) for x in _names(v, f"{path}[{n}]", known)]
    if isinstance(value, dict):
        if "name" not in value and isinstance(value.get("@id"), str):
            return [known[value["@id"]]] if value["@id"] in known else []
        return _names(value.get("name"), f"{path}.name", known)
    return [(path, value)] if isinstance(value, str) and value.strip() else []


def _roles(author: Any) -> dict[str, str]:
    """What authors are by their `jobTitle`."""
    some = author if isinstance(author, list) else [author]
    pairs = ((a.get("name"), a.get("jobTitle")) for a in some[:MOST] if isinstance(a, dict))
    return {
        " ".join(name.split()): role
        for name, role in pairs
        if isinstance(name, str) and isinstance(role, str) and role.strip()
    }


def _bodies(author: Any) -> set[str]:
    """The names of authors that are said to be organisations: "Centre for Ports and Storms" names one."""
    some = author if isinstance(author, list) else [author]
    return {
        name
        for a in some[:MOST]
        if isinstance(a, dict) and "Organization" in str(a.get("@type")) and isinstance(name := a.get("name"), str)
    }


def _with_role(page: Page, span: Span, d: Datum, role: str | None) -> Datum:
    for _, found in _located(page, span, "byline", ("", role), role) if role else ():
        return replace(d, byline=Byline("person", role, found.capture_span, "wrote"))
    return d


def _split(page: Page, span: Span, kind: DatumKind, value: Value) -> Iterator[tuple[str, Datum]]:
    path, raw = value
    for _, whole in _located(page, span, kind, value, raw):
        assert whole.capture_span is not None
        if whole.capture_span.of(page.text) == raw:
            yield from ((path, d) for d in listed(whole.capture_span, kind, raw))
            continue
        for words in LISTED[kind].split(unescape(raw)):
            if words.strip() and (d := one(kind, words.strip(), whole.capture_span)):
                yield path, d


def _located(page: Page, span: Span, kind: DatumKind, value: Value, settled: str) -> Iterator[tuple[str, Datum]]:
    """The datum, if its value stands in the script as a string, written plainly or escaped."""
    path, raw = value
    for written in (json.dumps(raw, ensure_ascii=False), json.dumps(raw), json.dumps(raw).replace("/", "\\/")):
        at = page.text.find(written, span.start, span.end)
        if at >= 0:
            yield path, Datum(kind, settled, "metadata", Span(at + 1, at + len(written) - 1), raw)
            return
    if (spot := _written_otherwise(page.text, span, path, raw)) is not None:
        yield path, Datum(kind, settled, "metadata", spot, raw)


def _written_otherwise(text: str, span: Span, path: str, raw: str) -> Span | None:
    """Where a value stands that is escaped in a way of its own: 'Pier\\u0027s end', a raw line break."""
    key = path.rpartition(".")[2].partition("[")[0]
    for match in re.finditer(
        rf'"{re.escape(key)}"\s*:\s*\[?\s*"(?P<value>(?:[^"\\]|\\.){{1,2000}})"', text[span.start : span.end]
    ):
        try:
            same = json.loads(f'"{match["value"]}"', strict=False) == raw
        except ValueError:
            continue
        if same:
            return Span(*match.span("value")).shift(span.start)
    return None

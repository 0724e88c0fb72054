"""Markdown as a page: headings, paragraphs, lists, quotes, links; what its front matter says as a page's head says it.

Frozen: what it gives of a given text never changes, since places point into it; a better form gets a new name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from firsthand.collect.captured import Found, Item, Origin
from firsthand.collect.charsets import charset_of, named
from firsthand.collect.instants import instant
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256

TYPES = frozenset({"text/markdown", "text/x-markdown"})
NAMES = frozenset({".md", ".markdown", ".mdown"})
FRONT = re.compile(r"\A\ufeff?(?P<rule>---|\+\+\+)[ \t]*\r?\n(?P<lines>.*?)\r?\n(?P=rule)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(?P<key>[A-Za-z_][\w-]{0,40})\s*[:=]\s*(?P<value>[^\n]*)$", re.MULTILINE)
LISTED = re.compile(r"^\s*-\s+(?P<value>[^\n]+)$")
URLS, DAYS = (
    ("url", "canonical", "canonical_url", "link", "source_url", "source"),
    ("date", "published", "date_published", "pubdate"),
)
SITES, WRITERS = ("site", "site_name", "publication", "outlet", "publisher"), ("author", "authors", "byline")
CHANGED, SAVED = ("updated", "modified", "lastmod"), ("saved", "clipped", "created", "fetched", "accessed")
HEADING = re.compile(r" {0,3}(?P<depth>#{1,6})(?:[ \t]+(?P<words>.*?))?[ \t]*#*[ \t]*")
RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+)[ \t]*")
FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
ITEM = re.compile(r" {0,7}(?:[-*+]|(?P<n>\d{1,9})[.)])[ \t]+(?P<words>.*)")
QUOTE = re.compile(r" {0,3}>[ ]?(?P<words>.*)")
IMAGE = re.compile(r"!\[(?P<words>[^\]\n]{0,1000})\]\((?P<url>[^\s)]{0,2000})(?:\s+\"[^\"\n]{0,500}\")?\)")
LINK = re.compile(r"\[(?P<words>[^\]\n]{0,1000})\]\((?P<url>[^\s)]{0,2000})(?:\s+\"[^\"\n]{0,500}\")?\)")
BARE = re.compile(r"<(?P<url>https?://[^\s<>]{1,2000})>")
STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,2000}?)(?<=\S)\1")
EMPHASIS = re.compile(r"(?<![\w*])(\*|_)(?=[^\s*_])([^\n*]{1,2000}?)(?<=[^\s*_])\1(?![\w*])")


def recognise(data: bytes, origin: Origin) -> bool:
    return origin.suffix in NAMES or origin.media_type in TYPES


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture of a Markdown file: address and day of saving from its front matter."""
    charset = named(data, origin.charset) or charset_of(data, html=False)
    told = _front(data.decode(charset.name))[0]
    url = next((told[k] for k in URLS if told.get(k, "").startswith(("http://", "https://"))), None)
    at = next((x for k in SAVED if (x := instant(told.get(k)))), None) or origin.fetched_at
    recipe = f"md1+{charset.name}"
    yield Found(
        Capture(sha256(data), origin.path, url or origin.url, at, "text/markdown", recipe, origin.via, len(data)), data
    )
    if not charset.declared:
        yield origin.problem("charset-undeclared", f"is not UTF-8; read as {charset.name}", sha256(data))


def page(data: bytes, codec: str) -> str:
    """The page made of a Markdown file."""
    told, body = _front(data.decode(codec))
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = list(_blocks(lines, 0))
    title = told.get("title", "")
    if title and not any(b.startswith("<h1>") for b in blocks):
        blocks = [f"<h1>{escape(title)}</h1>", *blocks]
    return "\n".join(["<!doctype html>", *_head(told), "<article>", *blocks, "</article>"])


def _front(text: str) -> tuple[dict[str, str], str]:
    """What the front matter says, keys in lower case, and the text after it."""
    match = FRONT.match(text)
    if not match:
        return {}, text.removeprefix("\ufeff")
    found: dict[str, str] = {}
    key = ""
    for line in match["lines"].splitlines():
        if listed := LISTED.match(line):
            if key:
                found[key] = f"{found[key]}, {_bare(listed['value'])}".strip(", ")
        elif told := FIELD.match(line):
            key = told["key"].lower()
            found[key] = _bare(told["value"])
    return found, text[match.end() :]


def _bare(value: str) -> str:
    return " ".join(value.strip().strip("[]").replace('"', " ").split()).strip("' ")


def _head(told: dict[str, str]) -> Iterator[str]:
    if title := told.get("title"):
        yield f"<title>{escape(title)}</title>"
        yield f'<meta property="og:title" content="{escape(title)}">'
    for keys, name in (
        (DAYS, "article:published_time"), (CHANGED, "article:modified_time"), (WRITERS, "author"), (SITES, "og:site_name"),
    ):  # fmt: skip
        if value := next((told[k] for k in keys if told.get(k)), None):
            yield f'<meta property="{name}" content="{escape(value)}">'
    for tag in told.get("tags", "").split(","):
        if tag.strip():
            yield f'<meta property="article:tag" content="{escape(tag.strip())}">'


def _blocks(lines: list[str], depth: int) -> Iterator[str]:
    """Each block as HTML, the blocks of quotes inside them."""
    at = 0
    held: list[str] = []
    while at < len(lines):
        line = lines[at]
        taken = _block(lines, at, depth, bool(held))
        if taken is None:
            if line.strip():
                held.append(line.strip())
                at += 1
                if at < len(lines) and (under := UNDERLINE.fullmatch(lines[at])):
                    tag = "h1" if under["mark"][0] == "=" else "h2"
                    yield f"<{tag}>{_inline(' '.join(held))}</{tag}>"
                    held, at = [], at + 1
                continue
            taken = "", at + 1
        if held:
            yield f"<p>{_inline(chr(10).join(held))}</p>"
            held = []
        if taken[0]:
            yield taken[0]
        at = taken[1]
    if held:
        yield f"<p>{_inline(chr(10).join(held))}</p>"


def _block(lines: list[str], at: int, depth: int, in_paragraph: bool) -> tuple[str, int] | None:
    """The block that begins at a line, if a mark says so, and the line after it."""
    line = lines[at]
    if heading := HEADING.fullmatch(line):
        n = len(heading["depth"])
        return f"<h{n}>{_inline(heading['words'] or '')}</h{n}>", at + 1
    if fence := FENCE.match(line):
        end = next((i for i in range(at + 1, len(lines)) if lines[i].strip().startswith(fence["mark"])), len(lines))
        return f"<pre>{escape(chr(10).join(lines[at + 1 : end]), quote=False)}</pre>", end + 1
    if QUOTE.fullmatch(line) and depth < 8:
        end = at
        while end < len(lines) and QUOTE.fullmatch(lines[end]):
            end += 1
        inner = [m["words"] for x in lines[at:end] if (m := QUOTE.fullmatch(x))]
        return "\n".join(["<blockquote>", *_blocks(inner, depth + 1), "</blockquote>"]), end
    if RULE.fullmatch(line) and not (in_paragraph and UNDERLINE.fullmatch(line)):
        return "<hr>", at + 1
    if (item := ITEM.fullmatch(line)) and not in_paragraph:
        return _list(lines, at, "ol" if item["n"] else "ul")
    return None


def _list(lines: list[str], at: int, tag: str) -> tuple[str, int]:
    items: list[list[str]] = []
    while at < len(lines):
        line = lines[at]
        if item := ITEM.fullmatch(line):
            items.append([item["words"].strip()])
        elif line.startswith(("  ", "\t")) and line.strip():
            items[-1].append(line.strip())
        elif line.strip() or at + 1 >= len(lines) or not ITEM.fullmatch(lines[at + 1]):
            break
        at += 1
    return "\n".join([f"<{tag}>", *(f"<li>{_inline(chr(10).join(i))}</li>" for i in items), f"</{tag}>"]), at


def _inline(words: str) -> str:
    """Links and emphasis as HTML; HTML in it stays."""
    words = IMAGE.sub(lambda m: f'<img src="{escape(m["url"])}" alt="{escape(m["words"])}">', words)
    words = LINK.sub(lambda m: f'<a href="{escape(m["url"])}">{m["words"]}</a>', words)
    words = BARE.sub(lambda m: f'<a href="{escape(m["url"])}">{escape(m["url"])}</a>', words)
    words = STRONG.sub(r"<strong>\2</strong>", words)
    words = EMPHASIS.sub(r"<em>\2</em>", words)
    return re.sub(r"(?:  +|\\)\n", "<br>\n", words)

"""Pages of markup, SingleFile's and browsers' among them, and plain text: bytes that are the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from firsthand.collect.captured import Found, Item, Origin
from firsthand.collect.charsets import HEAD, charset_of, named
from firsthand.collect.instants import instant
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem

TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
# the first bytes of what is no text: PDF, images, archives, sound, programs
MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
    b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"RIFF", b"ID3", b"OggS", b"\x7fELF", b"MZ", b"SQLite format 3", b"II*\x00",
)  # fmt: skip
CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\v\x1b")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# "<html", "<!doctype html", "<body class=..."; not "<3"
HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)\b[^<]{0,2000}>", re.IGNORECASE)
BEGINS = re.compile(rb"(?:\xef\xbb\xbf|\s)*<")
# <link rel="canonical" href="...">, <meta property="og:url" content="...">
LINK_TAG = re.compile(r"<(?:link|meta)\b[^>]{0,1000}>", re.IGNORECASE)
CANONICAL = re.compile(r"""rel\s*=\s*["']?canonical\b""", re.IGNORECASE)
OG_URL = re.compile(r"""(?:property|name)\s*=\s*["']?og:url\b""", re.IGNORECASE)
ADDRESS = re.compile(r"""(?:href|content)\s*=\s*(?:"(?P<a>[^"]{1,2000})"|'(?P<b>[^']{1,2000})')""", re.IGNORECASE)
# <!-- saved from url=(0042)https://... -->, as browsers write it; SingleFile writes "url: https://..."
SAVED_FROM = re.compile(
    r"<!--.{0,200}?(?:saved from url=\(\d{1,6}\)|url:\s{0,3})(?P<url>https?://\S{1,2000})", re.DOTALL
)
# SingleFile: "saved date: Mon Jan 05 2031 10:00:00 GMT+0100 (Central European Standard Time)"
SAVED_DATE = re.compile(r"<!--[^>]{0,3000}?saved date:\s{0,3}(?P<date>[^\n]{10,100})")
WEB = ("http://", "https://")


def recognise(data: bytes, origin: Origin) -> bool:
    return True


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture of a page or text, and a problem where its charset had to be guessed. `not_a_page` was asked before."""
    html = is_html(data, origin)
    charset = named(data, origin.charset) or charset_of(data, html=html)
    head = data.decode(charset.name)[:200_000] if html else ""
    url = origin.url or (address(head) if html else None)
    saved = SAVED_DATE.search(head[:8000])
    at = (instant(saved["date"]) if saved else None) or origin.fetched_at
    media_type = "text/html" if html else "text/plain"
    capture = Capture(sha256(data), origin.path, url, at, media_type, charset.name, origin.via, len(data))
    yield Found(capture, data)
    if not charset.declared:
        message = f"is not UTF-8 and declares no charset; read as {charset.name}. Save it as UTF-8 if that is wrong"
        yield origin.problem("charset-undeclared", message, capture.id)


def not_a_page(data: bytes, origin: Origin) -> Problem | None:
    """The problem with bytes that hold no text."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        return origin.problem("empty-file", "is empty. Save the page again and add it")
    wide = data.startswith(UTF16) and len(data) % 2 == 0
    if data.startswith(MAGIC) or (b"\x00" in data and not wide) or _mostly_control(data[:HEAD]):
        message = "holds no text (an image, a program, a packed file). Save the page as HTML or text and add that"
        return origin.problem("binary-file", message)
    return None


def _mostly_control(head: bytes) -> bool:
    """Whether over a tenth of the bytes are control characters that no text file holds."""
    return not head.startswith(UTF16) and len(head) - len(head.translate(None, CONTROL)) > len(head) / 10


def is_html(data: bytes, origin: Origin) -> bool:
    """Whether bytes are a page of markup: by its sender's word, its name, else by its head."""
    if origin.suffix in HTML_NAMES or origin.media_type in ("text/html", "application/xhtml+xml"):
        return True
    head = data[:HEAD].replace(b"\x00", b"")
    return bool(BEGINS.match(head)) and bool(HTML_TAG.search(head))


def address(text: str) -> str | None:
    """The page's own address: canonical link, else og:url, else the browser's "saved from" comment."""
    tags = [m[0] for m in LINK_TAG.finditer(text)]
    for pattern in (CANONICAL, OG_URL):
        for tag in tags:
            if pattern.search(tag) and (match := ADDRESS.search(tag)):
                url = unescape(match["a"] or match["b"]).strip()
                if url.startswith(WEB):
                    return url
    saved = SAVED_FROM.search(text)
    return saved["url"] if saved else None

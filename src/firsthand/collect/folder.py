"""Files and folders into captures: the bytes as they are, and a problem for each file that cannot be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from firsthand.collect.charsets import HEAD, charset_of, decode
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem

LARGEST = 100_000_000  # bytes; a news page is far smaller, and a larger file is likely something else
HTML_NAMES = frozenset({".html", ".htm", ".xhtml", ".shtml"})
# the first bytes of what is no text: PDF, images, archives, sound, programs
MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!",
    b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"RIFF", b"ID3", b"OggS", b"\x7fELF", b"MZ", b"SQLite format 3", b"II*\x00",
)  # fmt: skip
UTF16 = (b"\xff\xfe", b"\xfe\xff")
# "<html", "<!doctype html", "<body class=..."; not "<3"
HTML_TAG = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|meta|title|h1)\b[^<]{0,2000}>", re.IGNORECASE)
# <link rel="canonical" href="...">, <meta property="og:url" content="...">
LINK_TAG = re.compile(r"<(?:link|meta)\b[^>]{0,1000}>", re.IGNORECASE)
CANONICAL = re.compile(r"""rel\s*=\s*["']?canonical\b""", re.IGNORECASE)
OG_URL = re.compile(r"""(?:property|name)\s*=\s*["']?og:url\b""", re.IGNORECASE)
ADDRESS = re.compile(r"""(?:href|content)\s*=\s*(?:"(?P<a>[^"]{1,2000})"|'(?P<b>[^']{1,2000})')""", re.IGNORECASE)
# <!-- saved from url=(0042)https://... -->, as browsers write it; SingleFile writes "url: https://..."
SAVED_FROM = re.compile(
    r"<!--.{0,200}?(?:saved from url=\(\d{1,6}\)|url:\s{0,3})(?P<url>https?://\S{1,2000})", re.DOTALL
)
WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Found:
    """A capture and its bytes."""

    capture: Capture
    data: bytes


def collect(paths: Sequence[str | Path], *, now: str, max_bytes: int = LARGEST) -> Iterator[Found | Problem]:
    """Each file given, and each in the folders given, in sorted order; hidden ones are skipped.

    A file that cannot be a capture gives a problem with its cure, and the rest goes on. A file whose charset had to be
    guessed gives both.
    """
    for given in paths:
        for path in _files(Path(given)):
            if isinstance(path, Problem):
                yield path
            else:
                yield from _take(path, now, max_bytes)


def _files(path: Path) -> Iterator[Path | Problem]:
    if not path.is_dir():
        yield path
        return
    try:
        names = sorted(child.name for child in path.iterdir())
    except OSError as wrong:
        yield _problem(
            path,
            "unreadable-file",
            f"the folder cannot be read ({wrong.strerror}). Allow reading it, then add it again",
        )
        return
    for name in names:
        if not name.startswith(".") and not ((path / name).is_symlink() and (path / name).is_dir()):
            yield from _files(path / name)  # linked folders are skipped: they may lead in circles


def _take(path: Path, now: str, max_bytes: int) -> Iterator[Found | Problem]:
    data = _read(path, max_bytes)
    yield from (data,) if isinstance(data, Problem) else given(path, data, now)


def given(path: Path, data: bytes, now: str, via: str = "folder") -> Iterator[Found | Problem]:
    """Bytes under a name, such as a file that a browser sent: a capture, a problem, or a capture with a doubt."""
    if wrong := _not_a_page(path, data):
        yield wrong
        return
    html = is_html(path, data)
    charset = charset_of(data, html=html)
    url = address(decode(data, charset.name)[:200_000]) if html else None
    media_type = "text/html" if html else "text/plain"
    capture = Capture(sha256(data), str(path), url, now, media_type, charset.name, via, len(data))
    yield Found(capture, data)
    if not charset.declared:
        message = (
            f"{path} is not UTF-8 and declares no charset; read as {charset.name}. Save it as UTF-8 if that is wrong"
        )
        yield _problem(path, "charset-undeclared", message, capture.id)


def _read(path: Path, max_bytes: int) -> bytes | Problem:
    try:
        if not path.is_file():
            if path.exists() or path.is_symlink():
                return _problem(path, "unreadable-file", f"{path} is no ordinary file. Give a text or HTML file")
            return _problem(path, "no-such-path", f"there is no {path}. Check the spelling, or give the whole path")
        size = path.stat().st_size
        if size > max_bytes:
            message = f"{path} has {size:,} bytes, more than {max_bytes:,}. Split it into smaller pages and add those"
            return _problem(path, "too-large", message)
        return path.read_bytes()
    except OSError as wrong:
        return _problem(
            path, "unreadable-file", f"{path} cannot be read ({wrong.strerror}). Allow reading it, then add it again"
        )


def _not_a_page(path: Path, data: bytes) -> Problem | None:
    if not data.strip(b"\xef\xbb\xbf \t\r\n\f\v"):
        return _problem(path, "empty-file", f"{path} is empty. Save the page again and add it")
    wide = data.startswith(UTF16) and len(data) % 2 == 0
    if data.startswith(MAGIC) or (b"\x00" in data and not wide) or _mostly_control(data[:HEAD]):
        message = f"{path} holds no text (an image, a PDF, an archive). Save the page as HTML or text and add that"
        return _problem(path, "binary-file", message)
    return None


def _mostly_control(head: bytes) -> bool:
    """Whether over a tenth of the bytes are control characters that no text file holds."""
    return not head.startswith(UTF16) and sum(b < 32 and b not in b"\t\n\r\f\v\x1b" for b in head) * 10 > len(head)


def is_html(path: Path, data: bytes) -> bool:
    """Whether a file is a page of markup: by its head, else by its name."""
    head = data[:HEAD].replace(b"\x00", b"")
    if path.suffix.lower() in HTML_NAMES:
        return True
    return bool(re.match(rb"(?:\xef\xbb\xbf|\s|<!--.{0,2000}?-->|<\?xml[^>]{0,200}>)*<", head, re.DOTALL)) and bool(
        HTML_TAG.search(head)
    )


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


def _problem(path: Path, code: str, message: str, capture_id: str | None = None) -> Problem:
    return Problem("collect", str(path), code, message, capture_id)

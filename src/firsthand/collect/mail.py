"""Mail and MHTML: the one part that people read. Which part, and its codec, are settled once and kept with the capture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape

from firsthand.collect.captured import Found, Item, Origin
from firsthand.collect.charsets import Charset, charset_of, named
from firsthand.collect.instants import instant
from firsthand.collect.mime import Part, parse
from firsthand.model.articles import Capture
from firsthand.model.ids import sha256

TYPES = frozenset({"message/rfc822", "multipart/related", "application/x-mimearchive"})
PAGE_NAMES = frozenset({".mhtml", ".mht"})
MAIL_NAMES = frozenset({".eml"})
SAVED = re.compile(rb"(?:\A|\n)Snapshot-Content-Location:", re.IGNORECASE)
# "Mon, 5 May 2031 10:00:00 +0200"; not "5 May 2031"
SENT = re.compile(
    r"(?P<day>\d{1,2}) (?P<month>[A-Za-z]{3}) (?P<year>\d{4}) (?P<time>\d\d:\d\d)(?::\d\d)?(?: (?P<zone>[+-]\d{4}))?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FROM = re.compile(r"\"?(?P<name>[^<\"]*)\"?\s*(?:<(?P<address>[^>]*)>)?")


def recognise(data: bytes, origin: Origin) -> bool:
    head = data[:4096]
    if origin.suffix in PAGE_NAMES | MAIL_NAMES or origin.media_type in TYPES:
        return True
    return bool(SAVED.search(head)) and b"multipart/related" in head


def take(data: bytes, origin: Origin) -> Iterator[Item]:
    """The capture of a message, and what is wrong with it."""
    message = parse(data)
    is_page = origin.suffix in PAGE_NAMES or message.media_type == "multipart/related"
    path = _page_part(message) if is_page else _mail_part(message)
    part = message.at(path) if path else None
    if path is None or part is None or not part.data.strip():
        yield origin.problem(
            "no-text", "has no part with text. Save the page as HTML, or the letter again, and add that"
        )
        return
    charset = _charset(part)
    recipe = f"{'mhtml1' if is_page else 'eml1'}:{path}+{charset.name}"
    media_type = "multipart/related" if is_page else "message/rfc822"
    url = _address(message, part) if is_page else origin.url
    at = (instant(message.header("date")) if is_page else None) or origin.fetched_at
    capture = Capture(sha256(data), origin.path, url or origin.url, at, media_type, recipe, origin.via, len(data))
    yield Found(capture, data)
    if not charset.declared:
        yield origin.problem("charset-undeclared", f"declares no charset; read as {charset.name}", capture.id)
    if not message.whole:
        yield origin.problem("cut-short", "ends before its last part does. It is read as far as it goes", capture.id)


def page_text(data: bytes, settled: str) -> str:
    """The page of an MHTML file; `settled` is "2+utf-8": its part and codec."""
    path, _, codec = settled.partition("+")
    part = parse(data).at(path)
    return part.data.decode(codec) if part else ""


def mail_text(data: bytes, settled: str) -> str:
    """A letter as a page: subject, day and sender as a page states them in its head, then its HTML, or its text in paragraphs.

    Frozen: a better form gets a new name.
    """
    path, _, codec = settled.partition("+")
    message = parse(data)
    part = message.at(path)
    words = part.data.decode(codec) if part else ""
    head = "\n".join(_head(message))
    if part is not None and part.media_type == "text/html":
        return f"<!doctype html>\n{head}\n{words}"
    subject = escape(message.header("subject"))
    paragraphs = re.split(r"(?:\r?\n[ \t]*){2,}", words.strip())
    body = "\n".join(f"<p>{_lines(p)}</p>" for p in paragraphs)
    return f"<!doctype html>\n{head}\n<body>\n<article>\n<h1>{subject}</h1>\n{body}\n</article>\n</body>"


def _lines(paragraph: str) -> str:
    """A paragraph's lines as one where a mailer broke them, near column 70; else each by itself."""
    lines = paragraph.splitlines()
    wrapped = len(lines) > 1 and all(50 < len(line) <= 80 for line in lines[:-1])
    return ("\n" if wrapped else "<br>\n").join(escape(line, quote=False) for line in lines)


def _head(message: Part) -> Iterator[str]:
    subject, sent = escape(message.header("subject")), SENT.search(" ".join(message.header("date").split()))
    sender = FROM.match(message.header("from").strip())
    name = escape(sender["name"].strip() if sender else "")
    yield f"<title>{subject}</title>"
    if subject:
        yield f'<meta property="og:title" content="{subject}">'
    if sent and sent["month"].lower() in MONTHS:
        month = MONTHS.index(sent["month"].lower()) + 1
        zone = f"{sent['zone'][:3]}:{sent['zone'][3:]}" if sent["zone"] else ""
        day = f"{sent['year']}-{month:02}-{int(sent['day']):02}T{sent['time']}:00{zone}"
        yield f'<meta property="article:published_time" content="{day}">'
    if name:
        yield f'<meta name="author" content="{name}">'
        if message.header("list-id") or message.header("list-unsubscribe"):
            yield f'<meta property="og:site_name" content="{name}">'


def _mail_part(message: Part) -> str | None:
    """The path of the HTML part, else of the text; attachments are passed."""
    shown = [(p, x) for p, x in message.walk() if not x.header("content-disposition").lower().startswith("attachment")]
    for kind in ("text/html", "text/plain"):
        for path, part in shown:
            if part.media_type == kind and part.raw.strip():
                return path
    return None


def _page_part(message: Part) -> str | None:
    """The path of the page itself: the part of the address that was saved, else the root, else the first HTML."""
    pages = [(p, x) for p, x in message.walk() if x.media_type in ("text/html", "application/xhtml+xml")]
    saved, root = message.header("snapshot-content-location").strip(), message.said("content-type", "start").strip("<>")
    for path, part in pages:
        if saved and part.header("content-location").strip() == saved:
            return path
    for path, part in pages:
        if root and part.header("content-id").strip("<> ") == root:
            return path
    return pages[0][0] if pages else None


def _address(message: Part, part: Part) -> str | None:
    told = message.header("snapshot-content-location") or part.header("content-location")
    return told.strip() if told.strip().startswith(("http://", "https://")) else None


def _charset(part: Part) -> Charset:
    data = part.data
    found = named(data, part.said("content-type", "charset"))
    found = found or charset_of(data, html=part.media_type != "text/plain")
    return replace(found, declared=True) if data.isascii() else found

"""Sitemaps (sitemaps.org), indexes of them, news sitemaps, addresses one a line: what pages a site names, and since when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from firsthand.collect.http_answer import unpacked
from firsthand.collect.markup import root
from firsthand.collect.web.addresses import is_address

MOST = 50_000  # addresses of one sitemap, as the protocol has it
DEEPEST = 50
LONGEST = 2_048
START = re.compile(rb"<(?:\w{1,20}:)?(?P<root>urlset|sitemapindex)\b")
GZIP = b"\x1f\x8b"
# words of news sitemaps that are kept beside the page
NEWS = {"title": "title", "publication_date": "published", "name": "outlet", "language": "language", "keywords": "tags"}


@dataclass(frozen=True, slots=True)
class Place:
    """A page, or in an index another sitemap, and what is said of it."""

    url: str
    changed: str | None = None  # lastmod, as written
    told: tuple[tuple[str, str], ...] = ()  # of news: (("title", "Mill burns"), ("published", "2031-05-05"))


@dataclass(frozen=True, slots=True)
class Sitemap:
    is_index: bool
    places: tuple[Place, ...]
    trouble: str = ""


class _Stop(Exception):
    """It declares entities, is nested too deep, or is longer than any sitemap may be."""


def opened(body: bytes, most: int) -> bytes:
    """The bytes of a sitemap that lies packed on its server (sitemap.xml.gz)."""
    return unpacked(body, "gzip", most, []) if body.startswith(GZIP) else body


def recognise(body: bytes) -> bool:
    return START.match(root(body[:8192])) is not None


def is_index(body: bytes) -> bool:
    """Whether it lists sitemaps, and not pages."""
    match = START.match(root(body[:8192]))
    return match is not None and match["root"] == b"sitemapindex"


def recognise_text(body: bytes) -> bool:
    """Whether it is a plain list of addresses, one a line."""
    lines = [x.strip() for x in body[:20_000].decode("utf-8", "replace").splitlines()[:5] if x.strip()]
    return bool(lines) and all(is_address(x) and " " not in x for x in lines)


def read_text(body: bytes) -> Sitemap:
    lines = (x.strip() for x in body.decode("utf-8", "replace").removeprefix("\ufeff").splitlines())
    found = [Place(x) for x in lines if is_address(x) and len(x) <= LONGEST]
    return Sitemap(False, tuple(found[:MOST]))


def read(body: bytes) -> Sitemap:
    """Every whole entry, until the first thing that cannot be read."""
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = _refuse
    trouble = ""
    try:
        parser.Parse(body, True)
    except expat.ExpatError as error:
        trouble = f"{expat.errors.messages.get(error.code, 'broken')}, line {error.lineno}"
    except (_Stop, ValueError, LookupError) as error:
        trouble = str(error)
    return Sitemap(is_index(body), tuple(reader.places), trouble)


def _refuse(*_: object) -> NoReturn:
    raise _Stop("it declares entities of its own, which are never expanded")


class _Reader:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self.places: list[Place] = []
        self.stack: list[str] = []
        self.held: list[str] = []
        self.url, self.changed = "", ""
        self.told: dict[str, str] = {}

    def start(self, tag: str, _: dict[str, str]) -> None:
        self.stack.append(tag.rpartition("\n")[2])
        self.held = []
        if len(self.stack) > DEEPEST:
            raise _Stop("it is nested too deep")
        if len(self.stack) == 2:
            self.url, self.changed, self.told = "", "", {}

    def words(self, words: str) -> None:
        if sum(map(len, self.held)) < LONGEST:
            self.held.append(words)

    def end(self, tag: str) -> None:
        name, said = self.stack.pop(), "".join(self.held).strip()[:LONGEST]
        self.held = []
        if len(self.stack) == 2 and name == "loc":
            self.url = said
        elif len(self.stack) == 2 and name == "lastmod":
            self.changed = said
        elif "news" in self.stack and name in NEWS and said:
            self.told.setdefault(NEWS[name], said)
        elif len(self.stack) == 1 and is_address(self.url):
            if len(self.places) >= MOST:
                raise _Stop(f"it has more than {MOST:,} addresses")
            self.places.append(Place(self.url, self.changed or None, tuple(self.told.items())))

"""RSS 0.9 to 2.0 and Atom by the standard XML parser: entries are read until the first thing that cannot be.

No entity is ever expanded but the ones HTML names: a feed that declares its own is not read.
"""

from __future__ import annotations

import re
from html import escape
from html.entities import html5
from typing import NoReturn
from xml.parsers import expat

from firsthand.collect.feed_entries import Entry, Feed

MOST_ENTRIES = 10_000
DEEPEST = 200
CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.DOTALL)
NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);|#\d{1,7};|#x[0-9A-Fa-f]{1,6};)(?P<name>[A-Za-z][A-Za-z0-9]{1,31};)?")
NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # XML 1.0 has no such characters
NO_REFERENCE = re.compile(
    r"&#(?:x0*(?:[0-8bcefBCEF]|1[0-9a-fA-F]|[dD][89a-fA-F]..|[fF]{3}[efEF])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
CONTENT, DC, MEDIA = "http://purl.org/rss/1.0/modules/content/", "http://purl.org/dc/", "http://search.yahoo.com/mrss"
ATOM, XHTML = "http://www.w3.org/2005/atom", "http://www.w3.org/1999/xhtml"


class _Refused(Exception):
    """The feed declares entities or is nested too deep."""


def read_xml(text: str) -> Feed:
    """The feed in this text."""
    reader = _Reader()
    text = re.sub(r"\A\s*<\?xml[^>]{0,200}\?>", "", text.removeprefix("\ufeff").lstrip(), count=1)
    bits = CDATA.split(NO_REFERENCE.sub("", NEVER.sub("", text)))
    bits = [bit if bit.startswith("<![CDATA[") else NAMED.sub(_plain, bit) for bit in bits]
    parser = expat.ParserCreate("utf-8", namespace_separator="\n")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse("".join(bits).encode("utf-8"), True)
    except expat.ExpatError as error:
        reader.feed.trouble = f"{expat.errors.messages.get(error.code, 'broken')}, line {error.lineno}"
    except _Refused as error:
        reader.feed.trouble = str(error)
    for entry in reader.feed.entries:
        entry.settle()
    return reader.feed


def _plain(match: re.Match[str]) -> str:
    """`&nbsp;` as its character, a lone `&` as `&amp;`."""
    name = match["name"]
    known = html5.get(name) if name else None
    return escape(known, quote=False) if known else f"&amp;{name or ''}"


def _refuse(*_: object) -> NoReturn:
    raise _Refused("it declares entities of its own, which are never expanded")


class _Reader:
    """Takes the parser's events."""

    def __init__(self) -> None:
        self.feed = Feed()
        self.stack: list[tuple[str, str]] = []  # (namespace in lower case, local name)
        self.texts: list[list[str]] = []
        self.entry: Entry | None = None
        self.inside: list[str] = []  # open tags of XHTML content
        self.attrs: list[dict[str, str]] = []

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        space, _, name = tag.rpartition("\n")
        if len(self.stack) > DEEPEST:
            raise _Refused("it is nested too deep")
        if self.inside or (space == XHTML and self.entry is not None):
            self.inside.append(name)
            told = "".join(f' {k.rpartition(chr(10))[2]}="{escape(v)}"' for k, v in attrs.items())
            self.texts[-1].append(f"<{name}{told}>")
            return
        self.stack.append((space.lower(), name))
        self.texts.append([])
        self.attrs.append(attrs)
        if name in ("item", "entry") and self.entry is None:
            self.entry = Entry()

    def words(self, words: str) -> None:
        if self.texts:
            self.texts[-1].append(escape(words, quote=False) if self.inside else words)

    def end(self, tag: str) -> None:
        if self.inside:
            self.texts[-1].append(f"</{self.inside.pop()}>")
            return
        space, name = self.stack.pop()
        words, attrs = "".join(self.texts.pop()).strip(), self.attrs.pop()
        parent = self.stack[-1][1] if self.stack else ""
        if self.entry is None:
            self._of_feed(name, words, attrs, parent)
        elif name in ("item", "entry") and parent not in ("item", "entry"):
            self.feed.entries.append(self.entry)
            self.entry = None
            if len(self.feed.entries) >= MOST_ENTRIES:
                raise _Refused(f"it has more than {MOST_ENTRIES:,} entries")
        else:
            self._of_entry(self.entry, space, name, words, attrs, parent)

    def _of_feed(self, name: str, words: str, attrs: dict[str, str], parent: str) -> None:
        if parent not in ("channel", "feed"):
            return
        if name == "title":
            self.feed.title = self.feed.title or " ".join(words.split())
        elif name == "language":
            self.feed.language = words[:35]
        elif name == "link":
            found = attrs.get("href", words).strip()
            if found.startswith(("http://", "https://")) and attrs.get("rel", "alternate") == "alternate":
                self.feed.address = self.feed.address or found

    def _of_entry(self, e: Entry, space: str, name: str, words: str, attrs: dict[str, str], parent: str) -> None:
        if parent == "source":
            e.source = e.source or (words if name == "title" else "")
        elif space.startswith(MEDIA):
            if name == "credit" and words:
                e.credits.append(words)
        elif space == CONTENT.lower() and name == "encoded":
            e.content = words
        elif space.startswith(DC):
            self._dublin(e, name, words)
        else:
            self._plainly(e, name, words, attrs, parent)

    def _dublin(self, e: Entry, name: str, words: str) -> None:
        if name == "creator":
            e.authors.append(words)
        elif name == "date":
            e.published = e.published or words
        elif name == "subject":
            e.tags.append(words)

    def _plainly(self, e: Entry, name: str, words: str, attrs: dict[str, str], parent: str) -> None:
        if name == "title":
            e.title = e.title or words
        elif name == "link":
            if attrs.get("rel", "alternate") == "alternate":
                e.link = e.link or attrs.get("href", words).strip()
        elif name == "content":
            e.content = e.content or (escape(words, quote=False) if attrs.get("type") == "text" else words)
        elif name in ("description", "summary"):
            e.teaser = e.teaser or words
        elif name in ("pubDate", "published", "issued"):
            e.published = words
        elif name in ("updated", "modified"):
            e.updated = words
        elif name == "source":
            e.source = e.source or words
        elif name == "name" and parent == "author":
            e.authors.append(words)
        elif name == "author" and words:
            e.authors.append(re.sub(r"\A\S+@\S+\s*\((.+)\)\Z", r"\1", words))
        elif name == "category":
            e.tags.append(attrs.get("term", words))

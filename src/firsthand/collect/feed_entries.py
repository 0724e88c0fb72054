"""What a feed holds, in whatever form it came."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LEAST_CONTENT = 400  # characters without markup: a shorter `description` or `summary` is a teaser, not the article
TAG = re.compile(r"<[^<>]{0,2000}>")
SENT = re.compile(
    r"(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4}) (\d\d:\d\d)(:\d\d)?(?: ?(?:([+-]\d\d):?(\d\d)|(GMT|UTC?|Z)))?"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(slots=True)
class Entry:
    """An entry while it is being read; empty where it does not say."""

    title: str = ""
    link: str = ""
    content: str = ""  # HTML
    teaser: str = ""
    published: str = ""
    updated: str = ""
    source: str = ""
    authors: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # of media
    tags: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """A long teaser is the content; dates as ISO 8601."""
        if not self.content and len(TAG.sub("", self.teaser)) >= LEAST_CONTENT:
            self.content = self.teaser
        self.title = " ".join(TAG.sub("", self.title).split())
        self.published, self.updated = day(self.published), day(self.updated)
        self.authors = [n for n in (" ".join(a.split()) for a in self.authors) if n]


@dataclass(slots=True)
class Feed:
    title: str = ""
    address: str = ""
    language: str = ""
    entries: list[Entry] = field(default_factory=list)
    trouble: str = ""  # what broke the reading, and where


def day(written: str) -> str:
    """'Mon, 05 May 2031 10:00:00 GMT' gives '2031-05-05T10:00:00+00:00'; what is ISO 8601 stays as it is."""
    written = " ".join(written.split())
    match = SENT.search(written)
    if not match or match[2].lower() not in MONTHS:
        return written
    zone = "+00:00" if match[8] else f"{match[6]}:{match[7]}" if match[6] else ""
    return f"{match[3]}-{MONTHS.index(match[2].lower()) + 1:02}-{int(match[1]):02}T{match[4]}{match[5] or ':00'}{zone}"

"""Where the addresses of `firsthand serve` lead within an edition: to files of the folder, and to words in excerpts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape, unescape
from urllib.parse import parse_qs, urlsplit

from firsthand.model.articles import Article, PartKind
from firsthand.model.spans import Span

# matches: <a class="day" href="/a/a-1#s-2">   <link rel="stylesheet" href="/look/firsthand.css">
# but not: <a href="https://courier.example/">
LINK = re.compile(
    r"""<(?P<tag>a|link|script|img)(?=\s)(?P<before>[^<>]*?)\s(?P<name>href|src)="(?P<address>/[^"<>]*)"(?P<after>[^<>]*)>"""
)
OWN: tuple[PartKind, ...] = (
    "headline",
    "standfirst",
    "subhead",
    "caption",
    "note",
)  # words that are excerpted beside prose
LABEL = re.compile(r'\saria-label="[^"]*"')


def anchor_of(span: Span) -> str:
    """The id of words in an article's page."""
    return f"x{span.start}-{span.end}"


class Links:
    """Every address in one place. Words of an article that some page leads to are asked for: its page must show them."""

    def __init__(self, files: Mapping[str, str], articles: Iterable[Article]) -> None:
        self._files = files  # by address in `serve`
        self._articles: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self._articles[article.capture_id].append(article)
        self.asked: dict[str, set[Span]] = defaultdict(set)

    def to(self, address: str) -> str | None:
        """The file and place in it; None where the edition has no such page."""
        path, _, part = address.partition("#")
        if path.startswith("/c/"):
            return self._words(path)
        found = self._files.get(path)
        return f"{found}#{part}" if found and part else found

    def _words(self, path: str) -> str | None:
        """Characters of an original: the same words in an excerpt, or the head of the article they are of."""
        parts = urlsplit(path)
        asked = parse_qs(parts.query)
        if "from" not in asked or "to" not in asked:
            return None
        place = Span(int(asked["from"][0]), int(asked["to"][0]))
        for article in self._articles.get(parts.path.removeprefix("/c/"), ()):
            span = article.offsets.to_article(place) if place != article.region else None
            if span and any(p.span.overlaps(span) for p in (*article.prose, *article.parts_of(*OWN))):
                self.asked[article.id].add(span)
                return f"{self._files[f'/a/{article.id}']}#{anchor_of(span)}"
            if article.region.overlaps(place):
                return self._files[f"/a/{article.id}"]
        return None

    def rewritten(self, html: str, file: str) -> str:
        """A page with its addresses made relative to its own file. What leads out of the edition is no link any more."""
        up = "../" * file.count("/")

        def relative(found: re.Match[str]) -> str:
            tag, before, name, address, after = found.group("tag", "before", "name", "address", "after")
            target = self.to(unescape(address))
            if target is None:
                return f"<{tag}{LABEL.sub('', before)}{LABEL.sub('', after)}>"
            return f'<{tag}{before} {name}="{escape(up + target)}"{after}>'

        return LINK.sub(relative, html)

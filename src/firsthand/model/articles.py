"""What we were given: captures, and the articles cut from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from firsthand.model.spans import OffsetMap, Span

PartKind = Literal[
    "headline",
    "kicker",
    "standfirst",
    "byline",
    "dateline",
    "source_line",
    "body",
    "blockquote",
    "pull_quote",  # words of the body set a second time: read once, there
    "subhead",
    "list",
    "table",
    "caption",
    "note",  # editor's, correction, update
    "tag",
    "category",
    "bio",
    "furniture",  # navigation, "Read more", related lists, comment lines
    "boilerplate",  # prose by its look, and not its own: it stands under or above so many articles of its outlet
]
PROSE: frozenset[PartKind] = frozenset({"body", "blockquote", "list", "table"})  # the article's own words

DatumKind = Literal[
    "title",
    "standfirst",
    "byline",
    "outlet",
    "declared_source",
    "republisher",
    "published",
    "updated",
    "reposted",
    "dateline",
    "category",
    "tag",
    "link",
    "contributor",  # who is credited and did not write it: "additional reporting by", "editing by", "photographs by"
    "correction",  # a notice that says what was wrong, in its words
]
How = Literal[
    "dateline", "header_line", "source_line", "footer", "url", "metadata", "disclaimer", "inferred", "by_hand"
]  # where a datum was read; an inferred one is never presented as declared; "by_hand": a person set it


Direction = Literal["ltr", "rtl"]
RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes as received, once. The bytes themselves lie in the store under `id`."""

    id: str  # sha256 of the bytes, hex
    path: str  # the file itself; "pages.zip/a.html" of a member, "crawl.warc.gz#offset=81" of a record
    url: str | None
    fetched_at: (
        str  # instant, ISO 8601 UTC: when it was saved or crawled, if the file says so; else when it was taken in
    )
    media_type: str  # of the bytes: text/plain, text/html, message/rfc822, application/rss+xml ...
    charset: (
        str  # the codec, or recipe and codec ("eml1:2+utf-8"), the bytes are decoded by, for ever; never guessed again
    )
    via: str  # the collector: folder, warc, wacz, zip, tar, csv, csl, web
    length: int  # bytes

    @property
    def is_html(self) -> bool:
        """Whether its decoded text is markup: of pages, and of letters, feeds and Markdown too (decision 0017)."""
        return self.media_type not in ("text/plain", "application/pdf")


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled stretch of an article's text."""

    kind: PartKind
    span: Span


BylineParty = Literal["person", "desk", "outlet", "agency"]
Contribution = Literal["wrote", "contributed", "edited", "photographed", "translated", "illustrated"]


@dataclass(frozen=True, slots=True)
class Byline:
    """What is said of one who is named in a byline or credit beside the name."""

    party: BylineParty
    role: str | None  # in the page's words: "Darma correspondent"
    role_span: Span | None  # of the capture
    did: Contribution


@dataclass(frozen=True, slots=True)
class Datum:
    """One thing a page says of an article, and the characters it was read from.

    `value` is settled: a name without typography, an EDTF date, an address for a link. The place is of the *capture*, since
    a date may stand in an attribute and a republisher at the head of the page, outside the article's own text.
    """

    kind: DatumKind
    value: str
    how: How
    capture_span: Span | None  # None only where nothing on the page says so (how = inferred, url or by_hand)
    words: str | None  # the words there, as a reader sees them
    byline: Byline | None = None  # of a byline or contributor only


@dataclass(frozen=True, slots=True)
class Article:
    """One text cut from a capture: headline, byline, dateline, body, captions, tags in page order.

    Everything read from it is a span of `text`; `offsets` takes such a span to the capture's decoded text.
    """

    id: str  # from the capture and where the headline (else the block) starts
    capture_id: str
    region: Span  # the whole block, in the capture
    text: str
    parts: tuple[Part, ...]  # in order, disjoint
    offsets: OffsetMap
    data: tuple[Datum, ...]  # in page order within a kind
    language: str | None  # BCP 47: "en", "ar"
    layout: str  # the layout that cut it

    def first(self, kind: DatumKind) -> Datum | None:
        """The first datum of a kind, or None if the page does not say."""
        return next((d for d in self.data if d.kind == kind), None)

    def all(self, kind: DatumKind) -> tuple[Datum, ...]:
        return tuple(d for d in self.data if d.kind == kind)

    def parts_of(self, *kinds: PartKind) -> Iterator[Part]:
        return (p for p in self.parts if p.kind in kinds)

    @property
    def prose(self) -> tuple[Part, ...]:
        """The article's own words: what attributions are read from and copies are compared by."""
        return tuple(p for p in self.parts if p.kind in PROSE)

    @property
    def body(self) -> str:
        """The prose, parts joined by blank lines."""
        return "\n\n".join(p.span.of(self.text) for p in self.prose)

    @property
    def direction(self) -> Direction:
        """Which way its language is written."""
        return direction_of(self.language)

    def without(self, ats: Collection[int]) -> Article:
        """The same, these of its prose parts called boilerplate; as it is where no prose would be left."""
        prose = self.prose
        gone = {prose[at] for at in ats if at < len(prose)}
        if not gone or len(gone) == len(prose):
            return self
        return replace(self, parts=tuple(Part("boilerplate", p.span) if p in gone else p for p in self.parts))

    @property
    def title(self) -> str | None:
        datum = self.first("title")
        return datum.value if datum else None


@dataclass(frozen=True, slots=True)
class PageAccount:
    """What one account of a page (what it shows, JSON-LD, a meta tag, the tab) says of its article, chosen or not."""

    article_id: str
    kind: DatumKind
    value: str  # settled as a datum's is
    account: str  # "shown", "json-ld", "og", "twitter", "tab", "meta author", "time"
    path: str  # where in the account: "$.headline", "og:title"; empty of what is shown
    capture_span: Span | None
    words: str | None
    agrees: bool  # with what was settled


def direction_of(language: str | None) -> Direction:
    """rtl or ltr, by a BCP 47 code."""
    return "rtl" if (language or "").split("-")[0] in RIGHT_TO_LEFT else "ltr"


def clip(article: Article, datum: Datum) -> Span | None:
    """Where a datum's words stand in the article's text; None where it was read outside of it."""
    return article.offsets.to_article(datum.capture_span) if datum.capture_span else None

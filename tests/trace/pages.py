"""Invented pages through the steps up to reading, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.model.articles import Article, Capture
from firsthand.model.comparing import Card, Variant
from firsthand.model.findings import Discrepancy, ReuseLink, Series
from firsthand.model.ids import sha256
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.units import CollateInput, CompareInput, ExtractInput, LinkInput, Readings, ReadInput
from firsthand.pipeline import STEPS


def page(outlet: str, day: str, *paragraphs: str, title: str = "News from the coast") -> str:
    body = "\n\n".join(paragraphs)
    return f"{title}\n\nBy Tomas Rell | {outlet} | {day}\n\n{body}\n"


@cache
def readings(text: str) -> tuple[Readings, ...]:
    """The articles of a page with what is read from them."""
    data = text.encode()
    capture = Capture(
        sha256(data), "page.txt", None, "2031-01-01T00:00:00Z", "text/plain", "utf-8", "folder", len(data)
    )
    rows = STEPS["extract"].work(ExtractInput(capture, text)).rows
    return tuple(_read(a) for a in rows if isinstance(a, Article))


def _read(article: Article) -> Readings:
    rows = STEPS["read"].work(ReadInput(article)).rows
    kinds = (Mention, Attribution, TimeRef, PlaceRef, Quantity)
    return Readings(article, *(tuple(r for r in rows if isinstance(r, kind)) for kind in kinds))  # type: ignore[arg-type]


def collated(pages: Sequence[str]) -> CompareInput:
    """What `compare` takes for a record of these pages."""
    every = sorted((r for p in pages for r in readings(p)), key=lambda r: r.article.id)
    links: list[ReuseLink] = []
    for n, one in enumerate(every):
        made = STEPS["link"].work(LinkInput(one.article, tuple(r.article for r in every[:n])))
        links += [x for x in made.rows if isinstance(x, ReuseLink)]
    rows: list[object] = []
    for one in every:
        own = tuple(x for x in links if x.from_article == one.article.id)
        others = tuple(r for r in every if any(x.to_article == r.article.id for x in own))
        rows += STEPS["collate"].work(CollateInput(one, own, others)).rows
    cards = tuple(r for r in rows if isinstance(r, Card))
    return CompareInput(cards, tuple(r for r in rows if isinstance(r, Variant)), tuple(links))


def compared(*pages: str) -> tuple[list[Discrepancy], list[Series]]:
    rows = STEPS["compare"].work(collated(pages)).rows
    return [r for r in rows if isinstance(r, Discrepancy)], [r for r in rows if isinstance(r, Series)]


def quoted(found: Discrepancy, pages: Sequence[str]) -> set[str]:
    """The words of its values, cut from the articles."""
    articles = {r.article.id: r.article for p in pages for r in readings(p)}
    return {v.span.of(articles[v.article_id].text) for v in found.values}

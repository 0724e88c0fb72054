"""Invented pages through the steps up to reading, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from firsthand.eval.plants import compare_input, readings_of
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Discrepancy, Series
from firsthand.model.ids import sha256
from firsthand.model.units import CompareInput, ExtractInput, Readings
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
    return tuple(readings_of(a) for a in rows if isinstance(a, Article))


def collated(pages: Sequence[str]) -> CompareInput:
    """What `compare` takes for a record of these pages."""
    return compare_input(r for p in pages for r in readings(p))


def compared(*pages: str) -> tuple[list[Discrepancy], list[Series]]:
    rows = STEPS["compare"].work(collated(pages)).rows
    return [r for r in rows if isinstance(r, Discrepancy)], [r for r in rows if isinstance(r, Series)]


def quoted(found: Discrepancy, pages: Sequence[str]) -> set[str]:
    """The words of its values, cut from the articles."""
    articles = {r.article.id: r.article for p in pages for r in readings(p)}
    return {v.span.of(articles[v.article_id].text) for v in found.values}

"""The pipeline over a folder of pages, without a store: what each step makes of them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from firsthand.collect import Found, collect, decode
from firsthand.model.articles import Article
from firsthand.model.findings import Fingerprints
from firsthand.model.units import ExtractInput, LinkInput, ReadInput, ShingleInput
from firsthand.pipeline import STEPS


def outputs(folder: Path) -> dict[str, tuple[object, ...]]:
    """The rows of the steps that work on one capture or article, in a stable order."""
    found = [f for f in collect([folder], now="2026-01-01T00:00:00Z") if isinstance(f, Found)]
    rows: dict[str, list[object]] = defaultdict(list)
    articles: list[Article] = []
    for f in found:
        result = STEPS["extract"].work(ExtractInput(f.capture, decode(f.data, f.capture.charset)))
        articles += [r for r in result.rows if isinstance(r, Article)]
        rows["extract"] += [*result.rows, *result.left_out, *result.accounts]
    articles.sort(key=lambda a: a.id)
    prints: dict[str, set[int]] = {}
    for article in articles:
        result = STEPS["shingle"].work(ShingleInput(article))
        rows["shingle"] += result.rows
        prints |= {r.article_id: set(r.hashes) for r in result.rows if isinstance(r, Fingerprints)}
        rows["read"] += STEPS["read"].work(ReadInput(article)).rows
    for n, article in enumerate(articles):
        near = tuple(a for a in articles[:n] if len(prints[a.id] & prints[article.id]) > 1)
        rows["link"] += STEPS["link"].work(LinkInput(article, near)).rows
    return {step: tuple(made) for step, made in rows.items()}

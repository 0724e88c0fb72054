"""Discrepancies and series as the interchange writes them."""

from __future__ import annotations

from collections.abc import Callable

from firsthand.export.events import value_row
from firsthand.export.places import Json, one
from firsthand.model.articles import Article
from firsthand.model.findings import Discrepancy, Series

Find = Callable[[str], Article]


def discrepancy_row(found: Discrepancy, article: Find) -> Json:
    return {
        "id": found.id,
        "event": found.event_id,
        "claim": found.claim_id,
        "slot": found.slot,
        "kind": found.kind,
        "values": [value_row(v, article) for v in found.values],
        "words": found.words,
    }


def series_row(found: Series, article: Find) -> Json:
    return {
        "id": found.id,
        "of": found.of,
        "unit": found.unit,
        "cumulative": found.cumulative,
        "event": found.event_id,
        "points": [
            {
                "as_of": p.as_of,
                "low": p.low,
                "high": p.high,
                "bound": p.bound,
                "article": p.article_id,
                **one("span", article(p.article_id), p.span),
                "who": p.who,
                "falls": p.falls,
            }
            for p in found.points
        ],
    }

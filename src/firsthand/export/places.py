"""Spans of an article as the interchange writes them: where in the capture, and the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from firsthand.model.articles import Article, Datum
from firsthand.model.spans import Span

Json = dict[str, Any]
Place = list[int]  # [start, end] in the capture's decoded text


def place(span: Span | None) -> Place | None:
    return [span.start, span.end] if span else None


def one(key: str, article: Article, span: Span | None) -> Json:
    """`key` and `key_text` of one span of the article's text; nulls where the text does not say."""
    at = article.offsets.to_capture(span) if span else None
    return {key: place(at), f"{key}_text": span.of(article.text) if span and at else None}


def several(key: str, article: Article, spans: Sequence[Span]) -> Json:
    """`key` and `key_text` of a role that may have several stretches: one as a span, more as lists, none as nulls."""
    if len(spans) <= 1:
        return one(key, article, spans[0] if spans else None)
    return listed(key, article, spans)


def listed(key: str, article: Article, spans: Sequence[Span]) -> Json:
    """`key` and `key_text` as lists, one entry a stretch."""
    found = [(at, s.of(article.text)) for s in spans if (at := article.offsets.to_capture(s))]
    return {key: [place(at) for at, _ in found], f"{key}_text": [words for _, words in found]}


def datum_place(datum: Datum, key: str = "span") -> Json:
    """`span` and `span_text` of what a page says of an article."""
    return {key: place(datum.capture_span), f"{key}_text": datum.words if datum.capture_span else None}

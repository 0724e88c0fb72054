"""Permalinks: the addresses under which the browser shows what an export quotes."""

from __future__ import annotations

from dataclasses import dataclass

from firsthand.model.articles import Article
from firsthand.model.ids import kind_of
from firsthand.model.problems import UsageError
from firsthand.model.spans import Span

BASE = "http://127.0.0.1:8311"  # where `firsthand serve` is, unless told otherwise
_PAGES = {"article": "a", "capture": "c", "entity": "e", "event": "v", "claim": "k"}
_PAGES |= {"series": "n", "discrepancy": "d", "family": "f"}


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses under a base: `Links("http://127.0.0.1:8311").to("v-7k2q...")` is `http://127.0.0.1:8311/v/v-7k2q...`."""

    base: str = BASE

    def __post_init__(self) -> None:
        if not self.base.startswith(("http://", "https://")):
            raise UsageError(f"{self.base} is no web address; a base looks like {BASE}")
        object.__setattr__(self, "base", self.base.rstrip("/"))

    def to(self, id_: str) -> str:
        """The page of what an id names."""
        return f"{self.base}/{_PAGES[kind_of(id_) or '']}/{id_}"

    def said(self, article_id: str, attribution_id: str) -> str:
        """Where an attribution begins on its article's page."""
        return f"{self.to(article_id)}#{attribution_id}"

    def captured(self, capture_id: str, at: Span | None) -> str:
        """Characters of an original; its head where nothing on the page says so."""
        return f"{self.to(capture_id)}?from={at.start}&to={at.end}#here" if at else self.to(capture_id)

    def passage(self, article: Article, span: Span) -> str:
        """The characters of the original that an article's words were read from."""
        return self.captured(article.capture_id, article.offsets.to_capture(span) or article.region)

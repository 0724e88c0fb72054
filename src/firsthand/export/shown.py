"""A record as an export shows it: the articles chosen, quotes of them, and nobody whom the role gate keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from firsthand.export.choice import Choice
from firsthand.export.gate import Gate
from firsthand.export.links import Links
from firsthand.export.rows import ARTICLES_HELD, Rows, T, of_kind
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Entity, Value
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef
from firsthand.model.spans import Span

STATUS = "reported, not verified"  # goes with every datum that leaves
QUOTE_WORDS = 100  # a longer quote is cut there unless the full text was asked for: a quote, and not the article


class Shown:
    """Rows of a record behind the choice and the gate. A finding shows those of its parts that stand in chosen articles."""

    def __init__(self, rows: Rows, choice: Choice) -> None:
        self.rows, self.choice, self.links = rows, choice, Links(choice.base)
        self.gate = Gate(of_kind(Entity, rows.all("entity")))
        self.article = lru_cache(ARTICLES_HELD)(rows.article)
        self.attributions_of = lru_cache(ARTICLES_HELD)(rows.attributions_of)
        self.event_mentions_of = lru_cache(ARTICLES_HELD)(rows.event_mentions_of)
        self.mentions_of = lru_cache(ARTICLES_HELD)(rows.mentions_of)

    def has(self, article_id: str) -> bool:
        return self.choice.articles is None or article_id in self.choice.articles

    def articles(self) -> Iterator[Article]:
        if self.choice.articles is None:
            return of_kind(Article, self.rows.all("article"))
        return (self.article(id_) for id_ in sorted(self.choice.articles))

    def captures(self) -> Iterator[Capture]:
        """Those of the chosen articles; with no choice, all, also those that no article was cut from."""
        if self.choice.articles is None:
            return of_kind(Capture, self.rows.all("capture"))
        return map(self.rows.capture, sorted({a.capture_id for a in self.articles()}))

    def all(self, kind: type[T], name: str) -> Iterator[T]:
        """All findings of a kind."""
        return of_kind(kind, self.rows.all(name))

    def mentions(self, article: Article) -> Iterator[Mention]:
        """Those that may be rows, in the order of the text."""
        return (m for m in sorted(self.mentions_of(article.id), key=lambda m: (m.span, m.id)) if self.gate.shows(m))

    def attributions(self, article: Article) -> list[Attribution]:
        return sorted(self.attributions_of(article.id), key=lambda a: (a.content, a.id))

    def attribution(self, article_id: str, id_: str | None) -> Attribution | None:
        return next((a for a in self.attributions_of(article_id) if a.id == id_), None)

    def told(self, articles: Iterable[str], ids: Iterable[str]) -> list[EventMention]:
        """The event mentions of an account that stand in chosen articles."""
        wanted = set(ids)
        return [m for a in sorted(articles) if self.has(a) for m in self.event_mentions_of(a) if m.id in wanted]

    def places(self, article_id: str) -> dict[str, PlaceRef]:
        """By their own ids, those that have an entry in the gazetteer."""
        return {p.id: p for p in self.rows.places_of(article_id) if p.gazetteer_id is not None}

    def speaker(self, attribution: Attribution) -> str | None:
        """The party spoken for as the article has it; an unnamed one is the article's own words."""
        return self.gate.name(attribution.speaker, attribution.article_id)

    def names_private(self, article_id: str, span: Span) -> bool:
        """Whether words of an article name a private person: then they stand in a quote only, and in no column."""
        return any(m.span.overlaps(span) and not self.gate.shows(m) for m in self.mentions_of(article_id))

    def values(self, values: Sequence[Value]) -> list[Value]:
        """Of an account's slot those in chosen articles, without private persons."""
        return [v for v in values if self.has(v.article_id) and not self._private(v)]

    def _private(self, value: Value) -> bool:
        named = self.gate.name(value.value, value.article_id)
        return named is None or self.names_private(value.article_id, value.span)

    def quote(self, article: Article, spans: Sequence[Span]) -> str:
        """The words there, stretches joined by an ellipsis."""
        return self.cut(" … ".join(s.of(article.text) for s in spans))

    def cut(self, words: str) -> str:
        """Words whole, or the first QUOTE_WORDS of them and a sign that there are more."""
        found = words.split()
        if self.choice.full_text or len(found) <= QUOTE_WORDS:
            return words
        return " ".join(found[:QUOTE_WORDS]) + " […]"


def pinned(place: PlaceRef) -> tuple[float, float] | None:
    """Longitude and latitude; None for what has no point: a country, or a place of which it is not told how exact it is."""
    if place.lat is None or place.lon is None or place.precision in (None, "country"):
        return None
    return place.lon, place.lat


def value_of(article: Article, kind: str) -> str | None:
    """What an article says of itself: its outlet, its day; None if it does not say."""
    return next((d.value for d in article.data if d.kind == kind), None)

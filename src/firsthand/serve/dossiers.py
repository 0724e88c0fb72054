"""What the page of a party, an outlet or a kind of unnamed source shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from firsthand.model.articles import Article
from firsthand.model.findings import Hop
from firsthand.model.readings import Attribution, PlaceRef, Quantity
from firsthand.model.spans import Span, hull
from firsthand.record import Dossier, Passing
from firsthand.serve.findings import Articles, Quoted, Row, event_row, quoted


@dataclass(frozen=True, slots=True)
class ShownPassing:
    party: str
    address: str | None  # of its own dossier
    articles: int
    examples: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class ShownDossier:
    said: tuple[Quoted, ...]
    about: tuple[Quoted, ...]
    offices: tuple[Quoted, ...]
    cites: tuple[ShownPassing, ...]
    cited_by: tuple[ShownPassing, ...]
    events: tuple[Row, ...]
    figures: tuple[Quoted, ...]
    places: tuple[Quoted, ...]

    @property
    def parts(self) -> tuple[tuple[str, str, int], ...]:
        """The parts of the page that hold something: anchor, heading, how many."""
        every = (
            ("said", "Said, as reported", len(self.said)),
            ("about", "Said about it by others", len(self.about)),
            ("cites", "Cites", len(self.cites)),
            ("cited", "Cited by", len(self.cited_by)),
            ("events", "Events", len(self.events)),
            ("figures", "Figures in what it says", len(self.figures)),
            ("places", "Places in what it says", len(self.places)),
        )
        return tuple(part for part in every if part[2])


def dossier_shown(found: Dossier) -> ShownDossier:
    articles = {a.id: a for a in found.articles}
    return ShownDossier(
        said=_statements(found.said, articles),
        about=_statements(found.about, articles),
        offices=tuple(quoted(articles[p.article_id], p.span) for p in found.offices),
        cites=_passing(found.cites, articles),
        cited_by=_passing(found.cited_by, articles),
        events=tuple(event_row(e, articles[e.words.article_id]) for e in found.events),
        figures=_readings(found.figures, articles),
        places=_readings(found.places, articles),
    )


def _statements(said: Iterable[Attribution], articles: Articles) -> tuple[Quoted, ...]:
    return tuple(
        quoted(articles[a.article_id], hull(a.content) or Span(0, 0), who=a.speaker, stance=a.stance, anchor=a.id)
        for a in said
    )


def _passing(found: Iterable[Passing], articles: Articles) -> tuple[ShownPassing, ...]:
    return tuple(
        ShownPassing(p.party, _address(p), p.articles, tuple(_evidence(h, articles) for h in p.examples)) for p in found
    )


def _address(passing: Passing) -> str | None:
    if passing.kind in ("outlet", "archive", "republisher", "relay"):
        return f"/o?{urlencode({'name': passing.party})}"
    return f"/e/{passing.entity}" if passing.entity else None


def _evidence(hop: Hop, articles: Mapping[str, Article]) -> Quoted:
    """The words that show a step of a chain; those of the page's head have no place in the article's text."""
    article = articles[hop.article_id]
    span = article.offsets.to_article(hop.capture_span) if hop.capture_span else None
    return quoted(article, span or Span(0, 0))


def _readings(found: Sequence[PlaceRef | Quantity], articles: Articles) -> tuple[Quoted, ...]:
    return tuple(quoted(articles[x.article_id], x.span) for x in found)

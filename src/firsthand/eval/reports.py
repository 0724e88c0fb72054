"""Whether reports of one event by several outlets are found to be of one: on reports with an event's name each, as in
Giveme5W1H's set (Hamborg 2019): a JSON file a report with `title`, `text`, `date_publish`, `publisher` and `category`.

Two reports are told to be of one event if they stand in one happening. Each is read as any article of the record.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from firsthand.eval import first_told
from firsthand.eval.coreference import pairs
from firsthand.eval.figures import Figure, Measured, OnProgress, line
from firsthand.lang import gazetteer, gazetteer_make
from firsthand.model.articles import Article, Datum, Part
from firsthand.model.event_cards import EventCards
from firsthand.model.findings import Entity, Event
from firsthand.model.ids import make_id, sha256
from firsthand.model.readings import Mention
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import (
    EventArticle,
    EventCard,
    EventsInput,
    NameUse,
    Progress,
    Reading,
    ReadInput,
    ResolveInput,
)
from firsthand.read import run as read
from firsthand.resolve import events, run
from firsthand.resolve.events.happenings import happenings
from firsthand.store.event_cards import Known, article_cards


@dataclass(frozen=True, slots=True)
class Report:
    event: str  # as the gold names it
    article: Article
    marked: first_told.Marked


def measured(folder: Path, on_progress: OnProgress | None = None) -> Measured:
    """Precision, recall and F1 of pairs of reports that are told to be of one event; and what each tells first. Makes the
    gazetteer if there is none yet, or an old one, unless none is wanted: it tells where something happened."""
    if gazetteer.where() is not None:
        gazetteer_make.fresh()
    reports = load(folder)
    rows = read_all(reports, on_progress)
    given = _cards_of(reports, rows)
    gold: dict[str, list[str]] = defaultdict(list)
    for r in reports:
        gold[r.event].append(r.article.id)
    groups = happenings(given.articles, EventCards(given.cards)).groups
    both, ours, theirs = pairs(gold.values(), groups)
    shared = [(e.accounts, {x for a in e.accounts for x in a.articles}) for e in _events(given)]
    figures = (
        Figure("same event P", both / ours if ours else 0.0, None, None, ours),
        Figure("same event R", both / theirs if theirs else 0.0, None, None, theirs),
        Figure("same event F1", 2 * both / (ours + theirs) if ours + theirs else 0.0, None, None, theirs),
        *first_told.figures((r.article, rows[r.article.id], r.marked) for r in reports),
        Figure("in an event with another", _with_others(shared, len(reports)), None, None, len(reports)),
    )
    text = "\n".join((f"{len(reports)} reports of {len(gold)} events, {len(groups)} found", *map(line, figures)))
    return Measured("events", len(reports), figures, text)


def load(folder: Path) -> list[Report]:
    """The reports of a folder, by file name."""
    return [_report(path) for path in sorted(folder.glob("*.json"))]


def read_all(reports: Sequence[Report], on_progress: OnProgress | None = None) -> dict[str, list[Reading]]:
    """What is read from each report, by its article's id."""
    rows = {}
    for n, r in enumerate(reports, 1):
        rows[r.article.id] = [x for x in read(ReadInput(r.article)).rows if isinstance(x, Reading)]
        if on_progress is not None:
            on_progress(Progress("events", n, len(reports)))
    return rows


def _cards_of(reports: Sequence[Report], rows: Mapping[str, Sequence[Reading]]) -> EventsInput:
    """What the step `events` takes, as a record would give it."""
    uses = [
        NameUse(m.kind, m.name, (m.span.of(r.article.text),), 1)
        for r in reports
        for m in rows[r.article.id]
        if isinstance(m, Mention)
    ]
    known = Known()
    for e in run(ResolveInput(tuple(uses))).rows:
        if not isinstance(e, Entity):
            continue
        known.entity.update({(e.kind, key): e.id for key in e.keys})
        known.entity_name[e.id] = e.name
    cards: list[EventCard] = []
    for r in reports:
        heads = [p.span for p in r.article.parts_of("headline")]
        cards += article_cards(r.article.text, heads, rows[r.article.id], known)
    articles = (_card(r.article) for r in reports)
    return EventsInput(tuple(articles), tuple(cards))


def _events(given: EventsInput) -> list[Event]:
    return [e for e in events(given).rows if isinstance(e, Event)]


def _with_others(shared: Sequence[tuple[object, set[str]]], count: int) -> float:
    """The share of reports that an event page shows beside another report."""
    return len({x for _, articles in shared if len(articles) > 1 for x in articles}) / count if count else 0.0


def _card(a: Article) -> EventArticle:
    outlet, published = a.first("outlet"), a.first("published")
    return EventArticle(
        a.id, outlet.value if outlet else None, published.value if published else None, None, None, a.language
    )


def _report(path: Path) -> Report:
    given = json.loads(path.read_text(encoding="utf-8"))
    title = " ".join((given["title"] or "").split())
    text = f"{title}\n\n{given['text']}"
    head = Span(0, len(title))
    data = [
        Datum("title", title, "header_line", head, title),
        Datum("outlet", given["publisher"], "metadata", None, None),
    ]
    if given.get("date_publish"):
        data.append(Datum("published", given["date_publish"][:10], "metadata", None, None))
    whole = Span(0, len(text))
    parts = (Part("headline", head), Part("body", Span(len(title) + 2, len(text))))
    offsets = OffsetMap((Run(0, len(text), 0, len(text)),))
    id_ = make_id("article", path.stem)
    article = Article(id_, sha256(text.encode()), whole, text, parts, offsets, tuple(data), "en", "plain")
    return Report(given["category"], article, first_told.marked(given.get("fiveWoneH", {})))

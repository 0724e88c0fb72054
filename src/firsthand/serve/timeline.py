"""What the page of times and places shows: lanes and pins, each with its words, and the same as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.model.articles import Article
from firsthand.model.findings import Account, Event
from firsthand.model.readings import PlaceRef
from firsthand.model.spans import Span
from firsthand.record import Timeline
from firsthand.serve import mapped, timed
from firsthand.serve.findings import KINDS, Quoted, line, quoted

Places = Mapping[tuple[str, Span], PlaceRef]


@dataclass(frozen=True, slots=True)
class ShownPlace:
    quoted: Quoted  # the words that name it
    name: str  # the gazetteer's, or as written
    precision: str


@dataclass(frozen=True, slots=True)
class Row:
    """One account."""

    event: Quoted
    address: str  # of the event's page
    who: str
    kind: str
    happened: tuple[Quoted, ...]
    reported: str
    where: tuple[ShownPlace, ...]
    article: Quoted


@dataclass(frozen=True, slots=True)
class ShownTimeline:
    lanes: str  # SVG
    map: mapped.Drawn
    rows: tuple[Row, ...]


def timeline_shown(page: Timeline, axis: str, *, whole: bool = False) -> ShownTimeline:
    """`axis`: happened, reported or both. One event has a lane for each origin; several have one each. `whole`: of the map."""
    articles = {a.id: a for a in page.articles}
    places: Places = {(p.article_id, p.span): p for p in page.places}
    rows = [(e, a, _row(e, a, articles, places)) for e in page.events for a in e.accounts]
    if len(page.events) == 1:
        lanes = [timed.Lane(f"{r.who} ({r.kind})", r.address, (_mark(r),)) for _, _, r in rows]
    else:
        lanes = [
            timed.Lane(_name(e, articles), f"/v/{e.id}", tuple(_mark(r) for of, _, r in rows if of is e))
            for e in page.events
        ]
    pins = [pin for _, a, r in rows for pin in _pins(a, r, places)]
    shown = tuple(r for _, _, r in rows)
    return ShownTimeline(
        timed.draw(sorted(lanes, key=_first), axis), mapped.draw(pins, whole=whole), tuple(sorted(shown, key=_order))
    )


def _order(row: Row) -> tuple[str, str, str, str]:
    return (row.happened[0].value or "9") if row.happened else "9", row.reported, row.address, row.who


def _first(lane: timed.Lane) -> tuple[str, str]:
    return min((m.reported or m.happened or "9" for m in lane.marks), default="9"), lane.address


def _name(event: Event, articles: Mapping[str, Article]) -> str:
    called = articles[event.words.article_id]
    return quoted(called, line(called, event.words.span)).words


def _row(event: Event, account: Account, articles: Mapping[str, Article], places: Places) -> Row:
    called = articles[event.words.article_id]
    told = [articles[x] for x in account.articles if x in articles]
    first = min((quoted(a, Span(0, 0)) for a in told), key=lambda q: (q.published or "9", q.article_id))
    return Row(
        event=quoted(called, line(called, event.words.span)),
        address=f"/v/{event.id}",
        who=account.who or "source not stated",
        kind=KINDS[account.kind],
        happened=tuple(quoted(articles[v.article_id], v.span, value=v.value) for v in account.time),
        reported=first.published,
        where=tuple(_place(articles[v.article_id], v.span, v.value, places) for v in account.place),
        article=first,
    )


def _place(article: Article, span: Span, value: str, places: Places) -> ShownPlace:
    found = places.get((article.id, span))
    known = found is not None and found.gazetteer_id is not None
    name, precision = (found.name, found.precision or "") if found and known else (value, "not in the gazetteer")
    return ShownPlace(quoted(article, span, value=value), name, precision)


def _mark(row: Row) -> timed.Mark:
    when = row.happened[0] if row.happened else None
    return timed.Mark(
        happened=when.value if when else None,
        reported=row.reported or None,
        named=row.kind != KINDS["unnamed"],
        happened_at=when.address if when else row.article.address,
        reported_at=f"/a/{row.article.article_id}",
        told=f"{row.who}, in {row.article.outlet}",
    )


def _pins(account: Account, row: Row, places: Places) -> Iterable[mapped.Pin]:
    for value, shown in zip(account.place, row.where, strict=True):
        found = places.get((value.article_id, value.span))
        if found and found.gazetteer_id and found.precision:
            told = f"“{shown.quoted.words}”, {row.who}"
            yield mapped.Pin(
                found.lat, found.lon, found.country, found.precision, found.name, told, shown.quoted.address
            )

"""Events placed in time and space: what the time line and the map are drawn from."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from firsthand.model.findings import Event
from firsthand.model.problems import NotInRecord
from firsthand.model.readings import PlaceRef
from firsthand.store import ask, codec
from firsthand.store import tables as t
from firsthand.store.answers import Timeline


def timeline(
    c: Connection,
    *,
    event: str | None,
    kind: str | None,
    since: str | None,
    until: str | None,
    page: int,
    per_page: int,
) -> Timeline:
    """A page of events with their articles and resolved places, those of most articles first.

    `since` and `until` are days, months or years (EDTF) that articles were published in, both inclusive.
    """
    chosen = _chosen(c, event, kind, since, until)
    told = select(t.event_article.c.event_id, func.count().label("n")).group_by(t.event_article.c.event_id).subquery()
    ids = select(t.event_.c.id).outerjoin(told, told.c.event_id == t.event_.c.id).where(*chosen)
    ids = ids.order_by(func.coalesce(told.c.n, 0).desc(), t.event_.c.id)
    total = c.execute(select(func.count()).select_from(t.event_).where(*chosen)).scalar_one()
    shown = c.execute(ids.limit(per_page).offset((page - 1) * per_page)).scalars().all()
    events = {x.id: x for x in ask.events(c, t.event_.c.id.in_(shown))}
    if event and not events:
        raise NotInRecord(f"no event {event} in this record")
    kinds = tuple(c.execute(select(t.event_.c.kind).distinct().order_by(t.event_.c.kind)).scalars())
    found = tuple(events[id_] for id_ in shown if id_ in events)
    articles = ask.articles_by_id(c, sorted({id_ for e in found for id_ in _articles(e)}))
    return Timeline(page, per_page, total, kinds, found, articles, _places(c, found))


def _chosen(
    c: Connection, event: str | None, kind: str | None, since: str | None, until: str | None
) -> list[ask.Where]:
    where: list[ask.Where] = []
    if event:
        where.append(t.event_.c.id.in_([event, ask.heir_of(c, event) or event]))
    if kind:
        where.append(t.event_.c.kind == kind)
    if since or until:
        a, m = t.article.c, t.event_article.c
        days = [a.published >= since] if since else []
        days += [or_(a.published <= until, a.published.startswith(until, autoescape=True))] if until else []
        told = select(m.event_id).join(t.article, a.id == m.article_id).where(*days)
        where.append(t.event_.c.id.in_(told))
    return where


def _articles(event: Event) -> set[str]:
    values = (v.article_id for a in event.accounts for slot in (a.time, a.place) for v in slot)
    return {event.words.article_id, *values, *(x for a in event.accounts for x in a.articles)}


def _places(c: Connection, events: tuple[Event, ...]) -> tuple[PlaceRef, ...]:
    """The readings of the words that the accounts give for where, by article and place."""
    spots = {(v.article_id, v.span) for e in events for a in e.accounts for v in a.place}
    found: list[PlaceRef] = []
    for some in ask.batches(sorted({article for article, _ in spots})):
        rows = ask.rows(c, t.place, t.place.c.article_id.in_(some), order=["article_id", "n"])
        found += [p for p in map(codec.place, rows) if (p.article_id, p.span) in spots]
    return tuple(found)

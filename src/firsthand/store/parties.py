"""The page of one party: the articles that name it, and what it is said to have said."""

from __future__ import annotations

from sqlalchemy import Connection, and_, func, or_, select, tuple_

from firsthand.model.findings import Entity
from firsthand.store import ask, codec
from firsthand.store import search as searching
from firsthand.store import tables as t
from firsthand.store.answers import EntityPage

MOST = 500  # articles listed


def page(c: Connection, entity: Entity) -> EntityPage:
    """Where the entity's names lead to it: in articles that hold them for it, and in those that hold them for nobody."""
    m, named = t.mention.c, where(entity)
    articles = c.execute(select(m.article_id).where(named).distinct().order_by(m.article_id)).scalars().all()
    count = c.execute(select(func.count()).select_from(t.mention).where(named)).scalar_one()
    s = t.attribution.c
    spoken = s.speaker.in_({*entity.keys, *entity.names}) if entity.keys else _leads(s.speaker, s.article_id, entity)
    rows = ask.rows(c, t.attribution, spoken & ~_elsewhere(s.speaker, s.article_id, entity), order=["article_id", "n"])
    said = tuple(codec.attribution(r) for r in rows)
    return EntityPage(entity, searching.hits(c, articles[:MOST]), said, count)


def where(entity: Entity) -> ask.Where:
    """Of mentions: those that are the entity's."""
    m = t.mention.c
    return (m.kind == entity.kind) & _leads(m.name, m.article_id, entity)


def _leads(name: ask.Column, article_id: ask.Column, entity: Entity) -> ask.Where:
    everywhere = and_(name.in_(entity.keys), ~_elsewhere(name, article_id, entity))
    here = [tuple_(name, article_id).in_(some) for some in ask.batches(entity.held)]
    return or_(everywhere, *here) if entity.keys else or_(*here)


def _elsewhere(name: ask.Column, article_id: ask.Column, entity: Entity) -> ask.Where:
    """Whether another entity holds the name in the article."""
    n = t.entity_name.alias().c
    held = select(n.entity_id).where(
        n.role == "held", n.name == name, n.article_id == article_id, n.entity_id != entity.id
    )
    return held.exists()

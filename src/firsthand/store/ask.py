"""Model objects of one kind, by what they belong to: a few queries each, however many rows come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Chain, Discrepancy, Entity, Family, ReuseLink, Series
from firsthand.model.judgements import Judgement
from firsthand.model.problems import Problem, UsageError
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Anchor
from firsthand.model.units import LeftOut, Readings
from firsthand.store import codec
from firsthand.store import tables as t

MANY = 500  # ids in one question: below what the databases allow

Record = Mapping[str, Any]
Where = ColumnElement[bool]


def rows(c: Connection, table: Table, *where: Where, order: Sequence[str]) -> Sequence[Record]:
    """Rows of one table, in order."""
    question = select(table).where(*where).order_by(*(table.c[name] for name in order))
    return [dict(row) for row in c.execute(question).mappings()]


def batches(ids: Iterable[str]) -> Iterator[list[str]]:
    held = list(ids)
    return (held[i : i + MANY] for i in range(0, len(held), MANY))


def children(c: Connection, table: Table, owner: str, ids: Iterable[str]) -> Mapping[str, list[Record]]:
    """Rows that belong to others, by owner, in their order."""
    found: dict[str, list[Record]] = defaultdict(list)
    for some in batches(ids):
        for row in rows(
            c, table, table.c[owner].in_(some), order=[owner, *(["role"] if "role" in table.c else []), "n"]
        ):
            found[row[owner]].append(row)
    return found


def capture(c: Connection, id_: str) -> Capture:
    found = rows(c, t.capture, t.capture.c.id == id_, order=["id"])
    if not found:
        raise UsageError(f"no capture {id_} in this record")
    return codec.capture(found[0])


def article(c: Connection, id_: str) -> Article:
    found = articles_by_id(c, [id_])
    if not found:
        raise UsageError(f"no article {id_} in this record; find one with: firsthand search WORDS")
    return found[0]


def articles_by_id(c: Connection, ids: Sequence[str]) -> tuple[Article, ...]:
    """These articles, by id; those that are not there are left out."""
    found = [row for some in batches(ids) for row in rows(c, t.article, t.article.c.id.in_(some), order=["id"])]
    parts = children(c, t.part, "article_id", ids)
    data = children(c, t.datum, "article_id", ids)
    made = (codec.article(row, parts.get(row["id"], ()), data.get(row["id"], ())) for row in found)
    return tuple(sorted(made, key=lambda a: a.id))


def article_ids(c: Connection, *where: Where) -> list[str]:
    return list(c.execute(select(t.article.c.id).where(*where).order_by(t.article.c.id)).scalars())


def mentions(c: Connection, article_id: str) -> tuple[Mention, ...]:
    return tuple(codec.mention(r) for r in rows(c, t.mention, t.mention.c.article_id == article_id, order=["n"]))


def attributions(c: Connection, article_id: str) -> tuple[Attribution, ...]:
    found = rows(c, t.attribution, t.attribution.c.article_id == article_id, order=["n"])
    return tuple(codec.attribution(r) for r in found)


def times(c: Connection, article_id: str) -> tuple[TimeRef, ...]:
    return tuple(codec.time(r) for r in rows(c, t.time, t.time.c.article_id == article_id, order=["n"]))


def places(c: Connection, article_id: str) -> tuple[PlaceRef, ...]:
    return tuple(codec.place(r) for r in rows(c, t.place, t.place.c.article_id == article_id, order=["n"]))


def quantities(c: Connection, article_id: str) -> tuple[Quantity, ...]:
    return tuple(codec.quantity(r) for r in rows(c, t.quantity, t.quantity.c.article_id == article_id, order=["n"]))


def links(c: Connection, *where: Where) -> list[ReuseLink]:
    found = rows(c, t.reuse_link, *where, order=["id"])
    passages = children(c, t.passage, "link_id", [r["id"] for r in found])
    return [codec.link(r, passages.get(r["id"], ())) for r in found]


def families(c: Connection, *where: Where) -> list[Family]:
    found = rows(c, t.family, *where, order=["id"])
    members = children(c, t.family_member, "family_id", [r["id"] for r in found])
    return [codec.family(r, members.get(r["id"], ())) for r in found]


def family_of(c: Connection, article_id: str) -> Family | None:
    own = select(t.family_member.c.family_id).where(t.family_member.c.article_id == article_id)
    return next(iter(families(c, t.family.c.id.in_(own))), None)


def entities(c: Connection, *where: Where) -> list[Entity]:
    found = rows(c, t.entity, *where, order=["id"])
    names = children(c, t.entity_name, "entity_id", [r["id"] for r in found])
    return [codec.entity(r, names.get(r["id"], ())) for r in found]


def chains(c: Connection, *where: Where) -> list[Chain]:
    found = rows(c, t.chain, *where, order=["article_id", "n"])
    hops = children(c, t.hop, "chain_id", [r["id"] for r in found])
    return [codec.chain(r, hops.get(r["id"], ())) for r in found]


def discrepancies(c: Connection, *where: Where) -> list[Discrepancy]:
    found = rows(c, t.discrepancy, *where, order=["id"])
    values = children(c, t.value, "discrepancy_id", [r["id"] for r in found])
    return [codec.discrepancy(r, values.get(r["id"], ())) for r in found]


def series(c: Connection, *where: Where) -> list[Series]:
    found = rows(c, t.series, *where, order=["id"])
    points = children(c, t.point, "series_id", [r["id"] for r in found])
    return [codec.series(r, points.get(r["id"], ())) for r in found]


def readings(c: Connection, of: Article) -> Readings:
    """An article with what was read from it."""
    id_ = of.id
    return Readings(of, mentions(c, id_), attributions(c, id_), times(c, id_), places(c, id_), quantities(c, id_))


def judgements(c: Connection, *where: Where) -> tuple[Judgement, ...]:
    """Oldest first."""
    return tuple(codec.judgement(r) for r in rows(c, t.judgement, *where, order=["id"]))


def is_in_force() -> Where:
    """Of judgements: those that no later one supersedes."""
    later = t.judgement.alias()
    return t.judgement.c.id.not_in(select(later.c.supersedes).where(later.c.supersedes.is_not(None)))


def judgements_of(c: Connection, capture_id: str) -> tuple[Judgement, ...]:
    """Those in force about one capture, oldest first."""
    return judgements(c, t.judgement.c.capture_id == capture_id, is_in_force())


def problems(c: Connection, *where: Where) -> tuple[Problem, ...]:
    return tuple(codec.problem(r) for r in rows(c, t.problem, *where, order=["step", "unit_id", "n"]))


def left_out(c: Connection, capture_id: str) -> tuple[LeftOut, ...]:
    found = rows(c, t.left_out, t.left_out.c.capture_id == capture_id, order=["n"])
    return tuple(LeftOut(codec.sure_span(r), r["why"]) for r in found)


def name_at(c: Connection, place: Anchor) -> str | None:
    """The name of the mention that stands at a place of a capture; None if none does."""
    at = t.article.c
    where = (at.capture_id == place.capture_id, at.start <= place.span.start, at.stop >= place.span.end)
    for found in articles_by_id(c, article_ids(c, *where)):
        span = found.offsets.to_article(place.span)
        hit = next((m for m in mentions(c, found.id) if span and m.span.overlaps(span)), None)
        if hit:
            return hit.name
    return None

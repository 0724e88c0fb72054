"""What people's decisions point at: from an id to the words that stand for it, and from words to what is read there now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, func, select

from firsthand.model.articles import Article
from firsthand.model.findings import Entity, Place
from firsthand.model.ids import kind_of
from firsthand.model.judgements import About
from firsthand.model.problems import NotInRecord, UsageError
from firsthand.model.spans import Anchor, Span, closest
from firsthand.model.units import DecidedPair, Rejected
from firsthand.store import ask, codec, findings
from firsthand.store import tables as t

READ_AS: dict[str, Table] = {
    "event": t.event_mention,
    "claim": t.telling,
    "attribution": t.attribution,
    "mention": t.mention,
    "entity": t.mention,
    "time": t.time,
    "place": t.place,
    "quantity": t.quantity,
}
READINGS: dict[str, About] = {  # kinds of ids of readings, and what a judgement of one is about
    "event_mention": "event",
    "telling": "claim",
    "attribution": "attribution",
    "mention": "mention",
    "time": "time",
    "place": "place",
    "quantity": "quantity",
}
HELP = "give ids of event mentions (h-), events (v-), claims (k-), tellings (w-) or entities (e-)"


@dataclass(frozen=True, slots=True)
class Pointed:
    """The words that an id stands for: of an event or a claim those it is called by, of an entity one of its mentions."""

    about: About
    words: Place


def pairs(c: Connection, about: About) -> Iterator[DecidedPair]:
    """People's decisions in force on two event mentions, or on two tellings, oldest first."""
    j = t.judgement.c
    for one in ask.judgements(c, j.act.in_(("same", "different")), j.about == about, ask.is_in_force()):
        if one.other is not None:
            yield DecidedPair(one.act == "same", read_at(c, about, one.target), read_at(c, about, one.other), one.id)


def read_at(c: Connection, about: About, place: Anchor) -> str | None:
    """The id of what is read where an anchor points; None if nothing is."""
    at = t.article.c
    where = (at.capture_id == place.capture_id, at.start <= place.span.start, at.stop >= place.span.end)
    for article in ask.articles_by_id(c, ask.article_ids(c, *where)):
        span = article.offsets.to_article(place.span)
        rows = ask.rows(c, READ_AS[about], READ_AS[about].c.article_id == article.id, order=["n"])
        near = closest([_span(about, row) for row in rows], span) if span else None
        if near is not None:
            return str(rows[near]["id"])
    return None


def _span(about: About, row: ask.Record) -> Span:
    return codec.attribution(row).content[0] if about == "attribution" else codec.sure_span(row)


def pointed(c: Connection, id_: str) -> Pointed:
    """What a person means who gives this id. A retired one stands for its heir."""
    match kind_of(id_):
        case "event":
            return Pointed("event", findings.event_of(c, id_).words)
        case "claim":
            return Pointed("claim", findings.claim_of(c, id_).words)
        case "entity":
            return Pointed("entity", _named(c, ask.party(c, id_)))
        case str(kind) if kind in READINGS:
            return Pointed(READINGS[kind], _read(c, READINGS[kind], id_))
        case "article":
            return Pointed("article", Place(id_, _head(ask.article(c, id_))))
        case "discrepancy" | "series":
            first = values_of(c, id_)[0]
            return Pointed("discrepancy" if kind_of(id_) == "discrepancy" else "series", first)
    raise UsageError(f"{id_} is nothing that can be judged so; {HELP}")


def _head(article: Article) -> Span:
    """The words that stand for an article: its headline, else its first part."""
    return next((p.span for p in article.parts_of("headline")), article.parts[0].span)


def values_of(c: Connection, id_: str) -> tuple[Place, ...]:
    """The words of a discrepancy's values or of a series' figures, in order."""
    many: Any = ask.discrepancies if kind_of(id_) == "discrepancy" else ask.series
    table = t.discrepancy if kind_of(id_) == "discrepancy" else t.series
    found = next(iter(many(c, table.c.id == id_)), None)
    if found is None:
        raise NotInRecord(f"no {kind_of(id_)} {id_} in this record; it may have been found anew under another id")
    values = found.values if kind_of(id_) == "discrepancy" else found.points
    return tuple(Place(v.article_id, v.span) for v in values)


def rejected(c: Connection) -> Iterator[tuple[str, Rejected]]:
    """What people in force said is no discrepancy or no figure of its series, by id of judgement."""
    j = t.judgement.c
    for one in ask.judgements(c, j.about.in_(("discrepancy", "series")), j.act == "reject", ask.is_in_force()):
        places = (at for a in (one.target, *(at for _, at in one.roles)) if (at := place_of(c, a)) is not None)
        yield one.id, Rejected(one.field if one.about == "discrepancy" else None, tuple(places))


def place_of(c: Connection, anchor: Anchor) -> tuple[str, Span] | None:
    """The article and the words in it that an anchor points at now."""
    at = t.article.c
    where = (at.capture_id == anchor.capture_id, at.start <= anchor.span.start, at.stop >= anchor.span.end)
    for article in ask.articles_by_id(c, ask.article_ids(c, *where)):
        if (span := article.offsets.to_article(anchor.span)) is not None:
            return article.id, span
    return None


def attribution_of(c: Connection, pointed_at: Pointed) -> Pointed:
    """Of a telling that is the content of an attribution: the attribution, which is what is right or wrong."""
    x, words = t.telling.c, pointed_at.words
    where = (x.article_id == words.article_id) & (x.start == words.span.start) & (x.stop == words.span.end)
    said = c.execute(select(x.attribution_id).where(where & x.attribution_id.is_not(None))).scalars().first()
    return Pointed("attribution", _read(c, "attribution", said)) if said else pointed_at


def _read(c: Connection, about: About, id_: str) -> Place:
    found = ask.rows(c, READ_AS[about], READ_AS[about].c.id == id_, order=["id"])
    if not found:
        raise NotInRecord(f"no {READ_AS[about].name.replace('_', ' ')} {id_} in this record")
    return Place(found[0]["article_id"], _span(about, found[0]))


def _named(c: Connection, entity: Entity) -> Place:
    """The first mention that leads to an entity; the one whose name is the entity's, if there is one."""
    m = t.mention.c
    leads = [m.name.in_(entity.keys), *((m.name == name) & (m.article_id == home) for name, home in entity.held)]
    for where in (m.name == entity.name, *leads):
        kind = m.kind == entity.kind
        row = c.execute(select(m.id).where(where & kind).order_by(m.article_id, m.n).limit(1)).scalar()
        if row is not None:
            return _read(c, "mention", row)
    raise UsageError(f"nothing in the record names {entity.id} any more; {HELP}")


def standing(c: Connection, about: About, place: Anchor) -> tuple[str | None, int]:
    """The finding that the words at an anchor belong to now, and of how many readings it is made; (None, 0) if to none."""
    if about == "entity":
        return _party(c, ask.name_at(c, place))
    if about not in ("event", "claim") or (id_ := read_at(c, about, place)) is None:
        return None, 0
    member: Any = t.event_member.c if about == "event" else t.claim_member.c
    owner, part = (member.event_id, member.mention_id) if about == "event" else (member.claim_id, member.telling_id)
    held = c.execute(select(owner).where(part == id_)).scalar()
    return held, c.execute(select(func.count()).where(owner == held)).scalar_one() if held else 0


def _party(c: Connection, name: str | None) -> tuple[str | None, int]:
    n, e = t.entity_name.c, t.entity.c
    keys = select(n.entity_id).join(t.entity, e.id == n.entity_id).where(n.role == "key", n.name == name, e.public)
    found: Sequence[str] = c.execute(keys.order_by(n.entity_id)).scalars().all()
    if not found:
        return None, 0
    count = select(func.count()).where(n.entity_id == found[0], n.role == "key")
    return found[0], c.execute(count).scalar_one()

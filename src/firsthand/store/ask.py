"""Model objects of one kind, by what they belong to: a few queries each, however many rows come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from firsthand.model.articles import PROSE, Article, Capture, PageAccount
from firsthand.model.findings import Chain, Claim, Discrepancy, Entity, Event, Family, ReuseLink, Series
from firsthand.model.judgements import BOILERPLATE, Judgement
from firsthand.model.problems import NotInRecord, Private, Problem
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.spans import Anchor
from firsthand.model.units import LeftOut, Readings
from firsthand.store import codec
from firsthand.store import tables as t

T = TypeVar("T")
MANY = 500  # ids in one question: below what the databases allow

Record = Mapping[str, Any]
Where = ColumnElement[bool]
Question = Select[Any]
Column = ColumnElement[str]


def rows(c: Connection, table: Table, *where: Where, order: Sequence[str]) -> Sequence[Record]:
    """Rows of one table, in order."""
    question = select(table).where(*where).order_by(*(table.c[name] for name in order))
    return [dict(row) for row in c.execute(question).mappings()]


def batches(ids: Iterable[T]) -> Iterator[list[T]]:
    held = list(ids)
    return (held[i : i + MANY] for i in range(0, len(held), MANY))


def children(c: Connection, table: Table, owner: str, ids: Iterable[str]) -> Mapping[str, list[Record]]:
    """Rows that belong to others, by owner, in their order."""
    found: dict[str, list[Record]] = defaultdict(list)
    for some in batches(ids):  # none: nothing is asked
        for row in rows(c, table, table.c[owner].in_(some), order=_order(table, owner)):
            found[row[owner]].append(row)
    return found


def _order(table: Table, owner: str) -> list[str]:
    return [owner, *(x.name for x in table.primary_key.columns if x.name not in (owner, "n")), "n"]


def capture(c: Connection, id_: str) -> Capture:
    found = rows(c, t.capture, t.capture.c.id == id_, order=["id"])
    if not found:
        raise NotInRecord(f"no capture {id_} in this record")
    return codec.capture(found[0])


def article(c: Connection, id_: str) -> Article:
    found = articles_by_id(c, [id_])
    if not found:
        raise NotInRecord(f"no article {id_} in this record; find one with: firsthand search WORDS")
    return found[0]


def articles_by_id(c: Connection, ids: Sequence[str]) -> tuple[Article, ...]:
    """These articles, by id; those that are not there are left out."""
    found = [row for some in batches(ids) for row in rows(c, t.article, t.article.c.id.in_(some), order=["id"])]
    parts = children(c, t.part, "article_id", ids)
    data = children(c, t.datum, "article_id", ids)
    made = (codec.article(row, parts.get(row["id"], ()), data.get(row["id"], ())) for row in found)
    not_own = boilerplate(c, ids)
    told = (a.without(not_own[a.id]) if a.id in not_own else a for a in made)
    return tuple(sorted(told, key=lambda a: a.id))


def boilerplate(c: Connection, ids: Sequence[str] | None) -> dict[str, tuple[int, ...]]:
    """Which of the prose parts of these articles, or of all, are boilerplate: of those alone that have any, and of which nobody
    said that all of it is theirs."""
    b = t.boilerplate.c
    question = select(b.article_id, b.at).distinct().order_by(b.article_id, b.at)
    asked = [question] if ids is None else [question.where(b.article_id.in_(some)) for some in batches(ids)]
    found: dict[str, list[int]] = defaultdict(list)
    for one in asked:
        for id_, at in c.execute(one):
            found[id_].append(at)
    overruled = _overruled(c) if found else ()
    return {id_: tuple(ats) for id_, ats in found.items() if id_ not in overruled}


def _overruled(c: Connection) -> set[str]:
    """The articles of which people said that nothing is boilerplate."""
    j, a = t.judgement.c, t.article.c
    said = (j.about == "article") & (j.act == "reject") & (j.field == BOILERPLATE) & is_in_force()
    inside = (a.capture_id == j.capture_id) & (a.start <= j.start) & (j.start < a.stop)
    return set(c.execute(select(a.id).join(t.judgement, inside).where(said)).scalars())


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


def tellings(c: Connection, article_id: str) -> tuple[Telling, ...]:
    """Those of an article, in order of the text."""
    found = rows(c, t.telling, t.telling.c.article_id == article_id, order=["n"])
    return tuple(codec.telling(r) for r in found)


def event_mentions(c: Connection, *where: Where) -> list[EventMention]:
    """In order of article and place."""
    found = rows(c, t.event_mention, *where, order=["article_id", "n"])
    roles = children(c, t.event_role, "event_mention_id", [r["id"] for r in found])
    return [codec.event_mention(r, roles.get(r["id"], ())) for r in found]


def events(c: Connection, *where: Where) -> list[Event]:
    """By id, each with its accounts."""
    found = rows(c, t.event_, *where, order=["id"])
    ids = [r["id"] for r in found]
    parts = {
        x.name: children(c, x, "event_id", ids) for x in (t.account, t.event_member, t.event_article, t.account_value)
    }
    return [codec.event(r, {name: held.get(r["id"], ()) for name, held in parts.items()}) for r in found]


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


def heir_of(c: Connection, id_: str) -> str | None:
    """The id that a retired one leads to."""
    return c.execute(select(t.retired.c.heir).where(t.retired.c.id == id_)).scalar_one_or_none()


def party(c: Connection, id_: str) -> Entity:
    """The entity of an id, or of the one that a retired id leads to. Never a private person's: the gate stands here."""
    found = next(iter(entities(c, t.entity.c.id.in_([id_, heir_of(c, id_) or id_]))), None)
    if found is None:
        raise NotInRecord(f"no entity {id_} in this record")
    if not found.public:
        where = ", ".join(sorted({article_id for _, article_id in found.held}))
        raise Private(f"{id_} has {found.public_why}; the name is shown in its own article only ({where})")
    return found


def named_in(article_id: str) -> Where:
    """Of entities: those public ones that the article's mentions lead to, by article or else by name."""
    n, m = t.entity_name.alias().c, t.mention.c
    names = select(m.name).where(m.article_id == article_id)
    held = select(n.name).where(n.role == "held", n.article_id == article_id)
    by_name = (n.role == "key") & n.name.in_(names) & n.name.not_in(held)
    by_article = (n.role == "held") & (n.article_id == article_id)
    return t.entity.c.public & t.entity.c.id.in_(select(n.entity_id).where(by_name | by_article))


def chains(c: Connection, *where: Where) -> list[Chain]:
    found = rows(c, t.chain, *where, order=["article_id", "n"])
    hops = children(c, t.hop, "chain_id", [r["id"] for r in found])
    return [codec.chain(r, hops.get(r["id"], ())) for r in found]


def claims(c: Connection, *where: Where) -> list[Claim]:
    found = rows(c, t.claim, *where, order=["id"])
    members = children(c, t.claim_member, "claim_id", [r["id"] for r in found])
    return [codec.claim(r, members.get(r["id"], ())) for r in found]


def discrepancies(c: Connection, *where: Where) -> list[Discrepancy]:
    found = rows(c, t.discrepancy, *where, order=["id"])
    values = children(c, t.value, "discrepancy_id", [r["id"] for r in found])
    return [codec.discrepancy(r, values.get(r["id"], ())) for r in found]


def series(c: Connection, *where: Where) -> list[Series]:
    found = rows(c, t.series, *where, order=["id"])
    points = children(c, t.point, "series_id", [r["id"] for r in found])
    return [codec.series(r, points.get(r["id"], ())) for r in found]


def readings(c: Connection, of: Article) -> Readings:
    """An article with what was read from it, but for its tellings, see `tellings`."""
    id_ = of.id
    read = (mentions(c, id_), attributions(c, id_), times(c, id_), places(c, id_), quantities(c, id_))
    return Readings(of, *read)


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
    told = (LeftOut(codec.sure_span(r), r["why"]) for r in found)
    return tuple(sorted((*told, *_recurring(c, capture_id)), key=lambda x: x.span))


def _recurring(c: Connection, capture_id: str) -> Iterator[LeftOut]:
    """What stands in the text of the capture's articles and is read in none of them: boilerplate, with the evidence."""
    b = t.boilerplate.c
    ids = article_ids(c, t.article.c.capture_id == capture_id)
    told: dict[tuple[str, int], str] = {}
    for some in batches(ids):
        for row in c.execute(select(t.boilerplate).where(b.article_id.in_(some)).order_by(b.articles, b.home)):
            days = f", on {row.days} day{'s' * (row.days != 1)}" if row.days else ""
            told[row.article_id, row.at] = (
                f"boilerplate: stands at the {row.rim} of {row.articles} of {row.of} articles of {row.home}{days}"
            )
    for a in articles_by_id(c, sorted({id_ for id_, _ in told})):
        for part in a.parts_of("boilerplate"):
            at = a.offsets.to_capture(part.span)
            nth = sum(p.span < part.span and p.kind in (*PROSE, "boilerplate") for p in a.parts)
            if at is not None:
                yield LeftOut(at, told[a.id, nth])


def page_accounts(c: Connection, article_id: str) -> tuple[PageAccount, ...]:
    """What each account of a page says of an article, in the page's order."""
    found = rows(c, t.page_account, t.page_account.c.article_id == article_id, order=["n"])
    return tuple(codec.page_account(r) for r in found)


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

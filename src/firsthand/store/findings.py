"""The pages of what several articles say together: claims, events, discrepancies, series; and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Discrepancy, Event
from firsthand.model.problems import NotInRecord
from firsthand.model.spans import Span
from firsthand.store import ask, codec
from firsthand.store import tables as t
from firsthand.store.answers import ClaimPage, EventPage, FamilyPage, FoundPage, Listed, SeriesPage, called_by

T = TypeVar("T")
FEW = 12  # findings of one kind named beside an article


def claim_of(c: Connection, id_: str) -> Claim:
    """The claim of an id, or of the one that a retired id leads to."""
    return _sure(ask.claims(c, t.claim.c.id.in_([id_, ask.heir_of(c, id_) or id_])), "claim", id_)


def event_of(c: Connection, id_: str) -> Event:
    """The event of an id, or of the one that a retired id leads to."""
    return _sure(ask.events(c, t.event_.c.id.in_([id_, ask.heir_of(c, id_) or id_])), "event", id_)


def claim_page(c: Connection, id_: str) -> ClaimPage:
    """A claim with the articles that tell it, the chains of its members, and what parts them. A retired id leads to its heir."""
    claim = claim_of(c, id_)
    id_ = claim.id
    said = sorted({m.attribution_id for m in claim.members if m.attribution_id})
    attributions = tuple(
        codec.attribution(r) for r in ask.rows(c, t.attribution, t.attribution.c.id.in_(said), order=["id"])
    )
    chains = tuple(ask.chains(c, t.chain.c.attribution_id.in_(said)))
    parted = _parted(c, t.discrepancy.c.claim_id == id_, [(m.article_id, m.span) for m in claim.members])
    x = t.likely.c
    likely = (codec.likely(r) for r in ask.rows(c, t.likely, (x.a == id_) | (x.b == id_), order=["score", "id"]))
    pairs = [(one, one.b if one.a == id_ else one.a) for one in likely][::-1]
    alike = {x.id: x for x in ask.claims(c, t.claim.c.id.in_([other for _, other in pairs]))}
    others = tuple((one, alike[other]) for one, other in pairs if other in alike)
    told = {*(m.article_id for m in claim.members), *(h.article_id for chain in chains for h in chain.hops)}
    articles = _articles(c, {*told, *_in(parted), *(x.words.article_id for _, x in others)})
    return ClaimPage(claim, articles, attributions, chains, parted, others)


def event_page(c: Connection, id_: str) -> EventPage:
    """An event with its articles, their families, what parts its accounts, and its counts over time. Retired ids as above."""
    event = event_of(c, id_)
    id_ = event.id
    own = {x for a in event.accounts for x in a.articles}
    told = [v for a in event.accounts for slot in (a.time, a.place, a.actors, a.figures) for v in slot]
    parted = _parted(c, t.discrepancy.c.event_id == id_, [(v.article_id, v.span) for v in told])
    member = t.family_member.c
    rows = c.execute(select(member.article_id, member.family_id).where(member.article_id.in_(own))).all()
    articles = _articles(c, {*own, *(v.article_id for v in told), *_in(parted), event.words.article_id})
    series = tuple(ask.series(c, t.series.c.event_id == id_))
    return EventPage(event, articles, tuple(sorted((a, f) for a, f in rows)), parted, series)


def _parted(c: Connection, own: Any, told: Sequence[tuple[str, Span]]) -> tuple[Discrepancy, ...]:
    """The discrepancies of an event or a claim; those of another too, where two of its accounts stand in this one."""
    among = select(t.value.c.discrepancy_id).where(t.value.c.article_id.in_({article for article, _ in told}))
    sure = {d.id for d in ask.discrepancies(c, own)}
    found = ask.discrepancies(c, own | t.discrepancy.c.id.in_(among))
    return tuple(d for d in found if d.id in sure or _stands_in(d, told))


def _stands_in(d: Discrepancy, told: Sequence[tuple[str, Span]]) -> bool:
    held = (any(v.article_id == article and v.span.overlaps(span) for article, span in told) for v in d.values)
    return sum(held) > 1


def series_page(c: Connection, id_: str) -> SeriesPage:
    """A series with the articles of its points, and the discrepancies that touch them."""
    series = _sure(ask.series(c, t.series.c.id == id_), "series", id_)
    return SeriesPage(series, _articles(c, {p.article_id for p in series.points}))


def family_page(c: Connection, id_: str) -> FamilyPage:
    """A family with its articles, and the links between them."""
    family = _sure(ask.families(c, t.family.c.id == id_), "family", id_)
    r = t.reuse_link.c
    links = ask.links(c, r.from_article.in_(family.articles) & r.to_article.in_(family.articles))
    return FamilyPage(family, _articles(c, family.articles), tuple(links))


def told_in(c: Connection, article_id: str) -> tuple[FoundPage, ...]:
    """The events, claims and discrepancies that an article has a part in together with others, those of most first."""
    part = {"event": t.event_article.c, "claim": t.claim_member.c, "discrepancy": t.value.c}
    rows = {kind: _rows(c, kind, _shared(c, kind, column, article_id)) for kind, column in part.items()}
    articles = {a.id: a for a in _articles(c, {called_by(x).article_id for some in rows.values() for x in some})}
    own = {
        kind: tuple(articles[id_] for id_ in sorted({called_by(x).article_id for x in some}))
        for kind, some in rows.items()
    }
    return tuple(FoundPage(kind, 1, FEW, len(some), some, own[kind]) for kind, some in rows.items())


def _shared(c: Connection, kind: str, column: Any, article_id: str) -> Sequence[str]:
    owner = column[f"{kind}_id"]
    held = select(owner).where(owner.in_(select(owner).where(column.article_id == article_id)))
    held = held.group_by(owner).having(func.count(func.distinct(column.article_id)) > 1)
    return c.execute(LISTS[kind][1]().where(t.metadata.tables[kind].c.id.in_(held)).limit(FEW)).scalars().all()


def listed(c: Connection, kind: str, page: int, per_page: int) -> FoundPage:
    """A page of the events, claims, discrepancies or series of a record, those with most to compare first."""
    ids = c.execute(LISTS[kind][1]().limit(per_page).offset((page - 1) * per_page)).scalars().all()
    return _page(c, kind, ids, page, per_page)


def _page(c: Connection, kind: str, ids: Sequence[str], page: int, per_page: int) -> FoundPage:
    table = t.metadata.tables[kind]
    total = c.execute(select(func.count()).select_from(table)).scalar_one()
    rows = _rows(c, kind, ids)
    return FoundPage(kind, page, per_page, total, rows, _articles(c, {called_by(x).article_id for x in rows}))


def _rows(c: Connection, kind: str, ids: Sequence[str]) -> tuple[Listed, ...]:
    """These findings, in this order."""
    found = {x.id: x for x in LISTS[kind][0](c, t.metadata.tables[kind].c.id.in_(ids))} if ids else {}
    return tuple(found[id_] for id_ in ids if id_ in found)


def _sure(found: Sequence[T], kind: str, id_: str) -> T:
    if not found:
        raise NotInRecord(f"no {kind} {id_} in this record")
    return found[0]


def _articles(c: Connection, ids: Iterable[str]) -> tuple[Article, ...]:
    return ask.articles_by_id(c, sorted(ids))


def _in(parted: Iterable[Discrepancy]) -> set[str]:
    return {v.article_id for d in parted for v in d.values}


def _most(table: str, part: str, owner: str) -> Callable[[], ask.Question]:
    """Ids of a table, those with most rows of another first."""

    def ordered() -> ask.Question:
        whole, parts = t.metadata.tables[table].c, t.metadata.tables[part].c
        counted = select(parts[owner], func.count().label("n")).group_by(parts[owner]).subquery()
        question = select(whole.id).outerjoin(counted, counted.c[owner] == whole.id)
        return question.order_by(func.coalesce(counted.c.n, 0).desc(), whole.id)

    return ordered


LISTS: dict[str, tuple[Callable[..., Sequence[Listed]], Callable[[], ask.Question]]] = {
    "event": (ask.events, _most("event", "event_article", "event_id")),
    "claim": (ask.claims, _most("claim", "claim_member", "claim_id")),
    "discrepancy": (ask.discrepancies, _most("discrepancy", "value", "discrepancy_id")),
    "series": (ask.series, _most("series", "point", "series_id")),
}

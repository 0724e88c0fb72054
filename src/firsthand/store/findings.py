"""The pages of what several articles say together: claims, events, discrepancies, series; and the lists that lead to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import Connection, func, select

from firsthand.model.articles import Article
from firsthand.model.findings import Claim, Discrepancy, Event, Series
from firsthand.model.problems import NotInRecord
from firsthand.store import ask, codec
from firsthand.store import tables as t
from firsthand.store.answers import ClaimPage, EventPage, FamilyPage, FoundPage, Listed, SeriesPage

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
    parted = tuple(ask.discrepancies(c, t.discrepancy.c.claim_id == id_))
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
    parted = tuple(ask.discrepancies(c, t.discrepancy.c.event_id == id_))
    member = t.family_member.c
    rows = c.execute(select(member.article_id, member.family_id).where(member.article_id.in_(own))).all()
    values = {v.article_id for a in event.accounts for slot in (a.time, a.place, a.actors, a.figures) for v in slot}
    articles = _articles(c, {*own, *values, *_in(parted), event.words.article_id})
    series = tuple(ask.series(c, t.series.c.event_id == id_))
    return EventPage(event, articles, tuple(sorted((a, f) for a, f in rows)), parted, series)


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


def told_in(c: Connection, article_id: str) -> dict[str, tuple[Listed, ...]]:
    """The events, claims and discrepancies that an article has a part in together with others, those of most first."""
    part = {"event": t.event_article.c, "claim": t.claim_member.c, "discrepancy": t.value.c}
    out: dict[str, tuple[Listed, ...]] = {}
    for kind, column in part.items():
        find, order, made = LISTS[kind]
        owner = column[f"{kind}_id"]
        shared = select(owner).where(owner.in_(select(owner).where(column.article_id == article_id)))
        shared = shared.group_by(owner).having(func.count(func.distinct(column.article_id)) > 1)
        ids = c.execute(order().where(t.metadata.tables[kind].c.id.in_(shared)).limit(FEW)).scalars().all()
        found = {x.id: x for x in find(c, t.metadata.tables[kind].c.id.in_(ids))}
        out[kind] = tuple(made(found[id_]) for id_ in ids if id_ in found)
    return out


def listed(c: Connection, kind: str, page: int, per_page: int) -> FoundPage:
    """A page of the events, claims, discrepancies or series of a record, those with most to compare first."""
    find, order, made = LISTS[kind]
    total = c.execute(select(func.count()).select_from(t.metadata.tables[kind])).scalar_one()
    ids = c.execute(order().limit(per_page).offset((page - 1) * per_page)).scalars().all()
    found = {x.id: x for x in find(c, t.metadata.tables[kind].c.id.in_(ids))}
    rows = [made(found[id_]) for id_ in ids if id_ in found]
    return FoundPage(kind, page, per_page, total, tuple(rows), _articles(c, {r.article_id for r in rows}))


def _sure(found: Sequence[T], kind: str, id_: str) -> T:
    if not found:
        raise NotInRecord(f"no {kind} {id_} in this record")
    return found[0]


def _articles(c: Connection, ids: Iterable[str]) -> tuple[Article, ...]:
    return ask.articles_by_id(c, sorted(ids))


def _in(parted: Iterable[Discrepancy]) -> set[str]:
    return {v.article_id for d in parted for v in d.values}


def _event(e: Event) -> Listed:
    told = len({x for a in e.accounts for x in a.articles})
    counts = f"{_count(told, 'article')} · {_count(len(e.accounts), 'account')}"
    return Listed(e.id, e.words.article_id, e.words.span, f"{e.kind} · {counts}")


def _claim(k: Claim) -> Listed:
    i = k.independent
    bounds = "" if i.low == i.high else f" ({i.low} to {i.high})"
    told = (
        f"told {_count(len(k.members), 'time')} · {_count(i.count, 'independent origin')} found in this archive{bounds}"
    )
    return Listed(k.id, k.words.article_id, k.words.span, told)


def _count(n: int, of: str) -> str:
    return f"{n} {of}" if n == 1 else f"{n} {of}s"


def _parted(d: Discrepancy) -> Listed:
    first = d.values[0]
    return Listed(d.id, first.article_id, first.span, f"{d.slot} · {d.kind.replace('_', ' ')}", d.words)


def _series(s: Series) -> Listed:
    first = s.points[0]
    return Listed(s.id, first.article_id, first.span, _count(len(s.points), "figure"), s.of)


def _most(table: str, part: str, owner: str) -> Callable[[], ask.Question]:
    """Ids of a table, those with most rows of another first."""

    def ordered() -> ask.Question:
        whole, parts = t.metadata.tables[table].c, t.metadata.tables[part].c
        counted = select(parts[owner], func.count().label("n")).group_by(parts[owner]).subquery()
        question = select(whole.id).outerjoin(counted, counted.c[owner] == whole.id)
        return question.order_by(func.coalesce(counted.c.n, 0).desc(), whole.id)

    return ordered


Made = Callable[..., Listed]
LISTS: dict[
    str, tuple[Callable[..., Sequence[Event | Claim | Discrepancy | Series]], Callable[[], ask.Question], Made]
] = {
    "event": (ask.events, _most("event", "event_article", "event_id"), _event),
    "claim": (ask.claims, _most("claim", "claim_member", "claim_id"), _claim),
    "discrepancy": (ask.discrepancies, _most("discrepancy", "value", "discrepancy_id"), _parted),
    "series": (ask.series, _most("series", "point", "series_id"), _series),
}

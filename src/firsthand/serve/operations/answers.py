"""What each operation answers: the pages of the record as rows, see `told`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from firsthand.export.places import Json
from firsthand.export.readings import Parties
from firsthand.model.articles import Article
from firsthand.model.findings import Chain, Claim, Discrepancy, Event
from firsthand.model.ids import kind_of
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.record import (
    ArticlePage,
    ClaimPage,
    Decision,
    EntityPage,
    EventPage,
    FamilyPage,
    FoundPage,
    Histogram,
    JudgedPage,
    SearchPage,
    SeriesPage,
    Timeline,
    WordsPage,
)
from firsthand.record import Status as RecordStatus
from firsthand.serve.operations.told import Told

Paged = SearchPage | FoundPage | JudgedPage | Timeline
MOST = 200  # attributions told of one party; the rest by a search for the speaker


def articles(told: Told, page: SearchPage) -> Json:
    facets = {name: [asdict(v) for v in values] for name, values in page.facets}
    rows = [told.hit(h) for h in page.hits]
    asked = {"query": page.query, "order": page.order, "fold": page.fold}
    more = {"found": page.rows, "published": _published(page.histogram), "hints": list(page.hints)}
    return listing(page) | asked | more | {"facets": facets, "rows": rows}


def _published(drawn: Histogram | None) -> Json | None:
    if drawn is None:
        return None
    bins = [asdict(x) for x in drawn.bins]
    return {"grain": drawn.grain, "bins": bins, "coarser": drawn.coarser, "undated": drawn.undated}


def found(told: Told, page: FoundPage) -> Json:
    told.know(page.articles)
    return listing(page) | {"rows": [_finding(told, x) for x in page.rows]}


def _finding(told: Told, x: object) -> Json:
    match x:
        case Event():
            return told.event(x)
        case Claim():
            return told.claim(x)
        case Discrepancy():
            return told.discrepancy(x)
    return told.row("series", x)


def listing(page: Paged) -> Json:
    return {"total": page.total, "page": page.page, "pages": page.pages, "per_page": page.per_page, "next": None}


def article(told: Told, page: ArticlePage) -> Json:
    told.know([page.article], page.attributions)
    parties = Parties(page.entities)
    return told.whole(page.article) | {
        "attributions": [told.attribution(a, parties) for a in page.attributions],
        "chains": [told.chain(c) for c in page.chains],
        "entities": [told.entity(e, page.places) for e in page.entities],
        "family": page.family.id if page.family else None,
        "siblings": [told.hit(h) for h in page.siblings],
        "brief": _brief(told, page),
    }


def _brief(told: Told, page: ArticlePage) -> Json:
    """Who, what, when and where the article tells first; null where it does not."""
    found = told.record.brief(page)
    id_ = page.article.id
    return {
        "who": told.quoted(id_, found.who) if found.who else None,
        "what": told.quoted(id_, found.what) if found.what else None,
        "when": told.quoted(id_, found.when.span) | {"edtf": found.when.edtf} if found.when else None,
        "where": told.quoted(id_, found.where.span) | {"name": found.where.name} if found.where else None,
    }


def entity(told: Told, page: EntityPage) -> Json:
    said = page.attributions[:MOST]
    told.fetch(a.article_id for a in said)
    parties = Parties([page.entity])
    places = (p for h in page.articles[:5] for p in told.record.places_of(h.id)) if page.entity.place else ()
    return told.entity(page.entity, places) | {
        "mentions": page.mentions,
        "articles": [told.hit(h) for h in page.articles],
        "attributions": [told.attribution(a, parties) for a in said],
        "attributions_total": len(page.attributions),
    }


def event(told: Told, page: EventPage) -> Json:
    told.know(page.articles)
    return told.event(page.event) | {
        "discrepancies": [told.discrepancy(d) for d in page.discrepancies],
        "series": [told.row("series", s) for s in page.series],
        "articles": _tellers(told, page.articles),
    }


def claim(told: Told, page: ClaimPage) -> Json:
    told.know(page.articles, page.attributions)
    return told.claim(page.claim) | {
        "chains": [told.chain(c) for c in page.chains],
        "discrepancies": [told.discrepancy(d) for d in page.discrepancies],
        "likely": [told.likely(x, other) for x, other in page.likely],
        "articles": _tellers(told, page.articles),
    }


def series(told: Told, page: SeriesPage) -> Json:
    told.know(page.articles)
    return told.row("series", page.series) | {"articles": _tellers(told, page.articles)}


def family(told: Told, page: FamilyPage) -> Json:
    told.know(page.articles)
    rows = {"told": _tellers(told, page.articles), "links": [told.reuse(x) for x in page.links]}
    return told.family(page.family) | rows


def words(told: Told, page: WordsPage) -> Json:
    told.know([page.old, page.new])
    slots = ("changes", "headline", "figures", "names")
    changed = {slot: [told.change(c, page.old, page.new) for c in getattr(page.revision, slot)] for slot in slots}
    link = f"{told.base}/words/{page.old.id}/{page.new.id}"
    return {"old": told.teller(page.old), "new": told.teller(page.new), "permalink": link} | changed


def shown(told: Told, one: object) -> Json:
    kind = kind_of(str(getattr(one, "id", ""))) or ""
    return {"kind": kind, "row": told.row(kind, one)}


def attributions(told: Told, rows: Sequence[Attribution]) -> Json:
    parties = _parties(told, rows)
    return _rows(told.attribution(a, parties) for a in rows)


def mentions(told: Told, rows: Sequence[Mention]) -> Json:
    parties = _parties(told, rows)
    lies = {p.mention_id: p for p in told.record.places_of(rows[0].article_id)} if rows else {}
    return _rows(told.mention(m, parties, lies.get(m.id)) for m in rows)


def places(told: Told, rows: Sequence[PlaceRef]) -> Json:
    parties = _parties(told, rows)
    own = {m.id: m for m in told.record.mentions_of(rows[0].article_id)} if rows else {}
    return _rows(told.placed(p, own[p.mention_id], parties) for p in rows)


def times(told: Told, rows: Sequence[TimeRef]) -> Json:
    return _rows(told.time(x) for x in rows)


def quantities(told: Told, rows: Sequence[Quantity]) -> Json:
    return _rows(told.quantity(x) for x in rows)


def event_mentions(told: Told, rows: Sequence[EventMention]) -> Json:
    parties = _parties(told, rows)
    own = {m.id: parties.of_mention(m) for m in told.record.mentions_of(rows[0].article_id)} if rows else {}
    event_of = told.record.events_of([x.id for x in rows])
    return _rows(told.event_mention(x, own, event_of.get(x.id)) for x in rows)


def chains(told: Told, rows: Sequence[Chain]) -> Json:
    return _rows(told.chain(c) for c in rows)


def claims(told: Told, rows: Sequence[Claim]) -> Json:
    return _rows(told.claim(c) for c in rows)


def judgements(told: Told, rows: Sequence[Judgement]) -> Json:
    return _rows(told.judgement(j) for j in rows)


def decision(told: Told, made: Decision) -> Json:
    return {
        "judgement": told.judgement(made.judgement),
        "stands": [asdict(s) for s in made.stands],
        "problems": [told.problem(p) for p in made.problems],
    }


def status(_: Told, now: RecordStatus) -> Json:
    return asdict(now) | {
        "counts": dict(now.counts),
        "problems": dict(now.problems),
        "steps": [asdict(s) for s in now.steps],
    }


def _rows(rows: Iterable[Json]) -> Json:
    held = list(rows)
    return {"total": len(held), "rows": held}


def _parties(told: Told, rows: Sequence[Attribution | Mention | PlaceRef | EventMention]) -> Parties:
    return Parties(told.record.entities_in(rows[0].article_id) if rows else ())


def _tellers(told: Told, found: Sequence[Article]) -> list[Json]:
    return [told.teller(a) for a in found]

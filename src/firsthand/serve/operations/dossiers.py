"""Dossiers, kinds of unnamed sources, and events on the time line: what they answer, as types and rows.

A private person has no dossier: the record refuses. What unnamed sources say is gathered by their description; who they are is
not asked, and no row leads from one to a name.
"""

from __future__ import annotations

from typing import TypedDict
from urllib.parse import urlencode

from firsthand.export.places import Json, place
from firsthand.export.readings import lies
from firsthand.model.articles import Article
from firsthand.model.findings import Account, Event, HopKind, Value
from firsthand.model.findings import Hop as Step
from firsthand.model.readings import PlaceRef
from firsthand.model.spans import Span
from firsthand.record import Dossier, Passing, Timeline, UnnamedKind
from firsthand.serve.operations import shapes
from firsthand.serve.operations.answers import listing
from firsthand.serve.operations.shapes import STATUS, Lies, Link, Listing, Stretch
from firsthand.serve.operations.told import Told

Places = dict[tuple[str, Span], PlaceRef]


class PassingRow(TypedDict):
    """A party that has reports from the other, with the words that say so."""

    party: str
    kind: HopKind
    entity: str | None
    articles: int
    examples: list[Stretch]


class EventNamed(TypedDict):
    """An event by the words it is called by; the whole is at `event`."""

    id: str
    kind: str
    words: Stretch
    accounts: int
    articles: int
    permalink: Link
    status: shapes.Status


class DossierPage(TypedDict):
    name: str
    kind: str
    entity: shapes.Entity | None
    said: list[shapes.Attribution]
    said_total: int
    about: list[shapes.Attribution]
    about_total: int
    offices: list[Stretch]
    cites: list[PassingRow]
    cited_by: list[PassingRow]
    events: list[EventNamed]
    figures: list[shapes.Quantity]
    places: list[shapes.PlaceRow]
    articles: list[shapes.Hit]
    permalink: Link
    status: shapes.Status


class UnnamedRow(TypedDict):
    name: str
    kind: str
    attributions: int
    articles: int
    permalink: Link


class UnnamedKinds(shapes.Rows):
    rows: list[UnnamedRow]


class PlacedValue(shapes.Value):
    lies: Lies | None


class Lane(TypedDict):
    """One account: when it says that it happened, where, and when it was first reported."""

    who: str | None
    kind: HopKind
    articles: list[str]
    reported: str | None
    time: list[shapes.Value]
    place: list[PlacedValue]


class Timed(TypedDict):
    id: str
    kind: str
    words: Stretch
    accounts: list[Lane]
    permalink: Link
    status: shapes.Status


class TimelinePage(Listing):
    kinds: list[str]
    rows: list[Timed]


def dossier(told: Told, found: Dossier) -> Json:
    """Everything of a dossier, each datum with its words."""
    told.know(found.articles, (*found.said, *found.about))
    own = {a.id: a for x in found.places for a in told.record.mentions_of(x.article_id)}
    return {
        "name": found.name,
        "kind": found.kind,
        "entity": told.entity(found.entity, found.places) if found.entity else None,
        "said": [told.attribution(a, told.parties(a.article_id)) for a in found.said],
        "said_total": found.said_total,
        "about": [told.attribution(a, told.parties(a.article_id)) for a in found.about],
        "about_total": found.about_total,
        "offices": [told.quoted(p.article_id, p.span) for p in found.offices],
        "cites": [_passing(told, x) for x in found.cites],
        "cited_by": [_passing(told, x) for x in found.cited_by],
        "events": [_named(told, x) for x in found.events],
        "figures": [told.quantity(x) for x in found.figures],
        "places": [told.placed(x, own[x.mention_id], told.parties(x.article_id)) for x in found.places],
        "articles": [told.hit(x) for x in found.hits],
        "permalink": _page(told, found),
    }


def _page(told: Told, found: Dossier) -> str:
    if found.entity:
        return told.link("entity", found.entity.id)
    return f"{told.base}/{'o' if found.kind == 'outlet' else 'u'}?{urlencode({'name': found.name})}"


def _passing(told: Told, x: Passing) -> Json:
    plain = {"party": x.party, "kind": x.kind, "entity": x.entity, "articles": x.articles}
    return plain | {"examples": [_step(told, hop) for hop in x.examples]}


def _step(told: Told, hop: Step) -> Json:
    """The words that show a step of a chain; those of the page's head may be outside of the article's text."""
    article, at = told.article(hop.article_id), hop.capture_span
    span = article.offsets.to_article(at) if at else None
    if span is not None:
        return told.quoted(article.id, span)
    plain = {"article": article.id, "span": place(at), "span_text": hop.words} | told.headline(article)
    if at is None:
        return plain
    here = f"{told.base}/c/{article.capture_id}?from={at.start}&to={at.end}#here"
    return plain | {"quote": hop.words or plain["quote"], "permalink": here}


def _named(told: Told, event: Event) -> Json:
    articles = {x for a in event.accounts for x in a.articles}
    return {
        "id": event.id,
        "kind": event.kind,
        "words": told.quoted(event.words.article_id, event.words.span),
        "accounts": len(event.accounts),
        "articles": len(articles),
        "permalink": told.link("event", event.id),
        "status": STATUS,
    }


def unnamed_kinds(told: Told, found: tuple[UnnamedKind, ...]) -> Json:
    """How unnamed sources are described; the link leads to what those so described say."""
    rows = [
        {
            "name": x.name,
            "kind": x.kind,
            "attributions": x.attributions,
            "articles": x.articles,
            "permalink": f"{told.base}/u?{urlencode({'name': x.name})}",
        }
        for x in found
    ]
    return {"total": len(rows), "rows": rows}


def timeline(told: Told, page: Timeline) -> Json:
    """Events with what places each account in time and space."""
    told.know(page.articles)
    places: Places = {(p.article_id, p.span): p for p in page.places}
    rows = [
        {k: v for k, v in _named(told, e).items() if k != "articles"}
        | {"accounts": [_lane(told, a, places) for a in e.accounts]}
        for e in page.events
    ]
    return listing(page) | {"kinds": list(page.kinds), "rows": rows}


def _lane(told: Told, account: Account, places: Places) -> Json:
    days = sorted(d for x in account.articles if (d := _published(told.article(x))))
    return {
        "who": account.who,
        "kind": account.kind,
        "articles": list(account.articles),
        "reported": days[0] if days else None,
        "time": [_value(told, v) for v in account.time],
        "place": [_value(told, v) | {"lies": _lies(v, places)} for v in account.place],
    }


def _value(told: Told, v: Value) -> Json:
    return {"value": v.value, "who": v.who, "attribution": v.attribution_id} | told.at(v.article_id, v.span, v.who)


def _lies(v: Value, places: Places) -> Json | None:
    found = places.get((v.article_id, v.span))
    return lies(found) if found else None


def _published(article: Article) -> str | None:
    datum = article.first("published")
    return datum.value if datum else None

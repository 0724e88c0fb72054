"""What people do with a record, as types and rows: decisions, the review queue, kept searches, lists of names, citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, TypedDict
from urllib.parse import urlencode

from msgspec import Meta

from firsthand.export.places import Json
from firsthand.model.articles import Article
from firsthand.model.ids import kind_of
from firsthand.model.judgements import About
from firsthand.model.judgements import Judgement as Made
from firsthand.model.problems import NotInRecord
from firsthand.model.readings import Attribution
from firsthand.model.spans import Span, hull
from firsthand.model.withdrawals import Withdrawal, WithdrawnKind
from firsthand.record import BatchHit, Collection, CollectionPage, JudgedPage, Past, ReviewItem, ReviewPage, SavedSearch
from firsthand.serve.decided_csv import Telling
from firsthand.serve.operations import shapes
from firsthand.serve.operations.answers import listing
from firsthand.serve.operations.shapes import Link, Said, Status, Stretch
from firsthand.serve.operations.told import LETTER, Told

Saw = Annotated[str, Meta(description="What it says now, in short: hand it back as `saw` with a decision on it")]


class DecidedRow(Said):
    """A person's decision; the quotation is what it is about. Of a private person's name it is left out."""

    id: str
    made_at: str
    by: str
    act: str
    about: About
    field: str | None
    value: str | None
    other_words: str | None
    undone: Annotated[str | None, Meta(description="Who took it back, and when")]
    article: str | None
    things: Annotated[list[str], Meta(description="Ids of what is read there now")]


class Counts(TypedDict):
    name: str
    count: int


class Decisions(shapes.Listing):
    people: list[Counts]
    rows: list[DecidedRow]


class History(shapes.Rows):
    saw: Saw | None
    rows: list[DecidedRow]


class Reviewed(TypedDict):
    kind: str
    ids: list[str]
    sure: float
    why: str
    asked: list[Stretch]
    saw: Saw


class Review(TypedDict):
    item: Reviewed | None
    left: list[Counts]
    later: int
    status: Status


class JudgementMade(TypedDict):
    judgement: shapes.Judgement
    status: Status


class Search(TypedDict):
    id: str
    made_at: str
    name: str
    query: Annotated[str | None, Meta(description="null: the name was taken back")]
    permalink: Link


class SearchMade(Search):
    status: Status


class Searches(shapes.Rows):
    rows: list[Search]


class CollectionRow(TypedDict):
    name: str
    size: int
    changed_at: str
    permalink: Link


class Collections(shapes.Rows):
    rows: list[CollectionRow]


class CollectedRow(Said):
    """A thing of a collection, with the words that it is called by."""

    judgement: str
    kind: str
    id: str | None
    by: str
    made_at: str
    notes: list[str]


class CollectionAnswer(shapes.Rows):
    name: str
    rows: list[CollectedRow]


class NameHit(TypedDict):
    name: str
    articles: Annotated[int, Meta(description="How many have the name word for word")]
    hit: shapes.Hit | None
    problem: str | None


class NameHits(shapes.Rows):
    rows: list[NameHit]


class CutFrom(TypedDict):
    capture: str
    characters: list[shapes.Place]


class Gone(TypedDict):
    id: str
    kind: WithdrawnKind
    made_at: str
    by: str
    reason: str
    hash: Annotated[str | None, Meta(description="Of a capture or an article; null of a person")]
    gone: Annotated[int, Meta(description="How many ids name nothing any more")]
    cuts: list[CutFrom]
    permalink: Link


class Withdrawals(shapes.Rows):
    rows: list[Gone]


class Cited(Said):
    citation: str


class NameOf(TypedDict):
    name: str
    mention: str


class Names(shapes.Rows):
    rows: list[NameOf]


class Meant(TypedDict):
    id: str
    permalink: Link
    status: Status


class Found(Stretch):
    nth: int
    characters: Annotated[shapes.Place, Meta(description="[start, end] in the article's text: `at` of decide and cite")]


class FoundWords(shapes.Rows):
    rows: list[Found]


# Decisions


def decisions(told: Told, page: JudgedPage) -> Json:
    people = [{"name": name, "count": n} for name, n in page.people]
    return listing(page) | {"people": people, "rows": _past(told, page.rows)}


def history(told: Told, found: tuple[Past, ...]) -> Json:
    return {"total": len(found), "saw": _saw(told, str(told.asked["id_"])), "rows": _past(told, found)}


def _saw(told: Told, id_: str) -> str | None:
    try:
        return told.record.saw(id_)
    except NotInRecord:
        return None


def _past(told: Told, past: Iterable[Past]) -> list[Json]:
    telling = Telling(told.record, told.base)
    return [_decided(told, telling, p) for p in past]


def _decided(told: Told, telling: Telling, past: Past) -> Json:
    row, home = telling.row(past), telling.home(past.judgement.target)
    plain = {k: getattr(row, k) for k in ("id", "act", "about", "field", "value", "other_words", "undone")}
    said = {"quote": row.words, "speaker": told.voice(*home) if home else None, "permalink": row.permalink}
    more = {"article": home[0].id if home else None, "things": list(past.things), "status": shapes.STATUS}
    return plain | {"made_at": row.when, "by": row.who} | said | more


def review(told: Told, page: ReviewPage) -> Json:
    left = [{"name": name, "count": n} for name, n in page.left]
    return {"item": _reviewed(told, page.item) if page.item else None, "left": left, "later": page.later}


def _reviewed(told: Told, item: ReviewItem) -> Json:
    told.know(a.article for a in item.asked)
    asked = [told.quoted(a.article.id, a.span) for a in item.asked]
    plain = {"kind": item.kind, "ids": list(item.ids), "sure": item.sure, "why": item.why}
    return plain | {"asked": asked, "saw": item.saw}


def put_off(told: Told, made: Made) -> Json:
    return {"judgement": told.judgement(made)}


# Searches


def searches(told: Told, found: tuple[SavedSearch, ...]) -> Json:
    return {"total": len(found), "rows": [search(told, x) for x in found]}


def search(told: Told, x: SavedSearch) -> Json:
    there = f"{told.base}/articles?{urlencode({'q': x.query or ''})}"
    return {"id": x.id, "made_at": x.made_at, "name": x.name, "query": x.query, "permalink": there}


def collections(told: Told, found: Iterable[Collection]) -> Json:
    rows = [
        {
            "name": x.name,
            "size": x.size,
            "changed_at": x.changed_at,
            "permalink": f"{told.base}/collection?{urlencode({'name': x.name})}",
        }
        for x in found
    ]
    return {"total": len(rows), "rows": rows}


def collection(told: Told, found: CollectionPage) -> Json:
    """What is in it and still stands in an article; of what does not, the history tells."""
    rows = []
    for x in found.items:
        if x.article is not None:
            told.know([x.article])
            span = x.span or Span(0, 0)
            rows.append(
                {
                    **told.said(x.article, [span], told.voice(x.article, span)),
                    "judgement": x.judgement.id,
                    "kind": x.kind,
                    "id": x.id,
                    "by": x.judgement.by,
                    "made_at": x.judgement.made_at,
                    "notes": [n.value or "" for n in x.notes],
                }
            )
    return {"name": found.name, "total": len(found.items), "rows": rows}


def batch(told: Told, found: Iterable[BatchHit]) -> Json:
    rows = [
        {"name": x.name, "articles": x.total, "hit": told.hit(x.hit) if x.hit else None, "problem": x.problem}
        for x in found
    ]
    return {"total": len(rows), "rows": rows}


# The rest


def withdrawals(told: Told, found: tuple[Withdrawal, ...]) -> Json:
    return {"total": len(found), "rows": [_gone(told, x) for x in found]}


def _gone(told: Told, x: Withdrawal) -> Json:
    """Of a person neither hash nor salt: who guesses names could try them."""
    return {
        "id": x.id,
        "kind": x.kind,
        "made_at": x.made_at,
        "by": x.by,
        "reason": x.reason,
        "hash": None if x.kind == "person" else x.hash,
        "gone": len(x.gone),
        "cuts": [{"capture": c.capture_id, "characters": [[s.start, s.end] for s in c.spans]} for c in x.cuts],
        "permalink": f"{told.base}/withdrawn#{x.id}",
    }


def cited(told: Told, citation: str) -> Json:
    """The citation with what it cites."""
    found, at = told.record.show(str(told.asked["id_"])), told.asked.get("at")
    if isinstance(found, Attribution):
        article, span = told.article(found.article_id), hull(found.content)
    else:
        assert isinstance(found, Article)
        article, span = told.article(found.id), None
    span = Span(*at) if at else span
    said = told.said(article, (span,), told.voice(article, span)) if span else told.headline(article)
    return said | {"citation": citation}


def names(_: Told, found: tuple[tuple[str, str], ...]) -> Json:
    return {"total": len(found), "rows": [{"name": name, "mention": mention} for name, mention in found]}


def meant(told: Told, id_: str) -> Json:
    told.record.show(id_)  # that it is here, and may be told of
    return {"id": id_, "permalink": told.link(kind_of(id_) or "", id_)}


def places(told: Told, found: tuple[Span, ...]) -> Json:
    article = str(told.asked["article_id"])
    rows = [told.quoted(article, s) | {"nth": n, "characters": [s.start, s.end]} for n, s in enumerate(found, 1)]
    return {"total": len(rows), "rows": rows}


KINDS_MEANT = tuple(LETTER)

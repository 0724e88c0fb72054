"""The pages of decisions: a thing's history, all decisions, the review queue; and what other pages' forms list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from firsthand.lang import gazetteer
from firsthand.model.articles import Article
from firsthand.model.ids import kind_of
from firsthand.model.problems import NotInRecord
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Span
from firsthand.record import ArticlePage, ClaimPage, EntityPage, EventPage, Record
from firsthand.serve.decided import KINDS
from firsthand.serve.guard import name_of
from firsthand.serve.now import stands_now
from firsthand.serve.searching import page_number

AROUND = 160  # characters of its paragraph shown on each side of what a review asks about
PAGES = {"article": "/a/", "event": "/v/", "claim": "/k/", "entity": "/e/", "discrepancy": "/d/", "series": "/n/"}
QUESTIONS = {
    "attribution": "Is this said, by this source, in this way?",
    "name": "Are these two names one party?",
    "claim": "Do these two say the same?",
    "event": "Do these two tell of one event?",
    "discrepancy": "Do these accounts part?",
}


@dataclass(frozen=True, slots=True)
class InContext:
    """Words with what stands around them."""

    before: str
    here: str
    after: str
    article: Article
    address: str


def in_context(article: Article, span: Span) -> InContext:
    """The words in their paragraph, cut to some length on each side."""
    part = next((p.span for p in article.parts if p.span.contains(span)), Span(0, len(article.text)))
    first, last = max(part.start, span.start - AROUND), min(part.end, span.end + AROUND)
    before, after = article.text[first : span.start], article.text[span.end : last]
    place = article.offsets.to_capture(span)
    address = f"/c/{article.capture_id}?from={place.start}&to={place.end}#here" if place else f"/a/{article.id}"
    before = f"…{before}" if first > part.start else before
    return InContext(before, span.of(article.text), f"{after}…" if last < part.end else after, article, address)


def review_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """One item, with its words in context."""
    kind = request.query_params.get("kind") or None
    page = record.review(kind, by=name_of(request) or None)
    item = page.item
    now = [stands_now(record, id_) for id_ in item.ids] if item else []
    return "review.html", {
        "queue": page,
        "chosen": kind,
        "question": QUESTIONS[item.kind] if item else "",
        "kinds": KINDS,
        "asked": [in_context(a.article, a.span) for a in item.asked] if item else [],
        "now": now,
    }


def history_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """Everything that people decided about one thing."""
    id_ = request.path_params["id"]
    past = record.history(id_)
    kind = kind_of(id_) or ""
    address = f"{PAGES[kind]}{id_}" if kind in PAGES else _home(record, id_)
    return "history.html", {"past": past, "id": id_, "now": stands_now(record, id_), "address": address}


def _home(record: Record, id_: str) -> str | None:
    try:
        found = record.show(id_)
    except NotInRecord:
        return None
    home = getattr(found, "article_id", None)
    return f"/a/{home}#{id_}" if home else None


def judgements_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """All decisions, newest first."""
    by = request.query_params.get("by") or None
    page = record.decisions(by, page=page_number(request.query_params))
    return "judgements.html", {"found": page, "by": by}


@dataclass(frozen=True, slots=True)
class NamedHere:
    """A name of an article, by its first mention."""

    mention: Mention
    times: int


def of_article(record: Record, page: ArticlePage) -> dict[str, Any]:
    """What the forms of an article's page list: its names, and the places that a name may mean."""
    first: dict[str, Mention] = {}
    times: dict[str, int] = {}
    for m in page.mentions:
        first.setdefault(m.name, m)
        times[m.name] = times.get(m.name, 0) + 1
    readings: tuple[Attribution | TimeRef | PlaceRef | Quantity | Mention, ...]
    readings = (*page.attributions, *page.times, *page.places, *page.quantities, *first.values())
    return {
        "subject": (page.article.id,),
        "judged": [x.id for x in readings],
        "named": [NamedHere(m, times[name]) for name, m in sorted(first.items())],
        "rivals": {p.id: _rivals(p) for p in page.places},
        "quantities": {q.id: q for q in page.quantities},
        "times": {x.id: x for x in page.times},
    }


def _rivals(place: PlaceRef) -> list[tuple[str, str]]:
    """Entries of the gazetteer that may be meant, with a name that tells them apart."""
    atlas = gazetteer.find()
    out: list[tuple[str, str]] = []
    for id_ in (place.gazetteer_id, *place.rivals):
        entry = atlas.entry_of(id_) if atlas and id_ else None
        if atlas is not None and entry is not None and id_ is not None:
            found = atlas.place(entry)
            where = ", ".join(x for x in (found.name, found.region, found.country) if x)
            out.append((id_, f"{where} ({found.kind})"))
    return out


def of_entity(record: Record, page: EntityPage) -> dict[str, Any]:
    """The names that lead to a party, each with a mention."""
    led = record.names_of(page.entity.id)
    return {"subject": (page.entity.id,), "judged": [id_ for _, id_ in led], "led": led}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event mention in its sentence."""

    mention: EventMention
    context: InContext
    called: bool  # whether the event is called by its words


def of_event(record: Record, page: EventPage) -> dict[str, Any]:
    """The mentions of an event, each in its sentence."""
    articles = {a.id: a for a in page.articles}
    words = page.event.words
    found = []
    for m in record.event_mentions(page.event.mentions):
        if m.article_id in articles:
            called = (m.article_id, m.trigger) == (words.article_id, words.span)
            found.append(Happened(m, in_context(articles[m.article_id], m.trigger), called))
    found.sort(key=lambda x: (not x.called, x.context.article.id, x.mention.trigger))
    ids = [x.mention.id for x in found]
    return {"subject": (page.event.id, *(d.id for d in page.discrepancies)), "judged": ids, "happened": found}


def of_claim(record: Record, page: ClaimPage) -> dict[str, Any]:
    """The tellings of a claim, with the one it is called by."""
    words = page.claim.words
    called = next(
        (m.telling_id for m in page.claim.members if (m.article_id, m.span) == (words.article_id, words.span)), None
    )
    return {
        "subject": (page.claim.id, *(d.id for d in page.discrepancies)),
        "judged": [m.telling_id for m in page.claim.members],
        "called": called or page.claim.members[0].telling_id,
        "likely": page.likely,
    }

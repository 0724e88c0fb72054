"""What each page of the web face shows: a template's name and its values, from one or two questions to the record."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from firsthand.model.findings import Discrepancy
from firsthand.model.spans import Span, hull
from firsthand.record import Dossier, Record, Status, diagnose
from firsthand.serve import captured, searching, taking
from firsthand.serve.dossiers import dossier_shown
from firsthand.serve.findings import (
    claim_shown,
    differing,
    event_shown,
    rows_shown,
    series_shown,
    told_shown,
    words_shown,
)
from firsthand.serve.judged_pages import of_article, of_claim, of_entity, of_event
from firsthand.serve.marks import Noted, paragraphs
from firsthand.serve.quality import quality_shown
from firsthand.serve.shown import brief_shown, direction, link, noted, statements, table
from firsthand.serve.timeline import timeline_shown

Answer = tuple[str, dict[str, Any]]
WINDOW = 4_000  # characters of an original shown on each side of the place asked for
BESIDE = 40_000  # characters of an original shown beside its article; the rest by its own page


def article(record: Record, request: Request) -> Answer:
    page = record.article(request.path_params["id"])
    entities = sorted(page.entities, key=lambda e: e.name)
    places = {a.id: page.article.offsets.to_capture(hull(a.content) or Span(0, 0)) for a in page.attributions}
    return "article.html", {
        "page": page,
        "paragraphs": paragraphs(page.article, page.attributions, (*noted(page), *_passage(request))),
        "rows": table(page),
        "brief": brief_shown(page.article, record.brief(page)),
        "statements": statements(page, places),
        "entities": entities,
        "told": told_shown(record.told_in(page.article.id)),
        "dir": direction(page.article.language),
        "original": record.capture_text(page.capture.id)[page.article.region.start : page.article.region.end][:BESIDE],
        **of_article(record, page),
    }


def _passage(request: Request) -> tuple[Noted, ...]:
    """The passage that a link to an article asks for: ?from=120&to=180#here, characters of its text."""
    start, end = (request.query_params.get(name, "") for name in ("from", "to"))
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) < 1 << 31):
        return ()
    return (Noted("here", Span(int(start), int(end)), "here", "the passage that was linked to"),)


def entity(record: Record, request: Request) -> Answer:
    page, found = record.party(request.path_params["id"])
    if page.entity.id != request.path_params["id"]:
        return "", {"moved": f"/e/{page.entity.id}"}
    taken = f"/e/{page.entity.id}.csv"
    return "entity.html", {**_dossier(found), "page": page, "taken": taken, **of_entity(record, page)}


def outlet(record: Record, request: Request) -> Answer:
    found = _dossier(record.outlet(request.query_params.get("name", "")))
    return "entity.html", {**found, "taken": link("/o.csv", name=found["found"].name)}


def unnamed(record: Record, request: Request) -> Answer:
    found = _dossier(record.unnamed(request.query_params.get("name", "")))
    return "entity.html", {**found, "taken": link("/u.csv", name=found["found"].name)}


def unnamed_kinds(record: Record, _: Request) -> Answer:
    return "sources.html", {"kinds": record.unnamed_kinds()}


def _dossier(found: Dossier) -> dict[str, Any]:
    return {"found": found, "shown": dossier_shown(found), "page": None}


def found(kind: str, heading: str) -> Callable[[Record, Request], Answer]:
    """The answer of a list of findings."""

    def answer(record: Record, request: Request) -> Answer:
        page = record.found(kind, page=searching.page_number(request.query_params))
        taken = taking.buttons(request.url.path, {})
        return "found.html", {"heading": heading, "found": page, "rows": rows_shown(page), "taken": taken}

    return answer


def event(record: Record, request: Request) -> Answer:
    page = record.event(request.path_params["id"])
    if page.event.id != request.path_params["id"]:
        return "", {"moved": f"/v/{page.event.id}"}
    return "event.html", {"page": page, "shown": event_shown(page), **of_event(record, page)}


def claim(record: Record, request: Request) -> Answer:
    page = record.claim(request.path_params["id"])
    if page.claim.id != request.path_params["id"]:
        return "", {"moved": f"/k/{page.claim.id}"}
    return "claim.html", {"page": page, "shown": claim_shown(page), **of_claim(record, page)}


def series(record: Record, request: Request) -> Answer:
    page = record.series(request.path_params["id"])
    drawing, rows = series_shown(page)
    return "series.html", {"page": page, "drawing": drawing, "rows": rows, "subject": (page.series.id,)}


def timeline(record: Record, request: Request) -> Answer:
    asked = request.query_params
    names = {"event": "event", "kind": "kind", "since": "from", "until": "to"}
    chosen = {name: asked.get(parameter) or None for name, parameter in names.items()}
    page = record.timeline(
        event=chosen["event"],
        kind=chosen["kind"],
        since=chosen["since"],
        until=chosen["until"],
        page=searching.page_number(asked),
    )
    axis = asked.get("axis", "both")
    axis = axis if axis in ("both", "happened", "reported") else "both"
    shown = timeline_shown(page, axis, whole=asked.get("map") == "whole")
    return "timeline.html", {"page": page, "shown": shown, "chosen": chosen, "axis": axis}


def family(record: Record, request: Request) -> Answer:
    page = record.family(request.path_params["id"])
    return "family.html", {"page": page, "articles": {a.id: a for a in page.articles}}


def words(record: Record, request: Request) -> Answer:
    page = record.words(request.path_params["old"], request.path_params["new"])
    return "words.html", {"page": page, "shown": words_shown(page)}


def discrepancy(record: Record, request: Request) -> Answer:
    found = record.show(request.path_params["id"])
    if not isinstance(found, Discrepancy):
        raise HTTPException(404, f"{request.path_params['id']} is no discrepancy")
    articles = {a.id: a for a in record.texts(sorted({v.article_id for v in found.values}))}
    return "differing.html", {"found": found, "shown": differing((found,), articles), "subject": (found.id,)}


def capture(record: Record, request: Request) -> Answer:
    capture = record.capture(request.path_params["id"])
    text = record.capture_text(capture.id)
    asked = [request.query_params.get(name, "") for name in ("from", "to")]
    start, end = (min(int(a), len(text)) if a.isdecimal() else 0 for a in asked)
    end = max(start, end)
    first, last = max(0, start - WINDOW), min(len(text), end + WINDOW)
    return "capture.html", {
        "capture": capture,
        "before": text[first:start],
        "here": text[start:end],
        "after": text[end:last],
        "first": first,
        "last": last,
        "length": len(text),
        "window": WINDOW,
        "articles": record.articles_of(capture.id),
        "came": record.came(capture.id),
        "start": start,
        "end": end,
        "withdrawn": record.withdrawn_from(capture.id),
        "own": next(iter(record.texts([a for a in [request.query_params.get("article", "")] if a])), None),
    }


def report(record: Record, request: Request) -> Answer:
    capture = record.capture(request.path_params["id"])
    text = record.capture_text(capture.id)
    left = [(one, text[one.span.start : one.span.end][:200]) for one in record.left_out(capture.id)]
    problems = [p for p in record.problems() if capture.id in (p.capture_id, p.unit)]
    return "report.html", {
        "capture": capture,
        "left": left,
        "problems": problems,
        "articles": (hits := record.articles_of(capture.id)),
        "accounts": [(hit, rows) for hit in hits if (rows := record.page_accounts(hit.id))],
        **captured.report(record, capture.id, request),
    }


def quality(record: Record, _: Request) -> Answer:
    return "quality.html", {"found": quality_shown(record)}


def about(record: Record, _: Request) -> Answer:
    return "about.html", {
        "status": _status(record, record.stamp()),
        "problems": record.problems(),
        "doctor": _doctor(record.where),
    }


@lru_cache(maxsize=8)
def _status(record: Record, _stamp: str) -> Status:
    """What is done and due: it digests every unit, so it is asked again only when something was done."""
    return record.status()


@lru_cache(maxsize=8)
def _doctor(where: str) -> tuple[str, ...]:
    """Once a server: neither packages nor tables change under it."""
    return tuple(diagnose(where))


def withdrawn(record: Record, _: Request) -> Answer:
    return "withdrawn.html", {"withdrawals": record.withdrawals()}

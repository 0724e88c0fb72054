"""The web face: pages that work without scripts, on this machine only. Parse, call the record, show."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from firsthand.model.findings import Discrepancy
from firsthand.model.problems import FirsthandError
from firsthand.model.spans import Span, hull
from firsthand.record import Dossier, Record, Status, diagnose
from firsthand.serve import adding, captured, collecting, decided, exporting, searching, taking
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
from firsthand.serve.judged_pages import (
    history_page,
    judgements_page,
    of_article,
    of_claim,
    of_entity,
    of_event,
    review_page,
)
from firsthand.serve.judging import Desk
from firsthand.serve.marks import Noted, paragraphs
from firsthand.serve.operations import rest
from firsthand.serve.operations.described import described
from firsthand.serve.ports import hold
from firsthand.serve.quality import quality_shown
from firsthand.serve.reconcile import service as reconcile
from firsthand.serve.shown import direction, link, noted, plainly, statements, table
from firsthand.serve.timeline import timeline_shown
from firsthand.serve.wording import counted

HERE = Path(__file__).parent
SECTIONS = (  # of every page's head, in order
    ("/articles", "Articles"),
    ("/events", "Events"),
    ("/claims", "Claims"),
    ("/differences", "Differences"),
    ("/series", "Counts"),
    ("/t", "Times and places"),
    ("/unnamed", "Unnamed sources"),
    ("/review", "Review"),
    ("/collections", "Collections"),
    ("/judgements", "Decisions"),
    ("/quality", "Quality"),
    ("/jobs", "Jobs"),
    ("/add", "Add"),
    ("/export", "Export"),
)
WINDOW = 4_000  # characters of an original shown on each side of the place asked for
BESIDE = 40_000  # characters of an original shown beside its article; the rest by its own page
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # nothing to other sites; to our own, so that a form's origin is told
    "cross-origin-opener-policy": "same-origin",
}


class _Safe:
    """Puts the same strict headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {k.lower() for k, _ in message["headers"]}  # what an answer says itself stands
                added = [(k.encode(), v.encode()) for k, v in HEADERS.items() if k.encode() not in own]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, with_headers)


def app(record: Record, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")) -> Starlette:
    """The web application over one record. Requests that name another host are refused (DNS rebinding)."""
    env = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= {"plainly": plainly, "direction": direction, "counted": counted}
    env.globals |= {"where": Path(record.where).name, "link": link, "sections": SECTIONS}
    env.filters |= {"done": decided.told, "day": decided.day, "sign": decided.sign}
    desk = Desk(record)

    def render(name: str, request: Request, values: dict[str, Any]) -> str:
        return env.get_template(name).render(path=request.url.path, **desk.context(request, values), **values)

    def page(path: str, answer: Callable[[Record, Request], tuple[str, dict[str, Any]]]) -> Route:
        async def endpoint(request: Request) -> Response:
            name, values = await run_in_threadpool(answer, record, request)
            if "moved" in values:  # a retired id
                return RedirectResponse(values["moved"], status_code=301)
            html = await run_in_threadpool(render, name, request, values)
            return HTMLResponse(html, status_code=values.get("code", 200), headers=values.get("headers"))

        return Route(path, endpoint)

    async def wrong(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else rest.status_of(error)
        told = _plainly(error) if isinstance(error, HTTPException) else str(error)
        if request.url.path.startswith("/api/v1/"):  # a path that the mount takes for none of its own
            return rest.problem(code, told)
        html = await run_in_threadpool(render, "wrong.html", request, {"code": code, "told": told})
        return HTMLResponse(html, status_code=code)

    async def home(_: Request) -> Response:
        return RedirectResponse("/articles")

    async def original(request: Request) -> Response:
        id_ = request.path_params["id"]
        data = await run_in_threadpool(record.original, id_)
        # never as HTML: a capture must not run in the reader's session
        kept = {"content-disposition": f'attachment; filename="{id_[:12]}.original"'}
        return Response(data, media_type="application/octet-stream", headers=kept)

    handler: Callable[[Request, Exception], Awaitable[Response]] = wrong
    web = Starlette(
        routes=[
            Route("/", home),
            page("/articles", searching.articles),
            page("/searches", searching.searches),
            page("/batch", searching.batch_page),
            *searching.routes(record),
            *taking.routes(record),
            *taking.keeping(desk),
            page("/a/{id}", _article),
            page("/a/{id}/original", captured.original_page),
            page("/a/{id}/cite", collecting.cite_page),
            *collecting.routes(record),
            page("/a/{id}/collect", collecting.collect_page),
            page("/collections", collecting.collections_page),
            page("/collection", collecting.collection_page),
            page("/events", _found("event", "Events, as reported")),
            page("/claims", _found("claim", "Claims, as reported")),
            page("/differences", _found("discrepancy", "Where accounts part")),
            page("/series", _found("series", "Counted over time")),
            page("/v/{id}", _event),
            page("/k/{id}", _claim),
            page("/n/{id}", _series),
            page("/d/{id}", _discrepancy),
            page("/t", _timeline),
            page("/f/{id}", _family),
            page("/words/{old}/{new}", _words),
            page("/e/{id}", _entity),
            page("/o", _outlet),
            page("/u", _unnamed),
            page("/unnamed", _unnamed_kinds),
            Route("/c/{id}/original", original),
            *captured.routes(record),
            page("/c/{id}/report", _report),
            page("/c/{id}", _capture),
            page("/quality", _quality),
            page("/about", _about),
            page("/withdrawn", _withdrawn),
            page("/history/{id}", history_page),
            page("/judgements", judgements_page),
            page("/review", review_page),
            page("/add", adding.add_page),
            *(page(path, answer) for path, answer in adding.job_pages(desk.jobs).items()),
            *adding.routes(desk, render),
            page("/export", exporting.export_page),
            *exporting.routes(desk, render),
            *desk.routes(render),
            page("/api", described),
            rest.mount(record),
            *reconcile.routes(record, env),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(_Safe), Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={FirsthandError: handler, HTTPException: handler},
    )
    web.state.redo, web.state.jobs, web.state.warm = desk.redo, desk.jobs, lambda: _warm(env)
    return web


def _warm(env: Environment) -> None:
    """Compiles every page before the first is asked for, and takes what stays out of the collector's rounds: those cost 30 ms."""
    for name in env.list_templates(("html",)):
        env.get_template(name)
    gc.collect()
    gc.freeze()


def _plainly(error: HTTPException) -> str:
    """What went wrong, for people: 'No page has this address.' where the framework says 'Not Found'."""
    own = {
        (404, "Not Found"): "No page has this address.",
        (405, "Method Not Allowed"): "This address takes no such request.",
    }
    return own.get((error.status_code, error.detail), error.detail)


def listen(record: Record, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is told the address once the port is held."""
    held = hold(host, port, "firsthand serve --port 0")
    ready(f"http://{host}:{held.getsockname()[1]}/")
    web = app(record, (host, "127.0.0.1", "localhost", "[::1]"))
    web.state.redo.finish()
    web.state.warm()
    config = uvicorn.Config(web, log_level="warning")
    uvicorn.Server(config).run(sockets=[held])


def _article(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.article(request.path_params["id"])
    entities = sorted(page.entities, key=lambda e: e.name)
    places = {a.id: page.article.offsets.to_capture(hull(a.content) or Span(0, 0)) for a in page.attributions}
    return "article.html", {
        "page": page,
        "paragraphs": paragraphs(page.article, page.attributions, (*noted(page), *_passage(request))),
        "rows": table(page),
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


def _entity(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page, found = record.party(request.path_params["id"])
    if page.entity.id != request.path_params["id"]:
        return "", {"moved": f"/e/{page.entity.id}"}
    taken = f"/e/{page.entity.id}.csv"
    return "entity.html", {**_dossier(found), "page": page, "taken": taken, **of_entity(record, page)}


def _outlet(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    found = _dossier(record.outlet(request.query_params.get("name", "")))
    return "entity.html", {**found, "taken": link("/o.csv", name=found["found"].name)}


def _unnamed(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    found = _dossier(record.unnamed(request.query_params.get("name", "")))
    return "entity.html", {**found, "taken": link("/u.csv", name=found["found"].name)}


def _unnamed_kinds(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    return "sources.html", {"kinds": record.unnamed_kinds()}


def _dossier(found: Dossier) -> dict[str, Any]:
    return {"found": found, "shown": dossier_shown(found), "page": None}


def _found(kind: str, heading: str) -> Callable[[Record, Request], tuple[str, dict[str, Any]]]:
    """The answer of a list of findings."""

    def answer(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
        page = record.found(kind, page=searching.page_number(request.query_params))
        taken = taking.buttons(request.url.path, {})
        return "found.html", {"heading": heading, "found": page, "rows": rows_shown(page), "taken": taken}

    return answer


def _event(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.event(request.path_params["id"])
    if page.event.id != request.path_params["id"]:
        return "", {"moved": f"/v/{page.event.id}"}
    return "event.html", {"page": page, "shown": event_shown(page), **of_event(record, page)}


def _claim(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.claim(request.path_params["id"])
    if page.claim.id != request.path_params["id"]:
        return "", {"moved": f"/k/{page.claim.id}"}
    return "claim.html", {"page": page, "shown": claim_shown(page), **of_claim(record, page)}


def _series(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.series(request.path_params["id"])
    drawing, rows = series_shown(page)
    return "series.html", {"page": page, "drawing": drawing, "rows": rows, "subject": (page.series.id,)}


def _timeline(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
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


def _family(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.family(request.path_params["id"])
    return "family.html", {"page": page, "articles": {a.id: a for a in page.articles}}


def _words(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.words(request.path_params["old"], request.path_params["new"])
    return "words.html", {"page": page, "shown": words_shown(page)}


def _discrepancy(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    found = record.show(request.path_params["id"])
    if not isinstance(found, Discrepancy):
        raise HTTPException(404, f"{request.path_params['id']} is no discrepancy")
    articles = {a.id: a for a in record.texts(sorted({v.article_id for v in found.values}))}
    return "differing.html", {"found": found, "shown": differing((found,), articles), "subject": (found.id,)}


def _capture(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
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
        "start": start,
        "end": end,
        "withdrawn": record.withdrawn_from(capture.id),
        "own": next(iter(record.texts([a for a in [request.query_params.get("article", "")] if a])), None),
    }


def _report(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    capture = record.capture(request.path_params["id"])
    text = record.capture_text(capture.id)
    left = [(one, text[one.span.start : one.span.end][:200]) for one in record.left_out(capture.id)]
    problems = [p for p in record.problems() if capture.id in (p.capture_id, p.unit)]
    return "report.html", {
        "capture": capture,
        "left": left,
        "problems": problems,
        "articles": record.articles_of(capture.id),
        **captured.report(record, capture.id, request),
    }


def _quality(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    return "quality.html", {"found": quality_shown(record)}


def _about(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
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


def _withdrawn(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    return "withdrawn.html", {"withdrawals": record.withdrawals()}

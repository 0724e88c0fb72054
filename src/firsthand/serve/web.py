"""The web face: pages that work without scripts, on this machine only. Parse, call the record, show."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

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
from firsthand.model.problems import FirsthandError, NotInRecord
from firsthand.model.spans import Span, hull
from firsthand.record import EntityPage, Record
from firsthand.serve.findings import (
    claim_shown,
    differing,
    event_shown,
    rows_shown,
    series_shown,
    told_shown,
    words_shown,
)
from firsthand.serve.marks import paragraphs
from firsthand.serve.operations import rest
from firsthand.serve.operations.described import described
from firsthand.serve.ports import hold
from firsthand.serve.reconcile import service as reconcile
from firsthand.serve.shown import direction, noted, plainly, statements, table
from firsthand.serve.wording import counted

HERE = Path(__file__).parent
FACETS = ("outlet", "source_kind", "speaker", "language")
WINDOW = 4_000  # characters of an original shown on each side of the place asked for
BESIDE = 40_000  # characters of an original shown beside its article; the rest by its own page
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
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
    env.globals |= {"where": Path(record.where).name, "link": _link}

    def page(path: str, answer: Callable[[Record, Request], tuple[str, dict[str, Any]]]) -> Route:
        async def endpoint(request: Request) -> Response:
            name, values = await run_in_threadpool(answer, record, request)
            if "moved" in values:  # a retired id
                return RedirectResponse(values["moved"], status_code=301)
            html = await run_in_threadpool(partial(env.get_template(name).render, path=request.url.path, **values))
            return HTMLResponse(html, status_code=values.get("code", 200))

        return Route(path, endpoint)

    async def wrong(request: Request, error: Exception) -> Response:
        code = error.status_code if isinstance(error, HTTPException) else 404 if isinstance(error, NotInRecord) else 400
        told = error.detail if isinstance(error, HTTPException) else str(error)
        if request.url.path.startswith("/api/v1/"):  # a path that the mount takes for none of its own
            return rest.problem(code, told)
        html = env.get_template("wrong.html").render(path=request.url.path, code=code, told=told)
        return HTMLResponse(html, status_code=code)

    async def home(_: Request) -> Response:
        return RedirectResponse("/articles")

    async def original(request: Request) -> Response:
        id_ = request.path_params["id"]
        data = await run_in_threadpool(record.original, id_)
        # never as HTML: a capture must not run in the reader's session
        kept = {"content-disposition": f'attachment; filename="{id_[:12]}.original"'}
        return Response(data, media_type="application/octet-stream", headers=kept)

    async def entity(request: Request) -> Response:
        found = await run_in_threadpool(record.entity, request.path_params["id"])
        if found.entity.id != request.path_params["id"]:  # a retired id
            return RedirectResponse(f"/e/{found.entity.id}", status_code=301)
        values = {"page": found, "texts": await run_in_threadpool(_texts, record, found)}
        html = await run_in_threadpool(partial(env.get_template("entity.html").render, path=request.url.path, **values))
        return HTMLResponse(html)

    handler: Callable[[Request, Exception], Awaitable[Response]] = wrong
    return Starlette(
        routes=[
            Route("/", home),
            page("/articles", _articles),
            page("/a/{id}", _article),
            page("/events", _found("event", "Events, as reported")),
            page("/claims", _found("claim", "Claims, as reported")),
            page("/differences", _found("discrepancy", "Where accounts part")),
            page("/series", _found("series", "Counted over time")),
            page("/v/{id}", _event),
            page("/k/{id}", _claim),
            page("/n/{id}", _series),
            page("/d/{id}", _discrepancy),
            page("/f/{id}", _family),
            page("/words/{old}/{new}", _words),
            Route("/e/{id}", entity),
            Route("/c/{id}/original", original),
            page("/c/{id}/report", _report),
            page("/c/{id}", _capture),
            page("/about", _about),
            page("/api", described),
            rest.mount(record),
            *reconcile.routes(record, env),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(_Safe), Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={FirsthandError: handler, HTTPException: handler},
    )


def listen(record: Record, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. `ready` is told the address once the port is held."""
    held = hold(host, port, "firsthand serve --port 0")
    ready(f"http://{host}:{held.getsockname()[1]}/")
    config = uvicorn.Config(app(record, (host, "127.0.0.1", "localhost", "[::1]")), log_level="warning")
    uvicorn.Server(config).run(sockets=[held])


def _articles(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    asked = request.query_params
    chosen: dict[str, str] = {name: asked[name] for name in FACETS if asked.get(name)}
    number = asked.get("page", "1")
    try:
        page = max(1, int(number)) if number.isdecimal() else 1
        found = record.search(asked.get("q", ""), page=page, per_page=20, **chosen)
    except FirsthandError as error:
        return "articles.html", {
            "found": None,
            "q": asked.get("q", ""),
            "chosen": chosen,
            "wrong": str(error),
            "code": 400,
        }
    return "articles.html", {"found": found, "q": asked.get("q", ""), "chosen": chosen, "wrong": None}


def _article(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.article(request.path_params["id"])
    entities = sorted(page.entities, key=lambda e: e.name)
    places = {a.id: page.article.offsets.to_capture(hull(a.content) or Span(0, 0)) for a in page.attributions}
    return "article.html", {
        "page": page,
        "paragraphs": paragraphs(page.article, page.attributions, noted(page)),
        "rows": table(page),
        "statements": statements(page, places),
        "entities": entities,
        "told": told_shown(record.told_in(page.article.id)),
        "dir": direction(page.article.language),
        "original": record.capture_text(page.capture.id)[page.article.region.start : page.article.region.end][:BESIDE],
    }


def _texts(record: Record, page: EntityPage) -> dict[str, Any]:
    """The articles that a party's words stand in, by id."""
    return {id_: record.article(id_).article for id_ in sorted({a.article_id for a in page.attributions})}


def _found(kind: str, heading: str) -> Callable[[Record, Request], tuple[str, dict[str, Any]]]:
    """The answer of a list of findings."""

    def answer(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
        number = request.query_params.get("page", "1")
        page = record.found(kind, page=max(1, int(number)) if number.isdecimal() else 1)
        return "found.html", {"heading": heading, "found": page, "rows": rows_shown(page)}

    return answer


def _event(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.event(request.path_params["id"])
    if page.event.id != request.path_params["id"]:
        return "", {"moved": f"/v/{page.event.id}"}
    return "event.html", {"page": page, "shown": event_shown(page)}


def _claim(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.claim(request.path_params["id"])
    if page.claim.id != request.path_params["id"]:
        return "", {"moved": f"/k/{page.claim.id}"}
    return "claim.html", {"page": page, "shown": claim_shown(page)}


def _series(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    page = record.series(request.path_params["id"])
    drawing, rows = series_shown(page)
    return "series.html", {"page": page, "drawing": drawing, "rows": rows}


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
    articles = {v.article_id: record.article(v.article_id).article for v in found.values}
    return "differing.html", {"found": found, "shown": differing((found,), articles)}


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
    }


def _about(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    return "about.html", {"status": record.status(), "problems": record.problems(), "doctor": record.doctor()}


def _link(path: str, **query: object) -> str:
    """An address with those parameters that say something."""
    kept = {k.rstrip("_"): v for k, v in query.items() if v not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path

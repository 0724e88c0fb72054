"""The web face: pages that work without scripts, on this machine only. Parse, call the record, show."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
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

from firsthand.model.problems import FirsthandError
from firsthand.record import Fetcher, Record
from firsthand.serve import adding, captured, collecting, decided, exporting, pages, searching, taking
from firsthand.serve.judged_pages import (
    history_page,
    judgements_page,
    review_page,
)
from firsthand.serve.judging import Desk
from firsthand.serve.operations import rest
from firsthand.serve.operations.described import described
from firsthand.serve.ports import hold
from firsthand.serve.reconcile import service as reconcile
from firsthand.serve.shown import direction, link, plainly
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


def app(
    record: Record, hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]"), fetch: Fetcher | None = None
) -> Starlette:
    """The web application over one record. Requests that name another host are refused (DNS rebinding).

    fetch: how addresses are fetched that are added in the browser; of public machines alone where nothing else is said.
    """
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
    desk = Desk(record, fetch)

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
            page("/a/{id}", pages.article),
            page("/a/{id}/original", captured.original_page),
            page("/a/{id}/cite", collecting.cite_page),
            *collecting.routes(record),
            page("/a/{id}/collect", collecting.collect_page),
            page("/collections", collecting.collections_page),
            page("/collection", collecting.collection_page),
            page("/events", pages.found("event", "Events, as reported")),
            page("/claims", pages.found("claim", "Claims, as reported")),
            page("/differences", pages.found("discrepancy", "Where accounts part")),
            page("/series", pages.found("series", "Counted over time")),
            page("/v/{id}", pages.event),
            page("/k/{id}", pages.claim),
            page("/n/{id}", pages.series),
            page("/d/{id}", pages.discrepancy),
            page("/t", pages.timeline),
            page("/f/{id}", pages.family),
            page("/words/{old}/{new}", pages.words),
            page("/e/{id}", pages.entity),
            page("/o", pages.outlet),
            page("/u", pages.unnamed),
            page("/unnamed", pages.unnamed_kinds),
            Route("/c/{id}/original", original),
            *captured.routes(record),
            page("/c/{id}/report", pages.report),
            page("/c/{id}", pages.capture),
            page("/quality", pages.quality),
            page("/about", pages.about),
            page("/withdrawn", pages.withdrawn),
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


def listen(record: Record, host: str, port: int, ready: Callable[[str], None], fetch: Fetcher | None = None) -> None:
    """Serve until interrupted. `ready` is told the address once the port is held."""
    held = hold(host, port, "firsthand serve --port 0")
    ready(f"http://{host}:{held.getsockname()[1]}/")
    web = app(record, (host, "127.0.0.1", "localhost", "[::1]"), fetch)
    web.state.redo.finish()
    web.state.warm()
    config = uvicorn.Config(web, log_level="warning")
    uvicorn.Server(config).run(sockets=[held])

"""The reconciliation service at /reconcile: its manifest, queries in batches, suggestions, previews, more columns.

After the W3C Reconciliation Community Group's report, version 0.2. Browsers are let in from pages of this machine only
(OpenRefine runs on it too): any other site's page could otherwise read the record of whoever visits it.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import msgspec
from jinja2 import Environment
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from firsthand.export.places import Json
from firsthand.model.findings import Entity
from firsthand.model.problems import FirsthandError
from firsthand.record import Record
from firsthand.serve.reconcile.index import NAMES, Candidate, Index, Known, of_entity, of_unnamed

LONGEST = 4 << 20  # bytes of a batch
MANY = 50  # queries of a batch that we ask for; more are answered too
MOST = 100  # candidates of a query
LOCAL = re.compile(r"^https?://(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$")
PROPERTIES = {"names": "Names as written", "told": "What it is", "permalink": "Its page in the record"}
FRAMED = (
    "default-src 'none'; style-src 'self'; frame-ancestors 'self' http://127.0.0.1:* http://localhost:* http://[::1]:*"
)
Endpoint = Callable[[Request], Awaitable[Response]]


class Query(msgspec.Struct):
    """What is asked of one cell."""

    query: str = ""
    type: str | list[str] | None = None
    limit: int = 5
    type_strict: str | None = None
    properties: list[dict[str, Any]] = []


class Extend(msgspec.Struct):
    ids: list[str]
    properties: list[dict[str, Any]]


class Service:
    """The dossiers of a record as candidates; looked at anew whenever the record has changed."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._held: tuple[str, Index] | None = None

    def index(self) -> Index:
        stamp = self._record.stamp()
        if self._held is None or self._held[0] != stamp:
            public = [e for e in self._record.all("entity") if isinstance(e, Entity) and e.public]
            known = [*map(of_entity, public), *of_unnamed(self._record.unnamed_sources())]
            self._held = (stamp, Index(known))
        return self._held[1]

    def answer(self, queries: Mapping[str, Query]) -> Json:
        index = self.index()
        return {key: {"result": [_candidate(c) for c in _asked(index, q)]} for key, q in queries.items()}

    def known(self, id_: str) -> Known:
        found = self.index().get(id_)
        if found is None:
            raise HTTPException(404, f"nothing of the id {id_} has a page in this record")
        return found

    def suggested(self, prefix: str) -> Json:
        rows = self.index().begins(prefix)
        return {"result": [{"id": k.id, "name": k.name, "description": k.told, "notable": [_type(k)]} for k in rows]}

    def extended(self, asked: Extend, base: str) -> Json:
        wanted = [p for p in (str(x.get("id")) for x in asked.properties) if p in PROPERTIES]
        index = self.index()
        rows = {id_: {p: _values(index.get(id_), p, base) for p in wanted} for id_ in asked.ids}
        return {"meta": [{"id": p, "name": PROPERTIES[p]} for p in wanted], "rows": rows}


def routes(record: Record, env: Environment) -> list[BaseRoute]:
    """Everything under /reconcile, with a stroke at its end and without: clients post to either."""
    service = Service(record)

    async def root(request: Request) -> Response:
        try:
            return await answered(request)
        except (FirsthandError, HTTPException) as error:
            return await _wrong(request, error)

    async def answered(request: Request) -> Response:
        given = await _given(request)
        base = _base(request)
        if "queries" in given:
            queries = _decoded(given["queries"], dict[str, Query])
            return _json(request, await run_in_threadpool(service.answer, queries))
        if "extend" in given:
            return _json(request, await run_in_threadpool(service.extended, _decoded(given["extend"], Extend), base))
        return _json(request, manifest(base))

    async def suggest_entity(request: Request) -> Response:
        return _json(request, await run_in_threadpool(service.suggested, request.query_params.get("prefix", "")))

    async def suggest_type(request: Request) -> Response:
        asked = request.query_params.get("prefix", "").casefold()
        kinds = [k for k, name in NAMES.items() if asked in name.casefold() or asked in k]
        return _json(request, {"result": [{"id": k, "name": NAMES[k]} for k in kinds]})

    async def properties(request: Request) -> Response:
        rows = [{"id": k, "name": name} for k, name in PROPERTIES.items()]
        return _json(request, {"properties": rows, "type": request.query_params.get("type", "")})

    async def view(request: Request) -> Response:
        return RedirectResponse(_page(await run_in_threadpool(service.known, request.path_params["id"])))

    async def preview(request: Request) -> Response:
        found = await run_in_threadpool(service.known, request.query_params.get("id", ""))
        html = env.get_template("preview.html").render(known=found, kind=NAMES[found.kind], base=_base(request))
        return Response(html, media_type="text/html", headers={"content-security-policy": FRAMED})

    verbs = ["GET", "POST", "OPTIONS"]
    under = [
        Route("/", root, methods=verbs),
        Route("/suggest/entity", suggest_entity),
        Route("/suggest/type", suggest_type),
        Route("/properties", properties),
        Route("/view/{id}", view),
        Route("/preview", preview),
    ]
    inner = Starlette(routes=under, exception_handlers=_HANDLERS)
    return [Route("/reconcile", root, methods=verbs), Mount("/reconcile", app=inner)]


def manifest(base: str) -> Json:
    """What OpenRefine is told when the service is added."""
    here = f"{base}/reconcile"
    return {
        "versions": ["0.2"],
        "name": "Firsthand: parties of this record, as texts name them",
        "identifierSpace": f"{base}/e/",
        "schemaSpace": f"{base}/reconcile/type/",
        "defaultTypes": [{"id": k, "name": name} for k, name in NAMES.items()],
        "view": {"url": f"{here}/view/{{{{id}}}}"},
        "batchSize": MANY,
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": 420, "height": 180},
        "suggest": {
            "entity": {"service_url": here, "service_path": "/suggest/entity"},
            "type": {"service_url": here, "service_path": "/suggest/type"},
        },
        "extend": {"propose_properties": {"service_url": here, "service_path": "/properties"}, "property_settings": []},
    }


def _asked(index: Index, q: Query) -> list[Candidate]:
    kinds = [q.type] if isinstance(q.type, str) else q.type or []
    return index.find(q.query, kinds, min(max(q.limit, 1), MOST))


def _candidate(c: Candidate) -> Json:
    row = {"id": c.known.id, "name": c.known.name, "description": c.known.told, "score": c.score, "match": c.match}
    return row | {"type": [_type(c.known)]}


def _type(k: Known) -> Json:
    return {"id": k.kind, "name": NAMES[k.kind]}


def _values(known: Known | None, name: str, base: str) -> list[Json]:
    if known is None:
        return []
    values = {"names": known.names, "told": (known.told,), "permalink": (f"{base}{_page(known)}",)}
    return [{"str": v} for v in values[name]]


def _page(known: Known) -> str:
    """A dossier; of an unnamed source type the articles that have words of it speak."""
    return known.path or f"/articles?{urlencode({'speaker': known.name})}"


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/").removesuffix("/reconcile")


async def _given(request: Request) -> dict[str, str]:
    """The parameters of a question or of a form."""
    given = dict(request.query_params)
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise HTTPException(413, f"a batch is at most {LONGEST} bytes; ask in smaller ones")
    return given | {k: v[-1] for k, v in parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True).items()}


def _decoded(words: str, kind: Any) -> Any:
    try:
        return msgspec.json.decode(words, type=kind)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeEncodeError) as error:
        raise HTTPException(400, f"not a batch of reconciliation queries, version 0.2: {error}") from error


def _json(request: Request, answer: Json, code: int = 200) -> Response:
    headers = {"vary": "origin"}
    origin = request.headers.get("origin", "")
    if LOCAL.match(origin):
        headers["access-control-allow-origin"] = origin
    return Response(msgspec.json.encode(answer), status_code=code, media_type="application/json", headers=headers)


async def _wrong(request: Request, error: Exception) -> Response:
    told = error.detail if isinstance(error, HTTPException) else str(error)
    code = error.status_code if isinstance(error, HTTPException) else 400
    return _json(request, {"status": "error", "message": told}, code)


_HANDLERS: Any = {FirsthandError: _wrong, HTTPException: _wrong}

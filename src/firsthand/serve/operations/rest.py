"""The REST face: `GET /api/v1/articles?q=`. Parse, call the operation, answer; errors say their cure (RFC 9457)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from hashlib import blake2b
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from firsthand.export.places import Json
from firsthand.model.problems import (
    Changed,
    FirsthandError,
    MissingPart,
    NotInRecord,
    Private,
    StoreError,
    Withdrawn,
)
from firsthand.record import Record
from firsthand.serve.operations import openapi
from firsthand.serve.operations.registry import OPERATIONS, Operation
from firsthand.serve.operations.schema import plain

LONGEST = 64_000  # bytes of a decision
CURES: dict[int, str] = {
    400: "see what the operation takes at /api",
    403: "of a private person read what the article itself says; send decisions from Firsthand's own pages or from a program",
    404: "find ids with GET /api/v1/articles?q=WORDS; all paths stand at /api",
    405: "see which verbs a path has at /api",
    409: "somebody decided meanwhile: read it again, and decide once more if you still would",
    410: "its owner withdrew it; GET /api/v1/withdrawals lists what was, when and why",
    413: "send less at once",
    415: "send a JSON object with the header content-type: application/json",
    503: "see what `firsthand doctor` says",
}
TITLES = {400: "Bad question", 403: "Refused", 404: "Not in this record", 405: "No such verb", 413: "Too long"}
TITLES |= {409: "Changed meanwhile", 410: "Withdrawn", 415: "Not JSON", 503: "The record cannot be read"}


def mount(record: Record) -> Mount:
    """Everything under /api/v1."""
    return Mount("/api/v1", app=Starlette(routes=_routes(record), exception_handlers=_HANDLERS))


def _routes(record: Record) -> list[Route]:
    async def described(request: Request) -> Response:
        return _tagged(request, plain(openapi.description()), "application/json")

    own = [Route(one.path, _endpoint(record, one), methods=["GET"]) for one in OPERATIONS if one.verb == "GET"]
    for one in OPERATIONS:  # a path that reads and decides is one route
        if one.verb == "POST":
            shared = next((r for r in own if r.path == one.path), None)
            if shared is None:
                own.append(Route(one.path, _endpoint(record, one), methods=["POST"]))
            else:
                read = next(x for x in OPERATIONS if x.path == one.path and x.verb == "GET")
                own[own.index(shared)] = Route(one.path, _both(record, read, one), methods=["GET", "POST"])
    return [Route("/openapi.json", described), *own]


Endpoint = Callable[[Request], Awaitable[Response]]


def _both(record: Record, reads: Operation, decides: Operation) -> Endpoint:
    get, post = _endpoint(record, reads), _endpoint(record, decides)

    async def endpoint(request: Request) -> Response:
        return await (post if request.method == "POST" else get)(request)

    return endpoint


def _endpoint(record: Record, one: Operation) -> Endpoint:
    async def read(request: Request) -> Response:
        given = _asked(request, one)
        answer = await run_in_threadpool(one.call, record, given, base(request))
        following = _next(request, answer)
        return _tagged(request, plain(answer), "application/json", following)

    async def decide(request: Request) -> Response:
        given = await _sent(request) | dict(request.path_params)
        answer = await run_in_threadpool(one.call, record, given, base(request))
        return Response(plain(answer), media_type="application/json")

    return read if one.verb == "GET" else decide


def base(request: Request) -> str:
    """What links begin with: the address the request was sent to."""
    return str(request.base_url).rstrip("/").removesuffix("/api/v1")


def _asked(request: Request, one: Operation) -> dict[str, Any]:
    """The parameters of a reading; one given twice is refused, since either could be meant."""
    names = {openapi.address_name(p): p.name for p in one.parameters}
    given: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if names.get(key, key) in given:
            raise HTTPException(400, f"{key} is given twice; give it once")
        given[names.get(key, key)] = value
    clash = given.keys() & request.path_params.keys()
    if clash:
        raise HTTPException(400, f"{min(clash)} stands in the path already; take it out of the question")
    return given | dict(request.path_params)


async def _sent(request: Request) -> Json:
    """The JSON object of a decision, from the same origin or from a program."""
    origin = request.headers.get("origin")
    if origin not in (None, base(request)) or request.headers.get("sec-fetch-site", "none") not in (
        "same-origin",
        "none",
    ):
        raise HTTPException(403, f"decisions are not taken from pages of {origin}")
    if request.headers.get("content-type", "").split(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "a decision is a JSON object")
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST:
            raise HTTPException(413, f"a decision is at most {LONGEST} bytes")
    try:
        found = msgspec.json.decode(bytes(body))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HTTPException(400, f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise HTTPException(400, "a decision is a JSON object")
    clash = found.keys() & request.path_params.keys()
    if clash:
        raise HTTPException(400, f"{min(clash)} stands in the path already; take it out of the object")
    return found


def _next(request: Request, answer: Json) -> str | None:
    """The address of the following page, put into the answer too."""
    if answer.get("page", 1) >= answer.get("pages", 1):
        return None
    answer["next"] = str(request.url.include_query_params(page=answer["page"] + 1))
    return str(answer["next"])


def _tagged(request: Request, body: bytes, media_type: str, following: str | None = None) -> Response:
    """The answer with a tag of its bytes; 304 to those who hold the same ones."""
    tag = f'"{blake2b(body, digest_size=16).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    if following:
        headers["link"] = f'<{following}>; rel="next"'
    held = [x.strip().removeprefix("W/") for x in request.headers.get("if-none-match", "").split(",")]
    if tag in held or "*" in held:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


async def _wrong(_: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        code, detail, headers = error.status_code, error.detail, error.headers
    else:
        code, detail, headers = status_of(error), str(error), None
    return problem(code, detail, dict(headers or {}))


def problem(code: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """What went wrong, as RFC 9457 has it, with its cure."""
    title = TITLES.get(code, "Wrong")
    told = {
        "type": f"/api#{title.lower().replace(' ', '-')}",
        "title": title,
        "status": code,
        "detail": detail,
        "cure": CURES.get(code, CURES[400]),
    }
    return Response(plain(told), status_code=code, media_type=openapi.PROBLEM, headers=headers)


def status_of(error: Exception) -> int:
    """The HTTP status of one of our errors."""
    if isinstance(error, Private):
        return 403
    if isinstance(error, Withdrawn):
        return 410
    if isinstance(error, NotInRecord):
        return 404
    if isinstance(error, Changed):
        return 409
    return 503 if isinstance(error, StoreError | MissingPart) else 400


_HANDLERS: Any = {FirsthandError: _wrong, HTTPException: _wrong}

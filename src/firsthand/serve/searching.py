"""The archive's pages: the list of what a search finds, saved searches, feeds, and the search for a list of names."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from firsthand.export import batch, feeds
from firsthand.model.problems import FirsthandError
from firsthand.record import QueryError, Record, SavedSearch
from firsthand.serve import hits
from firsthand.serve.histogram import drawn

FACETS = {
    "outlet": "Outlet",
    "declared_source": "Declared source",
    "source_kind": "Kind of source",
    "speaker": "Speaker",
    "place": "Place",
    "language": "Language",
    "has": "Has",
}
ORDERS = {
    "relevance": "most relevant first",
    "newest": "newest first",
    "oldest": "oldest first",
    "added": "last added to the record first",
}
FOLDS = {"families": "copies folded", "articles": "every article"}
LONGEST = batch.LONGEST + 10_000  # bytes of an upload: the list, and what a browser puts around it
PER_PAGE = 20


def articles(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The list page."""
    asked = request.query_params
    chosen = {name: asked[name] for name in FACETS if asked.get(name)}
    order = asked.get("order") if asked.get("order") in ORDERS else None
    show = asked.get("show") if asked.get("show") in FOLDS else "families"
    kept = {"q": asked.get("q", ""), **chosen, "order": order, "show": show if show == "articles" else None}
    values: dict[str, Any] = {
        "q": asked.get("q", ""),
        "chosen": chosen,
        "kept": kept,
        "facets": FACETS,
        "orders": ORDERS,
        "folds": FOLDS,
    }
    values |= {
        "order": order,
        "show": show,
        "wrong": None,
        "histogram": None,
        "words_address": hits.words_address,
        "whole": whole_query(asked),
    }
    try:
        found = record.search(
            kept["q"] or "", page=page_number(asked), per_page=PER_PAGE, order=order, fold=show == "families", **chosen
        )
    except FirsthandError as error:
        if isinstance(error, QueryError):
            wrong = (f"At character {error.at + 1}: {error.cure}", f"{error.query}\n{' ' * error.at}^")
        else:
            wrong = (str(error), "")
        return "articles.html", {**values, "found": None, "wrong": wrong, "code": 400}
    return "articles.html", {**values, "found": found, "histogram": drawn(found.histogram, kept)}


OPERATORS = {  # what a narrowing is as words of a query
    "outlet": "outlet",
    "declared_source": "source",
    "source_kind": "kind",
    "speaker": "speaker",
    "place": "place",
    "language": "lang",
    "has": "has",
}


def whole_query(asked: Any) -> str:
    """A search with its narrowings as words: q=harbour, outlet=Orsk Daily -> 'harbour outlet:"Orsk Daily"'."""
    said = [f'{OPERATORS[name]}:"{asked[name]}"' for name in FACETS if asked.get(name)]
    query = asked.get("q", "")
    return " ".join([*([f"({query})" if said else query] if query else []), *said])


def page_number(asked: Any) -> int:
    number = asked.get("page", "1")
    return min(max(1, int(number)), 1_000_000) if number.isdecimal() and len(number) < 12 else 1


def searches(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    """The saved searches, each with how many articles it finds now and its feeds."""
    rows: list[tuple[SavedSearch, int, str | None]] = []
    for one in record.saved_searches():
        try:
            rows.append((one, record.search(one.query or "", per_page=1).total, None))
        except FirsthandError as error:  # saved by a version of other fields
            rows.append((one, 0, str(error)))
    return "searches.html", {"rows": rows}


def batch_page(_: Record, __: Request) -> tuple[str, dict[str, Any]]:
    return "batch.html", {"wrong": None}


def routes(record: Record) -> list[Route]:
    """Feeds, and the table that an uploaded list gives."""

    def feed(path: str, kind: str, write: Any) -> Route:
        async def answer(request: Request) -> Response:
            base = str(request.base_url).rstrip("/")
            query = request.query_params.get("q", "")
            chosen = {name: value for name in FACETS if (value := request.query_params.get(name))}
            made = await run_in_threadpool(hits.feed, record, query, base=base, path=path, chosen=chosen)
            return Response(write(made), media_type=kind)

        return Route(path, answer)

    async def upload(request: Request) -> Response:
        fields = form(request.headers.get("content-type", ""), await _body(request))
        listed = fields.get("list") or fields.get("names", b"")
        column = fields.get("column", b"").decode("utf-8", "replace").strip() or None
        names = batch.names(listed, column)
        rows = batch.table(hits.lines(record.batch(names), str(request.base_url).rstrip("/")))
        kept = {"content-disposition": 'attachment; filename="hits.csv"'}
        return StreamingResponse(encoded(rows), media_type="text/csv; charset=utf-8", headers=kept)

    return [
        feed("/articles.atom", "application/atom+xml; charset=utf-8", feeds.atom),
        feed("/articles.feed.json", "application/feed+json; charset=utf-8", feeds.json_feed),
        Route("/batch.csv", upload, methods=["POST"]),
    ]


def encoded(rows: Iterator[str]) -> Iterator[bytes]:
    yield "\ufeff".encode()  # by which spreadsheets know UTF-8
    yield from (row.encode("utf-8", "replace") for row in rows)


async def _body(request: Request) -> bytes:
    held = bytearray()
    async for piece in request.stream():
        held += piece
        if len(held) > LONGEST:
            raise HTTPException(413, f"the list is longer than {batch.LONGEST:,} bytes: split it")
    return bytes(held)


def form(content_type: str, body: bytes) -> dict[str, bytes]:
    """The fields of a submitted form, files as their bytes; no field of what is no form."""
    if content_type.startswith("application/x-www-form-urlencoded"):
        pairs = parse_qs(body.decode("utf-8", "replace"), max_num_fields=20)
        return {name: values[0].encode() for name, values in pairs.items()}
    if not content_type.startswith("multipart/form-data"):
        return {}
    whole = message_from_bytes(b"Content-Type: " + content_type.encode("latin-1", "replace") + b"\r\n\r\n" + body)
    fields: dict[str, bytes] = {}
    for part in whole.walk():
        name, value = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(value, bytes):
            fields[name] = value
    return fields

"""Pages of collections, and of the citation of an article or a passage."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from firsthand.model.spans import Span
from firsthand.record import Record, UsageError
from firsthand.serve.judged_pages import in_context
from firsthand.serve.taking import buttons

PAGES = {"article": "/a/", "event": "/v/", "claim": "/k/"}
CITED = {"bib": ("bibtex", "BibTeX"), "ris": ("ris", "RIS"), "json": ("csl", "CSL-JSON")}
MEDIA = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "json": "application/json"}


def collections_page(record: Record, _: Request) -> tuple[str, dict[str, Any]]:
    return "collections.html", {"known": record.collections()}


def collection_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """What is in one, each thing with its words and its notes."""
    page = record.collection(request.query_params.get("name", ""))
    rows = []
    for one in page.items:
        context = in_context(one.article, one.span) if one.article and one.span else None
        address = f"{PAGES[one.kind]}{one.id}" if one.id and one.kind in PAGES else None
        if one.kind == "passage" and one.article and one.span:
            address = f"/a/{one.article.id}?from={one.span.start}&to={one.span.end}#here"
        rows.append((one, context, address))
    return "collection.html", {"page": page, "rows": rows, "taken": buttons("/collection", {"name": page.name})}


def collect_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The form for a passage, or a whole article."""
    article, span = _asked(record, request)
    context = in_context(article, span) if span else None
    return "collect.html", {"article": article, "span": span, "context": context, "subject": (article.id,)}


def cite_page(record: Record, request: Request) -> tuple[str, dict[str, Any]]:
    """The citation in every form, to copy and to download."""
    article, span = _asked(record, request)
    query = f"?from={span.start}&to={span.end}" if span else ""
    forms = [
        (ending, label, _cited(record, request, form), f"/a/{article.id}/cite.{ending}{query}")
        for ending, (form, label) in CITED.items()
    ]
    return "cite.html", {"article": article, "span": span, "forms": forms, "query": query}


def routes(record: Record) -> list[Route]:
    """The citations as files."""

    def route(ending: str) -> Route:
        async def endpoint(request: Request) -> Response:
            said = await run_in_threadpool(_cited, record, request, CITED[ending][0])
            kept = {"content-disposition": f'attachment; filename="{request.path_params["id"]}.{ending}"'}
            return Response(said, media_type=f"{MEDIA[ending]}; charset=utf-8", headers=kept)

        return Route(f"/a/{{id}}/cite.{ending}", endpoint)

    return [route(ending) for ending in CITED]


def _cited(record: Record, request: Request, form: str) -> str:
    article, span = _asked(record, request)
    at = (span.start, span.end) if span else None
    return record.cite(article.id, at, form=form, base=str(request.base_url).rstrip("/"))


def _asked(record: Record, request: Request) -> Any:
    """The article of an address and, with ?from= and to=, the passage of it."""
    article = record.article(request.path_params["id"]).article
    start, end = (request.query_params.get(name, "") for name in ("from", "to"))
    if not start and not end:
        return article, None
    if not (
        start.isdecimal() and end.isdecimal() and len(start + end) < 20 and int(start) < int(end) <= len(article.text)
    ):
        raise UsageError(
            f"this article has characters 0 to {len(article.text)}; from={start} to={end} is no passage of it"
        )
    return article, Span(int(start), int(end))
